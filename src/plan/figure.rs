//! Figures of a plan: indicators and tables, their kinds, and the laws that they bring.

use crate::plan::{ColumnId, Expr, FigureId, Item, SetId, TableId, UnitRef};
use crate::source::Span;
use crate::value::{Days, Num};

/// The kind of a value, of an expression too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Ty {
    Count,
    Amount(String),
    Number(Option<String>),
    Percent,
    /// What K / K gives; expressions only.
    Ratio,
    /// A flag, or the truth of an expression.
    Truth,
    Text,
    Date,
    Year,
    /// A unit, of a column `unit of G` or `it`.
    Unit,
    /// `1 year`: beside a date only.
    Duration,
    /// Of a broken expression: fits everywhere, is never evaluated.
    Broken,
}

/// A figure over time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Nature {
    Flow,
    Level,
    /// Filed from the year's first day.
    ToDate,
    /// The named figure on the day before the period.
    Opening(FigureId),
    /// Percent, flag, text, date, year without a nature: filed for just that period.
    None,
}

/// A figure.
#[derive(Debug)]
pub(crate) struct Indicator {
    pub(crate) item: Item,
    pub(crate) ty: Ty,
    pub(crate) nature: Nature,
    pub(crate) part_of: Vec<PartOf>,
    pub(crate) equals: Option<Formula>,
    pub(crate) sums: Option<Sums>,
    pub(crate) within: Option<Within>,
    pub(crate) digits: Option<u8>,
    pub(crate) owner: Option<UnitRef>,
    pub(crate) aliases: Vec<String>,
}

impl Indicator {
    /// Whether no value of it can be below nought.
    pub(crate) fn not_negative(&self) -> bool {
        let from_nought = |w: &Within| w.from.is_some_and(|n| !n.is_negative());
        self.ty == Ty::Count || self.within.as_ref().map_or(self.ty == Ty::Percent, from_nought)
    }
}

/// `part of W mostly`
#[derive(Debug, Clone)]
pub(crate) struct PartOf<T = FigureId> {
    pub(crate) whole: T,
    pub(crate) mostly: bool,
    pub(crate) clause: Span,
    pub(crate) force: Days,
}

/// `equals EXPR`, with its readings.
#[derive(Debug, Clone)]
pub(crate) struct Formula {
    pub(crate) expr: Expr,
    pub(crate) readings: Vec<(Option<String>, Expr)>,
    pub(crate) clause: Span,
    pub(crate) force: Days,
}

/// `sums over G`, `includes G`
#[derive(Debug, Clone)]
pub(crate) struct Sums {
    pub(crate) over: SetId,
    /// Not less than the sum, instead of equal to it.
    pub(crate) includes: bool,
    /// The set depends on `it`: the law binds every unit that has such members.
    pub(crate) relative: bool,
    pub(crate) clause: Span,
    pub(crate) force: Days,
}

/// `within A .. B`: percents already divided by 100.
#[derive(Debug, Clone)]
pub(crate) struct Within {
    pub(crate) from: Option<Num>,
    pub(crate) to: Option<Num>,
    /// Of dates.
    pub(crate) days: Days,
    pub(crate) clause: Span,
}

/// Rows of figures.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) item: Item,
    pub(crate) key: Vec<ColumnId>,
    /// The column that says which period a row belongs to, and whether by its year alone.
    pub(crate) per: Option<(ColumnId, bool)>,
    pub(crate) covers: Option<(SetId, Span)>,
    pub(crate) columns: Vec<Column>,
    pub(crate) requires: Vec<RowLaw>,
    pub(crate) aliases: Vec<String>,
}

/// A figure within a row.
#[derive(Debug)]
pub(crate) struct Column {
    pub(crate) item: Item,
    pub(crate) ty: Ty,
    /// Of `unit of G`.
    pub(crate) unit_of: Option<SetId>,
    /// Of `one of …`; empty for other kinds.
    pub(crate) one_of: Vec<String>,
    pub(crate) optional: bool,
    pub(crate) part_of: Vec<PartOf<ColumnId>>,
    pub(crate) equals: Option<Formula>,
    pub(crate) within: Option<Within>,
    pub(crate) digits: Option<u8>,
    /// `in T`, with the column of T that is meant.
    pub(crate) in_table: Option<(TableId, ColumnId, Span)>,
    pub(crate) aliases: Vec<String>,
}

/// A `require` of a table.
#[derive(Debug)]
pub(crate) struct RowLaw {
    pub(crate) expr: Expr,
    /// Its place, citations and severities: the table's own where it has none.
    pub(crate) item: Item,
    pub(crate) clause: Span,
}
