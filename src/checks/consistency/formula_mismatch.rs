//! `consistency/formula-mismatch`: a filed figure or cell does not agree with its `equals`.
//! `consistency/count-differs-from-list`: the same where the formula counts the rows of a table.

use std::cmp::Ordering;

use crate::checks::consistency::told::Told;
use crate::checks::consistency::{behind, paper};
use crate::checks::laws::{Head, LawAt, formula_value};
use crate::checks::{Ctx, name};
use crate::diag::{Code, Finding, Severity};
use crate::eval::{Trace, Value};
use crate::plan::{Domain, Expr, ExprKind, Over, TableId};
use crate::value::{Lang, Words};

pub(crate) static CODE: Code = Code {
    name: "consistency/formula-mismatch",
    severity: Severity::Error,
    summary: ["số không khớp với công thức", "a figure does not agree with its formula"],
};

pub(crate) static COUNT: Code = Code {
    name: "consistency/count-differs-from-list",
    severity: Severity::Error,
    summary: ["số ghi khác số dòng trong danh sách", "a count differs from the list it counts"],
};

fn message(told: &Told<'_>, wanted: Option<&str>, l: Lang) -> String {
    let (figure, filed) = (told.named(l), told.filed(l));
    match (l, wanted) {
        (Lang::Vi, Some(w)) => format!("{figure} ghi {filed}, nhưng tính ra là {w}"),
        (Lang::En, Some(w)) => {
            format!("{figure} is given as {filed}, but works out as {w}")
        }
        (Lang::Vi, None) => format!("{figure} ghi {filed}, không khớp với công thức"),
        (Lang::En, None) => {
            format!("{figure} is given as {filed}, which does not agree with its formula")
        }
    }
}

fn count_message(told: &Told<'_>, table: &str, listed: &str, order: Ordering, l: Lang) -> String {
    let fewer = order == Ordering::Less;
    let (has, names) = if fewer { ("chỉ có", "names only") } else { ("có", "names") };
    let (figure, filed) = (told.named(l), told.filed(l));
    match l {
        Lang::Vi => {
            format!("{figure} ghi {filed}, nhưng danh sách `{table}` {has} {listed}")
        }
        Lang::En => {
            format!("{figure} is given as {filed}, but the list `{table}` {names} {listed}")
        }
    }
}

/// The finding of a broken `equals`.
pub(crate) fn finding(ctx: &Ctx<'_>, at: &LawAt, trace: &Trace) -> Option<Finding> {
    let told = Told::new(ctx, at)?;
    let formula = match at.head {
        Head::Figure { figure, .. } => ctx.plan.figure(figure).equals.as_ref()?,
        Head::Column { row, column } => {
            ctx.plan.table(ctx.facts.row(row).table).columns.get(column.at())?.equals.as_ref()?
        }
        Head::Row(_) | Head::Subject { .. } => return None,
    };
    let value = formula_value(ctx.eval, &at.head);
    let shown = value.as_ref().and_then(|value| shown(&told, value));
    let (code, text) = if let Some((table, _)) = counted(&formula.expr) {
        let order = against(&told, value.as_ref());
        let table = &ctx.plan.table(table).item.label;
        let listed = |l| shown.as_ref().map_or("", |shown| shown.get(l));
        (&COUNT, Words::new(|l| count_message(&told, table, listed(l), order, l)))
    } else {
        let message = |l| message(&told, shown.as_ref().map(|shown| shown.get(l)), l);
        (&CODE, Words::new(message))
    };
    let here = Words::new(|l| match (l, &shown) {
        (Lang::Vi, Some(wanted)) => format!("tính ra là {}", wanted.get(l)),
        (Lang::En, Some(wanted)) => format!("works out as {}", wanted.get(l)),
        (Lang::Vi, None) => "không khớp".to_owned(),
        (Lang::En, None) => "does not agree".to_owned(),
    });
    let finding = ctx.finding(code, told.item, formula.clause, text);
    let mut finding = told.finding(finding, here, formula.clause, trace);
    if let Some(n) = value.as_ref().and_then(Value::num) {
        finding = finding.value("formula", name::plain(n, told.ty));
    }
    Some(behind::with(ctx, finding, &formula.expr, &at.head))
}

/// What the formula gives, in words; of what is not known whole, the least it can be.
fn shown(told: &Told<'_>, value: &Value) -> Option<Words> {
    match value {
        Value::Num(n) => Some(Words::new(|l| told.number(*n, l))),
        Value::Truth(yes) => Some(Words::new(|l| paper::flag(*yes, l))),
        Value::Date(day) => Some(Words::new(|l| day.show(l))),
        Value::Range(range) => {
            let least = range.lo?.at;
            Some(Words::new(|l| match l {
                Lang::Vi => format!("ít nhất {}", told.number(least, l)),
                Lang::En => format!("at least {}", told.number(least, l)),
            }))
        }
        Value::Text(_)
        | Value::Unit(_)
        | Value::Months(_)
        | Value::Days(_)
        | Value::Na
        | Value::Unknown => None,
    }
}

/// How what is listed stands to what was filed.
fn against(told: &Told<'_>, value: Option<&Value>) -> Ordering {
    let listed = value.and_then(Value::num).zip(told.value);
    listed.map_or(Ordering::Greater, |(listed, filed)| listed.cmp(&filed))
}

/// The table that a formula counts, where it is one aggregate and no more.
pub(crate) fn counted(expr: &Expr) -> Option<(TableId, &Over)> {
    match &expr.kind {
        ExprKind::Over(over) => match over.domain {
            Domain::Table(table) => Some((table, over)),
            Domain::Units(_) => None,
        },
        _ => None,
    }
}
