//! Which files of a folder look like data. Links are not followed, and nothing that looks like data is
//! passed over in silence.

use std::path::Path;

use crate::diag::Sink;
use crate::source::bounds::{MOST_ALIKE, MOST_FILES};
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
    let met = disk::walk(root);
    let first = files.next();
    let mut links = 0_usize;
    let mut out = Listed { sources: Vec::with_capacity(met.len()), unreadable: Vec::new() };
    for met in met {
        match met {
            Met::File { path, name, bytes } => {
                let name = if name.is_empty() { own_name(&path) } else { name };
                let Some(ending) = ending(&name) else { continue };
                let role = role(&name, ending);
                let file = files.on_disk(&with(prefix, name), path.clone(), bytes);
                out.sources.push(Source { file, path, bytes, ending, role, kept: None });
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
