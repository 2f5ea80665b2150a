//! Whether anybody can receive what a unit owes: a unit never sends to itself, and a recipient that is not
//! yet in being makes nothing missed.

use crate::plan::{Addressee, Duty, Plan, UnitId};
use crate::value::Date;

/// Who there is to receive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Receivers {
    /// Somebody on the day, or the plan names nobody.
    Some,
    /// Somebody, but not on the day.
    NotYet,
    /// Nobody but the unit itself, or no superior: nothing is owed.
    Nobody,
}

/// The recipients of a duty, found once for its set of recipients that do not depend on the sender.
#[derive(Debug)]
pub(super) struct Reception<'a> {
    plan: &'a Plan,
    duty: &'a Duty,
    day: Option<Date>,
    /// Recipients of fixed sets: all, and those that exist on the day.
    fixed: (Vec<UnitId>, Vec<UnitId>),
    /// Somebody is only named: that office is there.
    named: bool,
}

impl<'a> Reception<'a> {
    pub(super) fn new(plan: &'a Plan, duty: &'a Duty, day: Option<Date>) -> Self {
        let fixed: Vec<_> = sets(duty).filter(|s| !plan.is_relative(*s)).collect();
        let named = duty.to.iter().flat_map(|r| &r.to).any(|a| matches!(a, Addressee::Named(_)));
        let fixed = (plan.members(&fixed, None, None), plan.members(&fixed, day, None));
        Self { plan, duty, day, fixed, named }
    }

    pub(super) fn of(&self, unit: UnitId) -> Receivers {
        let other = |u: &UnitId| *u != unit;
        if self.duty.to.is_empty() || self.named || self.fixed.1.iter().any(other) {
            return Receivers::Some;
        }
        let relative: Vec<_> = sets(self.duty).filter(|s| self.plan.is_relative(*s)).collect();
        let on = |day| self.plan.members(&relative, day, Some(unit)).iter().any(other);
        if on(self.day) {
            return Receivers::Some;
        }
        if self.fixed.0.iter().any(other) || on(None) {
            Receivers::NotYet
        } else {
            Receivers::Nobody
        }
    }
}

fn sets(duty: &Duty) -> impl Iterator<Item = crate::plan::SetId> + '_ {
    duty.to.iter().flat_map(|r| &r.to).filter_map(|a| match a {
        Addressee::Set(set) => Some(*set),
        Addressee::Named(_) => None,
    })
}
