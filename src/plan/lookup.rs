//! What the names in the data stand for: ids, labels and aliases, exactly or after folding. Built once
//! from a plan; an exact name costs one look-up.

use std::cell::OnceCell;

use indexmap::IndexMap;
use indexmap::map::Entry;
use rustc_hash::{FxBuildHasher, FxHashSet};

use crate::plan::{
    ColumnId, DutyId, EventId, FigureId, GroupId, Item, PhaseId, Plan, TableId, UnitId,
};
use crate::syntax::tree::Kind;
use crate::value::{Date, Days, fold};

/// What a text was found to name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Found<T> {
    /// The id, the label or an alias, as it is written.
    Exact(T),
    /// The same after folding marks, case and spelling: a note.
    Folded(T),
    /// Several that exist together.
    Ambiguous(Vec<T>),
    /// Nothing. The search for the nearest names costs far more than this: see `Lookup::near`.
    Unknown,
}

/// A list of names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NameSpace {
    Units,
    Duties,
    Tasks,
    Figures,
    Tables,
    Columns(TableId),
    Events,
}

impl<T: Copy> Found<T> {
    /// All that may be meant.
    pub(crate) fn all(self) -> Vec<T> {
        match self {
            Self::Exact(id) | Self::Folded(id) => vec![id],
            Self::Ambiguous(all) => all,
            Self::Unknown => Vec::new(),
        }
    }

    /// The one thing found, however it was written.
    pub(crate) fn one(&self) -> Option<T> {
        match self {
            Self::Exact(id) | Self::Folded(id) => Some(*id),
            Self::Ambiguous(_) | Self::Unknown => None,
        }
    }
}

/// The days on which a name means this.
#[derive(Debug, Clone, Copy)]
struct Holds<T> {
    id: T,
    days: Days,
}

/// Nearly every name means one thing.
#[derive(Debug)]
enum Meaning<T> {
    One(Holds<T>),
    Many(Vec<Holds<T>>),
}

/// The names of one list.
#[derive(Debug)]
struct Names<T> {
    /// In the order of the plan.
    exact: Meanings<T>,
    /// Made when a name is not known as it is written.
    folded: OnceCell<Meanings<T>>,
}

type Meanings<T> = IndexMap<Box<str>, Meaning<T>, FxBuildHasher>;

impl<T> Default for Names<T> {
    fn default() -> Self {
        Self { exact: Meanings::default(), folded: OnceCell::new() }
    }
}

/// All names of a plan.
#[derive(Debug)]
pub(crate) struct Lookup {
    units: Names<UnitId>,
    groups: Names<GroupId>,
    duties: Names<DutyId>,
    tasks: Names<DutyId>,
    figures: Names<FigureId>,
    tables: Names<TableId>,
    columns: Vec<Names<ColumnId>>,
    events: Names<EventId>,
    phases: Names<PhaseId>,
}

fn add<T: Copy + PartialEq>(map: &mut Meanings<T>, key: String, new: Holds<T>) {
    let meaning = match map.entry(key.into_boxed_str()) {
        Entry::Occupied(known) => known.into_mut(),
        Entry::Vacant(free) => {
            free.insert(Meaning::One(new));
            return;
        }
    };
    match meaning {
        // The label and an alias of one unit: the name holds as long as either.
        Meaning::One(old) if old.id == new.id => old.days = wider(old.days, new.days),
        Meaning::One(old) => *meaning = Meaning::Many(vec![*old, new]),
        Meaning::Many(list) => match list.iter_mut().find(|old| old.id == new.id) {
            Some(old) => old.days = wider(old.days, new.days),
            None => list.push(new),
        },
    }
}

fn wider(a: Days, b: Days) -> Days {
    let from = a.from.zip(b.from).map(|(a, b)| a.min(b));
    let to = a.to.zip(b.to).map(|(a, b)| a.max(b));
    Days { from, to }
}

impl<T: Copy + PartialEq> Names<T> {
    fn put(&mut self, name: &str, id: T, days: Days) {
        add(&mut self.exact, fold::nfc(name), Holds { id, days });
    }

    fn folded(&self) -> &Meanings<T> {
        self.folded.get_or_init(|| {
            let mut folded = Meanings::default();
            for (name, meaning) in &self.exact {
                meaning.holds().iter().for_each(|one| add(&mut folded, fold::key(name), *one));
            }
            folded
        })
    }

    fn put_all<'a>(&mut self, item: &Item, aliases: impl IntoIterator<Item = &'a String>, id: T) {
        self.put(&item.id, id, Days::ALL);
        self.put(&item.label, id, Days::ALL);
        aliases.into_iter().for_each(|name| self.put(name, id, Days::ALL));
    }

    fn find(&self, text: &str, day: Option<Date>) -> Found<T> {
        if let Some(meaning) = self.exact.get(text) {
            return meaning.on(day, Found::Exact);
        }
        if !fold::is_nfc(text)
            && let Some(meaning) = self.exact.get(fold::nfc(text).as_str())
        {
            return meaning.on(day, Found::Exact);
        }
        match self.folded().get(fold::key(text).as_str()) {
            Some(meaning) => meaning.on(day, Found::Folded),
            None => Found::Unknown,
        }
    }

    /// What a name means as it is written, if that is one thing whatever the day.
    fn always(&self, text: &str) -> Option<T> {
        match self.exact.get(text)? {
            Meaning::One(one) => Some(one.id),
            Meaning::Many(_) => None,
        }
    }

    fn near(&self, text: &str) -> Vec<String> {
        let near = fold::nearest(text, self.exact.keys().map(AsRef::as_ref));
        near.into_iter().map(str::to_owned).collect()
    }
}

impl<T: Copy> Meaning<T> {
    fn holds(&self) -> &[Holds<T>] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::Many(list) => list,
        }
    }

    /// One meaning stands whatever the day; of several, the one that holds on it.
    fn on(&self, day: Option<Date>, found: impl Fn(T) -> Found<T>) -> Found<T> {
        if let Self::One(one) = self {
            return found(one.id);
        }
        let list = self.holds();
        let holds = |h: &&Holds<T>| day.is_none_or(|d| h.days.contains(d));
        let here: Vec<T> = list.iter().filter(holds).map(|h| h.id).collect();
        match here.as_slice() {
            [one] => found(*one),
            [] => Found::Ambiguous(list.iter().map(|h| h.id).collect()),
            _ => Found::Ambiguous(here),
        }
    }
}

/// The items of a list with their numbers, later versions of an item left out.
fn first<'p, T>(
    list: &'p [T],
    item: impl Fn(&'p T) -> &'p Item + 'p,
) -> impl Iterator<Item = (u32, &'p T)> {
    let mut seen: FxHashSet<(bool, String)> = FxHashSet::default();
    (0..).zip(list).filter(move |(_, x)| {
        let item = item(x);
        seen.insert((item.kind == Kind::Task, item.id.clone()))
    })
}

impl Lookup {
    pub(crate) fn new(plan: &Plan) -> Self {
        let mut groups = Names::default();
        for (id, group) in first(&plan.groups, |g| &g.item) {
            groups.put_all(&group.item, [], GroupId(id));
        }
        let (mut duties, mut tasks) = (Names::default(), Names::default());
        for (id, duty) in first(&plan.duties, |d| &d.item) {
            let names = if duty.item.kind == Kind::Task { &mut tasks } else { &mut duties };
            names.put_all(&duty.item, &duty.aliases, DutyId(id));
        }
        let mut figures = Names::default();
        for (id, figure) in first(&plan.indicators, |f| &f.item) {
            figures.put_all(&figure.item, &figure.aliases, FigureId(id));
        }
        let mut tables = Names::default();
        for (id, table) in first(&plan.tables, |t| &t.item) {
            tables.put_all(&table.item, &table.aliases, TableId(id));
        }
        let mut events = Names::default();
        for (id, event) in first(&plan.events, |e| &e.item) {
            events.put_all(&event.item, &event.aliases, EventId(id));
        }
        let mut phases = Names::default();
        for (id, phase) in first(&plan.phases, |p| &p.item) {
            phases.put_all(&phase.item, [], PhaseId(id));
        }
        let columns = plan.tables.iter().map(columns).collect();
        let units = units(plan);
        Self { units, groups, duties, tasks, figures, tables, columns, events, phases }
    }

    /// The known names nearest to one that is not known.
    pub(crate) fn near(&self, space: NameSpace, text: &str) -> Vec<String> {
        match space {
            NameSpace::Units => self.units.near(text),
            NameSpace::Duties => {
                let mut near = self.duties.near(text);
                near.extend(self.tasks.near(text));
                near
            }
            NameSpace::Tasks => self.tasks.near(text),
            NameSpace::Figures => self.figures.near(text),
            NameSpace::Tables => self.tables.near(text),
            NameSpace::Columns(table) => {
                self.columns.get(table.at()).map_or_else(Vec::new, |names| names.near(text))
            }
            NameSpace::Events => self.events.near(text),
        }
    }

    /// A unit. A name may belong to two that do not exist at the same time: the day tells.
    pub(crate) fn find_unit(&self, text: &str, day: Option<Date>) -> Found<UnitId> {
        self.units.find(text, day)
    }

    /// The same where the day need not be known, which is so for nearly all.
    pub(crate) fn unit_of_any_day(&self, text: &str) -> Option<UnitId> {
        self.units.always(text)
    }

    pub(crate) fn find_group(&self, text: &str) -> Found<GroupId> {
        self.groups.find(text, None)
    }

    /// A report or document, else a task: a task with a `form` is owed as a document too.
    pub(crate) fn find_duty(&self, text: &str) -> Found<DutyId> {
        let duty = self.duties.find(text, None);
        if matches!(duty, Found::Exact(_)) {
            return duty;
        }
        match (duty, self.tasks.find(text, None)) {
            (Found::Unknown, task) | (_, task @ Found::Exact(_)) => task,
            (duty, _) => duty,
        }
    }

    /// A task alone: it may share its name with a report.
    pub(crate) fn find_task(&self, text: &str) -> Found<DutyId> {
        self.tasks.find(text, None)
    }

    pub(crate) fn find_figure(&self, text: &str) -> Found<FigureId> {
        self.figures.find(text, None)
    }

    pub(crate) fn find_table(&self, text: &str) -> Found<TableId> {
        self.tables.find(text, None)
    }

    /// A column of a table.
    pub(crate) fn find_column(&self, table: TableId, text: &str) -> Found<ColumnId> {
        let names = self.columns.get(table.at());
        names.map_or(Found::Unknown, |names| names.find(text, None))
    }

    pub(crate) fn find_event(&self, text: &str) -> Found<EventId> {
        self.events.find(text, None)
    }

    /// A phase or baseline.
    pub(crate) fn find_phase(&self, text: &str) -> Found<PhaseId> {
        self.phases.find(text, None)
    }
}

fn columns(table: &super::Table) -> Names<ColumnId> {
    let mut names = Names::default();
    for (id, column) in (0..).zip(&table.columns) {
        names.put_all(&column.item, &column.aliases, ColumnId(id));
    }
    names
}

fn units(plan: &Plan) -> Names<UnitId> {
    let mut names = Names::default();
    for (id, unit) in (0..).zip(&plan.units) {
        let id = UnitId(id);
        for name in [&unit.item.id, &unit.item.label] {
            names.put(name, id, unit.runs);
        }
        for (alias, from) in &unit.aliases {
            names.put(alias, id, unit.runs.and(Days { from: *from, to: None }));
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        Date::parse_iso(text).unwrap()
    }

    fn names() -> Names<UnitId> {
        let mut names = Names::default();
        let old = Days { from: None, to: Some(day("2025-06-30")) };
        let new = Days { from: Some(day("2025-07-01")), to: None };
        names.put("hoa_cu", UnitId(0), old);
        names.put("Xã Hòa Bình", UnitId(0), old);
        names.put("hoa_moi", UnitId(1), new);
        names.put("Xã Hòa Bình", UnitId(1), new);
        names
    }

    #[test]
    fn the_day_tells_two_units_of_one_name_apart() {
        let names = names();
        assert_eq!(names.find("Xã Hòa Bình", Some(day("2025-06-30"))), Found::Exact(UnitId(0)));
        assert_eq!(names.find("xã hoà bình", Some(day("2025-07-01"))), Found::Folded(UnitId(1)));
        let both = Found::Ambiguous(vec![UnitId(0), UnitId(1)]);
        assert_eq!(names.find("Xã Hòa Bình", None), both);
    }

    #[test]
    fn one_meaning_stands_on_any_day() {
        assert_eq!(names().find("hoa_cu", Some(day("2030-01-01"))), Found::Exact(UnitId(0)));
        assert_eq!(names().find("hoa_cuu", None), Found::Unknown);
        assert_eq!(names().near("hoa_cuu"), ["hoa_cu"]);
    }
}
