//! Which duties feed which: a report that totals another, or whose sender receives it and passes on some
//! of its figures.

use rustc_hash::FxHashSet;

use crate::dues::Slot;
use crate::lints::Ctx;
use crate::plan::{Addressee, Duty, DutyId, UnitId};
use crate::value::Date;

/// A summary and one of its inputs at the same period, each with its due day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Feed<'c> {
    pub(super) summary: (DutyId, &'c Slot, Date),
    pub(super) input: (DutyId, &'c Slot, Date),
}

/// For each pair of a summary and its input: the periods at which both have a due day.
pub(super) fn feeds<'c>(ctx: &'c Ctx<'_>) -> Vec<Vec<Feed<'c>>> {
    let mut out = Vec::new();
    for (id, summary) in ctx.duties() {
        for (input_id, input) in ctx.duties() {
            if id != input_id && is_input(ctx, summary, input_id, input) {
                let pairs = pairs(ctx, id, input_id);
                if !pairs.is_empty() {
                    out.push(pairs);
                }
            }
        }
    }
    out
}

fn is_input(ctx: &Ctx<'_>, summary: &Duty, id: DutyId, input: &Duty) -> bool {
    if summary.totals.contains(&id) {
        return true;
    }
    let shared = || summary.carries.iter().any(|a| input.carries.iter().any(|b| a.what == b.what));
    shared() && receives(ctx, summary, input) && !owe_the_same(ctx, summary, input)
}

/// Two duties of the same senders are two papers of one office, not a chain.
fn owe_the_same(ctx: &Ctx<'_>, a: &Duty, b: &Duty) -> bool {
    let senders: FxHashSet<UnitId> = ctx.plan.members(&a.from, None, None).into_iter().collect();
    ctx.plan.members(&b.from, None, None).iter().any(|u| senders.contains(u))
}

/// Whether some sender of the summary is sent the input, or passes it on.
fn receives(ctx: &Ctx<'_>, summary: &Duty, input: &Duty) -> bool {
    let senders = ctx.plan.members(&summary.from, None, None);
    let places = input.to.iter().flat_map(|route| route.to.iter().chain(&route.via));
    let sets: Vec<_> = places
        .filter_map(|place| match place {
            Addressee::Set(set) => Some(*set),
            Addressee::Named(_) => None,
        })
        .collect();
    ctx.plan.members(&sets, None, None).iter().any(|u| senders.contains(u))
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
