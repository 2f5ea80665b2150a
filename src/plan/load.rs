//! The files of a plan: the root, what it uses, and overlays, each read once; libraries come before the
//! files that use them.

use rustc_hash::FxHashSet;

use crate::diag::Sink;
use crate::plan::Plan;
use crate::plan::codes::{missing, unknown_name};
use crate::plan::from_syntax::{Source, resolve};
use crate::plan::roster;
use crate::source::{Files, Place, Span};
use crate::syntax;
use crate::syntax::tree;
use crate::value::words;

/// Reads a text file by its path; or says why it cannot.
pub(crate) type Read<'a> = dyn Fn(&str) -> Result<String, String> + 'a;

/// The plan of a root file; `None` when there is none to be had, which is said in the sink.
pub(crate) fn load(
    root: &str,
    read: &Read<'_>,
    overlays: &[String],
    files: &mut Files,
    sink: &mut Sink,
) -> Option<Plan> {
    let (sources, failed) = read_all(root, read, overlays, files, sink);
    let plan = resolve(sources, sink);
    if plan.is_none() && !failed {
        let file = files.nameless(root);
        sink.push(missing::plan(root, file));
    }
    plan
}

/// The trees of a root file, of all that it uses and of overlays; and whether one of those named could not
/// be read.
pub(crate) fn read_all(
    root: &str,
    read: &Read<'_>,
    overlays: &[String],
    files: &mut Files,
    sink: &mut Sink,
) -> (Vec<Source>, bool) {
    let mut loader = Loader {
        read,
        files,
        sink,
        seen: FxHashSet::default(),
        sources: Vec::new(),
        failed: false,
    };
    loader.all(root);
    for overlay in overlays {
        loader.all(overlay);
    }
    (loader.sources, loader.failed)
}

struct Loader<'a> {
    read: &'a Read<'a>,
    files: &'a mut Files,
    sink: &'a mut Sink,
    seen: FxHashSet<String>,
    sources: Vec<Source>,
    /// A root file could not be read: that there is no plan goes without saying.
    failed: bool,
}

/// What is to be done next: a file comes after all that it uses.
enum Step {
    Open(String, Option<Span>),
    Close(Source),
}

impl Loader<'_> {
    /// A file with all it uses.
    fn all(&mut self, root: &str) {
        let root = normal(root).unwrap_or_else(|| root.to_owned());
        let mut steps = vec![Step::Open(root, None)];
        while let Some(step) = steps.pop() {
            match step {
                Step::Close(source) => self.sources.push(source),
                Step::Open(path, at) => {
                    if !self.seen.insert(path.clone()) {
                        continue;
                    }
                    let Some(source) = self.open(&path, at) else { continue };
                    let used: Vec<Step> = self.uses(&path, &source);
                    steps.push(Step::Close(source));
                    steps.extend(used.into_iter().rev());
                }
            }
        }
    }

    fn open(&mut self, path: &str, at: Option<Span>) -> Option<Source> {
        let text = match (self.read)(path) {
            Ok(text) => text,
            Err(why) => {
                self.unreadable(path, at, &why);
                return None;
            }
        };
        let file = self.files.keep_once(path, text);
        let text = self.files.kept(file);
        let tree = if has_extension(path, ".csv") {
            let items = roster::items(file, text, self.sink);
            tree::File { uses: Vec::new(), items }
        } else {
            syntax::parse(file, text, self.sink)
        };
        let root = at.is_none() && self.sources.is_empty();
        Some(Source { file, stem: stem(path), tree, root })
    }

    fn unreadable(&mut self, path: &str, at: Option<Span>, why: &str) {
        self.failed |= at.is_none();
        let mut finding = unknown_name::file(path, at, why);
        if at.is_none() {
            let text = words!("không đọc được", "cannot be read");
            finding = finding.at(Place::File(self.files.nameless(path)), text);
        }
        self.sink.push(finding);
    }

    /// The files that a file uses, beside it.
    fn uses(&mut self, path: &str, source: &Source) -> Vec<Step> {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut out = Vec::new();
        for used in &source.tree.uses {
            let known = [".plan", ".csv"].iter().any(|ext| has_extension(&used.text, ext));
            let beside = if folder.is_empty() {
                used.text.clone()
            } else {
                format!("{folder}/{}", used.text)
            };
            let inside = normal(&beside).filter(|_| !used.text.starts_with('/'));
            match inside {
                _ if !known => self.sink.push(unknown_name::extension(&used.text, used.span)),
                Some(path) => out.push(Step::Open(path, Some(used.span))),
                None => self.sink.push(unknown_name::outside(&used.text, used.span)),
            }
        }
        out
    }
}

/// Names count as they are written.
fn has_extension(path: &str, extension: &str) -> bool {
    path.len() > extension.len() && path.ends_with(extension)
}

/// A path without `.` and `..`; `None` where it leads out of the folder it is counted from.
fn normal(path: &str) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "." => {}
            "" if !parts.is_empty() => {}
            ".." if parts.last().is_none_or(|p| p.is_empty()) => return None,
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The name of a file without folder and extension.
fn stem(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_inside() {
        assert_eq!(normal("a/./b/../c.plan").as_deref(), Some("a/c.plan"));
        assert_eq!(normal("/r/a/../b.plan").as_deref(), Some("/r/b.plan"));
        assert_eq!(normal("a/../../b.plan"), None);
        assert_eq!(normal("/../b.plan"), None);
        assert_eq!(stem("rules/x/units.plan"), "units");
    }
}
