//! Floor 10: the tests of plans: the `test` items of plan files, and folders with an `expect.toml`. Each is
//! a small submission, held against its plan the way `check` does it.

mod bench;
mod case;
mod coverage;
mod expect;
mod folder;
mod given;
pub(crate) mod mutate;
mod outcomes;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::builtin;
use crate::diag::{Finding, Severity, Sink};
use crate::error::Error;
use crate::plan::Plan;
use crate::report::{Trial, Untried};
use crate::rulebook::{self, Root};
use crate::source::{Files, Lines, Span};
use crate::spec::bench::Bench;
use crate::spec::case::Case;
use crate::value::{Holidays, Words};

/// What the tests came to.
#[derive(Debug, Default)]
pub(crate) struct Tried {
    pub(crate) trials: Vec<Trial>,
    /// Rules that no test makes pass, or none makes fail.
    pub(crate) untried: Vec<Untried>,
    /// What is wrong in the plans themselves.
    pub(crate) mistakes: Vec<Finding>,
    pub(crate) files: Files,
}

impl Tried {
    pub(crate) fn passes(&self) -> bool {
        self.mistakes.is_empty() && self.trials.iter().all(Trial::passes)
    }
}

/// Runs the tests of some files and folders; without any, those of the built-in plans.
pub(crate) fn run(paths: &[PathBuf]) -> Result<Tried, Error> {
    let mut work = Work {
        tried: Tried::default(),
        holidays: Holidays::parse(builtin::HOLIDAYS),
        seen: BTreeSet::new(),
    };
    let Found { roots, folders } = found(paths)?;
    work.plans(&roots);
    for folder in folders {
        work.folder(&folder);
    }
    Ok(work.tried)
}

/// What there is to test.
#[derive(Debug, Default)]
struct Found {
    roots: Vec<Root>,
    folders: Vec<PathBuf>,
}

/// The plans and test folders of some paths; without any, the built-in plans.
fn found(paths: &[PathBuf]) -> Result<Found, Error> {
    let mut all = Found::default();
    if paths.is_empty() {
        all.roots = rulebook::roots(&[], false)?;
    }
    for path in paths {
        let folders = folder::all(path);
        if !folder::is_named(path) {
            match rulebook::roots(std::slice::from_ref(path), true) {
                Ok(roots) => all.roots.extend(roots),
                // No plan, and yet something to test.
                Err(Error::Rules(_)) if !folders.is_empty() => {}
                Err(error) => return Err(error),
            }
        }
        all.folders.extend(folders);
    }
    Ok(all)
}

struct Work {
    tried: Tried,
    holidays: Holidays,
    /// Tests of libraries run once, by file and name.
    seen: BTreeSet<(String, String)>,
}

impl Work {
    fn plans(&mut self, roots: &[Root]) {
        for root in roots {
            if let Some(plan) = self.load(root) {
                self.plan(root, plan);
            }
        }
    }

    /// The plan, with what is wrong in it noted.
    fn load(&mut self, root: &Root) -> Option<Plan> {
        let mut sink = Sink::default();
        let plan = root.load(&[], &mut self.tried.files, &mut sink);
        let errors = sink.take().into_iter().filter(|f| f.severity == Severity::Error);
        self.tried.mistakes.extend(errors);
        plan
    }

    fn plan(&mut self, root: &Root, plan: Plan) {
        let tests = plan.tests.clone();
        let mut bench = Bench::new(plan, &self.holidays);
        for test in &tests {
            let file = root.path_of(self.tried.files.name(test.name.span.file));
            if !self.seen.insert((file.clone(), test.name.text.clone())) {
                continue;
            }
            let files = &mut self.tried.files;
            let case = Case::of_item(test, &bench, root, files);
            let failures = bench.run(&case, files);
            let label = test.label.as_ref().map_or("", |label| &label.text);
            self.tried.trials.push(Trial {
                plan: bench.id.clone(),
                name: test.name.text.clone(),
                label: label.to_owned(),
                line: line_of(test.name.span, files),
                file,
                failures,
            });
        }
        self.tried.untried.extend(bench.untried());
    }

    fn folder(&mut self, folder: &Path) {
        let mut trial = Trial {
            plan: String::new(),
            name: folder.to_string_lossy().into_owned(),
            label: String::new(),
            file: folder.join(folder::NAME).to_string_lossy().into_owned(),
            line: 1,
            failures: Vec::new(),
        };
        if let Err(fault) = self.try_folder(folder, &mut trial) {
            trial.failures.push(fault);
        }
        self.tried.trials.push(trial);
    }

    fn try_folder(&mut self, folder: &Path, trial: &mut Trial) -> Result<(), Words> {
        let asked = folder::read(folder, &mut self.tried.files)?;
        trial.label.clone_from(&asked.why);
        let root = asked.root(folder)?;
        let Some(plan) = self.load(&root) else { return Err(folder::no_plan()) };
        trial.plan.clone_from(&plan.item.id);
        let mut bench = Bench::new(plan, &self.holidays);
        let case = asked.case(&bench, folder)?;
        trial.failures = bench.run(&case, &mut self.tried.files);
        Ok(())
    }
}

fn line_of(span: Span, files: &Files) -> usize {
    Lines::new(files.kept(span.file)).at(span.start as usize).line
}
