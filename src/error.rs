//! Floor 0: why the tool itself could not run. Findings in the user's material are never this.

use std::path::PathBuf;

/// Ends a run with exit status 2.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// A path that is not there or cannot be opened.
    #[error("{}: {why}", path.display())]
    Unreadable { path: PathBuf, why: String },
    /// A named output that cannot be written.
    #[error("{}: không ghi được / cannot be written: {why}", path.display())]
    Unwritable { path: PathBuf, why: std::io::Error },
    /// Rules that have errors: nothing can be checked against them.
    #[error("{0}")]
    Rules(String),
    /// A configuration with mistakes: each in a line, with its place.
    #[error("{0}")]
    Config(String),
    /// A flag or a combination of flags that means nothing.
    #[error("{0}")]
    Usage(String),
    /// The output could not be written.
    #[error("{0}")]
    Output(#[from] std::io::Error),
}
