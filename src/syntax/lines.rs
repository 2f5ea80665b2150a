//! Logical lines: which line ends count, and which only carry a line on. What is left are the tokens
//! that the parser reads, one `Break` for each end of a line that counts.

use crate::syntax::token::{Sign, Token, TokenKind};

/// A token that the parser reads.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word {
    pub(crate) kind: TokenKind,
    /// Its number among all tokens.
    pub(crate) token: u32,
    /// How the line end before it was dropped.
    pub(crate) joined: Joined,
}

/// Why the line goes on before a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Joined {
    /// No line end was there.
    No,
    /// The line above ends with a comma.
    Comma,
    /// A bracket is open, or an operator stands at the line's end or start.
    Other,
}

/// A run of line ends that is not yet known to count.
struct Pending {
    first: u32,
    semicolon: bool,
}

/// The tokens of the grammar, with `End` at the end.
pub(crate) fn words(text: &str, tokens: &[Token]) -> Vec<Word> {
    let mut lines = Lines { text, tokens, out: Vec::with_capacity(tokens.len() / 2), open: 0 };
    let mut pending: Option<Pending> = None;
    for (number, token) in (0_u32..).zip(tokens) {
        if token.kind == TokenKind::Break {
            let semicolon = token.text(text) == ";";
            let run = pending.get_or_insert(Pending { first: number, semicolon });
            run.semicolon |= semicolon;
        } else if !token.kind.is_trivia() {
            let joined = pending.take().map_or(Joined::No, |run| lines.join(&run, *token));
            lines.push(token.kind, number, joined);
        }
    }
    let end = u32::try_from(tokens.len()).unwrap_or(u32::MAX);
    lines.push(TokenKind::End, end, Joined::No);
    lines.out
}

struct Lines<'a> {
    text: &'a str,
    tokens: &'a [Token],
    out: Vec<Word>,
    /// Open round brackets.
    open: usize,
}

impl Lines<'_> {
    fn push(&mut self, kind: TokenKind, token: u32, joined: Joined) {
        if kind == TokenKind::Sign(Sign::Open) {
            self.open += 1;
        } else if kind == TokenKind::Sign(Sign::Close) {
            self.open = self.open.saturating_sub(1);
        } else if is_brace(kind) {
            self.open = 0;
        }
        self.out.push(Word { kind, token, joined });
    }

    /// Drops the line ends before `next`, or lets them count as one.
    fn join(&mut self, run: &Pending, next: Token) -> Joined {
        let last = self.out.last().and_then(|w| self.tokens.get(w.token as usize)).copied();
        if run.semicolon {
            self.open = 0;
        } else if last.is_some_and(|t| t.kind == TokenKind::Sign(Sign::Comma)) {
            return Joined::Comma;
        } else if self.open > 0 || last.is_some_and(|t| self.leads_on(t)) || self.follows(next) {
            return Joined::Other;
        }
        if last.is_some() {
            self.push(TokenKind::Break, run.first, Joined::No);
        }
        Joined::No
    }

    /// At a line's end it carries the line on.
    fn leads_on(&self, token: Token) -> bool {
        const WORDS: [&str; 6] = ["and", "or", "not", "if", "then", "else"];
        let word = token.kind == TokenKind::Name && WORDS.contains(&token.text(self.text));
        word || token.kind == TokenKind::Sign(Sign::Open) || is_operator(token.kind)
    }

    /// At a line's start it carries the line above on.
    fn follows(&self, token: Token) -> bool {
        const WORDS: [&str; 4] = ["and", "or", "then", "else"];
        let word = token.kind == TokenKind::Name && WORDS.contains(&token.text(self.text));
        let sign = matches!(token.kind, TokenKind::Sign(Sign::Close | Sign::OpenBrace));
        word || sign || is_operator(token.kind)
    }
}

fn is_brace(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Sign(Sign::OpenBrace | Sign::CloseBrace))
}

/// `..` and `%` are none: `runs 2019-06-01 ..` is complete.
fn is_operator(kind: TokenKind) -> bool {
    use Sign::{Eq, Ge, Gt, Le, Lt, Minus, Ne, Plus, Slash, Star};
    matches!(kind, TokenKind::Sign(Plus | Minus | Star | Slash | Lt | Le | Gt | Ge | Eq | Ne))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::lexer::lex;

    /// The logical lines, their tokens parted by one space.
    #[track_caller]
    fn check(text: &str, want: &[&str]) {
        let tokens = lex(text);
        let mut lines = vec![String::new()];
        for word in words(text, &tokens) {
            if word.kind == TokenKind::Break {
                lines.push(String::new());
            } else if word.kind != TokenKind::End {
                let line = lines.last_mut().unwrap();
                *line += if line.is_empty() { "" } else { " " };
                *line += tokens[word.token as usize].text(text);
            }
        }
        assert_eq!(lines, want);
    }

    #[test]
    fn a_line_goes_on_after_and_before_operators() {
        check("a +\n\n # note\nb\nc", &["a + b", "c"]);
        check("a\n  and b\nor c", &["a and b or c"]);
        check("x\n{ y }", &["x { y }"]);
        check("runs 2019 ..\nafter x", &["runs 2019 ..", "after x"]);
        check("within 5%\nk", &["within 5 %", "k"]);
    }

    #[test]
    fn brackets_hold_a_line_open_until_a_brace_or_semicolon() {
        check("(a\nb)\nc", &["( a b )", "c"]);
        check("(a\nb }\nc", &["( a b }", "c"]);
        check("(a; b\nc", &["( a", "b", "c"]);
    }

    #[test]
    fn a_semicolon_always_ends_a_line() {
        check("a,\n; b", &["a ,", "b"]);
        check("a,\nb", &["a , b"]);
        check("\n\n;a", &["a"]);
    }
}
