//! Each example is two submissions: one without a fault, one with the faults that its page lists.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::style;
use crate::support::{self, check_json, each, soat};

/// The headings of a page of faults, each with its severity, and whether nothing else may be found of it.
const SECTIONS: [(&str, &str, bool); 4] = [
    ("Errors", "error", true),
    ("Warnings", "warning", true),
    ("Missed", "missed", false),
    ("Notes", "note", false),
];

/// One planted fault.
#[derive(Debug)]
struct Fault {
    severity: &'static str,
    code: String,
    file: String,
}

fn on_each(run: impl Fn(&PathBuf)) {
    each(&support::examples(), |example| example.display().to_string(), run);
}

fn checked(folder: &Path) -> (u8, Value) {
    let ran = check_json(&[folder.to_str().unwrap()], "en");
    let json = ran.json();
    style::holds(&json);
    (ran.status, json)
}

/// The findings of the data of one severity: what is said of the rules is not the submission's fault.
fn of_data<'a>(json: &'a Value, severity: &str) -> Vec<&'a Value> {
    let findings = json["findings"].as_array().unwrap().iter();
    findings.filter(|f| f["severity"] == severity && !code_of(f).starts_with("rule/")).collect()
}

fn code_of(finding: &Value) -> &str {
    finding["rule"].as_str().unwrap()
}

#[test]
fn the_clean_one_has_nothing_at_or_above_warning() {
    on_each(|example| {
        let (status, json) = checked(&example.join("clean"));
        assert_eq!(of_data(&json, "error"), Vec::<&Value>::new());
        assert_eq!(of_data(&json, "warning"), Vec::<&Value>::new());
        assert_eq!(status, 0);
    });
}

#[test]
fn the_faulty_one_has_the_faults_of_its_page_and_no_others() {
    on_each(|example| {
        let folder = example.join("faulty");
        let (status, json) = checked(&folder);
        assert_eq!(status, 1);
        let faults = faults(&support::read(&folder.join("README.md")));
        assert!(faults.len() >= 25, "the page lists {} faults", faults.len());
        for (_, severity, is_whole) in SECTIONS {
            let listed: Vec<&Fault> = faults.iter().filter(|f| f.severity == severity).collect();
            let found = of_data(&json, severity);
            for fault in &listed {
                assert!(found.iter().any(|f| is_at(f, fault, &folder)), "not found: {fault:?}");
            }
            if is_whole {
                let mut found: Vec<&str> = found.into_iter().map(code_of).collect();
                let mut listed: Vec<&str> = listed.iter().map(|f| f.code.as_str()).collect();
                found.sort_unstable();
                listed.sort_unstable();
                assert_eq!(found, listed, "{severity}: found, and listed");
            }
        }
    });
}

/// Whether a finding is the fault, in its file; what is missing has none.
fn is_at(finding: &Value, fault: &Fault, folder: &Path) -> bool {
    let mut files = finding["places"].as_array().unwrap().iter().map(|place| &place["file"]);
    code_of(finding) == fault.code
        && (!folder.join(&fault.file).is_file()
            || files.any(|file| *file == fault.file.as_str())
            || is_of_the_absent(&fault.code))
}

/// What is absent is looked for in the whole folder; the page names where it would stand.
fn is_of_the_absent(code: &str) -> bool {
    code.starts_with("completeness/missing-") || code == "completeness/not-received"
}

/// The lines ``1. `code` · file`` below the headings.
fn faults(page: &str) -> Vec<Fault> {
    let mut severity = None;
    let mut faults = Vec::new();
    for line in page.lines() {
        if line.starts_with("## ") {
            let section = SECTIONS.iter().find(|(title, ..)| line.contains(title));
            severity = section.map(|(_, severity, _)| *severity);
        } else if let (Some(severity), Some(fault)) = (severity, line.split_once(". `")) {
            let (code, file) = fault.1.split_once("` · ").unwrap_or_else(|| panic!("{line}"));
            faults.push(Fault { severity, code: code.to_owned(), file: file.to_owned() });
        }
    }
    faults
}

#[test]
fn both_are_shown_in_both_languages() {
    for example in support::examples() {
        for (folder, lang) in [("clean", "vi"), ("faulty", "vi"), ("faulty", "en")] {
            let path = example.join(folder);
            let ran = soat(&["check", path.to_str().unwrap(), "--lang", lang]);
            assert!(ran.status < 2, "{}", ran.err);
            assert!(!ran.out.chars().any(|c| c.is_control() && c != '\n'));
        }
    }
}
