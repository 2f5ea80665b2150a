//! What a lint may look at: one plan, what is owed under it when nothing has been handed in, and the words
//! for its items.

use crate::diag::words::shown;
use crate::diag::{Code, Finding};
use crate::dues::{Dues, Slot, expand};
use crate::facts::Facts;
use crate::plan::codes::noun;
use crate::plan::{Duty, DutyId, Item, Plan, Rule, RuleId};
use crate::source::{Files, Span};
use crate::syntax::tree::Kind;
use crate::value::{Date, Days, Holidays, Words};

/// How far a plan without an end is looked at.
const YEARS_AHEAD: i64 = 4;

/// One plan.
#[derive(Debug)]
pub(crate) struct Ctx<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) files: &'a Files,
    /// Nothing in its files was left out for a mistake: what is not there is lacking.
    pub(crate) sound: bool,
    /// What is owed, without data.
    pub(crate) dues: Dues,
    /// The run, with an end in any case.
    pub(crate) run: Option<Days>,
}

impl<'a> Ctx<'a> {
    pub(crate) fn new(plan: &'a Plan, files: &'a Files, sound: bool, holidays: &Holidays) -> Self {
        let run = plan.runs.map(closed);
        let horizon = run.and_then(|r| r.to).or(plan.issued);
        let facts = Facts::default();
        let dues = horizon.map(|day| expand(plan, &facts, day, holidays)).unwrap_or_default();
        Self { plan, files, sound, dues, run }
    }

    pub(crate) fn duties(&self) -> impl Iterator<Item = (DutyId, &'a Duty)> + use<'a> {
        (0..).map(DutyId).zip(&self.plan.duties)
    }

    pub(crate) fn rules(&self) -> impl Iterator<Item = (RuleId, &'a Rule)> + use<'a> {
        (0..).map(RuleId).zip(&self.plan.rules)
    }

    /// The occasions of a duty that somebody owes.
    pub(crate) fn slots(&self, duty: DutyId) -> impl Iterator<Item = &Slot> {
        let slots = self.dues.slots_of(duty).iter().map(|id| self.dues.slot(*id));
        slots.filter(|s| s.dues.0 < s.dues.1)
    }

    /// A finding about an item of the plan, at a place of it, with the severity that the item asks for by
    /// the code's name: a severity for all its findings is meant for data.
    pub(crate) fn finding(
        &self,
        code: &'static Code,
        item: &Item,
        (at, label): (Span, Words),
        message: Words,
    ) -> Finding {
        let own = item.severities.iter().find(|(c, _)| c.as_deref() == Some(code.name));
        let finding = Finding::new(code, message)
            .severity(own.map_or(code.severity, |(_, severity)| *severity))
            .at(at, label);
        // A unit of a library stands in no text of this plan.
        let in_text = item.name.file == self.plan.file || !item.cites.is_empty();
        if in_text { finding.under(self.plan.clause(item, at)) } else { finding }
    }

    /// The text of a place, on one line.
    pub(crate) fn text(&self, span: Span) -> String {
        let text = self.files.kept(span.file);
        let text = text.get(span.start as usize..span.end as usize).unwrap_or_default();
        shown(&text.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

fn closed(run: Days) -> Days {
    let ahead = |from: Date| from.plus_months(12 * YEARS_AHEAD);
    Days { from: run.from, to: run.to.or(run.from.map(ahead)) }
}

/// An item by its kind and label: ``báo cáo `Báo cáo định kỳ` ``, ``report `Báo cáo định kỳ` ``.
pub(crate) fn named(item: &Item) -> Words {
    let label = quoted(&item.label);
    let [vi, _] = noun(item.kind);
    let en = match item.kind {
        Kind::Deliver => "document",
        Kind::Amend => "amendment",
        kind => kind.word(),
    };
    Words { vi: format!("{vi} {label}").into(), en: format!("{en} {label}").into() }
}

/// A column by its label.
pub(crate) fn column(item: &Item) -> Words {
    let label = quoted(&item.label);
    Words { vi: format!("cột {label}").into(), en: format!("column {label}").into() }
}

/// The author's own words, in backticks.
pub(crate) fn quoted(text: &str) -> String {
    format!("`{}`", shown(text).replace('`', "'"))
}
