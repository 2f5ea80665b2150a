//! Blocks and their clauses: finding the head, and handing over to what reads its arguments.

use crate::syntax::parser::recover::Frame;
use crate::syntax::parser::{Block, Head, Line, Parse, Parser, heads};
use crate::syntax::token::{Sign, TokenKind};
use crate::syntax::tree::Clause;
use crate::syntax::words::{self, UnknownHead};

impl Parser<'_> {
    /// The clauses up to the closing brace. `open` is the opening one, if it was written.
    pub(super) fn block(&mut self, block: Block, open: Option<usize>) -> Vec<Clause> {
        let indent = self.indent_at(open.unwrap_or(self.at));
        self.frames.push(Frame { block, indent, several: false, failed: false });
        let mut clauses = Vec::new();
        loop {
            if self.kind() == TokenKind::Break {
                self.end_line();
            } else if self.brace_is_early(self.at) {
                self.skip_brace();
            } else if self.at_sign(Sign::CloseBrace) {
                self.bump();
                break;
            } else if self.kind() == TokenKind::End || self.block_was_left() {
                self.say_open(block, open);
                break;
            } else if self.item_begins() {
                self.item_inside(block);
            } else {
                match self.clause(block) {
                    Ok(clause) => clauses.push(clause),
                    Err(finding) => self.give_up_clause(*finding),
                }
            }
        }
        self.frames.pop();
        clauses.shrink_to_fit();
        clauses
    }

    /// One clause with the end of its line.
    pub(super) fn clause(&mut self, block: Block) -> Parse<Clause> {
        let start = self.at;
        let head = self.head(block)?;
        let line = Line { subject: head.words, example: head.example };
        self.within_line(line, |parser| {
            let args = (head.read)(parser)?;
            let (span, tokens) = (parser.since(start), parser.tokens_since(start));
            let left_open = parser.open_at == Some(parser.at);
            if let Err(finding) = parser.end_of_line()
                && !left_open
            {
                parser.give_up_clause(*finding);
            }
            Ok(Clause { head: head.name, args, span, tokens })
        })
    }

    /// The head that stands here; the longest one first.
    fn head(&mut self, block: Block) -> Parse<&'static Head> {
        let first = self.text();
        let begun = heads(block).filter(|head| is_first_word(head.words, first));
        let fitting = begun.filter(|head| self.has_words(head));
        if let Some(head) = fitting.max_by_key(|head| head.words.len()) {
            if head.name != "value" {
                head.words.split(' ').for_each(|_| self.bump());
            }
            return Ok(head);
        }
        self.doc_above(self.at);
        let place = self.here();
        let finding = match (self.kind(), heads(block).find(|h| self.begins_with(h, self.at))) {
            (TokenKind::Bad(why), _) => words::bad(place, why, self.text()),
            (TokenKind::Sign(Sign::Comma), _) => words::comma_first(place),
            (_, Some(half)) => words::half_a_head(place, self.text(), half.words),
            _ => words::unknown_head(place, &self.unknown_head(block)),
        };
        Err(Box::new(finding))
    }

    fn has_words(&self, head: &Head) -> bool {
        (self.at..).zip(head.words.split(' ')).all(|(at, word)| self.is_word(at, word))
    }

    fn begins_with(&self, head: &Head, at: usize) -> bool {
        head.words.split(' ').next().is_some_and(|first| self.is_word(at, first))
    }

    fn unknown_head(&self, block: Block) -> UnknownHead<'_> {
        let owns = |b: &Block| heads(*b).any(|head| self.begins_with(head, self.at));
        let whole = Block::all().flat_map(heads).find(|head| self.has_words(head));
        UnknownHead {
            found: whole.map_or(self.text(), |head| head.words),
            block: block.word(),
            known: heads(block).map(|head| head.words).collect(),
            owners: Block::all().filter(owns).map(Block::word).collect(),
        }
    }

    /// A head of the block that is being read stands there.
    pub(super) fn is_head(&self, at: usize) -> bool {
        self.frames.last().is_some_and(|frame| self.is_head_of(frame.block, at))
    }

    pub(super) fn is_head_of(&self, block: Block, at: usize) -> bool {
        self.kind_at(at) == TokenKind::Name && {
            let word = self.text_at(at);
            heads(block).any(|head| is_first_word(head.words, word))
        }
    }

    pub(super) fn head_begins(&self) -> bool {
        self.is_head(self.at)
    }
}

/// Whether this is the first of the words.
fn is_first_word(words: &str, word: &str) -> bool {
    // Most differ in their first letter.
    words.as_bytes().first() == word.as_bytes().first()
        && words.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}
