//! The due day of an occasion, by 5.2 of the reference.

use crate::dues::Occasion;
use crate::plan::{Duty, Every, Occ, Plan, Rolls, Term};
use crate::source::Span;
use crate::syntax::tree::{Day, Next};
use crate::value::{Date, Holidays, Period};

/// When something is due, and how that was found.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DueDay {
    pub(crate) day: Option<Date>,
    pub(crate) excluded: bool,
    pub(crate) estimate: bool,
    pub(crate) clause: Span,
    pub(crate) holidays_unknown: bool,
}

/// The due day of a duty for an occasion that ends on `last`.
pub(crate) fn due_day(
    plan: &Plan,
    duty: &Duty,
    occasion: Occasion,
    last: Option<Date>,
    holidays: &Holidays,
) -> DueDay {
    let clause = duty.item.place("due");
    let none =
        DueDay { day: None, excluded: false, estimate: false, clause, holidays_unknown: false };
    let special = duty.due.iter().find(|d| !d.only.is_empty() && applies(&d.only, occasion));
    let general = duty.due.iter().find(|d| d.only.is_empty() && fits_event(d.term, occasion));
    let Some(due) = special.or(general) else {
        return without_term(duty, occasion, none);
    };
    let Some(term) = due.term else { return DueDay { clause: due.clause, ..none } };
    let closes = closing_day(duty, occasion, last);
    let end = closes.or(last);
    let Some((day, counted, excluded)) = term_day(term, occasion, end, last, holidays) else {
        return DueDay { clause: due.clause, ..none };
    };
    let rolls = match duty.rolls {
        Rolls::No => plan.rolls,
        own => own,
    };
    let moves = rolls == Rolls::All || (rolls == Rolls::Terms && counted);
    let working = matches!(term, Term::Within { working: true, .. });
    let day = if moves { holidays.working_on_or_after(day) } else { day };
    DueDay {
        day: Some(day),
        excluded,
        estimate: closes.is_none()
            && last.is_some_and(|l| day < l)
            && matches!(occasion, Occasion::Period(_)),
        clause: due.clause,
        holidays_unknown: (working || moves) && !holidays.knows(day),
    }
}

/// Owed once within a window and no day named: the window's last day.
fn without_term(duty: &Duty, occasion: Occasion, none: DueDay) -> DueDay {
    let once = occasion == Occasion::Once;
    match duty.during.and_then(|d| d.to) {
        Some(day) if once => DueDay { day: Some(day), clause: duty.item.place("during"), ..none },
        _ => none,
    }
}

fn applies(only: &[Occ], occasion: Occasion) -> bool {
    matches!(occasion, Occasion::Period(p) if only.iter().any(|o| o.is(p)))
}

fn fits_event(term: Option<Term>, occasion: Occasion) -> bool {
    let of_event = matches!(term, Some(Term::Within { event: Some(_), .. }));
    of_event == matches!(occasion, Occasion::Event(_))
}

/// `closes D/M`, `closes day N`: the last day of the figures, in place of the calendar's.
pub(crate) fn closing_day(duty: &Duty, occasion: Occasion, last: Option<Date>) -> Option<Date> {
    let special = duty.closes.iter().find(|(_, only)| !only.is_empty() && applies(only, occasion));
    let (day, _) = special.or_else(|| duty.closes.iter().find(|(_, only)| only.is_empty()))?;
    day_of(*day, Next::Same, occasion, last?)
}

/// The day, whether it was counted in days, and whether the day after it is shut out by `before`.
fn term_day(
    term: Term,
    occasion: Occasion,
    end: Option<Date>,
    last: Option<Date>,
    holidays: &Holidays,
) -> Option<(Date, bool, bool)> {
    match term {
        Term::Within { days, working, event } => {
            let start = match (event, occasion) {
                (Some(_), Occasion::Event(day)) => day,
                _ => end?,
            };
            let day =
                if working { holidays.plus_working(start, days) } else { start.plus_days(days) };
            Some((day, true, false))
        }
        Term::ByPeriod(p) => Some((crate::value::calendar::civil_last(p.to), false, false)),
        Term::By { before, day, next } => {
            let named = match day {
                Day::Date(day) => day,
                other => day_of(other, next, occasion, last?)?,
            };
            Some((if before { named.before() } else { named }, false, before))
        }
    }
}

/// A day of the year or month of an occasion: of the last month of a period, of a phase's last day.
fn day_of(day: Day, next: Next, occasion: Occasion, last: Date) -> Option<Date> {
    let (year, month) = match occasion {
        Occasion::Period(Period { to, .. }) => (to.year(), to.of_year()),
        Occasion::Phase(_) | Occasion::Once | Occasion::Event(_) => (last.year(), last.month()),
    };
    match day {
        Day::Date(day) => Some(day),
        Day::OfYear(d, m) => Date::clamped(year + i32::from(next == Next::Year), m, d),
        Day::OfMonth(d) => {
            let forward = i64::from(next == Next::Month);
            let first = Date::new(year, month, 1)?.plus_months(forward);
            Date::clamped(first.year(), first.month(), d)
        }
    }
}

/// Whether a duty is owed on some day at all, without a period.
pub(crate) fn is_once(duty: &Duty) -> bool {
    duty.every.is_empty() || duty.every.contains(&Every::Once)
}
