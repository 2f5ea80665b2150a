//! Two due days or closing days for one occasion, and one fixed day for several.

use crate::diag::{Code, Finding, Severity};
use crate::source::Span;
use crate::value::words;

pub(crate) static TWO_DUE_DAYS: Code = Code {
    name: "rule/two-due-days",
    severity: Severity::Error,
    summary: [
        "hai hạn nộp hay hai ngày khóa số liệu cho một kỳ, hoặc một ngày cố định cho nhiều kỳ",
        "two `due` or `closes` for one occasion, or a fixed date for several",
    ],
};

/// Two clauses for one occasion; `due` or `closes`.
pub(crate) fn twice(head: &str, second: Span, first: Span) -> Finding {
    let message = if head == "closes" {
        words!("một kỳ có hai ngày khóa số liệu", "one occasion has two closing days")
    } else {
        words!("một kỳ có hai hạn nộp", "one occasion has two due days")
    };
    Finding::new(&TWO_DUE_DAYS, message)
        .at(second, words!("lần thứ hai", "the second"))
        .at(first, words!("lần thứ nhất", "the first"))
        .help(words!(
            "giữ một dòng chung, các dòng khác thêm `for` với kỳ riêng của nó",
            "keep one as the rule, and give the others a `for` with occasions of their own"
        ))
}

/// A fixed day for several occasions.
pub(crate) fn fixed(at: Span, occasions: Option<usize>) -> Finding {
    let message = match occasions {
        Some(n) => words!("một ngày cố định cho {n} kỳ", "one fixed day for {n} occasions"),
        None => words!("một ngày cố định cho nhiều kỳ", "one fixed day for several occasions"),
    };
    Finding::new(&TWO_DUE_DAYS, message).at(at, words!("chỉ một ngày", "one day only")).help(
        words!(
            "ghi ngày theo từng năm (`by 25/11`), theo số ngày (`within 15 days`), hoặc thêm `for`",
            "write a day of each year (`by 25/11`), a term (`within 15 days`), or add `for`"
        ),
    )
}
