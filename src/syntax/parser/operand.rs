//! The leaves of expressions: figures with what moves them in time and place, constants, calls.

use crate::source::bounds::MOST_OPERANDS;
use crate::syntax::parser::{Line, Parse, Parser};
use crate::syntax::token::{RESERVED, Sign, TokenKind};
use crate::syntax::tree::{
    Aggregate, DurationUnit, Expr, ExprKind, ListFn, LiteralValue, Over, Reach,
};
use crate::syntax::words::{self, Want};

/// How often one figure may be moved in time and place.
const MOST_MOVES: u32 = 8;

/// Words that may follow an operand, for the nearest to be named.
const INFIX: [&str; 12] = [
    "and", "or", "in", "of", "to date", "within", "falls", "rises", "over", "where", "then", "else",
];

const AGGREGATES: [(&str, Aggregate); 5] = [
    ("count", Aggregate::Count),
    ("sum", Aggregate::Sum),
    ("share", Aggregate::Share),
    ("min", Aggregate::Min),
    ("max", Aggregate::Max),
];

const FUNCTIONS: [Line; 7] = [
    Line { subject: "count", example: "count(over dia_ban where thanh_cong)" },
    Line { subject: "sum", example: "sum(vu_an over huyen)" },
    Line { subject: "share", example: "share(so_nguoi = 0 over xa)" },
    Line { subject: "min", example: "min(thu, chi)" },
    Line { subject: "max", example: "max(thu, chi)" },
    Line { subject: "met", example: "met(a >= 1, b >= 80%)" },
    Line { subject: "reported", example: "reported(vu_an)" },
];

const DURATIONS: [(&str, DurationUnit); 6] = [
    ("year", DurationUnit::Year),
    ("years", DurationUnit::Year),
    ("month", DurationUnit::Month),
    ("months", DurationUnit::Month),
    ("day", DurationUnit::Day),
    ("days", DurationUnit::Day),
];

impl Parser<'_> {
    /// A figure or a constant.
    pub(super) fn operand(&mut self) -> Parse<Expr> {
        let start = self.at;
        self.operands += 1;
        if self.operands > MOST_OPERANDS {
            return Err(Box::new(words::too_long(self.here(), MOST_OPERANDS)));
        }
        let Some(kind) = self.constant()? else { return self.figure() };
        if self.at_word("in") {
            let constant = self.text_of(self.since(start));
            let time = self.text_at(self.at + 1);
            return Err(Box::new(words::constant_in_time(self.here(), constant, time)));
        }
        self.near(&INFIX);
        Ok(self.expr_since(start, kind))
    }

    fn constant(&mut self) -> Parse<Option<ExprKind>> {
        if self.kind() == TokenKind::Number {
            self.number_or_duration().map(Some)
        } else if self.kind() == TokenKind::Date {
            self.date().map(|date| Some(ExprKind::Literal(LiteralValue::Date(date))))
        } else if self.at_text() {
            self.text_in_quotes().map(|text| Some(ExprKind::Text(text.text)))
        } else if self.kind() == TokenKind::Name {
            self.word_constant()
        } else {
            Ok(None)
        }
    }

    fn number_or_duration(&mut self) -> Parse<ExprKind> {
        let unit = DURATIONS.iter().find(|(word, _)| self.is_word(self.at + 1, word));
        if let Some((_, unit)) = unit {
            let whole = self.whole()?;
            self.bump();
            return Ok(ExprKind::Duration(whole, *unit));
        }
        let number = self.number(Want::OPERAND)?;
        Ok(ExprKind::Literal(self.maybe_percent(number)))
    }

    /// `true`, `false`, `it`, `it.C`, `above`
    fn word_constant(&mut self) -> Parse<Option<ExprKind>> {
        let kind = match self.text() {
            "true" => ExprKind::Bool(true),
            "false" => ExprKind::Bool(false),
            "above" => ExprKind::Above,
            "it" if self.is_sign(self.at + 1, Sign::Dot) => {
                self.bump();
                self.bump();
                return self.name(Want::COLUMN).map(|column| Some(ExprKind::ItColumn(column)));
            }
            "it" => ExprKind::It,
            _ => return Ok(None),
        };
        self.bump();
        Ok(Some(kind))
    }

    /// An atom with what moves it: `X in 2020 of above to date`.
    fn figure(&mut self) -> Parse<Expr> {
        let start = self.at;
        let mut expr = self.atom()?;
        let mut moves = 0;
        loop {
            let inner = |expr| Box::new(expr);
            let kind = if self.at_word("in") {
                self.bump();
                ExprKind::In(inner(expr), self.time()?)
            } else if self.at_word("of") {
                self.bump();
                ExprKind::Of(inner(expr), self.unit()?)
            } else if self.at_word("to") {
                self.bump();
                self.expect_word("date")?;
                ExprKind::ToDate(inner(expr))
            } else {
                self.near(&INFIX);
                return Ok(expr);
            };
            expr = self.expr_since(start, kind);
            moves += 1;
            if moves > MOST_MOVES {
                return Err(Box::new(words::too_deep(self.here(), MOST_MOVES)));
            }
        }
    }

    fn atom(&mut self) -> Parse<Expr> {
        let start = self.at;
        let kind = if self.at_sign(Sign::Open) {
            self.deeper(|parser| {
                parser.bump();
                let inner = parser.expr()?;
                parser.close(start)?;
                Ok(ExprKind::Paren(Box::new(inner)))
            })?
        } else if self.kind() == TokenKind::Name && self.is_sign(self.at + 1, Sign::Open) {
            self.deeper(Self::call)?
        } else if self.kind() != TokenKind::Name || RESERVED.contains(&self.text()) {
            return self.miss(&[Want::OPERAND]);
        } else {
            ExprKind::Name(self.name(Want::OPERAND)?)
        };
        Ok(self.expr_since(start, kind))
    }

    /// The closing bracket. Where a line ends or begins instead, it was forgotten.
    fn close(&mut self, open: usize) -> Parse<()> {
        let line = self.ended() || self.at_sign(Sign::OpenBrace);
        if line || self.head_begins() || self.item_begins() {
            return Err(Box::new(words::open_bracket(self.span_at(open), self.line.subject)));
        }
        self.expect_sign(Sign::Close)
    }

    fn call(&mut self) -> Parse<ExprKind> {
        let (name, place, open) = (self.text(), self.here(), self.at + 1);
        let Some(line) = FUNCTIONS.iter().find(|line| line.subject == name) else {
            let known: Vec<&str> = FUNCTIONS.iter().map(|line| line.subject).collect();
            return Err(Box::new(words::unknown_function(place, name, &known)));
        };
        self.bump();
        self.bump();
        self.within_line(*line, |parser| {
            let kind = parser.arguments(name)?;
            parser.close(open)?;
            Ok(kind)
        })
    }

    fn arguments(&mut self, name: &str) -> Parse<ExprKind> {
        match AGGREGATES.iter().find(|(word, _)| *word == name) {
            Some((_, what)) => self.aggregate(*what, name),
            None if name == "met" => Ok(ExprKind::List(ListFn::Met, self.list(Self::expr)?)),
            None => Ok(ExprKind::Reported(Box::new(self.figure()?))),
        }
    }

    /// `X over S so far where C`; only a count may leave out X. `min`, `max` also take a list.
    fn aggregate(&mut self, what: Aggregate, name: &str) -> Parse<ExprKind> {
        if self.at_word("over") && what != Aggregate::Count {
            return Err(Box::new(words::nothing_before_over(self.here(), name)));
        }
        let expr = if self.at_word("over") { None } else { Some(self.expr()?) };
        let list = match what {
            Aggregate::Min => Some(ListFn::Min),
            Aggregate::Max => Some(ListFn::Max),
            Aggregate::Count | Aggregate::Sum | Aggregate::Share => None,
        };
        match (list, expr) {
            (Some(list), Some(first)) if !self.at_word("over") => {
                self.want(Want::Word("over"));
                let mut all = vec![first];
                while self.eat_sign(Sign::Comma) {
                    all.push(self.expr()?);
                }
                Ok(ExprKind::List(list, all))
            }
            (_, expr) => self.over(what, expr),
        }
    }

    fn over(&mut self, what: Aggregate, expr: Option<Expr>) -> Parse<ExprKind> {
        self.expect_word("over")?;
        let set = self.who1()?;
        let reach = if self.eat_word("so") {
            self.expect_word("far")?;
            Reach::SoFar
        } else if self.eat_word("earlier") {
            Reach::Earlier
        } else {
            Reach::This
        };
        let filter = self.filter()?;
        Ok(ExprKind::Over(Box::new(Over { what, expr, set, reach, filter })))
    }
}
