//! Aggregates over rows and members, the share of conditions that hold, and what was filed.

use crate::eval::expr::extreme_of;
use crate::eval::{At, Cause, Eval, Range, Trace, Truth, Value, What, Why, time_of_rows};
use crate::facts::{Fact, RowId};
use crate::plan::{Condition, Domain, Expr, ExprKind, Over, Subjects, TableId, UnitId, When};
use crate::syntax::tree::{Aggregate, Reach};
use crate::value::Num;

/// How many there are of each truth.
#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    yes: i128,
    no: i128,
    unknown: i128,
}

impl Tally {
    fn add(&mut self, truth: Truth) {
        match truth {
            Truth::True => self.yes += 1,
            Truth::False => self.no += 1,
            Truth::Unknown => self.unknown += 1,
            Truth::Na => {}
        }
    }

    fn count(self, more: bool) -> Value {
        let (least, most) = (Num::whole(self.yes), Num::whole(self.yes + self.unknown));
        if more {
            return Value::of(Range::at_least(least));
        }
        Value::from_range(Some(Range::closed(least, most)))
    }

    /// The part that holds among those that apply.
    fn share(self) -> Value {
        let all = self.yes + self.no + self.unknown;
        if all == 0 {
            return Value::Na;
        }
        let part = |n: i128| Num::ratio(n, all);
        match (part(self.yes), part(self.yes + self.unknown)) {
            (Some(a), Some(b)) => Value::from_range(Some(Range::closed(a, b))),
            _ => Value::Unknown,
        }
    }
}

impl Eval<'_> {
    pub(crate) fn over(&self, over: &Over, at: &At, trace: &mut Trace) -> Value {
        match over.domain {
            Domain::Table(table) => self.over_rows(over, table, at, trace),
            Domain::Units(set) => {
                if self.plan.is_unknown(set) {
                    trace.cause(Why::GroupUnknown, at.unit, None, None);
                    return Value::Unknown;
                }
                let places: Vec<At> = self
                    .members(set, at.unit, at.when)
                    .iter()
                    .map(|u| At { unit: Some(*u), ..*at })
                    .collect();
                self.aggregate(over, &places, false, trace)
            }
        }
    }

    fn over_rows(&self, over: &Over, table: TableId, at: &At, trace: &mut Trace) -> Value {
        let rows = self.rows_of(table, at.unit, at.when, over.reach);
        let places: Vec<At> = rows.iter().map(|r| self.row_place(*r, at)).collect();
        let absent = self.rows_absent(table, at, over.reach, trace);
        self.aggregate(over, &places, absent, trace)
    }

    /// Inside the bracket the period at hand is the row's own, and `it.C` is the row outside.
    fn row_place(&self, row: RowId, at: &At) -> At {
        At { row: Some(row), outer: at.row.or(at.outer), ..self.row_at(row) }
    }

    /// Whether rows may be absent: a due that brings them was not served, or no filing that counts for
    /// this unit and time holds the table.
    fn rows_absent(&self, table: TableId, at: &At, reach: Reach, trace: &mut Trace) -> bool {
        if let Some(cause) = self.absent_rows(table, at.unit, at.when, reach) {
            trace.told(cause);
            return true;
        }
        if reach != Reach::This || at.row.is_some() {
            return false;
        }
        let held = self.holds_table(table, at.unit, at.when);
        if !held {
            let (unit, time) = (at.unit, Some(time_of_rows(at.when)));
            trace.told(Cause { why: Why::Absent, unit, time, what: What::Table(table) });
        }
        !held
    }

    /// Whether some filing says of this table, for the unit and time, what its rows are: empty or not.
    pub(crate) fn holds_table(&self, table: TableId, unit: Option<UnitId>, when: When) -> bool {
        let by_row = !self.rows_of(table, unit, when, Reach::This).is_empty();
        let by_header = || {
            self.facts.held.iter().any(|(filing, t, _)| {
                let f = self.facts.filing(*filing);
                let same_time = f.when.is_none_or(|w| w == when || self.within(w, when));
                let same_unit =
                    unit.is_none_or(|u| f.about == u || self.plan.tree.below(u).contains(&f.about));
                *t == table && !f.superseded && same_time && same_unit
            })
        };
        let nil = || {
            self.facts
                .filings
                .iter()
                .any(|f| f.nil && !f.superseded && f.when == Some(when) && Some(f.about) == unit)
        };
        by_row || by_header() || nil()
    }

    fn within(&self, inner: When, outer: When) -> bool {
        match (inner, outer) {
            (When::Period(a), When::Period(b)) => b.contains(a),
            _ => false,
        }
    }

    fn aggregate(&self, over: &Over, places: &[At], more: bool, trace: &mut Trace) -> Value {
        let mut chosen: Vec<(At, Truth)> = Vec::with_capacity(places.len());
        for place in places {
            let truth = match &over.filter {
                None => Truth::True,
                Some(filter) => self.eval(filter, place, trace).truth(),
            };
            if matches!(truth, Truth::True | Truth::Unknown) {
                chosen.push((*place, truth));
            }
        }
        match (over.what, &over.expr) {
            (Aggregate::Count, None) => {
                let mut tally = Tally::default();
                for (_, truth) in &chosen {
                    tally.add(*truth);
                }
                tally.count(more)
            }
            (Aggregate::Count, Some(x)) => self.tally(x, &chosen, trace).count(more),
            (Aggregate::Share, Some(x)) if !more => self.tally(x, &chosen, trace).share(),
            (Aggregate::Sum, Some(x)) => self.total(x, &chosen, more, trace),
            (Aggregate::Min | Aggregate::Max, Some(x)) => {
                if more || chosen.iter().any(|(_, t)| *t == Truth::Unknown) {
                    return Value::Unknown;
                }
                let values: Vec<Value> = chosen
                    .iter()
                    .map(|(p, _)| self.eval(x, p, trace))
                    .filter(|v| *v != Value::Na)
                    .collect();
                extreme_of(values.into_iter(), over.what == Aggregate::Max)
            }
            (Aggregate::Share, _) | (Aggregate::Sum | Aggregate::Min | Aggregate::Max, None) => {
                Value::Unknown
            }
        }
    }

    fn tally(&self, x: &Expr, chosen: &[(At, Truth)], trace: &mut Trace) -> Tally {
        let mut tally = Tally::default();
        for (place, in_set) in chosen {
            let truth = self.eval(x, place, trace).truth();
            let unknown = *in_set == Truth::Unknown && truth == Truth::True;
            tally.add(if unknown { Truth::Unknown } else { truth });
        }
        tally
    }

    fn total(&self, x: &Expr, chosen: &[(At, Truth)], more: bool, trace: &mut Trace) -> Value {
        let mut sum = Range::exact(Num::ZERO);
        let (mut whole, mut applies) = (!more, chosen.is_empty());
        for (place, in_set) in chosen {
            let value = self.eval(x, place, trace);
            if value == Value::Na {
                continue;
            }
            applies = true;
            match (value.range(), in_set) {
                (Some(r), Truth::True) => match sum.add(&r) {
                    Some(s) => sum = s,
                    None => return Value::Unknown,
                },
                _ => whole = false,
            }
        }
        match (applies, whole) {
            (false, _) => Value::Na,
            (true, true) => Value::from_range(Some(sum)),
            (true, false) if self.cannot_be_negative(x) => {
                Value::of(Range { lo: sum.lo, hi: None })
            }
            (true, false) => Value::Unknown,
        }
    }

    fn cannot_be_negative(&self, x: &Expr) -> bool {
        match &x.kind {
            ExprKind::Figure(figure) => self.plan.figure(*figure).not_negative(),
            _ => x.ty == crate::plan::Ty::Count,
        }
    }

    /// The rows that a count over a table counts.
    pub(crate) fn listed(&self, over: &Over, at: &At) -> Vec<RowId> {
        let Domain::Table(table) = over.domain else { return Vec::new() };
        let counts = |row: &RowId| {
            let (place, mut quiet) = (self.row_place(*row, at), Trace::default());
            let parts = over.filter.iter().chain(&over.expr);
            parts.into_iter().all(|e| self.eval(e, &place, &mut quiet).truth() == Truth::True)
        };
        self.rows_of(table, at.unit, at.when, over.reach).into_iter().filter(counts).collect()
    }

    /// The part of the conditions that hold among those that apply.
    pub(crate) fn met(&self, conditions: &[Condition], at: &At, trace: &mut Trace) -> Value {
        let mut tally = Tally::default();
        for condition in conditions {
            match condition {
                Condition::Expr(expr) => tally.add(self.eval(expr, at, trace).truth()),
                Condition::Rule(rule) => {
                    let rule = self.plan.rule(*rule);
                    if let Subjects::Rows { filter: Some(filter), .. } = &rule.subjects {
                        match self.eval(filter, at, trace).truth() {
                            Truth::False | Truth::Na => continue,
                            Truth::Unknown => {
                                tally.add(Truth::Unknown);
                                continue;
                            }
                            Truth::True => {}
                        }
                    }
                    tally.add(self.rule_truth(rule, at, trace));
                }
            }
        }
        tally.share()
    }

    /// A rule `for rows` at one row: met when all its lines are.
    fn rule_truth(&self, rule: &crate::plan::Rule, at: &At, trace: &mut Trace) -> Truth {
        let mut out = Truth::True;
        for line in &rule.lines {
            match self.eval(&line.expr, at, trace).truth() {
                Truth::False => return Truth::False,
                Truth::Unknown => out = Truth::Unknown,
                Truth::Na if out == Truth::True => out = Truth::Na,
                Truth::Na | Truth::True => {}
            }
        }
        out
    }

    /// Whether a value was filed for exactly that unit and period.
    pub(crate) fn was_reported(&self, inner: &Expr, at: &At) -> Value {
        match &inner.kind {
            ExprKind::Figure(figure) => {
                let Some(unit) = at.unit else { return Value::Truth(false) };
                let time = crate::facts::time_of(self.plan, *figure, Some(at.when));
                Value::Truth(self.facts.index.get(*figure, unit, time) != Fact::None)
            }
            ExprKind::Table(table) => Value::Truth(self.holds_table(*table, at.unit, at.when)),
            ExprKind::Column(column) => {
                let cell = at.row.and_then(|r| self.facts.row_cell(r, *column));
                Value::Truth(cell.is_some_and(|c| c.value != crate::facts::RowValue::Missing))
            }
            ExprKind::In(inner, time) => match self.moved(at, *time) {
                Some(at) => self.was_reported(inner, &at),
                None => Value::Truth(false),
            },
            ExprKind::Of(inner, unit) => match self.plan.resolve(*unit, at.unit).as_slice() {
                [one] => self.was_reported(inner, &At { unit: Some(*one), ..*at }),
                _ => Value::Truth(false),
            },
            ExprKind::ToDate(inner) => match at.when {
                When::Period(p) => {
                    self.was_reported(inner, &At { when: When::Period(p.to_date()), ..*at })
                }
                When::Phase(_) | When::Day(_) => Value::Truth(false),
            },
            _ => Value::Truth(false),
        }
    }
}
