//! The code quality report that GitLab shows beside a merge request: one list of findings.

use std::io::{self, Write};

use crate::diag::wrap::clean;
use crate::diag::{Finding, Severity};
use crate::render::json;
use crate::render::paths::named;
use crate::render::print::fingerprints;
use crate::render::sources::Sources;
use crate::render::words::{main_place, told};
use crate::report::Report;
use crate::source::Files;
use crate::value::Lang;

#[derive(serde::Serialize)]
struct Issue {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(serde::Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(serde::Serialize)]
struct Lines {
    begin: usize,
}

pub(crate) fn render(
    report: &Report,
    files: &Files,
    lang: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut sources = Sources::new(files);
    let findings = report.findings.iter().zip(fingerprints(report, files));
    let issues: Vec<Issue> = findings
        .filter(|(finding, _)| !finding.known)
        .map(|(finding, fingerprint)| Issue {
            description: clean(&told(finding, lang)).into_owned(),
            check_name: finding.code.name,
            fingerprint,
            severity: severity(finding),
            location: location(finding, files, &mut sources),
        })
        .collect();
    json::write(&issues, out)
}

/// GitLab has no word for what was accepted: it is the least there is.
fn severity(finding: &Finding) -> &'static str {
    match finding.severity {
        _ if finding.waived.is_some() => "info",
        Severity::Error => "critical",
        Severity::Warning => "major",
        Severity::Missed => "minor",
        Severity::Note => "info",
    }
}

/// GitLab asks for a file and a line, also of what has none.
fn location(finding: &Finding, files: &Files, sources: &mut Sources<'_>) -> Location {
    let place = main_place(finding);
    let name = place.map_or_else(|| ".".to_owned(), |place| named(files, place.file()));
    let line = place.and_then(|place| sources.spot(place)).map_or(1, |spot| spot.from.line);
    Location { path: clean(&name).into_owned(), lines: Lines { begin: line } }
}
