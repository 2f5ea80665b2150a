//! What stands behind the value of a formula, for whoever looks for the mistake: the rows that a count
//! counts, the targets that `met` does not find met.

use crate::checks::consistency::{formula_mismatch::counted, told};
use crate::checks::{Ctx, laws::Head};
use crate::diag::Finding;
use crate::diag::words::list;
use crate::eval::{At, Trace, Value};
use crate::plan::{Condition, Expr, ExprKind};
use crate::syntax::tree::Aggregate;
use crate::value::{Lang, Words};

/// No more names than this in one help.
const MOST: usize = 20;

fn listed(names: &[String], l: Lang) -> String {
    let rest = names.len().saturating_sub(MOST);
    let mut all: Vec<String> = names.iter().take(MOST).cloned().collect();
    all.extend((rest > 0).then(|| match l {
        Lang::Vi => format!("{rest} tên khác"),
        Lang::En => format!("{rest} more"),
    }));
    match l {
        Lang::Vi => format!("danh sách kể {}", list(&all, l, true)),
        Lang::En => format!("the list names {}", list(&all, l, true)),
    }
}

fn met(unmet: &Unmet, l: Lang) -> String {
    let (met, all) = (unmet.all - unmet.count, unmet.all);
    let names = list(&unmet.names, l, true);
    match (l, unmet.names.is_empty()) {
        (Lang::Vi, true) => format!("đạt {met}/{all} điều kiện"),
        (Lang::Vi, false) => format!("đạt {met}/{all} điều kiện, không đạt {names}"),
        (Lang::En, true) => format!("{met} of {all} conditions are met"),
        (Lang::En, false) => format!("{met} of {all} conditions are met, but not {names}"),
    }
}

/// The finding, its help with what stands behind the formula in front.
pub(super) fn with(ctx: &Ctx<'_>, mut finding: Finding, expr: &Expr, head: &Head) -> Finding {
    let behind = match *head {
        Head::Figure { unit, when, .. } => rows(ctx, expr, &At::new(Some(unit), when)),
        Head::Column { row, .. } => conditions(ctx, expr, &ctx.eval.row_at(row)),
        Head::Row(_) | Head::Subject { .. } => None,
    };
    if let (Some(behind), Some(help)) = (behind, finding.help.as_mut()) {
        *help = Words::new(|l| format!("{}; {}", behind.get(l), help.get(l)));
    }
    finding
}

fn rows(ctx: &Ctx<'_>, expr: &Expr, at: &At) -> Option<Words> {
    let (_, over) = counted(expr).filter(|(_, over)| over.what == Aggregate::Count)?;
    let rows = ctx.eval.listed(over, at);
    let named = |l| rows.iter().map(|r| told::row_name(ctx, *r, l)).collect::<Vec<_>>();
    (!rows.is_empty()).then(|| Words::new(|l| listed(&named(l), l)))
}

/// Conditions of a `met` that do not hold.
struct Unmet {
    names: Vec<String>,
    count: usize,
    /// Those that apply.
    all: usize,
}

fn conditions(ctx: &Ctx<'_>, expr: &Expr, at: &At) -> Option<Words> {
    let mut found = None;
    expr.each(&mut |e| {
        if let ExprKind::Met(list) = &e.kind {
            found = found.take().or_else(|| Some(unmet(ctx, list, at)));
        }
        true
    });
    found.filter(|f| f.count > 0).map(|f| Words::new(|l| met(&f, l)))
}

fn unmet(ctx: &Ctx<'_>, list: &[Condition], at: &At) -> Unmet {
    let mut out = Unmet { names: Vec::new(), count: 0, all: 0 };
    for condition in list {
        let one = ctx.eval.met(std::slice::from_ref(condition), at, &mut Trace::default());
        let Value::Num(share) = one else { continue };
        out.all += 1;
        if share.is_zero() {
            out.count += 1;
            out.names.extend(match condition {
                Condition::Rule(rule) => Some(format!("`{}`", ctx.plan.rule(*rule).item.label)),
                Condition::Expr(_) => None,
            });
        }
    }
    out
}
