//! One line for each finding, `file:line:column: level[code]: message`: for editors and `grep`.

use std::io::{self, Write};

use crate::diag::Finding;
use crate::diag::wrap::clean;
use crate::render::sources::Sources;
use crate::render::words::{main_place, told};
use crate::report::Report;
use crate::source::{Files, Place};
use crate::value::Lang;

pub(crate) fn render(
    report: &Report,
    files: &Files,
    lang: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut sources = Sources::new(files);
    report.shown().try_for_each(|finding| writeln!(out, "{}", line(finding, &mut sources, lang)))
}

/// One finding.
pub(super) fn line(finding: &Finding, sources: &mut Sources<'_>, lang: Lang) -> String {
    let place = main_place(finding).map_or_else(String::new, |place| at(place, sources));
    let (severity, code) = (finding.severity.show(lang), finding.code.name);
    format!("{place}{severity}[{code}]: {}", clean(&told(finding, lang)))
}

/// `file:line:column: `
fn at(place: Place, sources: &mut Sources<'_>) -> String {
    let name = clean(sources.name(place.file()));
    match sources.spot(place) {
        Some(spot) => format!("{name}:{}:{}: ", spot.from.line, spot.from.column),
        None => format!("{name}: "),
    }
}
