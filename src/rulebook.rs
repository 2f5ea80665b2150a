//! Floor 8: which plan files a run is held against: those named, else the built-in ones.

use std::path::{Path, PathBuf};

use crate::builtin;
use crate::diag::Sink;
use crate::error::Error;
use crate::plan::{self, Plan, Source};
use crate::source::{FileId, Files, disk};
use crate::syntax::{self, tree};
use crate::value::{Holidays, Lang, Words, fold};

/// A file with a `plan` item.
#[derive(Debug, Clone)]
pub(crate) struct Root {
    /// As messages name it.
    pub(crate) name: String,
    pub(crate) id: String,
    pub(crate) number: Option<String>,
    shelf: Shelf,
}

/// Where its files are.
#[derive(Debug, Clone)]
enum Shelf {
    BuiltIn,
    /// Names are below this folder.
    Folder(PathBuf),
}

/// Data that lie beside a plan file.
#[derive(Debug)]
pub(crate) enum Beside {
    Folder(PathBuf),
    /// Names and texts.
    BuiltIn(Vec<(String, String)>),
    Nothing,
}

/// The days off that are built in.
pub(crate) fn holidays() -> Holidays {
    Holidays::parse(builtin::HOLIDAYS)
}

/// The plans of some paths; without a path, the built-in ones.
///
/// `wanted`: one of them will be looked for by its id or number.
pub(crate) fn roots(paths: &[PathBuf], wanted: bool) -> Result<Vec<Root>, Error> {
    if paths.is_empty() {
        let plans = builtin::FILES.iter().filter(|(name, _)| is_plan(name));
        let shelf = |name: &str| (format!("rules/{name}"), Shelf::BuiltIn);
        return Ok(plans.filter_map(|(name, text)| root(shelf(name), text)).collect());
    }
    let mut out = Vec::new();
    for path in paths {
        below(path, paths.len() > 1 || wanted, &mut out)?;
    }
    if out.is_empty() {
        let names: Vec<String> = paths.iter().map(|p| p.display().to_string()).collect();
        return Err(Error::Rules(words_of_none(&names.join(", "))));
    }
    Ok(out)
}

fn words_of_none(paths: &str) -> String {
    format!("không thấy kế hoạch nào trong / no plan in {paths}")
}

/// `look`: into a file that is named by itself too, for the id and number of its plan.
fn below(path: &Path, look: bool, out: &mut Vec<Root>) -> Result<(), Error> {
    let unreadable = |why: String| Error::Unreadable { path: path.to_owned(), why };
    if !disk::is_folder(path) {
        let text = disk::read_text(path).map_err(|e| unreadable(e.to_string()))?;
        // A file named by the user is taken even when its `plan` is not understood: its mistakes are told.
        let (name, shelf) = place(path);
        let unread =
            Root { name: name.clone(), id: String::new(), number: None, shelf: shelf.clone() };
        out.push(if look { root((name, shelf), &text).unwrap_or(unread) } else { unread });
        return Ok(());
    }
    for met in disk::walk(path) {
        if let disk::Met::File { path: file, name, .. } = met
            && is_plan(&name)
            && let Ok(text) = disk::read_text(&file)
        {
            out.extend(root((name, Shelf::Folder(path.to_owned())), &text));
        }
    }
    Ok(())
}

fn is_plan(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|ending| ending == "plan")
}

/// The name of a file for messages, and the folder it is read from.
fn place(path: &Path) -> (String, Shelf) {
    let plain = path.components().all(|c| matches!(c, std::path::Component::Normal(_)));
    if plain {
        let parts: Vec<_> = path.components().map(|c| c.as_os_str().to_string_lossy()).collect();
        return (parts.join("/"), Shelf::Folder(PathBuf::new()));
    }
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    (name, Shelf::Folder(path.parent().unwrap_or(Path::new("")).to_owned()))
}

/// A root if the text has a plan item; mistakes are told later, when it is loaded.
fn root((name, shelf): (String, Shelf), text: &str) -> Option<Root> {
    if !text.contains("plan") {
        return None;
    }
    let tree = syntax::parse(FileId::NONE, text, &mut Sink::default());
    let item = tree.items.iter().find(|i| i.kind == tree::Kind::Plan)?;
    let number = item.clauses.iter().find_map(|c| match &c.args {
        tree::Args::TextOrOpen(tree::Open::Is(text)) if c.head == "number" => {
            Some(text.text.clone())
        }
        _ => None,
    });
    Some(Root { name, id: item.name.text.clone(), number, shelf })
}

/// Whether a path is a file that amends a plan and holds none.
pub(crate) fn amends(path: &Path) -> bool {
    let text = if disk::is_folder(path) { None } else { disk::read_text(path).ok() };
    let Some(text) = text.filter(|text| text.contains("amend")) else { return false };
    let tree = syntax::parse(FileId::NONE, &text, &mut Sink::default());
    let has = |kind| tree.items.iter().any(|i| i.kind == kind);
    has(tree::Kind::Amend) && !has(tree::Kind::Plan)
}

/// Those that `wanted` names, by id or number; all where nothing is wanted.
pub(crate) fn named(roots: Vec<Root>, wanted: Option<&str>) -> Result<Vec<Root>, Error> {
    let Some(wanted) = wanted else { return Ok(roots) };
    let key = fold::key(wanted);
    let is = |r: &Root| {
        r.id == wanted || r.number.as_deref().is_some_and(|n| n == wanted || fold::key(n) == key)
    };
    let known: Vec<String> = roots.iter().map(Root::show).collect();
    let found: Vec<Root> = roots.into_iter().filter(is).collect();
    if found.is_empty() {
        return Err(Error::Usage(unknown(wanted, &known)));
    }
    Ok(found)
}

/// What to say when nothing tells which plan is meant.
pub(crate) fn which(roots: &[Root]) -> String {
    let known: Vec<String> = roots.iter().map(Root::show).collect();
    let known = known.join(", ");
    format!(
        "chưa rõ đối chiếu với kế hoạch nào: thêm --plan, hoặc ghi plan trong submission.toml; có: {known} / which plan is meant? add --plan, or plan in submission.toml"
    )
}

/// What to say of a paper that fits several plans, or none.
pub(crate) fn which_knows(known: &[Root], roots: &[Root]) -> String {
    let list = |roots: &[Root]| roots.iter().map(Root::show).collect::<Vec<_>>().join(", ");
    if known.is_empty() {
        let all = list(roots);
        return format!(
            "không kế hoạch nào nhận ra báo cáo này: xem lại from, kind, period, hoặc thêm --plan; có: {all} / no plan knows this report: look at from, kind and period, or add --plan; there are: {all}"
        );
    }
    let known = list(known);
    format!(
        "báo cáo này hợp với nhiều kế hoạch, hãy thêm --plan: {known} / the report fits several plans, add --plan: {known}"
    )
}

fn unknown(wanted: &str, known: &[String]) -> String {
    let known = known.join(", ");
    let words = Words::new(|l| match l {
        Lang::Vi => format!("không có kế hoạch `{wanted}`; có: {known}"),
        Lang::En => format!("there is no plan `{wanted}`; there are: {known}"),
    });
    format!("{} / {}", words.vi, words.en)
}

impl Root {
    /// Where a file of the plan lies, for a reader.
    pub(crate) fn path_of(&self, name: &str) -> String {
        match &self.shelf {
            Shelf::BuiltIn => name.to_owned(),
            Shelf::Folder(folder) => folder.join(name).to_string_lossy().into_owned(),
        }
    }

    /// Where a file of the plan lies, or one that is laid over it; `None` for what is built in.
    fn place_of(&self, name: &str, overlays: &[String]) -> Option<PathBuf> {
        match &self.shelf {
            _ if overlays.iter().any(|o| o.trim_start_matches("./") == name) => Some(name.into()),
            Shelf::BuiltIn => None,
            Shelf::Folder(folder) => Some(folder.join(name)),
        }
    }

    /// A folder beside a file of the plan.
    pub(crate) fn beside(&self, name: &str, folder: &str) -> Beside {
        let inside = |c: std::path::Component<'_>| matches!(c, std::path::Component::Normal(_));
        if !Path::new(folder).components().all(inside) {
            return Beside::Nothing;
        }
        match &self.shelf {
            Shelf::Folder(shelf) => {
                let path = shelf.join(name).with_file_name(folder);
                if disk::is_folder(&path) { Beside::Folder(path) } else { Beside::Nothing }
            }
            Shelf::BuiltIn => {
                let name = name.strip_prefix("rules/").unwrap_or(name);
                let below = name.rsplit_once('/').map_or("", |(above, _)| above);
                let texts = builtin::test_data(&format!("{below}/{folder}"));
                if texts.is_empty() { Beside::Nothing } else { Beside::BuiltIn(texts) }
            }
        }
    }

    fn show(&self) -> String {
        match &self.number {
            Some(number) => format!("{} ({number})", self.id),
            None => self.id.clone(),
        }
    }

    /// The plan with all that it uses, and overlays laid over it.
    pub(crate) fn load(
        &self,
        overlays: &[PathBuf],
        files: &mut Files,
        sink: &mut Sink,
    ) -> Option<Plan> {
        let overlay_names: Vec<String> =
            overlays.iter().map(|p| p.to_string_lossy().into_owned()).collect();
        let read = |name: &str| {
            if overlay_names.iter().any(|o| o.trim_start_matches("./") == name) {
                return disk::read_text(Path::new(name)).map_err(|e| e.to_string());
            }
            self.read(name)
        };
        let first = files.next();
        let plan = plan::load(&self.name, &read, &overlay_names, files, sink);
        files.lie(first, |name| self.place_of(name, &overlay_names));
        plan
    }

    /// The trees of its files, not yet resolved.
    pub(crate) fn sources(&self, files: &mut Files, sink: &mut Sink) -> Vec<Source> {
        plan::read_all(&self.name, &|name: &str| self.read(name), &[], files, sink).0
    }

    /// The text of a file of the plan, or of one beside it.
    pub(crate) fn read(&self, name: &str) -> Result<String, String> {
        match &self.shelf {
            Shelf::BuiltIn => {
                let below = name.strip_prefix("rules/").unwrap_or(name);
                builtin::read(below).map(str::to_owned).ok_or_else(|| "not built in".to_owned())
            }
            Shelf::Folder(folder) if name == self.name => {
                disk::read_text(&folder.join(name)).map_err(|e| e.to_string())
            }
            Shelf::Folder(folder) => disk::read_text_below(folder, name).map_err(|e| e.to_string()),
        }
    }
}
