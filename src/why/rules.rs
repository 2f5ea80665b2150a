//! The targets and limits that a figure decides, straight or through a formula, and how each ended.

use rustc_hash::FxHashSet;

use crate::checks::ledger;
use crate::checks::rules::measured::measured;
use crate::checks::rules::{Assessed, Doubts, Outcome, assess, readings};
use crate::checks::target::depends_on_reading::each;
use crate::checks::when::Judged;
use crate::eval::Trace;
use crate::plan::{FigureId, Line, RuleId, Subjects, When};
use crate::show::page::Page;
use crate::show::rules as words;
use crate::syntax::tree::Kind;
use crate::value::Lang;
use crate::why::Teller;
use crate::why::steps::{self, Point};

/// Every target and limit that uses the figure.
pub(crate) fn part(page: &mut Page, teller: &Teller<'_>, at: Point) {
    let say = &teller.say;
    let used = using(teller, at.figure);
    page.heading(say.pick("Chỉ tiêu, giới hạn dùng số này", "Targets and limits that use it"));
    if used.is_empty() {
        return page.line(2, say.pick("không có", "none"));
    }
    // What a broken law puts in doubt may turn an outcome.
    let judged = crate::checks::laws::run(teller.ctx);
    let doubts = Doubts::new(teller.ctx.facts, &judged.broken);
    let told = used.into_iter().filter(|rule| one(page, teller, &doubts, *rule, at)).count();
    if told == 0 {
        page.line(2, say.pick("không có", "none"));
    }
}

/// Lines of targets and limits whose figures are, or are made of, this one.
fn using(teller: &Teller<'_>, figure: FigureId) -> Vec<(RuleId, usize)> {
    let plan = teller.ctx.plan;
    let mut out = Vec::new();
    for (id, rule) in (0..).map(RuleId).zip(&plan.rules) {
        let over_rows = matches!(rule.subjects, Subjects::Rows { .. });
        if rule.item.kind == Kind::Check || over_rows {
            continue;
        }
        for (n, line) in rule.lines.iter().enumerate() {
            let mut seen = FxHashSet::default();
            if line.figures.iter().any(|f| reaches(teller, *f, figure, &mut seen)) {
                out.push((id, n));
            }
        }
    }
    out
}

/// Whether a figure is another one, or its formula leads to it.
fn reaches(
    teller: &Teller<'_>,
    from: FigureId,
    to: FigureId,
    seen: &mut FxHashSet<FigureId>,
) -> bool {
    if from == to {
        return true;
    }
    if !seen.insert(from) {
        return false;
    }
    let formula = teller.ctx.plan.figure(from).equals.as_ref();
    let named = formula.map(|f| figures(&f.expr)).unwrap_or_default();
    named.into_iter().any(|f| reaches(teller, f, to, seen))
}

fn figures(e: &crate::plan::Expr) -> Vec<FigureId> {
    let mut out = Vec::new();
    e.figures(false, &mut out);
    out
}

fn one(
    page: &mut Page,
    teller: &Teller<'_>,
    doubts: &Doubts,
    (id, n): (RuleId, usize),
    at: Point,
) -> bool {
    let ctx = teller.ctx;
    let rule = ctx.plan.rule(id);
    let Some(line) = rule.lines.get(n) else { return false };
    let judged = ctx.judged(rule, line, &line.tail);
    let ever: Vec<Judged> =
        judged.into_iter().filter(|j| needs(teller, line, j, (at, false))).collect();
    if ever.is_empty() {
        return false;
    }
    let places: Vec<&Judged> = ever.iter().filter(|j| needs(teller, line, j, (at, true))).collect();
    let printer = words::printer(&teller.say, rule);
    let cites = teller.say.cites(&rule.item.cites).map(|c| format!(" [{c}]")).unwrap_or_default();
    page.marked("  - ", &format!("{} ({}){cites}", rule.item.label, rule.item.id));
    page.line(4, &words::judged(&printer, &line.expr, &line.tail));
    for place in &places {
        let assessed = assess(ctx, doubts, (id, n), (line, **place), &mut Trace::default());
        page.line(4, &outcome(teller, &assessed, line));
    }
    if places.is_empty() {
        let none = teller
            .say
            .pick("không xét đến số của kỳ này", "does not look at the figure of this time");
        page.line(4, none);
    }
    true
}

/// Whether a judgement needs the figure of this unit and time: as one of its own, through a formula, or
/// in a sum over units or months; or of another time, where that is left out.
fn needs(teller: &Teller<'_>, line: &Line, judged: &Judged, (at, of_time): (Point, bool)) -> bool {
    let mut points = Vec::new();
    steps::operands(teller, &line.expr, &judged.at(), &mut points);
    points.into_iter().any(|p| {
        let leads = reaches(teller, p.figure, at.figure, &mut FxHashSet::default());
        leads
            && (!of_time || meets(p.when, at.when))
            && (p.unit == at.unit || sums(teller, p.unit, at))
    })
}

/// Whether the figure of a unit above is the sum of figures like this one.
fn sums(teller: &Teller<'_>, above: crate::plan::UnitId, at: Point) -> bool {
    let (ctx, figure) = (teller.ctx, teller.ctx.plan.figure(at.figure));
    let Some(sums) = figure.sums.as_ref().filter(|s| !s.includes) else { return false };
    ctx.eval.sum_binds(sums, above)
        && ctx.eval.members(sums.over, Some(above), at.when).contains(&at.unit)
}

fn meets(judged: When, at: When) -> bool {
    match (judged, at) {
        (When::Period(a), When::Period(b)) => a.contains(b),
        (a, b) => a == b,
    }
}

fn outcome(teller: &Teller<'_>, assessed: &Assessed, line: &Line) -> String {
    let (say, ctx) = (&teller.say, teller.ctx);
    let limit = assessed.rule(ctx).item.kind == Kind::Limit;
    let unit = assessed.at.unit.map(|u| format!("{}, ", say.unit(u))).unwrap_or_default();
    let when = say.when(assessed.at.when);
    let word = ledger::show(assessed.outcome, limit, say.lang);
    let text = measured(ctx, &line.expr, &assessed.at.at(), say.lang).map(|m| format!(": {m}"));
    let cause = assessed
        .cause
        .filter(|_| assessed.outcome == Outcome::Unknown)
        .map(|c| format!(": {}", ctx.cause(&c).get(say.lang)));
    let readings = (assessed.outcome == Outcome::DependsOnReading).then(|| {
        let truths = readings(ctx, line, &assessed.at, &mut Trace::default());
        format!(": {}", each(line, &truths, limit, say.lang))
    });
    let text = cause.or(readings).or(text).unwrap_or_default();
    let numbers = steps::in_numbers(teller, &line.expr, &assessed.at.at());
    let decided = matches!(assessed.outcome, Outcome::True | Outcome::False);
    let change = matches!(line.expr.kind, crate::plan::ExprKind::Change(..));
    let numbers = if decided && !change { format!("; {numbers}") } else { String::new() };
    format!("{unit}{when}: {word}{text}{numbers}{}", sure(teller, assessed))
}

fn sure(teller: &Teller<'_>, assessed: &Assessed) -> String {
    let whichever = match (assessed.whichever, teller.say.lang) {
        (false, _) => "",
        (true, Lang::Vi) => "; số liệu còn nghi sai, nhưng số nào đúng thì kết luận vẫn vậy",
        (true, Lang::En) => {
            "; a figure is in doubt, but the verdict is the same whichever is right"
        }
    };
    let estimate = match (assessed.estimate, teller.say.lang) {
        (false, _) => "",
        (true, Lang::Vi) => "; theo số ước tính",
        (true, Lang::En) => "; by estimates",
    };
    format!("{whichever}{estimate}")
}
