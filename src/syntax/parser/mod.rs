//! The parser: a cursor over the tokens of logical lines. A mistake is a finding that travels up to the
//! clause or item it belongs to; there it is reported, the rest is skipped, and reading goes on.

mod block;
mod clause;
mod clause_duty;
mod clause_figure;
mod clause_rule;
mod count;
mod docs;
mod expr;
mod heads;
mod item;
mod literal;
mod miss;
mod operand;
mod recover;
mod schedule;
mod who;

use crate::diag::{Finding, Sink};
use crate::source::bounds::{MOST_ALIKE, MOST_NESTED};
use crate::source::{FileId, Span};
use crate::syntax::lines::{Joined, Word};
use crate::syntax::token::{Sign, Token, TokenKind};
use crate::syntax::tree::{Item, Kind, Tokens};
use crate::syntax::words::{self, SYNTAX, Want};

pub(crate) use heads::{Block, Head, Times, heads};

/// What was read, or why it could not be.
pub(crate) type Parse<T> = Result<T, Box<Finding>>;

/// The line that messages name, and how such a line looks.
#[derive(Debug, Clone, Copy)]
struct Line {
    subject: &'static str,
    example: &'static str,
}

/// What was looked for at one place and not found: each further want at the same place joins it.
#[derive(Debug, Default)]
struct Wanted {
    at: usize,
    wants: Vec<Want>,
    /// Words that fit here too, too many to be listed.
    near: &'static [&'static str],
}

/// The cursor.
#[derive(Debug)]
pub(crate) struct Parser<'a> {
    text: &'a str,
    file: FileId,
    tokens: &'a [Token],
    words: Vec<Word>,
    at: usize,
    sink: &'a mut Sink,
    /// How many mistakes were reported: an item that adds to it is incomplete.
    mistakes: usize,
    /// Where the last one is.
    last_mistake: Option<u32>,
    line: Line,
    /// The blocks that are being read, the innermost last.
    frames: Vec<recover::Frame>,
    wanted: Wanted,
    depth: u32,
    operands: u32,
    /// Columns before the line of the item that is being read.
    indent: usize,
    /// Items that were found inside others.
    inside: Vec<Item>,
    /// Closing braces that an open quote took with it.
    lost_braces: usize,
    /// Where a block was found to be open: the blocks around it say nothing more.
    open_at: Option<usize>,
    docs: docs::Docs,
}

impl<'a> Parser<'a> {
    pub(crate) fn new(
        file: FileId,
        text: &'a str,
        (tokens, words): (&'a [Token], Vec<Word>),
        sink: &'a mut Sink,
    ) -> Self {
        Self {
            text,
            file,
            tokens,
            words,
            at: 0,
            sink,
            mistakes: 0,
            last_mistake: None,
            line: Line { subject: "plan", example: "" },
            frames: Vec::new(),
            wanted: Wanted::default(),
            depth: 0,
            operands: 0,
            indent: 0,
            inside: Vec::new(),
            lost_braces: 0,
            open_at: None,
            docs: docs::Docs::default(),
        }
    }

    // --- Where the cursor stands ---------------------------------------------------------------

    fn word_at(&self, at: usize) -> Word {
        let end = Word { kind: TokenKind::End, token: u32::MAX, joined: Joined::No };
        self.words.get(at).copied().unwrap_or(end)
    }

    fn kind_at(&self, at: usize) -> TokenKind {
        self.word_at(at).kind
    }

    fn kind(&self) -> TokenKind {
        self.kind_at(self.at)
    }

    fn text_at(&self, at: usize) -> &'a str {
        let token = self.tokens.get(self.word_at(at).token as usize);
        token.map_or("", |t| t.text(self.text))
    }

    fn text(&self) -> &'a str {
        self.text_at(self.at)
    }

    fn span_at(&self, at: usize) -> Span {
        match self.tokens.get(self.word_at(at).token as usize) {
            Some(token) => Span { file: self.file, start: token.start, end: token.end },
            None => Span::new(self.file, self.text.len(), self.text.len()),
        }
    }

    fn text_of(&self, span: Span) -> &'a str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or("")
    }

    fn here(&self) -> Span {
        self.span_at(self.at)
    }

    /// The place just behind the last token that was read.
    fn gap(&self) -> Span {
        match self.at.checked_sub(1) {
            Some(last) => {
                let end = self.span_at(last).end;
                Span { file: self.file, start: end, end }
            }
            None => Span::new(self.file, 0, 0),
        }
    }

    /// From a token to the last one that was read.
    fn since(&self, start: usize) -> Span {
        let from = self.span_at(start);
        match self.at.checked_sub(1).filter(|last| *last >= start) {
            Some(last) => from.to(self.span_at(last)),
            None => Span { end: from.start, ..from },
        }
    }

    /// The same as numbers of tokens.
    fn tokens_since(&self, start: usize) -> Tokens {
        let from = self.word_at(start).token;
        match self.at.checked_sub(1).filter(|last| *last >= start) {
            Some(last) => from..self.word_at(last).token.saturating_add(1),
            None => from..from,
        }
    }

    fn is_word(&self, at: usize, word: &str) -> bool {
        self.kind_at(at) == TokenKind::Name && self.text_at(at) == word
    }

    fn at_word(&self, word: &str) -> bool {
        self.is_word(self.at, word)
    }

    fn is_sign(&self, at: usize, sign: Sign) -> bool {
        self.kind_at(at) == TokenKind::Sign(sign)
    }

    fn at_sign(&self, sign: Sign) -> bool {
        self.is_sign(self.at, sign)
    }

    /// The clause can end here.
    fn ended(&self) -> bool {
        let brace = TokenKind::Sign(Sign::CloseBrace);
        matches!(self.kind(), TokenKind::Break | TokenKind::End) || self.kind() == brace
    }

    // --- Going on ------------------------------------------------------------------------------

    fn bump(&mut self) {
        if self.at + 1 < self.words.len() {
            self.at += 1;
        }
    }

    /// What was looked for here.
    fn wanted_here(&mut self) -> &mut Wanted {
        if self.wanted.at != self.at {
            self.wanted.at = self.at;
            self.wanted.wants.clear();
            self.wanted.near = &[];
        }
        &mut self.wanted
    }

    /// Notes what was looked for here.
    fn want(&mut self, want: Want) {
        let wants = &mut self.wanted_here().wants;
        if !wants.contains(&want) {
            wants.push(want);
        }
    }

    /// Notes words that fit here, for the nearest of them to be named.
    fn near(&mut self, words: &'static [&'static str]) {
        self.wanted_here().near = words;
    }

    fn eat_word(&mut self, word: &'static str) -> bool {
        let is_here = self.at_word(word);
        if is_here {
            self.bump();
        } else {
            self.want(Want::Word(word));
        }
        is_here
    }

    fn eat_sign(&mut self, sign: Sign) -> bool {
        let is_here = self.at_sign(sign);
        if is_here {
            self.bump();
        } else {
            self.want(Want::Word(sign.text()));
        }
        is_here
    }

    /// One word of a list, with what it stands for.
    fn eat_one<T: Copy>(&mut self, of: &[(&'static str, T)]) -> Option<T> {
        of.iter().find(|(word, _)| self.eat_word(word)).map(|(_, value)| *value)
    }

    fn expect_word(&mut self, word: &'static str) -> Parse<()> {
        if self.eat_word(word) { Ok(()) } else { self.miss(&[]) }
    }

    fn expect_sign(&mut self, sign: Sign) -> Parse<()> {
        if self.eat_sign(sign) { Ok(()) } else { self.miss(&[]) }
    }

    fn expect_one<T: Copy>(&mut self, of: &[(&'static str, T)]) -> Parse<T> {
        match self.eat_one(of) {
            Some(value) => Ok(value),
            None => self.miss(&[]),
        }
    }

    /// One or more, with commas between.
    fn list<T>(&mut self, mut element: impl FnMut(&mut Self) -> Parse<T>) -> Parse<Vec<T>> {
        let mut all = vec![element(self)?];
        while self.eat_sign(Sign::Comma) {
            all.push(element(self)?);
        }
        Ok(all)
    }

    /// Reads on one level deeper.
    fn deeper<T>(&mut self, inner: impl FnOnce(&mut Self) -> Parse<T>) -> Parse<T> {
        if self.depth >= MOST_NESTED {
            return Err(Box::new(words::too_deep(self.here(), MOST_NESTED)));
        }
        self.depth += 1;
        let result = inner(self);
        self.depth -= 1;
        result
    }

    /// Messages name this line until `inner` is done.
    fn within_line<T>(&mut self, line: Line, inner: impl FnOnce(&mut Self) -> T) -> T {
        let outer = std::mem::replace(&mut self.line, line);
        let result = inner(self);
        self.line = outer;
        result
    }

    fn report(&mut self, finding: Finding) {
        if finding.code == &SYNTAX {
            self.mistakes += 1;
            self.last_mistake = finding.labels.first().map(|label| label.place.start());
        }
        if self.mistakes <= MOST_ALIKE {
            self.sink.push(finding);
        }
        // What has so many mistakes is no plan: the rest is passed over.
        if self.mistakes == MOST_ALIKE + 1 {
            self.sink.push(words::too_many(self.here(), MOST_ALIKE));
            self.at = self.words.len().saturating_sub(1);
        }
    }

    fn kind_of_item(&self, at: usize) -> Option<Kind> {
        if self.kind_at(at) != TokenKind::Name {
            return None;
        }
        let word = self.text_at(at);
        Kind::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// `KIND NAME`: nothing but an item begins so.
    fn item_begins(&self) -> bool {
        self.kind_of_item(self.at).is_some() && self.kind_at(self.at + 1) == TokenKind::Name
    }
}
