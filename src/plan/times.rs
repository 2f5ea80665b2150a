//! Times: phases, spans of days, points, and the times that expressions are moved to.

use crate::plan::codes::period_mismatch;
use crate::plan::from_syntax::{Entry, Resolver};
use crate::plan::items::one;
use crate::plan::{Event, Phase, PhaseId, TimeRef, When};
use crate::syntax::tree::{self, Args, Bound, Point, Time, Window};
use crate::value::calendar::{civil_first, civil_last};
use crate::value::{Date, Days, Month, Period};

/// The whole months that these days are, if they are that.
pub(crate) fn whole_months(days: Days) -> Option<Period> {
    let (from, to) = (days.from?, days.to?);
    let month = |d: Date| Month(d.year() * 12 + d.month().cast_signed() - 1);
    let period = Period { from: month(from), to: month(to) };
    let whole = civil_first(period.from) == from && civil_last(period.to) == to;
    (whole && from <= to).then_some(period)
}

fn first_day(bound: Bound) -> Date {
    match bound {
        Bound::Date(day) => day,
        Bound::Period(p) => civil_first(p.from),
    }
}

fn last_day(bound: Bound) -> Date {
    match bound {
        Bound::Date(day) => day,
        Bound::Period(p) => civil_last(p.to),
    }
}

/// The days of a span as written; a period is civil.
pub(crate) fn civil(days: &tree::Days) -> Days {
    Days { from: days.from.map(first_day), to: days.to.map(last_day) }
}

impl Resolver<'_> {
    /// The days of a span; a period is civil here.
    pub(crate) fn days(&mut self, days: &tree::Days) -> Days {
        let out = civil(days);
        if out.is_empty() {
            self.sink.push(period_mismatch::backwards(days.span));
        }
        out
    }

    /// Open ends are the plan's.
    fn closed(&self, days: Days) -> Days {
        let run = self.plan.runs.unwrap_or(Days::ALL);
        Days { from: days.from.or(run.from), to: days.to.or(run.to) }
    }

    pub(crate) fn phases<'e>(&mut self, entries: impl Iterator<Item = &'e Entry>) {
        let entries: Vec<&Entry> = entries.collect();
        for entry in &entries {
            let runs = one!(entry.item.clauses, "runs", Args::Runs(days) => days);
            let days = runs.map_or(Days::ALL, |days| self.days(days));
            let days = self.closed(days);
            let item = self.item(entry);
            self.plan.phases.push(Phase { item, days, period: whole_months(days), after: None });
        }
        for (at, entry) in entries.iter().enumerate() {
            let after = one!(entry.item.clauses, "after", Args::Name(name) => name);
            let after = after.and_then(|name| self.phase(name));
            if let Some(phase) = self.plan.phases.get_mut(at) {
                phase.after = after;
            }
        }
        self.cut_phases();
    }

    pub(crate) fn events<'e>(&mut self, entries: impl Iterator<Item = &'e Entry>) {
        for entry in entries {
            let (item, aliases) = (self.item(entry), super::figures::aliases(&entry.item.clauses));
            self.plan.events.push(Event { item, aliases });
        }
    }

    /// The time of a phase: its months where it is whole months.
    pub(crate) fn when_of(&self, id: PhaseId) -> When {
        self.plan.phase(id).period.map_or(When::Phase(id), When::Period)
    }

    /// The days of `during`, `in` after `every`: ends that are open stay so.
    pub(crate) fn window_days(&mut self, window: &Window) -> Option<(Days, Option<PhaseId>)> {
        match window {
            Window::Days(days) => Some((self.days(days), None)),
            Window::Named(name) => {
                let id = self.phase(name)?;
                Some((self.plan.phase(id).days, Some(id)))
            }
        }
    }

    /// One point in time: of `by`, of filings.
    pub(crate) fn point(&mut self, point: &Point) -> Option<When> {
        match point {
            Point::Date(day, _) => Some(When::Day(*day)),
            Point::Period(period, _) => Some(When::Period(*period)),
            Point::Named(name) => self.phase(name).map(|id| self.when_of(id)),
        }
    }

    /// The time an expression is moved to or compared with, and the phase that it names.
    pub(crate) fn time(&mut self, time: &Time) -> Option<(TimeRef, Option<PhaseId>)> {
        match time {
            Time::PreviousYear(_) => Some((TimeRef::PreviousYear, None)),
            Time::PreviousPeriod(_) => Some((TimeRef::PreviousPeriod, None)),
            Time::Window(Window::Named(name)) => {
                let id = self.phase(name)?;
                Some((TimeRef::At(self.when_of(id)), Some(id)))
            }
            Time::Window(Window::Days(days)) => Some((TimeRef::At(self.span(days)?), None)),
        }
    }

    /// A span in an expression: one day, or whole months.
    fn span(&mut self, written: &tree::Days) -> Option<When> {
        if let (Some(Bound::Date(from)), Some(Bound::Date(to))) = (written.from, written.to)
            && from == to
        {
            return Some(When::Day(from));
        }
        let open = self.days(written);
        if open.is_empty() {
            return None;
        }
        let days = self.closed(open);
        if days.from.is_none() || days.to.is_none() {
            self.sink.push(period_mismatch::open_span(written.span));
            return None;
        }
        let period = whole_months(days);
        if period.is_none() {
            self.sink.push(period_mismatch::broken_months(written.span));
        }
        period.map(When::Period)
    }
}

/// The place of a time.
pub(crate) fn place(time: &Time) -> crate::source::Span {
    match time {
        Time::PreviousYear(span) | Time::PreviousPeriod(span) => *span,
        Time::Window(window) => window.span(),
    }
}
