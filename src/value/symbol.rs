//! Numbers and symbols of official papers: `59/KH-UBND`, `03/2014/QĐ-UBND`, `96/2019/QH14`, `40-CT/TU`.
//! A number is a text: its zeros count, and nothing here makes an integer of it.

use crate::value::fold;

/// Which of the known forms a symbol has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// A paper of a named kind: `59/KH-UBND`.
    Named,
    /// An official letter, which names no kind: `3833/SYT-VP`.
    Letter,
    /// A paper that makes law: `03/2014/QĐ-UBND`.
    Normative,
    /// Of the National Assembly or its committee: `96/2019/QH14`, `1677/NQ-UBTVQH15`.
    Assembly,
    /// Of the Party: `40-CT/TU`.
    Party,
}

/// A symbol taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Symbol<'a> {
    pub(crate) form: Form,
    /// As written, with its zeros.
    pub(crate) number: &'a str,
    pub(crate) year: Option<i32>,
    /// The kind of paper, in its usual spelling: `KH`, `TTr`; `None` where it names none, or a new one.
    pub(crate) kind: Option<&'static str>,
    /// Who issued it, with the unit that drafted it: `UBND`, `CAT-PV01(CS)`.
    pub(crate) body: &'a str,
}

/// Kinds of papers, as their symbols abbreviate them.
static KINDS: [&str; 40] = [
    "KH", "BC", "QĐ", "TTr", "CT", "CTr", "NQ", "TB", "HD", "CV", "ĐA", "DA", "PA", "CĐ", "KL",
    "NĐ", "TT", "TTLT", "NQLT", "QC", "QCPH", "QyĐ", "QĐi", "TC", "BB", "HĐ", "BGN", "BTT", "GUQ",
    "GM", "GGT", "GNP", "PG", "PC", "PB", "PL", "L", "VBHN", "GP", "GCN",
];

impl<'a> Symbol<'a> {
    /// The parts of a symbol; `None` where it has none of the known forms.
    pub(crate) fn parse(text: &'a str) -> Option<Self> {
        let (number, rest) = number_of(text.trim())?;
        Self::behind(number, rest)
    }

    /// The parts of a symbol of which the number is known.
    pub(crate) fn behind(number: &'a str, rest: &'a str) -> Option<Self> {
        if let Some(rest) = rest.strip_prefix('-') {
            return party(number, rest);
        }
        match undated(rest) {
            (Some(year), rest) => with_year(number, year, rest),
            (None, rest) => without_year(number, rest.strip_prefix('/')?),
        }
    }

    /// A text that is no symbol as its writer may have meant it: without `Số`, spaces and long dashes, in
    /// capitals, with the marks of a State paper in their places. `None` where that gives none either.
    pub(crate) fn tidy(text: &str) -> Option<String> {
        let clean = cleaned(text);
        let capitals = clean.to_uppercase();
        let tries = [Some(clean.clone()), rejoined(&clean), rejoined(&capitals), Some(capitals)];
        tries.into_iter().flatten().find(|t| Symbol::parse(t).is_some())
    }
}

/// The kind of paper an abbreviation stands for, in its usual spelling.
pub(crate) fn kind_of(text: &str) -> Option<&'static str> {
    if text.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return KINDS.iter().find(|kind| kind.eq_ignore_ascii_case(text)).copied();
    }
    // Nearly every kind is written as it should be.
    let exact = KINDS.iter().find(|kind| **kind == text);
    exact.or_else(|| KINDS.iter().find(|kind| same(kind, text))).copied()
}

/// Whether two texts are the same symbol, but for capitals, spaces and `Ð` typed for `Đ`.
pub(crate) fn same(a: &str, b: &str) -> bool {
    plain(a).eq(plain(b))
}

/// The letters of a symbol, so that equal ones are the same.
pub(crate) fn plain(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|c| !c.is_whitespace()).map(|c| match c {
        'Ð' | 'ð' | 'đ' => 'Đ',
        c => c.to_ascii_uppercase(),
    })
}

/// Whether a text is its own plain letters.
pub(crate) fn is_plain(text: &str) -> bool {
    // Every letter is looked at, with no way out before the end: so they are taken many at a time.
    let is_plain = |b: u8| b.is_ascii_graphic() & !b.is_ascii_lowercase();
    text.bytes().fold(true, |all, b| all & is_plain(b))
}

/// Digits, perhaps with one letter after them (`59a`), and what follows.
pub(crate) fn number_of(text: &str) -> Option<(&str, &str)> {
    let bytes = text.as_bytes();
    let digits = bytes.iter().position(|b| !b.is_ascii_digit())?;
    if !(1..=6).contains(&digits) || bytes.iter().position(|b| *b != b'0')? == digits {
        return None;
    }
    let lettered = bytes.get(digits).is_some_and(u8::is_ascii_alphabetic);
    text.split_at_checked(digits + usize::from(lettered))
}

/// What stands behind a number, without the year it may begin with; all of it where there is none.
pub(crate) fn undated(rest: &str) -> (Option<i32>, &str) {
    match rest.strip_prefix('/').and_then(year_of) {
        Some((year, rest)) => (Some(year), rest),
        None => (None, rest),
    }
}

/// `2014/…`
fn year_of(text: &str) -> Option<(i32, &str)> {
    let (year, rest) = text.split_at_checked(4)?;
    let rest = rest.strip_prefix('/')?;
    let shaped = year.bytes().all(|b| b.is_ascii_digit());
    let year = year.parse().ok().filter(|y| shaped && (1900..2200).contains(y))?;
    Some((year, rest))
}

fn with_year<'a>(number: &'a str, year: i32, rest: &'a str) -> Option<Symbol<'a>> {
    let year = Some(year);
    if is_assembly(rest, "QH") {
        return Some(Symbol { form: Form::Assembly, number, year, kind: None, body: rest });
    }
    let (kind, body) = named(rest.split_once('-')?)?;
    let form = if is_assembly(body, "UBTVQH") { Form::Assembly } else { Form::Normative };
    is_body(body).then_some(Symbol { form, number, year, kind, body })
}

fn without_year<'a>(number: &'a str, rest: &'a str) -> Option<Symbol<'a>> {
    let (head, tail) = rest.split_once('-')?;
    let (kind, body) = match kind_of(head) {
        Some(kind) => (Some(kind), tail),
        None => (None, rest),
    };
    let form = match kind {
        None => Form::Letter,
        Some(_) if is_assembly(body, "UBTVQH") => Form::Assembly,
        Some(_) => Form::Named,
    };
    is_body(body).then_some(Symbol { form, number, year: None, kind, body })
}

fn party<'a>(number: &'a str, rest: &'a str) -> Option<Symbol<'a>> {
    let (kind, body) = named(rest.split_once('/')?)?;
    // Committees and councils of the State never write the Party's form.
    let first = body.split('-').next().unwrap_or(body);
    let state = ["UBND", "HĐND"].iter().any(|b| same(b, first));
    let fits = is_body(body) && !state;
    fits.then_some(Symbol { form: Form::Party, number, year: None, kind, body })
}

/// The kind of paper, known or not: an office may have a kind of paper of its own.
fn named<'a>((kind, body): (&str, &'a str)) -> Option<(Option<&'static str>, &'a str)> {
    let known = kind_of(kind);
    let own = (1..=6).contains(&kind.len()) && kind.chars().all(char::is_uppercase);
    (known.is_some() || own).then_some((known, body))
}

/// `QH14`, `UBTVQH15`
fn is_assembly(text: &str, name: &str) -> bool {
    let term = text.strip_prefix(name).unwrap_or("");
    !term.is_empty() && term.len() <= 2 && term.bytes().all(|b| b.is_ascii_digit())
}

/// `UBND`, `BCA-C41`, `CAT-PV01(CS)`
fn is_body(text: &str) -> bool {
    let (parts, sub) = match text.strip_suffix(')') {
        Some(inner) => match inner.split_once('(') {
            Some((parts, sub)) => (parts, Some(sub)),
            None => return false,
        },
        None => (text, None),
    };
    let starts_well = parts.starts_with(char::is_uppercase);
    starts_well && parts.split('-').all(is_part) && sub.is_none_or(|s| s.split('-').all(is_part))
}

fn is_part(part: &str) -> bool {
    let is_mark = |c: char| ('\u{300}'..='\u{36f}').contains(&c);
    !part.is_empty()
        && !part.starts_with(char::is_lowercase)
        && part.chars().all(|c| c.is_alphanumeric() || c == '&' || is_mark(c))
}

/// Without `Số:`, spaces, a closing point; with plain dashes and `Đ`.
fn cleaned(text: &str) -> String {
    let text = fold::nfc(text.trim());
    let named = ["Số", "SỐ", "số", "No", "N°"].iter().find_map(|w| text.strip_prefix(w));
    let rest = named.unwrap_or(&text).trim_start_matches([':', '.', ' ', '\u{a0}']);
    let plain = rest.chars().filter(|c| !c.is_whitespace()).map(|c| match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\\' => '/',
        'Ð' => 'Đ',
        c => c,
    });
    plain.collect::<String>().trim_end_matches(['.', ',', ';']).to_owned()
}

/// `59-KH/UBND`, `59/KH/UBND` as `59/KH-UBND`.
fn rejoined(text: &str) -> Option<String> {
    let mut parts = text.split(['/', '-']);
    let (number, kind) = (parts.next()?, kind_of(parts.next()?)?);
    let body: Vec<&str> = parts.collect();
    (!body.is_empty()).then(|| format!("{number}/{kind}-{}", body.join("-")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, form: Form, kind: Option<&str>, body: &str) {
        let symbol = Symbol::parse(text).unwrap();
        assert_eq!((symbol.form, symbol.kind, symbol.body), (form, kind, body), "{text}");
    }

    #[test]
    fn papers_of_a_named_kind() {
        check("59/KH-UBND", Form::Named, Some("KH"), "UBND");
        check("2224/QĐ-UBND", Form::Named, Some("QĐ"), "UBND");
        check("4170/QĐ-BCA-C41", Form::Named, Some("QĐ"), "BCA-C41");
        check("5634/TTr-CAT-PV01(CS)", Form::Named, Some("TTr"), "CAT-PV01(CS)");
        check("1697/QĐ-TTg", Form::Named, Some("QĐ"), "TTg");
        check("88/CV-CAT", Form::Named, Some("CV"), "CAT");
        check("45a/BC-UBND", Form::Named, Some("BC"), "UBND");
    }

    #[test]
    fn letters_name_no_kind() {
        check("3833/SYT-VP", Form::Letter, None, "SYT-VP");
        check("1829/BCĐ-C41", Form::Letter, None, "BCĐ-C41");
        check("7095/UBND-KT", Form::Letter, None, "UBND-KT");
        check("12/SKH&ĐT-TH", Form::Letter, None, "SKH&ĐT-TH");
    }

    #[test]
    fn papers_that_make_law() {
        check("111/2013/NĐ-CP", Form::Normative, Some("NĐ"), "CP");
        check("03/2014/QĐ-UBND", Form::Normative, Some("QĐ"), "UBND");
        check("101/2013/NQ-HĐND", Form::Normative, Some("NQ"), "HĐND");
        check("15/2010/TT-BCA", Form::Normative, Some("TT"), "BCA");
        check("05/2018/TTLT-VKSNDTC-BCA", Form::Normative, Some("TTLT"), "VKSNDTC-BCA");
        check("01/2020/CTPH-BCA", Form::Normative, None, "BCA");
        assert_eq!(Symbol::parse("163/2024/NĐ-CP").unwrap().year, Some(2024));
    }

    #[test]
    fn papers_of_the_assembly_and_of_the_party() {
        check("96/2019/QH14", Form::Assembly, None, "QH14");
        check("202/2025/QH15", Form::Assembly, None, "QH15");
        check("1677/NQ-UBTVQH15", Form::Assembly, Some("NQ"), "UBTVQH15");
        check("80/2023/NQ-UBTVQH15", Form::Assembly, Some("NQ"), "UBTVQH15");
        check("40-CT/TU", Form::Party, Some("CT"), "TU");
        check("13-KL/TW", Form::Party, Some("KL"), "TW");
        check("13-CTr/TU", Form::Party, Some("CTr"), "TU");
        check("181-QĐ/TW", Form::Party, Some("QĐ"), "TW");
        check("10-ĐA/TU", Form::Party, Some("ĐA"), "TU");
        check("12-BBH/HU", Form::Party, None, "HU");
    }

    #[test]
    fn zeros_stay_and_both_letters_are_read_as_one() {
        assert_eq!(Symbol::parse("0134/KH-UBND").unwrap().number, "0134");
        assert_eq!(Symbol::parse("02110/QĐ-UBND").unwrap().number, "02110");
        check("2224/QÐ-UBND", Form::Named, Some("QĐ"), "UBND");
        check("10-ÐA/TU", Form::Party, Some("ĐA"), "TU");
        assert!(same("2224/QÐ-UBND", "2224/QĐ-UBND"));
        assert!(!same("0134/KH-UBND", "134/KH-UBND"));
    }

    #[test]
    fn a_plain_text_is_its_own_letters() {
        for text in ["59/KH-UBND", "", "00001/2019/REP-P01-000", "12A(3)", "~!"] {
            assert!(is_plain(text) && plain(text).eq(text.chars()), "{text}");
        }
        for text in ["59/kh-ubnd", "59 /KH", "2224/QĐ-UBND", "2224/QÐ-UBND", "5\u{b}9/KH"] {
            assert!(!is_plain(text), "{text}");
        }
    }

    #[test]
    fn what_is_no_symbol() {
        for bad in [
            "",
            "59",
            "59/",
            "/KH-UBND",
            "59/KH",
            "59/UBND",
            "KH-UBND",
            "00/KH-UBND",
            "59/kh-ubnd",
            "59-KH/UBND",
            "59/KH/UBND",
            "59/18/QĐ-UBND",
            "59/2018/X2-UBND",
            "59/2018/Xy-UBND",
            "59/KH-",
            "59/KH-UBND(",
            "59/KH-UBND()",
            "1234567/KH-UBND",
            "59/KH - UBND",
            "59/KH–UBND",
            "không số",
            "96/2019/QH",
        ] {
            assert_eq!(Symbol::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn what_the_writer_may_have_meant() {
        let meant = |t: &str| Symbol::tidy(t).unwrap_or_default();
        assert_eq!(meant("Số: 59/KH - UBND"), "59/KH-UBND");
        assert_eq!(meant("59/KH–UBND."), "59/KH-UBND");
        assert_eq!(meant("59-KH/UBND"), "59/KH-UBND");
        assert_eq!(meant("59/KH/UBND"), "59/KH-UBND");
        assert_eq!(meant("12/ttr-cat-pv01"), "12/TTr-CAT-PV01");
        assert_eq!(meant("3833/syt-vp"), "3833/SYT-VP");
        assert_eq!(meant("không số"), "");
        assert_eq!(meant("…/KH-UBND"), "");
    }
}
