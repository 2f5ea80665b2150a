//! The due days of a plan within some days: what is due, for which occasion, by whom. Shared by the
//! calendar and the time line.

use crate::dues::{DueId, Dues, Occasion, Slot, TaskDay, expand, occasion_id};
use crate::export::Ask;
use crate::facts::Facts;
use crate::plan::DutyId;
use crate::show;
use crate::show::say::Say;
use crate::value::Date;

/// One day by which something is owed.
#[derive(Debug)]
pub(super) struct DueDay {
    pub(super) day: Date,
    pub(super) duty: DutyId,
    /// The occasion for a program: stays the same when the day moves.
    pub(super) id: String,
    /// For a reader; nothing where it goes without saying.
    pub(super) occasion: Option<String>,
    /// Who owes, by the names of the day.
    pub(super) units: Vec<String>,
    /// To whom each way of sending leads.
    pub(super) routes: Vec<String>,
    /// The day before this one counts: `before`.
    pub(super) excluded: bool,
    pub(super) holidays_unknown: bool,
}

/// All of them, by day, then in the order of the plan; and of how many occasions the plan names no day.
pub(super) fn due_days(ask: &Ask<'_>) -> (Vec<DueDay>, usize) {
    let Some(horizon) = ask.horizon() else { return (Vec::new(), 0) };
    let dues = expand(ask.say.plan, &Facts::default(), horizon, ask.holidays);
    let owed = dues.slots.iter().filter(|s| s.dues.0 < s.dues.1);
    let ends_in = |s: &Slot| s.last.is_none_or(|last| ask.span.contains(last));
    let without = owed.clone().filter(|s| s.day.is_none() && ends_in(s)).count();
    let mut out: Vec<DueDay> = owed.filter_map(|s| of_slot(ask, &dues, s)).collect();
    out.extend(dues.task_days.iter().filter_map(|t| of_task(ask, t)));
    out.sort_by_key(|d| (d.day, d.duty));
    (out, without)
}

fn of_slot(ask: &Ask<'_>, dues: &Dues, slot: &Slot) -> Option<DueDay> {
    let day = slot.day.filter(|d| ask.span.contains(*d))?;
    // Units by the names they bear on that day.
    let say = Say { day: Some(day), ..ask.say };
    let duty = say.plan.duty(slot.duty);
    let (mut units, mut routes) = (Vec::new(), Vec::new());
    for id in (slot.dues.0..slot.dues.1).map(DueId) {
        let unit = dues.due(id).unit;
        let bearers = dues.bearers.get(&id).map_or(&[][..], Vec::as_slice);
        units.push(show::named_sender(&say, unit, bearers));
        let theirs = show::routes_of(&say, duty, unit).into_iter();
        let new: Vec<String> = theirs.filter(|r| !routes.contains(r)).collect();
        routes.extend(new);
    }
    Some(DueDay {
        day,
        duty: slot.duty,
        id: id_of(&say, slot.occasion),
        occasion: show::told_occasion(&say, duty, slot.occasion),
        units,
        routes,
        excluded: slot.excluded,
        holidays_unknown: slot.holidays_unknown,
    })
}

/// Work that must be done by a day without a paper of its own.
fn of_task(ask: &Ask<'_>, task: &TaskDay) -> Option<DueDay> {
    let say = Say { day: Some(task.day), ..ask.say };
    let duty = say.plan.duty(task.duty);
    ask.span.contains(task.day).then(|| DueDay {
        day: task.day,
        duty: task.duty,
        id: id_of(&say, task.occasion),
        occasion: show::told_occasion(&say, duty, task.occasion),
        units: task.leads(say.plan).into_iter().map(|u| say.unit(u).to_owned()).collect(),
        routes: Vec::new(),
        excluded: false,
        holidays_unknown: false,
    })
}

fn id_of(say: &Say<'_>, occasion: Occasion) -> String {
    occasion_id(say.plan, occasion).unwrap_or_else(|| "once".to_owned())
}
