//! The texts of files while findings are shown: read once, indexed once, and let go again, so that a
//! province's data need not be in memory to show its findings.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::source::{FileId, Files, LineColumn, Lines, Long, Place, Span};

/// How many files are kept at hand, and how many bytes at most.
const MOST_FILES: usize = 32;
const MOST_BYTES: usize = 1 << 30;

/// So many places are kept that were told before: the clauses of the rules, which thousands of findings rest on.
const MOST_TOLD: usize = 1 << 12;

/// The files that were looked at last, oldest first.
#[derive(Debug)]
pub(crate) struct Sources<'a> {
    files: &'a Files,
    recent: Vec<(FileId, Option<Arc<Lines<'a>>>)>,
    /// Whether a file is a large one, of those whose lines were asked for.
    long: FxHashMap<FileId, Option<Long>>,
    told: FxHashMap<Span, Spot>,
}

/// Where a text begins and ends, for a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Spot {
    pub(crate) from: LineColumn,
    pub(crate) to: LineColumn,
}

impl<'a> Sources<'a> {
    pub(crate) fn new(files: &'a Files) -> Self {
        Self { files, recent: Vec::new(), long: FxHashMap::default(), told: FxHashMap::default() }
    }

    pub(crate) fn name(&self, file: FileId) -> &'a str {
        self.files.name(file)
    }

    /// The text of a file; `None` where there is none that can be shown.
    pub(crate) fn lines(&mut self, file: FileId) -> Option<Arc<Lines<'a>>> {
        if let Some(at) = self.recent.iter().position(|(id, _)| *id == file) {
            let known = self.recent.remove(at);
            self.recent.push(known.clone());
            return known.1;
        }
        let lines = self.files.text(file).map(|text| Arc::new(Lines::new(text)));
        self.recent.push((file, lines.clone()));
        self.let_go();
        lines
    }

    /// Line and column of a place; `None` for a file as a whole.
    pub(crate) fn spot(&mut self, place: Place) -> Option<Spot> {
        let span = match place {
            Place::Text(span) => span,
            Place::File(_) => return None,
        };
        let files = self.files;
        if let Some(long) = self.long.entry(span.file).or_insert_with(|| files.long(span.file)) {
            let [from, to] = long.ends(span.start as usize, span.end as usize)?;
            return Some(Spot { from, to });
        }
        if let Some(spot) = self.told.get(&span) {
            return Some(*spot);
        }
        let lines = self.lines(span.file)?;
        let (start, end) = lines.clamp(span.start as usize, span.end as usize);
        let spot = Spot { from: lines.at(start), to: lines.at(end) };
        if self.told.len() == MOST_TOLD {
            self.told.clear();
        }
        self.told.insert(span, spot);
        Some(spot)
    }

    fn let_go(&mut self) {
        let bytes = |(_, lines): &(FileId, Option<Arc<Lines<'_>>>)| {
            lines.as_ref().map_or(0, |lines| lines.bytes())
        };
        let mut held: usize = self.recent.iter().map(bytes).sum();
        while self.recent.len() > MOST_FILES || (held > MOST_BYTES && self.recent.len() > 2) {
            held -= bytes(&self.recent.remove(0));
        }
    }
}
