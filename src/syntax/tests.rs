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
    for (path, text) in plans {
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
        assert_eq!(found(&text, &findings), announced(&text), "{}: {findings:#?}", path.display());
    }
}
#[test]
fn show_path() {
    let Ok(root) = std::env::var("SHOW") else { return };
    for (path, text) in plans_in(&root) {
        let (file, findings) = read(&text);
        println!("=== {} {} items", path.display(), file.items.len());
        let lines = Lines::new(&text);
        for f in &findings {
            let at = lines.at(f.labels[0].place.start() as usize);
            println!("{}:{}: {} {}", at.line, at.column, f.code.name, f.message.vi);
            println!("        EN {}", f.message.en);
            if let Some(h) = &f.help {
                println!("        -> {} / {}", h.vi, h.en);
            }
        }
        if std::env::var("OUTLINE").is_ok() {
            println!("{}", outline::outline(&file));
        }
    }
}
#[test]
fn show_cascade() {
    if std::env::var("CASC").is_err() {
        return;
    }
    let mut hist = [0usize; 12];
    for (path, text) in plans_in("tests/cases/syntax/ok") {
        let tokens = lex(&text);
        let lines = Lines::new(&text);
        for t in tokens {
            if t.kind.is_trivia() || t.kind == token::TokenKind::Break {
                continue;
            }
            for with in ["", "@", "xyz", "{", "}", "(", ")", "\"", ","] {
                let mutated =
                    format!("{}{with}{}", &text[..t.start as usize], &text[t.end as usize..]);
                let (_, f) = read(&mutated);
                let n = f.iter().filter(|f| f.code.name == "rule/syntax").count();
                hist[n.min(11)] += 1;
                if n > 2 {
                    let at = lines.at(t.start as usize);
                    println!(
                        "--- {} {}:{} {:?} -> {with:?}: {n}",
                        path.file_name().unwrap().to_string_lossy(),
                        at.line,
                        at.column,
                        t.text(&text)
                    );
                    let l2 = Lines::new(&mutated);
                    for f in &f {
                        println!(
                            "      {}: {}",
                            l2.at(f.labels[0].place.start() as usize).line,
                            f.message.en
                        );
                    }
                }
            }
        }
    }
    println!("{hist:?}");
}
