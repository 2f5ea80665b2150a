//! Expressions: exact arithmetic over what is known, and four truths.

use crate::eval::{At, Cause, Eval, Keep, Range, Trace, Truth, Value, What, Why, time_of_rows};
use crate::facts::{RowId, RowValue};
use crate::plan::{ColumnId, Expr, ExprKind, TimeRef, UnitRef, When};
use crate::syntax::tree::{CompareOp, DurationUnit};
use crate::value::{Days, Num};

impl Eval<'_> {
    /// The value of an expression at a unit and time.
    #[expect(clippy::too_many_lines, reason = "one arm per construct")]
    pub(crate) fn eval(&self, expr: &Expr, at: &At, trace: &mut Trace) -> Value {
        match &expr.kind {
            ExprKind::Num(n) => Value::Num(*n),
            ExprKind::Date(day) => Value::Date(*day),
            ExprKind::Text(text) => Value::Text(text.clone()),
            ExprKind::Bool(b) => Value::Truth(*b),
            ExprKind::Duration(n, unit) => match unit {
                DurationUnit::Year => Value::Months(n * 12),
                DurationUnit::Month => Value::Months(*n),
                DurationUnit::Day => Value::Days(*n),
            },
            ExprKind::Figure(figure) => match at.unit {
                Some(unit) => self.worth(*figure, unit, at.when, trace),
                None => self.incomplete(trace),
            },
            ExprKind::Column(column) => self.column(at.row, *column, trace),
            ExprKind::Outer(column) => self.column(at.outer.or(at.row), *column, trace),
            ExprKind::It => at.unit.map_or(Value::Unknown, Value::Unit),
            ExprKind::Above => {
                at.unit.and_then(|u| self.plan.above(u)).map_or(Value::Na, Value::Unit)
            }
            ExprKind::Unit(unit) => Value::Unit(*unit),
            ExprKind::Negate(inner) => negate(&self.eval(inner, at, trace)),
            ExprKind::Sum(terms) => self.sum(terms, at, trace),
            ExprKind::Product(factors) => self.product(factors, at, trace),
            ExprKind::Compare(a, op, b) => {
                let (a, b) = (self.eval(a, at, trace), self.eval(b, at, trace));
                self.compare(&a, *op, &b, trace)
            }
            ExprKind::Within(x, from, to, days) => {
                within(&self.eval(x, at, trace), *from, *to, *days)
            }
            ExprKind::Change(x, change) => self.change(x, change, at, trace),
            ExprKind::And(all) => self.all(all, at, trace),
            ExprKind::Or(any) => self.any(any, at, trace),
            ExprKind::Not(inner) => match self.eval(inner, at, trace) {
                Value::Truth(t) => Value::Truth(!t),
                other => other,
            },
            ExprKind::If(c, a, b) => match self.eval(c, at, trace) {
                Value::Truth(true) => self.eval(a, at, trace),
                Value::Truth(false) => self.eval(b, at, trace),
                Value::Na => Value::Na,
                _ => Value::Unknown,
            },
            ExprKind::In(inner, time) => match self.moved(at, *time) {
                Some(at) => self.eval(inner, &at, trace),
                None => self.incomplete(trace),
            },
            ExprKind::Of(inner, unit) => self.of_unit_expr(inner, *unit, at, trace),
            ExprKind::ToDate(inner) => match at.when {
                When::Period(p) => {
                    let at = At { when: When::Period(p.to_date()), ..*at };
                    self.eval(inner, &at, trace)
                }
                When::Phase(_) | When::Day(_) => self.incomplete(trace),
            },
            ExprKind::Over(over) => self.over(over, at, trace),
            ExprKind::Min(list) => self.extreme(list, false, at, trace),
            ExprKind::Max(list) => self.extreme(list, true, at, trace),
            ExprKind::Met(conditions) => self.met(conditions, at, trace),
            ExprKind::Reported(inner) => self.was_reported(inner, at),
            ExprKind::Table(_) | ExprKind::Broken => self.incomplete(trace),
        }
    }

    fn incomplete(&self, trace: &mut Trace) -> Value {
        trace.cause(Why::RuleIncomplete, None, None, None);
        Value::Unknown
    }

    /// The time an expression is moved to.
    pub(crate) fn moved(&self, at: &At, time: TimeRef) -> Option<At> {
        let when = match (time, at.when) {
            (TimeRef::At(when), _) => when,
            (TimeRef::PreviousYear, When::Period(p)) => When::Period(p.years_before(1)),
            (TimeRef::PreviousYear, When::Day(day)) => When::Day(day.plus_months(-12)),
            (TimeRef::PreviousPeriod, When::Period(p)) => When::Period(p.previous()),
            (TimeRef::PreviousYear, When::Phase(_))
            | (TimeRef::PreviousPeriod, When::Phase(_) | When::Day(_)) => return None,
        };
        Some(At { when, ..*at })
    }

    fn of_unit_expr(&self, inner: &Expr, unit: UnitRef, at: &At, trace: &mut Trace) -> Value {
        match self.plan.resolve(unit, at.unit).as_slice() {
            [] => Value::Na,
            [one] => self.eval(inner, &At { unit: Some(*one), ..*at }, trace),
            _ => self.incomplete(trace),
        }
    }

    /// The value of a column in a row.
    pub(crate) fn column(&self, row: Option<RowId>, column: ColumnId, trace: &mut Trace) -> Value {
        let Some(row) = row else { return self.incomplete(trace) };
        if let Some(crate::eval::Mend::Row(r, c, n)) = self.mend.get()
            && (r, c) == (row, column)
        {
            return self.mended_value(n, true, trace);
        }
        if trace.keep == Keep::All {
            trace.row_cells.push((row, column));
        }
        let table = self.plan.table(self.facts.row(row).table);
        let Some(definition) = table.columns.get(column.at()) else {
            return self.incomplete(trace);
        };
        let percent = definition.ty == crate::plan::Ty::Percent;
        let count = definition.ty == crate::plan::Ty::Count;
        let cell = self.facts.row_cell(row, column);
        match cell.map(|c| &c.value) {
            Some(RowValue::Number(w)) if count => Value::Num(w.num()),
            Some(RowValue::Number(w)) => self.written(*w, percent),
            Some(RowValue::Flag(b)) => Value::Truth(*b),
            Some(RowValue::Date(day)) => Value::Date(*day),
            Some(RowValue::Text(text)) => Value::Text(text.clone()),
            Some(RowValue::Unit(unit)) => Value::Unit(*unit),
            Some(RowValue::NotApplicable) => Value::Na,
            Some(RowValue::Missing) | None => self.derived(row, column, trace),
            Some(RowValue::NotCollected) => {
                self.unknown_cell(Why::NotCollected, row, column, trace)
            }
            Some(RowValue::Withheld) => self.unknown_cell(Why::Withheld, row, column, trace),
            Some(RowValue::Wrong) => self.unknown_cell(Why::Wrong, row, column, trace),
        }
    }

    /// A column with `equals` need not be filed.
    fn derived(&self, row: RowId, column: ColumnId, trace: &mut Trace) -> Value {
        let table = self.plan.table(self.facts.row(row).table);
        let formula = table.columns.get(column.at()).and_then(|c| c.equals.as_ref());
        match formula {
            Some(formula) if self.depth.get() < 64 => {
                self.depth.set(self.depth.get() + 1);
                let value = self.eval(&formula.expr, &self.row_at(row), trace);
                self.depth.set(self.depth.get() - 1);
                value
            }
            _ => self.unknown_cell(Why::Absent, row, column, trace),
        }
    }

    fn unknown_cell(&self, why: Why, row: RowId, column: ColumnId, trace: &mut Trace) -> Value {
        trace.told(self.cause_of_cell(why, row, column));
        Value::Unknown
    }

    /// A cell that is not known: whose, and for when.
    pub(crate) fn cause_of_cell(&self, why: Why, row: RowId, column: ColumnId) -> Cause {
        let At { unit, when, .. } = self.row_at(row);
        Cause { why, unit, time: Some(time_of_rows(when)), what: What::Cell(row, column) }
    }

    /// Where the laws of a row are evaluated: at its sender and its own period.
    pub(crate) fn row_at(&self, row: RowId) -> At {
        let filing = self.facts.filing(self.facts.row(row).filing);
        let when = self.rows.when(row).or(filing.when).unwrap_or_else(|| self.whole_run());
        At { unit: Some(filing.about), when, row: Some(row), outer: None }
    }

    /// The run as a time, for what has no period of its own.
    pub(crate) fn whole_run(&self) -> When {
        let end = self.plan.runs.and_then(|r| r.to);
        end.map_or(When::Period(crate::value::Period::year(1900)), When::Day)
    }

    fn sum(&self, terms: &[(bool, Expr)], at: &At, trace: &mut Trace) -> Value {
        let mut total: Option<Value> = None;
        for (minus, term) in terms {
            let value = self.eval(term, at, trace);
            let value = if *minus { negate(&value) } else { value };
            total = Some(match total {
                None => value,
                Some(sum) => add(sum, value),
            });
        }
        total.unwrap_or(Value::Unknown)
    }

    fn product(&self, factors: &[(bool, Expr)], at: &At, trace: &mut Trace) -> Value {
        let mut total: Option<Value> = None;
        for (divide, factor) in factors {
            let value = self.eval(factor, at, trace);
            total = Some(match (total, divide) {
                (None, _) => value,
                (Some(a), false) => multiply(&a, &value),
                (Some(a), true) => self.divide(&a, &value, at, trace),
            });
        }
        total.unwrap_or(Value::Unknown)
    }

    fn divide(&self, a: &Value, b: &Value, at: &At, trace: &mut Trace) -> Value {
        match (a, b) {
            (Value::Na, _) | (_, Value::Na) => Value::Na,
            (Value::Num(x), Value::Num(y)) if y.is_zero() && x.is_zero() => Value::Na,
            (_, Value::Num(y)) if y.is_zero() => {
                trace.cause(Why::NothingToDivideBy, at.unit, None, None);
                Value::Unknown
            }
            (Value::Num(x), Value::Num(y)) => x.div(*y).map_or(Value::Unknown, Value::Num),
            _ => match (a.range(), b.range().and_then(|r| r.inverse())) {
                (Some(x), Some(y)) => Value::from_range(x.mul(&y)),
                _ => Value::Unknown,
            },
        }
    }

    /// One comparison; what the ranges leave open is for rounding.
    pub(crate) fn compare(&self, a: &Value, op: CompareOp, b: &Value, trace: &mut Trace) -> Value {
        match (a, b) {
            (Value::Na, _) | (_, Value::Na) => Value::Na,
            (Value::Unknown, _) | (_, Value::Unknown) => Value::Unknown,
            (Value::Num(x), Value::Num(y)) => Value::Truth(ordered(op, x.cmp(y))),
            (Value::Date(x), Value::Date(y)) => Value::Truth(ordered(op, x.cmp(y))),
            (Value::Truth(x), Value::Truth(y)) => Value::Truth(ordered(op, x.cmp(y))),
            (Value::Unit(x), Value::Unit(y)) => Value::Truth(ordered(op, x.cmp(y))),
            (Value::Text(x), Value::Text(y)) => {
                let (x, y) = (crate::value::fold::key(x), crate::value::fold::key(y));
                Value::Truth(ordered(op, x.cmp(&y)))
            }
            _ => match (a.range(), b.range()) {
                (Some(x), Some(y)) => {
                    let truth = x.compare(op, &y);
                    if truth.is_none() && trace.keeps_causes() && trace.causes.is_empty() {
                        trace.cause(Why::Rounding, None, None, None);
                    }
                    Value::from_truth(truth)
                }
                _ => self.incomplete(trace),
            },
        }
    }

    fn all(&self, parts: &[Expr], at: &At, trace: &mut Trace) -> Value {
        let mut out = Truth::True;
        for part in parts {
            match self.eval(part, at, trace).truth() {
                Truth::False => return Value::Truth(false),
                Truth::Unknown => out = Truth::Unknown,
                Truth::Na if out == Truth::True => out = Truth::Na,
                Truth::Na | Truth::True => {}
            }
        }
        from_truth(out)
    }

    fn any(&self, parts: &[Expr], at: &At, trace: &mut Trace) -> Value {
        // False and Na: Na, by the table of 2.3.
        let mut out: Option<Truth> = None;
        for part in parts {
            let truth = self.eval(part, at, trace).truth();
            out = Some(match (out, truth) {
                (_, Truth::True) => return Value::Truth(true),
                (None, t) => t,
                (Some(Truth::Unknown), _) | (_, Truth::Unknown) => Truth::Unknown,
                (Some(Truth::Na), _) | (_, Truth::Na) => Truth::Na,
                (Some(t), Truth::False) => t,
            });
        }
        from_truth(out.unwrap_or(Truth::False))
    }

    fn extreme(&self, list: &[Expr], largest: bool, at: &At, trace: &mut Trace) -> Value {
        extreme_of(list.iter().map(|e| self.eval(e, at, trace)), largest)
    }
}

/// The smallest or largest of what applies.
pub(crate) fn extreme_of(values: impl Iterator<Item = Value>, largest: bool) -> Value {
    let mut best: Option<Value> = None;
    for value in values {
        best = Some(match (best, value) {
            (None, v) => v,
            (Some(Value::Na), _) | (_, Value::Na) => Value::Na,
            (Some(Value::Date(a)), Value::Date(b)) => {
                Value::Date(if largest { a.max(b) } else { a.min(b) })
            }
            (Some(a), b) => match (a.range(), b.range()) {
                (Some(x), Some(y)) => Value::from_range(Some(x.pick(&y, largest))),
                _ => Value::Unknown,
            },
        });
    }
    best.unwrap_or(Value::Na)
}

fn from_truth(truth: Truth) -> Value {
    match truth {
        Truth::True => Value::Truth(true),
        Truth::False => Value::Truth(false),
        Truth::Unknown => Value::Unknown,
        Truth::Na => Value::Na,
    }
}

fn ordered(op: CompareOp, order: std::cmp::Ordering) -> bool {
    match op {
        CompareOp::Lt => order.is_lt(),
        CompareOp::Le => order.is_le(),
        CompareOp::Gt => order.is_gt(),
        CompareOp::Ge => order.is_ge(),
        CompareOp::Eq => order.is_eq(),
        CompareOp::Ne => order.is_ne(),
    }
}

fn within(x: &Value, from: Option<Num>, to: Option<Num>, days: Days) -> Value {
    match x {
        Value::Na => Value::Na,
        Value::Date(day) => Value::Truth(days.contains(*day)),
        _ => {
            let Some(range) = x.range() else { return Value::Unknown };
            let above = from.map_or(Some(true), |f| range.compare(CompareOp::Ge, &Range::exact(f)));
            let below = to.map_or(Some(true), |t| range.compare(CompareOp::Le, &Range::exact(t)));
            match (above, below) {
                (Some(false), _) | (_, Some(false)) => Value::Truth(false),
                (Some(true), Some(true)) => Value::Truth(true),
                _ => Value::Unknown,
            }
        }
    }
}

pub(crate) fn negate(value: &Value) -> Value {
    match value {
        Value::Num(n) => Value::Num(n.neg()),
        Value::Range(r) => Value::of(r.neg()),
        Value::Months(n) => Value::Months(-n),
        Value::Days(n) => Value::Days(-n),
        Value::Na => Value::Na,
        // A day is only ever the second term of a subtraction of days: see `add`.
        Value::Date(day) => Value::Date(*day),
        Value::Truth(_) | Value::Text(_) | Value::Unit(_) | Value::Unknown => Value::Unknown,
    }
}

pub(crate) fn add(a: Value, b: Value) -> Value {
    match (a, b) {
        (Value::Na, _) | (_, Value::Na) => Value::Na,
        (Value::Num(x), Value::Num(y)) => x.add(y).map_or(Value::Unknown, Value::Num),
        (Value::Date(day), Value::Months(n)) => Value::Date(day.plus_months(n)),
        (Value::Date(day), Value::Days(n)) => Value::Date(day.plus_days(n)),
        (Value::Date(a), Value::Date(b)) => Value::Num(Num::whole(i128::from(a.days_since(b)))),
        (a, b) => match (a.range(), b.range()) {
            (Some(x), Some(y)) => Value::from_range(x.add(&y)),
            _ => Value::Unknown,
        },
    }
}

fn multiply(a: &Value, b: &Value) -> Value {
    match (a, b) {
        (Value::Na, _) | (_, Value::Na) => Value::Na,
        (Value::Num(x), Value::Num(y)) => x.mul(*y).map_or(Value::Unknown, Value::Num),
        _ => match (a.range(), b.range()) {
            (Some(x), Some(y)) => Value::from_range(x.mul(&y)),
            _ => Value::Unknown,
        },
    }
}
