//! `completeness/no-bearer`: a unit ended and nobody carries this duty on. What it owed is then owed by
//! nobody, and is not missing.

use crate::checks::completeness::papers::required_here;
use crate::checks::{Check, Ctx};
use crate::diag::{Code, Severity, Sink, Subject};
use crate::dues::NoBearer;
use crate::value::{Date, Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "completeness/no-bearer",
    severity: Severity::Warning,
    summary: [
        "đơn vị đã kết thúc mà không có đơn vị nào kế thừa nghĩa vụ này",
        "a unit ended and no other carries this duty on",
    ],
};

pub(super) const CHECK: Check = Check { codes: &[&CODE], run };

fn message(duty: &str, unit: &str, ended: Option<Date>) -> Words {
    Words::new(|l| match (l, ended) {
        (Lang::Vi, Some(day)) => format!(
            "không còn ai phải gửi `{duty}` thay {unit}: đơn vị này kết thúc ngày {} và không có đơn vị kế thừa",
            day.show(l)
        ),
        (Lang::Vi, None) => {
            format!("không còn ai phải gửi `{duty}` thay {unit}: đơn vị này không còn hoạt động")
        }
        (Lang::En, Some(day)) => format!(
            "nobody owes `{duty}` in place of {unit}: it ended on {} and no unit succeeds it",
            day.show(l)
        ),
        (Lang::En, None) => {
            format!("nobody owes `{duty}` in place of {unit}: it no longer exists")
        }
    })
}

fn label(since: Date) -> Words {
    Words::new(|l| match l {
        Lang::Vi => format!("đến {} không còn hoạt động", since.show(l)),
        Lang::En => format!("gone by {}", since.show(l)),
    })
}

fn help(unit: &str) -> Words {
    words!(
        "hỏi cơ quan ban hành kế hoạch đơn vị nào tiếp nhận việc này, rồi ghi vào dòng `becomes` của {unit}",
        "ask the office that issued the plan who takes this over, and enter it under `becomes` of {unit}"
    )
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    let scope = &ctx.facts.scope.units;
    for gone in ctx.dues.no_bearer.iter().filter(|n| n.since <= ctx.as_of) {
        if scope.is_empty() || scope.contains(&gone.unit) {
            one(ctx, gone, sink);
        }
    }
}

fn one(ctx: &Ctx<'_>, gone: &NoBearer, sink: &mut Sink) {
    let (duty, unit) = (ctx.plan.duty(gone.duty), ctx.plan.unit(gone.unit));
    let name = ctx.unit(gone.unit, unit.runs.to);
    let clause = duty.item.place("from");
    let finding = ctx
        .finding(&CODE, &duty.item, clause, message(&duty.item.label, name, unit.runs.to))
        .at(unit.item.place("runs"), label(gone.since))
        .at(clause, required_here())
        .help(help(name))
        .about(Subject {
            unit: Some(unit.item.id.clone()),
            duty: Some(duty.item.id.clone()),
            ..Subject::default()
        });
    sink.push(finding);
}
