//! Floor 8, beside `show`: two versions of a plan, or a plan and what an amendment makes of it. For each
//! unit what it owes more, less, sooner, later or to somebody else; which targets ask for more or less;
//! which laws are new or gone; what else the items say otherwise.

mod dues;
mod fields;
mod findings;
mod items;
mod json;
mod key;
mod laws;
mod strict;
mod told;
mod versions;

use crate::show::say::Say;
use crate::value::{Date, Holidays};

pub(crate) use findings::{Found, between};
pub(crate) use json::json;
pub(crate) use told::tell;

use dues::UnitChanges;
use items::ItemChange;
use laws::LawChange;

/// What differs.
#[derive(Debug)]
pub(crate) struct Diff {
    /// Items that are new, gone or say something else, in the order of the plans.
    pub(crate) items: Vec<ItemChange>,
    /// What each unit owes otherwise.
    pub(crate) units: Vec<UnitChanges>,
    pub(crate) laws: Vec<LawChange>,
    /// Findings over archives, by folder, where there are any.
    pub(crate) over: Vec<Found>,
}

/// Two versions, each told in words of one language.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sides<'a> {
    pub(crate) old: Say<'a>,
    pub(crate) new: Say<'a>,
    pub(crate) holidays: &'a Holidays,
}

impl Sides<'_> {
    /// The last day up to which both are looked at.
    fn horizon(&self) -> Option<Date> {
        let end = |say: &Say<'_>| say.plan.runs.and_then(|r| r.to);
        let ends = [end(&self.old), end(&self.new)];
        let open = ends.iter().any(Option::is_none);
        ends.into_iter().flatten().chain(self.new.day.filter(|_| open)).max()
    }
}

impl Diff {
    pub(crate) fn is_empty(&self) -> bool {
        let over = self.over.iter().all(|o| o.appear.is_empty() && o.vanish.is_empty());
        self.items.is_empty() && self.units.is_empty() && self.laws.is_empty() && over
    }
}

/// Compares two versions.
pub(crate) fn compare(sides: &Sides<'_>) -> Diff {
    Diff {
        items: items::changes(sides),
        units: dues::changes(sides),
        laws: laws::changes(sides),
        over: Vec::new(),
    }
}
