//! `consistency/unit-sum-mismatch`: `sums over` or `includes` broken: the upper level against the lower.

use crate::checks::Ctx;
use crate::checks::consistency::told::Told;
use crate::checks::laws::test::Tester;
use crate::checks::laws::{Head, LawAt};
use crate::diag::{Code, Finding, Severity};
use crate::eval::{Trace, Value};
use crate::value::{Lang, Num, Words};

pub(crate) static CODE: Code = Code {
    name: "consistency/unit-sum-mismatch",
    severity: Severity::Error,
    summary: [
        "số cấp trên không khớp tổng các đơn vị",
        "a figure is not the sum of the units below",
    ],
};

/// The sum of the members: whole, or of those that are known.
pub(super) struct Sum {
    pub(super) known: Num,
    pub(super) whole: bool,
    pub(super) members: usize,
}

impl Sum {
    pub(super) fn of(value: &Value, members: usize) -> Option<Self> {
        match value {
            Value::Num(n) => Some(Self { known: *n, whole: true, members }),
            Value::Range(r) => {
                let lo = r.lo?;
                Some(Self { known: lo.at, whole: false, members })
            }
            _ => None,
        }
    }
}

fn message(told: &Told<'_>, sum: &Sum, includes: bool, l: Lang) -> String {
    let (figure, filed) = (told.named(l), told.filed(l));
    let (total, n) = (told.number(sum.known, l), sum.members);
    match (l, sum.whole, includes) {
        (Lang::Vi, true, false) => {
            format!("{figure} ghi {filed}, nhưng {n} đơn vị cộng lại được {total}")
        }
        (Lang::En, true, false) => {
            format!("{figure} is given as {filed}, but its {n} units add up to {total}")
        }
        (Lang::Vi, true, true) => {
            format!("{figure} ghi {filed}, ít hơn {total} là tổng của {n} đơn vị")
        }
        (Lang::En, true, true) => {
            format!("{figure} is given as {filed}, less than the {total} of its {n} units")
        }
        (Lang::Vi, false, _) => {
            format!(
                "{figure} ghi {filed}, trong khi riêng các đơn vị đã báo cáo cộng lại được {total} (nhóm có {n} đơn vị)"
            )
        }
        (Lang::En, false, _) => {
            format!(
                "{figure} is given as {filed}, while those of its {n} units that have reported already make {total}"
            )
        }
    }
}

fn here(told: &Told<'_>, sum: &Sum) -> Words {
    let apart = told.value.and_then(|v| v.sub(sum.known)).unwrap_or(Num::ZERO);
    let size = if apart.is_negative() { apart.neg() } else { apart };
    Words::new(|l| match (l, apart.is_negative()) {
        (Lang::Vi, true) => format!("ít hơn {}", told.number(size, l)),
        (Lang::Vi, false) => format!("nhiều hơn {}", told.number(size, l)),
        (Lang::En, true) => format!("{} too few", told.number(size, l)),
        (Lang::En, false) => format!("{} too many", told.number(size, l)),
    })
}

/// The finding of a broken `sums over` or `includes`; `wanted`: the sum, where it is known whole.
pub(crate) fn finding(
    ctx: &Ctx<'_>,
    tester: &Tester<'_>,
    at: &LawAt,
    (wanted, trace): (Option<Num>, &Trace),
) -> Option<Finding> {
    let told = Told::new(ctx, at)?;
    let Head::Figure { figure, unit, when, .. } = at.head else { return None };
    let sums = ctx.plan.figure(figure).sums.as_ref()?;
    let members = tester.eval.members(sums.over, Some(unit), when);
    let value = match wanted {
        Some(whole) => Value::Num(whole),
        None => tester.eval.sum_of_members(figure, &members, when, &mut Trace::default())?,
    };
    let sum = Sum::of(&value, members.len())?;
    let text = Words::new(|l| message(&told, &sum, sums.includes, l));
    let finding = ctx.finding(&CODE, told.item, sums.clause, text);
    Some(
        told.finding(finding, here(&told, &sum), sums.clause, trace)
            .value("sum", crate::checks::name::plain(sum.known, told.ty)),
    )
}
