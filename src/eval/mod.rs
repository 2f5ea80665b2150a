//! Floor 5: what a figure is worth, and what an expression says, at a unit and a time. Exact, with four
//! truths; what is not known is told with its cause.

mod absent;
mod aggregate;
mod change;
mod expr;
mod plain;
mod range;
mod rows;
mod season;
mod worth;

use std::cell::{Cell as Slot, RefCell};
use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::facts::{CellId, Facts, FilingId, RowId, Status, Time};
use crate::plan::{ColumnId, FigureId, Plan, Set, SetId, TableId, UnitId, UnitRef, When};
use crate::value::{Date, Num};

pub(crate) use change::Compared;
pub(crate) use plain::{Count, Counts, NOWHERE};
pub(crate) use range::{Range, Total};
pub(crate) use rows::RowIndex;
pub(crate) use season::Season;
use season::Seasons;

/// What an expression gives.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    Num(Num),
    /// Not known whole. In a box, since nearly all values are known and moved about.
    Range(Box<Range>),
    Truth(bool),
    Date(Date),
    Text(String),
    Unit(UnitId),
    /// `1 year`
    Months(i64),
    /// `10 days`
    Days(i64),
    /// Does not apply: 0 of 0, and what is built on it.
    Na,
    /// Unknown; the trace says why.
    Unknown,
}

/// Four truths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Truth {
    True,
    False,
    Unknown,
    Na,
}

impl Value {
    pub(crate) fn truth(&self) -> Truth {
        match self {
            Self::Truth(true) => Truth::True,
            Self::Truth(false) => Truth::False,
            Self::Na => Truth::Na,
            Self::Num(_)
            | Self::Range(_)
            | Self::Date(_)
            | Self::Text(_)
            | Self::Unit(_)
            | Self::Months(_)
            | Self::Days(_)
            | Self::Unknown => Truth::Unknown,
        }
    }

    /// As a range, where it is a number.
    pub(crate) fn range(&self) -> Option<Range> {
        match self {
            Self::Num(n) => Some(Range::exact(*n)),
            Self::Range(r) => Some(**r),
            Self::Truth(_)
            | Self::Date(_)
            | Self::Text(_)
            | Self::Unit(_)
            | Self::Months(_)
            | Self::Days(_)
            | Self::Na
            | Self::Unknown => None,
        }
    }

    /// The exact number it is.
    pub(crate) fn num(&self) -> Option<Num> {
        match self {
            Self::Num(n) => Some(*n),
            Self::Range(r) => r.single(),
            _ => None,
        }
    }

    fn from_range(range: Option<Range>) -> Self {
        match range {
            None => Self::Unknown,
            Some(r) => Self::of(r),
        }
    }

    /// A range, or the one number it is.
    pub(crate) fn of(range: Range) -> Self {
        range.single().map_or_else(|| Self::Range(Box::new(range)), Self::Num)
    }

    fn from_truth(truth: Option<bool>) -> Self {
        truth.map_or(Self::Unknown, Self::Truth)
    }
}

/// Why something is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Why {
    /// Nothing was filed for it.
    Absent,
    NotCollected,
    Withheld,
    InConflict,
    Wrong,
    /// Estimates are not held against final figures.
    Estimate,
    /// n / 0.
    NothingToDivideBy,
    /// The size of a group is unknown.
    GroupUnknown,
    RuleIncomplete,
    TooLarge,
    /// Digits as written leave it open.
    Rounding,
    /// The cell is doubtful: a broken law names it.
    Doubtful,
}

/// What is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum What {
    /// Nothing that has a name.
    Unnamed,
    Figure(FigureId),
    /// The rows of a table.
    Table(TableId),
    /// A cell of a row.
    Cell(RowId, ColumnId),
}

/// Something that is not known, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Cause {
    pub(crate) why: Why,
    pub(crate) unit: Option<UnitId>,
    pub(crate) time: Option<Time>,
    pub(crate) what: What,
}

/// The time of rows as that of a fact.
pub(crate) fn time_of_rows(when: When) -> Time {
    match when {
        When::Period(p) => Time::Span(p),
        When::Phase(id) => Time::Phase(Some(id)),
        When::Day(_) => Time::Phase(None),
    }
}

/// How a figure came to its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    Reported(CellId),
    OverTime,
    OverUnits(usize),
    Formula,
}

/// What a trace keeps of what it meets.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Keep {
    #[default]
    Nothing,
    /// Why something is not known.
    Causes,
    All,
}

/// What evaluation met on its way; kept only when asked for.
#[derive(Debug, Default)]
pub(crate) struct Trace {
    keep: Keep,
    pub(crate) causes: Vec<Cause>,
    pub(crate) cells: Vec<CellId>,
    pub(crate) row_cells: Vec<(RowId, ColumnId)>,
    /// Figures by their step, outermost last.
    pub(crate) steps: Vec<(FigureId, UnitId, When, Step, Value)>,
    first_filing: Option<FilingId>,
    mixed: bool,
    estimate: bool,
}

impl Trace {
    pub(crate) fn recording() -> Self {
        Self { keep: Keep::All, ..Self::default() }
    }

    /// Whether it keeps why something is not known.
    pub(crate) fn keeps_causes(&self) -> bool {
        self.keep != Keep::Nothing
    }

    /// Forgets all it has met, and keeps its room for the next.
    pub(crate) fn restart(&mut self, keep: Keep) {
        self.keep = keep;
        self.causes.clear();
        self.cells.clear();
        self.row_cells.clear();
        self.steps.clear();
        (self.first_filing, self.mixed, self.estimate) = (None, false, false);
    }

    /// Tries something that may come to nothing: then all that it met is forgotten.
    fn attempt<T>(&mut self, work: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        // What is tried is tried by itself: it does not see the causes that are already told.
        let mut causes = std::mem::take(&mut self.causes);
        let kept = (self.cells.len(), self.row_cells.len(), self.steps.len());
        let met = (self.first_filing, self.mixed, self.estimate);
        let found = work(self);
        if found.is_some() {
            causes.append(&mut self.causes);
        } else {
            self.cells.truncate(kept.0);
            self.row_cells.truncate(kept.1);
            self.steps.truncate(kept.2);
            (self.first_filing, self.mixed, self.estimate) = met;
        }
        self.causes = causes;
        found
    }

    fn cause(
        &mut self,
        why: Why,
        unit: Option<UnitId>,
        time: Option<Time>,
        figure: Option<FigureId>,
    ) {
        let what = figure.map_or(What::Unnamed, What::Figure);
        self.told(Cause { why, unit, time, what });
    }

    fn told(&mut self, cause: Cause) {
        if self.keeps_causes() {
            self.causes.push(cause);
        }
    }

    fn met(&mut self, cell: CellId, filing: FilingId, estimate: bool) {
        self.estimate |= estimate;
        match self.first_filing {
            None => self.first_filing = Some(filing),
            Some(first) => self.mixed |= first != filing,
        }
        if self.keep == Keep::All {
            self.cells.push(cell);
        }
    }

    /// Estimates stand beside other facts.
    pub(crate) fn is_mixed_estimate(&self) -> bool {
        self.estimate && self.mixed
    }

    /// Some value is only an estimate.
    pub(crate) fn has_estimate(&self) -> bool {
        self.estimate
    }
}

/// Where an expression is evaluated.
#[derive(Debug, Clone, Copy)]
pub(crate) struct At {
    pub(crate) unit: Option<UnitId>,
    pub(crate) when: When,
    /// The row at hand.
    pub(crate) row: Option<RowId>,
    /// The row outside the bracket.
    pub(crate) outer: Option<RowId>,
}

impl At {
    pub(crate) fn new(unit: Option<UnitId>, when: When) -> Self {
        Self { unit, when, row: None, outer: None }
    }
}

/// Which values digits as written stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Digits {
    /// Themselves.
    Written,
    /// All that round or are cut off to them.
    Ranges,
}

/// A cell that is given another value: by the candidates of a doubtful figure, or a slip mended.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Mend {
    /// A figure at a unit and time; `None`: whatever it may be.
    Figure(FigureId, UnitId, Time, Option<Num>),
    /// A cell of a row.
    Row(RowId, ColumnId, Option<Num>),
}

/// The members of a set for a unit on the last day of a time, found once.
type Members = FxHashMap<(SetId, Option<UnitId>, When), Rc<[UnitId]>>;

/// The members of a set without groups for a unit, on whatever day.
type Ever = FxHashMap<(SetId, Option<UnitId>), Rc<[UnitId]>>;

/// Everything evaluation reads.
#[derive(Debug)]
pub(crate) struct Eval<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) facts: &'a Facts,
    pub(crate) rows: &'a RowIndex,
    digits: Slot<Digits>,
    mend: Slot<Option<Mend>>,
    depth: Slot<u32>,
    has_estimates: bool,
    members: RefCell<Members>,
    ever: RefCell<Ever>,
    seasons: RefCell<Seasons>,
}

impl<'a> Eval<'a> {
    pub(crate) fn new(plan: &'a Plan, facts: &'a Facts, rows: &'a RowIndex) -> Self {
        let has_estimates = facts.filings.iter().any(|f| f.status == Status::Estimate);
        Self {
            plan,
            facts,
            rows,
            digits: Slot::new(Digits::Written),
            mend: Slot::new(None),
            depth: Slot::new(0),
            has_estimates,
            members: RefCell::default(),
            ever: RefCell::default(),
            seasons: RefCell::default(),
        }
    }

    /// Evaluates `work` with digits read as `digits`.
    pub(crate) fn reading<T>(&self, digits: Digits, work: impl FnOnce() -> T) -> T {
        let before = self.digits.replace(digits);
        let out = work();
        self.digits.set(before);
        out
    }

    /// Evaluates `work` with one cell given another value.
    pub(crate) fn mended<T>(&self, mend: Mend, work: impl FnOnce() -> T) -> T {
        let before = self.mend.replace(Some(mend));
        let out = work();
        self.mend.set(before);
        out
    }

    /// The members of a set on the last day of a time.
    pub(crate) fn members(&self, set: SetId, it: Option<UnitId>, when: When) -> Rc<[UnitId]> {
        let it = it.filter(|_| self.plan.is_relative(set));
        let key = (set, it, when);
        if let Some(known) = self.members.borrow().get(&key) {
            return Rc::clone(known);
        }
        let found = self.members_then(set, it, when);
        self.members.borrow_mut().insert(key, Rc::clone(&found));
        found
    }

    fn members_then(&self, set: SetId, it: Option<UnitId>, when: When) -> Rc<[UnitId]> {
        let day = self.plan.last_day(when);
        let long = || -> Rc<[UnitId]> { self.plan.members(&[set], day, it).into() };
        let Set::Every { under: None | Some(UnitRef::It | UnitRef::Unit(_)), .. } =
            self.plan.set(set)
        else {
            return long();
        };
        // They are the same on every day, as far as they exist then, as nearly all do.
        let mut ever = self.ever.borrow_mut();
        let ever =
            ever.entry((set, it)).or_insert_with(|| self.plan.members(&[set], None, it).into());
        let exists = |unit: &UnitId| day.is_none_or(|day| self.plan.exists(*unit, day));
        let all = ever.iter().all(exists);
        let then =
            if all { Rc::clone(ever) } else { ever.iter().copied().filter(exists).collect() };
        debug_assert_eq!(then, long(), "both ways agree");
        then
    }
}
