//! When duties are owed: frequencies, occasions, due days, closing days.

use crate::syntax::parser::{Parse, Parser};
use crate::syntax::token::{Sign, TokenKind};
use crate::syntax::tree::{Day, Every, Next, Occ, OccKind, Schedule, Term};
use crate::syntax::words::{self, Want};
use crate::value::Step;

/// Steps that a year is counted by.
pub(super) const STEPS: [(&str, Step); 4] = [
    ("month", Step::Month),
    ("quarter", Step::Quarter),
    ("half", Step::Half),
    ("year", Step::Year),
];

/// Named occasions of a year; `9M` is a token of its own.
const OCCASIONS: [(&str, (u8, u8)); 7] = [
    ("Q1", (1, 3)),
    ("Q2", (4, 6)),
    ("Q3", (7, 9)),
    ("Q4", (10, 12)),
    ("H1", (1, 6)),
    ("H2", (7, 12)),
    ("Y", (1, 12)),
];

/// Words of a frequency, for the nearest to be named.
const FREQUENCIES: [&str; 11] = [
    "month",
    "quarter",
    "half",
    "year",
    "once",
    "on demand",
    "unspecified",
    "merged",
    "H1",
    "Q1",
    "Y",
];

impl Parser<'_> {
    /// `once`, or a list of steps, occasions and periods, perhaps `merged`.
    pub(super) fn schedule(&mut self) -> Parse<Schedule> {
        if self.at_word("once") {
            let span = self.here();
            self.bump();
            return Ok(Schedule { parts: vec![Every::Once(span)], merged: false });
        }
        let parts = self.list(Self::every_part)?;
        let merged = self.eat_word("merged");
        Ok(Schedule { parts, merged })
    }

    fn every_part(&mut self) -> Parse<Every> {
        let start = self.at;
        if self.at_word("on") && self.is_word(self.at + 1, "demand") {
            self.bump();
            self.bump();
            return Ok(Every::OnDemand(self.since(start)));
        }
        if let Some(occ) = self.eat_occ() {
            return Ok(Every::Occ(occ));
        }
        self.near(&FREQUENCIES);
        if ["once", "merged", "unspecified"].iter().any(|word| self.at_word(word)) {
            return self.miss(&[Want::SCHEDULE]);
        }
        let point = self.point(Want::SCHEDULE)?;
        self.near(&FREQUENCIES);
        Ok(Every::Point(point))
    }

    fn eat_occ(&mut self) -> Option<Occ> {
        let (text, span) = (self.text(), self.here());
        let step = STEPS.iter().find(|(word, _)| *word == text).map(|(_, s)| OccKind::Step(*s));
        let months = OCCASIONS.iter().find(|(word, _)| *word == text).map(|(_, m)| *m);
        let kind = if self.kind() == TokenKind::NineMonths {
            OccKind::Months(1, 9)
        } else {
            step.or(months.map(|(a, b)| OccKind::Months(a, b)))?
        };
        self.bump();
        Some(Occ { kind, span })
    }

    /// `for H1, Y`; nothing where it does not stand.
    pub(super) fn only(&mut self) -> Parse<Vec<Occ>> {
        if !self.eat_word("for") {
            return Ok(Vec::new());
        }
        self.list(|parser| {
            if let Some(occ) = parser.eat_occ() {
                return Ok(occ);
            }
            parser.near(&FREQUENCIES);
            parser.miss(&[Want::OCCASION])
        })
    }

    /// `within 15 working days of EVENT`, `by 2025-11`, `before 25/11 of next year`
    pub(super) fn term(&mut self) -> Parse<Term> {
        let start = self.at;
        if self.eat_word("within") {
            return self.within_days(start);
        }
        let before = self.eat_word("before");
        if !before {
            self.expect_word("by")?;
        }
        let is_day = self.is_sign(self.at + 1, Sign::Slash);
        if let Some(period) = self.period_here().filter(|_| !before && !is_day) {
            self.bump();
            return Ok(Term::ByPeriod(period, self.since(start)));
        }
        let day = match self.date_here() {
            Some(date) => {
                self.bump();
                Day::Date(date)
            }
            None => self.day(Want::DAY)?,
        };
        let next = self.next_of(day)?;
        Ok(Term::By { before, day, next, span: self.since(start) })
    }

    fn within_days(&mut self, start: usize) -> Parse<Term> {
        let days = self.whole()?;
        let working = self.eat_word("working");
        if !self.eat_word("days") {
            self.expect_word("day")?;
        }
        let event = if self.eat_word("of") { Some(self.name(Want::EVENT)?) } else { None };
        Ok(Term::Within { days, working, event, span: self.since(start) })
    }

    /// `25/11`, `day 5`
    pub(super) fn day(&mut self, want: Want) -> Parse<Day> {
        let start = self.at;
        if self.at_word("day") {
            self.bump();
            let day = self.whole()?;
            let valid = u32::try_from(day).ok().filter(|d| (1..=31).contains(d));
            return match valid {
                Some(day) => Ok(Day::OfMonth(day)),
                None => self.no_such_day(start),
            };
        }
        if self.kind() != TokenKind::Number || !self.is_sign(self.at + 1, Sign::Slash) {
            return self.miss(&[want]);
        }
        let day = self.whole()?;
        self.bump();
        let month = self.whole()?;
        let valid = u32::try_from(day).ok().zip(u32::try_from(month).ok());
        match valid.filter(|(day, month)| (1..=longest(*month)).contains(day)) {
            Some((day, month)) => Ok(Day::OfYear(day, month)),
            None => self.no_such_day(start),
        }
    }

    fn no_such_day<T>(&mut self, start: usize) -> Parse<T> {
        let place = self.since(start);
        Err(Box::new(words::no_such_day(place, self.text_of(place))))
    }

    /// `of next month` behind a day of the month, `of next year` behind a day of the year.
    fn next_of(&mut self, day: Day) -> Parse<Next> {
        let start = self.at;
        if !self.eat_word("of") {
            return Ok(Next::Same);
        }
        self.expect_word("next")?;
        let next = self.expect_one(&[("month", Next::Month), ("year", Next::Year)])?;
        match (day, next) {
            (Day::OfMonth(_), Next::Month) | (Day::OfYear(..), Next::Year) => Ok(next),
            _ => {
                let word = if next == Next::Month { "of next month" } else { "of next year" };
                Err(Box::new(words::not_next(self.since(start), word)))
            }
        }
    }
}

/// The days of a month in the longest year.
fn longest(month: u32) -> u32 {
    match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        _ => 0,
    }
}
