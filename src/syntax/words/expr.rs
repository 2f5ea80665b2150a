//! The words about expressions, numbers, days and texts.

use crate::diag::Finding;
use crate::diag::words::{list, shown};
use crate::source::Span;
use crate::syntax::words::{AMBIGUOUS_NUMBER, RANGE_AS_DIFFERENCE, SYNTAX, nearest, ticked};
use crate::value::{Lang, Words, lang::words};

fn refused(place: Span, message: Words) -> Finding {
    Finding::new(&SYNTAX, message).at(place, words!("không đọc được", "this cannot be read"))
}

/// A round bracket that is not closed.
pub(crate) fn open_bracket(place: Span, line: &str) -> Finding {
    Finding::new(
        &SYNTAX,
        words!("`{line}` mở ngoặc `(` mà không đóng", "`{line}` opens a `(` that is not closed"),
    )
    .at(place, words!("mở ở đây", "opened here"))
    .help(words!("thêm `)`", "add `)`"))
}

/// `a < b < c`
pub(crate) fn second_comparison(place: Span) -> Finding {
    refused(place, words!("mỗi phép so sánh chỉ có một dấu", "a comparison has one sign only"))
        .help(words!(
            "nối hai phép so sánh bằng `and`, như `a < b and b < c`",
            "join two comparisons by `and`, as in `a < b and b < c`"
        ))
}

/// `65% in 2023-Q4`
pub(crate) fn constant_in_time(place: Span, constant: &str, time: &str) -> Finding {
    let (constant, time) = (shown(constant), shown(time));
    refused(
        place,
        words!(
            "`in` chỉ đứng sau một số liệu, không đứng sau `{constant}`",
            "`in` stands behind a figure, not behind `{constant}`"
        ),
    )
    .help(words!(
        "viết `p in {time} >= {constant}`, hoặc `by {time}` ở cuối dòng",
        "write `p in {time} >= {constant}`, or `by {time}` at the end"
    ))
}

/// `avg(x over t)`
pub(crate) fn unknown_function(place: Span, found: &str, known: &[&'static str]) -> Finding {
    let name = shown(found);
    let all = Words::new(|lang| {
        let list = list(&ticked(known), lang, true);
        match lang {
            Lang::Vi => format!("chỉ có {list}"),
            Lang::En => format!("there are {list}"),
        }
    });
    refused(place, words!("không có phép tính `{name}(…)`", "there is no `{name}(…)`"))
        .help(nearest(found, known).unwrap_or(all))
}

/// `sum(over t)`
pub(crate) fn nothing_before_over(place: Span, name: &str) -> Finding {
    refused(
        place,
        words!(
            "`{name}` cần một số liệu hoặc phép tính trước `over`",
            "`{name}` needs a figure or formula before `over`"
        ),
    )
    .help(words!("viết `{name}(x over t)`", "write `{name}(x over t)`"))
}

/// Brackets in brackets in brackets.
pub(crate) fn too_deep(place: Span, most: u32) -> Finding {
    refused(
        place,
        words!("lồng nhau quá {most} lớp", "more than {most} levels stand inside each other"),
    )
    .help(words!(
        "chia thành nhiều dòng hoặc nhiều số liệu",
        "part it into several lines or figures"
    ))
}

/// What is no plan.
pub(crate) fn too_many(place: Span, most: usize) -> Finding {
    refused(
        place,
        words!(
            "tệp có hơn {most} lỗi cú pháp, từ đây không đọc nữa",
            "the file has more than {most} mistakes and is not read from here on"
        ),
    )
    .help(words!(
        "xem lại có đúng là tệp kế hoạch không, sửa những lỗi đã nêu rồi chạy lại",
        "see that it is a plan file at all; correct those that are shown, then run again"
    ))
}

/// A formula of a thousand parts.
pub(crate) fn too_long(place: Span, most: u32) -> Finding {
    refused(
        place,
        words!("phép tính có hơn {most} số hạng", "the formula has more than {most} operands"),
    )
    .help(words!("chia thành nhiều số liệu", "part it into several figures"))
}

/// More digits than are held.
pub(crate) fn long_number(place: Span, found: &str) -> Finding {
    let found = shown(found);
    refused(place, words!("số `{found}` quá dài", "the number `{found}` is too long"))
        .help(words!("viết không quá 18 chữ số", "write no more than 18 digits"))
}

/// `1.5` where a whole number is wanted.
pub(crate) fn not_whole(place: Span, line: &str, found: &str) -> Finding {
    let found = shown(found);
    refused(
        place,
        words!(
            "`{line}` cần một số nguyên, không phải `{found}`",
            "`{line}` needs a whole number, not `{found}`"
        ),
    )
    .help(words!("viết số không có phần lẻ", "write a number without decimals"))
}

/// `31/2`, `day 32`
pub(crate) fn no_such_day(place: Span, found: &str) -> Finding {
    let found = shown(found);
    refused(place, words!("không có ngày `{found}`", "there is no day `{found}`")).help(words!(
        "viết ngày trước, tháng sau: `25/11`; trong tháng: `day 5`",
        "write the day, then the month: `25/11`; within a month: `day 5`"
    ))
}

/// `25/11 of next month`, `2020-12-31 of next year`
pub(crate) fn not_next(place: Span, found: &str) -> Finding {
    refused(
        place,
        words!("`{found}` không đi cùng ngày này", "`{found}` does not go with this day"),
    )
    .help(words!(
        "viết `25/11 of next year` hoặc `day 5 of next month`",
        "write `25/11 of next year` or `day 5 of next month`"
    ))
}

/// `3 .. 5%`
pub(crate) fn percent_on_both(place: Span) -> Finding {
    refused(
        place,
        words!("khoảng này chỉ có `%` ở một đầu", "this range has a `%` at one end only"),
    )
    .help(words!("viết `%` ở cả hai đầu: `3% .. 5%`", "write `%` at both ends: `3% .. 5%`"))
}

/// A backslash before something that needs none.
pub(crate) fn escape(place: Span) -> Finding {
    refused(
        place,
        words!(
            "trong ngoặc kép, sau `\\` chỉ có thể là `\"` hoặc `\\`",
            "in quotes only `\"` or `\\` can follow a `\\`"
        ),
    )
    .help(words!("viết `\\\\` cho một dấu `\\`", "write `\\\\` for one `\\`"))
}

/// `1.000`
pub(crate) fn ambiguous_number(place: Span, found: &str, whole: &str, decimal: &str) -> Finding {
    Finding::new(
        &AMBIGUOUS_NUMBER,
        words!(
            "`{found}` đọc được hai cách: `{whole}` hoặc `{decimal}`",
            "`{found}` can be read in two ways: `{whole}` or `{decimal}`"
        ),
    )
    .at(place, words!("ở đây hiểu là `{decimal}`", "taken as `{decimal}` here"))
    .help(words!(
        "viết `{whole}` cho hàng nghìn, `{decimal}` cho số thập phân",
        "write `{whole}` for thousands, `{decimal}` for decimals"
    ))
}

/// `3% - 5%`
pub(crate) fn range_as_difference(place: Span, from: &str, to: &str) -> Finding {
    Finding::new(
        &RANGE_AS_DIFFERENCE,
        words!(
            "`{from} - {to}` là một phép trừ, không phải một khoảng",
            "`{from} - {to}` is a subtraction, not a range"
        ),
    )
    .at(place, words!("được tính như phép trừ", "reckoned as a subtraction"))
    .help(words!(
        "viết `within {from} .. {to}` nếu là khoảng giá trị",
        "write `within {from} .. {to}` if it is a range"
    ))
}
