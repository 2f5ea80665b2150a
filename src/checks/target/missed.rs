//! `target/missed`: a target is not met. A result to report, never a fault of the data.

use crate::checks::Ctx;
use crate::checks::rules::Assessed;
use crate::checks::target::Spoken;
use crate::diag::{Code, Finding, Severity};
use crate::value::{Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "target/missed",
    severity: Severity::Missed,
    summary: ["chỉ tiêu không đạt", "a target is not met"],
};

/// The finding of a missed target.
pub(crate) fn finding(ctx: &Ctx<'_>, assessed: &Assessed) -> Option<Finding> {
    let s = Spoken::new(ctx, assessed);
    let message = Words::new(|l| {
        let (label, of, measured, sure) = (s.label(), s.of(l), s.measured(l), s.sure(l));
        match l {
            Lang::Vi => format!("chỉ tiêu `{label}`{of} không đạt{measured}{sure}"),
            Lang::En => format!("the target `{label}`{of} is missed{measured}{sure}"),
        }
    });
    let help = words!(
        "đây là kết quả để báo cáo, không phải lỗi số liệu; nêu nguyên nhân và hướng khắc phục trong báo cáo",
        "this is a result to report, not a fault of the figures; give the reasons and what will be done"
    );
    s.finding(&CODE, message, help)
}
