//! `rule/phase-outside-plan`, `rule/phase-gap`, `rule/phase-overlap`, `rule/uncovered-phase`.

use crate::diag::{Code, Finding, Severity, Sink};
use crate::lints::ctx::named;
use crate::lints::{Ctx, Lint, Run};
use crate::plan::{Every, Phase, PhaseId};
use crate::syntax::tree::Kind;
use crate::value::{Date, Lang, Words, words};

pub(crate) static OUTSIDE: Code = Code {
    name: "rule/phase-outside-plan",
    severity: Severity::Warning,
    summary: ["giai đoạn ra ngoài thời hạn kế hoạch", "a phase reaches outside the plan's run"],
};

pub(crate) static GAP: Code = Code {
    name: "rule/phase-gap",
    severity: Severity::Warning,
    summary: [
        "hai giai đoạn nối nhau mà có ngày không thuộc giai đoạn nào",
        "days between two phases that follow each other",
    ],
};

pub(crate) static OVERLAP: Code = Code {
    name: "rule/phase-overlap",
    severity: Severity::Warning,
    summary: [
        "hai giai đoạn nối nhau mà có ngày thuộc cả hai",
        "two phases that follow each other share days",
    ],
};

pub(crate) static UNCOVERED: Code = Code {
    name: "rule/uncovered-phase",
    severity: Severity::Note,
    summary: [
        "giai đoạn không có nghĩa vụ hay mục tiêu nào",
        "a phase in which no duty or target falls",
    ],
};

pub(super) const LINT: Lint =
    Lint { codes: &[&OUTSIDE, &GAP, &OVERLAP, &UNCOVERED], run: Run::Sound(run) };

fn outside(phase: &Words, [from, to]: [Date; 2], [start, end]: [Option<Date>; 2]) -> Words {
    Words::new(|l| {
        let (from, to) = (from.show(l), to.show(l));
        let day = |d: Option<Date>| d.map_or_else(|| "…".to_owned(), |d| d.show(l));
        let (start, end) = (day(start), day(end));
        match l {
            Lang::Vi => format!(
                "{} từ {from} đến {to}, còn kế hoạch thực hiện từ {start} đến {end}",
                phase.vi
            ),
            Lang::En => {
                format!("{} runs {from} .. {to}, while the plan runs {start} .. {end}", phase.en)
            }
        }
    })
}

/// `days` lie between the two, or in both.
fn chain(after: &Words, before: &Words, days: [Date; 2], both: bool) -> Words {
    Words::new(|l| {
        let [from, to] = days.map(|d| d.show(l));
        let (after, before) = (after.get(l), before.get(l));
        match (l, both) {
            (Lang::Vi, false) => format!(
                "giữa {before} và {after} có những ngày không thuộc giai đoạn nào: {from} đến {to}"
            ),
            (Lang::Vi, true) => {
                format!("{after} bắt đầu khi {before} chưa hết: {from} đến {to} thuộc cả hai")
            }
            (Lang::En, false) => {
                format!("between {before} and {after} lie days of neither: {from} to {to}")
            }
            (Lang::En, true) => {
                format!("{after} begins before {before} ends: {from} to {to} belong to both")
            }
        }
    })
}

fn uncovered(phase: &Words) -> Words {
    Words::new(|l| match l {
        Lang::Vi => format!("không nghĩa vụ hay mục tiêu nào rơi vào {}", phase.vi),
        Lang::En => format!("no duty and no target falls into {}", phase.en),
    })
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    for (at, phase) in ctx.plan.phases.iter().enumerate() {
        if phase.item.kind != Kind::Phase {
            continue;
        }
        let id = PhaseId(u32::try_from(at).unwrap_or(u32::MAX));
        sink.push_some(beyond(ctx, phase));
        sink.push_some(along(ctx, phase));
        sink.push_some(bare(ctx, id, phase));
    }
}

fn beyond(ctx: &Ctx<'_>, phase: &Phase) -> Option<Finding> {
    let run = ctx.plan.runs?;
    let (from, to) = (phase.days.from?, phase.days.to?);
    if run.contains(from) && run.contains(to) {
        return None;
    }
    let message = outside(&named(&phase.item), [from, to], [run.from, run.to]);
    let at = (phase.item.place("runs"), words!("ra ngoài thời hạn", "outside the run"));
    let run = ctx.plan.item.place("runs");
    Some(
        ctx.finding(&OUTSIDE, &phase.item, at, message)
            .at(run, words!("thời hạn kế hoạch", "the plan's run"))
            .help(words!(
                "sửa `runs` của giai đoạn hoặc của kế hoạch theo văn bản",
                "mend the `runs` of the phase or of the plan by the text"
            )),
    )
}

fn along(ctx: &Ctx<'_>, phase: &Phase) -> Option<Finding> {
    let before = ctx.plan.phase(phase.after?);
    let (from, end) = (phase.days.from?, before.days.to?);
    let both = from <= end;
    if from == end.after() {
        return None;
    }
    let last = phase.days.to.unwrap_or(end).min(end);
    let days = if both { [from, last] } else { [end.after(), from.before()] };
    let message = chain(&named(&phase.item), &named(&before.item), days, both);
    let code = if both { &OVERLAP } else { &GAP };
    let at = (phase.item.place("runs"), words!("bắt đầu ở đây", "begins here"));
    Some(
        ctx.finding(code, &phase.item, at, message)
            .at(before.item.place("runs"), words!("giai đoạn trước", "the phase before"))
            .help(words!(
                "cho giai đoạn sau bắt đầu ngay sau ngày cuối của giai đoạn trước, hoặc bỏ `after`",
                "let the later phase begin the day after the earlier one ends, or drop `after`"
            )),
    )
}

fn bare(ctx: &Ctx<'_>, id: PhaseId, phase: &Phase) -> Option<Finding> {
    let inside = |day: Option<Date>| day.is_some_and(|d| phase.days.contains(d));
    let mut duties = ctx.plan.duties.iter();
    let meant = duties.any(|d| d.during_phase == Some(id) || d.every.contains(&Every::Phase(id)));
    let owed = ctx.dues.slots.iter().any(|s| inside(s.day) || inside(s.last));
    let work = ctx.dues.task_days.iter().any(|t| inside(Some(t.day)));
    let judged = || {
        let mut lines = ctx.plan.rules.iter().flat_map(|r| r.lines.iter().map(move |l| (r, l)));
        lines.any(|(r, l)| {
            ctx.times(r, l, l.tail).iter().any(|when| inside(ctx.plan.last_day(*when)))
        })
    };
    if meant || owed || work || judged() {
        return None;
    }
    let label = words!("không có gì trong những ngày này", "nothing in these days");
    let at = (phase.item.place("runs"), label);
    let help = words!(
        "thêm nghĩa vụ của giai đoạn này, hoặc bỏ giai đoạn",
        "add what the phase asks for, or drop it"
    );
    Some(ctx.finding(&UNCOVERED, &phase.item, at, uncovered(&named(&phase.item))).help(help))
}
