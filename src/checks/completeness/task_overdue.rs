//! `completeness/task-overdue`: the day of a task has passed, its due day or the last of its `during`, and
//! nothing says that it is done. One finding for each task and day, with the leads that have not said so.

use rustc_hash::FxHashMap;

use crate::checks::completeness::papers::{filings, required_here, some_of};
use crate::checks::{Check, Ctx};
use crate::diag::words::count;
use crate::diag::{Code, Finding, Severity, Sink, Subject};
use crate::dues::{Occasion, TaskDay, occasion_id};
use crate::facts::{Filing, TaskStatus};
use crate::plan::{DutyId, UnitId, When};
use crate::source::{Place, Span};
use crate::syntax::tree::Kind;
use crate::value::calendar::civil_first;
use crate::value::{Date, Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "completeness/task-overdue",
    severity: Severity::Warning,
    summary: [
        "nhiệm vụ đã quá hạn mà chưa có báo cáo nào ghi là hoàn thành",
        "the day of a task has passed and nothing says that it is done",
    ],
};

pub(super) const CHECK: Check = Check { codes: &[&CODE], run };

fn message(task: &str, leads: &[String], day: Date, as_of: Date) -> Words {
    Words::new(|l| {
        let (some, late) = (some_of(leads, l), as_of.days_since(day));
        let due = day.show(l);
        let days = count(usize::try_from(late).unwrap_or(0), l, ["ngày", "day", "days"]);
        match (l, leads.is_empty()) {
            (Lang::Vi, false) => format!(
                "nhiệm vụ `{task}` của {some} đã quá hạn {days}: hạn là {due}, chưa nơi nào ghi là hoàn thành"
            ),
            (Lang::Vi, true) => format!(
                "nhiệm vụ `{task}` đã quá hạn {days}: hạn là {due}, chưa nơi nào ghi là hoàn thành"
            ),
            (Lang::En, false) => {
                format!(
                    "the task `{task}` of {some} is {days} overdue: due {due}, and nothing says that it is done"
                )
            }
            (Lang::En, true) => {
                format!(
                    "the task `{task}` is {days} overdue: due {due}, and nothing says that it is done"
                )
            }
        }
    })
}

fn label(last: Option<TaskStatus>) -> Words {
    match last {
        None => words!("không báo cáo nào nhắc đến nhiệm vụ này", "no report mentions the task"),
        Some(TaskStatus::Doing) => words!("lần cuối ghi là đang làm", "last said to be going on"),
        Some(TaskStatus::Todo | TaskStatus::Done) => {
            words!("lần cuối ghi là chưa làm", "last said to be not begun")
        }
    }
}

fn help(id: &str) -> Words {
    words!(
        "nếu đã xong, ghi `{id} = \"done\"` vào mục [tasks] của báo cáo kỳ này; nếu chưa, đôn đốc và ghi văn bản gia hạn vào [[extension]]",
        "if it is done, enter `{id} = \"done\"` under [tasks] of the next report; if not, press for it, and enter any extension under [[extension]]"
    )
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    if ctx.dues.task_days.is_empty() {
        return;
    }
    let told = Told::new(ctx);
    for task_day in ctx.dues.task_days.iter().filter(|t| t.day < ctx.as_of) {
        one(ctx, task_day, &told, sink);
    }
}

/// What filings say of tasks, in the order filed.
struct Told<'a> {
    by_task: FxHashMap<DutyId, Vec<Said<'a>>>,
}

struct Said<'a> {
    filing: &'a Filing,
    status: TaskStatus,
    at: Span,
}

impl<'a> Told<'a> {
    fn new(ctx: &Ctx<'a>) -> Self {
        let mut told = Self { by_task: FxHashMap::default() };
        for (id, filing) in filings(ctx) {
            let of_tasks = ctx.facts.more(id).into_iter().flat_map(|m| &m.tasks);
            for (task, status, at) in of_tasks {
                told.add(*task, Said { filing, status: *status, at: *at });
            }
            // A document for the task itself is its outcome.
            for duty in ctx.facts.duties_of(filing) {
                if ctx.plan.duty(*duty).item.kind == Kind::Task {
                    let status = TaskStatus::Done;
                    told.add(*duty, Said { filing, status, at: ctx.facts.header(filing) });
                }
            }
        }
        told
    }

    fn add(&mut self, task: DutyId, said: Said<'a>) {
        self.by_task.entry(task).or_default().push(said);
    }

    fn of(&self, task: DutyId) -> &[Said<'a>] {
        self.by_task.get(&task).map_or(&[], Vec::as_slice)
    }
}

impl Said<'_> {
    /// Whether it says that the task is done on this occasion.
    fn is_done(&self, occasion: Occasion) -> bool {
        self.status == TaskStatus::Done && self.speaks_of(occasion)
    }

    fn speaks_of(&self, occasion: Occasion) -> bool {
        let Occasion::Period(p) = occasion else { return true };
        match self.filing.when {
            Some(When::Period(q)) => q.from <= p.to && p.to <= q.to,
            Some(When::Phase(_) | When::Day(_)) => true,
            None => {
                let made = self.filing.signed.or(self.filing.received);
                made.is_none_or(|day| day >= civil_first(p.from))
            }
        }
    }
}

fn one(ctx: &Ctx<'_>, task_day: &TaskDay, told: &Told<'_>, sink: &mut Sink) {
    let duty = ctx.plan.duty(task_day.duty);
    let said = told.of(task_day.duty);
    let leads = ctx.plan.members(&duty.from, None, None);
    let done = |unit: Option<UnitId>| {
        said.iter().any(|s| {
            // Who does not lead it speaks for all that do.
            let speaks = Some(s.filing.from) == unit || !leads.contains(&s.filing.from);
            speaks && s.is_done(task_day.occasion)
        })
    };
    if leads.is_empty() {
        if !done(None) && ctx.facts.scope.units.is_empty() {
            sink.push(finding(ctx, task_day, &[], said));
        }
        return;
    }
    let theirs = leads.iter().copied().filter(|u| task_day.unit.is_none_or(|own| own == *u));
    let late: Vec<UnitId> =
        theirs.filter(|u| is_overdue(ctx, task_day, *u) && !done(Some(*u))).collect();
    if !late.is_empty() {
        sink.push(finding(ctx, task_day, &late, said));
    }
}

/// Whether the day has passed for a lead that is in scope, and that somebody still stands for.
fn is_overdue(ctx: &Ctx<'_>, task_day: &TaskDay, unit: UnitId) -> bool {
    let scope = &ctx.facts.scope.units;
    let function = ctx.plan.duty(task_day.duty).function.as_deref();
    (scope.is_empty() || scope.contains(&unit))
        && day_for(ctx, task_day, unit) < ctx.as_of
        && !ctx.plan.bearers(unit, task_day.day, function).is_empty()
}

/// The day for one lead, put off where an extension says so.
fn day_for(ctx: &Ctx<'_>, task_day: &TaskDay, unit: UnitId) -> Date {
    let mut extensions = ctx.facts.extensions.iter();
    let put_off = extensions.find(|e| e.unit == unit && task_day.is_put_off_by(e));
    put_off.map_or(task_day.day, |e| e.until)
}

fn finding(ctx: &Ctx<'_>, task_day: &TaskDay, late: &[UnitId], said: &[Said<'_>]) -> Finding {
    let duty = ctx.plan.duty(task_day.duty);
    let names: Vec<String> =
        late.iter().map(|u| ctx.unit(*u, Some(task_day.day)).to_owned()).collect();
    let last = said.iter().rfind(|s| {
        let theirs = late.is_empty() || late.contains(&s.filing.from);
        theirs && s.speaks_of(task_day.occasion)
    });
    let place = last.map_or(ctx.absent(), |s| Place::Text(s.at));
    let (unit, day) = match late {
        [one] => (Some(ctx.plan.unit(*one).item.id.clone()), day_for(ctx, task_day, *one)),
        _ => (None, task_day.day),
    };
    let message = message(&duty.item.label, &names, day, ctx.as_of);
    ctx.finding(&CODE, &duty.item, task_day.clause, message)
        .at(place, label(last.map(|s| s.status)))
        .at(task_day.clause, required_here())
        .help(help(&duty.item.id))
        .about(Subject {
            unit,
            period: occasion_id(ctx.plan, task_day.occasion),
            duty: Some(duty.item.id.clone()),
            figure: None,
        })
}
