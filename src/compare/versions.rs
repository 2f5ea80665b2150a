//! Items that hold for some days only: which of them stands when, in the old plan and in the new.

use crate::value::{Date, Days};

/// For each stretch of days the one that holds in the old plan and the one in the new. Days without a
/// change in between are one stretch; `whole`: the days that matter.
pub(super) fn stretches<T>(
    old: &[(Days, T)],
    new: &[(Days, T)],
    whole: Days,
) -> Vec<(Days, Option<usize>, Option<usize>)> {
    let mut turns: Vec<Date> = Vec::new();
    for (days, _) in old.iter().chain(new).filter(|(days, _)| !days.is_empty()) {
        turns.extend(days.from);
        turns.extend(days.to.map(Date::after));
    }
    turns.sort_unstable();
    turns.dedup();
    let mut out: Vec<(Days, Option<usize>, Option<usize>)> = Vec::new();
    let mut from = None;
    for turn in turns.into_iter().map(Some).chain([None]) {
        let days = Days { from, to: turn.map(Date::before) };
        from = turn;
        if !days.meets(whole) {
            continue;
        }
        let holds = |all: &[(Days, T)]| all.iter().position(|(d, _)| days.and(*d) == days);
        let pair = (holds(old), holds(new));
        match out.last_mut().filter(|(_, a, b)| (*a, *b) == pair) {
            Some((last, ..)) => last.to = days.to,
            None => out.push((days, pair.0, pair.1)),
        }
    }
    // What holds over all days that matter needs no days.
    if let [(days, ..)] = out.as_mut_slice() {
        *days = Days::ALL;
    }
    out
}

/// All days that either plan runs.
pub(super) fn both(old: Option<Days>, new: Option<Days>) -> Days {
    let (Some(old), Some(new)) = (old, new) else { return Days::ALL };
    let from = old.from.zip(new.from).map(|(a, b)| a.min(b));
    let to = old.to.zip(new.to).map(|(a, b)| a.max(b));
    Days { from, to }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<Date> {
        Date::parse_iso(text)
    }

    #[test]
    fn a_version_begins_where_another_ends() {
        let old = [(Days::ALL, ())];
        let before = Days { from: None, to: day("2019-05-31") };
        let after = Days { from: day("2019-06-01"), to: None };
        let new = [(before, ()), (after, ())];
        let got = stretches(&old, &new, Days::ALL);
        assert_eq!(got, [(before, Some(0), Some(0)), (after, Some(0), Some(1))]);
        let gone = stretches(&old, &new[..1], Days::ALL);
        assert_eq!(gone, [(before, Some(0), Some(0)), (after, Some(0), None)]);
    }

    #[test]
    fn what_holds_throughout_has_no_days() {
        let run = Days { from: day("2018-01-01"), to: day("2018-12-31") };
        let late = [(Days { from: day("2019-06-01"), to: None }, ())];
        assert_eq!(stretches(&[], &late, run), [(Days::ALL, None, None)]);
        assert_eq!(stretches(&[(Days::ALL, ())], &[], run), [(Days::ALL, Some(0), None)]);
    }
}
