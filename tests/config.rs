//! `soat.toml`: found upwards, below the command line, above what is built in; its mistakes with their
//! places; and the severities, days off and calendars that it sets.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::support::{Ran, each, fresh, listed, read, soat, write};

const PLAN: &str = "tests/cases/check/missing-report/rules.plan";

/// A place with a plan, a submission two folders below, and a `soat.toml` beside the plan.
fn place(name: &str, config: &str) -> (PathBuf, String) {
    let place = fresh(name);
    let folder = place.join("kho/2018");
    write(&place.join(".git/HEAD"), b"");
    write(&place.join("quy_tac/p.plan"), read(Path::new(PLAN)).as_bytes());
    let report = read(Path::new("tests/cases/check/missing-report/files/reports/a.toml"));
    write(&folder.join("reports/a.toml"), report.as_bytes());
    write(&folder.join("submission.toml"), b"[submission]\nas_of = 2018-05-01\n");
    write(&place.join("soat.toml"), config.as_bytes());
    (place, folder.to_str().unwrap().to_owned())
}

const RULES: &str = "rules = \"quy_tac\"\n";

fn findings(ran: &Ran) -> Vec<(String, String)> {
    let json = ran.json();
    let text = |f: &Value, key: &str| f[key].as_str().unwrap().to_owned();
    let all = json["findings"].as_array().unwrap().iter();
    all.map(|f| (text(f, "rule"), text(f, "severity"))).collect()
}

fn check(folder: &str, more: &[&str]) -> Ran {
    soat(&[&["check", folder, "--format", "json"], more].concat())
}

#[test]
fn the_nearest_file_upwards_holds() {
    let (place, folder) = place("config-up", RULES);
    let ran = check(&folder, &[]);
    assert_eq!(ran.status, 1, "{}", ran.err);
    assert_eq!(ran.json()["config"], "../../soat.toml");
    assert_eq!(findings(&ran), [("completeness/missing-report".into(), "error".into())]);
    write(&place.join("kho/soat.toml"), b"rules = \"../quy_tac/p.plan\"\nfail_on = \"never\"\n");
    let ran = check(&folder, &[]);
    assert_eq!((ran.status, &ran.json()["config"]), (0, &json!("../soat.toml")));
    // The folder itself comes first, and its file is no data.
    write(&place.join("kho/2018/soat.toml"), b"rules = \"../../quy_tac\"\n");
    let ran = check(&folder, &[]);
    assert_eq!((ran.status, &ran.json()["config"]), (1, &json!("soat.toml")));
    assert_eq!(findings(&ran).len(), 1);
}

#[test]
fn the_search_ends_with_the_repository() {
    let (place, _) = place("config-root", RULES);
    let inner = place.join("kho/kho_con");
    write(&inner.join(".git"), b"gitdir: elsewhere\n");
    write(&inner.join("ho_so/a.csv"), b"unit,period,indicator,value\n");
    let ran = soat(&["config", inner.join("ho_so").to_str().unwrap(), "--format", "json"]);
    assert_eq!(ran.json()["file"], Value::Null);
    // A file in the root itself counts.
    write(&inner.join("soat.toml"), b"lang = \"en\"\n");
    let ran = soat(&["config", inner.join("ho_so").to_str().unwrap(), "--format", "json"]);
    assert!(ran.json()["file"].as_str().unwrap().ends_with("kho/kho_con/soat.toml"));
}

#[test]
fn the_command_line_wins() {
    let config = "rules = [\"quy_tac\"]\nplan = \"p\"\nlang = \"en\"\nfail_on = \"never\"\nformat = \"short\"\n";
    let (_, folder) = place("config-line", config);
    let ran = soat(&["check", &folder]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(ran.out.contains("error[completeness/missing-report]: UBND huyện Bình Hòa has not"));
    assert_eq!(ran.out.lines().count(), 1);
    assert_eq!(soat(&["check", &folder, "--fail-on", "error"]).status, 1);
    assert!(soat(&["check", &folder, "--lang", "vi"]).out.contains(": lỗi["));
    assert!(soat(&["check", &folder, "--format", "json"]).out.starts_with('{'));
    // Rules of the command line take the place of its plan as well.
    let other = "tests/cases/check/late-report/rules.plan";
    let day = ["--as-of", "2018-01-05", "--rules", other];
    let ran = soat(&[&["check", &folder][..], &day].concat());
    assert!(!ran.err.contains("error"), "{}", ran.err);
}

#[test]
fn a_file_that_is_named_is_the_only_one() {
    let (place, folder) = place("config-named", "fail_on = \"never\"\n");
    let other = place.join("cong.toml");
    write(&other, b"rules = \"quy_tac\"\nfail_on = \"error\"\n");
    let ran = check(&folder, &["--config", other.to_str().unwrap()]);
    assert_eq!(ran.status, 1, "{}", ran.err);
    assert_eq!(ran.json()["config"], other.to_str().unwrap());
    assert_eq!(check(&folder, &["--config", "khong_co.toml"]).status, 2);
}

#[test]
fn severities_go_by_name_path_and_unit_and_the_last_holds() {
    let level = |text: &str| {
        let (_, folder) = place("config-level", &format!("{RULES}{text}"));
        let ran = check(&folder, &["--fail-on", "warning"]);
        let told = findings(&ran);
        assert_eq!(told.len(), 1, "{text}\n{}", ran.err);
        (ran.status, told[0].1.clone())
    };
    let rule = "[[severity]]\nrule = \"completeness/missing-report\"\nlevel = \"note\"\n";
    assert_eq!(level(rule), (0, "note".into()));
    assert_eq!(
        level("[[severity]]\nrule = \"completeness/*\"\nlevel = \"warning\"\n").1,
        "warning"
    );
    assert_eq!(level("[[severity]]\nrule = \"consistency/*\"\nlevel = \"note\"\n").1, "error");
    let unit = |name: &str| format!("[[severity]]\nunit = \"{name}\"\nlevel = \"warning\"\n");
    assert_eq!(level(&unit("UBND huyện Bình Hoà")), (1, "warning".into()));
    assert_eq!(level(&unit("a")).1, "error");
    let path = |glob: &str| format!("[[severity]]\npath = \"{glob}\"\nlevel = \"note\"\n");
    assert_eq!(level(&path("kho/2018/**")).1, "note");
    assert_eq!(level(&path("kho/2017/**")).1, "error");
    assert_eq!(level(&format!("{rule}{}", unit("b"))).1, "warning");
    let both =
        "[[severity]]\nrule = \"completeness/missing-report\"\nunit = \"a\"\nlevel = \"note\"\n";
    assert_eq!(level(both).1, "error");
}

#[test]
fn a_missed_target_stays_a_result() {
    let of = |text: &str| {
        let (place, folder) = place("config-missed", &format!("{RULES}{text}"));
        let report = place.join("kho/2018/reports/a.toml");
        write(&report, read(&report).replace("vu_kp = 18", "vu_kp = 1").as_bytes());
        let told = findings(&check(&folder, &[]));
        told.into_iter().find(|(rule, _)| rule == "target/missed").unwrap().1
    };
    assert_eq!(of(""), "missed");
    assert_eq!(of("[[severity]]\nunit = \"a\"\nlevel = \"error\"\n"), "missed");
    assert_eq!(of("[[severity]]\nrule = \"target/*\"\nlevel = \"error\"\n"), "missed");
    assert_eq!(of("[[severity]]\nrule = \"target/missed\"\nlevel = \"note\"\n"), "note");
}

#[test]
fn deny_and_baseline_hold_for_a_place() {
    let (place, folder) = place("config-deny", &format!("{RULES}baseline = \"moc.json\"\n"));
    let ran = check(&folder, &[]);
    assert_eq!(ran.status, 2, "{}", ran.out);
    assert!(ran.err.contains("moc.json"), "{}", ran.err);
    let base = place.join("moc.json").to_str().unwrap().to_owned();
    assert_eq!(check(&folder, &["--write-baseline", &base]).status, 0);
    let ran = check(&folder, &[]);
    assert_eq!((ran.status, &ran.json()["baseline"]["known"]), (0, &json!(1)));
    let text = format!("{RULES}baseline = \"moc.json\"\ndeny = \"unchecked\"\n");
    write(&place.join("soat.toml"), text.as_bytes());
    let ran = check(&folder, &[]);
    assert_eq!(ran.status, 1);
    assert!(ran.err.contains("1 chỗ chưa kiểm được"), "{}", ran.err);
}

#[test]
fn days_off_move_a_due_day() {
    let name = "tests/cases/check/working-days";
    let files = format!("{name}/files");
    let rules = format!("{name}/rules.plan");
    let place = fresh("config-days");
    let config = place.join("soat.toml");
    write(&config, b"holidays = \"nghi.csv\"\n");
    let days: Vec<String> = (1..=28).map(|d| format!("2018-04-{d:02},no,x")).collect();
    write(&place.join("nghi.csv"), format!("day,works,name\n{}\n", days.join("\n")).as_bytes());
    let args = ["show", &rules, "--dues", "--lang", "en"];
    let usual = soat(&args);
    let moved = soat(&[&args[..], &["--config", config.to_str().unwrap()]].concat());
    assert_eq!((usual.status, moved.status), (0, 0), "{}", moved.err);
    assert_ne!(usual.out, moved.out);
    write(&place.join("nghi.csv"), b"day,works,name\n2018-04-30,nghi,x\n");
    let ran = soat(&["check", &files, "--config", config.to_str().unwrap(), "--lang", "en"]);
    assert_eq!(ran.status, 2);
    assert!(
        ran.err.contains("soat.toml:1:12: ") && ran.err.contains("line 2: not a day"),
        "{}",
        ran.err
    );
}

#[test]
fn a_calendar_is_for_plans_that_name_none() {
    let place = fresh("config-calendar");
    let rules = read(Path::new(PLAN));
    write(&place.join("co.plan"), rules.as_bytes());
    write(&place.join("khong.plan"), rules.replace("    calendar civil\n", "").as_bytes());
    let config = place.join("soat.toml");
    write(&config, b"calendar = \"decree_09_2019\"\n");
    let dues = |plan: &str, more: &[&str]| {
        let plan = place.join(plan).to_str().unwrap().to_owned();
        soat(&[&["show", &plan, "--dues"], more].concat()).out
    };
    let by = ["--config", config.to_str().unwrap()];
    assert_eq!(dues("co.plan", &[]), dues("co.plan", &by));
    assert_ne!(dues("khong.plan", &[]), dues("khong.plan", &by));
}

#[test]
fn what_holds_is_told_with_its_source() {
    let config = "rules = [\"quy_tac\"]\nlang = \"en\"\n\n[[severity]]\nrule = \"data/*\"\nlevel = \"note\"\n";
    let (place, folder) = place("config-told", config);
    let ran = soat(&["config", &folder]);
    let file = place.join("soat.toml").to_str().unwrap().to_owned();
    assert_eq!(ran.status, 0);
    assert!(ran.out.starts_with(&format!("{folder}: set by {file}\n")), "{}", ran.out);
    for (key, value, source) in [
        ("rules", format!("{}", place.join("quy_tac").display()), format!("{file}:1")),
        ("lang", "en".into(), format!("{file}:2")),
        ("fail_on", "error".into(), "default".into()),
        ("severity", "data/*: note".into(), format!("{file}:4")),
    ] {
        let line = ran.out.lines().find(|line| line.starts_with(key)).unwrap();
        assert!(line.contains(&value) && line.ends_with(&source), "{line}");
    }
    let json = soat(&["config", &folder, "--format", "json", "--lang", "vi"]).json();
    let of = |key: &str| {
        let all = json["settings"].as_array().unwrap();
        all.iter().find(|s| s["key"] == key).unwrap().clone()
    };
    assert_eq!(
        (&of("lang")["value"], &of("lang")["source"]),
        (&json!("vi"), &json!("command line"))
    );
    assert_eq!((&of("rules")["line"], &of("rules")["column"]), (&json!(1), &json!(9)));
    assert_eq!((&of("plan")["value"], &of("plan")["source"]), (&Value::Null, &json!("default")));
    assert_eq!(of("severity")["value"]["rule"], json!(["data/*"]));
}

#[test]
fn plans_are_linted_and_shown_by_it() {
    let config = format!(
        "{RULES}plan = \"p\"\n[[severity]]\nrule = \"rule/uncited\"\nlevel = \"warning\"\n"
    );
    let (place, _) = place("config-lint", &config);
    let config = place.join("soat.toml");
    let by = ["--config", config.to_str().unwrap()];
    let ran = soat(&[&["lint", "--format", "json"][..], &by].concat());
    assert_eq!(ran.json()["plans"].as_array().unwrap().len(), 1, "{}", ran.err);
    let uncited: Vec<_> =
        findings(&ran).into_iter().filter(|(rule, _)| rule == "rule/uncited").collect();
    assert!(uncited.iter().all(|(_, severity)| severity == "warning") && !uncited.is_empty());
    let ran = soat(&[&["show"][..], &by].concat());
    assert!(ran.status == 0 && ran.out.contains("Kế hoạch thử"), "{}", ran.err);
    let why =
        ["why", "tests/cases/check/missing-report/files", "--unit", "b", "--as-of", "2018-05-01"];
    let ran = soat(&[&why[..], &["--period", "2018-Q1"], &by].concat());
    assert!(ran.status == 0 && ran.out.contains("Báo cáo định kỳ"), "{}", ran.err);
}

/// Each file of `cases/config` is a configuration with mistakes; its comments say which, and where.
#[test]
fn each_mistake_is_told_with_its_place() {
    let cases = listed("tests/cases/config");
    assert!(cases.len() >= 6);
    each(
        &cases,
        |case| case.display().to_string(),
        |case| {
            let name = case.to_str().unwrap();
            let ran = soat(&["config", "--config", name, "--lang", "en"]);
            assert_eq!((ran.status, ran.out.as_str()), (2, ""));
            let told: Vec<&str> = ran.err.trim_start_matches("error: ").lines().collect();
            let text = read(case);
            let wanted: Vec<String> = text
                .lines()
                .filter_map(|line| line.strip_prefix("#! "))
                .map(|line| format!("{name}:{line}"))
                .collect();
            assert!(!wanted.is_empty());
            assert_eq!(told, wanted);
            let vi = soat(&["config", "--config", name, "--lang", "vi"]).err;
            assert!(vi.starts_with("lỗi: ") && vi.lines().count() == told.len(), "{vi}");
        },
    );
}

#[test]
fn what_is_no_file_is_told() {
    let (place, folder) = place("config-odd", RULES);
    fs::remove_file(place.join("soat.toml")).unwrap();
    fs::create_dir(place.join("soat.toml")).unwrap();
    let ran = check(&folder, &["--lang", "en"]);
    assert!(ran.status == 2 && ran.err.contains("soat.toml: it is no file"), "{}", ran.err);
    let inner = place.join("kho/soat.toml");
    write(&inner, b"\xff\xfel\0");
    let ran = check(&folder, &["--lang", "en"]);
    assert!(ran.status == 2 && ran.err.contains("UTF-16"), "{}", ran.err);
    #[cfg(unix)]
    {
        fs::remove_file(&inner).unwrap();
        std::os::unix::fs::symlink("/etc/hostname", &inner).unwrap();
        let ran = check(&folder, &["--lang", "en"]);
        assert!(ran.status == 2 && ran.err.contains("it is a link"), "{}", ran.err);
    }
}

#[test]
fn a_unit_that_no_plan_knows_is_told() {
    let text = "[[severity]]\nunit = \"UBND huyện Bình Hoa\"\nlevel = \"note\"\n";
    let (_, folder) = place("config-unit", &format!("{RULES}{text}"));
    let ran = check(&folder, &["--lang", "en"]);
    assert_eq!(ran.status, 2);
    let told = "soat.toml:2:1: no unit is called `UBND huyện Bình Hoa`; did you mean `UBND huyện Bình Hòa`";
    assert!(ran.err.contains(told), "{}", ran.err);
}
