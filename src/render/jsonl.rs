//! The report for programs that read line by line: one finding a line, and in the last line the run.

use std::io::{self, Write};

use crate::render::json::{self, Told};
use crate::report::Report;
use crate::source::Files;
use crate::value::Lang;

pub(crate) fn render(
    report: &Report,
    files: &Files,
    lang: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    let told = Told::new(report, files, lang);
    told.findings().try_for_each(|finding| json::line(&finding, out))?;
    json::line(&told.run(report.findings.len()), out)
}
