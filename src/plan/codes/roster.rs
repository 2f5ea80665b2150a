//! What is wrong with a roster of units.

use crate::diag::{Code, Finding, words as grammar};
use crate::plan::codes::unknown_name::UNKNOWN_NAME;
use crate::source::Span;
use crate::syntax::words::{MISSING_CLAUSE, SYNTAX};
use crate::value::{Words, words};

fn raise(code: &'static Code, message: Words, at: Span, label: Words, help: Words) -> Finding {
    Finding::new(code, message).at(at, label).help(help)
}

/// A column that no roster has.
pub(crate) fn unknown_column(name: &str, known: &[&str], at: Span) -> Finding {
    let shown = grammar::shown(name);
    let columns = known.join(", ");
    raise(
        &UNKNOWN_NAME,
        words!("danh sách đơn vị không có cột tên `{shown}`", "a roster has no column `{shown}`"),
        at,
        words!("cột này không có nghĩa", "this column means nothing"),
        words!("các cột: {columns}", "the columns are: {columns}"),
    )
}

/// A roster without `id` or `label`.
pub(crate) fn lacks_columns(at: Span) -> Finding {
    raise(
        &MISSING_CLAUSE,
        words!(
            "danh sách đơn vị cần dòng đầu có cột `id` và `label`",
            "a roster wants a first row with the columns `id` and `label`"
        ),
        at,
        words!("thiếu cột", "a column is missing"),
        words!("thêm cột còn thiếu vào dòng đầu", "add what is missing to the first row"),
    )
}

/// A row without its id.
pub(crate) fn lacks_id(at: Span) -> Finding {
    raise(
        &MISSING_CLAUSE,
        words!("một dòng của danh sách không có `id`", "a row of the roster has no `id`"),
        at,
        words!("không có `id`", "no `id`"),
        words!("điền `id` của đơn vị, hoặc xóa dòng", "fill in the `id`, or delete the row"),
    )
}

/// An id or name that cannot be one.
pub(crate) fn not_a_name(text: &str, at: Span) -> Finding {
    let shown = grammar::shown(text);
    raise(
        &SYNTAX,
        words!("`{shown}` không dùng làm tên được", "`{shown}` cannot be a name"),
        at,
        words!("ở đây cần một tên", "a name is wanted here"),
        words!(
            "chỉ dùng chữ, số và dấu `_`, bắt đầu bằng chữ",
            "use letters, digits and `_` only, and begin with a letter"
        ),
    )
}

/// A day in another form.
pub(crate) fn not_a_day(text: &str, at: Span) -> Finding {
    let shown = grammar::shown(text);
    raise(
        &SYNTAX,
        words!("`{shown}` không phải là một ngày", "`{shown}` is not a day"),
        at,
        words!("ở đây cần một ngày", "a day is wanted here"),
        words!("ghi ngày như `2025-06-30`", "write days as in `2025-06-30`"),
    )
}
