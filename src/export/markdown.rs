//! A page as Markdown: headings, items and their fields as lists. What comes from files is never markup.

use crate::diag::markup::escape;
use crate::show::page::{Block, Page};

/// The page as Markdown.
pub(crate) fn markdown(page: &Page) -> String {
    let mut out = Writer { text: String::new(), titled: false, in_list: false };
    page.blocks().iter().for_each(|block| out.block(block));
    out.text
}

struct Writer {
    text: String,
    /// The first title is the heading of the page.
    titled: bool,
    in_list: bool,
}

impl Writer {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Title(text) if self.titled => self.paragraph(&escape(text)),
            Block::Title(text) => {
                self.titled = true;
                self.paragraph(&format!("# {}", escape(text)));
            }
            Block::Section(text) | Block::Heading(text) => {
                self.paragraph(&format!("## {}", escape(text)));
            }
            Block::Item { label, id } if label == id => {
                self.paragraph(&format!("### {}", escape(label)));
            }
            Block::Item { label, id } => {
                self.paragraph(&format!("### {} (`{id}`)", escape(label)));
            }
            Block::Field { name, texts } => self.field(name, texts),
            Block::Line { indent, text } => self.entry(indent.saturating_sub(2) / 2, &escape(text)),
            Block::Marked { mark, text } => self.marked(mark, text),
            Block::Blank => {}
        }
    }

    /// Text with a blank line before and after it.
    fn paragraph(&mut self, text: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(text);
        self.text.push('\n');
        self.in_list = false;
    }

    /// A line of a list, so many levels in.
    fn entry(&mut self, level: usize, text: &str) {
        if !self.in_list && !self.text.is_empty() {
            self.text.push('\n');
        }
        // A list cannot begin inside another one that is not there.
        let level = if self.in_list { level } else { 0 };
        self.in_list = true;
        self.text.push_str(&"  ".repeat(level));
        self.text.push_str("- ");
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn field(&mut self, name: &str, texts: &[String]) {
        let name = escape(name);
        match texts {
            [one] => self.entry(0, &format!("**{name}:** {}", escape(one))),
            many => {
                self.entry(0, &format!("**{name}:**"));
                for text in many {
                    self.entry(1, &escape(text));
                }
            }
        }
    }

    /// A mark that only points is a point of the list; another one says something.
    fn marked(&mut self, mark: &str, text: &str) {
        match mark.trim() {
            "-" => self.entry(0, &escape(text)),
            mark => self.entry(0, &format!("**{}** {}", escape(mark), escape(text))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_headings_and_lists() {
        let mut page = Page::new(80);
        page.title("59/KH-UBND");
        page.section("Báo cáo (1)");
        page.item("Báo cáo quý", "bc_quy");
        page.field("Gửi", "UBND tỉnh");
        page.fields("Hạn", &["ngày 5".into(), "ngày 6".into()]);
        page.section("Giả định");
        page.marked("#1   ", "một");
        let want = "# 59/KH-UBND\n\n## Báo cáo (1)\n\n### Báo cáo quý (`bc_quy`)\n\n- **Gửi:** UBND tỉnh\n- **Hạn:**\n  - ngày 5\n  - ngày 6\n\n## Giả định\n\n- **\\#1** một\n";
        assert_eq!(markdown(&page), want);
    }
}
