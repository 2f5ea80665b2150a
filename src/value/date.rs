//! Days. jiff stands behind this door and nowhere else.

use jiff::civil;

use crate::value::Lang;

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(civil::Date);

impl Date {
    /// The day, if there is one.
    pub(crate) fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        let (y, m, d) = (year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?);
        civil::Date::new(y, m, d).ok().map(Self)
    }

    /// The day, or the last of the month where the month is shorter.
    pub(crate) fn clamped(year: i32, month: u32, day: u32) -> Option<Self> {
        Self::new(year, month, day).or_else(|| {
            let first = Self::new(year, month, 1)?;
            (day > 28).then(|| Self(first.0.last_of_month()))
        })
    }

    /// The day it is in Vietnam, seven hours ahead of universal time, so many seconds after 1970 began.
    pub(crate) fn in_vietnam(seconds: u64) -> Self {
        let days = seconds.saturating_add(7 * 3600) / 86_400;
        let first = Self(civil::Date::constant(1970, 1, 1));
        first.plus_days(i64::try_from(days).unwrap_or(0))
    }

    /// `2018-04-16` and nothing else.
    pub fn parse_iso(text: &str) -> Option<Self> {
        let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text.as_bytes() else { return None };
        let (century, year) = (two(y1, y2)?, two(y3, y4)?);
        let year = i16::from(century) * 100 + i16::from(year);
        civil::Date::new(year, two(m1, m2)?, two(d1, d2)?).ok().map(Self)
    }

    /// `16/4/2018`, `16.4.2018` or `16-4-2018`: day, month, year. Never month first.
    pub(crate) fn parse_vietnamese(text: &str) -> Option<Self> {
        let mark = text.chars().find(|c| matches!(c, '/' | '.' | '-'))?;
        let parts: Vec<&str> = text.split(mark).map(str::trim).collect();
        let [d, m, y] = parts.as_slice() else { return None };
        let short = |s: &str, most: usize| {
            !s.is_empty() && s.len() <= most && s.bytes().all(|b| b.is_ascii_digit())
        };
        if !(short(d, 2) && short(m, 2) && y.len() == 4 && short(y, 4)) {
            return None;
        }
        Self::new(y.parse().ok()?, m.parse().ok()?, d.parse().ok()?)
    }

    pub(crate) fn year(self) -> i32 {
        i32::from(self.0.year())
    }

    pub(crate) fn month(self) -> u32 {
        u32::from(self.0.month().unsigned_abs())
    }

    pub(crate) fn day(self) -> u32 {
        u32::from(self.0.day().unsigned_abs())
    }

    /// `n` days on, or back; stays put at the end of time.
    #[must_use]
    pub(crate) fn plus_days(self, n: i64) -> Self {
        let span = jiff::Span::new().try_days(n);
        span.and_then(|s| self.0.checked_add(s)).map_or(self, Self)
    }

    /// `n` months on, or back; a day that does not exist becomes the month's last.
    #[must_use]
    pub(crate) fn plus_months(self, n: i64) -> Self {
        let span = jiff::Span::new().try_months(n);
        span.and_then(|s| self.0.checked_add(s)).map_or(self, Self)
    }

    /// The day before.
    #[must_use]
    pub(crate) fn before(self) -> Self {
        self.0.yesterday().map_or(self, Self)
    }

    /// The day after.
    #[must_use]
    pub(crate) fn after(self) -> Self {
        self.0.tomorrow().map_or(self, Self)
    }

    /// Days from `earlier` to `self`.
    pub(crate) fn days_since(self, earlier: Self) -> i64 {
        self.0.since(earlier.0).map_or(0, |s| i64::from(s.get_days()))
    }

    /// Saturday or Sunday.
    pub(crate) fn is_weekend(self) -> bool {
        matches!(self.0.weekday(), civil::Weekday::Saturday | civil::Weekday::Sunday)
    }

    /// For a reader: `16/4/2018`, or `2018-04-16`.
    pub(crate) fn show(self, lang: Lang) -> String {
        match lang {
            Lang::Vi => format!("{}/{}/{}", self.day(), self.month(), self.year()),
            Lang::En => self.to_string(),
        }
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

/// The number of two digits.
fn two(ten: u8, one: u8) -> Option<i8> {
    let (ten, one) = (ten.wrapping_sub(b'0'), one.wrapping_sub(b'0'));
    if ten > 9 || one > 9 {
        return None;
    }
    i8::try_from(10 * ten + one).ok()
}

/// The number of a few digits.
pub(super) fn digits(text: &[u8]) -> Option<u32> {
    text.iter().try_fold(0, |n, b| b.is_ascii_digit().then(|| n * 10 + u32::from(b - b'0')))
}

/// A span of days, both ends included; an end left out is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Days {
    /// First day.
    pub(crate) from: Option<Date>,
    /// Last day.
    pub(crate) to: Option<Date>,
}

impl Days {
    /// All days.
    pub(crate) const ALL: Self = Self { from: None, to: None };

    pub(crate) fn contains(self, day: Date) -> bool {
        self.from.is_none_or(|f| f <= day) && self.to.is_none_or(|t| day <= t)
    }

    /// What both hold. Empty when its `from` is after its `to`.
    #[must_use]
    pub(crate) fn and(self, o: Self) -> Self {
        let from = match (self.from, o.from) {
            (Some(a), Some(b)) => Some(a.max(b)),
            (a, b) => a.or(b),
        };
        let to = match (self.to, o.to) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        Self { from, to }
    }

    pub(crate) fn is_empty(self) -> bool {
        matches!((self.from, self.to), (Some(f), Some(t)) if f > t)
    }

    /// Whether some day is in both.
    pub(crate) fn meets(self, o: Self) -> bool {
        !self.and(o).is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_iso_days_are_read() {
        assert_eq!(Date::parse_iso("2018-04-16"), Date::new(2018, 4, 16));
        assert_eq!(Date::parse_iso("20180416"), None);
        assert_eq!(Date::parse_iso("2018-02-30"), None);
    }

    #[test]
    fn the_day_begins_seven_hours_early_in_vietnam() {
        assert_eq!(Date::in_vietnam(1_548_953_999).to_string(), "2019-01-31");
        assert_eq!(Date::in_vietnam(1_548_954_000).to_string(), "2019-02-01");
    }

    #[test]
    fn vietnamese_days_put_the_day_first() {
        assert_eq!(Date::parse_vietnamese("5/9/2019"), Date::new(2019, 9, 5));
        assert_eq!(Date::parse_vietnamese("16.4.2018"), Date::new(2018, 4, 16));
        assert_eq!(Date::parse_vietnamese("4/16/2018"), None);
        assert_eq!(Date::parse_vietnamese("1/2/18"), None);
    }

    #[test]
    fn a_day_that_does_not_exist_is_the_months_last() {
        assert_eq!(Date::clamped(2019, 2, 29), Date::new(2019, 2, 28));
        assert_eq!(Date::new(2019, 1, 31).unwrap().plus_months(1), Date::new(2019, 2, 28).unwrap());
    }
}
