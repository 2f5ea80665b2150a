//! Each example is two submissions: one without a fault, one with the faults that its page lists.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::{self, check_json, codes, each, soat};

fn examples() -> Vec<PathBuf> {
    let all = support::listed("examples").into_iter();
    let all: Vec<PathBuf> = all.filter(|path| path.is_dir()).collect();
    assert!(!all.is_empty());
    all
}

fn checked(folder: &Path) -> (u8, Value) {
    let ran = check_json(&[folder.to_str().unwrap()], "en");
    (ran.status, ran.json())
}

#[test]
fn the_clean_one_has_nothing_at_or_above_warning() {
    each(
        &examples(),
        |example| example.display().to_string(),
        |example| {
            let (status, json) = checked(&example.join("clean"));
            let none: [&str; 0] = [];
            assert_eq!(codes(&json, &["error", "warning"]), none);
            assert_eq!(status, 0);
            crate::style::holds(&json);
        },
    );
}

#[test]
fn the_faulty_one_has_the_errors_of_its_page_and_no_others() {
    each(
        &examples(),
        |example| example.display().to_string(),
        |example| {
            let folder = example.join("faulty");
            let (status, json) = checked(&folder);
            let page = support::read(&folder.join("README.md"));
            let found = codes(&json, &["error", "warning", "missed", "note"]);
            let mut listed = listed(&page);
            assert!(listed.len() >= 10, "the page lists {} codes", listed.len());
            for code in &listed {
                assert!(found.contains(&code.as_str()), "{code} is listed, and not found");
            }
            let mut errors = codes(&json, &["error"]);
            listed.retain(|code| errors.contains(&code.as_str()));
            errors.sort_unstable();
            listed.sort_unstable();
            assert_eq!(errors, listed, "errors found, and errors listed");
            assert_eq!(status, 1);
            crate::style::holds(&json);
        },
    );
}

#[test]
fn both_are_shown_in_both_languages() {
    for example in examples() {
        for (folder, lang) in [("clean", "vi"), ("faulty", "vi"), ("faulty", "en")] {
            let path = example.join(folder);
            let ran = soat(&["check", path.to_str().unwrap(), "--lang", lang]);
            assert!(ran.status < 2, "{}", ran.err);
            assert!(!ran.out.chars().any(|c| c.is_control() && c != '\n'));
        }
    }
}

/// The codes of the table rows, each as often as it is listed.
fn listed(page: &str) -> Vec<String> {
    let rows = page.lines().filter(|line| line.starts_with('|'));
    let quoted = rows.flat_map(|row| row.split('`').skip(1).step_by(2));
    quoted.filter(|text| is_code(text)).map(str::to_owned).collect()
}

fn is_code(text: &str) -> bool {
    const FAMILIES: [&str; 6] =
        ["completeness", "consistency", "limit", "target", "data", "waiver"];
    let Some((family, name)) = text.split_once('/') else { return false };
    let plain = |c: char| c.is_ascii_lowercase() || c == '-';
    FAMILIES.contains(&family) && !name.is_empty() && name.chars().all(plain)
}
