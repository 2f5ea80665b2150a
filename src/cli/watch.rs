//! `--watch`: the same command again whenever a file has changed, for an author at work.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::cli::{SOUND, Session, say};
use crate::error::Error;
use crate::source::disk;
use crate::value::Lang;

/// An editor that saves a file touches it several times; what comes so close together is one change.
const TOGETHER: Duration = Duration::from_millis(100);

/// Back to the top of an empty screen.
const CLEAR: &str = "\u{1b}[2J\u{1b}[3J\u{1b}[H";

/// Each change of some files as it happens.
pub type Changes = Box<dyn Iterator<Item = ()>>;

/// Looks out for changes of some files and folders.
pub type Lookout = fn(&[PathBuf]) -> io::Result<Changes>;

/// Asks to be run again.
#[derive(Debug, clap::Args)]
pub(super) struct Watch {
    /// Chạy lại mỗi khi tệp thay đổi / run again whenever a file changes
    #[arg(long)]
    pub(super) watch: bool,
}

impl Watch {
    /// The files and folders to look out on. What a run writes would be a change that makes it run again.
    pub(super) fn over(
        &self,
        files: Vec<PathBuf>,
        writes: bool,
    ) -> Result<Option<Vec<PathBuf>>, Error> {
        match (self.watch, writes) {
            (false, _) => Ok(None),
            (true, false) => Ok(Some(files)),
            (true, true) => Err(Error::Usage(WRITES.to_owned())),
        }
    }
}

const WRITES: &str = "--watch không đi cùng --format DẠNG=TỆP hay --write-baseline \
    / --watch does not go with --format FORM=FILE or --write-baseline";

/// Runs a command, and again after each change, until there are no more.
pub(super) fn again(
    paths: &[PathBuf],
    session: &mut Session<'_>,
    run: impl Fn(&mut Session<'_>) -> Result<u8, Error>,
) -> Result<u8, Error> {
    let mut changes = (session.env.lookout)(paths)?;
    loop {
        if session.env.terminals.out {
            session.out.write_all(CLEAR.as_bytes())?;
        }
        // What cannot be run now may run when the file is mended.
        match run(session) {
            Err(Error::Output(gone)) => return Err(gone.into()),
            Err(error) => say(&error, session.style.lang, session.err)?,
            Ok(_) => {}
        }
        session.out.flush()?;
        writeln!(session.err, "{}", waiting(session.style.lang))?;
        if changes.next().is_none() {
            return Ok(SOUND);
        }
    }
}

fn waiting(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "đang theo dõi, sửa tệp là chạy lại; dừng: Ctrl+C",
        Lang::En => "watching: runs again when a file changes; stop with Ctrl+C",
    }
}

/// The changes that the system tells of.
pub(super) fn of_system(paths: &[PathBuf]) -> io::Result<Changes> {
    let (send, told) = channel();
    let heard = move |event: notify::Result<notify::Event>| {
        // To read a file is no change; what could not be told may have been one.
        if event.is_ok_and(|event| event.kind.is_access()) {
            return;
        }
        // Nobody listens any more when the run is over.
        send.send(()).ok();
    };
    let mut watcher = notify::recommended_watcher(heard).map_err(io::Error::other)?;
    for path in paths {
        // An editor may put a new file in the place of the old one: its folder is what stays.
        let (place, depth) = match path.parent() {
            Some(above) if !disk::is_folder(path) => (above, RecursiveMode::NonRecursive),
            _ => (path.as_path(), RecursiveMode::Recursive),
        };
        let place = if place.as_os_str().is_empty() { Path::new(".") } else { place };
        watcher.watch(place, depth).map_err(io::Error::other)?;
    }
    Ok(Box::new(Told { told, _watcher: watcher }))
}

struct Told {
    told: Receiver<()>,
    /// Tells as long as it lives.
    _watcher: RecommendedWatcher,
}

impl fmt::Debug for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Told").finish_non_exhaustive()
    }
}

impl Iterator for Told {
    type Item = ();

    fn next(&mut self) -> Option<()> {
        self.told.recv().ok()?;
        while self.told.recv_timeout(TOGETHER).is_ok() {}
        Some(())
    }
}
