//! JUnit XML, what build servers show as tests: one suite for each family of findings, one case for each
//! finding. An error is a failure; what was accepted and what could not be checked is skipped; the rest passes.

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::catalog::FAMILIES;
use crate::diag::words::{count, visible};
use crate::diag::{Finding, Severity};
use crate::render::paths::named;
use crate::render::sources::Sources;
use crate::render::words::{accepted, main_place, pick, under};
use crate::report::{Cause, Job, Report};
use crate::source::Files;
use crate::value::Lang;

/// Tests that belong together.
pub(super) struct Suite {
    pub(super) name: String,
    pub(super) cases: Vec<Case>,
}

/// One test. Readers take two of one class and name for the same.
pub(super) struct Case {
    pub(super) class: String,
    pub(super) name: String,
    pub(super) file: Option<String>,
    pub(super) line: Option<usize>,
    /// None: it passes, and there is nothing to say.
    pub(super) outcome: Option<Outcome>,
}

/// What there is to say of a test.
pub(super) enum Outcome {
    /// A message, and lines that tell more.
    Failure(String, Vec<String>),
    Skipped(String),
    /// Lines that were said; it passes.
    Said(Vec<String>),
}

pub(crate) fn render(
    report: &Report,
    files: &Files,
    lang: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut sources = Sources::new(files);
    let mut suites: Vec<Suite> = Vec::new();
    for family in FAMILIES {
        let of_family = report.shown().filter(|f| f.code.name.starts_with(family));
        let mut cases: Vec<Case> =
            of_family.map(|finding| case(finding, files, &mut sources, lang)).collect();
        let name = family.trim_end_matches('/').to_owned();
        if cases.is_empty() && (report.job == Job::Check) != (family == "rule/") {
            cases.push(nothing(&name, lang));
        }
        suites.push(Suite { name, cases });
    }
    let cases = report.causes.iter().map(|cause| unchecked(cause, lang)).collect();
    suites.push(Suite { name: UNCHECKED.to_owned(), cases });
    suites.retain(|suite| !suite.cases.is_empty());
    suites.iter_mut().for_each(number);
    write(&suites, out)
}

const UNCHECKED: &str = "unchecked";

fn case(finding: &Finding, files: &Files, sources: &mut Sources<'_>, lang: Lang) -> Case {
    let place = main_place(finding);
    let message = finding.message.get(lang).to_owned();
    let outcome = match (accepted(finding, lang), finding.severity) {
        (Some(accepted), _) => Outcome::Skipped(accepted),
        (None, Severity::Error) => Outcome::Failure(message.clone(), under(finding, lang)),
        (None, severity) => {
            let said = format!("{}: {message}", severity.show(lang));
            Outcome::Said(std::iter::once(said).chain(under(finding, lang)).collect())
        }
    };
    Case {
        class: finding.code.name.replace('/', "."),
        name: message,
        file: place.map(|place| named(files, place.file())),
        line: place.and_then(|place| sources.spot(place)).map(|spot| spot.from.line),
        outcome: Some(outcome),
    }
}

/// A family without findings passes as one.
fn nothing(family: &str, lang: Lang) -> Case {
    let name = pick(["không phát hiện vấn đề nào", "nothing was found"], lang).to_owned();
    Case { class: family.to_owned(), name, file: None, line: None, outcome: None }
}

fn unchecked(cause: &Cause, lang: Lang) -> Case {
    let held_up = count(cause.held_up, lang, ["chỗ", "place", "places"]);
    let why = match lang {
        Lang::Vi => format!("{held_up} chưa kiểm được"),
        Lang::En => format!("{held_up} could not be checked"),
    };
    let (class, name) = (UNCHECKED.to_owned(), cause.text.get(lang).to_owned());
    Case { class, name, file: None, line: None, outcome: Some(Outcome::Skipped(why)) }
}

/// Tells cases of one class and name apart.
fn number(suite: &mut Suite) {
    let mut seen: BTreeMap<(String, String), usize> = BTreeMap::new();
    for case in &mut suite.cases {
        let times = seen.entry((case.class.clone(), case.name.clone())).or_default();
        *times += 1;
        if *times > 1 {
            case.name = format!("{} ({times})", case.name);
        }
    }
}

/// Writes suites of tests.
pub(super) fn write(suites: &[Suite], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    let all = counts(suites.iter().flat_map(|suite| &suite.cases));
    writeln!(out, "<testsuites name=\"soat\"{all}>")?;
    for suite in suites {
        writeln!(out, "  <testsuite name=\"{}\"{}>", escaped(&suite.name), counts(&suite.cases))?;
        suite.cases.iter().try_for_each(|case| one(case, out))?;
        writeln!(out, "  </testsuite>")?;
    }
    writeln!(out, "</testsuites>")
}

fn one(case: &Case, out: &mut dyn Write) -> io::Result<()> {
    let (class, name) = (escaped(&case.class), escaped(&case.name));
    write!(out, "    <testcase classname=\"{class}\" name=\"{name}\"")?;
    if let Some(file) = &case.file {
        write!(out, " file=\"{}\"", escaped(file))?;
    }
    if let Some(line) = case.line {
        write!(out, " line=\"{line}\"")?;
    }
    let Some(outcome) = &case.outcome else { return writeln!(out, "/>") };
    writeln!(out, ">")?;
    match outcome {
        Outcome::Failure(message, more) => {
            let (message, more) = (escaped(message), lines(more));
            writeln!(out, "      <failure message=\"{message}\">{more}</failure>")?;
        }
        Outcome::Skipped(why) => writeln!(out, "      <skipped message=\"{}\"/>", escaped(why))?,
        Outcome::Said(said) => writeln!(out, "      <system-out>{}</system-out>", lines(said))?,
    }
    writeln!(out, "    </testcase>")
}

fn counts<'a>(cases: impl IntoIterator<Item = &'a Case>) -> String {
    let (mut tests, mut failures, mut skipped) = (0, 0, 0);
    for case in cases {
        tests += 1;
        failures += usize::from(matches!(case.outcome, Some(Outcome::Failure(..))));
        skipped += usize::from(matches!(case.outcome, Some(Outcome::Skipped(_))));
    }
    format!(" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\"")
}

fn lines(all: &[String]) -> String {
    all.iter().map(|line| escaped(line)).collect::<Vec<_>>().join("\n")
}

/// A text between tags, or within quotes.
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
