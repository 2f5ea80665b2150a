//! `consistency/cumulative-falls`: a `to date` figure is lower than the one before it in the year.

use crate::checks::consistency::told::Told;
use crate::checks::laws::{Head, LawAt};
use crate::checks::{Ctx, name};
use crate::diag::{Code, Finding, Severity};
use crate::eval::Trace;
use crate::plan::When;
use crate::value::{Lang, Month, Num, Period, Words};

pub(crate) static CODE: Code = Code {
    name: "consistency/cumulative-falls",
    severity: Severity::Error,
    summary: ["số lũy kế giảm so với lần trước", "a cumulative figure is lower than before"],
};

fn message(told: &Told<'_>, before: Num, month: Month, l: Lang) -> String {
    let (figure, filed) = (told.named(l), told.filed(l));
    let (before, m, y) = (told.number(before, l), month.of_year(), month.year());
    match l {
        Lang::Vi => format!(
            "{figure} là số lũy kế, ghi {filed}, thấp hơn {before} đã báo cáo đến hết tháng {m}/{y}"
        ),
        Lang::En => format!(
            "{figure} counts from the start of the year and is given as {filed}, lower than the {before} reported up to {y}-{m:02}"
        ),
    }
}

/// The finding of a cumulative figure that falls.
pub(crate) fn finding(ctx: &Ctx<'_>, at: &LawAt, trace: &Trace) -> Option<Finding> {
    let told = Told::new(ctx, at)?;
    let Head::Figure { figure, unit, when: When::Period(period), .. } = at.head else {
        return None;
    };
    let january = period.to_date().from;
    let (month, before) = (january.0..period.to.0).rev().find_map(|m| {
        let p = Period { from: january, to: Month(m) };
        let value = ctx.eval.reported(figure, unit, When::Period(p), &mut Trace::default())?;
        Some((Month(m), value.num()?))
    })?;
    let text = Words::new(|l| message(&told, before, month, l));
    let here = Words::new(|l| match l {
        Lang::Vi => format!("lần trước là {}", name::number(before, told.ty, l)),
        Lang::En => format!("was {} before", name::number(before, told.ty, l)),
    });
    let clause = told.item.name;
    let finding = ctx.finding(&CODE, told.item, clause, text);
    Some(told.finding(finding, here, clause, trace))
}
