//! The plans of the house: each is understood without a mistake, and each requirement of the five texts
//! stands somewhere in them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::support::{self, check_json, codes, each, files_below, fresh, soat};

/// Files that hold a plan; the rest are libraries.
fn plans() -> Vec<(PathBuf, String)> {
    let files = files_below("rules", "plan").into_iter();
    let plans: Vec<_> = files.filter_map(|path| Some((path.clone(), plan_in(&path)?))).collect();
    assert!(plans.len() >= 5);
    plans
}

/// The id in `plan ID "…" {`.
fn plan_in(path: &Path) -> Option<String> {
    let text = support::read(path);
    let line = text.lines().find_map(|line| line.strip_prefix("plan "))?;
    line.split([' ', '{']).next().map(str::to_owned)
}

#[test]
fn each_plan_is_understood_without_a_mistake() {
    each(
        &plans(),
        |(path, _)| path.display().to_string(),
        |(path, id)| {
            let empty = fresh(&format!("rules-{id}"));
            let files = empty.to_str().unwrap();
            for by in [["--rules", path.to_str().unwrap()], ["--plan", id]] {
                let args = [files, by[0], by[1], "--as-of", "2017-01-01"];
                let json = check_json(&args, "en").json();
                assert_eq!(json["plans"][0]["id"], id.as_str());
                let rules = codes(&json, &["error"]);
                assert!(!rules.iter().any(|code| code.starts_with("rule/")), "{json:#}");
                crate::style::holds(&json);
            }
        },
    );
}

#[test]
fn the_tests_of_each_plan_pass() {
    for args in [&["test", "rules"][..], &["test"]] {
        let ran = soat(args);
        assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{}", ran.out);
        assert!(ran.out.lines().count() > 70);
    }
}

#[test]
fn each_plan_is_shown_in_both_languages() {
    for (_, id) in plans() {
        for lang in ["vi", "en"] {
            let ran = soat(&["show", &id, "--lang", lang]);
            assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{id}");
            assert!(ran.out.lines().count() > 20, "{id}: {}", ran.out);
        }
    }
}

#[test]
fn each_requirement_that_binds_is_cited() {
    let ran = soat(&["show", "--citations", "--all"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let cited: BTreeSet<&str> =
        ran.out.lines().filter_map(|line| line.split('\t').nth(4)).collect();
    let table = support::read(Path::new("tests/cases/rules/rows.tsv"));
    let rows: Vec<(&str, &str)> =
        table.lines().skip(1).filter_map(|r| r.split_once('\t')).collect();
    assert!(rows.len() > 400);
    let binds = |mark: &str| ["Q", "T", "X", "S", "A"].contains(&mark);
    let wanted = rows.iter().filter(|(_, mark)| binds(mark)).map(|(id, _)| *id);
    let missing: Vec<&str> = wanted.filter(|id| !cited.contains(id)).collect();
    assert!(missing.is_empty(), "cited nowhere: {missing:?}");
    let known: BTreeSet<&str> = rows.iter().map(|(id, _)| *id).collect();
    let strange: Vec<&&str> =
        cited.iter().filter(|id| !id.is_empty() && !known.contains(*id)).collect();
    assert!(strange.is_empty(), "cited, and in no list: {strange:?}");
}
