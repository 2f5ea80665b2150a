//! `completeness/wrong-recipient`: a recipient in `to` got none of the filings of a due. One finding for each
//! due, with those left out.

use crate::checks::Ctx;
use crate::checks::completeness::papers::{Paper, Papers, some_of, with_clause};
use crate::checks::completeness::recipients::{
    Asked, Route, Sender, Want, due_day, is_name, show_named,
};
use crate::diag::{Code, Finding, Severity};
use crate::dues::DueId;
use crate::facts::{Field, Filing};
use crate::plan::UnitId;
use crate::source::Span;
use crate::value::{Lang, Words};

pub(crate) static CODE: Code = Code {
    name: "completeness/wrong-recipient",
    severity: Severity::Error,
    summary: [
        "một nơi nhận theo kế hoạch không được gửi",
        "a recipient that the plan names was not sent the paper",
    ],
};

fn message(paper: &Paper<'_>, left_out: &[String]) -> Words {
    Words::new(|l| {
        let (paper, left_out) = (paper.show(l), some_of(left_out, l));
        match l {
            Lang::Vi => format!("{paper} không gửi {left_out}, là nơi nhận theo kế hoạch"),
            Lang::En => format!("{paper} was not sent to {left_out}, a recipient under the plan"),
        }
    })
}

fn label(ctx: &Ctx<'_>, filing: &Filing) -> Words {
    Words::new(|l| {
        let names = show_named(ctx, filing, ctx.facts.names(filing.to), l);
        match l {
            Lang::Vi => format!("gửi {names}"),
            Lang::En => format!("sent to {names}"),
        }
    })
}

fn help(unit: &str, left_out: &[String]) -> Words {
    Words::new(|l| {
        let left_out = some_of(left_out, l);
        match l {
            Lang::Vi => format!(
                "đề nghị {unit} gửi cho {left_out}; nếu đã gửi, ghi thêm tên nơi nhận vào mục `to`"
            ),
            Lang::En => format!(
                "ask {unit} to send it to {left_out}; if it was sent, add the recipient under `to`"
            ),
        }
    })
}

/// What is wrong with the recipients of the papers of a due.
pub(super) fn of(
    ctx: &Ctx<'_>,
    id: DueId,
    asked: &Asked<'_>,
    papers: &Papers<'_, '_>,
) -> Option<Finding> {
    // A filing that names nobody may have gone to anybody.
    if papers.of(id).any(|(_, f)| ctx.facts.names(f.to).is_empty()) {
        return None;
    }
    let due = ctx.dues.due(id);
    let (_, first) = papers.of(id).next()?;
    let sender = Sender { owes: due.unit, from: first.from, day: due_day(ctx, ctx.slot(due)) };
    let (left_out, clause) = left_out(ctx, id, &asked.routes, papers, sender);
    let clause = clause?;
    let item = &ctx.duty(due).item;
    let message = message(&Paper::of_due(ctx, due, first.from), &left_out);
    let unit = ctx.unit(first.from, ctx.slot(due).last);
    let finding = ctx
        .finding(&CODE, item, clause, message)
        .at(ctx.facts.place(first, Field::To), label(ctx, first))
        .help(help(unit, &left_out))
        .about(ctx.subject_of(due));
    Some(with_clause(finding))
}

/// The recipients that no filing names, with the clause of the first of them. No text is made unless
/// there are some.
fn left_out(
    ctx: &Ctx<'_>,
    id: DueId,
    asked: &[Route<'_>],
    papers: &Papers<'_, '_>,
    sender: Sender,
) -> (Vec<String>, Option<Span>) {
    let (mut names, mut clause) = (Vec::new(), None);
    let plan = ctx.plan;
    let got = |want: &Want<'_>, unit: UnitId| {
        papers.of(id).any(|(_, f)| want.is_named(plan, unit, ctx.facts.names(f.to)))
    };
    let got_name = |name: &str| {
        papers.of(id).any(|(_, f)| ctx.facts.names(f.to).iter().any(|n| is_name(plan, name, n)))
    };
    for route in asked {
        for want in &route.to {
            let before = names.len();
            match want {
                Want::Name(name) if got_name(name) => {}
                Want::Name(name) => names.push((*name).to_owned()),
                Want::Units(..) | Want::Above | Want::Relative(_) => {
                    let units = want.units(plan, sender).filter(|u| !got(want, *u));
                    names.extend(units.map(|u| ctx.unit(u, Some(sender.day)).to_owned()));
                }
            }
            clause = clause.or((names.len() > before).then_some(route.clause));
        }
    }
    (names, clause)
}
