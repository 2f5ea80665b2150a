//! `rule/threshold-twice`: one number for one expression in two items. When the number changes, one of them
//! will be forgotten.

use rustc_hash::FxHashMap;

use crate::diag::{Code, Finding, Severity, Sink};
use crate::lints::ctx::{column, named, quoted};
use crate::lints::reason::key::Keys;
use crate::lints::{Ctx, Lint, Run};
use crate::plan::{Domain, Expr, ExprKind, Item, Subjects, TableId};
use crate::source::Span;
use crate::syntax::tree::CompareOp;
use crate::value::{Lang, Num, Words, words};

pub(crate) static CODE: Code = Code {
    name: "rule/threshold-twice",
    severity: Severity::Note,
    summary: [
        "một mức được viết ở hai mục",
        "one number for one expression in two items: name the target instead",
    ],
};

pub(super) const LINT: Lint = Lint { codes: &[&CODE], run: Run::Any(run) };

fn message(item: &Words, other: &Words, condition: &str) -> Words {
    let condition = quoted(condition);
    Words::new(|l| {
        let (item, other) = (item.get(l), other.get(l));
        match l {
            Lang::Vi => format!("mức {condition} được viết cả ở {item} và {other}"),
            Lang::En => format!("{condition} stands both in {item} and in {other}"),
        }
    })
}

/// A comparison with a number.
#[derive(Debug, Clone)]
struct Threshold<'a> {
    item: &'a Item,
    named: Words,
    at: Span,
    /// It is all that a rule requires: what says the same is another rule.
    whole: bool,
}

type Known<'a> = FxHashMap<(String, Sign, String), Vec<Threshold<'a>>>;

/// A comparison sign, as a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Sign(u8);

impl Sign {
    fn of(op: CompareOp, turned: bool) -> Self {
        Self(match (op, turned) {
            (CompareOp::Lt, false) | (CompareOp::Gt, true) => 0,
            (CompareOp::Le, false) | (CompareOp::Ge, true) => 1,
            (CompareOp::Gt, false) | (CompareOp::Lt, true) => 2,
            (CompareOp::Ge, false) | (CompareOp::Le, true) => 3,
            (CompareOp::Eq, _) => 4,
            (CompareOp::Ne, _) => 5,
        })
    }
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    let mut known: Known<'_> = FxHashMap::default();
    for Condition { item, is_column, row, expr, whole } in conditions(ctx) {
        let mut met = Vec::new();
        walk(Keys::new(ctx.plan, row), expr, whole, &mut met);
        for (key, at, whole) in met {
            let named = if is_column { column(item) } else { named(item) };
            let new = Threshold { item, named, at, whole };
            let list = known.entry(key).or_default();
            let other = list.iter().find(|o| o.item.name != item.name && !(o.whole && whole));
            sink.push_some(other.map(|other| finding(ctx, &new, other)));
            list.push(new);
        }
    }
}

fn finding(ctx: &Ctx<'_>, new: &Threshold<'_>, other: &Threshold<'_>) -> Finding {
    let message = message(&new.named, &other.named, &ctx.text(new.at));
    ctx.finding(&CODE, new.item, (new.at, words!("viết lại ở đây", "again here")), message)
        .at(other.at, words!("đã viết ở đây", "stands here already"))
        .help(words!(
            "giữ mức này ở một mục; trong `met(…)` thì ghi tên mục tiêu thay cho điều kiện",
            "keep the number in one item; inside `met(…)` name the target in place of the condition"
        ))
}

/// A condition of the plan.
struct Condition<'a> {
    item: &'a Item,
    is_column: bool,
    row: Option<TableId>,
    expr: &'a Expr,
    /// It is all that a rule requires.
    whole: bool,
}

/// Every condition, rules first.
fn conditions<'a>(ctx: &Ctx<'a>) -> Vec<Condition<'a>> {
    let plan = ctx.plan;
    let mut out = Vec::new();
    for (_, rule) in ctx.rules() {
        let row = match &rule.subjects {
            Subjects::Rows { table, .. } => Some(*table),
            Subjects::About | Subjects::Units { .. } => None,
        };
        let new = |expr| Condition { item: &rule.item, is_column: false, row, expr, whole: true };
        out.extend(rule.lines.iter().map(|line| new(&line.expr)));
    }
    let part = |item, row, expr| Condition { item, is_column: false, row, expr, whole: false };
    for figure in &plan.indicators {
        out.extend(figure.equals.iter().map(|f| part(&figure.item, None, &f.expr)));
    }
    for (id, table) in (0..).map(TableId).zip(&plan.tables) {
        for column in &table.columns {
            let formula = column.equals.iter().map(|f| part(&column.item, Some(id), &f.expr));
            out.extend(formula.map(|c| Condition { is_column: true, ..c }));
        }
        out.extend(table.requires.iter().map(|r| part(&table.item, Some(id), &r.expr)));
    }
    out
}

type Met = ((String, Sign, String), Span, bool);

fn walk(keys: Keys<'_>, expr: &Expr, whole: bool, out: &mut Vec<Met>) {
    if let ExprKind::Compare(a, op, b) = &expr.kind {
        let told = match (&a.kind, &b.kind) {
            (ExprKind::Num(n), _) => Some((b, *n, true)),
            (_, ExprKind::Num(n)) => Some((a, *n, false)),
            _ => None,
        };
        if let Some((side, number, turned)) = told.filter(|(_, n, _)| *n != Num::ZERO) {
            let key = (keys.of(side), Sign::of(*op, turned), number.plain(18));
            out.push((key, expr.span, whole));
        }
    }
    let inner = match &expr.kind {
        ExprKind::Over(over) => match over.domain {
            Domain::Table(id) => Keys { row: Some(id), outer: keys.row.or(keys.outer), ..keys },
            Domain::Units(_) => keys,
        },
        _ => keys,
    };
    let whole = whole && matches!(expr.kind, ExprKind::And(_));
    expr.inside(&mut |x| walk(inner, x, whole, out));
}
