//! Floor 3: a plan with every name resolved. `from_syntax` makes it; dues, facts and checks read it.
//!
//! Everything is in flat lists and referred to by number; a list is in the order of the files.

mod amend;
mod carried;
mod change;
mod circles;
pub(crate) mod codes;
mod due;
mod duties;
mod duty;
mod empty;
mod expr;
mod exprs;
mod figure;
mod figures;
mod from_syntax;
mod head;
mod items;
mod load;
mod lookup;
mod names;
mod notes;
mod over;
mod roster;
mod rules;
mod tables;

mod times;
mod types;
mod units;
mod who;

pub(crate) use duty::{Addressee, Carried, Carries, DueTerm, Duty, Every, Occ, Route, Term};
pub(crate) use expr::{Change, Condition, Domain, Expr, ExprKind, Over, TimeRef, When};
pub(crate) use figure::{
    Column, Formula, Indicator, Nature, PartOf, RowLaw, Sums, Table, Ty, Within,
};
pub(crate) use from_syntax::{Source, resolve};
pub(crate) use items::severity;
pub(crate) use load::{load, read_all};
pub(crate) use lookup::{Found, Lookup, NameSpace};

use rustc_hash::FxHashSet;

use crate::diag::{Clause, Code, Severity};
use crate::source::{FileId, Span};
use crate::syntax::tree::{self, Kind};
use crate::value::{Calendar, Date, Days, Period, Step};

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
    /// The names of items, where they are declared, that some other item refers to; tests do not count.
    pub(crate) named: FxHashSet<Span>,
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
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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

    /// A time as programs name it: `2018-Q1`, the id of a phase, a day.
    pub(crate) fn when_id(&self, when: When) -> String {
        match when {
            When::Period(p) => p.to_string(),
            When::Phase(id) => self.phase(id).item.id.clone(),
            When::Day(day) => day.to_string(),
        }
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

#[cfg(test)]
mod tests;
