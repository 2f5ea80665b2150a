//! Byte offset to line and column. Lines and columns count from one, here and nowhere else; columns
//! are characters.

use std::borrow::Cow;

use memchr::{memchr_iter, memrchr};

/// A line and a column, both from one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LineColumn {
    pub(crate) line: usize,
    pub(crate) column: usize,
}

/// One text with the number of its line breaks before each stretch: a country's table has ten million lines,
/// and few of them are shown.
#[derive(Debug)]
pub(crate) struct Lines<'a> {
    text: Cow<'a, str>,
    before: Vec<usize>,
    breaks: usize,
}

/// So many bytes are a stretch.
const STRETCH: usize = 1 << 10;

impl<'a> Lines<'a> {
    pub(crate) fn new(text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        let (mut before, mut all) = (Vec::new(), 0);
        for stretch in text.as_bytes().chunks(STRETCH) {
            before.push(all);
            all += breaks(stretch);
        }
        Self { text, before, breaks: all }
    }

    /// The place of a byte; past the end it is the end, inside a character the character.
    pub(crate) fn at(&self, byte: usize) -> LineColumn {
        let before = self.text.get(..self.boundary(byte)).unwrap_or("");
        let start = last_line(before.as_bytes()).unwrap_or(0);
        let stretch = before.len() / STRETCH;
        let rest = before.as_bytes().get(stretch * STRETCH..).unwrap_or(&[]);
        // At the end of the last stretch there may be no other.
        let line = 1 + self.before.get(stretch).map_or(self.breaks, |before| before + breaks(rest));
        LineColumn { line, column: column(before.get(start..).unwrap_or("")) }
    }

    /// Where a line begins, from one; behind the last it is the end.
    fn start(&self, line: usize) -> usize {
        let Some(breaks) = line.checked_sub(1).filter(|n| *n > 0) else { return 0 };
        let stretch = self.before.partition_point(|before| *before < breaks).saturating_sub(1);
        let skipped = self.before.get(stretch).copied().unwrap_or(0);
        let rest = self.text.as_bytes().get(stretch * STRETCH..).unwrap_or(&[]);
        let last = memchr_iter(b'\n', rest).nth(breaks - skipped - 1);
        last.map_or(self.text.len(), |at| stretch * STRETCH + at + 1)
    }

    /// The text of lines `first..=last`, from one, and the byte where it begins.
    pub(crate) fn window(&self, first: usize, last: usize) -> (usize, &str) {
        let start = self.start(first);
        (start, self.text.get(start..self.start(last + 1)).unwrap_or(""))
    }

    /// A span that can be shown: on character boundaries and within the text. One at the very end of
    /// the text is moved to the end of the last line that says something.
    pub(crate) fn clamp(&self, start: usize, end: usize) -> (usize, usize) {
        let said = if start < self.text.len() { start } else { self.text.trim_end().len() };
        let start = self.boundary(said);
        (start, self.boundary(end).max(start))
    }

    /// The text between two bytes, which are character boundaries.
    pub(crate) fn text(&self, start: usize, end: usize) -> &str {
        self.text.get(start..end).unwrap_or("")
    }

    /// How many bytes the text has.
    pub(crate) fn bytes(&self) -> usize {
        self.text.len()
    }

    /// The byte, moved back to a character boundary.
    pub(crate) fn boundary(&self, byte: usize) -> usize {
        self.text.floor_char_boundary(byte)
    }
}

/// How many line breaks there are.
pub(super) fn breaks(bytes: &[u8]) -> usize {
    memchr_iter(b'\n', bytes).count()
}

/// Where the last line begins, if a break stands before it.
pub(super) fn last_line(bytes: &[u8]) -> Option<usize> {
    memrchr(b'\n', bytes).map(|last| last + 1)
}

/// The column behind what a line says so far.
pub(super) fn column(said: &str) -> usize {
    said.trim_start_matches('\u{feff}').chars().count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, byte: usize, line: usize, column: usize) {
        assert_eq!(Lines::new(text).at(byte), LineColumn { line, column });
    }

    #[test]
    fn columns_are_characters() {
        check("số vụ = 1", "số vụ ".len(), 1, 7);
        check("a\nđường\n", 2, 2, 1);
        check("a\nb", 99, 2, 2);
        check("", 0, 1, 1);
        check("\u{feff}a = 1", 3, 1, 1);
    }

    #[test]
    fn what_is_missing_at_the_end_is_shown_on_the_last_line() {
        assert_eq!(Lines::new("a {\n\n").clamp(5, 9), (3, 5));
        assert_eq!(Lines::new("đ").clamp(1, 1), (0, 0));
        assert_eq!(Lines::new("").clamp(usize::MAX, 0), (0, 0));
    }

    #[test]
    fn every_line_of_a_long_text_is_found() {
        let lines: Vec<String> = (0..1000).map(|n| "đ".repeat(n % 7)).collect();
        let text = lines.join("\n") + "\n";
        let lines = Lines::new(text.as_str());
        let mut at = 0;
        for (n, line) in text.split_inclusive('\n').enumerate() {
            check(&text, at, n + 1, 1);
            assert_eq!(lines.window(n + 1, n + 1), (at, line));
            at += line.len();
        }
        check(&text, at, 1001, 1);
        assert_eq!(lines.window(1001, 2000), (at, ""));
        assert_eq!(Lines::new("").window(1, 1), (0, ""));
    }

    #[test]
    fn a_byte_inside_a_character_is_the_character() {
        check("đ", 1, 1, 1);
    }
}
