//! Each folder of `cases/diff` is a case: two versions of a plan, or a plan and its amendment, and in
//! `case.toml` every difference there is, written by hand. What the terminal shows is a picture beside it.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value;

use crate::support::{self, Ran, each, name_of, soat};

const CASES: &str = "tests/cases/diff";

/// `case.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// One line: what the case is for.
    why: String,
    exit: u8,
    /// Folders of the case that are checked by both.
    #[serde(default)]
    over: Vec<String>,
    #[serde(default)]
    args: Vec<String>,
    #[serde(default)]
    item: Vec<Wanted>,
    #[serde(default)]
    due: Vec<Wanted>,
    #[serde(default)]
    law: Vec<Wanted>,
    #[serde(default)]
    appear: Vec<Wanted>,
    #[serde(default)]
    vanish: Vec<Wanted>,
}

/// Keys of one difference; what is left out is not looked at.
type Wanted = toml::Table;

#[test]
fn each_case_has_its_differences_and_no_other() {
    let cases: Vec<PathBuf> = support::listed(CASES);
    assert!(cases.len() >= 6);
    each(&cases, |folder| name_of(folder), |folder| run(folder));
}

fn run(folder: &Path) {
    let case: Case = support::case(folder);
    assert!(!case.why.is_empty());
    for lang in ["en", "vi"] {
        let ran = diff(folder, &case, &["--format", "json", "--lang", lang]);
        assert_eq!(ran.status, case.exit, "{}", ran.err);
        judged(&case, &ran.json());
    }
    for form in ["text", "markdown"] {
        let shown = diff(folder, &case, &["--format", form, "--lang", "en"]);
        assert_eq!(shown.status, case.exit);
        assert!(!shown.out.contains('\u{1b}'));
    }
    shown_as_before(folder, &case);
}

fn diff(folder: &Path, case: &Case, more: &[&str]) -> Ran {
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let mut args = vec!["diff".to_owned(), path("old.plan"), path("new.plan")];
    for over in &case.over {
        args.extend(["--over".to_owned(), path(over)]);
    }
    args.extend(case.args.iter().cloned());
    args.extend(more.iter().map(|&arg| arg.to_owned()));
    soat(&args)
}

fn judged(case: &Case, json: &Value) {
    let nothing = case.exit == 0;
    assert_eq!(json["same"], nothing);
    same(&case.item, &json["items"]);
    same(&case.due, &json["dues"]);
    same(&case.law, &json["laws"]);
    let of = |key: &str| -> Value {
        let folders = json["over"].as_array().unwrap().iter();
        folders.flat_map(|f| f[key].as_array().unwrap().clone()).collect::<Vec<_>>().into()
    };
    same(&case.appear, &of("appear"));
    same(&case.vanish, &of("vanish"));
}

/// Each wanted difference is there, and each that is there is wanted.
#[track_caller]
fn same(wanted: &[Wanted], got: &Value) {
    let mut left: Vec<&Value> = got.as_array().unwrap().iter().collect();
    for one in wanted {
        let fits = |got: &&Value| one.iter().all(|(k, v)| got[k].as_str() == v.as_str());
        let at = left.iter().position(fits);
        let Some(at) = at else { panic!("not found: {one}\nleft: {left:#?}") };
        left.remove(at);
    }
    assert!(left.is_empty(), "not expected: {left:#?}");
}

fn shown_as_before(folder: &Path, case: &Case) {
    let shown = diff(folder, case, &["--lang", "vi"]).out;
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(support::root().join(folder));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_description(case.why.clone());
    settings.bind(|| insta::assert_snapshot!("expected", shown));
}

#[test]
fn a_plan_of_the_house_is_like_itself() {
    let ran = soat(&["diff", "quang_ngai_59", "59/KH-UBND", "--format", "json"]);
    assert_eq!((ran.status, ran.json()["same"].as_bool()), (0, Some(true)));
}

#[test]
fn what_cannot_be_compared_is_status_two() {
    for args in [&["diff", "quang_ngai_59"][..], &["diff", "quang_ngai_59", "khong_co.plan"]] {
        let ran = soat(args);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{args:?}");
    }
}
