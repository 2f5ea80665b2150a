//! Which report a filing is where it does not say: the one that its sender owes for its period.
//!
//! A country has sixty reports and forty thousand senders, so the answer is worked out once for each period.

use rustc_hash::FxHashSet;

use crate::facts::binder::number;
use crate::plan::{Duty, DutyId, Every, Plan, UnitId, When};
use crate::syntax::tree::Kind;
use crate::value::{Date, Days};

/// So many periods are kept; data that name more begin again.
const MOST_KEPT: usize = 256;

/// For each unit the number of its list: its best reports, and how well they fit. Whole provinces share one.
#[derive(Debug, PartialEq, Eq)]
struct Senders {
    lists: Vec<(Fit, Vec<DutyId>)>,
    of: Vec<u32>,
}

/// The answers for all times that ask the same.
#[derive(Debug)]
struct Answers {
    asked: Asked,
    /// Of those that are senders on its last day.
    senders: Senders,
    /// Of those that were senders on another day, and of their successors: made when first asked.
    heirs: Option<Senders>,
}

/// What the answers for a time depend on: the reports that fit, and how many changes of the units there were up to
/// its last day.
#[derive(Debug, PartialEq, Eq)]
struct Asked {
    reports: Vec<(DutyId, Fit)>,
    changes: Option<usize>,
}

/// The choices worked out so far.
#[derive(Debug, Default)]
pub(crate) struct Choices {
    /// Each time with the place of its answers.
    times: Vec<(Option<When>, usize)>,
    answers: Vec<Answers>,
    /// The time that was asked for last: what comes next is mostly of that time or of the one behind it.
    last: usize,
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
    /// The reports of `from` for `when`: one, unless it owes none or the plan leaves several.
    pub(crate) fn of(&mut self, plan: &Plan, from: UnitId, when: Option<When>) -> &[DutyId] {
        let at = self.find(when).unwrap_or_else(|| {
            if self.times.len() >= MOST_KEPT {
                (self.times, self.answers) = (Vec::new(), Vec::new());
            }
            let answers = self.answers(plan, when);
            self.times.push((when, answers));
            self.times.len() - 1
        });
        self.last = at;
        let answers = self.times.get(at).and_then(|(_, answers)| self.answers.get_mut(*answers));
        answers.map_or(&[], |answers| answers.of(plan, from))
    }

    fn find(&self, when: Option<When>) -> Option<usize> {
        let is = |at: &usize| self.times.get(*at).is_some_and(|(known, _)| *known == when);
        [self.last + 1, self.last].into_iter().find(is).or_else(|| (0..self.times.len()).find(is))
    }

    /// The answers for a new time: mostly those for another one.
    fn answers(&mut self, plan: &Plan, when: Option<When>) -> usize {
        let day = when.and_then(|w| plan.last_day(w));
        let changes = day.map(|day| changes(plan).filter(|change| *change <= day).count());
        let asked = Asked { reports: fitting(plan, when).collect(), changes };
        let senders = |asked: &Asked| senders(plan, &asked.reports, day);
        if let Some(at) = self.answers.iter().position(|known| known.asked == asked) {
            debug_assert_eq!(self.answers.get(at).map(|a| &a.senders), Some(&senders(&asked)));
            return at;
        }
        let senders = senders(&asked);
        self.answers.push(Answers { asked, senders, heirs: None });
        self.answers.len() - 1
    }
}

/// The days from which on another unit is there, or one is no more.
fn changes(plan: &Plan) -> impl Iterator<Item = Date> {
    let units = plan.units.iter().map(|unit| unit.runs);
    let all = units.chain(plan.groups.iter().map(|group| group.item.force));
    all.flat_map(|days| [days.from, days.to.map(Date::after)]).flatten()
}

impl Answers {
    fn of(&mut self, plan: &Plan, from: UnitId) -> &[DutyId] {
        let duties = self.senders.get(from);
        if !duties.is_empty() {
            return duties;
        }
        self.heirs.get_or_insert_with(|| heirs(plan, &self.asked.reports)).get(from)
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
fn fitting(plan: &Plan, when: Option<When>) -> impl Iterator<Item = (DutyId, Fit)> {
    (0..).map(DutyId).zip(&plan.duties).filter_map(move |(id, duty)| {
        let fit = (duty.item.kind == Kind::Report).then(|| fit(plan, duty, when)).flatten()?;
        Some((id, fit))
    })
}

/// The senders on a day.
fn senders(plan: &Plan, reports: &[(DutyId, Fit)], day: Option<Date>) -> Senders {
    let mut senders = Senders::new(plan);
    for (id, fit) in reports {
        let members = plan.members(&plan.duty(*id).from, day, None);
        senders.add(plan, &members, *id, *fit);
    }
    senders
}

/// The senders on any day, with all that came after them.
fn heirs(plan: &Plan, reports: &[(DutyId, Fit)]) -> Senders {
    let mut senders = Senders::new(plan);
    for (id, fit) in reports {
        let duty = plan.duty(*id);
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
        senders.add(plan, &units, *id, *fit);
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
