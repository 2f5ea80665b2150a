//! Expressions, from `if` down to products. Chains of one operator are flat lists, never deep trees.

use crate::syntax::parser::literal::hundredth;
use crate::syntax::parser::{Line, Parse, Parser};
use crate::syntax::token::{Sign, TokenKind};
use crate::syntax::tree::{Amount, AmountUnit, Change, CompareOp, Expr, ExprKind, LiteralValue};
use crate::syntax::words::{self, Want};

const FALLS: Line = Line { subject: "falls", example: "x falls 3% .. 5% from 2017" };
const RISES: Line = Line { subject: "rises", example: "x rises 5 points from previous year" };

const COMPARISONS: [(Sign, CompareOp); 6] = [
    (Sign::Lt, CompareOp::Lt),
    (Sign::Le, CompareOp::Le),
    (Sign::Gt, CompareOp::Gt),
    (Sign::Ge, CompareOp::Ge),
    (Sign::Eq, CompareOp::Eq),
    (Sign::Ne, CompareOp::Ne),
];

impl Parser<'_> {
    /// A whole expression.
    pub(super) fn formula(&mut self) -> Parse<Expr> {
        self.operands = 0;
        self.expr()
    }

    /// One more right side of a comparison.
    pub(super) fn right_side(&mut self) -> Parse<Expr> {
        self.operands = 0;
        self.sum()
    }

    /// `where C`; nothing where it does not stand.
    pub(super) fn filter(&mut self) -> Parse<Option<Expr>> {
        if self.eat_word("where") { self.expr().map(Some) } else { Ok(None) }
    }

    pub(super) fn expr(&mut self) -> Parse<Expr> {
        if self.at_word("if") { self.deeper(Self::choice) } else { self.or() }
    }

    fn choice(&mut self) -> Parse<Expr> {
        let start = self.at;
        self.bump();
        let condition = Box::new(self.expr()?);
        self.expect_word("then")?;
        let yes = Box::new(self.expr()?);
        self.expect_word("else")?;
        let no = Box::new(self.expr()?);
        Ok(self.expr_since(start, ExprKind::If(condition, yes, no)))
    }

    pub(super) fn expr_since(&self, start: usize, kind: ExprKind) -> Expr {
        Expr { kind, span: self.since(start) }
    }

    fn or(&mut self) -> Parse<Expr> {
        self.joined_by("or", Self::and, ExprKind::Or)
    }

    fn and(&mut self) -> Parse<Expr> {
        self.joined_by("and", Self::not, ExprKind::And)
    }

    fn joined_by(
        &mut self,
        word: &str,
        inner: fn(&mut Self) -> Parse<Expr>,
        make: fn(Vec<Expr>) -> ExprKind,
    ) -> Parse<Expr> {
        let start = self.at;
        let first = inner(self)?;
        if !self.at_word(word) {
            return Ok(first);
        }
        let mut all = vec![first];
        while self.at_word(word) {
            self.bump();
            all.push(inner(self)?);
        }
        Ok(self.expr_since(start, make(all)))
    }

    fn not(&mut self) -> Parse<Expr> {
        if !self.at_word("not") {
            return self.compare();
        }
        let start = self.at;
        self.bump();
        let inner = Box::new(self.deeper(Self::not)?);
        Ok(self.expr_since(start, ExprKind::Not(inner)))
    }

    /// Two sums with one sign between, or a sum within a range, or a change.
    fn compare(&mut self) -> Parse<Expr> {
        let start = self.at;
        let left = self.sum()?;
        let kind = if let Some(op) = self.comparison_here() {
            self.bump();
            let right = self.sum()?;
            if self.comparison_here().is_some() {
                return Err(Box::new(words::second_comparison(self.here())));
            }
            ExprKind::Compare(Box::new(left), op, Box::new(right))
        } else if self.at_word("within") {
            self.bump();
            let line = Line { subject: "within", example: "x within 5 .. 8" };
            ExprKind::Within(Box::new(left), self.within_line(line, Self::range)?)
        } else if self.at_word("falls") || self.at_word("rises") {
            let line = if self.at_word("falls") { FALLS } else { RISES };
            ExprKind::Change(Box::new(left), self.within_line(line, Self::change)?)
        } else {
            return Ok(left);
        };
        Ok(self.expr_since(start, kind))
    }

    fn comparison_here(&self) -> Option<CompareOp> {
        COMPARISONS.iter().find(|(sign, _)| self.at_sign(*sign)).map(|(_, op)| *op)
    }

    /// `falls > 3% .. 5% a year from R`
    fn change(&mut self) -> Parse<Change> {
        let falls = self.at_word("falls");
        self.bump();
        let strict = self.at_sign(Sign::Gt);
        if strict {
            self.bump();
        }
        let has_amount = strict || self.kind() == TokenKind::Number;
        let amount = if has_amount { Some(self.amount()?) } else { None };
        if !has_amount {
            self.want(Want::NUMBER);
        }
        let a_year = has_amount && self.eat_word("a");
        if a_year {
            self.expect_word("year")?;
        }
        self.expect_word("from")?;
        Ok(Change { falls, strict, amount, a_year, from: self.time()? })
    }

    /// `3%`, `3% .. 5%`, `3 points`, `3 .. 5`
    fn amount(&mut self) -> Parse<Amount> {
        let least = self.number(Want::NUMBER)?;
        let percent = self.eat_sign(Sign::Percent);
        let aim = if self.eat_sign(Sign::DotDot) { Some(self.aim(percent)?) } else { None };
        let unit = if percent {
            AmountUnit::Percent
        } else if self.eat_word("points") {
            AmountUnit::Points
        } else {
            return Ok(Amount { least, aim, unit: AmountUnit::Own });
        };
        Ok(Amount { least: hundredth(least), aim: aim.map(hundredth), unit })
    }

    fn aim(&mut self, percent: bool) -> Parse<crate::value::Num> {
        let aim = self.number(Want::NUMBER)?;
        if percent {
            self.expect_sign(Sign::Percent)?;
        } else if self.at_sign(Sign::Percent) {
            return Err(Box::new(words::percent_on_both(self.here())));
        }
        Ok(aim)
    }

    fn sum(&mut self) -> Parse<Expr> {
        let expr = self.signed((Sign::Plus, Sign::Minus), Self::product, ExprKind::Sum)?;
        if let ExprKind::Sum(terms) = &expr.kind {
            self.note_difference(terms);
        }
        Ok(expr)
    }

    /// `3% - 5%`: who writes so means a range.
    fn note_difference(&mut self, terms: &[(bool, Expr)]) {
        let [(_, from), (true, to)] = terms else { return };
        let percent = |e: &Expr| matches!(e.kind, ExprKind::Literal(LiteralValue::Percent(_)));
        if percent(from) && percent(to) {
            let place = from.span.to(to.span);
            let (from, to) = (self.text_of(from.span), self.text_of(to.span));
            self.report(words::range_as_difference(place, from, to));
        }
    }

    fn product(&mut self) -> Parse<Expr> {
        self.signed((Sign::Star, Sign::Slash), Self::unary, ExprKind::Product)
    }

    /// A chain of two operators, the second of which undoes the first.
    fn signed(
        &mut self,
        (plain, inverse): (Sign, Sign),
        inner: fn(&mut Self) -> Parse<Expr>,
        make: fn(Vec<(bool, Expr)>) -> ExprKind,
    ) -> Parse<Expr> {
        let start = self.at;
        let first = inner(self)?;
        if !self.at_sign(plain) && !self.at_sign(inverse) {
            return Ok(first);
        }
        let mut all = vec![(false, first)];
        while self.at_sign(plain) || self.at_sign(inverse) {
            let inverted = self.at_sign(inverse);
            self.bump();
            all.push((inverted, inner(self)?));
        }
        Ok(self.expr_since(start, make(all)))
    }

    fn unary(&mut self) -> Parse<Expr> {
        if !self.at_sign(Sign::Minus) {
            return self.operand();
        }
        let start = self.at;
        self.bump();
        let inner = Box::new(self.deeper(Self::unary)?);
        Ok(self.expr_since(start, ExprKind::Negate(inner)))
    }
}
