//! Floor 8: the chain from files to a report.

use std::path::PathBuf;

use crate::error::Error;
use crate::report::Report;
use crate::source::Files;
use crate::value::Date;

/// What is read.
#[derive(Debug, Clone, Default)]
pub(crate) struct Inputs {
    /// The folder that was handed in.
    pub(crate) submission: PathBuf,
    /// Plan files, or folders of them.
    pub(crate) rules: Vec<PathBuf>,
    /// The id or number of the plan that is meant.
    pub(crate) plan: Option<String>,
    /// Files with an `amend`, laid over the plan.
    pub(crate) overlays: Vec<PathBuf>,
}

/// How it is judged.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Options {
    /// `None`: the manifest's day, else today.
    pub(crate) as_of: Option<Date>,
    pub(crate) today: Date,
}

/// Checks a submission against its plan.
pub(crate) fn check(_inputs: &Inputs, _options: &Options) -> Result<(Report, Files), Error> {
    Err(Error::Usage("not built yet".to_owned()))
}
