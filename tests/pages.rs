//! Every page of explanation: its headings, both languages, and its example, which is run and must bring
//! the page's own finding.

use std::path::{Path, PathBuf};

use crate::fences::{Block, Page};
use crate::style;
use crate::support::{self, check_json, each, files_below, fresh, write};

const HEADINGS: [(&str, [&str; 4]); 2] = [
    ("vi", ["Tìm gì", "Vì sao", "Ví dụ", "Cần làm gì"]),
    ("en", ["What it finds", "Why it matters", "Example", "What to do"]),
];

/// All pages, by their path without `.vi.md` or `.en.md`.
fn pages() -> Vec<PathBuf> {
    let mut pages: Vec<PathBuf> = files_below("src", "md")
        .into_iter()
        .map(|path| path.with_extension("").with_extension(""))
        .collect();
    pages.dedup();
    pages
}

fn read(page: &Path, lang: &str) -> Page {
    Page::of(&support::read(&PathBuf::from(format!("{}.{lang}.md", page.display()))))
}

#[test]
fn a_page_has_its_headings_in_both_languages() {
    each(
        &pages(),
        |page| page.display().to_string(),
        |page| {
            for (lang, wanted) in HEADINGS {
                let page = read(page, lang);
                let headings = page.headings();
                let headings: Vec<&str> = headings.into_iter().filter(|h| !is_title(h)).collect();
                assert_eq!(headings, wanted);
            }
        },
    );
}

/// A page may begin with the name of its finding.
fn is_title(heading: &str) -> bool {
    heading.trim_matches('`').contains('/')
}

#[test]
fn the_example_is_the_same_in_both_languages() {
    each(
        &pages(),
        |page| page.display().to_string(),
        |page| {
            let [vi, en] = ["vi", "en"].map(|lang| read(page, lang).blocks);
            assert!(!vi.is_empty(), "no example");
            assert_eq!(vi, en);
        },
    );
}

#[test]
fn the_example_brings_the_finding_of_its_page() {
    each(
        &pages(),
        |page| page.display().to_string(),
        |page| {
            let blocks = read(page, "vi").blocks;
            if is_of_rules(page) {
                return brings_just_its_own(page, &blocks);
            }
            let folder = fresh(&format!("page-{}", code(page).replace('/', "-")));
            let args = laid_out(&blocks, &folder);
            let json = check_json(&args, "en").json();
            let all = support::codes(&json, &["error", "warning", "missed", "note"]);
            let own = |found: &&str| is_of(page, found);
            assert!(all.iter().any(own), "{} is not among {all:?}", code(page));
            let loud = support::codes(&json, &["error", "warning", "missed"]);
            let more: Vec<&str> = loud.into_iter().filter(|found| !own(found)).collect();
            assert!(more.is_empty(), "{} brings {more:?} too", code(page));
            style::holds(&json);
        },
    );
}

/// Pages of lints: their example is one plan, which is looked into by itself.
fn is_of_rules(page: &Path) -> bool {
    page.starts_with("src/lints")
}

fn brings_just_its_own(page: &Path, blocks: &[Block]) {
    let [block] = blocks else { panic!("one block") };
    let path = fresh(&format!("page-{}", code(page).replace('/', "-"))).join("rules.plan");
    write(&path, block.text.as_bytes());
    let args = ["lint", path.to_str().unwrap(), "--format", "json", "--lang", "en"];
    let json = support::soat(&args).json();
    let all = support::codes(&json, &["error", "warning", "missed", "note"]);
    assert!(!all.is_empty() && all.iter().all(|found| *found == code(page)), "{all:?}");
    style::holds(&json);
}

/// Whether a code is that of a page. What is said of the data while dues are made lies with the checks.
fn is_of(page: &Path, found: &str) -> bool {
    let name = page.file_name().unwrap().to_str().unwrap();
    found == code(page) || found == format!("data/{name}")
}

/// `completeness/late-report`
fn code(page: &Path) -> String {
    let family = page.parent().unwrap().file_name().unwrap().to_str().unwrap();
    let family = if family == "pages" { "data" } else { family };
    let family = if is_of_rules(page) { "rule" } else { family };
    format!("{family}/{}", page.file_name().unwrap().to_str().unwrap())
}

/// Writes the blocks as files, and names them to the tool.
fn laid_out(blocks: &[Block], folder: &Path) -> Vec<String> {
    let rules = folder.join("rules.plan");
    let files = folder.join("files");
    let mut count = 0;
    for block in blocks {
        match block.lang.as_str() {
            "plan" => write(&rules, block.text.as_bytes()),
            "toml" | "csv" | "bytes" => {
                count += 1;
                let ending = if block.lang == "csv" { "csv" } else { "toml" };
                let name = format!("reports/{count}.{ending}");
                let name = said(&block.text, "# file: ").unwrap_or(&name);
                write(&files.join(name), &content(block));
            }
            "text" | "" => {}
            other => panic!("a block of {other}"),
        }
    }
    let texts: String = blocks.iter().map(|block| block.text.as_str()).collect();
    let day = said(&texts, "# as of ").expect("`# as of DAY` in a block");
    let args = [files.to_str().unwrap(), "--rules", rules.to_str().unwrap(), "--as-of", day];
    args.map(str::to_owned).to_vec()
}

/// What a comment says, up to the end of its line.
fn said<'a>(text: &'a str, comment: &str) -> Option<&'a str> {
    text.lines().find_map(|line| line.strip_prefix(comment)).map(str::trim)
}

/// The bytes of a block: a CSV or raw file loses the comment with its name.
fn content(block: &Block) -> Vec<u8> {
    if block.lang == "toml" {
        return block.text.clone().into_bytes();
    }
    let lines = block.text.lines().filter(|line| !line.starts_with('#'));
    let text: String = lines.flat_map(|line| [line, "\n"]).collect();
    if block.lang == "bytes" { raw(&text) } else { text.into_bytes() }
}

/// `\xNN` is a byte; everything else is itself.
fn raw(text: &str) -> Vec<u8> {
    let mut parts = text.split("\\x");
    let mut bytes = parts.next().unwrap().as_bytes().to_vec();
    for part in parts {
        let (digits, rest) = part.split_at(2);
        bytes.push(u8::from_str_radix(digits, 16).unwrap());
        bytes.extend(rest.as_bytes());
    }
    bytes
}
