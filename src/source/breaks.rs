//! The line breaks of a large file, counted while it is read, so that the line of a finding can be told from the one
//! page it stands in.

use std::io::{self, Read};
use std::sync::{Arc, OnceLock};

use crate::source::lines;

/// So many bytes are a page: of a large file only what is told of is read a second time.
pub(crate) const PAGE: usize = 1 << 10;

/// How many line breaks stand before each page of a file; of a file of at most four thousand million bytes.
#[derive(Debug, Clone)]
pub(crate) struct Breaks {
    before: Vec<u32>,
    /// Up to here.
    bytes: usize,
    all: u32,
}

/// Where the breaks of a file are kept, once it was read to its end.
pub(crate) type Kept = Arc<OnceLock<Breaks>>;

impl Breaks {
    /// Those of all that can be read.
    pub(crate) fn of(input: impl Read) -> io::Result<Self> {
        let mut counted = Counted::new(input, Kept::default());
        io::copy(&mut counted, &mut io::sink())?;
        Ok(counted.breaks)
    }

    /// How many stand before a page.
    pub(crate) fn before(&self, page: usize) -> u32 {
        self.before.get(page).copied().unwrap_or(self.all)
    }

    fn none() -> Self {
        Self { before: vec![0], bytes: 0, all: 0 }
    }

    fn count(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            let room = PAGE - self.bytes % PAGE;
            let (here, rest) = bytes.split_at(room.min(bytes.len()));
            let breaks = lines::breaks(here);
            self.all = self.all.saturating_add(u32::try_from(breaks).unwrap_or(u32::MAX));
            self.bytes += here.len();
            if here.len() == room {
                self.before.push(self.all);
            }
            bytes = rest;
        }
    }
}

/// Counts what is read.
#[derive(Debug)]
pub(crate) struct Counted<R> {
    input: R,
    breaks: Breaks,
    kept: Kept,
}

impl<R: Read> Counted<R> {
    pub(crate) fn new(input: R, kept: Kept) -> Self {
        Self { input, breaks: Breaks::none(), kept }
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(to)?;
        self.breaks.count(to.get(..read).unwrap_or(&[]));
        if read == 0 && !to.is_empty() {
            // Read once more, it is what it was, or findings do not speak of its lines.
            self.kept.set(self.breaks.clone()).ok();
        }
        Ok(read)
    }
}
