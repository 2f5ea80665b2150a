//! `soat test`: the tests of plans.

use std::path::PathBuf;

use crate::cli::watch::Watch;
use crate::cli::{FOUND, SOUND, Session};
use crate::error::Error;
use crate::render::{Format, TrialFormat, coverage, mutants, render, trials};
use crate::report::{Mutants, Report, are_few};
use crate::spec;

const NO_JUNIT: &str =
    "với --mutate chỉ có --format text, json / with --mutate there is only --format text, json";

/// Chạy các ví dụ kiểm thử của kế hoạch / run the tests of plans
#[derive(Debug, clap::Args)]
pub(crate) struct Test {
    /// Tệp `.plan`, thư mục có tệp ấy hoặc có `expect.toml`; bỏ trống: kế hoạch có sẵn
    /// / plan files, folders of them, or folders with an `expect.toml`; none: the built-in plans
    paths: Vec<PathBuf>,

    /// Dạng kết quả / the form of the outcome
    #[arg(long, value_name = "FORM", default_value = "text")]
    format: FormatArg,

    /// Chỉ liệt kê quy tắc chưa ví dụ nào làm cho đúng, hoặc cho sai
    /// / only list the rules that no test makes pass, or none makes fail
    #[arg(long, conflicts_with = "format")]
    coverage: bool,

    /// Sửa kế hoạch từng bước một, nêu chỗ sửa mà không ví dụ nào nhận ra
    /// / change the plan one step at a time, and tell the changes that no test notices
    #[arg(long, conflicts_with = "coverage")]
    mutate: bool,

    #[command(flatten)]
    watch: Watch,
}

/// `--format`
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum FormatArg {
    Text,
    Json,
    Junit,
}

impl From<FormatArg> for TrialFormat {
    fn from(format: FormatArg) -> Self {
        match format {
            FormatArg::Text => Self::Text,
            FormatArg::Json => Self::Json,
            FormatArg::Junit => Self::Junit,
        }
    }
}

impl Test {
    pub(super) fn watched(&self) -> Result<Option<Vec<PathBuf>>, Error> {
        self.watch.over(self.paths.clone(), false)
    }

    pub(crate) fn run(&self, session: &mut Session<'_>) -> Result<u8, Error> {
        if self.mutate && matches!(self.format, FormatArg::Junit) {
            return Err(Error::Usage(NO_JUNIT.to_owned()));
        }
        let mut tried = spec::run(&self.paths)?;
        let passes = tried.passes();
        let mut report = Report::of(session.env.today, std::mem::take(&mut tried.mistakes));
        report.sort(&tried.files);
        render(Format::Short, &report, &tried.files, session.style, session.err)?;
        if self.mutate && passes {
            return self.mutated(session);
        }
        if self.coverage {
            coverage(&tried.untried, session.style, session.out)?;
        } else {
            trials(self.format.into(), &tried.trials, session.style, session.out)?;
        }
        session.out.flush()?;
        Ok(if passes || self.coverage { SOUND } else { FOUND })
    }

    /// What the tests notice of a plan that is changed; they passed before.
    fn mutated(&self, session: &mut Session<'_>) -> Result<u8, Error> {
        let all = spec::mutate::run(&self.paths)?;
        mutants(self.format.into(), &all, session.style, session.out)?;
        session.out.flush()?;
        let few = are_few(
            all.iter().map(|m| m.unnoticed.len()).sum(),
            all.iter().map(Mutants::made).sum(),
        );
        let settled = few && all.iter().all(Mutants::is_settled);
        Ok(if settled { SOUND } else { FOUND })
    }
}
