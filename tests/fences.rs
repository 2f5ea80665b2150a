//! Pages in Markdown: their prose, and the blocks between fences.

/// A fenced block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Block {
    pub(crate) lang: String,
    pub(crate) text: String,
}

/// A page taken apart.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) prose: Vec<String>,
    pub(crate) blocks: Vec<Block>,
}

impl Page {
    pub(crate) fn of(text: &str) -> Self {
        let mut page = Self::default();
        let mut open: Option<Block> = None;
        for line in text.lines() {
            match (line.trim_start().strip_prefix("```"), open.take()) {
                (Some(_), Some(block)) => page.blocks.push(block),
                (Some(lang), None) => {
                    open = Some(Block { lang: lang.trim().to_owned(), text: String::new() });
                }
                (None, Some(mut block)) => {
                    block.text.push_str(line);
                    block.text.push('\n');
                    open = Some(block);
                }
                (None, None) => page.prose.push(line.to_owned()),
            }
        }
        assert!(open.is_none(), "a block is not closed");
        page
    }

    /// The texts of the headings.
    pub(crate) fn headings(&self) -> Vec<&str> {
        let lines = self.prose.iter().filter(|line| line.starts_with('#'));
        lines.map(|line| line.trim_start_matches('#').trim()).collect()
    }
}
