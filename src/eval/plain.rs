//! The short way for figures that speak for themselves: counts that were each filed once. Nearly all figures
//! of a country are such, and their sums need no ranges, estimates or causes. Whatever is not as plain as that
//! gives `None`, and goes the long way of `worth`, which says the same of these and tells of the rest.

use crate::eval::season::Season;
use crate::eval::{Eval, Mend};
use crate::facts::{Cell, Fact, State};
use crate::plan::{Expr, ExprKind, FigureId, Nature, Ty, UnitId, When};

impl Eval<'_> {
    /// Whether every figure is as filed, and none an estimate, which would have to be told apart.
    pub(crate) fn is_plain(&self) -> bool {
        !self.has_estimates && self.mend.get().is_none()
    }

    /// Whether some figure of a unit has another value put in its place.
    pub(super) fn is_mended(&self, figure: FigureId, unit: UnitId) -> bool {
        matches!(self.mend.get(), Some(Mend::Figure(f, u, ..)) if (f, u) == (figure, unit))
    }

    /// A count for a unit and time, as filed.
    pub(crate) fn count(&self, figure: FigureId, unit: UnitId, season: &Season) -> Option<i64> {
        let is_count = matches!(self.plan.figure(figure).ty, Ty::Count);
        if is_count { self.counted(figure, unit, season) } else { None }
    }

    /// The same of a figure that is a count.
    fn counted(&self, figure: FigureId, unit: UnitId, season: &Season) -> Option<i64> {
        match self.facts.index.of(season.seat(figure), unit) {
            Fact::One(cell) => filed(self.facts.cell(cell)),
            Fact::Conflict(_) => None,
            Fact::None => self.counted_in_parts(figure, unit, season),
        }
    }

    /// What occurred in a period that nothing was filed for, added up from the first line of parts that make it.
    fn counted_in_parts(&self, figure: FigureId, unit: UnitId, season: &Season) -> Option<i64> {
        if !season.has_parts || self.plan.figure(figure).nature != Nature::Flow {
            return None;
        }
        let mut parts = self.few_lines(season).first()?.iter();
        parts.try_fold(0, |sum: i64, part| sum.checked_add(self.counted(figure, unit, part)?))
    }

    /// The sum of a count over units.
    pub(crate) fn count_over(
        &self,
        figure: FigureId,
        members: &[UnitId],
        season: &Season,
    ) -> Option<i64> {
        let mut members = members.iter();
        members.try_fold(0, |sum: i64, m| sum.checked_add(self.count(figure, *m, season)?))
    }

    /// A sum or difference of counts.
    pub(crate) fn count_of(&self, expr: &Expr, unit: UnitId, season: &Season) -> Option<i64> {
        match &expr.kind {
            ExprKind::Figure(figure) => self.count(*figure, unit, season),
            ExprKind::Sum(terms) => terms.iter().try_fold(0, |sum: i64, (minus, term)| {
                let n = self.count_of(term, unit, season)?;
                if *minus { sum.checked_sub(n) } else { sum.checked_add(n) }
            }),
            ExprKind::ToDate(inner) => match season.when {
                When::Period(p) if p == p.to_date() => self.count_of(inner, unit, season),
                When::Period(p) => {
                    self.count_of(inner, unit, &self.season(When::Period(p.to_date())))
                }
                When::Phase(_) | When::Day(_) => None,
            },
            _ => None,
        }
    }

    /// The two sides of a rate of counts.
    pub(crate) fn rate_of(&self, expr: &Expr, unit: UnitId, season: &Season) -> Option<(i64, i64)> {
        match &expr.kind {
            ExprKind::Product(factors) => match factors.as_slice() {
                [(false, part), (true, whole)] => {
                    Some((self.count_of(part, unit, season)?, self.count_of(whole, unit, season)?))
                }
                _ => None,
            },
            _ => None,
        }
    }
}

fn filed(cell: Cell) -> Option<i64> {
    (cell.state == State::Present).then_some(cell.digits)
}
