//! Which report a filing is where it does not say: the one that its sender owes for its period.
//!
//! A country has sixty reports and forty thousand senders, so the answer is worked out once for each period.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::plan::{Duty, DutyId, Every, Plan, UnitId, When};
use crate::syntax::tree::Kind;
use crate::value::Days;

/// So many periods are kept; data that name more begin again.
const MOST_KEPT: usize = 256;

/// What the sender and the period leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Choice {
    None,
    One(DutyId),
    Several(Vec<DutyId>),
}

/// For each sender its best reports, and how well they fit.
type Senders = FxHashMap<UnitId, (Fit, Vec<DutyId>)>;

/// The answers for one time.
#[derive(Debug)]
struct Answers {
    /// Of those that are senders on its last day.
    senders: Senders,
    /// Of those that were senders on another day, and of their successors: made when first asked.
    heirs: Option<Senders>,
}

/// The choices worked out so far.
#[derive(Debug, Default)]
pub(crate) struct Choices {
    by_when: FxHashMap<Option<When>, Answers>,
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
    /// The report of `from` for `when`.
    pub(crate) fn of(&mut self, plan: &Plan, from: UnitId, when: Option<When>) -> Choice {
        if !self.by_when.contains_key(&when) && self.by_when.len() >= MOST_KEPT {
            self.by_when.clear();
        }
        let answers = self
            .by_when
            .entry(when)
            .or_insert_with(|| Answers { senders: senders(plan, when), heirs: None });
        let best = answers
            .senders
            .get(&from)
            .or_else(|| answers.heirs.get_or_insert_with(|| heirs(plan, when)).get(&from));
        match best.map_or(&[][..], |(_, duties)| duties.as_slice()) {
            [] => Choice::None,
            [one] => Choice::One(*one),
            several => Choice::Several(several.to_vec()),
        }
    }
}

/// The reports of a plan that fit a time.
fn fitting(plan: &Plan, when: Option<When>) -> impl Iterator<Item = (DutyId, &Duty, Fit)> {
    (0..).map(DutyId).zip(&plan.duties).filter_map(move |(id, duty)| {
        let fit = (duty.item.kind == Kind::Report).then(|| fit(plan, duty, when)).flatten()?;
        Some((id, duty, fit))
    })
}

/// Adds a report to the best ones so far. Of two versions of one report the first is enough.
fn add(plan: &Plan, best: &mut (Fit, Vec<DutyId>), id: DutyId, fit: Fit) {
    if fit > best.0 {
        *best = (fit, Vec::new());
    }
    let name = |id: DutyId| &plan.duty(id).item.id;
    if fit == best.0 && best.1.iter().all(|other| name(*other) != name(id)) {
        best.1.push(id);
    }
}

/// The senders on the last day of a time.
fn senders(plan: &Plan, when: Option<When>) -> Senders {
    let day = when.and_then(|w| plan.last_day(w));
    let mut senders = Senders::default();
    for (id, duty, fit) in fitting(plan, when) {
        for unit in plan.members(&duty.from, day, None) {
            add(plan, senders.entry(unit).or_insert((fit, Vec::new())), id, fit);
        }
    }
    senders
}

/// The senders on any day, with all that came after them.
fn heirs(plan: &Plan, when: Option<When>) -> Senders {
    let mut senders = Senders::default();
    for (id, duty, fit) in fitting(plan, when) {
        let mut units = plan.members(&duty.from, None, None);
        let mut seen: FxHashSet<UnitId> = units.iter().copied().collect();
        let mut at = 0;
        // The list grows by the successors of what is in it.
        while let Some(unit) = units.get(at).copied() {
            at += 1;
            add(plan, senders.entry(unit).or_insert((fit, Vec::new())), id, fit);
            for (next, function) in &plan.unit(unit).becomes {
                let same =
                    function.is_none() || duty.function.is_none() || *function == duty.function;
                if same && seen.insert(*next) {
                    units.push(*next);
                }
            }
        }
    }
    senders
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
    let inside = |d| owed.iter().flatten().all(|days: &Days| days.contains(d));
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
