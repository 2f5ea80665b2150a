//! `consistency/formula-mismatch`: a filed figure or cell does not agree with its `equals`.
//! `consistency/count-differs-from-list`: the same where the formula counts the rows of a table.

use crate::checks::Ctx;
use crate::checks::consistency::{paper, told::Told};
use crate::checks::laws::test::Tester;
use crate::checks::laws::{Head, LawAt, formula_value};
use crate::diag::{Code, Finding, Severity};
use crate::eval::{Trace, Value};
use crate::plan::{Domain, Expr, ExprKind};
use crate::value::{Lang, Num, Words};

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
        (Lang::En, Some(w)) => format!("{figure} is given as {filed}, but works out as {w}"),
        (Lang::Vi, None) => format!("{figure} ghi {filed}, không khớp với công thức"),
        (Lang::En, None) => {
            format!("{figure} is given as {filed}, which does not agree with its formula")
        }
    }
}

fn count_message(told: &Told<'_>, table: &str, listed: Num, l: Lang) -> String {
    let fewer = told.value.is_some_and(|v| listed < v);
    let (has, names) = if fewer { ("chỉ có", "names only") } else { ("có", "names") };
    let (figure, filed, listed) = (told.named(l), told.filed(l), told.number(listed, l));
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
pub(crate) fn finding(
    ctx: &Ctx<'_>,
    tester: &Tester<'_>,
    at: &LawAt,
    trace: &Trace,
) -> Option<Finding> {
    let told = Told::new(ctx, at)?;
    let formula = match at.head {
        Head::Figure { figure, .. } => ctx.plan.figure(figure).equals.as_ref()?,
        Head::Column { row, column } => {
            ctx.plan.table(ctx.facts.row(row).table).columns.get(column.at())?.equals.as_ref()?
        }
        Head::Row(_) | Head::Subject { .. } => return None,
    };
    let value = formula_value(tester.eval, &at.head);
    let shown = |l: Lang| match &value {
        Some(Value::Num(n)) => Some(told.number(*n, l)),
        Some(Value::Truth(yes)) => Some(paper::flag(*yes, l)),
        Some(Value::Date(day)) => Some(day.show(l)),
        _ => None,
    };
    let wanted = value.as_ref().and_then(Value::num);
    let table = counted_table(&formula.expr).map(|t| ctx.plan.table(t).item.label.as_str());
    let (code, text) = match (table, wanted) {
        (Some(table), Some(n)) => (&COUNT, Words::new(|l| count_message(&told, table, n, l))),
        _ => (&CODE, Words::new(|l| message(&told, shown(l).as_deref(), l))),
    };
    let here = Words::new(|l| match (l, shown(l)) {
        (Lang::Vi, Some(wanted)) => format!("tính ra là {wanted}"),
        (Lang::En, Some(wanted)) => format!("works out as {wanted}"),
        (Lang::Vi, None) => "không khớp".to_owned(),
        (Lang::En, None) => "does not agree".to_owned(),
    });
    let finding = ctx.finding(code, told.item, formula.clause, text);
    let finding = told.finding(finding, here, formula.clause, trace);
    Some(match wanted {
        Some(n) => finding.value("formula", crate::checks::name::plain(n, told.ty)),
        None => finding,
    })
}

/// The table that a formula counts, where it is one aggregate and no more.
fn counted_table(expr: &Expr) -> Option<crate::plan::TableId> {
    match &expr.kind {
        ExprKind::Over(over) => match over.domain {
            Domain::Table(table) => Some(table),
            Domain::Units(_) => None,
        },
        _ => None,
    }
}
