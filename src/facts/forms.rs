//! What a table of CSV is, by its header row.

use rustc_hash::FxHashSet;

use crate::facts::binder::{Binder, Piece};
use crate::facts::codes::{self, Hint, Part, UNKNOWN_KEY};
use crate::facts::voice::Voice;
use crate::plan::{ColumnId, TableId};
use crate::source::Span;
use crate::table::csv::Row;
use crate::value::fold;

/// The columns of a long table of figures, by their places.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FigureColumns {
    pub(crate) unit: usize,
    pub(crate) period: usize,
    pub(crate) indicator: usize,
    pub(crate) value: usize,
    pub(crate) report: Option<usize>,
    pub(crate) status: Option<usize>,
    pub(crate) about: Option<usize>,
}

impl FigureColumns {
    /// How many cells at the front say where a row belongs, where there is nothing behind them but a name and a
    /// value.
    pub(crate) fn leading(&self, width: usize) -> Option<usize> {
        let others = [self.report, self.status, self.about];
        let last = others.into_iter().flatten().fold(self.unit.max(self.period), usize::max);
        let plain = (last + 1, last + 2, last + 3);
        ((self.indicator, self.value, width) == plain).then_some(last + 1)
    }
}

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Slot {
    From,
    To,
    Via,
    Period,
    Signed,
    Received,
    Relayed,
    Kind,
    Number,
    Plan,
    Status,
    About,
    Revises,
    Nil,
    Deliver,
    Title,
    Report,
    /// A column of the table.
    Column(ColumnId),
    Unknown,
}

/// What a table holds.
#[derive(Debug)]
pub(crate) enum Form {
    Figures(FigureColumns),
    Reports(Vec<Slot>),
    Documents(Vec<Slot>),
    Rows(TableId, Vec<Slot>),
}

const FIGURES: [&str; 7] = ["unit", "period", "indicator", "value", "report", "status", "about"];

const REPORTS: [(&str, Slot); 14] = [
    ("from", Slot::From),
    ("to", Slot::To),
    ("via", Slot::Via),
    ("period", Slot::Period),
    ("signed", Slot::Signed),
    ("received", Slot::Received),
    ("relayed", Slot::Relayed),
    ("kind", Slot::Kind),
    ("number", Slot::Number),
    ("plan", Slot::Plan),
    ("status", Slot::Status),
    ("about", Slot::About),
    ("revises", Slot::Revises),
    ("nil", Slot::Nil),
];

const DOCUMENTS: [(&str, Slot); 13] = [
    ("from", Slot::From),
    ("deliver", Slot::Deliver),
    ("number", Slot::Number),
    ("signed", Slot::Signed),
    ("period", Slot::Period),
    ("received", Slot::Received),
    ("to", Slot::To),
    ("title", Slot::Title),
    ("via", Slot::Via),
    ("relayed", Slot::Relayed),
    ("about", Slot::About),
    ("status", Slot::Status),
    ("plan", Slot::Plan),
];

/// The cells of a header, as keys: without spaces around, in small letters.
fn keys(header: Row<'_>) -> Vec<String> {
    (0..header.len()).map(|i| header.trimmed(i).to_lowercase()).collect()
}

/// What a table is; `None` when its header fits no form.
pub(crate) fn form(header: Row<'_>, binder: &Binder<'_>) -> Option<Form> {
    let keys = keys(header);
    let at = |key: &str| keys.iter().position(|k| k == key);
    if let (Some(unit), Some(period), Some(indicator), Some(value)) =
        (at("unit"), at("period"), at("indicator"), at("value"))
    {
        let (report, status, about) = (at("report"), at("status"), at("about"));
        return Some(Form::Figures(FigureColumns {
            unit,
            period,
            indicator,
            value,
            report,
            status,
            about,
        }));
    }
    at("from")?;
    if at("deliver").is_some() {
        return Some(Form::Documents(slots(&keys, &DOCUMENTS)));
    }
    let reports = slots(&keys, &REPORTS);
    let table = best_table(header, binder);
    let is_report = ["to", "via", "signed", "received"].iter().any(|k| at(k).is_some());
    let known = reports.iter().filter(|s| **s != Slot::Unknown).count();
    match table {
        Some((id, slots, fit)) if !is_report || fit > known => Some(Form::Rows(id, slots)),
        _ if is_report => Some(Form::Reports(reports)),
        _ => None,
    }
}

fn slots(keys: &[String], known: &[(&str, Slot)]) -> Vec<Slot> {
    let slot =
        |key: &String| known.iter().find(|(k, _)| k == key).map_or(Slot::Unknown, |(_, s)| *s);
    keys.iter().map(slot).collect()
}

/// The table with most of these columns. The first wins where two have as many: its rows will say so.
fn best_table(header: Row<'_>, binder: &Binder<'_>) -> Option<(TableId, Vec<Slot>, usize)> {
    let mut best: Option<(TableId, Vec<Slot>, usize)> = None;
    for (id, _) in (0..).map(TableId).zip(&binder.plan.tables) {
        let slots = table_slots(header, id, binder);
        let fit = slots.iter().filter(|s| **s != Slot::Unknown).count();
        let columns = slots.iter().filter(|s| matches!(s, Slot::Column(_))).count();
        if columns > 0 && best.as_ref().is_none_or(|(_, _, most)| fit > *most) {
            best = Some((id, slots, fit));
        }
    }
    best
}

fn table_slots(header: Row<'_>, table: TableId, binder: &Binder<'_>) -> Vec<Slot> {
    let slot = |i: usize| {
        let name = header.trimmed(i);
        // A column of the table wins over the keys that say whose row it is.
        if let Some(id) = binder.lookup.find_column(table, name).one() {
            return Slot::Column(id);
        }
        match name.to_lowercase().as_str() {
            "from" => Slot::From,
            "period" => Slot::Period,
            "report" => Slot::Report,
            "about" => Slot::About,
            "status" => Slot::Status,
            _ => Slot::Unknown,
        }
    };
    (0..header.len()).map(slot).collect()
}

impl Form {
    /// A column that means something and stands twice.
    pub(crate) fn twice<'r>(&self, header: Row<'r>) -> Option<(&'r str, Span)> {
        let mut seen = FxHashSet::default();
        let known = |i: usize| match self {
            Self::Figures(_) => FIGURES.iter().position(|k| header.trimmed(i).to_lowercase() == *k),
            Self::Reports(slots) | Self::Documents(slots) | Self::Rows(_, slots) => {
                let slot = slots.get(i).filter(|slot| **slot != Slot::Unknown)?;
                slots.iter().position(|s| s == slot)
            }
        };
        let again = (0..header.len()).find(|i| known(*i).is_some_and(|k| !seen.insert(k)))?;
        Some((header.trimmed(again), header.place(again)))
    }

    /// Says which columns mean nothing, or were understood only by folding.
    pub(crate) fn tell(&self, header: Row<'_>, binder: &Binder<'_>, voice: &mut Voice<'_>) {
        for i in 0..header.len() {
            let name = header.trimmed(i);
            let piece = Piece { text: name, at: header.place(i) };
            if name.is_empty() {
                continue;
            }
            match self {
                Self::Figures(_) if FIGURES.contains(&name.to_lowercase().as_str()) => {}
                Self::Figures(_) => unknown(piece, &FIGURES, voice),
                Self::Reports(slots) if slots.get(i) == Some(&Slot::Unknown) => {
                    unknown(piece, &REPORTS.map(|(k, _)| k), voice);
                }
                Self::Documents(slots) if slots.get(i) == Some(&Slot::Unknown) => {
                    unknown(piece, &DOCUMENTS.map(|(k, _)| k), voice);
                }
                Self::Rows(table, slots) => {
                    let own = matches!(slots.get(i), Some(Slot::Unknown | Slot::Column(_)));
                    if own {
                        let _found = binder.column(*table, piece, voice);
                    }
                }
                Self::Reports(_) | Self::Documents(_) => {}
            }
        }
    }

    /// Whether its rows are filings, which come before figures and rows of tables.
    pub(crate) fn is_filings(&self) -> bool {
        matches!(self, Self::Reports(_) | Self::Documents(_))
    }
}

fn unknown(key: Piece<'_>, known: &[&str], voice: &mut Voice<'_>) {
    voice.say(&UNKNOWN_KEY, || {
        let near = fold::nearest(key.text, known.iter().copied());
        codes::unknown_key(key.text, Part::Header, &near, Hint::None, key.at)
    });
}
