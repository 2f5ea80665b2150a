//! Which report a filing is where it does not say: the one that its sender owes for its period.
//!
//! A country has sixty reports and forty thousand senders, so the answer is worked out once for each period.

use rustc_hash::FxHashSet;

use crate::facts::binder::number;
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

/// For each unit the number of its list: its best reports, and how well they fit. Whole provinces share one.
#[derive(Debug)]
struct Senders {
    lists: Vec<(Fit, Vec<DutyId>)>,
    of: Vec<u32>,
}

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
    kept: Vec<(Option<When>, Answers)>,
    /// Behind the last that was asked for: senders mostly file their times in one order.
    next: usize,
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
        let at = self.find(when).unwrap_or_else(|| {
            if self.kept.len() >= MOST_KEPT {
                self.kept.clear();
            }
            self.kept.push((when, Answers { senders: senders(plan, when), heirs: None }));
            self.kept.len() - 1
        });
        self.next = at + 1;
        self.kept.get_mut(at).map_or(Choice::None, |(_, answers)| answers.of(plan, from, when))
    }

    fn find(&self, when: Option<When>) -> Option<usize> {
        let is = |at: &usize| self.kept.get(*at).is_some_and(|(known, _)| *known == when);
        [self.next, 0].into_iter().find(is).or_else(|| (0..self.kept.len()).find(is))
    }
}

impl Answers {
    fn of(&mut self, plan: &Plan, from: UnitId, when: Option<When>) -> Choice {
        let mut duties = self.senders.get(from);
        if duties.is_empty() {
            duties = self.heirs.get_or_insert_with(|| heirs(plan, when)).get(from);
        }
        match duties {
            [] => Choice::None,
            [one] => Choice::One(*one),
            several => Choice::Several(several.to_vec()),
        }
    }
}

impl Senders {
    fn new(plan: &Plan) -> Self {
        // List 0 is of those who owe no report.
        Self { lists: vec![(Fit::AnyTime, Vec::new())], of: vec![0; plan.units.len()] }
    }

    fn get(&self, unit: UnitId) -> &[DutyId] {
        let list = self.of.get(unit.at()).and_then(|list| self.lists.get(*list as usize));
        list.map_or(&[], |(_, duties)| duties)
    }

    /// Adds a report for some units; units with one list go on to have one.
    fn add(&mut self, plan: &Plan, units: &[UnitId], id: DutyId, fit: Fit) {
        let mut next: Vec<(u32, u32)> = Vec::new();
        for unit in units {
            let Some(old) = self.of.get(unit.at()).copied() else { continue };
            let known = next.iter().find(|(from, _)| *from == old).map(|(_, to)| *to);
            let new = known.unwrap_or_else(|| {
                let new = self.extended(plan, old, id, fit);
                next.push((old, new));
                new
            });
            if let Some(list) = self.of.get_mut(unit.at()) {
                *list = new;
            }
        }
    }

    /// A list with one more report. Of two versions of one report the first is enough.
    fn extended(&mut self, plan: &Plan, old: u32, id: DutyId, fit: Fit) -> u32 {
        let Some((best, duties)) = self.lists.get(old as usize) else { return old };
        let name = |id: DutyId| &plan.duty(id).item.id;
        let list = if duties.is_empty() || fit > *best {
            vec![id]
        } else if fit == *best && duties.iter().all(|other| name(*other) != name(id)) {
            duties.iter().copied().chain([id]).collect()
        } else {
            return old;
        };
        self.lists.push((fit, list));
        number(self.lists.len() - 1)
    }
}

/// The reports of a plan that fit a time.
fn fitting(plan: &Plan, when: Option<When>) -> impl Iterator<Item = (DutyId, &Duty, Fit)> {
    (0..).map(DutyId).zip(&plan.duties).filter_map(move |(id, duty)| {
        let fit = (duty.item.kind == Kind::Report).then(|| fit(plan, duty, when)).flatten()?;
        Some((id, duty, fit))
    })
}

/// The senders on the last day of a time.
fn senders(plan: &Plan, when: Option<When>) -> Senders {
    let day = when.and_then(|w| plan.last_day(w));
    let mut senders = Senders::new(plan);
    for (id, duty, fit) in fitting(plan, when) {
        senders.add(plan, &plan.members(&duty.from, day, None), id, fit);
    }
    senders
}

/// The senders on any day, with all that came after them.
fn heirs(plan: &Plan, when: Option<When>) -> Senders {
    let mut senders = Senders::new(plan);
    for (id, duty, fit) in fitting(plan, when) {
        let mut units = plan.members(&duty.from, None, None);
        let mut seen: FxHashSet<UnitId> = units.iter().copied().collect();
        let mut at = 0;
        // The list grows by the successors of what is in it.
        while let Some(unit) = units.get(at).copied() {
            at += 1;
            for (next, function) in &plan.unit(unit).becomes {
                let same =
                    function.is_none() || duty.function.is_none() || *function == duty.function;
                if same && seen.insert(*next) {
                    units.push(*next);
                }
            }
        }
        senders.add(plan, &units, id, fit);
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
