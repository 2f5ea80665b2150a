//! Tables whose rows are rows of one table of the plan; `from` and `period` say whose.

use std::io::Read;

use rustc_hash::FxHashSet;

use crate::facts::binder::Binder;
use crate::facts::contents::{At, Of};
use crate::facts::forms::Slot;
use crate::facts::heads::fits;
use crate::facts::homes::{Belongs, Desk, Homes, Places};
use crate::facts::rows::{RowsOf, empty_cells, kind, put};
use crate::facts::values::{Raw, read_cell};
use crate::facts::voice::Voice;
use crate::facts::{FilingId, Row as TableRow, RowCell};
use crate::plan::{Carried, TableId};
use crate::table::csv::{Row, Rows};

impl<'p> Binder<'p> {
    /// All rows of a table.
    pub(crate) fn table_rows<'s, R: Read>(
        &mut self,
        rows: &mut Rows<R>,
        (table, slots): (TableId, &[Slot]),
        homes: &Homes,
        voice: &mut Voice<'s>,
    ) where
        'p: 's,
    {
        let mut desk = Desk::new(homes);
        let mut held: FxHashSet<FilingId> = FxHashSet::default();
        while let Some(row) = rows.next(voice.sink) {
            if !fits(row, slots.len(), voice) || row.is_blank() {
                continue;
            }
            if self.is_full(row, voice) {
                return;
            }
            voice.whose = None;
            if !desk.turn(self, belongs(row, slots), || places(row, slots), voice) {
                continue;
            }
            let Some(filing) = desk.filing(self, Carried::Table(table), || row.at()) else {
                continue;
            };
            if held.insert(filing) {
                self.facts.held.push((filing, table, row.at()));
            }
            voice.whose = self.whose(filing);
            if let Some(of) = self.rows_of(filing, table) {
                self.table_row(of, row, slots, voice);
            }
        }
    }

    /// A row whose own cells are all empty says that there is none.
    fn table_row(&mut self, of: RowsOf, row: Row<'_>, slots: &[Slot], voice: &mut Voice<'_>) {
        let own = |(i, slot): (usize, &Slot)| {
            let Slot::Column(id) = slot else { return None };
            (!row.trimmed(i).is_empty()).then_some((i, *id))
        };
        if !slots.iter().enumerate().any(|cell| own(cell).is_some()) {
            return;
        }
        self.beside_nil(of.filing, row.at());
        let definition = self.plan.table(of.table);
        let columns = &definition.columns;
        let mut cells = empty_cells(columns.len(), row.at());
        for (i, id) in slots.iter().enumerate().filter_map(own) {
            let Some(column) = columns.get(id.at()) else { continue };
            let (text, span) = (row.trimmed(i), row.place(i));
            let got = read_cell(text, kind(column));
            let at = At {
                name: &column.item.id,
                raw: Raw::Text(text),
                span,
                of: Of::Column(&definition.item, &column.item),
            };
            let value = self.row_value((of, column), at, got, voice);
            put(&mut cells, id, RowCell { value, span });
        }
        let row = TableRow { table: of.table, filing: of.filing, at: row.at(), cells };
        self.facts.rows.push(row);
    }
}

fn cell_of<'t>(row: Row<'t>, slots: &[Slot], slot: Slot) -> &'t str {
    slots.iter().position(|s| *s == slot).map_or("", |i| row.trimmed(i))
}

fn belongs<'t>(row: Row<'t>, slots: &[Slot]) -> Belongs<'t> {
    Belongs {
        unit: cell_of(row, slots, Slot::From),
        period: cell_of(row, slots, Slot::Period),
        report: cell_of(row, slots, Slot::Report),
        about: cell_of(row, slots, Slot::About),
        status: cell_of(row, slots, Slot::Status),
    }
}

fn places(row: Row<'_>, slots: &[Slot]) -> Places {
    let place =
        |slot: Slot| slots.iter().position(|s| *s == slot).map_or(row.at(), |i| row.place(i));
    Places {
        row: row.at(),
        unit: place(Slot::From),
        period: place(Slot::Period),
        about: place(Slot::About),
        status: place(Slot::Status),
        key: "from",
    }
}
