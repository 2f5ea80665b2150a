//! `consistency/check-failed`: a `check` of the plan is broken.

use crate::checks::consistency::{row_check_failed, told};
use crate::checks::{Ctx, name};
use crate::diag::{Code, Finding, Label, Severity, Subject};
use crate::eval::{At, Trace, Value};
use crate::facts::{Cell, RowId, State};
use crate::plan::{Expr, ExprKind, RuleId, UnitId, When};
use crate::syntax::tree::CompareOp;
use crate::value::{Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "consistency/check-failed",
    severity: Severity::Error,
    summary: ["số liệu trái với một quy tắc kiểm tra", "a check of the plan is broken"],
};

/// The two sides of a broken comparison with the values they have: `1.200 ≠ 1.150`.
pub(crate) fn sides(ctx: &Ctx<'_>, expr: &Expr, at: &At, l: Lang) -> Option<String> {
    let ExprKind::Compare(a, op, b) = &expr.kind else { return None };
    let show = |e: &Expr| match ctx.eval.eval(e, at, &mut Trace::default()) {
        Value::Num(n) => Some(name::number(n, &e.ty, l)),
        Value::Date(day) => Some(day.show(l)),
        _ => None,
    };
    Some(format!("{} {} {}", show(a)?, sign(op.opposite()), show(b)?))
}

/// A comparison sign as readers know it.
pub(crate) fn sign(op: CompareOp) -> &'static str {
    match op {
        CompareOp::Lt => "<",
        CompareOp::Le => "≤",
        CompareOp::Gt => ">",
        CompareOp::Ge => "≥",
        CompareOp::Eq => "=",
        CompareOp::Ne => "≠",
    }
}

fn message(label: &str, sides: Option<&str>, of: &str, l: Lang) -> String {
    let sides = sides.map(|s| format!(": {s}")).unwrap_or_default();
    match l {
        Lang::Vi => format!("số liệu{of} trái với quy tắc `{label}`{sides}"),
        Lang::En => format!("the figures{of} break the rule `{label}`{sides}"),
    }
}

/// The finding of a broken check.
pub(crate) fn finding(
    ctx: &Ctx<'_>,
    (rule, line): (RuleId, usize),
    (unit, when, row): (Option<UnitId>, When, Option<RowId>),
    trace: &Trace,
) -> Option<Finding> {
    let rule = ctx.plan.rule(rule);
    let line = rule.lines.get(line)?;
    let at = At { unit, when, row, outer: None };
    let label = &rule.item.label;
    let text = Words::new(|l| {
        let of = told::of(ctx, unit, Some(when), row, l);
        message(label, sides(ctx, &line.expr, &at, l).as_deref(), &of, l)
    });
    let code = if row.is_some() { row_check_failed::code(&line.expr) } else { &CODE };
    let mut finding = ctx.finding(code, &line.item, line.clause, text);
    finding = places(ctx, finding, (unit, when, row), trace);
    if let Some(row) = row {
        finding = finding.of_row(told::row_name(ctx, row, Lang::En));
    }
    let subject = Subject {
        unit: unit.map(|u| ctx.plan.unit(u).item.id.clone()),
        period: Some(name::when_id(ctx.plan, when)),
        duty: None,
        figure: None,
    };
    Some(
        finding
            .at(line.clause, words!("quy định tại đây", "required here"))
            .help(words!(
                "đối chiếu các số liệu nêu trên, sửa số sai và gửi lại",
                "compare the figures above, correct the wrong one and send it again"
            ))
            .about(subject),
    )
}

/// A figure for a program, with its unit and its time where they are others.
fn key(ctx: &Ctx<'_>, cell: Cell, unit: Option<UnitId>, when: When) -> String {
    let filing = ctx.facts.filing(cell.filing);
    let other_unit = Some(filing.about).filter(|about| Some(*about) != unit);
    told::key(ctx, cell.figure, other_unit, filing.when.filter(|w| *w != when))
}

/// Labels on the cells of the row, or on the figures that were compared.
pub(crate) fn places(
    ctx: &Ctx<'_>,
    mut finding: Finding,
    (unit, when, row): (Option<UnitId>, When, Option<RowId>),
    trace: &Trace,
) -> Finding {
    if let Some(row) = row {
        return row_places(ctx, finding, row, trace);
    }
    let mut seen = Vec::new();
    for id in trace.cells.iter().take(12) {
        if seen.contains(id) || seen.len() > 4 {
            continue;
        }
        seen.push(*id);
        let cell = ctx.facts.cell(*id);
        let text = told::operand(ctx, cell, (None, unit, Some(when)));
        finding.labels.push(Label { place: ctx.facts.cell_place(cell).into(), text });
        if cell.state == State::Present {
            let value = ctx.facts.value(ctx.plan, cell);
            let ty = &ctx.plan.figure(cell.figure).ty;
            finding.values.push((key(ctx, cell, unit, when), name::plain(value, ty)));
        }
    }
    if finding.labels.is_empty() {
        finding = finding.at(
            ctx.absent(),
            words!("trong số liệu của thư mục này", "in the figures of this folder"),
        );
    }
    finding
}

fn row_places(ctx: &Ctx<'_>, mut finding: Finding, row: RowId, trace: &Trace) -> Finding {
    let cells = told::cells_of_row(ctx, row, trace);
    if cells.is_empty() {
        let name = Words::new(|l| told::row_name(ctx, row, l));
        return finding.at(ctx.facts.row(row).at, name);
    }
    for (row, column) in cells.into_iter().take(5) {
        finding = told::cell_label(ctx, finding, row, column);
    }
    finding
}
