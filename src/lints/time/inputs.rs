//! Which duties feed which: a report that totals another, or whose sender receives it and passes on some
//! of its figures.

use rustc_hash::FxHashSet;

use crate::dues::Slot;
use crate::lints::Ctx;
use crate::plan::{Addressee, Carried, Duty, DutyId, SetId, UnitId};
use crate::value::Date;

/// A summary and one of its inputs at the same period, each with its due day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Feed<'c> {
    pub(super) summary: (DutyId, &'c Slot, Date),
    pub(super) input: (DutyId, &'c Slot, Date),
}

/// What a duty has to do with others.
struct Side {
    carried: FxHashSet<Carried>,
    senders: FxHashSet<UnitId>,
    /// Those that are sent it, or pass it on.
    receivers: FxHashSet<UnitId>,
}

impl Side {
    fn new(ctx: &Ctx<'_>, duty: &Duty) -> Self {
        let places = duty.to.iter().flat_map(|route| route.to.iter().chain(&route.via));
        let sets: Vec<SetId> = places
            .filter_map(|place| match place {
                Addressee::Set(set) => Some(*set),
                Addressee::Named(_) => None,
            })
            .collect();
        let members = |sets: &[SetId]| ctx.plan.members(sets, None, None).into_iter().collect();
        Self {
            carried: duty.carries.iter().map(|c| c.what).collect(),
            senders: members(&duty.from),
            receivers: members(&sets),
        }
    }

    /// Two duties of the same senders are two papers of one office, not a chain.
    fn is_fed_by(&self, input: &Self) -> bool {
        !self.carried.is_disjoint(&input.carried)
            && !self.senders.is_disjoint(&input.receivers)
            && self.senders.is_disjoint(&input.senders)
    }
}

/// For each pair of a summary and its input: the periods at which both have a due day.
pub(super) fn feeds<'c>(ctx: &'c Ctx<'_>) -> Vec<Vec<Feed<'c>>> {
    let sides: Vec<Side> = ctx.plan.duties.iter().map(|duty| Side::new(ctx, duty)).collect();
    let mut out = Vec::new();
    for ((id, summary), side) in ctx.duties().zip(&sides) {
        for ((input_id, _), input) in ctx.duties().zip(&sides) {
            let totals = summary.totals.contains(&input_id);
            if id != input_id && (totals || side.is_fed_by(input)) {
                let pairs = pairs(ctx, id, input_id);
                if !pairs.is_empty() {
                    out.push(pairs);
                }
            }
        }
    }
    out
}

fn pairs<'c>(ctx: &'c Ctx<'_>, summary: DutyId, input: DutyId) -> Vec<Feed<'c>> {
    let mut out = Vec::new();
    for slot in ctx.slots(summary) {
        let same = |s: &&Slot| s.occasion == slot.occasion && s.occasion.when().is_some();
        let fed = ctx.slots(input).find(same);
        if let (Some(day), Some(fed)) = (slot.day, fed)
            && let Some(input_day) = fed.day
        {
            out.push(Feed { summary: (summary, slot, day), input: (input, fed, input_day) });
        }
    }
    out
}
