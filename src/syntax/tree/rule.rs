//! What rules and tests say: whom they are about, when they are judged, what must come of them.

use crate::syntax::tree::{Clause, Expr, Literal, Name, Point, Text, UnitRef, Who, Window};
use crate::value::Step;

/// Whom a rule is about.
#[derive(Debug, Clone)]
pub(crate) enum Subjects {
    Rows { table: Name, filter: Option<Expr> },
    Units { who: Vec<Who>, filter: Option<Expr> },
}

/// `require EXPR TAIL PATH { … }`, `reading "…" EXPR TAIL PATH { … }`
#[derive(Debug, Clone)]
pub(crate) struct Require {
    /// Of a `reading`.
    pub(crate) label: Option<Text>,
    pub(crate) expr: Expr,
    pub(crate) tail: Option<Tail>,
    /// Further right sides: `, 50%  by 2030`.
    pub(crate) path: Vec<(Expr, Point)>,
    pub(crate) sub: Vec<Clause>,
}

/// When a rule is judged.
#[derive(Debug, Clone)]
pub(crate) enum Tail {
    /// `every year in 2019 ..`; no step: `every period`.
    Every { step: Option<Step>, within: Option<Window> },
    /// `by 2020`
    By(Point),
}

/// `given D from U for P with X = 1, …`
#[derive(Debug, Clone)]
pub(crate) struct Given {
    pub(crate) duty: Name,
    pub(crate) from: UnitRef,
    pub(crate) period: Option<Point>,
    pub(crate) values: Vec<(Name, Datum)>,
}

/// A value in a test.
#[derive(Debug, Clone)]
pub(crate) enum Datum {
    Literal(Literal),
    Text(Text),
    Bool(bool),
}

/// `expect no "code" for U in P`, `expect TARGET met`
#[derive(Debug, Clone)]
pub(crate) struct Expect {
    pub(crate) no: bool,
    pub(crate) what: Expected,
    pub(crate) unit: Option<UnitRef>,
    pub(crate) period: Option<Point>,
}

/// A finding or an outcome.
#[derive(Debug, Clone)]
pub(crate) enum Expected {
    Code(Text),
    Outcome(Name, OutcomeWord),
}

/// The outcomes that a test may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OutcomeWord {
    Met,
    Missed,
    DependsOnReading,
    NoCases,
    NotYetDue,
    NotAssessable,
    Holds,
    Broken,
    Kept,
    Exceeded,
    CouldNotCheck,
}

impl OutcomeWord {
    /// All of them, as they are written.
    pub(crate) const ALL: [(&'static str, Self); 11] = [
        ("met", Self::Met),
        ("missed", Self::Missed),
        ("depends on reading", Self::DependsOnReading),
        ("no cases", Self::NoCases),
        ("not yet due", Self::NotYetDue),
        ("not assessable", Self::NotAssessable),
        ("holds", Self::Holds),
        ("broken", Self::Broken),
        ("kept", Self::Kept),
        ("exceeded", Self::Exceeded),
        ("could not check", Self::CouldNotCheck),
    ];
}
