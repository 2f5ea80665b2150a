//! Groups that never have a member, or not all the time, and selections that find nobody.

use rustc_hash::FxHashSet;

use crate::plan::codes::empty;
use crate::plan::from_syntax::Resolver;
use crate::plan::{GroupId, Set, SetId, UnitId, UnitRef};
use crate::value::{Date, Days};

impl Resolver<'_> {
    pub(crate) fn report_empty(&mut self) {
        if self.units_broken {
            return;
        }
        let mut findings = Vec::new();
        for id in (0..self.plan.groups.len()).filter_map(|i| u32::try_from(i).ok()).map(GroupId) {
            findings.extend(self.empty_parts(id));
        }
        for finding in findings {
            self.sink.push(finding);
        }
    }

    fn empty_parts(&self, id: GroupId) -> Vec<crate::diag::Finding> {
        let group = self.plan.group(id);
        let Some(selectors) = self.selectors.get(id.at()) else { return Vec::new() };
        let nested = |set: &SetId| matches!(self.plan.set(*set), Set::Group(_));
        let hidden = group.members.iter().any(|s| nested(s) && self.plan.is_relative(*s));
        if group.unknown || selectors.broken || hidden {
            return Vec::new();
        }
        let run = self.plan.runs.unwrap_or(Days::ALL);
        let out: FxHashSet<UnitId> =
            group.except.iter().filter_map(|s| self.some(*s)).flatten().collect();
        let mut spans = Vec::new();
        for set in &group.members {
            // `it` and `above` are always somebody.
            let Some(units) = self.some(*set) else { return Vec::new() };
            let left = units.into_iter().filter(|u| !out.contains(u));
            spans.extend(left.map(|u| self.plan.unit(u).runs).filter(|r| r.meets(run)));
        }
        let (name, label) = (&group.item.id, &group.item.label);
        let at = group.item.place("members");
        if spans.is_empty() {
            return vec![empty::group(name, label, at)];
        }
        let gap = gap(spans, run).map(|day| empty::group_for_a_time(name, label, at, day));
        gap.into_iter().chain(self.empty_selectors(id, run)).collect()
    }

    fn empty_selectors(&self, id: GroupId, run: Days) -> Vec<crate::diag::Finding> {
        let name = &self.plan.group(id).item.id;
        let nobody = |set: SetId| {
            let every = matches!(self.plan.set(set), Set::Every { .. });
            let units = self.some(set).unwrap_or_default();
            every && !units.iter().any(|u| self.plan.unit(*u).runs.meets(run))
        };
        let selectors = self.selectors.get(id.at()).map(|s| &s.list).into_iter().flatten();
        let empty = selectors.filter(|(set, _)| nobody(*set));
        empty.map(|(_, at)| empty::selector(name, *at)).collect()
    }

    /// Whom a selection can mean for any unit; `None`: for every unit somebody.
    fn some(&self, set: SetId) -> Option<Vec<UnitId>> {
        match self.plan.set(set) {
            Set::It | Set::Above => None,
            Set::Every { kinds, under: Some(UnitRef::It | UnitRef::Above), .. } => {
                let fits = |u: &&UnitId| {
                    let unit = self.plan.unit(**u);
                    unit.under.is_some() && unit.kind.as_ref().is_some_and(|k| kinds.contains(k))
                };
                Some(self.plan.tree.all().iter().filter(fits).copied().collect())
            }
            Set::Unit(_) | Set::Group(_) | Set::Every { .. } => {
                Some(self.plan.members(&[set], None, None))
            }
        }
    }
}

/// The first day of the run on which no span holds.
fn gap(mut spans: Vec<Days>, run: Days) -> Option<Date> {
    spans.sort_unstable_by_key(|days| days.from);
    let mut day = run.from.or(spans.first().and_then(|s| s.from));
    for span in spans {
        match (span.from, day) {
            (Some(from), Some(at)) if from > at => return Some(at),
            _ => {}
        }
        // An open end holds for good.
        let end = span.to?;
        day = Some(day.map_or(end.after(), |at| at.max(end.after())));
    }
    day.filter(|at| run.to.is_none_or(|to| *at <= to))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(from: &str, to: &str) -> Days {
        Days { from: Date::parse_iso(from), to: Date::parse_iso(to) }
    }

    #[test]
    fn the_first_day_without_a_member() {
        let run = days("2018-01-01", "2018-12-31");
        let two = vec![days("", "2018-03-31"), days("2018-05-01", "")];
        assert_eq!(gap(two, run), Date::parse_iso("2018-04-01"));
        let whole = vec![days("2018-04-01", ""), days("", "2018-03-31")];
        assert_eq!(gap(whole, run), None);
        assert_eq!(gap(vec![days("", "2018-12-31")], run), None);
        assert_eq!(gap(vec![days("2018-02-01", "")], run), run.from);
    }
}
