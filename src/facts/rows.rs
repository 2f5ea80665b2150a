//! Rows of a table: one cell for each column, each with its place.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::facts::binder::{Binder, Piece};
use crate::facts::codes::{self, WRONG_TYPE, Want};
use crate::facts::contents::{At, Of, absent, fault_of, fraction, no_reason, of_value, raw};
use crate::facts::header::wrong;
use crate::facts::values::{Fault, Got, Kind, Raw, read};
use crate::facts::voice::Voice;
use crate::facts::{FilingId, Row, RowCell, RowValue, State};
use crate::plan::{Column, ColumnId, Plan, SetId, TableId, Ty, UnitId};
use crate::source::Span;
use crate::table::toml::{Entry, Map, Value};
use crate::value::{Date, fold};

/// A set of units on a day, as one unit sees it.
type SetKey = (SetId, Option<Date>, Option<UnitId>);

/// Members of the sets that columns ask for, each worked out once.
#[derive(Debug, Default)]
pub(crate) struct Members {
    sets: FxHashMap<SetKey, FxHashSet<UnitId>>,
}

/// So many sets are kept; data that need more begin again.
const MOST_SETS: usize = 256;

impl Members {
    fn has(&mut self, plan: &Plan, key: SetKey, unit: UnitId) -> bool {
        if self.sets.len() >= MOST_SETS {
            self.sets.clear();
        }
        let (set, day, it) = key;
        let members = self
            .sets
            .entry(key)
            .or_insert_with(|| plan.members(&[set], day, it).into_iter().collect());
        members.contains(&unit)
    }
}

/// Whose rows, and of which day.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RowsOf {
    pub(crate) filing: FilingId,
    pub(crate) table: TableId,
    from: UnitId,
    day: Option<Date>,
}

impl Binder<'_> {
    /// `[[dia_ban]]`, or `dia_ban = []`: the rows of a table, or that there are none.
    pub(crate) fn held_table(&mut self, filing: FilingId, entry: Entry<'_>, voice: &mut Voice<'_>) {
        if let Some(table) = self.table(Piece { text: entry.key, at: entry.at }, voice) {
            self.hold(filing, table, entry, voice);
        }
    }

    /// As `held_table`, of a table that is known.
    pub(crate) fn hold(
        &mut self,
        filing: FilingId,
        table: TableId,
        entry: Entry<'_>,
        voice: &mut Voice<'_>,
    ) {
        let Value::List(list) = entry.node.value() else {
            return wrong(entry, Want::Rows, voice);
        };
        self.facts.held.push((filing, table, entry.at));
        let Some(of) = self.rows_of(filing, table) else { return };
        for node in list.iter() {
            self.beside_nil(filing, node.at());
            match node.map() {
                Some(map) => self.row(of, map, node.at(), voice),
                None => wrong(Entry { node, ..entry }, Want::Rows, voice),
            }
        }
    }

    pub(crate) fn rows_of(&self, filing: FilingId, table: TableId) -> Option<RowsOf> {
        let head = self.facts.filings.get(filing.0 as usize)?;
        let last = head.when.and_then(|w| self.plan.last_day(w));
        let day = last.or(head.signed).or(head.received);
        Some(RowsOf { filing, table, from: head.from, day })
    }

    fn row(&mut self, rows: RowsOf, map: Map<'_>, at: Span, voice: &mut Voice<'_>) {
        let table = self.plan.table(rows.table);
        let mut cells = empty_cells(table.columns.len(), at);
        for entry in map.entries() {
            let name = Piece { text: entry.key, at: entry.at };
            let Some(id) = self.column(rows.table, name, voice) else { continue };
            let Some(column) = table.columns.get(id.at()) else { continue };
            let span = entry.node.at();
            let value = if let Some(map) = entry.node.map() {
                let of = Of::Column(&table.item, &column.item);
                let at = At { name: entry.key, raw: Raw::Odd, span, of };
                absent_cell(column, at, map, voice)
            } else {
                let of = Of::Column(&table.item, &column.item);
                let at = At { name: entry.key, raw: raw(entry.node.value()), span, of };
                let got = read(at.raw, kind(column));
                self.row_value((rows, column), at, got, voice)
            };
            put(&mut cells, id, RowCell { value, span });
        }
        self.facts.rows.push(Row { table: rows.table, filing: rows.filing, at, cells });
    }

    /// The value of a cell as its column takes it.
    pub(crate) fn row_value(
        &mut self,
        (of, column): (RowsOf, &Column),
        at: At<'_>,
        got: Result<Got<'_>, Fault>,
        voice: &mut Voice<'_>,
    ) -> RowValue {
        match got {
            Ok(Got::Missing) => RowValue::Missing,
            Ok(Got::Number(written)) => RowValue::Number(written),
            Ok(Got::Fraction(written)) => {
                fraction(written, at, voice);
                RowValue::Number(written)
            }
            Ok(Got::Flag(flag)) => RowValue::Flag(flag),
            Ok(Got::Day(day)) => RowValue::Date(day),
            Ok(Got::Text(text)) if column.ty == Ty::Unit => {
                self.member((of, column), at, text, voice)
            }
            Ok(Got::Text(text)) => one_of(column, at, text, voice),
            Ok(Got::Absent(state, reason)) => absent_value(state, reason, at, voice),
            Err(fault) => {
                fault_of(fault, &column.ty, at, voice);
                RowValue::Wrong
            }
        }
    }

    /// A unit that the column takes on that day.
    fn member(
        &mut self,
        (of, column): (RowsOf, &Column),
        at: At<'_>,
        text: &str,
        voice: &mut Voice<'_>,
    ) -> RowValue {
        let name = Piece { text, at: at.span };
        let Some(unit) = self.unit(name, of.day, voice) else { return RowValue::Wrong };
        let Some(set) = column.unit_of else { return RowValue::Unit(unit) };
        let it = self.plan.is_relative(set).then_some(of.from);
        if !self.plan.is_unknown(set) && !self.members.has(self.plan, (set, of.day, it), unit) {
            let label = &self.plan.unit(unit).item.label;
            let finding = || codes::not_a_member(&column.item.label, label, name.at);
            of_value(&WRONG_TYPE, at, voice, &finding);
            return RowValue::Wrong;
        }
        RowValue::Unit(unit)
    }
}

fn absent_cell(column: &Column, at: At<'_>, map: Map<'_>, voice: &mut Voice<'_>) -> RowValue {
    if let Some((state, reason)) = absent(map) {
        return absent_value(state, reason, at, voice);
    }
    fault_of(Fault::Kind, &column.ty, at, voice);
    RowValue::Wrong
}

/// A row in which nothing is filled.
pub(crate) fn empty_cells(columns: usize, at: Span) -> Vec<RowCell> {
    vec![RowCell { value: RowValue::Missing, span: at }; columns]
}

/// Fills one cell.
pub(crate) fn put(cells: &mut [RowCell], column: ColumnId, cell: RowCell) {
    if let Some(place) = cells.get_mut(column.at()) {
        *place = cell;
    }
}

/// What a column takes.
pub(crate) fn kind(column: &Column) -> Kind<'_> {
    Kind { ty: &column.ty, digits: column.digits }
}

fn absent_value(state: State, reason: bool, at: At<'_>, voice: &mut Voice<'_>) -> RowValue {
    if !reason {
        no_reason(state, at, voice);
    }
    match state {
        State::NotApplicable => RowValue::NotApplicable,
        State::NotCollected => RowValue::NotCollected,
        State::Withheld => RowValue::Withheld,
        State::Present | State::Wrong => RowValue::Wrong,
    }
}

/// One of the texts that the column lists, as the plan writes it.
fn one_of(column: &Column, at: At<'_>, text: &str, voice: &mut Voice<'_>) -> RowValue {
    let listed = &column.one_of;
    if listed.is_empty() || listed.iter().any(|t| t == text) {
        return RowValue::Text(text.to_owned());
    }
    let key = fold::key(text);
    if let Some(same) = listed.iter().find(|t| fold::key(t) == key) {
        return RowValue::Text(same.clone());
    }
    let finding = || codes::wrong_type(at.name, Want::OneOf(listed), text, at.span);
    of_value(&WRONG_TYPE, at, voice, &finding);
    RowValue::Wrong
}
