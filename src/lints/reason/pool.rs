//! The unknowns: one for each figure, unit and time, the same in all plans that share the figure.

use std::collections::BTreeMap;

use crate::lints::reason::linear::{Lin, Var};
use crate::source::{FileId, Span};
use crate::value::{Date, Month, Num, Period};

/// What an unknown is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum What {
    /// A figure or a column, by where it is declared.
    Figure(Span),
    /// What no linear reasoning looks into, by its text.
    Opaque(String),
    /// One linear quantity over another.
    Ratio(Lin, Lin),
}

/// Whose it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Whose {
    /// A unit, by where it is declared.
    Unit(Span),
    /// Any row of a table.
    Row(Span),
    /// Of a plan that does not say.
    Plan(FileId),
}

/// When it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Moment {
    Months(Period),
    End(Month),
    Days(Option<Date>, Option<Date>),
    /// Of a row: whenever.
    Any,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key {
    pub(crate) what: What,
    pub(crate) whose: Whose,
    pub(crate) moment: Moment,
}

/// What is known of an unknown by its kind alone.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Kind {
    /// Only whole numbers.
    pub(crate) whole: bool,
    pub(crate) low: Option<Num>,
    pub(crate) high: Option<Num>,
    /// It adds up over time.
    pub(crate) flow: bool,
}

/// All unknowns.
#[derive(Debug, Default)]
pub(crate) struct Pool {
    known: BTreeMap<Key, Var>,
    all: Vec<(Key, Kind)>,
}

impl Pool {
    pub(crate) fn var(&mut self, key: Key, kind: Kind) -> Var {
        if let Some(var) = self.known.get(&key) {
            return *var;
        }
        let var = Var(u32::try_from(self.all.len()).unwrap_or(u32::MAX - 1));
        self.known.insert(key.clone(), var);
        self.all.push((key, kind));
        var
    }

    pub(crate) fn key(&self, var: Var) -> Option<&Key> {
        self.all.get(var.0 as usize).map(|(key, _)| key)
    }

    pub(crate) fn kind(&self, var: Var) -> Kind {
        self.all.get(var.0 as usize).map(|(_, kind)| *kind).unwrap_or_default()
    }

    /// Whether a quantity cannot be below nought.
    pub(crate) fn not_negative(&self, lin: &Lin) -> bool {
        let from_nought = |var| self.kind(var).low.is_some_and(|low| !low.is_negative());
        let adds = |(var, k): &(Var, Num)| !k.is_negative() && from_nought(*var);
        !lin.rest().is_negative() && lin.terms().iter().all(adds)
    }
}
