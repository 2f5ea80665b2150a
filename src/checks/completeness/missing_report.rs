//! `completeness/missing-report`: the due day has passed, or the run of a plan that names no day, and
//! nothing was received.

use crate::checks::completeness::papers::{Paper, day_here};
use crate::checks::{Check, Ctx};
use crate::diag::words::count;
use crate::diag::{Code, Severity, Sink};
use crate::dues::{DueId, State};
use crate::syntax::tree::Kind;
use crate::value::{Date, Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "completeness/missing-report",
    severity: Severity::Error,
    summary: ["chưa nhận được báo cáo đã đến hạn", "a report that is due was not received"],
};

pub(super) const CHECK: Check = Check { codes: &[&CODE], run };

/// `day`: the due day; `None`: the plan names none.
pub(super) fn message(paper: &Paper<'_>, unit: &str, day: Option<Date>, as_of: Date) -> Words {
    Words::new(|l| {
        let paper = paper.show_alone(l);
        let Some(day) = day else { return without_day(&paper, unit, l) };
        let late = usize::try_from(as_of.days_since(day)).unwrap_or(0);
        let (day, late) = (day.show(l), count(late, l, ["ngày", "day", "days"]));
        match l {
            Lang::Vi => format!("{unit} chưa gửi {paper}: hạn là {day}, đã quá {late}"),
            Lang::En => format!("{unit} has not sent {paper}: due {day}, {late} ago"),
        }
    })
}

fn without_day(paper: &str, unit: &str, l: Lang) -> String {
    match l {
        Lang::Vi => format!(
            "{unit} chưa gửi {paper}; kế hoạch không nêu ngày hạn, nhưng thời gian thực hiện kế hoạch đã hết"
        ),
        Lang::En => {
            format!("{unit} has not sent {paper}; the plan names no due day, but its time is over")
        }
    }
}

fn help(unit: &str) -> Words {
    words!(
        "đề nghị {unit} gửi báo cáo; nếu đã gửi, kiểm tra tên đơn vị, kỳ và loại báo cáo ghi trong tệp",
        "ask {unit} for the report; if it was sent, check the unit, the period and the kind of report in its file"
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
    let paper = Paper::of_due(ctx, due, due.unit);
    let message = message(&paper, unit, ctx.dues.day(id), ctx.as_of);
    let finding = ctx
        .finding(&CODE, &duty.item, slot.clause, message)
        .at(
            ctx.absent(),
            words!(
                "không có tệp báo cáo nào cho đơn vị và kỳ này",
                "no file holds this unit's report for this period"
            ),
        )
        .at(slot.clause, day_here(ctx, id))
        .help(help(unit))
        .about(ctx.subject_of(due));
    sink.push(finding);
}
