//! One line of a source made fit for a terminal: tabs as spaces, nothing that steers, and cut to the
//! width around the spans that are marked in it.

use crate::diag::words::visible;
use crate::diag::wrap::char_width;

/// Bytes on either side of the marks that are looked at: lines can be a megabyte long.
const REACH: usize = 2048;

/// The columns that stand for a tab.
const TAB: &str = "    ";

/// The deepest indentation that is shown whole.
const INDENT: usize = 16;

/// A line as it is shown.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Excerpt {
    pub(crate) text: String,
    /// The marks, in the order asked for.
    pub(crate) marks: Vec<Marked>,
    /// Something was left out at either end.
    pub(crate) cut: bool,
}

/// A span in the text of an excerpt: bytes, and the columns they take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Marked {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) from: usize,
    pub(crate) to: usize,
}

impl Excerpt {
    /// `line` has no end of line; `spans` are bytes of it, on character boundaries.
    pub(crate) fn new(line: &str, spans: &[(usize, usize)], width: usize) -> Self {
        let first = spans.iter().map(|s| s.0).min().unwrap_or(0);
        let last = spans.iter().map(|s| s.1).max().unwrap_or(0).min(first + REACH);
        let last = line.floor_char_boundary(last).max(first);
        let start = line.floor_char_boundary(first.saturating_sub(REACH));
        let end = line.floor_char_boundary(last.saturating_add(REACH).min(line.len()));
        let near = line.get(start..end).unwrap_or("");
        let near = if end == line.len() { near.trim_end_matches(['\r', ' ', '\t']) } else { near };
        // A mark after the text takes a column of its own.
        let beyond = spans.iter().any(|span| span.0 >= start + near.len());
        let width = width.saturating_sub(usize::from(beyond));
        let window = Window::around(near, (first - start, last - start), width);
        let shown = Window {
            left: window.left || start > 0,
            right: window.right || end < line.len(),
            ..window
        };
        let spans: Vec<_> =
            spans.iter().map(|(s, e)| (s - start, e.saturating_sub(start))).collect();
        shown.draw(near, &spans)
    }
}

/// The columns of a line that are shown, and whether it goes on to the left and right of them.
#[derive(Debug, Clone, Copy)]
struct Window {
    from: usize,
    to: usize,
    left: bool,
    right: bool,
}

impl Window {
    fn around(line: &str, (first, last): (usize, usize), width: usize) -> Self {
        let column = |byte: usize| columns(line.get(..byte).unwrap_or(line));
        let whole = columns(line);
        let indent = columns(line.get(..line.len() - line.trim_start().len()).unwrap_or(""));
        let (start, end) = (column(first), column(last));
        let from = if start < indent || indent <= INDENT { 0 } else { indent - INDENT / 2 };
        let fits = |from: usize| whole - from <= width - usize::from(from > 0);
        let from = match from {
            from if fits(from) => from,
            from if end + 1 < from + width => from,
            _ => start.saturating_sub(width / 3),
        };
        let to = if fits(from) { whole } else { from + width - 1 - usize::from(from > 0) };
        Self { from, to, left: from > 0, right: to < whole }
    }

    fn draw(self, line: &str, spans: &[(usize, usize)]) -> Excerpt {
        let mut pen = Pen::new(spans.len());
        if self.left {
            pen.put('…');
        }
        let mut column = 0;
        for (byte, c) in line.char_indices() {
            pen.note(spans, byte);
            let wide = shown_width(c);
            let within = self.from <= column && column + wide <= self.to;
            column += wide;
            if within && c == '\t' {
                TAB.chars().for_each(|space| pen.put(space));
            } else if within {
                pen.put(visible(c));
            }
        }
        pen.note(spans, usize::MAX);
        if self.right {
            pen.put('…');
        }
        Excerpt { text: pen.text, marks: pen.marks, cut: self.left || self.right }
    }
}

/// Writes the text and remembers where each mark begins and ends in it.
#[derive(Debug)]
struct Pen {
    text: String,
    column: usize,
    marks: Vec<Marked>,
    seen: Vec<(bool, bool)>,
}

impl Pen {
    fn new(marks: usize) -> Self {
        let (marks, seen) = (vec![Marked::default(); marks], vec![(false, false); marks]);
        Self { text: String::new(), column: 0, marks, seen }
    }

    fn put(&mut self, c: char) {
        self.text.push(c);
        self.column += char_width(c);
    }

    /// Before the character at `byte` is written.
    fn note(&mut self, spans: &[(usize, usize)], byte: usize) {
        for ((mark, seen), (start, end)) in self.marks.iter_mut().zip(&mut self.seen).zip(spans) {
            if byte >= *start && !seen.0 {
                (mark.start, mark.from, seen.0) = (self.text.len(), self.column, true);
            }
            if byte >= *end && !seen.1 {
                (mark.end, mark.to, seen.1) = (self.text.len(), self.column, true);
            }
        }
    }
}

fn shown_width(c: char) -> usize {
    if c == '\t' { TAB.len() } else { char_width(visible(c)) }
}

fn columns(text: &str) -> usize {
    text.chars().map(shown_width).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, marked: &str, width: usize, text: &str, under: &str) {
        let start = line.find(marked).unwrap();
        let excerpt = Excerpt::new(line, &[(start, start + marked.len())], width);
        assert_eq!(excerpt.text, text);
        assert_eq!(excerpt.text.get(excerpt.marks[0].start..excerpt.marks[0].end), Some(under));
        assert!(columns(&excerpt.text) <= width);
    }

    #[test]
    fn a_short_line_is_whole() {
        check("vu_an\t= 24  ", "24", 20, "vu_an    = 24", "24");
        check("ten = \u{1b}[31m", "\u{1b}[31m", 20, "ten = ␛[31m", "␛[31m");
    }

    #[test]
    fn a_long_line_is_cut_around_its_mark() {
        check("abcdefghijklmnopqrstuvwxyz", "bc", 10, "abcdefghi…", "bc");
        check("abcdefghijklmnopqrstuvwxyz", "mn", 10, "…jklmnopq…", "mn");
        check("abcdefghijklmnopqrstuvwxyz", "yz", 10, "…vwxyz", "yz");
        check("abcdefghijklmnopqrstuvwxyz", "cdefghijklmnopq", 10, "abcdefghi…", "cdefghi");
    }

    #[test]
    fn a_deep_indentation_is_shortened() {
        check(&format!("{}x = 1", " ".repeat(40)), "x", 20, "…        x = 1", "x");
    }

    #[test]
    fn a_line_of_a_megabyte_is_only_looked_at_near_the_mark() {
        let line = format!("{}đây{}", "số ".repeat(300_000), " vụ".repeat(300_000));
        check(&line, "đây", 21, "… số số đây vụ vụ vụ…", "đây");
    }

    #[test]
    fn a_mark_after_a_full_line_has_room() {
        let excerpt = Excerpt::new("abcdefghij", &[(10, 10)], 10);
        assert!(excerpt.marks[0].from < 10, "{excerpt:?}");
    }

    #[test]
    fn a_mark_after_the_text_is_its_end() {
        let excerpt = Excerpt::new("a   ", &[(4, 4)], 10);
        assert_eq!((excerpt.text.as_str(), excerpt.marks[0].start), ("a", 1));
    }
}
