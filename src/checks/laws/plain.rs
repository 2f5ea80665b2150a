//! The short way to a verdict: laws of counts that were each filed once, and of rates of such counts. They are
//! nearly all that a country files, and take a tenth of the time here. What such a law asks is worked out once,
//! and the figures of a filing are found once for all laws of it. `None` says nothing: then the long way of
//! `test` judges, and where this says how a law ends, that one agrees.

use crate::checks::laws::listing::Listed;
use crate::checks::laws::test::Tester;
use crate::checks::laws::{Head, Law, LawAt, Verdict};
use crate::eval::{Counts, Eval, Season, Trace};
use crate::facts::Cell;
use crate::plan::{FigureId, Indicator, Nature, Plan, SetId, Ty, UnitId};

/// What a law asks of a count, or of a rate of counts.
#[derive(Debug, Clone)]
pub(super) enum Plain {
    /// A count is this one at the most.
    AtMost(FigureId),
    /// A count is the sum of these.
    Is(Counts),
    /// A count is the sum of the members, or no less.
    Sums { over: SetId, includes: bool },
    /// A rate is no more than all, and no less than nothing.
    OfAll,
    /// A rate is the first of the second.
    Rate(Counts, Counts),
}

impl Plain {
    pub(super) fn new(plan: &Plan, figure: &Indicator, law: Law) -> Option<Self> {
        let formula = || figure.equals.as_ref().map(|formula| &formula.expr);
        match (&figure.ty, law) {
            (Ty::Count, Law::Part(n)) => {
                let whole = figure.part_of.get(usize::from(n))?.whole;
                (plan.figure(whole).ty == Ty::Count).then_some(Self::AtMost(whole))
            }
            (Ty::Count, Law::Equals) => Counts::new(plan, formula()?).map(Self::Is),
            (Ty::Count, Law::Sums) => {
                let sums = figure.sums.as_ref()?;
                Some(Self::Sums { over: sums.over, includes: sums.includes })
            }
            (Ty::Percent, Law::Within) => figure.within.is_none().then_some(Self::OfAll),
            (Ty::Percent, Law::Equals) => {
                Counts::of_rate(plan, formula()?).map(|(part, whole)| Self::Rate(part, whole))
            }
            _ => None,
        }
    }
}

/// The figures of the filing at hand, by their kind, to hold laws against.
pub(super) struct Sheet {
    figures: Vec<Filed>,
    /// The cells of the filing are behind this one.
    before: u32,
    last: u32,
}

/// What was filed last of a figure.
struct Filed {
    digits: i64,
    /// The number of its cell, counted from one.
    cell: u32,
    /// Whether the figure is a count, and what is filed for a time is of that time.
    is_plain: bool,
}

impl Sheet {
    pub(super) fn new(plan: &Plan) -> Self {
        let is_plain = |f: &Indicator| f.ty == Ty::Count && f.nature != Nature::ToDate;
        let empty = |f: &Indicator| Filed { digits: 0, cell: 0, is_plain: is_plain(f) };
        Self { figures: plan.indicators.iter().map(empty).collect(), before: 0, last: 0 }
    }

    /// Turns to the next filing, of cells that come later.
    pub(super) fn turn(&mut self) {
        self.before = self.last;
    }

    /// Puts down what is the fact for its figure.
    #[inline]
    pub(super) fn put(&mut self, cell: &Cell) {
        if let Some(filed) = self.figures.get_mut(cell.figure.at()) {
            self.last = cell.id.0.saturating_add(1);
            (filed.digits, filed.cell) = (cell.digits, self.last);
        }
    }

    /// Whether it was put down.
    #[inline]
    pub(super) fn holds(&self, cell: &Cell) -> bool {
        self.figures.get(cell.figure.at()).is_some_and(|f| f.cell == cell.id.0.saturating_add(1))
    }

    #[inline]
    fn count(&self, figure: FigureId) -> Option<i64> {
        let filed = self.figures.get(figure.at())?;
        (filed.is_plain && filed.cell > self.before).then_some(filed.digits)
    }
}

/// Where a law is judged: a sheet, and whose and for when it is.
pub(super) struct Place<'p> {
    pub(super) sheet: &'p Sheet,
    pub(super) unit: UnitId,
    pub(super) season: &'p Season,
}

impl Place<'_> {
    pub(super) fn law(&self, listed: &Listed, cell: &Cell) -> LawAt {
        let (figure, unit, when) = (cell.figure, self.unit, self.season.when);
        LawAt { law: listed.law, head: Head::Figure { figure, unit, when, cell: cell.id } }
    }

    #[inline]
    fn count(&self, eval: &Eval<'_>, figure: FigureId) -> Option<i64> {
        self.sheet.count(figure).or_else(|| eval.count(figure, self.unit, self.season))
    }

    #[inline]
    fn sum(&self, eval: &Eval<'_>, counts: &Counts) -> Option<i64> {
        counts.sum(|figure, to_date| {
            if to_date { self.count_to_date(eval, figure) } else { self.count(eval, figure) }
        })
    }

    #[inline(never)] // Seldom asked for, and what asks is short.
    fn count_to_date(&self, eval: &Eval<'_>, figure: FigureId) -> Option<i64> {
        let season = eval.to_date(self.season)?;
        if std::ptr::eq(season, self.season) {
            return self.count(eval, figure);
        }
        eval.count(figure, self.unit, season)
    }
}

impl Tester<'_> {
    /// Whether a law of a figure that was filed holds or is broken, as far as that is plain to see.
    #[inline] // Nearly every law comes down to a figure or two, a few instructions each.
    pub(super) fn judge_plainly(
        &self,
        law: &Listed,
        cell: &Cell,
        place: &Place<'_>,
    ) -> Option<Verdict> {
        let verdict = match self.is_so(law.plain.as_ref()?, cell, place)? {
            true => Verdict::Holds,
            // Another reading of it may hold.
            false if self.has_readings(law.law, cell.figure) => return None,
            false => Verdict::Broken,
        };
        debug_assert_eq!(
            verdict,
            self.test(&place.law(law, cell), &mut Trace::default()),
            "both ways agree"
        );
        Some(verdict)
    }

    #[cold]
    fn has_readings(&self, law: Law, figure: FigureId) -> bool {
        let formula = self.eval.plan.figure(figure).equals.as_ref();
        law == Law::Equals && formula.is_some_and(|formula| !formula.readings.is_empty())
    }

    #[inline]
    fn is_so(&self, plain: &Plain, cell: &Cell, place: &Place<'_>) -> Option<bool> {
        let (eval, filed) = (self.eval, cell.digits);
        match plain {
            Plain::AtMost(whole) => Some(filed <= place.count(eval, *whole)?),
            Plain::Is(counts) => Some(filed == place.sum(eval, counts)?),
            Plain::Sums { over, includes } => {
                let sum = self.sum_over(*over, cell.figure, place)?;
                Some(if *includes { filed >= sum } else { filed == sum })
            }
            Plain::OfAll => Some((0..=one(cell)?).contains(&filed)),
            Plain::Rate(part, whole) => {
                let part = place.sum(eval, part)?.checked_mul(one(cell)?)?;
                prints_as(filed, part, place.sum(eval, whole)?)
            }
        }
    }

    #[inline(never)] // Seldom asked for, and what asks is short.
    fn sum_over(&self, over: SetId, figure: FigureId, place: &Place<'_>) -> Option<i64> {
        let members = self.eval.members(over, Some(place.unit), place.season.when);
        if members.is_empty() || members.contains(&place.unit) {
            return None;
        }
        self.eval.count_over(figure, &members, place.season)
    }
}

/// All, as a percent with the decimals of the figure filed.
fn one(cell: &Cell) -> Option<i64> {
    const POWERS: [i64; 7] = [100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];
    POWERS.get(usize::from(cell.decimals)).copied()
}

/// Whether `part / whole`, rounded half up or cut off, is `digits`.
fn prints_as(digits: i64, part: i64, whole: i64) -> Option<bool> {
    if part < 0 || whole <= 0 {
        return None;
    }
    let rounded = part.checked_mul(2)?.checked_add(whole)? / whole.checked_mul(2)?;
    Some(part / whole == digits || rounded == digits)
}
