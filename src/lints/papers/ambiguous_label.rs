//! `rule/ambiguous-label`: two units, figures or duties in force together whose names fold to the same: the
//! data cannot tell them apart.

use rustc_hash::FxHashMap;

use crate::diag::{Code, Finding, Severity, Sink};
use crate::lints::ctx::{column, named, quoted};
use crate::lints::{Ctx, Lint, Run};
use crate::plan::{Duty, Item, Unit};
use crate::source::Span;
use crate::syntax::tree::Kind;
use crate::value::{Days, Lang, Words, fold, words};

pub(crate) static CODE: Code = Code {
    name: "rule/ambiguous-label",
    severity: Severity::Warning,
    summary: [
        "hai đơn vị, chỉ số hoặc nghĩa vụ trùng tên trong cùng thời gian",
        "two units, figures or duties in force together whose labels are the same",
    ],
};

pub(super) const LINT: Lint = Lint { codes: &[&CODE], run: Run::Any(run) };

fn message(item: &Words, other: &str, name: &str) -> Words {
    let (name, other) = (quoted(name), quoted(other));
    Words::new(|l| match l {
        Lang::Vi => {
            format!("{} trùng tên với {other}: số liệu ghi {name} thì không rõ là mục nào", item.vi)
        }
        Lang::En => {
            format!("{} has the name of {other} too: data that say {name} may mean either", item.en)
        }
    })
}

/// A name with the item and the days on which it means it.
struct Name<'a> {
    text: &'a str,
    item: &'a Item,
    days: Days,
    shown: fn(&Item) -> Words,
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    let plan = ctx.plan;
    meet(ctx, plan.units.iter().flat_map(unit).collect(), sink);
    let figures = plan.indicators.iter().flat_map(|f| names(&f.item, &f.aliases));
    meet(ctx, figures.collect(), sink);
    meet(ctx, plan.tables.iter().flat_map(|t| names(&t.item, &t.aliases)).collect(), sink);
    for table in &plan.tables {
        let columns = table.columns.iter().flat_map(|c| names(&c.item, &c.aliases));
        meet(ctx, columns.map(|name| Name { shown: column, ..name }).collect(), sink);
    }
    let is_task = |d: &Duty| d.item.kind == Kind::Task;
    let (tasks, papers): (Vec<&Duty>, Vec<&Duty>) = plan.duties.iter().partition(|d| is_task(d));
    for list in [papers, tasks] {
        meet(ctx, list.into_iter().flat_map(|d| names(&d.item, &d.aliases)).collect(), sink);
    }
}

fn unit(unit: &Unit) -> Vec<Name<'_>> {
    let label = Name { text: &unit.item.label, item: &unit.item, days: unit.runs, shown: named };
    let aliases = unit.aliases.iter().map(|(text, from)| Name {
        text,
        item: &unit.item,
        days: unit.runs.and(Days { from: *from, to: None }),
        shown: named,
    });
    std::iter::once(label).chain(aliases).collect()
}

fn names<'a>(item: &'a Item, aliases: &'a [String]) -> Vec<Name<'a>> {
    let new = |text| Name { text, item, days: item.force, shown: named };
    std::iter::once(new(item.label.as_str())).chain(aliases.iter().map(|a| new(a))).collect()
}

/// Each pair of items once, however many names they share.
fn meet<'a>(ctx: &Ctx<'_>, names: Vec<Name<'a>>, sink: &mut Sink) {
    let mut known: FxHashMap<String, Vec<Name<'a>>> = FxHashMap::default();
    let mut told: Vec<(Span, Span)> = Vec::new();
    for name in names {
        let list = known.entry(fold::key(name.text)).or_default();
        // Versions of one item follow each other.
        let clash = |o: &&Name<'a>| o.item.id != name.item.id && o.days.meets(name.days);
        if let Some(other) = list.iter().find(clash) {
            let pair = (other.item.name, name.item.name);
            if !told.contains(&pair) {
                told.push(pair);
                sink.push(finding(ctx, &name, other));
            }
        }
        list.push(name);
    }
}

fn finding(ctx: &Ctx<'_>, name: &Name<'_>, other: &Name<'_>) -> Finding {
    let message = message(&(name.shown)(name.item), &other.item.id, other.text);
    let at = (name.item.name, words!("trùng tên", "of the same name"));
    ctx.finding(&CODE, name.item, at, message)
        .at(other.item.name, words!("với mục này", "as this one"))
        .help(words!(
            "đặt tên khác cho một trong hai, như tên trong văn bản kèm nơi thực hiện",
            "give one of them another label, such as its place or office"
        ))
}
