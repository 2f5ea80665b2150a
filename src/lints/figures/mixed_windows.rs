//! `rule/mixed-windows`: a formula of figures that are filed from the year's first day and of others that are
//! of the period alone.

use crate::diag::{Code, Finding, Severity, Sink};
use crate::lints::ctx::named;
use crate::lints::{Ctx, Lint, Run};
use crate::plan::{Expr, ExprKind, FigureId, Indicator, Nature};
use crate::value::{Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "rule/mixed-windows",
    severity: Severity::Warning,
    summary: [
        "công thức trộn số lũy kế với số của riêng kỳ",
        "a cumulative figure and one that is not in the same `equals`",
    ],
};

pub(super) const LINT: Lint = Lint { codes: &[&CODE], run: Run::Any(run) };

fn message(figure: &Words, to_date: &Words, alone: &Words) -> Words {
    Words::new(|l| {
        let (figure, to_date, alone) = (figure.get(l), to_date.get(l), alone.get(l));
        match l {
            Lang::Vi => {
                format!(
                    "công thức của {figure} có {to_date} lũy kế từ đầu năm, còn {alone} thì không"
                )
            }
            Lang::En => format!(
                "the formula of {figure} has {to_date} from the year's first day, and {alone} for the period alone"
            ),
        }
    })
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    for figure in &ctx.plan.indicators {
        sink.push_some(mixed(ctx, figure));
    }
}

fn mixed(ctx: &Ctx<'_>, figure: &Indicator) -> Option<Finding> {
    let formula = figure.equals.as_ref()?;
    let mut windows = Windows::default();
    windows.of(ctx, &formula.expr, false);
    // What the formula gives has a window too.
    let own = match figure.nature {
        Nature::ToDate => Some(true),
        Nature::Flow => Some(false),
        Nature::Level | Nature::Opening(_) | Nature::None => None,
    };
    let here = (&figure.item, figure.item.place("value"));
    let item = |(id, at): (FigureId, _)| (&ctx.plan.figure(id).item, at);
    let to_date = windows.to_date.map(item).or(own.filter(|own| *own).map(|_| here))?;
    let alone = windows.alone.map(item).or(own.filter(|own| !own).map(|_| here))?;
    let message = message(&named(&figure.item), &named(to_date.0), &named(alone.0));
    let at = (to_date.1, words!("lũy kế từ đầu năm", "from the year's first day"));
    Some(
        ctx.finding(&CODE, &figure.item, at, message)
            .at(alone.1, words!("của riêng kỳ", "of the period alone"))
            .help(words!(
                "viết `X to date` cho số của riêng kỳ, hoặc khai mọi số trong công thức cùng một kiểu",
                "write `X to date` for the figure of the period, or declare all figures of the formula alike"
            )),
    )
}

/// The first figure of each window in a formula.
#[derive(Default)]
struct Windows {
    to_date: Option<(FigureId, crate::source::Span)>,
    alone: Option<(FigureId, crate::source::Span)>,
}

impl Windows {
    fn of(&mut self, ctx: &Ctx<'_>, expr: &Expr, moved: bool) {
        if let ExprKind::Figure(id) = expr.kind {
            let here = Some((id, expr.span));
            match ctx.plan.figure(id).nature {
                Nature::ToDate => self.to_date = self.to_date.or(here),
                Nature::Flow if moved => self.to_date = self.to_date.or(here),
                Nature::Flow => self.alone = self.alone.or(here),
                Nature::Level | Nature::Opening(_) | Nature::None => {}
            }
        }
        let moved = moved || matches!(expr.kind, ExprKind::ToDate(_));
        expr.inside(&mut |inner| self.of(ctx, inner, moved));
    }
}
