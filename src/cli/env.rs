//! The surroundings of a run: language, terminal, today. Read here and nowhere else.

use std::ffi::OsStr;
use std::io::IsTerminal as _;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::cli::watch::{Lookout, of_system};
use crate::value::{Date, Lang};

/// Which streams somebody sits at.
#[derive(Debug, Clone, Copy, Default)]
pub struct Terminals {
    /// Somebody types, and can be asked.
    pub input: bool,
    /// Somebody sees the outcome.
    pub out: bool,
    /// Somebody sees what is not the outcome.
    pub err: bool,
}

/// What a run knows of its surroundings.
#[derive(Debug, Clone)]
pub struct Env {
    /// The locale: `vi_VN.UTF-8`.
    pub lang: Option<String>,
    /// Colours are unwanted.
    pub no_color: bool,
    /// Which of the streams are.
    pub terminals: Terminals,
    /// Columns of the terminal, where known.
    pub width: Option<usize>,
    /// The day of the run.
    pub today: Date,
    /// How changes of files are seen.
    pub lookout: Lookout,
}

impl Env {
    /// That of this process.
    pub fn of_process() -> Self {
        let said = |name: &str| std::env::var_os(name).filter(|text| !text.is_empty());
        let text = |name: &str| said(name).as_deref().and_then(OsStr::to_str).map(str::to_owned);
        Self {
            lang: ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(text),
            no_color: said("NO_COLOR").is_some() || text("TERM").as_deref() == Some("dumb"),
            terminals: Terminals {
                input: std::io::stdin().is_terminal(),
                out: std::io::stdout().is_terminal(),
                err: std::io::stderr().is_terminal(),
            },
            width: text("COLUMNS").and_then(|columns| columns.parse().ok()),
            today: today(),
            lookout: of_system,
        }
    }

    /// Vietnamese unless the surroundings ask for English.
    pub(crate) fn language(&self) -> Lang {
        let lang = self.lang.as_deref().unwrap_or("");
        let name = lang.split(['_', '.', '-', '@']).next().unwrap_or("");
        match name {
            "en" | "C" | "POSIX" => Lang::En,
            _ => Lang::Vi,
        }
    }
}

/// The day in Vietnam, whatever the clock of the machine is set to show.
fn today() -> Date {
    #[expect(clippy::disallowed_methods, reason = "the one place that asks the clock")]
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    Date::in_vietnam(now.as_ref().map_or(0, Duration::as_secs))
}
