//! What makes a part of one plan the same as a part of another: its meaning, written with ids. Labels may
//! change, and numbers of a list do; neither makes a law another law.

use crate::plan::{
    Addressee, Change, Condition, Domain, Expr, ExprKind, Over, Plan, Set, SetId, Subjects,
    TableId, Tail, TimeRef, UnitRef,
};
use crate::value::{Days, Num, fold};

/// Writes parts of one plan.
#[derive(Debug, Clone, Copy)]
pub(super) struct Keys<'p> {
    plan: &'p Plan,
    /// The table whose columns stand bare, and that of `it.C`.
    table: Option<TableId>,
    outer: Option<TableId>,
}

impl<'p> Keys<'p> {
    pub(super) fn new(plan: &'p Plan) -> Self {
        Self { plan, table: None, outer: None }
    }

    pub(super) fn rows(plan: &'p Plan, table: TableId) -> Self {
        Self { table: Some(table), ..Self::new(plan) }
    }

    /// Of a rule: about rows, or about units.
    pub(super) fn of_subjects(plan: &'p Plan, subjects: &Subjects) -> Self {
        match subjects {
            Subjects::Rows { table, .. } => Self::rows(plan, *table),
            Subjects::About | Subjects::Units { .. } => Self::new(plan),
        }
    }

    pub(super) fn figure(&self, id: crate::plan::FigureId) -> &'p str {
        &self.plan.figure(id).item.id
    }

    pub(super) fn table(&self, id: TableId) -> &'p str {
        &self.plan.table(id).item.id
    }

    pub(super) fn column(&self, table: Option<TableId>, id: crate::plan::ColumnId) -> &'p str {
        let table = table.map(|t| self.plan.table(t));
        table.and_then(|t| t.columns.get(id.at())).map_or("?", |c| &c.item.id)
    }

    /// A column of the table at hand.
    pub(super) fn own_column(&self, id: crate::plan::ColumnId) -> &'p str {
        self.column(self.table, id)
    }

    pub(super) fn duty(&self, id: crate::plan::DutyId) -> &'p str {
        &self.plan.duty(id).item.id
    }

    pub(super) fn set(&self, id: SetId) -> String {
        match self.plan.set(id) {
            Set::Unit(unit) => format!("unit {}", self.plan.unit(*unit).item.id),
            Set::Group(group) => format!("group {}", self.plan.group(*group).item.id),
            Set::It => "it".to_owned(),
            Set::Above => "above".to_owned(),
            Set::Every { kinds, directly, under } => {
                let under = under.map(|u| self.unit(u)).unwrap_or_default();
                format!("every {} {directly} {under}", kinds.join(","))
            }
        }
    }

    pub(super) fn sets(&self, all: &[SetId]) -> Vec<String> {
        let mut keys: Vec<String> = all.iter().map(|s| self.set(*s)).collect();
        keys.sort_unstable();
        keys
    }

    pub(super) fn unit(&self, unit: UnitRef) -> String {
        match unit {
            UnitRef::It => "it".to_owned(),
            UnitRef::Above => "above".to_owned(),
            UnitRef::Unit(id) => format!("unit {}", self.plan.unit(id).item.id),
            UnitRef::Group(id) => format!("group {}", self.plan.group(id).item.id),
        }
    }

    pub(super) fn addressee(&self, to: &Addressee) -> String {
        match to {
            Addressee::Set(set) => self.set(*set),
            Addressee::Named(name) => format!("named {}", fold::key(name)),
        }
    }

    pub(super) fn tail(&self, tail: Tail) -> String {
        match tail {
            Tail::None => String::new(),
            Tail::Every { step, within } => format!("every {step:?} {}", days(within)),
            Tail::By(when) => format!("by {}", self.plan.when_id(when)),
        }
    }

    fn time(&self, time: TimeRef) -> String {
        match time {
            TimeRef::PreviousYear => "previous year".to_owned(),
            TimeRef::PreviousPeriod => "previous period".to_owned(),
            TimeRef::At(when) => self.plan.when_id(when),
        }
    }

    /// Everything of a change but how much.
    pub(super) fn change(&self, change: &Change) -> String {
        let named = change.named.map(|id| self.plan.phase(id).item.id.as_str());
        let from = named.map_or_else(|| self.time(change.from), str::to_owned);
        format!("{} {} {from}", change.falls, change.a_year)
    }

    /// An expression, whole.
    pub(super) fn expr(&self, e: &Expr) -> String {
        let list = |all: &[Expr]| all.iter().map(|e| self.expr(e)).collect::<Vec<_>>().join(" ");
        let signed = |all: &[(bool, Expr)]| {
            let one = |(sign, e): &(bool, Expr)| format!("{sign}:{}", self.expr(e));
            all.iter().map(one).collect::<Vec<_>>().join(" ")
        };
        match &e.kind {
            ExprKind::Negate(x) => format!("(neg {})", self.expr(x)),
            ExprKind::Sum(terms) => format!("(sum {})", signed(terms)),
            ExprKind::Product(factors) => format!("(product {})", signed(factors)),
            ExprKind::Compare(a, op, b) => {
                format!("({op:?} {} {})", self.expr(a), self.expr(b))
            }
            ExprKind::Within(x, from, to, span) => {
                let range = range(*from, *to, *span);
                format!("(within {} {range})", self.expr(x))
            }
            ExprKind::Change(x, change) => {
                let amount = change.amount.map(|(least, aim, unit)| {
                    format!("{} {} {unit:?}", num(least), aim.map(num).unwrap_or_default())
                });
                let (strict, amount) = (change.strict, amount.unwrap_or_default());
                format!("(change {} {} {strict} {amount})", self.expr(x), self.change(change))
            }
            ExprKind::And(all) => format!("(and {})", list(all)),
            ExprKind::Or(all) => format!("(or {})", list(all)),
            ExprKind::Min(all) => format!("(min {})", list(all)),
            ExprKind::Max(all) => format!("(max {})", list(all)),
            ExprKind::Not(x) => format!("(not {})", self.expr(x)),
            ExprKind::If(c, a, b) => {
                format!("(if {} {} {})", self.expr(c), self.expr(a), self.expr(b))
            }
            _ => self.atom(e),
        }
    }

    fn atom(&self, e: &Expr) -> String {
        match &e.kind {
            ExprKind::Num(n) => num(*n),
            ExprKind::Date(day) => day.to_string(),
            ExprKind::Text(text) => format!("{text:?}"),
            ExprKind::Bool(value) => value.to_string(),
            ExprKind::Duration(n, unit) => format!("{n} {unit:?}"),
            ExprKind::Figure(id) => format!("figure {}", self.figure(*id)),
            ExprKind::Table(id) => format!("table {}", self.table(*id)),
            ExprKind::Column(id) => format!("column {}", self.column(self.table, *id)),
            ExprKind::Outer(id) => {
                format!("outer {}", self.column(self.outer.or(self.table), *id))
            }
            ExprKind::It => "it".to_owned(),
            ExprKind::Above => "above".to_owned(),
            ExprKind::Unit(id) => format!("unit {}", self.plan.unit(*id).item.id),
            ExprKind::In(x, time) => format!("(in {} {})", self.expr(x), self.time(*time)),
            ExprKind::Of(x, unit) => format!("(of {} {})", self.expr(x), self.unit(*unit)),
            ExprKind::ToDate(x) => format!("(to date {})", self.expr(x)),
            ExprKind::Reported(x) => format!("(reported {})", self.expr(x)),
            ExprKind::Over(over) => self.over(over),
            ExprKind::Met(all) => {
                let one = |c: &Condition| match c {
                    Condition::Expr(e) => self.expr(e),
                    Condition::Rule(id) => format!("rule {}", self.plan.rule(*id).item.id),
                };
                format!("(met {})", all.iter().map(one).collect::<Vec<_>>().join(" "))
            }
            _ => "broken".to_owned(),
        }
    }

    fn over(&self, over: &Over) -> String {
        let (inner, domain) = match over.domain {
            Domain::Table(table) => {
                let inner = Self { table: Some(table), outer: self.table.or(self.outer), ..*self };
                (inner, format!("table {}", self.table(table)))
            }
            Domain::Units(set) => (*self, self.set(set)),
        };
        let part = |e: &Option<Expr>| e.as_ref().map(|e| inner.expr(e)).unwrap_or_default();
        let (expr, filter) = (part(&over.expr), part(&over.filter));
        format!("({:?} {expr} over {domain} {:?} where {filter})", over.what, over.reach)
    }
}

/// A number, one way whatever way it was written.
pub(super) fn num(n: Num) -> String {
    match n.decimals(12) {
        Some(decimals) => n.plain(decimals),
        None => format!("{n:?}"),
    }
}

/// A range of numbers or days.
pub(super) fn range(from: Option<Num>, to: Option<Num>, span: Days) -> String {
    let end = |n: Option<Num>| n.map(num).unwrap_or_default();
    format!("{} {} {}", end(from), end(to), days(Some(span)))
}

fn days(days: Option<Days>) -> String {
    let Some(Days { from, to }) = days else { return String::new() };
    let end = |day: Option<crate::value::Date>| day.map(|d| d.to_string()).unwrap_or_default();
    format!("{}..{}", end(from), end(to))
}
