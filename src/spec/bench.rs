//! One plan, tried with one small submission after another, by the same steps as `check`.

use crate::checks::{self, Ctx, laws};
use crate::diag::{Finding, Severity, Sink};
use crate::dues;
use crate::eval::Eval;
use crate::facts;
use crate::pipeline;
use crate::plan::{Lookup, Plan};
use crate::report::Untried;
use crate::source::{FileId, Files};
use crate::spec::case::Case;
use crate::spec::coverage::Coverage;
use crate::spec::given::Filer;
use crate::spec::outcomes::Outcomes;
use crate::value::{Date, Holidays, Lang, Words};

/// A plan on the bench.
#[derive(Debug)]
pub(super) struct Bench<'h> {
    pub(super) id: String,
    /// Away while a test is run.
    plan: Option<Plan>,
    lookup: Lookup,
    holidays: &'h Holidays,
    coverage: Coverage,
}

impl<'h> Bench<'h> {
    pub(super) fn new(plan: Plan, holidays: &'h Holidays) -> Self {
        let lookup = Lookup::new(&plan);
        let coverage = Coverage::default();
        Self { id: plan.item.id.clone(), plan: Some(plan), lookup, holidays, coverage }
    }

    /// Reads something by the names of the plan.
    pub(super) fn understand<T>(
        &self,
        read: impl FnOnce(&Plan, &Lookup) -> Result<T, Words>,
    ) -> Result<T, Words> {
        match &self.plan {
            Some(plan) => read(plan, &self.lookup),
            None => Err(Words::default()),
        }
    }

    /// Runs one test: what came otherwise than expected.
    pub(super) fn run(&mut self, case: &Case, files: &mut Files) -> Vec<Words> {
        let mut failures = case.faults.clone();
        let Some(as_of) = case.as_of.filter(|_| failures.is_empty()) else { return failures };
        let Some(plan) = self.plan.take() else { return failures };
        let mut sink = Sink::default();
        let mut papers = self.papers(&plan, (case, as_of), files, &mut failures);
        papers.extend(kept(case, files));
        let data = facts::open_with(case.folder.as_deref(), papers, files, &mut sink);
        let held = pipeline::held((plan, &self.lookup), &data, as_of, self.holidays, &mut sink);
        let eval = Eval::new(&held.plan, &held.facts, &held.rows);
        let (plan, facts, dues) = (&held.plan, &held.facts, &held.dues);
        let folder = files.folder(&case.name);
        let ctx = Ctx {
            plan,
            facts,
            dues,
            eval: &eval,
            as_of,
            folder,
            clauses: checks::Clauses::default(),
        };
        let mut findings = sink.take();
        let judged = checks::run(&ctx, &mut findings);
        let verdicts = laws::verdicts(&ctx);
        let outcomes = Outcomes::new(&ctx, &judged.assessed, &verdicts);
        self.coverage.note(&ctx, &outcomes, &verdicts);
        let all = case.expects.iter().filter_map(|e| e.judge(&ctx, &findings, &outcomes));
        failures.extend(all);
        let strange = findings.iter().filter(|f| is_strange(plan, case, f));
        failures.extend(strange.map(unexpected));
        self.plan = Some(held.plan);
        failures
    }

    /// What the test gives, as files.
    fn papers(
        &self,
        plan: &Plan,
        (case, as_of): (&Case, Date),
        files: &mut Files,
        failures: &mut Vec<Words>,
    ) -> Vec<(FileId, Vec<u8>)> {
        if case.given.is_empty() {
            return Vec::new();
        }
        // The due days may hang on events that the data tell of; what they say is told in the run itself.
        let mut unheard = Sink::default();
        let data = facts::open_with(case.folder.as_deref(), kept(case, files), files, &mut unheard);
        let facts = facts::bind(&[(plan, &self.lookup)], &data, &mut unheard);
        let facts = facts.into_iter().next().unwrap_or_default();
        let dues = dues::expand(plan, &facts, as_of, self.holidays);
        let filer = Filer { plan, dues: &dues, files, as_of };
        let mut texts = Vec::new();
        for given in &case.given {
            match filer.files(given) {
                Ok(all) => texts.extend(all),
                Err(fault) => failures.push(fault),
            }
        }
        let kept = texts.into_iter().enumerate().map(|(number, text)| {
            let name = format!("{}: given {}", case.name, number + 1);
            (files.keep(&name, text.clone()), text.into_bytes())
        });
        kept.collect()
    }

    /// Rules that the tests so far did not try both ways.
    pub(super) fn untried(&self) -> Vec<Untried> {
        self.plan.as_ref().map(|plan| self.coverage.untried(plan)).unwrap_or_default()
    }
}

/// Data of the test that stand in no folder.
fn kept(case: &Case, files: &mut Files) -> Vec<(FileId, Vec<u8>)> {
    let keep = |(name, text): &(String, String)| {
        (files.keep(name, text.clone()), text.clone().into_bytes())
    };
    case.kept.iter().map(keep).collect()
}

/// What a test leaves out, since it gives what it is about.
const LEFT_OUT: [&str; 3] =
    ["completeness/missing-report", "completeness/missing-document", "completeness/missing-figure"];

/// A finding at error that no expectation names, of what is there.
fn is_strange(plan: &Plan, case: &Case, finding: &Finding) -> bool {
    finding.severity == Severity::Error
        && finding.waived.is_none()
        && !LEFT_OUT.contains(&finding.code.name)
        && !case.expects.iter().any(|expect| expect.names(plan, finding))
}

fn unexpected(finding: &Finding) -> Words {
    let (code, message) = (finding.code.name, &finding.message);
    Words::new(|l| {
        let message = message.get(l);
        match l {
            Lang::Vi => format!("lỗi `{code}` mà không `expect` nào nêu: {message}"),
            Lang::En => format!("error `{code}` that no `expect` names: {message}"),
        }
    })
}
