//! Floor 7: a report as bytes, one file for each format. Renderers read the report and decide nothing.

mod excerpt;
#[cfg(test)]
mod fixture;
mod github;
mod gitlab;
mod json;
mod jsonl;
mod junit;
mod markdown;
mod paths;
mod print;
mod sarif;
mod short;
mod sources;
mod summary;
mod terminal;
#[cfg(test)]
mod tests;
mod trials;
mod words;

use std::io::{self, Write};

pub(crate) use json::{parse as parse_json, write as json};
pub(crate) use print::{Print, Prints};

use crate::report::Report;
use crate::source::Files;
use crate::value::Lang;

pub(crate) use trials::{TrialFormat, coverage, mutants, trials};

/// What a report is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// For a reader: each finding with the lines it speaks of, then the ledgers.
    Terminal,
    /// One line for each finding.
    Short,
    /// For programs.
    Json,
    /// For programs that read line by line.
    Jsonl,
    /// For code hosts and editors.
    Sarif,
    /// For GitHub Actions.
    Github,
    /// For the code quality report of GitLab.
    Gitlab,
    /// For build servers.
    Junit,
    /// For a comment on a change.
    Markdown,
}

impl Format {
    /// All, by the names that a user gives them.
    pub(crate) const NAMES: [(&'static str, Self); 9] = [
        ("terminal", Self::Terminal),
        ("short", Self::Short),
        ("json", Self::Json),
        ("jsonl", Self::Jsonl),
        ("sarif", Self::Sarif),
        ("github", Self::Github),
        ("gitlab", Self::Gitlab),
        ("junit", Self::Junit),
        ("markdown", Self::Markdown),
    ];

    /// The names alone.
    #[expect(
        clippy::indexing_slicing,
        reason = "worked out while compiling, which fails if it cannot be"
    )]
    pub(crate) const WORDS: [&'static str; Self::NAMES.len()] = {
        let mut words = [""; Self::NAMES.len()];
        let mut n = 0;
        while n < words.len() {
            words[n] = Self::NAMES[n].0;
            n += 1;
        }
        words
    };

    pub(crate) fn name(self) -> &'static str {
        Self::NAMES.into_iter().find(|(_, format)| *format == self).map_or("", |(name, _)| name)
    }

    /// The form of that name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::NAMES.into_iter().find(|(known, _)| *known == name).map(|(_, format)| format)
    }
}

/// How a report is written for its reader.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    pub(crate) lang: Lang,
    pub(crate) colour: bool,
    /// Columns of the page.
    pub(crate) width: usize,
}

/// The narrowest page.
const LEAST_WIDTH: usize = 40;

/// Writes a report.
pub(crate) fn render(
    format: Format,
    report: &Report,
    files: &Files,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let style = Style { width: style.width.max(LEAST_WIDTH), ..style };
    match format {
        Format::Terminal => {
            terminal::render(report, files, style, out)?;
            summary::render(report, style, out)
        }
        Format::Short => short::render(report, files, style.lang, out),
        Format::Json => json::render(report, files, style.lang, out),
        Format::Jsonl => jsonl::render(report, files, style.lang, out),
        Format::Sarif => sarif::render(report, files, style.lang, out),
        Format::Github => github::render(report, files, style.lang, out),
        Format::Gitlab => gitlab::render(report, files, style.lang, out),
        Format::Junit => junit::render(report, files, style.lang, out),
        Format::Markdown => markdown::render(report, files, style.lang, out),
    }
}
