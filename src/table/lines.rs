//! Lines of CSV that need no parser: no quote in them, no break but `\n` and `\r\n`, all of it UTF-8. Such are
//! nearly all lines of a large table. Cells that stand alike in a run of rows are looked for once.

use std::ops::Range;

use memchr::{memchr, memchr_iter, memchr2, memrchr};

use crate::source::bounds::MOST_CELLS;

/// Where the plain lines of a buffer end, and what is known of the last one.
#[derive(Debug, Default)]
pub(crate) struct Plain {
    end: usize,
    /// So many cells at the front of a row are held against those of the row before.
    pub(crate) leading: usize,
    /// Where those of the row before stand, with the delimiter behind them.
    before: Range<usize>,
}

/// One plain line.
#[derive(Debug)]
pub(crate) struct Line {
    pub(crate) at: Range<usize>,
    pub(crate) cells: usize,
    /// The leading cells are those of the row before.
    pub(crate) same: bool,
}

impl Plain {
    /// Nothing is known of the buffer any more.
    pub(crate) fn forget(&mut self) {
        (self.end, self.before) = (0, 0..0);
    }

    /// The row before is none of these.
    pub(crate) fn interrupt(&mut self) {
        self.before = 0..0;
    }

    /// The plain lines of a buffer from there on.
    pub(crate) fn lines<'b>(&self, buffer: &'b [u8], from: usize) -> &'b [u8] {
        buffer.get(from..self.end).unwrap_or(&[])
    }

    /// Finds how far the lines of a buffer are plain.
    pub(crate) fn look(&mut self, bytes: &[u8]) {
        let quote = memchr(b'"', bytes).unwrap_or(bytes.len());
        let alone = |at: &usize| bytes.get(at + 1) != Some(&b'\n');
        let broken = memchr_iter(b'\r', bytes).find(alone).unwrap_or(bytes.len());
        let bytes = bytes.get(..quote.min(broken)).unwrap_or(bytes);
        let valid = match bytes.is_ascii() {
            true => bytes.len(),
            false => str::from_utf8(bytes).err().map_or(bytes.len(), |error| error.valid_up_to()),
        };
        self.end = memrchr(b'\n', bytes.get(..valid).unwrap_or(bytes)).map_or(0, |last| last + 1);
    }

    /// How many bytes at `from` are the leading cells of the row before.
    pub(crate) fn repeats(&self, buffer: &[u8], from: usize) -> Option<usize> {
        let leading = buffer.get(self.before.clone()).filter(|leading| !leading.is_empty())?;
        let same = buffer.get(from..self.end)?.starts_with(leading);
        same.then_some(leading.len())
    }

    /// The next line at `from`, which moves behind it. Puts down where each cell ends, not counting delimiters.
    pub(crate) fn next(
        &mut self,
        buffer: &[u8],
        from: &mut usize,
        delimiter: u8,
        ends: &mut Vec<usize>,
    ) -> Option<Line> {
        while *from < self.end && matches!(buffer.get(*from)?, b'\r' | b'\n') {
            *from += 1;
        }
        let start = *from;
        let rest = buffer.get(start..self.end).filter(|rest| !rest.is_empty())?;
        let repeated = self.repeats(buffer, start);
        let same = repeated.is_some();
        let (mut at, mut cells) = repeated.map_or((0, 0), |length| (length, self.leading));
        loop {
            let end = at + memchr2(delimiter, b'\n', rest.get(at..)?)?;
            if cells == MOST_CELLS {
                return None;
            }
            if cells == ends.len() {
                ends.resize(2 * cells, 0);
            }
            let slot = ends.get_mut(cells)?;
            cells += 1;
            at = end + 1;
            if rest.get(end) != Some(&b'\n') {
                *slot = end + 1 - cells;
                continue;
            }
            let end = end - usize::from(rest.get(..end)?.ends_with(b"\r"));
            *slot = end + 1 - cells;
            *from = start + at;
            if !same {
                self.before = start..start + self.length(cells, ends);
            }
            return Some(Line { at: start..start + end, cells, same });
        }
    }

    /// How long the leading cells of a row are, if others follow them.
    fn length(&self, cells: usize, ends: &[usize]) -> usize {
        let last = self.leading.checked_sub(1).filter(|_| self.leading < cells);
        last.and_then(|last| ends.get(last)).map_or(0, |end| end + self.leading)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use proptest::prelude::*;

    use crate::diag::Sink;
    use crate::source::FileId;
    use crate::table::csv::Rows;

    /// Gives a byte at a time, so that the parser has every line before it is seen whole.
    struct Drip<'a>(&'a [u8]);

    impl Read for Drip<'_> {
        fn read(&mut self, to: &mut [u8]) -> std::io::Result<usize> {
            let n = to.len().min(self.0.len()).min(1);
            to[..n].copy_from_slice(&self.0[..n]);
            self.0 = &self.0[n..];
            Ok(n)
        }
    }

    /// Every cell with its place.
    fn told(input: impl Read, leading: usize) -> Vec<String> {
        let (mut sink, mut out) = (Sink::default(), Vec::new());
        let mut rows = Rows::new(FileId(0), input);
        rows.expect_runs(leading);
        let mut row = rows.header(&mut sink);
        while let Some(r) = row {
            let cells: Vec<_> = (0..r.len()).map(|i| (r.cell(i), r.place(i))).collect();
            out.push(format!("{cells:?} {:?}", r.at()));
            row = rows.next(&mut sink);
        }
        out
    }

    const PARTS: [&str; 11] =
        ["a", "b,", ",", "\n", "\r\n", "\r", "đ", " ", "\"", "x,y,", "x,y,1\n"];

    proptest! {
        #[test]
        fn lines_are_cut_as_the_parser_cuts_them(
            parts in prop::collection::vec(0..PARTS.len(), 0..24),
            leading in 0..3_usize,
        ) {
            let text: String = parts.into_iter().map(|n| PARTS[n]).collect();
            let text = format!("h,i\n{text}");
            prop_assert_eq!(told(text.as_bytes(), leading), told(Drip(text.as_bytes()), leading));
        }
    }
}
