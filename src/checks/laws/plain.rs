//! The short way to a verdict: laws that hold of counts that were each filed once, and of rates of such
//! counts. They are nearly all that a country files, and take a tenth of the time here. `false` says nothing:
//! then the long way of `test` judges, and where this says that a law holds, that one agrees.

use crate::checks::laws::test::Tester;
use crate::checks::laws::{Head, Law, LawAt, Verdict};
use crate::eval::Trace;
use crate::facts::{Cell, State};
use crate::plan::{FigureId, Indicator, Ty, UnitId, When};

impl Tester<'_> {
    /// Whether a law holds, as far as that is plain to see.
    pub(super) fn holds_plainly(&self, at: &LawAt) -> bool {
        let Head::Figure { figure, unit, when, cell } = at.head else { return false };
        let (indicator, cell) = (self.eval.plan.figure(figure), self.eval.facts.cell(cell));
        let is_plain = self.eval.is_plain() && !self.eval.is_mended(figure, unit);
        if cell.state != State::Present || !is_plain {
            return false;
        }
        let holds = match indicator.ty {
            Ty::Count => self.count(at.law, (figure, indicator), cell.digits, (unit, when)),
            Ty::Percent => self.rate(at.law, indicator, cell, (unit, when)),
            _ => None,
        };
        let holds = holds == Some(true);
        debug_assert!(
            !holds || self.test_inner(at, &mut Trace::default()) == Verdict::Holds,
            "both ways agree"
        );
        holds
    }

    fn count(
        &self,
        law: Law,
        (figure, indicator): (FigureId, &Indicator),
        filed: i64,
        (unit, when): (UnitId, When),
    ) -> Option<bool> {
        match law {
            Law::Part(n) => {
                let whole = indicator.part_of.get(usize::from(n))?.whole;
                Some(filed <= self.eval.count(whole, unit, when)?)
            }
            Law::Equals => {
                let formula = indicator.equals.as_ref()?;
                Some(filed == self.eval.count_of(&formula.expr, unit, when)?)
            }
            Law::Sums => {
                let sums = indicator.sums.as_ref().filter(|s| self.eval.sum_binds(s, unit))?;
                let members = self.eval.members(sums.over, Some(unit), when);
                if members.is_empty() || members.contains(&unit) {
                    return None;
                }
                let sum = members.iter().try_fold(0, |sum: i64, member| {
                    sum.checked_add(self.eval.count(figure, *member, when)?)
                })?;
                Some(if sums.includes { filed >= sum } else { filed == sum })
            }
            _ => None,
        }
    }

    fn rate(
        &self,
        law: Law,
        indicator: &Indicator,
        cell: Cell,
        (unit, when): (UnitId, When),
    ) -> Option<bool> {
        let one = 10_i64.checked_pow(u32::from(cell.decimals) + 2)?;
        match law {
            Law::Within if indicator.within.is_none() => Some((0..=one).contains(&cell.digits)),
            Law::Equals => {
                let formula = indicator.equals.as_ref()?;
                let (part, whole) = self.eval.rate_of(&formula.expr, unit, when)?;
                prints_as(cell.digits, part.checked_mul(one)?, whole)
            }
            _ => None,
        }
    }
}

/// Whether `part / whole`, rounded half up or cut off, is `digits`.
fn prints_as(digits: i64, part: i64, whole: i64) -> Option<bool> {
    if part < 0 || whole <= 0 {
        return None;
    }
    let rounded = part.checked_mul(2)?.checked_add(whole)? / whole.checked_mul(2)?;
    Some(part / whole == digits || rounded == digits)
}
