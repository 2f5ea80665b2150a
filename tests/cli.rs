//! The command line: exit status, language, the shape of the JSON, a reader who has gone, and two runs of
//! the program itself.

use std::io::{self, Write};
use std::path::Path;
use std::process::Command;

use soat::cli::{Env, Streams, Terminals};

use crate::support::{env, fresh, soat, soat_in, write};

const PLAN: &str = r#"plan p "Kế hoạch thử" {
    number "1/KH-UBND"; province "Bình Minh"; issued 2017-12-15 by tinh; runs 2018; calendar civil; cite "1"
}
unit tinh "UBND tỉnh" { kind province }
unit a "UBND huyện An Bình" { kind district; under tinh }
report bc "Báo cáo quý" { cite "2"; from a; to tinh; every quarter; due within 15 days }
"#;

const REPORT: &str = "[report]
kind     = \"bc\"
from     = \"a\"
to       = \"tinh\"
period   = \"2018-Q1\"
number   = \"1/BC-UBND\"
signed   = 2018-04-05
received = 2018-04-06
";

/// A sound plan and submission, and the arguments that check them as of a day.
fn set_up(name: &str, day: &str) -> Vec<String> {
    let folder = fresh(name);
    write(&folder.join("p.plan"), PLAN.as_bytes());
    write(&folder.join("files/r.toml"), REPORT.as_bytes());
    let (files, plan) = (folder.join("files"), folder.join("p.plan"));
    let args =
        ["check", files.to_str().unwrap(), "--rules", plan.to_str().unwrap(), "--as-of", day];
    args.map(str::to_owned).to_vec()
}

fn with(args: &[String], more: &[&str]) -> Vec<String> {
    args.iter().cloned().chain(more.iter().map(|&m| m.to_owned())).collect()
}

#[test]
fn the_exit_status_tells_sound_from_found_from_failed() {
    let sound = set_up("cli-sound", "2018-04-30");
    let found = set_up("cli-found", "2018-07-31");
    assert_eq!(soat(&sound).status, 0);
    assert_eq!(soat(&found).status, 1);
    assert_eq!(soat(&with(&found, &["--fail-on", "never"])).status, 0);
    assert_eq!(soat(&with(&found, &["--colour"])).status, 2);
    assert_eq!(soat(&with(&found, &["--plan", "khong_co"])).status, 2);
}

#[test]
fn what_cannot_be_run_is_one_line_on_the_other_stream() {
    let args = set_up("cli-failed", "2018-04-30");
    let mut nowhere = args.clone();
    nowhere[1] = "cli-nowhere".to_owned();
    let mut no_rules = args.clone();
    no_rules[3] = "cli-nowhere.plan".to_owned();
    for args in [nowhere, no_rules, with(&args, &["--plan", "khong_co"])] {
        let ran = soat(&args);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{args:?}");
        assert!(ran.err.starts_with("lỗi: "), "{}", ran.err);
        assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
    }
}

#[test]
fn the_language_is_that_of_the_surroundings_or_of_the_argument() {
    let args = set_up("cli-lang", "2018-07-31");
    let in_lang = |lang: &str, more: &[&str]| {
        soat_in(&with(&args, more), Env { lang: Some(lang.into()), ..env() }).out
    };
    assert!(in_lang("vi_VN.UTF-8", &[]).contains("lỗi["));
    assert!(in_lang("en_GB.UTF-8", &[]).contains("error["));
    assert!(in_lang("vi_VN.UTF-8", &["--lang", "en"]).contains("error["));
    assert!(in_lang("en_GB.UTF-8", &["--lang", "vi"]).contains("lỗi["));
}

#[test]
fn colours_are_for_terminals() {
    let args = set_up("cli-colour", "2018-07-31");
    assert!(!soat(&args).out.contains('\u{1b}'));
    assert!(soat(&with(&args, &["--color", "always"])).out.contains('\u{1b}'));
}

/// The keys of every level, in their order.
const KEYS: [&str; 11] = [
    "version", "tool", "as_of", "lang", "plans", "inputs", "findings", "counts", "owed",
    "baseline", "config",
];
const FINDING: [&str; 14] = [
    "rule", "severity", "unit", "period", "duty", "figure", "message", "help", "places", "clause",
    "values", "because", "waived", "known",
];

#[test]
fn the_json_has_its_keys_in_their_order() {
    let args = set_up("cli-json", "2018-07-31");
    let ran = soat(&with(&args, &["--format", "json"]));
    let json = ran.json();
    assert_eq!((&json["version"], &json["as_of"]), (&1.into(), &"2018-07-31".into()));
    in_order(&ran.out, &KEYS);
    let finding = ran.out.lines().find(|line| line.contains("\"rule\"")).unwrap();
    in_order(finding, &FINDING);
    assert_eq!(json["findings"][0].as_object().unwrap().len(), FINDING.len());
    assert_eq!(json["plans"][0]["id"], "p");
    let ledgers = ["owed", "figures", "laws", "limits", "targets"];
    in_order(&ran.out, &ledgers);
    assert_eq!(json["counts"].as_object().unwrap().len(), ledgers.len());
}

#[track_caller]
fn in_order(text: &str, keys: &[&str]) {
    let at = |key: &&str| text.find(&format!("\"{key}\":")).unwrap_or_else(|| panic!("no {key}"));
    let places: Vec<usize> = keys.iter().map(at).collect();
    assert!(places.is_sorted(), "{keys:?} at {places:?}");
}

struct Gone;

impl Write for Gone {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Err(io::ErrorKind::BrokenPipe.into())
    }
}

#[test]
fn a_reader_who_has_gone_is_no_failure() {
    for form in ["terminal", "short", "json"] {
        let args = with(&set_up("cli-gone", "2018-07-31"), &["--format", form]);
        let args = std::iter::once("soat".to_owned()).chain(args).map(Into::into);
        let mut err = Vec::new();
        let streams = Streams { input: &mut io::empty(), out: &mut Gone, err: &mut err };
        assert_eq!(soat::cli::run(args, streams, env()), 0);
        assert!(err.is_empty(), "{}", String::from_utf8_lossy(&err));
    }
}

#[test]
fn the_program_itself_checks() {
    let args = set_up("cli-smoke", "2018-07-31");
    let ran = program(&args);
    assert_eq!(ran.status.code(), Some(1));
    let out = String::from_utf8(ran.stdout).unwrap();
    assert!(out.contains("completeness/missing-report"), "{out}");
}

#[test]
fn the_program_itself_fails_with_two() {
    let ran = program(&["check".to_owned(), "cli-nowhere".to_owned()]);
    assert_eq!(ran.status.code(), Some(2));
    assert!(ran.stdout.is_empty());
}

fn program(args: &[String]) -> std::process::Output {
    let mut program = Command::new(Path::new(env!("CARGO_BIN_EXE_soat")));
    program.args(args).env("LC_ALL", "vi_VN.UTF-8").output().unwrap()
}

#[test]
fn what_a_long_run_is_busy_with_is_told_on_a_terminal_and_leaves_no_trace() {
    let args = set_up("cli-progress", "2018-07-31");
    let quiet = soat(&args);
    let seen =
        soat_in(&args, Env { terminals: Terminals { err: true, ..Terminals::default() }, ..env() });
    assert_eq!((seen.status, &seen.out), (quiet.status, &quiet.out));
    assert_eq!(quiet.err, "");
    let lines = ["đang tìm tệp…", "đang đọc 1 tệp…", "đang đối chiếu với 1/KH-UBND…", ""];
    assert_eq!(seen.err, lines.map(|line| format!("\r\u{1b}[K{line}")).concat());
}

#[test]
fn completions_and_manual_pages_are_what_their_readers_take() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = soat(&["completions", shell]);
        assert_eq!((ran.status, ran.err.as_str()), (0, ""));
        for command in ["check", "lint", "explain"] {
            assert!(ran.out.contains(command), "{shell}: {command}");
        }
    }
    let path = fresh("cli-completions").join("soat.bash");
    write(&path, soat(&["completions", "bash"]).out.as_bytes());
    let read = Command::new("bash").arg("-n").arg(&path).output().unwrap();
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    let page = soat(&["man"]);
    assert!(page.out.contains(".TH soat 1"), "{}", page.out);
    assert!(soat(&["man", "check"]).out.contains("\\-\\-as\\-of"));
    assert_eq!(soat(&["man", "kiem-tra"]).status, 2);
}
