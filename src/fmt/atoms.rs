//! The words of a line with the space before each, and the places where the line may go on below. Only
//! where the language lets a line go on: behind a comma, at an operator, inside brackets.

use unicode_width::UnicodeWidthStr as _;

use crate::fmt::marks::Marks;
use crate::fmt::shape::{Note, Piece};
use crate::syntax::token::{Sign, TokenKind};

/// A word to be printed.
#[derive(Debug)]
pub(super) struct Atom<'a> {
    pub(super) text: &'a str,
    pub(super) width: usize,
    /// Spaces before it, where it does not begin a line.
    pub(super) gap: usize,
    /// It may begin a line; the least level first.
    pub(super) level: Option<Level>,
    /// Comments before it, the first behind the word before.
    pub(super) behind: Option<&'a str>,
    pub(super) above: &'a [Note<'a>],
}

impl Atom<'_> {
    pub(super) fn has_comment(&self) -> bool {
        self.behind.is_some() || !self.above.is_empty()
    }
}

/// How readily a line is parted before a word: outside of brackets first, then in the order below.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Level {
    depth: u32,
    at: At,
}

impl Level {
    /// The line is parted within brackets.
    pub(super) fn is_inside(self) -> bool {
        self.depth > 0
    }

    /// A line that is parted at one of these is parted at all of them.
    pub(super) fn parts_all(self) -> bool {
        matches!(self.at, At::Choice | At::Or | At::And)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum At {
    /// `over`, `where`
    Set,
    Comma,
    Choice,
    Or,
    And,
    Sum,
    Compare,
    Product,
}

/// Functions, whose bracket follows without a space.
const CALLS: [&str; 7] = ["count", "sum", "share", "min", "max", "met", "reported"];

/// The words that are kept, with spaces and levels.
pub(super) fn atoms<'a>(pieces: &'a [Piece<'a>], marks: &Marks) -> Vec<Atom<'a>> {
    let mut all: Vec<Atom<'a>> = Vec::with_capacity(pieces.len());
    let (mut depth, mut last): (u32, Option<&Piece<'_>>) = (0, None);
    // Where the word before ends, kept or not; and the comment before an opening bracket that goes.
    let (mut end, mut comment): (u32, Option<&Piece<'a>>) = (0, None);
    for piece in pieces {
        let is_end = marks.ends.contains(&end);
        end = piece.end;
        let commented = comment.take().unwrap_or(piece);
        if marks.dropped.contains(&piece.start) {
            comment = Some(commented).filter(|piece| piece.has_comment());
            continue;
        }
        let near = Near { last, next: piece, marks };
        all.push(Atom {
            text: piece.text,
            width: piece.text.width(),
            gap: if is_end && !near.touch() { 2 } else { usize::from(!near.touch()) },
            level: near.level(depth),
            behind: commented.behind,
            above: &commented.above,
        });
        if piece.kind == TokenKind::Sign(Sign::Open) {
            depth += 1;
        } else if piece.kind == TokenKind::Sign(Sign::Close) {
            depth = depth.saturating_sub(1);
        }
        last = Some(piece);
    }
    all
}

/// Two neighbours.
struct Near<'a> {
    last: Option<&'a Piece<'a>>,
    next: &'a Piece<'a>,
    marks: &'a Marks,
}

impl Near<'_> {
    /// No space parts them.
    fn touch(&self) -> bool {
        let Some(last) = self.last else { return true };
        let before = match last.kind {
            TokenKind::Sign(Sign::Open | Sign::Dot) => true,
            TokenKind::Sign(Sign::Minus) => self.is_negative(last),
            TokenKind::Sign(Sign::Slash) => self.in_day(last),
            _ => false,
        };
        let behind = match self.next.kind {
            TokenKind::Sign(Sign::Comma | Sign::Close | Sign::Percent | Sign::Dot) => true,
            TokenKind::Sign(Sign::Open) => {
                last.kind == TokenKind::Name && CALLS.contains(&last.text)
            }
            TokenKind::Sign(Sign::Slash) => self.in_day(self.next),
            _ => false,
        };
        before || behind
    }

    fn is_negative(&self, piece: &Piece<'_>) -> bool {
        self.marks.minus.contains(&piece.start)
    }

    fn in_day(&self, piece: &Piece<'_>) -> bool {
        self.marks.days.iter().any(|(from, to)| (*from..*to).contains(&piece.start))
    }

    fn level(&self, depth: u32) -> Option<Level> {
        let behind_comma = self.last?.kind == TokenKind::Sign(Sign::Comma);
        let at = match self.next.kind {
            _ if behind_comma => At::Comma,
            TokenKind::Name => self.at_word(depth)?,
            TokenKind::Sign(sign) => self.at_sign(sign)?,
            _ => return None,
        };
        Some(Level { depth, at })
    }

    fn at_word(&self, depth: u32) -> Option<At> {
        match self.next.text {
            "over" | "where" if depth > 0 => Some(At::Set),
            "then" | "else" => Some(At::Choice),
            "or" => Some(At::Or),
            "and" => Some(At::And),
            _ => None,
        }
    }

    fn at_sign(&self, sign: Sign) -> Option<At> {
        match sign {
            Sign::Plus => Some(At::Sum),
            Sign::Minus if !self.is_negative(self.next) => Some(At::Sum),
            Sign::Lt | Sign::Le | Sign::Gt | Sign::Ge | Sign::Eq | Sign::Ne => Some(At::Compare),
            Sign::Star | Sign::Slash if !self.in_day(self.next) => Some(At::Product),
            _ => None,
        }
    }
}
