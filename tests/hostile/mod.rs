//! Hostile and broken input: each kind costs its own contents and is told, and the sound report beside it is
//! checked as ever. Nothing outside the folder is read, and nothing that steers a terminal comes out.

mod bounds;
mod bytes;
mod paths;
mod plans;
mod settings;

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::{self, Ran, fresh, soat, write};

pub(crate) const RULES: &str = "tests/cases/fuzz/rules.plan";

/// A sound report of one commune; the other one's is not due yet.
pub(crate) const REPORT: &str = r#"[report]
kind     = "bc"
from     = "a"
to       = "tinh"
period   = "2018-Q1"
number   = "1/BC-UBND"
signed   = 2018-04-05
received = 2018-04-06

[values]
vu = 24
vu_kp = 20
ty_le = "83,3%"
cuoi = 4
ngay = 2018-04-01
co = true
dia_ban = []
"#;

/// The report of the other commune, one part of it replaced.
pub(crate) fn other(from: &str, to: &str) -> Vec<u8> {
    let report = REPORT.replace("\"a\"", "\"b\"").replace("1/BC", "2/BC");
    assert!(report.contains(from), "{from}");
    report.replacen(from, to, 1).into_bytes()
}

/// A folder with the sound report in it.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = fresh(&format!("hostile-{name}")).join("files");
    write(&folder.join("reports/good.toml"), REPORT.as_bytes());
    folder
}

/// `soat check` of a folder with a plan, to one format.
pub(crate) fn check(folder: &Path, rules: &str, format: &str, lang: &str) -> Ran {
    let folder = folder.to_str().unwrap();
    let fixed = ["check", folder, "--rules", rules, "--as-of", "2018-04-10"];
    let all: Vec<&str> = fixed.into_iter().chain(["--format", format, "--lang", lang]).collect();
    soat(&all)
}

/// What was found about the data, once each; and the sound report was checked.
pub(crate) fn found(folder: &Path, rules: &str) -> Vec<String> {
    let ran = check(folder, rules, "json", "en");
    assert!(ran.status <= 1, "{}", ran.err);
    let json = ran.json();
    let on_time = json["counts"]["owed"]["on_time"].as_u64().unwrap();
    assert!(on_time >= 1, "the sound report is lost: {}", json["counts"]);
    assert_eq!(findings(&json, "reports/good.toml"), Vec::<String>::new(), "{json}");
    let mut all = findings(&json, "");
    all.dedup();
    all
}

/// The names of the findings whose place is in a file, sorted.
fn findings(json: &Value, file: &str) -> Vec<String> {
    let all = json["findings"].as_array().unwrap().iter();
    let there = all.filter(|f| {
        f["places"][0]["file"].as_str().is_some_and(|name| file.is_empty() || name == file)
    });
    let loud = there.filter(|f| f["severity"] != "note");
    let mut names: Vec<String> = loud.map(|f| f["rule"].as_str().unwrap().to_owned()).collect();
    names.sort();
    names
}

/// Every format that `check` knows, by its own help.
pub(crate) fn formats() -> Vec<String> {
    support::formats("check")
}

/// No format lets a sign through that steers a terminal or turns a line round.
pub(crate) fn shows_nothing_that_steers(folder: &Path, rules: &str) {
    for format in formats() {
        for lang in ["vi", "en"] {
            let ran = check(folder, rules, &format, lang);
            steers_nothing(&ran, &format);
        }
    }
}

pub(crate) fn steers_nothing(ran: &Ran, what: &str) {
    let steers = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2028}' | '\u{2029}')
            || matches!(c, '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    for text in [&ran.out, &ran.err] {
        let sign = text.chars().find(|c| steers(*c));
        assert_eq!(sign, None, "{what}:\n{text:?}");
    }
}
