//! The words of tokens that the language does not have: figures that touch, signs of a word processor,
//! characters that cannot be seen.

use crate::diag::Finding;
use crate::diag::words::shown;
use crate::source::Span;
use crate::syntax::token::{Bad, Sign};
use crate::syntax::words::{SYNTAX, write};
use crate::value::{Date, Period, Words, lang::words};

/// What a token is that the language does not have, and what to write instead.
pub(crate) fn bad(place: Span, why: Bad, text: &str) -> Finding {
    let found = shown(text);
    match why {
        Bad::Touching => touching(place, text),
        Bad::Grouped => grouped(place, text),
        Bad::NoSuchDay => finding(
            place,
            words!("không có ngày `{found}`", "there is no day `{found}`"),
            words!(
                "ngày viết theo thứ tự năm, tháng, ngày, như `2018-04-16`",
                "a day is written year, month, day, as in `2018-04-16`"
            ),
        ),
        Bad::NoSuchPeriod => no_such_period(place, text),
        Bad::OpenQuote => finding(
            place,
            words!(
                "ngoặc kép mở ra mà không đóng trên cùng dòng",
                "a quote is opened and not closed on its line"
            ),
            words!("thêm `\"` vào cuối đoạn chữ", "put `\"` at the end of the text"),
        ),
        Bad::CurlyQuotes => finding(
            place,
            words!(
                "ngoặc kép trong `{found}` là kiểu của phần mềm soạn thảo",
                "the quotes in `{found}` are those of a word processor"
            ),
            words!("dùng ngoặc kép thẳng: `\"…\"`", "use straight quotes: `\"…\"`"),
        ),
        Bad::Typed(plain) => finding(
            place,
            words!(
                "dấu `{found}` là kiểu của phần mềm soạn thảo",
                "the sign `{found}` is that of a word processor"
            ),
            if plain == Sign::Minus {
                words!(
                    "viết `-` để trừ, `..` cho một khoảng",
                    "write `-` to subtract, `..` for a range"
                )
            } else {
                write(plain.text())
            },
        ),
        Bad::Hidden => hidden(place, text),
        Bad::Strange => strange(place, text),
    }
}

fn finding(place: Span, message: Words, help: Words) -> Finding {
    let here = words!("không đọc được", "this cannot be read");
    Finding::new(&SYNTAX, message).at(place, here).help(help)
}

fn touching(place: Span, text: &str) -> Finding {
    let found = shown(text);
    if let Some(day) = Date::parse_vietnamese(text) {
        return day_written_otherwise(place, &found, day);
    }
    let body = text.trim_end_matches('%');
    let figures = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let Some((a, b)) = body.split_once('-').filter(|(a, b)| figures(a) && figures(b)) else {
        return finding(
            place,
            words!(
                "trong `{found}` số dính liền với chữ",
                "in `{found}` a number touches a letter"
            ),
            words!(
                "đặt dấu cách giữa số và chữ; tên không bắt đầu bằng chữ số",
                "put a space between the number and the word; a name begins with no digit"
            ),
        );
    };
    let sign = if body.len() < text.len() { "%" } else { "" };
    let (a, b) = (shown(a), shown(b));
    finding(
        place,
        words!(
            "`{found}` có thể là một khoảng hoặc một phép trừ",
            "`{found}` can be a range or a subtraction"
        ),
        words!(
            "viết `{a}{sign} .. {b}{sign}` cho khoảng, `{a} - {b}` cho phép trừ, `2019-06` cho tháng",
            "write `{a}{sign} .. {b}{sign}` for a range, `{a} - {b}` to subtract, `2019-06` for a month"
        ),
    )
}

/// A day in the order of another writing.
pub(crate) fn day_written_otherwise(place: Span, found: &str, day: Date) -> Finding {
    finding(
        place,
        words!(
            "ngày `{found}` viết không đúng kiểu",
            "the day `{found}` is written in another way"
        ),
        words!("viết năm, tháng, ngày: `{day}`", "write year, month, day: `{day}`"),
    )
}

fn grouped(place: Span, text: &str) -> Finding {
    let found = shown(text);
    if let Some(day) = Date::parse_vietnamese(text) {
        return day_written_otherwise(place, &found, day);
    }
    let by_three = text.trim_end_matches('%').split('.').skip(1).all(|g| g.len() == 3);
    let help = if by_three {
        write(&text.replace('.', "_"))
    } else {
        words!(
            "dấu chấm là dấu thập phân, chỉ viết một lần",
            "a point parts off decimals: write one only"
        )
    };
    finding(
        place,
        words!("số `{found}` có hơn một dấu chấm", "the number `{found}` has more than one point"),
        help,
    )
}

fn no_such_period(place: Span, text: &str) -> Finding {
    let found = shown(text);
    let longer = text.split_once('-').map(|(year, month)| format!("{year}-0{month}"));
    let near = [Some(text.to_uppercase()), longer];
    let near = near.into_iter().flatten().find(|p| Period::parse(p).is_some());
    let help = near.map_or_else(
        || {
            words!(
                "kỳ viết như `2019`, `2019-Q1`, `2019-H1`, `2019-9M`, `2019-06`",
                "a period is written as `2019`, `2019-Q1`, `2019-H1`, `2019-9M`, `2019-06`"
            )
        },
        |period| write(&period),
    );
    finding(place, words!("không có kỳ `{found}`", "there is no period `{found}`"), help)
}

fn hidden(place: Span, text: &str) -> Finding {
    let first = text.chars().next().unwrap_or(' ');
    let code = format!("U+{:04X}", u32::from(first));
    let [vi, en] = name_of_hidden(first);
    finding(
        place,
        words!(
            "ở đây có ký tự không nhìn thấy: {code} ({vi})",
            "a character that cannot be seen stands here: {code} ({en})"
        ),
        words!("xóa ký tự này, hoặc gõ lại từ này", "delete it, or type the word again"),
    )
}

fn name_of_hidden(c: char) -> [&'static str; 2] {
    match c {
        '\u{200b}' => ["dấu cách không độ rộng", "zero-width space"],
        '\u{200c}' | '\u{200d}' | '\u{2060}' => ["dấu nối không độ rộng", "zero-width joiner"],
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            ["dấu đổi hướng chữ", "direction mark"]
        }
        '\u{feff}' => ["dấu thứ tự byte", "byte order mark"],
        '\u{ad}' => ["dấu gạch nối ẩn", "soft hyphen"],
        _ => ["ký tự điều khiển", "control character"],
    }
}

fn strange(place: Span, text: &str) -> Finding {
    let found = shown(text);
    let help = match text {
        "&" | "&&" => write("and"),
        "|" | "||" => write("or"),
        "!" => write("not"),
        ":" => words!("bỏ dấu `:`", "leave the `:` out"),
        "'" | "`" | "‘" | "’" => {
            words!("đặt đoạn chữ trong `\"…\"`", "put the text in `\"…\"`")
        }
        "[" | "]" => words!("danh sách viết không có ngoặc", "a list is written without brackets"),
        _ => words!("bỏ hoặc thay phần này", "take this away or write it another way"),
    };
    finding(
        place,
        words!("ngôn ngữ kế hoạch không có `{found}`", "the plan language does not have `{found}`"),
        help,
    )
}
