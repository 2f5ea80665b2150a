//! What tells a finding from the others, of later runs too, when lines have moved: for the baseline as it is,
//! for other programs as a sum.

use std::collections::BTreeMap;

use crate::diag::Finding;
use crate::diag::words::shown;
use crate::render::sources::Sources;
use crate::report::Report;
use crate::source::{Files, Place, sha256};

/// How much of a sum is enough.
const LENGTH: usize = 32;

/// What makes two findings one, whatever the language, the line and the wording: a late report that is two
/// days later than before is the same late report.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Print {
    rule: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    plan: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    period: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    duty: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    figure: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    item: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    row: Option<String>,
    /// For what is about a text and no figure: its file, and what stands there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<String>,
}

/// Makes out what findings are about.
#[derive(Debug)]
pub(crate) struct Prints<'a> {
    files: &'a Files,
    sources: Sources<'a>,
}

impl<'a> Prints<'a> {
    pub(crate) fn new(files: &'a Files) -> Self {
        Self { files, sources: Sources::new(files) }
    }

    pub(crate) fn of(&mut self, finding: &Finding) -> Print {
        let subject = finding.subject.clone();
        let clause = finding.clause.as_ref();
        let (file, text) = if is_of_text(finding) { self.place(finding) } else { (None, None) };
        Print {
            rule: finding.code.name.to_owned(),
            plan: clause.map(|c| c.plan.clone()),
            unit: subject.unit,
            period: subject.period,
            duty: subject.duty,
            figure: subject.figure,
            item: clause.map(|c| c.item.clone()),
            row: finding.row.clone(),
            file,
            text,
        }
    }

    /// The file of the main place, and what stands there.
    fn place(&mut self, finding: &Finding) -> (Option<String>, Option<String>) {
        let Some(place) = finding.labels.first().map(|label| label.place) else {
            return (None, None);
        };
        let name = self.files.name(place.file());
        // Plan files are named by their path, data by the place in the folder.
        let of_rules = finding.code.name.starts_with("rule/");
        let name = if of_rules { name.rsplit(['/', '\\']).next().unwrap_or(name) } else { name };
        // The folder checked may be named otherwise the next time.
        let file = (!self.files.is_folder(place.file())).then(|| name.to_owned());
        (file, self.text(place))
    }

    fn text(&mut self, place: Place) -> Option<String> {
        let span = match place {
            Place::Text(span) => span,
            Place::File(_) => return None,
        };
        let lines = self.sources.lines(span.file)?;
        let (start, end) = lines.clamp(span.start as usize, span.end as usize);
        // However it is laid out.
        let words: Vec<&str> = lines.text(start, end).split_whitespace().collect();
        Some(shown(&words.join(" ")))
    }
}

/// Whether a finding is about what is written somewhere, rather than about a figure or a paper that is owed.
fn is_of_text(finding: &Finding) -> bool {
    let families = ["data/", "waiver/", "rule/"];
    finding.subject.figure.is_none() && families.iter().any(|f| finding.code.name.starts_with(f))
}

/// A sum for each finding, no two alike; findings that are about the same are numbered.
pub(super) fn fingerprints(report: &Report, files: &Files) -> Vec<String> {
    let mut prints = Prints::new(files);
    let mut seen: BTreeMap<Print, usize> = BTreeMap::new();
    let one = |finding: &Finding| {
        let print = prints.of(finding);
        let text = serde_json::to_string(&print).unwrap_or_default();
        let times = seen.entry(print).or_default();
        *times += 1;
        let sum = sha256(format!("{text}\n{times}").as_bytes());
        sum.map_or_else(|_| text, |(sum, _)| sum.chars().take(LENGTH).collect())
    };
    report.findings.iter().map(one).collect()
}
