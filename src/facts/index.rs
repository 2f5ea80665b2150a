//! Which filed value is the fact for a figure, a unit and a time.

use rustc_hash::FxHashMap;

use crate::facts::{Cell, CellId, Facts, FilingId, State, Status, Time};
use crate::plan::{FigureId, Nature, Plan, UnitId, When};
use crate::value::{Month, Period};

/// No row, no cell.
const NONE: u32 = u32::MAX;

/// What was filed for one key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fact {
    /// Nothing was filed.
    None,
    /// One value, perhaps filed more than once.
    One(CellId),
    /// Two filings give two values, and neither replaces the other: the first of them.
    Conflict(CellId),
}

/// Facts by time, unit and figure. A row holds all figures of one unit and time.
#[derive(Debug, Default)]
pub(crate) struct Index {
    times: FxHashMap<Time, u32>,
    /// The time that was asked for last: millions of questions in a row are about the same.
    last: std::cell::Cell<Option<(Time, u32)>>,
    /// For each time: the row of each unit, or `NONE`.
    rows: Vec<Vec<u32>>,
    /// For each row: the cell of each figure, or `NONE`.
    grid: Vec<u32>,
    width: usize,
    /// Two cells that contradict each other, in the order they were met.
    pub(crate) conflicts: Vec<(CellId, CellId)>,
    in_conflict: FxHashMap<CellId, CellId>,
    /// For each cell: whether it is the fact, not one of two in conflict nor a second filing of it.
    speaks: Vec<bool>,
    /// The spans of months that something was filed for.
    spans: Vec<Period>,
}

/// The key of what is filed for a figure for a time.
pub(crate) fn time_of(plan: &Plan, figure: FigureId, when: Option<When>) -> Time {
    let period = match when {
        Some(When::Period(p)) => p,
        Some(When::Day(day)) => {
            return Time::End(Month::new(day.year(), day.month().cast_signed()));
        }
        Some(When::Phase(id)) => return Time::Phase(Some(id)),
        None => return Time::Phase(None),
    };
    match plan.figure(figure).nature {
        Nature::Flow | Nature::None => Time::Span(period),
        Nature::Level => Time::End(period.to),
        Nature::ToDate => Time::Span(period.to_date()),
        Nature::Opening(_) => Time::End(Month(period.from.0 - 1)),
    }
}

impl Index {
    /// The fact for a key.
    pub(crate) fn get(&self, figure: FigureId, unit: UnitId, time: Time) -> Fact {
        match self.slot(figure, unit, time) {
            NONE => Fact::None,
            cell if self.in_conflict.is_empty() => Fact::One(CellId(cell)),
            cell if self.in_conflict.contains_key(&CellId(cell)) => Fact::Conflict(CellId(cell)),
            cell => Fact::One(CellId(cell)),
        }
    }

    /// Whether a cell is the fact for its key.
    pub(crate) fn speaks(&self, cell: CellId) -> bool {
        self.speaks.get(cell.0 as usize).copied().unwrap_or(false)
    }

    /// Whether anything at all was filed for a shorter span within this one.
    pub(crate) fn has_parts(&self, period: Period) -> bool {
        self.spans.iter().any(|s| *s != period && period.contains(*s))
    }

    fn all_spans(&self) -> Vec<Period> {
        let mut spans: Vec<Period> = Vec::new();
        #[expect(clippy::iter_over_hash_type, reason = "sorted below")]
        for time in self.times.keys() {
            if let Time::Span(p) = time {
                spans.push(*p);
            }
        }
        spans.sort_unstable();
        spans
    }

    fn time(&self, time: Time) -> Option<u32> {
        match self.last.get() {
            Some((last, t)) if last == time => Some(t),
            _ => {
                let t = *self.times.get(&time)?;
                self.last.set(Some((time, t)));
                Some(t)
            }
        }
    }

    fn slot(&self, figure: FigureId, unit: UnitId, time: Time) -> u32 {
        let row = self.time(time).and_then(|t| self.rows.get(t as usize)?.get(unit.at()));
        match row.copied().unwrap_or(NONE) {
            NONE => NONE,
            row => self.grid.get(row as usize * self.width + figure.at()).copied().unwrap_or(NONE),
        }
    }

    fn slot_mut(
        &mut self,
        figure: FigureId,
        unit: UnitId,
        time: Time,
        units: usize,
    ) -> Option<&mut u32> {
        let next = u32::try_from(self.rows.len()).unwrap_or(NONE);
        let t = *self.times.entry(time).or_insert(next);
        if t == next {
            self.rows.push(vec![NONE; units]);
        }
        let row = self.rows.get_mut(t as usize)?.get_mut(unit.at())?;
        if *row == NONE {
            *row = u32::try_from(self.grid.len() / self.width.max(1)).unwrap_or(NONE);
            self.grid.resize(self.grid.len() + self.width, NONE);
        }
        self.grid.get_mut(*row as usize * self.width + figure.at())
    }
}

impl Facts {
    /// Puts every cell in its place, after the statuses of all filings are known. Revised filings do not
    /// count; a final figure replaces a preliminary one, that an estimate.
    pub(crate) fn settle(&mut self, plan: &Plan) {
        let mut index = Index { width: plan.indicators.len(), ..Index::default() };
        for id in self.cell_ids() {
            let cell = *self.cell(id);
            let filing = self.filing(cell.filing);
            if filing.superseded {
                continue;
            }
            let time = time_of(plan, cell.figure(), filing.when);
            let units = plan.units.len();
            let Some(slot) = index.slot_mut(cell.figure(), filing.about, time, units) else {
                continue;
            };
            let old = *slot;
            match self.prefer(old, id) {
                Preferred::New => *slot = id.0,
                Preferred::Old => {}
                Preferred::Neither => {
                    index.conflicts.push((CellId(old), id));
                    index.in_conflict.insert(CellId(old), id);
                }
            }
        }
        index.speaks = vec![false; self.cells.len()];
        for cell in index.grid.iter().filter(|c| **c != NONE) {
            if let Some(speaks) = index.speaks.get_mut(*cell as usize) {
                *speaks = !index.in_conflict.contains_key(&CellId(*cell));
            }
        }
        index.spans = index.all_spans();
        self.index = index;
    }

    fn prefer(&self, old: u32, new: CellId) -> Preferred {
        if old == NONE {
            return Preferred::New;
        }
        let (a, b) = (self.cell(CellId(old)), self.cell(new));
        let status = |c: &Cell| self.filing(c.filing).status;
        match status(b).cmp(&status(a)) {
            std::cmp::Ordering::Greater => Preferred::New,
            std::cmp::Ordering::Less => Preferred::Old,
            // What could not be read gives way to what could.
            std::cmp::Ordering::Equal if a.state == State::Wrong => Preferred::New,
            std::cmp::Ordering::Equal if b.state == State::Wrong => Preferred::Old,
            std::cmp::Ordering::Equal if same(a, b) => Preferred::Old,
            std::cmp::Ordering::Equal => Preferred::Neither,
        }
    }

    /// Whether a filing's figures are only estimates.
    pub(crate) fn is_estimate(&self, filing: FilingId) -> bool {
        self.filing(filing).status == Status::Estimate
    }
}

enum Preferred {
    Old,
    New,
    Neither,
}

fn same(a: &Cell, b: &Cell) -> bool {
    a.state == b.state && (a.state != State::Present || a.written().num() == b.written().num())
}
