//! `waivers.toml`: findings that a reviewer has accepted. Read here, held against the findings later.

use crate::diag::Code;
use crate::facts::binder::{Binder, Piece};
use crate::facts::blocks::{WAIVER, WAIVERS};
use crate::facts::codes::{Hint, Part, WRONG_TYPE};
use crate::facts::documents::{needed, pairs};
use crate::facts::from_table::Binding;
use crate::facts::header::{Many, day, each, many, raw, text};
use crate::facts::keys::unknown_key;
use crate::facts::voice::Voice;
use crate::plan::{DutyId, Lookup, UnitId, When};
use crate::source::Span;
use crate::table::toml::{Document, Entry, Node, Value};
use crate::value::Date;

/// One accepted finding. Names are resolved: a waiver with a name that is not known is left out, since
/// without that name it would reach further; so is one that does not say by what right.
#[derive(Debug, Clone)]
pub(crate) struct Waiver {
    /// The finding's name: `completeness/missing-document`.
    pub(crate) rule: String,
    pub(crate) scope: Scope,
    /// What allows it.
    pub(crate) document: String,
    /// The last day it holds.
    pub(crate) until: Date,
    /// The `[[waiver]]` header.
    pub(crate) at: Span,
    /// Of the value of `rule`.
    pub(crate) rule_at: Span,
    /// Of the value of `until`.
    pub(crate) until_at: Span,
}

/// How far it reaches.
#[derive(Debug, Clone)]
pub(crate) struct Scope {
    pub(crate) duty: Option<DutyId>,
    pub(crate) unit: Option<UnitId>,
    pub(crate) period: Option<When>,
    /// The id of a figure or table, or `table.column`.
    pub(crate) figure: Option<String>,
    /// The id of any item of the plan, as written.
    pub(crate) item: Option<String>,
    /// Whom the document names; empty: not said.
    pub(crate) covers: Vec<UnitId>,
}

/// What a waiver says, before its names are found.
#[derive(Default)]
struct Said<'t> {
    rule: Option<Piece<'t>>,
    duty: Option<Piece<'t>>,
    unit: Option<Piece<'t>>,
    period: Option<Piece<'t>>,
    figure: Option<Piece<'t>>,
    item: Option<Piece<'t>>,
    reason: Option<Piece<'t>>,
    document: Option<Piece<'t>>,
    office: Option<Piece<'t>>,
    until: Option<(Date, Span)>,
    covers: Option<Many<'t>>,
}

impl Binding<'_> {
    /// All waivers of the file.
    pub(crate) fn waivers(&mut self, document: &Document<'_>, voice: &mut Voice<'_>) {
        for entry in document.root().entries() {
            match (entry.key, entry.node.value()) {
                ("waiver", Value::List(list)) => {
                    for node in list.iter() {
                        self.waiver(document, entry, node, voice);
                    }
                }
                ("waiver", _) => {
                    self.waiver(document, entry, entry.node, voice);
                }
                _ => unknown_key(entry, Part::File, &WAIVERS, Hint::None, voice),
            }
        }
    }

    fn waiver(
        &mut self,
        document: &Document<'_>,
        entry: Entry<'_>,
        node: Node<'_>,
        voice: &mut Voice<'_>,
    ) -> Option<()> {
        let map = pairs(entry, node, voice)?;
        let mut said = Said::default();
        let told = voice.sink.len();
        for entry in map.entries() {
            said.take(entry, document, voice);
        }
        // A value that could not be read would have narrowed it.
        let broken = voice.sink.len() > told && said.is_broken(map.entries().map(|e| e.key));
        let at = (map, node.at());
        let rule = needed(said.rule, lacks("rule"), at, voice);
        // Without any of these nobody could tell by what right it was accepted.
        let reason = needed(said.reason, lacks("reason"), at, voice);
        let document = needed(said.document, lacks("document"), at, voice);
        let office = needed(said.office, lacks("office"), at, voice);
        let until = needed(said.until, lacks("until"), at, voice);
        let (rule, (until, until_at)) = (rule?, until?);
        let right = reason.and(office).and(document)?;
        let duty = said.duty;
        let known = |l: &Lookup| duty.is_some_and(|d| l.find_duty(d.text).one().is_some());
        let binder = self.owner(known)?;
        let scope = binder.scope(&said, voice)?;
        if !broken {
            binder.facts.waivers.push(Waiver {
                rule: rule.text.to_owned(),
                scope,
                document: right.text.to_owned(),
                until,
                at: node.at(),
                rule_at: rule.at,
                until_at,
            });
        }
        Some(())
    }
}

impl<'t> Said<'t> {
    fn take(&mut self, entry: Entry<'t>, document: &'t Document<'_>, voice: &mut Voice<'_>) {
        match entry.key {
            "rule" => self.rule = text(entry, voice),
            "duty" => self.duty = text(entry, voice),
            "unit" => self.unit = text(entry, voice),
            "period" => self.period = raw(entry, document, voice),
            "figure" => self.figure = text(entry, voice),
            "item" => self.item = text(entry, voice),
            "reason" => self.reason = text(entry, voice),
            "document" => self.document = text(entry, voice),
            "office" => self.office = text(entry, voice),
            "until" => self.until = day(entry, voice),
            "covers" => self.covers = Some(many(entry, voice)),
            _ => unknown_key(entry, Part::Waiver, &WAIVER, Hint::None, voice),
        }
    }

    /// Whether a key that narrows it is there and could not be read.
    fn is_broken<'k>(&self, mut keys: impl Iterator<Item = &'k str>) -> bool {
        keys.any(|key| match key {
            "duty" => self.duty.is_none(),
            "unit" => self.unit.is_none(),
            "period" => self.period.is_none(),
            "figure" => self.figure.is_none(),
            "item" => self.item.is_none(),
            "until" => self.until.is_none(),
            "covers" => matches!(self.covers, Some(Many::None)),
            _ => false,
        })
    }
}

impl Binder<'_> {
    fn scope(&mut self, said: &Said<'_>, voice: &mut Voice<'_>) -> Option<Scope> {
        let period = said.period.map(|p| self.when(p, voice));
        let day = period.flatten().and_then(|w| self.plan.last_day(w));
        let unit = said.unit.map(|p| self.unit(p, day, voice));
        let duty = said.duty.map(|p| self.duty(p, voice));
        let figure = said.figure.map(|p| self.figure_or_table(p, voice));
        let mut covers = Vec::new();
        let mut all = true;
        each(said.covers.unwrap_or(Many::None), voice, |piece, voice| {
            let unit = self.unit(piece, day, voice);
            all &= unit.is_some();
            covers.extend(unit);
        });
        Some(Scope {
            duty: whole(duty)?,
            unit: whole(unit)?,
            period: whole(period)?,
            figure: whole(figure)?,
            item: said.item.map(|p| p.text.to_owned()),
            covers: all.then_some(covers)?,
        })
    }

    fn figure_or_table(&self, name: Piece<'_>, voice: &mut Voice<'_>) -> Option<String> {
        // A figure, a table, or `table.column`.
        let (first, column) =
            name.text.split_once('.').map_or((name.text, None), |(t, c)| (t, Some(c)));
        if let Some(id) = self.lookup.find_table(first).one() {
            let table = self.plan.table(id);
            let Some(text) = column else { return Some(table.item.id.clone()) };
            let column = self.column(id, Piece { text, at: name.at }, voice)?;
            let column = table.columns.get(column.at())?;
            return Some(format!("{}.{}", table.item.id, column.item.id));
        }
        self.figure(name, voice).map(|id| self.plan.figure(id).item.id.clone())
    }
}

/// What is said where a key is not there.
fn lacks(key: &str) -> (&'static Code, Part, &str) {
    (&WRONG_TYPE, Part::Waiver, key)
}

/// `Some(None)` where nothing was said, `None` where what was said is not known.
#[expect(clippy::option_option, reason = "said, not said, and said but unknown are three things")]
fn whole<T>(said: Option<Option<T>>) -> Option<Option<T>> {
    match said {
        None => Some(None),
        Some(None) => None,
        Some(found) => Some(found),
    }
}
