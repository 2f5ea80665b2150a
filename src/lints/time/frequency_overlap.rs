//! `rule/frequency-overlap`: two occasions of one duty end on the same day, and it does not say `merged`.

use crate::diag::{Code, Finding, Severity, Sink};
use crate::dues::{Slot, show_occasion};
use crate::lints::ctx::named;
use crate::lints::{Ctx, Lint, Run};
use crate::plan::{Duty, DutyId};
use crate::value::{Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "rule/frequency-overlap",
    severity: Severity::Note,
    summary: [
        "hai kỳ báo cáo hết cùng ngày mà không ghi kỳ dài thay kỳ ngắn",
        "two occasions end the same day, and nothing says `merged`",
    ],
};

pub(super) const LINT: Lint = Lint { codes: &[&CODE], run: Run::Any(run) };

fn message(ctx: &Ctx<'_>, duty: &Duty, [a, b]: [&Slot; 2]) -> Words {
    let what = named(&duty.item);
    Words::new(|l| {
        let [a, b] = [a, b].map(|slot| show_occasion(ctx.plan, slot.occasion, l));
        let what = what.get(l);
        match l {
            Lang::Vi => format!("{what} phải nộp cả {a} và {b}, hai kỳ hết cùng một ngày"),
            Lang::En => format!("{what} is owed for {a} and for {b}, which end on the same day"),
        }
    })
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    for (id, duty) in ctx.duties() {
        let Some(pair) = overlap(ctx, id).filter(|_| !duty.merged) else { continue };
        sink.push(finding(ctx, duty, pair));
    }
}

fn overlap<'c>(ctx: &'c Ctx<'_>, id: DutyId) -> Option<[&'c Slot; 2]> {
    let mut slots: Vec<&Slot> =
        ctx.slots(id).filter(|s| s.occasion.when().is_some() && s.last.is_some()).collect();
    slots.sort_by_key(|s| s.last);
    let pair = slots.windows(2).find(|pair| matches!(pair, [a, b] if a.last == b.last))?;
    match pair {
        [a, b] => Some([*a, *b]),
        _ => None,
    }
}

fn finding(ctx: &Ctx<'_>, duty: &Duty, pair: [&Slot; 2]) -> Finding {
    let at = (duty.item.place("every"), words!("các kỳ", "the occasions"));
    ctx.finding(&CODE, &duty.item, at, message(ctx, duty, pair)).help(words!(
        "thêm `merged` nếu báo cáo của kỳ dài thay được báo cáo của kỳ ngắn",
        "add `merged` if the report on the longer one serves the shorter too"
    ))
}
