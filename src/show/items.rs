//! Every item of a plan, columns and single lines too, in the order of the files.

use crate::plan::{Item, Plan};

/// An item, or a part of one that says something of itself.
#[derive(Debug, Clone)]
pub(crate) struct Any<'a> {
    pub(crate) item: &'a Item,
    /// `target`, `column`, …
    pub(crate) kind: &'static str,
    /// The id; of a column with its table: `dia_ban.xa`.
    pub(crate) id: String,
    part: bool,
}

impl Any<'_> {
    /// An item of its own, not a column or line of one.
    pub(crate) fn is_whole(&self) -> bool {
        !self.part
    }
}

fn whole(item: &Item) -> Any<'_> {
    Any { item, kind: item.kind.word(), id: item.id.clone(), part: false }
}

/// All of them. What a line of a rule or table only takes over from its item is there twice, with the
/// same places.
pub(crate) fn all(plan: &Plan) -> Vec<Any<'_>> {
    let mut out = vec![whole(&plan.item)];
    out.extend(plan.units.iter().map(|x| whole(&x.item)));
    out.extend(plan.groups.iter().map(|x| whole(&x.item)));
    out.extend(plan.phases.iter().map(|x| whole(&x.item)));
    out.extend(plan.events.iter().map(|x| whole(&x.item)));
    out.extend(plan.indicators.iter().map(|x| whole(&x.item)));
    for table in &plan.tables {
        out.push(whole(&table.item));
        let column = |item| Any {
            item,
            kind: "column",
            id: format!("{}.{}", table.item.id, item.id),
            part: true,
        };
        out.extend(table.columns.iter().map(|c| column(&c.item)));
        let law = |item| Any { part: true, ..whole(item) };
        let own = |item| Any { kind: "table", id: table.item.id.clone(), ..law(item) };
        out.extend(table.requires.iter().map(|r| own(&r.item)));
    }
    out.extend(plan.duties.iter().map(|x| whole(&x.item)));
    for rule in &plan.rules {
        out.push(whole(&rule.item));
        out.extend(rule.lines.iter().map(|l| Any { part: true, ..whole(&l.item) }));
    }
    out.extend(plan.notes.iter().map(|x| whole(&x.item)));
    out.extend(plan.amendments.iter().map(whole));
    out.sort_by_key(|any| (any.item.name, any.part));
    out
}
