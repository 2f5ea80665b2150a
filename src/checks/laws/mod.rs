//! Laws of the data: each is written once in the plan and judged at every place of 6.2 of the
//! reference. `test` gives a verdict, `listing` says which laws bind a figure or a row, `mend` what
//! values would satisfy a broken one. The words of each broken law are in a file of its own.

mod listing;
mod mend;
mod plain;
mod run;
pub(crate) mod test;

use crate::eval::{Cause, Trace, What, Why};
use crate::facts::{CellId, RowId, time_of};
use crate::plan::{ColumnId, DutyId, FigureId, Plan, RuleId, UnitId, When};

pub(crate) use listing::{Listing, listed_for};
pub(crate) use mend::{Right, formula_value, head_mend, head_value, operands, wanted};
pub(crate) use run::{Broken, run, verdicts};

/// Which law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Law {
    /// `within`, or a percent's 0..100%.
    Within,
    /// The nth `part of`.
    Part(u8),
    Equals,
    /// `sums over`, `includes`
    Sums,
    OverTime,
    ToDate,
    Opening,
    /// A figure of a duty with `totals`.
    Total(DutyId),
    /// A line of a `check`.
    Check(RuleId, u16),
    /// The nth `require` of a table.
    Require(u16),
}

/// What a law is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Head {
    /// A filed figure.
    Figure { figure: FigureId, unit: UnitId, when: When, cell: CellId },
    /// A column of a row.
    Column { row: RowId, column: ColumnId },
    /// A row as a whole.
    Row(RowId),
    /// A subject of a check.
    Subject { unit: Option<UnitId>, when: When, row: Option<RowId> },
}

/// A law at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct LawAt {
    pub(crate) law: Law,
    pub(crate) head: Head,
}

/// How a law ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Holds,
    Broken,
    /// Digits as written leave it open.
    CannotTell,
    CouldNotCheck,
    DoesNotApply,
}

impl Head {
    /// The unit that it is about.
    pub(crate) fn unit(&self) -> Option<UnitId> {
        match self {
            Self::Figure { unit, .. } => Some(*unit),
            Self::Subject { unit, .. } => *unit,
            Self::Column { .. } | Self::Row(_) => None,
        }
    }
}

/// The causes of what could not be checked, most telling first.
pub(crate) fn causes(trace: &Trace) -> Vec<Cause> {
    let mut causes = trace.causes.clone();
    causes.sort_unstable();
    causes.dedup();
    causes
}

/// Why a law over estimates and other facts is not judged.
fn only_estimated(plan: &Plan, head: Head) -> Cause {
    let (unit, time, what) = match head {
        Head::Figure { figure, unit, when, .. } => {
            (Some(unit), Some(time_of(plan, figure, Some(when))), What::Figure(figure))
        }
        Head::Subject { unit, .. } => (unit, None, What::Unnamed),
        Head::Column { row, column } => (None, None, What::Cell(row, column)),
        Head::Row(_) => (None, None, What::Unnamed),
    };
    Cause { why: Why::Estimate, unit, time, what }
}
