//! The papers of a due that have come by the day looked at, the dues of a paper, and how messages name
//! a paper. Shared by the checks of this category.

use rustc_hash::FxHashMap;

use crate::checks::Ctx;
use crate::diag::{Code, Finding};
use crate::dues::{Due, DueId, Occasion, Slot, State, show_occasion};
use crate::facts::{Filing, FilingId, FilingKind};
use crate::plan::{Duty, Plan, UnitId, When};
use crate::value::{Date, Lang, Words, words};

/// Whether something was received for a due in this state.
pub(super) fn is_served(state: State) -> bool {
    match state {
        State::OnTime | State::Nil | State::Extended | State::Late | State::OnExcludedDay => true,
        State::NotYetDue | State::Missing | State::Open => false,
    }
}

/// The dues in scope for which something was received, those of one slot together.
pub(super) fn served_dues<'a>(ctx: &Ctx<'a>) -> impl Iterator<Item = (DueId, &'a Due)> + use<'a> {
    ctx.dues_in_scope().filter(|(_, due)| is_served(due.state))
}

/// Whether a filing lies in what the submission says it holds.
fn is_in_scope(ctx: &Ctx<'_>, filing: &Filing) -> bool {
    let scope = &ctx.facts.scope;
    let unit = scope.units.is_empty() || scope.units.contains(&filing.from);
    unit && filing.when.is_none_or(|w| scope.periods.is_empty() || scope.periods.contains(&w))
}

/// Reports and documents in scope that have come and that no newer one replaced.
pub(super) fn filings<'c, 'a>(
    ctx: &'c Ctx<'a>,
) -> impl Iterator<Item = (FilingId, &'a Filing)> + use<'c, 'a> {
    ctx.filings()
        .filter(|(_, f)| f.kind != FilingKind::Figures && is_in_scope(ctx, f))
        .filter(|(id, _)| ctx.dues.has_come(*id))
}

/// The filings of each due.
pub(super) struct Papers<'c, 'a> {
    ctx: &'c Ctx<'a>,
    /// Beyond the first of each due, by due.
    more: Vec<(DueId, FilingId)>,
}

impl<'c, 'a> Papers<'c, 'a> {
    pub(super) fn new(ctx: &'c Ctx<'a>) -> Self {
        let mut more = ctx.dues.more.clone();
        more.sort_by_key(|(due, _)| *due);
        Self { ctx, more }
    }

    /// All that have come, replaced ones too.
    pub(super) fn of(
        &self,
        id: DueId,
    ) -> impl Iterator<Item = (FilingId, &'a Filing)> + Clone + use<'_, 'c, 'a> {
        let (ctx, due) = (self.ctx, self.ctx.dues.due(id));
        let more = if due.has_more { self.beyond_first(id) } else { &[] };
        due.filing
            .into_iter()
            .chain(more.iter().map(|(_, filing)| *filing))
            .filter(move |filing| ctx.dues.has_come(*filing))
            .map(move |filing| (filing, ctx.facts.filing(filing)))
    }

    fn beyond_first(&self, id: DueId) -> &[(DueId, FilingId)] {
        let from = self.more.partition_point(|(due, _)| *due < id);
        let rest = self.more.get(from..).unwrap_or(&[]);
        rest.get(..rest.partition_point(|(due, _)| *due == id)).unwrap_or(&[])
    }

    /// Those that count: no newer one replaced them.
    pub(super) fn counting(
        &self,
        id: DueId,
    ) -> impl Iterator<Item = (FilingId, &'a Filing)> + Clone + use<'_, 'c, 'a> {
        self.of(id).filter(|(_, filing)| !filing.superseded)
    }

    /// The dues that have more than one filing.
    pub(super) fn crowded(&self) -> impl Iterator<Item = DueId> + use<'_, 'c, 'a> {
        let dues = self.more.iter().map(|(due, _)| *due);
        let mut last = None;
        dues.filter(move |due| last.replace(*due) != Some(*due))
    }
}

/// The dues of each filing.
pub(super) struct Serves {
    /// By filing: one of its dues.
    first: Vec<Option<DueId>>,
    /// Its other dues.
    more: FxHashMap<FilingId, Vec<DueId>>,
}

impl Serves {
    pub(super) fn new(ctx: &Ctx<'_>) -> Self {
        let first = vec![None; ctx.facts.filings.len()];
        let mut serves = Self { first, more: FxHashMap::default() };
        for id in ctx.dues.ids() {
            if let Some(filing) = ctx.dues.due(id).filing {
                serves.add(filing, id);
            }
        }
        for (due, filing) in &ctx.dues.more {
            serves.add(*filing, *due);
        }
        serves
    }

    fn add(&mut self, filing: FilingId, due: DueId) {
        match self.first.get_mut(filing.0 as usize) {
            Some(first @ None) => *first = Some(due),
            Some(Some(_)) => self.more.entry(filing).or_default().push(due),
            None => {}
        }
    }

    pub(super) fn of(&self, filing: FilingId) -> impl Iterator<Item = DueId> + use<'_> {
        let first = self.first.get(filing.0 as usize).copied().flatten();
        // Few filings serve several dues: mostly the map is not even asked.
        let more = first.filter(|_| !self.more.is_empty()).and_then(|_| self.more.get(&filing));
        first.into_iter().chain(more.into_iter().flatten().copied())
    }
}

/// A paper as messages name it.
#[derive(Clone, Copy)]
pub(super) struct Paper<'a> {
    plan: &'a Plan,
    label: Option<&'a str>,
    occasion: Occasion,
    unit: &'a str,
}

impl<'a> Paper<'a> {
    /// Of a due, sent by the unit.
    pub(super) fn of_due(ctx: &Ctx<'a>, due: &Due, unit: UnitId) -> Self {
        let slot = ctx.slot(due);
        let label = Some(ctx.duty(due).item.label.as_str());
        Self { plan: ctx.plan, label, occasion: slot.occasion, unit: ctx.unit(unit, slot.last) }
    }

    /// Of a slot, whoever sends it: for `show_alone`.
    pub(super) fn of_slot(ctx: &Ctx<'a>, slot: &Slot) -> Self {
        let label = Some(ctx.plan.duty(slot.duty).item.label.as_str());
        Self { plan: ctx.plan, label, occasion: slot.occasion, unit: "" }
    }

    /// Of a filing, whatever it serves.
    pub(super) fn of_filing(ctx: &Ctx<'a>, filing: &Filing) -> Self {
        let occasion = match filing.when {
            Some(When::Period(p)) => Occasion::Period(p),
            Some(When::Phase(id)) => Occasion::Phase(id),
            Some(When::Day(day)) => Occasion::Event(day),
            None => Occasion::Once,
        };
        let label = first_duty(ctx, filing).map(|d| d.item.label.as_str());
        Self { plan: ctx.plan, label, occasion, unit: ctx.unit(filing.from, day_of(ctx, filing)) }
    }

    /// `Báo cáo` quý I năm 2018 của X.
    pub(super) fn show(&self, lang: Lang) -> String {
        let (paper, unit) = (self.named(lang), self.unit);
        let when = show_occasion(self.plan, self.occasion, lang);
        match (lang, self.occasion) {
            (Lang::Vi, Occasion::Once) => format!("{paper} của {unit}"),
            (Lang::Vi, Occasion::Event(_)) => format!("{paper} của {unit} (tính từ ngày {when})"),
            (Lang::Vi, Occasion::Period(_) | Occasion::Phase(_)) => {
                format!("{paper} {when} của {unit}")
            }
            (Lang::En, Occasion::Once) => format!("{paper} of {unit}"),
            (Lang::En, Occasion::Event(_)) => format!("{paper} of {unit} (counted from {when})"),
            (Lang::En, Occasion::Period(_) | Occasion::Phase(_)) => {
                format!("{paper} of {unit} for {when}")
            }
        }
    }

    /// The same without its sender: `Báo cáo` quý I năm 2018.
    pub(super) fn show_alone(&self, lang: Lang) -> String {
        let paper = self.named(lang);
        let when = show_occasion(self.plan, self.occasion, lang);
        match (lang, self.occasion) {
            (_, Occasion::Once) => paper,
            (Lang::Vi, Occasion::Event(_)) => format!("{paper} (tính từ ngày {when})"),
            (Lang::Vi, Occasion::Period(_) | Occasion::Phase(_)) => format!("{paper} {when}"),
            (Lang::En, Occasion::Event(_)) => format!("{paper} (counted from {when})"),
            (Lang::En, Occasion::Period(_) | Occasion::Phase(_)) => {
                format!("{paper} for {when}")
            }
        }
    }

    fn named(&self, lang: Lang) -> String {
        match (self.label, lang) {
            (Some(label), _) => format!("`{label}`"),
            (None, Lang::Vi) => "báo cáo".to_owned(),
            (None, Lang::En) => "the report".to_owned(),
        }
    }
}

/// The first duty that a filing names.
pub(super) fn first_duty<'a>(ctx: &Ctx<'a>, filing: &Filing) -> Option<&'a Duty> {
    ctx.facts.duties_of(filing).first().map(|d| ctx.plan.duty(*d))
}

/// The day a filing was made, as far as it tells; else the last day it speaks of.
pub(super) fn day_of(ctx: &Ctx<'_>, filing: &Filing) -> Option<Date> {
    let made = filing.signed.or(filing.received);
    made.or_else(|| filing.when.and_then(|w| ctx.plan.last_day(w)))
}

/// A finding of a filing, under the clause of that head of the duty it names.
pub(super) fn about_filing(
    ctx: &Ctx<'_>,
    code: &'static Code,
    filing: &Filing,
    head: &str,
    message: Words,
) -> Finding {
    let finding = match first_duty(ctx, filing) {
        Some(duty) => ctx.finding(code, &duty.item, duty.item.place(head), message),
        None => Finding::new(code, message),
    };
    finding.about(ctx.subject_of_filing(filing))
}

/// The clause of a finding as its last place.
pub(super) fn with_clause(finding: Finding) -> Finding {
    match finding.clause.as_ref().map(|c| c.place) {
        Some(place) => finding.at(place, required_here()),
        None => finding,
    }
}

/// Of the clause that is broken.
pub(super) fn required_here() -> Words {
    words!("quy định tại đây", "required here")
}

/// Of the clause of a due that has no day.
pub(super) fn no_day() -> Words {
    words!("ở đây không nêu ngày hạn", "no due day is named here")
}

/// Of the clause that sets the day of a due, or leaves it to the extension that was granted.
pub(super) fn day_here(ctx: &Ctx<'_>, id: DueId) -> Words {
    let slot = ctx.dues.slot(ctx.dues.due(id).slot);
    match (slot.day, ctx.dues.day(id)) {
        (None, None) => no_day(),
        (day, extended) if day == extended => required_here(),
        _ => words!("hạn này theo văn bản gia hạn", "the day is that of the extension"),
    }
}

/// Names in a message: all of a few, else the first of them and how many more.
pub(super) fn some_of(names: &[String], lang: Lang) -> String {
    const MOST: usize = 6;
    if names.len() <= MOST {
        return crate::diag::words::list(names, lang, true);
    }
    let first = names.get(..MOST - 1).unwrap_or(names).join(", ");
    let rest = names.len() - (MOST - 1);
    match lang {
        Lang::Vi => format!("{first} và {rest} tên khác"),
        Lang::En => format!("{first} and {rest} more"),
    }
}

/// Names in backticks.
pub(super) fn quoted<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    names.map(|n| format!("`{}`", crate::diag::words::shown(n))).collect()
}
