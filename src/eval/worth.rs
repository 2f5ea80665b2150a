//! What a figure is worth: as reported, else over time, else over units, else by its formula.

use crate::eval::season::{Line, Season};
use crate::eval::{At, Digits, Eval, Keep, Mend, Range, Step, Total, Trace, Value, Why};
use crate::facts::{CellId, Fact, Said, State, Time, exact, time_of};
use crate::plan::{FigureId, Nature, Ty, UnitId, When};
use crate::value::{Month, Num, Period};

/// The value of a mended cell; `None`: whatever it may be.
struct Mended(Option<Num>);

/// No formula is deeper than this: circles are cut by the resolver.
const DEEPEST: u32 = 64;

impl Eval<'_> {
    /// The value of a figure for a unit and time, by 6.1 of the reference.
    pub(crate) fn worth(
        &self,
        figure: FigureId,
        unit: UnitId,
        when: When,
        trace: &mut Trace,
    ) -> Value {
        if self.depth.get() > DEEPEST {
            trace.cause(Why::RuleIncomplete, Some(unit), None, Some(figure));
            return Value::Unknown;
        }
        self.depth.set(self.depth.get() + 1);
        let value = self.worth_inner(figure, unit, when, trace);
        self.depth.set(self.depth.get() - 1);
        value
    }

    fn worth_inner(&self, figure: FigureId, unit: UnitId, when: When, trace: &mut Trace) -> Value {
        let indicator = self.plan.figure(figure);
        let rate = matches!(indicator.ty, Ty::Percent | Ty::Ratio);
        if rate
            && let Some(formula) = &indicator.equals
            && self.mend_of(figure, unit, when).is_none()
        {
            // A printed percent is rounded: the formula comes first.
            let value = trace.attempt(|trace| {
                let value = self.eval(&formula.expr, &At::new(Some(unit), when), trace);
                matches!(value, Value::Num(_) | Value::Na).then_some(value)
            });
            if let Some(value) = value {
                trace.step(figure, unit, when, Step::Formula, &value);
                return value;
            }
        }
        if let Some(value) = self.reported(figure, unit, when, trace) {
            return value;
        }
        let mut best = None;
        let told = trace.causes.len();
        if let Some(value) = self.over_time(figure, unit, when, trace) {
            match value {
                Value::Range(r) => best = Some(*r),
                other => {
                    trace.step(figure, unit, when, Step::OverTime, &other);
                    return other;
                }
            }
        }
        if let Some(value) = self.over_units(figure, unit, when, trace) {
            match value {
                Value::Range(r) => best = Some(best.map_or(*r, |b| b.pick(&r, true))),
                other => return other,
            }
        }
        if let Some(formula) = indicator.equals.as_ref().filter(|_| !rate) {
            match self.eval(&formula.expr, &At::new(Some(unit), when), trace) {
                Value::Unknown => {}
                Value::Range(r) => best = Some(best.map_or(*r, |b| b.pick(&r, true))),
                other => {
                    trace.step(figure, unit, when, Step::Formula, &other);
                    return other;
                }
            }
        }
        if best.is_none() || trace.causes.len() == told {
            self.tell_absent(figure, unit, when, trace);
        }
        best.map_or(Value::Unknown, Value::of)
    }

    /// Tells why a figure has no value where none could be derived.
    fn tell_absent(&self, figure: FigureId, unit: UnitId, when: When, trace: &mut Trace) {
        if !trace.keeps_causes() {
            return;
        }
        let why = match self.facts.index.of(self.season(when).seat(figure), unit) {
            Fact::None => Why::Absent,
            Fact::Conflict(_) => Why::InConflict,
            Fact::One(cell) => match self.facts.cells.said(cell).state {
                State::NotCollected => Why::NotCollected,
                State::Withheld => Why::Withheld,
                State::Wrong | State::Present | State::NotApplicable => Why::Wrong,
            },
        };
        trace.cause(why, Some(unit), Some(self.key(figure, when)), Some(figure));
    }

    /// The key of the fact for just these months: what is filed to date is the fact from January on.
    pub(crate) fn key(&self, figure: FigureId, when: When) -> Time {
        match (self.plan.figure(figure).nature, when) {
            (Nature::ToDate, When::Period(p)) => Time::Span(p),
            _ => time_of(self.plan, figure, Some(when)),
        }
    }

    fn mend_of(&self, figure: FigureId, unit: UnitId, when: When) -> Option<Mended> {
        match self.mend.get()? {
            Mend::Figure(f, u, t, n) if f == figure && u == unit && t == self.key(figure, when) => {
                Some(Mended(n))
            }
            Mend::Figure(..) | Mend::Row(..) => None,
        }
    }

    /// The value a mended cell has: the one given, or anything it may be.
    pub(crate) fn mended_value(
        &self,
        mended: Option<Num>,
        not_negative: bool,
        trace: &mut Trace,
    ) -> Value {
        match mended {
            Some(n) => Value::Num(n),
            None if not_negative => Value::of(Range::at_least(Num::ZERO)),
            None => {
                trace.cause(Why::Doubtful, None, None, None);
                Value::Unknown
            }
        }
    }

    /// What was filed for exactly this; `None` where nothing usable was, so that it may be derived.
    pub(crate) fn reported(
        &self,
        figure: FigureId,
        unit: UnitId,
        when: When,
        trace: &mut Trace,
    ) -> Option<Value> {
        self.reported_in(figure, unit, &self.season(when), trace)
    }

    fn reported_in(
        &self,
        figure: FigureId,
        unit: UnitId,
        season: &Season,
        trace: &mut Trace,
    ) -> Option<Value> {
        if let Some(mended) = self.mend_of(figure, unit, season.when) {
            let not_negative = self.plan.figure(figure).not_negative();
            return Some(self.mended_value(mended.0, not_negative, trace));
        }
        match self.facts.index.of(season.seat(figure), unit) {
            Fact::None => None,
            Fact::Conflict(_) => {
                let time = self.key(figure, season.when);
                trace.cause(Why::InConflict, Some(unit), Some(time), Some(figure));
                Some(Value::Unknown)
            }
            Fact::One(cell) => {
                let value = self.cell_value(cell, figure, trace)?;
                trace.step(figure, unit, season.when, Step::Reported(cell), &value);
                Some(value)
            }
        }
    }

    /// The value at the head of a law: of its cell, unless that is mended.
    pub(crate) fn head(
        &self,
        cell: CellId,
        figure: FigureId,
        unit: UnitId,
        when: When,
        trace: &mut Trace,
    ) -> Option<Value> {
        if let Some(Mend::Figure(f, u, t, mended)) = self.mend.get()
            && (f, u, t) == (figure, unit, time_of(self.plan, figure, Some(when)))
        {
            let not_negative = self.plan.figure(figure).not_negative();
            return Some(self.mended_value(mended, not_negative, trace));
        }
        self.cell_value(cell, figure, trace)
    }

    /// What a filed cell says of a figure; `None` where it holds no value.
    fn cell_value(&self, id: CellId, figure: FigureId, trace: &mut Trace) -> Option<Value> {
        if self.has_estimates {
            let filing = self.facts.cell(id).filing;
            trace.met(id, filing, self.facts.is_estimate(filing));
        } else if trace.keep == Keep::All {
            trace.cells.push(id);
        }
        let Said { state, written } = self.facts.cells.said(id);
        match state {
            State::NotApplicable => return Some(Value::Na),
            State::NotCollected | State::Withheld | State::Wrong => return None,
            State::Present => {}
        }
        let indicator = self.plan.figure(figure);
        Some(match &indicator.ty {
            Ty::Count | Ty::Year => Value::Num(Num::whole(i128::from(written.digits))),
            Ty::Percent | Ty::Amount(_) | Ty::Number(_) | Ty::Ratio => {
                self.written(written, indicator.ty == Ty::Percent)
            }
            Ty::Truth => Value::Truth(written.digits != 0),
            Ty::Date => day_of(written.digits).map_or(Value::Unknown, Value::Date),
            Ty::Text | Ty::Unit => {
                let text = usize::try_from(written.digits).ok();
                let text = text.and_then(|at| self.facts.texts.get(at));
                text.map_or(Value::Unknown, |t| Value::Text(t.clone()))
            }
            Ty::Duration | Ty::Broken => Value::Unknown,
        })
    }

    /// Digits as written: themselves, or all that they stand for.
    pub(crate) fn written(&self, written: crate::value::Written, percent: bool) -> Value {
        let value = exact(written, percent);
        if self.digits.get() == Digits::Written {
            return Value::Num(value);
        }
        let decimals = written.decimals + if percent { 2 } else { 0 };
        Value::from_range(Range::written(value, Num::unit(decimals)))
    }

    /// Step 2: from the periods inside, or the difference of two that begin together.
    fn over_time(
        &self,
        figure: FigureId,
        unit: UnitId,
        when: When,
        trace: &mut Trace,
    ) -> Option<Value> {
        let When::Period(period) = when else { return None };
        match self.plan.figure(figure).nature {
            Nature::Flow => self.flow(figure, unit, period, true, trace),
            Nature::ToDate => self.difference(figure, unit, period, trace),
            Nature::Opening(of) => {
                let before = Month(period.from.0 - 1);
                let state = When::Period(Period { from: before, to: before });
                self.reported(of, unit, state, trace)
            }
            Nature::Level | Nature::None => None,
        }
    }

    /// A flow over `period` from reported parts; a range where some are absent and none can be negative.
    pub(crate) fn flow(
        &self,
        figure: FigureId,
        unit: UnitId,
        period: Period,
        differences: bool,
        trace: &mut Trace,
    ) -> Option<Value> {
        let season = self.season(When::Period(period));
        let open = match self.flow_of_parts(figure, unit, &season, trace) {
            Ok(known) => return Some(known),
            Err(open) => open,
        };
        let apart = if differences { self.difference(figure, unit, period, trace) } else { None };
        apart.or(open.map(Value::of))
    }

    /// The same from its parts alone; `Err`: as far as it is known.
    fn flow_of_parts(
        &self,
        figure: FigureId,
        unit: UnitId,
        season: &Season,
        trace: &mut Trace,
    ) -> Result<Value, Option<Range>> {
        if !season.has_parts {
            return Err(None);
        }
        if self.plan.figure(figure).ty == Ty::Count
            && let Some(n) = self.plainly((figure, unit), season, true, trace)
        {
            return Ok(Value::Num(Num::whole(i128::from(n))));
        }
        if trace.keep == Keep::All {
            return self.by_lines(figure, unit, self.lines(season), trace);
        }
        let found = self.by_lines(figure, unit, self.few_lines(season), trace);
        debug_assert_eq!(
            found,
            self.by_lines(figure, unit, self.lines(season), &mut Trace::default()),
            "the lines that are left out say nothing else"
        );
        found
    }

    /// What the first line that is known comes to; `Err`: the best of what all leave open.
    pub(super) fn by_lines(
        &self,
        figure: FigureId,
        unit: UnitId,
        lines: &[Line],
        trace: &mut Trace,
    ) -> Result<Value, Option<Range>> {
        let mut best: Option<Range> = None;
        for line in lines {
            match self.tile(figure, unit, line, trace) {
                Some(Value::Range(r)) => best = Some(best.map_or(*r, |b| b.pick(&r, true))),
                Some(Value::Unknown) | None => {}
                Some(known) => return Ok(known),
            }
        }
        Err(best)
    }

    /// The sum of parts, each as reported or made of its own parts.
    fn tile(
        &self,
        figure: FigureId,
        unit: UnitId,
        line: &Line,
        trace: &mut Trace,
    ) -> Option<Value> {
        let mut total = Total::new();
        for part in line {
            let value = match self.reported_in(figure, unit, part, trace) {
                Some(v) => Some(v),
                None => match self.flow_of_parts(figure, unit, part, trace) {
                    Ok(known) => Some(known),
                    Err(open) => open.map(Value::of),
                },
            };
            if value == Some(Value::Na) {
                return Some(Value::Na);
            }
            total.add(value.as_ref())?;
        }
        self.partial(figure, &total)
    }

    /// A sum of which parts are absent: from what is known upward, where nothing can be negative.
    fn partial(&self, figure: FigureId, total: &Total) -> Option<Value> {
        let sum = total.range()?;
        if total.absent == 0 {
            return Some(Value::of(sum));
        }
        if total.known == 0 || !self.plan.figure(figure).not_negative() {
            return None;
        }
        Some(Value::of(Range { lo: sum.lo, hi: None }))
    }

    /// `[s..b] − [s..a−1]`, both reported.
    fn difference(
        &self,
        figure: FigureId,
        unit: UnitId,
        p: Period,
        trace: &mut Trace,
    ) -> Option<Value> {
        let year = p.to.year();
        for start in [Month::new(year, 1), Month::new(year, 7)] {
            if start >= p.from {
                continue;
            }
            let whole = When::Period(Period { from: start, to: p.to });
            let rest = When::Period(Period { from: start, to: Month(p.from.0 - 1) });
            let range = |when: When, trace: &mut Trace| {
                self.reported(figure, unit, when, trace).and_then(|v| v.range())
            };
            let both = trace.attempt(|trace| Some((range(whole, trace)?, range(rest, trace)?)));
            if let Some((a, b)) = both {
                return Some(Value::from_range(a.add(&b.neg())));
            }
        }
        None
    }

    /// Step 3: the sum of the members on the last day.
    fn over_units(
        &self,
        figure: FigureId,
        unit: UnitId,
        when: When,
        trace: &mut Trace,
    ) -> Option<Value> {
        let sums = self.plan.figure(figure).sums.as_ref()?;
        let alone = sums.relative && self.plan.tree.below(unit).is_empty();
        if alone || sums.includes || !self.sum_binds(sums, unit) {
            return None;
        }
        let members = self.members(sums.over, Some(unit), when);
        if members.is_empty() || members.contains(&unit) {
            return None;
        }
        let value = self.sum_of_members(figure, &members, when, trace)?;
        trace.step(figure, unit, when, Step::OverUnits(members.len()), &value);
        Some(value)
    }

    /// Whether `sums over` binds this unit: a set of `it` binds all, a fixed one the plan's own unit.
    pub(crate) fn sum_binds(&self, sums: &crate::plan::Sums, unit: UnitId) -> bool {
        sums.relative || self.plan.about == Some(unit)
    }

    /// The sum of a figure over units, each by what was reported, over time or over units.
    pub(crate) fn sum_of_members(
        &self,
        figure: FigureId,
        members: &[UnitId],
        when: When,
        trace: &mut Trace,
    ) -> Option<Value> {
        let (mut total, mut counted) = (Total::new(), None::<i128>);
        let season = self.season(when);
        let is_count = self.plan.figure(figure).ty == Ty::Count;
        for member in members {
            if is_count && let Some(n) = self.plainly((figure, *member), &season, false, trace) {
                counted = Some(counted.unwrap_or(0) + i128::from(n));
                continue;
            }
            let value = self.member_worth(figure, *member, &season, trace);
            if value != Some(Value::Na) {
                total.add(value.as_ref())?;
            }
        }
        if let Some(n) = counted {
            total.add(Some(&Value::Num(Num::whole(n))))?;
        }
        if total.known == 0 && total.absent == 0 {
            return Some(Value::Na);
        }
        self.partial(figure, &total)
    }

    pub(super) fn member_worth(
        &self,
        figure: FigureId,
        unit: UnitId,
        season: &Season,
        trace: &mut Trace,
    ) -> Option<Value> {
        let when = season.when;
        if let Some(value) = self.reported_in(figure, unit, season, trace) {
            return Some(value);
        }
        let over_time = self.over_time(figure, unit, when, trace);
        if matches!(over_time, Some(Value::Num(_) | Value::Na)) {
            return over_time;
        }
        let worth = self.over_units(figure, unit, when, trace).or(over_time);
        // A part of it is known, or nothing.
        if !matches!(worth, Some(Value::Num(_) | Value::Na)) {
            self.tell_absent(figure, unit, when, trace);
        }
        worth
    }
}

/// A day kept as `yyyymmdd`.
pub(crate) fn day_of(digits: i64) -> Option<crate::value::Date> {
    let part = |n: i64| u32::try_from(n).ok();
    let year = i32::try_from(digits / 10_000).ok()?;
    crate::value::Date::new(year, part(digits / 100 % 100)?, part(digits % 100)?)
}

impl Trace {
    fn step(&mut self, figure: FigureId, unit: UnitId, when: When, step: Step, value: &Value) {
        if self.keep == Keep::All {
            self.steps.push((figure, unit, when, step, value.clone()));
        }
    }
}
