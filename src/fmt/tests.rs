//! How a file was spaced, and where its lines were broken without ending, does not matter.

#![expect(clippy::disallowed_methods, reason = "tests read their cases")]

use std::path::{Path, PathBuf};

use super::*;
use crate::syntax::lines;
use crate::syntax::token::{Sign, Token, TokenKind};

/// Of so many words one is tried.
const STEP_OF_WORDS: usize = 23;

fn plans() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = Vec::new();
    for folder in ["tests/cases/fmt", "tests/cases/syntax/ok", "tests/cases/plan/ok"] {
        let files = std::fs::read_dir(root.join(folder)).unwrap().map(|f| f.unwrap().path());
        all.extend(files.filter(|path| path.extension().is_some_and(|e| e == "plan")));
    }
    all.sort();
    all.into_iter().map(|path| (path.clone(), std::fs::read_to_string(path).unwrap())).collect()
}

/// What may stand between two words in place of what does.
struct Between<'a> {
    text: &'a str,
    /// Line ends in it, `;` not counted.
    line_ends: usize,
    semicolons: usize,
    /// A line ends here.
    ends: bool,
    /// It may go on below.
    may_break: bool,
    /// The words may touch.
    may_touch: bool,
}

impl Between<'_> {
    fn spaced(&self, next: &mut impl FnMut(usize) -> usize) -> String {
        let spaces = [" ", "  ", "\t", "\u{a0}", " \u{2003} "];
        let line_ends = ["\n", "\r\n", "\r"];
        let mut space = |least: usize| match next(4).max(least) {
            0 => "",
            other => spaces[(other + next(5)) % 5],
        };
        if self.text.contains('#') {
            return self.text.to_owned();
        }
        if self.semicolons > 0 && self.line_ends > 0 {
            return self.text.to_owned();
        }
        if self.ends && self.semicolons > 0 {
            return format!("{};{}", space(0), space(0));
        }
        if self.ends || (self.may_break && space(0).is_empty()) {
            let count = if self.ends && self.line_ends > 1 { 2 } else { 1 };
            let line_end = line_ends[(count + space(0).len()) % 3];
            let mut out = space(0).to_owned();
            for _ in 0..count {
                out += line_end;
                out += space(0);
            }
            return out;
        }
        space(usize::from(!self.may_touch)).to_owned()
    }
}

fn touch(text: &str, last: Token, next: Token) -> bool {
    let minus = |t: Token| t.kind == TokenKind::Sign(Sign::Minus);
    if minus(last) || minus(next) {
        return false;
    }
    let both = format!("{}{}", last.text(text), next.text(text));
    let cut = lex(&both);
    cut.len() == 2 && cut[0].kind == last.kind && cut[1].kind == next.kind
}

fn leads_on(text: &str, token: Token) -> bool {
    use Sign::{Comma, Eq, Ge, Gt, Le, Lt, Minus, Ne, Open, Plus, Slash, Star};
    let words = ["and", "or", "not", "if", "then", "else"];
    words.contains(&token.text(text))
        || matches!(
            token.kind,
            TokenKind::Sign(
                Comma | Eq | Ge | Gt | Le | Lt | Minus | Ne | Open | Plus | Slash | Star
            )
        )
}

fn follows(text: &str, token: Token) -> bool {
    use Sign::{Close, Eq, Ge, Gt, Le, Lt, Minus, Ne, OpenBrace, Plus, Slash, Star};
    let words = ["and", "or", "then", "else"];
    words.contains(&token.text(text))
        || matches!(
            token.kind,
            TokenKind::Sign(
                Close | Eq | Ge | Gt | Le | Lt | Minus | Ne | OpenBrace | Plus | Slash | Star
            )
        )
}

/// The same words otherwise spaced.
fn mutated(text: &str, next: &mut impl FnMut(usize) -> usize) -> String {
    let tokens = lex(text);
    let words = lines::words(text, &tokens);
    let mut out = String::new();
    let (mut depth, mut last): (u32, Option<Token>) = (0, None);
    for (number, word) in words.iter().enumerate() {
        if word.kind == TokenKind::Break {
            continue;
        }
        let token = tokens.get(word.token as usize).copied();
        let (from, to) = (last.map_or(0, |t| t.end as usize), token.map(|t| t.start as usize));
        let between = text.get(from..to.unwrap_or(text.len())).unwrap();
        let (Some(before), Some(token)) = (last, token) else {
            out += between;
            out += token.map_or("", |t| t.text(text));
            last = token;
            continue;
        };
        let plain = between.replace("\r\n", "\n");
        let between = Between {
            text: between,
            line_ends: plain.matches(['\n', '\r']).count(),
            semicolons: between.matches(';').count(),
            ends: words[number - 1].kind == TokenKind::Break,
            may_break: depth > 0 || leads_on(text, before) || follows(text, token),
            may_touch: touch(text, before, token),
        };
        out += &between.spaced(next);
        out += token.text(text);
        match token.kind {
            TokenKind::Sign(Sign::Open) => depth += 1,
            TokenKind::Sign(Sign::Close) => depth -= 1,
            TokenKind::Sign(Sign::OpenBrace | Sign::CloseBrace) => depth = 0,
            _ => {}
        }
        last = Some(token);
    }
    out
}

/// Numbers that look like chance, and are the same in every run.
fn chance(seed: u64) -> impl FnMut(usize) -> usize {
    let mut state = seed;
    move |below| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963);
        usize::try_from(state >> 40).unwrap() % below
    }
}

#[test]
fn spacing_does_not_matter() {
    let mut tried = 0;
    for (path, text) in plans() {
        let Ok(plain) = format(FileId(0), &text) else { continue };
        for seed in 0..8 {
            let other = mutated(&text, &mut chance(seed));
            assert!(other != text || text.len() < 20);
            match format(FileId(0), &other) {
                Ok(made) => assert_eq!(made, plain, "{}\n{other}", path.display()),
                Err(why) => panic!("{}: {why:?}\n{other}", path.display()),
            }
            tried += 1;
        }
    }
    assert!(tried > 200, "{tried}");
}

/// A comment at any line end of a file, and wherever a line may go on below.
#[test]
fn a_comment_may_stand_anywhere() {
    let mut tried = 0;
    for (path, text) in plans() {
        if format(FileId(0), &text).is_err() {
            continue;
        }
        let tokens = lex(&text);
        let places = lines::words(&text, &tokens);
        for (number, pair) in places.windows(2).enumerate() {
            let (Some(before), Some(after)) =
                (tokens.get(pair[0].token as usize), tokens.get(pair[1].token as usize))
            else {
                continue;
            };
            let breaks = before.kind == TokenKind::Break
                || after.kind == TokenKind::Break
                || leads_on(&text, *before)
                || follows(&text, *after);
            if !breaks || number % 12 > 0 {
                continue;
            }
            let (head, tail) = text.split_at(after.start as usize);
            let comment = ["# c\n", "\n# c\n", "\n## c\n", "## c\n"][number / 12 % 4];
            let other = format!("{head}{comment}{tail}");
            let made = format(FileId(0), &other);
            let made = made.unwrap_or_else(|why| panic!("{}: {why:?}\n{other}", path.display()));
            assert_eq!(format(FileId(0), &made).unwrap(), made, "{}", path.display());
            tried += 1;
        }
    }
    assert!(tried > 100, "{tried}");
}

/// With one word left out or said twice a file is either no plan, or formatted soundly.
#[test]
fn what_is_well_formed_can_be_formatted() {
    let (mut formatted, mut refused) = (0, 0);
    for (path, text) in plans() {
        for (number, token) in lex(&text).into_iter().enumerate() {
            if token.kind == TokenKind::Space || number % STEP_OF_WORDS > 0 {
                continue;
            }
            let (head, tail) = text.split_at(token.end as usize);
            let without = format!("{}{tail}", text.split_at(token.start as usize).0);
            let twice = format!("{head} {}{tail}", token.text(&text));
            for other in [without, twice] {
                match format(FileId(0), &other) {
                    Ok(made) => {
                        assert_eq!(format(FileId(0), &made).unwrap(), made, "{}", path.display());
                        formatted += 1;
                    }
                    Err(Refused::Mistakes(_)) => refused += 1,
                    Err(Refused::Unsound) => panic!("{}: {other}", path.display()),
                }
            }
        }
    }
    assert!(formatted > 20 && refused > 20, "{formatted}, {refused}");
}
