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
    let (label, filed, of) = (&told.item.label, told.filed(l), told.of(l));
    match l {
        Lang::Vi => format!("{label} ({filed}) nằm ngoài khoảng {range}: {of}"),
        Lang::En => format!("{label} ({filed}) is not {range}: {of}"),
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
        Lang::Vi => "ngoài khoảng".to_owned(),
        Lang::En => "outside the range".to_owned(),
    });
    let finding = ctx.finding(&CODE, told.item, clause, text);
    Some(told.finding(finding, here, clause, trace))
}

fn range(told: &Told<'_>, within: Option<&Within>, l: Lang) -> String {
    let Some(w) = within else {
        return between(&told.number(Num::ZERO, l), &told.number(Num::ONE, l), l);
    };
    let end = |n: Option<Num>, day: Option<crate::value::Date>| match (n, day) {
        (Some(n), _) => told.number(n, l),
        (None, Some(day)) => day.show(l),
        (None, None) => String::new(),
    };
    let (from, to) = (end(w.from, w.days.from), end(w.to, w.days.to));
    match (l, from.is_empty(), to.is_empty()) {
        (_, false, false) => between(&from, &to, l),
        (Lang::Vi, _, true) => format!("từ {from} trở lên"),
        (Lang::Vi, true, false) => format!("từ {to} trở xuống"),
        (Lang::En, _, true) => format!("{from} or more"),
        (Lang::En, true, false) => format!("{to} or less"),
    }
}

fn between(from: &str, to: &str, l: Lang) -> String {
    match l {
        Lang::Vi => format!("từ {from} đến {to}"),
        Lang::En => format!("between {from} and {to}"),
    }
}
