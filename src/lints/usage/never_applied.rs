//! `rule/never-applied`: a rule without subjects or periods in the run, a duty without occasions, a clause
//! for occasions that the duty does not have.

use crate::diag::{Code, Finding, Severity, Sink};
use crate::dues::Occasion;
use crate::lints::ctx::named;
use crate::lints::{Ctx, Lint, Run};
use crate::plan::{Duty, DutyId, Every, Item, Occ, Rule, Subjects, Tail};
use crate::source::Span;
use crate::syntax::tree::Kind;
use crate::value::{Days, Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "rule/never-applied",
    severity: Severity::Note,
    summary: [
        "một quy định không bao giờ được áp dụng trong thời hạn kế hoạch",
        "a rule whose subjects or periods are empty over the run",
    ],
};

pub(super) const LINT: Lint = Lint { codes: &[&CODE], run: Run::Sound(run) };

/// Why something is never applied.
#[derive(Debug, Clone, Copy)]
enum Empty {
    Periods,
    Subjects,
    Occasions,
    /// A clause for occasions that there are not.
    Clause(&'static str),
    /// `carries … from` whom the duty is not owed by.
    Senders,
}

impl Empty {
    fn message(self, what: &Words) -> Words {
        Words::new(|l| {
            let what = what.get(l);
            match (l, self) {
                (Lang::Vi, Self::Periods) => {
                    format!(
                        "{what} không bao giờ được xét: trong thời hạn kế hoạch không có kỳ nào"
                    )
                }
                (Lang::En, Self::Periods) => {
                    format!("{what} is never judged: the plan's run has no such period")
                }
                (Lang::Vi, Self::Subjects) => format!(
                    "{what} không bao giờ được xét: trong thời hạn kế hoạch không có đơn vị nào"
                ),
                (Lang::En, Self::Subjects) => {
                    format!("{what} is never judged: it is about no unit of the plan's run")
                }
                (Lang::Vi, Self::Occasions) => {
                    format!(
                        "{what} không bao giờ phải nộp: không kỳ nào hết trong thời hạn kế hoạch"
                    )
                }
                (Lang::En, Self::Occasions) => {
                    format!("{what} is never owed: no occasion ends in the plan's run")
                }
                (Lang::Vi, Self::Clause(head)) => {
                    format!("dòng `{head}` này của {what} không ứng với kỳ nào")
                }
                (Lang::En, Self::Clause(head)) => {
                    format!("this `{head}` of {what} fits none of its occasions")
                }
                (Lang::Vi, Self::Senders) => {
                    format!("dòng `carries` này của {what} không ứng với đơn vị nào phải nộp")
                }
                (Lang::En, Self::Senders) => {
                    format!("this `carries` of {what} fits nobody who owes it")
                }
            }
        })
    }

    fn help(self) -> Words {
        match self {
            Self::Periods | Self::Occasions => words!(
                "đối chiếu kỳ với `runs`, `first` của kế hoạch và `during` của mục này",
                "hold the periods against the plan's `runs` and `first`, and against the item's `during`"
            ),
            Self::Subjects => words!(
                "xem lại nhóm đơn vị và thời gian tồn tại của các đơn vị",
                "look into the group and the `runs` of its units"
            ),
            Self::Clause(_) => words!(
                "bỏ dòng này, hoặc thêm kỳ ấy vào `every`; với `merged`, kỳ ngắn do kỳ dài thay",
                "drop the clause, or add the occasion to `every`; with `merged` the longer one serves the shorter"
            ),
            Self::Senders => words!(
                "bỏ dòng này, hoặc thêm đơn vị ấy vào `from`",
                "drop the clause, or add the unit to `from`"
            ),
        }
    }
}

fn finding(ctx: &Ctx<'_>, item: &Item, at: Span, empty: Empty) -> Finding {
    let label = words!("không áp dụng cho kỳ hay đơn vị nào", "applies to nothing");
    ctx.finding(&CODE, item, (at, label), empty.message(&named(item))).help(empty.help())
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    if ctx.run.is_none() {
        return;
    }
    for (_, rule) in ctx.rules() {
        rule_findings(ctx, rule, sink);
    }
    for (id, duty) in ctx.duties() {
        duty_findings(ctx, id, duty, sink);
    }
}

fn rule_findings(ctx: &Ctx<'_>, rule: &Rule, sink: &mut Sink) {
    let sets = match &rule.subjects {
        Subjects::Units { sets, .. } => sets.as_slice(),
        Subjects::About | Subjects::Rows { .. } => &[],
    };
    let unknown = sets.iter().any(|s| ctx.plan.is_unknown(*s) || ctx.plan.is_relative(*s));
    if !sets.is_empty() && !unknown && ctx.in_run(sets).is_empty() {
        sink.push(finding(ctx, &rule.item, rule.item.place("for"), Empty::Subjects));
    }
    for line in &rule.lines {
        let counted = matches!(line.tail, Tail::Every { step: Some(_), .. });
        if counted && ctx.times(rule, line, line.tail).is_empty() {
            sink.push(finding(ctx, &line.item, line.clause, Empty::Periods));
        }
    }
}

fn duty_findings(ctx: &Ctx<'_>, id: DutyId, duty: &Duty, sink: &mut Sink) {
    let regular = |e: &Every| matches!(e, Every::Occ(_) | Every::Period(_) | Every::Phase(_));
    let open = |e: &Every| matches!(e, Every::OnDemand | Every::Unspecified);
    let run = ctx.run.unwrap_or(Days::ALL).and(duty.item.force);
    // A window outside the run has a finding of its own; so has an unknown group, or nobody named.
    let outside = !run.meets(duty.during.unwrap_or(Days::ALL));
    let unknown = duty.from.iter().any(|s| ctx.plan.is_unknown(*s));
    let undated = duty.item.kind == Kind::Task
        && duty.form.is_empty()
        && duty.due.iter().all(|d| d.term.is_none());
    if outside || unknown || undated || !duty.every.iter().any(regular) {
        return;
    }
    let periods: Vec<Occasion> = occasions(ctx, id);
    if periods.is_empty() && !duty.every.iter().any(open) {
        sink.push(finding(ctx, &duty.item, duty.item.place("every"), Empty::Occasions));
        return;
    }
    if duty.every.iter().any(open) {
        return;
    }
    for (only, at, head) in clauses(duty) {
        let fits = |o: &Occasion| matches!(o, Occasion::Period(p) if only.iter().any(|c| c.is(*p)));
        if !only.is_empty() && !periods.iter().any(fits) {
            sink.push(finding(ctx, &duty.item, at, Empty::Clause(head)));
        }
    }
    senders(ctx, duty, sink);
}

fn occasions(ctx: &Ctx<'_>, id: DutyId) -> Vec<Occasion> {
    let days = ctx.dues.slots_of(id).iter().map(|s| ctx.dues.slot(*s).occasion);
    let tasks = ctx.dues.task_days.iter().filter(|t| t.duty == id).map(|t| t.occasion);
    days.chain(tasks).collect()
}

/// The clauses of a duty for some occasions only.
fn clauses(duty: &Duty) -> Vec<(&[Occ], Span, &'static str)> {
    let mut out: Vec<(&[Occ], Span, &'static str)> = Vec::new();
    out.extend(duty.due.iter().map(|d| (d.only.as_slice(), d.clause, "due")));
    let closes = duty.item.clauses.iter().filter(|(head, _)| *head == "closes");
    out.extend(
        duty.closes.iter().zip(closes).map(|((_, o), (_, at))| (o.as_slice(), *at, "closes")),
    );
    for carries in &duty.carries {
        // One clause that carries many figures is one clause.
        if !out.iter().any(|(_, at, _)| *at == carries.clause) {
            out.push((&carries.only, carries.clause, "carries"));
        }
    }
    out
}

fn senders(ctx: &Ctx<'_>, duty: &Duty, sink: &mut Sink) {
    let mut told = Vec::new();
    let owing = ctx.plan.members(&duty.from, None, None);
    for carries in duty.carries.iter().filter(|c| !c.from.is_empty()) {
        let unknown = carries.from.iter().any(|s| ctx.plan.is_unknown(*s));
        if unknown || owing.is_empty() || told.contains(&carries.clause) {
            continue;
        }
        told.push(carries.clause);
        let named = ctx.plan.members(&carries.from, None, None);
        if !named.iter().any(|u| owing.contains(u)) {
            sink.push(finding(ctx, &duty.item, carries.clause, Empty::Senders));
        }
    }
}
