//! One test, understood: as of which day, what is given, what must come of it.

use std::path::PathBuf;

use crate::plan::{Lookup, Plan, severity};
use crate::rulebook::{Beside, Root};
use crate::source::Files;
use crate::spec::bench::Bench;
use crate::spec::expect::{Expectation, Said, What};
use crate::syntax::tree::{Args, Expect, Expected, Given, Item, Point, UnitRef};
use crate::value::{Date, Words, words};

/// A test.
#[derive(Debug)]
pub(super) struct Case {
    pub(super) name: String,
    pub(super) as_of: Option<Date>,
    /// A folder of data.
    pub(super) folder: Option<PathBuf>,
    /// Data that stand in no folder: name and text.
    pub(super) kept: Vec<(String, String)>,
    pub(super) given: Vec<Given>,
    pub(super) expects: Vec<Expectation>,
    /// What is wrong with the test itself.
    pub(super) faults: Vec<Words>,
}

impl Case {
    /// A `test` of a plan file.
    pub(super) fn of_item(item: &Item, bench: &Bench<'_>, root: &Root, files: &Files) -> Self {
        let mut case = Self {
            name: item.name.text.clone(),
            as_of: None,
            folder: None,
            kept: Vec::new(),
            given: Vec::new(),
            expects: Vec::new(),
            faults: Vec::new(),
        };
        for clause in &item.clauses {
            match &clause.args {
                Args::AsOf(day) => case.as_of = Some(*day),
                Args::Text(text) if clause.head == "data" => {
                    let file = files.name(item.name.span.file);
                    match root.beside(file, &text.text) {
                        Beside::Folder(folder) => case.folder = Some(folder),
                        Beside::BuiltIn(kept) => case.kept = kept,
                        Beside::Nothing => case.faults.push(no_folder(&text.text)),
                    }
                }
                Args::Given(given) => case.given.push((**given).clone()),
                Args::Expect(expect) => {
                    match bench.understand(|plan, lookup| of_clause(expect, plan, lookup)) {
                        Ok(expectations) => case.expects.extend(expectations),
                        Err(fault) => case.faults.push(fault),
                    }
                }
                _ => {}
            }
        }
        if case.as_of.is_none() {
            case.faults.push(no_day());
        }
        if case.expects.is_empty() && case.faults.is_empty() {
            case.faults.push(expects_nothing());
        }
        case
    }
}

/// One expectation for each of those that the clause lists.
fn of_clause(expect: &Expect, plan: &Plan, lookup: &Lookup) -> Result<Vec<Expectation>, Words> {
    let what = match &expect.what {
        Expected::Code(code) => What::Code(&code.text),
        Expected::Outcome(rule, word) => What::Outcome(&rule.text, *word),
    };
    let periods: Vec<String> = expect.periods.iter().map(point).collect();
    let mut all = Vec::new();
    for of in each(&expect.of) {
        for unit in each(&expect.units) {
            for period in each(&periods) {
                let said = Said {
                    no: expect.no,
                    level: expect.level.map(severity),
                    what,
                    of: of.map(|name| name.text.as_str()),
                    unit: unit.map(unit_name),
                    period: period.map(String::as_str),
                };
                all.push(Expectation::new(plan, lookup, &said)?);
            }
        }
    }
    Ok(all)
}

/// Each of a list; once nothing, where it is empty.
fn each<T>(all: &[T]) -> impl Iterator<Item = Option<&T>> {
    let nothing = all.is_empty().then_some(None);
    nothing.into_iter().chain(all.iter().map(Some))
}

/// The name that stands in the plan.
pub(super) fn unit_name(unit: &UnitRef) -> &str {
    match unit {
        UnitRef::It(_) => "it",
        UnitRef::Above(_) => "above",
        UnitRef::Named(name) => &name.text,
    }
}

/// A time as data write it.
pub(super) fn point(point: &Point) -> String {
    match point {
        Point::Date(day, _) => day.to_string(),
        Point::Period(period, _) => period.to_string(),
        Point::Named(name) => name.text.clone(),
    }
}

fn no_folder(name: &str) -> Words {
    words!(
        "không có thư mục `{name}` cạnh tệp kế hoạch",
        "there is no folder `{name}` beside the plan file"
    )
}

pub(super) fn no_day() -> Words {
    words!(
        "ví dụ thiếu ngày xét: ghi `as of 2019-01-31`",
        "the test has no day: write `as of 2019-01-31`"
    )
}

pub(super) fn expects_nothing() -> Words {
    words!(
        "ví dụ không nêu `expect` nào nên không kiểm được gì",
        "the test has no `expect`, so it tests nothing"
    )
}
