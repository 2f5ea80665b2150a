//! Floor 6: plan, dues and facts to findings. One file for each finding, with its words first.
//!
//! Two passes: every check says what it finds; then what follows from another finding is folded under
//! it (`fold`), so that one root cause is one finding.

pub(crate) mod completeness;
pub(crate) mod consistency;
pub(crate) mod limit;
pub(crate) mod target;
pub(crate) mod waiver;

pub(crate) mod cause;
mod fold;
pub(crate) mod laws;
pub(crate) mod ledger;
pub(crate) mod name;
pub(crate) mod rules;
pub(crate) mod when;

use std::cell::{LazyCell, RefCell};
use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::diag::{Clause, Code, Finding, Folded, Sink, Subject};
use crate::dues::{Due, DueId, Dues, Slot};
use crate::eval::Eval;
use crate::facts::{Facts, Filing, FilingId};
use crate::plan::{Duty, Item, Plan, UnitId};
use crate::report::{Cause, Counts, RuleLine};
use crate::source::{FileId, Place, Span};
use crate::syntax::tree::Kind;
use crate::value::{Date, Words};

/// What a finding says of a task that a report is silent about.
pub(crate) const TASK_IS_MISSING: &str = "missing";

/// Everything a check may look at.
#[derive(Debug)]
pub(crate) struct Ctx<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) facts: &'a Facts,
    pub(crate) dues: &'a Dues,
    pub(crate) eval: &'a Eval<'a>,
    pub(crate) as_of: Date,
    /// The folder handed in: the place of what is absent.
    pub(crate) folder: FileId,
    pub(crate) clauses: Clauses,
}

/// The clauses of items that findings rest on, each made once: a country's findings rest on few of them.
pub(crate) type Clauses = RefCell<FxHashMap<(*const Item, Span), Rc<Clause>>>;

impl<'a> Ctx<'a> {
    pub(crate) fn slot(&self, due: &Due) -> &'a Slot {
        self.dues.slot(due.slot)
    }

    pub(crate) fn duty(&self, due: &Due) -> &'a Duty {
        self.plan.duty(self.slot(due).duty)
    }

    /// A finding of an item of the plan: the clause's place as last label, its citation, the severity
    /// that the item asks for, the author's own words in front.
    pub(crate) fn finding(
        &self,
        code: &'static Code,
        item: &'a Item,
        clause: Span,
        message: Words,
    ) -> Finding {
        // Beside `part of … mostly` the author gives the reason for that clause alone.
        let parts = item.clauses.iter().any(|(head, _)| *head == "part of");
        let said =
            item.says.as_ref().filter(|_| !parts || code.name.ends_with("part-exceeds-whole"));
        let message = match said {
            Some(says) => Words {
                vi: format!("lưu ý: {says}; {}", message.vi).into(),
                en: format!("note: {says}; {}", message.en).into(),
            },
            None => message,
        };
        Finding::new(code, message)
            .severity(item.severity_of(code))
            .under(self.clause(item, clause))
    }

    /// The clause of an item as findings show it; `place` is the clause's own.
    pub(crate) fn clause(&self, item: &'a Item, place: Span) -> Rc<Clause> {
        let mut known = self.clauses.borrow_mut();
        let known = known.entry((std::ptr::from_ref(item), place));
        Rc::clone(known.or_insert_with(|| Rc::new(self.plan.clause(item, place))))
    }

    /// Whom and what a due is about.
    pub(crate) fn subject_of(&self, due: &Due) -> Subject {
        let slot = self.slot(due);
        Subject {
            unit: Some(self.plan.unit(due.unit).item.id.clone()),
            period: crate::dues::occasion_id(self.plan, slot.occasion),
            duty: Some(self.duty(due).item.id.clone()),
            figure: None,
        }
    }

    /// Whom and what a filing is about.
    pub(crate) fn subject_of_filing(&self, filing: &Filing) -> Subject {
        let duty = self.facts.duties_of(filing).first();
        Subject {
            unit: Some(self.plan.unit(filing.from).item.id.clone()),
            period: filing.when.map(|w| name::when_id(self.plan, w)),
            duty: duty.map(|d| self.plan.duty(*d).item.id.clone()),
            figure: None,
        }
    }

    /// The dues that a check of completeness speaks of: in scope, with their numbers.
    pub(crate) fn dues_in_scope(&self) -> impl Iterator<Item = (DueId, &'a Due)> + use<'a> {
        let dues = self.dues;
        dues.ids().map(move |id| (id, dues.due(id))).filter(|(_, due)| due.in_scope)
    }

    /// The filing that a due was served by.
    pub(crate) fn filing_of(&self, due: &Due) -> Option<&'a Filing> {
        due.filing.map(|id| self.facts.filing(id))
    }

    /// Filings that count, with their numbers.
    pub(crate) fn filings(&self) -> impl Iterator<Item = (FilingId, &'a Filing)> + use<'a> {
        let facts = self.facts;
        facts.filing_ids().map(move |id| (id, facts.filing(id))).filter(|(_, f)| !f.superseded)
    }

    /// Where something absent was looked for.
    pub(crate) fn absent(&self) -> Place {
        Place::File(self.folder)
    }

    /// The name of a unit on the day of a due or filing.
    pub(crate) fn unit(&self, unit: UnitId, day: Option<Date>) -> &'a str {
        self.plan.unit_name(unit, day.or(Some(self.as_of)))
    }
}

/// One check: what it raises, and how.
pub(crate) struct Check {
    /// The codes it may raise.
    pub(crate) codes: &'static [&'static Code],
    pub(crate) run: fn(&Ctx<'_>, &mut Sink),
}

/// What all checks of one plan come to.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) counts: Counts,
    pub(crate) rules: Vec<RuleLine>,
    pub(crate) causes: Vec<Cause>,
    /// Every outcome of every limit and target.
    pub(crate) assessed: Vec<rules::Assessed>,
}

/// Runs every check, then folds what follows under what it follows from.
///
/// `findings` are those of the data so far, to fold under; what the checks find is added to them.
pub(crate) fn run(ctx: &Ctx<'_>, findings: &mut Vec<Finding>) -> Outcome {
    let mut sink = Sink::after(std::mem::take(findings));
    for check in completeness::CHECKS.iter().chain(consistency::CHECKS) {
        (check.run)(ctx, &mut sink);
    }
    *findings = sink.take();
    let judged = laws::run(ctx);
    let doubts = rules::Doubts::new(ctx.facts, &judged.broken);
    let assessed = rules::run(ctx, &doubts);
    let mut held_up = judged.held_up;
    let mut counts = Counts {
        owed: ledger::owed(ctx),
        figures: ledger::figures(ctx),
        laws: judged.counts,
        ..Counts::default()
    };
    ledger::rules(ctx, &assessed, &mut counts);
    fold::laws(ctx, judged.broken, findings);
    for cause in assessed.iter().filter_map(rules::Assessed::unknown_for) {
        *held_up.entry(cause).or_default() += 1;
    }
    outcomes(ctx, &assessed, findings);
    waiver::apply(ctx, findings);
    let (rules, causes) = (ledger::lines(ctx, &assessed), ledger::causes(ctx, &held_up));
    Outcome { counts, rules, causes, assessed }
}

/// The findings of the outcomes: of their own, or folded under their cause.
fn outcomes(ctx: &Ctx<'_>, assessed: &[rules::Assessed], findings: &mut Vec<Finding>) {
    let (unknown, known): (Vec<_>, Vec<_>) =
        assessed.iter().partition(|a| a.unknown_for().is_some());
    let roots = LazyCell::new(|| fold::Roots::new(findings));
    let root = |a: &rules::Assessed| roots.of_cause(ctx, &a.unknown_for()?);
    let told = unknown.into_iter().filter_map(|a| Some((one_outcome(ctx, a)?, root(a))));
    let told: Vec<(Finding, Option<usize>)> = told.collect();
    for (finding, root) in told {
        match root.and_then(|n| findings.get_mut(n)) {
            Some(root) => {
                root.because.push(Folded { code: finding.code, subject: finding.subject });
            }
            None => findings.push(finding),
        }
    }
    findings.extend(known.into_iter().filter_map(|a| one_outcome(ctx, a)));
}

fn one_outcome(ctx: &Ctx<'_>, a: &rules::Assessed) -> Option<Finding> {
    match a.outcome {
        rules::Outcome::False if a.rule(ctx).item.kind == Kind::Limit => {
            limit::exceeded::finding(ctx, a)
        }
        rules::Outcome::False => target::missed::finding(ctx, a),
        rules::Outcome::True if a.aim_missed => target::aim_missed::finding(ctx, a),
        rules::Outcome::DependsOnReading => target::depends_on_reading::finding(ctx, a),
        rules::Outcome::TerritoryChanged => target::territory_changed::finding(ctx, a),
        rules::Outcome::Unknown => target::not_assessable::finding(ctx, a),
        rules::Outcome::True | rules::Outcome::NoCases | rules::Outcome::NotYetDue => None,
    }
}
