//! Tests for a reader: one line for each, and below it what came otherwise than expected.

use std::io::{self, Write};

use crate::diag::words::{count, visible};
use crate::report::Trial;
use crate::value::Lang;

pub(crate) fn render(all: &[Trial], lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    for trial in all {
        one(trial, lang, out)?;
    }
    writeln!(out, "{}", summary(all, lang))
}

fn one(trial: &Trial, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let word = match (lang, trial.passes()) {
        (Lang::Vi, true) => "đúng  ",
        (Lang::Vi, false) => "sai   ",
        (Lang::En, true) => "ok    ",
        (Lang::En, false) => "failed",
    };
    let label = if trial.label.is_empty() { String::new() } else { format!("  {}", trial.label) };
    writeln!(out, "{word}  {} {}{}", plain(&trial.plan), plain(&trial.name), plain(&label))?;
    for failure in &trial.failures {
        let (file, line) = (plain(&trial.file), trial.line);
        writeln!(out, "        {file}:{line}: {}", plain(failure.get(lang)))?;
    }
    Ok(())
}

fn plain(text: &str) -> String {
    text.chars().map(visible).collect()
}

fn summary(all: &[Trial], lang: Lang) -> String {
    let passed = all.iter().filter(|trial| trial.passes()).count();
    let (tests, failed) =
        (count(all.len(), lang, ["ví dụ kiểm thử", "test", "tests"]), all.len() - passed);
    match (lang, failed) {
        (Lang::Vi, 0) => format!("{tests}, đúng cả"),
        (Lang::Vi, _) => format!("{tests}: {passed} đúng, {failed} sai"),
        (Lang::En, 0) => format!("{tests}, all passed"),
        (Lang::En, _) => format!("{tests}: {passed} passed, {failed} failed"),
    }
}
