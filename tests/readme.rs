//! The pages for readers do not rot: their commands are run, their outputs looked for, their plans and
//! submissions read, their lists held against the tool.

use std::fmt::Write as _;
use std::path::Path;

use soat::cli::Env;

use crate::fences::{Block, Page};
use crate::support::{self, Ran, check_json, fresh, soat_in, write};

const PAGES: [&str; 4] = ["README.md", "README.vi.md", "rules/README.md", "rules/README.vi.md"];

/// The pages that tell of the tool as a whole.
const FRONT: [&str; 2] = ["README.md", "README.vi.md"];

/// The folder that the pages keep their own files in.
const STORY: &str = "thu/";

/// The pages with their blocks.
fn pages() -> impl Iterator<Item = (&'static str, Vec<Block>)> {
    PAGES.into_iter().map(|page| (page, Page::of(&support::read(Path::new(page))).blocks))
}

/// The language of a block: the first word after its fence.
fn lang(block: &Block) -> &str {
    block.lang.split(' ').next().unwrap()
}

/// The file that a block stands for: the word after its language.
fn file(block: &Block) -> Option<&str> {
    block.lang.split(' ').nth(1)
}

/// As the reader of a page has it: in its language, on 80 columns.
fn env_of(page: &str) -> Env {
    let lang = if page.ends_with(".vi.md") { "vi_VN.UTF-8" } else { "en_US.UTF-8" };
    Env { lang: Some(lang.to_owned()), width: Some(80), ..support::env() }
}

/// Writes the files of a page below a folder of its own.
fn written(page: &str, blocks: &[Block]) -> String {
    let folder = fresh(&format!("readme-{}", page.replace(['/', '.'], "-")));
    for block in blocks {
        if let Some(file) = file(block) {
            write(&folder.join(file), block.text.as_bytes());
        }
    }
    folder.to_str().unwrap().to_owned()
}

/// Runs a command with the files that the page writes.
fn ran(page: &str, folder: &str, args: &[String]) -> Ran {
    let own = |arg: &String| {
        let (before, path) = arg.split_once('=').map_or(("", arg.as_str()), |(b, p)| (b, p));
        match (path.starts_with(STORY), before) {
            (false, _) => arg.clone(),
            (true, "") => format!("{folder}/{path}"),
            (true, before) => format!("{before}={folder}/{path}"),
        }
    };
    let ran = soat_in(&args.iter().map(own).collect::<Vec<_>>(), env_of(page));
    Ran { out: ran.out.replace(&format!("{folder}/"), ""), ..ran }
}

#[test]
fn each_command_does_and_shows_what_its_page_says() {
    let (mut commands, mut shown) = (0, 0);
    for (page, blocks) in pages() {
        let folder = written(page, &blocks);
        let mut last = String::new();
        for block in &blocks {
            let of_soat = block.text.lines().filter_map(command);
            for (args, status) in of_soat.filter(|_| lang(block) == "sh") {
                let ran = ran(page, &folder, &args);
                assert_eq!(ran.status, status, "{page}: {args:?}\n{}{}", ran.err, ran.out);
                commands += 1;
                last = ran.out;
            }
            if lang(block) == "text" {
                holds(page, &last, &block.text);
                shown += 1;
            }
        }
    }
    assert!(commands >= 10 && shown >= 8, "{commands} commands, {shown} outputs");
}

/// The parts of an excerpt, with `[…]` between them, stand in the output in their order.
fn holds(page: &str, output: &str, excerpt: &str) {
    let mut rest = output;
    for part in excerpt.split("[…]\n") {
        let after = rest.split_once(part).map(|(_, after)| after);
        rest = after.unwrap_or_else(|| panic!("{page} shows:\n{part}\nnot in:\n{rest}"));
    }
}

/// The list of findings stands between these two lines.
const LIST: [&str; 2] = ["<!-- findings -->\n", "<!-- end of findings -->\n"];

/// Categories with their headings in the two languages; one without a heading goes on under the one before.
const CATEGORIES: [(&str, [&str; 2]); 7] = [
    ("completeness/", ["What is owed, and how it came", "Phải gửi gì, đã gửi thế nào"]),
    ("consistency/", ["What cannot be true", "Số liệu không thể đúng"]),
    ("limit/", ["What the figures come to", "Số liệu nói lên điều gì"]),
    ("target/", ["", ""]),
    ("data/", ["What could not be read", "Không đọc được"]),
    ("waiver/", ["What was accepted", "Điều đã được chấp nhận"]),
    ("rule/", ["In plan files", "Trong tệp kế hoạch"]),
];

/// The list is that of `soat explain`; `INSTA_UPDATE=always` writes it.
#[test]
fn each_finding_is_listed() {
    for (page, n) in FRONT.into_iter().zip(0..) {
        let all = soat_in(&["explain"], env_of(page)).out;
        let wanted = findings(&all, n);
        assert!(wanted.lines().count() > all.lines().count());
        let text = support::read(Path::new(page));
        let (before, rest) = text.split_once(LIST[0]).unwrap();
        let (list, after) = rest.split_once(LIST[1]).unwrap();
        if list == wanted {
            continue;
        }
        let update = std::env::var("INSTA_UPDATE").is_ok_and(|how| how == "always");
        assert!(update, "{page} does not list the findings as they are; INSTA_UPDATE=always does");
        let [first, last] = LIST;
        write(Path::new(page), format!("{before}{first}{wanted}{last}{after}").as_bytes());
    }
}

/// The output of `soat explain` as tables.
fn findings(all: &str, n: usize) -> String {
    let head = ["| name | severity | what it finds |", "| tên | mức | phát hiện điều gì |"][n];
    let mut out = String::new();
    let mut listed = 0;
    for (category, titles) in CATEGORIES {
        if !titles[n].is_empty() {
            let gap = if out.is_empty() { "" } else { "\n" };
            write!(out, "{gap}### {}\n\n{head}\n|---|---|---|\n", titles[n]).unwrap();
        }
        for line in all.lines().filter(|line| line.starts_with(category)) {
            let parts: Vec<&str> = line.split('\t').collect();
            let [name, severity, summary] = parts[..] else { panic!("{line}") };
            writeln!(out, "| `{name}` | {severity} | {summary} |").unwrap();
            listed += 1;
        }
    }
    assert_eq!(listed, all.lines().count(), "a category is not known");
    out
}

#[test]
fn each_option_of_check_is_listed() {
    for page in FRONT {
        let help = soat_in(&["check", "--help"], env_of(page)).out;
        let lines = help.lines().filter_map(|line| line.trim().strip_prefix("--"));
        let options: Vec<String> =
            lines.map(|line| format!("`--{}", line.split(' ').next().unwrap())).collect();
        assert!(options.len() >= 8, "{options:?}");
        let text = support::read(Path::new(page));
        let lost: Vec<&String> = options.iter().filter(|o| !text.contains(o.as_str())).collect();
        assert!(lost.is_empty(), "{page} does not tell of {lost:?}");
    }
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
    for (page, blocks) in pages() {
        let plans = || blocks.iter().filter(|block| lang(block) == "plan");
        for whole in plans().filter(|block| file(block).is_some()) {
            understood(page, &whole.text);
        }
        // The others are parts of one plan.
        let parts = plans().filter(|block| file(block).is_none()).map(|block| block.text.as_str());
        let parts: String = parts.collect();
        if !parts.is_empty() {
            understood(page, &parts);
        }
    }
}

fn understood(page: &str, text: &str) {
    let folder = fresh("readme-plan");
    let (rules, files) = (folder.join("p.plan"), folder.join("files"));
    write(&rules, text.as_bytes());
    std::fs::create_dir_all(&files).unwrap();
    let args = [files.to_str().unwrap(), "--rules", rules.to_str().unwrap()];
    let json = check_json(&args, "en").json();
    let findings = json["findings"].as_array().unwrap().iter();
    let of_rules = findings.filter(|f| f["rule"].as_str().unwrap().starts_with("rule/"));
    let errors: Vec<_> = of_rules.filter(|f| f["severity"] == "error").collect();
    assert!(errors.is_empty(), "{page}: {errors:#?}\n{text}");
}

#[test]
fn each_plan_is_in_its_one_form() {
    for (page, blocks) in pages() {
        let folder = fresh("readme-form");
        for block in blocks.iter().filter(|block| lang(block) == "plan") {
            let path = folder.join("p.plan");
            write(&path, block.text.as_bytes());
            let ran = soat_in(&["fmt", "--check", path.to_str().unwrap()], env_of(page));
            assert_eq!(ran.status, 0, "{page}: `soat fmt` writes it another way:\n{}", block.text);
        }
    }
}

#[test]
fn each_command_is_listed() {
    for page in FRONT {
        let help = soat_in(&["--help"], env_of(page)).out;
        let (_, rest) = help.split_once("Commands:\n").unwrap();
        let lines = rest.lines().take_while(|line| !line.is_empty());
        let names = lines.filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
        let names: Vec<&str> = names.filter(|n| !n.is_empty() && *n != "help").collect();
        assert!(names.len() >= 4, "{names:?}");
        let text = support::read(Path::new(page));
        let lost: Vec<&&str> =
            names.iter().filter(|name| !text.contains(&format!("| `soat {name}"))).collect();
        assert!(lost.is_empty(), "{page} does not tell of {lost:?}");
    }
}

#[test]
fn each_submission_is_well_formed() {
    for (page, blocks) in pages() {
        for block in blocks.iter().filter(|block| lang(block) == "toml") {
            let parsed: Result<toml::Table, _> = toml::from_str(&block.text);
            assert!(parsed.is_ok(), "{page}: {parsed:?}\n{}", block.text);
        }
    }
}
