//! Change against a reference: part 3 of the reference, in exact arithmetic and without dividing.

use crate::eval::{At, Eval, Range, Trace, Value, Why};
use crate::plan::{Change, Expr, ExprKind, FigureId, Nature, TimeRef, When};
use crate::syntax::tree::{AmountUnit, CompareOp};
use crate::value::{Num, Period};

/// Both sides of a change, for words too.
#[derive(Debug, Clone)]
pub(crate) struct Compared {
    /// At the period judged.
    pub(crate) now: Value,
    /// At the reference, brought to the length of the period judged.
    pub(crate) base: Value,
    /// Whole years between them.
    pub(crate) years: u32,
}

impl Eval<'_> {
    pub(crate) fn change(&self, x: &Expr, change: &Change, at: &At, trace: &mut Trace) -> Value {
        let compared = self.compared(x, change, at, trace);
        let least = change.amount.map(|(n, _, _)| n);
        self.changed_by(&compared, change, least, trace)
    }

    /// Whether the aim, the upper end of a range, is reached too; `None` without one.
    pub(crate) fn reaches_aim(&self, x: &Expr, change: &Change, at: &At) -> Option<bool> {
        let (_, aim, _) = change.amount?;
        let (aim, mut trace) = (aim?, Trace::default());
        let compared = self.compared(x, change, at, &mut trace);
        match self.changed_by(&compared, change, Some(aim), &mut trace) {
            Value::Truth(t) => Some(t),
            _ => None,
        }
    }

    /// The figure now and at the reference.
    pub(crate) fn compared(
        &self,
        x: &Expr,
        change: &Change,
        at: &At,
        trace: &mut Trace,
    ) -> Compared {
        let here = inner_time(x).map_or(at.when, |t| self.moved(at, t).map_or(at.when, |a| a.when));
        let now = self.eval(x, at, trace);
        let Some(base_at) = self.moved(&At { when: here, ..*at }, change.from) else {
            return Compared { now, base: Value::Unknown, years: 0 };
        };
        let bare = without_time(x);
        let base = self.base(bare, &base_at, here, trace);
        Compared { now, base, years: years_between(base_at.when, here) }
    }

    /// The value at the reference: a total over years is brought to the length judged, a level is the
    /// mean of the year ends, a formula is taken over the whole span.
    fn base(&self, x: &Expr, base: &At, here: When, trace: &mut Trace) -> Value {
        let (When::Period(r), When::Period(p)) = (base.when, here) else {
            return self.eval(x, base, trace);
        };
        if r.months() == p.months() {
            return self.eval(x, base, trace);
        }
        match natures(self, x) {
            Kinds::Rate => self.eval(x, base, trace),
            Kinds::Level => self.mean_of_year_ends(x, base, r, trace),
            Kinds::Flow => {
                let total = self.eval(x, base, trace);
                let share = Num::ratio(i128::from(p.months()), i128::from(r.months()));
                match (total.range(), share) {
                    (Some(total), Some(share)) => {
                        Value::from_range(total.mul(&Range::exact(share)))
                    }
                    _ => total,
                }
            }
        }
    }

    fn mean_of_year_ends(&self, x: &Expr, base: &At, span: Period, trace: &mut Trace) -> Value {
        let years: Vec<i32> = (span.from.year()..=span.to.year()).collect();
        let mut sum = Range::exact(Num::ZERO);
        for year in &years {
            let value =
                self.eval(x, &At { when: When::Period(Period::year(*year)), ..*base }, trace);
            match value.range().and_then(|r| sum.add(&r)) {
                Some(s) => sum = s,
                None => return if value == Value::Na { Value::Na } else { Value::Unknown },
            }
        }
        let n = i128::try_from(years.len()).unwrap_or(1);
        Value::from_range(Num::ratio(1, n).and_then(|k| sum.mul(&Range::exact(k))))
    }

    fn changed_by(
        &self,
        c: &Compared,
        change: &Change,
        amount: Option<Num>,
        trace: &mut Trace,
    ) -> Value {
        if c.now == Value::Na || c.base == Value::Na {
            return Value::Na;
        }
        let (Some(now), Some(base)) = (c.now.range(), c.base.range()) else {
            return Value::Unknown;
        };
        let relative = matches!(change.amount, Some((_, _, AmountUnit::Percent)));
        let nought = base.compare(CompareOp::Le, &Range::exact(Num::ZERO)) == Some(true);
        if nought && (relative || (change.falls && change.amount.is_none())) {
            return Value::Na;
        }
        let Some(bound) = bound(&base, change, amount, c.years) else {
            trace.cause(Why::TooLarge, None, None, None);
            return Value::Unknown;
        };
        let strict = change.strict || amount.is_none();
        let op = match (change.falls, strict) {
            (true, true) => CompareOp::Lt,
            (true, false) => CompareOp::Le,
            (false, true) => CompareOp::Gt,
            (false, false) => CompareOp::Ge,
        };
        let truth = now.compare(op, &bound);
        if truth.is_none() && trace.keeps_causes() && trace.causes.is_empty() {
            trace.cause(Why::Rounding, None, None, None);
        }
        Value::from_truth(truth)
    }
}

/// What the value now is held against.
fn bound(base: &Range, change: &Change, amount: Option<Num>, years: u32) -> Option<Range> {
    let Some(k) = amount else { return Some(*base) };
    let k = if change.falls { k.neg() } else { k };
    let times = if change.a_year { years } else { 1 };
    match change.amount?.2 {
        AmountUnit::Percent => {
            let factor = Num::ONE.add(k)?.pow(times)?;
            base.mul(&Range::exact(factor))
        }
        AmountUnit::Points | AmountUnit::Own => {
            let step = k.mul(Num::whole(i128::from(times)))?;
            base.add(&Range::exact(step))
        }
    }
}

fn years_between(from: When, to: When) -> u32 {
    match (from, to) {
        (When::Period(a), When::Period(b)) => u32::try_from(b.to.year() - a.to.year()).unwrap_or(0),
        _ => 0,
    }
}

/// `X in 2021 .. 2025 falls … from 2016 .. 2020`: the time that X itself is moved to.
fn inner_time(x: &Expr) -> Option<TimeRef> {
    match &x.kind {
        ExprKind::In(_, time) => Some(*time),
        _ => None,
    }
}

fn without_time(x: &Expr) -> &Expr {
    match &x.kind {
        ExprKind::In(inner, _) => inner,
        _ => x,
    }
}

/// What kind of figures an expression is made of.
enum Kinds {
    Flow,
    Level,
    Rate,
}

fn natures(eval: &Eval<'_>, x: &Expr) -> Kinds {
    use crate::plan::Ty;
    if matches!(x.ty, Ty::Percent | Ty::Ratio) {
        return Kinds::Rate;
    }
    match first_figure(x).map(|f| eval.plan.figure(f)) {
        Some(i) if i.equals.is_some() && i.nature == Nature::None => Kinds::Rate,
        Some(i) if matches!(i.nature, Nature::Level | Nature::Opening(_)) => Kinds::Level,
        _ => Kinds::Flow,
    }
}

/// The first figure that an expression names.
pub(crate) fn first_figure(x: &Expr) -> Option<FigureId> {
    match &x.kind {
        ExprKind::Figure(f) => Some(*f),
        ExprKind::Negate(a) | ExprKind::In(a, _) | ExprKind::Of(a, _) | ExprKind::ToDate(a) => {
            first_figure(a)
        }
        ExprKind::Sum(list) | ExprKind::Product(list) => {
            list.iter().find_map(|(_, e)| first_figure(e))
        }
        ExprKind::Over(over) => over.expr.as_ref().and_then(first_figure),
        _ => None,
    }
}
