//! Floor 4: what is owed. `from_plan` expands duties into dues, `day` finds the due day, `serve` says
//! which filing serves which due and in what state each is.

mod carried;
mod day;
mod from_plan;
mod nil;
mod receive;
mod serve;

use rustc_hash::FxHashMap;

use crate::facts::{Extension, FilingId};
use crate::plan::{DutyId, PhaseId, Plan, UnitId, When};
use crate::source::Span;
use crate::value::{Date, Lang, Period};

pub(crate) use carried::{Carried, Part};
pub(crate) use day::{closing_day, is_once};
pub(crate) use from_plan::{event_of, expand};
pub(crate) use serve::{State, day_that_counts};

/// In `Dues::slots`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct SlotId(pub(crate) u32);

/// In `Dues::all`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct DueId(pub(crate) u32);

/// For what time something is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Occasion {
    Period(Period),
    Phase(PhaseId),
    /// Once in the run.
    Once,
    /// The day an event happened to a unit.
    Event(Date),
}

impl Occasion {
    /// As a time of figures.
    pub(crate) fn when(self) -> Option<When> {
        match self {
            Self::Period(p) => Some(When::Period(p)),
            Self::Phase(id) => Some(When::Phase(id)),
            Self::Once | Self::Event(_) => None,
        }
    }
}

/// One occasion of one duty: what its dues share.
#[derive(Debug, Clone)]
pub(crate) struct Slot {
    pub(crate) duty: DutyId,
    pub(crate) occasion: Occasion,
    /// Last day of the occasion; `None` for what is owed once in a run without end.
    pub(crate) last: Option<Date>,
    /// The due day, if the plan names one.
    pub(crate) day: Option<Date>,
    /// `before`: the very day after the due day is shut out.
    pub(crate) excluded: bool,
    /// The due day lies inside the occasion and nothing closes it: what comes is an estimate.
    pub(crate) estimate: bool,
    /// The clause that sets the day, or says that none is set.
    pub(crate) clause: Span,
    /// Counts working days of a year that the calendar data lack.
    pub(crate) holidays_unknown: bool,
    /// Its dues, as a range of `Dues::all`, sorted by unit.
    pub(crate) dues: (u32, u32),
}

/// One owed filing: one unit, one occasion.
#[derive(Debug, Clone)]
pub(crate) struct Due {
    pub(crate) slot: SlotId,
    /// The unit that owes.
    pub(crate) unit: UnitId,
    /// The first filing that serves it.
    pub(crate) filing: Option<FilingId>,
    /// There are others, in `Dues::more`.
    pub(crate) has_more: bool,
    pub(crate) state: State,
    /// Expected, never missing.
    pub(crate) open: bool,
    pub(crate) in_scope: bool,
}

/// A duty that nobody bears any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NoBearer {
    pub(crate) duty: DutyId,
    pub(crate) unit: UnitId,
    /// The last day of the first occasion without a bearer.
    pub(crate) since: Date,
}

/// A day by which work must be done that no paper of its own shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TaskDay {
    pub(crate) duty: DutyId,
    pub(crate) occasion: Occasion,
    /// Only for this unit: the day counts from its event.
    pub(crate) unit: Option<UnitId>,
    pub(crate) day: Date,
    pub(crate) clause: Span,
}

impl TaskDay {
    /// The units that lead the work on that day.
    pub(crate) fn leads(&self, plan: &Plan) -> Vec<UnitId> {
        let all = || plan.members(&plan.duty(self.duty).from, Some(self.day), None);
        self.unit.map_or_else(all, |unit| vec![unit])
    }

    /// Whether an extension speaks of this task and occasion.
    pub(crate) fn is_put_off_by(&self, extension: &Extension) -> bool {
        extension.duty == self.duty
            && self.unit.is_none_or(|u| u == extension.unit)
            && extension.when.is_none_or(|w| self.occasion.when() == Some(w))
    }
}

/// All that is owed.
#[derive(Debug, Default)]
pub(crate) struct Dues {
    pub(crate) slots: Vec<Slot>,
    pub(crate) all: Vec<Due>,
    /// Where others than the unit itself bear a due.
    pub(crate) bearers: FxHashMap<DueId, Vec<UnitId>>,
    pub(crate) no_bearer: Vec<NoBearer>,
    /// Of tasks without a form, by task and day.
    pub(crate) task_days: Vec<TaskDay>,
    /// Due days put off, with the number of the extension.
    pub(crate) extended: FxHashMap<DueId, (Date, usize)>,
    /// Further filings for a due that already has one.
    pub(crate) more: Vec<(DueId, FilingId)>,
    /// Filings that serve no due, with the duty they name.
    pub(crate) beyond: Vec<(FilingId, Option<DutyId>)>,
    /// Extensions that fit no due.
    pub(crate) unmatched_extensions: Vec<usize>,
    /// By filing: whether it has come by the day looked at.
    came: Vec<bool>,
    /// By duty: its slots, in order.
    by_duty: Vec<Vec<SlotId>>,
    /// By duty: the first and the last unit that owe it, in whatever slot.
    owing: Vec<Option<(UnitId, UnitId)>>,
    /// By duty and time: the first of its slots for it.
    by_time: FxHashMap<(DutyId, When), SlotId>,
}

#[expect(clippy::indexing_slicing, reason = "ids are made with their lists, in one place")]
impl Dues {
    pub(crate) fn slot(&self, id: SlotId) -> &Slot {
        &self.slots[id.0 as usize]
    }

    pub(crate) fn due(&self, id: DueId) -> &Due {
        &self.all[id.0 as usize]
    }

    /// The dues of a slot, sorted by unit.
    pub(crate) fn of_slot(&self, id: SlotId) -> &[Due] {
        let (from, to) = self.slot(id).dues;
        &self.all[from as usize..to as usize]
    }
}

impl Dues {
    /// The slots of a duty.
    pub(crate) fn slots_of(&self, duty: DutyId) -> &[SlotId] {
        self.by_duty.get(duty.at()).map_or(&[], Vec::as_slice)
    }

    /// The slot of a duty for a time.
    pub(crate) fn slot_for(&self, duty: DutyId, when: When) -> Option<SlotId> {
        self.by_time.get(&(duty, when)).copied()
    }

    /// Whether a filing has come by the day looked at; one without a day has.
    pub(crate) fn has_come(&self, id: FilingId) -> bool {
        self.came.get(id.0 as usize) == Some(&true)
    }

    /// The due of a unit, or of one whose duties it bears, in a slot.
    pub(crate) fn due_of(&self, slot: SlotId, unit: UnitId) -> Option<DueId> {
        let from = self.slot(slot).dues.0;
        let dues = self.of_slot(slot);
        // The units of a province stand together: of most slots one look says that it has no due.
        let inside = dues
            .first()
            .zip(dues.last())
            .is_some_and(|(first, last)| first.unit <= unit && unit <= last.unit);
        if inside && let Ok(at) = dues.binary_search_by_key(&unit, |d| d.unit) {
            return Some(DueId(from + u32::try_from(at).unwrap_or(0)));
        }
        if self.bearers.is_empty() {
            return None;
        }
        let ids = (from..self.slot(slot).dues.1).map(DueId);
        ids.into_iter().find(|id| self.bearers.get(id).is_some_and(|b| b.contains(&unit)))
    }

    /// The day by which a due must be served: put off where an extension says so.
    pub(crate) fn day(&self, id: DueId) -> Option<Date> {
        self.extended.get(&id).map(|(day, _)| *day).or(self.slot(self.due(id).slot).day)
    }

    /// Whether a unit may have a due of a duty, or bear one. The units of a province stand together: of the duties of
    /// other provinces this says that it has none.
    pub(crate) fn may_owe(&self, duty: DutyId, unit: UnitId) -> bool {
        let owing = self.owing.get(duty.at()).copied().flatten();
        !self.bearers.is_empty() || owing.is_some_and(|(first, last)| first <= unit && unit <= last)
    }

    /// Ids of all dues.
    pub(crate) fn ids(&self) -> impl Iterator<Item = DueId> + use<> {
        (0..u32::try_from(self.all.len()).unwrap_or(u32::MAX)).map(DueId)
    }
}

/// An occasion for a reader.
pub(crate) fn show_occasion(plan: &Plan, occasion: Occasion, lang: Lang) -> String {
    match occasion {
        Occasion::Period(p) => p.show(lang),
        Occasion::Phase(id) => plan.phase(id).item.label.clone(),
        Occasion::Once => match lang {
            Lang::Vi => "cả thời gian thực hiện".to_owned(),
            Lang::En => "the whole run".to_owned(),
        },
        Occasion::Event(day) => day.show(lang),
    }
}

/// An occasion for a program: `2018-Q1`, the id of a phase, a day; nothing for what is owed once.
pub(crate) fn occasion_id(plan: &Plan, occasion: Occasion) -> Option<String> {
    match occasion {
        Occasion::Period(p) => Some(p.to_string()),
        Occasion::Phase(id) => Some(plan.phase(id).item.id.clone()),
        Occasion::Once => None,
        Occasion::Event(day) => Some(day.to_string()),
    }
}
