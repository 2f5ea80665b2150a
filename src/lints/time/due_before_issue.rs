//! `rule/due-before-issue`: something is due before the plan was issued.

use crate::diag::{Code, Finding, Severity, Sink};
use crate::lints::ctx::named;
use crate::lints::time::DueOn;
use crate::lints::{Ctx, Lint, Run};
use crate::plan::{Duty, DutyId};
use crate::value::{Date, Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "rule/due-before-issue",
    severity: Severity::Warning,
    summary: ["hạn nộp trước ngày ban hành kế hoạch", "a due day before the plan was issued"],
};

pub(super) const LINT: Lint = Lint { codes: &[&CODE], run: Run::Any(run) };

fn message(duty: &Words, due: Date, issued: Date) -> Words {
    Words::new(|l| {
        let (due, issued) = (due.show(l), issued.show(l));
        match l {
            Lang::Vi => {
                format!("{} có hạn {due}, trước ngày ban hành kế hoạch {issued}", duty.vi)
            }
            Lang::En => format!("{} is due {due}, before the plan was issued {issued}", duty.en),
        }
    })
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    let Some(issued) = ctx.plan.issued else { return };
    for (id, duty) in ctx.duties() {
        let early = ctx.due_days(id).into_iter().find(|due| due.day < issued);
        if let Some(due) = early {
            sink.push(finding(ctx, duty, due, issued));
        }
    }
}

fn finding(ctx: &Ctx<'_>, duty: &Duty, due: DueOn, issued: Date) -> Finding {
    let at = (due.clause, words!("hạn đặt ở đây", "the due day is set here"));
    ctx.finding(&CODE, &duty.item, at, message(&named(&duty.item), due.day, issued))
        .at(ctx.plan.item.place("issued"), words!("ngày ban hành", "issued"))
        .help(words!(
            "ghi `first` với kỳ đầu tiên phải báo cáo, hoặc sửa hạn",
            "write `first` with the first occasion owed, or mend the due day"
        ))
}

impl Ctx<'_> {
    /// The due days of a duty that somebody owes, and of a task, in order.
    pub(super) fn due_days(&self, id: DutyId) -> Vec<DueOn> {
        let slots = self.slots(id).filter_map(|s| Some(DueOn { day: s.day?, clause: s.clause }));
        let tasks = self.dues.task_days.iter().filter(|t| t.duty == id);
        let tasks = tasks.map(|t| DueOn { day: t.day, clause: t.clause });
        let mut days: Vec<DueOn> = slots.chain(tasks).collect();
        days.sort_unstable();
        days
    }
}
