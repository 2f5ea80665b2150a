//! Days. jiff stands behind this door and nowhere else.

use std::num::NonZeroU32;

use jiff::civil;

use crate::value::Lang;

/// A day of the calendar: year, month and day, one above the other in one number, so that days are compared at once
/// and one that may be absent takes no more room.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(NonZeroU32);

/// Years are counted from this many before the year 0.
const BEFORE: i32 = 10_000;

impl Date {
    /// The day, if there is one.
    pub(crate) fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        let known = (-9999..=9999).contains(&year) && (1..=12).contains(&month) && day >= 1;
        let fits = known && (day <= 28 || day <= days_in(year, month));
        fits.then(|| Self::of_parts(year, month, day))
    }

    /// The day of parts that are known to be one.
    fn of_parts(year: i32, month: u32, day: u32) -> Self {
        // The lowest bit is always set.
        let year = (year + BEFORE).unsigned_abs();
        Self(NonZeroU32::MIN | (year << 10 | month << 6 | day << 1))
    }

    /// The day, or the last of the month where the month is shorter.
    pub(crate) fn clamped(year: i32, month: u32, day: u32) -> Option<Self> {
        let last = if (1..=12).contains(&month) { days_in(year, month) } else { 0 };
        Self::new(year, month, day.min(last))
    }

    /// The day it is in Vietnam, seven hours ahead of universal time, so many seconds after 1970 began.
    pub(crate) fn in_vietnam(seconds: u64) -> Self {
        let days = seconds.saturating_add(7 * 3600) / 86_400;
        let first = Self::of_parts(1970, 1, 1);
        first.plus_days(i64::try_from(days).unwrap_or(0))
    }

    /// `2018-04-16` and nothing else.
    pub fn parse_iso(text: &str) -> Option<Self> {
        let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text.as_bytes() else { return None };
        let digits = [y1, y2, y3, y4, m1, m2, d1, d2].map(|b| u32::from(b.wrapping_sub(b'0')));
        if digits.iter().any(|digit| *digit > 9) {
            return None;
        }
        let [y1, y2, y3, y4, m1, m2, d1, d2] = digits;
        let year = 1000 * y1 + 100 * y2 + 10 * y3 + y4;
        Self::new(year.cast_signed(), 10 * m1 + m2, 10 * d1 + d2)
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
        (self.0.get() >> 10).cast_signed() - BEFORE
    }

    pub(crate) fn month(self) -> u32 {
        self.0.get() >> 6 & 0xf
    }

    pub(crate) fn day(self) -> u32 {
        self.0.get() >> 1 & 0x1f
    }

    /// `n` days on, or back; stays put at the end of time.
    #[must_use]
    pub(crate) fn plus_days(self, n: i64) -> Self {
        self.moved(|day| day.checked_add(jiff::Span::new().try_days(n)?))
    }

    /// `n` months on, or back; a day that does not exist becomes the month's last.
    #[must_use]
    pub(crate) fn plus_months(self, n: i64) -> Self {
        self.moved(|day| day.checked_add(jiff::Span::new().try_months(n)?))
    }

    /// The day before.
    #[must_use]
    pub(crate) fn before(self) -> Self {
        self.moved(civil::Date::yesterday)
    }

    /// The day after.
    #[must_use]
    pub(crate) fn after(self) -> Self {
        self.moved(civil::Date::tomorrow)
    }

    /// Days from `earlier` to `self`.
    pub(crate) fn days_since(self, earlier: Self) -> i64 {
        let both = self.civil().and_then(|day| Ok(day.since(earlier.civil()?)?.get_days()));
        both.map_or(0, i64::from)
    }

    /// Saturday or Sunday.
    pub(crate) fn is_weekend(self) -> bool {
        use civil::Weekday::{Saturday, Sunday};
        self.civil().is_ok_and(|day| matches!(day.weekday(), Saturday | Sunday))
    }

    /// Another day; itself where there is none.
    fn moved(self, to: impl FnOnce(civil::Date) -> Result<civil::Date, jiff::Error>) -> Self {
        let parts = |day: civil::Date| {
            let [month, day_of] = [day.month(), day.day()].map(|n| u32::from(n.unsigned_abs()));
            Self::of_parts(day.year().into(), month, day_of)
        };
        self.civil().and_then(to).map_or(self, parts)
    }

    fn civil(self) -> Result<civil::Date, jiff::Error> {
        let part = |n: u32| i8::try_from(n).unwrap_or(0);
        let year = i16::try_from(self.year()).unwrap_or(0);
        civil::Date::new(year, part(self.month()), part(self.day()))
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

impl std::fmt::Debug for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(self, f)
    }
}

/// How many days a month has.
fn days_in(year: i32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
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
    fn months_are_as_long_as_the_calendar_has_them() {
        for (year, month) in (-9999..=9999).flat_map(|year| (1..=12).map(move |m| (year, m))) {
            let first = Date::new(year, month, 1).unwrap();
            let days = first.civil().unwrap().days_in_month();
            assert_eq!(days_in(year, month), u32::from(days.unsigned_abs()), "{first}");
            assert_eq!((first.year(), first.month(), first.day()), (year, month, 1));
            assert_eq!(first.moved(Ok), first);
        }
        for (year, month, day) in [(10_000, 1, 1), (2018, 0, 1), (2018, 13, 1), (2018, 1, 0)] {
            assert_eq!(Date::new(year, month, day), None);
        }
    }

    #[test]
    fn days_stand_in_order() {
        let days = [(-1, 12, 31), (0, 1, 1), (2018, 1, 31), (2018, 2, 1), (2019, 1, 1)];
        let days = days.map(|(y, m, d)| Date::new(y, m, d).unwrap());
        assert!(days.is_sorted_by(|a, b| a < b), "{days:?}");
    }

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
