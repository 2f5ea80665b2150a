//! Expressions of a plan, with every name resolved and every kind checked.

use crate::plan::{ColumnId, FigureId, PhaseId, RuleId, SetId, TableId, Ty, UnitId, UnitRef};
use crate::source::Span;
use crate::syntax::tree::{self, AmountUnit, CompareOp, DurationUnit, Reach};
use crate::value::{Date, Days, Num, Period};

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

impl Expr {
    /// This expression and all inside it, outside first; `false` goes no deeper.
    pub(crate) fn each(&self, visit: &mut dyn FnMut(&Self) -> bool) {
        if visit(self) {
            self.inside(&mut |inner| inner.each(visit));
        }
    }

    /// The expressions right inside this one, in the order written.
    pub(crate) fn inside(&self, visit: &mut dyn FnMut(&Self)) {
        use ExprKind as K;
        match &self.kind {
            K::Num(_)
            | K::Date(_)
            | K::Text(_)
            | K::Bool(_)
            | K::Duration(..)
            | K::Figure(_)
            | K::Table(_)
            | K::Column(_)
            | K::Outer(_)
            | K::It
            | K::Above
            | K::Unit(_)
            | K::Broken => {}
            K::Negate(x)
            | K::Within(x, ..)
            | K::Change(x, _)
            | K::Not(x)
            | K::In(x, _)
            | K::Of(x, _)
            | K::ToDate(x)
            | K::Reported(x) => visit(x),
            K::Sum(parts) | K::Product(parts) => parts.iter().for_each(|(_, x)| visit(x)),
            K::And(list) | K::Or(list) | K::Min(list) | K::Max(list) => {
                list.iter().for_each(visit);
            }
            K::Compare(a, _, b) => [a, b].into_iter().for_each(|x| visit(x)),
            K::If(c, a, b) => [c, a, b].into_iter().for_each(|x| visit(x)),
            K::Over(over) => over.expr.iter().chain(&over.filter).for_each(visit),
            K::Met(list) => {
                for condition in list {
                    if let Condition::Expr(x) = condition {
                        visit(x);
                    }
                }
            }
        }
    }

    /// Whether it holds figures or tables of the period at hand, and such as are moved to another.
    pub(crate) fn timed(&self) -> (bool, bool) {
        let (mut bare, mut moved) = (false, false);
        self.each(&mut |e| {
            match &e.kind {
                ExprKind::In(x, _) => {
                    let (a, b) = x.timed();
                    moved |= a || b;
                    return false;
                }
                ExprKind::Figure(_) | ExprKind::Table(_) => bare = true,
                ExprKind::Over(over) => bare |= matches!(over.domain, Domain::Table(_)),
                _ => {}
            }
            true
        });
        (bare, moved)
    }

    /// The figures it needs, each once, in the order written: those of the period at hand, or all.
    pub(crate) fn figures(&self, moved_too: bool, out: &mut Vec<FigureId>) {
        self.each(&mut |e| {
            if let ExprKind::Figure(id) = e.kind
                && !out.contains(&id)
            {
                out.push(id);
            }
            moved_too || !matches!(e.kind, ExprKind::In(..))
        });
    }
}
