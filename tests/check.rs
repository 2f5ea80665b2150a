//! Each folder of `cases/check` is a case: rules, files, and in `case.toml` what must be found, written
//! by hand. The picture of what the terminal shows comes after that, never in place of it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value;
use toml::value::Datetime;

use crate::support::{self, check_json, each, fresh, name_of, soat};
use crate::{setups, style};

const CASES: &str = "tests/cases/check";

/// What may not appear unless it is expected.
const LOUD: [&str; 3] = ["error", "warning", "missed"];

/// `case.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// One line: what the case is for.
    why: String,
    #[serde(default)]
    as_of: Option<Datetime>,
    #[serde(default)]
    args: Vec<String>,
    /// A plan of the house, in place of `rules.plan`.
    plan: Option<String>,
    /// Files that cannot be kept in the repository.
    setup: Option<String>,
    exit: u8,
    #[serde(default)]
    expect: Vec<Expected>,
    /// Nothing else is found at or above `missed`.
    #[serde(default = "yes")]
    only: bool,
    /// Codes that must not be found at any severity.
    #[serde(default)]
    never: Vec<String>,
    #[serde(default)]
    counts: BTreeMap<String, BTreeMap<String, u64>>,
}

fn yes() -> bool {
    true
}

/// A finding: what is left out is not looked at.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    rule: String,
    severity: Option<String>,
    unit: Option<String>,
    period: Option<String>,
    duty: Option<String>,
    figure: Option<String>,
    /// The item of the plan that asks for it.
    item: Option<String>,
    /// `file:line` of the main place, the end of the path being enough.
    at: Option<String>,
    /// `file:line` of some further place.
    also: Option<String>,
    /// A part of the English message.
    says: Option<String>,
    /// A part of the English help.
    help: Option<String>,
    /// Figures, as in `values`.
    #[serde(default)]
    values: BTreeMap<String, String>,
    /// Codes folded under it.
    #[serde(default)]
    because: Vec<String>,
    waived: Option<String>,
}

impl Expected {
    fn fits(&self, finding: &Value) -> bool {
        let is = |key: &str, wanted: &Option<String>| {
            wanted.as_ref().is_none_or(|w| finding[key].as_str() == Some(w))
        };
        let has = |key: &str, wanted: &Option<String>| {
            let text = finding[key].as_str().unwrap_or("");
            wanted.as_ref().is_none_or(|w| text.contains(w.as_str()))
        };
        finding["rule"] == self.rule.as_str()
            && is("severity", &self.severity)
            && is("unit", &self.unit)
            && is("period", &self.period)
            && is("duty", &self.duty)
            && is("figure", &self.figure)
            && is("waived", &self.waived)
            && has("message", &self.says)
            && has("help", &self.help)
            && self.item.as_ref().is_none_or(|w| finding["clause"]["item"].as_str() == Some(w))
            && self.values.iter().all(|(k, v)| finding["values"][k].as_str() == Some(v))
            && self.because.iter().all(|code| folded(finding).any(|f| f == code))
            && self.is_in_place(finding)
    }

    fn is_in_place(&self, finding: &Value) -> bool {
        let places = finding["places"].as_array().unwrap();
        let here = self.at.as_ref().is_none_or(|at| places.first().is_some_and(|p| is_at(p, at)));
        here && self.also.as_ref().is_none_or(|at| places.iter().skip(1).any(|p| is_at(p, at)))
    }
}

fn folded(finding: &Value) -> impl Iterator<Item = &str> {
    finding["because"].as_array().unwrap().iter().map(|f| f["rule"].as_str().unwrap())
}

/// `at` is `file:line`, or `file` for any place in it; the end of its path is enough.
fn is_at(place: &Value, at: &str) -> bool {
    let (file, line) = (place["file"].as_str().unwrap(), &place["line"]);
    let is = |place: &str| place == at || place.ends_with(&format!("/{at}"));
    is(file) || is(&format!("{file}:{line}"))
}

#[test]
fn each_case_finds_what_it_must_and_nothing_else() {
    let cases: Vec<PathBuf> = support::listed(CASES);
    assert!(cases.len() >= 35);
    each(&cases, |folder| name_of(folder), |folder| run(folder));
}

fn run(folder: &Path) {
    let case: Case = support::case(folder);
    assert!(!case.why.is_empty());
    let args = args(folder, &case);
    let english = check_json(&args, "en");
    judged(&case, english.status, &english.json(), &english.err);
    let vietnamese = check_json(&args, "vi");
    for json in [english.json(), vietnamese.json()] {
        style::holds(&json);
    }
    let shown = shown(&args, "vi", &vietnamese.json());
    if case.setup.is_none() {
        shown_as_before(folder, &case, &shown);
        self::shown(&args, "en", &english.json());
    }
}

fn args(folder: &Path, case: &Case) -> Vec<String> {
    let files = match &case.setup {
        Some(setup) => {
            let made = fresh(&format!("check-{}", name_of(folder)));
            setups::build(setup, &made);
            made
        }
        None => folder.join("files"),
    };
    let mut args = vec![files.to_str().unwrap().to_owned()];
    if let Some(plan) = &case.plan {
        args.extend(["--plan".to_owned(), plan.clone()]);
    } else {
        let rules = folder.join("rules.plan");
        args.extend(["--rules".to_owned(), rules.to_str().unwrap().to_owned()]);
    }
    if let Some(day) = case.as_of {
        args.extend(["--as-of".to_owned(), day.to_string()]);
    }
    args.extend(case.args.iter().map(|arg| arg.replace("{case}", folder.to_str().unwrap())));
    args
}

/// What was found against what must be found.
fn judged(case: &Case, status: u8, json: &Value, err: &str) {
    let mut left: Vec<&Value> = json["findings"].as_array().unwrap().iter().collect();
    for expected in &case.expect {
        let at = left.iter().position(|finding| expected.fits(finding));
        let Some(at) = at else { panic!("not found: {expected:#?}\nleft: {:#?}", brief(&left)) };
        left.remove(at);
    }
    let loud = |f: &&Value| LOUD.contains(&f["severity"].as_str().unwrap());
    let more: Vec<&Value> = left.iter().copied().filter(loud).collect();
    assert!(!case.only || more.is_empty(), "not expected: {:#?}", brief(&more));
    for code in &case.never {
        assert!(!left.iter().any(|f| f["rule"] == code.as_str()), "found {code}: {left:#?}");
    }
    for (ledger, entries) in &case.counts {
        for (entry, wanted) in entries {
            let got = &json["counts"][ledger][entry];
            assert_eq!(got.as_u64(), Some(*wanted), "{ledger}.{entry} of {}", json["counts"]);
        }
    }
    assert_eq!(status, case.exit, "exit status; {err}");
}

fn brief(findings: &[&Value]) -> Vec<String> {
    let one = |f: &&Value| {
        let place = &f["places"][0];
        let subject = ["severity", "unit", "period", "duty", "figure"].map(|k| f[k].to_string());
        let at = format!("{}:{}", place["file"].as_str().unwrap_or("-"), place["line"]);
        let (values, because) = (&f["values"], &f["because"]);
        let (message, help) = (&f["message"], &f["help"]);
        let subject = subject.join(" ");
        format!("{} {subject} at {at} {values} {because}\n{message}\n{help}", f["rule"])
    };
    findings.iter().map(one).collect()
}

/// The terminal form holds each message, whole, and nothing that could steer a terminal.
fn shown(args: &[String], lang: &str, json: &Value) -> String {
    let mut all = vec!["check", "--lang", lang, "--color", "never"];
    all.extend(args.iter().map(String::as_str));
    let text = soat(&all).out;
    assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{text:?}");
    let page = compact(&text);
    for finding in json["findings"].as_array().unwrap() {
        let message = finding["message"].as_str().unwrap();
        let summed_up =
            ["target/missed", "limit/exceeded"].contains(&finding["rule"].as_str().unwrap());
        assert!(summed_up || page.contains(&compact(message)), "{message}\nnot in\n{text}");
    }
    text
}

/// Without blanks, breaks and the lines of frames.
fn compact(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !('\u{2500}'..='\u{257f}').contains(c)).collect()
}

fn shown_as_before(folder: &Path, case: &Case, shown: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(support::root().join(folder));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_description(case.why.clone());
    settings.bind(|| insta::assert_snapshot!("expected", shown));
}
