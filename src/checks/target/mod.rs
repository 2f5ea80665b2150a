//! What the figures come to, held against the targets.

pub(crate) mod aim_missed;
pub(crate) mod depends_on_reading;
pub(crate) mod missed;
pub(crate) mod not_assessable;
pub(crate) mod territory_changed;

use crate::checks::consistency::{check_failed, told};
use crate::checks::rules::{Assessed, measured::measured};
use crate::checks::{Ctx, ledger, name};
use crate::diag::{Code, Finding, Subject};
use crate::plan::{Expr, FigureId};
use crate::value::{Lang, Words, words};

/// The figure that a rule names first, moved in time or not.
fn first_figure(expr: &Expr) -> Option<FigureId> {
    let mut all = Vec::new();
    expr.figures(true, &mut all);
    all.first().copied()
}

/// What the words of an outcome speak of.
pub(crate) struct Spoken<'a> {
    ctx: &'a Ctx<'a>,
    assessed: &'a Assessed,
}

impl<'a> Spoken<'a> {
    pub(crate) fn new(ctx: &'a Ctx<'a>, assessed: &'a Assessed) -> Self {
        Self { ctx, assessed }
    }

    pub(crate) fn label(&self) -> &'a str {
        &self.assessed.rule(self.ctx).item.label
    }

    /// Whom and when, to stand after the name of the rule.
    pub(crate) fn of(&self, l: Lang) -> String {
        let at = &self.assessed.at;
        told::of(self.ctx, at.unit, Some(at.when), at.row, l)
    }

    /// What was measured against what is needed, with a colon before it; or nothing.
    pub(crate) fn measured(&self, l: Lang) -> String {
        let line = self.assessed.line(self.ctx);
        let text = line.and_then(|line| measured(self.ctx, &line.expr, &self.assessed.at.at(), l));
        let told = text.map(|text| ledger::with_figure(self.ctx, self.assessed, &text, l));
        told.unwrap_or_default()
    }

    /// Remarks on how sure the verdict is.
    pub(crate) fn sure(&self, l: Lang) -> String {
        let whichever = match (l, self.assessed.whichever) {
            (_, false) => "",
            (Lang::Vi, true) => {
                " (có số liệu đang nghi sai, nhưng số nào đúng thì kết luận vẫn vậy)"
            }
            (Lang::En, true) => {
                " (a figure is in doubt, but the verdict is the same whichever is right)"
            }
        };
        let estimate = match (l, self.assessed.estimate) {
            (_, false) => "",
            (Lang::Vi, true) => " (theo số ước tính)",
            (Lang::En, true) => " (by estimates)",
        };
        format!("{whichever}{estimate}")
    }

    /// The finding with its places, clause and subject.
    pub(crate) fn finding(
        &self,
        code: &'static Code,
        message: Words,
        help: Words,
    ) -> Option<Finding> {
        let ctx = self.ctx;
        let (line, trace) = (self.assessed.line(ctx)?, self.assessed.trace.as_ref()?);
        let at = &self.assessed.at;
        let finding = ctx.finding(code, &line.item, line.clause, message);
        let finding = check_failed::places(ctx, finding, (at.unit, at.when, at.row), trace);
        let subject = Subject {
            unit: at.unit.map(|u| ctx.plan.unit(u).item.id.clone()),
            period: Some(name::when_id(ctx.plan, at.when)),
            duty: None,
            figure: first_figure(&line.expr).map(|f| ctx.plan.figure(f).item.id.clone()),
        };
        Some(
            finding
                .at(line.clause, words!("quy định tại đây", "required here"))
                .help(help)
                .about(subject),
        )
    }
}

/// The codes of this category.
pub(crate) static CODES: &[&Code] = &[
    &missed::CODE,
    &aim_missed::CODE,
    &depends_on_reading::CODE,
    &not_assessable::CODE,
    &territory_changed::CODE,
];
