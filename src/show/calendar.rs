//! What is owed in a span of days: by day, then duty and occasion, with who sends it to whom and through
//! whom, and the work that must be done by then. What has no due day comes last, then what no day can be
//! given for.

use std::collections::BTreeMap;

use crate::dues::{Due, DueId, Dues, Occasion, Slot, TaskDay, event_of, expand, show_occasion};
use crate::facts::Facts;
use crate::plan::{Addressee, Duty, DutyId, Every, Set, UnitId};
use crate::show::page::Page;
use crate::show::say::Say;
use crate::syntax::tree::Kind;
use crate::value::{Date, Days, Holidays, Lang};

/// What one day asks for.
#[derive(Default)]
struct OfDay<'a> {
    papers: Vec<&'a Slot>,
    tasks: Vec<&'a TaskDay>,
}

/// The calendar of a plan over some days; without an end, up to the last due day of its run.
pub(crate) fn part(page: &mut Page, say: &Say<'_>, span: Days, holidays: &Holidays) {
    let horizon = span.to.or(say.plan.runs.and_then(|r| r.to)).or(say.day);
    let Some(horizon) = horizon else { return };
    let dues = expand(say.plan, &Facts::default(), horizon, holidays);
    heading(page, say, span);
    let mut days: BTreeMap<(bool, Option<Date>), OfDay<'_>> = BTreeMap::new();
    for slot in dues.slots.iter().filter(|s| s.dues.0 < s.dues.1 && is_in(s, span)) {
        // Those without a day go last.
        days.entry((slot.day.is_none(), slot.day)).or_default().papers.push(slot);
    }
    for task in dues.task_days.iter().filter(|task| span.contains(task.day)) {
        days.entry((false, Some(task.day))).or_default().tasks.push(task);
    }
    if days.is_empty() {
        page.blank();
        page.title(say.pick("Không có gì phải nộp.", "Nothing is owed."));
    }
    for ((_, day), OfDay { papers, tasks }) in &days {
        let none = say.pick("Không nêu hạn", "No due day");
        page.section(&day.map_or_else(|| none.to_owned(), |d| say.date(d)));
        for slot in papers {
            one(page, say, &dues, slot);
        }
        for day in tasks {
            task(page, say, day);
        }
    }
    without_bearer(page, say, &dues, span);
    without_day(page, say);
}

fn heading(page: &mut Page, say: &Say<'_>, span: Days) {
    let plan = say.plan;
    let title = say.pick("Lịch báo cáo, văn bản phải nộp", "What is owed");
    let run = plan.runs.unwrap_or(Days::ALL);
    let days = Days { from: span.from.or(run.from), to: span.to.or(run.to) };
    page.title(&format!("{}: {title}, {}", plan.name(), say.days(days)));
}

/// By its due day; without one by the last day of its occasion.
fn is_in(slot: &Slot, span: Days) -> bool {
    slot.day.or(slot.last).is_none_or(|d| span.contains(d))
}

fn one(page: &mut Page, say: &Say<'_>, dues: &Dues, slot: &Slot) {
    let duty = say.plan.duty(slot.duty);
    // Units by the names they bear on that day.
    let say = &Say { day: slot.day.or(slot.last).or(say.day), ..*say };
    let occasion = occasion(say, duty, slot.occasion);
    page.item(&format!("{}, {occasion}", duty.item.label), &duty.item.id);
    if let (None, Some(last)) = (slot.day, slot.last) {
        page.field(say.pick("Kỳ hết ngày", "Period ends"), &say.date(last));
    }
    let mut routes: Vec<(Vec<String>, Vec<String>)> = Vec::new();
    for (id, due) in (slot.dues.0..slot.dues.1).map(DueId).map(|id| (id, dues.due(id))) {
        let (route, name) = (routes_of(say, duty, due.unit), sender(say, dues, id, due));
        match routes.iter_mut().find(|(r, _)| *r == route) {
            Some((_, names)) => names.push(name),
            None => routes.push((route, vec![name])),
        }
    }
    for (route, names) in routes {
        let count = say.units(names.len());
        page.field(say.pick("Ai nộp", "Who"), &format!("{} ({count})", names.join("; ")));
        page.fields(say.pick("Gửi", "To"), &route);
        if route.is_empty() {
            let unsaid = say.pick("văn bản không nêu nơi nhận", "the text names no recipient");
            let open = say.left_open(&duty.item, "to").unwrap_or_else(|| unsaid.to_owned());
            page.field(say.pick("Gửi", "To"), &open);
        }
    }
}

/// Work that no paper of its own shows.
fn task(page: &mut Page, say: &Say<'_>, task: &TaskDay) {
    let duty = say.plan.duty(task.duty);
    let say = &Say { day: Some(task.day), ..*say };
    let of = told_occasion(say, duty, task.occasion).map(|of| format!(", {of}"));
    page.item(&format!("{}{}", duty.item.label, of.unwrap_or_default()), &duty.item.id);
    let leads = task.leads(say.plan);
    let names: Vec<&str> = leads.iter().map(|unit| say.unit(*unit)).collect();
    let who = match names.as_slice() {
        [] => say.left_open(&duty.item, "lead").unwrap_or_else(|| nobody(say).to_owned()),
        names => format!("{} ({})", names.join("; "), say.units(names.len())),
    };
    page.field(say.pick("Ai làm", "Who"), &who);
    let what = say.pick(
        "công việc phải xong, không phải văn bản phải nộp",
        "work to be done, not a paper to be sent",
    );
    page.field(say.pick("Loại", "Kind"), what);
}

/// For which time: what is owed once, in which window.
pub(crate) fn occasion(say: &Say<'_>, duty: &Duty, occasion: Occasion) -> String {
    let once = say.pick("một lần", "once");
    match (occasion, duty.during_phase) {
        (Occasion::Once, Some(phase)) => {
            let during = say.pick("trong", "during");
            format!("{once} {during} {}", say.plan.phase(phase).item.label)
        }
        (Occasion::Once, None) => once.to_owned(),
        (Occasion::Event(day), _) => {
            format!("{} {}", say.pick("sự kiện ngày", "event of"), say.date(day))
        }
        (other, _) => show_occasion(say.plan, other, say.lang),
    }
}

/// The same; nothing where it goes without saying: once, whenever in the run.
pub(crate) fn told_occasion(say: &Say<'_>, duty: &Duty, of: Occasion) -> Option<String> {
    let bare = of == Occasion::Once && duty.during_phase.is_none();
    (!bare).then(|| occasion(say, duty, of))
}

/// Who owes; where others carry the duty on, who they are.
fn sender(say: &Say<'_>, dues: &Dues, id: DueId, due: &Due) -> String {
    named_sender(say, due.unit, dues.bearers.get(&id).map_or(&[], Vec::as_slice))
}

/// A unit that owes, with those who bear it instead.
pub(crate) fn named_sender(say: &Say<'_>, unit: UnitId, bearers: &[UnitId]) -> String {
    let unit = say.unit(unit);
    if bearers.is_empty() {
        return unit.to_owned();
    }
    let names: Vec<&str> = bearers.iter().map(|u| say.unit(*u)).collect();
    format!("{unit} [{} {}]", say.pick("nay do", "now borne by"), names.join(", "))
}

/// To whom one unit sends, and through whom: never to or through itself.
pub(crate) fn routes_of(say: &Say<'_>, duty: &Duty, unit: UnitId) -> Vec<String> {
    let names = |all: &[Addressee]| {
        let names = all.iter().filter_map(|a| addressee(say, a, unit));
        names.collect::<Vec<String>>()
    };
    let one = |route: &crate::plan::Route| {
        let to = names(&route.to);
        let via = names(&route.via);
        if to.is_empty() {
            return None;
        }
        let then = say.pick(" rồi ", ", then ");
        let through = say.pick("qua", "through");
        let via = (!via.is_empty()).then(|| format!(", {through} {}", via.join(then)));
        Some(format!("{}{}", to.join("; "), via.unwrap_or_default()))
    };
    duty.to.iter().filter_map(one).collect()
}

fn addressee(say: &Say<'_>, to: &Addressee, from: UnitId) -> Option<String> {
    let set = match to {
        Addressee::Named(name) => return Some(name.clone()),
        Addressee::Set(set) => *set,
    };
    if !say.plan.is_relative(set) && !matches!(say.plan.set(set), Set::Unit(_)) {
        return Some(say.set(set));
    }
    let units = say.plan.members(&[set], None, Some(from));
    let names: Vec<&str> = units.iter().filter(|u| **u != from).map(|u| say.unit(*u)).collect();
    (!names.is_empty()).then(|| names.join("; "))
}

/// Units that ended and whose duty nobody carries on.
fn without_bearer(page: &mut Page, say: &Say<'_>, dues: &Dues, span: Days) {
    let gone: Vec<_> = dues.no_bearer.iter().filter(|n| span.contains(n.since)).collect();
    if gone.is_empty() {
        return;
    }
    page.section(say.pick("Không còn đơn vị kế tục", "Borne by nobody"));
    for n in gone {
        let (unit, since) = (say.unit(n.unit), say.date(n.since));
        let label = &say.plan.duty(n.duty).item.label;
        page.marked(
            "- ",
            &match say.lang {
                Lang::Vi => format!("{unit}: {label}, từ kỳ hết ngày {since}"),
                Lang::En => format!("{unit}: {label}, from the occasion that ends {since}"),
            },
        );
    }
}

/// Duties that no calendar can hold, with the reason.
fn without_day(page: &mut Page, say: &Say<'_>) {
    let mut lines = Vec::new();
    for (id, duty) in (0..).map(DutyId).zip(&say.plan.duties) {
        if let Some(why) = unscheduled(say, duty) {
            lines.push(format!("{}: {why}", say.plan.duty(id).item.label));
        }
    }
    if lines.is_empty() {
        return;
    }
    page.section(say.pick("Không xếp được vào lịch", "In no calendar"));
    for line in lines {
        page.marked("- ", &line);
    }
}

fn nobody(say: &Say<'_>) -> &'static str {
    say.pick("không nêu ai làm", "nobody is named")
}

/// Why a paper that the plan asks for has no due, whatever the span.
pub(crate) fn unscheduled(say: &Say<'_>, duty: &Duty) -> Option<String> {
    if duty.item.kind == Kind::Task && duty.form.is_empty() {
        return None;
    }
    if duty.from.is_empty() {
        let open = say.left_open(&duty.item, "from").or(say.left_open(&duty.item, "lead"));
        return Some(open.unwrap_or_else(|| nobody(say).to_owned()));
    }
    if duty.from.iter().all(|s| say.plan.is_unknown(*s)) {
        let text = say.pick("chưa rõ nhóm gồm những đơn vị nào", "the group is not known");
        return Some(text.to_owned());
    }
    if let Some(event) = event_of(duty).or(duty.when) {
        let event = say.event(event);
        return Some(match say.lang {
            Lang::Vi => format!("tính từ ngày xảy ra trong hồ sơ: {event}"),
            Lang::En => format!("counted from a day in the data: {event}"),
        });
    }
    if duty.every.contains(&Every::Unspecified) {
        let open = say.left_open(&duty.item, "every");
        return Some(
            open.unwrap_or_else(|| say.pick("để ngỏ kỳ", "how often is left open").to_owned()),
        );
    }
    let demand = !duty.every.is_empty() && duty.every.iter().all(|e| *e == Every::OnDemand);
    demand.then(|| say.pick("khi có yêu cầu", "on demand").to_owned())
}
