//! Which filings are replaced by newer ones: the newest revision counts.

use rustc_hash::FxHashMap;

use crate::facts::reports::same_number;
use crate::facts::{Facts, FilingId};
use crate::plan::UnitId;
use crate::value::Date;

/// Marks every filing that another one of the same sender replaces.
pub(crate) fn mark(facts: &mut Facts) {
    let revising: Vec<FilingId> = facts.filing_ids().filter(|id| revises(facts, *id)).collect();
    if revising.is_empty() {
        return;
    }
    let mut by_sender: FxHashMap<UnitId, Vec<FilingId>> = FxHashMap::default();
    for id in facts.filing_ids() {
        by_sender.entry(facts.filing(id).from).or_default().push(id);
    }
    let mut replaced = Vec::new();
    for newer in revising {
        let filing = facts.filing(newer);
        let same_sender = by_sender.get(&filing.from).map_or(&[][..], Vec::as_slice);
        let older = same_sender.iter().filter(|older| is_replaced(facts, **older, newer));
        replaced.extend(older.copied());
    }
    for id in replaced {
        if let Some(filing) = facts.filings.get_mut(id.0 as usize) {
            filing.superseded = true;
        }
    }
}

fn revises(facts: &Facts, id: FilingId) -> bool {
    revised(facts, id).is_some()
}

fn revised(facts: &Facts, id: FilingId) -> Option<&str> {
    facts.more(id)?.revises.as_ref().map(|(number, _)| number.as_str())
}

/// Whether `newer` takes the place of `older`: it names its number, or both revise the same one.
fn is_replaced(facts: &Facts, older: FilingId, newer: FilingId) -> bool {
    let Some(number) = revised(facts, newer) else { return false };
    let named = same_number(facts.number(facts.filing(older)), number);
    let beside = revised(facts, older).is_some_and(|other| same_number(other, number));
    older != newer && (named || beside) && is_older(facts, older, newer)
}

/// By the day it was signed, else received; else by the order in which they were read.
fn is_older(facts: &Facts, a: FilingId, b: FilingId) -> bool {
    let day = |id| -> Option<Date> {
        let filing = facts.filing(id);
        filing.signed.or(filing.received)
    };
    match (day(a), day(b)) {
        (Some(x), Some(y)) if x != y => x < y,
        // Without a day that differs, what names the other one's number is the newer; two that revise one
        // paper come in their order.
        _ => facts.more(a).is_none() || a < b,
    }
}
