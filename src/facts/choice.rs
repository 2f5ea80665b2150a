//! Which report a filing is where it does not say: the one that its sender owes for its period.
//!
//! A country has sixty reports and forty thousand senders, so the answer is worked out once for each period.

use rustc_hash::FxHashMap;

use crate::plan::{Duty, DutyId, Every, Plan, UnitId, When};
use crate::syntax::tree::Kind;
use crate::value::Date;

/// So many periods are kept; data that name more begin again.
const MOST_KEPT: usize = 256;

/// What the sender and the period leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Choice {
    None,
    One(DutyId),
    Several(Vec<DutyId>),
}

/// The choices worked out so far.
#[derive(Debug, Default)]
pub(crate) struct Choices {
    by_when: FxHashMap<Option<When>, FxHashMap<UnitId, (Fit, Vec<DutyId>)>>,
}

/// How well a duty fits, the better the larger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// On demand, once, or as often as nobody says.
    AnyTime,
    /// An occasion of the duty, outside the days in which anything is owed.
    Outside,
    Occasion,
}

impl Choices {
    /// The report of `from` for `when`; `day` is the day it was sent.
    pub(crate) fn of(
        &mut self,
        plan: &Plan,
        from: UnitId,
        when: Option<When>,
        day: Option<Date>,
    ) -> Choice {
        if !self.by_when.contains_key(&when) {
            if self.by_when.len() >= MOST_KEPT {
                self.by_when.clear();
            }
            self.by_when.insert(when, all(plan, when));
        }
        let Some(senders) = self.by_when.get_mut(&when) else { return Choice::None };
        let duties = match senders.get(&from) {
            Some((_, duties)) => duties,
            None => {
                let found = inherited(plan, from, when, day);
                &senders.entry(from).or_insert((Fit::AnyTime, found)).1
            }
        };
        match duties.as_slice() {
            [] => Choice::None,
            [one] => Choice::One(*one),
            several => Choice::Several(several.to_vec()),
        }
    }
}

/// The reports of a plan that fit a time.
fn fitting(plan: &Plan, when: Option<When>) -> impl Iterator<Item = (DutyId, &Duty, Fit)> {
    plan.duties.iter().enumerate().filter_map(move |(i, duty)| {
        let id = DutyId(crate::facts::binder::number(i));
        let fit = (duty.item.kind == Kind::Report).then(|| fit(plan, duty, when)).flatten()?;
        Some((id, duty, fit))
    })
}

/// For each sender its best reports.
fn all(plan: &Plan, when: Option<When>) -> FxHashMap<UnitId, (Fit, Vec<DutyId>)> {
    let day = when.and_then(|w| plan.last_day(w));
    let mut senders: FxHashMap<UnitId, (Fit, Vec<DutyId>)> = FxHashMap::default();
    for (id, duty, fit) in fitting(plan, when) {
        for unit in plan.members(&duty.from, day, None) {
            let best = senders.entry(unit).or_insert((fit, Vec::new()));
            if fit > best.0 {
                *best = (fit, Vec::new());
            }
            if fit == best.0 {
                best.1.push(id);
            }
        }
    }
    senders
}

/// The reports of units that do not exist on the last day and whose duties the sender carries on.
fn inherited(plan: &Plan, from: UnitId, when: Option<When>, day: Option<Date>) -> Vec<DutyId> {
    let Some(last) = when.and_then(|w| plan.last_day(w)).or(day) else { return Vec::new() };
    let day = day.unwrap_or(last);
    let mut best: (Fit, Vec<DutyId>) = (Fit::AnyTime, Vec::new());
    for (id, duty, fit) in fitting(plan, when) {
        let carries_on = |u: &UnitId| {
            *u == from || plan.bearers(*u, day, duty.function.as_deref()).contains(&from)
        };
        if fit >= best.0 && plan.members(&duty.from, None, None).iter().any(carries_on) {
            if fit > best.0 {
                best = (fit, Vec::new());
            }
            best.1.push(id);
        }
    }
    best.1
}

fn fit(plan: &Plan, duty: &Duty, when: Option<When>) -> Option<Fit> {
    let loose = |e: &Every| matches!(e, Every::Once | Every::OnDemand | Every::Unspecified);
    let once = duty.every.is_empty() || duty.every.iter().any(loose);
    let Some(when) = when else { return once.then_some(Fit::AnyTime) };
    if !duty.every.iter().any(|e| is_occasion(plan, *e, when)) {
        return once.then_some(Fit::AnyTime);
    }
    let last = plan.last_day(when);
    let owed = [plan.runs, duty.during, Some(duty.item.force)];
    let inside = |d: Date| owed.iter().flatten().all(|days| days.contains(d));
    let early = duty.first.or(plan.first).is_some_and(|first| match when {
        When::Period(p) => p.to < first.from,
        When::Phase(_) | When::Day(_) => false,
    });
    Some(if last.is_some_and(inside) && !early { Fit::Occasion } else { Fit::Outside })
}

/// Whether a duty with this part of `every` has an occasion at that time.
fn is_occasion(plan: &Plan, every: Every, when: When) -> bool {
    match (every, when) {
        (Every::Occ(occ), When::Period(p)) => occ.is(p),
        (Every::Period(a), When::Period(p)) => a == p,
        (Every::Phase(id), When::Period(p)) => plan.phase(id).period == Some(p),
        (Every::Phase(a), When::Phase(b)) => a == b,
        (
            Every::Once
            | Every::OnDemand
            | Every::Unspecified
            | Every::Occ(_)
            | Every::Period(_)
            | Every::Phase(_),
            When::Period(_) | When::Phase(_) | When::Day(_),
        ) => false,
    }
}
