//! One change made, and the tests run on what comes of it.

use std::path::PathBuf;

use crate::diag::{Finding, Severity, Sink};
use crate::plan::{self, Plan, Source};
use crate::rulebook::Root;
use crate::source::{FileId, Files, Span, disk};
use crate::spec::bench::Bench;
use crate::spec::case::Case;
use crate::spec::folder::{self, Asked};
use crate::spec::mutate::changes::{self, Mutant, Page};
use crate::syntax::{self, tree::Kind};
use crate::value::Holidays;

/// What came of one change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Came {
    /// Some test failed.
    Noticed,
    /// Every test still passed.
    Unnoticed,
    /// What stood there was no plan any more.
    NoPlan,
}

/// A plan as it is, read once; every change starts from it.
#[derive(Debug)]
pub(super) struct Ground<'a> {
    pub(super) root: &'a Root,
    pub(super) plan: Plan,
    /// Name and text of its files, by number.
    texts: Vec<(String, String)>,
    sources: Vec<Source>,
    /// Test folders of this plan.
    folders: Vec<(&'a PathBuf, Asked)>,
    holidays: &'a Holidays,
}

impl<'a> Ground<'a> {
    pub(super) fn new(
        root: &'a Root,
        folders: &'a [PathBuf],
        holidays: &'a Holidays,
    ) -> Option<Self> {
        let (mut files, mut sink) = (Files::default(), Sink::default());
        let sources = root.sources(&mut files, &mut sink);
        let plan = plan::resolve(sources.clone(), &mut sink)?;
        let kept = (0..).map(FileId).take_while(|id| !files.name(*id).is_empty());
        let texts = kept.map(|id| (files.name(id).to_owned(), files.kept(id).to_owned()));
        let path_of = |root: &Root| PathBuf::from(root.path_of(&root.name));
        let own = folders.iter().filter_map(|folder| {
            let asked = folder::read(folder, &mut Files::default()).ok()?;
            let of = asked.root(folder).ok()?;
            disk::is_same(&path_of(&of), &path_of(root)).then_some((folder, asked))
        });
        let (texts, folders) = (texts.collect(), own.collect());
        Some(Self { root, plan, texts, sources, folders, holidays })
    }

    pub(super) fn text(&self, file: FileId) -> &str {
        self.texts.get(file.0 as usize).map_or("", |(_, text)| text)
    }

    pub(super) fn path_of(&self, file: FileId) -> String {
        self.root.path_of(self.texts.get(file.0 as usize).map_or("", |(name, _)| name))
    }

    /// Every change, in the order of the files, those of the plan's own first.
    pub(super) fn mutants(&self) -> Vec<Mutant> {
        let own = self.sources.iter().filter(|source| source.root);
        let used = self.sources.iter().filter(|source| !source.root);
        let pages: Vec<Page<'_>> = own.chain(used).map(|source| self.page(source)).collect();
        changes::all(&self.plan, &pages)
    }

    fn page<'s>(&'s self, source: &'s Source) -> Page<'s> {
        let text = self.text(source.file);
        Page { file: source.file, text, tokens: syntax::lex(text), items: &source.tree.items }
    }

    /// The tests by number; whoever notices a change is asked first about the next.
    pub(super) fn order(&self) -> Vec<usize> {
        (0..self.plan.tests.len()).collect()
    }

    /// Makes a change and runs the tests.
    pub(super) fn try_one(&self, mutant: &Mutant, order: &mut Vec<usize>) -> Came {
        let (mut files, mut sink) = (Files::default(), Sink::default());
        let sources = self.changed(mutant, &mut files, &mut sink);
        let tests = tests(&sources);
        let plan = plan::resolve(sources, &mut sink);
        let errors: Vec<Finding> = sink.take();
        let mut errors = errors.iter().filter(|f| f.severity == Severity::Error).peekable();
        let Some(plan) = plan else { return Came::NoPlan };
        if errors.peek().is_some() {
            // A test that speaks of what is not there any more has noticed.
            let only_tests = errors.all(|finding| is_in(&tests, finding));
            return if only_tests { Came::Noticed } else { Came::NoPlan };
        }
        if self.is_noticed(plan, files, order) { Came::Noticed } else { Came::Unnoticed }
    }

    /// The files with one of them edited.
    fn changed(&self, mutant: &Mutant, files: &mut Files, sink: &mut Sink) -> Vec<Source> {
        for (file, (name, text)) in (0..).map(FileId).zip(&self.texts) {
            let edit = &mutant.edit;
            let parts = (text.get(..edit.start), text.get(edit.end..));
            let (Some(before), Some(after), true) = (parts.0, parts.1, file == mutant.file) else {
                files.keep(name, text.clone());
                continue;
            };
            files.keep(name, format!("{before}{}{after}", edit.with));
        }
        let mut sources = self.sources.clone();
        for source in sources.iter_mut().filter(|source| source.file == mutant.file) {
            source.tree = syntax::parse(mutant.file, files.kept(mutant.file), sink);
        }
        sources
    }

    /// Whether any test fails. Who noticed comes to the front of the order.
    fn is_noticed(&self, plan: Plan, mut files: Files, order: &mut Vec<usize>) -> bool {
        let tests = plan.tests.clone();
        let mut bench = Bench::new(plan, self.holidays);
        let fails = |at: &usize| {
            let Some(test) = tests.get(*at) else { return true };
            let case = Case::of_item(test, &bench, self.root, &files);
            !bench.run(&case, &mut files).is_empty()
        };
        if let Some(place) = order.iter().position(fails) {
            let first = order.remove(place);
            order.insert(0, first);
            return true;
        }
        let fails = |(folder, asked): &(&PathBuf, Asked)| match asked.case(&bench, folder) {
            Ok(case) => !bench.run(&case, &mut files).is_empty(),
            Err(_) => true,
        };
        self.folders.iter().any(fails)
    }
}

/// Where the tests stand.
fn tests(sources: &[Source]) -> Vec<Span> {
    let items = sources.iter().flat_map(|source| &source.tree.items);
    items.filter(|item| item.kind == Kind::Test).map(|item| item.span).collect()
}

fn is_in(spans: &[Span], finding: &Finding) -> bool {
    let place = finding.labels.first().map(|label| label.place);
    place.is_some_and(|place| {
        let inside =
            |s: &&Span| s.file == place.file() && (s.start..s.end).contains(&place.start());
        spans.iter().any(|span| inside(&span))
    })
}
