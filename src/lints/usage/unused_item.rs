//! `rule/unused-item`: an item that nothing refers to. An item of a library is used when any of the plans
//! read together uses it.

use rustc_hash::FxHashSet;

use crate::diag::{Code, Finding, Severity, Sink};
use crate::lints::ctx::named;
use crate::lints::{Ctx, Lint, Run};
use crate::plan::{Item, Set, UnitId, UnitRef};
use crate::source::{FileId, Span};
use crate::value::{Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "rule/unused-item",
    severity: Severity::Note,
    summary: ["một mục không được dùng ở đâu", "an item that nothing uses"],
};

pub(super) const LINT: Lint = Lint { codes: &[&CODE], run: Run::Together(run) };

fn finding(ctx: &Ctx<'_>, item: &Item) -> Finding {
    let what = named(item);
    let message = Words::new(|l| match l {
        Lang::Vi => format!("{} không được dùng ở đâu", what.vi),
        Lang::En => format!("{} is used nowhere", what.en),
    });
    let label = words!("không mục nào nhắc đến", "no other item refers to it");
    ctx.finding(&CODE, item, (item.name, label), message).help(words!(
        "bỏ mục này, hoặc dùng nó; nếu một kế hoạch khác dùng nó thì soát hai kế hoạch cùng lúc",
        "drop it, or use it; if another plan uses it, look into both plans together"
    ))
}

fn run(plans: &[Ctx<'_>], sink: &mut Sink) {
    let mut used: FxHashSet<Span> = FxHashSet::default();
    let mut unsure: FxHashSet<FileId> = FxHashSet::default();
    for ctx in plans {
        used.extend(ctx.plan.named.iter().copied());
        used.extend(selected(ctx).into_iter().map(|u| ctx.plan.unit(u).item.name));
        if !ctx.sound {
            unsure.extend(items(ctx).map(|item| item.name.file));
        }
    }
    let mut told: FxHashSet<Span> = FxHashSet::default();
    for ctx in plans {
        let mut versions = FxHashSet::default();
        for item in items(ctx) {
            // A later version by an amendment is used through the first.
            let first = versions.insert((item.kind.word(), item.id.as_str()));
            let idle = !used.contains(&item.name) && !unsure.contains(&item.name.file);
            if first && idle && told.insert(item.name) {
                sink.push(finding(ctx, item));
            }
        }
    }
}

/// The items that are there to be used.
fn items<'a>(ctx: &Ctx<'a>) -> impl Iterator<Item = &'a Item> + use<'a> {
    let plan = ctx.plan;
    let units = plan.units.iter().map(|u| &u.item);
    let groups = plan.groups.iter().map(|g| &g.item);
    let times = plan.phases.iter().map(|p| &p.item);
    let events = plan.events.iter().map(|e| &e.item);
    let figures = plan.indicators.iter().map(|f| &f.item);
    let tables = plan.tables.iter().map(|t| &t.item);
    units.chain(groups).chain(times).chain(events).chain(figures).chain(tables)
}

/// The units that some `every KIND` selects, for any unit at hand.
fn selected(ctx: &Ctx<'_>) -> Vec<UnitId> {
    let plan = ctx.plan;
    let mut out = Vec::new();
    for (id, set) in (0..).map(crate::plan::SetId).zip(&plan.sets) {
        let Set::Every { kinds, under, .. } = set else { continue };
        if matches!(under, Some(UnitRef::It | UnitRef::Above)) {
            let of_kind =
                |u: &&UnitId| plan.unit(**u).kind.as_ref().is_some_and(|kind| kinds.contains(kind));
            out.extend(plan.tree.all().iter().filter(of_kind));
        } else {
            out.extend(plan.members(&[id], None, None));
        }
    }
    out
}
