//! Words that proofs share: bounds, numbers, where a proof is about.

use crate::lints::Ctx;
use crate::lints::ctx::{named, quoted};
use crate::lints::reason::conditions::{Bound, Side};
use crate::lints::reason::lines::Stated;
use crate::lints::reason::terms::Place;
use crate::plan::When;
use crate::value::{Lang, Num, Words};

/// Digits after the mark, at most.
const DIGITS: u8 = 4;

/// A number for a reader; a rate as a percentage.
pub(crate) fn amount(number: Num, rate: bool, lang: Lang) -> String {
    let percent = number.mul(Num::whole(100)).filter(|_| rate);
    match percent {
        Some(percent) => format!("{}%", percent.show(DIGITS, lang)),
        None => number.show(DIGITS, lang),
    }
}

/// `từ 90%`, `above 75%`
pub(crate) fn end(side: Side, number: Num, strict: bool, rate: bool) -> Words {
    Words::new(|l| {
        let n = amount(number, rate, l);
        match (l, side, strict) {
            (Lang::Vi, Side::Low, false) => format!("từ {n} trở lên"),
            (Lang::Vi, Side::Low, true) => format!("trên {n}"),
            (Lang::Vi, Side::High, false) => format!("không quá {n}"),
            (Lang::Vi, Side::High, true) => format!("dưới {n}"),
            (Lang::Vi, Side::Exact, _) => format!("đúng {n}"),
            (Lang::En, Side::Low, false) => format!("at least {n}"),
            (Lang::En, Side::Low, true) => format!("above {n}"),
            (Lang::En, Side::High, false) => format!("at most {n}"),
            (Lang::En, Side::High, true) => format!("below {n}"),
            (Lang::En, Side::Exact, _) => format!("exactly {n}"),
        }
    })
}

/// A bound: its number, or its text where the number is made.
pub(crate) fn bound(ctx: &Ctx<'_>, bound: &Bound) -> Words {
    if bound.made {
        return Words::same(&quoted(&ctx.text(bound.whole)));
    }
    end(bound.side, bound.number, bound.strict, bound.rate)
}

/// A rule; of several plans, with its plan.
pub(crate) fn rule(plans: &[Ctx<'_>], line: &Stated<'_>, other: &Stated<'_>) -> Words {
    let words = named(&line.rule.item);
    let ctx = plans.get(line.plan).filter(|_| line.plan != other.plan);
    let Some(ctx) = ctx else { return words };
    let name = quoted(ctx.plan.name());
    Words::new(|l| match l {
        Lang::Vi => format!("{} của {name}", words.vi),
        Lang::En => format!("{} of {name}", words.en),
    })
}

/// `năm 2020, UBND tỉnh`
pub(crate) fn place(ctx: &Ctx<'_>, at: Place) -> Words {
    Words::new(|l| {
        let who = match (at.row, at.unit) {
            (Some(table), _) => {
                let label = quoted(&ctx.plan.table(table).item.label);
                return match l {
                    Lang::Vi => format!("mỗi dòng của bảng {label}"),
                    Lang::En => format!("each row of table {label}"),
                };
            }
            (None, Some(unit)) => Some(ctx.plan.unit_name(unit, ctx.plan.last_day(at.when))),
            (None, None) => None,
        };
        let when = when(ctx, at.when, l);
        who.map_or_else(|| when.clone(), |who| format!("{when}, {who}"))
    })
}

fn when(ctx: &Ctx<'_>, when: When, lang: Lang) -> String {
    match when {
        When::Period(p) => p.show(lang),
        When::Phase(id) => ctx.plan.phase(id).item.label.clone(),
        When::Day(day) => day.show(lang),
    }
}
