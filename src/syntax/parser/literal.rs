//! The small parts: names, texts, numbers, days, periods, spans, points, ranges.

use std::borrow::Cow;

use crate::source::Span;
use crate::syntax::parser::{Parse, Parser};
use crate::syntax::token::{RESERVED, Sign, TokenKind};
use crate::syntax::tree::{
    Bound, Bounds, Days, Literal, LiteralValue, Name, Point, Text, Time, Window,
};
use crate::syntax::words::{self, Want};
use crate::value::{Date, Num, Period, Written, fold};

impl Parser<'_> {
    /// A name that is no reserved word.
    pub(super) fn name(&mut self, want: Want) -> Parse<Name> {
        if self.kind() != TokenKind::Name {
            return self.miss(&[want]);
        }
        let (text, span) = (self.text(), self.here());
        if RESERVED.contains(&text) {
            return Err(Box::new(words::reserved(span, self.line.subject, want, text)));
        }
        self.bump();
        Ok(Name { text: fold::nfc(text), span })
    }

    pub(super) fn at_text(&self) -> bool {
        self.kind() == TokenKind::Text
    }

    pub(super) fn text_in_quotes(&mut self) -> Parse<Text> {
        if !self.at_text() {
            return self.miss(&[Want::TEXT]);
        }
        let (raw, span) = (self.text(), self.here());
        self.bump();
        let text = self.without_escapes(raw, span);
        Ok(Text { text: fold::nfc(text), span })
    }

    /// A text that may be left out.
    pub(super) fn label(&mut self) -> Parse<Option<Text>> {
        if self.at_text() {
            return self.text_in_quotes().map(Some);
        }
        self.want(Want::TEXT);
        Ok(None)
    }

    /// The text between the quotes. What is no escape is reported and stays as it is.
    fn without_escapes<'t>(&mut self, raw: &'t str, span: Span) -> Cow<'t, str> {
        let inner = raw.get(1..raw.len().saturating_sub(1)).unwrap_or("");
        if !inner.contains('\\') {
            return Cow::Borrowed(inner);
        }
        let mut out = String::with_capacity(inner.len());
        let mut chars = inner.char_indices();
        while let Some((at, c)) = chars.next() {
            match (c, chars.clone().next()) {
                ('\\', Some((_, next @ ('"' | '\\')))) => {
                    out.push(next);
                    chars.next();
                }
                ('\\', next) => {
                    let start = span.start as usize + 1 + at;
                    let length = 1 + next.map_or(0, |(_, c)| c.len_utf8());
                    self.report(words::escape(Span::new(self.file, start, start + length)));
                    out.push(c);
                }
                _ => out.push(c),
            }
        }
        Cow::Owned(out)
    }

    /// A number as it is written; one that reads in two ways is noted.
    pub(super) fn number(&mut self, want: Want) -> Parse<Num> {
        if self.kind() != TokenKind::Number {
            return self.miss(&[want]);
        }
        let (text, span) = (self.text(), self.here());
        let Ok(written) = Written::parse_machine(text) else {
            return Err(Box::new(words::long_number(span, text)));
        };
        self.bump();
        if let Some((whole, part)) = text.split_once('.').filter(|(w, p)| reads_twice(w, p)) {
            let decimal = format!("{whole}.{}", other_decimals(part));
            let grouped = format!("{whole}_{part}");
            self.report(words::ambiguous_number(span, text, &grouped, &decimal));
        }
        Ok(written.num())
    }

    /// A whole number.
    pub(super) fn whole(&mut self) -> Parse<i64> {
        let (text, span) = (self.text(), self.here());
        if self.kind() == TokenKind::Number && text.contains('.') {
            return Err(Box::new(words::not_whole(span, self.line.subject, text)));
        }
        let value = self.number(Want::WHOLE)?.as_whole();
        match value.and_then(|n| i64::try_from(n).ok()) {
            Some(whole) => Ok(whole),
            None => Err(Box::new(words::long_number(span, text))),
        }
    }

    pub(super) fn date(&mut self) -> Parse<Date> {
        match self.date_here() {
            Some(date) => {
                self.bump();
                Ok(date)
            }
            None => self.miss(&[Want::DATE]),
        }
    }

    pub(super) fn date_here(&self) -> Option<Date> {
        let date = self.kind() == TokenKind::Date;
        Date::parse_iso(self.text()).filter(|_| date)
    }

    /// A period, or a bare year.
    pub(super) fn period_here(&self) -> Option<Period> {
        let time = matches!(self.kind(), TokenKind::Period | TokenKind::Number);
        Period::parse(self.text()).filter(|_| time)
    }

    pub(super) fn period(&mut self) -> Parse<Period> {
        match self.period_here() {
            Some(period) => {
                self.bump();
                Ok(period)
            }
            None => self.miss(&[Want::PERIOD]),
        }
    }

    fn bound_here(&self) -> Option<Bound> {
        self.date_here().map(Bound::Date).or_else(|| self.period_here().map(Bound::Period))
    }

    fn eat_bound(&mut self) -> Option<Bound> {
        let bound = self.bound_here()?;
        self.bump();
        Some(bound)
    }

    /// `2018`, `2018 ..`, `.. 2018`, `2018 .. 2020`; one alone is both ends.
    pub(super) fn days(&mut self) -> Parse<Days> {
        let start = self.at;
        let from = self.eat_bound();
        if from.is_none() && !self.at_sign(Sign::DotDot) {
            return self.miss(&[Want::SPAN]);
        }
        if !self.eat_sign(Sign::DotDot) {
            return Ok(Days { from, to: from, span: self.since(start) });
        }
        let to = self.eat_bound();
        if from.is_none() && to.is_none() {
            return self.miss(&[Want::DATE, Want::PERIOD]);
        }
        Ok(Days { from, to, span: self.since(start) })
    }

    /// A day, a period, or the name of a phase or baseline.
    pub(super) fn point(&mut self, want: Want) -> Parse<Point> {
        let span = self.here();
        match self.eat_bound() {
            Some(Bound::Date(date)) => Ok(Point::Date(date, span)),
            Some(Bound::Period(period)) => Ok(Point::Period(period, span)),
            None => self.name(want).map(Point::Named),
        }
    }

    /// A span, or the name of a phase or baseline.
    pub(super) fn window(&mut self) -> Parse<Window> {
        if self.kind() == TokenKind::Name {
            return self.name(Want::POINT).map(Window::Named);
        }
        if self.bound_here().is_none() && !self.at_sign(Sign::DotDot) {
            return self.miss(&[Want::POINT]);
        }
        self.days().map(Window::Days)
    }

    /// `previous year`, `previous period`, or a window.
    pub(super) fn time(&mut self) -> Parse<Time> {
        let (start, next) = (self.at, self.at + 1);
        let previous = self.at_word("previous");
        let (year, period) = (self.is_word(next, "year"), self.is_word(next, "period"));
        if previous && (year || period) {
            self.bump();
            self.bump();
            let span = self.since(start);
            return Ok(if year { Time::PreviousYear(span) } else { Time::PreviousPeriod(span) });
        }
        self.near(&["previous year", "previous period"]);
        self.window().map(Time::Window)
    }

    /// A literal can begin here.
    pub(super) fn at_literal(&self) -> bool {
        matches!(self.kind(), TokenKind::Number | TokenKind::Date) || self.at_sign(Sign::Minus)
    }

    /// `-5`, `75%`, `2018-04-16`
    pub(super) fn literal(&mut self) -> Parse<Literal> {
        let start = self.at;
        if let Some(date) = self.date_here() {
            self.bump();
            return Ok(Literal { value: LiteralValue::Date(date), span: self.since(start) });
        }
        let negative = self.at_sign(Sign::Minus) && self.kind_at(self.at + 1) == TokenKind::Number;
        if negative {
            self.bump();
        }
        let number = self.number(Want::LITERAL)?;
        let number = if negative { number.neg() } else { number };
        let value = self.maybe_percent(number);
        Ok(Literal { value, span: self.since(start) })
    }

    /// The number, or the percentage it is with a `%` behind it.
    pub(super) fn maybe_percent(&mut self, number: Num) -> LiteralValue {
        if !self.at_sign(Sign::Percent) {
            return LiteralValue::Number(number);
        }
        self.bump();
        LiteralValue::Percent(hundredth(number))
    }

    /// `A .. B`, open at either end.
    pub(super) fn range(&mut self) -> Parse<Bounds> {
        let start = self.at;
        let from = if self.at_sign(Sign::DotDot) { None } else { Some(self.literal()?) };
        self.expect_sign(Sign::DotDot)?;
        let to = if from.is_none() || self.at_literal() { Some(self.literal()?) } else { None };
        Ok(Bounds { from, to, span: self.since(start) })
    }
}

/// `n` percent as a number. Digits are few enough for this never to fail.
pub(super) fn hundredth(number: Num) -> Num {
    number.div(Num::whole(100)).unwrap_or(number)
}

/// `1.000`, `12.500`: one group of three behind the point. `0.125` reads in one way.
fn reads_twice(whole: &str, part: &str) -> bool {
    part.len() == 3 && whole.len() <= 3 && !whole.starts_with('0') && !whole.contains('_')
}

/// The same decimals, not in a group of three.
fn other_decimals(part: &str) -> String {
    match part.trim_end_matches('0') {
        "" => "0".to_owned(),
        shorter if shorter.len() < part.len() => shorter.to_owned(),
        _ => format!("{part}0"),
    }
}
