//! The ledgers: every instance that was judged, not only the failures.

use std::collections::BTreeMap;

use crate::checks::rules::{Assessed, Outcome};
use crate::checks::target::depends_on_reading::word;
use crate::checks::{Ctx, name};
use crate::dues::State;
use crate::eval::{Cause, Truth, What, Why};
use crate::facts::{Fact, FilingKind, Seat};
use crate::plan::{Carried, Expr, ExprKind, Line, RuleId, UnitId, When};
use crate::report::{self, Counts, RuleLine};
use crate::syntax::tree::Kind;
use crate::value::{Lang, Words};

/// What is owed and how it came.
pub(crate) fn owed(ctx: &Ctx<'_>) -> report::Owed {
    let mut out = report::Owed::default();
    for due in &ctx.dues.all {
        if !due.in_scope {
            out.outside_scope += 1;
            continue;
        }
        match due.state {
            State::OnTime => out.on_time += 1,
            State::Nil => out.nil += 1,
            State::Extended => out.extended += 1,
            State::Late | State::OnExcludedDay => out.late += 1,
            State::NotYetDue => out.not_yet_due += 1,
            State::Missing => out.missing += 1,
            State::Open => out.open += 1,
        }
    }
    let papers = |f: &crate::facts::FilingId| ctx.facts.filing(*f).kind != FilingKind::Figures;
    out.beyond = ctx.dues.beyond.iter().filter(|(f, _)| papers(f)).count();
    out.no_bearer = ctx.dues.no_bearer.iter().filter(|n| n.since <= ctx.as_of).count();
    out
}

/// Where a figure stands for an occasion, and who must give it; `None`: every sender.
type Asked = (Seat, Option<Vec<UnitId>>);

/// The figures that dues carry: present, missing, not applicable.
pub(crate) fn figures(ctx: &Ctx<'_>) -> report::Figures {
    let mut out = report::Figures::default();
    let has_na = ctx.facts.cells.has_na();
    for slot in &ctx.dues.slots {
        let duty = ctx.plan.duty(slot.duty);
        let when = slot.occasion.when();
        let carried: Vec<Asked> = duty
            .carries
            .iter()
            .filter_map(|c| match c.what {
                Carried::Figure(f) => {
                    let fits = c.only.is_empty()
                        || matches!(when, Some(When::Period(p)) if c.only.iter().any(|o| o.is(p)));
                    let from = (!c.from.is_empty()).then(|| ctx.plan.members(&c.from, None, None));
                    let time = crate::facts::time_of(ctx.plan, f, when);
                    fits.then_some((ctx.facts.index.seat(f, time), from))
                }
                Carried::Table(_) => None,
            })
            .collect();
        if carried.is_empty() {
            continue;
        }
        // Where every sender gives them all, as nearly all do, they are asked for together.
        let all_give = !has_na && carried.iter().all(|(_, from)| from.is_none());
        let together =
            all_give.then(|| ctx.facts.index.seats(carried.iter().map(|(seat, _)| *seat)));
        let (from, to) = slot.dues;
        for due in ctx.dues.all.get(from as usize..to as usize).unwrap_or(&[]) {
            let beyond = !due.in_scope && due.filing.is_none();
            if beyond || matches!(due.state, State::NotYetDue | State::Open) {
                continue;
            }
            let subject = crate::checks::cause::subject(ctx.plan, duty, due.unit);
            let fact = |(seat, _): &Asked| ctx.facts.index.of(*seat, subject);
            if together.as_ref().is_some_and(|seats| ctx.facts.index.has_all(seats, subject)) {
                debug_assert!(!carried.iter().any(|asked| fact(asked) == Fact::None));
                out.present += carried.len();
                continue;
            }
            let gives = |(_, from): &&Asked| from.as_ref().is_none_or(|f| f.contains(&due.unit));
            for asked in carried.iter().filter(gives) {
                match fact(asked) {
                    Fact::None => out.missing += 1,
                    Fact::One(cell)
                        if has_na
                            && ctx.facts.cell(cell).state == crate::facts::State::NotApplicable =>
                    {
                        out.not_applicable += 1;
                    }
                    Fact::One(_) | Fact::Conflict(_) => out.present += 1,
                }
            }
        }
    }
    out
}

/// Outcomes of limits and targets, into their ledgers.
pub(crate) fn rules(ctx: &Ctx<'_>, assessed: &[Assessed], counts: &mut Counts) {
    for a in assessed {
        if a.rule(ctx).item.kind == Kind::Limit {
            let out = &mut counts.limits;
            match a.outcome {
                Outcome::True => out.kept += 1,
                Outcome::False => out.exceeded += 1,
                Outcome::NoCases => out.no_cases += 1,
                Outcome::DependsOnReading => out.depends_on_reading += 1,
                Outcome::NotYetDue => out.not_yet_due += 1,
                Outcome::Unknown | Outcome::TerritoryChanged => out.could_not_check += 1,
            }
            continue;
        }
        let out = &mut counts.targets;
        match a.outcome {
            Outcome::True => out.met += 1,
            Outcome::False => out.missed += 1,
            Outcome::NoCases => out.no_cases += 1,
            Outcome::DependsOnReading => out.depends_on_reading += 1,
            Outcome::NotYetDue => out.not_yet_due += 1,
            Outcome::Unknown | Outcome::TerritoryChanged => out.not_assessable += 1,
        }
    }
}

/// One line for each rule and period: the outcome of one subject, or how many of them.
pub(crate) fn lines(ctx: &Ctx<'_>, assessed: &[Assessed]) -> Vec<RuleLine> {
    let mut groups: BTreeMap<(RuleId, usize, When), Vec<&Assessed>> = BTreeMap::new();
    for a in assessed {
        groups.entry((a.rule, a.line, a.at.when)).or_default().push(a);
    }
    let lines = groups.into_iter().map(|((rule, _, when), group)| {
        let item = &ctx.plan.rule(rule).item;
        RuleLine {
            kind: item.kind.word(),
            id: item.id.clone(),
            label: item.label.clone(),
            period: Words::new(|l| name::when(ctx.plan, when, l)),
            outcome: Words::new(|l| outcome(ctx, &group, item.kind == Kind::Limit, l)),
        }
    });
    lines.collect()
}

fn outcome(ctx: &Ctx<'_>, group: &[&Assessed], limit: bool, l: Lang) -> String {
    if let [one] = group {
        let line = one.line(ctx);
        let decided = matches!(one.outcome, Outcome::True | Outcome::False);
        let measured = line
            .filter(|_| decided)
            .and_then(|line| super::rules::measured::measured(ctx, &line.expr, &one.at.at(), l));
        let word = show(one.outcome, limit, l);
        return match (measured, one.cause) {
            (Some(m), _) => format!("{word}{}", with_figure(ctx, one, &m, l)),
            (None, Some(cause)) => format!("{word}: {}", ctx.cause_at(&cause, &one.at).get(l)),
            (None, None) => word.to_owned(),
        };
    }
    let all = [
        Outcome::True,
        Outcome::False,
        Outcome::NoCases,
        Outcome::DependsOnReading,
        Outcome::NotYetDue,
        Outcome::Unknown,
        Outcome::TerritoryChanged,
    ];
    let count = |o: Outcome| group.iter().filter(|a| a.outcome == o).count();
    let n = group.len();
    let parts = all.into_iter().filter(|o| count(*o) > 0).map(|o| match (o, l) {
        (Outcome::True, Lang::Vi) => format!("{}/{n} {}", count(o), show(o, limit, l)),
        (Outcome::True, Lang::En) => format!("{} of {n} {}", count(o), show(o, limit, l)),
        _ => format!("{} {}", count(o), show(o, limit, l)),
    });
    parts.collect::<Vec<_>>().join(" · ")
}

/// What was measured, with its figure where the lines of its rule measure several.
pub(crate) fn with_figure(ctx: &Ctx<'_>, assessed: &Assessed, measured: &str, l: Lang) -> String {
    let of = |line: &Line| line.figures.first().copied();
    let line = assessed.line(ctx);
    let Some((line, figure)) = line.and_then(|line| Some((line, of(line)?))) else {
        return format!(": {measured}");
    };
    if assessed.rule(ctx).lines.iter().all(|line| of(line) == Some(figure)) {
        return format!(": {measured}");
    }
    let label = name::figure(ctx.plan, figure);
    match (l, is_bare(&line.expr)) {
        (Lang::Vi, true) => format!(": `{label}` là {measured}"),
        (Lang::En, true) => format!(": `{label}` is {measured}"),
        (Lang::Vi, false) => format!(", xét theo `{label}`: {measured}"),
        (Lang::En, false) => format!(", by `{label}`: {measured}"),
    }
}

/// Whether what is measured is a figure as it stands.
fn is_bare(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Compare(x, ..) | ExprKind::Change(x, _) => {
            matches!(x.kind, ExprKind::Figure(_))
        }
        _ => false,
    }
}

/// The word for an outcome of a target or limit.
pub(crate) fn show(outcome: Outcome, limit: bool, l: Lang) -> &'static str {
    match (outcome, l) {
        (Outcome::True, _) => word(Truth::True, limit, l),
        (Outcome::False, _) => word(Truth::False, limit, l),
        (Outcome::NoCases, _) => word(Truth::Na, limit, l),
        (Outcome::DependsOnReading, Lang::Vi) => "tùy cách hiểu",
        (Outcome::DependsOnReading, Lang::En) => "depends on reading",
        (Outcome::NotYetDue, Lang::Vi) => "chưa đến kỳ",
        (Outcome::NotYetDue, Lang::En) => "not yet due",
        (Outcome::Unknown, _) => word(Truth::Unknown, limit, l),
        (Outcome::TerritoryChanged, Lang::Vi) => "địa bàn thay đổi",
        (Outcome::TerritoryChanged, Lang::En) => "territory changed",
    }
}

/// Causes with how much each holds up; what one absent report holds up is one cause.
pub(crate) fn causes(ctx: &Ctx<'_>, held_up: &BTreeMap<Cause, usize>) -> Vec<report::Cause> {
    let mut papers: BTreeMap<crate::dues::DueId, usize> = BTreeMap::new();
    let mut left: Vec<(&Cause, usize)> = Vec::new();
    for (cause, n) in held_up {
        let due = ctx.due_of_cause(cause).filter(|d| ctx.dues.due(*d).filing.is_none());
        match due {
            Some(due) if cause.why == Why::Absent => {
                *papers.entry(due).or_default() += n;
            }
            _ => left.push((cause, *n)),
        }
    }
    let absent =
        papers.into_iter().map(|(due, held_up)| report::Cause { text: absent(ctx, due), held_up });
    absent.chain(together(ctx, &left)).collect()
}

/// Many figures that one unit lacks for one time are one cause.
fn together(ctx: &Ctx<'_>, left: &[(&Cause, usize)]) -> Vec<report::Cause> {
    const FEW: usize = 2;
    let same = |a: &(&Cause, usize), b: &(&Cause, usize)| {
        let key = |c: &Cause| (c.why, c.unit, c.time, matches!(c.what, What::Figure(_)));
        key(a.0) == (Why::Absent, b.0.unit, b.0.time, true) && key(b.0) == key(a.0)
    };
    let groups = left.chunk_by(same).flat_map(|group| match group {
        [(cause, _), ..] if group.len() > FEW => {
            let held_up = group.iter().map(|(_, n)| n).sum();
            vec![report::Cause { text: ctx.many_absent(cause, group.len()), held_up }]
        }
        few => few
            .iter()
            .map(|(cause, n)| report::Cause { text: ctx.cause(cause), held_up: *n })
            .collect(),
    });
    groups.collect()
}

fn absent(ctx: &Ctx<'_>, due: crate::dues::DueId) -> Words {
    let due = ctx.dues.due(due);
    let label = &ctx.duty(due).item.label;
    let slot = ctx.slot(due);
    let unit = ctx.unit(due.unit, slot.last);
    Words::new(|l| {
        let when = crate::dues::show_occasion(ctx.plan, slot.occasion, l);
        match l {
            Lang::Vi => format!("chưa nhận được `{label}` {when} của {unit}"),
            Lang::En => format!("`{label}` of {unit} for {when} was not received"),
        }
    })
}
