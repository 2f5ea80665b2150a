//! Same input, same bytes out: twice, and from a copy whose files were made in another order.

use std::path::{Path, PathBuf};

use crate::support::{self, each, fresh, name_of, soat, write};

const FORMS: [&str; 9] =
    ["json", "jsonl", "terminal", "short", "sarif", "github", "gitlab", "junit", "markdown"];

/// The outcome in each form, from one run.
fn answers(folder: &Path, extra: &[String]) -> Vec<String> {
    let files = folder.join("files");
    let rules = folder.join("rules.plan");
    let out = fresh(&format!("answers-{}", folder.file_name().unwrap().to_str().unwrap()));
    let form = |form: &str| format!("--format={form}={}", out.join(form).to_str().unwrap());
    let forms = FORMS.map(form);
    let fixed = ["check", files.to_str().unwrap(), "--rules", rules.to_str().unwrap()];
    let all = fixed.into_iter().chain(extra.iter().chain(&forms).map(String::as_str));
    assert!(soat(&all.collect::<Vec<_>>()).status < 2);
    FORMS.iter().map(|form| support::read(&out.join(form))).collect()
}

/// A copy of a case, its files written last name first.
fn copied(case: &Path) -> PathBuf {
    let copy = fresh(&format!("copy-{}", name_of(case)));
    let files = walkdir::WalkDir::new(case).sort_by_file_name().into_iter();
    let files: Vec<PathBuf> =
        files.map(|f| f.unwrap().into_path()).filter(|f| f.is_file()).collect();
    for path in files.iter().rev() {
        let bytes = std::fs::read(path).unwrap();
        write(&copy.join(path.strip_prefix(case).unwrap()), &bytes);
    }
    copy
}

#[test]
fn the_order_of_the_disk_does_not_matter() {
    let all = support::listed("tests/cases/check").into_iter();
    let cases: Vec<PathBuf> = all.filter(|case| case.join("files").is_dir()).collect();
    let extra = ["--as-of".to_owned(), "2019-06-30".to_owned()];
    each(
        &cases,
        |case| case.display().to_string(),
        |case| {
            if !case.join("rules.plan").is_file() {
                return;
            }
            let first = answers(case, &extra);
            assert_eq!(first, answers(case, &extra), "twice");
            let copy = copied(case);
            let (here, there) = (case.to_str().unwrap(), copy.to_str().unwrap());
            let json = |answers: Vec<String>| answers[0].replace(there, here);
            assert_eq!(first[0], json(answers(&copy, &extra)), "from a copy");
        },
    );
}
