//! Tests for build servers: one suite for each plan, one case for each test.

use std::io::{self, Write};

use crate::render::junit::{Case, Outcome, Suite, write};
use crate::report::Trial;
use crate::value::Lang;

pub(crate) fn render(all: &[Trial], lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let mut suites: Vec<Suite> = Vec::new();
    for trial in all {
        let case = case(trial, lang);
        match suites.iter_mut().find(|suite| suite.name == trial.plan) {
            Some(suite) => suite.cases.push(case),
            None => suites.push(Suite { name: trial.plan.clone(), cases: vec![case] }),
        }
    }
    write(&suites, out)
}

fn case(trial: &Trial, lang: Lang) -> Case {
    let mut failures = trial.failures.iter().map(|words| words.get(lang).to_owned());
    let first = failures.next();
    Case {
        class: trial.plan.clone(),
        name: trial.name.clone(),
        file: Some(trial.file.clone()),
        line: Some(trial.line),
        outcome: first.map(|first| Outcome::Failure(first, failures.collect())),
    }
}
