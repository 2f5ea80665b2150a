//! Which cells a broken law puts in doubt, and what each may be instead.

use rustc_hash::FxHashMap;

use crate::checks::laws::Broken;
use crate::eval::{Mend, Trace};
use crate::facts::{CellId, Fact, Facts, RowId};
use crate::plan::ColumnId;

/// The candidate values of every doubtful figure, besides as filed.
#[derive(Debug, Default)]
pub(crate) struct Doubts {
    /// By what was filed.
    cells: FxHashMap<CellId, Vec<Mend>>,
    row_cells: FxHashMap<(RowId, ColumnId), Vec<Mend>>,
}

impl Doubts {
    pub(crate) fn new(facts: &Facts, broken: &[Broken]) -> Self {
        let mut doubts = Self::default();
        for mend in broken.iter().flat_map(|b| &b.mends) {
            match mend {
                Mend::Figure(figure, unit, time, _) => {
                    if let Fact::One(cell) = facts.index.get(*figure, *unit, *time) {
                        doubts.cells.entry(cell).or_default().push(*mend);
                    }
                }
                Mend::Row(row, column, _) => {
                    doubts.row_cells.entry((*row, *column)).or_default().push(*mend);
                }
            }
        }
        doubts
    }

    /// The candidates of the doubtful figures that an evaluation met.
    pub(crate) fn of(&self, trace: &Trace) -> Vec<Mend> {
        let of_cells = trace.cells.iter().filter_map(|cell| self.cells.get(cell));
        let of_rows = trace.row_cells.iter().filter_map(|cell| self.row_cells.get(cell));
        let mut out: Vec<Mend> = Vec::new();
        for mend in of_cells.chain(of_rows).flatten() {
            if !out.contains(mend) {
                out.push(*mend);
            }
        }
        out
    }
}
