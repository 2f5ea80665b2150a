//! Expressions and the literals in them.

use crate::source::Span;
use crate::syntax::tree::{Name, Time, UnitRef, Who};
use crate::value::{Date, Num};

/// A literal value with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Literal {
    pub(crate) value: LiteralValue,
    pub(crate) span: Span,
}

/// Numbers, percentages, days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum LiteralValue {
    Number(Num),
    /// Already divided by 100.
    Percent(Num),
    Date(Date),
}

/// `A .. B`
#[derive(Debug, Clone)]
pub(crate) struct Bounds {
    pub(crate) from: Option<Literal>,
    pub(crate) to: Option<Literal>,
    pub(crate) span: Span,
}

/// An expression with its place.
#[derive(Debug, Clone)]
pub(crate) struct Expr {
    pub(crate) kind: ExprKind,
    pub(crate) span: Span,
}

/// The forms of expressions.
#[derive(Debug, Clone)]
pub(crate) enum ExprKind {
    If(Box<Expr>, Box<Expr>, Box<Expr>),
    /// A flat chain.
    Or(Vec<Expr>),
    And(Vec<Expr>),
    Not(Box<Expr>),
    Compare(Box<Expr>, CompareOp, Box<Expr>),
    Within(Box<Expr>, Bounds),
    Change(Box<Expr>, Change),
    /// First term, then each further with whether it is subtracted.
    Sum(Vec<(bool, Expr)>),
    /// First factor, then each further with whether it divides.
    Product(Vec<(bool, Expr)>),
    Negate(Box<Expr>),
    /// `X in 2020`
    In(Box<Expr>, Time),
    /// `X of U`
    Of(Box<Expr>, UnitRef),
    /// `X to date`
    ToDate(Box<Expr>),
    /// A figure, column, table or target by name.
    Name(Name),
    /// `count(X over S so far where C)` and its like.
    Over(Box<Over>),
    /// `min(a, b)`, `max(a, b)`, `met(a, b)`
    List(ListFn, Vec<Expr>),
    Reported(Box<Expr>),
    Literal(LiteralValue),
    /// `1 year`, `10 days`
    Duration(i64, DurationUnit),
    Text(String),
    Bool(bool),
    /// `it.xa`
    ItColumn(Name),
    It,
    Above,
    /// Brackets the author wrote.
    Paren(Box<Expr>),
}

/// Comparison signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CompareOp {
    Lt,
    Le,
    Gt,
    Ge,
    Eq,
    Ne,
}

impl CompareOp {
    /// What holds where this does not.
    pub(crate) fn opposite(self) -> Self {
        match self {
            Self::Lt => Self::Ge,
            Self::Le => Self::Gt,
            Self::Gt => Self::Le,
            Self::Ge => Self::Lt,
            Self::Eq => Self::Ne,
            Self::Ne => Self::Eq,
        }
    }

    /// The same with its sides exchanged: `5 <= x` is `x >= 5`.
    pub(crate) fn mirrored(self) -> Self {
        match self {
            Self::Lt => Self::Gt,
            Self::Le => Self::Ge,
            Self::Gt => Self::Lt,
            Self::Ge => Self::Le,
            Self::Eq | Self::Ne => self,
        }
    }

    /// As a plan file writes it.
    pub(crate) fn sign(self) -> &'static str {
        match self {
            Self::Lt => "<",
            Self::Le => "<=",
            Self::Gt => ">",
            Self::Ge => ">=",
            Self::Eq => "=",
            Self::Ne => "!=",
        }
    }
}

/// `falls > 3% .. 5% a year from R`
#[derive(Debug, Clone)]
pub(crate) struct Change {
    pub(crate) falls: bool,
    /// `> k`: strictly more.
    pub(crate) strict: bool,
    pub(crate) amount: Option<Amount>,
    /// `a year`
    pub(crate) a_year: bool,
    pub(crate) from: Time,
}

/// By how much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Amount {
    pub(crate) least: Num,
    pub(crate) aim: Option<Num>,
    pub(crate) unit: AmountUnit,
}

/// What the number of a change counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AmountUnit {
    /// Relative, already divided by 100.
    Percent,
    /// Percentage points, already divided by 100.
    Points,
    /// The figure's own unit.
    Own,
}

/// Aggregates over rows or members.
#[derive(Debug, Clone)]
pub(crate) struct Over {
    pub(crate) what: Aggregate,
    pub(crate) expr: Option<Expr>,
    pub(crate) set: Who,
    pub(crate) reach: Reach,
    pub(crate) filter: Option<Expr>,
}

/// `count`, `sum`, `share`, `min`, `max`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Aggregate {
    Count,
    Sum,
    Share,
    Min,
    Max,
}

/// How far back a set reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    This,
    SoFar,
    Earlier,
}

/// Functions of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ListFn {
    Min,
    Max,
    Met,
}

/// `year`, `month`, `day`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DurationUnit {
    Year,
    Month,
    Day,
}
