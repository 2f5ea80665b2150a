//! Which filed value is the fact for a figure, a unit and a time.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use crate::facts::binder::number;
use crate::facts::{Cell, CellId, Facts, Filing, FilingId, State, Status, Time};
use crate::plan::{FigureId, Indicator, Nature, Plan, UnitId, When};
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

/// A figure at a time, looked up once to be asked for of many units.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seat {
    /// The number of the time, or `NONE`.
    number: u32,
    /// The place of the figure in a row, or `NONE`.
    place: u32,
}

impl Seat {
    /// Where nothing is filed.
    pub(crate) const EMPTY: Self = Self { number: NONE, place: NONE };

    /// Whether anything was filed for its time.
    pub(crate) fn is_filed(self) -> bool {
        self.number != NONE
    }
}

/// Several of them: for each number of a time, the places of its figures.
#[derive(Debug, Default)]
pub(crate) struct Seats(Vec<(u32, Vec<u32>)>);

/// What a row of one kind of time has room for: spans have the figures of what occurs, ends those of states.
#[derive(Debug, Default)]
struct Shape {
    /// For each figure: its place in a row, or `NONE`.
    places: Vec<u32>,
    width: usize,
    /// The number of each time, by its key.
    times: FxHashMap<u64, u32>,
    /// The row that was asked for last: millions of questions in a run are about the same one, or at least about
    /// the same time.
    last: std::cell::Cell<Asked>,
}

/// A row that was asked for, or `NONE` of each.
#[derive(Debug, Clone, Copy)]
struct Asked {
    key: u64,
    /// Of the time.
    number: u32,
    unit: u32,
    row: u32,
}

impl Default for Asked {
    fn default() -> Self {
        Self { key: 0, number: NONE, unit: NONE, row: NONE }
    }
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
    /// Of spans, ends and phases.
    shapes: [Shape; 3],
    /// How many units there are.
    units: usize,
    /// For each time, one after the other: where the row of each unit begins, or `NONE`.
    rows: Vec<u32>,
    /// The rows, one after the other: the cell of each figure, or `NONE`.
    grid: Vec<u32>,
    /// Two cells that contradict each other, in the order they were met.
    pub(crate) conflicts: Vec<(CellId, CellId)>,
    in_conflict: FxHashMap<CellId, CellId>,
    /// Whether some cell is not the fact for its key: replaced, filed again, or in conflict.
    has_silent: bool,
    /// The spans of months that something was filed for.
    spans: Vec<Period>,
}

impl Time {
    /// Which of the shapes has room for it.
    fn shape(self) -> usize {
        match self {
            Self::Span(_) => 0,
            Self::End(_) => 1,
            Self::Phase(_) => 2,
        }
    }
}

/// A time as one number, which no other of its shape has.
fn key(time: Time) -> u64 {
    let month = |month: Month| u64::from(month.0.cast_unsigned());
    match time {
        Time::Span(period) => month(period.from) << 32 | month(period.to),
        Time::End(at) => month(at),
        Time::Phase(id) => id.map_or(0, |id| u64::from(id.0) + 1),
    }
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
        let Some(shape) = self.shapes.get(time.shape()) else { return Fact::None };
        let place = shape.places.get(figure.at()).copied().unwrap_or(NONE);
        self.fact(self.row(shape, unit, time), place)
    }

    /// A figure at a time, to be asked for `of` units.
    pub(crate) fn seat(&self, figure: FigureId, time: Time) -> Seat {
        let Some(shape) = self.shapes.get(time.shape()) else { return Seat::EMPTY };
        let place = shape.places.get(figure.at()).copied().unwrap_or(NONE);
        Seat { number: shape.times.get(&key(time)).copied().unwrap_or(NONE), place }
    }

    /// The fact for a figure and time, of a unit.
    pub(crate) fn of(&self, seat: Seat, unit: UnitId) -> Fact {
        self.fact(self.begins(seat.number, unit), seat.place)
    }

    /// Figures at their times, to be asked for together.
    pub(crate) fn seats(&self, all: impl Iterator<Item = Seat>) -> Seats {
        let mut rows: Vec<(u32, Vec<u32>)> = Vec::new();
        for Seat { number, place } in all {
            match rows.iter_mut().find(|(known, _)| *known == number) {
                Some((_, places)) => places.push(place),
                None => rows.push((number, vec![place])),
            }
        }
        Seats(rows)
    }

    /// Whether something was filed by a unit for each of them.
    pub(crate) fn has_all(&self, seats: &Seats, unit: UnitId) -> bool {
        seats.0.iter().all(|(number, places)| {
            let row = self.grid.get(self.begins(*number, unit) as usize..).unwrap_or(&[]);
            places.iter().all(|at| row.get(*at as usize).is_some_and(|cell| *cell != NONE))
        })
    }

    /// What stands at a place of a row. Without a row, or a place in it, that lies behind the grid.
    fn fact(&self, row: u32, place: u32) -> Fact {
        let at = (row as usize).saturating_add(place as usize);
        match self.grid.get(at).copied().unwrap_or(NONE) {
            NONE => Fact::None,
            cell if self.in_conflict.is_empty() => Fact::One(CellId(cell)),
            cell if self.in_conflict.contains_key(&CellId(cell)) => Fact::Conflict(CellId(cell)),
            cell => Fact::One(CellId(cell)),
        }
    }

    /// Whether some cell is not the fact for its key: replaced, filed again, or in conflict.
    pub(crate) fn has_silent(&self) -> bool {
        self.has_silent
    }

    /// Whether anything at all was filed for just this time.
    pub(crate) fn has(&self, time: Time) -> bool {
        self.shapes.get(time.shape()).is_some_and(|shape| shape.times.contains_key(&key(time)))
    }

    /// Whether anything at all was filed for a shorter span within this one.
    pub(crate) fn has_parts(&self, period: Period) -> bool {
        self.spans.iter().any(|s| *s != period && period.contains(*s))
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
        Self { shapes, units: plan.units.len(), ..Self::default() }
    }

    /// Where the row of a unit and time begins, or `NONE`.
    fn row(&self, shape: &Shape, unit: UnitId, time: Time) -> u32 {
        let (key, last) = (key(time), shape.last.get());
        if last.key == key && last.unit == unit.0 {
            return last.row;
        }
        let number = match last.number {
            known if last.key == key && known != NONE => known,
            _ => shape.times.get(&key).copied().unwrap_or(NONE),
        };
        let row = self.begins(number, unit);
        shape.last.set(Asked { key, number, unit: unit.0, row });
        row
    }

    /// The same by the number of the time. No row is as far on as `NONE`.
    fn begins(&self, number: u32, unit: UnitId) -> u32 {
        let at = (number as usize).saturating_mul(self.units).saturating_add(unit.at());
        self.rows.get(at).copied().unwrap_or(NONE)
    }

    /// The row of a unit and time, begun where there is none.
    fn home(&mut self, unit: UnitId, time: Time) -> Home {
        let shape = time.shape();
        self.begin(unit, time).map_or(Home::NOWHERE, |row| Home { shape, row })
    }

    fn begin(&mut self, unit: UnitId, time: Time) -> Option<u32> {
        let shape = self.shapes.get_mut(time.shape())?;
        let at = match shape.times.entry(key(time)) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(new) => {
                let at = *new.insert(number(self.rows.len() / self.units.max(1)));
                self.rows.resize(self.rows.len() + self.units, NONE);
                if let Time::Span(period) = time {
                    self.spans.push(period);
                }
                at
            }
        };
        let row = self.rows.get_mut(at as usize * self.units + unit.at())?;
        if *row == NONE {
            *row = number(self.grid.len());
            self.grid.resize(self.grid.len() + shape.width, NONE);
        }
        Some(*row)
    }
}

/// A row, and which of the shapes it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Home {
    shape: usize,
    /// Where it begins, or `NONE`.
    row: u32,
}

impl Home {
    const NOWHERE: Self = Self { shape: 0, row: NONE };
}

/// All of a figure that says where its cells stand.
#[derive(Debug, Clone, Copy)]
struct Spot {
    /// Which of the rows of a filing.
    kind: usize,
    /// Where in a row of each shape, or `NONE`.
    places: [u32; 3],
}

impl Spot {
    /// Of each figure.
    fn all(plan: &Plan, index: &Index) -> Vec<Self> {
        let place = |at: usize, shape: &Shape| shape.places.get(at).copied().unwrap_or(NONE);
        let spot = |(at, figure): (usize, &Indicator)| Self {
            kind: kind(figure.nature),
            places: index.shapes.each_ref().map(|shape| place(at, shape)),
        };
        plan.indicators.iter().enumerate().map(spot).collect()
    }
}

/// How many rows a filing may begin: its figures of one nature stand in one.
const KINDS: usize = 4;

/// Which of them holds figures of a nature.
fn kind(nature: Nature) -> usize {
    match nature {
        Nature::Flow | Nature::None => 0,
        Nature::Level => 1,
        Nature::ToDate => 2,
        Nature::Opening(_) => 3,
    }
}

impl Facts {
    /// Puts every cell in its place, after the statuses of all filings are known. Revised filings do not
    /// count; a final figure replaces a preliminary one, that an estimate.
    pub(crate) fn settle(&mut self, plan: &Plan) {
        let mut index = Index::new(plan, &self.filings);
        let spots = Spot::all(plan, &index);
        for run in self.cells.runs() {
            let filing = self.filing(run.filing());
            if filing.superseded {
                index.has_silent = true;
                continue;
            }
            let mut homes = [Home::NOWHERE; KINDS];
            for (cell, figure) in run.ids().zip(run.figures()) {
                let Some(spot) = spots.get(figure.at()) else { continue };
                let Some(home) = homes.get_mut(spot.kind) else { continue };
                let time = || time_of(plan, *figure, filing.when);
                if home.row == NONE {
                    *home = index.home(filing.about, time());
                }
                debug_assert_eq!(*home, index.home(filing.about, time()));
                let place = spot.places.get(home.shape).copied().unwrap_or(NONE);
                let at = (home.row as usize).saturating_add(place as usize);
                match index.grid.get_mut(at) {
                    Some(slot @ &mut NONE) => *slot = cell.0,
                    _ => self.put_beside(&mut index, at, cell),
                }
            }
        }
        self.index = index;
    }

    /// Puts a cell where one stands already, unless that is the better one; and nowhere behind the grid.
    #[cold]
    fn put_beside(&self, index: &mut Index, at: usize, cell: CellId) {
        if let Some(slot) = index.grid.get_mut(at) {
            let old = CellId(*slot);
            match self.prefer(old, cell) {
                Preferred::New => *slot = cell.0,
                Preferred::Old => {}
                Preferred::Neither => {
                    index.conflicts.push((old, cell));
                    index.in_conflict.insert(old, cell);
                }
            }
        }
        index.has_silent = true;
    }

    fn prefer(&self, old: CellId, new: CellId) -> Preferred {
        let (a, b) = (&self.cell(old), &self.cell(new));
        let status = |c: &Cell| self.filing(c.filing).status;
        match status(b).cmp(&status(a)) {
            std::cmp::Ordering::Greater => Preferred::New,
            std::cmp::Ordering::Less => Preferred::Old,
            // What could not be read gives way to what could.
            std::cmp::Ordering::Equal if a.state == State::Wrong => Preferred::New,
            std::cmp::Ordering::Equal if b.state == State::Wrong => Preferred::Old,
            std::cmp::Ordering::Equal if a.says_same(b) => Preferred::Old,
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
