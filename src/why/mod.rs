//! Floor 8, beside `render`: how one due, figure or outcome came about: which clause asks for it, what was
//! received, from which cells a value was taken, which laws and targets touch it.

mod ask;
mod count;
mod due;
mod figure;
mod laws;
mod list;
mod not_owed;
mod places;
mod rules;
mod steps;
mod teller;

use crate::plan::DutyId;
use crate::show::page::Page;
use crate::show::say::Say;
use crate::value::Days;

pub(crate) use ask::{Ask, Asked, Names, read};
pub(crate) use teller::Teller;

/// Tells what was asked.
pub(crate) fn tell(page: &mut Page, teller: &Teller<'_>, ask: &Ask) {
    heading(page, &teller.say, ask);
    match (ask.when, ask.figure) {
        (None, None) => list::dues(page, teller, ask),
        (None, Some(figure)) => figure::over_time(page, teller, ask.unit, figure),
        (Some(when), None) => on_occasion(page, teller, ask, when),
        (Some(when), Some(figure)) => one_figure(page, teller, ask, (when, figure)),
    }
}

fn heading(page: &mut Page, say: &Say<'_>, ask: &Ask) {
    let when = ask.when.map(|w| format!(", {}", w.show(say))).unwrap_or_default();
    page.title(&format!("{}{when}", say.unit(ask.unit)));
    page.title(&format!("{}, {}", say.plan.name(), say.plan.item.label));
    if let Some(days) = existed(say, ask) {
        page.title(&days);
    }
}

/// From when until when a unit exists, and what it became.
fn existed(say: &Say<'_>, ask: &Ask) -> Option<String> {
    let unit = say.plan.unit(ask.unit);
    if unit.runs == Days::ALL {
        return None;
    }
    let (name, days) = (say.unit(ask.unit), say.days(unit.runs));
    let next: Vec<&str> = unit.becomes.iter().map(|(id, _)| say.unit(*id)).collect();
    let becomes = say.pick("đơn vị kế tục", "carried on by");
    let next = (!next.is_empty()).then(|| format!("; {becomes}: {}", next.join(", ")));
    let exists = say.pick("tồn tại", "exists");
    Some(format!("{name} {exists} {days}{}", next.unwrap_or_default()))
}

/// Every due of the occasion with all that it carries.
fn on_occasion(page: &mut Page, teller: &Teller<'_>, ask: &Ask, when: Asked) {
    let dues = teller.dues_for(ask, when);
    for due in &dues {
        due::chain(page, teller, *due);
        figure::of_due(page, teller, *due);
    }
    let told: Vec<DutyId> = dues.iter().map(|d| teller.slot(*d).duty).collect();
    // A phase is no period of reports: what is not owed for it needs no reason.
    if told.is_empty() || when.phase.is_none() {
        not_owed::reasons(page, teller, ask, when, &told);
    }
}

/// One figure with the dues that carry it.
fn one_figure(
    page: &mut Page,
    teller: &Teller<'_>,
    ask: &Ask,
    (when, figure): (Asked, crate::plan::FigureId),
) {
    let dues = teller.dues_carrying(ask.unit, when, figure);
    for due in &dues {
        due::chain(page, teller, *due);
    }
    if dues.is_empty() {
        figure::beyond(page, teller, ask.unit, when.when, figure);
    }
    figure::whole(page, teller, ask.unit, when.when, figure);
}
