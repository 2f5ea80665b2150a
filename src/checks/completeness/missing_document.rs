//! `completeness/missing-document`: the due day of a document has passed, or the run of a plan that names
//! no day, and nothing was received. Also for a task that must show itself in a document.

use crate::checks::completeness::missing_report;
use crate::checks::completeness::papers::{Paper, day_here};
use crate::checks::{Check, Ctx};
use crate::diag::{Code, Severity, Sink};
use crate::dues::{DueId, State};
use crate::plan::Duty;
use crate::syntax::tree::Kind;
use crate::value::{Date, Words, words};

pub(crate) static CODE: Code = Code {
    name: "completeness/missing-document",
    severity: Severity::Error,
    summary: ["chưa nhận được văn bản đã đến hạn", "a document that is due was not received"],
};

pub(super) const CHECK: Check = Check { codes: &[&CODE], run };

fn label() -> Words {
    words!(
        "không có mục [[document]] nào cho nghĩa vụ và đơn vị này",
        "no [[document]] entry serves this duty for this unit"
    )
}

fn help(unit: &str, drafter: Option<&str>, duty: &str) -> Words {
    match drafter {
        Some(drafter) => words!(
            "đề nghị {drafter} soạn thảo để {unit} ban hành; nếu đã ban hành, thêm một mục [[document]] với deliver = \"{duty}\"",
            "ask {drafter} to draft it for {unit}; if it was issued, add a [[document]] entry with deliver = \"{duty}\""
        ),
        None => words!(
            "đề nghị {unit} gửi văn bản; nếu đã ban hành, thêm một mục [[document]] với deliver = \"{duty}\"",
            "ask {unit} for the document; if it was issued, add a [[document]] entry with deliver = \"{duty}\""
        ),
    }
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    for (id, due) in ctx.dues_in_scope() {
        if due.state == State::Missing && ctx.duty(due).item.kind != Kind::Report {
            one(ctx, id, sink);
        }
    }
}

fn one(ctx: &Ctx<'_>, id: DueId, sink: &mut Sink) {
    let due = ctx.dues.due(id);
    let (slot, duty) = (ctx.slot(due), ctx.duty(due));
    let unit = ctx.unit(due.unit, slot.last);
    let paper = Paper::of_due(ctx, due, due.unit);
    let message = missing_report::message(&paper, unit, ctx.dues.day(id), ctx.as_of);
    let drafter = drafter(ctx, duty, slot.last);
    let finding = ctx
        .finding(&CODE, &duty.item, slot.clause, message)
        .at(ctx.absent(), label())
        .at(slot.clause, day_here(ctx, id))
        .help(help(unit, drafter, &duty.item.id))
        .about(ctx.subject_of(due));
    sink.push(finding);
}

/// Who writes it, where one office is named for that.
fn drafter<'a>(ctx: &Ctx<'a>, duty: &Duty, day: Option<Date>) -> Option<&'a str> {
    match ctx.plan.members(&duty.drafted_by, day, None).as_slice() {
        [one] => Some(ctx.unit(*one, day)),
        _ => None,
    }
}
