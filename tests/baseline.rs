//! A baseline: what was there when a gate began is counted and does not fail, whatever moves around it.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::{Ran, each, examples, fresh, read, soat, write};

const OLD: &str = "examples/quang_ngai_59/faulty";

/// `soat check FOLDER …` as JSON.
fn check(folder: &str, more: &[&str]) -> Ran {
    let args = ["check", folder, "--format", "json"];
    soat(&[&args[..], more].concat())
}

/// Writes the baseline of a folder beside it, and gives its path.
fn started(name: &str, folder: &str, more: &[&str]) -> String {
    let path = fresh(name).join("base.json").to_str().unwrap().to_owned();
    let ran = check(folder, &[more, &["--write-baseline", &path]].concat());
    assert_eq!(ran.status, 0, "{}", ran.err);
    path
}

fn copied(folder: &str, name: &str) -> PathBuf {
    let copy = fresh(name);
    for entry in walkdir::WalkDir::new(folder) {
        let path = entry.unwrap().into_path();
        if path.is_file() {
            let bytes = fs::read(&path).unwrap();
            write(&copy.join(path.strip_prefix(folder).unwrap()), &bytes);
        }
    }
    copy
}

fn change(path: &Path, from: &str, to: &str) {
    let text = read(path);
    assert!(text.contains(from), "{text}");
    write(path, text.replacen(from, to, 1).as_bytes());
}

fn new(json: &Value) -> Vec<&Value> {
    json["findings"].as_array().unwrap().iter().filter(|f| f["known"] == false).collect()
}

#[test]
fn an_archive_can_start_with_all_its_faults() {
    each(
        &examples(),
        |example| example.display().to_string(),
        |example| {
            let folder = example.join("faulty").to_str().unwrap().to_owned();
            let name = example.file_name().unwrap().to_str().unwrap();
            let base = started(&format!("base-{name}"), &folder, &[]);
            let ran = check(&folder, &["--baseline", &base, "--fail-on", "note"]);
            let json = ran.json();
            assert_eq!((ran.status, ran.err.as_str()), (0, ""));
            assert!(new(&json).iter().all(|f| !f["waived"].is_null()), "{:#?}", new(&json));
            let findings = json["findings"].as_array().unwrap().len();
            assert_eq!(json["baseline"]["known"], findings - new(&json).len());
            assert_eq!(json["baseline"]["gone"], 0);
        },
    );
}

#[test]
fn the_file_is_the_same_in_both_languages_and_sorted() {
    let base = read(Path::new(&started("base-en", OLD, &["--lang", "en"])));
    let other = started("base-vi", &format!("{OLD}/"), &["--lang", "vi"]);
    assert_eq!(base, read(Path::new(&other)));
    let findings: Vec<&str> = base.lines().filter(|l| l.contains("{\"finding\"")).collect();
    let rule = |line: &&str| line.split('"').nth(5).unwrap().to_owned();
    assert_eq!(findings.len(), 51);
    assert!(findings.is_sorted_by_key(rule));
    assert!(base.starts_with("{\n  \"soat_baseline\": 1,\n"), "{base}");
}

#[test]
fn a_line_that_moved_is_still_known() {
    let copy = copied(OLD, "base-moved");
    for path in crate::support::files_below(copy.to_str().unwrap(), "toml") {
        write(&path, format!("# one line further down\n{}", read(&path)).as_bytes());
    }
    let base = started("base-of-moved", OLD, &[]);
    let ran = check(copy.to_str().unwrap(), &["--baseline", &base]);
    assert_eq!((ran.status, new(&ran.json()).len()), (0, 0), "{}", ran.err);
}

#[test]
fn what_is_new_fails_and_alone_is_shown() {
    let copy = copied(OLD, "base-new");
    let base = started("base-of-new", OLD, &[]);
    change(&copy.join("reports/2018/ba_to.toml"), "[values]", "[values]\nvu_khong_co = 3");
    let args = ["check", copy.to_str().unwrap(), "--baseline", &base, "--lang", "en"];
    let ran = soat(&[&args[..], &["--format", "short"]].concat());
    assert_eq!((ran.status, ran.out.lines().count()), (1, 1), "{}", ran.out);
    assert!(ran.out.contains("error[data/unknown-indicator]"), "{}", ran.out);
    let shown = soat(&args).out;
    assert!(shown.starts_with("error[data/unknown-indicator]"), "{shown}");
    assert!(shown.contains("1 error (51 known from the baseline)"), "{shown}");
}

#[test]
fn what_has_gone_is_told() {
    let base = started("base-gone", OLD, &[]);
    let clean = "examples/quang_ngai_59/clean";
    let ran = check(clean, &["--baseline", &base, "--lang", "en"]);
    assert_eq!(ran.status, 0);
    assert_eq!(ran.json()["baseline"], serde_json::json!({ "known": 2, "gone": 49 }));
    let told = "49 findings of the baseline are no longer found: write it anew";
    assert!(ran.err.starts_with(told), "{}", ran.err);
    let vi = ["check", clean, "--baseline", &base];
    let ran = soat(&vi);
    assert!(ran.err.starts_with("49 vấn đề trong tệp mốc không còn nữa"), "{}", ran.err);
    assert!(ran.out.contains("(2 vấn đề đã biết từ tệp mốc)"), "{}", ran.out);
}

/// A case of `cases/check` as the arguments after `check`.
fn case(folder: &Path, rules: &str) -> [String; 3] {
    let folder = folder.to_str().unwrap().to_owned();
    [folder, format!("--rules=tests/cases/check/{rules}/rules.plan"), "--as-of=2018-05-01".into()]
}

#[test]
fn equal_findings_are_counted() {
    let copy = copied("tests/cases/check/three-mistakes-in-one-file/files", "base-equal");
    let report = copy.join("reports/b.toml");
    write(&report, "x = [vụ]\n\ny = [vụ]\n".as_bytes());
    let [folder, rules, day] = case(&copy, "three-mistakes-in-one-file");
    let base = started("base-of-equal", &folder, &[&rules, &day]);
    let of_syntax = |line: &&str| line.contains("data/syntax");
    let text = read(Path::new(&base));
    assert!(text.lines().find(of_syntax).unwrap().ends_with("\"count\": 2}"), "{text}");
    write(&report, "x = [vụ]\ny = [vụ]\nz = [vụ]\n".as_bytes());
    let json = check(&folder, &[&rules, &day, "--baseline", &base]).json();
    assert_eq!(new(&json).len(), 1, "{:#?}", new(&json));
    assert_eq!(new(&json)[0]["places"][0]["line"], 3);
}

#[test]
fn rows_are_told_apart_by_their_key() {
    let copy = copied("tests/cases/check/rows-of-a-table/files", "base-rows");
    let [folder, rules, day] = case(&copy, "rows-of-a-table");
    let base = started("base-of-rows", &folder, &[&rules, &day]);
    assert!(read(Path::new(&base)).contains("\"row\": \"Xã Một\""));
    change(&copy.join("reports/a.toml"), "xa  = \"x1\"", "xa  = \"x2\"");
    let json = check(&folder, &[&rules, &day, "--baseline", &base]).json();
    let rules: Vec<&Value> = new(&json).iter().map(|f| &f["rule"]).collect();
    assert!(rules.contains(&&Value::from("consistency/row-check-failed")), "{rules:?}");
}

#[test]
fn what_was_accepted_is_not_written_and_counts_again_when_that_ends() {
    let copy = copied(OLD, "base-waived");
    let (folder, waivers) = (copy.to_str().unwrap(), copy.join("waivers.toml"));
    write(&waivers, WAIVER.as_bytes());
    let base = started("base-of-waived", folder, &[]);
    let json = check(folder, &["--baseline", &base]).json();
    let left = new(&json);
    assert_eq!((left.len(), left[0]["waived"].as_str()), (1, Some("88/CV-CAT")));
    assert_eq!(json["baseline"], serde_json::json!({ "known": 50, "gone": 0 }));
    fs::remove_file(waivers).unwrap();
    let ran = check(folder, &["--baseline", &base]);
    let json = ran.json();
    let left = new(&json);
    assert_eq!((ran.status, left.len(), &left[0]["unit"]), (1, 1, &"so_ngoai_vu".into()));
}

const WAIVER: &str = r#"[[waiver]]
rule = "completeness/missing-document"
unit = "so_ngoai_vu"
duty = "kh_don_vi"
reason = "dùng chung kế hoạch"
document = "88/CV-CAT"
office = "Công an tỉnh"
until = 2021-12-31
"#;

#[test]
fn a_file_that_is_no_baseline_is_status_two_and_never_touched() {
    let folder = fresh("base-foreign");
    let report = check(OLD, &[]).out;
    let entry = r#"{"finding": {"rule": "x"}, "count": 1}"#;
    let foreign = [
        ("empty.json", String::new()),
        ("report.json", report),
        ("cut.json", "{\"soat_baseline\": 1, \"findings\": [{\"fin".to_owned()),
        ("holidays.csv", read(Path::new("rules/holidays.csv"))),
        ("key.json", format!("{{\"soat_baseline\": 1, \"findings\": [{entry}], \"more\": 1}}")),
        (
            "minus.json",
            format!("{{\"soat_baseline\": 1, \"findings\": [{entry}]}}").replace(": 1}]", ": -1}]"),
        ),
        ("later.json", format!("{{\"soat_baseline\": 2, \"findings\": [{entry}]}}")),
        ("deep.json", "[".repeat(100_000)),
    ];
    for (name, text) in &foreign {
        let path = folder.join(name);
        write(&path, text.as_bytes());
        let name = path.to_str().unwrap();
        for option in ["--baseline", "--write-baseline"] {
            let ran = check(OLD, &[option, name]);
            assert_eq!(ran.status, 2, "{option} {name}");
            assert!(ran.err.contains(name) && ran.err.contains("baseline"), "{}", ran.err);
        }
        assert_eq!(&read(&path), text);
    }
    for gone in [folder.join("absent.json"), folder.clone()] {
        let ran = check(OLD, &["--baseline", gone.to_str().unwrap()]);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    }
}

#[test]
fn a_baseline_is_written_anew_over_the_old_one() {
    let base = started("base-anew", OLD, &[]);
    let clean = "examples/quang_ngai_59/clean";
    let ran = check(clean, &["--write-baseline", &base]);
    assert_eq!(ran.status, 0);
    assert!(ran.err.starts_with("đã ghi 2 vấn đề vào tệp mốc "), "{}", ran.err);
    let json = check(clean, &["--baseline", &base]).json();
    assert_eq!(json["baseline"], serde_json::json!({ "known": 2, "gone": 0 }));
}

#[test]
fn plans_have_a_baseline_too() {
    let plan = "rules/quang_ngai/59_kh_2018.plan";
    let base = fresh("base-lint").join("base.json").to_str().unwrap().to_owned();
    assert_eq!(soat(&["lint", plan, "--write-baseline", &base]).status, 0);
    let ran = soat(&["lint", plan, "--baseline", &base, "--fail-on", "note", "--lang", "en"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{}", ran.out);
    assert!(ran.out.contains("known from the baseline"), "{}", ran.out);
}
