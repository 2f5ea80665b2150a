//! `--baseline` and `--write-baseline`: what was there when a gate began.

use std::path::PathBuf;

use crate::baseline::{self, Baseline};
use crate::cli::Session;
use crate::config::Config;
use crate::diag::words::count;
use crate::error::Error;
use crate::report::Report;
use crate::source::Files;
use crate::value::Lang;

/// Which findings are known already.
#[derive(Debug, clap::Args)]
pub(crate) struct Known {
    /// Tệp mốc: vấn đề đã có trong đó chỉ được đếm / baseline: what it knows is only counted
    #[arg(long, value_name = "FILE", conflicts_with = "write_baseline")]
    baseline: Option<PathBuf>,

    /// Ghi mọi vấn đề hiện có vào tệp mốc, mã 0 / write all that is found into a baseline; status 0
    #[arg(long, value_name = "FILE")]
    write_baseline: Option<PathBuf>,
}

impl Known {
    /// Whether a baseline is written.
    pub(crate) fn writes(&self) -> bool {
        self.write_baseline.is_some()
    }

    /// Marks what the baseline knows.
    pub(crate) fn mark(
        &self,
        report: &mut Report,
        files: &Files,
        config: &Config,
    ) -> Result<(), Error> {
        // What is about to be written need not be there yet.
        let usual = config.baseline.as_ref().filter(|_| self.write_baseline.is_none());
        if let Some(path) = self.baseline.as_ref().or(usual.map(|set| &set.value)) {
            Baseline::read(path)?.apply(report, files);
        }
        Ok(())
    }

    /// Tells what has gone, or makes what was found the baseline from now on: then nothing fails.
    pub(crate) fn settles(
        &self,
        report: &Report,
        files: &Files,
        session: &mut Session<'_>,
    ) -> Result<bool, Error> {
        let lang = session.style.lang;
        if let Some(gone) = report.baseline.map(|b| b.gone).filter(|gone| *gone > 0) {
            writeln!(session.err, "{}", baseline::gone(gone).get(lang)).ok();
        }
        let Some(path) = &self.write_baseline else { return Ok(false) };
        let known = Baseline::of(report, files);
        let findings = count(known.len(), lang, ["vấn đề", "finding", "findings"]);
        known.save(path)?;
        let path = path.display();
        let told = match lang {
            Lang::Vi => format!("đã ghi {findings} vào tệp mốc {path}"),
            Lang::En => format!("{findings} written into the baseline {path}"),
        };
        writeln!(session.err, "{told}").ok();
        Ok(true)
    }
}
