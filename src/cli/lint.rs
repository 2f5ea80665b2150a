//! `soat lint`: plans by themselves, before anything is handed in.

use std::path::PathBuf;

use crate::cli::options::{FailOn, FormatArg};
use crate::cli::{FOUND, SOUND, STATUSES, Session};
use crate::error::Error;
use crate::pipeline;
use crate::render::render;

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

    /// Dạng kết quả / the form of the outcome
    #[arg(long, value_name = "FORM", default_value = "terminal")]
    format: FormatArg,

    /// Mức làm lệnh kết thúc với mã 1 / the level from which the exit status is 1
    #[arg(long, value_name = "LEVEL", default_value = "error")]
    fail_on: FailOn,
}

impl Lint {
    pub(crate) fn run(&self, session: &mut Session<'_>) -> Result<u8, Error> {
        let (report, files) = pipeline::lint(&self.paths, &self.overlay, session.env.today)?;
        render(self.format.into(), &report, &files, session.style, session.out)?;
        session.out.flush()?;
        let fails = self.fail_on.level().is_some_and(|level| report.fails(level));
        Ok(if fails { FOUND } else { SOUND })
    }
}
