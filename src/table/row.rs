//! A row of a CSV file: its cells, and where each stands.

use crate::source::Span;

/// One row.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row<'a> {
    /// The row as it stands; where some cells are in quotes, the cells alone, one after the other.
    pub(super) text: &'a str,
    /// Where each cell ends in it.
    pub(super) ends: &'a [usize],
    /// Start and length of each cell, where some are in quotes; else empty.
    pub(super) places: &'a [(u32, u32)],
    pub(super) at: Span,
}

impl<'a> Row<'a> {
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// A cell without its quotes; nothing behind the last.
    #[inline]
    pub(crate) fn cell(&self, i: usize) -> &'a str {
        let end = self.ends.get(i).copied().unwrap_or(0);
        self.text.get(self.start(i)..end).unwrap_or("")
    }

    /// The bytes of a cell.
    pub(crate) fn raw(&self, i: usize) -> &'a [u8] {
        self.cell(i).as_bytes()
    }

    /// A cell without spaces around.
    #[inline]
    pub(crate) fn trimmed(&self, i: usize) -> &'a str {
        trim(self.cell(i))
    }

    /// The leading cells of a row without quotes, each with its delimiter.
    pub(crate) fn front(&self, cells: usize) -> &'a str {
        let length = if self.places.is_empty() { self.start(cells) } else { 0 };
        self.text.get(..length).unwrap_or("")
    }

    /// Whether it begins with these leading cells.
    pub(crate) fn begins_with(&self, front: &str) -> bool {
        self.places.is_empty() && self.text.starts_with(front)
    }

    /// Takes the cells of a range without spaces around, each with its number and place, until one is not wanted: where
    /// one ends tells where the next begins.
    pub(crate) fn each(
        self,
        cells: std::ops::Range<usize>,
        mut take: impl FnMut(usize, &'a str, Span) -> Option<()>,
    ) -> Option<()> {
        let (mut start, gap) = (self.start(cells.start), self.gap());
        for (i, end) in cells.clone().zip(self.ends.get(cells).unwrap_or(&[])) {
            let cell = self.text.get(start..*end).unwrap_or("");
            let at = match self.places.get(i) {
                Some((start, length)) => self.span(*start as usize, *length as usize),
                None => self.span(start, cell.len()),
            };
            take(i, trim(cell), at)?;
            start = end + gap;
        }
        Some(())
    }

    fn start(&self, i: usize) -> usize {
        let before = i.checked_sub(1).and_then(|i| self.ends.get(i));
        before.map_or(0, |end| end + self.gap())
    }

    /// How much stands between two cells in `text`.
    fn gap(&self) -> usize {
        usize::from(self.places.is_empty())
    }

    /// The place of a cell, quotes included.
    pub(crate) fn place(&self, i: usize) -> Span {
        let (start, length) = match self.places.get(i) {
            Some((start, length)) => (*start as usize, *length as usize),
            None => (self.start(i), self.raw(i).len()),
        };
        self.span(start, length)
    }

    fn span(&self, start: usize, length: usize) -> Span {
        let start = self.at.start as usize + start;
        Span::new(self.at.file, start, start + length)
    }

    /// The whole row.
    pub(crate) fn at(&self) -> Span {
        self.at
    }

    /// Nothing but empty cells.
    pub(crate) fn is_blank(&self) -> bool {
        let told = matches!(self.raw(0), [b'!'..=b'~', ..]);
        !told && (0..self.len()).all(|i| self.trimmed(i).is_empty())
    }
}

/// A text without spaces around. Most have none: they begin and end in a plain letter or digit.
#[inline]
pub(crate) fn trim(cell: &str) -> &str {
    match cell.as_bytes() {
        [b'!'..=b'~'] | [b'!'..=b'~', .., b'!'..=b'~'] => cell,
        _ => cell.trim(),
    }
}
