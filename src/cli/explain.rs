//! `soat explain`: what a finding means, why it matters, an example, what to do.

use crate::catalog;
use crate::cli::{SOUND, Session};
use crate::diag::words::did_you_mean;
use crate::error::Error;
use crate::value::Lang;

/// Giải thích một loại phát hiện / explain a finding
#[derive(Debug, clap::Args)]
pub(crate) struct Explain {
    /// Tên phát hiện, ví dụ `completeness/missing-report`; bỏ trống: liệt kê / its name; none: list all
    name: Option<String>,
}

impl Explain {
    pub(crate) fn run(&self, session: &mut Session<'_>) -> Result<u8, Error> {
        let lang = session.style.lang;
        let Some(name) = &self.name else { return list(session) };
        let Some(code) = catalog::codes().into_iter().find(|c| c.name == name) else {
            return Err(Error::Usage(unknown(name, lang)));
        };
        let [vi, en] = code.summary;
        let summary = if lang == Lang::Vi { vi } else { en };
        let severity = code.severity.show(lang);
        writeln!(session.out, "{} ({severity}): {summary}", code.name)?;
        if let Some(page) = catalog::page(code.name, lang) {
            writeln!(session.out, "\n{}", page.trim_end())?;
        }
        Ok(SOUND)
    }
}

fn list(session: &mut Session<'_>) -> Result<u8, Error> {
    let lang = session.style.lang;
    for code in catalog::codes() {
        let [vi, en] = code.summary;
        let summary = if lang == Lang::Vi { vi } else { en };
        writeln!(session.out, "{}\t{}\t{summary}", code.name, code.severity.show(lang))?;
    }
    Ok(SOUND)
}

fn unknown(name: &str, lang: Lang) -> String {
    let codes = catalog::codes();
    let near = did_you_mean(name, codes.iter().map(|c| c.name), lang).unwrap_or_default();
    match lang {
        Lang::Vi => format!("không có phát hiện nào tên là `{name}`; {near}"),
        Lang::En => format!("no finding is called `{name}`; {near}"),
    }
}
