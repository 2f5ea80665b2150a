//! A file as lines within blocks: each with its words, the comments above it and behind it, and what the
//! tree knows of it. Built from the words that the parser reads, so that both see the same lines.

use crate::syntax::lines::{self, Word};
use crate::syntax::token::{Sign, Token, TokenKind};
use crate::syntax::tree::{Args, Clause, File, Item};

/// A comment on a line of its own.
#[derive(Debug, Clone, Copy)]
pub(super) struct Note<'a> {
    pub(super) text: &'a str,
    pub(super) is_doc: bool,
    /// A blank line stands above it.
    pub(super) blank: bool,
}

/// A word with what stands before it inside its line.
#[derive(Debug)]
pub(super) struct Piece<'a> {
    pub(super) text: &'a str,
    pub(super) kind: TokenKind,
    /// Its bytes in the file.
    pub(super) start: u32,
    pub(super) end: u32,
    /// A comment at the end of the line before it.
    pub(super) behind: Option<&'a str>,
    pub(super) above: Vec<Note<'a>>,
}

impl Piece<'_> {
    pub(super) fn has_comment(&self) -> bool {
        self.behind.is_some() || !self.above.is_empty()
    }
}

/// What the tree knows of a line.
#[derive(Debug, Clone, Copy)]
pub(super) enum Is<'a> {
    Use,
    Item(&'a Item),
    Clause(&'a Clause),
}

/// An item or a clause, up to its block and with it.
#[derive(Debug)]
pub(super) struct Line<'a> {
    pub(super) is: Is<'a>,
    pub(super) above: Vec<Note<'a>>,
    /// A blank line stands above it.
    pub(super) blank: bool,
    pub(super) pieces: Vec<Piece<'a>>,
    pub(super) block: Option<Block<'a>>,
    /// The comment at its end.
    pub(super) behind: Option<&'a str>,
}

/// What stands between two braces, or in a file.
#[derive(Debug, Default)]
pub(super) struct Block<'a> {
    /// The comment behind the opening brace.
    pub(super) behind: Option<&'a str>,
    pub(super) lines: Vec<Line<'a>>,
    /// Comments before the closing brace.
    pub(super) below: Vec<Note<'a>>,
    /// No line ends in it but at `;`, and there is no comment.
    pub(super) is_flat: bool,
}

/// Nothing where words and tree do not go together.
pub(super) fn of<'a>(text: &'a str, tokens: &[Token], tree: &'a File) -> Option<Block<'a>> {
    let mut reader = Reader { text, tokens, words: lines::words(text, tokens), at: 0 };
    let uses = tree.uses.iter().map(|_| Is::Use);
    let all: Vec<Is<'a>> = uses.chain(tree.items.iter().map(Is::Item)).collect();
    let mut block = Block::default();
    reader.lines(&mut block, Vec::new(), &all)?;
    (reader.kind() == TokenKind::End).then_some(block)
}

/// What stands between two words.
#[derive(Debug, Default)]
struct Gap<'a> {
    /// The comment on the line of the first.
    behind: Option<&'a str>,
    notes: Vec<Note<'a>>,
    /// A blank line stands above the second.
    blank: bool,
    /// A new line begins, and not only by `;`.
    new_line: bool,
}

struct Reader<'a, 't> {
    text: &'a str,
    tokens: &'t [Token],
    words: Vec<Word>,
    at: usize,
}

impl<'a> Reader<'a, '_> {
    fn kind(&self) -> TokenKind {
        self.words.get(self.at).map_or(TokenKind::End, |word| word.kind)
    }

    fn is_sign(&self, sign: Sign) -> bool {
        self.kind() == TokenKind::Sign(sign)
    }

    /// The word at hand stands where a line can end.
    fn ended(&self) -> bool {
        matches!(self.kind(), TokenKind::Break | TokenKind::End) || self.is_sign(Sign::CloseBrace)
    }

    /// What stands before the word at hand, past a line end.
    fn gap(&mut self) -> Gap<'a> {
        let from = self.at.checked_sub(1).and_then(|last| self.words.get(last));
        let from = from.map_or(0, |word| word.token as usize + 1);
        let ends = self.kind() == TokenKind::Break;
        if ends {
            self.at += 1;
        }
        let to = self.words.get(self.at).map_or(self.tokens.len(), |word| word.token as usize);
        let between = self.tokens.get(from..to).unwrap_or(&[]);
        let mut gap = read_gap(self.text, between, from == 0);
        gap.new_line &= ends;
        gap
    }

    /// Lines up to the closing brace or the end. `above`: comments that come before the first.
    fn lines(&mut self, block: &mut Block<'a>, above: Vec<Note<'a>>, all: &[Is<'a>]) -> Option<()> {
        let mut above = above;
        let mut all = all.iter();
        let mut is_flat = above.is_empty() && block.behind.is_none();
        loop {
            let mut gap = self.gap();
            let behind = gap.behind.take();
            is_flat &= !gap.new_line && behind.is_none() && gap.notes.is_empty();
            let slot = block.lines.last_mut().map_or(&mut block.behind, |line| &mut line.behind);
            if let Some(text) = behind {
                match slot {
                    None if above.is_empty() => *slot = Some(text),
                    _ => above.push(Note { text, is_doc: is_doc(text), blank: false }),
                }
            }
            above.append(&mut gap.notes);
            if self.kind() == TokenKind::End || self.is_sign(Sign::CloseBrace) {
                block.below = above;
                block.is_flat = is_flat;
                return all.next().is_none().then_some(());
            }
            let line = self.line(*all.next()?, std::mem::take(&mut above), gap.blank)?;
            is_flat &= line.is_flat();
            block.lines.push(line);
        }
    }

    /// One line with its block.
    fn line(&mut self, is: Is<'a>, above: Vec<Note<'a>>, blank: bool) -> Option<Line<'a>> {
        let mut line = Line { is, above, blank, pieces: Vec::new(), block: None, behind: None };
        let mut gap = Gap::default();
        loop {
            if self.is_sign(Sign::OpenBrace) {
                line.block = Some(self.block(gap, &clauses(is))?);
            } else if !self.ended() {
                line.pieces.push(self.piece(gap)?);
            }
            if self.ended() {
                line.keep_docs();
                return Some(line);
            }
            if line.block.is_some() {
                return None;
            }
            gap = self.gap();
        }
    }

    fn piece(&mut self, gap: Gap<'a>) -> Option<Piece<'a>> {
        let word = *self.words.get(self.at)?;
        let token = *self.tokens.get(word.token as usize)?;
        self.at += 1;
        Some(Piece {
            text: token.text(self.text),
            kind: word.kind,
            start: token.start,
            end: token.end,
            behind: gap.behind,
            above: gap.notes,
        })
    }

    /// From the opening brace past the closing one. Comments before it move behind it.
    fn block(&mut self, gap: Gap<'a>, all: &[Is<'a>]) -> Option<Block<'a>> {
        self.at += 1;
        let mut block = Block { behind: gap.behind, ..Block::default() };
        self.lines(&mut block, gap.notes, all)?;
        let closed = self.is_sign(Sign::CloseBrace);
        self.at += 1;
        closed.then_some(block)
    }
}

impl Line<'_> {
    /// There is no comment in it, and its block is flat.
    fn is_flat(&self) -> bool {
        !self.pieces.iter().any(Piece::has_comment)
            && self.block.as_ref().is_none_or(|block| block.is_flat)
    }

    /// A `##` that documents this line stays directly above it; one that does not stays apart from it.
    fn keep_docs(&mut self) {
        let Some(wanted) = docs_of(self.is) else { return };
        if self.blank {
            return;
        }
        let mut adjacent = 0;
        for note in self.above.iter().rev() {
            if !note.is_doc {
                break;
            }
            adjacent += 1;
            if note.blank {
                break;
            }
        }
        if adjacent <= wanted {
            return;
        }
        let first = self.above.len().saturating_sub(wanted);
        match self.above.get_mut(first) {
            Some(note) => note.blank = true,
            None => self.blank = true,
        }
    }
}

/// How many `##` lines document it; nothing where none can.
fn docs_of(is: Is<'_>) -> Option<usize> {
    let doc = match is {
        Is::Use => return None,
        Is::Item(item) => &item.doc,
        Is::Clause(clause) => match &clause.args {
            Args::Column(column) => &column.doc,
            Args::Item(item) => &item.doc,
            _ => return None,
        },
    };
    Some(doc.as_ref().map_or(0, |text| text.matches('\n').count() + 1))
}

/// The clauses of the block of a line.
fn clauses(is: Is<'_>) -> Vec<Is<'_>> {
    let all: &[Clause] = match is {
        Is::Use => &[],
        Is::Item(item) => &item.clauses,
        Is::Clause(clause) => below(clause),
    };
    all.iter().map(Is::Clause).collect()
}

fn below(clause: &Clause) -> &[Clause] {
    match &clause.args {
        Args::Expr { sub, .. } => sub,
        Args::Require(require) => &require.sub,
        Args::Column(column) => &column.clauses,
        Args::Item(item) => &item.clauses,
        Args::Set { clause, .. } => below(clause),
        _ => &[],
    }
}

fn is_doc(text: &str) -> bool {
    text.starts_with("##") && !text.starts_with("###")
}

/// `first`: nothing stands before it in the file.
fn read_gap<'a>(text: &'a str, tokens: &[Token], first: bool) -> Gap<'a> {
    let mut gap = Gap::default();
    // Line ends since the last comment; a `;` parts as much as a blank line does.
    let (mut line_ends, mut own_line) = (0, first);
    for token in tokens {
        match token.kind {
            TokenKind::Break if token.text(text) == ";" => {
                line_ends += if gap.notes.is_empty() { 0 } else { 2 };
            }
            TokenKind::Break => {
                line_ends += 1;
                own_line = true;
                gap.new_line = true;
            }
            TokenKind::Comment | TokenKind::Doc => {
                let words = token.text(text).trim_end();
                if own_line || gap.behind.is_some() {
                    let is_doc = token.kind == TokenKind::Doc;
                    gap.notes.push(Note { text: words, is_doc, blank: line_ends > 1 });
                } else {
                    gap.behind = Some(words);
                }
                line_ends = 0;
            }
            _ => {}
        }
    }
    gap.blank = line_ends > 1;
    gap
}
