//! `data/extension-unmatched`: an extension that fits no due.

use crate::checks::{Check, Ctx};
use crate::diag::words::shown;
use crate::diag::{Code, Finding, Severity, Sink, Subject};
use crate::facts::Extension;
use crate::value::{Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "data/extension-unmatched",
    severity: Severity::Warning,
    summary: ["văn bản gia hạn không khớp với nghĩa vụ nào", "an extension that fits no due"],
};

pub(super) const CHECK: Check = Check { codes: &[&CODE], run };

/// Why it fits none.
#[derive(Clone, Copy)]
enum Why {
    /// It names no period, and the duty has several.
    NoPeriod,
    /// The duty is not owed for this time by anybody.
    OtherTime,
    /// The unit does not owe it.
    OtherUnit,
}

fn message(document: &str, duty: &str, unit: &str, why: Why) -> Words {
    Words::new(|l| {
        let document = match (l, document) {
            (Lang::Vi, "") => "gia hạn".to_owned(),
            (Lang::En, "") => "the extension".to_owned(),
            (Lang::Vi, number) => format!("gia hạn theo `{number}`"),
            (Lang::En, number) => format!("the extension `{number}`"),
        };
        match (l, why) {
            (Lang::Vi, Why::NoPeriod) => format!(
                "{document} cho `{duty}` của {unit} không ghi kỳ nào, mà nghĩa vụ này có nhiều kỳ"
            ),
            (Lang::Vi, Why::OtherTime) => {
                format!(
                    "{document} cho `{duty}` của {unit} ghi một kỳ mà kế hoạch không yêu cầu gửi"
                )
            }
            (Lang::Vi, Why::OtherUnit) => {
                format!("{document} cho `{duty}`: {unit} không phải gửi vào kỳ này")
            }
            (Lang::En, Why::NoPeriod) => format!(
                "{document} of `{duty}` for {unit} names no period, and the duty has several"
            ),
            (Lang::En, Why::OtherTime) => {
                format!(
                    "{document} of `{duty}` for {unit} is for a time that the plan does not ask for"
                )
            }
            (Lang::En, Why::OtherUnit) => {
                format!("{document} of `{duty}`: {unit} does not owe it for this time")
            }
        }
    })
}

fn help(why: Why) -> Words {
    match why {
        Why::NoPeriod => words!(
            "thêm dòng `period` vào mục [[extension]] này",
            "add `period` to this [[extension]]"
        ),
        Why::OtherTime | Why::OtherUnit => words!(
            "kiểm tra `duty`, `unit` và `period` của mục [[extension]] này",
            "check `duty`, `unit` and `period` of this [[extension]]"
        ),
    }
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    for at in &ctx.dues.unmatched_extensions {
        if let Some(extension) = ctx.facts.extensions.get(*at) {
            sink.push(finding(ctx, extension));
        }
    }
}

fn why(ctx: &Ctx<'_>, extension: &Extension) -> Why {
    let slots = ctx.dues.slots_of(extension.duty);
    match extension.when {
        None if slots.len() > 1 => Why::NoPeriod,
        None if slots.is_empty() => Why::OtherTime,
        None => Why::OtherUnit,
        Some(when) => {
            let owed = |s: &&crate::dues::SlotId| ctx.dues.slot(**s).occasion.when() == Some(when);
            if slots.iter().any(|s| owed(&s)) { Why::OtherUnit } else { Why::OtherTime }
        }
    }
}

fn finding(ctx: &Ctx<'_>, extension: &Extension) -> Finding {
    let item = &ctx.plan.duty(extension.duty).item;
    let document = shown(extension.document.as_deref().unwrap_or(""));
    let unit = ctx.unit(extension.unit, Some(extension.until));
    let why = why(ctx, extension);
    let clause = item.place("due");
    ctx.finding(&CODE, item, clause, message(&document, &item.label, unit, why))
        .at(extension.at, words!("văn bản gia hạn này", "this extension"))
        .at(clause, words!("hạn theo kế hoạch", "due under the plan"))
        .help(help(why))
        .about(Subject {
            unit: Some(ctx.plan.unit(extension.unit).item.id.clone()),
            period: extension.when.map(|w| crate::checks::name::when_id(ctx.plan, w)),
            duty: Some(item.id.clone()),
            figure: None,
        })
}
