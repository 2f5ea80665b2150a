//! `rule/assumed-without-saying`: a baseline, a reading or a relative change of a rate that the author chose
//! without a word.

use crate::diag::{Code, Finding, Severity, Sink};
use crate::lints::ctx::{column, named};
use crate::lints::{Ctx, Lint, Run};
use crate::plan::{Expr, ExprKind, Formula, Item, Line, Ty};
use crate::source::Span;
use crate::syntax::tree::{AmountUnit, Kind};
use crate::value::{Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "rule/assumed-without-saying",
    severity: Severity::Warning,
    summary: [
        "chỗ phải suy ra từ văn bản mà không ghi là giả định",
        "a baseline, a reading or a relative change of a rate without citation or assumption",
    ],
};

pub(super) const LINT: Lint = Lint { codes: &[&CODE], run: Run::Any(run) };

/// What was chosen.
#[derive(Debug, Clone, Copy)]
enum Choice {
    Baseline,
    Reading,
    RelativeRate,
}

impl Choice {
    fn message(self, item: &Words) -> Words {
        Words::new(|l| {
            let item = item.get(l);
            match (l, self) {
                (Lang::Vi, Self::Baseline) => {
                    format!("{item} không dẫn văn bản mà cũng không ghi là giả định")
                }
                (Lang::Vi, Self::Reading) => {
                    format!("{item} có cách hiểu khác mà không dẫn văn bản, không ghi giả định")
                }
                (Lang::Vi, Self::RelativeRate) => format!(
                    "{item} tính mức tăng giảm tương đối của một tỷ lệ mà không ghi là giả định"
                ),
                (Lang::En, Self::Baseline) => {
                    format!("{item} neither cites the text nor is called an assumption")
                }
                (Lang::En, Self::Reading) => {
                    format!("{item} has another reading, and neither cites the text nor assumes")
                }
                (Lang::En, Self::RelativeRate) => {
                    format!("{item} changes a rate by a relative percentage, and assumes nothing")
                }
            }
        })
    }

    fn help(self) -> Words {
        match self {
            Self::Baseline | Self::Reading => words!(
                "thêm `cite` nếu văn bản có nói, hoặc `assume` với lý do",
                "add a `cite` if the text says so, or an `assume` with the reason"
            ),
            Self::RelativeRate => words!(
                "ghi `assume` nếu hiểu là tăng giảm tương đối; điểm phần trăm thì ghi `points`",
                "write an `assume` if it is meant as relative; points are written `points`"
            ),
        }
    }
}

fn finding(ctx: &Ctx<'_>, (item, name): (&Item, Words), at: Span, choice: Choice) -> Finding {
    let at = (at, words!("do người viết chọn", "chosen by the author"));
    ctx.finding(&CODE, item, at, choice.message(&name)).help(choice.help())
}

fn is_silent(item: &Item) -> bool {
    item.cites.is_empty() && item.assumes.is_empty()
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    let phases = ctx.plan.phases.iter().map(|phase| &phase.item);
    for item in phases.filter(|i| i.kind == Kind::Baseline && is_silent(i)) {
        sink.push(finding(ctx, (item, named(item)), item.place("runs"), Choice::Baseline));
    }
    let figures = ctx.plan.indicators.iter().map(|f| (&f.item, named(&f.item), &f.equals));
    let columns = ctx.plan.tables.iter().flat_map(|t| &t.columns);
    let columns = columns.map(|c| (&c.item, column(&c.item), &c.equals));
    for (item, name, formula) in figures.chain(columns) {
        let readings = formula.as_ref().is_some_and(|f: &Formula| !f.readings.is_empty());
        if readings && is_silent(item) {
            sink.push(finding(ctx, (item, name), item.place("reading"), Choice::Reading));
        }
    }
    for (_, rule) in ctx.rules() {
        if let Some(line) = rule.lines.iter().find(|l| !l.readings.is_empty() && is_silent(&l.item))
        {
            sink.push(finding(
                ctx,
                (&line.item, named(&line.item)),
                rule.item.place("reading"),
                Choice::Reading,
            ));
        }
        for line in &rule.lines {
            rates(ctx, line, sink);
        }
    }
}

fn rates(ctx: &Ctx<'_>, line: &Line, sink: &mut Sink) {
    if !line.item.assumes.is_empty() {
        return;
    }
    let mut at = None;
    line.expr.each(&mut |e: &Expr| {
        if let ExprKind::Change(inner, change) = &e.kind
            && matches!(change.amount, Some((_, _, AmountUnit::Percent)))
            && matches!(inner.ty, Ty::Percent | Ty::Ratio)
        {
            at = at.or(Some(e.span));
        }
        true
    });
    sink.push_some(
        at.map(|at| finding(ctx, (&line.item, named(&line.item)), at, Choice::RelativeRate)),
    );
}
