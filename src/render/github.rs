//! Annotations for GitHub Actions: what its pages show beside the lines of a change. GitHub shows ten of a
//! level for each step, so no more are made; all others are plain lines in a group.

use std::io::{self, Write};

use crate::diag::wrap::clean;
use crate::diag::{Finding, Severity};
use crate::render::paths::path;
use crate::render::sources::Sources;
use crate::render::words::{main_place, pick, under};
use crate::render::{short, summary};
use crate::report::Report;
use crate::source::{Files, Place};
use crate::value::Lang;

/// How many annotations of a level GitHub shows for one step.
const MOST: usize = 10;

/// Characters of a message: GitHub takes 64 KB, and none needs more than four bytes.
const LONGEST: usize = 16_000;

pub(crate) fn render(
    report: &Report,
    files: &Files,
    lang: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut sources = Sources::new(files);
    let (mut made, mut others) = ([0; 3], Vec::new());
    for finding in report.shown() {
        let (level, count) = match finding.severity {
            Severity::Error => ("error", &mut made[0]),
            Severity::Warning | Severity::Missed => ("warning", &mut made[1]),
            Severity::Note => ("notice", &mut made[2]),
        };
        if finding.waived.is_some() || *count == MOST {
            others.push(finding);
            continue;
        }
        *count += 1;
        annotate(level, finding, &mut sources, (files, lang), out)?;
    }
    if !others.is_empty() {
        let title = pick(["phát hiện không có chú thích", "findings without annotation"], lang);
        writeln!(out, "::group::{} {title}", others.len())?;
        for finding in &others {
            writeln!(out, "{}", inert(&short::line(finding, &mut sources, lang)))?;
        }
        writeln!(out, "::endgroup::")?;
    }
    writeln!(out, "{}", inert(&last(report, others.len(), lang)))
}

fn annotate(
    level: &str,
    finding: &Finding,
    sources: &mut Sources<'_>,
    (files, lang): (&Files, Lang),
    out: &mut dyn Write,
) -> io::Result<()> {
    write!(out, "::{level} ")?;
    if let Some(place) = main_place(finding)
        && let Some(path) = path(files, place.file()).filter(|path| path != ".")
    {
        write!(out, "file={},", property(&path))?;
        place_in_file(place, sources, out)?;
    }
    let lines = std::iter::once(finding.message.get(lang).to_owned()).chain(under(finding, lang));
    let lines: Vec<_> = lines.map(|line| clean(&line).into_owned()).collect();
    let text: String = lines.join("\n").chars().take(LONGEST).collect();
    writeln!(out, "title={}::{}", property(finding.code.name), data(&text))
}

/// Columns only mean something within one line.
fn place_in_file(place: Place, sources: &mut Sources<'_>, out: &mut dyn Write) -> io::Result<()> {
    let Some(spot) = sources.spot(place) else { return Ok(()) };
    let (from, to) = (spot.from, spot.to);
    write!(out, "line={},endLine={},", from.line, to.line)?;
    if from.line == to.line {
        // GitHub counts the last column in.
        let last = to.column.saturating_sub(1).max(from.column);
        write!(out, "col={},endColumn={last},", from.column)?;
    }
    Ok(())
}

/// How many are left without annotation, and what all came to.
fn last(report: &Report, others: usize, lang: Lang) -> String {
    let outcome = summary::outcome(report, lang);
    match (others, lang) {
        (0, _) => outcome,
        (n, Lang::Vi) => {
            format!("{outcome} (còn {n} phát hiện không có chú thích, xem nhóm ở trên)")
        }
        (n, Lang::En) => format!("{outcome} ({n} more without annotation, in the group above)"),
    }
}

/// The text of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A value of a command.
fn property(text: &str) -> String {
    data(&clean(text)).replace(':', "%3A").replace(',', "%2C")
}

/// A plain line that is no command, whatever it holds.
fn inert(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for c in line.chars() {
        if matches!(c, ':' | '#') && out.ends_with(c) {
            out.push(' ');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_a_value_or_begins_a_command() {
        assert_eq!(property("a:b,c%\n::error"), "a%3Ab%2Cc%25\u{240a}%3A%3Aerror");
        assert_eq!(data("50%\nb"), "50%25%0Ab");
        assert_eq!(inert("::error::x ##[group]"), ": :error: :x # #[group]");
        assert!(!inert(":::##").contains("::") && !inert("###[").contains("##"));
    }
}
