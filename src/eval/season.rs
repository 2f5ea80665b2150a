//! The times that figures are asked for, each looked up once: where every figure stands, and which shorter
//! times make it.

use std::cell::OnceCell;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::eval::Eval;
use crate::facts::{Seat, Time};
use crate::plan::{FigureId, When};
use crate::value::Period;

/// Shorter times that make a longer one, one after the other.
pub(super) type Line = Box<[Rc<Season>]>;

/// A time that figures are asked for.
#[derive(Debug)]
pub(crate) struct Season {
    pub(crate) when: When,
    /// Where each figure stands.
    seats: Box<[Seat]>,
    /// Whether anything was filed for just this span of months.
    is_filed: bool,
    /// Whether anything was filed for a shorter span within it.
    pub(crate) has_parts: bool,
    lines: OnceCell<Box<[Line]>>,
    few_lines: OnceCell<Box<[Line]>>,
    /// The time from the beginning of its year on, where that is another.
    to_date: OnceCell<Option<Rc<Season>>>,
}

impl Season {
    /// Where a figure stands.
    pub(crate) fn seat(&self, figure: FigureId) -> Seat {
        self.seats.get(figure.at()).copied().unwrap_or(Seat::EMPTY)
    }
}

/// All that were asked for.
#[derive(Debug, Default)]
pub(super) struct Seasons {
    last: Option<Rc<Season>>,
    all: FxHashMap<When, Rc<Season>>,
}

impl Eval<'_> {
    /// A time, as it is looked up.
    pub(crate) fn season(&self, when: When) -> Rc<Season> {
        let mut seasons = self.seasons.borrow_mut();
        if let Some(last) = seasons.last.as_ref().filter(|s| s.when == when) {
            return Rc::clone(last);
        }
        let season = seasons.all.entry(when).or_insert_with(|| Rc::new(self.new_season(when)));
        let season = Rc::clone(season);
        seasons.last = Some(Rc::clone(&season));
        season
    }

    fn new_season(&self, when: When) -> Season {
        let index = &self.facts.index;
        let figures = (0..).map(FigureId).take(self.plan.indicators.len());
        let seats = figures.map(|figure| index.seat(figure, self.key(figure, when))).collect();
        let (is_filed, has_parts) = match when {
            When::Period(p) => (index.has(Time::Span(p)), index.has_parts(p)),
            When::Phase(_) | When::Day(_) => (false, false),
        };
        let (lines, few_lines, to_date) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        Season { when, seats, is_filed, has_parts, lines, few_lines, to_date }
    }

    /// The time from the beginning of its year on.
    pub(crate) fn to_date<'s>(&self, season: &'s Season) -> Option<&'s Season> {
        let When::Period(period) = season.when else { return None };
        let longer = season.to_date.get_or_init(|| {
            let whole = period.to_date();
            (whole != period).then(|| self.season(When::Period(whole)))
        });
        Some(longer.as_deref().unwrap_or(season))
    }

    /// The lines of parts that make a period, by 4.1 of the reference; of one that is no step, the longest
    /// that fit.
    pub(super) fn lines<'s>(&self, season: &'s Season) -> &'s [Line] {
        season.lines.get_or_init(|| {
            let When::Period(period) = season.when else { return Box::default() };
            let line = |parts: &mut dyn Iterator<Item = Period>| -> Line {
                parts.map(|part| self.season(When::Period(part))).collect()
            };
            match period.step() {
                Some(_) => period.splits().map(|split| line(&mut split.parts())).collect(),
                // A line of nothing would add up to nought.
                None => Some(line(&mut period.tiles().into_iter()))
                    .filter(|line| !line.is_empty())
                    .into_iter()
                    .collect(),
            }
        })
    }

    /// The same, where what is met on the way is not kept: a half or nine months that nobody filed anything for
    /// stand as the quarters that make them, and no line stands twice.
    pub(super) fn few_lines<'s>(&self, season: &'s Season) -> &'s [Line] {
        season.few_lines.get_or_init(|| {
            let mut few: Vec<Line> = Vec::new();
            for line in self.lines(season) {
                let line: Line = line.iter().flat_map(|part| self.in_quarters(part)).collect();
                let is_same = |l: &Line| l.iter().map(|s| s.when).eq(line.iter().map(|s| s.when));
                if !few.iter().any(is_same) {
                    few.push(line);
                }
            }
            few.into()
        })
    }

    fn in_quarters(&self, part: &Rc<Season>) -> Vec<Rc<Season>> {
        let is_long = matches!(part.when, When::Period(p) if (4..12).contains(&p.months()));
        if is_long
            && !part.is_filed
            && let [only] = self.few_lines(part)
        {
            return only.to_vec();
        }
        vec![Rc::clone(part)]
    }
}
