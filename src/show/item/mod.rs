//! One item of a plan in full: what it says, where in the text it stands, what the author assumed for it,
//! and what it brings: who owes what on which day, which laws bind which figures, where it is used.

mod duty;
mod figure;
mod find;
mod rule;
mod who;

use crate::plan::{Item, Plan};
use crate::show::page::Page;
use crate::show::say::Say;
use crate::show::{common, duties, figures, head, rest, rules};
use crate::source::{Files, Lines, Span};
use crate::syntax::tree::Kind;
use crate::value::{Holidays, Lang};

pub(crate) use find::{What, all, find};

/// Who tells, and from what.
#[derive(Debug)]
pub(crate) struct Teller<'a> {
    pub(crate) say: Say<'a>,
    pub(crate) files: &'a Files,
    pub(crate) holidays: &'a Holidays,
}

/// Everything about one item.
pub(crate) fn tell(page: &mut Page, teller: &Teller<'_>, what: What) {
    let say = &teller.say;
    let item = what.item(say.plan);
    heading(page, say, what, item);
    says(page, say, what);
    let place = place(teller.files, item.name);
    page.maybe(say.pick("Trong tệp", "In the file"), Some(place));
    assumptions(page, say, what);
    brings(page, teller, what);
}

fn heading(page: &mut Page, say: &Say<'_>, what: What, item: &Item) {
    if what == What::Plan {
        return;
    }
    let (kind, id) = (kind(say.lang, what, item.kind), what.id(say.plan));
    page.title(&format!("{}: {kind} {id}", say.plan.name()));
    if item.label != item.id {
        page.title(&item.label);
    }
    for line in item.doc.iter().flat_map(|doc| doc.lines()).filter(|l| !l.trim().is_empty()) {
        page.line(4, line.trim());
    }
    page.blank();
}

/// A kind of item as a reader names it.
pub(crate) fn kind(lang: Lang, what: What, kind: Kind) -> &'static str {
    let [vi, en] = match (what, kind) {
        (What::Column(..), _) => ["cột", "column"],
        (_, Kind::Plan) => ["kế hoạch", "plan"],
        (_, Kind::Unit) => ["đơn vị", "unit"],
        (_, Kind::Group) => ["nhóm đơn vị", "group"],
        (_, Kind::Phase) => ["giai đoạn", "phase"],
        (_, Kind::Baseline) => ["gốc so sánh", "baseline"],
        (_, Kind::Event) => ["sự kiện", "event"],
        (_, Kind::Indicator) => ["số liệu", "figure"],
        (_, Kind::Table) => ["biểu số liệu", "table"],
        (_, Kind::Report) => ["báo cáo", "report"],
        (_, Kind::Deliver) => ["văn bản", "document"],
        (_, Kind::Task) => ["nhiệm vụ", "task"],
        (_, Kind::Target) => ["chỉ tiêu", "target"],
        (_, Kind::Limit) => ["giới hạn", "limit"],
        (_, Kind::Check) => ["quy tắc kiểm tra", "check"],
        (_, Kind::Note) => ["ghi nhận", "note"],
        (_, Kind::Amend) => ["văn bản sửa đổi", "amendment"],
        (_, Kind::Test) => ["ví dụ kiểm thử", "test"],
    };
    match lang {
        Lang::Vi => vi,
        Lang::En => en,
    }
}

/// What the item itself says.
pub(crate) fn says(page: &mut Page, say: &Say<'_>, what: What) {
    let plan = say.plan;
    match what {
        What::Plan => head::title(page, say),
        What::Unit(id) => who::unit(page, say, id),
        What::Group(id) => rest::one_group(page, say, id, plan.group(id)),
        What::Phase(id) => head::one_phase(page, say, plan.phase(id)),
        What::Event(id) => head::one_event(page, say, plan.event(id)),
        What::Figure(id) => figures::one(page, say, id, plan.figure(id)),
        What::Table(id) => figures::one_table(page, say, id, plan.table(id)),
        What::Column(table, column) => figure::column(page, say, table, column),
        What::Duty(id) => duties::one(page, say, plan.duty(id)),
        What::Rule(id) => rules::one(page, say, plan.rule(id)),
        What::Note(at) => {
            if let Some(note) = plan.notes.get(at) {
                rest::one_note(page, say, note);
            }
        }
        What::Amendment(_) => common::fields(page, say, what.item(plan)),
    }
}

fn brings(page: &mut Page, teller: &Teller<'_>, what: What) {
    let say = &teller.say;
    match what {
        What::Unit(id) => who::of_unit(page, teller, id),
        What::Group(id) => who::of_group(page, say, id),
        What::Phase(_) | What::Event(_) => who::of_time(page, say, what),
        What::Figure(id) => figure::brings(page, say, id),
        What::Table(id) => figure::table_brings(page, say, id),
        What::Column(table, column) => figure::column_brings(page, say, table, column),
        What::Duty(id) => duty::brings(page, teller, id),
        What::Rule(id) => rule::brings(page, teller, id),
        What::Plan | What::Note(_) | What::Amendment(_) => {}
    }
}

/// The choices of the author for this item, with their words.
fn assumptions(page: &mut Page, say: &Say<'_>, what: What) {
    let mut told: Vec<Span> = Vec::new();
    let mut begun = false;
    for item in what.parts(say.plan) {
        for assume in item.assumes.iter().filter(|a| !told.contains(&a.span)).collect::<Vec<_>>() {
            if !begun {
                page.section(say.pick("Giả định của người soạn tệp", "Assumptions"));
                begun = true;
            }
            told.push(assume.span);
            rest::assumption(page, say, item, assume);
        }
    }
}

/// `rules/quang_ngai/59_kh_2018.plan:120`
fn place(files: &Files, span: Span) -> String {
    let name = files.name(span.file);
    match files.text(span.file) {
        Some(text) => format!("{name}:{}", Lines::new(text).at(span.start as usize).line),
        None => name.to_owned(),
    }
}

/// `Báo cáo định kỳ (dinh_ky)`
pub(crate) fn named(item: &Item) -> String {
    if item.label == item.id { item.label.clone() } else { format!("{} ({})", item.label, item.id) }
}

/// Lines under a heading with their number; nothing where there are none.
fn listed(page: &mut Page, heading: &str, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    page.section(&format!("{heading} ({})", lines.len()));
    for line in lines {
        page.marked("- ", line);
    }
}

/// Every duty with its words, for what names duties.
fn duties_where(plan: &Plan, fits: impl Fn(&crate::plan::Duty) -> bool) -> Vec<String> {
    plan.duties.iter().filter(|d| fits(d)).map(|d| named(&d.item)).collect()
}
