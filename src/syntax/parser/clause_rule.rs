//! Arguments of the clauses of targets, limits, checks, of later documents, and of tests.

use crate::syntax::parser::clause::LEVELS;
use crate::syntax::parser::schedule::STEPS;
use crate::syntax::parser::{Block, Parse, Parser};
use crate::syntax::token::{Sign, TokenKind};
use crate::syntax::tree::{
    Args, Clause, Datum, Expect, Expected, Expr, Given, Kind, Level, Name, OutcomeWord, Point,
    Require, Subjects, Tail, Text,
};
use crate::syntax::words::Want;

type P<'a, 'b> = &'a mut Parser<'b>;

/// The words of outcomes, for the nearest to be named.
const OUTCOME_WORDS: [&str; 11] = [
    "met",
    "missed",
    "depends on reading",
    "no cases",
    "not yet due",
    "not assessable",
    "holds",
    "broken",
    "kept",
    "exceeded",
    "could not check",
];

pub(super) fn subjects(p: P<'_, '_>) -> Parse<Args> {
    let rows = p.at_word("rows") && p.is_word(p.at + 1, "of");
    if rows {
        p.bump();
        p.bump();
        let table = p.name(Want::TABLE)?;
        let filter = p.filter()?.map(Box::new);
        return Ok(Args::For(Subjects::Rows { table, filter }));
    }
    p.near(&["rows of", "every"]);
    let who = p.who()?;
    let filter = p.filter()?.map(Box::new);
    Ok(Args::For(Subjects::Units { who, filter }))
}

pub(super) fn require(p: P<'_, '_>) -> Parse<Args> {
    p.requirement(None, Parser::tail)
}

pub(super) fn require_with_tail(p: P<'_, '_>) -> Parse<Args> {
    p.requirement(None, Parser::needed_tail)
}

pub(super) fn reading(p: P<'_, '_>) -> Parse<Args> {
    let label = p.label()?;
    p.requirement(label, Parser::tail)
}

pub(super) fn reading_with_tail(p: P<'_, '_>) -> Parse<Args> {
    let label = p.label()?;
    p.requirement(label, Parser::needed_tail)
}

type ReadTail<'a> = fn(&mut Parser<'a>) -> Parse<Option<Tail>>;

impl<'a> Parser<'a> {
    fn requirement(&mut self, label: Option<Text>, tail: ReadTail<'a>) -> Parse<Args> {
        let expr = self.formula()?;
        let tail = tail(self)?;
        let path = if matches!(tail, Some(Tail::By(_))) { self.path()? } else { Vec::new() };
        let sub = self.sub_block();
        Ok(Args::Require(Box::new(Require { label, expr, tail, path, sub })))
    }

    /// `every year in 2019 ..`, `by 2020`
    fn tail(&mut self) -> Parse<Option<Tail>> {
        if self.eat_word("every") {
            let step = self.step_or_period()?;
            let within = if self.eat_word("in") { Some(self.window()?) } else { None };
            return Ok(Some(Tail::Every { step, within }));
        }
        if self.eat_word("by") {
            return self.point(Want::POINT).map(|point| Some(Tail::By(point)));
        }
        Ok(None)
    }

    fn needed_tail(&mut self) -> Parse<Option<Tail>> {
        match self.tail()? {
            Some(tail) => Ok(Some(tail)),
            None => self.miss(&[]),
        }
    }

    fn step_or_period(&mut self) -> Parse<Option<crate::value::Step>> {
        let step = STEPS.iter().find(|(word, _)| self.at_word(word)).map(|(_, step)| *step);
        if step.is_none() && !self.at_word("period") {
            self.near(&["month", "quarter", "half", "year", "period"]);
            return self.miss(&[Want::STEP]);
        }
        self.bump();
        Ok(step)
    }

    /// `, 50%  by 2030`
    fn path(&mut self) -> Parse<Vec<(Expr, Point)>> {
        let mut path = Vec::new();
        while self.eat_sign(Sign::Comma) {
            let right = self.right_side()?;
            self.expect_word("by")?;
            path.push((right, self.point(Want::POINT)?));
        }
        Ok(path)
    }

    /// `{ cite "…" }` below a `require` or `reading`.
    pub(super) fn sub_block(&mut self) -> Vec<Clause> {
        let open = self.at;
        if self.eat_sign(Sign::OpenBrace) { self.block(Block::Sub, Some(open)) } else { Vec::new() }
    }

    fn kind_and_name(&mut self) -> Parse<(Kind, Name)> {
        let Some(kind) = self.kind_of_item(self.at) else { return self.miss(&[Want::KIND]) };
        self.bump();
        Ok((kind, self.name(Want::NAME)?))
    }

    fn maybe_point(&mut self, word: &'static str) -> Parse<Option<Point>> {
        if self.eat_word(word) { self.point(Want::POINT).map(Some) } else { Ok(None) }
    }

    /// A list after a word, both of which may be left out.
    fn maybe_list<T>(
        &mut self,
        word: &'static str,
        element: impl FnMut(&mut Self) -> Parse<T>,
    ) -> Parse<Vec<T>> {
        if self.eat_word(word) { self.list(element) } else { Ok(Vec::new()) }
    }

    fn value_given(&mut self) -> Parse<(Name, Datum)> {
        let name = self.name(Want::FIGURE)?;
        self.expect_sign(Sign::Eq)?;
        Ok((name, self.datum()?))
    }

    fn datum(&mut self) -> Parse<Datum> {
        if self.at_text() {
            return self.text_in_quotes().map(Datum::Text);
        }
        let truth = self.at_word("true");
        if truth || self.at_word("false") {
            self.bump();
            return Ok(Datum::Bool(truth));
        }
        if self.at_literal() {
            self.literal().map(Datum::Literal)
        } else {
            self.miss(&[Want::DATUM])
        }
    }

    /// `error` before a code; before an outcome it is the name of a rule.
    fn level_of_code(&mut self) -> Option<Level> {
        let is_code = self.kind_at(self.at + 1) == TokenKind::Text;
        let (_, level) = LEVELS.into_iter().find(|(word, _)| is_code && self.at_word(word))?;
        self.bump();
        Some(level)
    }

    fn expected(&mut self) -> Parse<Expected> {
        if self.at_text() {
            return self.text_in_quotes().map(Expected::Code);
        }
        self.want(Want::TEXT);
        let name = self.name(Want::RULE)?;
        let fits = |words: &str| {
            (self.at..).zip(words.split(' ')).all(|(at, word)| self.is_word(at, word))
        };
        let Some((words, outcome)) = OutcomeWord::ALL.iter().find(|(words, _)| fits(words)) else {
            self.near(&OUTCOME_WORDS);
            return self.miss(&[Want::OUTCOME]);
        };
        words.split(' ').for_each(|_| self.bump());
        Ok(Expected::Outcome(name, *outcome))
    }
}

pub(super) fn remove(p: P<'_, '_>) -> Parse<Args> {
    let (kind, name) = p.kind_and_name()?;
    Ok(Args::Remove { kind, name })
}

/// `replace`, `add`
pub(super) fn item(p: P<'_, '_>) -> Parse<Args> {
    if p.kind() == TokenKind::Name {
        return p.deeper(Parser::item).map(|item| Args::Item(Box::new(item)));
    }
    p.miss(&[Want::KIND])
}

pub(super) fn set(p: P<'_, '_>) -> Parse<Args> {
    let (kind, name) = p.kind_and_name()?;
    if p.ended() {
        return p.miss(&[Want::CLAUSE]);
    }
    let clause = Box::new(p.deeper(|p| p.clause(Block::Item(kind)))?);
    Ok(Args::Set { kind, name, clause })
}

pub(super) fn as_of(p: P<'_, '_>) -> Parse<Args> {
    p.date().map(Args::AsOf)
}

pub(super) fn given(p: P<'_, '_>) -> Parse<Args> {
    let duty = p.name(Want::DUTY)?;
    p.expect_word("from")?;
    let from = p.list(Parser::unit)?;
    let period = p.maybe_point("for")?;
    let to = p.maybe_list("to", Parser::place)?;
    let via = p.maybe_list("via", Parser::place)?;
    let on = if p.eat_word("on") { Some(p.date()?) } else { None };
    let number = if p.eat_word("number") { Some(p.text_in_quotes()?) } else { None };
    let states = p.maybe_list("states", Parser::text_in_quotes)?;
    let values = p.maybe_list("with", Parser::value_given)?;
    Ok(Args::Given(Box::new(Given { duty, from, period, to, via, on, number, states, values })))
}

pub(super) fn expect(p: P<'_, '_>) -> Parse<Args> {
    let no = p.eat_word("no");
    let level = p.level_of_code();
    let what = p.expected()?;
    let is_code = matches!(what, Expected::Code(_));
    let of = if is_code { p.maybe_list("of", |p| p.name(Want::ITEM))? } else { Vec::new() };
    let units = p.maybe_list("for", Parser::unit)?;
    let periods = p.maybe_list("in", |p| p.point(Want::POINT))?;
    Ok(Args::Expect(Box::new(Expect { no, level, what, of, units, periods })))
}
