//! One text for expressions that say the same: names by where they are declared, sums and products without
//! their order. Equal texts are equal expressions, also in two plans that share a library.

use crate::plan::{
    Condition, Domain, Expr, ExprKind, Over, Plan, Set, SetId, TableId, TimeRef, UnitRef, When,
};
use crate::source::Span;

/// Where an expression stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Keys<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) row: Option<TableId>,
    pub(crate) outer: Option<TableId>,
}

impl<'a> Keys<'a> {
    pub(crate) fn new(plan: &'a Plan, row: Option<TableId>) -> Self {
        Self { plan, row, outer: None }
    }

    /// The text of an expression.
    pub(crate) fn of(&self, expr: &Expr) -> String {
        use ExprKind as K;
        let one = |name: &str, x: &Expr| format!("{name}({})", self.of(x));
        match &expr.kind {
            K::Num(n) => n.plain(18),
            K::Date(day) => day.to_string(),
            K::Text(text) => format!("{text:?}"),
            K::Bool(b) => b.to_string(),
            K::Duration(n, unit) => format!("{n}{unit:?}"),
            K::Figure(id) => at(self.plan.figure(*id).item.name),
            K::Table(id) => at(self.plan.table(*id).item.name),
            K::Column(id) => self.column(self.row, id.at()),
            K::Outer(id) => format!("outer {}", self.column(self.outer, id.at())),
            K::It => "it".to_owned(),
            K::Above => "above".to_owned(),
            K::Unit(id) => at(self.plan.unit(*id).item.name),
            K::Negate(x) => one("-", x),
            K::Sum(list) => self.chain("+", list),
            K::Product(list) => self.chain("*", list),
            K::Compare(a, op, b) => format!("({} {op:?} {})", self.of(a), self.of(b)),
            K::Within(x, from, to, days) => {
                format!("within({},{from:?},{to:?},{days:?})", self.of(x))
            }
            K::Change(x, change) => {
                let (amount, from) = (change.amount.map(|a| a.0.plain(18)), self.time(change.from));
                let how = (change.falls, change.strict, change.a_year);
                format!("change({},{how:?},{amount:?},{from})", self.of(x))
            }
            K::And(list) => self.list("and", list),
            K::Or(list) => self.list("or", list),
            K::Min(list) => self.list("min", list),
            K::Max(list) => self.list("max", list),
            K::Not(x) => one("not", x),
            K::If(c, a, b) => format!("if({},{},{})", self.of(c), self.of(a), self.of(b)),
            K::In(x, time) => format!("in({},{})", self.of(x), self.time(*time)),
            K::Of(x, unit) => format!("of({},{})", self.of(x), self.unit(*unit)),
            K::ToDate(x) => one("to date", x),
            K::Over(over) => self.over(over),
            K::Met(list) => self.met(list),
            K::Reported(x) => one("reported", x),
            K::Broken => format!("broken {}", at(expr.span)),
        }
    }

    fn column(&self, table: Option<TableId>, column: usize) -> String {
        let columns = table.map(|t| &self.plan.table(t).columns);
        let column = columns.and_then(|list| list.get(column));
        column.map_or_else(|| "?".to_owned(), |c| at(c.item.name))
    }

    fn chain(&self, sign: &str, list: &[(bool, Expr)]) -> String {
        let one = |(turned, x): &(bool, Expr)| {
            format!("{}{}", if *turned { "~" } else { "" }, self.of(x))
        };
        sorted(sign, list.iter().map(one).collect())
    }

    fn list(&self, name: &str, list: &[Expr]) -> String {
        sorted(name, list.iter().map(|x| self.of(x)).collect())
    }

    fn met(&self, list: &[Condition]) -> String {
        let one = |c: &Condition| match c {
            Condition::Expr(x) => self.of(x),
            Condition::Rule(id) => at(self.plan.rule(*id).item.name),
        };
        sorted("met", list.iter().map(one).collect())
    }

    fn over(&self, over: &Over) -> String {
        let (row, domain) = match over.domain {
            Domain::Table(id) => (Some(id), at(self.plan.table(id).item.name)),
            Domain::Units(set) => (None, self.set(set)),
        };
        let inner = Self { row, outer: self.row.or(self.outer), ..*self };
        let part = |x: &Option<Expr>| x.as_ref().map(|x| inner.of(x)).unwrap_or_default();
        let (expr, filter) = (part(&over.expr), part(&over.filter));
        format!("{:?}({expr} over {domain} {:?} where {filter})", over.what, over.reach)
    }

    pub(crate) fn set(&self, set: SetId) -> String {
        match self.plan.set(set) {
            Set::Unit(id) => at(self.plan.unit(*id).item.name),
            Set::Group(id) => at(self.plan.group(*id).item.name),
            Set::It => "it".to_owned(),
            Set::Above => "above".to_owned(),
            Set::Every { kinds, directly, under } => {
                let under = under.map(|u| self.unit(u)).unwrap_or_default();
                format!("every {} {directly} {under}", kinds.join(","))
            }
        }
    }

    fn unit(&self, unit: UnitRef) -> String {
        match unit {
            UnitRef::It => "it".to_owned(),
            UnitRef::Above => "above".to_owned(),
            UnitRef::Unit(id) => at(self.plan.unit(id).item.name),
            UnitRef::Group(id) => at(self.plan.group(id).item.name),
        }
    }

    fn time(&self, time: TimeRef) -> String {
        match time {
            TimeRef::At(When::Phase(id)) => at(self.plan.phase(id).item.name),
            other => format!("{other:?}"),
        }
    }
}

/// Where a name is declared.
fn at(span: Span) -> String {
    format!("{}:{}", span.file.0, span.start)
}

fn sorted(name: &str, mut parts: Vec<String>) -> String {
    parts.sort_unstable();
    format!("{name}[{}]", parts.join(" "))
}
