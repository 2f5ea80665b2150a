//! Odd paths: links, pipes, sockets, names, and what leads out of the folder.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::Command;

use crate::hostile::{REPORT, RULES, check, folder, found, other, shows_nothing_that_steers};
use crate::support::{each, read, soat, write};

/// A secret outside of the folder: whoever reads it names its sender.
const SECRET: &str = "[report]\nfrom = \"LEAKED\"\n";

type Make = fn(&Path);

/// What each makes in `reports`, and the findings.
const ODD: [(&str, Make, &[&str]); 17] = [
    ("link-to-a-file", |at| symlink("good.toml", at.join("x.toml")).unwrap(), UNSAFE),
    ("link-out", |at| symlink(secret(at), at.join("x.toml")).unwrap(), UNSAFE),
    (
        "link-out-to-a-folder",
        |at| symlink(secret(at).parent().unwrap(), at.join("x")).unwrap(),
        UNSAFE,
    ),
    ("link-to-nothing", |at| symlink("nowhere.toml", at.join("x.toml")).unwrap(), UNSAFE),
    ("link-to-itself", |at| symlink("x.toml", at.join("x.toml")).unwrap(), UNSAFE),
    ("links-in-a-circle", in_a_circle, UNSAFE),
    ("link-to-the-folder-above", |at| symlink("..", at.join("x")).unwrap(), UNSAFE),
    ("link-to-a-device", |at| symlink("/dev/zero", at.join("x.csv")).unwrap(), UNSAFE),
    ("pipe", |at| pipe(&at.join("x.toml")), UNREADABLE),
    ("pipe-of-a-table", |at| pipe(&at.join("x.csv")), UNREADABLE),
    ("socket", |at| drop(UnixListener::bind(at.join("x.toml")).unwrap()), UNREADABLE),
    ("folder-named-like-a-file", |at| fs::create_dir(at.join("x.toml")).unwrap(), &[]),
    ("folder-too-deep", |at| write(&at.join("d/".repeat(40)).join("x.toml"), b"?"), UNREADABLE),
    ("long-path", |at| write(&at.join("đ".repeat(80) + ".toml"), b"?"), &["data/syntax"]),
    ("many-links", many_links, UNSAFE),
    ("hidden", |at| write(&at.join(".x.toml"), b"?"), &[]),
    ("closed", closed, CLOSED),
];

const UNSAFE: &[&str] = &["data/unsafe-path"];
const UNREADABLE: &[&str] = &["data/unreadable"];
/// Nothing is closed to the first user of a machine.
const CLOSED: &[&str] = &["data/unreadable", "data/syntax"];

/// A file beside the folder that was handed in.
fn secret(at: &Path) -> std::path::PathBuf {
    let beside = at.parent().unwrap().with_file_name("beside");
    write(&beside.join("secret.toml"), SECRET.as_bytes());
    fs::canonicalize(beside.join("secret.toml")).unwrap()
}

fn in_a_circle(at: &Path) {
    symlink("y.toml", at.join("x.toml")).unwrap();
    symlink("x.toml", at.join("y.toml")).unwrap();
}

fn many_links(at: &Path) {
    for i in 0..300 {
        symlink("good.toml", at.join(format!("{i}.toml"))).unwrap();
    }
}

fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

fn closed(at: &Path) {
    write(&at.join("x.toml"), b"?");
    fs::set_permissions(at.join("x.toml"), fs::Permissions::from_mode(0o0)).unwrap();
}

#[test]
fn what_is_no_plain_file_is_not_read() {
    each(
        &ODD,
        |(name, ..)| (*name).to_owned(),
        |(name, make, finds)| {
            let folder = folder(name);
            make(&folder.join("reports"));
            let got = found(&folder, RULES);
            let may = *finds == CLOSED && got.iter().all(|code| CLOSED.contains(&code.as_str()));
            assert!(may || got == *finds, "{got:?}, not {finds:?}");
            let out = check(&folder, RULES, "json", "vi").out;
            assert!(!out.contains("LEAKED"), "{out}");
            shows_nothing_that_steers(&folder, RULES);
        },
    );
}

#[test]
fn names_are_shown_and_steer_nothing() {
    let names: [&[u8]; 9] = [
        b"\x1b[31mx\x1b]0;y\x07.toml",
        b"line\nbreak.toml",
        b"re\rturn.toml",
        "tu\u{202e}lmot.toml".as_bytes(),
        "kh\u{f4}ng\u{200b}r\u{1ed9}ng.toml".as_bytes(),
        "so\u{302}\u{301}.toml".as_bytes(),
        b"\xff\xfe.toml",
        b"<img src=x onerror=alert(1)>|`*_.toml",
        b"::error file=x::y%0A.toml",
    ];
    each(
        &names,
        |name| String::from_utf8_lossy(name).into_owned(),
        |name| {
            let folder = folder("names");
            write(
                &folder.join("reports").join(OsStr::from_bytes(name)),
                b"[report]\nkind = \"bc\n",
            );
            assert_eq!(found(&folder, RULES), ["data/syntax"]);
            shows_nothing_that_steers(&folder, RULES);
        },
    );
}

/// The manifest's `earlier` leads to a folder beside, and nowhere else.
#[test]
fn the_folder_of_an_earlier_time_lies_beside() {
    let cases: [(&str, &[&str]); 10] = [
        ("../earlier", &[]),
        ("../shelf/2017/", &[]),
        ("..", UNSAFE),
        (".", UNSAFE),
        ("../..", UNSAFE),
        ("../../../../../../../../etc", UNSAFE),
        ("/etc", UNSAFE),
        ("reports", UNSAFE),
        ("../linked", UNSAFE),
        ("../nowhere", UNREADABLE),
    ];
    each(
        &cases,
        |(earlier, _)| (*earlier).to_owned(),
        |(earlier, finds)| {
            let folder = folder("earlier");
            let beside = folder.parent().unwrap();
            write(&beside.join("earlier/x.csv"), b"unit,period,indicator,value\nb,2017,vu,3\n");
            write(&beside.join("shelf/2017/x.csv"), b"unit,period,indicator,value\nb,2017,vu,3\n");
            symlink("/etc", beside.join("linked")).unwrap();
            let manifest = format!("[submission]\nearlier = \"{earlier}\"\n");
            write(&folder.join("submission.toml"), manifest.as_bytes());
            assert_eq!(found(&folder, RULES), *finds);
        },
    );
}

/// What a plan uses lies in its folder.
#[test]
fn a_plan_reads_nothing_outside_its_folder() {
    let folder = folder("use");
    let rules = folder.with_file_name("rules");
    write(&folder.with_file_name("outside.plan"), b"unit leaked \"LEAKED\" { kind commune }\n");
    let plan = fs::read_to_string(RULES).unwrap();
    let outside = fs::canonicalize(folder.with_file_name("outside.plan")).unwrap();
    fs::create_dir(&rules).unwrap();
    symlink(&outside, rules.join("link.plan")).unwrap();
    pipe(&rules.join("pipe.plan"));
    // By its whole path: then its own folder is all that it may use.
    let rules = fs::canonicalize(&rules).unwrap();
    let absolute = outside.to_str().unwrap();
    for used in
        ["../outside.plan", "link.plan", "pipe.plan", "/dev/zero", absolute, "x/../../outside.plan"]
    {
        let root = rules.join("a.plan");
        write(&root, format!("use \"{used}\"\n{plan}").as_bytes());
        let ran = soat(&["lint", root.to_str().unwrap(), "--format", "short"]);
        assert!(ran.status == 1 && ran.out.contains("rule/unknown-name"), "{used}: {}", ran.out);
        let shown = soat(&["show", root.to_str().unwrap(), "--lang", "vi"]);
        assert!(!shown.out.contains("LEAKED"), "{used}");
    }
    let named = soat(&["lint", rules.join("pipe.plan").to_str().unwrap()]);
    assert_eq!(named.status, 2, "{}", named.out);
}

/// A check writes to its outputs and changes nothing in the folder.
#[test]
fn nothing_is_written() {
    let folder = folder("unwritten");
    write(&folder.join("reports/b.toml"), &other("24", "25"));
    let listing = || {
        let walk = walkdir::WalkDir::new(folder.parent().unwrap()).sort_by_file_name();
        let all = walk.into_iter().map(Result::unwrap);
        all.map(|e| (e.path().to_owned(), e.metadata().unwrap().modified().unwrap()))
            .collect::<Vec<_>>()
    };
    let before = listing();
    shows_nothing_that_steers(&folder, RULES);
    assert_eq!(before, listing());
    assert_eq!(read(&folder.join("reports/good.toml")), REPORT);
}
