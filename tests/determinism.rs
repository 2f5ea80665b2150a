//! Same input, same bytes out: twice, from files made in another order, and from names typed in another form.

use std::path::{Path, PathBuf};

use serde_json::Value;
use unicode_normalization::UnicodeNormalization as _;

use crate::support::{self, each, files_below, formats, fresh, read, soat, write};

const AS_OF: &str = "2019-06-30";

/// Cases of which every form of the outcome is compared: data of all kinds, broken ones too.
const IN_EVERY_FORM: [&str; 6] = [
    "rows-of-a-table",
    "three-mistakes-in-one-file",
    "tables-of-a-province",
    "documents-of-a-phase",
    "unknown-names-in-a-report",
    "target-depends-on-reading",
];

fn answer(folder: &Path, format: &str) -> String {
    let (files, rules) = (folder.join("files"), folder.join("rules.plan"));
    let (files, rules) = (files.to_str().unwrap(), rules.to_str().unwrap());
    let ran = soat(&["check", files, "--rules", rules, "--as-of", AS_OF, "--format", format]);
    format!("{}\n{}\n{}", ran.status, ran.out, ran.err)
}

fn cases() -> Vec<PathBuf> {
    let all = support::listed("tests/cases/check").into_iter();
    all.filter(|case| case.join("files").is_dir() && case.join("rules.plan").is_file()).collect()
}

/// The files of a case, by their paths below it.
fn files(case: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let walk = walkdir::WalkDir::new(case).sort_by_file_name().into_iter();
    let files = walk.map(|entry| entry.unwrap().into_path()).filter(|path| path.is_file());
    let below = |path: PathBuf| path.strip_prefix(case).unwrap().to_owned();
    files.map(|path| (below(path.clone()), std::fs::read(path).unwrap())).collect()
}

/// A copy of a case at the same place each time, its files made in the order of a seed.
fn made(name: &str, files: &[(PathBuf, Vec<u8>)], seed: usize) -> PathBuf {
    let copy = fresh(&format!("determinism-{name}"));
    let mut order: Vec<usize> = (0..files.len()).collect();
    order.sort_by_key(|i| (i + 1) * (2 * seed + 1) * 7_919 % 1_009);
    for (path, bytes) in order.into_iter().map(|i| &files[i]) {
        write(&copy.join(path), bytes);
    }
    copy
}

#[test]
fn the_order_of_the_disk_does_not_matter() {
    each(
        &cases(),
        |case| case.display().to_string(),
        |case| {
            let files = files(case);
            let first = answer(&made("order", &files, 0), "json");
            for seed in 1..3 {
                assert_eq!(
                    first,
                    answer(&made("order", &files, seed), "json"),
                    "made in order {seed}"
                );
            }
        },
    );
}

#[test]
fn every_form_is_the_same_bytes() {
    let cases: Vec<PathBuf> =
        IN_EVERY_FORM.iter().map(|name| Path::new("tests/cases/check").join(name)).collect();
    let formats = formats("check");
    each(
        &cases,
        |case| case.display().to_string(),
        |case| {
            let files = files(case);
            let all = |seed: usize| {
                let copy = made("forms", &files, seed);
                formats.iter().map(|format| answer(&copy, format)).collect::<Vec<_>>()
            };
            let first = all(0);
            for seed in 0..3 {
                assert_eq!(first, all(seed), "made in order {seed}");
            }
        },
    );
}

/// Two machines compose the letters of a name in two ways: the files, and what they hold.
#[test]
fn letters_composed_or_not_are_the_same_findings() {
    let findings = |folder: &Path, rules: &str| {
        let folder = folder.to_str().unwrap();
        let args = ["check", folder, "--rules", rules, "--as-of", "2019-12-31", "--format", "json"];
        let json = soat(&args).json();
        let one = |f: &Value| {
            ["rule", "severity", "unit", "period", "duty", "figure", "values"]
                .map(|key| f[key].to_string())
                .join(" ")
        };
        let loud = json["findings"].as_array().unwrap().iter();
        let mut all: Vec<String> = loud.map(one).collect();
        all.sort();
        (all, json["counts"].to_string())
    };
    let case = Path::new("tests/cases/check/names-written-in-other-ways");
    let rules = case.join("rules.plan");
    let folder = fresh("determinism-letters");
    let data = case.join("files");
    let paths = files_below(data.to_str().unwrap(), "toml");
    assert!(!paths.is_empty());
    for path in paths {
        let name = path.strip_prefix(&data).unwrap().to_str().unwrap();
        let parts = |text: &str| text.nfd().collect::<String>();
        write(&folder.join(parts(&format!("đơn vị/{name}"))), parts(&read(&path)).as_bytes());
    }
    let rules = rules.to_str().unwrap();
    let (composed, apart) = (findings(&data, rules), findings(&folder, rules));
    assert!(!composed.0.is_empty() || !composed.1.is_empty());
    assert_eq!(composed, apart);
}
