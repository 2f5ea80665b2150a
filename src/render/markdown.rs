//! Markdown for a comment on a change: what it came to, the ledgers, the findings by unit. What comes from
//! the data is never markup, never a link, and calls nobody.

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::diag::wrap::clean;
use crate::diag::{Finding, markup};
use crate::render::paths::named;
use crate::render::sources::Sources;
use crate::render::summary::{heading, ledgers, outcome};
use crate::render::words::{main_place, pick, told, under};
use crate::report::{Job, Report};
use crate::source::Files;
use crate::value::Lang;

/// Characters of a comment, by the rule of GitHub.
const MOST: usize = 65_536;

/// Characters of a text that is no finding.
const LONGEST: usize = 2_000;

/// What is kept for the line that says how many are left out.
const RESERVE: usize = 500;

pub(crate) fn render(
    report: &Report,
    files: &Files,
    lang: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut page = Comment { text: head(report, lang), used: 0 };
    page.used = page.text.chars().count();
    let mut sources = Sources::new(files);
    let mut units: BTreeMap<Option<&str>, Vec<&Finding>> = BTreeMap::new();
    for finding in report.shown() {
        units.entry(finding.subject.unit.as_deref()).or_default().push(finding);
    }
    let mut told = 0;
    'all: for (unit, findings) in units {
        let mut before = format!("\n### {} ({})\n\n", title(unit, lang), findings.len());
        for finding in findings {
            let item = item(finding, files, &mut sources, lang);
            if !page.take(&format!("{before}{item}")) {
                break 'all;
            }
            before.clear();
            told += 1;
        }
    }
    let left = report.shown().count() - told;
    if left > 0 {
        page.text.push_str(&left_out(left, lang));
    }
    write!(out, "{}", page.text)
}

/// A text that grows by whole parts.
struct Comment {
    text: String,
    used: usize,
}

impl Comment {
    /// Whether there was room for it.
    fn take(&mut self, part: &str) -> bool {
        let more = part.chars().count();
        let has_room = self.used + more + RESERVE <= MOST;
        if has_room {
            self.text.push_str(part);
            self.used += more;
        }
        has_room
    }
}

fn head(report: &Report, lang: Lang) -> String {
    let [heading, outcome] =
        [heading(report, lang), outcome(report, lang)].map(|text| inert(&short(&text)));
    let mut text = format!("## Soát\n\n{heading}\n\n**{outcome}**\n");
    if report.job == Job::Check {
        text.push_str(pick(["\n| sổ | số | trong đó |", "\n| ledger | total | of these |"], lang));
        text.push_str("\n|---|---:|---|\n");
        for ledger in ledgers(&report.counts, lang) {
            let entries = ledger.entries.join(" · ");
            text.push_str(
                &["| ", ledger.name, " | ", &ledger.total, " | ", &entries, " |\n"].concat(),
            );
        }
    }
    text
}

fn short(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}

fn title(unit: Option<&str>, lang: Lang) -> String {
    let none = pick(["Không riêng đơn vị nào", "Of no single unit"], lang);
    unit.map_or_else(|| none.to_owned(), |unit| inert(&short(unit)))
}

/// A point of a list: severity and code, message, place, and what stands under it.
fn item(finding: &Finding, files: &Files, sources: &mut Sources<'_>, lang: Lang) -> String {
    let (severity, code) = (finding.severity.show(lang), finding.code.name);
    let first = format!("- **{severity}** `{code}`: {}", inert(&told(finding, lang)));
    let place = main_place(finding).map(|place| {
        let name = named(files, place.file());
        let line = sources.spot(place).map(|spot| format!(":{}", spot.from.line));
        format!("`{name}{}`", line.unwrap_or_default())
    });
    let below = place.into_iter().chain(under(finding, lang)).map(|line| inert(&line));
    let lines: Vec<String> = std::iter::once(first).chain(below).collect();
    lines.join("\\\n  ") + "\n"
}

fn left_out(left: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("\n*Còn {left} phát hiện không ghi ở đây vì hết chỗ.*\n"),
        Lang::En => format!("\n*{left} more findings do not fit here.*\n"),
    }
}

/// A text that is shown as it stands: what is quoted as code, all else as plain text.
fn inert(text: &str) -> String {
    let text = clean(text);
    if text.matches('`').count() % 2 == 1 {
        return plain(&text);
    }
    let one = |(n, part): (usize, &str)| match (n % 2, part) {
        (0, part) => plain(part),
        (_, "") => plain("``"),
        (_, part) => format!("`{part}`"),
    };
    text.split('`').enumerate().map(one).collect()
}

/// An empty comment keeps apart what would become a name that is called, a number that is referred to, or a
/// link.
fn plain(text: &str) -> String {
    const APART: &str = "<!-- -->";
    markup::escape(text)
        .replace('@', &["@", APART].concat())
        .replace("\\#", &["\\#", APART].concat())
        .replace("://", &[":", APART, "//"].concat())
        .replace("www.", &["www", APART, "."].concat())
        .replace("GH-", &["GH", APART, "-"].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_called_and_nothing_is_linked() {
        let text = "@a #1 https://x www.y GH-2";
        let wanted = "@<!-- -->a \\#<!-- -->1 https:<!-- -->//x www<!-- -->.y GH<!-- -->-2";
        assert_eq!(inert(text), wanted);
        assert_eq!(inert("<b>|![a](b)"), "\\<b\\>\\|!\\[a\\](b)");
    }

    #[test]
    fn what_is_quoted_is_code() {
        assert_eq!(inert("a_b `c_d <e>` f*"), "a\\_b `c_d <e>` f\\*");
        assert_eq!(inert("one ` alone <b>"), "one \\` alone \\<b\\>");
        assert_eq!(inert("``"), "\\`\\`");
    }
}
