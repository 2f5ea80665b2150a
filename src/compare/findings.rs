//! What two versions of a plan find in the same archive: findings that appear, and such as vanish.

use rustc_hash::FxHashMap;

use crate::diag::{Finding, Severity};
use crate::report::Report;
use crate::source::{Files, Place};
use crate::value::Lang;

/// One archive, checked twice.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) folder: String,
    pub(crate) appear: Vec<Told>,
    pub(crate) vanish: Vec<Told>,
}

/// A finding that only one of the checks has.
#[derive(Debug)]
pub(crate) struct Told {
    pub(crate) code: &'static str,
    pub(crate) severity: Severity,
    pub(crate) message: String,
    pub(crate) unit: Option<String>,
    pub(crate) period: Option<String>,
    pub(crate) duty: Option<String>,
    pub(crate) figure: Option<String>,
}

/// The difference between two checks of a folder.
pub(crate) fn between(
    folder: &str,
    old: &(Report, Files),
    new: &(Report, Files),
    lang: Lang,
) -> Found {
    Found {
        folder: folder.to_owned(),
        appear: only_in(new, old, lang),
        vanish: only_in(old, new, lang),
    }
}

/// Findings of the first that the second lacks; as many of one key as it lacks.
fn only_in(one: &(Report, Files), other: &(Report, Files), lang: Lang) -> Vec<Told> {
    let mut known: FxHashMap<String, usize> = FxHashMap::default();
    for finding in &other.0.findings {
        *known.entry(key(finding, &other.1)).or_default() += 1;
    }
    let new = |finding: &&Finding| match known.get_mut(&key(finding, &one.1)) {
        Some(n) if *n > 0 => {
            *n -= 1;
            false
        }
        _ => true,
    };
    one.0.findings.iter().filter(new).map(|f| told(f, lang)).collect()
}

/// What makes two findings one: what is found, of whom, where in the data, how much it matters. Not its
/// words: a report that is two days later than late is the same late report.
fn key(finding: &Finding, files: &Files) -> String {
    let subject = &finding.subject;
    let clause = finding.clause.as_ref();
    let rules = |file| clause.is_some_and(|c| c.place.file == file);
    let place = match finding.labels.first().map(|label| label.place) {
        // What the rules themselves say stands elsewhere in each version.
        _ if finding.code.name.starts_with("rule/") => finding.message.en.to_string(),
        Some(Place::Text(span)) if !rules(span.file) => {
            format!("{}:{}", files.name(span.file), span.start)
        }
        Some(Place::File(file)) if !rules(file) => files.name(file).to_owned(),
        Some(_) | None => String::new(),
    };
    let item = clause.map(|c| c.item.as_str());
    format!(
        "{} {:?} {subject:?} {item:?} {place} {:?}",
        finding.code.name, finding.severity, finding.waived
    )
}

fn told(finding: &Finding, lang: Lang) -> Told {
    let subject = finding.subject.clone();
    Told {
        code: finding.code.name,
        severity: finding.severity,
        message: finding.message.get(lang).to_owned(),
        unit: subject.unit,
        period: subject.period,
        duty: subject.duty,
        figure: subject.figure,
    }
}
