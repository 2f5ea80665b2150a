//! The short way to a verdict: laws of counts that were each filed once, and of rates of such counts. They are
//! nearly all that a country files, and take a tenth of the time here. What such a law asks is worked out once,
//! and where that stands in a filing once for all filings of the same figures. `None` says nothing: then the long way of
//! `test` judges, and where this says how a law ends, that one agrees.

use crate::checks::laws::test::Tester;
use crate::checks::laws::{Law, LawAt, Verdict};
use crate::eval::{Count, Counts, Eval, Season, Trace};
use crate::facts::{Filed, Said, State};
use crate::plan::{FigureId, Indicator, Plan, SetId, Ty, UnitId};
use crate::value::Written;

/// What a law asks of a count, or of a rate of counts.
#[derive(Debug, Clone)]
pub(super) enum Plain {
    /// A count is this one at the most.
    AtMost(Count),
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
                (plan.figure(whole).ty == Ty::Count).then(|| Self::AtMost(Count::new(whole, false)))
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

    /// The same with its counts found in a filing.
    pub(super) fn found(&self, place: impl Fn(&Count) -> usize) -> Self {
        let mut own = self.clone();
        let find = |count: &mut Count| count.at = place(count);
        match &mut own {
            Self::AtMost(whole) => find(whole),
            Self::Is(counts) => counts.each().for_each(find),
            Self::Rate(part, whole) => part.each().chain(whole.each()).for_each(find),
            Self::Sums { .. } | Self::OfAll => {}
        }
        own
    }
}

/// Where a law is judged: among which values, and whose and for when they are.
pub(super) struct Place<'p> {
    /// `None` where not each is the fact for its figure.
    pub(super) filed: Option<Filed<'p>>,
    pub(super) unit: UnitId,
    pub(super) season: &'p Season,
}

impl Place<'_> {
    #[inline]
    fn count(&self, eval: &Eval<'_>, count: &Count) -> Option<i64> {
        let said = self.filed.as_ref().and_then(|filed| filed.said(count.at));
        match said {
            Some(Said { state: State::Present, written }) => Some(written.digits),
            _ => self.count_elsewhere(eval, count),
        }
    }

    #[inline(never)] // Seldom asked for, and what asks is short.
    fn count_elsewhere(&self, eval: &Eval<'_>, count: &Count) -> Option<i64> {
        let season = if count.to_date { eval.to_date(self.season)? } else { self.season };
        eval.count(count.figure, self.unit, season)
    }

    #[inline]
    fn sum(&self, eval: &Eval<'_>, counts: &Counts) -> Option<i64> {
        counts.sum(|count| self.count(eval, count))
    }
}

impl Tester<'_> {
    /// Whether a law of a figure that was filed holds or is broken, as far as that is plain to see.
    #[inline] // Nearly every law comes down to a figure or two, a few instructions each.
    pub(super) fn judge_plainly(
        &self,
        plain: &Plain,
        (at, figure, filed): (&LawAt, FigureId, Written),
        place: &Place<'_>,
    ) -> Option<Verdict> {
        let verdict = match self.is_so(plain, (figure, filed), place)? {
            true => Verdict::Holds,
            // Another reading of it may hold.
            false if self.has_readings(at.law, figure) => return None,
            false => Verdict::Broken,
        };
        debug_assert_eq!(verdict, self.test(at, &mut Trace::default()), "both ways agree");
        Some(verdict)
    }

    #[cold]
    fn has_readings(&self, law: Law, figure: FigureId) -> bool {
        let formula = self.eval.plan.figure(figure).equals.as_ref();
        law == Law::Equals && formula.is_some_and(|formula| !formula.readings.is_empty())
    }

    #[inline]
    fn is_so(
        &self,
        plain: &Plain,
        (figure, filed): (FigureId, Written),
        place: &Place<'_>,
    ) -> Option<bool> {
        let eval = self.eval;
        match plain {
            Plain::AtMost(whole) => Some(filed.digits <= place.count(eval, whole)?),
            Plain::Is(counts) => Some(filed.digits == place.sum(eval, counts)?),
            Plain::Sums { over, includes } => {
                let sum = self.sum_over(*over, figure, place)?;
                Some(if *includes { filed.digits >= sum } else { filed.digits == sum })
            }
            Plain::OfAll => Some((0..=one(filed)?).contains(&filed.digits)),
            Plain::Rate(part, whole) => {
                let part = place.sum(eval, part)?.checked_mul(one(filed)?)?;
                prints_as(filed.digits, part, place.sum(eval, whole)?)
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
fn one(filed: Written) -> Option<i64> {
    const POWERS: [i64; 7] = [100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];
    POWERS.get(usize::from(filed.decimals)).copied()
}

/// Whether `part / whole`, rounded half up or cut off, is `digits`.
fn prints_as(digits: i64, part: i64, whole: i64) -> Option<bool> {
    if part < 0 || whole <= 0 {
        return None;
    }
    let rounded = part.checked_mul(2)?.checked_add(whole)? / whole.checked_mul(2)?;
    Some(part / whole == digits || rounded == digits)
}
