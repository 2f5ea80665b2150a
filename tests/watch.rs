//! `--watch`: the same again after each change, and no more when there are none.

use std::path::{Path, PathBuf};
use std::{fs, io};

use soat::cli::{Changes, Env, Terminals};

use crate::support::{env, fresh, soat, soat_in, write};

const PLAN: &str = "plan p \"Kế hoạch thử\" {\n    number \"1/KH-UBND\"; runs 2018\n}\n";

/// Mends the plan once; a further change never comes.
#[expect(clippy::unnecessary_wraps, reason = "one form for all lookouts")]
fn mended(paths: &[PathBuf]) -> io::Result<Changes> {
    let path = paths[0].clone();
    let change = move || fs::write(&path, PLAN).unwrap();
    Ok(Box::new(std::iter::once_with(change)))
}

#[test]
fn a_plan_is_looked_into_again_when_it_has_changed() {
    let path = fresh("watch").join("p.plan");
    write(&path, PLAN.replace("runs", "rums").as_bytes());
    let args = ["lint", path.to_str().unwrap(), "--format", "short", "--lang", "en", "--watch"];
    let ran = soat_in(&args, Env { lookout: mended, ..env() });
    assert_eq!(ran.status, 0);
    // A mistake the first time, none the second.
    let counts = ["`rums`", "rule/unspecified-run", "rule/unspecified-issue"];
    assert_eq!(counts.map(|part| ran.out.matches(part).count()), [1, 1, 2], "{}", ran.out);
    assert_eq!(ran.err.matches("watching").count(), 2, "{}", ran.err);
    assert!(!ran.out.contains('\u{1b}'));
}

#[test]
fn what_cannot_be_run_now_is_told_and_run_again() {
    let path = fresh("watch-absent").join("p.plan");
    let args = ["lint", path.to_str().unwrap(), "--lang", "en", "--watch"];
    let ran = soat_in(
        &args,
        Env {
            lookout: mended,
            terminals: Terminals { out: true, ..Terminals::default() },
            ..env()
        },
    );
    assert_eq!(ran.status, 0);
    assert!(ran.err.starts_with("error: "), "{}", ran.err);
    assert!(ran.out.contains("rule/unspecified-issue"), "{}", ran.out);
    // Each run begins at the top of an empty screen.
    assert_eq!(ran.out.matches("\u{1b}[2J").count(), 2);
}

#[test]
fn what_a_run_writes_is_no_reason_to_run_again() {
    let path = fresh("watch-writes").join("p.plan");
    write(&path, PLAN.as_bytes());
    let args = ["lint", path.to_str().unwrap(), "--watch"];
    for more in [["--format", "json=out.json"], ["--write-baseline", "base.json"]] {
        let ran = soat(&[&args[..], &more[..]].concat());
        assert_eq!((ran.status, ran.out.as_str()), (2, ""));
        assert!(ran.err.contains("--watch"), "{}", ran.err);
    }
}

#[test]
fn the_system_tells_of_changes() {
    let folder = fresh("watch-system");
    write(&folder.join("p.plan"), b"");
    let mut changes = (Env::of_process().lookout)(&[folder.join("p.plan")]).unwrap();
    write(&folder.join("p.plan"), PLAN.as_bytes());
    assert!(changes.next().is_some());
    assert!((Env::of_process().lookout)(&[Path::new("no/such/folder").to_owned()]).is_err());
}
