//! Which rows of a table belong to a unit and a period, by 4.4 of the reference.

use rustc_hash::FxHashMap;

use crate::dues::Dues;
use crate::eval::{Eval, absent::Absent};
use crate::facts::{Facts, RowId, RowValue};
use crate::plan::{ColumnId, Plan, Table, TableId, UnitId, When};
use crate::syntax::tree::Reach;
use crate::value::{Date, Period};

/// The rows of every table that count, with the period and the units they belong to.
#[derive(Debug, Default)]
pub(crate) struct RowIndex {
    /// By table, in the order filed.
    tables: Vec<Vec<Entry>>,
    /// By table: where in its list the rows of each unit stand, by sender and by key.
    of_units: Vec<FxHashMap<UnitId, Vec<u32>>>,
    /// The period of each row.
    whens: FxHashMap<RowId, Option<When>>,
    /// Where rows may be missing.
    pub(super) absent: Absent,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    row: RowId,
    when: Option<When>,
    /// The sender, or whose figures the filing holds.
    about: UnitId,
    /// Of the `unit of` columns of the key.
    key_unit: Option<UnitId>,
}

impl RowIndex {
    /// Rows of filings that no newer revision replaced. Under `per`, the newest filing that holds a key
    /// wins.
    pub(crate) fn new(plan: &Plan, facts: &Facts, dues: &Dues) -> Self {
        let mut index = Self {
            tables: vec![Vec::new(); plan.tables.len()],
            of_units: Vec::new(),
            whens: FxHashMap::default(),
            absent: Absent::new(plan, facts, dues),
        };
        for at in 0..facts.rows.len() {
            let id = RowId(u32::try_from(at).unwrap_or(u32::MAX));
            let row = facts.row(id);
            let filing = facts.filing(row.filing);
            if filing.superseded {
                continue;
            }
            let table = plan.table(row.table);
            let when = row_when(plan, facts, table, id).or(filing.when);
            let entry =
                Entry { row: id, when, about: filing.about, key_unit: key_unit(facts, table, id) };
            index.whens.insert(id, when);
            if let Some(list) = index.tables.get_mut(row.table.at()) {
                list.push(entry);
            }
        }
        for (at, list) in index.tables.iter_mut().enumerate() {
            if plan.tables.get(at).is_some_and(|t| t.per.is_some()) {
                keep_newest(plan, facts, list);
            }
        }
        index.of_units = index.tables.iter().map(|list| by_unit(list)).collect();
        index
    }

    /// The period a row belongs to.
    pub(crate) fn when(&self, row: RowId) -> Option<When> {
        self.whens.get(&row).copied().flatten()
    }

    /// All rows that count, of one table.
    pub(crate) fn all(&self, table: TableId) -> impl Iterator<Item = RowId> + '_ {
        self.tables.get(table.at()).into_iter().flatten().map(|e| e.row)
    }
}

fn by_unit(list: &[Entry]) -> FxHashMap<UnitId, Vec<u32>> {
    let mut map: FxHashMap<UnitId, Vec<u32>> = FxHashMap::default();
    for (at, entry) in (0..).zip(list) {
        map.entry(entry.about).or_default().push(at);
        if let Some(unit) = entry.key_unit.filter(|u| *u != entry.about) {
            map.entry(unit).or_default().push(at);
        }
    }
    map
}

/// The period that the `per` column of a row names.
fn row_when(plan: &Plan, facts: &Facts, table: &Table, row: RowId) -> Option<When> {
    let (column, by_year) = table.per?;
    match &facts.row_cell(row, column)?.value {
        RowValue::Date(day) if by_year => Some(When::Period(Period::year(label_year(plan, *day)))),
        RowValue::Date(day) => Some(When::Day(*day)),
        RowValue::Number(n) => i32::try_from(n.digits).ok().map(|y| When::Period(Period::year(y))),
        RowValue::Text(text) => Period::parse(text).map(When::Period),
        _ => None,
    }
}

/// The year whose figures hold a day, by the plan's calendar: 15/12 may belong to the next.
fn label_year(plan: &Plan, day: Date) -> i32 {
    let year = day.year();
    let last = plan.calendar.last(Period::year(year));
    if day > last { year + 1 } else { year }
}

fn key_unit(facts: &Facts, table: &Table, row: RowId) -> Option<UnitId> {
    table.key.iter().find_map(|c| match facts.row_cell(row, *c)?.value {
        RowValue::Unit(unit) => Some(unit),
        _ => None,
    })
}

/// Of rows with one key and period, only those of the newest filing.
fn keep_newest(plan: &Plan, facts: &Facts, list: &mut Vec<Entry>) {
    let mut newest: FxHashMap<String, (Option<Date>, RowId)> = FxHashMap::default();
    let key = |e: &Entry| {
        let table = plan.table(facts.row(e.row).table);
        format!("{:?}|{:?}", e.when, key_values(facts, table, e.row))
    };
    let day = |e: &Entry| {
        let filing = facts.filing(facts.row(e.row).filing);
        filing.received.or(filing.signed)
    };
    for entry in list.iter() {
        let new = (day(entry), entry.row);
        let kept = newest.entry(key(entry)).or_insert(new);
        if new.0 > kept.0 {
            *kept = new;
        }
    }
    let winners: FxHashMap<String, crate::facts::FilingId> =
        newest.into_iter().map(|(k, (_, row))| (k, facts.row(row).filing)).collect();
    list.retain(|e| winners.get(&key(e)) == Some(&facts.row(e.row).filing));
}

/// The values of the key columns.
pub(crate) fn key_values<'f>(
    facts: &'f Facts,
    table: &Table,
    row: RowId,
) -> Vec<Option<&'f RowValue>> {
    table.key.iter().map(|c: &ColumnId| facts.row_cell(row, *c).map(|cell| &cell.value)).collect()
}

impl Eval<'_> {
    /// Rows of a table for a unit and time. `None` for the unit: rows of anybody.
    pub(crate) fn rows_of(
        &self,
        table: TableId,
        unit: Option<UnitId>,
        when: When,
        reach: Reach,
    ) -> Vec<RowId> {
        let Some(entries) = self.rows.tables.get(table.at()) else { return Vec::new() };
        let belongs = |e: &&Entry| self.in_time(e.when, when, reach) && self.of_unit(e, unit);
        match self.entries_around(table, unit, entries) {
            Some(some) => some.into_iter().filter(belongs).map(|e| e.row).collect(),
            None => entries.iter().filter(belongs).map(|e| e.row).collect(),
        }
    }

    /// The rows of a unit and those below it, where they are few beside all rows: every row of a long
    /// table asks for them.
    fn entries_around<'e>(
        &self,
        table: TableId,
        unit: Option<UnitId>,
        entries: &'e [Entry],
    ) -> Option<Vec<&'e Entry>> {
        let (unit, places) = (unit?, self.rows.of_units.get(table.at())?);
        let below = self.plan.tree.below(unit);
        if below.len() >= entries.len() {
            return None;
        }
        let units = std::iter::once(&unit).chain(below);
        let mut at: Vec<u32> = units.filter_map(|u| places.get(u)).flatten().copied().collect();
        at.sort_unstable();
        at.dedup();
        Some(at.into_iter().filter_map(|n| entries.get(n as usize)).collect())
    }

    fn of_unit(&self, entry: &Entry, unit: Option<UnitId>) -> bool {
        let Some(unit) = unit else { return true };
        let under = |below: UnitId| below == unit || self.plan.tree.below(unit).contains(&below);
        entry.about == unit || entry.key_unit.map_or_else(|| under(entry.about), under)
    }

    pub(super) fn in_time(&self, row: Option<When>, when: When, reach: Reach) -> bool {
        match (row, when, reach) {
            (Some(When::Period(r)), When::Period(p), Reach::This) => p.contains(r),
            (Some(a), b, Reach::This) => match (a, b) {
                (When::Day(day), When::Period(p)) => {
                    self.plan.calendar.first(p) <= day && day <= self.plan.calendar.last(p)
                }
                _ => a == b,
            },
            (None, _, _) => reach == Reach::This,
            (Some(a), b, Reach::SoFar | Reach::Earlier) => {
                let (end, last) = (self.plan.last_day(a), self.plan.last_day(b));
                let begun = self.plan.runs.and_then(|r| r.from);
                let in_run = begun.is_none_or(|from| end.is_some_and(|e| e >= from));
                let before = if reach == Reach::Earlier { end < last } else { end <= last };
                in_run && before
            }
        }
    }
}
