//! The table of files. Rules and small inputs keep their text; the text of data files is read again
//! when a finding has to show it, so that a province's ten million figures need not stay in memory.

use std::borrow::Cow;
use std::path::PathBuf;

use crate::source::{Long, disk, hash};

/// A file of so many bytes is read whole.
const SHORT: u64 = 8 << 20;

/// A number of a file in `Files`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct FileId(pub(crate) u32);

impl FileId {
    /// No file: for what was made without one.
    pub(crate) const NONE: Self = Self(u32::MAX);
}

#[derive(Debug)]
enum Text {
    Kept(String),
    OnDisk { path: PathBuf, bytes: u64 },
    None,
}

/// Name and text of every file of a run, by number; only ever added to.
#[derive(Debug, Default)]
pub(crate) struct Files {
    all: Vec<(String, Text)>,
}

impl Files {
    fn add(&mut self, name: String, text: Text) -> FileId {
        let id = FileId(u32::try_from(self.all.len()).unwrap_or(u32::MAX));
        self.all.push((name, text));
        id
    }

    /// A file whose text is kept.
    pub(crate) fn keep(&mut self, name: &str, text: String) -> FileId {
        self.add(name.to_owned(), Text::Kept(text))
    }

    /// A file whose text is kept; one that several plans share is the same file for all of them.
    pub(crate) fn keep_once(&mut self, name: &str, text: String) -> FileId {
        let same = |(n, t): &(String, Text)| n == name && matches!(t, Text::Kept(t) if *t == text);
        match self.all.iter().position(same) {
            Some(at) => FileId(u32::try_from(at).unwrap_or(u32::MAX)),
            None => self.keep(name, text),
        }
    }

    /// A file whose text is on the disk, `bytes` long when it was read.
    pub(crate) fn on_disk(&mut self, name: String, path: PathBuf, bytes: u64) -> FileId {
        self.add(name, Text::OnDisk { path, bytes })
    }

    /// A folder, or a file without a text that can be shown.
    pub(crate) fn nameless(&mut self, name: &str) -> FileId {
        self.add(name.to_owned(), Text::None)
    }

    /// As the reader knows it: relative to the folder checked, with `/`.
    pub(crate) fn name(&self, id: FileId) -> &str {
        self.all.get(id.0 as usize).map_or("", |f| f.0.as_str())
    }

    /// Its text; `None` where there is none, or it has changed since.
    pub(crate) fn text(&self, id: FileId) -> Option<Cow<'_, str>> {
        match &self.all.get(id.0 as usize)?.1 {
            Text::Kept(text) => Some(Cow::Borrowed(text)),
            Text::OnDisk { path, bytes } => disk::read_again(path, *bytes).map(Cow::Owned),
            Text::None => None,
        }
    }

    /// Every file that has a text, by name.
    pub(crate) fn with_text(&self) -> Vec<FileId> {
        let has = |(_, (_, text)): &(u32, &(String, Text))| !matches!(text, Text::None);
        let mut all: Vec<_> = (0..).zip(&self.all).filter(has).collect();
        all.sort_by_key(|(_, (name, _))| name);
        all.into_iter().map(|(id, _)| FileId(id)).collect()
    }

    /// Its SHA-256; `None` where there is no text, or it has changed since.
    pub(crate) fn sha256(&self, id: FileId) -> Option<String> {
        match &self.all.get(id.0 as usize)?.1 {
            Text::Kept(text) => hash::sha256(text.as_bytes()).ok().map(|(sum, _)| sum),
            Text::OnDisk { path, bytes } => {
                let read = disk::open(path).and_then(hash::sha256).ok();
                read.filter(|(_, read)| read == bytes).map(|(sum, _)| sum)
            }
            Text::None => None,
        }
    }

    /// A file that is too large to be read whole for a line of it; `None` for all others, and where it has
    /// changed since.
    pub(crate) fn long(&self, id: FileId) -> Option<Long> {
        match &self.all.get(id.0 as usize)?.1 {
            Text::OnDisk { path, bytes } if *bytes > SHORT => {
                let file = disk::open_again(path, *bytes)?;
                Some(Long::new(file, usize::try_from(*bytes).ok()?))
            }
            Text::OnDisk { .. } | Text::Kept(_) | Text::None => None,
        }
    }

    /// The kept text of a rule file.
    pub(crate) fn kept(&self, id: FileId) -> &str {
        match self.all.get(id.0 as usize) {
            Some((_, Text::Kept(text))) => text,
            _ => "",
        }
    }
}
