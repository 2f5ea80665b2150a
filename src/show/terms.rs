//! When things are owed, in words: how often, by which day, closed on which day.

use crate::plan::{DueTerm, Duty, Every, Item, Occ, Plan, Rolls, Term};
use crate::show::say::Say;
use crate::syntax::tree::{Day, Next};
use crate::value::{Lang, Step};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A step or occasion of each year: `hằng quý`, `quý I`.
pub(crate) fn occ(say: &Say<'_>, occ: Occ) -> String {
    let text = match occ {
        Occ::Step(Step::Month) => say.pick("hằng tháng", "every month"),
        Occ::Step(Step::Quarter) => say.pick("hằng quý", "every quarter"),
        Occ::Step(Step::Half) => say.pick("6 tháng đầu năm, 6 tháng cuối năm", "every half-year"),
        Occ::Step(Step::NineMonths) | Occ::Months(1, 9) => say.pick("9 tháng", "nine months"),
        Occ::Step(Step::Year) | Occ::Months(1, 12) => say.pick("hằng năm", "every year"),
        Occ::Months(1, 3) => say.pick("quý I", "Q1"),
        Occ::Months(4, 6) => say.pick("quý II", "Q2"),
        Occ::Months(7, 9) => say.pick("quý III", "Q3"),
        Occ::Months(10, 12) => say.pick("quý IV", "Q4"),
        Occ::Months(1, 6) => say.pick("6 tháng đầu năm", "first half-year"),
        Occ::Months(7, 12) => say.pick("6 tháng cuối năm", "second half-year"),
        Occ::Months(a, b) => {
            return match say.lang {
                Lang::Vi => format!("tháng {a} đến tháng {b}"),
                Lang::En => format!("months {a} to {b}"),
            };
        }
    };
    text.to_owned()
}

/// Several of them: `quý I, 6 tháng đầu năm`.
pub(crate) fn occs(say: &Say<'_>, all: &[Occ]) -> String {
    let all: Vec<String> = all.iter().map(|o| occ(say, *o)).collect();
    all.join(", ")
}

/// How often a duty is owed, and what serves what; nothing for work that has no time of its own.
pub(crate) fn every(say: &Say<'_>, duty: &Duty) -> Option<String> {
    let merged = match (duty.merged, say.lang) {
        (false, _) => "",
        (true, Lang::Vi) => "; báo cáo kỳ dài thay báo cáo kỳ ngắn kết thúc cùng ngày",
        (true, Lang::En) => "; a longer report serves the shorter one that ends the same day",
    };
    often(say, duty).map(|often| format!("{often}{merged}"))
}

/// How often a duty is owed.
pub(crate) fn often(say: &Say<'_>, duty: &Duty) -> Option<String> {
    if let Some(open) = say.left_open(&duty.item, "every") {
        return Some(open);
    }
    if duty.every.is_empty() {
        return None;
    }
    // Quarters and half-years by name come round every year.
    let named = duty.every.iter().all(|e| matches!(e, Every::Occ(Occ::Months(..))));
    let yearly = named && duty.every.len() > 1;
    let whole = Every::Occ(Occ::Months(1, 12));
    let parts = duty.every.iter().map(|e| {
        if *e == whole && yearly {
            say.pick("cả năm", "the year").to_owned()
        } else {
            one(say, *e)
        }
    });
    let parts: Vec<String> = parts.collect();
    let yearly = if yearly { say.pick("mỗi năm: ", "each year: ") } else { "" };
    Some(format!("{yearly}{}", parts.join(", ")))
}

fn one(say: &Say<'_>, every: Every) -> String {
    match every {
        Every::Once => say.pick("một lần", "once").to_owned(),
        Every::OnDemand => say.pick("khi có yêu cầu", "on demand").to_owned(),
        Every::Unspecified => say.pick("để ngỏ", "left open").to_owned(),
        Every::Occ(o) => occ(say, o),
        Every::Period(p) => p.show(say.lang),
        Every::Phase(id) => say.phase(id),
    }
}

/// By when a duty is owed, one line for each rule.
pub(crate) fn due(say: &Say<'_>, duty: &Duty) -> Vec<String> {
    let mut out: Vec<String> = duty.due.iter().map(|d| due_term(say, &duty.item, d)).collect();
    // What holds for the whole plan is told at its top.
    let own = duty.rolls != say.plan.rolls && !out.is_empty();
    out.extend(rolled(say, duty.rolls).filter(|_| own));
    out
}

fn rolled(say: &Say<'_>, rolls: Rolls) -> Option<String> {
    let text = match rolls {
        Rolls::No => return None,
        Rolls::Terms => say.pick(
            "hạn tính theo số ngày mà rơi vào ngày nghỉ thì lùi sang ngày làm việc kế tiếp",
            "a term counted in days that ends on a day off moves to the next working day",
        ),
        Rolls::All => say.pick(
            "hạn rơi vào ngày nghỉ thì lùi sang ngày làm việc kế tiếp",
            "a due day on a day off moves to the next working day",
        ),
    };
    Some(text.to_owned())
}

fn due_term(say: &Say<'_>, item: &Item, due: &DueTerm) -> String {
    let text = match due.term {
        Some(t) => term(say, t),
        None => {
            say.left_open(item, "due").unwrap_or_else(|| say.pick("để ngỏ", "left open").to_owned())
        }
    };
    match due.only.as_slice() {
        [] => text,
        only => format!("{}: {text}", occs(say, only)),
    }
}

/// One term: `trong 15 ngày sau khi hết kỳ`.
pub(crate) fn term(say: &Say<'_>, term: Term) -> String {
    match term {
        Term::Within { days, working, event } => {
            let noun = if working {
                ["ngày làm việc", "working day", "working days"]
            } else {
                ["ngày", "day", "days"]
            };
            let n = usize::try_from(days).unwrap_or(0);
            let days = crate::diag::words::count(n, say.lang, noun);
            match (event.map(|e| say.event(e)), say.lang) {
                (None, Lang::Vi) => format!("trong {days} sau khi hết kỳ"),
                (None, Lang::En) => format!("within {days} after the period"),
                (Some(e), Lang::Vi) => format!("trong {days} kể từ ngày: {e}"),
                (Some(e), Lang::En) => format!("within {days} of: {e}"),
            }
        }
        Term::ByPeriod(p) => match say.lang {
            Lang::Vi => format!("chậm nhất hết {}", p.show(Lang::Vi)),
            Lang::En => format!("by the end of {p}"),
        },
        Term::By { before, day, next } => {
            let day = self::day(say, day, next);
            match (before, say.lang) {
                (false, Lang::Vi) => format!("chậm nhất {day}"),
                (false, Lang::En) => format!("by {day}"),
                (true, Lang::Vi) => format!("trước {day}, không tính ngày này"),
                (true, Lang::En) => format!("before {day}, that day not included"),
            }
        }
    }
}

/// A day of a term: `ngày 25/11`, `ngày 5 tháng sau`.
fn day(say: &Say<'_>, day: Day, next: Next) -> String {
    let next = match (next, say.lang) {
        (Next::Same, _) => "",
        (Next::Month, Lang::Vi) => " của tháng sau",
        (Next::Month, Lang::En) => " of the next month",
        (Next::Year, Lang::Vi) => " năm sau",
        (Next::Year, Lang::En) => " of the next year",
    };
    match (day, say.lang) {
        (Day::Date(day), Lang::Vi) => format!("ngày {}", say.date(day)),
        (Day::Date(day), Lang::En) => say.date(day),
        (Day::OfYear(d, m), Lang::Vi) => format!("ngày {d}/{m}{next}"),
        (Day::OfYear(d, m), Lang::En) => {
            let month = usize::try_from(m).ok().and_then(|m| MONTHS.get(m.wrapping_sub(1)));
            format!("{d} {}{next}", month.unwrap_or(&"?"))
        }
        (Day::OfMonth(d), Lang::Vi) if next.is_empty() => format!("ngày {d} của tháng cuối kỳ"),
        (Day::OfMonth(d), Lang::En) if next.is_empty() => {
            format!("day {d} of the period's last month")
        }
        (Day::OfMonth(d), Lang::Vi) => format!("ngày {d}{next}"),
        (Day::OfMonth(d), Lang::En) => format!("day {d}{next}"),
    }
}

/// On which day the figures are closed.
pub(crate) fn closes(say: &Say<'_>, duty: &Duty) -> Vec<String> {
    let one = |(closing, only): &(Day, Vec<Occ>)| {
        let day = day(say, *closing, Next::Same);
        match only.as_slice() {
            [] => day,
            only => format!("{}: {day}", occs(say, only)),
        }
    };
    duty.closes.iter().map(one).collect()
}

/// The months of a plan's figures, in words.
pub(crate) fn calendar(plan: &Plan, say: &Say<'_>) -> String {
    let calendar = &plan.calendar;
    let mut parts = Vec::new();
    for (until, rule) in &calendar.until {
        let until = say.date(*until);
        let rule = month_start(say, *rule);
        parts.push(match say.lang {
            Lang::Vi => format!("đến {until}: {rule}"),
            Lang::En => format!("until {until}: {rule}"),
        });
    }
    let then = month_start(say, calendar.then);
    if parts.is_empty() {
        return then;
    }
    parts.push(match say.lang {
        Lang::Vi => format!("sau đó: {then}"),
        Lang::En => format!("then: {then}"),
    });
    parts.join("; ")
}

fn month_start(say: &Say<'_>, start: crate::value::calendar::MonthStart) -> String {
    use crate::value::calendar::MonthStart;
    match (start, say.lang) {
        (MonthStart::Civil, Lang::Vi) => "theo tháng dương lịch".to_owned(),
        (MonthStart::Civil, Lang::En) => "calendar months".to_owned(),
        (MonthStart::DayBefore(d), Lang::Vi) => {
            format!("tháng tính từ ngày {d} tháng trước đến ngày {}", d.saturating_sub(1))
        }
        (MonthStart::DayBefore(d), Lang::En) => {
            format!("a month runs from day {d} of the one before to day {}", d.saturating_sub(1))
        }
    }
}
