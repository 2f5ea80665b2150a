//! Duties into dues, by 5.1 of the reference.

use rustc_hash::FxHashMap;

use crate::dues::day::{due_day, is_once};
use crate::dues::receive::{Receivers, Reception};
use crate::dues::{Due, DueId, Dues, NoBearer, Occasion, Slot, SlotId, State, TaskDay};
use crate::facts::{Extension, Facts};
use crate::plan::{Duty, DutyId, EventId, Every, Plan, Term, UnitId, When};
use crate::syntax::tree::Kind;
use crate::value::calendar::{civil_first, civil_last};
use crate::value::{Date, Days, Holidays, Month, Period};

/// Everything that is owed up to `horizon` (a run without end goes no further).
pub(crate) fn expand(plan: &Plan, facts: &Facts, horizon: Date, holidays: &Holidays) -> Dues {
    let (by_duty, owing) = (vec![Vec::new(); plan.duties.len()], vec![None; plan.duties.len()]);
    let mut dues = Dues { by_duty, owing, ..Dues::default() };
    let work = Work { plan, facts, horizon, holidays };
    for (at, duty) in plan.duties.iter().enumerate() {
        let id = DutyId(u32::try_from(at).unwrap_or(u32::MAX));
        if owes_paper(duty) {
            work.expand_duty(id, duty, &mut dues);
        } else {
            work.task_days(id, duty, &mut dues);
        }
    }
    work.extend(&mut dues);
    dues
}

/// A task is owed as a document only with a form.
fn owes_paper(duty: &Duty) -> bool {
    duty.item.kind != Kind::Task || !duty.form.is_empty()
}

/// One occasion of one duty, with its last day.
#[derive(Debug, Clone, Copy)]
struct Key {
    duty: DutyId,
    occasion: Occasion,
    last: Option<Date>,
}

/// Who owes, and of those that others bear it for, these.
struct Owing {
    units: Vec<UnitId>,
    borne: FxHashMap<UnitId, Vec<UnitId>>,
}

/// Somebody who may owe, and when it exists: asked for on every occasion of a duty.
#[derive(Debug, Clone, Copy)]
struct Member {
    unit: UnitId,
    runs: Days,
}

/// Gives a due to others; where there are none, nobody bears it.
fn hand_over(gone: NoBearer, others: Vec<UnitId>, owing: &mut Owing, dues: &mut Dues) {
    if !others.is_empty() {
        owing.units.push(gone.unit);
        owing.borne.insert(gone.unit, others);
        return;
    }
    let known = dues.no_bearer.iter().any(|n| n.duty == gone.duty && n.unit == gone.unit);
    if !known {
        dues.no_bearer.push(gone);
    }
}

struct Work<'a> {
    plan: &'a Plan,
    facts: &'a Facts,
    horizon: Date,
    holidays: &'a Holidays,
}

impl Work<'_> {
    fn expand_duty(&self, id: DutyId, duty: &Duty, dues: &mut Dues) {
        let limit = self.limit(duty);
        if limit.is_empty() || self.is_nobody_known(duty) {
            return;
        }
        let members = self.plan.members(&duty.from, None, None);
        let member = |unit: &UnitId| Member { unit: *unit, runs: self.plan.unit(*unit).runs };
        let members: Vec<Member> = members.iter().map(member).collect();
        for occasion in self.occasions(duty, limit) {
            let last = self.last(occasion, limit);
            let when_ok = |unit| self.after_when(duty.when, unit, last);
            self.slot(Key { duty: id, occasion, last }, (limit, &members), dues, &when_ok);
        }
        if let Some(event) = event_of(duty) {
            self.event_slots((id, event), (limit, &members), dues);
        }
    }

    /// An unknown group owes nothing; those named beside it do.
    fn is_nobody_known(&self, duty: &Duty) -> bool {
        !duty.from.is_empty() && duty.from.iter().all(|s| self.plan.is_unknown(*s))
    }

    /// The run, the days of `during`, the days the item is in force.
    fn limit(&self, duty: &Duty) -> Days {
        let run = self.plan.runs.unwrap_or(Days::ALL);
        run.and(duty.during.unwrap_or(Days::ALL)).and(duty.item.force)
    }

    fn last(&self, occasion: Occasion, limit: Days) -> Option<Date> {
        match occasion {
            Occasion::Period(p) => self.plan.last_day(When::Period(p)),
            Occasion::Phase(id) => self.plan.last_day(When::Phase(id)),
            Occasion::Once => limit.to,
            Occasion::Event(day) => Some(day),
        }
    }

    /// The occasions whose last day lies in the limit, in order; with `merged` a longer one serves the
    /// shorter that ends with it.
    fn occasions(&self, duty: &Duty, limit: Days) -> Vec<Occasion> {
        if is_once(duty) {
            return if event_of(duty).is_some() { Vec::new() } else { vec![Occasion::Once] };
        }
        let mut periods: Vec<Period> = Vec::new();
        let mut phases = Vec::new();
        for every in &duty.every {
            match every {
                Every::Occ(occ) => {
                    let years = self.years(limit);
                    periods.extend(years.flat_map(|year| occ.all_of(year)));
                }
                Every::Period(p) => periods.push(*p),
                Every::Phase(id) => phases.push(Occasion::Phase(*id)),
                Every::Once | Every::OnDemand | Every::Unspecified => {}
            }
        }
        let first = [self.plan.first, duty.first].into_iter().flatten().max_by_key(|p| p.to);
        periods.retain(|p| {
            let begun = first.is_none_or(|f| p.to >= f.from);
            self.plan.runs.is_some() && begun && limit.contains(self.plan.calendar.last(*p))
        });
        periods.sort_by_key(|p| (p.to, p.from));
        periods.dedup();
        if duty.merged {
            // Sorted by end, longest first: the first of each end is the one that is owed.
            periods.dedup_by_key(|p| p.to);
        }
        let inside = |o: &Occasion| self.last(*o, limit).is_some_and(|d| limit.contains(d));
        let phases = phases.into_iter().filter(inside);
        periods.into_iter().map(Occasion::Period).chain(phases).collect()
    }

    /// Label years that the limit touches; one more at the end, for calendars that close early.
    fn years(&self, limit: Days) -> std::ops::RangeInclusive<i32> {
        let from = limit.from.map_or(self.horizon.year(), Date::year);
        let open_end = if self.horizon.year() < from { from } else { self.horizon.year() };
        let to = limit.to.map_or(open_end, |d| d.year() + 1);
        from..=to.min(from + 200)
    }

    /// `when EVENT`: nothing is owed before it is dated in the data.
    fn after_when(&self, event: Option<EventId>, unit: UnitId, last: Option<Date>) -> bool {
        let Some(event) = event else { return true };
        let mut days = self.facts.events.iter().filter(|e| e.event == event);
        days.any(|e| {
            let theirs = e.unit == unit || self.plan.tree.below(e.unit).contains(&unit);
            theirs && last.is_none_or(|l| e.day <= l)
        })
    }

    fn slot(
        &self,
        key: Key,
        (limit, members): (Days, &[Member]),
        dues: &mut Dues,
        owes: &dyn Fn(UnitId) -> bool,
    ) {
        let Key { duty: id, occasion, last } = key;
        let duty = self.plan.duty(id);
        let due = due_day(self.plan, duty, occasion, last, self.holidays);
        let mut owing =
            Owing { units: Vec::with_capacity(members.len()), borne: FxHashMap::default() };
        let here = |runs: Days| match (occasion, last) {
            (Occasion::Once, _) | (_, None) => runs.meets(limit),
            (_, Some(day)) => runs.contains(day),
        };
        for Member { unit, runs } in members.iter().copied().filter(|m| owes(m.unit)) {
            // The day on which somebody must bear the due.
            let bearing = due.day.or(if occasion == Occasion::Once { None } else { last });
            if here(runs) {
                match bearing {
                    Some(day) if !runs.contains(day) => {
                        let others = self.plan.bearers(unit, day, duty.function.as_deref());
                        hand_over(
                            NoBearer { duty: id, unit, since: day },
                            others,
                            &mut owing,
                            dues,
                        );
                    }
                    _ => owing.units.push(unit),
                }
            } else if let Some(day) = last.filter(|d| ended_in_run(runs, limit, *d)) {
                let others =
                    self.plan.bearers(unit, bearing.unwrap_or(day), duty.function.as_deref());
                let owed_anyway =
                    !others.is_empty() && others.iter().all(|o| is_among(members, *o));
                if !owed_anyway {
                    hand_over(NoBearer { duty: id, unit, since: day }, others, &mut owing, dues);
                }
            }
        }
        owing.units.sort_unstable();
        self.push(key, due, owing, dues);
    }

    fn push(&self, key: Key, due: crate::dues::day::DueDay, mut owing: Owing, dues: &mut Dues) {
        let Key { duty: id, occasion, last } = key;
        let duty = self.plan.duty(id);
        let open = duty.from.iter().any(|s| self.open_set(*s));
        let slot = SlotId(u32::try_from(dues.slots.len()).unwrap_or(u32::MAX));
        let from = u32::try_from(dues.all.len()).unwrap_or(u32::MAX);
        let reception = Reception::new(self.plan, duty, due.day.or(last));
        dues.all.reserve(owing.units.len());
        for unit in owing.units {
            let receivers = reception.of(unit);
            if receivers == Receivers::Nobody {
                continue;
            }
            let at = DueId(u32::try_from(dues.all.len()).unwrap_or(u32::MAX));
            let open =
                receivers == Receivers::NotYet || (open && self.plan.is_open(&duty.from, unit));
            if let Some(bearers) = owing.borne.remove(&unit) {
                dues.bearers.insert(at, bearers);
            }
            let in_scope = self.in_scope(unit, occasion);
            dues.all.push(Due {
                slot,
                unit,
                filing: None,
                has_more: false,
                state: State::NotYetDue,
                open,
                in_scope,
            });
        }
        let to = u32::try_from(dues.all.len()).unwrap_or(u32::MAX);
        dues.slots.push(Slot {
            duty: id,
            occasion,
            last,
            day: due.day,
            excluded: due.excluded,
            estimate: due.estimate,
            clause: due.clause,
            holidays_unknown: due.holidays_unknown,
            dues: (from, to),
        });
        if let Some(list) = dues.by_duty.get_mut(id.at()) {
            list.push(slot);
        }
        let of_slot = dues.all.get(from as usize..).unwrap_or(&[]);
        if let ([first, ..], [.., last]) = (of_slot, of_slot)
            && let Some(owing) = dues.owing.get_mut(id.at())
        {
            let (from, to) = owing.unwrap_or((first.unit, last.unit));
            *owing = Some((from.min(first.unit), to.max(last.unit)));
        }
        if let Some(when) = occasion.when() {
            dues.by_time.entry((id, when)).or_insert(slot);
        }
    }

    fn open_set(&self, set: crate::plan::SetId) -> bool {
        matches!(self.plan.set(set), crate::plan::Set::Group(g) if self.plan.group(*g).open)
    }

    fn in_scope(&self, unit: UnitId, occasion: Occasion) -> bool {
        let scope = &self.facts.scope;
        let unit_in = scope.units.is_empty() || scope.units.contains(&unit);
        let period_in =
            scope.periods.is_empty() || occasion.when().is_none_or(|w| scope.periods.contains(&w));
        unit_in && period_in
    }

    /// One due for each row of the event whose day lies in the limit and whose unit owes.
    fn event_slots(
        &self,
        (id, event): (DutyId, EventId),
        (limit, members): (Days, &[Member]),
        dues: &mut Dues,
    ) {
        let mut days: FxHashMap<Date, Vec<UnitId>> = FxHashMap::default();
        let mut order = Vec::new();
        for happened in self.facts.events.iter().filter(|e| e.event == event) {
            if limit.contains(happened.day) && is_among(members, happened.unit) {
                let list = days.entry(happened.day).or_default();
                if list.is_empty() {
                    order.push(happened.day);
                }
                list.push(happened.unit);
            }
        }
        order.sort_unstable();
        for day in order {
            let units = days.remove(&day).unwrap_or_default();
            let owes = |unit: UnitId| units.contains(&unit);
            let key = Key { duty: id, occasion: Occasion::Event(day), last: Some(day) };
            self.slot(key, (limit, members), dues, &owes);
        }
    }

    /// The days by which a task without a form must be done: its due days, else the end of `during`.
    fn task_days(&self, id: DutyId, duty: &Duty, dues: &mut Dues) {
        let limit = self.limit(duty);
        if limit.is_empty() {
            return;
        }
        let before = dues.task_days.len();
        let occasions = self.occasions(duty, limit).into_iter().map(|o| (o, None));
        for (occasion, unit) in occasions.chain(self.task_events(duty, limit)) {
            let due = due_day(self.plan, duty, occasion, self.last(occasion, limit), self.holidays);
            if let Some(day) = due.day.filter(|day| self.task_begun(duty, *day)) {
                let clause = due.clause;
                dues.task_days.push(TaskDay { duty: id, occasion, unit, day, clause });
            }
        }
        let end = duty.during.and_then(|d| d.to).filter(|day| self.task_begun(duty, *day));
        if let Some(day) = end.filter(|_| dues.task_days.len() == before) {
            let clause = duty.item.place("during");
            let occasion = Occasion::Once;
            dues.task_days.push(TaskDay { duty: id, occasion, unit: None, day, clause });
        }
    }

    /// `when EVENT`: dated in the data by that day.
    fn task_begun(&self, duty: &Duty, day: Date) -> bool {
        let mut events = self.facts.events.iter();
        duty.when.is_none_or(|event| events.any(|e| e.event == event && e.day <= day))
    }

    /// The rows of the event that the due day of a task counts from.
    fn task_events(&self, duty: &Duty, limit: Days) -> Vec<(Occasion, Option<UnitId>)> {
        let Some(event) = event_of(duty) else { return Vec::new() };
        let leads = self.plan.members(&duty.from, None, None);
        let rows = self.facts.events.iter().filter(|e| e.event == event && limit.contains(e.day));
        rows.filter(|e| leads.is_empty() || leads.contains(&e.unit))
            .map(|e| (Occasion::Event(e.day), Some(e.unit)))
            .collect()
    }

    /// Extensions, each to its due.
    fn extend(&self, dues: &mut Dues) {
        for (at, extension) in self.facts.extensions.iter().enumerate() {
            match self.extended_due(extension, dues) {
                Some(due) => {
                    dues.extended.insert(due, (extension.until, at));
                }
                // The day of a task is put off where the task is judged.
                None if dues.task_days.iter().any(|t| t.is_put_off_by(extension)) => {}
                None => dues.unmatched_extensions.push(at),
            }
        }
    }

    fn extended_due(&self, extension: &Extension, dues: &Dues) -> Option<DueId> {
        let fits = |slot: &&SlotId| {
            let occasion = dues.slot(**slot).occasion;
            extension.when.is_none_or(|w| occasion.when() == Some(w))
        };
        let mut slots = dues.slots_of(extension.duty).iter().filter(fits);
        let slot = slots.next()?;
        // Without a period it must leave no choice.
        if extension.when.is_none() && slots.next().is_some() {
            return None;
        }
        dues.due_of(*slot, extension.unit)
    }
}

fn is_among(members: &[Member], unit: UnitId) -> bool {
    members.iter().any(|member| member.unit == unit)
}

/// Whether what runs so ended within the limit, before the day.
fn ended_in_run(runs: Days, limit: Days, day: Date) -> bool {
    runs.to.is_some_and(|to| to < day && limit.from.is_none_or(|from| from <= to))
}

/// The event that the due day counts from.
pub(crate) fn event_of(duty: &Duty) -> Option<EventId> {
    duty.due.iter().find_map(|d| match d.term {
        Some(Term::Within { event, .. }) => event,
        _ => None,
    })
}

/// First and last day of a time, civil.
pub(crate) fn civil_days(plan: &Plan, when: When) -> Days {
    match when {
        When::Period(p) => Days { from: Some(civil_first(p.from)), to: Some(civil_last(p.to)) },
        When::Phase(id) => plan.phase(id).days,
        When::Day(day) => Days { from: Some(day), to: Some(day) },
    }
}

/// The month of a day.
pub(crate) fn month_of(day: Date) -> Month {
    Month::new(day.year(), day.month().cast_signed())
}
