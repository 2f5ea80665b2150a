//! Which filed value is the fact for a figure, a unit and a time.

use rustc_hash::FxHashMap;

use crate::facts::binder::number;
use crate::facts::{Cell, CellId, Facts, Filing, FilingId, State, Status, Time};
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

/// What a row of one kind of time has room for: spans have the figures of what occurs, ends those of states.
#[derive(Debug, Default)]
struct Shape {
    /// For each figure: its place in a row, or `NONE`.
    places: Vec<u32>,
    width: usize,
    /// The time that was asked for last: millions of questions in a row are about the same.
    last: std::cell::Cell<Option<(Time, u32)>>,
}

impl Shape {
    fn new(plan: &Plan, fits: impl Fn(Nature) -> bool) -> Self {
        let mut shape = Self::default();
        for figure in &plan.indicators {
            let fits = fits(figure.nature);
            shape.places.push(if fits { number(shape.width) } else { NONE });
            shape.width += usize::from(fits);
        }
        shape
    }
}

/// Facts by time, unit and figure. A row holds the figures of one unit and time.
#[derive(Debug, Default)]
pub(crate) struct Index {
    times: FxHashMap<Time, u32>,
    /// Of spans, ends and phases.
    shapes: [Shape; 3],
    /// For each time: where the row of each unit begins, or `NONE`.
    rows: Vec<Vec<u32>>,
    /// The rows, one after the other: the cell of each figure, or `NONE`.
    grid: Vec<u32>,
    /// Two cells that contradict each other, in the order they were met.
    pub(crate) conflicts: Vec<(CellId, CellId)>,
    in_conflict: FxHashMap<CellId, CellId>,
    /// For each cell: whether it is the fact, not one of two in conflict nor a second filing of it.
    speaks: Vec<bool>,
    /// Whether some cell says that its figure does not apply.
    has_na: bool,
    /// The spans of months that something was filed for.
    spans: Vec<Period>,
    /// The period whose parts were asked for last, and whether it has any.
    parts: std::cell::Cell<Option<(Period, bool)>>,
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
        match self.slot(figure, unit, time).unwrap_or(NONE) {
            NONE => Fact::None,
            cell if self.in_conflict.is_empty() => Fact::One(CellId(cell)),
            cell if self.in_conflict.contains_key(&CellId(cell)) => Fact::Conflict(CellId(cell)),
            cell => Fact::One(CellId(cell)),
        }
    }

    /// Whether some cell says that its figure does not apply.
    pub(crate) fn has_na(&self) -> bool {
        self.has_na
    }

    /// Whether a cell is the fact for its key.
    pub(crate) fn speaks(&self, cell: CellId) -> bool {
        self.speaks.get(cell.0 as usize).copied().unwrap_or(false)
    }

    /// Whether anything at all was filed for a shorter span within this one.
    pub(crate) fn has_parts(&self, period: Period) -> bool {
        if let Some((last, has)) = self.parts.get()
            && last == period
        {
            return has;
        }
        let has = self.spans.iter().any(|s| *s != period && period.contains(*s));
        self.parts.set(Some((period, has)));
        has
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

    /// Empty, with room for all that can be filed.
    fn new(plan: &Plan, filings: &[Filing]) -> Self {
        // What is filed for a day is a state at the end of its month, whatever the figure.
        let days = filings.iter().any(|f| matches!(f.when, Some(When::Day(_))));
        let is_state = |nature| matches!(nature, Nature::Level | Nature::Opening(_));
        let shapes = [
            Shape::new(plan, |nature| !is_state(nature)),
            Shape::new(plan, |nature| days || is_state(nature)),
            Shape::new(plan, |_| true),
        ];
        Self { shapes, ..Self::default() }
    }

    fn shape(&self, time: Time) -> &Shape {
        let [spans, ends, phases] = &self.shapes;
        match time {
            Time::Span(_) => spans,
            Time::End(_) => ends,
            Time::Phase(_) => phases,
        }
    }

    fn time(&self, time: Time, shape: &Shape) -> Option<u32> {
        match shape.last.get() {
            Some((last, t)) if last == time => Some(t),
            _ => {
                let t = *self.times.get(&time)?;
                shape.last.set(Some((time, t)));
                Some(t)
            }
        }
    }

    fn slot(&self, figure: FigureId, unit: UnitId, time: Time) -> Option<u32> {
        let shape = self.shape(time);
        let t = self.time(time, shape)?;
        let row = *self.rows.get(t as usize)?.get(unit.at())?;
        let place = *shape.places.get(figure.at())?;
        if row == NONE || place == NONE {
            return None;
        }
        self.grid.get(row as usize + place as usize).copied()
    }

    fn slot_mut(
        &mut self,
        figure: FigureId,
        unit: UnitId,
        time: Time,
        units: usize,
    ) -> Option<&mut u32> {
        let shape = self.shape(time);
        let (width, place) = (shape.width, *shape.places.get(figure.at())?);
        let t = self.time(time, shape).unwrap_or_else(|| {
            let next = number(self.rows.len());
            self.times.insert(time, next);
            self.rows.push(vec![NONE; units]);
            next
        });
        let row = self.rows.get_mut(t as usize)?.get_mut(unit.at())?;
        if *row == NONE {
            *row = number(self.grid.len());
            self.grid.resize(self.grid.len() + width, NONE);
        }
        self.grid.get_mut(*row as usize + place as usize)
    }
}

impl Facts {
    /// Puts every cell in its place, after the statuses of all filings are known. Revised filings do not
    /// count; a final figure replaces a preliminary one, that an estimate.
    pub(crate) fn settle(&mut self, plan: &Plan) {
        let mut index = Index::new(plan, &self.filings);
        for id in self.cell_ids() {
            let cell = *self.cell(id);
            index.has_na |= cell.state == State::NotApplicable;
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
