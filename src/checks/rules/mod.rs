//! Limits and targets: one outcome for each line, subject and period, by part 7 of the reference.

mod assess;
mod doubt;
pub(crate) mod measured;

use crate::checks::Ctx;
use crate::checks::when::Judged;
use crate::eval::{Cause, Trace};
use crate::plan::{Line, Rule, RuleId};
use crate::syntax::tree::Kind;

pub(crate) use assess::{assess, readings};
pub(crate) use doubt::Doubts;

/// How a line of a limit or target ends for one subject and period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Met, kept.
    True,
    /// Missed, exceeded.
    False,
    /// 0 of 0.
    NoCases,
    DependsOnReading,
    NotYetDue,
    /// Not assessable, could not check.
    Unknown,
    /// The unit or its members are not the same on the days compared.
    TerritoryChanged,
}

impl Outcome {
    fn is_known(self) -> bool {
        !matches!(self, Self::Unknown | Self::NotYetDue | Self::TerritoryChanged)
    }
}

/// One outcome, with what words need.
#[derive(Debug)]
pub(crate) struct Assessed {
    pub(crate) rule: RuleId,
    pub(crate) line: usize,
    pub(crate) at: Judged,
    pub(crate) outcome: Outcome,
    /// The lower end of a range is reached, the upper is not.
    pub(crate) aim_missed: bool,
    /// A figure is in doubt, and the verdict is the same whichever is right.
    pub(crate) whichever: bool,
    /// Only an estimate.
    pub(crate) estimate: bool,
    /// Why it is not known.
    pub(crate) cause: Option<Cause>,
    /// The figures it was made of, where there is something to tell.
    pub(crate) trace: Option<Box<Trace>>,
}

impl Assessed {
    pub(crate) fn rule<'a>(&self, ctx: &Ctx<'a>) -> &'a Rule {
        ctx.plan.rule(self.rule)
    }

    pub(crate) fn line<'a>(&self, ctx: &Ctx<'a>) -> Option<&'a Line> {
        self.rule(ctx).lines.get(self.line)
    }

    /// Why it is not known, if that is what came out.
    pub(crate) fn unknown_for(&self) -> Option<Cause> {
        self.cause.filter(|_| self.outcome == Outcome::Unknown)
    }
}

/// Every outcome of every limit and target, in order.
pub(crate) fn run(ctx: &Ctx<'_>, doubts: &Doubts) -> Vec<Assessed> {
    let (mut out, mut trace) = (Vec::new(), Trace::default());
    for (id, rule) in (0..).map(RuleId).zip(&ctx.plan.rules) {
        if rule.item.kind == Kind::Check {
            continue;
        }
        for (n, line) in rule.lines.iter().enumerate() {
            for at in ctx.judged(rule, line, &line.tail) {
                out.push(assess(ctx, doubts, (id, n), (line, at), &mut trace));
            }
        }
    }
    // One paper does not hold what most of them need.
    out.retain(|a| !ctx.facts.scope.alone || a.outcome.is_known());
    out
}
