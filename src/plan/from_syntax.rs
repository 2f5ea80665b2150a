//! From the trees of a plan and its libraries to the plan with every name resolved. What is broken is
//! said and left out; the rest goes on.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::diag::Sink;
use crate::plan::amend::Amended;
use crate::plan::carried::Listed;
use crate::plan::codes::duplicate_name;
use crate::plan::exprs::Names as ExprNames;
use crate::plan::items::{self, Head, Numbers};
use crate::plan::names::{Declared, Names};
use crate::plan::units::Tree;
use crate::plan::who::Selectors;
use crate::plan::{FigureId, Item, Plan, Rolls, Set, SetId, amend};
use crate::source::FileId;
use crate::syntax::tree::{self, Kind};
use crate::value::{Calendar, Days};

/// One file of a plan, read.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    pub(crate) file: FileId,
    /// Its name without folder and extension: numbers the assumptions of a library.
    pub(crate) stem: String,
    pub(crate) tree: tree::File,
    /// The file that was asked for.
    pub(crate) root: bool,
}

/// An item with the days it is in force.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) item: tree::Item,
    pub(crate) force: Days,
    /// Made by an amendment from an item of the same name, which keeps the name.
    pub(crate) version: bool,
}

impl Entry {
    pub(crate) fn new(item: tree::Item) -> Self {
        Self { item, force: Days::ALL, version: false }
    }
}

/// The work at hand: the plan so far, and what its names stand for.
#[derive(Debug)]
pub(crate) struct Resolver<'a> {
    pub(crate) plan: Plan,
    pub(crate) names: Names<'a>,
    pub(crate) numbers: Numbers,
    /// The kinds that units have.
    pub(crate) kinds: Vec<String>,
    pub(crate) interned: FxHashMap<Set, SetId>,
    /// By group.
    pub(crate) selectors: Vec<Selectors>,
    /// For each rule: the table whose rows it is about.
    pub(crate) rows_of: Vec<Option<String>>,
    /// What each duty carries as written.
    pub(crate) listed: Vec<Vec<Listed>>,
    pub(crate) expr_names: ExprNames,
    /// Figures that have an `equals`.
    pub(crate) with_formula: FxHashSet<FigureId>,
    /// Some unit has an error: that a group is empty may follow from it.
    pub(crate) units_broken: bool,
    /// Names looked through for the nearest so far.
    pub(crate) compared: usize,
    pub(crate) sink: &'a mut Sink,
}

/// The plan of these files; `None` when none of them holds one.
pub(crate) fn resolve(sources: Vec<Source>, sink: &mut Sink) -> Option<Plan> {
    let (plan, file) = the_plan(&sources, sink)?;
    let numbers = numbered(&sources, file, &plan.name.text);
    let mut entries = Vec::with_capacity(sources.iter().map(|s| s.tree.items.len()).sum());
    for source in sources {
        entries.extend(source.tree.items.into_iter().map(Entry::new));
    }
    let Amended { entries, applied } = amend::apply(entries, &plan, sink);
    let own = |e: &&Entry| e.item.kind == Kind::Plan && e.item.name.span == plan.name.span;
    let head = entries.iter().find(own).map_or_else(|| plan.clone(), |e| e.item.clone());
    let mut resolver = Resolver {
        plan: empty(item_of(&Entry::new(head.clone()), &numbers), file),
        names: Names::default(),
        numbers,
        kinds: Vec::new(),
        interned: FxHashMap::default(),
        selectors: Vec::new(),
        rows_of: Vec::new(),
        listed: Vec::new(),
        expr_names: ExprNames::default(),
        with_formula: FxHashSet::default(),
        units_broken: false,
        compared: 0,
        sink,
    };
    let entries = resolver.declare(&entries);
    resolver.run(&head, &entries);
    resolver.plan.amendments =
        applied.iter().map(|i| item_of(&Entry::new(i.clone()), &resolver.numbers)).collect();
    Some(resolver.plan)
}

/// The one `plan` among the items, and its file: that of the root before any other.
fn the_plan(sources: &[Source], sink: &mut Sink) -> Option<(tree::Item, FileId)> {
    let items = sources.iter().flat_map(|s| s.tree.items.iter().map(move |i| (i, s)));
    let plans: Vec<_> = items.filter(|(i, _)| i.kind == Kind::Plan).collect();
    let (plan, source) = plans.iter().find(|(_, s)| s.root).or(plans.first())?;
    for (other, _) in plans.iter().filter(|(i, _)| i.name.span != plan.name.span) {
        sink.push(duplicate_name::plan(other.name.span, plan.name.span));
    }
    Some(((*plan).clone(), source.file))
}

/// Numbers all assumptions: those of the plan's own file by the plan, of a library by its file.
fn numbered(sources: &[Source], file: FileId, plan: &str) -> Numbers {
    let mut numbers = Numbers::default();
    for source in sources {
        let owner = if source.file == file { plan } else { &source.stem };
        items::number(&source.tree.items, owner, &mut numbers);
    }
    numbers
}

fn empty(item: Item, file: FileId) -> Plan {
    Plan {
        item,
        file,
        number: None,
        province: None,
        issued: None,
        runs: None,
        first: None,
        implements: Vec::new(),
        replaces: Vec::new(),
        about: None,
        calendar: Calendar::CIVIL,
        judged_by_signed: false,
        rolls: Rolls::No,
        units: Vec::new(),
        groups: Vec::new(),
        phases: Vec::new(),
        events: Vec::new(),
        indicators: Vec::new(),
        tables: Vec::new(),
        duties: Vec::new(),
        rules: Vec::new(),
        notes: Vec::new(),
        sets: Vec::new(),
        amendments: Vec::new(),
        tests: Vec::new(),
        tree: Tree::default(),
        named: FxHashSet::default(),
    }
}

/// The item of an entry.
pub(crate) fn item_of(entry: &Entry, numbers: &Numbers) -> Item {
    let tree = &entry.item;
    let head = Head {
        kind: tree.kind,
        name: &tree.name,
        label: tree.label.as_ref(),
        doc: tree.doc.as_ref(),
        force: entry.force,
    };
    items::item(head, &tree.clauses, numbers)
}

/// The list of a plan that items of a kind are in; kinds that share one have the same number.
const fn list_of(kind: Kind) -> usize {
    match kind {
        Kind::Unit => 0,
        Kind::Group => 1,
        Kind::Phase | Kind::Baseline => 2,
        Kind::Event => 3,
        Kind::Indicator => 4,
        Kind::Table => 5,
        Kind::Report | Kind::Deliver | Kind::Task => 6,
        Kind::Target | Kind::Limit | Kind::Check => 7,
        Kind::Plan | Kind::Note | Kind::Amend | Kind::Test => 8,
    }
}

impl<'a> Resolver<'a> {
    /// Declares every name; the entries that are to be resolved, without the incomplete and the second
    /// of a name.
    fn declare(&mut self, entries: &'a [Entry]) -> Vec<&'a Entry> {
        let mut next = [0_u32; 9];
        let mut kept = Vec::with_capacity(entries.len());
        for entry in entries {
            let (kind, name) = (entry.item.kind, &entry.item.name);
            self.note_kinds(&entry.item);
            let slot = next.get_mut(list_of(kind));
            let id = slot.as_ref().filter(|_| !entry.item.incomplete).map(|n| **n);
            if !entry.version {
                let first = self.names.declare(name, Declared { kind, id, span: name.span });
                if let Some(first) = first {
                    // A second plan has been reported as such.
                    if kind != Kind::Plan {
                        let is = (first.kind, first.span);
                        self.sink.push(duplicate_name::item(&name.text, name.span, is));
                    }
                    continue;
                }
            }
            if let (Some(slot), Some(_)) = (slot, id) {
                *slot += 1;
                kept.push(entry);
            }
        }
        kept
    }

    /// Kinds count even where the unit is incomplete.
    fn note_kinds(&mut self, item: &tree::Item) {
        if item.kind != Kind::Unit {
            return;
        }
        self.units_broken |= item.incomplete;
        let kind = items::one!(item.clauses, "kind", tree::Args::Name(n) => n);
        if let Some(kind) = kind
            && !self.kinds.contains(&kind.text)
        {
            self.kinds.push(kind.text.clone());
        }
    }

    /// The stages, in the order in which they need each other.
    fn run(&mut self, head: &tree::Item, entries: &[&Entry]) {
        let of = |list: usize| {
            let all = entries.iter().copied();
            all.filter(move |e| list_of(e.item.kind) == list)
        };
        self.plan_times(head);
        self.phases(of(2));
        self.units(of(0));
        self.plan_units(head);
        self.events(of(3));
        self.groups(of(1));
        self.signatures(of(4), of(5));
        self.rules_declared(of(7));
        self.figures(of(4));
        self.tables(of(5));
        self.duties(of(6));
        self.rules(of(7));
        self.carry();
        self.notes(of(8).filter(|e| e.item.kind == Kind::Note));
        // What only a test names is used by nothing.
        let named = self.plan.named.clone();
        self.tests(of(8).filter(|e| e.item.kind == Kind::Test));
        self.plan.named = named;
        self.cut_circles();
        self.report_empty();
    }

    /// The item of an entry.
    pub(crate) fn item(&self, entry: &Entry) -> Item {
        item_of(entry, &self.numbers)
    }
}
