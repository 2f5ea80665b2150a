//! Going on after a mistake: where a clause ends that could not be read, which braces are missing, early
//! or too many, and which blocks were left without one.

use crate::diag::Finding;
use crate::syntax::lines::Joined;
use crate::syntax::parser::{Block, Parser};
use crate::syntax::token::{Bad, Sign, TokenKind};
use crate::syntax::words;

/// A block that is being read.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) block: Block,
    /// Columns before the line that it opens on.
    pub(super) indent: usize,
    /// It goes over several lines.
    pub(super) several: bool,
    /// The line at hand could not be read.
    pub(super) failed: bool,
}

impl Parser<'_> {
    pub(super) fn end_line(&mut self) {
        let new_line = self.text() != ";";
        if let Some(frame) = self.frames.last_mut() {
            frame.several |= new_line;
            frame.failed = false;
        }
        self.bump();
    }

    /// Reports why a clause could not be read, and goes to its end.
    pub(super) fn give_up_clause(&mut self, finding: Finding) {
        self.report(finding);
        if let Some(frame) = self.frames.last_mut() {
            frame.failed = true;
        }
        self.skip_clause();
    }

    /// In a block of several lines: a closing brace with more of its line behind it, or with a line
    /// below that belongs to the block and to none around it.
    pub(super) fn brace_is_early(&self, at: usize) -> bool {
        let Some(frame) = self.frames.last().filter(|frame| frame.several) else { return false };
        if !self.is_sign(at, Sign::CloseBrace) {
            return false;
        }
        let (next, below) = (self.kind_at(at + 1), at + 2);
        if next == TokenKind::Break {
            let mut around = self.frames.iter().rev().skip(1);
            return self.is_head_of(frame.block, below)
                && self.kind_of_item(below).is_none()
                && !around.any(|outer| self.is_head_of(outer.block, below));
        }
        let brace = matches!(next, TokenKind::Sign(Sign::CloseBrace | Sign::OpenBrace));
        !brace && next != TokenKind::End && self.kind_of_item(at + 1).is_none()
    }

    pub(super) fn skip_brace(&mut self) {
        let block = self.frames.last().filter(|frame| !frame.failed).map(|frame| frame.block);
        if let Some(block) = block {
            self.report(words::early_brace(self.here(), block.word()));
        }
        self.bump();
        self.skip_clause();
    }

    /// What begins here cannot belong to this block: its closing brace is missing.
    pub(super) fn block_was_left(&self) -> bool {
        if self.item_begins() && !self.is_indented() {
            return true;
        }
        let Some((inner, around)) = self.frames.split_last() else { return false };
        let of_outer = around.iter().any(|outer| self.is_head_of(outer.block, self.at));
        if !of_outer || self.is_head_of(inner.block, self.at) {
            return false;
        }
        let never_inside = ["column", "require"].iter().any(|word| self.at_word(word));
        let line = self.line_before(self.at);
        let first = line.trim_start().is_empty();
        first && (never_inside || line.len() <= inner.indent)
    }

    /// A block ends without its brace; said once, for the innermost.
    pub(super) fn say_open(&mut self, block: Block, open: Option<usize>) {
        let open = open.filter(|_| self.open_at != Some(self.at));
        self.open_at = Some(self.at);
        let Some(open) = open else { return };
        if self.lost_braces > 0 {
            self.lost_braces -= 1;
        } else {
            self.report(words::open_brace(self.span_at(open), block.word()));
        }
    }

    /// An item inside a block: reported, and read as if it stood outside.
    pub(super) fn item_inside(&mut self, block: Block) {
        self.report(words::item_inside(self.here(), self.text(), block.word()));
        match self.deeper(Self::item) {
            Ok(item) => self.inside.push(item),
            Err(finding) => self.give_up_clause(*finding),
        }
    }

    /// Goes to the end of the clause; a block in it is skipped whole.
    pub(super) fn skip_clause(&mut self) {
        let start = self.at;
        self.go_past_clause();
        self.forget_docs_since(start);
    }

    fn go_past_clause(&mut self) {
        let past = self.early_brace_ahead();
        let (mut depth, mut line_begins) = (0_usize, false);
        loop {
            line_begins |= self.word_at(self.at).joined != Joined::No;
            if line_begins && self.item_begins() && !self.is_indented() {
                return;
            }
            let inside = depth > 0 || past.is_some_and(|brace| self.at <= brace);
            let (line_end, close) = (TokenKind::Break, TokenKind::Sign(Sign::CloseBrace));
            let kind = self.kind();
            if kind == TokenKind::End || (!inside && (kind == line_end || kind == close)) {
                return;
            }
            line_begins = kind == line_end;
            if kind == TokenKind::Sign(Sign::OpenBrace) {
                depth += 1;
            } else if kind == close {
                depth = depth.saturating_sub(1);
            } else if kind == TokenKind::Bad(Bad::OpenQuote) {
                depth += self.note_open_quote();
            }
            self.bump();
        }
    }

    /// An early brace further on in this line: what stands before it belongs to the block that its
    /// lost partner would have opened.
    fn early_brace_ahead(&self) -> Option<usize> {
        self.unmatched_brace().filter(|at| self.brace_is_early(*at))
    }

    fn unmatched_brace(&self) -> Option<usize> {
        let mut depth = 0_usize;
        for at in self.at..self.words.len() {
            if self.kind_at(at) == TokenKind::Break && self.text_at(at) != ";" {
                return None;
            } else if self.is_sign(at, Sign::OpenBrace) {
                depth += 1;
            } else if self.is_sign(at, Sign::CloseBrace) {
                let Some(outer) = depth.checked_sub(1) else { return Some(at) };
                depth = outer;
            }
        }
        None
    }

    /// A closing brace stands on this line whose opening one does not.
    pub(super) fn line_closes_more(&self) -> bool {
        self.unmatched_brace().is_some()
    }

    /// Braces that an open quote took with it: how many blocks it opened; those it closed are noted.
    pub(super) fn note_open_quote(&mut self) -> usize {
        let text = self.text();
        let (opened, closed) = (text.matches('{').count(), text.matches('}').count());
        self.lost_braces += closed.saturating_sub(opened);
        opened.saturating_sub(closed)
    }
}
