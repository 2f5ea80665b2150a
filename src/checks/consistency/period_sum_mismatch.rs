//! `consistency/period-sum-mismatch`: parts of a period do not add up, or already exceed the whole.

use crate::checks::Ctx;
use crate::checks::consistency::told::Told;
use crate::checks::laws::{Head, LawAt};
use crate::diag::{Code, Finding, Severity, words::list};
use crate::eval::{Trace, Value};
use crate::plan::When;
use crate::value::{Lang, Num, Period, Words};

pub(crate) static CODE: Code = Code {
    name: "consistency/period-sum-mismatch",
    severity: Severity::Error,
    summary: ["số các kỳ không cộng thành số cả kỳ", "the parts of a period do not add up"],
};

struct Parts {
    known: Num,
    whole: bool,
    /// So many of them were not reported themselves.
    derived: usize,
    periods: Vec<Period>,
}

fn message(told: &Told<'_>, parts: &Parts, l: Lang) -> String {
    let (figure, filed) = (told.named(l), told.filed(l));
    let sum = told.number(parts.known, l);
    let names: Vec<String> = parts.periods.iter().map(|p| p.show(l)).collect();
    let names = list(&names, l, true);
    match (l, parts.whole) {
        (Lang::Vi, true) => format!("{figure} ghi {filed}, nhưng {names} cộng lại là {sum}"),
        (Lang::En, true) => format!("{figure} is given as {filed}, but {names} make {sum}"),
        (Lang::Vi, false) => {
            format!("{figure} ghi {filed}, ít hơn {sum} đã báo cáo cho {names}")
        }
        (Lang::En, false) => {
            format!(
                "{figure} is given as {filed}, less than the {sum} already reported for {names}"
            )
        }
    }
}

/// The finding of a flow that its parts do not make.
pub(crate) fn finding(ctx: &Ctx<'_>, at: &LawAt, trace: &Trace) -> Option<Finding> {
    let told = Told::new(ctx, at)?;
    let Head::Figure { figure, unit, when: When::Period(period), .. } = at.head else {
        return None;
    };
    let wrong = period.splits().filter_map(|split| {
        let mut out = Parts { known: Num::ZERO, whole: true, derived: 0, periods: Vec::new() };
        for part in split.parts() {
            let mut quiet = Trace::default();
            let value = ctx.eval.reported(figure, unit, When::Period(part), &mut quiet);
            let derived = usize::from(value.is_none());
            let value = value.or_else(|| ctx.eval.flow(figure, unit, part, false, &mut quiet));
            let known = value.as_ref().is_some_and(|v| v.range().is_some());
            out.derived += if known { derived } else { 0 };
            match value {
                Some(Value::Num(n)) => {
                    out.known = out.known.add(n)?;
                    out.periods.push(part);
                }
                Some(Value::Range(r)) if r.lo.is_some() => {
                    out.known = out.known.add(r.lo?.at)?;
                    out.whole = false;
                    out.periods.push(part);
                }
                _ => out.whole = false,
            }
        }
        let wrong =
            told.value.is_some_and(|v| if out.whole { v != out.known } else { v < out.known });
        (wrong && !out.periods.is_empty()).then_some(out)
    });
    // Parts that were reported themselves, and of these the most.
    let parts = wrong.min_by(|a, b| a.derived.cmp(&b.derived).then(b.known.cmp(&a.known)))?;
    let text = Words::new(|l| message(&told, &parts, l));
    let here = Words::new(|l| match l {
        Lang::Vi => format!("các kỳ nhỏ hơn đã có {}", told.number(parts.known, l)),
        Lang::En => format!("the shorter periods make {}", told.number(parts.known, l)),
    });
    let clause = told.item.name;
    let finding = ctx.finding(&CODE, told.item, clause, text);
    Some(
        told.finding(finding, here, clause, trace)
            .value("sum", crate::checks::name::plain(parts.known, told.ty)),
    )
}
