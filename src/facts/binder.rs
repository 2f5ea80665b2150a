//! What one plan makes of the data: names found, lists kept once, facts pushed.

use rustc_hash::FxHashMap;

use crate::diag::Code;
use crate::facts::choice::Choices;
use crate::facts::codes::{self, NOT_NORMALISED, Space};
use crate::facts::rows::Members;
use crate::facts::voice::Voice;
use crate::facts::{DutiesId, Facts, More, Named, NamesId};
use crate::facts::{FilingId, codes::AMBIGUOUS_NAME};
use crate::plan::{
    ColumnId, DutyId, EventId, FigureId, Found, Item, Lookup, Plan, TableId, UnitId,
};
use crate::source::Span;
use crate::syntax::tree::Kind;
use crate::value::{Date, fold};

/// A text of the data with its place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Piece<'t> {
    pub(crate) text: &'t str,
    pub(crate) at: Span,
}

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
    units: FxHashMap<UnitId, NamesId>,
    lists: FxHashMap<Vec<Named>, NamesId>,
    duties: FxHashMap<Vec<DutyId>, DutiesId>,
    texts: FxHashMap<Box<str>, u32>,
    /// Texts that are no unit, with the nearest: the search among all units is not made twice.
    strangers: FxHashMap<Box<str>, Vec<String>>,
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
            units: FxHashMap::default(),
            lists: FxHashMap::default(),
            duties: FxHashMap::default(),
            texts: FxHashMap::default(),
            strangers: FxHashMap::default(),
        }
    }

    /// A unit by its name; `day` tells apart those that had one name at different times.
    pub(crate) fn unit(
        &mut self,
        name: Piece<'_>,
        day: Option<Date>,
        voice: &mut Voice<'_>,
    ) -> Option<UnitId> {
        let plan = self.plan;
        let found = self.find_unit(name.text, day);
        settle(found, name, Space::Unit, |id| &plan.unit(id).item, voice)
    }

    fn find_unit(&mut self, name: &str, day: Option<Date>) -> Found<UnitId> {
        if let Some(near) = self.strangers.get(name) {
            return Found::Unknown(near.clone());
        }
        let found = self.lookup.find_unit(name, day);
        if let Found::Unknown(near) = &found {
            self.strangers.insert(name.into(), near.clone());
        }
        found
    }

    /// An addressee: a unit, the one unit of a group of that name, or an office that the plan does not know.
    pub(crate) fn addressee(
        &mut self,
        name: Piece<'_>,
        day: Option<Date>,
        voice: &mut Voice<'_>,
    ) -> Named {
        let plan = self.plan;
        let found = match self.find_unit(name.text, day) {
            Found::Unknown(_) => return self.office(name.text, day),
            found => found,
        };
        match settle(found, name, Space::Unit, |id| &plan.unit(id).item, voice) {
            Some(id) => Named::Unit(id),
            None => Named::Other(name.text.to_owned()),
        }
    }

    fn office(&self, name: &str, day: Option<Date>) -> Named {
        if let Found::Exact(id) | Found::Folded(id) = self.lookup.find_group(name) {
            let members = self.plan.resolve(crate::plan::UnitRef::Group(id), None);
            let mut there = members.iter().filter(|u| day.is_none_or(|d| self.plan.exists(**u, d)));
            if let (Some(one), None) = (there.next(), there.next()) {
                return Named::Unit(*one);
            }
        }
        Named::Other(name.to_owned())
    }

    pub(crate) fn duty(&self, name: Piece<'_>, voice: &mut Voice<'_>) -> Option<DutyId> {
        let item = |id| &self.plan.duty(id).item;
        settle(self.lookup.find_duty(name.text), name, Space::Duty, item, voice)
    }

    /// A task; another duty of that name is none.
    pub(crate) fn task(&self, name: Piece<'_>, voice: &mut Voice<'_>) -> Option<DutyId> {
        let item = |id| &self.plan.duty(id).item;
        let found = match self.lookup.find_duty(name.text) {
            Found::Exact(id) | Found::Folded(id) if item(id).kind != Kind::Task => {
                Found::Unknown(Vec::new())
            }
            found => found,
        };
        settle(found, name, Space::Task, item, voice)
    }

    pub(crate) fn event(&self, name: Piece<'_>, voice: &mut Voice<'_>) -> Option<EventId> {
        let item = |id| &self.plan.event(id).item;
        settle(self.lookup.find_event(name.text), name, Space::Event, item, voice)
    }

    pub(crate) fn figure(&self, name: Piece<'_>, voice: &mut Voice<'_>) -> Option<FigureId> {
        let item = |id| &self.plan.figure(id).item;
        settle(self.lookup.find_figure(name.text), name, Space::Figure, item, voice)
    }

    pub(crate) fn table(&self, name: Piece<'_>, voice: &mut Voice<'_>) -> Option<TableId> {
        let item = |id| &self.plan.table(id).item;
        settle(self.lookup.find_table(name.text), name, Space::Table, item, voice)
    }

    pub(crate) fn column(
        &self,
        table: TableId,
        name: Piece<'_>,
        voice: &mut Voice<'_>,
    ) -> Option<ColumnId> {
        let of = self.plan.table(table);
        let item = |id: ColumnId| match of.columns.get(id.at()) {
            Some(column) => &column.item,
            None => &of.item,
        };
        let found = self.lookup.find_column(table, name.text);
        settle(found, name, Space::Column(&of.item.label), item, voice)
    }

    /// The number of a list of addressees.
    pub(crate) fn names(&mut self, names: &[Named]) -> NamesId {
        match names {
            [] => NamesId(0),
            [Named::Unit(unit)] => match self.units.get(unit) {
                Some(id) => *id,
                None => {
                    let id = self.new_names(names.to_vec());
                    self.units.insert(*unit, id);
                    id
                }
            },
            names => match self.lists.get(names) {
                Some(id) => *id,
                None => {
                    let id = self.new_names(names.to_vec());
                    self.lists.insert(names.to_vec(), id);
                    id
                }
            },
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
        if let Some(id) = self.duties.get(duties) {
            return *id;
        }
        let id = DutiesId(number(self.facts.duties.len()));
        self.facts.duties.push(duties.to_vec());
        self.duties.insert(duties.to_vec(), id);
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
        let next = number(self.facts.more.len());
        let filing = self.facts.filings.get_mut(filing.0 as usize)?;
        let at = *filing.more.get_or_insert(next);
        if at == next {
            self.facts.more.push(More::default());
        }
        self.facts.more.get_mut(at as usize)
    }
}

/// A place in a list. No list can pass the number of bytes of a file, which is below 2³².
pub(crate) fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// What was found, with a word to the reader where it was not plain; a spelling is told once in a file.
fn settle<'p, T: Copy>(
    found: Found<T>,
    name: Piece<'_>,
    space: Space<'_>,
    item: impl Fn(T) -> &'p Item,
    voice: &mut Voice<'_>,
) -> Option<T> {
    let mut once = |code: &'static Code, finding: &dyn Fn() -> crate::diag::Finding| {
        voice.once(code, name.text, finding);
    };
    match found {
        Found::Exact(id) => Some(id),
        Found::Folded(id) => {
            let meant = meant(name.text, item(id));
            once(&NOT_NORMALISED, &|| codes::not_normalised(name.text, meant, name.at));
            Some(id)
        }
        Found::Ambiguous(ids) => {
            let ids: Vec<String> = ids.iter().map(|id| item(*id).id.clone()).collect();
            once(&AMBIGUOUS_NAME, &|| codes::ambiguous(name.text, &ids, name.at));
            None
        }
        Found::Unknown(near) => {
            once(space.code(), &|| codes::unknown(space, name.text, &near, name.at));
            None
        }
    }
}

/// How the plan writes the name that was meant: its id where that was written, else its label.
fn meant<'p>(name: &str, item: &'p Item) -> &'p str {
    if fold::key(name) == fold::key(&item.id) { &item.id } else { &item.label }
}
