//! `rule/ratio-by-product`: a target written `a <= p * b`: with b = 0 it counts as met, not as *no cases*.

use crate::diag::{Code, Finding, Severity, Sink};
use crate::lints::ctx::named;
use crate::lints::{Ctx, Lint, Run};
use crate::plan::{Expr, ExprKind, Line};
use crate::syntax::tree::{CompareOp, Kind};
use crate::value::{Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "rule/ratio-by-product",
    severity: Severity::Note,
    summary: [
        "tỷ lệ viết thành phép nhân, nên không có trường hợp nào vẫn tính là đạt",
        "a target written `a <= p * b`: with b = 0 it is met, not *no cases*",
    ],
};

pub(super) const LINT: Lint = Lint { codes: &[&CODE], run: Run::Any(run) };

fn message(target: &Words, whole: &str) -> Words {
    Words::new(|l| match l {
        Lang::Vi => format!(
            "{} viết tỷ lệ thành phép nhân: khi `{whole}` bằng 0 thì tính là đạt, không phải không có trường hợp nào",
            target.vi
        ),
        Lang::En => format!(
            "{} writes a rate as a product: where `{whole}` is 0 it counts as met, not as no cases",
            target.en
        ),
    })
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    for (_, rule) in ctx.rules().filter(|(_, r)| r.item.kind == Kind::Target) {
        for line in &rule.lines {
            if let Some((at, whole)) = found(&line.expr) {
                sink.push(finding(ctx, line, at, whole));
            }
        }
    }
}

fn finding(ctx: &Ctx<'_>, line: &Line, at: &Expr, whole: &Expr) -> Finding {
    let message = message(&named(&line.item), &ctx.text(whole.span));
    let at = (at.span, words!("phép nhân thay cho tỷ lệ", "a product in place of a rate"));
    ctx.finding(&CODE, &line.item, at, message).help(words!(
        "viết thành `a / b >= p` nếu không có trường hợp nào thì không tính",
        "write `a / b >= p` if nothing is to be judged where there are no cases"
    ))
}

/// The comparison, and what is multiplied by a number.
fn found(expr: &Expr) -> Option<(&Expr, &Expr)> {
    match &expr.kind {
        ExprKind::And(list) => list.iter().find_map(found),
        ExprKind::Compare(a, op, b) => {
            let ordered = !matches!(op, CompareOp::Eq | CompareOp::Ne);
            let whole = multiplied(b).filter(|_| !is_number(a));
            let whole = whole.or_else(|| multiplied(a).filter(|_| !is_number(b)));
            whole.filter(|_| ordered).map(|whole| (expr, whole))
        }
        _ => None,
    }
}

fn is_number(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Num(_))
}

fn multiplied(expr: &Expr) -> Option<&Expr> {
    let ExprKind::Product(list) = &expr.kind else { return None };
    match list.as_slice() {
        [(false, a), (false, b)] if is_number(a) && !is_number(b) => Some(b),
        [(false, a), (false, b)] if is_number(b) && !is_number(a) => Some(a),
        _ => None,
    }
}
