//! `falls` and `rises`: what a change may count in, and which spans can be compared.

use crate::plan::codes::{period_mismatch, unit_mismatch};
use crate::plan::exprs::{Scope, broken, truth};
use crate::plan::from_syntax::Resolver;
use crate::plan::types::{is_k, is_rate};
use crate::plan::{Change, Expr, ExprKind, Nature, Tail, TimeRef, Ty, When};
use crate::source::Span;
use crate::syntax::tree::{self, AmountUnit};
use crate::value::{Num, Step, Words, words};

/// How long the period is that a rule is judged at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Judged {
    Months(i32),
    /// A phase that is not whole months.
    Broken,
    /// A day: only states have a value there.
    Day,
    /// Whatever is reported.
    Any,
}

impl Judged {
    fn of(when: When) -> Self {
        match when {
            When::Period(p) => Self::Months(p.months()),
            When::Phase(_) => Self::Broken,
            When::Day(_) => Self::Day,
        }
    }

    /// The length of what a tail judges.
    pub(crate) fn tail(tail: Tail) -> Self {
        match tail {
            Tail::None | Tail::Every { step: None, .. } => Self::Any,
            Tail::Every { step: Some(step), .. } => Self::Months(months(step)),
            Tail::By(when) => Self::of(when),
        }
    }

    fn words(self) -> Words {
        match self {
            Self::Months(1) => words!("một tháng", "one month"),
            Self::Months(3) => words!("một quý", "a quarter"),
            Self::Months(6) => words!("sáu tháng", "half a year"),
            Self::Months(12) => words!("một năm", "a year"),
            Self::Months(n) if n % 12 == 0 => {
                let years = n / 12;
                words!("{years} năm", "{years} years")
            }
            Self::Months(n) => words!("{n} tháng", "{n} months"),
            Self::Broken => {
                words!("một khoảng không tròn tháng", "a span that is not whole months")
            }
            Self::Day => words!("một ngày", "one day"),
            Self::Any => words!("kỳ báo cáo", "the period reported"),
        }
    }

    fn whole_years(self) -> bool {
        matches!(self, Self::Months(n) if n % 12 == 0)
    }
}

fn months(step: Step) -> i32 {
    match step {
        Step::Month => 1,
        Step::Quarter => 3,
        Step::Half => 6,
        Step::NineMonths => 9,
        Step::Year => 12,
    }
}

impl Resolver<'_> {
    pub(crate) fn change(
        &mut self,
        inner: &tree::Expr,
        change: &tree::Change,
        span: Span,
        scope: Scope,
    ) -> Expr {
        let inner = self.part(inner, scope);
        let Some((from, named)) = self.time(&change.from) else { return broken(span) };
        if !self.can_change(&inner, change) || self.refuses_day(&inner, from, &change.from) {
            return broken(span);
        }
        let change = Change {
            falls: change.falls,
            strict: change.strict,
            amount: change.amount.map(|a| (a.least, a.aim, a.unit)),
            a_year: change.a_year,
            from,
            named,
        };
        truth(ExprKind::Change(Box::new(inner), change), span)
    }

    /// Whether the amount fits the kind of what changes.
    fn can_change(&mut self, inner: &Expr, change: &tree::Change) -> bool {
        let rate = is_rate(&inner.ty);
        if inner.ty == Ty::Broken {
            return true;
        }
        let own = |n: Num| !n.is_zero();
        let fits = (rate || is_k(&inner.ty))
            && change.amount.is_none_or(|a| match a.unit {
                AmountUnit::Percent => true,
                AmountUnit::Points => rate,
                AmountUnit::Own => !rate || !own(a.least),
            });
        if !fits {
            self.sink.push(unit_mismatch::change(&inner.ty, inner.span));
        }
        fits
    }

    /// Whether every change of an expression compares spans that can be compared, once it is known when
    /// it is judged.
    pub(crate) fn comparable_spans(&mut self, expr: &Expr, judged: Judged) {
        let mut found = Vec::new();
        expr.each(&mut |e| {
            if let ExprKind::Change(inner, change) = &e.kind {
                found.extend(self.span_mismatch(inner, change, judged, e.span));
            }
            true
        });
        for finding in found {
            self.sink.push(finding);
        }
    }

    fn span_mismatch(
        &self,
        inner: &Expr,
        change: &Change,
        judged: Judged,
        at: Span,
    ) -> Option<crate::diag::Finding> {
        let judged = match &inner.kind {
            ExprKind::In(_, TimeRef::At(when)) => Judged::of(*when),
            _ => judged,
        };
        let TimeRef::At(when) = change.from else { return None };
        let reference = Judged::of(when);
        if let Some(rate) = self.rate_over(inner)
            && matches!(reference, Judged::Months(n) if n > 12)
        {
            return Some(period_mismatch::rate_over_span(at, rate));
        }
        let of = self.adds_up(inner)?;
        let same = reference == judged && judged != Judged::Broken;
        let years = judged.whole_years() && reference.whole_years();
        if same || years || judged == Judged::Any || reference == Judged::Day {
            return None;
        }
        Some(period_mismatch::length(&judged.words(), &reference.words(), at, of))
    }

    /// The rate without a formula in an expression, moved or not.
    fn rate_over(&self, inner: &Expr) -> Option<Span> {
        match &inner.kind {
            ExprKind::In(x, _) => self.rate_without_formula(x),
            _ => self.rate_without_formula(inner),
        }
    }

    /// What makes an expression one that is worth something over a span: a flow, or a rate with a formula.
    fn adds_up(&self, inner: &Expr) -> Option<Span> {
        let mut found = None;
        inner.each(&mut |e| {
            if let ExprKind::Figure(id) = e.kind {
                let nature = self.plan.figure(id).nature;
                let state = matches!(nature, Nature::Level | Nature::Opening(_));
                found = found.or((!state).then_some(e.span));
            }
            true
        });
        found.or_else(|| is_rate(&inner.ty).then_some(inner.span))
    }
}
