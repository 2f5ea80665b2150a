//! `soat lint` over plans that hold one defect, and over their near misses, which do not: every finding is
//! announced on its line, and nothing else is found. A folder is a case of several plans.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::style;
use crate::support::{self, check_json, each, files_below, fresh, soat};

const CASES: &str = "tests/cases/lint";

fn lint_json(path: &Path, lang: &str) -> Value {
    let path = path.to_str().unwrap();
    soat(&["lint", path, "--format", "json", "--lang", lang]).json()
}

fn name(path: &Path) -> String {
    path.file_stem().unwrap().to_str().unwrap().to_owned()
}

type Found = Vec<(String, u64, String)>;

/// File, line and code of each finding.
fn found(json: &Value) -> Found {
    let one = |finding: &Value| {
        let place = &finding["places"][0];
        let file = place["file"].as_str().unwrap().to_owned();
        let line = place["line"].as_u64().unwrap_or(0);
        (file, line, finding["rule"].as_str().unwrap().to_owned())
    };
    let mut all: Found = json["findings"].as_array().unwrap().iter().map(one).collect();
    all.sort();
    all
}

/// `# expect: CODE, CODE` at the end of a line, of a file or of all files of a folder.
fn announced(case: &Path) -> Found {
    let files: Vec<PathBuf> =
        if case.is_dir() { support::listed(case.to_str().unwrap()) } else { vec![case.to_owned()] };
    let mut all = Vec::new();
    for path in files {
        let name = path.strip_prefix(case).ok().filter(|p| !p.as_os_str().is_empty());
        let name = name.unwrap_or(&path).to_str().unwrap();
        for (number, line) in (1..).zip(support::read(&path).lines()) {
            let Some((_, codes)) = line.split_once("# expect: ") else { continue };
            let codes = codes.split(',').map(|code| code.trim().to_owned());
            all.extend(codes.map(|code| (name.to_owned(), number, code)));
        }
    }
    all.sort();
    all
}

#[test]
fn each_defect_is_found_on_its_line_and_nothing_else() {
    let cases = support::listed(CASES);
    assert!(cases.len() >= 80);
    each(
        &cases,
        |path| name(path),
        |path| {
            let [vi, en] = ["vi", "en"].map(|lang| lint_json(path, lang));
            assert_eq!(found(&en), announced(path), "{}", brief(&en));
            assert_eq!(found(&vi), found(&en));
            style::holds(&vi);
            style::holds(&en);
        },
    );
}

fn brief(json: &Value) -> String {
    let one = |f: &Value| {
        let place = &f["places"][0];
        format!("{}:{} {} {}\n", place["file"], place["line"], f["rule"], f["message"])
    };
    json["findings"].as_array().unwrap().iter().map(one).collect()
}

#[test]
fn a_near_miss_does_not_bring_the_finding_that_it_is_near() {
    let cases = support::listed(CASES);
    let near =
        cases.iter().filter_map(|path| Some((path, name(path).strip_suffix("-not")?.to_owned())));
    for (path, code) in near {
        let code = format!("rule/{code}");
        assert!(!announced(path).iter().any(|(_, _, found)| *found == code), "{path:?}");
        let beside = path.with_file_name(format!("{}.plan", code.trim_start_matches("rule/")));
        assert!(announced(&beside).iter().any(|(_, _, found)| *found == code), "{beside:?}");
    }
}

#[test]
fn every_lint_has_its_case_and_its_near_miss() {
    let names: BTreeSet<String> = support::listed(CASES).iter().map(|path| name(path)).collect();
    let mut lacking = Vec::new();
    for page in files_below("src/lints", "md") {
        let code = page.file_name().unwrap().to_str().unwrap().split('.').next().unwrap();
        let both = [code.to_owned(), format!("{code}-not")];
        lacking.extend(both.into_iter().filter(|name| !names.contains(name)));
    }
    assert!(lacking.is_empty(), "{lacking:?}");
}

#[test]
fn beside_data_only_what_keeps_a_rule_from_being_run_is_shown() {
    let files = fresh("lint-beside-data");
    let plan = format!("{CASES}/contradicting-targets.plan");
    let args = [files.to_str().unwrap(), "--rules", &plan, "--as-of", "2018-01-31"];
    let json = check_json(&args, "en").json();
    let all = support::codes(&json, &["error", "warning", "missed", "note"]);
    assert!(!all.iter().any(|code| code.starts_with("rule/")), "{all:?}");
}

#[test]
fn the_plans_of_the_house_have_no_errors() {
    let ran = soat(&["lint", "rules", "--format", "json", "--lang", "en"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let json = ran.json();
    style::holds(&json);
    assert_eq!(support::codes(&json, &["error"]), [""; 0]);
    assert_eq!(soat(&["lint", "rules", "--fail-on", "warning"]).status, 1);
    let built_in = soat(&["lint", "--format", "json", "--lang", "en"]).json();
    assert_eq!(found(&built_in).len(), found(&json).len());
}
