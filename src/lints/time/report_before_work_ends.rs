//! `rule/report-before-work-ends`: a report on a phase or on the whole run is due before it is over, or on
//! its very last day.

use crate::diag::{Code, Finding, Severity, Sink};
use crate::dues::{Occasion, Slot, show_occasion};
use crate::lints::ctx::named;
use crate::lints::{Ctx, Lint, Run};
use crate::plan::Duty;
use crate::syntax::tree::Kind;
use crate::value::{Date, Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "rule/report-before-work-ends",
    severity: Severity::Warning,
    summary: [
        "báo cáo phải nộp khi việc hoặc giai đoạn chưa hết",
        "a report is due before, or on, the last day of what it tells of",
    ],
};

pub(super) const LINT: Lint = Lint { codes: &[&CODE], run: Run::Any(run) };

fn message(ctx: &Ctx<'_>, duty: &Duty, slot: &Slot, [day, last]: [Date; 2]) -> Words {
    let what = named(&duty.item);
    Words::new(|l| {
        let of = show_occasion(ctx.plan, slot.occasion, l);
        let (due, end) = (day.show(l), last.show(l));
        match (l, day == last) {
            (Lang::Vi, true) => {
                format!(
                    "{} có hạn {due}, đúng ngày cuối của thời gian phải báo cáo ({of})",
                    what.vi
                )
            }
            (Lang::Vi, false) => {
                format!(
                    "{} có hạn {due}, khi thời gian phải báo cáo ({of}) đến {end} mới hết",
                    what.vi
                )
            }
            (Lang::En, true) => {
                format!("{} is due {due}, on the last day of what it tells of ({of})", what.en)
            }
            (Lang::En, false) => {
                format!("{} is due {due}, while what it tells of ({of}) ends {end}", what.en)
            }
        }
    })
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    for (id, duty) in ctx.duties() {
        let mut slots = ctx.slots(id);
        sink.push_some(slots.find_map(|slot| finding(ctx, duty, slot)));
    }
}

fn finding(ctx: &Ctx<'_>, duty: &Duty, slot: &Slot) -> Option<Finding> {
    let (day, last) = (slot.day?, slot.last?);
    let tells = duty.item.kind == Kind::Report || !duty.carries.is_empty();
    let written = duty.due.iter().any(|due| due.clause == slot.clause);
    let early = match slot.occasion {
        Occasion::Phase(_) => day <= last,
        // What is owed once early in the run tells of what was begun, not of the whole.
        Occasion::Once => tells && written && day == last,
        // A due day inside a period has a finding of its own.
        Occasion::Period(_) | Occasion::Event(_) => false,
    };
    if !early {
        return None;
    }
    let at = (slot.clause, words!("hạn đặt ở đây", "the due day is set here"));
    let finding = ctx.finding(&CODE, &duty.item, at, message(ctx, duty, slot, [day, last]));
    Some(finding.help(words!(
        "lùi hạn sau ngày cuối, hoặc ghi `assume` vì sao báo cáo sớm hơn",
        "let it be due after the last day, or say in an `assume` why it comes earlier"
    )))
}
