//! Files that cannot be kept in the repository: links, odd bytes, odd names, very long lines.

use std::fs;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::Path;

use crate::support::write;

/// A sound report, to stand beside what is wrong.
const REPORT: &str = "[report]
kind     = \"bc\"
from     = \"a\"
to       = \"tinh\"
period   = \"2018-Q1\"
number   = \"1/BC-UBND\"
signed   = 2018-04-05
received = 2018-04-06

[values]
vu = 24
";

/// Builds what a case names in `setup`, in an empty folder.
pub(crate) fn build(name: &str, folder: &Path) {
    write(&folder.join("reports/good.toml"), REPORT.as_bytes());
    match name {
        "byte-order-mark" => {
            write(&folder.join("reports/good.toml"), format!("\u{feff}{REPORT}").as_bytes());
        }
        "utf-16" => write(&folder.join("reports/bad.toml"), &utf_16(REPORT)),
        "tcvn3" => write(&folder.join("reports/bad.toml"), TCVN3),
        "link-in-a-circle" => symlink("..", folder.join("reports/again")).unwrap(),
        "link-out" => link_out(folder),
        "escapes-in-a-name" => {
            write(&folder.join("reports/\u{1b}[31mbad\u{202e}.toml"), b"[report]\nkind = \"bc\n");
        }
        "line-of-100-megabytes" => write(&folder.join("figures.csv"), &long_line(100_000_000)),
        "table-too-large-to-keep" => write(&folder.join("figures.csv"), large_table().as_bytes()),
        "deep-brackets" => write(&folder.join("reports/bad.toml"), deep(20_000).as_bytes()),
        "deep-folders" => deep_folders(folder),
        "socket" => drop(UnixListener::bind(folder.join("reports/bad.toml")).unwrap()),
        other => panic!("no setup is called {other}"),
    }
}

fn utf_16(text: &str) -> Vec<u8> {
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}

/// `from = "Ủy ban nhân dân huyện An Bình"` as typed with a font of TCVN 5712.
const TCVN3: &[u8] =
    b"[report]\nkind = \"bc\"\nfrom = \"\xf1y ban nh\xa9n d\xa9n huy\xd6n An B\xd7nh\"\n\
    to = \"\xf1y ban nh\xa9n d\xa9n t\xd8nh\"\nperiod = \"2018-Q1\"\n";

/// A link to a file beside the folder.
fn link_out(folder: &Path) {
    let beside = folder.with_extension("beside");
    write(&beside.join("secret.toml"), REPORT.as_bytes());
    let target = fs::canonicalize(beside.join("secret.toml")).unwrap();
    symlink(target, folder.join("reports/linked.toml")).unwrap();
}

/// A table of figures with one line that no office wrote, between two sound ones.
fn long_line(bytes: usize) -> Vec<u8> {
    let mut text = b"unit,period,indicator,value\na,2017,vu,90\na,2016,vu,".to_vec();
    text.resize(text.len() + bytes, b'1');
    text.extend(b"\na,2015,vu,80\n");
    text
}

/// A table of 18 MB: figures of 20 years, each with much room before it, two of them in words.
fn large_table() -> String {
    let mut text = "unit,period,indicator,value\na,2017,vụ khác,1\n".to_owned();
    for line in 3..23 {
        let value = if [12, 21].contains(&line) { "chín" } else { "9" };
        let (year, room) = (1990 + line, " ".repeat(900_000));
        text.extend(["a,", &year.to_string(), ",vu,", &room, value, "\n"]);
    }
    text
}

fn deep(levels: usize) -> String {
    format!("x = {}{}\n", "[".repeat(levels), "]".repeat(levels))
}

fn deep_folders(folder: &Path) {
    let mut path = folder.to_owned();
    for _ in 0..50 {
        path.push("d");
    }
    write(&path.join("bad.toml"), b"[report]\n");
}
