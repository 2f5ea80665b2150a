//! The difference for a reader: what each item says otherwise, then what follows for each unit, then
//! targets, laws, figures, and findings over archives.

use crate::compare::dues::{DueChange, How as DueHow, UnitChanges};
use crate::compare::fields::FieldChange;
use crate::compare::findings::{Found, Told};
use crate::compare::items::{How, ItemChange};
use crate::compare::laws::LawChange;
use crate::compare::{Diff, Sides};
use crate::diag::words::count;
use crate::plan::Plan;
use crate::show::item::{self, What};
use crate::show::page::Page;
use crate::show::say::Say;
use crate::syntax::tree::Kind;
use crate::value::{Date, Days, Lang};

/// Occasions up to which all are told.
const MOST: usize = 6;

/// Everything that differs.
pub(crate) fn tell(page: &mut Page, sides: &Sides<'_>, diff: &Diff) {
    let say = &sides.new;
    heading(page, sides);
    let part = |kinds: &'static [Kind]| {
        move |c: &&ItemChange| kinds.contains(&c.kind) && !matches!(c.what, What::Column(..))
    };
    let times: &[Kind] = &[Kind::Plan, Kind::Amend, Kind::Phase, Kind::Baseline, Kind::Event];
    let duties: &[Kind] = &[Kind::Report, Kind::Deliver, Kind::Task];
    let items = |kinds| diff.items.iter().filter(part(kinds)).collect::<Vec<_>>();
    let pick = |vi, en| say.pick(vi, en);
    section(page, sides, pick("Kế hoạch, mốc thời gian", "The plan and its days"), &items(times));
    let heading = pick("Báo cáo, văn bản, nhiệm vụ", "Reports, documents, tasks");
    section(page, sides, heading, &items(duties));
    units(page, say, &diff.units);
    let aims: Vec<&ItemChange> = diff.items.iter().filter(|c| c.is_aim()).collect();
    section(page, sides, pick("Chỉ tiêu, giới hạn", "Targets and limits"), &aims);
    laws(page, say, &diff.laws);
    let figures = |c: &&ItemChange| {
        matches!(c.what, What::Column(..))
            || matches!(c.kind, Kind::Indicator | Kind::Table | Kind::Check)
    };
    let figures: Vec<&ItemChange> = diff.items.iter().filter(figures).collect();
    section(page, sides, pick("Số liệu, bảng", "Figures and tables"), &figures);
    section(
        page,
        sides,
        pick("Đơn vị, nhóm", "Units and groups"),
        &items(&[Kind::Unit, Kind::Group]),
    );
    section(page, sides, pick("Ghi nhận", "Notes"), &items(&[Kind::Note]));
    diff.over.iter().for_each(|found| over(page, say, found));
    if diff.is_empty() {
        page.heading(pick("Không có gì khác nhau.", "Nothing differs."));
    }
}

fn heading(page: &mut Page, sides: &Sides<'_>) {
    let (old, new) = (sides.old.plan, sides.new.plan);
    let say = &sides.new;
    let title = say.pick("So sánh", "What changed");
    page.title(&format!("{title}: {} → {}", named(old), named(new)));
    page.blank();
    page.field(say.pick("Cũ", "Old"), &described(&sides.old));
    page.field(say.pick("Mới", "New"), &described(say));
}

/// The plan by its number, with the amendments laid over it.
fn named(plan: &Plan) -> String {
    let more: Vec<&str> = plan.amendments.iter().map(|i| i.id.as_str()).collect();
    if more.is_empty() {
        plan.name().to_owned()
    } else {
        format!("{} + {}", plan.name(), more.join(" + "))
    }
}

fn described(say: &Say<'_>) -> String {
    let plan = say.plan;
    let amended = plan.amendments.iter().map(|i| i.label.as_str());
    let parts: Vec<&str> = std::iter::once(plan.item.label.as_str()).chain(amended).collect();
    let runs = plan.runs.map(|days| format!("; {}", say.days(days))).unwrap_or_default();
    format!("{} ({}){runs}", parts.join(" + "), plan.item.id)
}

fn section(page: &mut Page, sides: &Sides<'_>, heading: &str, changes: &[&ItemChange]) {
    if changes.is_empty() {
        return;
    }
    page.section(&format!("{heading} ({})", changes.len()));
    for change in changes {
        one(page, sides, change);
    }
}

fn one(page: &mut Page, sides: &Sides<'_>, change: &ItemChange) {
    let say = &sides.new;
    let how = how(say, change);
    let many = matches!(change.what, What::Unit(_) | What::Column(..));
    if many && matches!(change.how, How::New | How::Gone) {
        let kind = item::kind(say.lang, change.what, change.kind);
        return page.marked("- ", &format!("{how}: {kind} {} ({})", change.label, change.id));
    }
    page.item(&change.label, &change.id);
    page.field(say.pick("Thay đổi", "Change"), &how);
    if change.how == How::New {
        item::says(page, say, change.what);
    }
    for field in &change.fields {
        one_field(page, say, field);
    }
}

/// `chặt hơn, từ 1/6/2019`
fn how(say: &Say<'_>, change: &ItemChange) -> String {
    let word = match change.how {
        How::New => say.pick("mới", "new"),
        How::Gone => say.pick("bỏ", "gone"),
        How::Stricter => say.pick("chặt hơn", "stricter"),
        How::Looser => say.pick("nới hơn", "looser"),
        How::Changed => say.pick("sửa", "changed"),
    };
    format!("{word}{}", from(say, change.days))
}

/// For which days; nothing where for all.
fn from(say: &Say<'_>, days: Days) -> String {
    match (days.from, days.to, say.lang) {
        (None, None, _) => String::new(),
        (Some(f), None, Lang::Vi) => format!(", từ {}", say.date(f)),
        (Some(f), None, Lang::En) => format!(", from {}", say.date(f)),
        (None, Some(t), Lang::Vi) => format!(", đến hết {}", say.date(t)),
        (None, Some(t), Lang::En) => format!(", until {}", say.date(t)),
        (Some(f), Some(t), Lang::Vi) => format!(", từ {} đến {}", say.date(f), say.date(t)),
        (Some(f), Some(t), Lang::En) => format!(", from {} to {}", say.date(f), say.date(t)),
    }
}

fn one_field(page: &mut Page, say: &Say<'_>, field: &FieldChange) {
    let line = |[vi, en]: [&str; 2], text: &str| format!("{}: {text}", say.pick(vi, en));
    if let Some((gone, come)) = field.parts() {
        let of = |word, parts: &[&str]| (!parts.is_empty()).then(|| line(word, &parts.join("; ")));
        let both = [of(["bỏ", "gone"], &gone), of(["thêm", "added"], &come)];
        return page.fields(&field.name, &both.into_iter().flatten().collect::<Vec<_>>());
    }
    let none = say.pick("không nêu", "not said");
    let said = |texts: &[String]| {
        if texts.is_empty() { none.to_owned() } else { texts.join("; ") }
    };
    let old = line(["cũ", "old"], &said(&field.old));
    let new = line(["mới", "new"], &said(&field.new));
    page.fields(&field.name, &[old, new]);
}

/// Units for which the same differs are told together.
fn units(page: &mut Page, say: &Say<'_>, all: &[UnitChanges]) {
    if all.is_empty() {
        return;
    }
    let heading = say.pick("Từng đơn vị phải nộp", "What each unit owes");
    let n = count(all.len(), say.lang, ["đơn vị có thay đổi", "unit changes", "units change"]);
    page.section(&format!("{heading}: {n}"));
    let mut groups: Vec<(Vec<Line>, Vec<&str>)> = Vec::new();
    for unit in all {
        let lines = lines(say, &unit.changes);
        match groups.iter_mut().find(|(l, _)| *l == lines) {
            Some((_, names)) => names.push(&unit.name),
            None => groups.push((lines, vec![&unit.name])),
        }
    }
    for (lines, names) in &groups {
        let n =
            if names.len() > 1 { format!(" ({})", say.units(names.len())) } else { String::new() };
        let names = format!("{}{n}", names.join("; "));
        page.item(&names, &names);
        for (name, texts) in lines {
            page.fields(name, texts);
        }
    }
}

/// A kind of change, and what changed so.
type Line = (String, Vec<String>);

fn lines(say: &Say<'_>, changes: &[DueChange]) -> Vec<Line> {
    let mut kinds: Vec<DueHow> = changes.iter().map(|c| c.how).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds.into_iter().map(|how| (word(say, how).to_owned(), of_kind(say, changes, how))).collect()
}

fn word<'t>(say: &Say<'_>, how: DueHow) -> &'t str {
    let [vi, en] = match how {
        DueHow::Added => ["Thêm", "Added"],
        DueHow::Gone => ["Bỏ", "Gone"],
        DueHow::Earlier => ["Sớm hơn", "Earlier"],
        DueHow::Later => ["Muộn hơn", "Later"],
        DueHow::DayNamed => ["Có hạn", "Day named"],
        DueHow::DayLifted => ["Bỏ hạn", "Day lifted"],
        DueHow::Recipient => ["Nơi gửi", "Recipient"],
    };
    match say.lang {
        Lang::Vi => vi,
        Lang::En => en,
    }
}

/// One line for each duty; of recipients one for each pair of old and new.
fn of_kind(say: &Say<'_>, changes: &[DueChange], how: DueHow) -> Vec<String> {
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    for change in changes.iter().filter(|c| c.how == how) {
        let routes = if how == DueHow::Recipient { routes(say, change) } else { String::new() };
        let head = format!("{} ({}){routes}", change.label, change.duty);
        let occasion = occasion(say, change);
        match groups.iter_mut().find(|(h, _)| *h == head) {
            Some((_, all)) => all.extend(occasion),
            None => groups.push((head, occasion.into_iter().collect())),
        }
    }
    let line = |(head, occasions): (String, Vec<String>)| match occasions.as_slice() {
        [] => head,
        all => format!("{head}: {}", shortened(say, all)),
    };
    groups.into_iter().map(line).collect()
}

/// `: UBND tỉnh → UBND tỉnh, qua Công an tỉnh`
fn routes(say: &Say<'_>, change: &DueChange) -> String {
    let none = say.pick("không nêu", "not said");
    let all = |to: &[String]| if to.is_empty() { none.to_owned() } else { to.join("; ") };
    format!(": {} → {}", all(&change.old_to), all(&change.new_to))
}

/// An occasion with what changed of its day.
fn occasion(say: &Say<'_>, change: &DueChange) -> Option<String> {
    let when = change.when.clone();
    let date = |day: Option<Date>| day.map(|d| say.date(d));
    let due = |day: Option<Date>| date(day).map(|d| format!("{} {d}", say.pick("hạn", "due")));
    let day = match change.how {
        DueHow::Added | DueHow::DayNamed => due(change.new_day),
        DueHow::Gone => due(change.old_day),
        DueHow::DayLifted => due(change.old_day).map(|d| match say.lang {
            Lang::Vi => format!("trước đây {d}"),
            Lang::En => format!("was {d}"),
        }),
        DueHow::Earlier | DueHow::Later => {
            date(change.old_day).zip(date(change.new_day)).map(|(a, b)| format!("{a} → {b}"))
        }
        DueHow::Recipient => None,
    };
    match (when, day) {
        (Some(when), Some(day)) => Some(format!("{when}, {day}")),
        (when, day) => when.or(day),
    }
}

/// A long list by its ends.
fn shortened(say: &Say<'_>, all: &[String]) -> String {
    if all.len() <= MOST {
        return all.join("; ");
    }
    let first: Vec<&str> = all.iter().take(3).map(String::as_str).collect();
    let last = all.last().map_or("", String::as_str);
    let n = count(all.len(), say.lang, ["kỳ", "occasion", "occasions"]);
    format!("{}; …; {last} ({n})", first.join("; "))
}

fn laws(page: &mut Page, say: &Say<'_>, all: &[LawChange]) {
    let (new, gone): (Vec<&LawChange>, Vec<&LawChange>) = all.iter().partition(|l| l.is_new);
    let part = |page: &mut Page, heading: &str, laws: &[&LawChange]| {
        if laws.is_empty() {
            return;
        }
        page.section(&format!("{heading} ({})", laws.len()));
        for law in laws {
            let days = from(say, law.days);
            let owner = if law.label == law.item {
                law.label.clone()
            } else {
                format!("{} ({})", law.label, law.item)
            };
            page.marked("- ", &format!("{owner}: {}{days} [{}]", law.text, law.code));
        }
    };
    part(page, say.pick("Ràng buộc bị bỏ", "Laws that are gone"), &gone);
    part(page, say.pick("Ràng buộc mới", "New laws"), &new);
}

fn over(page: &mut Page, say: &Say<'_>, found: &Found) {
    let parts = [
        (say.pick("xuất hiện", "appear"), &found.appear),
        (say.pick("không còn", "vanish"), &found.vanish),
    ];
    page.heading(&format!("{}: {}", say.pick("PHÁT HIỆN", "FINDINGS"), found.folder));
    for (word, all) in parts {
        let n = count(all.len(), say.lang, ["phát hiện", "finding", "findings"]);
        page.title(&format!("{n} {word}{}", if all.is_empty() { "" } else { ":" }));
        for told in all {
            page.marked("- ", &one_finding(say, told));
        }
    }
}

fn one_finding(say: &Say<'_>, told: &Told) -> String {
    format!("{}[{}]: {}", told.severity.show(say.lang), told.code, told.message)
}
