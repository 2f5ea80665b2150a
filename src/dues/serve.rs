//! Which filing serves which due, and the state of each due, by 5.3 of the reference.

use crate::dues::from_plan::{civil_days, event_of, month_of};
use crate::dues::{Due, DueId, Dues, Occasion, SlotId};
use crate::facts::{Facts, Filing, FilingId, FilingKind, Status};
use crate::plan::{Duty, DutyId, Plan, When};
use crate::value::{Date, Period};

/// The state of a due on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    OnTime,
    /// On time, and filed as *nothing occurred*.
    Nil,
    /// After the due day, by the extended day.
    Extended,
    /// After the due day.
    Late,
    /// On the very day that `before` shuts out.
    OnExcludedDay,
    NotYetDue,
    Missing,
    /// The period is over, nobody filed, and the plan names no day.
    Open,
}

/// Where the due of the filing before was found: its slot, and its place in there.
#[derive(Debug, Clone, Copy)]
struct Near {
    slot: SlotId,
    place: u32,
}

/// The day that counts for lateness, and whether it is the one the plan asks for.
pub(crate) fn day_that_counts(filing: &Filing, by_signed: bool) -> Option<(Date, bool)> {
    let (first, second) =
        if by_signed { (filing.signed, filing.received) } else { (filing.received, filing.signed) };
    first.map(|d| (d, true)).or_else(|| second.map(|d| (d, false)))
}

impl Dues {
    /// Gives every filing to the dues it serves, and marks reports as estimates whose due day lies
    /// inside their period.
    pub(crate) fn serve(&mut self, plan: &Plan, facts: &mut Facts) {
        // A filing names one of a few lists of duties.
        let duties: Vec<Vec<DutyId>> = facts.duties.iter().map(|d| with_same(plan, d)).collect();
        let (mut estimates, mut dues, mut near) =
            (Vec::new(), Vec::new(), Near { slot: SlotId(0), place: 0 });
        for id in facts.filing_ids() {
            let filing = facts.filing(id);
            if filing.kind == FilingKind::Figures {
                continue;
            }
            let duties = duties.get(filing.duties.0 as usize).map_or(&[][..], Vec::as_slice);
            dues.clear();
            for duty in duties {
                self.slots_for(plan, *duty, (filing, near.slot), |slot| {
                    near.slot = slot;
                    self.dues_of(slot, filing, &mut near.place, &mut dues);
                });
            }
            for due in &dues {
                if self.slot(self.due(*due).slot).estimate && !filing.status_given {
                    estimates.push(id);
                }
                self.give(*due, id, facts);
            }
            if dues.is_empty() {
                self.beyond.push((id, duties.first().copied()));
            }
        }
        for id in estimates {
            mark_estimate(facts, id);
        }
        if facts.scope.alone {
            self.all.iter_mut().for_each(|due| due.in_scope &= due.filing.is_some());
            self.no_bearer.clear();
        }
    }

    /// The due of the sender, and those it bears for units that ended. It is looked for first where the one before
    /// stood: a unit mostly has one place in all slots of a duty.
    fn dues_of(&self, slot: SlotId, filing: &Filing, near: &mut u32, out: &mut Vec<DueId>) {
        let is_own = |due: &&Due| due.unit == filing.from;
        let known = self.of_slot(slot).get(*near as usize).filter(is_own);
        let from = self.slot(slot).dues.0;
        let own = match known {
            Some(_) => Some(DueId(from + *near)),
            None => self.due_of(slot, filing.from),
        };
        debug_assert_eq!(own, self.due_of(slot, filing.from));
        *near = own.map_or(*near, |due| due.0 - from);
        out.extend(own);
        if self.bearers.is_empty() {
            return;
        }
        let (from, to) = self.slot(slot).dues;
        let borne = (from..to).map(DueId).filter(|id| {
            Some(*id) != own && self.bearers.get(id).is_some_and(|b| b.contains(&filing.from))
        });
        out.extend(borne);
    }

    fn give(&mut self, due: DueId, filing: FilingId, facts: &Facts) {
        let Some(entry) = self.all.get_mut(due.0 as usize) else { return };
        let Some(old) = entry.filing else {
            entry.filing = Some(filing);
            return;
        };
        // The newest revision stands first; what it replaced still shows when something came.
        let is_newer = facts.filing(old).superseded && !facts.filing(filing).superseded;
        let (first, other) = if is_newer { (filing, old) } else { (old, filing) };
        (entry.filing, entry.has_more) = (Some(first), true);
        self.more.push((due, other));
    }

    /// The slots of a duty that a filing is for.
    fn slots_for(
        &self,
        plan: &Plan,
        duty: DutyId,
        (filing, near): (&Filing, SlotId),
        mut tell: impl FnMut(SlotId),
    ) {
        let slots = self.slots_of(duty);
        let is_sender = |s: &SlotId| self.due_of(*s, filing.from).is_some();
        if let Some(when) = filing.when {
            if let Some(slot) = self.slot_near(duty, when, near) {
                return tell(slot);
            }
            // Owed once or at an event: a period on the paper does no harm.
            let other = |s: &SlotId| self.slot(*s).occasion.when().is_none();
            return slots.iter().copied().filter(|s| other(s) && is_sender(s)).for_each(tell);
        }
        if event_of(plan.duty(duty)).is_some() {
            return slots.iter().copied().filter(is_sender).for_each(tell);
        }
        if let [one] = slots {
            return tell(*one);
        }
        let day = filing.signed.or(filing.received);
        if let Some(slot) = day.and_then(|d| self.slot_on(plan, slots, d)) {
            tell(slot);
        }
    }

    /// The slot of a duty for a time, looked for first at the slot before and behind it: papers mostly come in the
    /// order of their times.
    fn slot_near(&self, duty: DutyId, when: When, SlotId(near): SlotId) -> Option<SlotId> {
        // Of each period a duty has one slot.
        let When::Period(period) = when else { return self.slot_for(duty, when) };
        let is = |id: &SlotId| {
            let slot = self.slots.get(id.0 as usize);
            slot.is_some_and(|s| s.duty == duty && s.occasion == Occasion::Period(period))
        };
        let known = [near, near.saturating_add(1)].map(SlotId).into_iter().find(is);
        debug_assert!(known.is_none() || known == self.slot_for(duty, when));
        known.or_else(|| self.slot_for(duty, when))
    }

    /// The occasion that a day falls in, the shortest where several do.
    fn slot_on(&self, plan: &Plan, slots: &[SlotId], day: Date) -> Option<SlotId> {
        let holds = |s: &&SlotId| {
            let when = self.slot(**s).occasion.when();
            when.is_some_and(|w| civil_days(plan, w).contains(day))
        };
        let length = |s: &&SlotId| match self.slot(**s).occasion {
            Occasion::Period(Period { from, to }) => to.0 - from.0,
            Occasion::Phase(id) => {
                let days = plan.phase(id).days;
                days.from.zip(days.to).map_or(i32::MAX, |(f, t)| month_of(t).0 - month_of(f).0)
            }
            Occasion::Once | Occasion::Event(_) => i32::MAX,
        };
        slots.iter().filter(holds).min_by_key(length).copied()
    }

    /// What has come by the as-of day, and the state of every due on it.
    pub(crate) fn judge(&mut self, plan: &Plan, facts: &Facts, as_of: Date) {
        let by_signed = |filing: &Filing| match facts.duties_of(filing).first() {
            Some(duty) => plan.duty(*duty).judged_by_signed,
            None => plan.judged_by_signed,
        };
        let day = |filing: &Filing| day_that_counts(filing, by_signed(filing));
        let came = facts.filings.iter().map(|f| day(f).is_none_or(|(day, _)| day <= as_of));
        self.came = came.collect();
        for at in 0..self.all.len() {
            let id = DueId(u32::try_from(at).unwrap_or(u32::MAX));
            let state = self.state(plan, facts, id, as_of);
            if let Some(due) = self.all.get_mut(at) {
                due.state = state;
            }
        }
    }

    /// All filings of a due, the first one first.
    pub(crate) fn filings(&self, id: DueId) -> Vec<FilingId> {
        let more = self.more.iter().filter(|(due, _)| *due == id).map(|(_, f)| *f);
        self.due(id).filing.into_iter().chain(more).collect()
    }

    /// Whether a time is only a shorter occasion that a merged cycle serves by a longer one.
    pub(crate) fn is_merged_away(&self, plan: &Plan, duty: DutyId, when: Option<When>) -> bool {
        let Some(When::Period(p)) = when else { return false };
        let longer = |slot: &SlotId| match self.slot(*slot).occasion {
            Occasion::Period(q) => q.to == p.to && q.from < p.from,
            Occasion::Phase(_) | Occasion::Once | Occasion::Event(_) => false,
        };
        plan.duty(duty).merged && self.slots_of(duty).iter().any(longer)
    }

    fn state(&self, plan: &Plan, facts: &Facts, id: DueId, as_of: Date) -> State {
        let due = self.due(id);
        let slot = self.slot(due.slot);
        let duty = plan.duty(slot.duty);
        let Some(filing) = due.filing else { return self.without_filing(plan, id, as_of) };
        // What came in later than the day looked at has not come in yet.
        let filing = facts.filing(filing);
        let day = day_that_counts(filing, duty.judged_by_signed).map(|(d, _)| d);
        if day.is_some_and(|d| d > as_of) {
            return self.without_filing(plan, id, as_of);
        }
        self.with_filing(id, duty, filing, day)
    }

    fn with_filing(&self, id: DueId, duty: &Duty, filing: &Filing, day: Option<Date>) -> State {
        let slot = self.slot(self.due(id).slot);
        let on_time = if filing.nil && duty.allows_nil { State::Nil } else { State::OnTime };
        let Some(day) = day else { return on_time };
        // An extension sets a day even where the plan names none.
        let until = self.extended.get(&id).map(|(until, _)| *until);
        match (slot.day, until) {
            (None, None) => on_time,
            (Some(limit), _) if day <= limit => on_time,
            (None, Some(until)) if day <= until => on_time,
            (Some(_), Some(until)) if day <= until => State::Extended,
            (Some(limit), None) if slot.excluded && day == limit.after() => State::OnExcludedDay,
            (Some(_), _) | (None, Some(_)) => State::Late,
        }
    }

    fn without_filing(&self, plan: &Plan, id: DueId, as_of: Date) -> State {
        let due = self.due(id);
        let slot = self.slot(due.slot);
        let run_over = plan.runs.and_then(|r| r.to).is_some_and(|to| to < as_of);
        match self.day(id) {
            Some(day) if as_of <= day => State::NotYetDue,
            Some(_) if due.open => State::Open,
            Some(_) => State::Missing,
            None if slot.last.is_none_or(|last| as_of <= last) => State::NotYetDue,
            None if run_over && !due.open => State::Missing,
            None => State::Open,
        }
    }
}

fn mark_estimate(facts: &mut Facts, id: FilingId) {
    if let Some(filing) = facts.filings.get_mut(id.0 as usize) {
        filing.status = Status::Estimate;
    }
}

/// The duties a filing names, their later versions by an amendment, and those that are `same as` one of
/// them.
fn with_same(plan: &Plan, named: &[DutyId]) -> Vec<DutyId> {
    let mut out = named.to_vec();
    for (at, duty) in plan.duties.iter().enumerate() {
        let id = DutyId(u32::try_from(at).unwrap_or(u32::MAX));
        let version = || {
            named.iter().any(|d| {
                let first = &plan.duty(*d).item;
                first.kind == duty.item.kind && first.id == duty.item.id
            })
        };
        let same = duty.same_as.is_some_and(|d| named.contains(&d));
        if !out.contains(&id) && (same || version()) {
            out.push(id);
        }
    }
    out
}
