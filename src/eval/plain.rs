//! The short way for figures that speak for themselves: counts that were each filed once. Nearly all figures
//! of a country are such, and their sums need no ranges, estimates or causes. Whatever is not as plain as that
//! gives `None`, and goes the long way of `worth`, which says the same of these and tells of the rest.

use crate::eval::season::Season;
use crate::eval::{Eval, Keep, Mend, Step, Trace, Value};
use crate::facts::{CellId, Fact, State};
use crate::plan::{Expr, ExprKind, FigureId, Nature, Plan, Ty, UnitId};
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

    /// What was filed for a unit and time of a figure that is a count.
    pub(crate) fn count(&self, figure: FigureId, unit: UnitId, season: &Season) -> Option<i64> {
        self.counted(figure, unit, season, &mut |_, _, _| ())
    }

    /// The same. `met` hears of each figure that it is made of, in order.
    #[inline] // For hundreds of members at a time, a few instructions each.
    fn counted<M: FnMut(&Season, CellId, i64)>(
        &self,
        figure: FigureId,
        unit: UnitId,
        season: &Season,
        met: &mut M,
    ) -> Option<i64> {
        match self.facts.index.of(season.seat(figure), unit) {
            Fact::One(id) => {
                let said = self.facts.cells.said(id);
                if said.state != State::Present {
                    return None;
                }
                met(season, id, said.written.digits);
                Some(said.written.digits)
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

    /// The same, told to the trace as the long way tells it; of its parts alone, where that is asked for.
    pub(super) fn plainly(
        &self,
        (figure, unit): (FigureId, UnitId),
        season: &Season,
        of_parts: bool,
        trace: &mut Trace,
    ) -> Option<i64> {
        if self.has_estimates || self.is_mended(figure, unit) {
            return None;
        }
        let counted = match (trace.keep, of_parts) {
            (Keep::All, _) => self.counted_and_told((figure, unit), season, of_parts, trace),
            (_, true) => self.counted_in_parts(figure, unit, season, &mut |_, _, _| ()),
            (_, false) => self.count(figure, unit, season),
        };
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
        let (cells, steps) = (trace.cells.len(), trace.steps.len());
        let mut met = |season: &Season, cell, n| {
            trace.cells.push(cell);
            let value = Value::Num(Num::whole(i128::from(n)));
            trace.steps.push((figure, unit, season.when, Step::Reported(cell), value));
        };
        let counted = if of_parts {
            self.counted_in_parts(figure, unit, season, &mut met)
        } else {
            self.counted(figure, unit, season, &mut met)
        };
        if counted.is_none() {
            trace.cells.truncate(cells);
            trace.steps.truncate(steps);
        }
        counted
    }

    /// The sum of a figure that is a count over units.
    pub(crate) fn count_over(
        &self,
        figure: FigureId,
        members: &[UnitId],
        season: &Season,
    ) -> Option<i64> {
        members.iter().try_fold(0, |sum: i64, unit| {
            sum.checked_add(self.counted(figure, *unit, season, &mut |_, _, _| ())?)
        })
    }
}

/// A count that a law asks for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Count {
    pub(crate) figure: FigureId,
    /// From the beginning of the year on.
    pub(crate) to_date: bool,
    /// Where it stands among the values of the filing at hand, or `NOWHERE`.
    pub(crate) at: usize,
}

/// The place of what does not stand among values.
pub(crate) const NOWHERE: usize = usize::MAX;

impl Count {
    /// One that is not found yet.
    pub(crate) fn new(figure: FigureId, to_date: bool) -> Self {
        Self { figure, to_date, at: NOWHERE }
    }
}

/// A sum or difference of counts, taken out of a formula once. With each, whether it is taken away.
#[derive(Debug, Clone)]
pub(crate) struct Counts(Box<[(bool, Count)]>);

impl Counts {
    /// `None` for a formula that is anything else.
    pub(crate) fn new(plan: &Plan, expr: &Expr) -> Option<Self> {
        let mut counts = Vec::new();
        add_up(plan, expr, (false, false), &mut counts)?;
        Some(Self(counts.into()))
    }

    /// The two sides of a rate of counts.
    pub(crate) fn of_rate(plan: &Plan, expr: &Expr) -> Option<(Self, Self)> {
        let ExprKind::Product(factors) = &expr.kind else { return None };
        let [(false, part), (true, whole)] = factors.as_slice() else { return None };
        Some((Self::new(plan, part)?, Self::new(plan, whole)?))
    }

    pub(crate) fn each(&mut self) -> impl Iterator<Item = &mut Count> {
        self.0.iter_mut().map(|(_, count)| count)
    }

    /// What they add up to; `count` says what each is.
    #[inline] // Nearly every formula comes down to a figure or two, a few instructions each.
    pub(crate) fn sum(&self, count: impl Fn(&Count) -> Option<i64>) -> Option<i64> {
        self.0.iter().try_fold(0, |sum: i64, (minus, term)| {
            let n = count(term)?;
            if *minus { sum.checked_sub(n) } else { sum.checked_add(n) }
        })
    }
}

fn add_up(
    plan: &Plan,
    expr: &Expr,
    (minus, to_date): (bool, bool),
    out: &mut Vec<(bool, Count)>,
) -> Option<()> {
    match &expr.kind {
        ExprKind::Figure(figure) if plan.figure(*figure).ty == Ty::Count => {
            out.push((minus, Count::new(*figure, to_date)));
            Some(())
        }
        ExprKind::Sum(terms) => terms
            .iter()
            .try_for_each(|(less, term)| add_up(plan, term, (minus != *less, to_date), out)),
        ExprKind::ToDate(inner) => add_up(plan, inner, (minus, true), out),
        _ => None,
    }
}
