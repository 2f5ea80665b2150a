//! Floor 6: what a run comes to: findings in their order, ledgers, the worst of them.

mod level;
mod mutant;
mod trial;

use crate::diag::{Finding, Severity};
use crate::source::{FileId, Files, Place};
use crate::value::{Date, Words};

pub(crate) use level::{Glob, Level, MISSED};
pub(crate) use mutant::{Change, Mutants, Survivor, are_few};
pub(crate) use trial::{Trial, Untried};

/// The ledger of what is owed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Owed {
    pub(crate) on_time: usize,
    pub(crate) late: usize,
    pub(crate) extended: usize,
    pub(crate) nil: usize,
    pub(crate) missing: usize,
    pub(crate) open: usize,
    pub(crate) not_yet_due: usize,
    /// Received, not owed.
    pub(crate) beyond: usize,
    pub(crate) no_bearer: usize,
    pub(crate) outside_scope: usize,
}

/// The ledger of figures.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Figures {
    pub(crate) present: usize,
    pub(crate) missing: usize,
    pub(crate) not_applicable: usize,
}

/// The ledger of laws.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Laws {
    pub(crate) holds: usize,
    pub(crate) broken: usize,
    pub(crate) cannot_tell: usize,
    pub(crate) could_not_check: usize,
    pub(crate) does_not_apply: usize,
}

/// The ledger of limits: one outcome for each subject and period.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Limits {
    pub(crate) kept: usize,
    pub(crate) exceeded: usize,
    pub(crate) no_cases: usize,
    pub(crate) depends_on_reading: usize,
    pub(crate) not_yet_due: usize,
    pub(crate) could_not_check: usize,
}

/// The ledger of targets: one outcome for each subject and period.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Targets {
    pub(crate) met: usize,
    pub(crate) missed: usize,
    pub(crate) no_cases: usize,
    pub(crate) depends_on_reading: usize,
    pub(crate) not_yet_due: usize,
    pub(crate) not_assessable: usize,
}

/// All ledgers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) owed: Owed,
    pub(crate) figures: Figures,
    pub(crate) laws: Laws,
    pub(crate) limits: Limits,
    pub(crate) targets: Targets,
}

/// Adds ledgers entry by entry.
macro_rules! add {
    ($to:expr, $from:expr, $($ledger:ident { $($entry:ident),* }),*) => {
        $($( $to.$ledger.$entry += $from.$ledger.$entry; )*)*
    };
}

impl Counts {
    /// Takes in the ledgers of another plan.
    pub(crate) fn add(&mut self, o: &Self) {
        add!(
            self,
            o,
            owed {
                on_time,
                late,
                extended,
                nil,
                missing,
                open,
                not_yet_due,
                beyond,
                no_bearer,
                outside_scope
            },
            figures { present, missing, not_applicable },
            laws { holds, broken, cannot_tell, could_not_check, does_not_apply },
            limits { kept, exceeded, no_cases, depends_on_reading, not_yet_due, could_not_check },
            targets { met, missed, no_cases, depends_on_reading, not_yet_due, not_assessable }
        );
    }

    /// What could not be judged, of laws, limits and targets: what `--deny unchecked` refuses.
    pub(crate) fn unchecked(&self) -> usize {
        self.laws.cannot_tell
            + self.laws.could_not_check
            + self.limits.could_not_check
            + self.targets.not_assessable
    }
}

/// A plan as the report names it.
#[derive(Debug, Clone)]
pub(crate) struct PlanRef {
    pub(crate) id: String,
    pub(crate) number: Option<String>,
    pub(crate) label: String,
    pub(crate) file: FileId,
}

/// One line of the ledger of targets and limits: a rule at a period, over its subjects.
#[derive(Debug, Clone)]
pub(crate) struct RuleLine {
    /// `target`, `limit`
    pub(crate) kind: &'static str,
    pub(crate) id: String,
    pub(crate) label: String,
    /// The period it was judged at, in words.
    pub(crate) period: Words,
    /// `9/17 đạt`, `met`, `not assessable: …`
    pub(crate) outcome: Words,
}

/// A cause for which something could not be checked, with how many laws, limits and targets it holds up.
#[derive(Debug, Clone)]
pub(crate) struct Cause {
    pub(crate) text: Words,
    pub(crate) held_up: usize,
}

/// A file that was read, with its sum, where sums were asked for and it could be read again.
#[derive(Debug, Clone)]
pub(crate) struct Input {
    pub(crate) file: FileId,
    pub(crate) sha256: Option<String>,
}

/// What was looked into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Job {
    /// What was handed in, against its plan.
    #[default]
    Check,
    /// The plans themselves.
    Lint,
}

/// What a baseline made of the findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Baseline {
    /// Findings that it knows.
    pub(crate) known: usize,
    /// Entries of it that nothing matches any more.
    pub(crate) gone: usize,
}

/// The outcome of a run. Renderers read it and decide nothing.
#[derive(Debug)]
pub(crate) struct Report {
    pub(crate) job: Job,
    pub(crate) as_of: Date,
    pub(crate) plans: Vec<PlanRef>,
    /// By name; empty unless their sums were asked for.
    pub(crate) inputs: Vec<Input>,
    pub(crate) findings: Vec<Finding>,
    pub(crate) counts: Counts,
    /// What the run ends with, as far as it is decided.
    pub(crate) exit: u8,
    pub(crate) rules: Vec<RuleLine>,
    pub(crate) causes: Vec<Cause>,
    pub(crate) baseline: Option<Baseline>,
    /// The configuration that it was made by, from the folder checked: `../soat.toml`.
    pub(crate) config: Option<String>,
}

impl Report {
    /// Findings alone: what was found before anything could be judged.
    pub(crate) fn of(as_of: Date, findings: Vec<Finding>) -> Self {
        Self {
            job: Job::Check,
            as_of,
            plans: Vec::new(),
            inputs: Vec::new(),
            findings,
            counts: Counts::default(),
            exit: 0,
            rules: Vec::new(),
            causes: Vec::new(),
            baseline: None,
            config: None,
        }
    }

    /// Puts the findings in their order: by file name, place, code, subject.
    pub(crate) fn sort(&mut self, files: &Files) {
        let key = |f: &'_ Finding| {
            let place = f.labels.first().map(|l| l.place);
            (place.map(|p| files.name(p.file())), place.map(Place::start), f.code.name)
        };
        // A finding is large: while they are sorted their numbers are moved about, and they themselves after it.
        let mut order: Vec<_> =
            self.findings.iter().enumerate().map(|(at, f)| (key(f), at, f)).collect();
        order.sort_by(|(a_key, _, a), (b_key, _, b)| {
            let rest = || (&a.subject, a.message.sorted()).cmp(&(&b.subject, b.message.sorted()));
            a_key.cmp(b_key).then_with(rest)
        });
        let order = order.into_iter().map(|(_, at, _)| at).collect();
        arrange(&mut self.findings, order);
    }

    /// How many findings count and are of that severity.
    pub(crate) fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|f| f.severity == severity && f.counts()).count()
    }

    /// Whether something stands at or above `level`. The order is error, warning, missed, note.
    pub(crate) fn fails(&self, level: Severity) -> bool {
        self.findings.iter().any(|f| f.severity <= level && f.counts())
    }

    /// The findings that a reader is shown: all but those that the baseline knows, which are only counted.
    pub(crate) fn shown(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|f| !f.known)
    }
}

/// Puts at each place what stood at the place that `order` names, with no room for a second of all.
#[expect(clippy::indexing_slicing, reason = "an order names each place once")]
fn arrange<T>(all: &mut [T], mut order: Vec<usize>) {
    for to in 0..order.len() {
        let mut from = order[to];
        // What stood at an earlier place went where that one's own came from.
        while from < to {
            from = order[from];
        }
        order[to] = from;
        all.swap(to, from);
    }
}
