//! `rule/uncited`: an item that says nowhere where it stands in the text.

use crate::diag::words::list;
use crate::diag::{Code, Finding, Severity, Sink};
use crate::lints::ctx::{named, quoted};
use crate::lints::{Ctx, Lint, Run};
use crate::plan::Item;
use crate::syntax::tree::Kind;
use crate::value::{Days, Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "rule/uncited",
    severity: Severity::Note,
    summary: [
        "một mục không dẫn chỗ trong văn bản",
        "an item that does not say where it stands in the text",
    ],
};

pub(super) const LINT: Lint = Lint { codes: &[&CODE], run: Run::Any(run) };

/// More than so many are one finding.
const MOST: usize = 5;

fn one(item: &Words) -> Words {
    Words::new(|l| match l {
        Lang::Vi => format!("{} không dẫn chỗ trong văn bản", item.vi),
        Lang::En => format!("{} does not say where it stands in the text", item.en),
    })
}

fn many(names: &[&str]) -> Words {
    let n = names.len();
    Words::new(|l| {
        let mut all: Vec<String> = names.iter().take(MOST).map(|n| quoted(n)).collect();
        all.push(match l {
            Lang::Vi => format!("{} mục khác", n - MOST),
            Lang::En => format!("{} more", n - MOST),
        });
        let all = list(&all, l, true);
        match l {
            Lang::Vi => format!("{n} mục không dẫn chỗ trong văn bản: {all}"),
            Lang::En => format!("{n} items do not say where they stand in the text: {all}"),
        }
    })
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    let lacking: Vec<&Item> = items(ctx).filter(|item| item.cites.is_empty()).collect();
    match lacking.as_slice() {
        [first, _, _, _, _, _, ..] => {
            let names: Vec<&str> = lacking.iter().map(|item| item.id.as_str()).collect();
            sink.push(finding(ctx, first, many(&names)));
        }
        few => few.iter().for_each(|item| sink.push(finding(ctx, item, one(&named(item))))),
    }
}

fn finding(ctx: &Ctx<'_>, item: &Item, message: Words) -> Finding {
    let at = (item.name, words!("không có dòng `cite`", "no `cite`"));
    ctx.finding(&CODE, item, at, message).help(words!(
        "thêm `cite` với mục của văn bản, ví dụ `cite \"IV.3\"`",
        "add a `cite` with the place in the text, as in `cite \"IV.3\"`"
    ))
}

/// What comes from the text. Units come from elsewhere; an assumption or an amendment says so itself.
fn items<'a>(ctx: &Ctx<'a>) -> impl Iterator<Item = &'a Item> + use<'a> {
    let plan = ctx.plan;
    let groups = plan.groups.iter().map(|g| &g.item);
    // A baseline without either has a finding of its own.
    let phases = plan.phases.iter().map(|p| &p.item);
    let times = phases.filter(|item| item.kind != Kind::Baseline);
    let events = plan.events.iter().map(|e| &e.item);
    let figures = plan.indicators.iter().map(|f| &f.item);
    let tables = plan.tables.iter().map(|t| &t.item);
    let duties = plan.duties.iter().map(|d| &d.item);
    let rules = plan.rules.iter().map(|r| &r.item);
    let notes = plan.notes.iter().map(|n| &n.item);
    let all = groups.chain(times).chain(events).chain(figures).chain(tables);
    let all = all.chain(duties).chain(rules).chain(notes);
    let own = |item: &&Item| item.name.file == plan.file && item.assumes.is_empty();
    all.filter(own).filter(|item| item.force == Days::ALL)
}
