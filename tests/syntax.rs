//! Plan files by themselves: those in `ok` have no findings, those in `err` have exactly the ones that
//! their comments announce, on their lines. `syntax` is one file read, `plan` is its names resolved too.

use std::path::PathBuf;

use serde_json::Value;

use crate::style;
use crate::support::{self, each, files_below, soat};

/// Stage, folder, the least number of cases.
const STAGES: [(&str, &str, usize); 2] = [("tree", "syntax", 30), ("plan", "plan", 20)];

fn on_each(stage: &str, folder: &str, run: impl Fn(&str, &Value)) {
    let all = support::listed(folder).into_iter();
    let plans: Vec<PathBuf> = all.filter(|p| p.extension().is_some_and(|e| e == "plan")).collect();
    assert!(!plans.is_empty(), "{folder} is empty");
    let read = |path: &PathBuf| {
        let path = path.to_str().unwrap();
        let ran = soat(&["debug", stage, path, "--findings", "--lang", "en"]);
        let json = ran.json();
        style::holds(&json);
        run(path, &json);
    };
    each(&plans, |path| path.display().to_string(), read);
}

/// Line and code of each finding; what is said of another file has line 0.
fn found(path: &str, json: &Value) -> Vec<(u64, String)> {
    let one = |finding: &Value| {
        let place = &finding["places"][0];
        let line = if place["file"] == path { place["line"].as_u64().unwrap() } else { 0 };
        (line, finding["rule"].as_str().unwrap().to_owned())
    };
    let mut all: Vec<(u64, String)> =
        json["findings"].as_array().unwrap().iter().map(one).collect();
    all.sort();
    all
}

/// `# expect: CODE, CODE` at the end of a line; `# expect elsewhere: CODE` for another file.
fn announced(path: &str) -> Vec<(u64, String)> {
    let text = support::read(path.as_ref());
    let mut all = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let here = line.split_once("# expect: ").map(|(_, codes)| (number, codes));
        let there = line.split_once("# expect elsewhere: ").map(|(_, codes)| (0, codes));
        let Some((number, codes)) = here.or(there) else { continue };
        all.extend(codes.split(',').map(|code| (number, code.trim().to_owned())));
    }
    all.sort();
    all
}

#[test]
fn well_written_files_have_no_findings() {
    for (stage, folder, _) in STAGES {
        on_each(stage, &format!("tests/cases/{folder}/ok"), |path, json| {
            assert_eq!(found(path, json), announced(path), "{json:#}");
        });
    }
}

#[test]
fn mistakes_are_found_where_they_are_and_nowhere_else() {
    for (stage, folder, least) in STAGES {
        let folder = format!("tests/cases/{folder}");
        assert!(files_below(&folder, "plan").len() >= least);
        on_each(stage, &format!("{folder}/err"), |path, json| {
            assert!(!announced(path).is_empty(), "announces nothing");
            assert_eq!(found(path, json), announced(path), "{json:#}");
        });
    }
}

#[test]
fn the_plans_of_the_house_are_well_written() {
    let plans = files_below("rules", "plan").into_iter().chain(files_below("examples", "plan"));
    for path in plans {
        let path = path.to_str().unwrap();
        let json = soat(&["debug", "tree", path, "--findings"]).json();
        assert_eq!(found(path, &json), [], "{path}");
        assert!(!soat(&["debug", "tree", path]).out.is_empty());
    }
}
