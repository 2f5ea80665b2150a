//! Files and items: headings, what may stand beside them, and going on after a heading that could not
//! be read.

use crate::diag::Finding;
use crate::syntax::lines::Joined;
use crate::syntax::parser::count::Counted;
use crate::syntax::parser::{Block, Line, Parse, Parser};
use crate::syntax::token::{Bad, Sign, TokenKind};
use crate::syntax::tree::{Clause, File, Item, Kind, Text};
use crate::syntax::words::{self, Want};

/// The words that begin an item.
fn kinds() -> Vec<&'static str> {
    Kind::ALL.iter().map(|kind| kind.word()).collect()
}

impl Parser<'_> {
    pub(crate) fn file(&mut self) -> File {
        let mut file = File::default();
        while self.kind() != TokenKind::End {
            if self.kind() == TokenKind::Break {
                self.bump();
            } else if self.at_sign(Sign::CloseBrace) {
                self.stray_brace();
            } else if self.at_word("use") {
                self.read_use(&mut file);
            } else {
                self.top_item(&mut file);
            }
        }
        self.note_misplaced_docs();
        file
    }

    /// One message for a run of braces.
    fn stray_brace(&mut self) {
        if self.lost_braces > 0 {
            self.lost_braces = 0;
        } else {
            self.report_once_a_line(words::stray_brace(self.here()));
        }
        while self.at_sign(Sign::CloseBrace) || self.kind() == TokenKind::Break {
            self.bump();
        }
    }

    fn read_use(&mut self, file: &mut File) {
        let (start, late) = (self.at, !file.items.is_empty());
        let line = Line { subject: "use", example: "use \"units.plan\"" };
        match self.within_line(line, Self::path_of_use) {
            Ok(path) => {
                file.uses.push(path);
                if late {
                    self.report(words::late_use(self.span_at(start)));
                }
            }
            Err(finding) => {
                self.report(*finding);
                self.skip_clause();
            }
        }
    }

    fn path_of_use(&mut self) -> Parse<Text> {
        self.bump();
        let path = self.text_in_quotes()?;
        self.end_of_line()?;
        Ok(path)
    }

    fn top_item(&mut self, file: &mut File) {
        if self.clause_stands_outside() {
            return;
        }
        match self.item() {
            Ok(item) => file.items.push(item),
            Err(finding) => {
                self.report_once_a_line(*finding);
                self.skip_clause();
            }
        }
        file.items.append(&mut self.inside);
        if self.at > 0 && self.kind_at(self.at - 1) == TokenKind::Break {
            return;
        }
        if self.word_at(self.at).joined != Joined::No {
            // The line above had mistakes of its own.
        } else if self.item_begins() {
            self.report(words::same_line(self.here()));
        } else if !self.ended() {
            self.excess_after_item();
        }
    }

    fn excess_after_item(&mut self) {
        let line = Line { subject: "}", example: "" };
        if let Err(finding) = self.within_line(line, Self::end_of_line) {
            self.report_once_a_line(*finding);
        }
        self.skip_clause();
    }

    /// A line that belongs in a block: reported once, with the lines after it.
    fn clause_stands_outside(&mut self) -> bool {
        if self.kind_of_item(self.at).is_some() {
            return false;
        }
        let owner = Block::all().find(|block| self.is_head_of(*block, self.at));
        let Some(owner) = owner else { return false };
        self.report_once_a_line(words::outside(self.here(), self.text(), owner.word()));
        let (start, mut line_begins) = (self.at, false);
        while self.kind() != TokenKind::End {
            if line_begins && (self.item_begins() || self.at_word("use")) {
                break;
            }
            line_begins = self.kind() == TokenKind::Break;
            self.bump();
        }
        self.forget_docs_since(start);
        true
    }

    /// An item from its kind to its closing brace.
    pub(super) fn item(&mut self) -> Parse<Item> {
        let (start, mistakes) = (self.at, self.mistakes);
        let doc = self.doc_of_item(start);
        let kind = self.item_kind()?;
        let indent = self.indent_at(start);
        let outer = std::mem::replace(&mut self.indent, indent);
        let line = Line { subject: kind.word(), example: example_of(kind) };
        let item: Parse<Item> = self.within_line(line, |parser| {
            let name = parser.name(Want::NAME)?;
            let label = parser.label()?;
            let clauses = parser.clauses_of(kind, mistakes);
            Ok(Item {
                kind,
                name,
                label,
                clauses,
                doc,
                incomplete: parser.mistakes > mistakes,
                span: parser.since(start),
                tokens: parser.tokens_since(start),
            })
        });
        self.indent = outer;
        let item = item?;
        self.count_clauses(Counted {
            block: Block::Item(kind),
            named: [kind.word(), &item.name.text],
            place: self.span_at(start).to(item.name.span),
            clauses: &item.clauses,
            complete: !item.incomplete,
        });
        Ok(item)
    }

    /// The comment above an item, or above the `add` before it.
    fn doc_of_item(&mut self, start: usize) -> Option<String> {
        let first = start.checked_sub(1).filter(|_| !self.frames.is_empty());
        let first = first.filter(|at| self.is_word(*at, "add") || self.is_word(*at, "replace"));
        self.doc_above(first.unwrap_or(start))
    }

    /// A word of a kind; one that is misspelt before a name is reported and taken for the nearest.
    fn item_kind(&mut self) -> Parse<Kind> {
        if let Some(kind) = self.kind_of_item(self.at) {
            self.bump();
            return Ok(kind);
        }
        if let TokenKind::Bad(why) = self.kind() {
            return Err(Box::new(words::bad(self.here(), why, self.text())));
        }
        let kinds = kinds();
        let finding = words::unknown_kind(self.here(), self.text(), &kinds);
        let near = words::nearest_of(self.text(), &kinds);
        let near = near.and_then(|word| Kind::ALL.into_iter().find(|kind| kind.word() == word));
        match near.filter(|_| self.kind_at(self.at + 1) == TokenKind::Name) {
            Some(kind) => {
                self.report(finding);
                self.bump();
                Ok(kind)
            }
            None => Err(Box::new(finding)),
        }
    }

    /// The block of an item. A heading that cannot be read to its end is reported, and the block read.
    fn clauses_of(&mut self, kind: Kind, mistakes: usize) -> Vec<Clause> {
        let block = Block::Item(kind);
        let mut opened = 0;
        if self.frames.is_empty() && self.is_head_of(block, self.at) {
            self.report(words::no_brace(self.gap(), kind.word()));
            return self.block(block, None);
        }
        if !self.at_sign(Sign::OpenBrace) && !self.ended() && !self.item_was_joined() {
            self.want(Want::Word("{"));
            if let Err(finding) = self.end_of_line() {
                self.report(*finding);
            }
            while !self.at_sign(Sign::OpenBrace) && !self.ended() && !self.item_was_joined() {
                if self.kind() == TokenKind::Bad(Bad::OpenQuote) {
                    opened = self.note_open_quote();
                }
                self.bump();
            }
        }
        if self.at_sign(Sign::OpenBrace) {
            let open = self.at;
            self.bump();
            return self.block(block, Some(open));
        }
        if opened > 0 || self.block_without_brace(block) {
            if self.mistakes == mistakes {
                self.report(words::no_brace(self.gap(), kind.word()));
            }
            return self.block(block, None);
        }
        Vec::new()
    }

    /// An open bracket or a comma on the line above carried it on to this item.
    fn item_was_joined(&self) -> bool {
        self.word_at(self.at).joined != Joined::No && self.item_begins()
    }

    /// At the top of a file, what stands behind a mistake on its line is part of it.
    fn report_once_a_line(&mut self, finding: Finding) {
        let line = self.span_at(self.at).start as usize - self.line_before(self.at).len();
        match self.last_mistake {
            Some(last) if last as usize >= line => self.mistakes += 1,
            _ => self.report(finding),
        }
    }

    /// The next line is a clause of this item, and nothing else can be meant.
    fn block_without_brace(&self, block: Block) -> bool {
        let at_top = self.frames.is_empty() && self.kind() == TokenKind::Break;
        at_top && self.is_head_of(block, self.at + 1)
    }

    /// Columns before the first sign of a token's line.
    pub(super) fn indent_at(&self, at: usize) -> usize {
        let before = self.line_before(at);
        before.len() - before.trim_start().len()
    }

    /// The item at hand begins further to the right than the one that is being read.
    pub(super) fn is_indented(&self) -> bool {
        self.line_before(self.at).len() > self.indent
    }

    /// The text of a token's line, up to the token.
    pub(super) fn line_before(&self, at: usize) -> &str {
        let before = self.text.get(..self.span_at(at).start as usize).unwrap_or("");
        before.rsplit(['\n', '\r']).next().unwrap_or("")
    }
}

/// How an item of a kind looks.
fn example_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Plan => "plan kh_59 \"Kế hoạch 59\" { … }",
        Kind::Unit => "unit so_y_te \"Sở Y tế\" { kind department }",
        Kind::Group => "group huyen \"Các huyện\" { members every district }",
        Kind::Phase => "phase gd1 \"Giai đoạn 1\" { runs 2018 }",
        Kind::Baseline => "baseline truoc \"Trước đề án\" { runs 2015 .. 2017 }",
        Kind::Event => "event nhan \"Nhận được kế hoạch\"",
        Kind::Indicator => "indicator vu_an \"Số vụ\" { count flow }",
        Kind::Table => "table dia_ban \"Địa bàn\" { … }",
        Kind::Report => "report dinh_ky \"Báo cáo định kỳ\" { … }",
        Kind::Deliver => "deliver kh_don_vi \"Kế hoạch của đơn vị\" { … }",
        Kind::Task => "task csdl \"Cơ sở dữ liệu\" { … }",
        Kind::Target => "target giam \"Giảm số vụ\" { require … by 2020 }",
        Kind::Limit => "limit tran \"Không quá 15%\" { require … }",
        Kind::Check => "check can_bang \"Thu bằng chi\" { require … }",
        Kind::Note => "note tuyen \"Tuyến trọng điểm\" { … }",
        Kind::Amend => "amend qd_120 \"Sửa đổi\" { … }",
        Kind::Test => "test du_60 \"Đủ 60%\" { … }",
    }
}
