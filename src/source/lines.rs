//! Byte offset to line and column. Lines and columns count from one, here and nowhere else; columns
//! are characters.

use std::borrow::Cow;

/// A line and a column, both from one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LineColumn {
    pub(crate) line: usize,
    pub(crate) column: usize,
}

/// One text with its line starts.
#[derive(Debug)]
pub(crate) struct Lines<'a> {
    text: Cow<'a, str>,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub(crate) fn new(text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(i, _)| i + 1));
        let starts = starts.collect();
        Self { text, starts }
    }

    /// The place of a byte; past the end it is the end, inside a character the character.
    pub(crate) fn at(&self, byte: usize) -> LineColumn {
        let byte = self.boundary(byte);
        let line = self.starts.partition_point(|s| *s <= byte).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let before = self.text.get(start..byte).unwrap_or("");
        LineColumn { line, column: before.trim_start_matches('\u{feff}').chars().count() + 1 }
    }

    /// The text of lines `first..=last`, from one, and the byte where it begins.
    pub(crate) fn window(&self, first: usize, last: usize) -> (usize, &str) {
        let start = self.starts.get(first.saturating_sub(1)).copied().unwrap_or(self.text.len());
        let end = self.starts.get(last).copied().unwrap_or(self.text.len());
        (start, self.text.get(start..end).unwrap_or(""))
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
    fn a_byte_inside_a_character_is_the_character() {
        check("đ", 1, 1, 1);
    }
}
