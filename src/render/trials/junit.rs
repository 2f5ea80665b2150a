//! Tests for build servers: one suite for each plan, one case for each test.

use std::io::{self, Write};

use crate::diag::words::visible;
use crate::report::Trial;
use crate::value::Lang;

pub(crate) fn render(all: &[Trial], lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<testsuites name=\"soat\"{}>", counts(all.iter()))?;
    let mut plans: Vec<&str> = Vec::new();
    for trial in all {
        if !plans.contains(&trial.plan.as_str()) {
            plans.push(&trial.plan);
        }
    }
    for plan in plans {
        let of_plan = || all.iter().filter(|trial| trial.plan == plan);
        writeln!(out, "  <testsuite name=\"{}\"{}>", escaped(plan), counts(of_plan()))?;
        for trial in of_plan() {
            one(trial, lang, out)?;
        }
        writeln!(out, "  </testsuite>")?;
    }
    writeln!(out, "</testsuites>")
}

fn one(trial: &Trial, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let (plan, name) = (escaped(&trial.plan), escaped(&trial.name));
    let (file, line) = (escaped(&trial.file), trial.line);
    write!(
        out,
        "    <testcase classname=\"{plan}\" name=\"{name}\" file=\"{file}\" line=\"{line}\""
    )?;
    if trial.passes() {
        return writeln!(out, "/>");
    }
    writeln!(out, ">")?;
    for failure in &trial.failures {
        writeln!(out, "      <failure message=\"{}\"/>", escaped(failure.get(lang)))?;
    }
    writeln!(out, "    </testcase>")
}

fn counts<'a>(all: impl Iterator<Item = &'a Trial>) -> String {
    let (mut tests, mut failures) = (0, 0);
    for trial in all {
        tests += 1;
        failures += usize::from(!trial.passes());
    }
    format!(" tests=\"{tests}\" failures=\"{failures}\"")
}

/// A text within quotes of XML.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().map(visible) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
