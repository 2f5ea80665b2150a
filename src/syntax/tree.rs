//! The syntax tree: what a plan file says, clause by clause, each with its place. No meaning yet.

use std::ops::Range;

use crate::source::Span;
use crate::value::{Date, Num, Period, Step};

/// A range of token numbers, trivia included; for the formatter.
pub(crate) type Tokens = Range<u32>;

/// One file.
#[derive(Debug, Default)]
pub(crate) struct File {
    /// `use "…"`, in order.
    pub(crate) uses: Vec<Text>,
    /// Items, in order.
    pub(crate) items: Vec<Item>,
}

/// A name, in NFC, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name {
    pub(crate) text: String,
    pub(crate) span: Span,
}

/// A text in quotes, in NFC, its escapes resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Text {
    pub(crate) text: String,
    pub(crate) span: Span,
}

/// The kinds of items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    Plan,
    Unit,
    Group,
    Phase,
    Baseline,
    Event,
    Indicator,
    Table,
    Report,
    Deliver,
    Task,
    Target,
    Limit,
    Check,
    Note,
    Amend,
    Test,
}

impl Kind {
    /// All kinds, in the order of the reference.
    pub(crate) const ALL: [Self; 17] = [
        Self::Plan,
        Self::Unit,
        Self::Group,
        Self::Phase,
        Self::Baseline,
        Self::Event,
        Self::Indicator,
        Self::Table,
        Self::Report,
        Self::Deliver,
        Self::Task,
        Self::Target,
        Self::Limit,
        Self::Check,
        Self::Note,
        Self::Amend,
        Self::Test,
    ];

    /// The word in a plan file.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Unit => "unit",
            Self::Group => "group",
            Self::Phase => "phase",
            Self::Baseline => "baseline",
            Self::Event => "event",
            Self::Indicator => "indicator",
            Self::Table => "table",
            Self::Report => "report",
            Self::Deliver => "deliver",
            Self::Task => "task",
            Self::Target => "target",
            Self::Limit => "limit",
            Self::Check => "check",
            Self::Note => "note",
            Self::Amend => "amend",
            Self::Test => "test",
        }
    }
}

/// One item: kind, name, label, clauses.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    pub(crate) kind: Kind,
    pub(crate) name: Name,
    pub(crate) label: Option<Text>,
    pub(crate) clauses: Vec<Clause>,
    /// Lines of the `##` comment above it, without the marks.
    pub(crate) doc: Option<String>,
    /// Some clause was not understood: nothing is checked from it, nothing it lacks is reported.
    pub(crate) incomplete: bool,
    /// From the kind to the end of the item.
    pub(crate) span: Span,
    pub(crate) tokens: Tokens,
}

/// One clause.
#[derive(Debug, Clone)]
pub(crate) struct Clause {
    /// Its head as in the table of clauses: `due`, `part of`, `sums over`; `value` for the kind of value
    /// of an indicator, whose own word is the argument.
    pub(crate) head: &'static str,
    pub(crate) args: Args,
    /// From the head to the last argument.
    pub(crate) span: Span,
    pub(crate) tokens: Tokens,
}

/// The arguments of a clause; one variant for each form, shared by clauses of the same form.
#[derive(Debug, Clone)]
pub(crate) enum Args {
    /// `cite "IV.3" as "D0-066", …`
    Cite(Vec<(Text, Option<Text>)>),
    /// `assume "…" by "…" on DATE`
    Assume { text: Text, by: Option<Text>, on: Option<Date> },
    /// `severity "code" error`
    Severity { code: Option<Text>, level: Level },
    /// `says`, `function`, `product`, `data`
    Text(Text),
    /// `form`, `states`, `lists`: one or more texts. Also `alias` of events, figures, duties.
    Texts(Vec<Text>),
    /// `number`, `province`: a text or left open.
    TextOrOpen(Open<Text>),
    /// `issued DATE by place`, or left open.
    Issued(Open<(Date, Option<Place>)>),
    /// `runs` of a plan: a span or left open.
    RunsOrOpen(Open<Days>),
    /// `runs` of the others.
    Runs(Days),
    /// `first PERIOD`
    Period(Period, Span),
    /// `implements`, `replaces`
    Document { number: Text, dated: Option<Date> },
    /// `about`, `owner`
    Unit(UnitRef),
    /// `calendar civil until DATE, decree_09_2019`: the last has no day.
    Calendar(Vec<(Name, Option<Date>)>),
    /// `judged by`: whether by `signed`.
    JudgedBySigned(bool),
    /// `rolls`: whether `all`.
    Rolls { all: bool },
    /// `kind`, `under`, `after`, `when`, `part of` without more, `same as`, `in`, `changes`
    Name(Name),
    /// `totals`, `key`
    Names(Vec<Name>),
    /// `alias` of a unit, with its first day.
    UnitAlias { texts: Vec<Text>, from: Option<Date> },
    /// `becomes A, B for "…"`
    Becomes { names: Vec<Name>, function: Option<Text> },
    /// `seat "…" "…"`
    Seat { role: Text, post: Option<Text> },
    /// `members`, `except`, `with`, `drafted by`
    Who(Vec<Who>),
    /// `from`, `lead`
    Whom(Open<Vec<Who>>),
    /// `unknown`, `open`: an optional text.
    MaybeText(Option<Text>),
    /// `optional`, `allows nil`
    Flag,
    /// The kind of value of an indicator.
    Value { value: Value, nature: Option<Nature> },
    /// `part of X mostly`
    PartOf { whole: Name, mostly: bool },
    /// `equals`, and `require` of a table
    Expr { expr: Expr, sub: Vec<Clause> },
    /// `reading "label" EXPR` of a figure
    Reading { label: Option<Text>, expr: Expr },
    /// `sums over`, `includes`, `covers`
    Who1(Who),
    /// `within A .. B`
    Within(Bounds),
    /// `digits`, `count` of a note
    Integer(i64, Span),
    /// `per year of X`, `per X`
    Per { year: bool, column: Name },
    /// `column NAME "…" KIND { … }`
    Column(Box<Column>),
    /// `to A, B via C, D`, or left open
    To(Open<To>),
    /// `copy`
    Places(Vec<Place>),
    /// `every`
    Every(Open<Schedule>),
    /// `during`
    Window(Window),
    /// `due TERM for OCC, …`
    Due { term: Open<Term>, only: Vec<Occ> },
    /// `closes DAY for OCC, …`
    Closes { day: Day, only: Vec<Occ> },
    /// `carries …`
    Carries { what: Vec<Carried>, from: Vec<Who>, only: Vec<Occ> },
    /// `tells tasks of lead, with`
    TellsTasks { lead: bool, with: bool },
    /// `for` of a target, limit, check
    For(Subjects),
    /// `require` and `reading` of a target, limit, check
    Require(Box<Require>),
    /// `remove KIND NAME`
    Remove { kind: Kind, name: Name },
    /// `replace`, `add`
    Item(Box<Item>),
    /// `set KIND NAME CLAUSE`
    Set { kind: Kind, name: Name, clause: Box<Clause> },
    /// `as of DATE`
    AsOf(Date),
    /// `given D from U for P with X = 1, …`
    Given(Box<Given>),
    /// `expect …`
    Expect(Expect),
}

/// What an author writes, or says that the text leaves open.
#[derive(Debug, Clone)]
pub(crate) enum Open<T> {
    /// Written.
    Is(T),
    /// `unspecified "…"`
    Unspecified(Option<Text>),
}

/// A severity as plans write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    Error,
    Warning,
    Note,
}

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
