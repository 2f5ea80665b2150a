//! `soat lint`: plans by themselves, before anything is handed in.

use std::path::{Path, PathBuf};

use crate::cli::known::Known;
use crate::cli::options::{FailOn, Settings};
use crate::cli::outputs::Outputs;
use crate::cli::watch::Watch;
use crate::cli::{FOUND, SOUND, STATUSES, Session};
use crate::config::{Config, Set};
use crate::error::Error;
use crate::pipeline;

/// Soát chính các kế hoạch / look into the plans themselves
#[derive(Debug, clap::Args)]
#[command(after_help = STATUSES)]
pub(crate) struct Lint {
    /// Tệp hoặc thư mục quy tắc; mặc định: có sẵn / plan files or folders; by default the built-in ones
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Tệp sửa đổi, bổ sung kế hoạch; nhắc lại được / file that amends the plan; may be repeated
    #[arg(long, value_name = "FILE")]
    overlay: Vec<PathBuf>,

    #[command(flatten)]
    outputs: Outputs,

    /// Mức làm lệnh kết thúc với mã 1, mặc định: error / the level from which the exit status is 1
    #[arg(long, value_name = "LEVEL")]
    fail_on: Option<FailOn>,

    #[command(flatten)]
    known: Known,

    #[command(flatten)]
    watch: Watch,

    #[command(flatten)]
    settings: Settings,
}

impl Lint {
    pub(crate) fn place(&self) -> (&Path, &Settings) {
        (self.paths.first().map_or(Path::new("."), PathBuf::as_path), &self.settings)
    }

    /// The plans that are meant, and what amends them: those named, else those of the configuration.
    fn meant(&self, config: &Config) -> (Vec<PathBuf>, Vec<PathBuf>) {
        let usual = |set: &Option<Set<Vec<PathBuf>>>, own: &Vec<PathBuf>| match set {
            Some(set) if self.paths.is_empty() && own.is_empty() => set.value.clone(),
            _ => own.clone(),
        };
        (usual(&config.rules, &self.paths), usual(&config.overlay, &self.overlay))
    }

    pub(super) fn watched(&self) -> Result<Option<Vec<PathBuf>>, Error> {
        let all = self.paths.iter().chain(&self.overlay).cloned().collect();
        self.watch.over(all, self.outputs.has_file() || self.known.writes())
    }

    pub(crate) fn run(&self, session: &mut Session<'_>) -> Result<u8, Error> {
        self.outputs.forms(&session.config)?;
        let (rules, overlays) = self.meant(&session.config);
        let local = session.config.local(session.style.lang);
        let (mut report, files) = pipeline::lint(&rules, &overlays, &local, session.env.today)?;
        self.known.mark(&mut report, &files, &session.config)?;
        let settled = self.known.settles(&report, &files, session)?;
        let level = FailOn::of(self.fail_on, &session.config);
        let fails = level.is_some_and(|level| report.fails(level));
        let status = if fails && !settled { FOUND } else { SOUND };
        self.outputs.write((&mut report, &files), status, session)?;
        Ok(status)
    }
}
