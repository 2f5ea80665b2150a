//! A folder that is a test: a small submission, and in `expect.toml` what must come of it.

use std::path::{Path, PathBuf};

use crate::diag::Sink;
use crate::error::Error;
use crate::facts;
use crate::rulebook::{self, Root};
use crate::source::{Files, disk};
use crate::spec::bench::Bench;
use crate::spec::case::{Case, expects_nothing, no_day};
use crate::spec::expect::{Expectation, Said, What};
use crate::syntax::tree::OutcomeWord;
use crate::table::toml::{Document, Entry, Map, Value};
use crate::value::{Date, Lang, Words, words};

/// The file that makes a folder a test.
pub(super) const NAME: &str = "expect.toml";

/// What the file says.
#[derive(Debug, Default)]
pub(super) struct Asked {
    /// One line: what the test is for.
    pub(super) why: String,
    /// The id or number of the plan.
    plan: Option<String>,
    /// Plan files, from the folder; none: the built-in ones.
    rules: Vec<String>,
    as_of: Option<Date>,
    expects: Vec<Expect>,
}

/// One `[[expect]]`.
#[derive(Debug, Default)]
struct Expect {
    finding: Option<String>,
    rule: Option<String>,
    outcome: Option<String>,
    no: bool,
    of: Option<String>,
    unit: Option<String>,
    period: Option<String>,
}

/// The test folders that a path names or holds.
pub(super) fn all(path: &Path) -> Vec<PathBuf> {
    if !disk::is_folder(path) {
        return path.parent().filter(|_| is_named(path)).map(Path::to_owned).into_iter().collect();
    }
    let met = disk::walk(path).into_iter();
    let files = met.filter_map(|met| match met {
        disk::Met::File { path, .. } if is_named(&path) => path.parent().map(Path::to_owned),
        _ => None,
    });
    files.collect()
}

/// Whether a path is that of a file that makes its folder a test.
pub(super) fn is_named(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == NAME)
}

/// Reads `expect.toml`, and what it leaves to the manifest.
pub(super) fn read(folder: &Path, files: &mut Files) -> Result<Asked, Words> {
    let text = disk::read_text(&folder.join(NAME)).map_err(|e| Words::same(&e.to_string()))?;
    let mut sink = Sink::default();
    let file = files.keep(&folder.join(NAME).to_string_lossy(), text.clone());
    let Some(document) = Document::parse(file, &text, &mut sink) else {
        let first = sink.take().into_iter().next();
        return Err(first.map(|finding| finding.message).unwrap_or_default());
    };
    let mut asked = Asked::default();
    for entry in document.root().entries() {
        asked.take(entry)?;
    }
    let manifest = facts::open(folder, &mut Files::default(), &mut Sink::default()).manifest;
    asked.as_of = asked.as_of.or(manifest.as_of.map(|(day, _)| day));
    asked.plan = asked.plan.or(manifest.plan.map(|plan| plan.text));
    Ok(asked)
}

impl Asked {
    fn take(&mut self, entry: Entry<'_>) -> Result<(), Words> {
        match (entry.key, entry.node.value()) {
            ("why", Value::Text(text)) => text.clone_into(&mut self.why),
            ("plan", Value::Text(text)) => self.plan = Some(text.to_owned()),
            ("rules", Value::Text(text)) => self.rules.push(text.to_owned()),
            ("rules", Value::List(list)) => {
                for node in list.iter() {
                    let Value::Text(text) = node.value() else { return Err(wrong(entry.key)) };
                    self.rules.push(text.to_owned());
                }
            }
            ("as_of", Value::Date(day)) => self.as_of = Some(day),
            ("expect", Value::List(list)) => {
                for node in list.iter() {
                    let Some(map) = node.map() else { return Err(wrong(entry.key)) };
                    self.expects.push(Expect::read(map)?);
                }
            }
            _ => return Err(wrong(entry.key)),
        }
        Ok(())
    }

    /// The plan that it is a test of.
    pub(super) fn root(&self, folder: &Path) -> Result<Root, Words> {
        let paths: Vec<PathBuf> = self.rules.iter().map(|name| folder.join(name)).collect();
        let said = |error: Error| Words::same(&error.to_string());
        let roots = rulebook::roots(&paths, true).map_err(said)?;
        let several = paths.is_empty() || roots.len() > 1;
        let wanted = self.plan.as_deref().filter(|_| several);
        let mut roots = rulebook::named(roots, wanted).map_err(said)?;
        match (roots.pop(), roots.is_empty()) {
            (Some(root), true) => Ok(root),
            _ => Err(which()),
        }
    }

    /// The test, by the names of its plan.
    pub(super) fn case(&self, bench: &Bench<'_>, folder: &Path) -> Result<Case, Words> {
        let mut expects = Vec::new();
        for expect in &self.expects {
            let said = expect.said()?;
            expects.push(bench.understand(|plan, lookup| Expectation::new(plan, lookup, &said))?);
        }
        let mut faults = Vec::new();
        if expects.is_empty() {
            faults.push(expects_nothing());
        }
        if self.as_of.is_none() {
            faults.push(no_day());
        }
        Ok(Case {
            name: folder.to_string_lossy().into_owned(),
            as_of: self.as_of,
            folder: Some(folder.to_owned()),
            kept: Vec::new(),
            given: Vec::new(),
            expects,
            faults,
        })
    }
}

impl Expect {
    fn read(map: Map<'_>) -> Result<Self, Words> {
        let mut expect = Self::default();
        for entry in map.entries() {
            let text = match entry.node.value() {
                Value::Text(text) | Value::Number(text) => Some(text.to_owned()),
                _ => None,
            };
            match (entry.key, text, entry.node.value()) {
                ("finding", text @ Some(_), _) => expect.finding = text,
                ("rule", text @ Some(_), _) => expect.rule = text,
                ("outcome", text @ Some(_), _) => expect.outcome = text,
                ("of", text @ Some(_), _) => expect.of = text,
                ("unit", text @ Some(_), _) => expect.unit = text,
                ("period", text @ Some(_), _) => expect.period = text,
                ("no", _, Value::Flag(no)) => expect.no = no,
                _ => return Err(wrong(entry.key)),
            }
        }
        Ok(expect)
    }

    fn said(&self) -> Result<Said<'_>, Words> {
        let what = match (&self.finding, &self.rule, &self.outcome) {
            (Some(code), None, None) => What::Code(code),
            (None, Some(rule), Some(outcome)) => What::Outcome(rule, outcome_of(outcome)?),
            _ => return Err(halves()),
        };
        let (of, unit) = (self.of.as_deref(), self.unit.as_deref());
        Ok(Said { no: self.no, level: None, what, of, unit, period: self.period.as_deref() })
    }
}

fn outcome_of(text: &str) -> Result<OutcomeWord, Words> {
    let found = OutcomeWord::ALL.iter().find(|(word, _)| *word == text);
    found.map(|(_, outcome)| *outcome).ok_or_else(|| {
        Words::new(|l| {
            let known: Vec<&str> = OutcomeWord::ALL.iter().map(|(word, _)| *word).collect();
            let known = known.join(", ");
            match l {
                Lang::Vi => format!("không có kết quả `{text}`; có: {known}"),
                Lang::En => format!("there is no outcome `{text}`; there are: {known}"),
            }
        })
    })
}

fn wrong(key: &str) -> Words {
    words!(
        "mục `{key}` trong {NAME} không có nghĩa, hoặc có giá trị khác loại",
        "`{key}` in {NAME} means nothing, or has a value of another kind"
    )
}

fn halves() -> Words {
    words!(
        "mỗi [[expect]] có `finding`, hoặc có `rule` và `outcome`",
        "each [[expect]] has `finding`, or `rule` and `outcome`"
    )
}

fn which() -> Words {
    words!("chưa rõ kế hoạch nào: ghi `plan`", "which plan is meant? write `plan`")
}

/// The plan has mistakes, which are told by themselves.
pub(super) fn no_plan() -> Words {
    words!("không đọc được kế hoạch", "the plan could not be read")
}
