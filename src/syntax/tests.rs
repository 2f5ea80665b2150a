//! Whole files: those in `tests/cases/syntax/ok` have no findings, those in `err` have exactly the ones
//! that their comments announce, on their lines, and nothing makes the parser stop.

#![expect(clippy::disallowed_methods, reason = "tests read their cases")]

use std::path::{Path, PathBuf};

use super::*;
use crate::diag::Finding;
use crate::source::Lines;

fn plans_in(folder: &str) -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files = walkdir::WalkDir::new(root).sort_by_file_name().into_iter().map(Result::unwrap);
    let plans = files.map(walkdir::DirEntry::into_path);
    plans
        .filter(|path| path.extension().is_some_and(|e| e == "plan"))
        .map(|path| (path.clone(), std::fs::read_to_string(path).unwrap()))
        .collect()
}

fn read(text: &str) -> (tree::File, Vec<Finding>) {
    let mut sink = Sink::default();
    let file = parse(FileId(0), text, &mut sink);
    (file, sink.take())
}

/// Code and line of each finding, in order of place.
fn found(text: &str, findings: &[Finding]) -> Vec<(usize, String)> {
    let lines = Lines::new(text);
    let line = |f: &Finding| lines.at(f.labels[0].place.start() as usize).line;
    let mut all: Vec<_> = findings.iter().map(|f| (line(f), f.code.name.to_owned())).collect();
    all.sort();
    all
}

/// One sentence in each language, without a full stop, with a place and with help.
#[track_caller]
fn check_words(finding: &Finding) {
    let help = finding.help.as_ref().unwrap();
    for words in [&finding.message.vi, &finding.message.en, &help.vi, &help.en] {
        let first = words.chars().next().unwrap();
        assert!(!first.is_uppercase() && !words.ends_with('.') && !words.contains('\n'), "{words}");
    }
    assert!(!finding.labels.is_empty());
}

/// `# expect: CODE, CODE` at the end of a line.
fn announced(text: &str) -> Vec<(usize, String)> {
    let mut all = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let codes = line.split_once("# expect: ").map_or("", |(_, codes)| codes);
        let codes = codes.split(',').map(str::trim).filter(|c| !c.is_empty());
        all.extend(codes.map(|code| (number + 1, code.to_owned())));
    }
    all.sort();
    all
}

#[test]
fn well_written_files_have_no_findings() {
    let plans = plans_in("tests/cases/syntax/ok");
    assert!(plans.len() >= 8);
    for (path, text) in plans.into_iter().chain(plans_in("rules")) {
        let (file, findings) = read(&text);
        assert_eq!(found(&text, &findings), [], "{}", path.display());
        assert!(!file.items.is_empty(), "{}", path.display());
    }
}

#[test]
fn mistakes_are_found_where_they_are_and_nowhere_else() {
    let plans = plans_in("tests/cases/syntax/err");
    assert!(plans.len() >= 30);
    for (path, text) in plans {
        let (_, findings) = read(&text);
        assert!(!announced(&text).is_empty(), "{} announces nothing", path.display());
        findings.iter().for_each(check_words);
        assert_eq!(found(&text, &findings), announced(&text), "{}: {findings:#?}", path.display());
    }
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
    for good in [nested(60), long(990), moved(60)] {
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
