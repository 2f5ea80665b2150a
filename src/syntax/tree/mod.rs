//! The syntax tree: what a plan file says, clause by clause, each with its place. No meaning yet.

#![expect(dead_code, reason = "places that only a lint or an editor will point at")]

mod expr;
mod parts;
mod rule;

use std::ops::Range;

use crate::source::Span;
use crate::value::{Date, Period};

pub(crate) use expr::*;
pub(crate) use parts::*;
pub(crate) use rule::*;

/// A range of token numbers, trivia included; for the formatter.
pub(crate) type Tokens = Range<u32>;

/// One file.
#[derive(Debug, Clone, Default)]
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
    Value { value: Box<Value>, nature: Option<Nature> },
    /// `part of X mostly`
    PartOf { whole: Name, mostly: bool },
    /// `equals`, and `require` of a table
    Expr { expr: Box<Expr>, sub: Vec<Clause> },
    /// `reading "label" EXPR` of a figure
    Reading { label: Option<Text>, expr: Box<Expr> },
    /// `sums over`, `includes`, `covers`
    Who1(Who),
    /// `within A .. B`
    Within(Box<Bounds>),
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
    Expect(Box<Expect>),
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
