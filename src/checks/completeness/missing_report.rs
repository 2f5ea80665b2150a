//! `completeness/missing-report`: the due day has passed, or the run of a plan that names no day, and
//! nothing was received.

use crate::checks::{Check, Ctx};
use crate::diag::{Code, Severity, Sink};
use crate::dues::{DueId, State, show_occasion};
use crate::plan::Plan;
use crate::syntax::tree::Kind;
use crate::value::{Date, Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "completeness/missing-report",
    severity: Severity::Error,
    summary: ["chưa nhận được báo cáo đã đến hạn", "a report that is due was not received"],
};

pub(super) const CHECK: Check = Check { codes: &[&CODE], run };

/// What the words speak of.
struct Missing<'a> {
    plan: &'a Plan,
    report: &'a str,
    unit: &'a str,
    occasion: crate::dues::Occasion,
    /// The due day; `None`: the plan names none.
    day: Option<Date>,
    as_of: Date,
}

impl Missing<'_> {
    fn message(&self) -> Words {
        Words::new(|l| {
            let (report, unit) = (self.report, self.unit);
            let when = show_occasion(self.plan, self.occasion, l);
            match (l, self.day) {
                (Lang::Vi, Some(day)) => {
                    let (day, late) = (day.show(l), self.as_of.days_since(day));
                    format!("{unit} chưa gửi `{report}` {when}: hạn là {day}, đã quá {late} ngày")
                }
                (Lang::En, Some(day)) => {
                    let (day, late) = (day.show(l), self.as_of.days_since(day));
                    format!("{unit} has not sent `{report}` for {when}: due {day}, {late} days ago")
                }
                (Lang::Vi, None) => format!(
                    "{unit} chưa gửi `{report}` {when}; kế hoạch không nêu ngày hạn, nhưng thời gian thực hiện đã hết"
                ),
                (Lang::En, None) => format!(
                    "{unit} has not sent `{report}` for {when}; the plan names no due day, but its run is over"
                ),
            }
        })
    }
}

fn help(unit: &str) -> Words {
    words!(
        "đề nghị {unit} gửi báo cáo; nếu đã gửi, kiểm tra tên đơn vị, kỳ và loại báo cáo ghi trong tệp",
        "ask {unit} for the report; if it was sent, check the unit, period and kind written in the file"
    )
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    for (id, due) in ctx.dues_in_scope() {
        if due.state == State::Missing && ctx.duty(due).item.kind == Kind::Report {
            one(ctx, id, sink);
        }
    }
}

fn one(ctx: &Ctx<'_>, id: DueId, sink: &mut Sink) {
    let due = ctx.dues.due(id);
    let (slot, duty) = (ctx.slot(due), ctx.duty(due));
    let unit = ctx.unit(due.unit, slot.last);
    let missing = Missing {
        plan: ctx.plan,
        report: &duty.item.label,
        unit,
        occasion: slot.occasion,
        day: ctx.dues.day(id),
        as_of: ctx.as_of,
    };
    let finding = ctx
        .finding(&CODE, &duty.item, slot.clause, missing.message())
        .at(
            ctx.absent(),
            words!(
                "không có tệp báo cáo nào cho đơn vị và kỳ này",
                "no file holds a report of this unit for this period"
            ),
        )
        .at(slot.clause, words!("quy định tại đây", "required here"))
        .help(help(unit))
        .about(ctx.subject_of(due));
    sink.push(finding);
}
