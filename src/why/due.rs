//! One due: who owes it and why, for which days, by when, to whom; what was received, and how it stands.

use crate::dues::{DueId, Occasion, State, day_that_counts};
use crate::facts::{Field, FilingId, Named, NamesId, Status};
use crate::plan::{Duty, Set, SetId, UnitId, When};
use crate::show::page::Page;
use crate::show::{self, terms};
use crate::value::Lang;
use crate::why::{Teller, count};

/// The whole chain of a due, from the clause to its state.
pub(crate) fn chain(page: &mut Page, teller: &Teller<'_>, id: DueId) {
    let (say, slot, duty) = (&teller.say, teller.slot(id), teller.duty(id));
    let occasion = show::occasion(say, duty, slot.occasion);
    page.heading(&format!("{} ({}), {occasion}", duty.item.label, duty.item.id));
    basis(page, teller, duty);
    page.field(say.pick("Vì sao", "Because"), &owes(teller, id));
    page.maybe(say.pick("Kỳ", "Occasion"), often(teller, id));
    page.fields(say.pick("Hạn", "By when"), &count::told(teller, id));
    let day = slot.last.or(say.day);
    let routes = show::routes_of(&show::say::Say { day, ..*say }, duty, teller.dues().due(id).unit);
    let unsaid = say.pick("văn bản không nêu nơi nhận", "the text names no recipient");
    if routes.is_empty() {
        page.field(say.pick("Gửi", "To"), unsaid);
    }
    page.fields(say.pick("Gửi", "To"), &routes);
    received(page, teller, id);
}

/// The place of a duty in the text and in the plan file, and what was assumed about it.
fn basis(page: &mut Page, teller: &Teller<'_>, duty: &Duty) {
    let say = &teller.say;
    let place = teller.place(duty.item.name);
    let cites = say.cites(&duty.item.cites);
    let name = say.plan.name();
    let text = match cites {
        Some(cites) => format!("{name}, {cites}; {place}"),
        None => format!("{name}; {place}"),
    };
    page.field(say.pick("Quy định", "Clause"), &text);
    let assumed: Vec<String> =
        duty.item.assumes.iter().map(|a| format!("{}: {}", say.assume_number(a), a.text)).collect();
    page.fields(say.pick("Giả định", "Assumes"), &assumed);
}

/// Through which group a unit owes, or for which unit it acts.
fn owes(teller: &Teller<'_>, id: DueId) -> String {
    let (slot, duty, due) = (teller.slot(id), teller.duty(id), teller.dues().due(id));
    let day = slot.last.or(teller.say.day);
    let say = show::say::Say { day, ..teller.say };
    let unit = say.unit(due.unit);
    let through = duty
        .from
        .iter()
        .find(|set| teller.ctx.plan.members(&[**set], None, None).contains(&due.unit));
    let why = match through {
        Some(set) => through_set(teller, &say, *set, unit),
        None => unit.to_owned(),
    };
    let bearers = teller.dues().bearers.get(&id);
    let bearers = bearers.map(|b| b.iter().map(|u| say.unit(*u)).collect::<Vec<_>>().join(", "));
    match (bearers, say.lang) {
        (None, _) => why,
        (Some(b), Lang::Vi) => format!("{why}; nay do {b} kế tục"),
        (Some(b), Lang::En) => format!("{why}; now borne by {b}"),
    }
}

fn through_set(teller: &Teller<'_>, say: &show::say::Say<'_>, set: SetId, unit: &str) -> String {
    let named = matches!(teller.ctx.plan.set(set), Set::Unit(_));
    let cites = match teller.ctx.plan.set(set) {
        Set::Group(id) => say.cites(&teller.ctx.plan.group(*id).item.cites),
        _ => None,
    };
    let cites = cites.map(|c| format!("; {c}")).unwrap_or_default();
    let on = say.day.map(|d| say.date(d)).unwrap_or_default();
    match (named, say.lang) {
        (true, Lang::Vi) => format!("{unit} được nêu tên"),
        (true, Lang::En) => format!("{unit} is named"),
        (false, Lang::Vi) => format!("{unit} thuộc {} ngày {on}{cites}", say.sized(set)),
        (false, Lang::En) => format!("{unit} is one of {} on {on}{cites}", say.sized(set)),
    }
}

/// How often, and the days of this occasion.
fn often(teller: &Teller<'_>, id: DueId) -> Option<String> {
    let (say, slot, duty) = (&teller.say, teller.slot(id), teller.duty(id));
    let often = terms::every(say, duty);
    let days = match slot.occasion {
        Occasion::Period(p) => {
            let calendar = &teller.ctx.plan.calendar;
            let (first, last) = (say.date(calendar.first(p)), say.date(calendar.last(p)));
            Some(match say.lang {
                Lang::Vi => format!("{} tính từ {first} đến {last}", p.show(Lang::Vi)),
                Lang::En => format!("{p} runs from {first} to {last}"),
            })
        }
        Occasion::Phase(phase) => Some(say.days(teller.ctx.plan.phase(phase).days)),
        Occasion::Once => duty.during.map(|d| say.days(d)),
        Occasion::Event(day) => happened(teller, teller.dues().due(id).unit, day),
    };
    let parts: Vec<String> = often.into_iter().chain(days).collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// Where the day of an event stands in the data.
fn happened(teller: &Teller<'_>, unit: UnitId, day: crate::value::Date) -> Option<String> {
    let mut all = teller.ctx.facts.events.iter();
    let event = all.find(|e| e.unit == unit && e.day == day)?;
    let (label, place) = (teller.say.event(event.event), teller.place(event.at));
    Some(format!("{label}: {} ({place})", teller.say.date(day)))
}

/// What came, and how the due stands.
fn received(page: &mut Page, teller: &Teller<'_>, id: DueId) {
    let say = &teller.say;
    let filings = teller.dues().filings(id);
    let told: Vec<String> = filings.iter().map(|f| filing(teller, *f)).collect();
    let none = say.pick("chưa có báo cáo, văn bản nào", "nothing").to_owned();
    let name = say.pick("Đã nhận", "Received");
    page.fields(name, if told.is_empty() { std::slice::from_ref(&none) } else { &told });
    page.field(say.pick("Kết quả", "State"), &state(teller, id));
}

/// A filing: number, days, sender, recipients, channel, file and line.
pub(crate) fn filing(teller: &Teller<'_>, id: FilingId) -> String {
    let (say, facts) = (&teller.say, teller.ctx.facts);
    let filing = facts.filing(id);
    let mut parts = Vec::new();
    let number = facts.number(filing);
    if !number.is_empty() {
        parts.push(crate::diag::words::shown(number));
    }
    let days = [
        (say.pick("ký", "signed"), filing.signed),
        (say.pick("chuyển", "relayed"), facts.relayed(id)),
        (say.pick("nhận", "received"), filing.received),
    ];
    parts.extend(days.iter().filter_map(|(w, d)| d.map(|d| format!("{w} {}", say.date(d)))));
    let from = say.unit(filing.from);
    parts.push(format!("{} {from}", say.pick("của", "from")));
    parts.extend(named(teller, filing.to, (say.pick("gửi", "to"), "; ")));
    let then = say.pick(" rồi ", ", then ");
    parts.extend(named(teller, filing.via, (say.pick("qua", "through"), then)));
    parts.extend(standing(teller, id).into_iter().map(str::to_owned));
    let later = filing.received.or(filing.signed).is_some_and(|d| d > teller.ctx.as_of);
    if later {
        parts.push(say.pick("sau ngày xét nên chưa tính", "after the day looked at").to_owned());
    }
    parts.push(teller.place(facts.place(filing, Field::From)));
    parts.join(", ")
}

fn named(teller: &Teller<'_>, names: NamesId, (word, glue): (&str, &str)) -> Option<String> {
    let one = |name: &Named| match name {
        Named::Unit(unit) => teller.say.unit(*unit).to_owned(),
        Named::Other(text) => crate::diag::words::shown(text),
    };
    let all: Vec<String> = teller.ctx.facts.names(names).iter().map(one).collect();
    (!all.is_empty()).then(|| format!("{word} {}", all.join(glue)))
}

/// What the paper is besides final and whole.
fn standing<'t>(teller: &Teller<'t>, id: FilingId) -> Vec<&'t str> {
    let filing = teller.ctx.facts.filing(id);
    let say = &teller.say;
    let mut out = Vec::new();
    if filing.nil {
        out.push(say.pick("báo không phát sinh", "says that nothing occurred"));
    }
    match filing.status {
        Status::Estimate => out.push(say.pick("số ước tính", "an estimate")),
        Status::Preliminary => out.push(say.pick("số sơ bộ", "preliminary")),
        Status::Final => {}
    }
    if filing.superseded {
        out.push(say.pick("đã có bản thay thế", "replaced by a newer one"));
    }
    out
}

/// The state of a due in words.
pub(crate) fn state(teller: &Teller<'_>, id: DueId) -> String {
    let (say, ctx) = (&teller.say, teller.ctx);
    let due = ctx.dues.due(id);
    let late = lateness(teller, id);
    let as_of = say.date(ctx.as_of);
    let text = match (due.state, say.lang) {
        (State::OnTime, Lang::Vi) if ctx.dues.day(id).is_none() => {
            "đã nhận; không nêu hạn".to_owned()
        }
        (State::OnTime, Lang::En) if ctx.dues.day(id).is_none() => {
            "received; no due day".to_owned()
        }
        (State::OnTime, Lang::Vi) => "đúng hạn".to_owned(),
        (State::OnTime, Lang::En) => "on time".to_owned(),
        (State::Nil, Lang::Vi) => "đúng hạn, không phát sinh".to_owned(),
        (State::Nil, Lang::En) => "on time, nothing occurred".to_owned(),
        (State::Extended, Lang::Vi) => "trong thời gian gia hạn".to_owned(),
        (State::Extended, Lang::En) => "within the extension".to_owned(),
        (State::Late, Lang::Vi) => format!("muộn{late}"),
        (State::Late, Lang::En) => format!("late{late}"),
        (State::OnExcludedDay, Lang::Vi) => "muộn: nhận đúng vào ngày không được tính".to_owned(),
        (State::OnExcludedDay, Lang::En) => "late: on the very day that is shut out".to_owned(),
        (State::NotYetDue, Lang::Vi) => format!("chưa đến hạn, xét ngày {as_of}"),
        (State::NotYetDue, Lang::En) => format!("not yet due as of {as_of}"),
        (State::Missing, Lang::Vi) if ctx.dues.day(id).is_none() => {
            format!("chưa nộp; không nêu hạn, nhưng kế hoạch đã hết thời gian, xét ngày {as_of}")
        }
        (State::Missing, Lang::En) if ctx.dues.day(id).is_none() => {
            format!("missing as of {as_of}: no due day, but the plan's run is over")
        }
        (State::Missing, Lang::Vi) => format!("chưa nộp, đã quá hạn, xét ngày {as_of}"),
        (State::Missing, Lang::En) => format!("missing as of {as_of}"),
        (State::Open, Lang::Vi) => format!("chưa nhận; chưa coi là thiếu, xét ngày {as_of}"),
        (State::Open, Lang::En) => format!("not received; not called missing, as of {as_of}"),
    };
    if due.in_scope {
        return text;
    }
    format!("{text}; {}", say.pick("ngoài phạm vi kiểm tra", "outside the scope"))
}

/// By how many days, and which day counts.
fn lateness(teller: &Teller<'_>, id: DueId) -> String {
    let (say, ctx) = (&teller.say, teller.ctx);
    let Some(filing) = ctx.dues.due(id).filing else { return String::new() };
    let by_signed = teller.duty(id).judged_by_signed;
    let counts = day_that_counts(ctx.facts.filing(filing), by_signed);
    let (Some((day, _)), Some(limit)) = (counts, ctx.dues.day(id)) else { return String::new() };
    let noun = ["ngày", "day", "days"];
    let days = usize::try_from(day.days_since(limit)).unwrap_or(0);
    format!(" {}", crate::diag::words::count(days, say.lang, noun))
}

/// The time of the figures that a due brings.
pub(crate) fn when(teller: &Teller<'_>, id: DueId) -> Option<When> {
    teller.slot(id).occasion.when()
}
