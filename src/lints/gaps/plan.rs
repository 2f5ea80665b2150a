//! `rule/unspecified-number`, `rule/unspecified-issue`, `rule/unspecified-run`: what the plan does not say of
//! itself.

use crate::diag::{Code, Severity, Sink};
use crate::lints::gaps::duty::reason_for;
use crate::lints::{Ctx, Lint, Run};
use crate::value::{Words, words};

pub(crate) static NUMBER: Code = Code {
    name: "rule/unspecified-number",
    severity: Severity::Note,
    summary: ["kế hoạch không có số, ký hiệu", "a plan without a number"],
};

pub(crate) static ISSUE: Code = Code {
    name: "rule/unspecified-issue",
    severity: Severity::Note,
    summary: ["kế hoạch không có ngày ban hành", "a plan without a day of issue"],
};

pub(crate) static RUN: Code = Code {
    name: "rule/unspecified-run",
    severity: Severity::Note,
    summary: ["kế hoạch không nêu thời hạn thực hiện", "a plan without a run"],
};

pub(super) const LINT: Lint = Lint { codes: &[&NUMBER, &ISSUE, &RUN], run: Run::Any(run) };

fn message(head: &str) -> Words {
    match head {
        "number" => words!("kế hoạch không có số, ký hiệu", "the plan has no number"),
        "issued" => words!("kế hoạch không có ngày ban hành", "the plan has no day of issue"),
        _ => words!(
            "kế hoạch không nêu thời hạn thực hiện, nên không có kỳ nào phải báo cáo",
            "the plan does not say how long it runs, so nothing is owed by period"
        ),
    }
}

fn help(head: &str) -> Words {
    match head {
        "number" => words!(
            "ghi số, ký hiệu khi biết; báo cáo dẫn kế hoạch theo số này",
            "write the number once it is known: reports cite the plan by it"
        ),
        "issued" => words!(
            "ghi ngày ban hành khi biết; hạn nộp không thể trước ngày này",
            "write the day of issue once it is known: nothing can be due before it"
        ),
        _ => words!(
            "ghi `runs`, kèm `assume` nếu thời hạn là do suy ra",
            "write `runs`, with an `assume` if it is inferred"
        ),
    }
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    let plan = ctx.plan;
    let lacking = [
        ("number", plan.number.is_none(), &NUMBER),
        ("issued", plan.issued.is_none(), &ISSUE),
        ("runs", plan.runs.is_none(), &RUN),
    ];
    for (head, lacks, code) in lacking {
        if lacks {
            let at = (plan.item.place(head), reason_for(&plan.item, head));
            sink.push(ctx.finding(code, &plan.item, at, message(head)).help(help(head)));
        }
    }
}
