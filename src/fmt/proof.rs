//! The proof that a new text says what the old one said: the same words in the same lines, the same tree,
//! the same comments.

use crate::diag::Sink;
use crate::fmt::Made;
use crate::source::FileId;
use crate::syntax::token::{Sign, Token, TokenKind};
use crate::syntax::words::SYNTAX;
use crate::syntax::{self, lex, lines, outline, tree};

pub(super) fn holds(text: &str, tree: &tree::File, made: &Made) -> bool {
    let mut sink = Sink::default();
    let again = syntax::parse(FileId::NONE, &made.text, &mut sink);
    if sink.take().iter().any(|finding| finding.code == &SYNTAX) {
        return false;
    }
    let (old, new) = (lex(text), lex(&made.text));
    let kept = |token: &Token| !made.dropped.contains(&token.start);
    bare(tree) == bare(&again)
        && words(text, &old, kept) == words(&made.text, &new, |_| true)
        && comments(text, &old) == comments(&made.text, &new)
}

/// The tree with the brackets that show how it is read, and without those that were written.
fn bare(tree: &tree::File) -> String {
    outline::outline(tree).replace(['(', ')'], "")
}

/// The words that count; a line end is one, but beside a brace it is none.
fn words<'a>(text: &'a str, tokens: &[Token], kept: impl Fn(&Token) -> bool) -> Vec<&'a str> {
    let mut all = Vec::new();
    for word in lines::words(text, tokens) {
        let Some(token) = tokens.get(word.token as usize).filter(|token| kept(token)) else {
            continue;
        };
        let last: Option<&str> = all.last().copied();
        match word.kind {
            TokenKind::Break if last == Some("{") => {}
            TokenKind::Break => all.push("\n"),
            TokenKind::Sign(Sign::CloseBrace) => {
                if last == Some("\n") {
                    all.pop();
                }
                all.push("}");
            }
            _ => all.push(token.text(text)),
        }
    }
    if all.last() == Some(&"\n") {
        all.pop();
    }
    all
}

fn comments<'a>(text: &'a str, tokens: &[Token]) -> Vec<&'a str> {
    let is_comment = |t: &&Token| matches!(t.kind, TokenKind::Comment | TokenKind::Doc);
    tokens.iter().filter(is_comment).map(|t| t.text(text).trim_end()).collect()
}
