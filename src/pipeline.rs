//! Floor 9: the chain from files to a report. `check` is the main job, `lint` looks at the rules alone;
//! `why` and `show` stop on the way.

use std::path::PathBuf;

use crate::checks::{self, Ctx};
use crate::diag::{Finding, Severity, Sink};
use crate::dues::{self, Dues};
use crate::error::Error;
use crate::eval::{Eval, RowIndex};
use crate::facts::{self, Facts};
use crate::lints;
use crate::local::Local;
use crate::plan::{Lookup, Plan};
use crate::report::{Job, PlanRef, Report};
use crate::rulebook::{self, Root};
use crate::source::{FileId, Files, disk};
use crate::table;
use crate::value::{Date, Holidays};

/// What is read.
#[derive(Debug, Clone, Default)]
pub(crate) struct Inputs {
    /// The folder that was handed in.
    pub(crate) submission: PathBuf,
    /// One report, in place of the folder.
    pub(crate) paper: Option<Vec<u8>>,
    /// Plan files, or folders of them; none: the built-in ones.
    pub(crate) rules: Vec<PathBuf>,
    /// The id or number of the plan that is meant.
    pub(crate) plan: Option<String>,
    /// Files with an `amend`, laid over the plan.
    pub(crate) overlays: Vec<PathBuf>,
    /// What the place itself sets.
    pub(crate) local: Local,
}

/// How it is judged.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Options {
    /// `None`: the manifest's day, else today.
    pub(crate) as_of: Option<Date>,
    pub(crate) today: Date,
}

/// What a long run is busy with.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Step<'a> {
    Listing,
    /// So many files.
    Reading(usize),
    /// Against the plan of this name.
    Checking(&'a str),
}

/// Hears what a run is busy with.
pub(crate) type Tell<'a> = &'a mut dyn FnMut(Step<'_>);

/// A plan with all that was handed in for it.
#[derive(Debug)]
pub(crate) struct Held {
    pub(crate) plan: Plan,
    pub(crate) facts: Facts,
    pub(crate) dues: Dues,
    pub(crate) rows: RowIndex,
}

/// Everything that checks read.
#[derive(Debug)]
pub(crate) struct Opened {
    pub(crate) files: Files,
    /// The folder handed in.
    pub(crate) folder: FileId,
    pub(crate) held: Vec<Held>,
    pub(crate) as_of: Date,
    /// What the rules and the data had to say on the way.
    sink: Sink,
}

impl Opened {
    /// What a check may look at, for one plan.
    pub(crate) fn ctx<'a>(&self, held: &'a Held, eval: &'a Eval<'a>) -> Ctx<'a> {
        Ctx {
            plan: &held.plan,
            facts: &held.facts,
            dues: &held.dues,
            eval,
            as_of: self.as_of,
            folder: self.folder,
            clauses: checks::Clauses::default(),
        }
    }
}

/// Reads the rules and the submission, and says which filing serves which due.
pub(crate) fn open(inputs: &Inputs, options: Options, tell: Tell<'_>) -> Result<Opened, Error> {
    tell(Step::Listing);
    let (mut files, mut sink) = (Files::default(), Sink::default());
    let (folder, data) = handed_in(inputs, &mut files, &mut sink)?;
    let as_of = options.as_of.or(data.manifest.as_of.map(|(day, _)| day)).unwrap_or(options.today);
    let plans = plans((inputs, options), &data, &mut files, &mut sink)?;
    let lookups: Vec<Lookup> = plans.iter().map(Lookup::new).collect();
    let pairs: Vec<(&Plan, &Lookup)> = plans.iter().zip(&lookups).collect();
    tell(Step::Reading(data.files()));
    let all = facts::bind(&pairs, &data, &mut sink);
    let holidays = &inputs.local.holidays;
    let held = plans.into_iter().zip(all).map(|(plan, facts)| hold(plan, facts, as_of, holidays));
    Ok(Opened { held: held.collect(), files, folder, as_of, sink })
}

/// The name of the folder, and what it holds; or a paper in its place.
fn handed_in(
    inputs: &Inputs,
    files: &mut Files,
    sink: &mut Sink,
) -> Result<(FileId, facts::Data), Error> {
    if let Some(paper) = &inputs.paper {
        let file = files.keep("stdin", String::from_utf8_lossy(paper).into_owned());
        return Ok((file, facts::alone(file, paper.clone())));
    }
    if !disk::is_folder(&inputs.submission) {
        let why = "không phải thư mục / not a folder".to_owned();
        return Err(Error::Unreadable { path: inputs.submission.clone(), why });
    }
    let folder = files.folder(&inputs.submission.to_string_lossy());
    files.lie(folder, |_| Some(inputs.submission.clone()));
    Ok((folder, facts::open(&inputs.submission, files, sink)))
}

/// One plan with what is at hand for it.
pub(crate) fn held(
    (plan, lookup): (Plan, &Lookup),
    data: &facts::Data,
    as_of: Date,
    holidays: &Holidays,
    sink: &mut Sink,
) -> Held {
    let facts = facts::bind(&[(&plan, lookup)], data, sink).pop().unwrap_or_default();
    hold(plan, facts, as_of, holidays)
}

fn hold(plan: Plan, mut facts: Facts, as_of: Date, holidays: &Holidays) -> Held {
    let mut dues = dues::expand(&plan, &facts, as_of, holidays);
    dues.serve(&plan, &mut facts);
    dues.file_nil(&plan, &mut facts);
    facts.settle(&plan);
    dues.judge(&plan, &facts, as_of);
    let rows = RowIndex::new(&plan, &facts, &dues);
    Held { plan, facts, dues, rows }
}

/// The plans that are meant: by the command line, else by the manifest, else all that the rules hold.
fn plans(
    (inputs, options): (&Inputs, Options),
    data: &facts::Data,
    files: &mut Files,
    sink: &mut Sink,
) -> Result<Vec<Plan>, Error> {
    let roots = rulebook::roots(&inputs.rules, inputs.plan.is_some())?;
    let named = data.manifest.plan.as_ref().map(|p| p.text.as_str());
    // One plan given by its file needs no name.
    let wanted =
        inputs.plan.as_deref().or(named.filter(|_| inputs.rules.is_empty() || roots.len() > 1));
    let roots = match wanted {
        None if inputs.paper.is_some() => that_know(&roots, data, options.today)?,
        None if inputs.rules.is_empty() => return Err(Error::Usage(rulebook::which(&roots))),
        _ => rulebook::named(roots, wanted)?,
    };
    let plans = roots.iter().filter_map(|r| r.load(&inputs.overlays, files, sink));
    Ok(plans.map(|plan| inputs.local.dated(plan)).collect())
}

/// The one plan that knows the sender, the kind and the period of a paper: two such plans are as bad as none,
/// since nobody is there to choose. For what cannot be read at all any plan will do.
fn that_know(roots: &[Root], data: &facts::Data, today: Date) -> Result<Vec<Root>, Error> {
    let holidays = Holidays::default();
    let mut known = Vec::new();
    for root in roots {
        let (mut files, mut sink) = (Files::default(), Sink::default());
        let Some(plan) = root.load(&[], &mut files, &mut sink) else { continue };
        let (lookup, mut sink) = (Lookup::new(&plan), Sink::default());
        let held = held((plan, &lookup), data, today, &holidays, &mut sink);
        let unread = sink.findings().iter().any(|f| table::CODES.contains(&f.code));
        if unread {
            return Ok(vec![root.clone()]);
        }
        if held.dues.all.iter().any(|due| due.filing.is_some()) {
            known.push(root.clone());
        }
    }
    if known.len() == 1 {
        Ok(known)
    } else {
        Err(Error::Usage(rulebook::which_knows(&known, roots)))
    }
}

/// Checks a submission against its plan.
pub(crate) fn check(
    inputs: &Inputs,
    options: Options,
    tell: Tell<'_>,
) -> Result<(Report, Files), Error> {
    let mut opened = open(inputs, options, tell)?;
    let mut findings = std::mem::take(&mut opened.sink).take();
    findings.retain(concerns_data);
    let mut report = Report::of(opened.as_of, findings);
    for held in &opened.held {
        tell(Step::Checking(held.plan.number.as_deref().unwrap_or(&held.plan.item.label)));
        let eval = Eval::new(&held.plan, &held.facts, &held.rows);
        let outcome = checks::run(&opened.ctx(held, &eval), &mut report.findings);
        report.plans.push(plan_ref(&held.plan));
        report.counts.add(&outcome.counts);
        report.rules.extend(outcome.rules);
        report.causes.extend(outcome.causes);
    }
    let plans: Vec<&Plan> = opened.held.iter().map(|held| &held.plan).collect();
    inputs.local.judge(&mut report, &opened.files, &plans)?;
    // A country's figures are let go before their findings are put in order and written.
    let Opened { files, held, .. } = opened;
    drop(held);
    report.sort(&files);
    Ok((report, files))
}

/// A doubt about the rules is for `lint`; only what keeps a rule from being run stands beside the data.
fn concerns_data(finding: &Finding) -> bool {
    finding.severity == Severity::Error || !finding.code.name.starts_with("rule/")
}

const WHICH_OVERLAID: &str =
    "với --overlay hãy nêu một tệp kế hoạch / with --overlay name one plan file";

/// Looks into plans by themselves.
pub(crate) fn lint(
    rules: &[PathBuf],
    overlays: &[PathBuf],
    local: &Local,
    today: Date,
) -> Result<(Report, Files), Error> {
    let (mut files, mut findings, mut plans) = (Files::default(), Vec::new(), Vec::new());
    let roots = rulebook::roots(rules, false)?;
    if !overlays.is_empty() && roots.len() != 1 {
        return Err(Error::Usage(WHICH_OVERLAID.to_owned()));
    }
    for root in roots {
        let mut sink = Sink::default();
        let plan = root.load(overlays, &mut files, &mut sink).map(|plan| local.dated(plan));
        // The same file named twice is one plan.
        let known = |plan: &Plan| plans.iter().any(|(p, _): &(Plan, bool)| p.file == plan.file);
        let new = plan.filter(|plan| !known(plan));
        plans.extend(new.map(|plan| (plan, sink.findings().iter().all(leaves_nothing_out))));
        findings.extend(sink.take());
    }
    let all: Vec<lints::Ctx<'_>> = plans
        .iter()
        .map(|(plan, sound)| lints::Ctx::new(plan, &files, *sound, &local.holidays))
        .collect();
    let outcome = lints::run(&all);
    findings.extend(outcome.findings);
    let mut report = Report { job: Job::Lint, ..Report::of(today, lints::once(findings)) };
    report.plans = plans.iter().map(|(plan, _)| plan_ref(plan)).collect();
    report.causes = outcome.causes;
    local.judge(&mut report, &files, &plans.iter().map(|(plan, _)| plan).collect::<Vec<_>>())?;
    report.sort(&files);
    Ok((report, files))
}

/// Whether the plan is whole in spite of what was found in its files.
fn leaves_nothing_out(finding: &Finding) -> bool {
    finding.severity != Severity::Error || finding.code == &crate::plan::codes::empty::EMPTY_GROUP
}

fn plan_ref(plan: &Plan) -> PlanRef {
    PlanRef {
        id: plan.item.id.clone(),
        number: plan.number.clone(),
        label: plan.item.label.clone(),
        file: plan.file,
    }
}
