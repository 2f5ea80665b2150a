//! `consistency/out-of-range`: outside `within`, or a percent outside 0..100%.

use crate::checks::Ctx;
use crate::checks::consistency::told::Told;
use crate::checks::laws::{Head, LawAt};
use crate::diag::{Code, Finding, Severity};
use crate::eval::Trace;
use crate::plan::Within;
use crate::value::{Lang, Num, Words};

pub(crate) static CODE: Code = Code {
    name: "consistency/out-of-range",
    severity: Severity::Error,
    summary: ["số nằm ngoài khoảng cho phép", "a figure lies outside its range"],
};

fn message(told: &Told<'_>, range: &str, l: Lang) -> String {
    let (figure, filed) = (told.named(l), told.filed(l));
    match l {
        Lang::Vi => format!("{figure} ghi {filed}, trong khi phải {range}"),
        Lang::En => format!("{figure} is given as {filed}, but must be {range}"),
    }
}

/// The finding of a figure outside its range.
pub(crate) fn finding(ctx: &Ctx<'_>, at: &LawAt, trace: &Trace) -> Option<Finding> {
    let told = Told::new(ctx, at)?;
    let within = match at.head {
        Head::Figure { figure, .. } => ctx.plan.figure(figure).within.as_ref(),
        Head::Column { row, column } => {
            let table = ctx.plan.table(ctx.facts.row(row).table);
            table.columns.get(column.at())?.within.as_ref()
        }
        Head::Row(_) | Head::Subject { .. } => None,
    };
    let clause = within.map_or(told.item.name, |w| w.clause);
    let text = Words::new(|l| message(&told, &range(&told, within, l), l));
    let here = Words::new(|l| match l {
        Lang::Vi => format!("phải {}", range(&told, within, l)),
        Lang::En => format!("must be {}", range(&told, within, l)),
    });
    let finding = ctx.finding(&CODE, told.item, clause, text);
    Some(told.finding(finding, here, clause, trace))
}

fn range(told: &Told<'_>, within: Option<&Within>, l: Lang) -> String {
    let end = |n: Option<Num>, day: Option<crate::value::Date>| {
        n.map(|n| told.number(n, l)).or_else(|| day.map(|day| day.show(l)))
    };
    let (from, to) = match within {
        Some(w) => (end(w.from, w.days.from), end(w.to, w.days.to)),
        None => (end(Some(Num::ZERO), None), end(Some(Num::ONE), None)),
    };
    match (l, from, to) {
        (Lang::Vi, Some(from), Some(to)) => format!("từ {from} đến {to}"),
        (Lang::Vi, Some(from), None) => format!("từ {from} trở lên"),
        (Lang::Vi, None, to) => format!("từ {} trở xuống", to.unwrap_or_default()),
        (Lang::En, Some(from), Some(to)) => format!("from {from} to {to}"),
        (Lang::En, Some(from), None) => format!("{from} or more"),
        (Lang::En, None, to) => format!("{} or less", to.unwrap_or_default()),
    }
}
