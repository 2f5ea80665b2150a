//! The forms of an outcome: each is read back by a reader of its kind, and all of them say the same.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::readers::{self, Github};
use crate::sarif::{self, BaselineState, Level, Sarif};
use crate::support::{self, Ran, each, fresh, soat, soat_fed, write};

/// Every form by its name.
pub(crate) const FORMS: [&str; 9] =
    ["terminal", "short", "json", "jsonl", "sarif", "github", "gitlab", "junit", "markdown"];

pub(crate) const FAULTY: &str = "examples/quang_ngai_59/faulty";

/// A report for each form, from one run; what was shown is that of `short`.
pub(crate) fn written(folder: &Path, args: &[&str]) -> Ran {
    written_of(folder, args, b"")
}

/// The same of what comes on standard input.
fn written_of(folder: &Path, args: &[&str], input: &[u8]) -> Ran {
    let files = FORMS.map(|form| format!("--format={form}={}", at(folder, form)));
    let files = files.iter().map(String::as_str);
    let args: Vec<&str> = args.iter().copied().chain(files).chain(["--format", "short"]).collect();
    soat_fed(&args, input, support::env())
}

pub(crate) fn at(folder: &Path, form: &str) -> String {
    folder.join(form).to_str().unwrap().to_owned()
}

pub(crate) fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// All forms of one outcome, each as its reader has it.
struct All {
    json: Value,
    sarif: Sarif,
    github: Github,
    gitlab: Vec<readers::Issue>,
    junit: Vec<readers::Case>,
    markdown: (Vec<String>, usize),
    short: String,
    terminal: String,
}

/// Runs, reads everything back, and holds every form against the JSON.
fn same_in_all(name: &str, args: &[&str]) -> All {
    same_in_all_of(name, args, b"")
}

fn same_in_all_of(name: &str, args: &[&str], input: &[u8]) -> All {
    let folder = fresh(name);
    let ran = written_of(&folder, args, input);
    assert!(ran.status < 2, "{}", ran.err);
    let text = |form: &str| support::read(&folder.join(form));
    for form in FORMS {
        nothing_steers(form, &text(form));
    }
    let all = All {
        json: serde_json::from_str(&text("json")).unwrap(),
        sarif: sarif::read(&text("sarif")),
        github: readers::github(&text("github")),
        gitlab: readers::gitlab(&text("gitlab")),
        junit: readers::junit(&text("junit")),
        markdown: readers::markdown(&text("markdown")),
        short: text("short"),
        terminal: text("terminal"),
    };
    assert_eq!(lines(&text("jsonl")).len(), findings(&all.json).len() + 1);
    of_sarif(&all, ran.status);
    of_github(&all);
    of_gitlab(&all);
    of_junit(&all);
    of_text(&all);
    all
}

fn findings(json: &Value) -> &Vec<Value> {
    json["findings"].as_array().unwrap()
}

/// Those that a reader is shown: what a baseline knows is left out.
fn shown(json: &Value) -> Vec<&Value> {
    findings(json).iter().filter(|finding| finding["known"] == false).collect()
}

/// No character that steers a terminal, and none that turns the direction of text.
fn nothing_steers(form: &str, text: &str) {
    let steers = |c: char| {
        (c.is_control() && c != '\n')
            || ('\u{202a}'..='\u{202e}').contains(&c)
            || ('\u{2066}'..='\u{2069}').contains(&c)
            || "\u{200e}\u{200f}\u{61c}\u{2028}\u{2029}".contains(c)
    };
    let found: Vec<char> = text.chars().filter(|c| steers(*c)).collect();
    assert!(found.is_empty(), "{form} holds {found:?}");
}

fn level(finding: &Value) -> Level {
    match finding["severity"].as_str().unwrap() {
        "error" => Level::Error,
        "warning" | "missed" => Level::Warning,
        _ => Level::Note,
    }
}

fn of_sarif(all: &All, status: u8) {
    let (json, sarif) = (&all.json, &all.sarif);
    assert_eq!(sarif.exit, status);
    assert_eq!(sarif.language, json["lang"]);
    assert_eq!(sarif.counts, json["counts"]);
    assert_eq!(sarif.results.len(), findings(json).len());
    for (told, finding) in sarif.results.iter().zip(findings(json)) {
        assert_eq!(told.rule, finding["rule"]);
        assert_eq!(told.severity, finding["severity"]);
        assert_eq!(told.level, level(finding));
        assert_eq!(told.waived, !finding["waived"].is_null());
        let state = match (json["baseline"].is_null(), finding["known"] == true) {
            (true, _) => None,
            (false, true) => Some(BaselineState::Unchanged),
            (false, false) => Some(BaselineState::New),
        };
        assert_eq!(told.baseline, state);
        let place = &finding["places"][0];
        if place["line"].is_number() {
            let number = |key: &str| usize::try_from(place[key].as_u64().unwrap()).unwrap();
            let region = ["line", "column", "end_line", "end_column"].map(number);
            assert_eq!(told.region, Some(region));
        }
        let places = findings_places(finding);
        assert!(told.uris.len() >= places && told.uris.len() <= places + 1, "{finding}");
        for (kind, name) in &told.logical {
            assert!(finding[kind].is_string() && !name.is_empty());
        }
        let about = ["unit", "period", "duty", "figure"].iter();
        assert_eq!(about.filter(|key| finding[**key].is_string()).count(), told.logical.len());
    }
}

fn findings_places(finding: &Value) -> usize {
    finding["places"].as_array().unwrap().len().max(1)
}

fn of_github(all: &All) {
    let findings = shown(&all.json);
    let made = &all.github.annotations;
    assert_eq!(made.len() + all.github.grouped.len(), findings.len());
    for (name, level) in
        [("error", Level::Error), ("warning", Level::Warning), ("notice", Level::Note)]
    {
        let of = findings.iter().filter(|f| self::level(f) == level && f["waived"].is_null());
        let shown = made.iter().filter(|annotation| annotation.level == name).count();
        assert_eq!(shown, of.count().min(10), "{name}");
    }
    for annotation in made {
        assert!(findings.iter().any(|f| f["rule"] == annotation.values["title"].as_str()));
        if let Some(file) = annotation.values.get("file").filter(|file| !file.contains('␛')) {
            assert!(Path::new(file).exists(), "{file}");
        }
    }
    let more = all.github.grouped.len();
    assert!(more == 0 || all.github.last.contains(&format!("{more} ")), "{}", all.github.last);
}

fn of_gitlab(all: &All) {
    assert_eq!(all.gitlab.len(), shown(&all.json).len());
    for (issue, finding) in all.gitlab.iter().zip(shown(&all.json)) {
        assert_eq!(issue.check_name, finding["rule"]);
        let wanted = match (finding["severity"].as_str().unwrap(), finding["waived"].is_null()) {
            (_, false) | ("note", _) => "info",
            ("error", _) => "critical",
            ("warning", _) => "major",
            _ => "minor",
        };
        assert_eq!(issue.severity, wanted);
    }
    let shown = all.sarif.results.iter();
    let shown = shown.filter(|told| told.baseline != Some(BaselineState::Unchanged));
    let prints = shown.map(|told| &told.fingerprint);
    assert!(prints.eq(all.gitlab.iter().map(|issue| &issue.fingerprint)));
}

fn of_junit(all: &All) {
    let of_findings: Vec<_> = all.junit.iter().filter(|case| case.class.contains('.')).collect();
    assert_eq!(of_findings.len(), shown(&all.json).len());
    let errors = shown(&all.json);
    let errors =
        errors.iter().filter(|f| f["severity"] == "error" && f["waived"].is_null()).count();
    let failures = of_findings.iter().filter(|case| case.failure.is_some());
    assert_eq!(failures.clone().count(), errors);
    for case in failures {
        let failure = case.failure.as_ref().unwrap();
        assert!(case.name.starts_with(&failure.message), "{}", failure.message);
        assert!(!failure.text.starts_with('\n'));
    }
    for (case, finding) in of_findings.iter().filter_map(|case| Some((case, case.line?))) {
        let file = case.file.as_ref().unwrap();
        let is_there = file == "stdin" || file.contains('␛') || Path::new(file).exists();
        assert!(finding > 0 && is_there, "{file}");
    }
    let waived = shown(&all.json).iter().filter(|f| !f["waived"].is_null()).count();
    let skipped = |of: &[&readers::Case]| of.iter().filter(|case| case.skipped.is_some()).count();
    assert_eq!(skipped(&of_findings), waived);
    let unchecked: Vec<_> = all.junit.iter().filter(|case| case.class == "unchecked").collect();
    assert_eq!(skipped(&unchecked), all.sarif.notifications);
    let said = |case: &&&readers::Case| case.out.as_ref().is_some_and(|out| !out.is_empty());
    assert_eq!(of_findings.iter().filter(said).count(), of_findings.len() - errors - waived);
}

fn of_text(all: &All) {
    let mut wanted: Vec<&str> =
        shown(&all.json).iter().map(|f| f["rule"].as_str().unwrap()).collect();
    let in_brackets = |line: &str| {
        let (head, _) = line.split_once("]: ")?;
        head.rsplit_once('[').map(|(_, code)| code.to_owned())
    };
    let short: Vec<String> = all.short.lines().filter_map(in_brackets).collect();
    assert_eq!(short, wanted);
    let heads = all.terminal.lines().filter(|line| {
        let severities =
            ["lỗi", "cảnh báo", "không đạt", "ghi chú", "error", "warning", "missed", "note"];
        severities.iter().any(|severity| line.starts_with(&format!("{severity}[")))
    });
    assert_eq!(heads.filter_map(in_brackets).collect::<Vec<_>>(), wanted);
    let (mut codes, left) = all.markdown.clone();
    assert_eq!(codes.len() + left, wanted.len());
    if left == 0 {
        codes.sort_unstable();
        wanted.sort_unstable();
        assert_eq!(codes, wanted);
    }
}

#[test]
fn all_forms_say_the_same_of_each_example() {
    each(
        &support::examples(),
        |example| example.display().to_string(),
        |example| {
            let name = example.file_name().unwrap().to_str().unwrap();
            for lang in ["vi", "en"] {
                let halves = if lang == "vi" { &["faulty", "clean"][..] } else { &["faulty"] };
                for half in halves {
                    let folder = example.join(half);
                    let args = ["check", folder.to_str().unwrap(), "--lang", lang];
                    same_in_all(&format!("formats-{name}-{half}-{lang}"), &args);
                }
            }
        },
    );
}

#[test]
fn all_forms_say_the_same_of_the_plans() {
    for lang in ["vi", "en"] {
        let all = same_in_all(&format!("formats-lint-{lang}"), &["lint", "--lang", lang]);
        assert!(findings(&all.json).len() > 20);
        let all = same_in_all(&format!("formats-rules-{lang}"), &["lint", "rules", "--lang", lang]);
        let files = all.github.annotations.iter().filter(|a| a.values.contains_key("file")).count();
        assert!(files > 5, "files of rules are named from where the tool was started");
    }
}

#[test]
fn all_forms_say_the_same_of_a_report_on_standard_input() {
    let report = support::read("examples/quang_ngai_59/clean/reports/2018-H1/ba_to.toml".as_ref());
    let report = report.replace("[values]", "[values]\nla = 1");
    let all = same_in_all_of("formats-stdin", &["check", "-"], report.as_bytes());
    assert!(!findings(&all.json).is_empty());
    assert!(all.github.annotations.iter().all(|made| !made.values.contains_key("file")));
    assert_eq!(all.gitlab[0].location.path, "stdin");
}

#[test]
fn what_a_baseline_knows_is_not_shown_again() {
    let base = at(&fresh("formats-baseline"), "base.json");
    assert_eq!(soat(&["check", FAULTY, "--write-baseline", &base]).status, 0);
    let all = same_in_all("formats-known", &["check", FAULTY, "--baseline", &base]);
    assert_eq!((shown(&all.json).len(), all.sarif.exit), (0, 0));
    assert!(all.sarif.results.len() > 20);
}

#[test]
fn the_exit_status_is_that_of_every_form() {
    for form in FORMS {
        for (half, level, status) in
            [("clean", "error", 0), ("clean", "note", 1), ("faulty", "never", 0)]
        {
            let folder = format!("examples/quang_ngai_59/{half}");
            let ran = soat(&["check", &folder, "--format", form, "--fail-on", level]);
            assert_eq!(ran.status, status, "{form} {half} {level}");
        }
    }
}

/// A name that tries to steer whatever shows it.
const HOSTILE: &str = "::error file=x::pwn|<script>alert(1)</script> @everyone #1 \u{202e}\u{1b}[31m \
    ##[error]x https://evil.example www.evil.example [a](http://b) ]]> &amp; 100% a`b \n::warning::c";

/// The name of a folder and of a file in it: decomposed letters, breaks, marks, commands.
const ODD: &str = "bi\u{300}nh so\u{31b}n/\u{1b}[31m\u{202e}\n::error::|<b>@all,a:b`.toml";

const RULES: &str = r#"
plan p "P" {
    number "1/KH-UBND"
    issued 2018-01-02 by tinh
    runs 2018
    calendar civil
}
unit tinh "UBND tỉnh" { kind province }
indicator vu "Vụ" { count flow }
report bc "Báo cáo" {
    from tinh
    every quarter
    due within 15 days
    carries vu
}
"#;

/// A text in quotes of TOML.
fn quoted(text: &str) -> String {
    let one = |c: char| match c {
        '"' | '\\' => format!("\\{c}"),
        c if c.is_control() => format!("\\u{:04x}", u32::from(c)),
        c => c.to_string(),
    };
    format!("\"{}\"", text.chars().map(one).collect::<String>())
}

fn hostile_report(kind: &str, from: &str) -> String {
    let (kind, from, key) = (quoted(kind), quoted(from), quoted(HOSTILE));
    format!(
        "[report]\nkind = {kind}\nfrom = {from}\nperiod = \"2018-Q1\"\n{key} = 1\n\n[values]\n{key} = 1\nvu = {key}\n"
    )
}

#[test]
fn hostile_names_stay_names_in_all_forms() {
    let root = fresh("formats-hostile-files");
    write(&root.join("a.toml"), hostile_report(HOSTILE, "tinh").as_bytes());
    write(&root.join("b.toml"), hostile_report("bc", "tinh").as_bytes());
    write(&root.join(ODD), hostile_report("bc", HOSTILE).as_bytes());
    write(&root.join("::error::x.toml"), b"[report]\nkind = \"bc\n");
    let row = HOSTILE.replace('\n', " ").replace('"', "");
    let table = format!("unit,period,indicator,value\n\"{row}\",2018-Q1,vu,1\n");
    write(&root.join("##[group]y.csv"), table.as_bytes());
    let plan = fresh("formats-hostile-rules").join("p.plan");
    write(&plan, RULES.as_bytes());
    let (data, rules) = (root.to_str().unwrap(), plan.to_str().unwrap());
    for lang in ["vi", "en"] {
        let args = ["check", data, "--rules", rules, "--as-of", "2018-12-31", "--hashes"];
        let args = [&args[..], &["--lang", lang]].concat();
        let all = same_in_all(&format!("formats-hostile-{lang}"), &args);
        assert!(findings(&all.json).len() >= 6, "{}", all.short);
        let uris = all.sarif.artifacts.iter().map(|(uri, _)| PathBuf::from(sarif::decoded(uri)));
        assert!(uris.into_iter().any(|path| path == root.join(ODD)));
        let told = |text: &str| text.contains("<script>alert(1)");
        assert!(all.github.annotations.iter().any(|annotation| told(&annotation.message)));
        assert!(all.sarif.results.iter().any(|result| told(&result.text)));
        assert!(all.gitlab.iter().any(|issue| told(&issue.description)));
        assert!(all.junit.iter().any(|case| told(&case.name)));
    }
}

#[test]
fn a_comment_is_cut_between_findings() {
    let root = fresh("formats-many-files");
    let rows = (0..1_500).map(|n| format!("Đơn vị lạ số {n},2018-Q1,vu,1"));
    let table: Vec<String> =
        std::iter::once("unit,period,indicator,value".to_owned()).chain(rows).collect();
    write(&root.join("f.csv"), table.join("\n").as_bytes());
    let args = ["check", root.to_str().unwrap(), "--plan", "quang_ngai_59", "--lang", "en"];
    let all = same_in_all("formats-many", &args);
    let (codes, left) = all.markdown;
    assert!(codes.len() > 100 && left > 100, "{} and {left}", codes.len());
}

#[test]
fn fingerprints_stay_when_lines_move() {
    let moved = fresh("formats-moved-files");
    for file in walkdir::WalkDir::new(FAULTY).into_iter().filter_map(Result::ok) {
        if !file.file_type().is_file() {
            continue;
        }
        let mut bytes = fs::read(file.path()).unwrap();
        if file.path().extension().is_some_and(|ending| ending == "toml") {
            bytes.splice(0..0, *b"# two lines\n# more\n");
        }
        write(&moved.join(file.path().strip_prefix(FAULTY).unwrap()), &bytes);
    }
    let prints = |name: &str, folder: &str| {
        let all = same_in_all(name, &["check", folder]);
        let regions: Vec<_> = all.sarif.results.iter().map(|told| told.region).collect();
        let mut prints: Vec<String> =
            all.sarif.results.into_iter().map(|told| told.fingerprint).collect();
        prints.sort_unstable();
        (prints, regions)
    };
    let here = prints("formats-here", FAULTY);
    let there = prints("formats-there", moved.to_str().unwrap());
    assert_eq!(here.0, there.0);
    assert_ne!(here.1, there.1);
}
