//! `consistency/row-check-failed`: a `require` of a table, or a check `for rows`, is broken.
//! `consistency/reappears`: the same, where the law speaks of `earlier` rows: a key that may not come back.

use crate::checks::consistency::check_failed::sides;
use crate::checks::consistency::told;
use crate::checks::{Ctx, name};
use crate::diag::{Code, Finding, Severity, Subject};
use crate::eval::Trace;
use crate::facts::RowId;
use crate::plan::{Expr, ExprKind};
use crate::syntax::tree::Reach;
use crate::value::{Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "consistency/row-check-failed",
    severity: Severity::Error,
    summary: ["một dòng trái với quy tắc của bảng", "a row breaks a rule of its table"],
};

pub(crate) static REAPPEARS: Code = Code {
    name: "consistency/reappears",
    severity: Severity::Warning,
    summary: ["một dòng trở lại dù không được phép", "a key comes back that may not"],
};

fn message(table: &str, sides: Option<&str>, of: &str, l: Lang) -> String {
    let sides = sides.map(|s| format!(": {s}")).unwrap_or_default();
    match l {
        Lang::Vi => format!("số liệu{of} trái với quy tắc của bảng `{table}`{sides}"),
        Lang::En => format!("the figures{of} break a rule of the table `{table}`{sides}"),
    }
}

fn reappears_message(table: &str, of: &str, l: Lang) -> String {
    match l {
        Lang::Vi => {
            format!("bảng `{table}`{of} có mục đã nêu ở kỳ trước, không được đưa lại")
        }
        Lang::En => format!(
            "table `{table}`{of} names what an earlier period named already and may not come back"
        ),
    }
}

/// Which of the two a row law is.
pub(crate) fn code(expr: &Expr) -> &'static Code {
    if speaks_of_earlier(expr) { &REAPPEARS } else { &CODE }
}

/// The finding of a broken `require` of a table.
pub(crate) fn finding(ctx: &Ctx<'_>, row: RowId, n: usize, trace: &Trace) -> Option<Finding> {
    let table = ctx.plan.table(ctx.facts.row(row).table);
    let law = table.requires.get(n)?;
    let at = ctx.eval.row_at(row);
    let code = code(&law.expr);
    let label = &table.item.label;
    let text = Words::new(|l| {
        let of = told::of(ctx, at.unit, Some(at.when), Some(row), l);
        if std::ptr::eq(code, &raw const REAPPEARS) {
            return reappears_message(label, &of, l);
        }
        message(label, sides(ctx, &law.expr, &at, l).as_deref(), &of, l)
    });
    let mut finding = ctx.finding(code, &law.item, law.clause, text);
    finding = finding.at(ctx.facts.row(row).at, Words::new(|l| told::row_name(ctx, row, l)));
    let mut named: Vec<_> = trace.row_cells.iter().filter(|(r, _)| *r == row).collect();
    named.sort_unstable();
    named.dedup();
    for (r, column) in named.into_iter().take(3) {
        if let (Some(cell), Some(c)) =
            (ctx.facts.row_cell(*r, *column), table.columns.get(column.at()))
            && cell.span != ctx.facts.row(row).at
        {
            finding = finding.at(cell.span, Words::same(&c.item.label));
        }
    }
    let subject = Subject {
        unit: at.unit.map(|u| ctx.plan.unit(u).item.id.clone()),
        period: Some(name::when_id(ctx.plan, at.when)),
        duty: None,
        figure: Some(table.item.id.clone()),
    };
    Some(
        finding
            .at(law.clause, words!("quy định tại đây", "required here"))
            .help(words!(
                "kiểm tra lại dòng này trong bảng và gửi bản sửa",
                "check this row and send a corrected table"
            ))
            .about(subject)
            .of_row(told::row_name(ctx, row, Lang::En)),
    )
}

fn speaks_of_earlier(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Over(over) => {
            over.reach == Reach::Earlier
                || over.filter.as_ref().is_some_and(speaks_of_earlier)
                || over.expr.as_ref().is_some_and(speaks_of_earlier)
        }
        ExprKind::Compare(a, _, b) => speaks_of_earlier(a) || speaks_of_earlier(b),
        ExprKind::And(list) | ExprKind::Or(list) => list.iter().any(speaks_of_earlier),
        ExprKind::Not(a) | ExprKind::Negate(a) => speaks_of_earlier(a),
        ExprKind::If(a, b, c) => [a, b, c].into_iter().any(|e| speaks_of_earlier(e)),
        _ => false,
    }
}
