//! Text for a terminal: without characters that steer it, measured and broken by display width.

use std::borrow::Cow;

use unicode_width::UnicodeWidthChar as _;

use crate::diag::words::visible;

/// A text with every character that could steer a terminal made visible.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| visible(c) == c) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().map(visible).collect())
    }
}

/// Columns that a character takes.
pub(crate) fn char_width(c: char) -> usize {
    c.width().unwrap_or(1)
}

/// Columns that a text takes.
pub(crate) fn width(text: &str) -> usize {
    text.chars().map(char_width).sum()
}

/// Where a block of text stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Block {
    /// Columns of the first line that are taken already.
    pub(crate) first: usize,
    /// Columns of the other lines that are taken already.
    pub(crate) hang: usize,
    /// Columns of the page.
    pub(crate) width: usize,
}

/// A text broken between its words.
pub(crate) fn wrap(text: &str, block: Block) -> Vec<String> {
    fill(text.split(' ').filter(|word| !word.is_empty()), " ", block)
}

/// Items set in lines, with `glue` between them. An item that is too long stands alone in its line.
pub(crate) fn fill<'a>(
    items: impl Iterator<Item = &'a str>,
    glue: &str,
    block: Block,
) -> Vec<String> {
    let mut lines = Vec::new();
    let (mut line, mut used, mut begun) = (String::new(), block.first, false);
    for item in items {
        let more = width(item) + if begun { width(glue) } else { 0 };
        if used + more > block.width && (begun || used > block.hang) {
            if begun {
                line.push_str(glue.trim_end());
            }
            lines.push(std::mem::take(&mut line));
            (used, begun) = (block.hang, false);
        }
        if begun {
            line.push_str(glue);
        }
        line.push_str(item);
        used += width(item) + if begun { width(glue) } else { 0 };
        begun = true;
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_broken_by_what_is_seen_not_by_bytes() {
        let block = Block { first: 4, hang: 2, width: 12 };
        assert_eq!(wrap("số vụ đã khám phá", block), ["số vụ đã", "khám phá"]);
        let apart = "so\u{302}\u{301} vu\u{323} \u{111}a\u{303} kha\u{301}m pha\u{301}";
        assert_eq!(wrap(apart, block).len(), 2);
    }

    #[test]
    fn a_long_word_stands_alone() {
        let block = Block { first: 8, hang: 2, width: 10 };
        assert_eq!(wrap("abcdefghijkl m", block), ["", "abcdefghijkl", "m"]);
    }

    #[test]
    fn items_stay_whole() {
        let block = Block { first: 0, hang: 0, width: 14 };
        assert_eq!(
            fill(["on time 3", "late 1"].into_iter(), " · ", block),
            ["on time 3 ·", "late 1"]
        );
    }

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(clean("a\u{1b}[2J\u{202e}\n"), "a␛[2J�␊");
    }
}
