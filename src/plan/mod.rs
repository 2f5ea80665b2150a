//! Floor 3: a plan with every name resolved. `from_syntax` makes it; dues, facts and checks read it.
//!
//! Everything is in flat lists and referred to by number; a list is in the order of the files.

pub(crate) mod lookup;
mod units;

use crate::diag::{Clause, Code, Severity};
use crate::source::{FileId, Span};
use crate::syntax::tree::{self, AmountUnit, CompareOp, DurationUnit, Kind, Reach};
use crate::value::{Calendar, Date, Days, Num, Period, Step};

pub(crate) use lookup::{Found, Lookup};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(crate) struct $name(pub(crate) u32);

        impl $name {
            /// As an index into its list.
            pub(crate) fn at(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

ids! {
    /// In `Plan::units`.
    UnitId,
    /// In `Plan::groups`.
    GroupId,
    /// In `Plan::phases`: phases and baselines.
    PhaseId,
    /// In `Plan::events`.
    EventId,
    /// In `Plan::indicators`.
    FigureId,
    /// In `Plan::tables`.
    TableId,
    /// In `Table::columns` of the table at hand.
    ColumnId,
    /// In `Plan::duties`: reports, deliverables, tasks.
    DutyId,
    /// In `Plan::rules`: targets, limits, checks.
    RuleId,
    /// In `Plan::sets`: selections of units, each written once.
    SetId,
}

/// One plan with its libraries.
#[derive(Debug)]
pub(crate) struct Plan {
    /// The `plan` item.
    pub(crate) item: Item,
    /// The file that holds it.
    pub(crate) file: FileId,
    pub(crate) number: Option<String>,
    pub(crate) province: Option<String>,
    pub(crate) issued: Option<Date>,
    /// `None`: nothing is owed by period.
    pub(crate) runs: Option<Days>,
    /// Nothing is owed or judged before it.
    pub(crate) first: Option<Period>,
    /// Documents it implements, as cited, with their days.
    pub(crate) implements: Vec<(String, Option<Date>)>,
    /// Documents it replaces.
    pub(crate) replaces: Vec<(String, Option<Date>)>,
    /// Whose figures by default.
    pub(crate) about: Option<UnitId>,
    pub(crate) calendar: Calendar,
    pub(crate) judged_by_signed: bool,
    pub(crate) rolls: Rolls,
    pub(crate) units: Vec<Unit>,
    pub(crate) groups: Vec<Group>,
    pub(crate) phases: Vec<Phase>,
    pub(crate) events: Vec<Event>,
    pub(crate) indicators: Vec<Indicator>,
    pub(crate) tables: Vec<Table>,
    pub(crate) duties: Vec<Duty>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) notes: Vec<Note>,
    pub(crate) sets: Vec<Set>,
    /// `amend` items that were applied, for `show` and citations.
    pub(crate) amendments: Vec<Item>,
    /// The `test` items, as written.
    pub(crate) tests: Vec<tree::Item>,
    /// Units of `units` in the order of the tree, each with its subtree as a range of it.
    pub(crate) tree: units::Tree,
}

/// What every item has.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    pub(crate) kind: Kind,
    pub(crate) id: String,
    /// The label, or the id where there is none.
    pub(crate) label: String,
    /// Of the name in the plan file.
    pub(crate) name: Span,
    /// Head and place of each clause, in order.
    pub(crate) clauses: Vec<(&'static str, Span)>,
    /// `cite`: place in the text, row of a list of requirements, place in the plan file.
    pub(crate) cites: Vec<Cite>,
    pub(crate) assumes: Vec<Assume>,
    /// `severity`: for one code, or for all findings of this item.
    pub(crate) severities: Vec<(Option<String>, Severity)>,
    /// The author's own words, printed first.
    pub(crate) says: Option<String>,
    pub(crate) doc: Option<String>,
    /// The days it is in force, where an amendment changes it.
    pub(crate) force: Days,
    /// What the text does not say: the heads of clauses that are `unspecified`, with the reason.
    pub(crate) unspecified: Vec<(&'static str, Option<String>)>,
}

/// One citation.
#[derive(Debug, Clone)]
pub(crate) struct Cite {
    pub(crate) place: String,
    pub(crate) row: Option<String>,
    pub(crate) span: Span,
}

/// One assumption of the author, numbered by plan and order: `kh_59#2`.
#[derive(Debug, Clone)]
pub(crate) struct Assume {
    pub(crate) number: String,
    pub(crate) text: String,
    pub(crate) by: Option<String>,
    pub(crate) on: Option<Date>,
    pub(crate) span: Span,
}

impl Item {
    /// The place of its first clause of that head, else of its name.
    pub(crate) fn place(&self, head: &str) -> Span {
        self.clauses.iter().find(|(h, _)| *h == head).map_or(self.name, |(_, span)| *span)
    }

    /// The severity of a finding of this item.
    pub(crate) fn severity_of(&self, code: &Code) -> Severity {
        let named = self.severities.iter().find(|(c, _)| c.as_deref() == Some(code.name));
        let general = self.severities.iter().find(|(c, _)| c.is_none());
        named.or(general).map_or(code.severity, |(_, severity)| *severity)
    }
}

/// Whether due days on a day off move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Rolls {
    /// No day moves.
    #[default]
    No,
    /// A day reached by counting days moves to the next working day.
    Terms,
    /// Fixed days move too.
    All,
}

/// An office with its territory.
#[derive(Debug)]
pub(crate) struct Unit {
    pub(crate) item: Item,
    pub(crate) kind: Option<String>,
    pub(crate) under: Option<UnitId>,
    /// Each with the first day it holds from.
    pub(crate) aliases: Vec<(String, Option<Date>)>,
    pub(crate) runs: Days,
    /// Who carries its duties on, for all functions or one.
    pub(crate) becomes: Vec<(UnitId, Option<String>)>,
    /// Roles and the posts that hold them.
    pub(crate) seats: Vec<(String, Option<String>)>,
}

/// A dated set of units.
#[derive(Debug)]
pub(crate) struct Group {
    pub(crate) item: Item,
    pub(crate) members: Vec<SetId>,
    pub(crate) except: Vec<SetId>,
    /// No dues, size unknown.
    pub(crate) unknown: bool,
    /// The members are expected, never missing.
    pub(crate) open: bool,
}

/// One selection of units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Set {
    Unit(UnitId),
    Group(GroupId),
    It,
    Above,
    /// `every KINDS under U`
    Every {
        kinds: Vec<String>,
        directly: bool,
        under: Option<UnitRef>,
    },
}

/// A unit of an expression or a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum UnitRef {
    It,
    Above,
    Unit(UnitId),
    Group(GroupId),
}

/// A phase or a baseline.
#[derive(Debug)]
pub(crate) struct Phase {
    pub(crate) item: Item,
    /// Both ends known; an open end of `runs` is the plan's.
    pub(crate) days: Days,
    /// The same as whole months, where it is that.
    pub(crate) period: Option<Period>,
    pub(crate) after: Option<PhaseId>,
}

/// A day dated in the data, for each unit.
#[derive(Debug)]
pub(crate) struct Event {
    pub(crate) item: Item,
    pub(crate) aliases: Vec<String>,
}

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

/// A target, limit or check.
#[derive(Debug)]
pub(crate) struct Rule {
    pub(crate) item: Item,
    pub(crate) subjects: Subjects,
    /// One for each `require`, and for each point of a path.
    pub(crate) lines: Vec<Line>,
}

/// Whom a rule is about.
#[derive(Debug)]
pub(crate) enum Subjects {
    /// The plan's own unit.
    About,
    Units {
        sets: Vec<SetId>,
        filter: Option<Expr>,
    },
    Rows {
        table: TableId,
        filter: Option<Expr>,
    },
}

/// One `require` with its readings.
#[derive(Debug)]
pub(crate) struct Line {
    pub(crate) expr: Expr,
    pub(crate) tail: Tail,
    /// Place, citations, severities and `says` of this line: the rule's own where it has none.
    pub(crate) item: Item,
    pub(crate) clause: Span,
    pub(crate) readings: Vec<Reading>,
    /// Every bare figure that the expression needs: these decide where a check without a tail is judged.
    pub(crate) figures: Vec<FigureId>,
}

/// Another way to read a line.
#[derive(Debug)]
pub(crate) struct Reading {
    pub(crate) label: Option<String>,
    pub(crate) expr: Expr,
    pub(crate) tail: Tail,
}

/// When a line is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tail {
    /// At every period where a bare figure is carried.
    None,
    /// `every STEP in SPAN`; no step: `every period`.
    Every {
        step: Option<Step>,
        within: Option<Days>,
    },
    By(When),
}

/// A time of an expression or of a filing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum When {
    Period(Period),
    /// A phase that is not whole months.
    Phase(PhaseId),
    /// The state at the end of a day.
    Day(Date),
}

/// Where an expression is moved to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TimeRef {
    PreviousYear,
    PreviousPeriod,
    At(When),
}

/// An expression with every name resolved and its kind checked.
#[derive(Debug, Clone)]
pub(crate) struct Expr {
    pub(crate) kind: ExprKind,
    pub(crate) ty: Ty,
    pub(crate) span: Span,
}

/// The forms of expressions. Brackets are gone; a target named in `met` is its number.
#[derive(Debug, Clone)]
pub(crate) enum ExprKind {
    /// A number; a percent already divided by 100.
    Num(Num),
    Date(Date),
    Text(String),
    Bool(bool),
    Duration(i64, DurationUnit),
    Figure(FigureId),
    /// A table as a whole, in `reported(T)`.
    Table(TableId),
    /// A column of the row at hand.
    Column(ColumnId),
    /// `it.C`: a column of the row outside the bracket, or of the subject row.
    Outer(ColumnId),
    It,
    Above,
    /// A unit named by a text or a name.
    Unit(UnitId),
    Negate(Box<Expr>),
    Sum(Vec<(bool, Expr)>),
    Product(Vec<(bool, Expr)>),
    Compare(Box<Expr>, CompareOp, Box<Expr>),
    Within(Box<Expr>, Option<Num>, Option<Num>, Days),
    Change(Box<Expr>, Change),
    And(Vec<Expr>),
    Or(Vec<Expr>),
    Not(Box<Expr>),
    If(Box<Expr>, Box<Expr>, Box<Expr>),
    In(Box<Expr>, TimeRef),
    Of(Box<Expr>, UnitRef),
    ToDate(Box<Expr>),
    Over(Box<Over>),
    Min(Vec<Expr>),
    Max(Vec<Expr>),
    /// Conditions, or rules `for rows` of this table.
    Met(Vec<Condition>),
    Reported(Box<Expr>),
    /// What could not be resolved: unknown, *rule incomplete*.
    Broken,
}

/// One condition of `met`.
#[derive(Debug, Clone)]
pub(crate) enum Condition {
    Expr(Expr),
    Rule(RuleId),
}

/// `falls … from R`
#[derive(Debug, Clone)]
pub(crate) struct Change {
    pub(crate) falls: bool,
    pub(crate) strict: bool,
    pub(crate) amount: Option<(Num, Option<Num>, AmountUnit)>,
    pub(crate) a_year: bool,
    pub(crate) from: TimeRef,
    /// `from` names a phase or baseline, for its name in words.
    pub(crate) named: Option<PhaseId>,
}

/// An aggregate over rows or members.
#[derive(Debug, Clone)]
pub(crate) struct Over {
    pub(crate) what: tree::Aggregate,
    pub(crate) expr: Option<Expr>,
    pub(crate) domain: Domain,
    pub(crate) reach: Reach,
    pub(crate) filter: Option<Expr>,
}

/// What an aggregate runs over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Domain {
    Table(TableId),
    Units(SetId),
}

/// What is only recorded.
#[derive(Debug)]
pub(crate) struct Note {
    pub(crate) item: Item,
    pub(crate) lists: Vec<String>,
    pub(crate) count: Option<i64>,
}

macro_rules! lists {
    ($($method:ident $list:ident $id:ident $item:ident),* $(,)?) => {
        /// Look-ups by number. Numbers are made by the resolver for the lists beside them.
        #[expect(clippy::indexing_slicing, reason = "ids are made with their lists, in one place")]
        impl Plan {
            $(pub(crate) fn $method(&self, id: $id) -> &$item {
                &self.$list[id.at()]
            })*
        }
    };
}

lists! {
    unit units UnitId Unit,
    group groups GroupId Group,
    phase phases PhaseId Phase,
    event events EventId Event,
    figure indicators FigureId Indicator,
    table tables TableId Table,
    duty duties DutyId Duty,
    rule rules RuleId Rule,
    set sets SetId Set,
}

impl Plan {
    /// The clause of an item as findings show it; `place` is the clause's own.
    pub(crate) fn clause(&self, item: &Item, place: Span) -> Clause {
        Clause {
            plan: self.item.id.clone(),
            number: self.number.clone(),
            kind: item.kind.word(),
            item: item.id.clone(),
            cite: item.cites.iter().map(|c| c.place.clone()).collect(),
            rows: item.cites.iter().filter_map(|c| c.row.clone()).collect(),
            place,
        }
    }

    /// The plan as a reader names it: its number, else its label.
    pub(crate) fn name(&self) -> &str {
        self.number.as_deref().unwrap_or(&self.item.label)
    }

    /// Last day of a time: of a period by the calendar, of a phase its own.
    pub(crate) fn last_day(&self, when: When) -> Option<Date> {
        match when {
            When::Period(p) => Some(self.calendar.last(p)),
            When::Phase(id) => self.phase(id).days.to,
            When::Day(day) => Some(day),
        }
    }
}
