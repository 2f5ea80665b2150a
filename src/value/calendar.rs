//! Calendars: on which day a month begins, which days are worked. Data files, never guesses.

use rustc_hash::FxHashMap;

use crate::value::{Date, Month, Period};

/// The day a month of figures begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MonthStart {
    /// The first of the month itself.
    Civil,
    /// This day of the month before (15 under decree 09/2019/NĐ-CP, article 12).
    DayBefore(u32),
}

/// A plan's calendar: one rule, or several that follow each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Calendar {
    /// In order; each holds up to and with its day.
    pub(crate) until: Vec<(Date, MonthStart)>,
    /// Holds after the last of them.
    pub(crate) then: MonthStart,
}

impl Calendar {
    /// Calendar months throughout.
    pub(crate) const CIVIL: Self = Self { until: Vec::new(), then: MonthStart::Civil };

    /// The calendar of that name: `civil`, `decree_09_2019`.
    pub(crate) fn named(name: &str) -> Option<MonthStart> {
        match name {
            "civil" => Some(MonthStart::Civil),
            "decree_09_2019" => Some(MonthStart::DayBefore(15)),
            _ => None,
        }
    }

    fn rule(&self, p: Period) -> MonthStart {
        if self.until.is_empty() {
            return self.then;
        }
        let last = civil_last(p.to);
        self.until.iter().find(|(day, _)| last <= *day).map_or(self.then, |(_, rule)| *rule)
    }

    /// First day of the figures of `p`.
    pub(crate) fn first(&self, p: Period) -> Date {
        match self.rule(p) {
            MonthStart::Civil => civil_first(p.from),
            MonthStart::DayBefore(day) => day_of(Month(p.from.0 - 1), day),
        }
    }

    /// Last day of the figures of `p`.
    pub(crate) fn last(&self, p: Period) -> Date {
        match self.rule(p) {
            MonthStart::Civil => civil_last(p.to),
            MonthStart::DayBefore(day) => day_of(p.to, day).before(),
        }
    }
}

fn day_of(m: Month, day: u32) -> Date {
    Date::clamped(m.year(), m.of_year(), day).unwrap_or_else(|| civil_first(m))
}

/// The first day of a calendar month.
pub(crate) fn civil_first(m: Month) -> Date {
    // A month number always gives a day within the years that `Date` holds, or the edge of them.
    Date::new(m.year().clamp(1, 9998), m.of_year(), 1).unwrap_or_else(edge)
}

/// The last day of a calendar month.
pub(crate) fn civil_last(m: Month) -> Date {
    Date::clamped(m.year().clamp(1, 9998), m.of_year(), 31).unwrap_or_else(edge)
}

fn edge() -> Date {
    Date::parse_iso("0001-01-01").unwrap_or_else(edge)
}

/// Days off and moved working days, by year; a year that is not here is not known.
#[derive(Debug, Clone, Default)]
pub(crate) struct Holidays {
    /// Years that the data cover.
    pub(crate) years: Vec<i32>,
    /// `true`: a working day although it is a weekend; `false`: a day off.
    pub(crate) days: FxHashMap<Date, bool>,
}

impl Holidays {
    /// The days of a text that is known to be right.
    pub(crate) fn parse(text: &str) -> Self {
        let mut out = Self::default();
        let read = out.add(text);
        debug_assert!(read.is_ok(), "what is built in is read by a test");
        out
    }

    /// Takes in lines `2018-04-30,no,name` under a header; `Err` is the line, from one, that is no day.
    pub(crate) fn add(&mut self, text: &str) -> Result<(), usize> {
        let lines = text.lines().enumerate().skip(1).filter(|(_, line)| !line.trim().is_empty());
        for (n, line) in lines {
            let mut parts = line.split(',').map(str::trim);
            let day = parts.next().and_then(Date::parse_iso).ok_or(n + 1)?;
            let works = match parts.next() {
                Some("yes") => true,
                Some("no") => false,
                _ => return Err(n + 1),
            };
            if !self.years.contains(&day.year()) {
                self.years.push(day.year());
            }
            self.days.insert(day, works);
        }
        Ok(())
    }

    /// Whether offices work that day.
    pub(crate) fn is_working(&self, day: Date) -> bool {
        self.days.get(&day).copied().unwrap_or(!day.is_weekend())
    }

    pub(crate) fn knows(&self, day: Date) -> bool {
        self.years.contains(&day.year())
    }

    /// The `n`th working day after `day`.
    pub(crate) fn plus_working(&self, day: Date, n: i64) -> Date {
        let mut at = day;
        for _ in 0..n.min(10_000) {
            at = self.working_on_or_after(at.after());
        }
        at
    }

    /// `day`, or the next working day.
    pub(crate) fn working_on_or_after(&self, day: Date) -> Date {
        let mut at = day;
        // No country closes its offices for a hundred days: the bound only keeps bad data from looping.
        for _ in 0..100 {
            if self.is_working(at) {
                return at;
            }
            at = at.after();
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(s: &str) -> Date {
        Date::parse_iso(s).unwrap()
    }

    #[track_caller]
    fn check(calendar: &Calendar, label: &str, first: &str, last: &str) {
        let p = Period::parse(label).unwrap();
        assert_eq!((calendar.first(p), calendar.last(p)), (day(first), day(last)), "{label}");
    }

    #[test]
    fn decree_09_closes_on_the_14th() {
        let c = Calendar { until: Vec::new(), then: MonthStart::DayBefore(15) };
        check(&c, "2020-Q1", "2019-12-15", "2020-03-14");
        check(&c, "2020-H1", "2019-12-15", "2020-06-14");
        check(&c, "2020-9M", "2019-12-15", "2020-09-14");
        check(&c, "2020", "2019-12-15", "2020-12-14");
        check(&c, "2020-02", "2020-01-15", "2020-02-14");
    }

    #[test]
    fn a_period_follows_the_calendar_of_its_civil_last_day() {
        let c = Calendar {
            until: vec![(day("2019-03-11"), MonthStart::Civil)],
            then: MonthStart::DayBefore(15),
        };
        check(&c, "2018", "2018-01-01", "2018-12-31");
        check(&c, "2019-02", "2019-02-01", "2019-02-28");
        check(&c, "2019-Q1", "2018-12-15", "2019-03-14");
    }

    #[test]
    fn working_days_skip_weekends_and_days_off() {
        let mut h = Holidays { years: vec![2018], days: FxHashMap::default() };
        h.days.insert(day("2018-04-30"), false);
        h.days.insert(day("2018-05-05"), true);
        assert_eq!(h.plus_working(day("2018-04-27"), 1), day("2018-05-01"));
        assert_eq!(h.working_on_or_after(day("2018-05-05")), day("2018-05-05"));
    }
}
