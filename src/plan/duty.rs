//! Duties of a plan: who owes what to whom, for which occasions, until when.

use crate::plan::{DutyId, EventId, FigureId, Item, PhaseId, Rolls, SetId, TableId, UnitRef};
use crate::source::Span;
use crate::syntax::tree;
use crate::value::{Days, Period, Step};

/// A report, a deliverable or a task.
#[derive(Debug)]
pub(crate) struct Duty {
    pub(crate) item: Item,
    /// `from`, or `lead` of a task. Empty when nobody is named.
    pub(crate) from: Vec<SetId>,
    pub(crate) with: Vec<SetId>,
    pub(crate) drafted_by: Vec<SetId>,
    pub(crate) to: Vec<Route>,
    pub(crate) copy: Vec<Addressee>,
    pub(crate) every: Vec<Every>,
    pub(crate) merged: bool,
    /// Days of `during`.
    pub(crate) during: Option<Days>,
    /// The phase of `during`, for its name.
    pub(crate) during_phase: Option<PhaseId>,
    pub(crate) due: Vec<DueTerm>,
    pub(crate) closes: Vec<(tree::Day, Vec<Occ>)>,
    pub(crate) when: Option<EventId>,
    pub(crate) form: Vec<String>,
    pub(crate) function: Option<String>,
    pub(crate) allows_nil: bool,
    pub(crate) first: Option<Period>,
    pub(crate) same_as: Option<DutyId>,
    pub(crate) judged_by_signed: bool,
    pub(crate) rolls: Rolls,
    pub(crate) about: Option<UnitRef>,
    pub(crate) carries: Vec<Carries>,
    pub(crate) totals: Vec<DutyId>,
    /// Task statuses that the sender owes: of those it leads, of those it is `with`.
    pub(crate) tells_tasks: Option<(bool, bool)>,
    pub(crate) states: Vec<String>,
    pub(crate) product: Option<String>,
    pub(crate) aliases: Vec<String>,
}

/// Recipients with their channel.
#[derive(Debug, Clone)]
pub(crate) struct Route {
    pub(crate) to: Vec<Addressee>,
    /// The path, in order; empty: no channel is asked for.
    pub(crate) via: Vec<Addressee>,
    pub(crate) clause: Span,
}

/// Declared, or only named.
#[derive(Debug, Clone)]
pub(crate) enum Addressee {
    Set(SetId),
    Named(String),
}

/// A step or named occasion of each year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Occ {
    Step(Step),
    /// Months of the year, from 1.
    Months(u8, u8),
}

impl Occ {
    /// Whether `p` is such an occasion.
    pub(crate) fn is(self, p: Period) -> bool {
        match self {
            Self::Step(step) => p.step() == Some(step),
            Self::Months(a, b) => p == Period::of_year(p.label_year(), i32::from(a), i32::from(b)),
        }
    }

    /// All such periods of one year.
    pub(crate) fn all_of(self, year: i32) -> Vec<Period> {
        match self {
            Self::Step(step) => Period::all_of(step, year),
            Self::Months(a, b) => vec![Period::of_year(year, i32::from(a), i32::from(b))],
        }
    }
}

/// One part of `every`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Every {
    Once,
    OnDemand,
    /// Named by the text, but how often is left open.
    Unspecified,
    Occ(Occ),
    Period(Period),
    Phase(PhaseId),
}

/// One `due` clause.
#[derive(Debug, Clone)]
pub(crate) struct DueTerm {
    /// `None`: the text names no day.
    pub(crate) term: Option<Term>,
    /// Only for these occasions; empty: the rule.
    pub(crate) only: Vec<Occ>,
    pub(crate) clause: Span,
}

/// When a duty is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Term {
    Within { days: i64, working: bool, event: Option<EventId> },
    ByPeriod(Period),
    By { before: bool, day: tree::Day, next: tree::Next },
}

/// One thing a duty carries.
#[derive(Debug, Clone)]
pub(crate) struct Carries {
    pub(crate) what: Carried,
    /// Only from these; empty: all.
    pub(crate) from: Vec<SetId>,
    /// Only for these occasions; empty: all.
    pub(crate) only: Vec<Occ>,
    pub(crate) clause: Span,
}

/// `all of D` and `targets` are taken apart by the resolver.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Carried {
    Figure(FigureId),
    Table(TableId),
}
