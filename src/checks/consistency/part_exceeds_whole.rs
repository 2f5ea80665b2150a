//! `consistency/part-exceeds-whole`: `part of` broken; only a warning where the plan says `mostly`.

use crate::checks::consistency::told::Told;
use crate::checks::laws::{Head, LawAt};
use crate::checks::{Ctx, name};
use crate::diag::{Code, Finding, Severity};
use crate::eval::Trace;
use crate::plan::Ty;
use crate::value::{Lang, Num, Words};

pub(crate) static CODE: Code = Code {
    name: "consistency/part-exceeds-whole",
    severity: Severity::Error,
    summary: ["số thành phần lớn hơn số tổng", "a part is larger than its whole"],
};

fn message(told: &Told<'_>, (whole, w): (&str, &str), l: Lang) -> String {
    let (part, p) = (told.named(l), told.filed(l));
    match l {
        Lang::Vi => format!("{part} là {p}, lớn hơn `{whole}` là {w}"),
        Lang::En => format!("{part} is {p}, larger than `{whole}`, which is {w}"),
    }
}

fn here(more: Num, ty: &Ty) -> Words {
    Words::new(|l| match l {
        Lang::Vi => format!("nhiều hơn {}", name::number(more, ty, l)),
        Lang::En => format!("{} more", name::number(more, ty, l)),
    })
}

/// The finding of a broken `part of`.
pub(crate) fn finding(ctx: &Ctx<'_>, at: &LawAt, n: usize, trace: &Trace) -> Option<Finding> {
    let told = Told::new(ctx, at)?;
    let (whole_label, whole, mostly, clause) = match at.head {
        Head::Figure { figure, unit, when, .. } => {
            let part = ctx.plan.figure(figure).part_of.get(n)?;
            let whole = ctx.eval.worth(part.whole, unit, when, &mut Trace::default());
            (name::figure(ctx.plan, part.whole), whole, part.mostly, part.clause)
        }
        Head::Column { row, column } => {
            let table = ctx.plan.table(ctx.facts.row(row).table);
            let part = table.columns.get(column.at())?.part_of.get(n)?;
            let whole = ctx.eval.column(Some(row), part.whole, &mut Trace::default());
            let label = &table.columns.get(part.whole.at())?.item.label;
            (label.as_str(), whole, part.mostly, part.clause)
        }
        Head::Row(_) | Head::Subject { .. } => return None,
    };
    let value = told.value?;
    let shown = |l: Lang| match whole.num() {
        Some(w) => told.number(w, l),
        None => "?".to_owned(),
    };
    let text = Words::new(|l| message(&told, (whole_label, &shown(l)), l));
    let more = whole.num().and_then(|w| value.sub(w)).unwrap_or(value);
    let mut finding = ctx.finding(&CODE, told.item, clause, text);
    if mostly && finding.severity == Severity::Error {
        finding = finding.severity(Severity::Warning);
    }
    Some(told.finding(finding, here(more, told.ty), clause, trace))
}
