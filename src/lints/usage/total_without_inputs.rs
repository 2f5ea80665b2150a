//! `rule/total-without-inputs`: a figure of a higher level that nobody below reports, or `totals` of a
//! report that has no figure in common.

use std::collections::BTreeSet;

use crate::diag::{Code, Finding, Severity, Sink};
use crate::lints::ctx::named;
use crate::lints::usage::Reach;
use crate::lints::{Ctx, Lint, Run};
use crate::plan::{Carried, Duty, FigureId, UnitId};
use crate::value::{Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "rule/total-without-inputs",
    severity: Severity::Warning,
    summary: [
        "số tổng hợp mà cấp dưới không phải báo cáo",
        "a total of figures that nobody below reports",
    ],
};

pub(super) const LINT: Lint = Lint { codes: &[&CODE], run: Run::Sound(run) };

fn unsummed(figure: &Words) -> Words {
    Words::new(|l| match l {
        Lang::Vi => format!(
            "{} được cộng từ cấp dưới, mà không báo cáo nào của cấp dưới có số này",
            figure.vi
        ),
        Lang::En => {
            format!("{} is summed from below, and no report of those below carries it", figure.en)
        }
    })
}

fn unshared(total: &Words, input: &Words) -> Words {
    Words::new(|l| match l {
        Lang::Vi => format!("{} cộng từ {}, mà hai bên không có số nào chung", total.vi, input.vi),
        Lang::En => format!("{} totals {}, and the two share no figure", total.en, input.en),
    })
}

fn help() -> Words {
    words!(
        "thêm số này vào `carries` của báo cáo cấp dưới, hoặc bỏ việc cộng",
        "add the figure to the `carries` of the report from below, or drop the sum"
    )
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    let reach = Reach::new(ctx);
    let ids = (0..).map(FigureId).zip(&ctx.plan.indicators);
    for (id, _) in ids {
        if let Some(finding) = figure(ctx, &reach, id) {
            sink.push(finding);
        }
    }
    for (_, duty) in ctx.duties() {
        for input in &duty.totals {
            let input = ctx.plan.duty(*input);
            if !share(duty, input) {
                sink.push(total(ctx, duty, input));
            }
        }
    }
}

fn figure(ctx: &Ctx<'_>, reach: &Reach<'_, '_>, id: FigureId) -> Option<Finding> {
    let figure = ctx.plan.figure(id);
    let sums = figure.sums.as_ref()?;
    let carriers = reach.carriers(Carried::Figure(id));
    carriers.first()?;
    let tops: BTreeSet<UnitId> = if sums.relative {
        let told = carriers.iter().map(|(duty, _, c)| reach.told_of(*duty, c));
        told.flat_map(|units| units.iter().copied().collect::<Vec<_>>()).collect()
    } else {
        ctx.plan.about.into_iter().collect()
    };
    let below = |top| ctx.plan.members(&[sums.over], None, Some(top));
    let members: Vec<_> = if tops.is_empty() {
        ctx.plan.members(&[sums.over], None, None)
    } else {
        tops.into_iter().flat_map(below).collect()
    };
    // An empty or unknown group has its own finding, or none.
    if members.is_empty() || members.iter().any(|m| reach.figure(id, Some(*m))) {
        return None;
    }
    let label = words!("không báo cáo nào của cấp dưới có", "no report from below carries it");
    let at = (sums.clause, label);
    Some(ctx.finding(&CODE, &figure.item, at, unsummed(&named(&figure.item))).help(help()))
}

fn share(a: &Duty, b: &Duty) -> bool {
    a.carries.iter().any(|x| b.carries.iter().any(|y| x.what == y.what))
}

fn total(ctx: &Ctx<'_>, duty: &Duty, input: &Duty) -> Finding {
    let message = unshared(&named(&duty.item), &named(&input.item));
    let label = words!("không có số nào chung", "no figure in common");
    ctx.finding(&CODE, &duty.item, (duty.item.place("totals"), label), message)
        .at(input.item.name, words!("báo cáo được cộng", "what is totalled"))
        .help(help())
}
