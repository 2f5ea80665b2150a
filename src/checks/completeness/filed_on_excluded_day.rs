//! `completeness/filed-on-excluded-day`: received on the very day that `before` shuts out. It stands in
//! place of `late-report`.

use crate::checks::completeness::papers::{Paper, required_here};
use crate::checks::{Check, Ctx};
use crate::diag::{Code, Severity, Sink};
use crate::dues::{DueId, State, day_that_counts};
use crate::facts::Field;
use crate::value::{Date, Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "completeness/filed-on-excluded-day",
    severity: Severity::Warning,
    summary: [
        "đến đúng ngày mà kế hoạch yêu cầu phải xong trước",
        "received on the very day that it had to come before",
    ],
};

pub(super) const CHECK: Check = Check { codes: &[&CODE], run };

/// `signed`: it was that day that counted, and not the day of receipt.
fn message(paper: &Paper<'_>, came: Date, signed: bool) -> Words {
    Words::new(|l| {
        let (paper, came) = (paper.show(l), came.show(l));
        match (l, signed) {
            (Lang::Vi, false) => {
                format!("{paper} nhận đúng ngày {came}, trong khi kế hoạch yêu cầu trước ngày này")
            }
            (Lang::Vi, true) => {
                format!("{paper} ký đúng ngày {came}, trong khi kế hoạch yêu cầu trước ngày này")
            }
            (Lang::En, false) => {
                format!("{paper} was received on {came}, and the plan asks for it before that day")
            }
            (Lang::En, true) => {
                format!("{paper} was signed on {came}, and the plan asks for it before that day")
            }
        }
    })
}

fn label(signed: bool) -> Words {
    if signed { words!("ngày ký", "signed") } else { words!("ngày nhận", "received") }
}

fn help(last: Date) -> Words {
    Words::new(|l| match l {
        Lang::Vi => format!(
            "ngày cuối cùng còn đúng hạn là {}; ghi nhận là muộn một ngày, và báo để kỳ sau gửi sớm hơn",
            last.show(l)
        ),
        Lang::En => format!(
            "the last day in time was {}; record it as one day late, and ask for the next one earlier",
            last.show(l)
        ),
    })
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    for (id, due) in ctx.dues_in_scope() {
        if due.state == State::OnExcludedDay {
            one(ctx, id, sink);
        }
    }
}

fn one(ctx: &Ctx<'_>, id: DueId, sink: &mut Sink) {
    let due = ctx.dues.due(id);
    let (slot, duty) = (ctx.slot(due), ctx.duty(due));
    let Some(filing) = ctx.filing_of(due) else { return };
    let (Some((came, asked)), Some(last)) =
        (day_that_counts(filing, duty.judged_by_signed), slot.day)
    else {
        return;
    };
    // The day that counts is not in the data: the other one stands in for it.
    let signed = duty.judged_by_signed == asked;
    let field = if signed { Field::Signed } else { Field::Received };
    let paper = Paper::of_due(ctx, due, filing.from);
    let finding = ctx
        .finding(&CODE, &duty.item, slot.clause, message(&paper, came, signed))
        .at(ctx.facts.place(filing, field), label(signed))
        .at(slot.clause, required_here())
        .help(help(last))
        .about(ctx.subject_of(due));
    sink.push(finding);
}
