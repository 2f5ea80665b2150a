//! What a target, limit or check brings: when it is judged, what it needs, and the findings it can raise.

use crate::checks::consistency::check_failed;
use crate::checks::limit::exceeded;
use crate::checks::target::missed;
use crate::plan::{Carried, Expr, ExprKind, FigureId, Rule, RuleId, Subjects, TableId, Tail, When};
use crate::show::item::{Teller, figure, listed, named};
use crate::show::page::Page;
use crate::show::say::Say;
use crate::syntax::tree::Kind;
use crate::value::{Days, Lang, Period};

pub(super) fn brings(page: &mut Page, teller: &Teller<'_>, id: RuleId) {
    let say = &teller.say;
    let rule = say.plan.rule(id);
    times(page, say, rule);
    listed(page, say.pick("Số liệu cần có", "What it needs"), &needs(say, rule));
    outcome(page, say, rule);
    let met = |r: &Rule| r.lines.iter().any(|l| figure::met_rules(&l.expr).contains(&id));
    let used: Vec<String> =
        say.plan.rules.iter().filter(|r| met(r)).map(|r| named(&r.item)).collect();
    listed(page, say.pick("Dùng ở", "Used by"), &used);
}

/// The periods at which its lines are judged.
fn times(page: &mut Page, say: &Say<'_>, rule: &Rule) {
    let mut all: Vec<When> = rule.lines.iter().flat_map(|l| judged(say, rule, &l.tail)).collect();
    all.sort_by_key(|w| (say.plan.last_day(*w), *w));
    all.dedup();
    if all.is_empty() {
        return;
    }
    let shown = |w: &When| match (say.plan.last_day(*w), say.lang) {
        (Some(day), Lang::Vi) => format!("{}, hết ngày {}", say.when(*w), say.date(day)),
        (Some(day), Lang::En) => format!("{}, over on {}", say.when(*w), say.date(day)),
        (None, _) => say.when(*w),
    };
    let lines: Vec<String> = all.iter().map(shown).collect();
    listed(page, say.pick("Xét tại", "Judged at"), &lines);
}

/// Only what the plan itself tells: which periods are reported is known from the data.
fn judged(say: &Say<'_>, rule: &Rule, tail: &Tail) -> Vec<When> {
    let (step, within) = match tail {
        Tail::By(when) => return vec![*when],
        Tail::Every { step: Some(step), within } => (*step, *within),
        Tail::Every { step: None, .. } | Tail::None => return Vec::new(),
    };
    let plan = say.plan;
    let days = within.or(plan.runs).unwrap_or(Days::ALL).and(rule.item.force);
    let to = days.to.or(plan.runs.and_then(|r| r.to)).or(say.day);
    let (Some(from), Some(to)) = (days.from.or(plan.runs.and_then(|r| r.from)), to) else {
        return Vec::new();
    };
    let years = from.year()..=(to.year() + 1).min(from.year() + 200);
    let begun = |p: &Period| within.is_some() || plan.first.is_none_or(|f| p.to >= f.from);
    let span = Days { from: Some(from), to: Some(to) };
    let periods = years.flat_map(|year| Period::all_of(step, year));
    let inside = |p: &Period| begun(p) && span.contains(plan.calendar.last(*p));
    periods.filter(inside).map(When::Period).collect()
}

/// Every figure and table it needs, with the duties that carry it.
fn needs(say: &Say<'_>, rule: &Rule) -> Vec<String> {
    let mut all: Vec<Carried> = Vec::new();
    if let Subjects::Rows { table, .. } = rule.subjects {
        all.push(Carried::Table(table));
    }
    for line in &rule.lines {
        needed(&line.expr, &mut all);
        line.readings.iter().for_each(|r| needed(&r.expr, &mut all));
    }
    all.into_iter().map(|what| need(say, what)).collect()
}

fn needed(e: &Expr, out: &mut Vec<Carried>) {
    e.each(&mut |e| {
        let what = match &e.kind {
            ExprKind::Figure(id) => Some(Carried::Figure(*id)),
            ExprKind::Table(id) => Some(Carried::Table(*id)),
            ExprKind::Over(over) => match over.domain {
                crate::plan::Domain::Table(id) => Some(Carried::Table(id)),
                crate::plan::Domain::Units(_) => None,
            },
            _ => None,
        };
        out.extend(what.filter(|w| !out.contains(w)));
        true
    });
}

fn need(say: &Say<'_>, what: Carried) -> String {
    let (item, formula) = match what {
        Carried::Figure(id) => figure_need(say, id),
        Carried::Table(id) => table_need(say, id),
    };
    let carriers: Vec<String> =
        figure::carriers(say, what).iter().map(|d| format!("“{}”", d.item.label)).collect();
    let carried = if carriers.is_empty() {
        say.pick("không báo cáo nào phải có", "carried by no report").to_owned()
    } else {
        format!("{} {}", say.pick("có trong", "carried by"), carriers.join(", "))
    };
    format!("{item}: {carried}{formula}")
}

fn figure_need(say: &Say<'_>, id: FigureId) -> (String, &'static str) {
    let figure = say.plan.figure(id);
    let formula = match (figure.equals.is_some(), say.lang) {
        (false, _) => "",
        (true, Lang::Vi) => "; tính được theo công thức",
        (true, Lang::En) => "; can be worked out by its formula",
    };
    (named(&figure.item), formula)
}

fn table_need(say: &Say<'_>, id: TableId) -> (String, &'static str) {
    (named(&say.plan.table(id).item), "")
}

/// Which finding tells that it does not hold, and how much that matters.
fn outcome(page: &mut Page, say: &Say<'_>, rule: &Rule) {
    let code = match rule.item.kind {
        Kind::Target => &missed::CODE,
        Kind::Limit => &exceeded::CODE,
        _ => &check_failed::CODE,
    };
    page.section(say.pick("Khi không đạt", "When it does not hold"));
    let severity = rule.item.severity_of(code).show(say.lang);
    page.marked("- ", &format!("{} ({severity})", code.name));
}
