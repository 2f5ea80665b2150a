//! A name of another space or kind than the place wants, and values of another form.

use crate::diag::{Code, Finding, Severity, words as grammar};
use crate::plan::codes::{Noun, noun};
use crate::source::Span;
use crate::syntax::tree::Kind;
use crate::value::words;

pub(crate) static WRONG_KIND: Code = Code {
    name: "rule/wrong-kind",
    severity: Severity::Error,
    summary: [
        "một tên thuộc loại khác với loại cần ở đó",
        "a name of another kind than the place wants",
    ],
};

/// A name that stands for something else.
pub(crate) fn name(name: &str, at: Span, is: (Kind, Span), wanted: Noun) -> Finding {
    let ([vi, en], [is_vi, is_en]) = (wanted, noun(is.0));
    let shown = grammar::shown(name);
    let message =
        words!("`{shown}` là {is_vi}, ở đây cần {vi}", "`{shown}` is {is_en}; {en} is wanted here");
    Finding::new(&WRONG_KIND, message)
        .at(at, words!("cần {vi}", "wants {en}"))
        .at(is.1, words!("khai báo là {is_vi} ở đây", "declared as {is_en} here"))
}

/// `it`, `above` or a selection where one unit by name is wanted.
pub(crate) fn not_one_unit(at: Span) -> Finding {
    Finding::new(
        &WRONG_KIND,
        words!("ở đây cần tên của đúng một đơn vị", "one unit by its name is wanted here"),
    )
    .at(at, words!("không phải tên một đơn vị", "not the name of one unit"))
    .help(words!("ghi tên đơn vị đã khai báo", "write the name of a declared unit"))
}

/// A day where a period or phase is wanted.
pub(crate) fn day_as_occasion(at: Span) -> Finding {
    Finding::new(
        &WRONG_KIND,
        words!(
            "một ngày không phải là kỳ báo cáo trong `every`",
            "a day is not an occasion that `every` can name"
        ),
    )
    .at(at, words!("là một ngày", "a day"))
    .help(words!(
        "ghi kỳ ở `every`, còn ngày thì ghi ở `due by`",
        "name the period in `every`, and the day in `due by`"
    ))
}

/// A path of values after something that is no comparison.
pub(crate) fn path_without_comparison(at: Span) -> Finding {
    Finding::new(
        &WRONG_KIND,
        words!(
            "các mức theo thời gian chỉ đứng sau một phép so sánh",
            "values by period can only follow a comparison"
        ),
    )
    .at(at, words!("không phải phép so sánh", "not a comparison"))
    .help(words!(
        "ghi điều kiện với `>=`, `<=`, `>`, `<` hoặc `=` trước các mức",
        "write the condition with `>=`, `<=`, `>`, `<` or `=` before the values"
    ))
}

/// A target that is not about the rows of the table at hand.
pub(crate) fn rule_of_other_rows(name: &str, at: Span, declared: Span) -> Finding {
    let shown = grammar::shown(name);
    let message = words!(
        "`{shown}` không xét từng dòng của bảng này nên không đứng trong `met` ở đây",
        "`{shown}` is not about the rows of this table, so `met` cannot hold it here"
    );
    Finding::new(&WRONG_KIND, message)
        .at(
            at,
            words!("cần mục xét từng dòng của bảng này", "wants a rule `for rows` of this table"),
        )
        .at(declared, words!("khai báo ở đây", "declared here"))
}

/// `it.C` where there is no row.
pub(crate) fn no_row(at: Span) -> Finding {
    Finding::new(
        &WRONG_KIND,
        words!(
            "ở đây không có dòng nào để `it.` chỉ tới",
            "there is no row here that `it.` could mean"
        ),
    )
    .at(at, words!("không ở trong dòng nào", "not within a row"))
    .help(words!(
        "chỉ dùng `it.` trong luật của bảng, hoặc với `for rows of`",
        "use `it.` only in a law of a table, or with `for rows of`"
    ))
}

/// A digit count that no figure has.
pub(crate) fn digits(at: Span) -> Finding {
    Finding::new(
        &WRONG_KIND,
        words!(
            "số chữ số thập phân phải từ 0 đến 12",
            "the number of decimals must be from 0 to 12"
        ),
    )
    .at(at, words!("không dùng được", "out of range"))
}

/// A table whose rows `covers` cannot be matched to units.
pub(crate) fn covers_without_unit(at: Span) -> Finding {
    Finding::new(
        &WRONG_KIND,
        words!(
            "`covers` cần khóa của bảng có đúng một cột `unit of`",
            "`covers` wants exactly one `unit of` column in the key of the table"
        ),
    )
    .at(at, words!("không biết dòng nào của đơn vị nào", "no telling whose row is whose"))
    .help(words!(
        "thêm cột `unit of` vào `key`, hoặc bỏ `covers`",
        "put one `unit of` column into the `key`, or drop `covers`"
    ))
}
