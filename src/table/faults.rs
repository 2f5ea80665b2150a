//! Mistakes of TOML: every one of them at once, in the order of the file, without those that only follow
//! from another, in the words of an office.

use std::ops::Range;

use crate::diag::{Finding, words::shown};
use crate::source::{FileId, Span};
use crate::table::codes::{self, SYNTAX};
use crate::value::{Date, Words, Written, lang::words, written::Wants};

/// One mistake.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    at: Range<usize>,
    slip: Slip,
}

/// What is wrong, as far as the library's message tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slip {
    TooDeep,
    Duplicate,
    NeedsQuotes,
    BareKey,
    OpenHeader,
    OpenList,
    OpenBraces,
    NoEquals,
    NoValue,
    Comma,
    OpenText,
    LeadingZero,
    NotPart,
    NoDay,
    Extra,
    Other,
}

/// What the library's messages are known by, the narrower before the wider.
const SIGNS: [(&str, Slip); 26] = [
    ("recurs", Slip::TooDeep),
    ("duplicate key", Slip::Duplicate),
    ("must be quoted", Slip::NeedsQuotes),
    ("cannot be empty", Slip::Other),
    ("unquoted key", Slip::BareKey),
    ("unclosed array table", Slip::OpenHeader),
    ("unclosed table", Slip::OpenHeader),
    ("unclosed array", Slip::OpenList),
    ("unclosed inline table", Slip::OpenBraces),
    ("key with no value", Slip::NoEquals),
    ("missing assignment", Slip::NoEquals),
    ("missing value", Slip::NoValue),
    ("comma", Slip::Comma),
    ("unexpected key or value", Slip::Extra),
    ("basic string", Slip::OpenText),
    ("literal string", Slip::OpenText),
    ("escaped", Slip::OpenText),
    ("leading zero", Slip::LeadingZero),
    ("cannot extend", Slip::NotPart),
    ("date", Slip::NoDay),
    ("time", Slip::NoDay),
    ("number", Slip::NeedsQuotes),
    ("float", Slip::NeedsQuotes),
    ("mantissa", Slip::NeedsQuotes),
    ("fraction", Slip::NeedsQuotes),
    ("boolean", Slip::NeedsQuotes),
];

/// So often a text is parsed again behind a bracket that nothing closes.
const MOST_AGAIN: usize = 20;

/// What the library says of a text: places and messages.
pub(crate) type Said = Vec<(Range<usize>, String)>;

/// All mistakes of a text. Behind a bracket that nothing closes everything looks wrong, so the text is
/// parsed again from the next header on.
pub(crate) fn all(text: &str, parse: impl Fn(&str) -> Said) -> Vec<Fault> {
    let (mut all, mut start) = (Vec::new(), 0);
    for _ in 0..MOST_AGAIN {
        let rest = text.get(start..).unwrap_or("");
        let (faults, next) = tidy(rest, parse(rest));
        all.extend(
            faults
                .into_iter()
                .map(|f| Fault { at: start + f.at.start..start + f.at.end, slip: f.slip }),
        );
        match next {
            Some(next) => start += next,
            None => break,
        }
    }
    all
}

/// Sorted, one for each line, no place empty; and where to go on behind an open bracket.
fn tidy(text: &str, mut said: Said) -> (Vec<Fault>, Option<usize>) {
    said.sort_by_key(|(at, _)| at.start);
    let open = said.iter().map(|(_, m)| slip(m)).find(|s| is_bracket(*s));
    let mut all: Vec<Fault> = Vec::new();
    let mut quiet = 0;
    for (at, message) in said {
        let opened = open.filter(|_| is_inside(&message));
        if at.start >= quiet || all.is_empty() {
            quiet = line_end(text, at.start);
            let slip = match slip(&message) {
                Slip::NeedsQuotes if at.is_empty() => Slip::NoValue,
                other => other,
            };
            all.push(Fault { at: widen(text, at), slip });
        }
        if let (Some(open), Some(last)) = (opened, all.last_mut()) {
            last.slip = open;
            let next = next_header(text, last.at.end);
            return (all, next);
        }
    }
    (all, None)
}

fn slip(message: &str) -> Slip {
    SIGNS.iter().find(|(sign, _)| message.contains(sign)).map_or(Slip::Other, |(_, slip)| *slip)
}

fn is_bracket(slip: Slip) -> bool {
    matches!(slip, Slip::OpenList | Slip::OpenBraces)
}

/// What is said inside brackets.
fn is_inside(message: &str) -> bool {
    let inside = ["in array", "array elements", "inline table", "key-value pairs"];
    inside.iter().any(|sign| message.contains(sign)) || is_bracket(slip(message))
}

/// The byte behind the line that holds `at`.
fn line_end(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len() + 1, |n| at + n + 1)
}

fn next_header(text: &str, at: usize) -> Option<usize> {
    text.get(at..)?.find("\n[").map(|n| at + n + 1)
}

/// Most places are empty, or behind the end: then the character there, else the last visible one before.
fn widen(text: &str, at: Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(at.start.min(text.len()));
    let end = text.ceil_char_boundary(at.end.min(text.len()));
    if start < end {
        return start..end;
    }
    let after = text.get(start..).and_then(|rest| rest.chars().next());
    if let Some(c) = after.filter(|c| !c.is_whitespace()) {
        return start..start + c.len_utf8();
    }
    let before = text.get(..start).unwrap_or("").trim_end();
    match before.chars().next_back() {
        Some(last) => before.len() - last.len_utf8()..before.len(),
        // Nothing but blanks before it: all of them.
        None => 0..text.len() - text.trim_start().len(),
    }
}

/// The finding of a mistake.
pub(crate) fn finding(fault: &Fault, text: &str, file: FileId) -> Finding {
    let at = Span::new(file, fault.at.start, fault.at.end);
    let line = line_of(text, fault.at.start);
    if fault.slip == Slip::TooDeep {
        return codes::too_deep(at);
    }
    let (message, help) = match fault.slip {
        Slip::NeedsQuotes | Slip::Other | Slip::LeadingZero | Slip::Extra => {
            bare_value(line).map_or_else(|| told(fault.slip), |value| needs_quotes(&value))
        }
        slip => told(slip),
    };
    let (message, label) =
        match text.get(fault.at.clone()).filter(|_| fault.slip == Slip::Duplicate) {
            Some(key) => (duplicate(&shown(key)), words!("ghi lần nữa ở đây", "here again")),
            None => (message, label()),
        };
    Finding::new(&SYNTAX, message).at(at, label).help(help)
}

fn duplicate(key: &str) -> Words {
    words!("mục `{key}` được ghi hai lần", "the key `{key}` is written twice")
}

fn label() -> Words {
    words!("không hiểu được từ đây", "this cannot be read")
}

fn line_of(text: &str, at: usize) -> &str {
    let start = text.get(..at).and_then(|t| t.rfind('\n')).map_or(0, |n| n + 1);
    text.get(start..line_end(text, at).min(text.len())).unwrap_or("")
}

/// `79,2%`, `5/9/2019`: a figure or day as offices write it, without the quotes that TOML wants.
fn bare_value(line: &str) -> Option<String> {
    let (_, value) = line.split_once('=')?;
    let value = value.split('#').next().unwrap_or("").trim();
    let number = value.trim_end_matches('%').trim_end();
    let figure = Written::parse_text(number, Wants::Decimal).is_ok();
    (figure || Date::parse_vietnamese(value).is_some()).then(|| value.to_owned())
}

fn needs_quotes(value: &str) -> (Words, Words) {
    (
        words!(
            "giá trị `{value}` phải đặt trong dấu nháy",
            "the value `{value}` needs quotation marks"
        ),
        words!("viết \"{value}\"", "write \"{value}\""),
    )
}

#[expect(clippy::too_many_lines, reason = "one arm for each slip")]
fn told(slip: Slip) -> (Words, Words) {
    match slip {
        Slip::Duplicate => (
            words!("mục này đã có ở trên", "this key stands above already"),
            words!("giữ lại một dòng", "keep one of the two"),
        ),
        Slip::NeedsQuotes => (
            words!("chữ phải đặt trong dấu nháy", "a text needs quotation marks"),
            words!("viết như `ten = \"giá trị\"`", "write it like `name = \"value\"`"),
        ),
        Slip::BareKey => (
            words!(
                "tên mục có dấu hoặc khoảng trắng phải đặt trong dấu nháy",
                "a key with marks or spaces needs quotation marks"
            ),
            words!(
                "viết `\"Tên mục\" = …`, hoặc dùng mã không dấu của kế hoạch",
                "write `\"the key\" = …`, or use the id that the plan gives it"
            ),
        ),
        Slip::OpenHeader => (
            words!("tên phần thiếu dấu `]`", "the heading has no closing `]`"),
            words!("viết `[values]` hoặc `[[document]]`", "write `[values]` or `[[document]]`"),
        ),
        Slip::OpenList => (
            words!("danh sách thiếu dấu `]`", "the list has no closing `]`"),
            words!("đóng danh sách bằng `]`", "close it with `]`"),
        ),
        Slip::OpenBraces => (
            words!("thiếu dấu `}}`", "a closing `}}` is missing"),
            words!("đóng bằng `}}`", "close it with `}}`"),
        ),
        Slip::NoEquals => (
            words!("sau tên mục thiếu `=` và giá trị", "the key has no `=` and no value"),
            words!("viết `ten = giá trị`", "write `name = value`"),
        ),
        Slip::NoValue => (
            words!("sau dấu `=` không có giá trị", "nothing stands after the `=`"),
            words!(
                "ghi giá trị; nếu không có số liệu thì bỏ cả dòng hoặc ghi {{ na = \"lý do\" }}",
                "write the value; where there is none, leave the line out or write {{ na = \"reason\" }}"
            ),
        ),
        Slip::Comma => (
            words!("thiếu hoặc thừa dấu phẩy", "a comma is missing, or there is one too many"),
            words!("giữa hai giá trị đặt đúng một dấu phẩy", "put one comma between two values"),
        ),
        Slip::OpenText => (
            words!(
                "chữ trong dấu nháy kép chưa được đóng, hoặc có ký hiệu `\\` lạ",
                "a text in quotation marks is not closed, or holds a `\\` that has no meaning there"
            ),
            words!("đóng dấu nháy; viết `\\\\` thay cho `\\`", "close it; write `\\\\` for `\\`"),
        ),
        Slip::LeadingZero => (
            words!("số không bắt đầu bằng 0", "a number may not begin with 0"),
            words!("bỏ số 0, hoặc đặt trong dấu nháy", "drop the 0, or use quotation marks"),
        ),
        Slip::NotPart => (
            words!(
                "mục này đã có giá trị ở trên nên không thể có phần con",
                "this key has a value above and cannot have parts"
            ),
            words!("đổi tên một trong hai", "rename one of the two"),
        ),
        Slip::NoDay => (
            words!("ngày này không có thật hoặc viết sai", "this is not a day of the calendar"),
            words!("viết như 2018-03-20 hoặc \"20/3/2018\"", "write it like 2018-03-20"),
        ),
        Slip::Extra => (
            words!("sau giá trị còn thừa chữ", "something stands behind the value"),
            words!(
                "mỗi dòng một giá trị; ghi chú đặt sau dấu `#`",
                "one value a line; a remark goes behind a `#`"
            ),
        ),
        Slip::TooDeep | Slip::Other => (
            words!("dòng này viết sai quy cách TOML", "this line is not well formed"),
            words!(
                "mỗi dòng là `ten = giá trị`; chữ đặt trong dấu nháy",
                "a line is `name = value`; a text stands in quotation marks"
            ),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Sink;
    use crate::table::toml::Document;

    /// Place and English words of every mistake.
    fn faults(text: &str) -> Vec<(String, String)> {
        let mut sink = Sink::default();
        assert!(Document::parse(FileId(0), text, &mut sink).is_none());
        let place = |f: &Finding| match f.labels[0].place {
            crate::source::Place::Text(s) => {
                text.get(s.start as usize..s.end as usize).unwrap().to_owned()
            }
            crate::source::Place::File(_) => String::new(),
        };
        sink.findings().iter().map(|f| (place(f), f.message.en.to_string())).collect()
    }

    #[track_caller]
    fn check(text: &str, want: &[(&str, &str)]) {
        let want: Vec<_> = want.iter().map(|(a, b)| ((*a).into(), (*b).into())).collect();
        assert_eq!(faults(text), want);
    }

    #[test]
    fn every_mistake_once_in_the_order_of_the_file() {
        check(
            "[report]\nfrom = UBND\nperiod = \"2018\nsigned =\n[values]\nvụ = 1\na = 1\na = 2\n",
            &[
                ("UBND", "a text needs quotation marks"),
                (
                    "8",
                    "a text in quotation marks is not closed, or holds a `\\` that has no meaning there",
                ),
                ("=", "nothing stands after the `=`"),
                ("ụ", "a key with marks or spaces needs quotation marks"),
                ("a", "the key `a` is written twice"),
            ],
        );
    }

    #[test]
    fn figures_of_offices_need_quotes() {
        check("a = 79,2%\n", &[(",", "the value `79,2%` needs quotation marks")]);
        check("a = 5/9/2019\n", &[("5/9/2019", "the value `5/9/2019` needs quotation marks")]);
        check("a = 1.234,5\n", &[(",", "the value `1.234,5` needs quotation marks")]);
        check("a = 05\n", &[("0", "the value `05` needs quotation marks")]);
    }

    #[test]
    fn what_follows_from_an_open_bracket_is_not_told() {
        check(
            "[report]\nto = [\"a\",\nvia = \"b\"\nx = 1\n[values]\ny = \n",
            &[("via", "the list has no closing `]`"), ("=", "nothing stands after the `=`")],
        );
    }

    #[test]
    fn one_message_for_what_is_left_open() {
        check("a = { b = 1\nc = 2\n[x]\ny = 2\n", &[("c", "a closing `}` is missing")]);
        check("[report\na = 1\n", &[("t", "the heading has no closing `]`")]);
        check("a = \"b\"c\n", &[("c", "something stands behind the value")]);
        check("a = 2018-02-30\n", &[("2018-02-30", "this is not a day of the calendar")]);
    }

    #[test]
    fn a_place_is_never_empty() {
        assert_eq!(widen("a = ", 4..4), 2..3);
        assert_eq!(widen("đ", 0..0), 0..2);
        assert_eq!(widen("", 0..0), 0..0);
        assert_eq!(widen("\r", 1..1), 0..1);
        assert_eq!(widen("ab\n", 9..9), 1..2);
    }

    #[test]
    fn too_deep_is_one_finding() {
        let text = format!("a = {}{}\n", "[".repeat(300), "]".repeat(300));
        assert_eq!(faults(&text).len(), 1);
    }
}
