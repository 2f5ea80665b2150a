//! `completeness/late-report`, `completeness/late-document`: received after the due day.

use crate::checks::completeness::papers::{Paper, day_here};
use crate::checks::{Check, Ctx};
use crate::diag::words::count;
use crate::diag::{Code, Severity, Sink};
use crate::dues::{DueId, State, day_that_counts};
use crate::facts::Field;
use crate::syntax::tree::Kind;
use crate::value::{Date, Lang, Words, words};

pub(crate) static REPORT: Code = Code {
    name: "completeness/late-report",
    severity: Severity::Error,
    summary: ["báo cáo đến sau ngày hạn", "a report was received after its due day"],
};

pub(crate) static DOCUMENT: Code = Code {
    name: "completeness/late-document",
    severity: Severity::Error,
    summary: ["văn bản đến sau ngày hạn", "a document was received after its due day"],
};

pub(super) const CHECK: Check = Check { codes: &[&REPORT, &DOCUMENT], run };

struct Late<'a> {
    paper: Paper<'a>,
    due: Date,
    came: Date,
    /// The day that counts is not in the data: the other one stands in for it.
    instead: bool,
    by_signed: bool,
}

impl Late<'_> {
    fn message(&self) -> Words {
        Words::new(|l| {
            let (paper, days) = (self.paper.show(l), self.came.days_since(self.due));
            let (due, came) = (self.due.show(l), self.came.show(l));
            let days = count(usize::try_from(days).unwrap_or(0), l, ["ngày", "day", "days"]);
            match (l, self.counted_by_signed()) {
                (Lang::Vi, true) => format!("{paper} muộn {days}: ký ngày {came}, hạn là {due}"),
                (Lang::Vi, false) => {
                    format!("{paper} muộn {days}: nhận được ngày {came}, hạn là {due}")
                }
                (Lang::En, true) => format!("{paper} is {days} late: signed {came}, due {due}"),
                (Lang::En, false) => format!("{paper} is {days} late: received {came}, due {due}"),
            }
        })
    }

    fn counted_by_signed(&self) -> bool {
        self.by_signed != self.instead
    }

    fn label(&self) -> Words {
        match (self.instead, self.by_signed) {
            (false, false) => words!("ngày nhận", "received"),
            (false, true) => words!("ngày ký", "signed"),
            (true, false) => words!(
                "không ghi ngày nhận, nên xét theo ngày ký",
                "no day of receipt is given, so the day of signing counts"
            ),
            (true, true) => words!(
                "không ghi ngày ký, nên xét theo ngày nhận",
                "no day of signing is given, so the day of receipt counts"
            ),
        }
    }
}

fn help(unit: &str) -> Words {
    words!(
        "ghi nhận là nộp muộn và nhắc {unit}; nếu đã được gia hạn, khai báo văn bản gia hạn ở mục [[extension]]",
        "record it as late and remind {unit}; if more time was granted, enter the document under [[extension]]"
    )
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    for (id, due) in ctx.dues_in_scope() {
        if due.state == State::Late {
            one(ctx, id, sink);
        }
    }
}

fn one(ctx: &Ctx<'_>, id: DueId, sink: &mut Sink) {
    let due = ctx.dues.due(id);
    let (slot, duty) = (ctx.slot(due), ctx.duty(due));
    let by_signed = duty.judged_by_signed;
    let Some(filing) = ctx.filing_of(due) else { return };
    let (Some((came, asked)), Some(day)) = (day_that_counts(filing, by_signed), ctx.dues.day(id))
    else {
        return;
    };
    let code = if duty.item.kind == Kind::Report { &REPORT } else { &DOCUMENT };
    let unit = ctx.unit(filing.from, slot.last);
    let late = Late {
        paper: Paper::of_due(ctx, due, filing.from),
        due: day,
        came,
        instead: !asked,
        by_signed,
    };
    let field = if late.counted_by_signed() { Field::Signed } else { Field::Received };
    let finding = ctx
        .finding(code, &duty.item, slot.clause, late.message())
        .at(ctx.facts.place(filing, field), late.label())
        .at(slot.clause, day_here(ctx, id))
        .help(help(unit))
        .about(ctx.subject_of(due));
    sink.push(finding);
}
