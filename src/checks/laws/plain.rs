//! The short way to a verdict: laws that hold of counts that were each filed once, and of rates of such
//! counts. They are nearly all that a country files, and take a tenth of the time here. `false` says nothing:
//! then the long way of `test` judges, and where this says that a law holds, that one agrees.

use crate::checks::laws::test::Tester;
use crate::checks::laws::{Head, Law, LawAt, Verdict};
use crate::eval::{Season, Trace};
use crate::facts::Cell;
use crate::plan::{Indicator, Ty, UnitId};

impl Tester<'_> {
    /// Whether a law of a figure that was filed holds, as far as that is plain to see.
    pub(super) fn holds_plainly(
        &self,
        law: Law,
        cell: &Cell,
        (unit, season): (UnitId, &Season),
    ) -> bool {
        let indicator = self.eval.plan.figure(cell.figure);
        let holds = match indicator.ty {
            Ty::Count => self.count(law, (cell, indicator), (unit, season)),
            Ty::Percent => self.rate(law, (cell, indicator), (unit, season)),
            _ => None,
        };
        let holds = holds == Some(true);
        debug_assert!(
            !holds || {
                let (figure, cell, when) = (cell.figure, cell.id, season.when);
                let at = LawAt { law, head: Head::Figure { figure, unit, when, cell } };
                self.test(&at, &mut Trace::default()) == Verdict::Holds
            },
            "both ways agree"
        );
        holds
    }

    fn count(
        &self,
        law: Law,
        (cell, indicator): (&Cell, &Indicator),
        (unit, season): (UnitId, &Season),
    ) -> Option<bool> {
        let filed = cell.digits;
        match law {
            Law::Part(n) => {
                let whole = indicator.part_of.get(usize::from(n))?.whole;
                Some(filed <= self.eval.count(whole, unit, season)?)
            }
            Law::Equals => {
                let formula = indicator.equals.as_ref()?;
                Some(filed == self.eval.count_of(&formula.expr, unit, season)?)
            }
            Law::Sums => {
                let sums = indicator.sums.as_ref().filter(|s| self.eval.sum_binds(s, unit))?;
                let members = self.eval.members(sums.over, Some(unit), season.when);
                if members.is_empty() || members.contains(&unit) {
                    return None;
                }
                let sum = self.eval.count_over(cell.figure, &members, season)?;
                Some(if sums.includes { filed >= sum } else { filed == sum })
            }
            _ => None,
        }
    }

    fn rate(
        &self,
        law: Law,
        (cell, indicator): (&Cell, &Indicator),
        (unit, season): (UnitId, &Season),
    ) -> Option<bool> {
        let one = 10_i64.checked_pow(u32::from(cell.decimals) + 2)?;
        match law {
            Law::Within if indicator.within.is_none() => Some((0..=one).contains(&cell.digits)),
            Law::Equals => {
                let formula = indicator.equals.as_ref()?;
                let (part, whole) = self.eval.rate_of(&formula.expr, unit, season)?;
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
