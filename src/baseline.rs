//! Floor 9: the baseline: findings that were there when a gate began. They are counted and do not fail;
//! what is new does, and what has gone is told, so that the list only shrinks.

use std::collections::BTreeMap;
use std::path::Path;

use crate::diag::words::count;
use crate::error::Error;
use crate::render::{self, Print, Prints};
use crate::report::{self, Report};
use crate::source::{Files, bounds::MOST_BASELINE_BYTES, disk};
use crate::value::{Lang, Words};

/// The version of the file. One of another version is not read.
const VERSION: u32 = 1;

/// Findings by what they are about, with how many there are of each.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Baseline {
    known: BTreeMap<Print, usize>,
}

#[derive(serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Saved {
    soat_baseline: u32,
    findings: Vec<Entry>,
}

#[derive(serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    finding: Print,
    count: usize,
}

impl Baseline {
    /// All findings of a report that count.
    pub(crate) fn of(report: &Report, files: &Files) -> Self {
        let mut prints = Prints::new(files);
        let mut known = BTreeMap::new();
        for finding in report.findings.iter().filter(|f| f.counts()) {
            *known.entry(prints.of(finding)).or_default() += 1;
        }
        Self { known }
    }

    /// How many findings it holds.
    pub(crate) fn len(&self) -> usize {
        self.known.values().sum()
    }

    /// Marks the findings that it knows, as many of each as it holds, and says how many it holds besides.
    pub(crate) fn apply(mut self, report: &mut Report, files: &Files) {
        let mut prints = Prints::new(files);
        let mut known = 0;
        // What somebody has accepted needs no baseline, and has not gone either.
        let (waived, open): (Vec<_>, Vec<_>) =
            report.findings.iter_mut().partition(|f| f.waived.is_some());
        for finding in open.into_iter().chain(waived) {
            if self.takes(&prints.of(finding)) && finding.waived.is_none() {
                finding.known = true;
                known += 1;
            }
        }
        report.baseline = Some(report::Baseline { known, gone: self.len() });
    }

    fn takes(&mut self, print: &Print) -> bool {
        let left = self.known.get_mut(print).filter(|left| **left > 0);
        left.map(|left| *left -= 1).is_some()
    }

    /// Reads the file that `save` wrote.
    pub(crate) fn read(path: &Path) -> Result<Self, Error> {
        let wrong = |why: String| Error::Unreadable { path: path.to_owned(), why };
        let text =
            disk::read_text_of(path, MOST_BASELINE_BYTES).map_err(|e| wrong(e.to_string()))?;
        Self::parse(&text).map_err(wrong)
    }

    fn parse(text: &str) -> Result<Self, String> {
        let saved: Saved = render::parse_json(text).map_err(|at| not_a_baseline(&at))?;
        if saved.soat_baseline != VERSION {
            return Err(other_version(saved.soat_baseline));
        }
        let mut known = BTreeMap::new();
        for entry in saved.findings {
            *known.entry(entry.finding).or_default() += entry.count;
        }
        Ok(Self { known })
    }

    /// Writes it down, sorted. A file that is something else is never touched.
    pub(crate) fn save(self, path: &Path) -> Result<(), Error> {
        if disk::exists(path) {
            Self::read(path)?;
        }
        let entry = |(finding, count)| Entry { finding, count };
        let findings = self.known.into_iter().map(entry).collect();
        let saved = Saved { soat_baseline: VERSION, findings };
        disk::put(path, |out| render::json(&saved, out))
            .map_err(|why| Error::Unwritable { path: path.to_owned(), why })
    }
}

fn not_a_baseline(at: &str) -> String {
    format!(
        "không phải tệp mốc do `soat check --write-baseline` ghi ra / not a baseline that `soat check --write-baseline` wrote ({at})"
    )
}

fn other_version(version: u32) -> String {
    format!(
        "tệp mốc thuộc phiên bản {version}, chương trình này đọc phiên bản {VERSION} / a baseline of version {version}, where this program reads version {VERSION}"
    )
}

/// What is said of entries that nothing matches any more.
pub(crate) fn gone(n: usize) -> Words {
    Words::new(|l| match l {
        Lang::Vi => format!(
            "{}: ghi lại tệp mốc bằng --write-baseline",
            count(n, l, ["vấn đề trong tệp mốc không còn nữa", "", ""])
        ),
        Lang::En => format!(
            "{} no longer found: write it anew with --write-baseline",
            count(n, l, ["", "finding of the baseline is", "findings of the baseline are"])
        ),
    })
}
