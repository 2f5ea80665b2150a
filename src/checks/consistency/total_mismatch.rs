//! `consistency/total-mismatch`: a figure of a report with `totals` is not the sum of its inputs.

use crate::checks::consistency::told::Told;
use crate::checks::consistency::unit_sum_mismatch::Sum;
use crate::checks::laws::test::Tester;
use crate::checks::laws::{Head, LawAt};
use crate::checks::{Ctx, cause};
use crate::diag::{Code, Finding, Severity};
use crate::eval::Trace;
use crate::plan::{DutyId, UnitId};
use crate::value::{Lang, Words};

pub(crate) static CODE: Code = Code {
    name: "consistency/total-mismatch",
    severity: Severity::Error,
    summary: [
        "số tổng hợp không khớp các báo cáo",
        "a total is not the sum of the reports it adds up",
    ],
};

fn message(told: &Told<'_>, sum: &Sum, l: Lang) -> String {
    let (figure, filed) = (told.named(l), told.filed(l));
    let (total, n) = (told.number(sum.known, l), sum.members);
    match l {
        Lang::Vi => {
            format!("{figure} tổng hợp là {filed}, nhưng {n} báo cáo cộng lại được {total}")
        }
        Lang::En => {
            format!("{figure} is totalled as {filed}, but the {n} reports add up to {total}")
        }
    }
}

/// The finding of a total that does not add up.
pub(crate) fn finding(
    ctx: &Ctx<'_>,
    tester: &Tester<'_>,
    at: &LawAt,
    duty: DutyId,
    trace: &Trace,
) -> Option<Finding> {
    let told = Told::new(ctx, at)?;
    let Head::Figure { figure, unit, when, .. } = at.head else { return None };
    let members = cause::total_inputs(ctx.plan, ctx.dues, duty, figure, when);
    let members: Vec<UnitId> = members.into_iter().filter(|u| *u != unit).collect();
    let value = tester.eval.sum_of_members(figure, &members, when, &mut Trace::default())?;
    let sum = Sum::of(&value, members.len())?;
    let item = &ctx.plan.duty(duty).item;
    let clause = item.place("totals");
    let text = Words::new(|l| message(&told, &sum, l));
    let here = Words::new(|l| match l {
        Lang::Vi => format!("các báo cáo cộng lại được {}", told.number(sum.known, l)),
        Lang::En => format!("the reports add up to {}", told.number(sum.known, l)),
    });
    let mut out = told.finding(ctx.finding(&CODE, item, clause, text), here, clause, trace);
    out.subject.duty = Some(item.id.clone());
    Some(out)
}
