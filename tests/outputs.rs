//! Where an outcome goes: several forms at once, whole files, nothing else; sums of what was read.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::formats::{FAULTY, FORMS, at, lines, written};
use crate::sarif;
use crate::support::{self, fresh, soat, write};

#[test]
fn several_forms_come_from_one_run() {
    let folder = fresh("formats-several");
    let ran = written(&folder, &["check", FAULTY]);
    assert_eq!((ran.status, ran.err.as_str()), (1, ""));
    let names: Vec<_> = support::listed(folder.to_str().unwrap());
    let names: Vec<&str> = names.iter().map(|n| n.file_name().unwrap().to_str().unwrap()).collect();
    let mut wanted = FORMS;
    wanted.sort_unstable();
    assert_eq!(names, wanted, "nothing else is written");
    for form in FORMS {
        let shown = soat(&["check", FAULTY, "--format", form]);
        assert_eq!(shown.status, 1);
        // A file does not hang on the width of the terminal.
        if form != "terminal" {
            assert_eq!(support::read(&folder.join(form)), shown.out, "{form}");
        }
    }
    assert_eq!(support::read(&folder.join("short")), ran.out);
}

#[test]
fn each_output_has_a_place_of_its_own() {
    let folder = fresh("formats-places");
    let out = at(&folder, "out");
    let same = format!("json={out}");
    let over = format!("json={}", at(&folder, "submission.toml"));
    let nowhere = format!("json={}", at(&folder, "none/out"));
    let onto_folder = format!("json={}", folder.to_str().unwrap());
    let cases: [(&[&str], &str); 7] = [
        (&["json", "short"], "only one --format"),
        (&[&same, &same], "two --format write to"),
        (&[&over], "never written to"),
        (&["json="], "a file name must follow"),
        (&["jsn"], "'json'"),
        (&[&nowhere], "cannot be written"),
        (&[&onto_folder], "cannot be written"),
    ];
    for (forms, says) in cases {
        for job in [&["check", FAULTY][..], &["lint"]] {
            let forms = forms.iter().flat_map(|form| ["--format", form]);
            let ran = soat(&job.iter().copied().chain(forms).collect::<Vec<_>>());
            assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{says}");
            assert!(ran.err.contains(says), "{}", ran.err);
        }
    }
    assert_eq!(support::listed(folder.to_str().unwrap()), Vec::<PathBuf>::new());
}

#[test]
fn a_file_is_replaced_whole_and_a_link_stays_a_link() {
    let folder = fresh("formats-whole");
    write(&folder.join("old.json"), b"old");
    std::os::unix::fs::symlink("old.json", folder.join("link")).unwrap();
    let form = format!("json={}", at(&folder, "link"));
    assert_eq!(soat(&["check", FAULTY, "--format", &form]).status, 1);
    assert!(fs::symlink_metadata(folder.join("link")).unwrap().is_symlink());
    let json: Value = serde_json::from_str(&support::read(&folder.join("old.json"))).unwrap();
    assert_eq!(json["version"], 1);
    assert_eq!(soat(&["check", FAULTY, "--format", "json=/dev/null"]).status, 1);
}

#[test]
fn the_lines_of_jsonl_are_the_findings_of_json() {
    for lang in ["vi", "en"] {
        let folder = fresh("formats-jsonl");
        written(&folder, &["check", FAULTY, "--lang", lang]);
        let json: Value = serde_json::from_str(&support::read(&folder.join("json"))).unwrap();
        let mut lines = lines(&support::read(&folder.join("jsonl")));
        let mut run = lines.pop().unwrap();
        assert_eq!(json["findings"].as_array().unwrap(), &lines);
        assert_eq!(run["findings"], lines.len());
        run["findings"] = json["findings"].clone();
        assert_eq!(run, json);
    }
}

#[test]
fn hashes_are_told_when_asked_for() {
    let plain = soat(&["check", FAULTY, "--format", "json"]).json();
    assert_eq!(plain["inputs"], Value::Array(Vec::new()));
    assert_eq!(plain["plans"][0]["sha256"], Value::Null);
    let folder = fresh("formats-hashes");
    write(&folder.join("abc.toml"), b"abc");
    write(&folder.join("p.plan"), b"plan p \"P\" {}\n");
    let (data, plan) = (folder.to_str().unwrap(), at(&folder, "p.plan"));
    let args = ["check", data, "--rules", &plan, "--hashes", "--format", "json"];
    let json = soat(&args).json();
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    let input = json["inputs"].as_array().unwrap().iter().find(|i| i["file"] == "abc.toml");
    assert_eq!(input.unwrap()["sha256"], abc);
    let of_plan = json["inputs"].as_array().unwrap().iter().find(|i| i["file"] == plan.as_str());
    assert_eq!(json["plans"][0]["sha256"], of_plan.unwrap()["sha256"]);
    let names = json["inputs"].as_array().unwrap().iter().map(|i| i["file"].as_str().unwrap());
    assert!(names.is_sorted());
}

#[test]
fn sums_of_files_stand_beside_their_names() {
    let folder = fresh("formats-sums");
    written(&folder, &["check", FAULTY, "--hashes"]);
    let json: Value = serde_json::from_str(&support::read(&folder.join("json"))).unwrap();
    let sarif = sarif::read(&support::read(&folder.join("sarif")));
    for input in json["inputs"].as_array().unwrap() {
        let uri = format!("{FAULTY}/{}", input["file"].as_str().unwrap());
        let Some((_, sum)) = sarif.artifacts.iter().find(|(known, _)| *known == uri) else {
            continue;
        };
        assert_eq!(sum.as_deref(), input["sha256"].as_str());
    }
    let summed = sarif.artifacts.iter().filter(|(_, sum)| sum.is_some()).count();
    assert!(summed > 300, "{summed}");
}

/// What version 1 of the JSON form promises: these keys, in this order; others only after them.
const RUN: [&str; 8] =
    ["version", "tool", "as_of", "lang", "plans", "inputs", "findings", "counts"];
const FINDING: [&str; 13] = [
    "rule", "severity", "unit", "period", "duty", "figure", "message", "help", "places", "clause",
    "values", "because", "waived",
];
const PLACE: [&str; 6] = ["file", "line", "column", "end_line", "end_column", "label"];
const CLAUSE: [&str; 7] = ["plan", "kind", "item", "cite", "as", "file", "line"];

#[test]
fn the_keys_of_version_one_stay_in_their_order() {
    let text = soat(&["check", FAULTY, "--format", "json"]).out;
    assert!(text.starts_with("{\n  \"version\": 1,\n"));
    let outer = text.lines().filter_map(|line| line.strip_prefix("  \""));
    let keys: Vec<&str> = outer.map(|line| line.split('"').next().unwrap()).collect();
    assert!(keys.starts_with(&RUN), "{keys:?}");
    let findings: Vec<&str> = text.lines().filter(|l| l.starts_with("    {\"rule\": ")).collect();
    assert!(findings.len() > 20);
    for finding in findings {
        in_order(finding, &FINDING);
        let (_, rest) = finding.split_once("\"places\": [{").unwrap();
        in_order(rest, &PLACE);
        if let Some((_, rest)) = finding.split_once("\"clause\": {") {
            in_order(rest, &CLAUSE);
        }
    }
}

fn in_order(text: &str, keys: &[&str]) {
    let mut rest = text;
    for key in keys {
        let after = rest.split_once(&format!("\"{key}\": "));
        rest = after.unwrap_or_else(|| panic!("{key} is not in its place in {text}")).1;
    }
}
