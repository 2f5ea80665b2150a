//! `completeness/unexpected-figure`: figures and tables that none of the dues of a report carries for its sender
//! and period. One finding for each report.

use std::ptr;

use crate::checks::completeness::papers::{
    Paper, Serves, about_filing, filings, quoted, some_of, with_clause,
};
use crate::checks::{Check, Ctx};
use crate::diag::{Code, Finding, Severity, Sink, Subject};
use crate::dues::{Carried, DueId, Part};
use crate::facts::{Filing, FilingId, FilingKind, ListId};
use crate::plan::{FigureId, Item, TableId};
use crate::source::Span;
use crate::value::{Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "completeness/unexpected-figure",
    severity: Severity::Note,
    summary: [
        "số liệu mà báo cáo này không phải có",
        "a figure that the report does not carry for this sender and period",
    ],
};

pub(super) const CHECK: Check = Check { codes: &[&CODE], run };

fn message(paper: &Paper<'_>, figures: &[String]) -> Words {
    Words::new(|l| {
        let (paper, some) = (paper.show(l), some_of(figures, l));
        match l {
            Lang::Vi => format!("{paper} có số liệu mà kế hoạch không yêu cầu: {some}"),
            Lang::En => format!("{paper} has figures that the plan does not ask for: {some}"),
        }
    })
}

fn help() -> Words {
    words!(
        "kiểm tra loại báo cáo và kỳ; nếu gửi thêm để tham khảo thì không phải sửa gì",
        "check the kind of report and the period; if they were added for information, there is nothing to do"
    )
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    if ctx.facts.cells.is_empty() && ctx.facts.held.is_empty() {
        return;
    }
    let carried = Carried::new(ctx.plan, ctx.dues);
    let serves = Serves::new(ctx);
    let mut extra = extra_cells(ctx, &carried, &serves);
    extra.extend(extra_tables(ctx, &carried, &serves));
    if extra.is_empty() {
        return;
    }
    extra.sort_by_key(|e| (e.filing, e.at.start));
    for (id, filing) in filings(ctx) {
        let from = extra.partition_point(|e| e.filing < id);
        let theirs: Vec<&Extra<'_>> =
            extra.iter().skip(from).take_while(|e| e.filing == id).collect();
        if !theirs.is_empty() && in_scope(ctx, &serves, id) {
            sink.push(finding(ctx, filing, &theirs));
        }
    }
}

/// What a filing holds beyond what its dues carry.
struct Extra<'a> {
    filing: FilingId,
    item: &'a Item,
    at: Span,
}

fn extra_cells<'a>(ctx: &Ctx<'a>, carried: &Carried<'_>, serves: &Serves) -> Vec<Extra<'a>> {
    let mut extra = Vec::new();
    let mut last: Option<(FilingId, FigureId)> = None;
    // The parts that the dues of the filing carry from their senders.
    let mut asked: Vec<&Part> = Vec::new();
    // Figures and parts, of which nothing is extra. Mostly the next are the same.
    let mut fits: Option<(ListId, Vec<&Part>)> = None;
    for run in ctx.facts.cells.runs().filter(|run| is_judged(ctx, serves, run.filing())) {
        asked.clear();
        for due in serves.of(run.filing()).map(|due| ctx.dues.due(due)) {
            asked.extend(carried.theirs(due.slot, due.unit).map(|(_, part)| part));
        }
        let is_asked = |figure: &FigureId| asked.iter().any(|part| part.has(*figure));
        let is_known = fits
            .as_ref()
            .is_some_and(|(list, parts)| *list == run.list() && are_same(parts, &asked));
        debug_assert!(!is_known || run.figures().iter().all(is_asked));
        if is_known {
            continue;
        }
        if run.figures().iter().all(is_asked) {
            fits = Some((run.list(), asked.clone()));
            continue;
        }
        for (cell, figure) in run.ids().zip(run.figures()).filter(|(_, figure)| !is_asked(figure)) {
            let key = (run.filing(), *figure);
            if last.replace(key) != Some(key) {
                let item = &ctx.plan.figure(*figure).item;
                extra.push(Extra { filing: key.0, item, at: ctx.facts.cells.place(cell) });
            }
        }
    }
    extra
}

fn are_same(some: &[&Part], others: &[&Part]) -> bool {
    some.len() == others.len() && some.iter().zip(others).all(|(a, b)| ptr::eq(*a, *b))
}

fn extra_tables<'a>(ctx: &Ctx<'a>, carried: &Carried<'_>, serves: &Serves) -> Vec<Extra<'a>> {
    let carries = |due: DueId, table: TableId| {
        let due = ctx.dues.due(due);
        carried.carries_table(due.slot, due.unit, table)
    };
    let is_extra = |filing: FilingId, table: TableId| {
        is_judged(ctx, serves, filing) && !serves.of(filing).any(|due| carries(due, table))
    };
    let held = ctx.facts.held.iter().filter(|(filing, table, _)| is_extra(*filing, *table));
    held.map(|(filing, table, at)| {
        let item = &ctx.plan.table(*table).item;
        Extra { filing: *filing, item, at: *at }
    })
    .collect()
}

/// Whether a filing is a report or document that serves some due. What serves none is not owed as a whole, or
/// welcome as a whole.
fn is_judged(ctx: &Ctx<'_>, serves: &Serves, filing: FilingId) -> bool {
    ctx.facts.filing(filing).kind != FilingKind::Figures && serves.of(filing).next().is_some()
}

fn in_scope(ctx: &Ctx<'_>, serves: &Serves, id: FilingId) -> bool {
    serves.of(id).any(|due| ctx.dues.due(due).in_scope)
}

fn finding(ctx: &Ctx<'_>, filing: &Filing, extra: &[&Extra<'_>]) -> Finding {
    let labels = quoted(extra.iter().map(|e| e.item.label.as_str()));
    let figure = match extra {
        [one] => Some(one.item.id.clone()),
        _ => None,
    };
    let message = message(&Paper::of_filing(ctx, filing), &labels);
    let subject = Subject { figure, ..ctx.subject_of_filing(filing) };
    let at = extra.first().map_or_else(|| ctx.facts.header(filing), |e| e.at);
    let finding = about_filing(ctx, &CODE, filing, "carries", message)
        .at(at, words!("không thuộc phần phải báo cáo", "not among what is asked for"))
        .help(help())
        .about(subject);
    with_clause(finding)
}
