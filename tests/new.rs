//! `soat new`: what is said stands in the file, what is not is open and marked, and nothing is overwritten.

use std::path::{Path, PathBuf};

use soat::cli::{Env, Terminals};

use crate::support::{Ran, env, fresh, read, soat, soat_fed, write};

const MARK: &str = "# CẦN BỔ SUNG / TO DO:";

/// Everything that can be said.
const ALL: [&str; 22] = [
    "--number",
    "12/KH-UBND",
    "--title",
    "Kế hoạch \"thử\" \\ một",
    "--province",
    "Quảng Ngãi",
    "--run",
    "1/1/2024 - 31/12/2025",
    "--reporters",
    "Sở Y tế; UBND huyện Bình Sơn",
    "--reporters",
    "sở y tế",
    "--recipient",
    "UBND tỉnh Quảng Ngãi",
    "--via",
    "phần mềm \"báo cáo\"",
    "--every",
    "hằng quý, năm merged",
    "--due",
    "trong 15 ngày",
    "--due",
    "by 20/1 of next year for Y",
];

fn place(name: &str) -> PathBuf {
    fresh(name).join("p.plan")
}

fn new(path: &Path, more: &[&str]) -> Ran {
    let path = path.to_str().unwrap();
    let all: Vec<&str> = ["new", path].iter().chain(more).copied().collect();
    soat(&all)
}

/// The plan is understood, in its one form, and nothing is wrong with it but what is open.
#[track_caller]
fn sound(path: &Path) {
    let name = path.to_str().unwrap();
    let shown = soat(&["show", name]);
    assert_eq!((shown.status, shown.err.as_str()), (0, ""));
    assert_eq!(soat(&["fmt", "--check", name]).status, 0);
    let lint = soat(&["lint", name, "--format", "json", "--fail-on", "warning"]);
    assert_eq!(lint.status, 0, "{}", lint.out);
}

#[test]
fn what_is_said_stands_in_the_file() {
    let path = place("new-all");
    let ran = new(&path, &ALL);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    sound(&path);
    let text = read(&path);
    for line in [
        "plan quang_ngai_12 \"Kế hoạch \\\"thử\\\" \\\\ một\" {",
        "    runs     2024-01-01 .. 2025-12-31",
        "    to    ubnd_tinh_quang_ngai via \"phần mềm \\\"báo cáo\\\"\"",
        "    every quarter, year merged",
        "    due   within 15 days",
    ] {
        assert!(text.lines().any(|l| l == line), "{line} not in\n{text}");
    }
    // One name written in two ways is one unit.
    assert_eq!(text.matches("unit so_y_te").count(), 1);
    let dues = soat(&["show", path.to_str().unwrap(), "--dues"]).out;
    assert!(dues.contains("15/4/2024") && dues.contains("20/1/2026"), "{dues}");
}

#[test]
fn what_nobody_said_is_open_and_marked() {
    let path = place("new-nothing");
    let ran = new(&path, &[]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    sound(&path);
    let text = read(&path);
    assert_eq!(text.matches("unspecified").count(), 8);
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    for (n, line) in lines.iter().enumerate().filter(|(_, line)| line.contains("unspecified")) {
        assert!(lines[n - 1].starts_with(MARK), "{line}");
    }
    let told = ran.out.lines().filter(|line| line.starts_with("  - ")).count();
    assert_eq!(told, text.matches(MARK).count());
}

#[test]
fn a_channel_without_a_recipient_is_kept_in_the_mark() {
    let path = place("new-via");
    assert_eq!(new(&path, &["--via", "Công an tỉnh"]).status, 0);
    sound(&path);
    assert!(read(&path).contains("(gửi qua Công an tỉnh)"));
}

#[test]
fn nothing_is_overwritten() {
    let path = place("new-there");
    write(&path, b"mine");
    let ran = new(&path, &ALL);
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    assert_eq!(read(&path), "mine");
}

#[test]
fn what_is_not_understood_writes_nothing() {
    for wrong in [
        ["--run", "năm nay"],
        ["--every", "thỉnh thoảng"],
        ["--due", "sớm"],
        ["--due", "by 31/12 for Q9"],
        ["--due", "by 31/12 } unit x"],
        ["--run", "2026 - 2024"],
    ] {
        let path = place("new-wrong");
        let ran = new(&path, &wrong);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{wrong:?}");
        assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
        assert!(!path.exists(), "{wrong:?}");
    }
    let elsewhere = fresh("new-ending").join("p.txt");
    assert_eq!(new(&elsewhere, &[]).status, 2);
    assert!(!elsewhere.exists());
}

/// What is typed: one answer is not understood and is asked for again; then the end.
const TYPED: &str = "5/KH-UBND

Bình Minh
năm nay
2024
Sở Y tế\r
UBND tỉnh

quý
";

#[test]
fn somebody_at_a_terminal_is_asked_for_what_is_absent() {
    let path = place("new-asked");
    let args = ["new", path.to_str().unwrap()];
    let ran = soat_fed(
        &args,
        TYPED.as_bytes(),
        Env { terminals: Terminals { input: true, ..Terminals::default() }, ..env() },
    );
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(ran.err.contains("Số hiệu") && ran.err.contains("không hiểu"), "{}", ran.err);
    sound(&path);
    let text = read(&path);
    for part in
        ["plan binh_minh_5 ", "\"5/KH-UBND\"", "runs     2024\n", "from  so_y_te", "every quarter"]
    {
        assert!(text.contains(part), "{part} not in\n{text}");
    }
    assert!(text.contains("due   unspecified"));
}
