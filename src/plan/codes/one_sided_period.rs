//! A term in which some figures are moved to a period and others are not.

use crate::diag::{Code, Finding, Severity};
use crate::source::Span;
use crate::value::words;

pub(crate) static ONE_SIDED_PERIOD: Code = Code {
    name: "rule/one-sided-period",
    severity: Severity::Error,
    summary: [
        "trong một phép nhân chia, số này có kỳ riêng còn số kia thì không",
        "in one term some figures have a period of their own and others have none",
    ],
};

/// `a / b in 2020`: the severity is that of the rule it stands in.
pub(crate) fn term(moved: Span, bare: Span, severity: Severity) -> Finding {
    Finding::new(
        &ONE_SIDED_PERIOD,
        words!(
            "trong cùng một phép tính, chỉ một vế có kỳ riêng",
            "in one term only one side has a period of its own"
        ),
    )
    .severity(severity)
    .at(moved, words!("số liệu này lấy ở kỳ riêng", "this figure has its own period"))
    .at(bare, words!("còn số này lấy ở kỳ đang xét", "this one is of the period judged"))
    .help(words!(
        "ghi `(a / b) in ...` để chuyển cả hai, hoặc `a / (b in ...)` nếu đúng là chỉ một số",
        "write `(a / b) in ...` to move both, or `a / (b in ...)` if only one is meant"
    ))
}
