//! A page for a reader: titles, sections, items and their fields, kept as parts and set as plain text
//! broken by display width. What comes from files cannot steer the terminal.

use crate::diag::wrap::{self, clean, width};

/// The narrowest page.
const LEAST_WIDTH: usize = 40;

/// Columns before a field, and of its name.
const INDENT: usize = 4;
const NAME: usize = 13;

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Block {
    /// A line at the left edge.
    Title(String),
    /// The heading of a part, with air above it.
    Section(String),
    /// A heading that holds names as they are written.
    Heading(String),
    /// What a part is about, with its id.
    Item {
        label: String,
        id: String,
    },
    /// A name and what is said under it, each on a line of its own.
    Field {
        name: String,
        texts: Vec<String>,
    },
    /// A line so many columns in.
    Line {
        indent: usize,
        text: String,
    },
    /// Text after a mark.
    Marked {
        mark: String,
        text: String,
    },
    Blank,
}

/// What a reader is told, in order: set as text, or in another form.
#[derive(Debug)]
pub(crate) struct Page {
    blocks: Vec<Block>,
    width: usize,
}

impl Page {
    pub(crate) fn new(width: usize) -> Self {
        Self { blocks: Vec::new(), width: width.max(LEAST_WIDTH) }
    }

    /// A line at the left edge.
    pub(crate) fn title(&mut self, text: &str) {
        self.blocks.push(Block::Title(text.to_owned()));
    }

    /// The heading of a part, with air above it.
    pub(crate) fn section(&mut self, text: &str) {
        self.blocks.push(Block::Section(text.to_owned()));
    }

    /// A heading that holds names as they are written.
    pub(crate) fn heading(&mut self, text: &str) {
        self.blocks.push(Block::Heading(text.to_owned()));
    }

    /// What a part is about: `Label (id)`.
    pub(crate) fn item(&mut self, label: &str, id: &str) {
        self.blocks.push(Block::Item { label: label.to_owned(), id: id.to_owned() });
    }

    /// A name and what is said under it, beside it.
    pub(crate) fn field(&mut self, name: &str, text: &str) {
        self.blocks.push(Block::Field { name: name.to_owned(), texts: vec![text.to_owned()] });
    }

    /// The same where there is something to say.
    pub(crate) fn maybe(&mut self, name: &str, text: Option<String>) {
        if let Some(text) = text.filter(|t| !t.is_empty()) {
            self.field(name, &text);
        }
    }

    /// Several things under one name, each on a line of its own and marked where there is more than one.
    pub(crate) fn fields(&mut self, name: &str, texts: &[String]) {
        if !texts.is_empty() {
            self.blocks.push(Block::Field { name: name.to_owned(), texts: texts.to_vec() });
        }
    }

    /// A line so many columns in; what does not fit goes on two columns further.
    pub(crate) fn line(&mut self, indent: usize, text: &str) {
        self.blocks.push(Block::Line { indent, text: text.to_owned() });
    }

    /// Text after a mark, further lines under the text.
    pub(crate) fn marked(&mut self, mark: &str, text: &str) {
        self.blocks.push(Block::Marked { mark: mark.to_owned(), text: text.to_owned() });
    }

    pub(crate) fn blank(&mut self) {
        self.blocks.push(Block::Blank);
    }

    pub(crate) fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The page as lines of text.
    pub(crate) fn text(&self) -> String {
        let mut lines = Lines { text: String::new(), width: self.width };
        self.blocks.iter().for_each(|block| lines.block(block));
        lines.text
    }
}

/// Lines broken by display width.
struct Lines {
    text: String,
    width: usize,
}

impl Lines {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Title(text) => self.hanging("", 0, text),
            Block::Section(text) => {
                self.blank();
                self.hanging("", 0, &text.to_uppercase());
            }
            Block::Heading(text) => {
                self.blank();
                self.hanging("", 0, text);
            }
            Block::Item { label, id } if label == id => self.hanging("- ", 2, label),
            Block::Item { label, id } => self.hanging("- ", 2, &format!("{label} ({id})")),
            Block::Field { name, texts } => self.field(name, texts),
            Block::Line { indent, text } => self.hanging(&" ".repeat(*indent), indent + 2, text),
            Block::Marked { mark, text } => self.hanging(mark, width(mark), text),
            Block::Blank => self.blank(),
        }
    }

    fn field(&mut self, name: &str, texts: &[String]) {
        let mark = if texts.len() > 1 { "· " } else { "" };
        for (n, text) in texts.iter().enumerate() {
            let name = if n == 0 { name } else { "" };
            let gap = NAME.saturating_sub(width(name)).max(1);
            let before = format!("{}{name}{}{mark}", " ".repeat(INDENT), " ".repeat(gap));
            self.hanging(&before, INDENT + NAME + width(mark), text);
        }
    }

    fn blank(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    fn hanging(&mut self, before: &str, hang: usize, text: &str) {
        let text = clean(text);
        let block = wrap::Block { first: width(before), hang, width: self.width };
        for (n, line) in wrap::wrap(&text, block).iter().enumerate() {
            let pad = " ".repeat(hang);
            let whole = format!("{}{line}", if n == 0 { before } else { &pad });
            self.text.push_str(whole.trim_end());
            self.text.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_hang_under_their_text() {
        let mut page = Page::new(40);
        page.item("Báo cáo định kỳ", "dinh_ky");
        page.field("Hạn", "chậm nhất ngày 25/11 của năm, trừ kỳ sáu tháng");
        let want = "- Báo cáo định kỳ (dinh_ky)\n    Hạn          chậm nhất ngày 25/11\n                 của năm, trừ kỳ sáu\n                 tháng\n";
        assert_eq!(page.text(), want);
    }

    #[test]
    fn nothing_in_a_label_steers_the_terminal() {
        let mut page = Page::new(80);
        page.title("a\u{1b}[2J\nb");
        assert_eq!(page.text(), "a␛[2J␊b\n");
    }
}
