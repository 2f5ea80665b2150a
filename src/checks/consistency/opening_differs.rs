//! `consistency/opening-differs`: an opening is not what the day before closed with.

use crate::checks::consistency::told::Told;
use crate::checks::laws::test::Tester;
use crate::checks::laws::{LawAt, wanted};
use crate::checks::{Ctx, name};
use crate::diag::{Code, Finding, Severity};
use crate::eval::Trace;
use crate::plan::{Nature, When};
use crate::value::{Lang, Num, Words};

pub(crate) static CODE: Code = Code {
    name: "consistency/opening-differs",
    severity: Severity::Error,
    summary: ["số đầu kỳ khác số cuối kỳ trước", "an opening differs from the closing before it"],
};

fn message(told: &Told<'_>, closing: &str, closed: Num, l: Lang) -> String {
    let (figure, filed, closed) = (told.named(l), told.filed(l), told.number(closed, l));
    match l {
        Lang::Vi => format!("{figure} ghi {filed}, nhưng `{closing}` của kỳ trước là {closed}"),
        Lang::En => {
            format!(
                "{figure} is given as {filed}, but `{closing}` of the period before is {closed}"
            )
        }
    }
}

/// The finding of an opening that differs.
pub(crate) fn finding(
    ctx: &Ctx<'_>,
    tester: &Tester<'_>,
    at: &LawAt,
    trace: &Trace,
) -> Option<Finding> {
    let told = Told::new(ctx, at)?;
    let crate::checks::laws::Head::Figure { figure, when: When::Period(_), .. } = at.head else {
        return None;
    };
    let Nature::Opening(of) = ctx.plan.figure(figure).nature else { return None };
    let closed = wanted(tester, at)?;
    let text = Words::new(|l| message(&told, name::figure(ctx.plan, of), closed, l));
    let here = Words::new(|l| match l {
        Lang::Vi => format!("cuối kỳ trước là {}", told.number(closed, l)),
        Lang::En => format!("the period before closed with {}", told.number(closed, l)),
    });
    let clause = told.item.name;
    let finding = ctx.finding(&CODE, told.item, clause, text);
    Some(told.finding(finding, here, clause, trace))
}
