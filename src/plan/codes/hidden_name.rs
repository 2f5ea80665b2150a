//! A name that means two things in one place.

use crate::diag::{Code, Finding, Severity, words as grammar};
use crate::source::Span;
use crate::value::words;

pub(crate) static HIDDEN_NAME: Code = Code {
    name: "rule/hidden-name",
    severity: Severity::Error,
    summary: [
        "một cột che một số liệu cùng tên trong một biểu thức, hoặc một tập vừa là nhóm vừa là bảng",
        "a column hides a figure named in the same expression, or a set is both group and table",
    ],
};

/// A column and a figure of one name in one expression.
pub(crate) fn column(name: &str, column: Span, figure: Span) -> Finding {
    let shown = grammar::shown(name);
    let message = words!(
        "`{shown}` vừa là cột vừa là số liệu trong cùng một biểu thức",
        "`{shown}` is a column and a figure in one expression"
    );
    Finding::new(&HIDDEN_NAME, message)
        .at(column, words!("ở đây là cột của bảng", "the column of the table"))
        .at(figure, words!("ở đây là số liệu", "the figure"))
        .help(words!("đặt tên khác cho cột hoặc cho số liệu", "rename the column or the figure"))
}

/// A set that is a group and a table.
pub(crate) fn set(name: &str, at: Span, group: Span, table: Span) -> Finding {
    let shown = grammar::shown(name);
    let message = words!(
        "sau `over`, `{shown}` vừa là tên nhóm hay đơn vị vừa là tên số liệu hay bảng",
        "after `over`, `{shown}` is the name of a group or unit and of a figure or table"
    );
    Finding::new(&HIDDEN_NAME, message)
        .at(at, words!("không rõ là tập nào", "it could be either"))
        .at(group, words!("khai báo ở đây", "declared here"))
        .at(table, words!("và ở đây", "and here"))
        .help(words!("đặt tên khác cho một trong hai", "rename one of the two"))
}
