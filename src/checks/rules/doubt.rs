//! Which cells a broken law puts in doubt, and what each may be instead.

use rustc_hash::FxHashMap;

use crate::checks::laws::{Broken, mend_key};
use crate::eval::{Eval, Mend, Trace};
use crate::facts::{RowId, Time};
use crate::plan::{ColumnId, FigureId, UnitId};

/// A figure of a unit for a time, and what it may be.
type Doubt = (FigureId, Time, Mend);

/// The candidate values of every doubtful cell, besides as filed.
#[derive(Debug, Default)]
pub(crate) struct Doubts {
    figures: FxHashMap<UnitId, Vec<Doubt>>,
    cells: FxHashMap<(RowId, ColumnId), Vec<Mend>>,
}

impl Doubts {
    pub(crate) fn new(broken: &[Broken]) -> Self {
        let mut doubts = Self::default();
        for mend in broken.iter().flat_map(|b| &b.mends) {
            let (figure, cell) = mend_key(mend);
            if let Some((figure, unit, time)) = figure {
                doubts.figures.entry(unit).or_default().push((figure, time, *mend));
            }
            if let Some(key) = cell {
                doubts.cells.entry(key).or_default().push(*mend);
            }
        }
        doubts
    }

    /// The candidates of the doubtful cells that an evaluation met.
    pub(crate) fn of(&self, eval: &Eval<'_>, trace: &Trace) -> Vec<Mend> {
        let mut out: Vec<Mend> = Vec::new();
        if self.figures.is_empty() && self.cells.is_empty() {
            return out;
        }
        // Most of what one evaluation meets is of one unit.
        let (mut unit, mut of_unit) = (None, &[][..]);
        for id in &trace.cells {
            let cell = eval.facts.cell(*id);
            let filing = eval.facts.filing(cell.filing);
            if unit.replace(filing.about) != Some(filing.about) {
                of_unit = self.figures.get(&filing.about).map_or(&[][..], Vec::as_slice);
            }
            if of_unit.is_empty() {
                continue;
            }
            let time = crate::facts::time_of(eval.plan, cell.figure, filing.when);
            let is_of = |doubt: &&Doubt| (doubt.0, doubt.1) == (cell.figure, time);
            for (.., mend) in of_unit.iter().filter(is_of) {
                if !out.contains(mend) {
                    out.push(*mend);
                }
            }
        }
        for key in &trace.row_cells {
            for mend in self.cells.get(key).into_iter().flatten() {
                if !out.contains(mend) {
                    out.push(*mend);
                }
            }
        }
        out
    }
}
