//! `rule/unreported-figure`, `rule/never-reported-at-this-grain`: a rule needs a figure that nobody reports,
//! or that is reported only for longer periods than those it is judged at.

use crate::diag::{Code, Finding, Severity, Sink};
use crate::lints::ctx::named;
use crate::lints::usage::reach::is_before_run;
use crate::lints::usage::{Need, Reach, needs};
use crate::lints::{Ctx, Lint, Run};
use crate::plan::{Carried, Expr, Item, Line, Rule, Subjects, Tail, UnitId, When};
use crate::value::{Lang, Period, Words, words};

pub(crate) static UNREPORTED: Code = Code {
    name: "rule/unreported-figure",
    severity: Severity::Warning,
    summary: [
        "mục tiêu, giới hạn hoặc phép kiểm tra cần một số liệu mà không báo cáo nào có",
        "a target, limit or check needs a figure that no duty carries",
    ],
};

pub(crate) static GRAIN: Code = Code {
    name: "rule/never-reported-at-this-grain",
    severity: Severity::Warning,
    summary: [
        "xét theo kỳ ngắn mà số liệu chỉ được báo cáo theo kỳ dài hơn",
        "a rule is judged by periods shorter than those its figures are reported for",
    ],
};

pub(super) const LINT: Lint = Lint { codes: &[&UNREPORTED, &GRAIN], run: Run::Sound(run) };

/// `elsewhere`: it is carried for others than the rule is about.
fn unreported(what: &Words, rule: &Words, elsewhere: bool) -> Words {
    Words::new(|l| {
        let (what, rule) = (what.get(l), rule.get(l));
        match (l, elsewhere) {
            (Lang::Vi, false) => {
                format!("không báo cáo hay văn bản nào có {what}, nên không xét được {rule}")
            }
            (Lang::Vi, true) => format!(
                "{what} chỉ được báo cáo cho đơn vị khác, không cho đơn vị mà {rule} nói đến"
            ),
            (Lang::En, false) => {
                format!("no report or document carries {what}, so {rule} cannot be judged")
            }
            (Lang::En, true) => {
                format!("{what} is reported for others only, not for those that {rule} is about")
            }
        }
    })
}

fn too_coarse(what: &Words, rule: &Words, period: Period) -> Words {
    Words::new(|l| {
        let (what, rule, period) = (what.get(l), rule.get(l), period.show(l));
        match l {
            Lang::Vi => {
                format!("{rule} xét cả {period}, mà không kỳ báo cáo nào cho biết {what} của kỳ ấy")
            }
            Lang::En => format!(
                "{rule} is judged for {period} too, and no occasion of any report tells {what} for it"
            ),
        }
    })
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    let reach = Reach::new(ctx);
    for (_, rule) in ctx.rules() {
        let work = Work { ctx, reach: &reach, rule, units: units(ctx, rule) };
        let mut told: Vec<Carried> = Vec::new();
        work.rows(&mut told, sink);
        for expr in filter(rule).into_iter().chain(rule.lines.iter().flat_map(exprs)) {
            work.expr(expr, &mut told, sink);
        }
        for line in &rule.lines {
            work.grain(line, &mut told, sink);
        }
    }
}

fn filter(rule: &Rule) -> Option<&Expr> {
    match &rule.subjects {
        Subjects::Units { filter, .. } | Subjects::Rows { filter, .. } => filter.as_ref(),
        Subjects::About => None,
    }
}

fn exprs(line: &Line) -> impl Iterator<Item = &Expr> {
    std::iter::once(&line.expr).chain(line.readings.iter().map(|r| &r.expr))
}

/// Whom a rule is about; `None` stands for whoever it may be.
fn units(ctx: &Ctx<'_>, rule: &Rule) -> Vec<Option<UnitId>> {
    let units: Vec<Option<UnitId>> = ctx.subjects(rule).into_iter().map(Some).collect();
    if units.is_empty() { vec![None] } else { units }
}

struct Work<'a, 'c> {
    ctx: &'c Ctx<'a>,
    reach: &'c Reach<'a, 'c>,
    rule: &'c Rule,
    units: Vec<Option<UnitId>>,
}

impl Work<'_, '_> {
    fn item(&self, what: Carried) -> &Item {
        match what {
            Carried::Figure(id) => &self.ctx.plan.figure(id).item,
            Carried::Table(id) => &self.ctx.plan.table(id).item,
        }
    }

    /// Rows of a table that nobody hands in.
    fn rows(&self, told: &mut Vec<Carried>, sink: &mut Sink) {
        let Subjects::Rows { table, .. } = &self.rule.subjects else { return };
        let what = Carried::Table(*table);
        if self.reach.carriers(what).is_empty() {
            told.push(what);
            sink.push(self.finding(what, self.rule.item.place("for"), false));
        }
    }

    fn expr(&self, expr: &Expr, told: &mut Vec<Carried>, sink: &mut Sink) {
        for need in needs(expr) {
            if told.contains(&need.what) || is_before_run(self.ctx, need.moved) {
                continue;
            }
            if !self.units.iter().any(|unit| self.reach.need(&need, *unit)) {
                told.push(need.what);
                let elsewhere = need.over.is_none() && self.reach.need(&need, None);
                sink.push(self.finding(need.what, need.span, elsewhere));
            }
        }
    }

    fn finding(&self, what: Carried, at: crate::source::Span, elsewhere: bool) -> Finding {
        let (item, rule) = (named(self.item(what)), named(&self.rule.item));
        let message = unreported(&item, &rule, elsewhere);
        let label = words!("không báo cáo nào có", "no duty carries it");
        self.ctx
            .finding(&UNREPORTED, &self.rule.item, (at, label), message)
            .at(self.item(what).name, declared())
            .help(words!(
                "thêm nó vào `carries` của báo cáo phải có số liệu này, hoặc ghi `carries targets`",
                "add it to the `carries` of the report that should have it, or write `carries targets`"
            ))
    }

    fn grain(&self, line: &Line, told: &mut Vec<Carried>, sink: &mut Sink) {
        // Without a tail it is judged wherever it can be.
        if matches!(line.tail, Tail::None | Tail::Every { step: None, .. }) {
            return;
        }
        let times = self.ctx.times(self.rule, line, line.tail);
        let bare = |n: &Need| n.moved.is_none() && n.of.is_none() && n.over.is_none();
        for need in needs(&line.expr).into_iter().filter(bare) {
            let Carried::Figure(id) = need.what else { continue };
            if told.contains(&need.what) {
                continue;
            }
            let untold = |when: &When| match when {
                When::Period(p) if self.never_told(id, *p) => Some(*p),
                _ => None,
            };
            let missing: Vec<Period> = times.iter().filter_map(untold).collect();
            if let Some(first) = missing.first()
                && missing.len() * 2 > times.len()
            {
                told.push(need.what);
                sink.push(self.coarse(&need, *first));
            }
        }
    }

    fn never_told(&self, id: crate::plan::FigureId, p: Period) -> bool {
        self.units.iter().all(|unit| self.reach.told_at(id, *unit, p) == Some(false))
    }

    fn coarse(&self, need: &Need, period: Period) -> Finding {
        let item = self.item(need.what);
        let message = too_coarse(&named(item), &named(&self.rule.item), period);
        let label = words!("chỉ được báo cáo theo kỳ dài hơn", "reported for longer periods only");
        self.ctx
            .finding(&GRAIN, &self.rule.item, (need.span, label), message)
            .at(item.name, declared())
            .help(words!(
                "xét theo kỳ mà số liệu được báo cáo, hoặc yêu cầu báo cáo theo kỳ ngắn hơn",
                "judge it at the periods that are reported, or ask for reports on shorter ones"
            ))
    }
}

fn declared() -> Words {
    words!("khai báo tại đây", "declared here")
}
