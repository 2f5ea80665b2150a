//! Values of arguments, and the arguments that several commands share.

use std::convert::Infallible;
use std::path::{Path, PathBuf};

use crate::cli::{Env, Session};
use crate::config::{Config, Set};
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
    /// What is read: as the command line says, else as the configuration does. Rules that are named here
    /// take the place of its rules, plan and amendments together.
    pub(crate) fn inputs(&self, submission: &Path, session: &Session<'_>) -> Inputs {
        let config = &session.config;
        let usual = self.rules.is_empty().then_some(config);
        let paths = |set: Option<&Set<Vec<PathBuf>>>| set.map(|s| s.value.clone());
        let or = |own: &Vec<PathBuf>, set| match paths(set).filter(|_| own.is_empty()) {
            Some(usual) => usual,
            None => own.clone(),
        };
        let plan = usual.and_then(|c| c.plan.as_ref()).map(|plan| plan.value.clone());
        Inputs {
            submission: submission.to_owned(),
            rules: or(&self.rules, config.rules.as_ref()),
            plan: self.plan.clone().or(plan),
            overlays: or(&self.overlay, usual.and_then(|c| c.overlay.as_ref())),
            local: config.local(session.style.lang),
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

/// `--config`
#[derive(Debug, clap::Args)]
pub(crate) struct Settings {
    /// Tệp cấu hình; mặc định: soat.toml gần nhất, tìm từ thư mục ngược lên / the configuration; by
    /// default the nearest soat.toml, upwards from the folder
    #[arg(long = "config", value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
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
    /// The least severity that fails a run: as asked for here, else by the configuration, else an error.
    pub(crate) fn of(asked: Option<Self>, config: &Config) -> Option<Severity> {
        let usual = config.fail_on.as_ref().map_or(Some(Severity::Error), |set| set.value);
        asked.map_or(usual, Self::level)
    }

    fn level(self) -> Option<Severity> {
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
