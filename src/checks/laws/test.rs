//! The verdict on one law at one place. A law gives the office the benefit of the doubt: it holds when
//! true of the values as written, and is broken when no choice of values in their ranges satisfies it.

use crate::checks::laws::{Head, Law, LawAt, Verdict, only_estimated};
use crate::dues::Dues;
use crate::eval::{At, Digits, Eval, Range, Total, Trace, Truth, Value, Why};
use crate::facts::{CellId, RowValue};
use crate::plan::{Expr, ExprKind, FigureId, Formula, Nature, PartOf, Ty, UnitId, When, Within};
use crate::syntax::tree::CompareOp;
use crate::value::{Num, Period};

/// A figure of a unit for a time.
#[derive(Debug, Clone, Copy)]
struct Spot {
    figure: FigureId,
    unit: UnitId,
    when: When,
}

/// What a law says of the other side, at the values as written or over their ranges.
type Other<'o> = &'o dyn Fn(&mut Trace) -> Value;

/// Whether a formula adds counts up and does nothing else.
fn is_of_counts(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Figure(_) => expr.ty == Ty::Count,
        ExprKind::Sum(terms) => terms.iter().all(|(_, term)| is_of_counts(term)),
        ExprKind::ToDate(inner) => is_of_counts(inner),
        _ => false,
    }
}

/// The value a law is held against, as written, with its decimals (of the ratio, for a percent).
struct Filed {
    value: Value,
    decimals: Option<u8>,
    /// Of a count: exact.
    whole: bool,
}

/// Judges laws.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tester<'a> {
    pub(crate) eval: &'a Eval<'a>,
    pub(crate) dues: &'a Dues,
}

impl Tester<'_> {
    pub(crate) fn test(&self, at: &LawAt, trace: &mut Trace) -> Verdict {
        let verdict = self.test_inner(at, trace);
        // What an estimate says is not held against other facts, nor does it bear them out.
        if verdict == Verdict::DoesNotApply || !trace.is_mixed_estimate() {
            return verdict;
        }
        if trace.keeps_causes() {
            trace.causes = vec![only_estimated(self.eval.plan, at.head)];
        }
        Verdict::CouldNotCheck
    }

    fn test_inner(&self, at: &LawAt, trace: &mut Trace) -> Verdict {
        let plan = self.eval.plan;
        match (at.law, at.head) {
            (Law::Check(rule, line), Head::Subject { unit, when, row }) => {
                let place = At { unit, when, row, outer: None };
                let line = plan.rule(rule).lines.get(usize::from(line));
                line.map_or(Verdict::DoesNotApply, |l| self.condition(&l.expr, &place, trace))
            }
            (Law::Require(n), Head::Row(row)) => {
                let table = plan.table(self.eval.facts.row(row).table);
                let law = table.requires.get(usize::from(n));
                law.map_or(Verdict::DoesNotApply, |l| {
                    self.condition(&l.expr, &self.eval.row_at(row), trace)
                })
            }
            (law, Head::Column { row, column }) => self.column(law, row, column, trace),
            (law, Head::Figure { figure, unit, when, cell }) => {
                self.figure(law, Spot { figure, unit, when }, cell, trace)
            }
            (_, Head::Row(_) | Head::Subject { .. }) => Verdict::DoesNotApply,
        }
    }

    fn figure(&self, law: Law, spot: Spot, cell: CellId, trace: &mut Trace) -> Verdict {
        let Spot { figure, unit, when } = spot;
        let indicator = self.eval.plan.figure(figure);
        let Some(filed) = self.filed_figure(spot, cell, trace) else {
            return Verdict::CouldNotCheck;
        };
        if filed.value == Value::Na {
            return Verdict::DoesNotApply;
        }
        let at = At::new(Some(unit), when);
        match law {
            Law::Within => self.within(&filed, &indicator.ty, indicator.within.as_ref()),
            Law::Part(n) => {
                let Some(PartOf { whole, .. }) = indicator.part_of.get(usize::from(n)) else {
                    return Verdict::DoesNotApply;
                };
                let whole = |trace: &mut Trace| self.eval.worth(*whole, unit, when, trace);
                self.compare(CompareOp::Le, &filed, &whole, trace)
            }
            Law::Equals => match &indicator.equals {
                Some(formula) => self.formula(&filed, formula, &at, trace),
                None => Verdict::DoesNotApply,
            },
            Law::Sums => self.sums(spot, &filed, trace),
            Law::OverTime => self.over_time(spot, &filed, trace),
            Law::ToDate => self.never_falls(spot, &filed, trace),
            Law::Opening => self.opening(spot, &filed, trace),
            Law::Total(duty) => self.total(duty, spot, &filed, trace),
            Law::Check(..) | Law::Require(_) => Verdict::DoesNotApply,
        }
    }

    fn column(
        &self,
        law: Law,
        row: crate::facts::RowId,
        column: crate::plan::ColumnId,
        trace: &mut Trace,
    ) -> Verdict {
        let facts = self.eval.facts;
        let table = self.eval.plan.table(facts.row(row).table);
        let Some(definition) = table.columns.get(column.at()) else { return Verdict::DoesNotApply };
        let Some(filed) = self.filed_column(row, column, trace) else {
            return Verdict::DoesNotApply;
        };
        if filed.value == Value::Na {
            return Verdict::DoesNotApply;
        }
        let at = self.eval.row_at(row);
        match law {
            Law::Within => self.within(&filed, &definition.ty, definition.within.as_ref()),
            Law::Part(n) => {
                let Some(part) = definition.part_of.get(usize::from(n)) else {
                    return Verdict::DoesNotApply;
                };
                let whole = |trace: &mut Trace| self.eval.column(Some(row), part.whole, trace);
                self.compare(CompareOp::Le, &filed, &whole, trace)
            }
            Law::Equals => match &definition.equals {
                Some(formula) => self.formula(&filed, formula, &at, trace),
                None => Verdict::DoesNotApply,
            },
            _ => Verdict::DoesNotApply,
        }
    }

    fn filed_figure(&self, spot: Spot, cell: CellId, trace: &mut Trace) -> Option<Filed> {
        let Spot { figure, unit, when } = spot;
        let value = self.eval.head(cell, figure, unit, when, trace)?;
        let decimals = self.eval.facts.cells.said(cell).written.decimals;
        let ty = &self.eval.plan.figure(figure).ty;
        (value != Value::Unknown).then(|| filed(value, Some(decimals), ty))
    }

    fn filed_column(
        &self,
        row: crate::facts::RowId,
        column: crate::plan::ColumnId,
        trace: &mut Trace,
    ) -> Option<Filed> {
        let facts = self.eval.facts;
        let cell = facts.row_cell(row, column)?;
        if cell.value == RowValue::Missing {
            return None;
        }
        let value = self.eval.column(Some(row), column, trace);
        let decimals = match &cell.value {
            RowValue::Number(w) => Some(w.decimals),
            _ => None,
        };
        let table = self.eval.plan.table(facts.row(row).table);
        let ty = &table.columns.get(column.at())?.ty;
        (value != Value::Unknown).then(|| filed(value, decimals, ty))
    }

    /// `within`, and the 0..100% of a percent that has none.
    fn within(&self, filed: &Filed, ty: &Ty, within: Option<&Within>) -> Verdict {
        let inside = match (&filed.value, within) {
            (Value::Date(day), Some(w)) => w.days.contains(*day),
            (Value::Num(n), Some(w)) => {
                w.from.is_none_or(|f| f <= *n) && w.to.is_none_or(|t| *n <= t)
            }
            (Value::Num(n), None) if *ty == Ty::Percent => !n.is_negative() && *n <= Num::ONE,
            _ => return Verdict::DoesNotApply,
        };
        if inside { Verdict::Holds } else { Verdict::Broken }
    }

    /// `filed OP other`, true as written, else by the ranges.
    fn compare(
        &self,
        op: CompareOp,
        filed: &Filed,
        other: Other<'_>,
        trace: &mut Trace,
    ) -> Verdict {
        let written = other(trace);
        match &written {
            Value::Na => return Verdict::DoesNotApply,
            Value::Unknown => return Verdict::CouldNotCheck,
            _ => {}
        }
        let (Some(a), Some(b)) = (filed.value.range(), written.range()) else {
            return Verdict::CouldNotCheck;
        };
        if a.compare(op, &b) == Some(true) {
            return Verdict::Holds;
        }
        let exact = |v: &Value| matches!(v, Value::Num(_));
        let wide = if filed.whole {
            written.clone()
        } else {
            self.eval.reading(Digits::Ranges, || other(&mut Trace::default()))
        };
        let (Some(wide), head) = (wide.range(), filed.range()) else {
            return Verdict::CouldNotCheck;
        };
        match head.compare(op, &wide) {
            Some(false) => Verdict::Broken,
            _ if !exact(&written) => Verdict::CouldNotCheck,
            // A whole that is exact and a part that is exact leave nothing open.
            _ if filed.whole => Verdict::Broken,
            _ => Verdict::CannotTell,
        }
    }

    fn formula(&self, filed: &Filed, formula: &Formula, at: &At, trace: &mut Trace) -> Verdict {
        let first = self.agrees(filed, &formula.expr, at, trace);
        if matches!(first, Verdict::Holds | Verdict::DoesNotApply) || formula.readings.is_empty() {
            return first;
        }
        let others = formula.readings.iter().map(|(_, expr)| self.agrees(filed, expr, at, trace));
        let all: Vec<Verdict> = std::iter::once(first).chain(others).collect();
        [Verdict::Holds, Verdict::CannotTell, Verdict::CouldNotCheck]
            .into_iter()
            .find(|v| all.contains(v))
            .unwrap_or(Verdict::Broken)
    }

    fn agrees(&self, filed: &Filed, expr: &Expr, at: &At, trace: &mut Trace) -> Verdict {
        let value = self.eval.eval(expr, at, trace);
        match (&filed.value, &value) {
            (_, Value::Na) => return Verdict::DoesNotApply,
            (_, Value::Unknown) => return Verdict::CouldNotCheck,
            (Value::Truth(_) | Value::Date(_) | Value::Text(_) | Value::Unit(_), _) => {
                let same = self.eval.compare(&filed.value, CompareOp::Eq, &value, trace);
                return verdict_of(same.truth());
            }
            _ => {}
        }
        if let (Value::Num(v), Value::Num(f)) = (&filed.value, &value)
            && agrees_at_digits(*v, filed.decimals, *f)
        {
            return Verdict::Holds;
        }
        // Counts are exact, however digits are read.
        let exact = filed.whole && (matches!(value, Value::Num(_)) || is_of_counts(expr));
        let wide = if exact {
            value.clone()
        } else {
            self.eval.reading(Digits::Ranges, || self.eval.eval(expr, at, &mut Trace::default()))
        };
        let Some(range) = wide.range() else { return Verdict::CouldNotCheck };
        match (filed.range().meets(&range), &value) {
            (false, _) => Verdict::Broken,
            (true, Value::Num(_)) => Verdict::CannotTell,
            (true, _) => Verdict::CouldNotCheck,
        }
    }

    fn sums(&self, spot: Spot, filed: &Filed, trace: &mut Trace) -> Verdict {
        let Spot { figure, unit, when } = spot;
        let indicator = self.eval.plan.figure(figure);
        let Some(sums) = &indicator.sums else { return Verdict::DoesNotApply };
        if !self.eval.sum_binds(sums, unit) {
            return Verdict::DoesNotApply;
        }
        let members = self.eval.members(sums.over, Some(unit), when);
        if members.is_empty() || members.contains(&unit) {
            return Verdict::DoesNotApply;
        }
        let sum = |trace: &mut Trace| {
            self.eval.sum_of_members(figure, &members, when, trace).unwrap_or(Value::Unknown)
        };
        let op = if sums.includes { CompareOp::Ge } else { CompareOp::Eq };
        self.equal_or(op, filed, &sum, trace)
    }

    /// Equality with a sum, or an inequality; a partial sum can only refute.
    fn equal_or(&self, op: CompareOp, filed: &Filed, sum: Other<'_>, trace: &mut Trace) -> Verdict {
        if op != CompareOp::Eq {
            return self.compare(op, filed, sum, trace);
        }
        let value = sum(trace);
        match (&filed.value, &value) {
            (_, Value::Na) => return Verdict::DoesNotApply,
            (_, Value::Unknown) => return Verdict::CouldNotCheck,
            (Value::Num(a), Value::Num(b)) if a == b => return Verdict::Holds,
            (Value::Num(_), Value::Num(_)) if filed.whole => return Verdict::Broken,
            _ => {}
        }
        // Counts are exact, however digits are read.
        let wide = if filed.whole {
            value.clone()
        } else {
            self.eval.reading(Digits::Ranges, || sum(&mut Trace::default()))
        };
        let Some(range) = wide.range() else { return Verdict::CouldNotCheck };
        match (filed.range().meets(&range), &value) {
            (false, _) => Verdict::Broken,
            (true, Value::Num(_)) => Verdict::CannotTell,
            (true, _) => Verdict::CouldNotCheck,
        }
    }

    fn over_time(&self, spot: Spot, filed: &Filed, trace: &mut Trace) -> Verdict {
        let Spot { figure, unit, when } = spot;
        let When::Period(period) = when else { return Verdict::DoesNotApply };
        let mut out = Verdict::DoesNotApply;
        for split in period.splits() {
            let sum = |trace: &mut Trace| self.parts_sum(figure, unit, split.parts(), trace);
            if sum(&mut Trace::default()) == Value::Unknown {
                continue;
            }
            match self.equal_or(CompareOp::Eq, filed, &sum, trace) {
                Verdict::Broken => return Verdict::Broken,
                Verdict::Holds => out = Verdict::Holds,
                Verdict::CannotTell => out = Verdict::CannotTell,
                // A part that nobody owes is a gap, not a hole: the inequality is the law, and holds.
                Verdict::CouldNotCheck if out == Verdict::DoesNotApply => {
                    let owed = split.parts().any(|p| self.is_absent_and_owed(figure, unit, p));
                    out = if owed { Verdict::CouldNotCheck } else { Verdict::Holds };
                }
                Verdict::CouldNotCheck | Verdict::DoesNotApply => {}
            }
        }
        out
    }

    /// The sum of the parts of a period, reported or made of their own parts.
    fn parts_sum(
        &self,
        figure: FigureId,
        unit: UnitId,
        parts: impl Iterator<Item = Period>,
        trace: &mut Trace,
    ) -> Value {
        let mut total = Total::new();
        for part in parts {
            let value = match self.eval.reported(figure, unit, When::Period(part), trace) {
                Some(v) => Some(v),
                None => self.eval.flow(figure, unit, part, false, trace),
            };
            if total.add(value.as_ref()).is_none() {
                return Value::Unknown;
            }
        }
        let (known, absent) = (total.known, total.absent);
        if known == 0 || (absent > 0 && !self.eval.plan.figure(figure).not_negative()) {
            return Value::Unknown;
        }
        match total.range() {
            Some(sum) if absent > 0 => Value::of(Range { lo: sum.lo, hi: None }),
            Some(sum) => Value::of(sum),
            None => Value::Unknown,
        }
    }

    /// Whether a part was not filed although some duty carries it for that very period.
    fn is_absent_and_owed(&self, figure: FigureId, unit: UnitId, part: Period) -> bool {
        let time = crate::facts::time_of(self.eval.plan, figure, Some(When::Period(part)));
        self.eval.facts.index.get(figure, unit, time) == crate::facts::Fact::None
            && crate::checks::cause::owing_due(self.eval.plan, self.dues, figure, unit, part)
                .is_some()
    }

    fn never_falls(&self, spot: Spot, filed: &Filed, trace: &mut Trace) -> Verdict {
        let Spot { figure, unit, when } = spot;
        let When::Period(period) = when else { return Verdict::DoesNotApply };
        let january = period.to_date().from;
        let earlier = (january.0..period.to.0).rev().find_map(|month| {
            let p = Period { from: january, to: crate::value::Month(month) };
            self.eval.reported(figure, unit, When::Period(p), trace).filter(|v| v.range().is_some())
        });
        let Some(earlier) = earlier else { return Verdict::DoesNotApply };
        let before = move |_: &mut Trace| earlier.clone();
        self.compare(CompareOp::Ge, filed, &before, trace)
    }

    fn opening(&self, spot: Spot, filed: &Filed, trace: &mut Trace) -> Verdict {
        let Spot { figure, unit, when } = spot;
        let (Nature::Opening(of), When::Period(p)) = (self.eval.plan.figure(figure).nature, when)
        else {
            return Verdict::DoesNotApply;
        };
        let before = crate::value::Month(p.from.0 - 1);
        let state = When::Period(Period { from: before, to: before });
        match self.eval.reported(of, unit, state, trace) {
            None => {
                let owed =
                    crate::checks::cause::owing_state(self.eval.plan, self.dues, of, unit, before);
                if owed { Verdict::CouldNotCheck } else { Verdict::DoesNotApply }
            }
            Some(closed) => {
                let closing = move |_: &mut Trace| closed.clone();
                self.equal_or(CompareOp::Eq, filed, &closing, trace)
            }
        }
    }

    fn total(
        &self,
        duty: crate::plan::DutyId,
        spot: Spot,
        filed: &Filed,
        trace: &mut Trace,
    ) -> Verdict {
        let Spot { figure, unit, when } = spot;
        let indicator = self.eval.plan.figure(figure);
        let members =
            crate::checks::cause::total_inputs(self.eval.plan, self.dues, duty, figure, when);
        let members: Vec<UnitId> = members.into_iter().filter(|u| *u != unit).collect();
        if members.is_empty() {
            return Verdict::DoesNotApply;
        }
        let sum = |trace: &mut Trace| {
            self.eval.sum_of_members(figure, &members, when, trace).unwrap_or(Value::Unknown)
        };
        let at_least = indicator.sums.as_ref().is_some_and(|s| s.includes);
        let op = if at_least { CompareOp::Ge } else { CompareOp::Eq };
        self.equal_or(op, filed, &sum, trace)
    }

    /// A condition of a check or a row: true as written, else by the ranges.
    fn condition(&self, expr: &Expr, at: &At, trace: &mut Trace) -> Verdict {
        match self.eval.eval(expr, at, trace).truth() {
            Truth::True => Verdict::Holds,
            Truth::Na => Verdict::DoesNotApply,
            Truth::Unknown => {
                let rounding =
                    trace.keeps_causes() && trace.causes.iter().all(|c| c.why == Why::Rounding);
                if rounding && !trace.causes.is_empty() {
                    Verdict::CannotTell
                } else {
                    Verdict::CouldNotCheck
                }
            }
            Truth::False => {
                let wide = self
                    .eval
                    .reading(Digits::Ranges, || self.eval.eval(expr, at, &mut Trace::default()));
                match wide.truth() {
                    Truth::False => Verdict::Broken,
                    Truth::True | Truth::Unknown | Truth::Na => Verdict::CannotTell,
                }
            }
        }
    }
}

fn verdict_of(truth: Truth) -> Verdict {
    match truth {
        Truth::True => Verdict::Holds,
        Truth::False => Verdict::Broken,
        Truth::Unknown => Verdict::CouldNotCheck,
        Truth::Na => Verdict::DoesNotApply,
    }
}

fn filed(value: Value, decimals: Option<u8>, ty: &Ty) -> Filed {
    let percent = *ty == Ty::Percent;
    let decimals = decimals.map(|d| if percent { d + 2 } else { d });
    Filed { value, decimals, whole: *ty == Ty::Count }
}

impl Filed {
    /// All values that it may stand for.
    fn range(&self) -> Range {
        match (&self.value, self.decimals) {
            (Value::Num(n), Some(d)) if !self.whole => {
                Range::written(*n, Num::unit(d)).unwrap_or(Range::exact(*n))
            }
            (value, _) => value.range().unwrap_or(Range::ALL),
        }
    }
}

/// Whether a formula's value, rounded half up or cut off at the digits of `v`, is `v`.
fn agrees_at_digits(v: Num, decimals: Option<u8>, formula: Num) -> bool {
    let Some(d) = decimals else { return v == formula };
    v == formula || formula.round_half_up(d) == Some(v) || formula.truncate(d) == Some(v)
}
