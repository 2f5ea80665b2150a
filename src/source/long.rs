//! A large file of data, looked into piece by piece, so that the line of a finding can be told without the
//! whole file in memory.

use std::fs::File;

use crate::source::disk;
use crate::source::lines::{LineColumn, Lines};

/// So many bytes are a piece; a longer line makes a longer one.
const PIECE: usize = 1 << 20;

/// One large file.
#[derive(Debug)]
pub(crate) struct Long {
    file: File,
    bytes: usize,
    /// Where each piece begins, which is where a line does, and how many lines stand before it.
    starts: Vec<(usize, usize)>,
    /// The two pieces that were looked into last.
    held: [Option<(usize, Lines<'static>)>; 2],
}

impl Long {
    pub(super) fn new(file: File, bytes: usize) -> Self {
        Self { file, bytes, starts: vec![(0, 0)], held: [None, None] }
    }

    /// The line and column of a byte; `None` where the file cannot be read any more.
    pub(crate) fn at(&mut self, byte: usize) -> Option<LineColumn> {
        let byte = byte.min(self.bytes);
        self.read_to(byte)?;
        let n = self.starts.partition_point(|(start, _)| *start <= byte).checked_sub(1)?;
        let (start, before) = self.starts.get(n).copied()?;
        let at = self.lines(n)?.at(byte - start);
        Some(LineColumn { line: at.line + before, ..at })
    }

    /// Counts the lines up to the piece that holds a byte.
    fn read_to(&mut self, byte: usize) -> Option<()> {
        loop {
            let n = self.starts.len() - 1;
            let (start, before) = self.starts.get(n).copied()?;
            if byte < start {
                return Some(());
            }
            let lines = self.lines(n)?;
            let next = (start + lines.bytes(), before + lines.breaks());
            if byte < next.0 || next.0 >= self.bytes {
                return Some(());
            }
            self.starts.push(next);
        }
    }

    /// The lines of a piece.
    fn lines(&mut self, n: usize) -> Option<&Lines<'static>> {
        let holds = |held: &Option<(usize, Lines<'_>)>| held.as_ref().is_some_and(|(m, _)| *m == n);
        if !self.held.iter().any(holds) {
            let (start, _) = self.starts.get(n).copied()?;
            let text = self.text(start)?;
            self.held.swap(0, 1);
            self.held[0] = Some((n, Lines::new(text)));
        }
        let [first, second] = &self.held;
        let held = if holds(first) { first } else { second };
        held.as_ref().map(|(_, lines)| lines)
    }

    /// Whole lines from a byte on.
    fn text(&mut self, start: usize) -> Option<String> {
        let mut most = PIECE;
        loop {
            let mut bytes = disk::read_at(&mut self.file, start as u64, most).ok()?;
            let end = start + bytes.len() == self.bytes;
            let lines = if end { Some(bytes.len()) } else { Lines::whole(&bytes) };
            if let Some(lines) = lines {
                bytes.truncate(lines);
                return Some(disk::as_text(bytes));
            }
            if bytes.len() < most {
                return None;
            }
            most *= 2;
        }
    }
}
