//! Binds the files of a submission to the plans: which file is of which plan, and in which order.
//!
//! Reports and documents come first, then the figures and rows of tables, which belong to them.

use std::path::{Component, Path};

use rustc_hash::FxHashSet;

use crate::diag::Sink;
use crate::facts::binder::{Binder, Piece};
use crate::facts::choice::Choices;
use crate::facts::codes::{self, NOT_NORMALISED, Part, Space};
use crate::facts::forms::{self, Form};
use crate::facts::homes::Homes;
use crate::facts::manifest::{self, Manifest};
use crate::facts::voice::Voice;
use crate::facts::{Facts, revisions};
use crate::plan::{Lookup, Plan, UnitRef};
use crate::source::{FileId, Files, disk};
use crate::table::csv;
use crate::table::toml::Document;
use crate::table::{self, Ending, Listed, Role, Source};
use crate::value::fold;

/// What a folder holds, before any plan is known.
#[derive(Debug, Default)]
pub(crate) struct Data {
    pub(crate) manifest: Manifest,
    listed: Listed,
    /// The folder of an earlier time.
    earlier: Listed,
    /// It is one paper, not a folder.
    alone: bool,
}

impl Data {
    /// How many files will be read.
    pub(crate) fn files(&self) -> usize {
        self.earlier.sources.len() + self.listed.sources.len()
    }
}

/// Lists a folder and reads its manifest.
pub(crate) fn open(root: &Path, files: &mut Files, sink: &mut Sink) -> Data {
    let mut listed = table::list(root, "", files, sink);
    let manifest = manifest::read(&listed.sources, sink).unwrap_or_else(|file| {
        listed.unreadable.push(file);
        Manifest::default()
    });
    let earlier = earlier(root, &manifest, files, sink);
    Data { manifest, listed, earlier, alone: false }
}

/// The same with papers beside the folder that stand in no file; without a folder, these alone.
pub(crate) fn open_with(
    root: Option<&Path>,
    papers: Vec<(FileId, Vec<u8>)>,
    files: &mut Files,
    sink: &mut Sink,
) -> Data {
    let mut data = root.map(|root| open(root, files, sink)).unwrap_or_default();
    let papers = papers.into_iter().map(|(file, held)| Source::kept(file, files.name(file), held));
    data.listed.sources.extend(papers);
    data
}

/// One paper by itself: nothing is owed but what it serves.
pub(crate) fn alone(file: FileId, held: Vec<u8>) -> Data {
    let mut data = Data { alone: true, ..Data::default() };
    data.listed.sources.push(Source::kept(file, "", held));
    data
}

fn earlier(root: &Path, manifest: &Manifest, files: &mut Files, sink: &mut Sink) -> Listed {
    let Some(name) = &manifest.earlier else { return Listed::default() };
    let path = Path::new(&name.text);
    let begins_here = |c: Component<'_>| {
        matches!(c, Component::Normal(_) | Component::CurDir | Component::ParentDir)
    };
    let folder = root.join(path);
    let relative = path.components().all(begins_here);
    if relative && !disk::is_folder(&folder) {
        sink.push(table::no_folder(&name.text, name.at));
        return Listed::default();
    }
    if !relative || !disk::is_beside(&folder, root) {
        sink.push(table::not_beside(&name.text, name.at));
        return Listed::default();
    }
    let prefix = format!("{}/", name.text.trim_end_matches('/'));
    table::list(&folder, &prefix, files, sink)
}

/// Reads all files and binds them: the facts of each plan, in the order of the plans.
pub(crate) fn bind(plans: &[(&Plan, &Lookup)], data: &Data, sink: &mut Sink) -> Vec<Facts> {
    let binders = plans.iter().map(|(plan, lookup)| Binder::new(plan, lookup)).collect();
    let mut binding = Binding {
        binders,
        default: 0,
        unreadable: Vec::new(),
        buffer: Vec::new(),
        last: (String::new(), None),
        strange: FxHashSet::default(),
    };
    binding.scope(&data.manifest, sink);
    binding.folder(&data.earlier, true, sink);
    binding.folder(&data.listed, false, sink);
    let mut all = Vec::new();
    for mut binder in binding.binders {
        revisions::mark(&mut binder.facts);
        binder.facts.unreadable.clone_from(&binding.unreadable);
        binder.facts.scope.alone = data.alone;
        all.push(binder.facts);
    }
    all
}

/// All plans of a run while the files are read.
#[derive(Debug)]
pub(crate) struct Binding<'p> {
    pub(crate) binders: Vec<Binder<'p>>,
    /// The plan of what names none: the manifest's, else the first.
    pub(crate) default: usize,
    unreadable: Vec<FileId>,
    buffer: Vec<u8>,
    /// The plan that was named last, and which it is.
    last: (String, Option<usize>),
    /// Plans that were named and are not here.
    strange: FxHashSet<String>,
}

impl<'p> Binding<'p> {
    /// The plan that a filing belongs to. What names none goes to the plan that knows its kind.
    pub(crate) fn route(
        &mut self,
        named: Option<Piece<'_>>,
        knows: impl Fn(&Lookup) -> bool,
        voice: &mut Voice<'_>,
    ) -> Option<usize> {
        let Some(name) = named else { return Some(self.owner_at(knows)) };
        if self.last.0 != name.text {
            let found = self.plan_named(name, voice);
            self.last = (name.text.to_owned(), found);
        }
        // A thousand reports of another plan are one mistake, and it is told at the first.
        if self.last.1.is_none() && self.strange.insert(name.text.to_owned()) {
            let finding = || codes::unknown(Space::Plan, name.text, &[], name.at);
            voice.say(Space::Plan.code(), finding);
        }
        self.last.1
    }

    /// The plan of a name, where that needs no looking up.
    pub(crate) fn route_as_before(&self, name: &str) -> Option<usize> {
        if name.is_empty() {
            return Some(self.default).filter(|_| self.binders.len() == 1);
        }
        self.last.1.filter(|_| self.last.0 == name)
    }

    fn plan_named(&self, name: Piece<'_>, voice: &mut Voice<'_>) -> Option<usize> {
        let plans = || self.binders.iter().map(|b| b.plan);
        let exact = |p: &Plan| p.number.as_deref() == Some(name.text) || p.item.id == name.text;
        if let Some(at) = plans().position(exact) {
            return Some(at);
        }
        let key = fold::key(name.text);
        let folded = |p: &Plan| {
            let names = [p.number.as_deref(), Some(&*p.item.id), Some(&*p.item.label)];
            names.iter().flatten().any(|n| fold::key(n) == key)
        };
        let at = plans().position(folded)?;
        let meant = self.binders.get(at).map_or("", |b| b.plan.name());
        voice.once(&NOT_NORMALISED, name.text, || codes::not_normalised(name.text, meant, name.at));
        Some(at)
    }

    fn owner_at(&self, knows: impl Fn(&Lookup) -> bool) -> usize {
        if self.binders.len() < 2 || self.binders.get(self.default).is_some_and(|b| knows(b.lookup))
        {
            return self.default;
        }
        self.binders.iter().position(|b| knows(b.lookup)).unwrap_or(self.default)
    }

    /// The plan that knows a name, else the one of what names none.
    pub(crate) fn owner(&mut self, knows: impl Fn(&Lookup) -> bool) -> Option<&mut Binder<'p>> {
        let at = self.owner_at(knows);
        self.binders.get_mut(at)
    }

    pub(crate) fn is_earlier(&self) -> bool {
        self.binders.iter().any(|b| b.earlier)
    }

    /// The plan and the scope that the manifest names.
    fn scope(&mut self, manifest: &Manifest, sink: &mut Sink) {
        let Some(file) = manifest.file else { return };
        let mut voice = Voice::new(file, sink);
        if let Some(plan) = &manifest.plan {
            let name = Piece { text: &plan.text, at: plan.at };
            if let Some(at) = self.route(Some(name), |_| false, &mut voice) {
                self.default = at;
            }
        }
        let Some(binder) = self.binders.get_mut(self.default) else { return };
        for unit in &manifest.units {
            let name = Piece { text: &unit.text, at: unit.at };
            binder.scope_unit(name, &mut voice);
        }
        for period in &manifest.periods {
            let when = binder.when(Piece { text: &period.text, at: period.at }, &mut voice);
            binder.facts.scope.periods.extend(when);
        }
    }

    /// All files of one folder.
    fn folder(&mut self, listed: &Listed, earlier: bool, sink: &mut Sink) {
        for binder in &mut self.binders {
            binder.earlier = earlier;
        }
        self.unreadable.extend(&listed.unreadable);
        let mut later = Vec::new();
        for source in &listed.sources {
            let readable = match (source.ending, source.role) {
                (_, Role::Manifest | Role::Expected | Role::Settings) => true,
                (_, Role::Waivers) if earlier => true,
                (Ending::Toml, _) => self.toml(source, sink),
                (Ending::Csv, _) => match self.filings(source, sink) {
                    Some(done) => {
                        if !done {
                            later.push(source);
                        }
                        true
                    }
                    None => false,
                },
                (Ending::Workbook, _) => {
                    sink.push(table::workbook(source.file));
                    false
                }
            };
            if !readable {
                self.unreadable.push(source.file);
            }
        }
        self.figures(&later, sink);
    }

    fn toml(&mut self, source: &Source, sink: &mut Sink) -> bool {
        let mut buffer = std::mem::take(&mut self.buffer);
        let readable = match table::text(source, &mut buffer, sink) {
            Some(text) => match Document::parse(source.file, text, sink) {
                Some(document) => {
                    let mut voice = Voice::new(source.file, sink);
                    match source.role {
                        Role::Waivers => self.waivers(&document, &mut voice),
                        Role::Data | Role::Manifest | Role::Expected | Role::Settings => {
                            self.toml_file(&document, &mut voice);
                        }
                    }
                    true
                }
                None => false,
            },
            None => false,
        };
        self.buffer = buffer;
        readable
    }

    /// A table of reports or documents; `Some(false)`: another one, whose turn comes later.
    fn filings(&mut self, source: &Source, sink: &mut Sink) -> Option<bool> {
        let mut rows = csv::open(source, sink)?;
        let header = rows.header(sink)?;
        let binder = self.binders.get(self.default)?;
        let Some(form) = forms::form(header, binder) else {
            sink.push(table::header_unknown(header.at()));
            return None;
        };
        if let Some((name, again)) = form.twice(header) {
            sink.push(table::column_twice(name, again));
            return None;
        }
        let mut voice = Voice::new(source.file, sink);
        form.tell(header, binder, &mut voice);
        if !form.is_filings() {
            return Some(false);
        }
        let marks: Vec<Mark> = self.binders.iter().map(|b| Mark::of(&b.facts)).collect();
        match &form {
            Form::Documents(slots) => self.heads(&mut rows, slots, Part::Document, &mut voice),
            Form::Reports(slots) => self.heads(&mut rows, slots, Part::Report, &mut voice),
            Form::Figures(_) | Form::Rows(..) => {}
        }
        if is_whole(&rows, source, &mut voice) {
            return Some(true);
        }
        for (binder, mark) in self.binders.iter_mut().zip(marks) {
            mark.rewind(&mut binder.facts);
        }
        None
    }

    /// Tables of figures and of rows, now that all reports are known.
    fn figures(&mut self, sources: &[&Source], sink: &mut Sink) {
        let Some(binder) = self.binders.get_mut(self.default) else { return };
        if sources.is_empty() {
            return;
        }
        // No report comes any more: what was worked out for them gives its memory back.
        binder.choices = Choices::default();
        let homes = Homes::new(&binder.facts);
        for source in sources {
            let mark = Mark::of(&binder.facts);
            if !figures_of(binder, source, &homes, sink) {
                mark.rewind(&mut binder.facts);
                self.unreadable.push(source.file);
            }
        }
    }
}

/// One table of figures or rows; `false` when it could not be read to its end.
fn figures_of(binder: &mut Binder<'_>, source: &Source, homes: &Homes, sink: &mut Sink) -> bool {
    let Some(mut rows) = csv::open(source, sink) else { return false };
    let Some(header) = rows.header(sink) else { return false };
    let (width, form) = (header.len(), forms::form(header, binder));
    let mut voice = Voice::new(source.file, sink);
    match form {
        Some(Form::Figures(columns)) => {
            binder.figures(&mut rows, (width, columns), homes, &mut voice);
        }
        Some(Form::Rows(table, slots)) => {
            binder.table_rows(&mut rows, (table, &slots), homes, &mut voice);
        }
        Some(Form::Reports(_) | Form::Documents(_)) | None => {}
    }
    is_whole(&rows, source, &mut voice)
}

/// Whether a table was read to its end, and is as long as when it was listed.
fn is_whole<R: std::io::Read>(rows: &csv::Rows<R>, source: &Source, voice: &mut Voice<'_>) -> bool {
    match rows.failed() {
        Some(error) => {
            if error.kind() != std::io::ErrorKind::InvalidData {
                voice.sink.push(table::not_opened(error, source.file));
            }
            false
        }
        None if rows.is_at_end() && rows.bytes() != source.bytes => {
            voice.sink.push(table::changed(source.file));
            false
        }
        None => true,
    }
}

/// How far the facts went before a file: what is broken half-way leaves nothing behind.
struct Mark {
    filings: usize,
    more: usize,
    cells: usize,
    rows: usize,
    held: usize,
}

impl Mark {
    fn of(facts: &Facts) -> Self {
        Self {
            filings: facts.filings.len(),
            more: facts.more.len(),
            cells: facts.cells.len(),
            rows: facts.rows.len(),
            held: facts.held.len(),
        }
    }

    fn rewind(&self, facts: &mut Facts) {
        facts.truncate_filings(self.filings, self.more);
        facts.cells.truncate(self.cells);
        facts.rows.truncate(self.rows);
        facts.held.truncate(self.held);
    }
}

impl Binder<'_> {
    /// A unit or a group to which the submission is limited.
    fn scope_unit(&mut self, name: Piece<'_>, voice: &mut Voice<'_>) {
        if let Some(id) = self.lookup.find_group(name.text).one() {
            let members = self.plan.resolve(UnitRef::Group(id), None);
            self.facts.scope.units.extend(members);
            return;
        }
        let unit = self.unit(name, None, voice);
        self.facts.scope.units.extend(unit);
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "the disk is changed under the reader's hands")]

    use std::fs;
    use std::path::PathBuf;

    use super::*;
    use crate::plan;

    const PLAN: &str = "plan p \"P\" { runs 2018 }
        unit a \"A\" { kind x }
        indicator vu \"Số vụ\" { count flow }
        report bc \"B\" { from a; every quarter; carries vu }\n";

    /// What is found when the folder changes between its listing and its reading: the file `x.toml` or `x.csv`
    /// beside a sound table.
    fn found(name: &str, change: impl Fn(&Path)) -> Vec<String> {
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/tmp").join(name);
        fs::remove_dir_all(&root).ok();
        fs::create_dir_all(root.join("d")).unwrap();
        let table = "unit,period,indicator,value\na,2018-Q1,vu,3\n";
        fs::write(root.join("good.csv"), table).unwrap();
        fs::write(root.join("d/x.csv"), table.replace("Q1", "Q2")).unwrap();
        fs::write(root.join("d/x.toml"), "[report]\nfrom = \"a\"\nperiod = \"2018-Q1\"\n").unwrap();
        let (mut files, mut sink) = (Files::default(), Sink::default());
        let read = |_: &str| Ok(PLAN.to_owned());
        let plan = plan::load("p.plan", &read, &[], &mut files, &mut sink).unwrap();
        let data = open(&root, &mut files, &mut sink);
        change(&root.join("d"));
        let facts = bind(&[(&plan, &Lookup::new(&plan))], &data, &mut sink);
        assert!(!facts[0].cells.is_empty(), "the sound table is read");
        assert_eq!(facts[0].unreadable.len(), sink.findings().len());
        let told = |f: &crate::diag::Finding| {
            let file = f.labels.first().map_or("", |label| files.name(label.place.file()));
            format!("{file}: {}: {}", f.code.name, f.message.en)
        };
        sink.findings().iter().map(told).collect()
    }

    #[test]
    fn a_file_that_vanishes_is_one_finding() {
        let gone = |at: &Path| fs::remove_file(at.join("x.toml")).unwrap();
        let said = "data/unreadable: the file is no longer there";
        assert_eq!(found("gone-toml", gone), [format!("d/x.toml: {said}")]);
        let gone = |at: &Path| fs::remove_file(at.join("x.csv")).unwrap();
        assert_eq!(found("gone-csv", gone), [format!("d/x.csv: {said}")]);
        let gone = |at: &Path| fs::remove_dir_all(at).unwrap();
        assert_eq!(found("gone-folder", gone).len(), 2);
    }

    #[test]
    fn a_file_that_changes_is_one_finding() {
        let said = "data/unreadable: the file changed while it was being read";
        let more = |at: &Path| fs::write(at.join("x.toml"), "[report]\nfrom = \"a\"\n#\n").unwrap();
        assert_eq!(found("changed-toml", more), [format!("d/x.toml: {said}")]);
        let more =
            |at: &Path| fs::write(at.join("x.csv"), "unit,period,indicator,value\n").unwrap();
        assert_eq!(found("changed-csv", more), [format!("d/x.csv: {said}")]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_took_the_place_of_a_file_is_not_followed() {
        let link = |at: &Path| {
            fs::rename(at.join("x.csv"), at.join("y.csv")).unwrap();
            std::os::unix::fs::symlink("y.csv", at.join("x.csv")).unwrap();
        };
        let said = "d/x.csv: data/unreadable: the file cannot be read (invalid input parameter)";
        assert_eq!(found("link-csv", link), [said]);
    }
}
