//! `completeness/wrong-channel`: `via` is not the path the plan asks for. A filing to the wrong office has no
//! wrong channel.

use crate::checks::Ctx;
use crate::checks::completeness::papers::{Paper, with_clause};
use crate::checks::completeness::recipients::{
    Asked, Route, Sender, Want, due_day, show, show_named,
};
use crate::diag::words::list;
use crate::diag::{Code, Finding, Severity};
use crate::dues::Due;
use crate::facts::{Field, Filing, FilingKind, Named};
use crate::plan::UnitId;
use crate::value::{Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "completeness/wrong-channel",
    severity: Severity::Error,
    summary: [
        "báo cáo không đi qua nơi chuyển mà kế hoạch quy định",
        "a report did not go through the office that the plan asks for",
    ],
};

/// `used`: the path the filing names, nothing where it names none.
fn message(paper: &Paper<'_>, used: Option<&Words>, asked: &Words) -> Words {
    Words::new(|l| {
        let (paper, asked) = (paper.show(l), asked.get(l));
        match (l, used.map(|u| u.get(l))) {
            (Lang::Vi, Some(used)) => {
                format!("{paper} gửi qua {used}, trong khi kế hoạch quy định gửi qua {asked}")
            }
            (Lang::Vi, None) => {
                format!("{paper} không ghi nơi chuyển, trong khi kế hoạch quy định gửi qua {asked}")
            }
            (Lang::En, Some(used)) => {
                format!("{paper} went through {used}, and the plan asks for {asked}")
            }
            (Lang::En, None) => {
                format!("{paper} names no channel, and the plan asks for {asked}")
            }
        }
    })
}

fn label(ctx: &Ctx<'_>, filing: &Filing) -> Words {
    let names = ctx.facts.names(filing.via);
    if names.is_empty() {
        return words!("không có mục `via`", "no `via` here");
    }
    Words::new(|l| {
        let names = show_named(ctx, filing, names, l);
        match l {
            Lang::Vi => format!("gửi qua {names}"),
            Lang::En => format!("through {names}"),
        }
    })
}

fn help(asked: &Words) -> Words {
    Words::new(|l| {
        let asked = asked.get(l);
        match l {
            Lang::Vi => format!(
                "đề nghị gửi lại qua {asked}; nếu thực tế đã qua nơi này, ghi vào mục `via`, nhiều nơi thì theo thứ tự"
            ),
            Lang::En => format!(
                "ask for it to be sent through {asked}; if it was, enter that under `via`, several in their order"
            ),
        }
    })
}

/// What is wrong with the path of a paper of a due.
pub(super) fn of(ctx: &Ctx<'_>, due: &Due, filing: &Filing, asked: &Asked<'_>) -> Option<Finding> {
    let day = due_day(ctx, ctx.slot(due));
    let sender = Sender { owes: due.unit, from: filing.from, day };
    let route = broken(ctx, filing, &asked.routes, sender)?;
    let path: Vec<Vec<String>> = route.via.iter().map(|w| show(ctx, w, sender)).collect();
    let steps = path.iter().filter(|s| !s.is_empty());
    let steps: Vec<String> = steps.map(|s| list(s, Lang::Vi, false)).collect();
    let asked = Words { vi: steps.join(", rồi ").into(), en: steps.join(", then ").into() };
    let names = ctx.facts.names(filing.via);
    let used = Words::new(|l| show_named(ctx, filing, names, l));
    let used = (!names.is_empty()).then_some(&used);
    let message = message(&Paper::of_due(ctx, due, filing.from), used, &asked);
    let field = if names.is_empty() { Field::To } else { Field::Via };
    let finding = ctx
        .finding(&CODE, &ctx.duty(due).item, route.clause, message)
        .at(ctx.facts.place(filing, field), label(ctx, filing))
        .help(help(&asked))
        .about(ctx.subject_of(due));
    Some(with_clause(finding))
}

/// The route of a named recipient whose path was not taken. Nothing where some route of the recipients
/// asks for none, or the path of one of them was taken.
fn broken<'r, 'p>(
    ctx: &Ctx<'_>,
    filing: &Filing,
    asked: &'r [Route<'p>],
    sender: Sender,
) -> Option<&'r Route<'p>> {
    let (to, via) = (ctx.facts.names(filing.to), ctx.facts.names(filing.via));
    let silent = via.is_empty() && (to.is_empty() || filing.kind != FilingKind::Report);
    if silent {
        return None;
    }
    let reaches = |r: &&Route<'_>| {
        to.is_empty() || r.to.iter().any(|w| to.iter().any(|n| w.is(ctx.plan, sender, n)))
    };
    let mut reached = asked.iter().filter(reaches);
    if reached.clone().any(|r| takes(ctx, r, via, sender)) {
        return None;
    }
    reached.next()
}

/// Whether a path is the one of the route, oneself left out of both.
fn takes(ctx: &Ctx<'_>, route: &Route<'_>, via: &[Named], sender: Sender) -> bool {
    let own = |n: &&Named| matches!(n, Named::Unit(u) if *u == sender.owes || *u == sender.from);
    let mut used = via.iter().filter(|n| !own(n));
    let mut steps = route.via.iter().filter(|w| !is_oneself(w, sender)).peekable();
    if steps.peek().is_none() {
        return true;
    }
    for step in steps {
        let known = matches!(step, Want::Name(_)) || step.units(ctx.plan, sender).next().is_some();
        // An office that does not exist on the day cannot be gone through: nothing is judged.
        if !known {
            return true;
        }
        if !used.next().is_some_and(|n| step.is(ctx.plan, sender, n)) {
            return false;
        }
    }
    used.next().is_none()
}

/// Whether a step is the sender alone.
fn is_oneself(want: &Want<'_>, sender: Sender) -> bool {
    let own = |u: UnitId| u == sender.owes || u == sender.from;
    match want {
        Want::Units(units, _) => matches!(units.as_slice(), [one] if own(*one)),
        Want::Above | Want::Name(_) | Want::Relative(_) => false,
    }
}
