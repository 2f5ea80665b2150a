//! `completeness/missing-task-status`: a report that `tells tasks` says nothing of a task of its sender. One
//! finding for each report. A task that was said to be done before needs no further word, unless it comes back.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::checks::completeness::papers::{
    Paper, Papers, filings, quoted, required_here, served_dues, some_of,
};
use crate::checks::{Check, Ctx, TASK_IS_MISSING};
use crate::diag::{Code, Severity, Sink};
use crate::dues::{Due, DueId};
use crate::facts::TaskStatus;
use crate::plan::{Duty, DutyId, SetId, UnitId};
use crate::syntax::tree::Kind;
use crate::value::{Date, Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "completeness/missing-task-status",
    severity: Severity::Warning,
    summary: [
        "báo cáo không nói gì về một nhiệm vụ của đơn vị gửi",
        "a report says nothing of a task of its sender",
    ],
};

pub(super) const CHECK: Check = Check { codes: &[&CODE], run };

fn message(paper: &Paper<'_>, tasks: &[String]) -> Words {
    Words::new(|l| {
        let (paper, tasks) = (paper.show(l), some_of(tasks, l));
        match l {
            Lang::Vi => format!("{paper} không nêu tình hình thực hiện nhiệm vụ {tasks}"),
            Lang::En => format!("{paper} does not say how far {tasks} has come"),
        }
    })
}

fn help(ids: &[String]) -> Words {
    Words::new(|l| {
        let ids = some_of(ids, l);
        match l {
            Lang::Vi => format!("ghi {ids} vào mục [tasks]: \"todo\", \"doing\" hoặc \"done\""),
            Lang::En => format!("enter {ids} under [tasks]: \"todo\", \"doing\" or \"done\""),
        }
    })
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    if ctx.plan.duties.iter().all(|d| d.tells_tasks.is_none()) {
        return;
    }
    let tasks = Tasks::new(ctx);
    let papers = Papers::new(ctx);
    for (id, due) in served_dues(ctx) {
        if let Some(told) = ctx.duty(due).tells_tasks {
            one(ctx, (id, told), &tasks, &papers, sink);
        }
    }
}

/// The tasks of each unit, and since when they are done.
struct Tasks {
    lead: FxHashMap<UnitId, Vec<DutyId>>,
    with: FxHashMap<UnitId, Vec<DutyId>>,
    /// The earliest last day of a time for which the unit said that the task is done.
    done: FxHashMap<(UnitId, DutyId), Date>,
}

impl Tasks {
    fn new(ctx: &Ctx<'_>) -> Self {
        let (mut lead, mut with) = (FxHashMap::default(), FxHashMap::default());
        for (at, task) in ctx.plan.duties.iter().enumerate() {
            if task.item.kind == Kind::Task {
                let id = DutyId(u32::try_from(at).unwrap_or(u32::MAX));
                list(ctx, &task.from, id, &mut lead);
                list(ctx, &task.with, id, &mut with);
            }
        }
        Self { lead, with, done: done(ctx) }
    }

    /// What the sender has to tell about, each task once.
    fn of(&self, unit: UnitId, (lead, with): (bool, bool)) -> impl Iterator<Item = DutyId> {
        let lead = self.lead.get(&unit).filter(|_| lead);
        let with = self.with.get(&unit).filter(|_| with);
        let mut seen = FxHashSet::default();
        let both = lead.into_iter().flatten().chain(with.into_iter().flatten());
        both.copied().filter(move |task| seen.insert(*task))
    }

    fn is_done_before(&self, unit: UnitId, task: DutyId, last: Option<Date>) -> bool {
        let since = self.done.get(&(unit, task)).copied();
        since.zip(last).is_some_and(|(since, last)| since < last)
    }
}

fn list(ctx: &Ctx<'_>, sets: &[SetId], task: DutyId, into: &mut FxHashMap<UnitId, Vec<DutyId>>) {
    for unit in ctx.plan.members(sets, None, None) {
        into.entry(unit).or_default().push(task);
    }
}

fn done(ctx: &Ctx<'_>) -> FxHashMap<(UnitId, DutyId), Date> {
    let mut done = FxHashMap::default();
    for (id, filing) in filings(ctx) {
        let Some(more) = ctx.facts.more(id) else { continue };
        let last = filing.when.and_then(|w| ctx.plan.last_day(w));
        let Some(day) = last.or(filing.signed).or(filing.received) else { continue };
        let told = more.tasks.iter();
        // What comes back every year is never done for good.
        let for_good = told.filter(|(task, status, _)| {
            *status == TaskStatus::Done && ctx.plan.duty(*task).every.is_empty()
        });
        for (task, _, _) in for_good {
            let since = done.entry((filing.from, *task)).or_insert(day);
            *since = day.min(*since);
        }
    }
    done
}

fn one(
    ctx: &Ctx<'_>,
    (id, told): (DueId, (bool, bool)),
    tasks: &Tasks,
    papers: &Papers<'_, '_>,
    sink: &mut Sink,
) {
    let due = ctx.dues.due(id);
    let Some((_, filing)) = papers.counting(id).next() else { return };
    let said = papers.counting(id).filter_map(|(id, _)| ctx.facts.more(id)).flat_map(|m| &m.tasks);
    let silent = tasks
        .of(due.unit, told)
        .filter(|task| is_told_of(ctx, ctx.plan.duty(*task), due))
        .filter(|task| !said.clone().any(|(t, _, _)| t == task))
        .filter(|task| !tasks.is_done_before(filing.from, *task, ctx.slot(due).last));
    let silent: Vec<&Duty> = silent.map(|task| ctx.plan.duty(task)).collect();
    if silent.is_empty() {
        return;
    }
    let labels = quoted(silent.iter().map(|t| t.item.label.as_str()));
    let ids = quoted(silent.iter().map(|t| t.item.id.as_str()));
    let duty = ctx.duty(due);
    let clause = duty.item.place("tells tasks");
    let paper = Paper::of_due(ctx, due, filing.from);
    let mut finding = ctx
        .finding(&CODE, &duty.item, clause, message(&paper, &labels))
        .at(ctx.facts.header(filing), words!("không có trong mục [tasks]", "not under [tasks]"))
        .at(clause, required_here())
        .help(help(&ids))
        .about(ctx.subject_of(due));
    for task in silent {
        finding = finding.value(&task.item.id, TASK_IS_MISSING.to_owned());
    }
    sink.push(finding);
}

/// Whether the task has begun by the end of the occasion, and is in force then.
fn is_told_of(ctx: &Ctx<'_>, task: &Duty, due: &Due) -> bool {
    let Some(last) = ctx.slot(due).last else { return true };
    let begins = task.during.and_then(|d| d.from);
    let mut events = ctx.facts.events.iter();
    let dated = task.when.is_none_or(|e| events.any(|h| h.event == e && h.day <= last));
    dated && begins.is_none_or(|from| from <= last) && task.item.force.contains(last)
}
