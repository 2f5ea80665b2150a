//! Which item is meant: by its id, its name or alias, its row in a list of requirements, or its place in
//! the text of the plan.

use crate::plan::{
    ColumnId, DutyId, EventId, FigureId, GroupId, Item, PhaseId, Plan, RuleId, TableId, UnitId,
};
use crate::value::fold;

/// An item of a plan, or a column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    Plan,
    Unit(UnitId),
    Group(GroupId),
    Phase(PhaseId),
    Event(EventId),
    Figure(FigureId),
    Table(TableId),
    Column(TableId, ColumnId),
    Duty(DutyId),
    Rule(RuleId),
    /// By its place in the list.
    Note(usize),
    Amendment(usize),
}

impl What {
    pub(crate) fn item(self, plan: &Plan) -> &Item {
        let listed = match self {
            Self::Plan => None,
            Self::Unit(id) => Some(&plan.unit(id).item),
            Self::Group(id) => Some(&plan.group(id).item),
            Self::Phase(id) => Some(&plan.phase(id).item),
            Self::Event(id) => Some(&plan.event(id).item),
            Self::Figure(id) => Some(&plan.figure(id).item),
            Self::Table(id) => Some(&plan.table(id).item),
            Self::Column(table, id) => plan.table(table).columns.get(id.at()).map(|c| &c.item),
            Self::Duty(id) => Some(&plan.duty(id).item),
            Self::Rule(id) => Some(&plan.rule(id).item),
            Self::Note(at) => plan.notes.get(at).map(|n| &n.item),
            Self::Amendment(at) => plan.amendments.get(at),
        };
        listed.unwrap_or(&plan.item)
    }

    /// Its id; of a column with its table.
    pub(crate) fn id(self, plan: &Plan) -> String {
        match self {
            Self::Column(table, _) => {
                format!("{}.{}", plan.table(table).item.id, self.item(plan).id)
            }
            _ => self.item(plan).id.clone(),
        }
    }

    /// The item and its lines that say something of themselves.
    pub(crate) fn parts(self, plan: &Plan) -> Vec<&Item> {
        let mut out = vec![self.item(plan)];
        match self {
            Self::Rule(id) => out.extend(plan.rule(id).lines.iter().map(|l| &l.item)),
            Self::Table(id) => {
                let table = plan.table(id);
                out.extend(table.columns.iter().map(|c| &c.item));
                out.extend(table.requires.iter().map(|r| &r.item));
            }
            _ => {}
        }
        out
    }

    fn aliases(self, plan: &Plan) -> Vec<&str> {
        match self {
            Self::Unit(id) => plan.unit(id).aliases.iter().map(|(a, _)| a.as_str()).collect(),
            Self::Event(id) => strs(&plan.event(id).aliases),
            Self::Figure(id) => strs(&plan.figure(id).aliases),
            Self::Table(id) => strs(&plan.table(id).aliases),
            Self::Duty(id) => strs(&plan.duty(id).aliases),
            _ => Vec::new(),
        }
    }
}

fn strs(all: &[String]) -> Vec<&str> {
    all.iter().map(String::as_str).collect()
}

/// A flat list, each entry by its number.
fn each<T>(list: &[T], what: impl Fn(u32) -> What) -> impl Iterator<Item = What> {
    (0..u32::try_from(list.len()).unwrap_or(u32::MAX)).map(what)
}

/// Every item with a name: the plan, then what it asks, then who and what for; columns under their table.
pub(crate) fn all(plan: &Plan) -> Vec<What> {
    let mut out = vec![What::Plan];
    out.extend(each(&plan.phases, |n| What::Phase(PhaseId(n))));
    out.extend(each(&plan.events, |n| What::Event(EventId(n))));
    out.extend(each(&plan.duties, |n| What::Duty(DutyId(n))));
    out.extend(each(&plan.rules, |n| What::Rule(RuleId(n))));
    out.extend(each(&plan.indicators, |n| What::Figure(FigureId(n))));
    for (id, table) in (0..).map(TableId).zip(&plan.tables) {
        out.push(What::Table(id));
        out.extend(each(&table.columns, |n| What::Column(id, ColumnId(n))));
    }
    out.extend(each(&plan.groups, |n| What::Group(GroupId(n))));
    out.extend(each(&plan.units, |n| What::Unit(UnitId(n))));
    out.extend((0..plan.notes.len()).map(What::Note));
    out.extend((0..plan.amendments.len()).map(What::Amendment));
    out
}

/// The items that a text names, by the first way that finds one.
pub(crate) fn find(plan: &Plan, text: &str) -> Vec<What> {
    let all = all(plan);
    let key = fold::key(text);
    let same = |name: &str| fold::key(name) == key;
    let by_id = |w: &What| w.id(plan) == text;
    let by_name = |w: &What| {
        same(&w.item(plan).label)
            || w.aliases(plan).into_iter().any(same)
            || (*w == What::Plan && plan.number.as_deref().is_some_and(same))
    };
    let cited = |w: &What, row: bool| {
        let cites = w.parts(plan).into_iter().flat_map(|item| &item.cites);
        let mut named = cites.filter_map(|c| if row { c.row.as_deref() } else { Some(&*c.place) });
        named.any(same)
    };
    let ways: [&dyn Fn(&What) -> bool; 4] =
        [&by_id, &by_name, &|w| cited(w, true), &|w| cited(w, false)];
    for way in ways {
        let found: Vec<What> = all.iter().copied().filter(way).collect();
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}
