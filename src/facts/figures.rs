//! Long tables of figures: unit, period, indicator, value. A country has ten million such rows.

use std::io::Read;

use crate::facts::binder::{Binder, Piece};
use crate::facts::contents::{At, Goal, Of};
use crate::facts::forms::FigureColumns;
use crate::facts::heads::fits;
use crate::facts::homes::{Belongs, Desk, Homes, Places};
use crate::facts::values::{Got, Kind, Raw, quick, read_cell};
use crate::facts::voice::Voice;
use crate::facts::{FilingId, State};
use crate::plan::{Carried, FigureId};
use crate::source::bounds::MOST_ROWS;
use crate::table::csv::{Row, Rows};
use crate::table::{UNREADABLE, too_many_rows};

/// Names of figures in the order in which they come. Rows repeat it, so that the next name is mostly the
/// one that followed the last time.
#[derive(Debug)]
struct Order {
    delimiter: u8,
    names: Vec<(Box<[u8]>, Option<FigureId>)>,
    at: usize,
}

/// So many names are kept; a table with more is looked up in the plain way.
const MOST_NAMES: usize = 4096;

impl Order {
    fn new(delimiter: u8) -> Self {
        Self { delimiter, names: Vec::new(), at: 0 }
    }

    /// The figure whose name a text begins with, and what stands behind it and the delimiter.
    fn begins<'t>(&mut self, text: &'t [u8]) -> Option<(FigureId, &'t [u8])> {
        for at in [self.at, 0] {
            if let Some((name, Some(id))) = self.names.get(at)
                && let Some([delimiter, rest @ ..]) = text.strip_prefix(&**name)
                && *delimiter == self.delimiter
            {
                self.at = at + 1;
                return Some((*id, rest));
            }
        }
        None
    }

    /// What a name stands for, as far as that was seen; `Some(None)`: nothing.
    #[expect(
        clippy::option_option,
        reason = "not seen yet, and seen to be nothing, are two things"
    )]
    fn next(&mut self, name: &[u8]) -> Option<Option<FigureId>> {
        for at in [self.at, 0] {
            if let Some((known, id)) = self.names.get(at)
                && **known == *name
            {
                self.at = at + 1;
                return Some(*id);
            }
        }
        None
    }

    fn learn(&mut self, name: &[u8], id: Option<FigureId>) {
        let known = self.names.iter().position(|(known, _)| **known == *name);
        self.at = match known {
            Some(at) => at + 1,
            // One with a delimiter in it was in quotes: the same bytes elsewhere are two cells.
            None if self.names.len() < MOST_NAMES && !name.contains(&self.delimiter) => {
                self.names.push((name.into(), id));
                self.names.len()
            }
            None => 0,
        };
    }
}

impl<'p> Binder<'p> {
    /// All figures of a table.
    pub(crate) fn figures<'s, R: Read>(
        &mut self,
        rows: &mut Rows<R>,
        (width, columns): (usize, FigureColumns),
        homes: &Homes,
        voice: &mut Voice<'s>,
    ) where
        'p: 's,
    {
        let mut desk = Desk::new(homes);
        let mut order = Order::new(rows.delimiter());
        let is_plain = columns.is_plain(width);
        rows.expect_runs(columns.leading());
        // Whether the row before was one of the table, so that what is known of it holds for its like.
        let mut turned = false;
        while let Some(row) = rows.next(voice.sink) {
            let same = turned && row.is_same();
            turned = fits(row, width, voice) && !row.is_blank();
            if !turned {
                continue;
            }
            if self.is_full(row, voice) {
                return;
            }
            voice.whose = None;
            let here = if same {
                desk.is_somewhere()
            } else {
                desk.turn(self, belongs(row, columns), || places(row, columns), voice)
            };
            if here {
                self.figure_row(row, columns, (&mut desk, &mut order), voice);
                if is_plain && let Some(filing) = desk.only(&self.facts) {
                    self.plain_figures(filing, rows, &mut order);
                }
            }
        }
    }

    /// The rows behind one of the table, as long as they belong to the same report and hold nothing but the name of a
    /// figure and a plain number. Nearly all of a country do, and need no second look.
    fn plain_figures<R: Read>(&mut self, filing: FilingId, rows: &mut Rows<R>, order: &mut Order) {
        while let Some((leading, text)) = rows.ahead()
            && self.facts.cells.len() + self.facts.rows.len() < MOST_ROWS
        {
            let Some((figure, value)) = order.begins(text) else { return };
            let Some(end) = value.iter().position(|byte| *byte == b'\n') else { return };
            let line = value.get(..end).unwrap_or(value);
            let cell = line.strip_suffix(b"\r").unwrap_or(line);
            let Some(number) = quick(cell, &self.plan.figure(figure).ty) else { return };
            let start = leading + text.len() - value.len();
            let at = rows.place_ahead(start..start + cell.len());
            self.keep(Goal { filing, figure }, at, State::Present, number);
            rows.pass(start + end + 1);
        }
    }

    /// Whether no more rows can be held.
    pub(crate) fn is_full(&self, row: Row<'_>, voice: &mut Voice<'_>) -> bool {
        let full = self.facts.cells.len() + self.facts.rows.len() >= MOST_ROWS;
        if full {
            voice.say(&UNREADABLE, || too_many_rows(MOST_ROWS, row.at()));
        }
        full
    }

    fn figure_row<'s>(
        &mut self,
        row: Row<'_>,
        columns: FigureColumns,
        (desk, order): (&mut Desk<'_>, &mut Order),
        voice: &mut Voice<'s>,
    ) where
        'p: 's,
    {
        let name = row.raw(columns.indicator);
        let figure = order.next(name).unwrap_or_else(|| {
            let (text, at) = (row.trimmed(columns.indicator), row.place(columns.indicator));
            let figure = self.figure(Piece { text, at }, voice);
            order.learn(name, figure);
            figure
        });
        let Some(figure) = figure else { return };
        let indicator = self.plan.figure(figure);
        if let Some(number) = quick(row.raw(columns.value), &indicator.ty)
            && let Some(filing) = desk.filing(self, Carried::Figure(figure), || row.at())
        {
            let goal = Goal { filing, figure };
            return self.keep(goal, row.place(columns.value), State::Present, number);
        }
        // The decimals that spreadsheets drop are not added: a text is as it was written.
        let got = read_cell(row.cell(columns.value), Kind { ty: &indicator.ty, digits: None });
        if matches!(got, Ok(Got::Missing)) {
            return;
        }
        let Some(filing) = desk.filing(self, Carried::Figure(figure), || row.at()) else { return };
        voice.whose = self.whose(filing);
        let (raw, span) = (Raw::Text(row.cell(columns.value)), row.place(columns.value));
        let (name, of) = (row.trimmed(columns.indicator), Of::Figure(&indicator.item));
        self.got(Goal { filing, figure }, At { name, raw, span, of }, got, voice);
    }
}

fn belongs(row: Row<'_>, columns: FigureColumns) -> Belongs<'_> {
    let cell = |i: Option<usize>| i.map_or("", |i| row.trimmed(i));
    Belongs {
        unit: cell(Some(columns.unit)),
        period: cell(Some(columns.period)),
        report: cell(columns.report),
        about: cell(columns.about),
        status: cell(columns.status),
    }
}

fn places(row: Row<'_>, columns: FigureColumns) -> Places {
    let place = |i: Option<usize>| i.map_or(row.at(), |i| row.place(i));
    Places {
        row: row.at(),
        unit: row.place(columns.unit),
        period: row.place(columns.period),
        about: place(columns.about),
        status: place(columns.status),
        key: "unit",
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::diag::Sink;
    use crate::facts::{bind, open_with};
    use crate::plan::{self, Lookup};
    use crate::source::Files;

    const PLAN: &str = "plan p \"P\" { runs 2018 }
        unit a \"A\" { kind x }
        unit b \"B\" { kind x }
        indicator vu \"Số vụ\" { count flow }
        indicator vu_2 \"Số vụ 2\" { count flow }
        indicator ty_le \"Tỷ lệ\" { percent }
        report bc \"B\" { from a, b; every quarter; carries vu, vu_2, ty_le }\n";

    /// A unit with two reports of one quarter has no only one.
    const REPORTS: &str =
        "from,period,number\na,2018-Q1,1\na,2018-Q2,2\nb,2018-Q1,3\nb,2018-Q1,4\n";

    /// Every figure that is read, with what stands at its place, and every finding.
    fn told(table: &str) -> Vec<String> {
        let (mut files, mut sink) = (Files::default(), Sink::default());
        let read = |_: &str| Ok(PLAN.to_owned());
        let plan = plan::load("p.plan", &read, &[], &mut files, &mut sink).unwrap();
        let papers = [("reports.csv", REPORTS), ("figures.csv", table)];
        let papers = papers.map(|(name, text)| (files.keep(name, text.to_owned()), text.into()));
        let data = open_with(None, papers.to_vec(), &mut files, &mut sink);
        let facts = bind(&[(&plan, &Lookup::new(&plan))], &data, &mut sink);
        let cells = facts[0].cells.iter().map(|cell| {
            let at = facts[0].cells.place(cell.id);
            let stands = &table[at.start as usize..at.end as usize];
            let (filing, figure, state) = (cell.filing, cell.figure, cell.state);
            format!("{filing:?} {figure:?} {state:?} {:?} {stands}", cell.written())
        });
        let findings = sink.findings().iter().map(|f| format!("{} {}", f.code.name, f.message.en));
        cells.chain(findings).map(|line| line.replace('"', "")).collect()
    }

    const UNITS: [&str; 7] = [
        "a,2018-Q1",
        "a,2018-Q1",
        "a,2018-Q2",
        "b,2018-Q1",
        "b,2018-Q3",
        "c,2018-Q1",
        "a, 2018-Q1",
    ];
    const NAMES: [&str; 6] = ["vu", "vu", "vu_2", "ty_le", " vu", "x"];
    const VALUES: [&str; 14] = [
        "0", "12", "7", "3.5", "3,5", "1.234", "0.5", "", "x", "-1", " 4 ", "na: y", "1,2,3",
        "12\n",
    ];

    proptest! {
        /// A quote sends a line the long way.
        #[test]
        fn plain_rows_say_what_the_long_way_says(
            rows in prop::collection::vec((0..UNITS.len(), 0..NAMES.len(), 0..VALUES.len(), any::<bool>()), 0..16),
        ) {
            let table = |quote: &str| {
                let lines = rows.iter().map(|(unit, name, value, feed)| {
                    let end = if *feed { "\r\n" } else { "\n" };
                    let (value, break_) = VALUES[*value].split_at(VALUES[*value].trim_end_matches('\n').len());
                    let unit = UNITS[*unit].replace(',', ";");
                    format!("{unit};{};{quote}{value}{quote}{end}{break_}", NAMES[*name])
                });
                std::iter::once("unit;period;indicator;value\n".to_owned()).chain(lines).collect::<String>()
            };
            prop_assert_eq!(told(&table("")), told(&table("\"")));
        }
    }
}
