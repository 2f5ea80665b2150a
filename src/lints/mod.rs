//! Floor 5: plans to findings about the rules themselves. One file for each lint, or for a family that
//! shares its question; the words come first in it. What stops a plan from being understood is said on the
//! floors below.

pub(crate) mod ctx;
pub(crate) mod figures;
pub(crate) mod gaps;
pub(crate) mod papers;
pub(crate) mod reason;
pub(crate) mod time;
pub(crate) mod usage;
mod when;

use rustc_hash::FxHashSet;

use crate::diag::{Code, Finding, Sink};
use crate::report::Cause;
use crate::source::Place;

pub(crate) use ctx::Ctx;

/// One lint: what it may raise, and how.
pub(crate) struct Lint {
    pub(crate) codes: &'static [&'static Code],
    pub(crate) run: Run,
}

/// What a lint needs to know.
pub(crate) enum Run {
    /// One plan, even one with mistakes in it.
    Any(fn(&Ctx<'_>, &mut Sink)),
    /// One plan without mistakes: what is not used, not reported, not said.
    Sound(fn(&Ctx<'_>, &mut Sink)),
    /// All plans side by side.
    Together(fn(&[Ctx<'_>], &mut Sink)),
}

/// Every lint, by theme.
pub(crate) static LINTS: [&[Lint]; 5] =
    [usage::LINTS, time::LINTS, gaps::LINTS, papers::LINTS, figures::LINTS];

/// Every code of a lint.
pub(crate) fn codes() -> impl Iterator<Item = &'static Code> {
    LINTS.into_iter().flatten().flat_map(|lint| lint.codes).chain(reason::CODES).copied()
}

/// What all lints of some plans come to.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) findings: Vec<Finding>,
    /// What could not be decided.
    pub(crate) causes: Vec<Cause>,
}

/// Runs every lint. What several plans say of a library that they share is said once.
pub(crate) fn run(plans: &[Ctx<'_>]) -> Outcome {
    let mut sink = Sink::default();
    for lint in LINTS.into_iter().flatten() {
        match lint.run {
            Run::Any(run) => plans.iter().for_each(|ctx| run(ctx, &mut sink)),
            Run::Sound(run) => plans.iter().filter(|c| c.sound).for_each(|c| run(c, &mut sink)),
            Run::Together(run) => run(plans, &mut sink),
        }
    }
    let causes = reason::run(plans, &mut sink);
    Outcome { findings: once(sink.take()), causes }
}

/// Each finding once: the same words at the same places are one.
pub(crate) fn once(mut findings: Vec<Finding>) -> Vec<Finding> {
    let mut seen: FxHashSet<(&'static str, Vec<Place>, String)> = FxHashSet::default();
    findings.retain(|f| {
        let places = f.labels.iter().map(|l| l.place).collect();
        seen.insert((f.code.name, places, f.message.en.to_string()))
    });
    findings
}
