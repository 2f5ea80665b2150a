//! Readers of the forms that build servers and code hosts take, each as strict as its host.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

/// What the log of a GitHub step says.
#[derive(Debug, Default)]
pub(crate) struct Github {
    pub(crate) annotations: Vec<Annotation>,
    /// Lines between `::group::` and `::endgroup::`.
    pub(crate) grouped: Vec<String>,
    pub(crate) last: String,
}

#[derive(Debug)]
pub(crate) struct Annotation {
    pub(crate) level: String,
    pub(crate) values: BTreeMap<String, String>,
    pub(crate) message: String,
}

/// Reads a log as the runner does: a line that begins with `::` is a command; in any other, so is what
/// follows `##[`.
pub(crate) fn github(text: &str) -> Github {
    let mut log = Github::default();
    let mut is_in_group = false;
    for line in text.lines() {
        match command(line) {
            Some(("group", values, title)) => {
                assert!(values.is_empty() && !title.is_empty() && !is_in_group);
                is_in_group = true;
            }
            Some(("endgroup", ..)) => is_in_group = false,
            Some((level @ ("error" | "warning" | "notice"), values, message)) => {
                assert!(!is_in_group);
                log.annotations.push(annotation(level, values, message));
            }
            Some((other, ..)) => panic!("the command {other} in {line}"),
            None if line.contains("##[") => panic!("an old command in {line}"),
            None if is_in_group => log.grouped.push(line.to_owned()),
            None => line.clone_into(&mut log.last),
        }
    }
    assert!(!is_in_group);
    log
}

fn command(line: &str) -> Option<(&str, &str, &str)> {
    let (head, message) = line.trim_start().strip_prefix("::")?.split_once("::")?;
    let (name, values) = head.split_once(' ').unwrap_or((head, ""));
    Some((name, values, message))
}

fn annotation(level: &str, values: &str, message: &str) -> Annotation {
    let known = ["file", "line", "endLine", "col", "endColumn", "title"];
    let values: BTreeMap<String, String> = values
        .split(',')
        .map(|pair| pair.split_once('=').unwrap_or_else(|| panic!("{pair} in {values}")))
        .inspect(|(key, _)| assert!(known.contains(key), "{key}"))
        .map(|(key, value)| (key.to_owned(), unescaped(value)))
        .collect();
    let number = |key: &str| values.get(key).map(|n| n.parse::<usize>().unwrap());
    assert!(number("line") <= number("endLine") && number("col") <= number("endColumn"));
    assert!(number("col").is_none() || number("line") == number("endLine"));
    assert!([number("line"), number("col")].into_iter().flatten().all(|n| n > 0));
    assert!(values["title"].chars().count() <= 255);
    let message = unescaped(message);
    assert!(!message.is_empty() && message.len() <= 64 * 1024);
    Annotation { level: level.to_owned(), values, message }
}

fn unescaped(text: &str) -> String {
    let pairs = [("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")];
    pairs.into_iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// One entry of a code quality report of GitLab.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Issue {
    pub(crate) description: String,
    pub(crate) check_name: String,
    pub(crate) fingerprint: String,
    pub(crate) severity: String,
    pub(crate) location: IssueLocation,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct IssueLocation {
    pub(crate) path: String,
    lines: IssueLines,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct IssueLines {
    begin: usize,
}

pub(crate) fn gitlab(text: &str) -> Vec<Issue> {
    let issues: Vec<Issue> = serde_json::from_str(text).unwrap();
    let prints: BTreeSet<&str> = issues.iter().map(|issue| issue.fingerprint.as_str()).collect();
    assert_eq!(prints.len(), issues.len(), "a fingerprint stands twice");
    for issue in &issues {
        assert!(!issue.description.is_empty() && !issue.check_name.is_empty());
        assert!(!issue.location.path.starts_with("./") && !issue.location.path.is_empty());
        assert!(issue.location.lines.begin >= 1);
        let known = ["info", "minor", "major", "critical", "blocker"];
        assert!(known.contains(&issue.severity.as_str()));
    }
    issues
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Suites {
    #[serde(rename = "@name")]
    name: String,
    #[serde(rename = "@tests")]
    tests: usize,
    #[serde(rename = "@failures")]
    failures: usize,
    #[serde(rename = "@errors")]
    errors: usize,
    #[serde(rename = "@skipped")]
    skipped: usize,
    #[serde(default, rename = "testsuite")]
    all: Vec<Suite>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Suite {
    #[serde(rename = "@name")]
    name: String,
    #[serde(rename = "@tests")]
    tests: usize,
    #[serde(rename = "@failures")]
    failures: usize,
    #[serde(rename = "@errors")]
    errors: usize,
    #[serde(rename = "@skipped")]
    skipped: usize,
    #[serde(default, rename = "testcase")]
    cases: Vec<Case>,
}

/// One test.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Case {
    #[serde(rename = "@classname")]
    pub(crate) class: String,
    #[serde(rename = "@name")]
    pub(crate) name: String,
    #[serde(rename = "@file")]
    pub(crate) file: Option<String>,
    #[serde(rename = "@line")]
    pub(crate) line: Option<usize>,
    pub(crate) failure: Option<Said>,
    pub(crate) skipped: Option<Said>,
    #[serde(rename = "system-out")]
    pub(crate) out: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Said {
    #[serde(rename = "@message")]
    pub(crate) message: String,
    #[serde(default, rename = "$text")]
    pub(crate) text: String,
}

/// The cases of a JUnit report; sums must be right, and no case may be taken for another.
pub(crate) fn junit(text: &str) -> Vec<Case> {
    assert!(text.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"));
    let suites: Suites = quick_xml::de::from_str(text).unwrap_or_else(|e| panic!("{e}\n{text}"));
    assert_eq!(suites.name, "soat");
    for suite in &suites.all {
        assert!(!suite.name.is_empty() && !suite.cases.is_empty());
        let said = [suite.tests, suite.failures, suite.errors, suite.skipped];
        assert_eq!(said, counted(&suite.cases.iter().collect::<Vec<_>>()));
    }
    let cases: Vec<&Case> = suites.all.iter().flat_map(|suite| &suite.cases).collect();
    assert_eq!([suites.tests, suites.failures, suites.errors, suites.skipped], counted(&cases));
    let names: BTreeSet<_> = cases.iter().map(|case| (&case.class, &case.name)).collect();
    assert_eq!(names.len(), cases.len(), "two cases of one name");
    suites.all.into_iter().flat_map(|suite| suite.cases).collect()
}

/// Tests, failures, errors, skipped.
fn counted(cases: &[&Case]) -> [usize; 4] {
    let of = |is: fn(&Case) -> bool| cases.iter().filter(|case| is(case)).count();
    [cases.len(), of(|case| case.failure.is_some()), 0, of(|case| case.skipped.is_some())]
}

/// The codes of the findings of a Markdown comment, and how many were left out.
pub(crate) fn markdown(text: &str) -> (Vec<String>, usize) {
    assert!(text.chars().count() <= 65_536);
    let bare = bare(text);
    for link in ["](", "://", "www.", "<", "`"] {
        assert!(!bare.contains(link), "{link} in {bare}");
    }
    let name = |c: char| c.is_alphanumeric();
    for sign in ['@', '#'] {
        let after = bare.split(sign).skip(1);
        assert!(after.into_iter().all(|rest| !rest.starts_with(name)), "{sign} in {bare}");
    }
    let items = text.lines().filter_map(|line| line.strip_prefix("- **"));
    let codes = items.map(|item| item.split('`').nth(1).unwrap().to_owned()).collect();
    let left = text.lines().last().unwrap().strip_prefix('*').unwrap_or("");
    let digits: String = left.chars().filter(char::is_ascii_digit).collect();
    (codes, digits.parse().unwrap_or(0))
}

/// Without code, escaped signs and empty comments (a blank stands in their place): what could still be markup.
fn bare(text: &str) -> String {
    let text = text.replace("<!-- -->", " ");
    let mut out = String::new();
    let (mut chars, mut is_code) = (text.chars(), false);
    while let Some(c) = chars.next() {
        match c {
            '\\' if !is_code => {
                out.extend(chars.next().filter(|c| *c == '\n'));
            }
            '`' => is_code = !is_code,
            '\n' => {
                assert!(!is_code, "a line ends in code");
                out.push(c);
            }
            c if !is_code => out.push(c),
            _ => {}
        }
    }
    out
}
