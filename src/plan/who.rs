//! Units, groups, and selections of units.

use crate::plan::codes::unknown_name;
use crate::plan::from_syntax::{Entry, Resolver};
use crate::plan::items::{each, one};
use crate::plan::{Addressee, Group, Set, SetId, Unit, UnitRef};
use crate::source::Span;
use crate::syntax::tree::{self, Args, Name, Place, Who};
use crate::value::Days;

/// Where each part of the `members` and `except` of a group stands.
#[derive(Debug, Default)]
pub(crate) struct Selectors {
    pub(crate) list: Vec<(SetId, Span)>,
    /// A part could not be resolved: nobody knows whether the group is empty.
    pub(crate) broken: bool,
}

impl Resolver<'_> {
    /// The number of a selection; the same selection has one number.
    pub(crate) fn intern(&mut self, set: Set) -> SetId {
        let next = SetId(u32::try_from(self.plan.sets.len()).unwrap_or(u32::MAX));
        let id = *self.interned.entry(set.clone()).or_insert(next);
        if id == next {
            self.plan.sets.push(set);
        }
        id
    }

    pub(crate) fn unit_ref(&mut self, unit: &tree::UnitRef) -> Option<UnitRef> {
        match unit {
            tree::UnitRef::It(_) => Some(UnitRef::It),
            tree::UnitRef::Above(_) => Some(UnitRef::Above),
            tree::UnitRef::Named(name) => self.unit_or_group(name),
        }
    }

    /// One selection.
    pub(crate) fn who(&mut self, who: &Who) -> Option<SetId> {
        let set = match who {
            Who::One(unit) => match self.unit_ref(unit)? {
                UnitRef::It => Set::It,
                UnitRef::Above => Set::Above,
                UnitRef::Unit(id) => Set::Unit(id),
                UnitRef::Group(id) => Set::Group(id),
            },
            Who::Every { kinds, under, .. } => {
                let kinds = self.kinds_of(kinds);
                let (directly, under) = match under {
                    Some((directly, unit)) => (*directly, Some(self.unit_ref(unit)?)),
                    None => (false, None),
                };
                if kinds.is_empty() {
                    return None;
                }
                Set::Every { kinds, directly, under }
            }
        };
        Some(self.intern(set))
    }

    fn kinds_of(&mut self, names: &[Name]) -> Vec<String> {
        let mut out = Vec::new();
        for name in names {
            if self.kinds.contains(&name.text) {
                out.push(name.text.clone());
            } else {
                let known: Vec<&str> = self.kinds.iter().map(String::as_str).collect();
                self.sink.push(unknown_name::kind(&name.text, name.span, &known));
            }
        }
        out
    }

    pub(crate) fn whos(&mut self, list: &[Who]) -> Vec<SetId> {
        list.iter().filter_map(|who| self.who(who)).collect()
    }

    pub(crate) fn addressees(&mut self, places: &[Place]) -> Vec<Addressee> {
        let one = |place: &Place| match place {
            Place::Declared(who) => self.who(who).map(Addressee::Set),
            Place::Named(text) => Some(Addressee::Named(text.text.clone())),
        };
        places.iter().filter_map(one).collect()
    }

    pub(crate) fn units<'e>(&mut self, entries: impl Iterator<Item = &'e Entry>) {
        let entries: Vec<&Entry> = entries.collect();
        let before = self.sink.len();
        for entry in &entries {
            let unit = self.bare_unit(entry);
            self.plan.units.push(unit);
        }
        for (at, entry) in entries.iter().enumerate() {
            let clauses = &entry.item.clauses;
            let under = one!(clauses, "under", Args::Name(name) => name);
            let under = under.and_then(|name| self.unit(name));
            let mut becomes = Vec::new();
            for (_, (names, function)) in
                each!(clauses, "becomes", Args::Becomes { names, function } => (names, function))
            {
                let function = function.as_ref().map(|t| &t.text);
                let ids = names.iter().filter_map(|n| self.unit(n));
                becomes.extend(ids.map(|id| (id, function.cloned())));
            }
            if let Some(unit) = self.plan.units.get_mut(at) {
                unit.under = under;
                unit.becomes = becomes;
            }
        }
        self.cut_succession();
        self.units_broken |= self.sink.len() > before;
    }

    /// A unit before its names are looked up.
    fn bare_unit(&mut self, entry: &Entry) -> Unit {
        let clauses = &entry.item.clauses;
        let runs = one!(clauses, "runs", Args::Runs(days) => days);
        let aliases = each!(clauses, "alias", Args::UnitAlias { texts, from } => (texts, from));
        let aliases = aliases
            .into_iter()
            .flat_map(|(_, (texts, from))| texts.iter().map(|text| (text.text.clone(), *from)));
        let seats = each!(clauses, "seat", Args::Seat { role, post } => (role, post));
        let seat = |(_, (role, post)): (_, (&tree::Text, &Option<tree::Text>))| {
            (role.text.clone(), post.as_ref().map(|p| p.text.clone()))
        };
        Unit {
            item: self.item(entry),
            kind: one!(clauses, "kind", Args::Name(name) => name.text.clone()),
            under: None,
            aliases: aliases.collect(),
            runs: runs.map_or(Days::ALL, |days| self.days(days)),
            becomes: Vec::new(),
            seats: seats.into_iter().map(seat).collect(),
        }
    }

    pub(crate) fn groups<'e>(&mut self, entries: impl Iterator<Item = &'e Entry>) {
        for entry in entries {
            let clauses = &entry.item.clauses;
            let mut selectors = Selectors::default();
            let members = self.selection(clauses, "members", &mut selectors);
            let except = self.selection(clauses, "except", &mut selectors);
            let has = |head: &str| clauses.iter().any(|c| c.head == head);
            let (unknown, open) = (has("unknown"), has("open"));
            let item = self.item(entry);
            self.plan.groups.push(Group { item, members, except, unknown, open });
            self.selectors.push(selectors);
        }
        self.cut_groups();
    }

    fn selection(
        &mut self,
        clauses: &[tree::Clause],
        head: &str,
        selectors: &mut Selectors,
    ) -> Vec<SetId> {
        let mut out = Vec::new();
        for clause in clauses.iter().filter(|c| c.head == head) {
            let Args::Who(list) = &clause.args else { continue };
            let before = self.sink.len();
            for who in list {
                match self.who(who) {
                    Some(set) => {
                        out.push(set);
                        selectors.list.push((set, who.span()));
                    }
                    None => selectors.broken = true,
                }
            }
            selectors.broken |= self.sink.len() > before;
        }
        out
    }
}
