//! How the rules of a plan ended in one test: targets, limits and checks alike, by rule, unit and time.

use crate::checks::Ctx;
use crate::checks::laws::{Head, Law, LawAt, Verdict};
use crate::checks::rules::{Assessed, Outcome};
use crate::plan::{Plan, RuleId, UnitId, When};
use crate::syntax::tree::{Kind, OutcomeWord};

/// How a rule ends, whatever its kind calls it. In the order in which one tells for several: what fails
/// anywhere fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Came {
    /// Missed, exceeded, broken.
    False,
    DependsOnReading,
    /// Not assessable, could not check.
    Unknown,
    NotYetDue,
    /// Met, kept, holds.
    True,
    NoCases,
}

impl Came {
    pub(super) fn of(word: OutcomeWord) -> Self {
        match word {
            OutcomeWord::Met | OutcomeWord::Holds | OutcomeWord::Kept => Self::True,
            OutcomeWord::Missed | OutcomeWord::Broken | OutcomeWord::Exceeded => Self::False,
            OutcomeWord::DependsOnReading => Self::DependsOnReading,
            OutcomeWord::NoCases => Self::NoCases,
            OutcomeWord::NotYetDue => Self::NotYetDue,
            OutcomeWord::NotAssessable | OutcomeWord::CouldNotCheck => Self::Unknown,
        }
    }

    fn of_outcome(outcome: Outcome) -> Self {
        match outcome {
            Outcome::True => Self::True,
            Outcome::False => Self::False,
            Outcome::NoCases => Self::NoCases,
            Outcome::DependsOnReading => Self::DependsOnReading,
            Outcome::NotYetDue => Self::NotYetDue,
            Outcome::Unknown | Outcome::TerritoryChanged => Self::Unknown,
        }
    }

    fn of_verdict(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Holds => Self::True,
            Verdict::Broken => Self::False,
            Verdict::CannotTell | Verdict::CouldNotCheck => Self::Unknown,
            Verdict::DoesNotApply => Self::NoCases,
        }
    }

    /// As a plan file writes it.
    fn word(self, kind: Kind) -> &'static str {
        match (self, kind) {
            (Self::True, Kind::Check) => "holds",
            (Self::True, Kind::Limit) => "kept",
            (Self::True, _) => "met",
            (Self::False, Kind::Check) => "broken",
            (Self::False, Kind::Limit) => "exceeded",
            (Self::False, _) => "missed",
            (Self::DependsOnReading, _) => "depends on reading",
            (Self::Unknown, Kind::Check | Kind::Limit) => "could not check",
            (Self::Unknown, _) => "not assessable",
            (Self::NotYetDue, _) => "not yet due",
            (Self::NoCases, _) => "no cases",
        }
    }
}

/// One line of a rule for one subject and time.
#[derive(Debug)]
struct One {
    rule: RuleId,
    unit: Option<UnitId>,
    when: When,
    came: Came,
}

/// All of them.
#[derive(Debug)]
pub(super) struct Outcomes(Vec<One>);

/// What the lines of one rule come to at the places that were asked for.
#[derive(Debug)]
pub(super) struct Together {
    /// `None`: it was not judged there.
    pub(super) together: Option<Came>,
    /// `missed for binh_son in 2018`
    pub(super) each: Vec<String>,
}

impl Outcomes {
    pub(super) fn new(ctx: &Ctx<'_>, assessed: &[Assessed], laws: &[(LawAt, Verdict)]) -> Self {
        let rules = assessed.iter().map(|a| One {
            rule: a.rule,
            unit: a.at.unit,
            when: a.at.when,
            came: Came::of_outcome(a.outcome),
        });
        let checks = laws.iter().filter_map(|(at, verdict)| match (at.law, at.head) {
            (Law::Check(rule, _), Head::Subject { unit, when, .. }) => {
                Some(One { rule, unit, when, came: Came::of_verdict(*verdict) })
            }
            _ => None,
        });
        let mut all: Vec<One> = rules.chain(checks).collect();
        all.extend(still_to_come(ctx));
        Self(all)
    }

    /// The outcome of a rule over all places that fit.
    pub(super) fn of(
        &self,
        plan: &Plan,
        rule: &str,
        fits: impl Fn(Option<UnitId>, &String) -> bool,
    ) -> Together {
        let of_rule = self.0.iter().filter(|one| plan.rule(one.rule).item.id == rule);
        let there: Vec<&One> =
            of_rule.filter(|one| fits(one.unit, &plan.when_id(one.when))).collect();
        let mut each: Vec<(Came, String)> = there
            .iter()
            .map(|one| {
                let unit = one.unit.map(|u| format!(" for {}", plan.unit(u).item.id));
                let word = one.came.word(plan.rule(one.rule).item.kind);
                let when = plan.when_id(one.when);
                (one.came, format!("{word}{} in {when}", unit.unwrap_or_default()))
            })
            .collect();
        each.sort();
        let each = each.into_iter().map(|(_, text)| text).collect();
        Together { together: there.iter().map(|one| one.came).min(), each }
    }

    /// Whether each rule was made to pass, and to fail.
    pub(super) fn ends(&self) -> impl Iterator<Item = (RuleId, bool)> {
        let ended = self.0.iter().filter(|one| matches!(one.came, Came::True | Came::False));
        ended.map(|one| (one.rule, one.came == Came::True))
    }
}

/// Checks of times that are not over.
fn still_to_come(ctx: &Ctx<'_>) -> Vec<One> {
    let mut all = Vec::new();
    for (id, rule) in (0..).map(RuleId).zip(&ctx.plan.rules) {
        for line in rule.lines.iter().filter(|_| rule.item.kind == Kind::Check) {
            let times = ctx.judged(rule, line, &line.tail).into_iter();
            let later = times
                .filter(|at| ctx.plan.last_day(at.when).is_some_and(|last| last > ctx.as_of))
                .map(|at| One { rule: id, unit: at.unit, when: at.when, came: Came::NotYetDue });
            all.extend(later);
        }
    }
    all
}
