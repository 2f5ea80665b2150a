//! Reports, documents and tasks: who, to whom, through whom, how often, by when, with what.

use crate::dues::{event_of, is_once};
use crate::plan::{
    Addressee, Carried, Carries, Duty, DutyId, FigureId, Occ, Route, SetId, TableId,
};
use crate::show::common;
use crate::show::page::Page;
use crate::show::say::Say;
use crate::show::terms;
use crate::syntax::tree::Kind;
use crate::value::Lang;

/// The duties of one kind, under a heading.
pub(crate) fn part(page: &mut Page, say: &Say<'_>, kind: Kind, heading: &str) {
    let of_kind = |d: &&Duty| d.item.kind == kind;
    let duties: Vec<&Duty> = say.plan.duties.iter().filter(of_kind).collect();
    if duties.is_empty() {
        return;
    }
    page.section(&format!("{heading} ({})", duties.len()));
    for duty in duties {
        if kind == Kind::Report {
            page.blank();
        }
        page.item(&duty.item.label, &duty.item.id);
        one(page, say, duty);
    }
}

/// What one duty says.
pub(crate) fn one(page: &mut Page, say: &Say<'_>, duty: &Duty) {
    actors(page, say, duty);
    times(page, say, duty);
    contents(page, say, duty);
    common::fields(page, say, &duty.item);
}

fn actors(page: &mut Page, say: &Say<'_>, duty: &Duty) {
    let (name, head) = match duty.item.kind {
        Kind::Task => (say.pick("Chủ trì", "Lead"), "lead"),
        Kind::Report => (say.pick("Ai báo cáo", "From"), "from"),
        _ => (say.pick("Ai làm", "From"), "from"),
    };
    let who = (!duty.from.is_empty()).then(|| say.who(&duty.from));
    page.maybe(name, say.left_open(&duty.item, head).or(who));
    page.maybe(say.pick("Phối hợp", "With"), Some(say.who(&duty.with)));
    page.maybe(say.pick("Tham mưu", "Drafted by"), Some(say.who(&duty.drafted_by)));
    let to: Vec<String> = duty.to.iter().map(|r| route(say, r)).collect();
    let unsaid = say.pick("văn bản không nêu", "the text names no recipient").to_owned();
    let unsaid = (duty.to.is_empty() && duty.item.kind == Kind::Report).then_some(unsaid);
    page.maybe(say.pick("Gửi", "To"), say.left_open(&duty.item, "to").or(unsaid));
    page.fields(say.pick("Gửi", "To"), &to);
    page.maybe(say.pick("Đồng gửi", "Copy"), Some(addressees(say, &duty.copy)));
    let about = duty.about.map(|u| say.unit_ref(u));
    page.maybe(say.pick("Số liệu của", "Figures of"), about);
    page.maybe(say.pick("Chức năng", "Function"), duty.function.clone());
}

/// `UBND tỉnh, qua Phòng PC02 rồi Công an tỉnh`
pub(crate) fn route(say: &Say<'_>, route: &Route) -> String {
    let to = addressees(say, &route.to);
    if route.via.is_empty() {
        return to;
    }
    let via: Vec<String> = route.via.iter().map(|a| say.addressee(a)).collect();
    let then = say.pick(" rồi ", ", then ");
    format!("{to}, {} {}", say.pick("qua", "through"), via.join(then))
}

fn addressees(say: &Say<'_>, all: &[Addressee]) -> String {
    let all: Vec<String> = all.iter().map(|a| say.addressee(a)).collect();
    all.join("; ")
}

fn times(page: &mut Page, say: &Say<'_>, duty: &Duty) {
    let paper = duty.item.kind != Kind::Task || !duty.form.is_empty();
    let often = terms::every(say, duty);
    let once = (paper && is_once(duty)).then(|| once(say, duty));
    page.maybe(say.pick("Kỳ", "How often"), often.or(once));
    let first = duty.first.map(|p| p.show(say.lang));
    page.maybe(say.pick("Từ kỳ", "First"), first);
    let during = match (duty.during_phase, duty.during) {
        (Some(phase), _) => Some(say.phase(phase)),
        (None, Some(days)) => Some(say.days(days)),
        (None, None) => None,
    };
    page.maybe(say.pick("Trong", "During"), during);
    page.maybe(say.pick("Chỉ sau khi", "Only after"), duty.when.map(|e| say.event(e).to_owned()));
    let due = terms::due(say, duty);
    if due.is_empty() && paper {
        page.maybe(say.pick("Hạn", "By when"), Some(no_term(say, duty)));
    }
    page.fields(say.pick("Hạn", "By when"), &due);
    page.fields(say.pick("Khóa số liệu", "Closes"), &terms::closes(say, duty));
    if duty.judged_by_signed != say.plan.judged_by_signed {
        let by = if duty.judged_by_signed {
            say.pick("theo ngày ký", "by the day of signing")
        } else {
            say.pick("theo ngày nhận", "by the day of receipt")
        };
        page.field(say.pick("Tính muộn", "Lateness"), by);
    }
}

/// Owed once, or once for each time an event happens.
fn once(say: &Say<'_>, duty: &Duty) -> String {
    match (event_of(duty).map(|e| say.event(e)), say.lang) {
        (None, Lang::Vi) => "một lần".to_owned(),
        (None, Lang::En) => "once".to_owned(),
        (Some(event), Lang::Vi) => format!("mỗi lần có sự kiện: {event}"),
        (Some(event), Lang::En) => format!("each time this happens: {event}"),
    }
}

/// Owed once within a window: the window's last day. Else nothing is said.
fn no_term(say: &Say<'_>, duty: &Duty) -> String {
    let last = duty.during.and_then(|d| d.to).filter(|_| is_once(duty));
    match (last, say.lang) {
        (Some(day), Lang::Vi) => format!("chậm nhất {}, ngày cuối", say.date(day)),
        (Some(day), Lang::En) => format!("by {}, the last day", say.date(day)),
        (None, Lang::Vi) => "văn bản không nêu".to_owned(),
        (None, Lang::En) => "the text names no day".to_owned(),
    }
}

fn contents(page: &mut Page, say: &Say<'_>, duty: &Duty) {
    page.fields(say.pick("Số liệu", "Carries"), &carried(say, duty));
    let totals: Vec<&str> = duty.totals.iter().map(|d| label(say, *d)).collect();
    page.maybe(say.pick("Tổng hợp từ", "Adds up"), Some(totals.join("; ")));
    page.maybe(say.pick("Nhiệm vụ", "Tasks"), duty.tells_tasks.and_then(|t| tells(say, t)));
    page.maybe(say.pick("Phải nêu", "States"), Some(duty.states.join("; ")));
    page.maybe(say.pick("Sản phẩm", "Product"), duty.product.clone());
    page.maybe(say.pick("Loại văn bản", "Form"), Some(duty.form.join(", ")));
    let nil = say.pick("được báo “không phát sinh”", "may say that nothing occurred");
    page.maybe(say.pick("Số không", "Nil"), duty.allows_nil.then(|| nil.to_owned()));
    page.maybe(say.pick("Dùng chung", "Same as"), duty.same_as.map(|d| same(say, d)));
    page.maybe(say.pick("Tên khác", "Also called"), Some(duty.aliases.join("; ")));
}

fn label<'a>(say: &Say<'a>, id: DutyId) -> &'a str {
    &say.plan.duty(id).item.label
}

fn same(say: &Say<'_>, of: DutyId) -> String {
    let of = label(say, of);
    match say.lang {
        Lang::Vi => format!("văn bản đã nộp cho “{of}” được tính luôn cho mục này"),
        Lang::En => format!("a document filed for “{of}” serves this one too"),
    }
}

fn tells(say: &Say<'_>, (lead, with): (bool, bool)) -> Option<String> {
    let text = match (lead, with) {
        (true, true) => say.pick(
            "tình hình từng nhiệm vụ do đơn vị chủ trì, phối hợp",
            "the state of each task that the sender leads or helps with",
        ),
        (true, false) => say.pick(
            "tình hình từng nhiệm vụ do đơn vị chủ trì",
            "the state of each task that the sender leads",
        ),
        (false, true) => say.pick(
            "tình hình từng nhiệm vụ do đơn vị phối hợp",
            "the state of each task that the sender helps with",
        ),
        (false, false) => return None,
    };
    Some(text.to_owned())
}

/// Figures and tables, by whom they are asked of and for which occasions.
fn carried(say: &Say<'_>, duty: &Duty) -> Vec<String> {
    let mut groups: Vec<(&[SetId], &[Occ], Vec<Carried>)> = Vec::new();
    for Carries { what, from, only, .. } in &duty.carries {
        match groups.iter_mut().find(|(f, o, _)| f == from && o == only) {
            Some((_, _, list)) => list.push(*what),
            None => groups.push((from, only, vec![*what])),
        }
    }
    groups.iter().map(|(from, only, list)| carried_group(say, duty, (from, only), list)).collect()
}

fn carried_group(
    say: &Say<'_>,
    duty: &Duty,
    (from, only): (&[SetId], &[Occ]),
    list: &[Carried],
) -> String {
    let mut head = Vec::new();
    if !from.is_empty() {
        head.push(format!("{} {}", say.pick("từ", "from"), say.names(from)));
    }
    if !only.is_empty() {
        head.push(format!("{} {}", say.pick("kỳ", "for"), terms::occs(say, only)));
    }
    let (whole, rest) = all_of(say, duty, list);
    let whole = whole.map(|d| match say.lang {
        Lang::Vi => format!("mọi số liệu của “{}”", label(say, d)),
        Lang::En => format!("all figures of “{}”", label(say, d)),
    });
    let rest = rest.into_iter().map(|c| what(say, c));
    let text = whole.into_iter().chain(rest).collect::<Vec<_>>().join("; ");
    if head.is_empty() { text } else { format!("{}: {text}", head.join(", ")) }
}

/// A report that this one takes over whole, and what it has besides: a long list need not be read twice.
fn all_of(say: &Say<'_>, duty: &Duty, list: &[Carried]) -> (Option<DutyId>, Vec<Carried>) {
    let whole = duty.totals.iter().copied().find(|d| {
        let theirs = &say.plan.duty(*d).carries;
        theirs.len() > 3 && theirs.iter().all(|c| list.contains(&c.what))
    });
    let Some(id) = whole else { return (None, list.to_vec()) };
    let theirs = &say.plan.duty(id).carries;
    let rest = list.iter().filter(|c| theirs.iter().all(|t| t.what != **c));
    (Some(id), rest.copied().collect())
}

fn what(say: &Say<'_>, carried: Carried) -> String {
    match carried {
        Carried::Figure(id) => figure(say, id),
        Carried::Table(id) => table(say, id),
    }
}

fn figure(say: &Say<'_>, id: FigureId) -> String {
    say.figure(id).to_owned()
}

fn table(say: &Say<'_>, id: TableId) -> String {
    format!("{} {}", say.pick("bảng", "table"), say.table(id))
}
