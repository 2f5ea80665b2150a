//! Values of arguments, and the arguments that several commands share.

use std::convert::Infallible;
use std::path::{Path, PathBuf};

use crate::cli::Env;
use crate::diag::Severity;
use crate::pipeline::{Inputs, Options};
use crate::value::{Date, Lang, fold};

/// What a submission is held against, and when.
#[derive(Debug, clap::Args)]
pub(crate) struct Against {
    /// Tệp hoặc thư mục quy tắc; nhắc lại được / plan file or folder of them; may be repeated
    #[arg(long, value_name = "PATH")]
    rules: Vec<PathBuf>,

    /// Số hiệu hoặc mã kế hoạch / the plan's number or id
    #[arg(long, value_name = "PLAN", value_parser = name)]
    plan: Option<String>,

    /// Ngày xét, `2019-01-31` hoặc `31/1/2019` / the day as of which it is judged
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<Date>,

    /// Tệp sửa đổi, bổ sung kế hoạch; nhắc lại được / file that amends the plan; may be repeated
    #[arg(long, value_name = "FILE")]
    overlay: Vec<PathBuf>,
}

impl Against {
    pub(crate) fn inputs(&self, submission: &Path) -> Inputs {
        Inputs {
            submission: submission.to_owned(),

            rules: self.rules.clone(),
            plan: self.plan.clone(),
            overlays: self.overlay.clone(),
            ..Inputs::default()
        }
    }

    /// The files and folders of rules that it names.
    pub(crate) fn files(&self) -> impl Iterator<Item = &PathBuf> {
        self.rules.iter().chain(&self.overlay)
    }

    pub(crate) fn options(&self, env: &Env) -> Options {
        Options { as_of: self.as_of, today: env.today }
    }
}

/// A name as typed, composed: the same name typed in two ways is one.
#[expect(clippy::unnecessary_wraps, reason = "clap asks for a result")]
pub(crate) fn name(text: &str) -> Result<String, Infallible> {
    Ok(fold::nfc(text))
}

/// A day as typed.
pub(crate) fn day(text: &str) -> Result<Date, &'static str> {
    Date::parse_iso(text)
        .or_else(|| Date::parse_vietnamese(text))
        .ok_or("viết ngày như 2019-01-31 hoặc 31/1/2019 / write a day as 2019-01-31 or 31/1/2019")
}

/// `--lang`
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub(crate) enum LangArg {
    Vi,
    En,
}

impl From<LangArg> for Lang {
    fn from(lang: LangArg) -> Self {
        match lang {
            LangArg::Vi => Self::Vi,
            LangArg::En => Self::En,
        }
    }
}

/// `--color`
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

impl Color {
    pub(crate) fn is_on(self, env: &Env) -> bool {
        match self {
            Self::Auto => env.terminals.out && !env.no_color,
            Self::Always => true,
            Self::Never => false,
        }
    }
}

/// `--fail-on`
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub(crate) enum FailOn {
    Error,
    Warning,
    Missed,
    Note,
    Never,
}

impl FailOn {
    /// The least severity that fails a run.
    pub(crate) fn level(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Missed => Some(Severity::Missed),
            Self::Note => Some(Severity::Note),
            Self::Never => None,
        }
    }
}

/// `--deny`
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Deny {
    /// What could not be checked.
    Unchecked,
}
