//! What one plan makes of the data: names found, lists kept once, facts pushed.

use std::cell::Cell;

use rustc_hash::FxHashMap;

use crate::facts::choice::Choices;
use crate::facts::codes::{self, AMBIGUOUS_NAME, NOT_NORMALISED, Space};
use crate::facts::rows::Members;
use crate::facts::voice::Voice;
use crate::facts::{DutiesId, Facts, FilingId, More, Named, NamesId};
use crate::plan::{
    ColumnId, DutyId, EventId, FigureId, Found, Item, Lookup, NameSpace, Plan, TableId, UnitId,
    UnitRef,
};
use crate::source::Span;
use crate::value::{Date, fold};

/// A text of the data with its place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Piece<'t> {
    pub(crate) text: &'t str,
    pub(crate) at: Span,
}

/// So many known names are held against unknown ones in a run: some seconds' work. Who files a hundred
/// thousand names that nobody knows needs another plan, not a hundred thousand suggestions.
const MOST_COMPARED: usize = 10_000_000;

/// So many addressees are kept at hand: those of a paper, and of those that go round beside it.
const MOST_LATELY: usize = 4;

/// The facts of one plan while they are gathered.
#[derive(Debug)]
pub(crate) struct Binder<'p> {
    pub(crate) plan: &'p Plan,
    pub(crate) lookup: &'p Lookup,
    pub(crate) facts: Facts,
    /// What is read comes from the folder of an earlier time: its figures are used, it owes nothing.
    pub(crate) earlier: bool,
    pub(crate) choices: Choices,
    pub(crate) members: Members,
    /// The sender that came last, if the day does not matter for its name.
    sender: Option<(Box<str>, UnitId)>,
    units: FxHashMap<UnitId, NamesId>,
    lists: FxHashMap<Vec<Named>, NamesId>,
    /// The addressees that came last, as they are written, if the day does not matter for them.
    lately: Vec<(Box<str>, NamesId)>,
    duties: FxHashMap<Vec<DutyId>, DutiesId>,
    duties_before: DutiesId,
    texts: FxHashMap<Box<str>, u32>,
    compared: Cell<usize>,
}

impl<'p> Binder<'p> {
    pub(crate) fn new(plan: &'p Plan, lookup: &'p Lookup) -> Self {
        let mut facts = Facts::default();
        // Number 0 is the empty list of both.
        facts.names.push(Vec::new());
        facts.duties.push(Vec::new());
        Self {
            plan,
            lookup,
            facts,
            earlier: false,
            choices: Choices::default(),
            members: Members::default(),
            sender: None,
            units: FxHashMap::default(),
            lists: FxHashMap::default(),
            lately: Vec::new(),
            duties: FxHashMap::default(),
            duties_before: DutiesId(0),
            texts: FxHashMap::default(),
            compared: Cell::new(0),
        }
    }

    /// A unit by its name; `day` tells apart those that had one name at different times.
    pub(crate) fn unit(
        &self,
        name: Piece<'_>,
        day: Option<Date>,
        voice: &mut Voice<'_>,
    ) -> Option<UnitId> {
        let what =
            What { space: Space::Unit, names: NameSpace::Units, many: 2 * self.plan.units.len() };
        let item = |id| &self.plan.unit(id).item;
        self.settle(self.lookup.find_unit(name.text, day), name, what, item, voice)
    }

    /// The same, where the day is worked out only if it matters.
    pub(crate) fn unit_on(
        &mut self,
        name: Piece<'_>,
        day: impl FnOnce() -> Option<Date>,
        voice: &mut Voice<'_>,
    ) -> Option<UnitId> {
        if let Some(unit) = self.unit_as_before(name.text) {
            return Some(unit);
        }
        let Some(unit) = self.lookup.unit_of_any_day(name.text) else {
            return self.unit(name, day(), voice);
        };
        self.sender = Some((name.text.into(), unit));
        Some(unit)
    }

    /// The sender that came last, if this is its name.
    pub(crate) fn unit_as_before(&self, name: &str) -> Option<UnitId> {
        let (_, unit) = self.sender.as_ref().filter(|(known, _)| **known == *name)?;
        Some(*unit)
    }

    /// The list of the one addressee of a cell.
    pub(crate) fn cell_addressee(
        &mut self,
        name: Piece<'_>,
        day: Option<Date>,
        voice: &mut Voice<'_>,
    ) -> NamesId {
        let Some(named) = self.addressee_of_any_day(name.text) else {
            let named = self.addressee(name, day, voice);
            return self.names(&[named]);
        };
        debug_assert_eq!(named, self.addressee(name, day, voice));
        let id = self.names(&[named]);
        self.lately.insert(0, (name.text.into(), id));
        self.lately.truncate(MOST_LATELY);
        id
    }

    /// The list of the one addressee of a cell that came lately: a sender has one office above it, and stands in many rows.
    pub(crate) fn addressee_as_before(&self, text: &str) -> Option<NamesId> {
        self.lately.iter().find(|(known, _)| **known == *text).map(|(_, id)| *id)
    }

    /// An addressee whose name means the same on any day, and of which nothing is to be said.
    fn addressee_of_any_day(&self, text: &str) -> Option<Named> {
        if let Some(unit) = self.lookup.unit_of_any_day(text) {
            return Some(Named::Unit(unit));
        }
        let is_other = matches!(self.lookup.find_unit(text, None), Found::Unknown)
            && self.lookup.find_group(text).one().is_none();
        is_other.then(|| Named::Other(text.to_owned()))
    }

    /// An addressee: a unit, the one unit of a group of that name, or an office that the plan does not know.
    pub(crate) fn addressee(
        &self,
        name: Piece<'_>,
        day: Option<Date>,
        voice: &mut Voice<'_>,
    ) -> Named {
        let unit = match self.lookup.find_unit(name.text, day) {
            Found::Exact(id) => Some(id),
            Found::Unknown => self.only_member(name.text, day),
            Found::Folded(_) | Found::Ambiguous(_) => self.unit(name, day, voice),
        };
        unit.map_or_else(|| Named::Other(name.text.to_owned()), Named::Unit)
    }

    fn only_member(&self, name: &str, day: Option<Date>) -> Option<UnitId> {
        let group = self.lookup.find_group(name).one()?;
        let members = self.plan.resolve(UnitRef::Group(group), None);
        let mut there = members.iter().filter(|u| day.is_none_or(|d| self.plan.exists(**u, d)));
        let one = there.next()?;
        there.next().is_none().then_some(*one)
    }

    pub(crate) fn duty(&self, name: Piece<'_>, voice: &mut Voice<'_>) -> Option<DutyId> {
        let what =
            What { space: Space::Duty, names: NameSpace::Duties, many: self.plan.duties.len() };
        let item = |id| &self.plan.duty(id).item;
        self.settle(self.lookup.find_duty(name.text), name, what, item, voice)
    }

    pub(crate) fn task(&self, name: Piece<'_>, voice: &mut Voice<'_>) -> Option<DutyId> {
        let what =
            What { space: Space::Task, names: NameSpace::Tasks, many: self.plan.duties.len() };
        let item = |id| &self.plan.duty(id).item;
        self.settle(self.lookup.find_task(name.text), name, what, item, voice)
    }

    pub(crate) fn event(&self, name: Piece<'_>, voice: &mut Voice<'_>) -> Option<EventId> {
        let what =
            What { space: Space::Event, names: NameSpace::Events, many: self.plan.events.len() };
        let item = |id| &self.plan.event(id).item;
        self.settle(self.lookup.find_event(name.text), name, what, item, voice)
    }

    pub(crate) fn figure(&self, name: Piece<'_>, voice: &mut Voice<'_>) -> Option<FigureId> {
        let many = self.plan.indicators.len();
        let what = What { space: Space::Figure, names: NameSpace::Figures, many };
        let item = |id| &self.plan.figure(id).item;
        self.settle(self.lookup.find_figure(name.text), name, what, item, voice)
    }

    pub(crate) fn table(&self, name: Piece<'_>, voice: &mut Voice<'_>) -> Option<TableId> {
        let what =
            What { space: Space::Table, names: NameSpace::Tables, many: self.plan.tables.len() };
        let item = |id| &self.plan.table(id).item;
        self.settle(self.lookup.find_table(name.text), name, what, item, voice)
    }

    pub(crate) fn column(
        &self,
        table: TableId,
        name: Piece<'_>,
        voice: &mut Voice<'_>,
    ) -> Option<ColumnId> {
        let of = self.plan.table(table);
        let (names, many) = (NameSpace::Columns(table), of.columns.len());
        let what = What { space: Space::Column(&of.item.label), names, many };
        let item = |id: ColumnId| of.columns.get(id.at()).map_or(&of.item, |c| &c.item);
        self.settle(self.lookup.find_column(table, name.text), name, what, item, voice)
    }

    /// What was found, with a word to the reader where it was not plain; a spelling is told once in a file.
    fn settle<T: Copy>(
        &self,
        found: Found<T>,
        name: Piece<'_>,
        what: What<'_>,
        item: impl Fn(T) -> &'p Item,
        voice: &mut Voice<'_>,
    ) -> Option<T> {
        let (text, at) = (name.text, name.at);
        match found {
            Found::Exact(id) => Some(id),
            Found::Folded(id) => {
                let meant = meant(text, item(id));
                voice.once(&NOT_NORMALISED, text, || codes::not_normalised(text, meant, at));
                Some(id)
            }
            Found::Ambiguous(ids) => {
                let ids: Vec<String> = ids.iter().map(|id| item(*id).id.clone()).collect();
                voice.once(&AMBIGUOUS_NAME, text, || codes::ambiguous(text, &ids, at));
                None
            }
            Found::Unknown => {
                voice.once(what.space.code(), text, || {
                    codes::unknown(what.space, text, &self.near(what, text), at)
                });
                None
            }
        }
    }

    fn near(&self, what: What<'_>, text: &str) -> Vec<String> {
        let compared = self.compared.get() + what.many;
        if compared > MOST_COMPARED {
            return Vec::new();
        }
        self.compared.set(compared);
        self.lookup.near(what.names, text)
    }

    /// The number of a list of addressees.
    pub(crate) fn names(&mut self, names: &[Named]) -> NamesId {
        match names {
            [] => NamesId(0),
            [Named::Unit(unit)] => {
                if let Some(id) = self.units.get(unit) {
                    return *id;
                }
                let id = self.new_names(names.to_vec());
                self.units.insert(*unit, id);
                id
            }
            names => {
                if let Some(id) = self.lists.get(names) {
                    return *id;
                }
                let id = self.new_names(names.to_vec());
                self.lists.insert(names.to_vec(), id);
                id
            }
        }
    }

    fn new_names(&mut self, names: Vec<Named>) -> NamesId {
        let id = NamesId(number(self.facts.names.len()));
        self.facts.names.push(names);
        id
    }

    /// The number of a list of duties.
    pub(crate) fn duties(&mut self, duties: &[DutyId]) -> DutiesId {
        if duties.is_empty() {
            return DutiesId(0);
        }
        // Most are those of the filing before.
        if self.facts.duties.get(self.duties_before.0 as usize).is_some_and(|last| last == duties) {
            return self.duties_before;
        }
        let id = self.duties.get(duties).copied().unwrap_or_else(|| {
            let id = DutiesId(number(self.facts.duties.len()));
            self.facts.duties.push(duties.to_vec());
            self.duties.insert(duties.to_vec(), id);
            id
        });
        self.duties_before = id;
        id
    }

    /// The number of a text.
    pub(crate) fn text(&mut self, text: &str) -> u32 {
        if let Some(id) = self.texts.get(text) {
            return *id;
        }
        let id = number(self.facts.texts.len());
        self.facts.texts.push(text.to_owned());
        self.texts.insert(text.into(), id);
        id
    }

    /// What a filing says beside its header and figures.
    pub(crate) fn more(&mut self, filing: FilingId) -> Option<&mut More> {
        let Facts { more, more_of, .. } = &mut self.facts;
        let at = *more_of.entry(filing).or_insert_with(|| {
            more.push(More::default());
            more.len() - 1
        });
        more.get_mut(at)
    }
}

/// A place in a list. No list can pass the number of bytes of a file, which is below 2³².
pub(crate) fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// A kind of name: its words, where it is looked up, and among how many.
#[derive(Debug, Clone, Copy)]
struct What<'a> {
    space: Space<'a>,
    names: NameSpace,
    many: usize,
}

/// How the plan writes the name that was meant: its id where that was written, else its label.
fn meant<'p>(name: &str, item: &'p Item) -> &'p str {
    if fold::key(name) == fold::key(&item.id) { &item.id } else { &item.label }
}
