//! Why a unit owes nothing of a duty for a time.

use crate::dues::NoBearer;
use crate::plan::{Duty, DutyId, Every, When};
use crate::show::page::Page;
use crate::show::{self, terms};
use crate::syntax::tree::Kind;
use crate::value::{Lang, Period};
use crate::why::Teller;
use crate::why::ask::{Ask, Asked};

/// The duties that owe nothing here: those that name the unit, or the one that was asked for.
pub(crate) fn reasons(
    page: &mut Page,
    teller: &Teller<'_>,
    ask: &Ask,
    when: Asked,
    told: &[DutyId],
) {
    let say = &teller.say;
    let plan = say.plan;
    let mut lines = Vec::new();
    for id in teller.duties(ask.duty).into_iter().filter(|d| !told.contains(d)) {
        let duty = plan.duty(id);
        let paper = duty.item.kind == Kind::Report || ask.duty.is_some();
        let named = plan.members(&duty.from, None, None).contains(&ask.unit);
        if paper && (named || ask.duty.is_some()) {
            lines.push(format!("{}: {}", duty.item.label, reason(teller, ask, when, id)));
        }
    }
    if lines.is_empty() && told.is_empty() {
        lines.push(nothing(teller, ask));
    }
    if !lines.is_empty() {
        page.section(say.pick("Không phải nộp cho kỳ này", "Not owed for this time"));
    }
    for line in lines {
        page.marked("- ", &line);
    }
}

fn nothing(teller: &Teller<'_>, ask: &Ask) -> String {
    let unit = teller.say.unit(ask.unit);
    match teller.say.lang {
        Lang::Vi => format!("không báo cáo nào nêu {unit} trong số đơn vị phải nộp"),
        Lang::En => format!("no report names {unit} among those that owe it"),
    }
}

fn reason(teller: &Teller<'_>, ask: &Ask, when: Asked, id: DutyId) -> String {
    let (say, plan) = (&teller.say, teller.say.plan);
    let duty = plan.duty(id);
    let unit = say.unit(ask.unit);
    if !plan.members(&duty.from, None, None).contains(&ask.unit) {
        let who = say.names(&duty.from);
        return match (duty.from.is_empty(), say.lang) {
            (true, _) => show::unscheduled(say, duty).unwrap_or_default(),
            (false, Lang::Vi) => format!("chỉ {who} phải nộp, {unit} không thuộc số này"),
            (false, Lang::En) => format!("owed by {who}; {unit} is not one of them"),
        };
    }
    if let Some(why) = show::unscheduled(say, duty) {
        return why;
    }
    if let Some(NoBearer { since, .. }) = no_bearer(teller, ask, id) {
        let since = say.date(*since);
        return match say.lang {
            Lang::Vi => format!("{unit} không còn, không có đơn vị kế tục từ kỳ hết ngày {since}"),
            Lang::En => format!("{unit} ended without a successor before {since}"),
        };
    }
    of_time(teller, ask, when, id)
}

fn no_bearer<'a>(teller: &Teller<'a>, ask: &Ask, id: DutyId) -> Option<&'a NoBearer> {
    teller.ctx.dues.no_bearer.iter().find(|n| n.duty == id && n.unit == ask.unit)
}

/// What about the time is not as the duty asks.
fn of_time(teller: &Teller<'_>, ask: &Ask, when: Asked, id: DutyId) -> String {
    let (say, plan) = (&teller.say, teller.say.plan);
    let duty = plan.duty(id);
    let last = plan.last_day(when.when);
    if let Some(day) = last.filter(|d| !plan.exists(ask.unit, *d)) {
        let (unit, runs) = (say.unit(ask.unit), say.days(plan.unit(ask.unit).runs));
        let day = say.date(day);
        return match say.lang {
            Lang::Vi => format!("ngày {day} không có {unit} ({runs})"),
            Lang::En => format!("{unit} does not exist on {day} ({runs})"),
        };
    }
    if let When::Period(p) = when.when {
        if teller.dues().is_merged_away(plan, id, Some(when.when)) {
            return say
                .pick(
                    "báo cáo kỳ dài hơn kết thúc cùng ngày thay cho kỳ này",
                    "a longer report that ends the same day serves it",
                )
                .to_owned();
        }
        if let Some(text) = of_period(teller, duty, p) {
            return text;
        }
    }
    let run = plan.runs.unwrap_or_default().and(duty.during.unwrap_or_default());
    match (last.is_some_and(|d| run.contains(d)), say.lang) {
        (false, Lang::Vi) => format!("kỳ này không kết thúc trong thời gian {}", say.days(run)),
        (false, Lang::En) => format!("it does not end within the days {}", say.days(run)),
        (true, Lang::Vi) => format!("kỳ phải nộp là: {}", often(teller, duty)),
        (true, Lang::En) => format!("it is owed: {}", often(teller, duty)),
    }
}

fn often(teller: &Teller<'_>, duty: &Duty) -> String {
    let once = || teller.say.pick("một lần", "once").to_owned();
    terms::every(&teller.say, duty).unwrap_or_else(once)
}

/// Before the first period, or no occasion of the duty.
fn of_period(teller: &Teller<'_>, duty: &Duty, p: Period) -> Option<String> {
    let say = &teller.say;
    let is = |e: &Every| match e {
        Every::Occ(o) => o.is(p),
        Every::Period(period) => *period == p,
        _ => false,
    };
    if !duty.every.iter().any(is) {
        return Some(match say.lang {
            Lang::Vi => format!("kỳ phải nộp là: {}", often(teller, duty)),
            Lang::En => format!("it is owed: {}", often(teller, duty)),
        });
    }
    let first = [say.plan.first, duty.first].into_iter().flatten().max_by_key(|f| f.to)?;
    (p.to < first.from).then(|| match say.lang {
        Lang::Vi => format!("kỳ đầu tiên phải nộp là {}", first.show(Lang::Vi)),
        Lang::En => format!("the first one owed is {first}"),
    })
}
