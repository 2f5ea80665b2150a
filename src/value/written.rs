//! Figures as offices write them: `1.234`, `12,5 %`, `03`. A figure that reads two ways is never guessed.

use crate::value::Num;

/// The digits as written: `digits / 10^decimals`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Written {
    /// All digits without a mark.
    pub(crate) digits: i64,
    /// How many of them stand after the decimal mark.
    pub(crate) decimals: u8,
}

/// What a place wants, as far as it decides how a text is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wants {
    /// A whole number.
    Count,
    /// A percentage.
    Percent,
    /// Any decimal.
    Decimal,
}

/// Why a text is no figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unreadable {
    /// Not a figure at all.
    NotANumber,
    /// Two readings.
    Ambiguous(Written, Written),
    /// More digits than can be held (18).
    TooLong,
}

const MOST_DIGITS: usize = 18;

impl Written {
    /// Its exact value.
    pub(crate) fn num(self) -> Num {
        Num::decimal(i128::from(self.digits), self.decimals)
    }

    /// Whether two are the same number, however many decimals they are written with.
    pub(crate) fn is_same(self, other: Self) -> bool {
        if self.decimals == other.decimals {
            return self.digits == other.digits;
        }
        self.num() == other.num()
    }

    fn new(negative: bool, whole: &str, part: &str) -> Result<Self, Unreadable> {
        let digits: String = whole.chars().chain(part.chars()).collect();
        let trimmed = digits.trim_start_matches('0');
        if trimmed.len() > MOST_DIGITS || part.len() > MOST_DIGITS {
            return Err(Unreadable::TooLong);
        }
        let value: i64 = if trimmed.is_empty() {
            0
        } else {
            trimmed.parse().map_err(|_| Unreadable::NotANumber)?
        };
        let decimals = u8::try_from(part.len()).map_err(|_| Unreadable::TooLong)?;
        Ok(Self { digits: if negative { -value } else { value }, decimals })
    }

    /// A few digits, with one of these marks among them or none.
    pub(crate) fn plain(text: &[u8], is_mark: impl Fn(u8) -> bool) -> Option<Self> {
        let (written, rest) = Self::begins(text, is_mark)?;
        rest.is_empty().then_some(written)
    }

    /// The same at the front of a text, and what stands behind it.
    #[inline]
    pub(crate) fn begins(text: &[u8], is_mark: impl Fn(u8) -> bool) -> Option<(Self, &[u8])> {
        let most = text.get(..MOST_DIGITS).unwrap_or(text);
        let (digits, whole) = counted(0, most);
        let behind = most.get(whole..).filter(|_| whole > 0)?;
        let part = match behind {
            [mark, part @ ..] if is_mark(*mark) => part,
            _ => return Some((Self { digits, decimals: 0 }, text.get(whole..)?)),
        };
        let (digits, decimals) = counted(digits, part);
        let written = Self { digits, decimals: u8::try_from(decimals).ok()? };
        (decimals > 0).then_some((written, text.get(whole + 1 + decimals..)?))
    }

    /// A number of a machine: digits, `_`, one `.`, perhaps an exponent.
    pub(crate) fn parse_machine(raw: &str) -> Result<Self, Unreadable> {
        let (negative, body) = match raw.as_bytes().first() {
            Some(b'-') => (true, raw.get(1..).unwrap_or("")),
            Some(b'+') => (false, raw.get(1..).unwrap_or("")),
            _ => (false, raw),
        };
        // The usual figure has a few plain digits: no allocation for it.
        if let Some(Self { digits, decimals }) = Self::plain(body.as_bytes(), |b| b == b'.') {
            return Ok(Self { digits: if negative { -digits } else { digits }, decimals });
        }
        let clean = body.replace('_', "");
        let (digits, power) = match clean.split_once(['e', 'E']) {
            Some((d, e)) => (d, e.parse::<i32>().map_err(|_| Unreadable::NotANumber)?),
            None => (clean.as_str(), 0),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let plain = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !plain(whole) || !plain(part) {
            return Err(Unreadable::NotANumber);
        }
        match power {
            0 => Self::new(negative, whole, part),
            _ if power.unsigned_abs() > 18 => Err(Unreadable::TooLong),
            _ => shifted(negative, whole, part, power),
        }
    }

    /// A text: `,` is the decimal mark, `.` and spaces group thousands. The percent sign is cut off before.
    pub(crate) fn parse_text(text: &str, wants: Wants) -> Result<Self, Unreadable> {
        let (negative, body) = signed(text.trim());
        if body.is_empty() || !body.starts_with(|c: char| c.is_ascii_digit()) {
            return Err(Unreadable::NotANumber);
        }
        if !body.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',') || is_space(c)) {
            return Err(Unreadable::NotANumber);
        }
        let commas = body.matches(',').count();
        let dots = body.matches('.').count();
        match (commas, dots) {
            (0, 0) => Self::new(negative, &ungrouped(body, |_| false)?, ""),
            (1, _) if dots == 0 || body.find(',') > body.rfind('.') => comma(negative, body, wants),
            (0, _) => dot(negative, body, wants),
            // `1,234.5`: the marks of another country, and one reading only.
            (_, 1) => {
                let (whole, part) = body.split_once('.').unwrap_or((body, ""));
                Self::new(negative, &ungrouped(whole, |c| c == ',')?, plain(part)?)
            }
            _ => Self::new(negative, &ungrouped(body, |c| c == ',')?, ""),
        }
    }
}

/// The number that goes on with the digits at the front of a text, and how many those are: no more than can be held.
#[inline]
fn counted(mut number: i64, text: &[u8]) -> (i64, usize) {
    let mut count = 0;
    for byte in text {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            break;
        }
        number = number.wrapping_mul(10).wrapping_add(i64::from(digit));
        count += 1;
    }
    (number, count)
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || c == '\u{202f}'
}

fn signed(text: &str) -> (bool, &str) {
    for minus in ["-", "\u{2212}", "\u{2013}"] {
        if let Some(rest) = text.strip_prefix(minus) {
            return (true, rest.trim_start());
        }
    }
    (false, text.strip_prefix('+').unwrap_or(text).trim_start())
}

fn plain(part: &str) -> Result<&str, Unreadable> {
    let ok = !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if ok { Ok(part) } else { Err(Unreadable::NotANumber) }
}

/// Digits without their groups of three; a group of another length is no figure.
fn ungrouped(text: &str, mark: impl Fn(char) -> bool) -> Result<String, Unreadable> {
    let groups: Vec<&str> = text.split(|c| mark(c) || is_space(c)).collect();
    let first = groups.first().copied().unwrap_or("");
    let rest_ok = groups.iter().skip(1).all(|g| g.len() == 3);
    let all_digits = groups.iter().all(|g| !g.is_empty() && g.bytes().all(|b| b.is_ascii_digit()));
    if !all_digits || !rest_ok || (groups.len() > 1 && first.len() > 3) {
        return Err(Unreadable::NotANumber);
    }
    Ok(groups.concat())
}

/// One comma after all dots: the decimal mark. `1,234` where a count is wanted may be the thousands of
/// another country.
fn comma(negative: bool, body: &str, wants: Wants) -> Result<Written, Unreadable> {
    let (whole, part) = body.split_once(',').unwrap_or((body, ""));
    let decimal = Written::new(negative, &ungrouped(whole, |c| c == '.')?, plain(part)?)?;
    if wants == Wants::Count && part.len() == 3 && whole.len() <= 3 {
        let grouped = Written::new(negative, &ungrouped(body, |c| c == ',')?, "")?;
        return Err(Unreadable::Ambiguous(decimal, grouped));
    }
    Ok(decimal)
}

/// Dots without a comma: thousands; one dot before other than three digits can only be a decimal mark.
fn dot(negative: bool, body: &str, wants: Wants) -> Result<Written, Unreadable> {
    let grouped = ungrouped(body, |c| c == '.').and_then(|w| Written::new(negative, &w, ""));
    let decimal = match body.split_once('.') {
        Some((whole, part)) if !part.contains('.') => {
            ungrouped(whole, |_| false).and_then(|w| Written::new(negative, &w, plain(part)?))
        }
        _ => Err(Unreadable::NotANumber),
    };
    match (grouped, decimal) {
        (Ok(g), Ok(d)) if wants == Wants::Percent => Err(Unreadable::Ambiguous(d, g)),
        (Ok(g), _) => Ok(g),
        (Err(_), d) => d,
    }
}

fn shifted(negative: bool, whole: &str, part: &str, power: i32) -> Result<Written, Unreadable> {
    let digits = format!("{whole}{part}");
    let point = i32::try_from(whole.len()).map_err(|_| Unreadable::TooLong)? + power;
    let length = i32::try_from(digits.len()).map_err(|_| Unreadable::TooLong)?;
    let zeros = |n: i32| "0".repeat(usize::try_from(n).unwrap_or(0));
    if point <= 0 {
        return Written::new(negative, "0", &format!("{}{digits}", zeros(-point)));
    }
    if point >= length {
        return Written::new(negative, &format!("{digits}{}", zeros(point - length)), "");
    }
    let (w, p) = digits.split_at(usize::try_from(point).unwrap_or(0));
    Written::new(negative, w, p)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn w(digits: i64, decimals: u8) -> Written {
        Written { digits, decimals }
    }

    #[track_caller]
    fn text(t: &str, wants: Wants, want: Result<Written, Unreadable>) {
        assert_eq!(Written::parse_text(t, wants), want, "{t}");
    }

    #[test]
    fn texts_of_offices() {
        text("1.234", Wants::Count, Ok(w(1234, 0)));
        text("1 234", Wants::Count, Ok(w(1234, 0)));
        text("1\u{a0}234", Wants::Count, Ok(w(1234, 0)));
        text("05", Wants::Count, Ok(w(5, 0)));
        text("12,5", Wants::Decimal, Ok(w(125, 1)));
        text("1.364.329.243", Wants::Decimal, Ok(w(1_364_329_243, 0)));
        text("12.375,3", Wants::Decimal, Ok(w(123_753, 1)));
        text("79.2", Wants::Percent, Ok(w(792, 1)));
        text("-7,7", Wants::Percent, Ok(w(-77, 1)));
        text("1,234.5", Wants::Decimal, Ok(w(12_345, 1)));
    }

    #[test]
    fn two_readings_are_both_shown() {
        text("1.234", Wants::Percent, Err(Unreadable::Ambiguous(w(1234, 3), w(1234, 0))));
        text("1,234", Wants::Count, Err(Unreadable::Ambiguous(w(1234, 3), w(1234, 0))));
    }

    #[test]
    fn what_is_no_figure() {
        for bad in ["", "không", "12a", "1.23.4", "1..2", "-", "12 34", ",5"] {
            text(bad, Wants::Decimal, Err(Unreadable::NotANumber));
        }
        text("1234567890123456789", Wants::Decimal, Err(Unreadable::TooLong));
    }

    #[test]
    fn machine_numbers_keep_every_digit() {
        assert_eq!(Written::parse_machine("79.20"), Ok(w(7920, 2)));
        assert_eq!(Written::parse_machine("1_000"), Ok(w(1000, 0)));
        assert_eq!(Written::parse_machine("-1.5e2"), Ok(w(-150, 0)));
        assert_eq!(Written::parse_machine("15e-3"), Ok(w(15, 3)));
        assert_eq!(Written::parse_machine("79.99999999999999999999"), Err(Unreadable::TooLong));
        assert_eq!(Written::parse_machine("123456789012345678"), Ok(w(123_456_789_012_345_678, 0)));
        assert_eq!(Written::parse_machine("-46.0"), Ok(w(-460, 1)));
        assert_eq!(Written::parse_machine("46."), Ok(w(46, 0)));
        assert_eq!(Written::parse_machine("nan"), Err(Unreadable::NotANumber));
        assert_eq!(Written::parse_machine("1e-2147483648"), Err(Unreadable::TooLong));
    }
}
