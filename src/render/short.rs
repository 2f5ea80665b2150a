//! One line for each finding, `file:line:column: level[code]: message`: for editors and `grep`.

use std::io::{self, Write};

use crate::diag::Finding;
use crate::diag::wrap::clean;
use crate::render::sources::Sources;
use crate::render::words::accepted;
use crate::report::Report;
use crate::source::{FileId, Files, Place};
use crate::value::Lang;

pub(crate) fn render(
    report: &Report,
    files: &Files,
    lang: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut sources = Sources::new(files);
    for finding in report.shown() {
        if let Some(place) = main_place(finding) {
            write!(out, "{}:", clean(sources.name(place.file())))?;
            if let Some(spot) = sources.spot(place) {
                write!(out, "{}:{}:", spot.from.line, spot.from.column)?;
            }
            write!(out, " ")?;
        }
        write!(out, "{}[{}]: ", finding.severity.show(lang), finding.code.name)?;
        write!(out, "{}", clean(finding.message.get(lang)))?;
        match accepted(finding, lang) {
            Some(accepted) => writeln!(out, " ({})", clean(&accepted))?,
            None => writeln!(out)?,
        }
    }
    Ok(())
}

/// The first place of the data, else the clause, if it is in a file.
fn main_place(finding: &Finding) -> Option<Place> {
    let label = finding.labels.first().map(|label| label.place);
    let place = label.or_else(|| finding.clause.as_ref().map(|clause| clause.place.into()));
    place.filter(|place| place.file() != FileId::NONE)
}
