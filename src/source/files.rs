//! The table of files. Rules and small inputs keep their text; the text of data files is read again
//! when a finding has to show it, so that a province's ten million figures need not stay in memory.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use crate::source::{Kept, Long, disk, hash};

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
struct File {
    /// As the reader knows it.
    name: String,
    /// Where it lies; `None` for what is built in, or lies nowhere.
    path: Option<PathBuf>,
    text: Text,
}

#[derive(Debug)]
enum Text {
    Kept(String),
    /// So many bytes long when it was read; a large one with its line breaks.
    OnDisk(u64, Option<Kept>),
    Folder,
    None,
}

/// Name and text of every file of a run, by number; only ever added to.
#[derive(Debug, Default)]
pub(crate) struct Files {
    all: Vec<File>,
}

impl Files {
    fn add(&mut self, name: &str, path: Option<PathBuf>, text: Text) -> FileId {
        let id = self.next();
        self.all.push(File { name: name.to_owned(), path, text });
        id
    }

    /// The number of the next file.
    pub(crate) fn next(&self) -> FileId {
        FileId(u32::try_from(self.all.len()).unwrap_or(u32::MAX))
    }

    fn get(&self, id: FileId) -> Option<&File> {
        self.all.get(id.0 as usize)
    }

    /// A file whose text is kept.
    pub(crate) fn keep(&mut self, name: &str, text: String) -> FileId {
        self.add(name, None, Text::Kept(text))
    }

    /// A file whose text is kept; one that several plans share is the same file for all of them.
    pub(crate) fn keep_once(&mut self, name: &str, text: String) -> FileId {
        let same = |f: &File| f.name == name && matches!(&f.text, Text::Kept(t) if *t == text);
        match self.all.iter().position(same) {
            Some(at) => FileId(u32::try_from(at).unwrap_or(u32::MAX)),
            None => self.keep(name, text),
        }
    }

    /// A file whose text is on the disk, `bytes` long when it was read.
    pub(crate) fn on_disk(&mut self, name: &str, path: PathBuf, bytes: u64) -> FileId {
        let breaks = (bytes > SHORT).then(Kept::default);
        self.add(name, Some(path), Text::OnDisk(bytes, breaks))
    }

    /// A folder of data, by the name it was given.
    pub(crate) fn folder(&mut self, name: &str) -> FileId {
        self.add(name, None, Text::Folder)
    }

    /// Whether it is such a folder.
    pub(crate) fn is_folder(&self, id: FileId) -> bool {
        self.get(id).is_some_and(|file| matches!(file.text, Text::Folder))
    }

    /// A file without a text that can be shown.
    pub(crate) fn nameless(&mut self, name: &str) -> FileId {
        self.add(name, None, Text::None)
    }

    /// Says where the files from `first` on lie, by their names.
    pub(crate) fn lie(&mut self, first: FileId, place: impl Fn(&str) -> Option<PathBuf>) {
        for file in self.all.iter_mut().skip(first.0 as usize) {
            file.path = file.path.take().or_else(|| place(&file.name));
        }
    }

    /// As the reader knows it: relative to the folder checked, with `/`.
    pub(crate) fn name(&self, id: FileId) -> &str {
        self.get(id).map_or("", |f| f.name.as_str())
    }

    /// Where it lies, from where the tool was started; `None` for what is built in.
    pub(crate) fn path(&self, id: FileId) -> Option<&Path> {
        self.get(id)?.path.as_deref()
    }

    /// Its text; `None` where there is none, or it has changed since.
    pub(crate) fn text(&self, id: FileId) -> Option<Cow<'_, str>> {
        let file = self.get(id)?;
        match &file.text {
            Text::Kept(text) => Some(Cow::Borrowed(text)),
            Text::OnDisk(bytes, _) => disk::read_again(file.path.as_ref()?, *bytes).map(Cow::Owned),
            Text::Folder | Text::None => None,
        }
    }

    /// Every file that has a text, by name.
    pub(crate) fn with_text(&self) -> Vec<FileId> {
        let all = (0..self.next().0).map(FileId);
        let mut all: Vec<FileId> = all.filter(|id| self.has_text(*id)).collect();
        all.sort_by_key(|id| self.name(*id));
        all
    }

    /// Whether it is a file with a text.
    pub(crate) fn has_text(&self, id: FileId) -> bool {
        self.get(id).is_some_and(|file| matches!(file.text, Text::Kept(_) | Text::OnDisk(..)))
    }

    /// Its SHA-256; `None` where there is no text, or it has changed since.
    pub(crate) fn sha256(&self, id: FileId) -> Option<String> {
        let file = self.get(id)?;
        match &file.text {
            Text::Kept(text) => hash::sha256(text.as_bytes()).ok().map(|(sum, _)| sum),
            Text::OnDisk(bytes, _) => {
                let read = disk::open(file.path.as_ref()?).and_then(hash::sha256).ok();
                read.filter(|(_, read)| read == bytes).map(|(sum, _)| sum)
            }
            Text::Folder | Text::None => None,
        }
    }

    /// A file that is too large to be read whole for a line of it; `None` for all others, and where it has
    /// changed since.
    pub(crate) fn long(&self, id: FileId) -> Option<Long> {
        let file = self.get(id)?;
        let Text::OnDisk(bytes, Some(breaks)) = &file.text else { return None };
        let read = disk::open_again(file.path.as_ref()?, *bytes)?;
        Long::new(read, usize::try_from(*bytes).ok()?, Kept::clone(breaks))
    }

    /// Where the line breaks of such a file are kept while it is read.
    pub(crate) fn breaks(&self, id: FileId) -> Option<Kept> {
        match &self.get(id)?.text {
            Text::OnDisk(_, breaks) => breaks.clone(),
            Text::Kept(_) | Text::Folder | Text::None => None,
        }
    }

    /// The kept text of a rule file.
    pub(crate) fn kept(&self, id: FileId) -> &str {
        match self.get(id) {
            Some(File { text: Text::Kept(text), .. }) => text,
            _ => "",
        }
    }
}
