//! Nothing makes the parser stop, and what is read does not depend on how lines end. Which mistakes are
//! found where is told by the files of `tests/cases/syntax`.

#![expect(clippy::string_slice, reason = "a test may stop")]

use std::path::{Path, PathBuf};

use super::*;
use crate::diag::Finding;
use crate::source::disk::{self, Met};

fn plans_in(folder: &str) -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut plans = Vec::new();
    for met in disk::walk(&root) {
        if let Met::File { path, .. } = met
            && path.extension().is_some_and(|kind| kind == "plan")
        {
            plans.push((path.clone(), disk::read_text(&path).unwrap()));
        }
    }
    plans
}

fn read(text: &str) -> (tree::File, Vec<Finding>) {
    let mut sink = Sink::default();
    let file = parse(FileId(0), text, &mut sink);
    (file, sink.take())
}

#[test]
fn line_ends_and_a_byte_order_mark_change_nothing() {
    for (path, text) in plans_in("tests/cases/syntax/ok") {
        let plain = outline::outline(&read(&text).0);
        for other in
            [text.replace('\n', "\r\n"), text.replace('\n', "\r"), format!("\u{feff}{text}")]
        {
            let (file, findings) = read(&other);
            assert!(findings.is_empty(), "{}: {findings:#?}", path.display());
            assert_eq!(outline::outline(&file), plain);
        }
    }
}

#[test]
fn tokens_of_clauses_and_items_are_those_of_their_places() {
    let check = |tokens: &[token::Token], range: &tree::Tokens, span: crate::source::Span| {
        let part = &tokens[range.start as usize..range.end as usize];
        assert_eq!((part[0].start, part[part.len() - 1].end), (span.start, span.end));
    };
    for (_, text) in plans_in("tests/cases/syntax/ok") {
        let tokens = lex(&text);
        for item in &read(&text).0.items {
            check(&tokens, &item.tokens, item.span);
            for clause in &item.clauses {
                check(&tokens, &clause.tokens, clause.span);
            }
        }
    }
}

/// What has one mistake has few findings, wherever it is; and a text cut off anywhere is read.
#[test]
fn one_word_left_out_is_one_mistake_or_two() {
    let (mut tried, mut many) = (0, 0);
    for (path, text) in plans_in("tests/cases/syntax/ok") {
        let tokens = lex(&text).into_iter().filter(|t| !t.kind.is_trivia());
        for (number, token) in tokens.enumerate() {
            let (before, after) = (&text[..token.start as usize], &text[token.end as usize..]);
            let (_, findings) = read(&format!("{before}{after}"));
            let mistakes = findings.iter().filter(|f| f.code == &words::SYNTAX).count();
            assert!(mistakes <= 4, "{}: without {:?}", path.display(), token.text(&text));
            tried += 1;
            many += usize::from(mistakes > 2);
            if number % 4 == 0 {
                read(before);
            }
        }
    }
    assert!(many * 200 < tried, "{many} of {tried}");
}

#[test]
fn no_byte_makes_the_parser_stop() {
    let strange =
        ["{", "}", "(", ")", "\"", ",", ";", "\n", "#", "–", "9", "-", ".", "đ", "\u{200b}"];
    for (_, text) in plans_in("tests/cases/syntax/ok") {
        let places = text.char_indices().step_by(11);
        for ((at, c), put) in places.zip(strange.iter().cycle()) {
            let mutated = format!("{}{put}{}", &text[..at], &text[at + c.len_utf8()..]);
            let joined: String = lex(&mutated).iter().map(|t| t.text(&mutated)).collect();
            assert_eq!(joined, mutated);
            read(&mutated);
        }
    }
}

#[test]
fn depth_and_length_are_limited() {
    let nested =
        |n: usize| format!("check c {{ require {}a{} = b }}", "(".repeat(n), ")".repeat(n));
    let long = |n: usize| format!("check c {{ require {}a = b }}", "a + ".repeat(n));
    let moved = |n: usize| format!("check c {{ require a{} = b }}", " of it".repeat(n));
    let blocks = |n: usize| "amend a { add ".repeat(n);
    for good in [nested(60), long(990), moved(8)] {
        assert!(read(&good).1.is_empty());
    }
    for bad in [nested(100_000), long(100_000), moved(100_000)] {
        assert_eq!(read(&bad).1.len(), 1);
    }
    assert!(!read(&blocks(10_000)).1.is_empty());
    for sign in ["-", "not ", "if "] {
        assert!(!read(&format!("check c {{ require {}a }}", sign.repeat(100_000))).1.is_empty());
    }
}
