//! Who exists on a day: the tree of units and the members of groups.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::plan::{Group, GroupId, Plan, Set, SetId, Unit, UnitId, UnitRef};
use crate::value::Date;

/// Units in the order of the tree; the subtree of a unit is a range of it.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    order: Vec<UnitId>,
    /// For each unit: where its subtree begins and ends in `order`, itself first.
    ranges: Vec<(u32, u32)>,
}

impl Tree {
    /// `under` must have no circle: the resolver cuts those.
    pub(crate) fn new(units: &[Unit]) -> Self {
        let mut children: Vec<Vec<UnitId>> = vec![Vec::new(); units.len()];
        let mut roots = Vec::new();
        for (i, unit) in units.iter().enumerate() {
            let id = UnitId(u32::try_from(i).unwrap_or(u32::MAX));
            match unit.under.and_then(|u| children.get_mut(u.at())) {
                Some(list) => list.push(id),
                None => roots.push(id),
            }
        }
        let mut tree =
            Self { order: Vec::with_capacity(units.len()), ranges: vec![(0, 0); units.len()] };
        // Depth first without recursion: each unit is met once to open and once to close its range.
        let mut stack: Vec<(UnitId, bool)> =
            roots.into_iter().rev().map(|id| (id, false)).collect();
        while let Some((id, closing)) = stack.pop() {
            let here = u32::try_from(tree.order.len()).unwrap_or(u32::MAX);
            let Some(range) = tree.ranges.get_mut(id.at()) else { continue };
            if closing {
                range.1 = here;
                continue;
            }
            range.0 = here;
            tree.order.push(id);
            stack.push((id, true));
            let below = children.get(id.at()).into_iter().flatten().rev();
            stack.extend(below.map(|child| (*child, false)));
        }
        tree
    }

    /// The units under `id`, at any depth, without itself.
    pub(crate) fn below(&self, id: UnitId) -> &[UnitId] {
        let (from, to) = self.ranges.get(id.at()).copied().unwrap_or((0, 0));
        self.order.get(from as usize + 1..to as usize).unwrap_or(&[])
    }

    /// All units, in the order of the tree.
    pub(crate) fn all(&self) -> &[UnitId] {
        &self.order
    }
}

impl Plan {
    /// Whether the unit exists on the day.
    pub(crate) fn exists(&self, unit: UnitId, day: Date) -> bool {
        self.unit(unit).runs.contains(day)
    }

    /// The unit that `it` stands under.
    pub(crate) fn above(&self, unit: UnitId) -> Option<UnitId> {
        self.unit(unit).under
    }

    /// The name of a unit on a day: its label, or the alias that took its place since.
    pub(crate) fn unit_name(&self, unit: UnitId, day: Option<Date>) -> &str {
        let unit = self.unit(unit);
        let renamed = unit.aliases.iter().filter(|(_, from)| match (from, day) {
            (Some(from), Some(day)) => *from <= day,
            _ => false,
        });
        // Of several that took its place on one day, the one written first.
        renamed.rev().max_by_key(|(_, from)| *from).map_or(&unit.item.label, |(name, _)| name)
    }

    /// The members of some sets, each once, in the order written, whether or not they exist on a day
    /// (`None`), or only those that do.
    pub(crate) fn members(
        &self,
        sets: &[SetId],
        day: Option<Date>,
        it: Option<UnitId>,
    ) -> Vec<UnitId> {
        let mut members = Members { plan: self, day, it, groups: FxHashMap::default() };
        let mut out = Vec::new();
        for set in sets {
            members.collect(*set, &mut out);
        }
        if let Some(day) = day {
            out.retain(|unit| self.exists(*unit, day));
        }
        each_once(&mut out);
        out
    }

    /// The units that a reference stands for.
    pub(crate) fn resolve(&self, unit: UnitRef, it: Option<UnitId>) -> Vec<UnitId> {
        Members { plan: self, day: None, it, groups: FxHashMap::default() }.resolve(unit)
    }

    /// The group as it stands on a day: an amendment may have put another in its place.
    pub(crate) fn group_on(&self, id: GroupId, day: Option<Date>) -> &Group {
        let first = self.group(id);
        let Some(day) = day.filter(|d| !first.item.force.contains(*d)) else { return first };
        let same = |g: &&Group| g.item.id == first.item.id && g.item.force.contains(day);
        self.groups.iter().find(same).unwrap_or(first)
    }

    /// Whether a set depends on the unit at hand.
    pub(crate) fn is_relative(&self, set: SetId) -> bool {
        let mut seen = FxHashSet::default();
        let mut left = vec![set];
        while let Some(set) = left.pop() {
            match self.set(set) {
                Set::It
                | Set::Above
                | Set::Every { under: Some(UnitRef::It | UnitRef::Above), .. } => return true,
                Set::Group(id) | Set::Every { under: Some(UnitRef::Group(id)), .. } => {
                    if seen.insert(*id) {
                        let group = self.group(*id);
                        left.extend(group.members.iter().chain(&group.except));
                    }
                }
                Set::Unit(_) | Set::Every { .. } => {}
            }
        }
        false
    }

    /// Whether a set, or a group in it, is of a size nobody knows.
    pub(crate) fn is_unknown(&self, set: SetId) -> bool {
        matches!(self.set(set), Set::Group(id) if self.group(*id).unknown)
    }

    /// Whether a unit is expected through an open group only.
    pub(crate) fn is_open(&self, sets: &[SetId], unit: UnitId) -> bool {
        let open = |set: &&SetId| matches!(self.set(**set), Set::Group(id) if self.group(*id).open);
        let (open, closed): (Vec<SetId>, Vec<SetId>) = sets.iter().partition(|s| open(s));
        self.members(&open, None, None).contains(&unit)
            && !self.members(&closed, None, None).contains(&unit)
    }

    /// Who carries a unit's duties on at `day`: itself, or its successors there, by function where given.
    pub(crate) fn bearers(&self, unit: UnitId, day: Date, function: Option<&str>) -> Vec<UnitId> {
        let (mut out, mut left, mut seen) = (Vec::new(), vec![unit], FxHashSet::default());
        while let Some(unit) = left.pop() {
            if !seen.insert(unit) {
                continue;
            }
            if self.exists(unit, day) {
                out.push(unit);
            } else if self.unit(unit).runs.to.is_some_and(|to| to < day) {
                left.extend(self.successors(unit, function));
            }
        }
        out.sort_unstable();
        out
    }

    /// What a unit becomes: by function where one is given, else what carries on everything, else all.
    fn successors(&self, unit: UnitId, function: Option<&str>) -> Vec<UnitId> {
        let becomes = &self.unit(unit).becomes;
        let by_function = becomes.iter().filter(|(_, f)| f.as_deref() == function && f.is_some());
        let general = becomes.iter().filter(|(_, f)| f.is_none());
        let any = becomes.iter().filter(|_| function.is_none());
        let mut next: Vec<UnitId> = by_function.map(|(u, _)| *u).collect();
        if next.is_empty() {
            next = general.map(|(u, _)| *u).collect();
        }
        if next.is_empty() {
            next = any.map(|(u, _)| *u).collect();
        }
        next
    }
}

/// Who belongs to sets, for one unit at hand. Each group is taken apart once; a group that holds itself
/// is an error of the rules, and adds nobody.
struct Members<'p> {
    plan: &'p Plan,
    day: Option<Date>,
    it: Option<UnitId>,
    groups: FxHashMap<GroupId, Vec<UnitId>>,
}

impl Members<'_> {
    fn collect(&mut self, set: SetId, out: &mut Vec<UnitId>) {
        let plan = self.plan;
        match plan.set(set) {
            Set::Unit(id) => out.push(*id),
            Set::It => out.extend(self.it),
            Set::Above => out.extend(self.it.and_then(|u| plan.above(u))),
            Set::Group(id) => out.extend(self.group(*id)),
            Set::Every { kinds, directly, under } => {
                let is = |u: &&UnitId| {
                    let unit = plan.unit(**u);
                    unit.kind.as_ref().is_some_and(|k| kinds.contains(k))
                };
                let Some(under) = under else {
                    out.extend(plan.tree.all().iter().filter(is));
                    return;
                };
                for top in self.resolve(*under) {
                    let near = |u: &&UnitId| !directly || plan.unit(**u).under == Some(top);
                    out.extend(plan.tree.below(top).iter().filter(is).filter(near));
                }
            }
        }
    }

    fn resolve(&mut self, unit: UnitRef) -> Vec<UnitId> {
        match unit {
            UnitRef::It => self.it.into_iter().collect(),
            UnitRef::Above => self.it.and_then(|u| self.plan.above(u)).into_iter().collect(),
            UnitRef::Unit(id) => vec![id],
            UnitRef::Group(id) => self.group(id),
        }
    }

    fn group(&mut self, id: GroupId) -> Vec<UnitId> {
        if let Some(known) = self.groups.get(&id) {
            return known.clone();
        }
        self.groups.insert(id, Vec::new());
        let group = self.plan.group_on(id, self.day);
        let (mut inner, mut not) = (Vec::new(), Vec::new());
        group.members.iter().for_each(|set| self.collect(*set, &mut inner));
        group.except.iter().for_each(|set| self.collect(*set, &mut not));
        if !not.is_empty() {
            let not: FxHashSet<UnitId> = not.into_iter().collect();
            inner.retain(|u| !not.contains(u));
        }
        // Each once: groups of groups would else double with every step.
        each_once(&mut inner);
        self.groups.insert(id, inner.clone());
        inner
    }
}

/// Leaves the first of each. Units in the order of the plan are there once.
fn each_once(units: &mut Vec<UnitId>) {
    if !units.is_sorted_by(|a, b| a < b) {
        let mut seen = FxHashSet::default();
        units.retain(|unit| seen.insert(*unit));
    }
}
