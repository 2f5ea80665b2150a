//! What was measured and what is needed, in words: `52,94% (9/17); yêu cầu từ 60% trở lên, tức ít nhất 11/17`.

use crate::checks::{Ctx, name};
use crate::eval::{At, Compared, Trace, Value};
use crate::plan::{Change, Expr, ExprKind, Over, TimeRef, Ty, When};
use crate::syntax::tree::{Aggregate, AmountUnit, CompareOp};
use crate::value::{Lang, Num};

/// The measured value and the requirement.
pub(crate) fn measured(ctx: &Ctx<'_>, expr: &Expr, at: &At, l: Lang) -> Option<String> {
    match &expr.kind {
        ExprKind::Compare(a, op, b) => compared(ctx, (a, *op, b), at, l),
        ExprKind::Change(x, change) => changed(ctx, x, change, at, l),
        _ => None,
    }
}

/// `9` and `17`: the two counts that a rate is made of.
pub(crate) fn fraction(ctx: &Ctx<'_>, expr: &Expr, at: &At) -> Option<(Num, Num)> {
    let num = |e: &Expr| ctx.eval.eval(e, at, &mut Trace::default()).num();
    match &expr.kind {
        ExprKind::Product(factors) => match factors.as_slice() {
            [(false, a), (true, b)] => Some((num(a)?, num(b)?)),
            _ => None,
        },
        ExprKind::Figure(figure) => {
            let formula = ctx.plan.figure(*figure).equals.as_ref()?;
            fraction(ctx, &formula.expr, at)
        }
        ExprKind::In(inner, time) => fraction(ctx, inner, &ctx.eval.moved(at, *time)?),
        ExprKind::Of(inner, unit) => match ctx.plan.resolve(*unit, at.unit).as_slice() {
            [one] => fraction(ctx, inner, &At { unit: Some(*one), ..*at }),
            _ => None,
        },
        ExprKind::Over(over) if over.what == Aggregate::Share => {
            let count = |expr: Option<Expr>| {
                let over = Over { what: Aggregate::Count, expr, ..(**over).clone() };
                ctx.eval.over(&over, at, &mut Trace::default()).num()
            };
            Some((count(over.expr.clone())?, count(None)?))
        }
        _ => None,
    }
}

/// The count that a threshold on a rate asks for, of a whole number of cases.
fn needed(op: CompareOp, threshold: Num, of: Num) -> Option<i128> {
    let product = threshold.mul(of)?;
    of.as_whole()?;
    match op {
        CompareOp::Ge => Some(product.ceil()),
        CompareOp::Gt => Some(product.floor() + 1),
        CompareOp::Le => Some(product.floor()),
        CompareOp::Lt => Some(product.ceil() - 1),
        CompareOp::Eq => product.as_whole(),
        CompareOp::Ne => None,
    }
}

fn compared(
    ctx: &Ctx<'_>,
    (a, op, b): (&Expr, CompareOp, &Expr),
    at: &At,
    l: Lang,
) -> Option<String> {
    let value = |e: &Expr| ctx.eval.eval(e, at, &mut Trace::default());
    let (left, bound) = (value(a), value(b).num()?);
    let shown = shown(&left, bound, a, l)?;
    let parts = fraction(ctx, a, at);
    let measured = match parts {
        Some((n, of)) => format!("{shown} ({}/{})", n.show(2, l), of.show(2, l)),
        None => shown,
    };
    let wanted = bounded(op, &name::number(bound, &b.ty, l), l);
    let count = match parts {
        Some((_, of)) => needed(op, bound, of).filter(|_| counts(ctx, a)).map(|n| (n, Some(of))),
        None if a.ty == Ty::Count => match op {
            CompareOp::Le if bound.as_whole().is_none() => Some((bound.floor(), None)),
            CompareOp::Ge if bound.as_whole().is_none() => Some((bound.ceil(), None)),
            _ => None,
        },
        None => None,
    };
    let count = count.map(|(n, of)| count_needed(op, n, of, l)).unwrap_or_default();
    Some(match l {
        Lang::Vi => format!("{measured}; yêu cầu {wanted}{count}"),
        Lang::En => format!("{measured}; required {wanted}{count}"),
    })
}

/// A level that is asked for: `từ 90% trở lên`.
fn bounded(op: CompareOp, level: &str, l: Lang) -> String {
    match (l, op) {
        (Lang::Vi, CompareOp::Ge) => format!("từ {level} trở lên"),
        (Lang::Vi, CompareOp::Gt) => format!("trên {level}"),
        (Lang::Vi, CompareOp::Le) => format!("không quá {level}"),
        (Lang::Vi, CompareOp::Lt) => format!("dưới {level}"),
        (Lang::Vi, CompareOp::Eq) => format!("bằng {level}"),
        (Lang::Vi, CompareOp::Ne) => format!("khác {level}"),
        (Lang::En, CompareOp::Ge) => format!("at least {level}"),
        (Lang::En, CompareOp::Gt) => format!("more than {level}"),
        (Lang::En, CompareOp::Le) => format!("at most {level}"),
        (Lang::En, CompareOp::Lt) => format!("less than {level}"),
        (Lang::En, CompareOp::Eq) => level.to_owned(),
        (Lang::En, CompareOp::Ne) => format!("other than {level}"),
    }
}

/// Whether a rate is one of cases, which come whole, and not one of money or weight.
fn counts(ctx: &Ctx<'_>, expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Product(factors) => factors.last().is_some_and(|(_, b)| b.ty == Ty::Count),
        ExprKind::Figure(figure) => {
            ctx.plan.figure(*figure).equals.as_ref().is_some_and(|f| counts(ctx, &f.expr))
        }
        ExprKind::In(inner, _) | ExprKind::Of(inner, _) => counts(ctx, inner),
        _ => true,
    }
}

fn count_needed(op: CompareOp, n: i128, of: Option<Num>, l: Lang) -> String {
    let n = Num::whole(n).show(0, l);
    let n = of.map(|of| format!("{n}/{}", of.show(0, l))).unwrap_or(n);
    let least = matches!(op, CompareOp::Ge | CompareOp::Gt);
    match (l, op, least) {
        (Lang::Vi, CompareOp::Eq, _) => format!(", tức {n}"),
        (Lang::En, CompareOp::Eq, _) => format!(", that is {n}"),
        (Lang::Vi, _, true) => format!(", tức ít nhất {n}"),
        (Lang::Vi, _, false) => format!(", tức nhiều nhất {n}"),
        (Lang::En, _, true) => format!(", that is at least {n}"),
        (Lang::En, _, false) => format!(", that is at most {n}"),
    }
}

fn shown(value: &Value, bound: Num, e: &Expr, l: Lang) -> Option<String> {
    match value {
        Value::Num(n) => Some(name::number_beside(*n, bound, &e.ty, l)),
        Value::Range(r) => {
            let low = r.lo.map(|e| e.at);
            low.map(|n| match l {
                Lang::Vi => format!("ít nhất {}", name::number(n, &e.ty, l)),
                Lang::En => format!("at least {}", name::number(n, &e.ty, l)),
            })
        }
        _ => None,
    }
}

fn changed(ctx: &Ctx<'_>, x: &Expr, change: &Change, at: &At, l: Lang) -> Option<String> {
    let Compared { now, base, .. } = ctx.eval.compared(x, change, at, &mut Trace::default());
    let (now, base) = (now.num()?, base.num()?);
    let by = moved(now, base, change, x, l).map(|by| format!(" {by}")).unwrap_or_default();
    let (now, base) = (name::number(now, &x.ty, l), name::number(base, &x.ty, l));
    let from = reference(ctx, change, l);
    let wanted = wanted(change, x, l);
    Some(match l {
        Lang::Vi => {
            format!("{now},{by} so với {base} {from}; yêu cầu {wanted}")
        }
        Lang::En => format!("{now},{by} from {base} {from}; required {wanted}"),
    })
}

/// `giảm 4%`, `tăng 5 điểm phần trăm`: in the unit that is asked for, with enough digits to tell it from that.
fn moved(now: Num, base: Num, change: &Change, x: &Expr, l: Lang) -> Option<String> {
    let apart = now.sub(base)?;
    let size = if apart.is_negative() { apart.neg() } else { apart };
    let size = match change.amount {
        Some((_, _, AmountUnit::Points)) => points(size, l),
        Some((_, _, AmountUnit::Own)) => name::number(size, &x.ty, l),
        Some((least, _, AmountUnit::Percent)) => name::percent_beside(size.div(base)?, least, l),
        None => name::percent_beside(size.div(base)?, Num::ZERO, l),
    };
    Some(match (l, apart.is_negative(), apart.is_zero()) {
        (Lang::Vi, _, true) => "không đổi".to_owned(),
        (Lang::En, _, true) => "unchanged".to_owned(),
        (Lang::Vi, true, _) => format!("giảm {size}"),
        (Lang::Vi, false, _) => format!("tăng {size}"),
        (Lang::En, true, _) => format!("down {size}"),
        (Lang::En, false, _) => format!("up {size}"),
    })
}

/// A part of a whole in points.
fn points(n: Num, l: Lang) -> String {
    let n = n.mul(Num::whole(100)).unwrap_or(n).show(2, l);
    match l {
        Lang::Vi => format!("{n} điểm phần trăm"),
        Lang::En => format!("{n} points"),
    }
}

fn reference(ctx: &Ctx<'_>, change: &Change, l: Lang) -> String {
    if let Some(phase) = change.named {
        return format!("({})", ctx.plan.phase(phase).item.label);
    }
    match (change.from, l) {
        (TimeRef::PreviousYear, Lang::Vi) => "năm trước".to_owned(),
        (TimeRef::PreviousYear, Lang::En) => "a year before".to_owned(),
        (TimeRef::PreviousPeriod, Lang::Vi) => "kỳ trước".to_owned(),
        (TimeRef::PreviousPeriod, Lang::En) => "the period before".to_owned(),
        (TimeRef::At(When::Period(p)), _) => format!("({})", p.show(l)),
        (TimeRef::At(when), _) => format!("({})", name::when(ctx.plan, when, l)),
    }
}

fn wanted(change: &Change, x: &Expr, l: Lang) -> String {
    let verb = match (l, change.falls) {
        (Lang::Vi, true) => "giảm",
        (Lang::Vi, false) => "tăng",
        (Lang::En, true) => "a fall",
        (Lang::En, false) => "a rise",
    };
    let Some((least, aim, unit)) = change.amount else { return verb.to_owned() };
    let amount = |n: Num| match unit {
        AmountUnit::Percent => n.mul(Num::whole(100)).unwrap_or(n).show(2, l) + "%",
        AmountUnit::Points => points(n, l),
        AmountUnit::Own => name::number(n, &x.ty, l),
    };
    let yearly = match (l, change.a_year) {
        (_, false) => "",
        (Lang::Vi, true) => " mỗi năm",
        (Lang::En, true) => " a year",
    };
    let aim = aim.map(|n| match l {
        Lang::Vi => format!(", phấn đấu {}", amount(n)),
        Lang::En => format!(", the aim {}", amount(n)),
    });
    let least = amount(least);
    let aim = aim.unwrap_or_default();
    match (l, change.strict) {
        (Lang::Vi, true) => format!("{verb} trên {least}{yearly}{aim}"),
        (Lang::Vi, false) => format!("{verb} ít nhất {least}{yearly}{aim}"),
        (Lang::En, true) => format!("{verb} of more than {least}{yearly}{aim}"),
        (Lang::En, false) => format!("{verb} of at least {least}{yearly}{aim}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(op: CompareOp, percent: i128, of: i128, want: i128) {
        assert_eq!(needed(op, Num::decimal(percent, 2), Num::whole(of)), Some(want));
    }

    #[test]
    fn what_is_missed_by_a_hair_is_not_shown_as_reached() {
        let shown =
            |n: i128| name::percent_beside(Num::decimal(n, 5), Num::decimal(75, 2), Lang::Vi);
        assert_eq!(shown(74_996), "74,996%");
        assert_eq!(shown(74_900), "74,9%");
        assert_eq!(shown(75_000), "75%");
    }

    #[test]
    fn the_count_needed() {
        check(CompareOp::Ge, 95, 3, 3);
        check(CompareOp::Ge, 60, 17, 11);
        check(CompareOp::Gt, 75, 4, 4);
        check(CompareOp::Le, 15, 10, 1);
        check(CompareOp::Lt, 15, 20, 2);
    }
}
