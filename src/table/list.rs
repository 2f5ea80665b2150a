//! Which files of a folder look like data. Links are not followed, and nothing that looks like data is
//! passed over in silence.

use std::path::Path;

use crate::diag::Sink;
use crate::source::bounds::{MOST_ALIKE, MOST_FILES, MOST_TOML_BYTES, MOST_TOML_IN_ALL};
use crate::source::disk::{self, Met};
use crate::source::{FileId, Files};
use crate::table::{Ending, Role, Source, codes};

/// What a folder holds.
#[derive(Debug, Default)]
pub(crate) struct Listed {
    pub(crate) sources: Vec<Source>,
    /// What could not be looked into.
    pub(crate) unreadable: Vec<FileId>,
}

/// The data files below `root`, sorted. `prefix` stands before their names (`../2017/`).
pub(crate) fn list(root: &Path, prefix: &str, files: &mut Files, sink: &mut Sink) -> Listed {
    list_within(root, prefix, MOST_TOML_IN_ALL, files, sink)
}

fn list_within(root: &Path, prefix: &str, most: u64, files: &mut Files, sink: &mut Sink) -> Listed {
    let met = disk::walk(root);
    let first = files.next();
    let (mut links, mut toml, mut unread) = (0_usize, 0_u64, 0_usize);
    let mut out = Listed { sources: Vec::with_capacity(met.len()), unreadable: Vec::new() };
    for met in met {
        match met {
            Met::File { path, name, bytes } => {
                let name = if name.is_empty() { own_name(&path) } else { name };
                let Some(ending) = ending(&name) else { continue };
                let role = role(&name, ending);
                let file = files.on_disk(&with(prefix, name), path.clone(), bytes);
                // One that is too large is not read at all.
                let held = ending == Ending::Toml && bytes <= MOST_TOML_BYTES;
                toml += if held { bytes } else { 0 };
                if held && toml > most {
                    unread += 1;
                    out.unreadable.push(file);
                    continue;
                }
                let breaks = files.breaks(file);
                out.sources.push(Source { file, path, bytes, ending, role, kept: None, breaks });
            }
            Met::Link { name, out: leaves, circle } => {
                links += 1;
                if links > MOST_ALIKE {
                    continue;
                }
                let file = nameless(prefix, &name, files);
                sink.push(codes::link(&name, leaves, circle, file));
            }
            Met::Unreadable { name, why } => {
                let file = nameless(prefix, &name, files);
                sink.push(codes::not_listed(&name, &why, file));
                out.unreadable.push(file);
            }
            Met::TooDeep { name } => {
                let file = nameless(prefix, &name, files);
                sink.push(codes::folder_too_deep(&name, file));
                out.unreadable.push(file);
            }
            Met::TooMany => {
                let file = nameless(prefix, "", files);
                sink.push(codes::too_many_files(MOST_FILES, file));
                out.unreadable.push(file);
            }
        }
    }
    if let Some(rest) = links.checked_sub(MOST_ALIKE).filter(|n| *n > 0) {
        sink.push(codes::more_links(rest, nameless(prefix, "", files)));
    }
    if unread > 0 {
        sink.push(codes::too_much(unread, most, nameless(prefix, "", files)));
    }
    files.lie(first, |name| Some(root.join(name.strip_prefix(prefix)?)));
    out
}

fn with(prefix: &str, name: String) -> String {
    if prefix.is_empty() { name } else { format!("{prefix}{name}") }
}

fn nameless(prefix: &str, name: &str, files: &mut Files) -> FileId {
    files.nameless(&with(prefix, name.to_owned()))
}

/// The name of a file that is checked by itself.
fn own_name(path: &Path) -> String {
    path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
}

/// By the ending of the name; `None` for what is not data. A workbook that is open in another program
/// leaves a `~$` file beside it, which is none.
pub(super) fn ending(name: &str) -> Option<Ending> {
    let (stem, ending) = name.rsplit_once('.')?;
    let is = |e: &str| ending.eq_ignore_ascii_case(e);
    let lock = || stem.rsplit('/').next().is_some_and(|last| last.starts_with("~$"));
    match () {
        () if is("toml") => Some(Ending::Toml),
        () if is("csv") => Some(Ending::Csv),
        () if is("xlsx") && !lock() => Some(Ending::Workbook),
        () => None,
    }
}

fn role(name: &str, ending: Ending) -> Role {
    let last = name.rsplit('/').next();
    match (name, ending) {
        (_, Ending::Toml) if last == Some("soat.toml") => Role::Settings,
        ("submission.toml", Ending::Toml) => Role::Manifest,
        ("waivers.toml", Ending::Toml) => Role::Waivers,
        ("expect.toml", Ending::Toml) => Role::Expected,
        _ => Role::Data,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_beyond_the_sum_of_all_is_left_out_and_told_once() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/fuzz/toml");
        let listed = |most: u64| {
            let (mut files, mut sink) = (Files::default(), Sink::default());
            let listed = list_within(&root, "", most, &mut files, &mut sink);
            (listed.sources.len(), listed.unreadable.len(), sink.findings().len())
        };
        let all = |listed: &Listed| listed.sources.iter().map(|s| s.bytes).sum::<u64>();
        let whole = list(&root, "", &mut Files::default(), &mut Sink::default());
        let (files, bytes) = (whole.sources.len(), all(&whole));
        assert_eq!(listed(bytes), (files, 0, 0));
        assert_eq!(listed(bytes - 1), (files - 1, 1, 1));
        assert_eq!(listed(0), (0, files, 1));
    }
}
