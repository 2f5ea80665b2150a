//! `consistency/formula-mismatch`: a filed figure or cell does not agree with its `equals`.
//! `consistency/count-differs-from-list`: the same where the formula counts the rows of a table.

use crate::checks::Ctx;
use crate::checks::consistency::{paper, told::Told};
use crate::checks::laws::test::Tester;
use crate::checks::laws::{Head, LawAt, formula_value};
use crate::diag::{Code, Finding, Severity};
use crate::eval::{Trace, Value};
use crate::plan::{Domain, Expr, ExprKind};
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
    let (label, filed, of) = (&told.item.label, told.filed(l), told.of(l));
    match (l, wanted) {
        (Lang::Vi, Some(w)) => format!("{label} ghi {filed}, nhưng tính ra là {w}: {of}"),
        (Lang::En, Some(w)) => format!("{label} is given as {filed}, but works out as {w}: {of}"),
        (Lang::Vi, None) => format!("{label} ghi {filed}, không khớp với công thức: {of}"),
        (Lang::En, None) => {
            format!("{label} is given as {filed}, which does not agree with its formula: {of}")
        }
    }
}

fn count_message(told: &Told<'_>, table: &str, listed: &str, l: Lang) -> String {
    let (label, filed, of) = (&told.item.label, told.filed(l), told.of(l));
    match l {
        Lang::Vi => format!("{label} ghi {filed}, nhưng danh sách `{table}` chỉ có {listed}: {of}")
            .replace("chỉ có", more_or_less(told, listed)),
        Lang::En => {
            format!("{label} is given as {filed}, but the list `{table}` names {listed}: {of}")
        }
    }
}

fn more_or_less(told: &Told<'_>, listed: &str) -> &'static str {
    let fewer = told.value.is_some_and(|v| {
        listed.replace('.', "").parse().is_ok_and(|n: i128| crate::value::Num::whole(n) < v)
    });
    if fewer { "chỉ có" } else { "có" }
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
        (Some(table), Some(n)) => {
            (&COUNT, Words::new(|l| count_message(&told, table, &told.number(n, l), l)))
        }
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
