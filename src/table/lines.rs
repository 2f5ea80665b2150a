//! Lines of CSV that need no parser: no quote in them, no break but `\n` and `\r\n`, all of it UTF-8. Such are
//! nearly all lines of a large table.

use std::ops::Range;

use memchr::{memchr, memchr_iter, memchr2, memrchr};

use crate::source::bounds::MOST_CELLS;

/// Where the plain lines of a buffer end.
#[derive(Debug, Default)]
pub(crate) struct Plain {
    end: usize,
}

impl Plain {
    /// Nothing is known of the buffer any more.
    pub(crate) fn forget(&mut self) {
        self.end = 0;
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
        let valid = if bytes.is_ascii() {
            bytes.len()
        } else {
            str::from_utf8(bytes).err().map_or(bytes.len(), |error| error.valid_up_to())
        };
        self.end = memrchr(b'\n', bytes.get(..valid).unwrap_or(bytes)).map_or(0, |last| last + 1);
    }

    /// The place of the next line at `from`, which moves behind it. Puts down where each cell ends.
    pub(crate) fn next(
        &self,
        buffer: &[u8],
        from: &mut usize,
        delimiter: u8,
        ends: &mut Vec<usize>,
    ) -> Option<Range<usize>> {
        while *from < self.end && matches!(buffer.get(*from)?, b'\r' | b'\n') {
            *from += 1;
        }
        let (start, rest) = (*from, self.lines(buffer, *from));
        let length = memchr(b'\n', rest)?;
        let line = rest.get(..length)?;
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        cut(line, delimiter, ends)?;
        *from = start + length + 1;
        Some(start..start + line.len())
    }
}

/// What stands behind the first cells of a line.
pub(crate) fn behind_front(mut line: &[u8], cells: usize, delimiter: u8) -> Option<&[u8]> {
    for _ in 0..cells {
        let (mark, rest) = line.get(memchr2(delimiter, b'\n', line)?..)?.split_first()?;
        line = (*mark == delimiter).then_some(rest)?;
    }
    Some(line)
}

/// The first line, its break included, and what stands behind it.
pub(crate) fn split_line(lines: &str) -> Option<(&str, &str)> {
    memchr(b'\n', lines.as_bytes()).map(|length| lines.split_at(length + 1))
}

/// Puts down where each cell ends; `None`: there are too many.
pub(crate) fn cut(line: &[u8], delimiter: u8, ends: &mut Vec<usize>) -> Option<()> {
    ends.clear();
    let (words, rest) = line.as_chunks::<8>();
    let mut at = 0;
    for word in words {
        put(at, marks(*word, delimiter), ends);
        at += 8;
    }
    match line.last_chunk::<8>() {
        // The last eight bytes, less those that were looked at before.
        Some(last) if !rest.is_empty() => {
            let new = u64::MAX << (8 * (8 - rest.len()));
            put(line.len() - 8, marks(*last, delimiter) & new, ends);
        }
        Some(_) => {}
        None => ends.extend((0..rest.len()).filter(|at| rest.get(*at) == Some(&delimiter))),
    }
    ends.push(line.len());
    (ends.len() <= MOST_CELLS).then_some(())
}

/// Puts down the places of marks found in eight bytes.
#[inline]
fn put(at: usize, mut marks: u64, ends: &mut Vec<usize>) {
    while marks != 0 {
        ends.push(at + marks.trailing_zeros() as usize / 8);
        marks &= marks.wrapping_sub(1);
    }
}

/// The highest bit of each of eight bytes that is this mark. Cells are short: to look for each by itself costs more
/// than to look at all bytes of a line.
fn marks(bytes: [u8; 8], mark: u8) -> u64 {
    const LOW: u64 = u64::from_le_bytes([0x7f; 8]);
    let unlike = u64::from_le_bytes(bytes) ^ u64::from_le_bytes([mark; 8]);
    // Of a byte with any bit set, either that is the highest, or the sum carries into the highest.
    !(((unlike & LOW) + LOW) | unlike | LOW)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use proptest::prelude::*;

    use super::marks;
    use crate::diag::Sink;
    use crate::source::FileId;
    use crate::table::csv::{Row, Rows};

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
    fn told_of(row: Row<'_>) -> String {
        let cells: Vec<_> = (0..row.len()).map(|i| (row.cell(i), row.place(i))).collect();
        let mut pieces = Vec::new();
        row.each(0..row.len(), |i, cell, at| {
            assert_eq!(i, pieces.len());
            pieces.push((cell, at));
            Some(())
        });
        assert!(cells.iter().map(|(cell, at)| (cell.trim(), *at)).eq(pieces), "{cells:?}");
        format!("{cells:?} {:?}", row.at())
    }

    fn told(input: impl Read) -> Vec<String> {
        let (mut sink, mut out) = (Sink::default(), Vec::new());
        let mut rows = Rows::new(FileId(0), input);
        let mut row = rows.header(&mut sink);
        while let Some(r) = row {
            out.push(told_of(r));
            row = rows.next(&mut sink);
        }
        out
    }

    /// The same, the plain rows gone through by the batch.
    fn told_by_batch(input: impl Read) -> Vec<String> {
        let (mut sink, mut out) = (Sink::default(), Vec::new());
        let mut rows = Rows::new(FileId(0), input);
        out.extend(rows.header(&mut sink).map(told_of));
        loop {
            rows.plain_rows(|row| out.push(told_of(row)));
            let Some(row) = rows.next(&mut sink) else { return out };
            out.push(told_of(row));
        }
    }

    const PARTS: [&str; 12] =
        ["a", "b,", ",", "\n", "\r\n", "\r", "đ", " ", "\"", "x,y,", "x,y,1\n", "long cell"];

    #[test]
    fn a_mark_is_found_in_every_place() {
        for (at, other) in (0..8).flat_map(|at| (0..=u8::MAX).map(move |other| (at, other))) {
            let mut bytes = [other; 8];
            bytes[at] = b',';
            let bit = |n: usize| if bytes[n] == b',' { 0x80 << (8 * n) } else { 0 };
            assert_eq!(marks(bytes, b','), (0..8).map(bit).sum::<u64>(), "{bytes:?}");
        }
    }

    proptest! {
        #[test]
        fn lines_are_cut_as_the_parser_cuts_them(
            parts in prop::collection::vec(0..PARTS.len(), 0..24),
        ) {
            let text: String = parts.into_iter().map(|n| PARTS[n]).collect();
            let text = format!("h,i\n{text}");
            let want = told(Drip(text.as_bytes()));
            prop_assert_eq!(&told(text.as_bytes()), &want);
            prop_assert_eq!(&told_by_batch(text.as_bytes()), &want);
        }
    }
}
