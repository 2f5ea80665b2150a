//! `rule/duty-outside-plan`: a fixed due day, a window or a named period outside the plan's run.

use crate::diag::{Code, Finding, Severity, Sink};
use crate::lints::ctx::named;
use crate::lints::{Ctx, Lint, Run};
use crate::plan::{DueTerm, Duty, Every, Term};
use crate::source::Span;
use crate::syntax::tree::Day;
use crate::value::calendar::civil_last;
use crate::value::{Date, Days, Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "rule/duty-outside-plan",
    severity: Severity::Warning,
    summary: [
        "hạn hoặc thời gian của nghĩa vụ ở ngoài thời hạn kế hoạch",
        "a due day or `during` outside the plan's run",
    ],
};

pub(super) const LINT: Lint = Lint { codes: &[&CODE], run: Run::Any(run) };

fn message(duty: &Words, day: Date, run: Days) -> Words {
    Words::new(|l| {
        let (duty, day) = (duty.get(l), day.show(l));
        match (l, run.from, run.to) {
            (Lang::Vi, _, Some(end)) => {
                format!("{duty} kéo đến ngày {day}, ngoài thời hạn kế hoạch (đến {})", end.show(l))
            }
            (Lang::Vi, _, None) => format!("{duty} có ngày {day}, ngoài thời hạn kế hoạch"),
            (Lang::En, _, Some(end)) => {
                format!("{duty} reaches {day}, outside the plan's run (to {})", end.show(l))
            }
            (Lang::En, _, None) => format!("{duty} has {day}, outside the plan's run"),
        }
    })
}

fn too_early(duty: &Words, day: Date, start: Date) -> Words {
    Words::new(|l| {
        let (duty, day, start) = (duty.get(l), day.show(l), start.show(l));
        match l {
            Lang::Vi => format!("{duty} có ngày {day}, trước khi kế hoạch bắt đầu ({start})"),
            Lang::En => format!("{duty} has {day}, before the plan begins ({start})"),
        }
    })
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    let Some(run) = ctx.plan.runs else { return };
    for (_, duty) in ctx.duties() {
        let days = fixed(duty).into_iter().chain(window(duty)).chain(periods(ctx, duty));
        let outside = days.into_iter().find(|(day, _)| !run.contains(*day));
        if let Some((day, at)) = outside {
            sink.push(finding(ctx, duty, (day, at), run));
        }
    }
}

fn finding(ctx: &Ctx<'_>, duty: &Duty, (day, at): (Date, Span), run: Days) -> Finding {
    let what = named(&duty.item);
    let message = match run.from {
        Some(start) if day < start => too_early(&what, day, start),
        _ => message(&what, day, run),
    };
    let label = words!("ngoài thời hạn", "outside the run");
    ctx.finding(&CODE, &duty.item, (at, label), message)
        .at(ctx.plan.item.place("runs"), words!("thời hạn kế hoạch", "the plan's run"))
        .help(words!(
            "sửa ngày, hoặc sửa `runs` của kế hoạch theo văn bản",
            "mend the day, or the plan's `runs`, by the text"
        ))
}

/// Days that the author wrote as such.
fn fixed(duty: &Duty) -> Vec<(Date, Span)> {
    let day = |due: &DueTerm| match due.term? {
        Term::ByPeriod(p) => Some((civil_last(p.to), due.clause)),
        Term::By { before, day: Day::Date(day), .. } => {
            Some((if before { day.before() } else { day }, due.clause))
        }
        Term::By { .. } | Term::Within { .. } => None,
    };
    duty.due.iter().filter_map(day).collect()
}

fn window(duty: &Duty) -> Vec<(Date, Span)> {
    // A phase outside the run has a finding of its own.
    let written = duty.during.filter(|_| duty.during_phase.is_none());
    let Some(days) = written else { return Vec::new() };
    let at = duty.item.place("during");
    days.from.into_iter().chain(days.to).map(|day| (day, at)).collect()
}

fn periods(ctx: &Ctx<'_>, duty: &Duty) -> Vec<(Date, Span)> {
    let at = duty.item.place("every");
    let last = |every: &Every| match every {
        Every::Period(p) => Some((ctx.plan.calendar.last(*p), at)),
        _ => None,
    };
    duty.every.iter().filter_map(last).collect()
}
