//! How a due day was counted, in words: `30/9/2018 + 15 ngày = 15/10/2018`.

use crate::dues::{DueId, Occasion, Slot, closing_day};
use crate::plan::{DueTerm, Duty, Term};
use crate::show::terms;
use crate::value::{Date, Lang};
use crate::why::Teller;

/// The due day of a due, with how it came about, a sentence each.
pub(crate) fn told(teller: &Teller<'_>, id: DueId) -> Vec<String> {
    let (slot, duty) = (teller.slot(id), teller.duty(id));
    let mut out = vec![of_slot(teller, slot, duty)];
    if slot.holidays_unknown {
        let text = teller.say.pick(
            "chưa có lịch nghỉ lễ của năm ấy nên chỉ trừ thứ bảy, chủ nhật",
            "the days off of that year are not known: only weekends are left out",
        );
        out.push(text.to_owned());
    }
    out.extend(extended(teller, id));
    out
}

fn of_slot(teller: &Teller<'_>, slot: &Slot, duty: &Duty) -> String {
    let say = &teller.say;
    // Each rule for a due day is known by its clause.
    let term = duty.due.iter().find(|d| d.clause == slot.clause);
    match (slot.day, term) {
        (None, _) => say
            .left_open(&duty.item, "due")
            .unwrap_or_else(|| say.pick("văn bản không nêu", "the text names no day").to_owned()),
        (Some(day), Some(DueTerm { term: Some(term), .. })) => {
            counted(teller, (slot, duty), *term, day)
        }
        (Some(day), _) => match say.lang {
            Lang::Vi => format!("{}, ngày cuối của thời gian thực hiện việc này", say.date(day)),
            Lang::En => format!("{}, the last day of its window", say.date(day)),
        },
    }
}

fn counted(teller: &Teller<'_>, (slot, duty): (&Slot, &Duty), term: Term, day: Date) -> String {
    let say = &teller.say;
    let Term::Within { days, working, event } = term else {
        let rule = terms::term(say, term);
        return match (slot.excluded, say.lang) {
            (false, _) => format!("{}: {rule}", say.date(day)),
            (true, Lang::Vi) => format!("{}, ngày cuối còn được nộp: {rule}", say.date(day)),
            (true, Lang::En) => format!("{}, the last day that counts: {rule}", say.date(day)),
        };
    };
    let Some((start, what)) = start(teller, (slot, duty), event) else {
        return say.date(day);
    };
    let (from, day_shown) = (format!("{} ({what})", say.date(start)), say.date(day));
    if working {
        return match say.lang {
            Lang::Vi => format!("ngày làm việc thứ {days} sau {from} = {day_shown}"),
            Lang::En => format!("working day {days} after {from} = {day_shown}"),
        };
    }
    let sum = start.plus_days(days);
    let noun = ["ngày", "day", "days"];
    let days = crate::diag::words::count(usize::try_from(days).unwrap_or(0), say.lang, noun);
    let text = format!("{from} + {days} = {}", say.date(sum));
    match (sum == day, say.lang) {
        (true, _) => text,
        (false, Lang::Vi) => {
            format!("{text}, là ngày nghỉ nên lùi đến ngày làm việc kế tiếp: {day_shown}")
        }
        (false, Lang::En) => format!("{text}, a day off, so the next working day: {day_shown}"),
    }
}

/// The day that the count begins after, and what it is.
fn start(
    teller: &Teller<'_>,
    (slot, duty): (&Slot, &Duty),
    event: Option<crate::plan::EventId>,
) -> Option<(Date, String)> {
    let say = &teller.say;
    if let (Some(event), Occasion::Event(day)) = (event, slot.occasion) {
        return Some((day, say.event(event).to_owned()));
    }
    let last = slot.last?;
    match closing_day(duty, slot.occasion, slot.last) {
        Some(day) => Some((day, say.pick("ngày khóa số liệu", "figures closed").to_owned())),
        None => Some((last, say.pick("ngày cuối kỳ", "last day of the period").to_owned())),
    }
}

/// Put off by a document.
fn extended(teller: &Teller<'_>, id: DueId) -> Option<String> {
    let (until, at) = teller.dues().extended.get(&id)?;
    let extension = teller.ctx.facts.extensions.get(*at)?;
    let say = &teller.say;
    let by = extension.document.as_ref().map(|d| match say.lang {
        Lang::Vi => format!(" theo {}", crate::diag::words::shown(d)),
        Lang::En => format!(" by {}", crate::diag::words::shown(d)),
    });
    let (until, by) = (say.date(*until), by.unwrap_or_default());
    let place = teller.place(extension.at);
    Some(match say.lang {
        Lang::Vi => format!("được gia hạn đến {until}{by} ({place})"),
        Lang::En => format!("put off until {until}{by} ({place})"),
    })
}
