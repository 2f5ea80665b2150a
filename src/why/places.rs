//! File and line of places, for a reader; the texts that were looked at last are kept at hand.

use std::cell::RefCell;

use crate::source::{FileId, Files, Lines, Span};

/// How many files are kept at hand.
const MOST: usize = 16;

/// The files of a run.
#[derive(Debug)]
pub(crate) struct Places<'a> {
    files: &'a Files,
    recent: RefCell<Vec<(FileId, Option<Lines<'a>>)>>,
}

impl<'a> Places<'a> {
    pub(crate) fn new(files: &'a Files) -> Self {
        Self { files, recent: RefCell::default() }
    }

    /// `reports/2018-Q3/binh_son.toml:12`; the file alone where its text cannot be had.
    pub(crate) fn show(&self, span: Span) -> String {
        let name = self.files.name(span.file);
        match self.line(span) {
            Some(line) => format!("{name}:{line}"),
            None => name.to_owned(),
        }
    }

    fn line(&self, span: Span) -> Option<usize> {
        let mut recent = self.recent.borrow_mut();
        let at = recent.iter().position(|(file, _)| *file == span.file);
        let entry = match at {
            Some(at) => recent.remove(at),
            None => (span.file, self.files.text(span.file).map(Lines::new)),
        };
        let line = entry.1.as_ref().map(|lines| lines.at(span.start as usize).line);
        recent.push(entry);
        if recent.len() > MOST {
            recent.remove(0);
        }
        line
    }
}
