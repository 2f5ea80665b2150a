//! `rule/ends-without-successor`: a unit that owes, answers or receives ends in the run and becomes nobody.
//! Those that end on one day are one finding.

use std::collections::BTreeMap;

use crate::diag::words::list;
use crate::diag::{Code, Finding, Severity, Sink};
use crate::lints::ctx::quoted;
use crate::lints::{Ctx, Lint, Run};
use crate::plan::{Addressee, Duty, SetId, UnitId, UnitRef};
use crate::value::{Date, Days, Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "rule/ends-without-successor",
    severity: Severity::Note,
    summary: [
        "đơn vị chấm dứt trong thời hạn kế hoạch mà không có đơn vị kế tục",
        "a unit that owes or answers ends in the run and becomes nobody",
    ],
};

pub(super) const LINT: Lint = Lint { codes: &[&CODE], run: Run::Any(run) };

/// So many are named.
const NAMED: usize = 6;

fn message(names: &[&str], day: Date) -> Words {
    Words::new(|l| {
        let mut all: Vec<String> = names.iter().take(NAMED).map(|n| quoted(n)).collect();
        if let Some(more) = names.len().checked_sub(NAMED).filter(|n| *n > 0) {
            all.push(match l {
                Lang::Vi => format!("{more} đơn vị khác"),
                Lang::En => format!("{more} more"),
            });
        }
        let (all, day) = (list(&all, l, true), day.show(l));
        match (l, names.len()) {
            (Lang::Vi, _) => format!(
                "{all} chấm dứt ngày {day}, trong thời hạn kế hoạch, mà không nêu đơn vị kế tục"
            ),
            (Lang::En, 1) => format!("{all} ends {day}, in the plan's run, and becomes nobody"),
            (Lang::En, _) => format!("{all} end {day}, in the plan's run, and become nobody"),
        }
    })
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    let mut ending: BTreeMap<Date, Vec<UnitId>> = BTreeMap::new();
    for (unit, until) in charged(ctx) {
        let gone = ctx.plan.unit(unit);
        let Some(day) = gone.runs.to.filter(|_| gone.becomes.is_empty()) else { continue };
        let run = ctx.run.unwrap_or(Days::ALL);
        let needed = until.is_none_or(|until| day < until);
        if needed && run.contains(day) && run.to != Some(day) {
            let units = ending.entry(day).or_default();
            if !units.contains(&unit) {
                units.push(unit);
            }
        }
    }
    for (day, mut units) in ending {
        units.sort_unstable();
        sink.push_some(finding(ctx, day, &units));
    }
}

fn finding(ctx: &Ctx<'_>, day: Date, units: &[UnitId]) -> Option<Finding> {
    let item = |unit: &UnitId| &ctx.plan.unit(*unit).item;
    let names: Vec<&str> = units.iter().map(|u| item(u).label.as_str()).collect();
    let first = item(units.first()?);
    let at = (first.place("runs"), words!("hết ở đây", "ends here"));
    let help = words!(
        "ghi đơn vị kế tục (`becomes`) nếu có văn bản giao; không thì phần việc này không còn ai làm",
        "name who carries its work on (`becomes`) if a paper says so; else nobody bears it any more"
    );
    Some(ctx.finding(&CODE, first, at, message(&names, day)).help(help))
}

/// The units that owe, answer or receive, each with the last day on which that matters.
fn charged(ctx: &Ctx<'_>) -> Vec<(UnitId, Option<Date>)> {
    let mut out = Vec::new();
    for (_, duty) in ctx.duties() {
        let until = Days::ALL.and(duty.during.unwrap_or(Days::ALL)).and(duty.item.force).to;
        let units = ctx.plan.members(&sets(ctx, duty), None, None);
        out.extend(units.into_iter().map(|u| (u, until)));
    }
    for figure in &ctx.plan.indicators {
        if let Some(UnitRef::Unit(unit)) = figure.owner {
            out.push((unit, None));
        }
    }
    out
}

/// Groups without a list have no members that could end.
fn sets(ctx: &Ctx<'_>, duty: &Duty) -> Vec<SetId> {
    let places = duty.to.iter().flat_map(|route| route.to.iter().chain(&route.via));
    let to = places.filter_map(|place| match place {
        Addressee::Set(set) => Some(*set),
        Addressee::Named(_) => None,
    });
    let all = duty.from.iter().copied().chain(to);
    all.filter(|set| !ctx.plan.is_unknown(*set)).collect()
}
