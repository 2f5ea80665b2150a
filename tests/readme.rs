//! The pages for readers do not rot: their commands are run, their plans and submissions read.

use std::path::Path;

use crate::fences::Page;
use crate::support::{self, check_json, codes, fresh, soat, write};

const PAGES: [&str; 3] = ["README.md", "README.vi.md", "rules/README.md"];

/// All blocks of a language, with the page that holds them.
fn of_language(lang: &str) -> Vec<(&'static str, String)> {
    let read = |page: &&'static str| (*page, support::read(Path::new(page)));
    let pages = PAGES.iter().filter(|page| Path::new(page).is_file()).map(read);
    pages
        .flat_map(|(page, text)| Page::of(&text).blocks.into_iter().map(move |b| (page, b)))
        .filter(|(_, block)| block.lang == lang)
        .map(|(page, block)| (page, block.text))
        .collect()
}

#[test]
fn the_pages_are_there() {
    assert!(Path::new("README.md").is_file());
}

#[test]
fn each_command_ends_with_the_status_that_its_page_tells() {
    let mut count = 0;
    for (page, block) in of_language("sh") {
        for (args, status) in block.lines().filter_map(command) {
            let ran = soat(&args);
            assert_eq!(ran.status, status, "{page}: {args:?}\n{}", ran.err);
            count += 1;
        }
    }
    assert!(count >= 2, "{count} commands");
}

/// The arguments of `soat …` or `cargo run --release -- …`, and the status of a comment `# exit 1`.
fn command(line: &str) -> Option<(Vec<String>, u8)> {
    let line = line.trim_start_matches("$ ");
    let rest =
        line.strip_prefix("cargo run --release -- ").or_else(|| line.strip_prefix("soat "))?;
    let (command, comment) = rest.split_once(" #").unwrap_or((rest, ""));
    let status = comment.trim().strip_prefix("exit ").map_or(0, |n| n.trim().parse().unwrap());
    Some((words(command), status))
}

/// The words of a command; `"…"` and `'…'` keep blanks together.
fn words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    let (mut word, mut quote, mut has_word) = (String::new(), None, false);
    for c in command.chars() {
        match (c, quote) {
            ('"' | '\'', None) => (quote, has_word) = (Some(c), true),
            (c, Some(q)) if c == q => quote = None,
            (' ', None) if has_word => {
                words.push(std::mem::take(&mut word));
                has_word = false;
            }
            (' ', None) => {}
            (c, _) => {
                word.push(c);
                has_word = true;
            }
        }
    }
    if has_word {
        words.push(word);
    }
    words
}

#[test]
fn the_words_of_a_command() {
    assert_eq!(
        words("check a --plan '59/KH UBND'  x"),
        ["check", "a", "--plan", "59/KH UBND", "x"]
    );
}

#[test]
fn each_plan_is_understood() {
    for (number, (page, text)) in of_language("plan").into_iter().enumerate() {
        let folder = fresh(&format!("readme-plan-{number}"));
        let whole = if text.lines().any(|line| line.starts_with("plan ")) {
            text.clone()
        } else {
            format!("{FRAME}{text}")
        };
        write(&folder.join("p.plan"), whole.as_bytes());
        std::fs::create_dir_all(folder.join("files")).unwrap();
        let rules = folder.join("p.plan");
        let files = folder.join("files");
        let args = [files.to_str().unwrap(), "--rules", rules.to_str().unwrap()];
        let json = check_json(&args, "en").json();
        let errors = codes(&json, &["error"]);
        assert!(!errors.iter().any(|e| e.starts_with("rule/")), "{page}: {errors:?}\n{text}");
    }
}

/// Stands around a block that is a part of a plan.
const FRAME: &str = "plan p { number \"1/KH-UBND\"; issued 2018-01-01; runs 2018 .. 2020 }\n";

#[test]
fn each_submission_is_well_formed() {
    for (page, text) in of_language("toml") {
        let parsed: Result<toml::Table, _> = toml::from_str(&text);
        assert!(parsed.is_ok(), "{page}: {parsed:?}\n{text}");
    }
}
