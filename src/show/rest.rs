//! What stands at the end: notes, groups with their members, amendments, assumptions, what is left open.

use crate::plan::{Assume, Group, GroupId, Item, Note, Plan, Set, SetId};
use crate::show::common;
use crate::show::items;
use crate::show::page::Page;
use crate::show::say::Say;
use crate::value::{Date, Days, Lang};

/// Members are listed by name up to so many.
const MOST_NAMES: usize = 40;

/// What is only recorded.
pub(crate) fn notes(page: &mut Page, say: &Say<'_>) {
    let all = &say.plan.notes;
    if all.is_empty() {
        return;
    }
    page.section(&format!("{} ({})", say.pick("Ghi nhận", "Notes"), all.len()));
    for note in all {
        page.item(&note.item.label, &note.item.id);
        one_note(page, say, note);
    }
}

/// What one note says.
pub(crate) fn one_note(page: &mut Page, say: &Say<'_>, note: &Note) {
    let count = note.count.map(|n| n.to_string());
    page.maybe(say.pick("Số lượng", "Count"), count);
    page.maybe(say.pick("Gồm", "Lists"), Some(note.lists.join("; ")));
    common::fields(page, say, &note.item);
}

/// Groups, their sizes by day, and who is in them.
pub(crate) fn groups(page: &mut Page, say: &Say<'_>) {
    let all = &say.plan.groups;
    if all.is_empty() {
        return;
    }
    page.section(&format!("{} ({})", say.pick("Nhóm đơn vị", "Groups of units"), all.len()));
    for (id, group) in (0..).map(GroupId).zip(all) {
        page.item(&group.item.label, &group.item.id);
        one_group(page, say, id, group);
    }
}

/// What one group says.
pub(crate) fn one_group(page: &mut Page, say: &Say<'_>, id: GroupId, group: &Group) {
    page.maybe(say.pick("Gồm", "Members"), Some(say.names(&group.members)));
    page.maybe(say.pick("Trừ", "Except"), Some(say.names(&group.except)));
    if group.unknown {
        let text = say.pick(
            "văn bản không nêu những đơn vị nào; không tính ai phải nộp",
            "the text does not say which units; nothing is owed by it",
        );
        page.field(say.pick("Để ngỏ", "Open"), text);
    } else if group.members.iter().any(|s| say.plan.is_relative(*s)) {
        let text = say.pick("tùy đơn vị đang xét", "by the unit at hand");
        page.field(say.pick("Số lượng", "Size"), text);
    } else {
        let sizes: Vec<String> = sizes(say, id).iter().map(|s| size(say, *s)).collect();
        page.fields(say.pick("Số lượng", "Size"), &sizes);
        page.maybe(say.pick("Là", "They are"), names(say, id));
    }
    if group.open {
        let text = say.pick(
            "danh sách chưa đủ; chưa nộp không bị coi là thiếu",
            "the list is not complete; its members are never missing",
        );
        page.field(say.pick("Để ngỏ", "Open"), text);
    }
    common::fields(page, say, &group.item);
}

fn members(plan: &Plan, id: GroupId, day: Option<Date>) -> Vec<crate::plan::UnitId> {
    let set = plan.sets.iter().position(|s| *s == Set::Group(id));
    let group = plan.group(id);
    if let Some(at) = set.and_then(|at| u32::try_from(at).ok()) {
        return plan.members(&[SetId(at)], day, None);
    }
    // Used by nothing: its own sets tell, less those taken out.
    let out = plan.members(&group.except, day, None);
    let mut all = plan.members(&group.members, day, None);
    all.retain(|u| !out.contains(u));
    all
}

/// From which day on a group has how many members, over the run of the plan.
fn sizes(say: &Say<'_>, id: GroupId) -> Vec<(Option<Date>, usize)> {
    let plan = say.plan;
    let run = plan.runs.unwrap_or(Days { from: say.day, to: say.day });
    let mut days: Vec<Date> = run.from.into_iter().collect();
    for unit in members(plan, id, None) {
        let runs = plan.unit(unit).runs;
        let turns = runs.from.into_iter().chain(runs.to.map(Date::after));
        days.extend(turns.filter(|d| run.contains(*d)));
    }
    days.sort_unstable();
    days.dedup();
    let mut out: Vec<(Option<Date>, usize)> = Vec::new();
    for day in days {
        let n = members(plan, id, Some(day)).len();
        if out.last().is_none_or(|(_, last)| *last != n) {
            out.push((Some(day), n));
        }
    }
    if out.is_empty() {
        out.push((say.day, members(plan, id, say.day).len()));
    }
    out
}

fn size(say: &Say<'_>, (day, n): (Option<Date>, usize)) -> String {
    let units = say.units(n);
    match (day, say.lang) {
        (None, _) => units,
        (Some(day), Lang::Vi) => format!("{units} từ {}", say.date(day)),
        (Some(day), Lang::En) => format!("{units} from {}", say.date(day)),
    }
}

/// The members on the day, by name.
fn names(say: &Say<'_>, id: GroupId) -> Option<String> {
    let all = members(say.plan, id, say.day);
    let names: Vec<&str> = all.iter().take(MOST_NAMES).map(|u| say.unit(*u)).collect();
    let more = all.len().saturating_sub(MOST_NAMES);
    let rest = match (more, say.lang) {
        (0, _) => String::new(),
        (n, Lang::Vi) => format!("; và {n} đơn vị nữa"),
        (n, Lang::En) => format!("; and {n} more"),
    };
    (!names.is_empty()).then(|| format!("{}{rest}", names.join("; ")))
}

/// Amendments that were laid over the plan.
pub(crate) fn amendments(page: &mut Page, say: &Say<'_>) {
    if say.plan.amendments.is_empty() {
        return;
    }
    page.section(say.pick("Sửa đổi", "Amendments"));
    for item in &say.plan.amendments {
        page.item(&item.label, &item.id);
        common::fields(page, say, item);
    }
}

/// Every choice the author made, by number.
pub(crate) fn assumptions(page: &mut Page, say: &Say<'_>) {
    let mut all: Vec<(&Item, &Assume)> = Vec::new();
    for item in items::all(say.plan) {
        for assume in &item.item.assumes {
            if all.iter().all(|(_, a)| a.span != assume.span) {
                all.push((item.item, assume));
            }
        }
    }
    if all.is_empty() {
        return;
    }
    all.sort_by_key(|(_, a)| a.span);
    let heading = say.pick("Giả định của người soạn tệp", "Assumptions");
    page.section(&format!("{heading} ({})", all.len()));
    for (item, assume) in all {
        assumption(page, say, item, assume);
    }
}

/// One choice of the author, by its number.
pub(crate) fn assumption(page: &mut Page, say: &Say<'_>, item: &Item, assume: &Assume) {
    let by = assume.by.as_ref().map(|b| format!(" ({b})")).unwrap_or_default();
    let on = assume.on.map(|d| format!(", {}", say.date(d))).unwrap_or_default();
    let number = format!("{:<4} ", say.assume_number(assume));
    page.marked(&number, &format!("{}: {}{by}{on}", item.label, assume.text));
}

/// What the text does not say, item by item.
pub(crate) fn left_open(page: &mut Page, say: &Say<'_>) {
    let open = |any: &items::Any<'_>| any.is_whole() && !any.item.unspecified.is_empty();
    let all: Vec<&Item> = items::all(say.plan).into_iter().filter(open).map(|a| a.item).collect();
    if all.is_empty() {
        return;
    }
    let heading = say.pick("Văn bản để ngỏ", "Left open by the text");
    page.section(&format!("{heading} ({})", all.len()));
    for item in all {
        page.item(&item.label, &item.id);
        for (head, reason) in &item.unspecified {
            let unsaid = say.pick("văn bản không nêu", "the text does not say");
            page.field(head_word(say, head), reason.as_deref().unwrap_or(unsaid));
        }
        page.maybe(say.pick("Căn cứ", "Basis"), say.cites(&item.cites));
    }
}

fn head_word<'t>(say: &Say<'_>, head: &'t str) -> &'t str {
    match head {
        "number" => say.pick("Số hiệu", "Number"),
        "issued" => say.pick("Ban hành", "Day of issue"),
        "province" => say.pick("Địa phương", "Province"),
        "runs" => say.pick("Thực hiện", "Run"),
        "from" => say.pick("Ai làm", "Who"),
        "lead" => say.pick("Ai chủ trì", "Who leads"),
        "to" => say.pick("Nơi nhận", "To whom"),
        "every" => say.pick("Kỳ", "How often"),
        "due" => say.pick("Hạn", "By when"),
        other => other,
    }
}
