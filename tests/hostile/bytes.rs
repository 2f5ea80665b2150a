//! Odd bytes: encodings, syntax, numbers, days, tables.

use crate::hostile::{RULES, folder, found, other, shows_nothing_that_steers};
use crate::support::{each, write};

/// A file beside the sound report, and the findings it must bring: all of them, and at no other file.
struct Kind {
    name: &'static str,
    file: &'static str,
    bytes: Vec<u8>,
    finds: &'static [&'static str],
}

fn kind(
    name: &'static str,
    file: &'static str,
    bytes: impl Into<Vec<u8>>,
    finds: &'static [&'static str],
) -> Kind {
    Kind { name, file, bytes: bytes.into(), finds }
}

const NONE: &[&str] = &[];
const SYNTAX: &[&str] = &["data/syntax"];
const ENCODING: &[&str] = &["data/encoding"];
const UNREADABLE: &[&str] = &["data/unreadable"];
const WRONG_TYPE: &[&str] = &["data/wrong-type"];

const HEADER: &str = "unit,period,indicator,value\n";

/// A table of one figure of an earlier year.
fn table(value: &str) -> String {
    format!("{HEADER}b,2017,vu,{value}\n")
}

fn value(text: &str) -> Vec<u8> {
    other("24", text)
}

fn utf_16(text: &str, mark: bool, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let mark = mark.then_some(0xfeff);
    mark.into_iter().chain(text.encode_utf16()).flat_map(bytes).collect()
}

fn nested(open: &str, close: &str, levels: usize) -> String {
    format!("x = {}1{}\n", open.repeat(levels), close.repeat(levels))
}

#[expect(clippy::too_many_lines, reason = "a table of kinds")]
fn encodings() -> Vec<Kind> {
    let report = String::from_utf8(other("24", "24")).unwrap();
    let latin_1: Vec<u8> = report.replace("tinh", "caf\u{e9}").chars().map(|c| c as u8).collect();
    vec![
        kind("empty-report", "bad.toml", "", UNREADABLE),
        kind("empty-table", "bad.csv", "", UNREADABLE),
        kind("blank-table", "bad.csv", "\n\n\r\n", UNREADABLE),
        kind("mark-at-the-beginning", "b.toml", format!("\u{feff}{report}"), NONE),
        kind("mark-at-the-beginning-of-a-table", "b.csv", format!("\u{feff}{}", table("3")), NONE),
        kind("utf-16-le", "bad.toml", utf_16(&report, true, u16::to_le_bytes), ENCODING),
        kind("utf-16-be", "bad.toml", utf_16(&report, true, u16::to_be_bytes), ENCODING),
        kind(
            "utf-16-le-no-mark",
            "bad.csv",
            utf_16(&table("3"), false, u16::to_le_bytes),
            ENCODING,
        ),
        kind(
            "utf-16-be-no-mark",
            "bad.csv",
            utf_16(&table("3"), false, u16::to_be_bytes),
            ENCODING,
        ),
        kind(
            "tcvn3",
            "bad.toml",
            b"from = \"\xf1y ban nh\xa9n d\xa9n huy\xd6n An B\xd7nh\"\n",
            ENCODING,
        ),
        kind(
            "vni",
            "bad.csv",
            b"unit,period\nhuye\xe4n B\xecnh S\xf4n \xf1o\xe0ng,2018\n",
            SYNTAX_OF_VNI,
        ),
        kind("latin-1", "bad.toml", latin_1, ENCODING),
        kind("lone-surrogate", "bad.toml", b"x = \"\xed\xa0\x80\"\n", ENCODING),
        kind("overlong", "bad.toml", b"x = \"\xc0\xaf\"\n", ENCODING),
        kind("cut-in-a-letter", "bad.csv", [table("3").as_bytes(), b"\xe1\xba"].concat(), ENCODING),
        kind("nul", "bad.toml", value("2\0"), ENCODING),
        kind(
            "nul-far-on",
            "bad.csv",
            table("3") + &"b,2016,vu,4\n".repeat(600) + "b,2015,vu,\0\n",
            WRONG_TYPE,
        ),
        kind(
            "workbook-named-csv",
            "bad.csv",
            b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0\xff\xfe\x80",
            ENCODING,
        ),
        kind(
            "workbook-named-toml",
            "bad.toml",
            b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0\xff\xfe\x80",
            ENCODING,
        ),
        kind("old-workbook", "bad.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0\0", ENCODING),
        kind("packed", "bad.csv", [b"\x1f\x8b\x08\0".as_slice(), &[0xed; 5000]].concat(), ENCODING),
        kind("workbook", "bad.xlsx", b"PK\x03\x04", UNREADABLE),
    ]
}

/// The header fits no form before the bytes of its rows are met.
const SYNTAX_OF_VNI: &[&str] = UNREADABLE;

fn syntax() -> Vec<Kind> {
    let report = String::from_utf8(other("24", "24")).unwrap();
    let bare = |from: &str, to: &str| report.replacen(from, to, 1);
    vec![
        kind("returns-alone", "bad.toml", report.replace('\n', "\r"), SYNTAX),
        kind("returns-alone-in-a-table", "b.csv", table("3").replace('\n', "\r"), NONE),
        kind("mixed-line-ends", "b.toml", bare("\n", "\r\n"), NONE),
        kind(
            "mixed-line-ends-in-a-table",
            "b.csv",
            format!("{}\r\nb,2016,vu,4\rb,2015,vu,5", table("3")),
            NONE,
        ),
        kind("long-line", "bad.toml", format!("# {}\nx\n", "đ".repeat(1 << 20)), SYNTAX),
        kind("quotes", "bad.toml", "\"".repeat(1_000_000), SYNTAX),
        kind("quotes-in-a-table", "bad.csv", HEADER.to_owned() + &"\"".repeat(1_000_001), SYNTAX),
        kind("open-text", "bad.toml", bare("\"b\"", "\"b"), SYNTAX),
        kind("open-long-text", "bad.toml", bare("\"b\"", "\"\"\"b"), SYNTAX),
        kind("open-list", "bad.toml", bare("\"tinh\"", "[\"tinh\""), SYNTAX),
        kind("brackets-without-end", "bad.toml", "x = ".to_owned() + &"[".repeat(100_000), SYNTAX),
        kind("deep-lists", "bad.toml", nested("[", "]", 20_000), UNREADABLE),
        kind("deep-tables", "bad.toml", nested("{a=", "}", 20_000), UNREADABLE),
        kind("deep-keys", "bad.toml", format!("{}a = 1\n", "a.".repeat(50_000)), UNREADABLE),
        kind("deep-header", "bad.toml", format!("[{}a]\n", "a.".repeat(50_000)), UNREADABLE),
        kind(
            "one-key-again-and-again",
            "bad.toml",
            format!("[values]\n{}", "vu = 1\n".repeat(2_000)),
            SYNTAX,
        ),
        kind("garbage", "bad.toml", "?\n".repeat(20_000), SYNTAX),
        kind("garbage-larger-than-is-told", "bad.toml", "?\n".repeat(600_000), SYNTAX),
        kind("open-lists", "bad.toml", "a = [\n[b]\n".repeat(3_000), SYNTAX),
        kind(
            "long-key",
            "bad.toml",
            format!("{} = 1\n", "k".repeat(1 << 20)),
            &["data/unknown-key"],
        ),
        kind(
            "long-name",
            "bad.toml",
            other("\"b\"", &format!("\"{}\"", "UBND ".repeat(100_000))),
            &["data/unknown-unit"],
        ),
        kind(
            "keys-that-nobody-knows",
            "bad.toml",
            (0..5_000).map(|i| format!("[k{i}]")).collect::<Vec<_>>().join("\n"),
            &["data/unknown-key"],
        ),
    ]
}

fn numbers() -> Vec<Kind> {
    let text = |text: &str| value(&format!("\"{text}\""));
    vec![
        kind("many-digits", "bad.toml", value(&"9".repeat(5_000)), WRONG_TYPE),
        kind("exponent", "bad.toml", value("1e400"), WRONG_TYPE),
        kind("lowest-exponent", "bad.toml", value("1e-2147483648"), WRONG_TYPE),
        kind("exponent-of-many-digits", "bad.toml", value("1e99999999999999999999"), WRONG_TYPE),
        kind("small-exponent", "b.toml", value("2.4e1"), NONE),
        kind("infinite", "bad.toml", value("-inf"), WRONG_TYPE),
        kind("no-number", "bad.toml", value("nan"), WRONG_TYPE),
        kind("base-16", "bad.toml", value("0xff"), WRONG_TYPE),
        kind(
            "negative-nought",
            "b.toml",
            other("vu_kp = 20", "vu_kp = -0"),
            &["consistency/formula-mismatch"],
        ),
        kind("full-width-digits", "bad.toml", text("２４"), WRONG_TYPE),
        kind("arabic-digits", "bad.toml", text("٢٤"), WRONG_TYPE),
        kind(
            "minus-of-a-word-processor",
            "bad.toml",
            text("\u{2212}5"),
            &["consistency/not-a-count"],
        ),
        kind("odd-groups", "bad.toml", text("1.23.4"), WRONG_TYPE),
        kind("two-readings", "bad.toml", text("1,234"), &["data/ambiguous-number"]),
        kind("apostrophes", "bad.toml", text("1'234"), WRONG_TYPE),
        kind("no-text", "bad.toml", text("\\u0000"), WRONG_TYPE),
        kind("30-february", "bad.toml", other("2018-04-05", "2018-02-30"), SYNTAX),
        kind("30-february-as-text", "bad.toml", other("2018-04-05", "\"30/2/2018\""), WRONG_TYPE),
        kind(
            "year-0",
            "bad.toml",
            other("2018-04-05", "0000-01-01"),
            &["consistency/signed-before-period-end"],
        ),
        kind(
            "year-9999",
            "bad.toml",
            other("2018-04-05", "9999-12-31"),
            &["consistency/received-before-signed"],
        ),
        kind("time-of-day", "bad.toml", other("2018-04-05", "07:32:00"), WRONG_TYPE),
        kind("day-as-number", "bad.toml", other("2018-04-05", "20180405"), WRONG_TYPE),
        kind(
            "period-of-no-year",
            "bad.toml",
            other("2018-Q1", "99999-Q1"),
            &["data/unknown-period"],
        ),
        kind("list-for-a-text", "bad.toml", other("\"2018-Q1\"", "[[[]]]"), WRONG_TYPE),
    ]
}

#[expect(clippy::too_many_lines, reason = "a table of kinds")]
fn tables() -> Vec<Kind> {
    let columns = |n: usize| (0..n).map(|i| format!("c{i}")).collect::<Vec<_>>().join(",");
    vec![
        kind("ragged", "bad.csv", table("3") + "b,2016,vu\nb,2015,vu,1,2\n", SYNTAX),
        kind(
            "quotes-in-odd-places",
            "b.csv",
            format!("{HEADER}\"b\",2017,vu,\"3\"\nb,\"2016\",vu,4\n"),
            NONE,
        ),
        kind("quote-inside", "bad.csv", table("3\"4"), WRONG_TYPE),
        kind("quote-left-open", "bad.csv", format!("{HEADER}\"b,2017,vu,3\nb,2016,vu,4\n"), SYNTAX),
        kind("columns", "bad.csv", columns(100_000) + "\n", SYNTAX),
        kind("columns-that-nobody-knows", "bad.csv", columns(10_000) + "\n", UNREADABLE),
        kind("cells", "bad.csv", table(&",".repeat(100_000)), SYNTAX),
        kind(
            "header-again",
            "bad.csv",
            format!("{}{HEADER}", table("3")),
            &["data/unknown-period"],
        ),
        kind(
            "column-twice",
            "bad.csv",
            "unit,unit,period,indicator,value\nb,a,2017,vu,3\n",
            SYNTAX,
        ),
        kind(
            "column-twice-in-another-case",
            "bad.csv",
            "from,deliver,number,signed,FROM\n",
            SYNTAX,
        ),
        kind("no-header", "bad.csv", "b,2017,vu,3\n", UNREADABLE),
        kind("semicolons", "b.csv", table("3").replace(',', ";"), NONE),
        kind("tabs", "bad.csv", table("3").replace(',', "\t"), UNREADABLE),
        kind("formula", "bad.csv", table("\"=cmd|' /C calc'!A0\""), WRONG_TYPE),
        kind(
            "formula-of-a-name",
            "bad.csv",
            format!("{HEADER}\"=HYPERLINK(\"\"x\"\")\",2017,vu,3\n"),
            &["data/unknown-unit"],
        ),
        kind(
            "cell-of-10-megabytes",
            "bad.csv",
            table(&"9".repeat(10 << 20)) + "b,2016,vu,4\n",
            SYNTAX,
        ),
        kind("line-of-no-break", "bad.csv", "x".repeat(3 << 20), SYNTAX),
        kind(
            "table-of-garbage",
            "bad.csv",
            format!("{HEADER}{}", "?,?,?,?\n".repeat(5_000)),
            &["data/unknown-period"],
        ),
        kind("escape-in-a-cell", "bad.csv", table("\u{1b}]0;x\u{7}\u{202e}"), WRONG_TYPE),
        kind("escape-in-a-header", "bad.csv", "\u{1b}[2J,period,\u{202e}\n1,2,3\n", UNREADABLE),
        kind(
            "markup-in-a-cell",
            "bad.csv",
            table("<script>alert(1)</script>|`*_[x](y)"),
            WRONG_TYPE,
        ),
    ]
}

#[test]
fn odd_bytes_cost_their_own_file() {
    let all: Vec<Kind> =
        [encodings(), syntax(), numbers(), tables()].into_iter().flatten().collect();
    assert!(all.len() >= 80);
    each(
        &all,
        |kind| kind.name.to_owned(),
        |kind| {
            let folder = folder(&format!("bytes-{}", kind.name));
            write(&folder.join("reports").join(kind.file), &kind.bytes);
            let (mut got, mut wanted) = (found(&folder, RULES), kind.finds.to_vec());
            got.sort_unstable();
            wanted.sort_unstable();
            assert_eq!(got, wanted, "{}", kind.name);
            let odd = |b: &u8| !(b' '..=b'~').contains(b) && *b != b'\n';
            if kind.bytes.len() < 100_000 && kind.bytes.iter().any(odd) {
                shows_nothing_that_steers(&folder, RULES);
            }
        },
    );
}
