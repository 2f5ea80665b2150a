//! `completeness/late-report`, `completeness/late-document`: received after the due day.

use crate::checks::{Check, Ctx};
use crate::diag::{Code, Severity, Sink};
use crate::dues::{DueId, State, day_that_counts, show_occasion};
use crate::facts::Field;
use crate::plan::Plan;
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
    plan: &'a Plan,
    paper: &'a str,
    unit: &'a str,
    occasion: crate::dues::Occasion,
    due: Date,
    came: Date,
    /// The day that counts is not in the data: the other one stands in for it.
    instead: bool,
    by_signed: bool,
}

impl Late<'_> {
    fn message(&self) -> Words {
        Words::new(|l| {
            let (paper, unit, days) = (self.paper, self.unit, self.came.days_since(self.due));
            let (due, came) = (self.due.show(l), self.came.show(l));
            let when = show_occasion(self.plan, self.occasion, l);
            match l {
                Lang::Vi => {
                    let verb = if self.counted_by_signed() { "ký" } else { "nhận được" };
                    format!(
                        "`{paper}` {when} của {unit} muộn {days} ngày: {verb} ngày {came}, hạn là {due}"
                    )
                }
                Lang::En => {
                    let verb = if self.counted_by_signed() { "signed" } else { "received" };
                    let days = crate::diag::words::count(
                        usize::try_from(days).unwrap_or(0),
                        l,
                        ["", "day", "days"],
                    );
                    format!(
                        "`{paper}` of {unit} for {when} is {days} late: {verb} {came}, due {due}"
                    )
                }
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
    let by_signed = duty.judged_by_signed || ctx.plan.judged_by_signed;
    let Some(filing) = ctx.filing_of(due) else { return };
    let (Some((came, asked)), Some(day)) = (day_that_counts(filing, by_signed), ctx.dues.day(id))
    else {
        return;
    };
    let code = if duty.item.kind == Kind::Report { &REPORT } else { &DOCUMENT };
    let unit = ctx.unit(filing.from, slot.last);
    let late = Late {
        plan: ctx.plan,
        paper: &duty.item.label,
        unit,
        occasion: slot.occasion,
        due: day,
        came,
        instead: !asked,
        by_signed,
    };
    let field = if late.counted_by_signed() { Field::Signed } else { Field::Received };
    let finding = ctx
        .finding(code, &duty.item, slot.clause, late.message())
        .at(ctx.facts.place(filing, field), late.label())
        .at(slot.clause, words!("quy định tại đây", "required here"))
        .help(help(unit))
        .about(ctx.subject_of(due));
    sink.push(finding);
}
