//! The parts that clauses are made of: units, places, values, times, frequencies, due days.

#![expect(dead_code, reason = "places that only a lint or an editor will point at")]

use crate::source::Span;
use crate::syntax::tree::{Clause, Name, Text};
use crate::value::{Date, Period, Step};

/// `every xa, phuong under it`, or a unit or group.
#[derive(Debug, Clone)]
pub(crate) enum Who {
    Every { kinds: Vec<Name>, under: Option<(bool, UnitRef)>, span: Span },
    One(UnitRef),
}

impl Who {
    pub(crate) fn span(&self) -> Span {
        match self {
            Self::Every { span, .. } => *span,
            Self::One(unit) => unit.span(),
        }
    }
}

/// `it`, `above`, or a name.
#[derive(Debug, Clone)]
pub(crate) enum UnitRef {
    It(Span),
    Above(Span),
    Named(Name),
}

impl UnitRef {
    pub(crate) fn span(&self) -> Span {
        match self {
            Self::It(span) | Self::Above(span) => *span,
            Self::Named(name) => name.span,
        }
    }
}

/// A place things are sent to or through: declared, or only named.
#[derive(Debug, Clone)]
pub(crate) enum Place {
    Declared(Who),
    Named(Text),
}

/// `to A, B via C, D`
#[derive(Debug, Clone)]
pub(crate) struct To {
    pub(crate) places: Vec<Place>,
    pub(crate) via: Vec<Place>,
}

/// The kinds of values.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    Count,
    Amount(Text),
    Percent,
    Number(Option<Text>),
    Flag,
    Text,
    Date,
    Year,
    /// `unit of G`, columns only.
    UnitOf(Who),
    /// `one of "a", "b"`, columns only.
    OneOf(Vec<Text>),
}

/// The nature of a figure over time.
#[derive(Debug, Clone)]
pub(crate) enum Nature {
    Level,
    Flow,
    /// `flow to date`, `to date`
    ToDate,
    /// `opening of X`
    Opening(Name),
}

/// A column of a table.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    pub(crate) name: Name,
    pub(crate) label: Option<Text>,
    pub(crate) value: Value,
    /// `part of`, `equals`, `reading`, `within`, `digits`, `alias`, `optional`, `in`, and the common ones.
    pub(crate) clauses: Vec<Clause>,
    pub(crate) doc: Option<String>,
}

/// A span of time as written: `2018`, `2018-04-16 .. 2018-12-31`, `.. 2025-06-30`, `2019 ..`. One bound
/// alone is both ends.
#[derive(Debug, Clone)]
pub(crate) struct Days {
    pub(crate) from: Option<Bound>,
    pub(crate) to: Option<Bound>,
    pub(crate) span: Span,
}

/// One end of a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bound {
    Date(Date),
    Period(Period),
}

/// A point or span, or the name of a phase or baseline.
#[derive(Debug, Clone)]
pub(crate) enum Window {
    Days(Days),
    Named(Name),
}

impl Window {
    pub(crate) fn span(&self) -> Span {
        match self {
            Self::Days(days) => days.span,
            Self::Named(name) => name.span,
        }
    }
}

/// A time that an expression is moved to.
#[derive(Debug, Clone)]
pub(crate) enum Time {
    PreviousYear(Span),
    PreviousPeriod(Span),
    Window(Window),
}

/// One point in time.
#[derive(Debug, Clone)]
pub(crate) enum Point {
    Date(Date, Span),
    Period(Period, Span),
    Named(Name),
}

impl Point {
    pub(crate) fn span(&self) -> Span {
        match self {
            Self::Date(_, span) | Self::Period(_, span) => *span,
            Self::Named(name) => name.span,
        }
    }
}

/// The frequency of a duty.
#[derive(Debug, Clone)]
pub(crate) struct Schedule {
    pub(crate) parts: Vec<Every>,
    pub(crate) merged: bool,
}

/// One part of a frequency.
#[derive(Debug, Clone)]
pub(crate) enum Every {
    Once(Span),
    OnDemand(Span),
    Occ(Occ),
    Point(Point),
}

/// A step or a named occasion of each year.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Occ {
    pub(crate) kind: OccKind,
    pub(crate) span: Span,
}

/// `quarter`, or `Q1`: the months of the year, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OccKind {
    Step(Step),
    Months(u8, u8),
}

/// When a duty is due.
#[derive(Debug, Clone)]
pub(crate) enum Term {
    /// `within 15 working days of EVENT`
    Within { days: i64, working: bool, event: Option<Name>, span: Span },
    /// `by 2025-11`
    ByPeriod(Period, Span),
    /// `by DAY`, `before DAY`
    By { before: bool, day: Day, next: Next, span: Span },
}

/// A day as a term or a closing day names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Day {
    Date(Date),
    /// `25/11`: day, month.
    OfYear(u32, u32),
    /// `day 5`
    OfMonth(u32),
}

/// `of next month`, `of next year`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Next {
    Same,
    Month,
    Year,
}

/// What a report carries.
#[derive(Debug, Clone)]
pub(crate) enum Carried {
    Figure(Name),
    Targets(Span),
    AllOf(Name),
}
