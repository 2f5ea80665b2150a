//! The short way for figures that speak for themselves: counts that were each filed once. Nearly all figures
//! of a country are such, and their sums need no ranges, estimates or causes. Whatever is not as plain as that
//! gives `None`, and goes the long way of `worth`, which says the same of these and tells of the rest.

use crate::eval::season::Season;
use crate::eval::{Eval, Keep, Mend, Step, Trace, Value};
use crate::facts::{CellId, Fact, State};
use crate::plan::{Expr, ExprKind, FigureId, Nature, Ty, UnitId, When};
use crate::value::Num;

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
        if is_count { self.counted(figure, unit, season, &mut |_, _, _| ()) } else { None }
    }

    /// The same of a figure that is a count. `met` hears of each figure that it is made of, in order.
    fn counted<M: FnMut(&Season, CellId, i64)>(
        &self,
        figure: FigureId,
        unit: UnitId,
        season: &Season,
        met: &mut M,
    ) -> Option<i64> {
        match self.facts.index.of(season.seat(figure), unit) {
            Fact::One(id) => {
                let cell = self.facts.cell(id);
                if cell.state != State::Present {
                    return None;
                }
                met(season, id, cell.digits);
                Some(cell.digits)
            }
            Fact::Conflict(_) => None,
            Fact::None => self.counted_in_parts(figure, unit, season, met),
        }
    }

    /// What occurred in a period that nothing was filed for, added up from the first line of parts that make it.
    #[inline(never)] // Seldom asked for, and what asks is short.
    fn counted_in_parts<M: FnMut(&Season, CellId, i64)>(
        &self,
        figure: FigureId,
        unit: UnitId,
        season: &Season,
        met: &mut M,
    ) -> Option<i64> {
        if !season.has_parts || self.plan.figure(figure).nature != Nature::Flow {
            return None;
        }
        let mut parts = self.few_lines(season).first()?.iter();
        parts.try_fold(0, |sum: i64, part| sum.checked_add(self.counted(figure, unit, part, met)?))
    }

    /// A count of a unit at a time, told to the trace as the long way tells it; of its parts alone, where that is
    /// asked for.
    pub(super) fn plainly(
        &self,
        (figure, unit): (FigureId, UnitId),
        season: &Season,
        of_parts: bool,
        trace: &mut Trace,
    ) -> Option<i64> {
        let is_count = matches!(self.plan.figure(figure).ty, Ty::Count);
        if !is_count || self.has_estimates || self.is_mended(figure, unit) {
            return None;
        }
        let counted = self.counted_and_told((figure, unit), season, of_parts, trace);
        debug_assert!(
            counted.is_none_or(|n| self.is_so((figure, unit, n), season, of_parts, trace)),
            "both ways agree"
        );
        counted
    }

    /// Whether the long way says and tells the same.
    fn is_so(
        &self,
        (figure, unit, n): (FigureId, UnitId, i64),
        season: &Season,
        of_parts: bool,
        trace: &Trace,
    ) -> bool {
        let mut long = Trace::recording();
        let found = if of_parts {
            self.by_lines(figure, unit, self.lines(season), &mut long).ok()
        } else {
            self.member_worth(figure, unit, season, &mut long)
        };
        let is_told = trace.cells.ends_with(&long.cells) && trace.steps.ends_with(&long.steps);
        found == Some(Value::Num(Num::whole(i128::from(n)))) && (trace.keep != Keep::All || is_told)
    }

    fn counted_and_told(
        &self,
        (figure, unit): (FigureId, UnitId),
        season: &Season,
        of_parts: bool,
        trace: &mut Trace,
    ) -> Option<i64> {
        if trace.keep != Keep::All {
            return self.counted_or_parts((figure, unit), season, of_parts, &mut |_, _, _| ());
        }
        let (cells, steps) = (trace.cells.len(), trace.steps.len());
        let mut met = |season: &Season, cell, n| {
            trace.cells.push(cell);
            let value = Value::Num(Num::whole(i128::from(n)));
            trace.steps.push((figure, unit, season.when, Step::Reported(cell), value));
        };
        let counted = self.counted_or_parts((figure, unit), season, of_parts, &mut met);
        if counted.is_none() {
            trace.cells.truncate(cells);
            trace.steps.truncate(steps);
        }
        counted
    }

    fn counted_or_parts<M: FnMut(&Season, CellId, i64)>(
        &self,
        (figure, unit): (FigureId, UnitId),
        season: &Season,
        of_parts: bool,
        met: &mut M,
    ) -> Option<i64> {
        if of_parts {
            self.counted_in_parts(figure, unit, season, met)
        } else {
            self.counted(figure, unit, season, met)
        }
    }

    /// The sum of a count over units.
    pub(crate) fn count_over(
        &self,
        figure: FigureId,
        members: &[UnitId],
        season: &Season,
    ) -> Option<i64> {
        if !matches!(self.plan.figure(figure).ty, Ty::Count) {
            return None;
        }
        members.iter().try_fold(0, |sum: i64, member| {
            sum.checked_add(self.counted(figure, *member, season, &mut |_, _, _| ())?)
        })
    }

    /// A sum or difference of counts.
    #[inline] // Nearly every formula comes down to figures, a few instructions each.
    pub(crate) fn count_of(&self, expr: &Expr, unit: UnitId, season: &Season) -> Option<i64> {
        match &expr.kind {
            ExprKind::Figure(figure) => self.count(*figure, unit, season),
            _ => self.count_of_more(expr, unit, season),
        }
    }

    fn count_of_more(&self, expr: &Expr, unit: UnitId, season: &Season) -> Option<i64> {
        match &expr.kind {
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
