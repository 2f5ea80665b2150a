//! Plan files in their canonical form: what each case becomes, that nothing is lost on the way, and that
//! the plans of the house are in it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{self, each, files_below, fresh, read, soat, write};

/// Formats a text, as a file of its own.
fn formatted(name: &str, text: &str) -> String {
    let path = fresh(&format!("fmt-{name}")).join("a.plan");
    write(&path, text.as_bytes());
    let ran = soat(&["fmt", path.to_str().unwrap()]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{text}");
    read(&path)
}

fn cases() -> Vec<PathBuf> {
    let cases = files_below("tests/cases/fmt", "plan");
    assert!(cases.len() >= 12);
    cases
}

fn stem(path: &Path) -> &str {
    path.file_stem().unwrap().to_str().unwrap()
}

#[test]
fn each_case_becomes_what_is_expected_whatever_its_line_ends() {
    each(
        &cases(),
        |path| path.display().to_string(),
        |path| {
            let (text, name) = (read(path), stem(path));
            let expected = read(&path.with_extension("expected"));
            assert_eq!(formatted(name, &text), expected);
            assert_eq!(formatted(name, &expected), expected, "twice");
            let other = format!("\u{feff}{}", text.replace('\n', "\r\n"));
            assert_eq!(formatted(name, &other), expected, "with CRLF and a byte order mark");
        },
    );
}

/// The program compares each text with what it makes of it, and refuses what would not say the same.
#[test]
fn every_plan_file_can_be_formatted_or_has_a_mistake() {
    let plans: Vec<PathBuf> = ["rules", "examples", "tests/cases"]
        .iter()
        .flat_map(|folder| files_below(folder, "plan"))
        .collect();
    assert!(plans.len() > 100);
    let folder = fresh("fmt-all");
    each(
        &plans,
        |path| path.display().to_string(),
        |path| {
            let copy = folder.join("a.plan");
            fs::copy(path, &copy).unwrap();
            let ran = soat(&["fmt", copy.to_str().unwrap()]);
            if ran.status == 1 {
                assert!(ran.err.contains("[rule/syntax]"), "{}", ran.err);
                assert_eq!(fs::read(path).unwrap(), fs::read(&copy).unwrap());
                return;
            }
            assert_eq!((ran.status, ran.err.as_str()), (0, ""));
            let again = soat(&["fmt", "--check", copy.to_str().unwrap()]);
            assert_eq!((again.status, again.out.as_str()), (0, ""));
            let outline = |path: &Path| {
                let outline = soat(&["debug", "tree", path.to_str().unwrap()]).out;
                outline.replace(['(', ')'], "")
            };
            assert_eq!(outline(path), outline(&copy));
        },
    );
}

#[test]
fn the_plans_of_the_house_are_formatted() {
    let ran = soat(&["fmt", "--check", "rules", "examples"]);
    assert_eq!((ran.status, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
}

#[test]
fn check_names_what_would_change_and_changes_nothing() {
    let folder = fresh("fmt-check");
    let name = folder.to_str().unwrap();
    write(&folder.join("a.plan"), b"unit a{kind x}");
    write(&folder.join("sub/b.plan"), b"unit b { kind x }\n");
    let ran = soat(&["fmt", "--check", name]);
    assert_eq!((ran.status, ran.out), (1, format!("{name}/a.plan\n")));
    assert_eq!(read(&folder.join("a.plan")), "unit a{kind x}");
    let ran = soat(&["fmt", name]);
    assert_eq!((ran.status, ran.out), (0, format!("{name}/a.plan\n")));
    assert_eq!(support::listed(name).len(), 2, "nothing is left beside it");
    assert_eq!(soat(&["fmt", "--check", name]).status, 0);
}

#[test]
fn a_file_with_mistakes_stays_as_it_is_and_the_others_are_formatted() {
    let folder = fresh("fmt-mistake");
    write(&folder.join("a.plan"), b"unit a{kynd x}");
    write(&folder.join("b.plan"), b"unit b{kind x}");
    let ran = soat(&["fmt", folder.to_str().unwrap()]);
    assert_eq!(ran.status, 1);
    assert!(ran.err.contains("a.plan:1:8") && ran.err.contains("[rule/syntax]"), "{}", ran.err);
    assert_eq!(read(&folder.join("a.plan")), "unit a{kynd x}");
    assert_eq!(read(&folder.join("b.plan")), "unit b { kind x }\n");
    assert_eq!(soat(&["fmt", "no-such-folder"]).status, 2);
}
