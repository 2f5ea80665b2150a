//! The targets and limits that a figure decides, straight or through a formula, and how each ended.

use rustc_hash::FxHashSet;

use crate::checks::ledger;
use crate::checks::rules::measured::measured;
use crate::checks::rules::{Assessed, Doubts, Outcome, assess};
use crate::checks::when::Judged;
use crate::plan::{FigureId, Line, Rule, RuleId, Subjects, When};
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
    page.blank();
    page.title(say.pick("Chỉ tiêu, giới hạn dùng số này", "Targets and limits that use it"));
    if used.is_empty() {
        page.line(2, say.pick("không có", "none"));
        return;
    }
    // What a broken law puts in doubt may turn an outcome.
    let judged = crate::checks::laws::run(teller.ctx);
    let doubts = Doubts::new(&judged.broken);
    for (id, n) in used {
        one(page, teller, &doubts, (id, n), at);
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

fn one(page: &mut Page, teller: &Teller<'_>, doubts: &Doubts, (id, n): (RuleId, usize), at: Point) {
    let ctx = teller.ctx;
    let rule = ctx.plan.rule(id);
    let Some(line) = rule.lines.get(n) else { return };
    let printer = words::printer(&teller.say, rule);
    let cites = teller.say.cites(&rule.item.cites).map(|c| format!(" [{c}]")).unwrap_or_default();
    page.marked("  - ", &format!("{} ({}){cites}", rule.item.label, rule.item.id));
    page.line(4, &words::judged(&printer, &line.expr, &line.tail));
    let places = places(teller, rule, line, at);
    for place in &places {
        let assessed = assess(ctx, doubts, (id, n), line, *place);
        page.line(4, &outcome(teller, &assessed, line));
    }
    if places.is_empty() {
        let none = teller
            .say
            .pick("kỳ này không xét cho đơn vị này", "not judged for this unit at this time");
        page.line(4, none);
    }
}

/// Where the line is judged and the figure is one of what it needs; else where it is judged at all for the
/// unit, so that the reader sees when.
fn places(teller: &Teller<'_>, rule: &Rule, line: &Line, at: Point) -> Vec<Judged> {
    let ctx = teller.ctx;
    let all: Vec<Judged> = ctx
        .judged(rule, line, &line.tail)
        .into_iter()
        .filter(|j| concerns(teller, j, at))
        .collect();
    let here: Vec<Judged> = all.iter().copied().filter(|j| meets(j.when, at.when)).collect();
    if here.is_empty() { all } else { here }
}

/// The subject is the unit, or stands above it.
fn concerns(teller: &Teller<'_>, judged: &Judged, at: Point) -> bool {
    judged.unit.is_some_and(|u| u == at.unit || teller.ctx.plan.tree.below(u).contains(&at.unit))
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
    let text = cause.or(text).unwrap_or_default();
    let numbers = steps::in_numbers(teller, &line.expr, &assessed.at.at());
    let numbers = match line.expr.kind {
        crate::plan::ExprKind::Change(..) => String::new(),
        _ => format!("; {numbers}"),
    };
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
