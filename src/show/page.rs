//! A page of plain text: titles, sections, items and their fields, broken by display width. What comes
//! from files cannot steer the terminal.

use crate::diag::wrap::{Block, clean, width, wrap};

/// The narrowest page.
const LEAST_WIDTH: usize = 40;

/// Columns before a field, and of its name.
const INDENT: usize = 4;
const NAME: usize = 13;

/// Lines of text, in order.
#[derive(Debug)]
pub(crate) struct Page {
    text: String,
    width: usize,
}

impl Page {
    pub(crate) fn new(width: usize) -> Self {
        Self { text: String::new(), width: width.max(LEAST_WIDTH) }
    }

    /// A line at the left edge.
    pub(crate) fn title(&mut self, text: &str) {
        self.hanging("", 0, text);
    }

    /// The heading of a part, with air above it.
    pub(crate) fn section(&mut self, text: &str) {
        self.blank();
        self.hanging("", 0, &text.to_uppercase());
    }

    /// A heading that holds names as they are written.
    pub(crate) fn heading(&mut self, text: &str) {
        self.blank();
        self.hanging("", 0, text);
    }

    /// What a part is about: `Label (id)`.
    pub(crate) fn item(&mut self, label: &str, id: &str) {
        if label == id {
            self.hanging("- ", 2, label);
        } else {
            self.hanging("- ", 2, &format!("{label} ({id})"));
        }
    }

    /// A name and what is said under it, beside it.
    pub(crate) fn field(&mut self, name: &str, text: &str) {
        let gap = NAME.saturating_sub(width(name)).max(1);
        let before = format!("{}{name}{}", " ".repeat(INDENT), " ".repeat(gap));
        self.hanging(&before, INDENT + NAME, text);
    }

    /// The same where there is something to say.
    pub(crate) fn maybe(&mut self, name: &str, text: Option<String>) {
        if let Some(text) = text.filter(|t| !t.is_empty()) {
            self.field(name, &text);
        }
    }

    /// Several things under one name, each on a line of its own and marked where there is more than one.
    pub(crate) fn fields(&mut self, name: &str, texts: &[String]) {
        if let [one] = texts {
            return self.field(name, one);
        }
        for (n, text) in texts.iter().enumerate() {
            let name = if n == 0 { name } else { "" };
            let gap = NAME.saturating_sub(width(name)).max(1);
            let before = format!("{}{name}{}· ", " ".repeat(INDENT), " ".repeat(gap));
            self.hanging(&before, INDENT + NAME + 2, text);
        }
    }

    /// A line so many columns in; what does not fit goes on two columns further.
    pub(crate) fn line(&mut self, indent: usize, text: &str) {
        self.hanging(&" ".repeat(indent), indent + 2, text);
    }

    /// Text after a mark, further lines under the text.
    pub(crate) fn marked(&mut self, mark: &str, text: &str) {
        self.hanging(mark, width(mark), text);
    }

    pub(crate) fn blank(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    pub(crate) fn text(self) -> String {
        self.text
    }

    fn hanging(&mut self, before: &str, hang: usize, text: &str) {
        let text = clean(text);
        let block = Block { first: width(before), hang, width: self.width };
        for (n, line) in wrap(&text, block).iter().enumerate() {
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
