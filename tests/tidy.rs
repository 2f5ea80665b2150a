//! Laws of the house that no compiler holds: floors, doors, pages, lists, sizes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::support::{self, files_below, soat};

/// The floors: a module uses what lies below it, and itself.
const FLOORS: [(&str, u8); 30] = [
    ("builtin", 0),
    ("error", 0),
    ("source", 0),
    ("value", 0),
    ("diag", 1),
    // A noun that checks fill and renderers read.
    ("report", 2),
    ("syntax", 2),
    ("table", 2),
    ("plan", 3),
    ("fmt", 3),
    ("dues", 4),
    ("facts", 4),
    ("lints", 5),
    ("eval", 5),
    ("checks", 6),
    ("render", 8),
    ("show", 8),
    ("why", 8),
    ("export", 8),
    ("compare", 8),
    ("rulebook", 8),
    ("baseline", 9),
    ("catalog", 7),
    ("local", 9),
    ("pipeline", 9),
    ("config", 10),
    ("schema", 10),
    ("spec", 10),
    ("cli", 11),
    ("fuzzing", 11),
];

/// Neighbours of one floor that use each other one way: the first uses the second.
const BESIDE: [(&str, &str); 10] = [
    ("value", "source"),
    ("error", "source"),
    ("facts", "dues"),
    ("dues", "facts"),
    ("why", "show"),
    ("export", "show"),
    ("compare", "show"),
    ("compare", "render"),
    ("pipeline", "local"),
    ("schema", "config"),
];

/// Each dependency has one door: the files or folders that may name it.
const DOORS: [(&str, &[&str]); 19] = [
    ("nom", &["src/syntax/"]),
    ("toml", &["src/table/"]),
    ("csv_core", &["src/table/"]),
    ("memchr", &["src/table/lines.rs", "src/source/lines.rs"]),
    ("jiff", &["src/value/date.rs"]),
    ("miette", &["src/render/terminal.rs"]),
    ("annotate_snippets", &["src/render/terminal.rs"]),
    ("clap", &["src/cli/"]),
    ("clap_complete", &["src/cli/completions.rs"]),
    ("clap_mangen", &["src/cli/man.rs"]),
    ("notify", &["src/cli/watch.rs"]),
    ("serde_json", &["src/render/"]),
    ("walkdir", &["src/source/disk.rs"]),
    ("sha2", &["src/source/hash.rs"]),
    ("glob", &["src/report/level.rs"]),
    ("strsim", &["src/value/fold.rs"]),
    ("unicode_normalization", &["src/value/fold.rs"]),
    ("unicode_ident", &["src/syntax/"]),
    ("anstream", &["src/main.rs", "src/cli/"]),
];

const MOST_LINES: usize = 500;

/// A source file: its path, and its lines without comments.
struct Source {
    path: String,
    text: String,
}

impl Source {
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines =
            self.text.lines().map(|line| line.split_once("//").map_or(line, |(code, _)| code));
        lines.enumerate().map(|(n, line)| (n + 1, line))
    }

    /// The module of the crate that a file belongs to.
    fn module(&self) -> &str {
        let below = self.path.trim_start_matches("src/");
        below.split(['/', '.']).next().unwrap()
    }
}

fn sources() -> Vec<Source> {
    let read = |path: PathBuf| Source {
        text: support::read(&path),
        path: path.to_str().unwrap().replace('\\', "/"),
    };
    files_below("src", "rs").into_iter().map(read).collect()
}

fn none(broken: &[String]) {
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[test]
fn arrows_point_down() {
    let floors: BTreeMap<&str, u8> = FLOORS.into_iter().collect();
    let mut broken = Vec::new();
    for source in sources() {
        let own = source.module();
        if ["lib", "main", "lsp"].contains(&own) {
            continue;
        }
        let Some(floor) = floors.get(own) else {
            broken.push(format!("{}: {own} has no floor", source.path));
            continue;
        };
        for (line, used) in used(&source) {
            let below = floors.get(used.as_str()).is_some_and(|f| f < floor);
            if used != own && !below && !BESIDE.contains(&(own, used.as_str())) {
                broken.push(format!("{}:{line}: {own} uses {used}", source.path));
            }
        }
    }
    none(&broken);
}

/// The modules that a file names after `crate::`, with the line.
fn used(source: &Source) -> Vec<(usize, String)> {
    let mut used = Vec::new();
    for (line, code) in source.code() {
        for part in code.split("crate::").skip(1) {
            let name: String = part.chars().take_while(|c| is_name(*c)).collect();
            if part.starts_with('{') {
                let names = part.trim_matches(['{', '}', ';']).split(',').map(str::trim);
                used.extend(names.map(|n| (line, n.split("::").next().unwrap().to_owned())));
            } else if name.chars().next().is_some_and(char::is_lowercase) {
                used.push((line, name));
            }
        }
    }
    used
}

#[test]
fn a_dependency_has_one_door() {
    let mut broken = Vec::new();
    for source in sources() {
        for (dependency, doors) in DOORS {
            if doors.iter().any(|door| source.path.starts_with(door)) {
                continue;
            }
            for (line, code) in source.code().filter(|(_, code)| names(code, dependency)) {
                broken.push(format!("{}:{line}: {dependency} in {}", source.path, code.trim()));
            }
        }
    }
    none(&broken);
}

/// Whether a line names a crate: `toml::`, and not `table::toml::` or `my_toml::`.
fn names(code: &str, dependency: &str) -> bool {
    let path = format!("{dependency}::");
    let starts = code.match_indices(&path).filter_map(|(at, _)| code.get(..at));
    let mut alone = starts.filter(|before| !before.ends_with(|c| is_name(c) || c == ':'));
    alone.next().is_some()
}

#[test]
fn a_dependency_of_the_manifest_has_a_door_or_is_everywhere() {
    const EVERYWHERE: [&str; 5] = ["indexmap", "rustc_hash", "serde", "thiserror", "unicode_width"];
    let manifest: toml::Table = toml::from_str(&support::read(Path::new("Cargo.toml"))).unwrap();
    let names = manifest["dependencies"].as_table().unwrap().keys().map(|n| n.replace('-', "_"));
    let known = |name: &String| {
        EVERYWHERE.contains(&name.as_str()) || DOORS.iter().any(|(door, _)| door == name)
    };
    let strange: Vec<String> = names.filter(|name| !known(name)).collect();
    none(&strange);
}

#[test]
fn each_file_says_what_it_is_for() {
    let tests = files_below("tests", "rs").into_iter().map(|p| (p.clone(), support::read(&p)));
    let all = sources().into_iter().map(|s| (PathBuf::from(&s.path), s.text)).chain(tests);
    let mut broken = Vec::new();
    for (path, text) in all {
        if !text.starts_with("//!") {
            broken.push(format!("{}: does not begin with `//!`", path.display()));
        }
        let lines = text.lines().count();
        if lines > MOST_LINES {
            broken.push(format!("{}: {lines} lines", path.display()));
        }
    }
    none(&broken);
}

#[test]
fn nothing_is_left_for_later() {
    let left = [
        ["#[", "ignore"].concat(),
        ["todo", "!("].concat(),
        ["unimplemented", "!("].concat(),
        ["dbg", "!("].concat(),
    ];
    let mut broken = Vec::new();
    for path in files_below("src", "rs").into_iter().chain(files_below("tests", "rs")) {
        for (n, line) in support::read(&path).lines().enumerate() {
            if left.iter().any(|word| line.contains(word)) {
                broken.push(format!("{}:{}: {}", path.display(), n + 1, line.trim()));
            }
        }
    }
    let new = files_below("tests", "new").into_iter().map(|path| path.display().to_string());
    broken.extend(new);
    none(&broken);
}

#[test]
fn each_suite_is_declared() {
    let main = support::read(Path::new("tests/main.rs"));
    // A folder of a suite declares its own.
    let suites = files_below("tests", "rs").into_iter();
    let suites = suites.filter(|path| path.components().count() == 2);
    let names = suites.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned());
    let lost: Vec<String> =
        names.filter(|name| name != "main" && !main.contains(&format!("mod {name};"))).collect();
    none(&lost);
}

/// Every code declared in the sources, with the file that declares it.
fn declared() -> BTreeMap<String, String> {
    let mut codes = BTreeMap::new();
    let made_up = |path: &str| path.ends_with("/fixture.rs") || path.ends_with("/tests.rs");
    for source in sources().into_iter().filter(|source| !made_up(&source.path)) {
        let text = source.text.split("#[cfg(test)]\nmod ").next().unwrap();
        for code in text.split("Code = Code {").skip(1) {
            let name = code.split('"').nth(1).unwrap().to_owned();
            let twice = codes.insert(name.clone(), source.path.clone());
            assert!(twice.is_none(), "{name} is declared in {twice:?} and {}", source.path);
        }
    }
    codes
}

#[test]
fn the_catalogue_is_complete() {
    let text = support::read(Path::new("tests/cases/codes.txt"));
    let wanted: BTreeSet<&str> = text.lines().collect();
    let declared = declared();
    let of_data = |code: &&str| !code.starts_with("rule/") && !code.starts_with("waiver/");
    let have: BTreeSet<&str> = declared.keys().map(String::as_str).filter(of_data).collect();
    let missing = wanted.difference(&have).map(|code| format!("{code} is not declared"));
    let more = have.difference(&wanted).map(|code| format!("{code} is not in codes.txt"));
    none(&missing.chain(more).collect::<Vec<_>>());
}

#[test]
fn each_code_can_be_explained() {
    let list = soat(&["explain"]).out;
    let known: BTreeSet<&str> = list.lines().filter_map(|line| line.split('\t').next()).collect();
    let declared = declared();
    let declared: BTreeSet<&str> = declared.keys().map(String::as_str).collect();
    assert_eq!(known, declared);
    for lang in ["vi", "en"] {
        for code in &known {
            let ran = soat(&["explain", code, "--lang", lang]);
            assert_eq!(ran.status, 0, "{code}: {}", ran.err);
            assert!(ran.out.starts_with(&format!("{code} (")), "{}", ran.out);
        }
    }
}

#[test]
fn each_code_has_its_page_or_its_case() {
    let expected: String =
        ["tests/cases/syntax", "tests/cases/plan", "tests/cases/check", "tests/cases/lint"]
            .iter()
            .flat_map(|folder| {
                files_below(folder, "plan").into_iter().chain(files_below(folder, "toml"))
            })
            .map(|path| support::read(&path))
            .collect();
    let mut broken = Vec::new();
    for (code, path) in declared() {
        let (family, name) = code.split_once('/').unwrap();
        if family == "rule" {
            if !expected.contains(&code) {
                broken.push(format!("{code} has no case"));
            }
            // What keeps a plan from being understood says all in its words.
            if !path.starts_with("src/lints/") {
                continue;
            }
        }
        let beside = Path::new(&path).parent().unwrap().to_owned();
        let folders = [beside, format!("src/checks/{family}").into(), "src/facts/pages".into()];
        for lang in ["vi", "en"] {
            let page = format!("{name}.{lang}.md");
            if !folders.iter().any(|folder| folder.join(&page).is_file()) {
                broken.push(format!("{code} has no page {page}"));
            }
        }
    }
    none(&broken);
}

#[test]
fn each_code_of_the_data_is_expected_by_a_case() {
    let cases = files_below("tests/cases/check", "toml").into_iter();
    let cases: String =
        cases.filter(|p| p.ends_with("case.toml")).map(|p| support::read(&p)).collect();
    let codes = support::read(Path::new("tests/cases/codes.txt"));
    let expected = |code: &str| {
        let lines = cases.lines().filter(|line| line.starts_with("rule "));
        lines.filter_map(|line| line.split('"').nth(1)).any(|known| known == code)
    };
    let lost =
        codes.lines().filter(|code| !expected(code)).map(|code| format!("{code} has no case"));
    none(&lost.collect::<Vec<_>>());
}

#[test]
fn each_page_is_of_a_code() {
    let declared = declared();
    let names: BTreeSet<&str> =
        declared.keys().map(|code| code.split_once('/').unwrap().1).collect();
    let pages = files_below("src", "md").into_iter();
    let stray = pages.filter(|page| {
        let name = page.file_name().unwrap().to_str().unwrap();
        !names.contains(name.split('.').next().unwrap())
    });
    none(&stray.map(|page| page.display().to_string()).collect::<Vec<_>>());
}

#[test]
fn each_plan_of_the_house_is_built_in() {
    let list = support::read(Path::new("src/builtin.rs"));
    let files = ["plan", "csv", "toml"].into_iter().flat_map(|ending| files_below("rules", ending));
    let paths = files.map(|path| path.strip_prefix("rules").unwrap().to_str().unwrap().to_owned());
    let lost: Vec<String> = paths.filter(|path| !list.contains(path.as_str())).collect();
    none(&lost);
}

#[test]
fn nothing_speaks_of_the_workplace() {
    let words = [["/wo", "rk/"].concat(), ["work", "tree"].concat()];
    let mut broken = Vec::new();
    for folder in ["src", "rules", "examples", "tests"] {
        for ending in ["rs", "md", "plan", "toml", "csv", "snap"] {
            for path in files_below(folder, ending) {
                let bytes = std::fs::read(&path).unwrap();
                let text = String::from_utf8_lossy(&bytes).to_lowercase();
                if words.iter().any(|word| text.contains(word)) {
                    broken.push(path.display().to_string());
                }
            }
        }
    }
    none(&broken);
}
