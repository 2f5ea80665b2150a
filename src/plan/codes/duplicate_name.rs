//! Two items of one name in one space, two plans in one set of files.

use crate::diag::{Code, Finding, Severity, words as grammar};
use crate::plan::codes::noun;
use crate::source::Span;
use crate::syntax::tree::Kind;
use crate::value::words;

pub(crate) static DUPLICATE_NAME: Code = Code {
    name: "rule/duplicate-name",
    severity: Severity::Error,
    summary: ["hai mục trùng tên", "two items of one name"],
};

/// A second item of a name.
pub(crate) fn item(name: &str, at: Span, first: (Kind, Span)) -> Finding {
    let [vi, en] = noun(first.0);
    let shown = grammar::shown(name);
    let message =
        words!("tên `{shown}` đã đặt cho một {vi} khác", "the name `{shown}` is taken by {en}");
    Finding::new(&DUPLICATE_NAME, message)
        .at(at, words!("khai báo lại ở đây", "declared again"))
        .at(first.1, words!("khai báo lần đầu ở đây", "first declared here"))
        .help(words!("đặt tên khác cho một trong hai mục", "rename one of the two"))
}

/// A second column of a name.
pub(crate) fn column(name: &str, at: Span, first: Span) -> Finding {
    let shown = grammar::shown(name);
    let message = words!("bảng có hai cột tên `{shown}`", "the table has two columns `{shown}`");
    Finding::new(&DUPLICATE_NAME, message)
        .at(at, words!("cột thứ hai", "the second"))
        .at(first, words!("cột thứ nhất", "the first"))
        .help(words!("đặt tên khác cho một trong hai cột", "rename one of the two"))
}

/// A second plan.
pub(crate) fn plan(at: Span, first: Span) -> Finding {
    Finding::new(
        &DUPLICATE_NAME,
        words!(
            "một bộ tệp chỉ có một mục `plan`, ở đây có hai",
            "one set of files has one `plan`, and here are two"
        ),
    )
    .at(at, words!("kế hoạch thứ hai", "the second plan"))
    .at(first, words!("kế hoạch thứ nhất", "the first plan"))
    .help(words!(
        "tách phần dùng chung thành tệp thư viện không có mục `plan`",
        "move what they share into a library file without a `plan`"
    ))
}
