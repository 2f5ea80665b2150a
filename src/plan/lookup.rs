//! Names of the data to numbers: a stand-in until the plan's own is here.

use rustc_hash::FxHashMap;

use crate::plan::{ColumnId, DutyId, EventId, FigureId, GroupId, PhaseId, Plan, TableId, UnitId};
use crate::value::{Date, fold};

/// What a name leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Found<T> {
    Exact(T),
    Folded(T),
    Ambiguous(Vec<T>),
    Unknown(Vec<String>),
}

#[derive(Debug, Default)]
struct Space {
    names: Vec<String>,
    exact: FxHashMap<String, Vec<u32>>,
    folded: FxHashMap<String, Vec<u32>>,
}

impl Space {
    fn add(&mut self, name: &str, id: usize) {
        let id = u32::try_from(id).unwrap_or(u32::MAX);
        self.names.push(name.to_owned());
        for (map, name) in [(&mut self.exact, name.to_owned()), (&mut self.folded, fold::key(name))]
        {
            let ids = map.entry(name).or_default();
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
    }

    fn find<T>(&self, text: &str, id: impl Fn(u32) -> T, fits: impl Fn(u32) -> bool) -> Found<T> {
        if let Some([one]) = self.exact.get(text).map(Vec::as_slice) {
            return Found::Exact(id(*one));
        }
        let Some(ids) = self.folded.get(&fold::key(text)) else {
            let near = fold::nearest(text, self.names.iter().map(String::as_str));
            return Found::Unknown(near.into_iter().map(str::to_owned).collect());
        };
        let mut fit: Vec<u32> = ids.iter().copied().filter(|i| fits(*i)).collect();
        if fit.is_empty() {
            fit.clone_from(ids);
        }
        match fit.as_slice() {
            [one] if self.exact.contains_key(text) => Found::Exact(id(*one)),
            [one] => Found::Folded(id(*one)),
            _ => Found::Ambiguous(fit.into_iter().map(id).collect()),
        }
    }
}

/// Names of one plan.
#[derive(Debug, Default)]
pub(crate) struct Lookup {
    units: Space,
    groups: Space,
    duties: Space,
    figures: Space,
    tables: Space,
    columns: Vec<Space>,
    events: Space,
    phases: Space,
    runs: Vec<crate::value::Days>,
}

impl Lookup {
    pub(crate) fn new(plan: &Plan) -> Self {
        let mut l = Self { runs: plan.units.iter().map(|u| u.runs).collect(), ..Self::default() };
        for (i, u) in plan.units.iter().enumerate() {
            l.units.add(&u.item.id, i);
            l.units.add(&u.item.label, i);
            for (alias, _) in &u.aliases {
                l.units.add(alias, i);
            }
        }
        for (i, x) in plan.groups.iter().enumerate() {
            l.groups.add(&x.item.id, i);
            l.groups.add(&x.item.label, i);
        }
        for (i, x) in plan.duties.iter().enumerate() {
            l.duties.add(&x.item.id, i);
            l.duties.add(&x.item.label, i);
            for alias in &x.aliases {
                l.duties.add(alias, i);
            }
        }
        for (i, x) in plan.indicators.iter().enumerate() {
            l.figures.add(&x.item.id, i);
            l.figures.add(&x.item.label, i);
            for alias in &x.aliases {
                l.figures.add(alias, i);
            }
        }
        for (i, x) in plan.tables.iter().enumerate() {
            l.tables.add(&x.item.id, i);
            l.tables.add(&x.item.label, i);
            for alias in &x.aliases {
                l.tables.add(alias, i);
            }
            let mut space = Space::default();
            for (c, column) in x.columns.iter().enumerate() {
                space.add(&column.item.id, c);
                space.add(&column.item.label, c);
                for alias in &column.aliases {
                    space.add(alias, c);
                }
            }
            l.columns.push(space);
        }
        for (i, x) in plan.events.iter().enumerate() {
            l.events.add(&x.item.id, i);
            l.events.add(&x.item.label, i);
            for alias in &x.aliases {
                l.events.add(alias, i);
            }
        }
        for (i, x) in plan.phases.iter().enumerate() {
            l.phases.add(&x.item.id, i);
            l.phases.add(&x.item.label, i);
        }
        l
    }

    pub(crate) fn find_unit(&self, text: &str, day: Option<Date>) -> Found<UnitId> {
        let fits =
            |i: u32| day.is_none_or(|d| self.runs.get(i as usize).is_none_or(|r| r.contains(d)));
        self.units.find(text, UnitId, fits)
    }

    pub(crate) fn find_column(&self, table: TableId, text: &str) -> Found<ColumnId> {
        match self.columns.get(table.at()) {
            Some(space) => space.find(text, ColumnId, |_| true),
            None => Found::Unknown(Vec::new()),
        }
    }

    pub(crate) fn find_group(&self, text: &str) -> Found<GroupId> {
        self.groups.find(text, GroupId, |_| true)
    }

    pub(crate) fn find_duty(&self, text: &str) -> Found<DutyId> {
        self.duties.find(text, DutyId, |_| true)
    }

    pub(crate) fn find_figure(&self, text: &str) -> Found<FigureId> {
        self.figures.find(text, FigureId, |_| true)
    }

    pub(crate) fn find_table(&self, text: &str) -> Found<TableId> {
        self.tables.find(text, TableId, |_| true)
    }

    pub(crate) fn find_event(&self, text: &str) -> Found<EventId> {
        self.events.find(text, EventId, |_| true)
    }

    pub(crate) fn find_phase(&self, text: &str) -> Found<PhaseId> {
        self.phases.find(text, PhaseId, |_| true)
    }
}
