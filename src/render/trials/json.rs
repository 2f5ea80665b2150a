//! Tests for programs: one object, stable keys in a stable order.

use std::io::{self, Write};

use crate::report::Trial;
use crate::value::Lang;

/// The version of this form. A new key does not change it; a changed one does.
const VERSION: u32 = 1;

#[derive(serde::Serialize)]
struct JsonTrials<'a> {
    version: u32,
    tool: &'static str,
    tests: Vec<JsonTrial<'a>>,
    passed: usize,
    failed: usize,
}

#[derive(serde::Serialize)]
struct JsonTrial<'a> {
    plan: &'a str,
    test: &'a str,
    label: &'a str,
    file: &'a str,
    line: usize,
    passed: bool,
    failures: Vec<&'a str>,
}

pub(crate) fn render(all: &[Trial], lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let tests = all.iter().map(|trial| JsonTrial {
        plan: &trial.plan,
        test: &trial.name,
        label: &trial.label,
        file: &trial.file,
        line: trial.line,
        passed: trial.passes(),
        failures: trial.failures.iter().map(|words| words.get(lang)).collect(),
    });
    let passed = all.iter().filter(|trial| trial.passes()).count();
    let trials = JsonTrials {
        version: VERSION,
        tool: concat!("soat ", env!("CARGO_PKG_VERSION")),
        tests: tests.collect(),
        passed,
        failed: all.len() - passed,
    };
    serde_json::to_writer_pretty(&mut *out, &trials)?;
    writeln!(out)
}
