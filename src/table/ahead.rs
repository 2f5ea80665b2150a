//! Plain lines of CSV, looked at before they are read.

use crate::source::{FileId, Span};
pub(crate) use crate::table::lines::behind_front;
use crate::table::lines::cut;
use crate::table::row::Row;

/// Plain lines that are not yet read.
#[derive(Debug)]
pub(crate) struct Ahead<'b> {
    /// Each to its end, the breaks included.
    pub(crate) lines: &'b [u8],
    pub(super) file: FileId,
    /// Where they end in the file.
    pub(super) end: usize,
    pub(super) delimiter: u8,
    pub(super) ends: &'b mut Vec<usize>,
}

impl Ahead<'_> {
    /// Where in the file lines begin that go to the end of these.
    #[inline]
    pub(crate) fn start(&self, lines: &[u8]) -> u32 {
        u32::try_from(self.end - lines.len()).unwrap_or(u32::MAX)
    }

    /// The cells with which these lines begin, each with its delimiter, as a row; the first line ends there.
    pub(crate) fn row<'c>(
        &'c mut self,
        (lines, cells): (&[u8], &'c [u8]),
        end: u32,
    ) -> Option<Row<'c>> {
        let at = Span { file: self.file, start: self.start(lines), end };
        let (_, cells) = cells.split_last()?;
        cut(cells, self.delimiter, self.ends)?;
        Some(Row { text: str::from_utf8(cells).ok()?, ends: self.ends, places: &[], at })
    }
}
