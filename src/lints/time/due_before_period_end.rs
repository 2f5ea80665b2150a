//! `rule/due-before-period-end`: a report is due inside its own period, and nothing closes the figures.

use crate::diag::{Code, Finding, Severity, Sink};
use crate::dues::{Slot, show_occasion};
use crate::lints::ctx::named;
use crate::lints::{Ctx, Lint, Run};
use crate::plan::Duty;
use crate::value::{Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "rule/due-before-period-end",
    severity: Severity::Note,
    summary: [
        "hạn nộp trước khi hết kỳ mà không có ngày chốt số liệu",
        "a due day inside the period, and nothing `closes` it",
    ],
};

pub(super) const LINT: Lint = Lint { codes: &[&CODE], run: Run::Any(run) };

fn message(ctx: &Ctx<'_>, duty: &Duty, slot: &Slot) -> Option<Words> {
    let (day, last, what) = (slot.day?, slot.last?, named(&duty.item));
    Some(Words::new(|l| {
        let (day, last) = (day.show(l), last.show(l));
        let period = show_occasion(ctx.plan, slot.occasion, l);
        match l {
            Lang::Vi => {
                format!("{} của {period} có hạn {day}, trước khi hết kỳ ({last})", what.vi)
            }
            Lang::En => {
                format!("{} for {period} is due {day}, before the period ends ({last})", what.en)
            }
        }
    }))
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    for (id, duty) in ctx.duties() {
        let early = ctx.slots(id).find(|slot| slot.estimate);
        sink.push_some(early.and_then(|slot| finding(ctx, duty, slot)));
    }
}

fn finding(ctx: &Ctx<'_>, duty: &Duty, slot: &Slot) -> Option<Finding> {
    let label =
        words!("số liệu nộp theo hạn này là ước tính", "what is filed by then is an estimate");
    let finding = ctx.finding(&CODE, &duty.item, (slot.clause, label), message(ctx, duty, slot)?);
    Some(finding.help(words!(
        "ghi ngày chốt số liệu (`closes`) nếu văn bản có; không thì số liệu được coi là ước tính",
        "write the day on which the figures are closed (`closes`) if the text has one; else they count as estimates"
    )))
}
