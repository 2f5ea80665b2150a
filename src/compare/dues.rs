//! What each unit owes otherwise: more, less, sooner, later, or to somebody else.

use rustc_hash::FxHashMap;

use crate::compare::Sides;
use crate::compare::key::Keys;
use crate::dues::{DueId, Dues, Slot, SlotId, TaskDay, expand, occasion_id};
use crate::facts::Facts;
use crate::plan::{Addressee, Duty, DutyId, Plan, Set, UnitId};
use crate::show::say::Say;
use crate::show::{self};
use crate::syntax::tree::Kind;
use crate::value::{Date, Days};

/// How a due differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum How {
    Added,
    Gone,
    Earlier,
    Later,
    /// It had no due day.
    DayNamed,
    /// It has none any more.
    DayLifted,
    /// To another recipient, or through another office.
    Recipient,
}

/// One due that is not the same in both.
#[derive(Debug, Clone)]
pub(crate) struct DueChange {
    pub(crate) duty: String,
    pub(crate) label: String,
    /// The occasion for a program; nothing for what has none.
    pub(crate) occasion: Option<String>,
    /// For a reader.
    pub(crate) when: Option<String>,
    pub(crate) how: How,
    pub(crate) old_day: Option<Date>,
    pub(crate) new_day: Option<Date>,
    pub(crate) old_to: Vec<String>,
    pub(crate) new_to: Vec<String>,
}

/// What differs for one unit.
#[derive(Debug)]
pub(crate) struct UnitChanges {
    pub(crate) unit: String,
    pub(crate) name: String,
    pub(crate) changes: Vec<DueChange>,
}

/// One owed paper, or work of one unit, comparable with those of another plan.
#[derive(Debug, Clone)]
struct Owed {
    key: Key,
    name: String,
    label: String,
    occasion: Option<String>,
    when: Option<String>,
    day: Option<Date>,
    /// Recipients and channels by ids, sorted.
    routes: Vec<String>,
    to: Vec<String>,
}

/// Unit, whether it is a task, duty, occasion.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Key {
    unit: String,
    task: bool,
    duty: String,
    occasion: String,
}

/// By unit, in the order of the new plan and then of the old.
pub(super) fn changes(sides: &Sides<'_>) -> Vec<UnitChanges> {
    let (old, new) = (owed(sides, sides.old), owed(sides, sides.new));
    let index = |all: &'_ [Owed]| -> FxHashMap<Key, usize> {
        all.iter().enumerate().map(|(n, o)| (o.key.clone(), n)).collect()
    };
    let (in_old, in_new) = (index(&old), index(&new));
    let mut units = Units::default();
    for now in &new {
        let was = in_old.get(&now.key).and_then(|n| old.get(*n));
        units.add(now, between(was, now));
    }
    for was in old.iter().filter(|o| !in_new.contains_key(&o.key)) {
        units.add(was, vec![alone(was, How::Gone)]);
    }
    units.all.retain(|unit| !unit.changes.is_empty());
    units.all
}

#[derive(Default)]
struct Units {
    all: Vec<UnitChanges>,
    at: FxHashMap<String, usize>,
}

impl Units {
    fn add(&mut self, owed: &Owed, changes: Vec<DueChange>) {
        let next = self.all.len();
        let at = *self.at.entry(owed.key.unit.clone()).or_insert(next);
        if at == next {
            let (unit, name) = (owed.key.unit.clone(), owed.name.clone());
            self.all.push(UnitChanges { unit, name, changes: Vec::new() });
        }
        if let Some(unit) = self.all.get_mut(at) {
            unit.changes.extend(changes);
        }
    }
}

fn alone(owed: &Owed, how: How) -> DueChange {
    let new = how != How::Gone;
    let pick = |is: bool| if is { (owed.day, owed.to.clone()) } else { (None, Vec::new()) };
    let ((old_day, old_to), (new_day, new_to)) = (pick(!new), pick(new));
    DueChange {
        duty: owed.key.duty.clone(),
        label: owed.label.clone(),
        occasion: owed.occasion.clone(),
        when: owed.when.clone(),
        how,
        old_day,
        new_day,
        old_to,
        new_to,
    }
}

fn between(was: Option<&Owed>, now: &Owed) -> Vec<DueChange> {
    let Some(was) = was else { return vec![alone(now, How::Added)] };
    let by_day = match (was.day, now.day) {
        (Some(a), Some(b)) if b < a => Some(How::Earlier),
        (Some(a), Some(b)) if b > a => Some(How::Later),
        (None, Some(_)) => Some(How::DayNamed),
        (Some(_), None) => Some(How::DayLifted),
        _ => None,
    };
    let by_route = (was.routes != now.routes).then_some(How::Recipient);
    let both = |how: How| DueChange { old_day: was.day, old_to: was.to.clone(), ..alone(now, how) };
    by_day.into_iter().chain(by_route).map(both).collect()
}

/// Everything that is owed, in the order of the plan.
fn owed(sides: &Sides<'_>, say: Say<'_>) -> Vec<Owed> {
    let Some(horizon) = sides.horizon() else { return Vec::new() };
    let dues = expand(say.plan, &Facts::default(), horizon, sides.holidays);
    let mut out = Vec::new();
    for (id, duty) in (0..).map(DutyId).zip(&say.plan.duties) {
        let begun = out.len();
        for slot in dues.slots_of(id) {
            of_slot(&say, &dues, *slot, &mut out);
        }
        for task in dues.task_days.iter().filter(|t| t.duty == id) {
            of_task(&say, task, &mut out);
        }
        if out.len() == begun {
            without_occasion(&say, duty, &mut out);
        }
    }
    out
}

fn of_slot(say: &Say<'_>, dues: &Dues, id: SlotId, out: &mut Vec<Owed>) {
    let slot: &Slot = dues.slot(id);
    let duty = say.plan.duty(slot.duty);
    let occasion = occasion_id(say.plan, slot.occasion);
    let when = show::occasion(say, duty, slot.occasion);
    for due in (slot.dues.0..slot.dues.1).map(DueId) {
        let unit = dues.due(due).unit;
        let what = (occasion.clone(), Some(when.clone()), slot.day);
        out.push(one(say, duty, unit, what));
    }
}

/// Work that must be done by a day without a paper of its own.
fn of_task(say: &Say<'_>, task: &TaskDay, out: &mut Vec<Owed>) {
    let duty = say.plan.duty(task.duty);
    let occasion = occasion_id(say.plan, task.occasion);
    let when = show::occasion(say, duty, task.occasion);
    for unit in bound(say.plan, duty) {
        out.push(one(say, duty, unit, (occasion.clone(), Some(when.clone()), Some(task.day))));
    }
}

/// What no calendar can hold is owed all the same: on demand, after an event, or as work to do.
fn without_occasion(say: &Say<'_>, duty: &Duty, out: &mut Vec<Owed>) {
    let why = show::unscheduled(say, duty);
    for unit in bound(say.plan, duty) {
        out.push(one(say, duty, unit, (None, why.clone(), None)));
    }
}

/// The units that a duty binds on some day.
fn bound(plan: &Plan, duty: &Duty) -> Vec<UnitId> {
    let run = plan.runs.unwrap_or(Days::ALL);
    let days = run.and(duty.during.unwrap_or(Days::ALL)).and(duty.item.force);
    if days.is_empty() {
        return Vec::new();
    }
    let mut units = plan.members(&duty.from, None, None);
    units.retain(|u| plan.unit(*u).runs.meets(days));
    units
}

fn one(
    say: &Say<'_>,
    duty: &Duty,
    unit: UnitId,
    (occasion, when, day): (Option<String>, Option<String>, Option<Date>),
) -> Owed {
    let id = say.plan.unit(unit).item.id.clone();
    let key = Key {
        unit: id,
        task: duty.item.kind == Kind::Task,
        duty: duty.item.id.clone(),
        occasion: occasion.clone().unwrap_or_default(),
    };
    Owed {
        key,
        name: say.unit(unit).to_owned(),
        label: duty.item.label.clone(),
        occasion,
        when,
        day,
        routes: routes(say.plan, duty, unit),
        to: show::routes_of(say, duty, unit),
    }
}

/// To whom and through whom one unit sends, with ids: never to or through itself.
fn routes(plan: &Plan, duty: &Duty, from: UnitId) -> Vec<String> {
    let keys = Keys::new(plan);
    let one = |to: &Addressee| match to {
        Addressee::Set(set) if plan.is_relative(*set) || matches!(plan.set(*set), Set::Unit(_)) => {
            let units = plan.members(&[*set], None, Some(from)).into_iter();
            let ids = units.filter(|u| *u != from).map(|u| plan.unit(u).item.id.clone());
            ids.collect::<Vec<_>>().join(",")
        }
        to => keys.addressee(to),
    };
    let all = |list: &[Addressee]| list.iter().map(one).collect::<Vec<_>>();
    let mut out = Vec::new();
    for route in &duty.to {
        let via = all(&route.via).join(" > ");
        out.extend(all(&route.to).into_iter().map(|to| format!("{via} > {to}")));
    }
    out.sort_unstable();
    out
}
