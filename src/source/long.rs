//! A large file of data, looked into page by page, so that the line of a finding can be told without the whole
//! file in memory.

use std::borrow::Cow;
use std::fs::File;
use std::io::{Read, Seek};

use crate::source::breaks::{Breaks, Kept, PAGE};
use crate::source::disk;
use crate::source::lines::{LineColumn, breaks, column, last_line};

/// One large file.
#[derive(Debug)]
pub(crate) struct Long<F = File> {
    file: F,
    bytes: usize,
    breaks: Kept,
    /// The page that was looked into last.
    held: Option<(usize, Vec<u8>)>,
}

impl<F: Read + Seek> Long<F> {
    /// `None` where it cannot be read any more.
    pub(super) fn new(mut file: F, bytes: usize, breaks: Kept) -> Option<Self> {
        if breaks.get().is_none() {
            // Nobody has read it to its end before.
            breaks.set(Breaks::of(&mut file).ok()?).ok();
        }
        Some(Self { file, bytes, breaks, held: None })
    }

    /// The line and column of both ends of a place; `None` where the file cannot be read any more.
    pub(crate) fn ends(&mut self, start: usize, end: usize) -> Option<[LineColumn; 2]> {
        let from = self.at(start)?;
        let to = match self.columns(start, end) {
            Some(columns) => LineColumn { column: from.column + columns, ..from },
            None => self.at(end)?,
        };
        Some([from, to])
    }

    fn at(&mut self, byte: usize) -> Option<LineColumn> {
        let byte = byte.min(self.bytes);
        let (page, within) = (byte / PAGE, byte % PAGE);
        let before = self.breaks.get()?.before(page) as usize;
        let said = self.page(page)?.get(..within)?;
        let line = before + breaks(said) + 1;
        let column = if let Some(start) = last_line(said) {
            column(&text(said.get(start..)?))
        } else {
            let start = self.line_before(page)?;
            self.column_after(start, byte)?
        };
        Some(LineColumn { line, column })
    }

    /// How many columns a place takes that is a plain cell on the page at hand, as nearly all are.
    fn columns(&self, start: usize, end: usize) -> Option<usize> {
        let (page, bytes) = self.held.as_ref()?;
        let within = |byte: usize| byte.checked_sub(page * PAGE);
        let cell = bytes.get(within(start)?..within(end)?)?;
        let is_plain = |byte: &u8| matches!(byte, b' '..=b'~');
        cell.iter().all(is_plain).then_some(cell.len())
    }

    /// Where the line begins that goes on into a page.
    fn line_before(&mut self, page: usize) -> Option<usize> {
        for page in (0..page).rev() {
            if let Some(start) = last_line(self.page(page)?) {
                return Some(page * PAGE + start);
            }
        }
        Some(0)
    }

    fn column_after(&mut self, start: usize, byte: usize) -> Option<usize> {
        let mut said = Vec::new();
        disk::read_at(&mut self.file, start as u64, byte - start, &mut said).ok()?;
        Some(column(&text(&said)))
    }

    fn page(&mut self, page: usize) -> Option<&[u8]> {
        if self.held.as_ref().is_none_or(|(held, _)| *held != page) {
            let mut bytes = self.held.take().map(|(_, bytes)| bytes).unwrap_or_default();
            disk::read_at(&mut self.file, (page * PAGE) as u64, PAGE, &mut bytes).ok()?;
            self.held = Some((page, bytes));
        }
        self.held.as_ref().map(|(_, bytes)| bytes.as_slice())
    }
}

/// What a line says as far as it was cut; of a character that was cut through, nothing.
fn text(said: &[u8]) -> Cow<'_, str> {
    let whole = match str::from_utf8(said) {
        Err(error) if error.error_len().is_none() => error.valid_up_to(),
        _ => said.len(),
    };
    String::from_utf8_lossy(said.get(..whole).unwrap_or(said))
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use crate::source::Lines;

    /// Lines shorter and longer than a page, with and without characters of several bytes.
    #[test]
    fn a_large_file_has_the_lines_of_its_text() {
        let lines = (0..200_usize).map(|n| "đường,".repeat(n * n % 1013) + &"x".repeat(n % 5));
        let text = "\u{feff}".to_owned() + &lines.collect::<Vec<_>>().join("\n") + "\n";
        let mut long = Long::new(Cursor::new(&text), text.len(), Kept::default()).unwrap();
        let whole = Lines::new(text.as_str());
        let bytes = (0..text.len()).step_by(397).chain([0, PAGE, 2 * PAGE, text.len(), usize::MAX]);
        for byte in bytes {
            for end in [byte, byte.saturating_add(5), byte.saturating_add(2000)] {
                let ends = [whole.at(byte), whole.at(end)];
                assert_eq!(long.ends(byte, end), Some(ends), "bytes {byte} to {end}");
            }
        }
    }
}
