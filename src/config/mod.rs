//! Floor 10: `soat.toml`: what holds for all that is checked in a place. It is found upwards from the
//! folder checked; the command line wins over it, and it over what is built in.

mod fault;
mod keys;
mod list;
mod read;

use std::path::{Path, PathBuf};

pub(crate) use fault::Fault;
pub(crate) use keys::CONFIG;
pub(crate) use list::{Asked, From, Setting, Value, list};

use crate::diag::Severity;
use crate::local::Local;
use crate::render::Format;
use crate::report::Level;
use crate::source::{LineColumn, disk};
use crate::value::{Holidays, Lang, calendar::MonthStart};

/// A setting with its place.
#[derive(Debug, Clone)]
pub(crate) struct Set<T> {
    pub(crate) value: T,
    pub(crate) at: LineColumn,
}

impl<T> Set<T> {
    pub(crate) fn map<U>(self, to: impl FnOnce(T) -> U) -> Set<U> {
        Set { value: to(self.value), at: self.at }
    }

    fn maybe<U>(self, to: impl FnOnce(T) -> Option<U>) -> Option<Set<U>> {
        Some(Set { value: to(self.value)?, at: self.at })
    }
}

/// The settings of a place; without a file, none.
#[derive(Debug, Clone, Default)]
pub(crate) struct Config {
    /// The file, as messages name it.
    pub(crate) name: Option<String>,
    /// The same from the folder checked: `../soat.toml`.
    pub(crate) from_here: Option<String>,
    /// The folder of the file, and the folder checked, without links.
    home: Option<(PathBuf, PathBuf)>,
    pub(crate) rules: Option<Set<Vec<PathBuf>>>,
    pub(crate) overlay: Option<Set<Vec<PathBuf>>>,
    pub(crate) plan: Option<Set<String>>,
    pub(crate) lang: Option<Set<Lang>>,
    /// `None` inside: nothing fails.
    pub(crate) fail_on: Option<Set<Option<Severity>>>,
    pub(crate) deny_unchecked: Option<Set<bool>>,
    pub(crate) format: Option<Set<Format>>,
    pub(crate) baseline: Option<Set<PathBuf>>,
    /// The files, and what they come to beside what is built in.
    pub(crate) holidays: Option<Set<(Vec<PathBuf>, Holidays)>>,
    pub(crate) calendar: Option<Set<MonthStart>>,
    pub(crate) severity: Vec<Set<Level>>,
}

/// The settings for a folder: of a file that was named, else of the first found upwards. Links are not
/// followed, and the search ends with the root of a repository.
pub(crate) fn find(folder: &Path, named: Option<&Path>) -> Result<Config, Vec<Fault>> {
    let Some(start) = disk::real_folder(folder) else { return Ok(Config::default()) };
    if let Some(file) = named {
        let from_here = file.to_string_lossy().into_owned();
        // Whoever names a link means what it leads to.
        let real = disk::real(file).map_or_else(|| file.to_owned(), |real| disk::near(&real));
        return read::read(&real, from_here, start);
    }
    let mut up = String::new();
    for above in start.ancestors() {
        let file = above.join(keys::NAME);
        if disk::is_there(&file) {
            return read::read(&disk::near(&file), format!("{up}{}", keys::NAME), start.clone());
        }
        if disk::is_there(&above.join(".git")) {
            break;
        }
        up.push_str("../");
    }
    Ok(Config::default())
}

impl Config {
    pub(crate) fn lang(&self) -> Option<Lang> {
        self.lang.as_ref().map(|set| set.value)
    }

    /// What it changes in how a check judges.
    pub(crate) fn local(&self, lang: Lang) -> Local {
        let usual = Local::default();
        Local {
            holidays: self.holidays.as_ref().map_or(usual.holidays, |h| h.value.1.clone()),
            calendar: self.calendar.as_ref().map(|c| c.value),
            levels: self.severity.iter().map(|s| s.value.clone()).collect(),
            home: self.home.clone(),
            config: self.from_here.clone(),
            lang,
        }
    }
}
