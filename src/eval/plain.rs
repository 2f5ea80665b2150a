//! The short way for figures that speak for themselves: counts that were each filed once. Nearly all figures
//! of a country are such, and their sums need no ranges, estimates or causes. Whatever is not as plain as that
//! gives `None`, and goes the long way of `worth`, which says the same of these and tells of the rest.

use crate::eval::{Eval, Mend};
use crate::facts::{Cell, Fact, State};
use crate::plan::{Expr, ExprKind, FigureId, Nature, Ty, UnitId, When};

impl Eval<'_> {
    /// Whether no figure is an estimate, which would have to be told apart.
    pub(crate) fn is_plain(&self) -> bool {
        !self.has_estimates
    }

    /// Whether some figure of a unit has another value put in its place.
    pub(crate) fn is_mended(&self, figure: FigureId, unit: UnitId) -> bool {
        matches!(self.mend.get(), Some(Mend::Figure(f, u, ..)) if (f, u) == (figure, unit))
    }

    /// A count for a unit and time.
    pub(crate) fn count(&self, figure: FigureId, unit: UnitId, when: When) -> Option<i64> {
        if !matches!(self.plan.figure(figure).ty, Ty::Count) || self.is_mended(figure, unit) {
            return None;
        }
        match self.facts.index.of(self.seat(figure, when), unit) {
            Fact::One(cell) => filed(self.facts.cell(cell)),
            Fact::Conflict(_) => None,
            Fact::None => self.parts_count(figure, unit, when),
        }
    }

    /// What occurred in a period that nothing was filed for, added up from the first line of parts that make it.
    fn parts_count(&self, figure: FigureId, unit: UnitId, when: When) -> Option<i64> {
        let When::Period(period) = when else { return None };
        if self.plan.figure(figure).nature != Nature::Flow {
            return None;
        }
        let mut parts = period.splits().next()?.parts();
        parts.try_fold(0, |sum: i64, part| {
            sum.checked_add(self.count(figure, unit, When::Period(part))?)
        })
    }

    /// A sum or difference of counts.
    pub(crate) fn count_of(&self, expr: &Expr, unit: UnitId, when: When) -> Option<i64> {
        match &expr.kind {
            ExprKind::Figure(figure) => self.count(*figure, unit, when),
            ExprKind::Sum(terms) => terms.iter().try_fold(0, |sum: i64, (minus, term)| {
                let n = self.count_of(term, unit, when)?;
                if *minus { sum.checked_sub(n) } else { sum.checked_add(n) }
            }),
            ExprKind::ToDate(inner) => match when {
                When::Period(p) => self.count_of(inner, unit, When::Period(p.to_date())),
                When::Phase(_) | When::Day(_) => None,
            },
            _ => None,
        }
    }

    /// The two sides of a rate of counts.
    pub(crate) fn rate_of(&self, expr: &Expr, unit: UnitId, when: When) -> Option<(i64, i64)> {
        match &expr.kind {
            ExprKind::Product(factors) => match factors.as_slice() {
                [(false, part), (true, whole)] => {
                    Some((self.count_of(part, unit, when)?, self.count_of(whole, unit, when)?))
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
