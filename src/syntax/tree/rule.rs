//! What rules and tests say: whom they are about, when they are judged, what must come of them.

use crate::syntax::tree::{
    Clause, Expr, Level, Literal, Name, Place, Point, Text, UnitRef, Who, Window,
};
use crate::value::{Date, Step};

/// Whom a rule is about.
#[derive(Debug, Clone)]
pub(crate) enum Subjects {
    Rows { table: Name, filter: Option<Box<Expr>> },
    Units { who: Vec<Who>, filter: Option<Box<Expr>> },
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

/// `given D from U, … for P to V via W on DATE number "…" states "…" with X = 1, …`
#[derive(Debug, Clone)]
pub(crate) struct Given {
    pub(crate) duty: Name,
    /// Each of them, and each member of a group, hands in the same.
    pub(crate) from: Vec<UnitRef>,
    pub(crate) period: Option<Point>,
    pub(crate) to: Vec<Place>,
    pub(crate) via: Vec<Place>,
    /// The day it came.
    pub(crate) on: Option<Date>,
    pub(crate) number: Option<Text>,
    /// What a document confirms; empty: all that the plan asks for.
    pub(crate) states: Vec<Text>,
    pub(crate) values: Vec<(Name, Datum)>,
}

/// A value in a test.
#[derive(Debug, Clone)]
pub(crate) enum Datum {
    Literal(Literal),
    Text(Text),
    Bool(bool),
}

/// `expect no error "code" of X, … for U, … in P, …`, `expect TARGET met`
#[derive(Debug, Clone)]
pub(crate) struct Expect {
    pub(crate) no: bool,
    /// How much a finding must matter.
    pub(crate) level: Option<Level>,
    pub(crate) what: Expected,
    /// The items of the plan that a finding is of.
    pub(crate) of: Vec<Name>,
    pub(crate) units: Vec<UnitRef>,
    pub(crate) periods: Vec<Point>,
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
