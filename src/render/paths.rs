//! Files as other programs find them: by their path from where the tool was started.

use std::fmt::Write as _;
use std::path::{Component, Path};

use crate::source::{FileId, Files};

/// The path with `/`, without `.`; `None` for what is built in.
pub(super) fn path(files: &Files, file: FileId) -> Option<String> {
    let path = files.path(file)?;
    let parts: Vec<_> = parts(path).map(|part| String::from_utf8_lossy(part)).collect();
    let root = if path.has_root() { "/" } else { "" };
    let path = format!("{root}{}", parts.join("/"));
    Some(if path.is_empty() { ".".to_owned() } else { path })
}

/// The path, or the name of what is built in.
pub(super) fn named(files: &Files, file: FileId) -> String {
    path(files, file).unwrap_or_else(|| files.name(file).to_owned())
}

/// The path as a URI: relative where it is, each byte that is not plain in hexadecimal. What is built in
/// goes by its name.
pub(super) fn uri(files: &Files, file: FileId) -> String {
    let name = Path::new(files.name(file));
    let path = files.path(file).unwrap_or(name);
    let parts: Vec<String> = parts(path).map(encoded).collect();
    let root = if path.has_root() { "file:///" } else { "" };
    let uri = format!("{root}{}", parts.join("/"));
    if uri.is_empty() { ".".to_owned() } else { uri }
}

fn parts(path: &Path) -> impl Iterator<Item = &[u8]> {
    let named = |part: &Component<'_>| !matches!(part, Component::CurDir | Component::RootDir);
    path.components().filter(named).map(|part| part.as_os_str().as_encoded_bytes())
}

fn encoded(part: &[u8]) -> String {
    let mut out = String::with_capacity(part.len());
    for &byte in part {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                out.push(char::from(byte));
            }
            // Writing to a string does not fail.
            _ => write!(out, "%{byte:02X}").unwrap_or_default(),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(at: &str, wanted: &str, wanted_uri: &str) {
        let mut files = Files::default();
        let file = files.nameless("name");
        files.lie(file, |_| Some(at.into()));
        assert_eq!(path(&files, file).as_deref(), Some(wanted));
        assert_eq!(uri(&files, file), wanted_uri);
    }

    #[test]
    fn paths_are_plain_and_their_uris_encoded() {
        check("./a/./b.toml", "a/b.toml", "a/b.toml");
        check("../a b", "../a b", "../a%20b");
        check("/a/đ", "/a/đ", "file:///a/%C4%91");
        check("a:b%", "a:b%", "a%3Ab%25");
        check(".", ".", ".");
    }

    #[test]
    fn what_is_built_in_has_a_name_and_no_path() {
        let mut files = Files::default();
        let file = files.keep("rules/x.plan", String::new());
        assert_eq!(path(&files, file), None);
        assert_eq!(uri(&files, file), "rules/x.plan");
    }
}
