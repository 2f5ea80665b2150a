//! The outcome of one line for one subject and period.

use crate::checks::Ctx;
use crate::checks::rules::{Assessed, Doubts, Outcome};
use crate::checks::when::Judged;
use crate::eval::{At, Cause, Digits, Keep, Mend, Trace, Truth, What, Why};
use crate::plan::{Expr, ExprKind, Line, RuleId, Tail, When};
use crate::syntax::tree::Kind;

/// Judges a line under all its readings and all candidate values. `trace`: room for what is met.
pub(crate) fn assess(
    ctx: &Ctx<'_>,
    doubts: &Doubts,
    (rule, n): (RuleId, usize),
    (line, at): (&Line, Judged),
    trace: &mut Trace,
) -> Assessed {
    trace.restart(Keep::All);
    let mut outcome = combined(ctx, line, &at, trace);
    let mut cause = None;
    let kind = ctx.plan.rule(rule).item.kind;
    let over = ctx.plan.last_day(at.when).is_none_or(|last| last < ctx.as_of);
    if at.doubtful {
        outcome = Outcome::Unknown;
    }
    let passed = kind == Kind::Limit && outcome == Outcome::False;
    if !over && !passed {
        outcome = Outcome::NotYetDue;
    }
    let mut whichever = false;
    if matches!(
        outcome,
        Outcome::True | Outcome::False | Outcome::NoCases | Outcome::DependsOnReading
    ) {
        let mends = doubts.of(trace);
        whichever = !mends.is_empty();
        let differs = |m: &&Mend| {
            ctx.eval.mended(**m, || combined(ctx, line, &at, &mut Trace::default())) != outcome
        };
        if let Some(mend) = mends.iter().find(differs) {
            whichever = false;
            outcome = Outcome::Unknown;
            cause = Some(doubtful_cell(ctx, mend));
        }
    }
    if outcome == Outcome::Unknown && cause.is_none() {
        (outcome, cause) = because(ctx, line, &at, trace);
    }
    if matches!(outcome, Outcome::True | Outcome::False)
        && territory_changed(ctx, &line.expr, &at, trace)
    {
        outcome = Outcome::TerritoryChanged;
    }
    let aim_missed = outcome == Outcome::True && aim_missed(ctx, &line.expr, &at.at());
    let estimate = trace.has_estimate();
    // Only what is told of needs the figures that it was made of.
    let silent = matches!(outcome, Outcome::True | Outcome::NoCases | Outcome::NotYetDue);
    let trace = (aim_missed || !silent).then(|| {
        let mut told = std::mem::take(trace);
        told.steps = Vec::new();
        Box::new(told)
    });
    Assessed { rule, line: n, at, outcome, aim_missed, whichever, estimate, cause, trace }
}

/// The line and its readings, each decided by itself.
pub(crate) fn readings(ctx: &Ctx<'_>, line: &Line, at: &Judged, trace: &mut Trace) -> Vec<Truth> {
    let mut out = vec![truth(ctx, &line.expr, &at.at(), trace)];
    for reading in &line.readings {
        let when = match reading.tail {
            Tail::By(when) => when,
            Tail::None | Tail::Every { .. } => at.when,
        };
        out.push(truth(ctx, &reading.expr, &At { when, ..at.at() }, trace));
    }
    out
}

/// A target gives nobody the benefit of the doubt: true of every choice in the ranges, or of none.
fn truth(ctx: &Ctx<'_>, expr: &Expr, at: &At, trace: &mut Trace) -> Truth {
    ctx.eval.reading(Digits::Ranges, || ctx.eval.eval(expr, at, trace)).truth()
}

fn combined(ctx: &Ctx<'_>, line: &Line, at: &Judged, trace: &mut Trace) -> Outcome {
    if line.readings.is_empty() {
        return outcome_of(truth(ctx, &line.expr, &at.at(), trace));
    }
    let all = readings(ctx, line, at, trace);
    let first = all.first().copied().unwrap_or(Truth::Unknown);
    if all.iter().all(|t| *t == first) {
        return outcome_of(first);
    }
    if all.contains(&Truth::Unknown) { Outcome::Unknown } else { Outcome::DependsOnReading }
}

fn outcome_of(truth: Truth) -> Outcome {
    match truth {
        Truth::True => Outcome::True,
        Truth::False => Outcome::False,
        Truth::Na => Outcome::NoCases,
        Truth::Unknown => Outcome::Unknown,
    }
}

/// Why it is unknown: still to come, the territory, or the first cause.
fn because(ctx: &Ctx<'_>, line: &Line, at: &Judged, trace: &Trace) -> (Outcome, Option<Cause>) {
    let causes = crate::checks::laws::causes(trace);
    if causes.iter().any(|c| ctx.is_still_to_come(c)) {
        return (Outcome::NotYetDue, None);
    }
    if territory_changed(ctx, &line.expr, at, trace) {
        return (Outcome::TerritoryChanged, None);
    }
    (Outcome::Unknown, causes.first().copied())
}

/// The cell whose other value would turn the verdict.
fn doubtful_cell(ctx: &Ctx<'_>, mend: &Mend) -> Cause {
    let why = Why::Doubtful;
    match *mend {
        Mend::Figure(figure, unit, time, _) => {
            Cause { why, unit: Some(unit), time: Some(time), what: What::Figure(figure) }
        }
        Mend::Row(row, column, _) => ctx.eval.cause_of_cell(why, row, column),
    }
}

/// The unit does not exist on the last day of every period compared, and was not itself reported for
/// each; or a sum runs over other members.
fn territory_changed(ctx: &Ctx<'_>, expr: &Expr, at: &Judged, trace: &Trace) -> bool {
    let ExprKind::Change(x, change) = &expr.kind else { return false };
    let Some(unit) = at.unit else { return false };
    let here = match &x.kind {
        ExprKind::In(_, time) => ctx.eval.moved(&at.at(), *time).map_or(at.when, |a| a.when),
        _ => at.when,
    };
    let Some(base) = ctx.eval.moved(&At { when: here, ..at.at() }, change.from).map(|a| a.when)
    else {
        return false;
    };
    let exists = |when: When| ctx.plan.last_day(when).is_none_or(|d| ctx.plan.exists(unit, d));
    if !(exists(here) && exists(base)) {
        return !reported_whole(ctx, unit, here, trace) || !reported_whole(ctx, unit, base, trace);
    }
    sums_changed(ctx, trace)
}

/// Also where its parts were, each by itself: what is added up over time was reported by that unit.
fn reported_whole(_ctx: &Ctx<'_>, unit: crate::plan::UnitId, when: When, trace: &Trace) -> bool {
    use crate::eval::Step::{OverTime, Reported};
    let reported = |s: &crate::eval::Step| matches!(s, Reported(_) | OverTime);
    trace.steps.iter().any(|(_, u, w, step, _)| *u == unit && *w == when && reported(step))
}

/// One figure summed over units at two times, over other members.
fn sums_changed(ctx: &Ctx<'_>, trace: &Trace) -> bool {
    let summed: Vec<_> = trace
        .steps
        .iter()
        .filter(|(.., step, _)| matches!(step, crate::eval::Step::OverUnits(_)))
        .collect();
    summed.iter().enumerate().any(|(n, (figure, unit, when, ..))| {
        let Some(sums) = &ctx.plan.figure(*figure).sums else { return false };
        let members = ctx.eval.members(sums.over, Some(*unit), *when);
        summed.iter().skip(n + 1).any(|(f, u, w, ..)| {
            f == figure && u == unit && ctx.eval.members(sums.over, Some(*u), *w) != members
        })
    })
}

fn aim_missed(ctx: &Ctx<'_>, expr: &Expr, at: &At) -> bool {
    match &expr.kind {
        ExprKind::Change(x, change) => ctx.eval.reaches_aim(x, change, at) == Some(false),
        _ => false,
    }
}
