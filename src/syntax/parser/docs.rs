//! `##` comments: those directly above an item or a column document it; the others are noted.

use std::ops::Range;

use crate::diag::Finding;
use crate::source::Span;
use crate::syntax::parser::Parser;
use crate::syntax::token::TokenKind;
use crate::syntax::words;

/// The `##` lines that are accounted for, by their numbers among the tokens.
#[derive(Debug, Default)]
pub(super) struct Docs {
    taken: Vec<u32>,
    /// Tokens that were skipped: what they document is not known.
    skipped: Vec<Range<u32>>,
}

impl Parser<'_> {
    /// The `##` lines directly above the line of a word, without their marks.
    pub(super) fn doc_above(&mut self, word: usize) -> Option<String> {
        let lines = self.doc_tokens_above(self.word_at(word).token);
        if lines.is_empty() {
            return None;
        }
        let text = |number: &u32| {
            let token = self.tokens.get(*number as usize);
            let line = token.map_or("", |t| t.text(self.text)).trim_start_matches('#');
            line.strip_prefix(' ').unwrap_or(line).trim_end().to_owned()
        };
        let text: Vec<String> = lines.iter().map(text).collect();
        self.docs.taken.extend(&lines);
        Some(text.join("\n"))
    }

    /// Numbers of the `##` tokens, upper first, of the block that ends just above a token's line.
    fn doc_tokens_above(&self, token: u32) -> Vec<u32> {
        let mut found = Vec::new();
        let mut line = self.line_above(token);
        while let Some((number, is_doc)) = line {
            if !is_doc {
                break;
            }
            found.push(number);
            line = self.line_above(number);
        }
        found.reverse();
        found
    }

    /// What stands alone on the line above a token that is the first of its line.
    fn line_above(&self, token: u32) -> Option<(u32, bool)> {
        let line_end = self.before(token)?;
        if self.token_kind(line_end) != Some(TokenKind::Break) || self.is_semicolon(line_end) {
            return None;
        }
        let last = self.before(line_end)?;
        let is_doc = self.token_kind(last) == Some(TokenKind::Doc);
        let alone = match self.before(last) {
            None => true,
            Some(before) => {
                let kind = self.token_kind(before);
                let line_end = kind == Some(TokenKind::Break) && !self.is_semicolon(before);
                line_end || kind == Some(TokenKind::Bom)
            }
        };
        Some((last, is_doc && alone))
    }

    /// The token before, blank space left out.
    fn before(&self, token: u32) -> Option<u32> {
        let before = token.checked_sub(1)?;
        if self.token_kind(before) == Some(TokenKind::Space) {
            return before.checked_sub(1);
        }
        Some(before)
    }

    fn token_kind(&self, token: u32) -> Option<TokenKind> {
        self.tokens.get(token as usize).map(|t| t.kind)
    }

    fn is_semicolon(&self, token: u32) -> bool {
        self.tokens.get(token as usize).is_some_and(|t| t.text(self.text) == ";")
    }

    /// Says nothing of the `##` lines between a word and the last one that was read.
    pub(super) fn forget_docs_since(&mut self, start: usize) {
        let skipped = self.tokens_since(start);
        self.docs.skipped.push(skipped);
    }

    /// One note for each block of `##` lines that document nothing.
    pub(super) fn note_misplaced_docs(&mut self) {
        self.docs.taken.sort_unstable();
        let docs = (0_u32..).zip(self.tokens).filter(|(_, t)| t.kind == TokenKind::Doc);
        let mut notes: Vec<(u32, Finding)> = Vec::new();
        for (number, token) in docs {
            let skipped = self.docs.skipped.iter().any(|range| range.contains(&number));
            if skipped || self.docs.taken.binary_search(&number).is_ok() {
                continue;
            }
            let above = self.line_above(number).filter(|(_, is_doc)| *is_doc);
            let goes_on = above.is_some_and(|(n, _)| notes.last().is_some_and(|l| l.0 == n));
            match notes.last_mut() {
                Some(last) if goes_on => last.0 = number,
                _ => {
                    let place = Span { file: self.file, start: token.start, end: token.end };
                    notes.push((number, words::misplaced_doc(place)));
                }
            }
        }
        for (_, note) in notes {
            self.report(note);
        }
    }
}
