//! One value as it stands in a file to a value of its kind. Missing, zero, not applicable, not collected and
//! withheld are five things and stay so.

use crate::facts::State;
use crate::plan::Ty;
use crate::value::{
    Date, Written, fold,
    written::{Unreadable, Wants},
};

/// A value as it stands, before its kind is known.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Raw<'a> {
    /// A number of TOML.
    Machine(&'a str),
    Text(&'a str),
    Flag(bool),
    Day(Date),
    /// A list, a time of day.
    Odd,
}

/// What is wanted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Kind<'p> {
    pub(crate) ty: &'p Ty,
    /// The decimals that a machine may have dropped.
    pub(crate) digits: Option<u8>,
}

/// A value of its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Got<'a> {
    /// An empty text.
    Missing,
    Number(Written),
    /// A percentage between nought and one, with the digits of a fraction: taken as written.
    Fraction(Written),
    Flag(bool),
    Day(Date),
    Text(&'a str),
    /// Not given, with a reason or without.
    Absent(State, bool),
}

/// Why it is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    Kind,
    TooLong,
    Ambiguous(Written, Written),
    Negative(Written),
    Broken(Written),
}

/// The words for a value that is not given, as a cell has them.
const ABSENT: [(&str, State); 4] = [
    ("not collected", State::NotCollected),
    ("not_collected", State::NotCollected),
    ("withheld", State::Withheld),
    ("na", State::NotApplicable),
];

/// A cell of a table, where `na: reason` stands for what TOML writes in braces.
pub(crate) fn read_cell<'a>(text: &'a str, kind: Kind<'_>) -> Result<Got<'a>, Fault> {
    let text = text.trim();
    match text.as_bytes().first() {
        None => Ok(Got::Missing),
        Some(b'n' | b'N' | b'w' | b'W') => match absent(text) {
            Some(got) => Ok(got),
            None => read(Raw::Text(text), kind),
        },
        Some(_) => read(Raw::Text(text), kind),
    }
}

fn absent(text: &str) -> Option<Got<'_>> {
    ABSENT.iter().find_map(|(word, state)| {
        let (start, rest) = text.split_at_checked(word.len())?;
        if !start.eq_ignore_ascii_case(word) {
            return None;
        }
        match rest.trim_start().strip_prefix(':') {
            Some(reason) => Some(Got::Absent(*state, !reason.trim().is_empty())),
            None if rest.trim().is_empty() => Some(Got::Absent(*state, false)),
            None => None,
        }
    })
}

/// A value of a kind, or why it is none.
pub(crate) fn read<'a>(raw: Raw<'a>, kind: Kind<'_>) -> Result<Got<'a>, Fault> {
    if matches!(raw, Raw::Text(text) if text.trim().is_empty()) {
        return Ok(Got::Missing);
    }
    match kind.ty {
        Ty::Count => count(number(raw, Wants::Count)?),
        Ty::Year => year(number(raw, Wants::Count)?),
        Ty::Percent => percent(raw, kind.digits),
        Ty::Amount(_) | Ty::Number(_) | Ty::Ratio | Ty::Duration => {
            number(raw, Wants::Decimal).map(|w| Got::Number(padded(raw, w, kind.digits)))
        }
        Ty::Truth => flag(raw),
        Ty::Date => day(raw),
        Ty::Text | Ty::Unit | Ty::Broken => match raw {
            Raw::Text(text) | Raw::Machine(text) => Ok(Got::Text(text)),
            Raw::Flag(_) | Raw::Day(_) | Raw::Odd => Err(Fault::Kind),
        },
    }
}

fn number(raw: Raw<'_>, wants: Wants) -> Result<Written, Fault> {
    let read = match raw {
        Raw::Machine(digits) => Written::parse_machine(digits),
        Raw::Text(text) => match plain(text.as_bytes()) {
            Some(written) => Ok(written),
            None => Written::parse_text(text, wants),
        },
        Raw::Flag(_) | Raw::Day(_) | Raw::Odd => return Err(Fault::Kind),
    };
    read.map_err(|error| match error {
        Unreadable::NotANumber => Fault::Kind,
        Unreadable::TooLong => Fault::TooLong,
        Unreadable::Ambiguous(a, b) => Fault::Ambiguous(a, b),
    })
}

/// What nearly every cell holds: a few digits, perhaps one mark and one or two decimals. All readings agree
/// on these, and none of ten million needs the long way.
fn plain(text: &[u8]) -> Option<Written> {
    Written::plain(text, is_mark).filter(|written| written.decimals <= 2)
}

fn is_mark(byte: u8) -> bool {
    matches!(byte, b'.' | b',')
}

/// A number that needs no second look.
pub(crate) fn quick(cell: &[u8], ty: &Ty) -> Option<Written> {
    plain(cell).filter(|written| is_sound(*written, ty))
}

/// The same at the front of a text, and what stands behind it: the cell ends at a delimiter.
#[inline]
pub(crate) fn quick_front<'t>(
    text: &'t [u8],
    delimiter: u8,
    ty: &Ty,
) -> Option<(Written, &'t [u8])> {
    let (written, rest) = Written::begins(text, |byte| is_mark(byte) && byte != delimiter)?;
    (written.decimals <= 2 && is_sound(written, ty)).then_some((written, rest))
}

/// Whether nothing is to be said of a number of that kind.
fn is_sound(written: Written, ty: &Ty) -> bool {
    match ty {
        Ty::Count => written.decimals == 0,
        Ty::Percent => !is_fraction(written),
        Ty::Amount(_) | Ty::Number(_) | Ty::Ratio | Ty::Duration => true,
        Ty::Year | Ty::Truth | Ty::Date | Ty::Text | Ty::Unit | Ty::Broken => false,
    }
}

fn count(written: Written) -> Result<Got<'static>, Fault> {
    let whole = whole(written).ok_or(Fault::Broken(written))?;
    if whole < 0 {
        return Err(Fault::Negative(written));
    }
    Ok(Got::Number(Written { digits: whole, decimals: 0 }))
}

fn year(written: Written) -> Result<Got<'static>, Fault> {
    match whole(written) {
        Some(year) if (1..=9999).contains(&year) => {
            Ok(Got::Number(Written { digits: year, decimals: 0 }))
        }
        Some(_) | None => Err(Fault::Kind),
    }
}

fn whole(written: Written) -> Option<i64> {
    if written.decimals == 0 {
        return Some(written.digits);
    }
    let one = 10_i64.checked_pow(u32::from(written.decimals))?;
    (written.digits % one == 0).then_some(written.digits / one)
}

fn percent(raw: Raw<'_>, digits: Option<u8>) -> Result<Got<'_>, Fault> {
    let (bare, signed) = match raw {
        Raw::Text(text) => match text.trim().strip_suffix('%') {
            Some(rest) => (Raw::Text(rest.trim_end()), true),
            None => (raw, false),
        },
        Raw::Machine(_) | Raw::Flag(_) | Raw::Day(_) | Raw::Odd => (raw, false),
    };
    let written = number(bare, Wants::Percent)?;
    let got = padded(raw, written, digits);
    Ok(if !signed && is_fraction(written) { Got::Fraction(got) } else { Got::Number(got) })
}

/// More than nought and less than one, with two decimals or more.
fn is_fraction(written: Written) -> bool {
    written.decimals >= 2 && {
        let one = 10_i64.checked_pow(u32::from(written.decimals)).unwrap_or(i64::MAX);
        (1..one).contains(&written.digits)
    }
}

/// A machine drops closing zeros: `79` of a figure with one digit was 79.0.
fn padded(raw: Raw<'_>, written: Written, digits: Option<u8>) -> Written {
    let Written { digits: value, decimals } = written;
    let least = match (raw, digits) {
        (Raw::Machine(_), Some(least)) if least > decimals => least,
        (_, _) => return written,
    };
    let factor = 10_i64.checked_pow(u32::from(least - decimals));
    match factor.and_then(|f| value.checked_mul(f)) {
        Some(digits) => Written { digits, decimals: least },
        None => written,
    }
}

fn flag(raw: Raw<'_>) -> Result<Got<'_>, Fault> {
    match raw {
        Raw::Flag(flag) => Ok(Got::Flag(flag)),
        Raw::Text(text) => match fold::nfc(text.trim()).to_lowercase().as_str() {
            "true" | "có" | "x" => Ok(Got::Flag(true)),
            "false" | "không" => Ok(Got::Flag(false)),
            _ => Err(Fault::Kind),
        },
        Raw::Machine(_) | Raw::Day(_) | Raw::Odd => Err(Fault::Kind),
    }
}

fn day(raw: Raw<'_>) -> Result<Got<'_>, Fault> {
    match raw {
        Raw::Day(day) => Ok(Got::Day(day)),
        Raw::Text(text) => parse_day(text).map(Got::Day).ok_or(Fault::Kind),
        Raw::Machine(_) | Raw::Flag(_) | Raw::Odd => Err(Fault::Kind),
    }
}

/// `2018-03-20`, `20/3/2018`.
pub(crate) fn parse_day(text: &str) -> Option<Date> {
    // Nearly every day needs neither.
    Date::parse_iso(text).or_else(|| {
        let text = text.trim();
        Date::parse_iso(text).or_else(|| Date::parse_vietnamese(text))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn w(digits: i64, decimals: u8) -> Written {
        Written { digits, decimals }
    }

    #[track_caller]
    fn value(raw: Raw<'_>, ty: &Ty, want: Result<Got<'_>, Fault>) {
        assert_eq!(read(raw, Kind { ty, digits: Some(1) }), want);
    }

    #[track_caller]
    fn cell(text: &str, ty: &Ty, want: Result<Got<'_>, Fault>) {
        assert_eq!(read_cell(text, Kind { ty, digits: None }), want, "{text}");
    }

    #[test]
    fn five_things_are_not_one() {
        cell("", &Ty::Count, Ok(Got::Missing));
        cell("  ", &Ty::Text, Ok(Got::Missing));
        cell("0", &Ty::Count, Ok(Got::Number(w(0, 0))));
        cell("na: tính theo năm", &Ty::Count, Ok(Got::Absent(State::NotApplicable, true)));
        cell("NA", &Ty::Count, Ok(Got::Absent(State::NotApplicable, false)));
        cell("not collected : x", &Ty::Text, Ok(Got::Absent(State::NotCollected, true)));
        cell("withheld:", &Ty::Percent, Ok(Got::Absent(State::Withheld, false)));
        cell("nam", &Ty::Text, Ok(Got::Text("nam")));
        cell("n/a", &Ty::Count, Err(Fault::Kind));
    }

    #[test]
    fn counts_are_whole_and_not_negative() {
        value(Raw::Machine("12.0"), &Ty::Count, Ok(Got::Number(w(12, 0))));
        value(Raw::Text("1.234"), &Ty::Count, Ok(Got::Number(w(1234, 0))));
        value(Raw::Machine("12.5"), &Ty::Count, Err(Fault::Broken(w(125, 1))));
        value(Raw::Text("12,5"), &Ty::Count, Err(Fault::Broken(w(125, 1))));
        value(Raw::Machine("-3"), &Ty::Count, Err(Fault::Negative(w(-3, 0))));
        value(Raw::Machine("-0"), &Ty::Count, Ok(Got::Number(w(0, 0))));
        value(Raw::Text("3%"), &Ty::Count, Err(Fault::Kind));
        value(Raw::Machine("123456789012345678901"), &Ty::Count, Err(Fault::TooLong));
    }

    #[test]
    fn a_percentage_is_in_percent() {
        let percent = &Ty::Percent;
        value(Raw::Text("79,2%"), percent, Ok(Got::Number(w(792, 1))));
        value(Raw::Text("79.2 %"), percent, Ok(Got::Number(w(792, 1))));
        value(Raw::Machine("79"), percent, Ok(Got::Number(w(790, 1))));
        value(Raw::Machine("0.792"), percent, Ok(Got::Fraction(w(792, 3))));
        value(Raw::Text("0,79"), percent, Ok(Got::Fraction(w(79, 2))));
        value(Raw::Text("0,79%"), percent, Ok(Got::Number(w(79, 2))));
        value(Raw::Machine("0.5"), percent, Ok(Got::Number(w(5, 1))));
        value(Raw::Text("1.234"), percent, Err(Fault::Ambiguous(w(1234, 3), w(1234, 0))));
    }

    #[test]
    fn the_short_way_reads_as_the_long_one() {
        for text in
            ["0", "05", "12,5", "12.5", "1.25", "1,25", "1.234", "1,234", "7.", ",5", "1.2.3"]
        {
            for ty in [Ty::Count, Ty::Percent, Ty::Ratio] {
                if let Some(quick) = quick(text.as_bytes(), &ty) {
                    cell(text, &ty, Ok(Got::Number(quick)));
                }
            }
            for wants in [Wants::Count, Wants::Percent, Wants::Decimal] {
                if let Some(short) = plain(text.as_bytes()) {
                    assert_eq!(Written::parse_text(text, wants), Ok(short), "{text}");
                }
            }
        }
        assert!(plain(b"1.234").is_none() && plain(b"7.").is_none() && plain(b"12,5").is_some());
    }

    #[test]
    fn flags_and_days() {
        cell("Có", &Ty::Truth, Ok(Got::Flag(true)));
        cell("X", &Ty::Truth, Ok(Got::Flag(true)));
        cell("không", &Ty::Truth, Ok(Got::Flag(false)));
        cell("1", &Ty::Truth, Err(Fault::Kind));
        cell("5/9/2019", &Ty::Date, Ok(Got::Day(Date::new(2019, 9, 5).unwrap())));
        cell("9/5/19", &Ty::Date, Err(Fault::Kind));
    }
}
