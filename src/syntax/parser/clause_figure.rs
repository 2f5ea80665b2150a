//! Arguments of the clauses of indicators, tables and columns.

use crate::syntax::parser::count::Counted;
use crate::syntax::parser::{Block, Parse, Parser};
use crate::syntax::token::{Sign, TokenKind};
use crate::syntax::tree::{Args, Column, Nature, Value};
use crate::syntax::words::{self, Want};

type P<'a, 'b> = &'a mut Parser<'b>;

/// Words of the kinds of values, and of the natures behind them.
const VALUES: [&str; 10] =
    ["count", "amount", "percent", "number", "flag", "text", "date", "year", "unit of", "one of"];
const NATURES: [&str; 4] = ["level", "flow", "to date", "opening of"];

pub(super) fn value(p: P<'_, '_>) -> Parse<Args> {
    let value = p.value_kind()?;
    let nature = p.nature()?;
    Ok(Args::Value { value: Box::new(value), nature })
}

impl Parser<'_> {
    fn value_kind(&mut self) -> Parse<Value> {
        let word = if self.kind() == TokenKind::Name { self.text() } else { "" };
        let value = match word {
            "count" => Value::Count,
            "percent" => Value::Percent,
            "flag" => Value::Flag,
            "text" => Value::Text,
            "date" => Value::Date,
            "year" => Value::Year,
            "amount" => {
                self.bump();
                return self.text_in_quotes().map(Value::Amount);
            }
            "number" => {
                self.bump();
                return self.label().map(Value::Number);
            }
            _ => {
                self.near(&VALUES);
                return self.miss(&[Want::COLUMN_VALUE]);
            }
        };
        self.bump();
        Ok(value)
    }

    /// `level`, `flow`, `flow to date`, `to date`, `opening of X`; may be left out.
    fn nature(&mut self) -> Parse<Option<Nature>> {
        self.near(&NATURES);
        if self.eat_word("level") {
            return Ok(Some(Nature::Level));
        }
        if self.eat_word("opening") {
            self.expect_word("of")?;
            return self.name(Want::FIGURE).map(|name| Some(Nature::Opening(name)));
        }
        let flow = self.eat_word("flow");
        if self.eat_word("to") {
            self.expect_word("date")?;
            return Ok(Some(Nature::ToDate));
        }
        Ok(flow.then_some(Nature::Flow))
    }

    /// What a column holds: the kinds of values, units, or texts of a list.
    fn column_value(&mut self) -> Parse<Value> {
        if self.at_word("unit") {
            self.bump();
            self.expect_word("of")?;
            return self.who1().map(Value::UnitOf);
        }
        if self.at_word("one") {
            self.bump();
            self.expect_word("of")?;
            return self.list(Self::text_in_quotes).map(Value::OneOf);
        }
        self.value_kind()
    }
}

pub(super) fn column(p: P<'_, '_>) -> Parse<Args> {
    let (start, mistakes) = (p.at, p.mistakes);
    let doc = p.doc_above(start.saturating_sub(1));
    let name = p.name(Want::COLUMN)?;
    let label = p.label()?;
    let value = p.column_value()?;
    let open = p.at;
    let clauses = if p.eat_sign(Sign::OpenBrace) {
        p.block(Block::Column, Some(open))
    } else if p.is_head_of(Block::Column, open) && p.line_closes_more() {
        p.report(words::no_brace(p.gap(), "column"));
        p.block(Block::Column, None)
    } else {
        Vec::new()
    };
    p.count_clauses(Counted {
        block: Block::Column,
        named: ["column", &name.text],
        place: name.span,
        clauses: &clauses,
        complete: p.mistakes == mistakes,
    });
    Ok(Args::Column(Box::new(Column { name, label, value, clauses, doc })))
}

pub(super) fn part_of(p: P<'_, '_>) -> Parse<Args> {
    let whole = p.name(Want::FIGURE)?;
    let mostly = p.eat_word("mostly");
    Ok(Args::PartOf { whole, mostly })
}

pub(super) fn equals(p: P<'_, '_>) -> Parse<Args> {
    p.formula().map(|expr| Args::Expr { expr: Box::new(expr), sub: Vec::new() })
}

/// `require` of a table.
pub(super) fn require(p: P<'_, '_>) -> Parse<Args> {
    let expr = p.formula()?;
    let sub = p.sub_block();
    Ok(Args::Expr { expr: Box::new(expr), sub })
}

pub(super) fn reading(p: P<'_, '_>) -> Parse<Args> {
    let label = p.label()?;
    let expr = p.formula()?;
    Ok(Args::Reading { label, expr: Box::new(expr) })
}

pub(super) fn who1(p: P<'_, '_>) -> Parse<Args> {
    p.who1().map(Args::Who1)
}

pub(super) fn within(p: P<'_, '_>) -> Parse<Args> {
    p.range().map(|bounds| Args::Within(Box::new(bounds)))
}

pub(super) fn integer(p: P<'_, '_>) -> Parse<Args> {
    let span = p.here();
    p.whole().map(|whole| Args::Integer(whole, span))
}

/// `year of C`, or `C`: a column may be called `year`.
pub(super) fn per(p: P<'_, '_>) -> Parse<Args> {
    let year = p.at_word("year") && p.is_word(p.at + 1, "of");
    if year {
        p.bump();
        p.bump();
    }
    let column = p.name(Want::COLUMN)?;
    Ok(Args::Per { year, column })
}
