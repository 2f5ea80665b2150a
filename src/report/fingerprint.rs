//! What tells a finding from the others of later runs too, when lines have moved.

use std::collections::BTreeMap;

use crate::diag::Finding;
use crate::report::Report;
use crate::source::{Files, sha256};

/// How much of a sum is enough.
const LENGTH: usize = 32;

impl Report {
    /// One for each finding, no two alike. It hangs on what the finding is about, not on lines, words or
    /// values; those that are about the same are numbered.
    pub(crate) fn fingerprints(&self, files: &Files) -> Vec<String> {
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        let one = |finding: &Finding| {
            let about = about(finding, files);
            let times = seen.entry(about.clone()).or_default();
            *times += 1;
            let sum = sha256(format!("{about}\n{times}").as_bytes());
            sum.map_or_else(|_| about, |(sum, _)| sum.chars().take(LENGTH).collect())
        };
        self.findings.iter().map(one).collect()
    }
}

/// Code, clause, subject and file; the words only where there is no subject.
fn about(finding: &Finding, files: &Files) -> String {
    let subject = &finding.subject;
    let parts = [&subject.unit, &subject.period, &subject.duty, &subject.figure];
    let mut about = vec![finding.code.name];
    about.extend(parts.iter().map(|part| part.as_deref().unwrap_or("")));
    if let Some(clause) = &finding.clause {
        about.extend([clause.plan.as_str(), clause.kind, clause.item.as_str()]);
    }
    // The folder checked may be called anything.
    let place = finding.labels.first().map(|label| label.place.file());
    about.extend(place.filter(|file| files.has_text(*file)).map(|file| files.name(file)));
    if parts.iter().all(|part| part.is_none()) {
        about.push(&finding.message.en);
    }
    about.join("\n")
}
