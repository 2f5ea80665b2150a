//! What the tree knows of single words, by the byte each begins at: brackets that change nothing, the
//! minus of a negative, the ends of what a rule requires, the stroke in a day.

use std::collections::BTreeSet;

use crate::source::Span;
use crate::syntax::token::{Token, TokenKind};
use crate::syntax::tree::{
    Args, Bounds, Clause, Datum, Expr, ExprKind, File, Literal, Subjects, Text,
};

/// Marked places of one file.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// Brackets that can go, opening and closing ones.
    pub(super) dropped: BTreeSet<u32>,
    /// A minus that stands before one operand, not between two.
    pub(super) minus: BTreeSet<u32>,
    /// Where an expression ends, the word behind it standing further off.
    pub(super) ends: BTreeSet<u32>,
    /// From the first to the last byte of clauses that may name a day by `25/11`.
    pub(super) days: Vec<(u32, u32)>,
}

pub(super) fn of(file: &File, tokens: &[Token]) -> Marks {
    let comment = |t: &&Token| matches!(t.kind, TokenKind::Comment | TokenKind::Doc);
    let comments = tokens.iter().filter(comment).map(|t| t.start).collect();
    let mut walk = Walk { marks: Marks::default(), comments };
    for item in &file.items {
        walk.clauses(&item.clauses);
    }
    walk.marks
}

/// The least that binds an operand at some place; what binds less needs brackets there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binds {
    Choice,
    Or,
    And,
    Not,
    Compare,
    Sum,
    Product,
    Minus,
    Constant,
    Figure,
}

struct Walk {
    marks: Marks,
    comments: BTreeSet<u32>,
}

impl Walk {
    fn clauses(&mut self, clauses: &[Clause]) {
        for clause in clauses {
            self.clause(clause);
        }
    }

    fn clause(&mut self, clause: &Clause) {
        if matches!(clause.head, "due" | "closes") {
            self.marks.days.push((clause.span.start, clause.span.end));
        }
        match &clause.args {
            Args::Expr { expr, sub } => {
                self.whole(expr);
                self.clauses(sub);
            }
            Args::Reading { label, expr } => self.reading(label.as_ref(), expr),
            Args::Require(require) => {
                if clause.head == "reading" {
                    self.reading(require.label.as_ref(), &require.expr);
                } else {
                    self.whole(&require.expr);
                }
                if require.tail.is_some() {
                    self.marks.ends.insert(require.expr.span.end);
                }
                for (right, _) in &require.path {
                    self.expr(right, Binds::Sum);
                    self.marks.ends.insert(right.span.end);
                }
                self.clauses(&require.sub);
            }
            Args::For(
                Subjects::Rows { filter: Some(filter), .. }
                | Subjects::Units { filter: Some(filter), .. },
            ) => self.whole(filter),
            Args::Within(bounds) => self.bounds(bounds),
            Args::Given(given) => {
                for (_, datum) in &given.values {
                    if let Datum::Literal(literal) = datum {
                        self.literal(literal);
                    }
                }
            }
            Args::Column(column) => self.clauses(&column.clauses),
            Args::Item(item) => self.clauses(&item.clauses),
            Args::Set { clause, .. } => self.clause(clause),
            _ => {}
        }
    }

    fn whole(&mut self, expr: &Expr) {
        self.expr(expr, Binds::Choice);
    }

    /// Without a label, a text that begins the expression would be taken for one.
    fn reading(&mut self, label: Option<&Text>, expr: &Expr) {
        if label.is_some() || !begins_with_text(expr) {
            return self.whole(expr);
        }
        let before = self.marks.dropped.clone();
        self.whole(expr);
        if self.marks.dropped.contains(&expr.span.start) {
            self.marks.dropped = before;
        }
    }

    fn bounds(&mut self, bounds: &Bounds) {
        bounds.from.iter().chain(&bounds.to).for_each(|literal| self.literal(literal));
    }

    /// Where it begins with no minus, there is nothing to mark; the mark is only read at one.
    fn literal(&mut self, literal: &Literal) {
        self.marks.minus.insert(literal.span.start);
    }

    fn all<'e>(&mut self, all: impl IntoIterator<Item = &'e Expr>, least: Binds) {
        all.into_iter().for_each(|expr| self.expr(expr, least));
    }

    /// Marks an expression that stands where only what binds at least so may stand bare.
    fn expr(&mut self, expr: &Expr, least: Binds) {
        match &expr.kind {
            ExprKind::Paren(_) => self.brackets(expr, least),
            // Inside a choice another one keeps its brackets.
            ExprKind::If(c, a, b) => self.all([&**c, a, b], Binds::Or),
            ExprKind::Or(all) => all.iter().for_each(|one| self.under_or(one)),
            ExprKind::And(all) => self.all(all, Binds::Not),
            ExprKind::Not(inner) => self.expr(inner, Binds::Not),
            ExprKind::Compare(a, _, b) => self.all([&**a, b], Binds::Sum),
            ExprKind::Within(inner, bounds) => {
                self.expr(inner, Binds::Sum);
                self.bounds(bounds);
            }
            ExprKind::Change(inner, _) => self.expr(inner, Binds::Sum),
            ExprKind::Sum(all) => self.all(all.iter().map(|(_, one)| one), Binds::Product),
            ExprKind::Product(all) => self.all(all.iter().map(|(_, one)| one), Binds::Minus),
            ExprKind::Negate(inner) => {
                self.marks.minus.insert(expr.span.start);
                self.expr(inner, Binds::Constant);
            }
            ExprKind::In(inner, _) | ExprKind::Of(inner, _) | ExprKind::ToDate(inner) => {
                self.expr(inner, Binds::Figure);
            }
            ExprKind::Over(over) => self.all(over.expr.iter().chain(&over.filter), Binds::Or),
            ExprKind::List(_, all) => self.all(all, Binds::Or),
            ExprKind::Reported(inner) => self.expr(inner, Binds::Figure),
            ExprKind::Name(_)
            | ExprKind::Literal(_)
            | ExprKind::Duration(..)
            | ExprKind::Text(_)
            | ExprKind::Bool(_)
            | ExprKind::ItColumn(_)
            | ExprKind::It
            | ExprKind::Above => {}
        }
    }

    /// `a and b` inside `or` needs no brackets, but keeps those it has.
    fn under_or(&mut self, expr: &Expr) {
        let is_and = matches!(bare(expr).kind, ExprKind::And(_));
        self.expr(expr, if is_and { Binds::Not } else { Binds::And });
    }

    /// Brackets, perhaps several around one expression: all go, or one pair stays. With a comment in them
    /// they stay, since the line goes on behind it because of them.
    fn brackets(&mut self, outer: &Expr, least: Binds) {
        let inner = bare(outer);
        let range = outer.span.start..outer.span.end;
        if self.comments.range(range).next().is_some() {
            return self.expr(inner, Binds::Choice);
        }
        let needed = binds(inner) < least;
        let mut pair = outer;
        while let ExprKind::Paren(within) = &pair.kind {
            if !(needed && pair.span == outer.span) {
                self.drop_pair(pair.span);
            }
            pair = within;
        }
        self.expr(inner, if needed { Binds::Choice } else { least });
    }

    fn drop_pair(&mut self, span: Span) {
        self.marks.dropped.insert(span.start);
        self.marks.dropped.insert(span.end.saturating_sub(1));
    }
}

/// The expression in its brackets.
fn bare(expr: &Expr) -> &Expr {
    let mut inner = expr;
    while let ExprKind::Paren(within) = &inner.kind {
        inner = within;
    }
    inner
}

fn binds(expr: &Expr) -> Binds {
    match &expr.kind {
        ExprKind::If(..) => Binds::Choice,
        ExprKind::Or(_) => Binds::Or,
        ExprKind::And(_) => Binds::And,
        ExprKind::Not(_) => Binds::Not,
        ExprKind::Compare(..) | ExprKind::Within(..) | ExprKind::Change(..) => Binds::Compare,
        ExprKind::Sum(_) => Binds::Sum,
        ExprKind::Product(_) => Binds::Product,
        ExprKind::Negate(_) => Binds::Minus,
        ExprKind::Literal(_)
        | ExprKind::Duration(..)
        | ExprKind::Text(_)
        | ExprKind::Bool(_)
        | ExprKind::ItColumn(_)
        | ExprKind::It
        | ExprKind::Above => Binds::Constant,
        ExprKind::In(..)
        | ExprKind::Of(..)
        | ExprKind::ToDate(_)
        | ExprKind::Name(_)
        | ExprKind::Over(_)
        | ExprKind::List(..)
        | ExprKind::Reported(_)
        | ExprKind::Paren(_) => Binds::Figure,
    }
}

/// Its first word, brackets left out, is a text.
fn begins_with_text(expr: &Expr) -> bool {
    let mut first = expr;
    loop {
        first = match &first.kind {
            ExprKind::Paren(inner)
            | ExprKind::In(inner, _)
            | ExprKind::Of(inner, _)
            | ExprKind::ToDate(inner)
            | ExprKind::Within(inner, _)
            | ExprKind::Change(inner, _)
            | ExprKind::Compare(inner, ..) => inner,
            ExprKind::Or(all) | ExprKind::And(all) => match all.first() {
                Some(inner) => inner,
                None => return false,
            },
            ExprKind::Sum(all) | ExprKind::Product(all) => match all.first() {
                Some((_, inner)) => inner,
                None => return false,
            },
            ExprKind::Text(_) => return true,
            _ => return false,
        };
    }
}
