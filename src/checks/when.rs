//! When and for whom a rule is judged, by 6.2 and 7.1 of the reference.

use crate::checks::{Ctx, cause::owing_due};
use crate::dues::Occasion;
use crate::eval::{At, Trace, Truth};
use crate::facts::{Fact, RowId, time_of};
use crate::plan::{FigureId, Line, Rule, Subjects, Tail, UnitId, When};
use crate::syntax::tree::Reach;
use crate::value::{Days, Period, Step};

/// One place where a line is judged.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Judged {
    pub(crate) unit: Option<UnitId>,
    pub(crate) when: When,
    pub(crate) row: Option<RowId>,
    /// Whether the rule is for this subject at all could not be told.
    pub(crate) doubtful: bool,
}

impl Judged {
    pub(crate) fn at(&self) -> At {
        At { unit: self.unit, when: self.when, row: self.row, outer: None }
    }
}

impl Ctx<'_> {
    /// Every place where a line is judged, in order of time.
    pub(crate) fn judged(&self, rule: &Rule, line: &Line, tail: &Tail) -> Vec<Judged> {
        let mut out = Vec::new();
        for when in self.times(rule, line, tail) {
            self.subjects(rule, when, &mut out);
        }
        if *tail == Tail::None && !line.figures.is_empty() {
            out.retain(|j| j.row.is_some() || self.is_carried(line, j));
        }
        out
    }

    /// Whether some bare figure of the line is owed or was filed for just that unit and time.
    fn is_carried(&self, line: &Line, at: &Judged) -> bool {
        let Some(unit) = at.unit else { return true };
        line.figures.iter().any(|figure| {
            let time = time_of(self.plan, *figure, Some(at.when));
            let filed = self.facts.index.get(*figure, unit, time) != Fact::None;
            filed || matches!(at.when, When::Period(p) if owing_due(self.plan, self.dues, *figure, unit, p).is_some())
        })
    }

    fn times(&self, rule: &Rule, line: &Line, tail: &Tail) -> Vec<When> {
        match tail {
            Tail::By(when) => vec![*when],
            Tail::Every { step: Some(step), within } => self.every(rule, *step, *within),
            Tail::Every { step: None, within } => {
                let mut times = self.carried_times(&line.figures);
                times.retain(|w| {
                    within.is_none_or(|d| self.plan.last_day(*w).is_some_and(|l| d.contains(l)))
                });
                times
            }
            Tail::None if line.figures.is_empty() => match rule.subjects {
                Subjects::Rows { .. } => self.row_times(rule),
                Subjects::About | Subjects::Units { .. } => self.every(rule, Step::Year, None),
            },
            Tail::None => self.carried_times(&line.figures),
        }
    }

    /// The periods of a step whose last day lies in the run, or in the span.
    fn every(&self, rule: &Rule, step: Step, within: Option<Days>) -> Vec<When> {
        let run = self.plan.runs.unwrap_or_default();
        let days = within.unwrap_or(run).and(rule.item.force);
        let Some(from) = days.from.or(run.from) else { return Vec::new() };
        let to = days.to.or(run.to).unwrap_or(self.as_of);
        let years = from.year()..=(to.year() + 1).min(from.year() + 200);
        let periods = years.flat_map(|y| Period::all_of(step, y));
        let begun = |p: &Period| within.is_some() || self.plan.first.is_none_or(|f| p.to >= f.from);
        let span = Days { from: Some(from), to: Some(to) };
        let inside = |p: &Period| span.contains(self.plan.calendar.last(*p));
        periods.filter(|p| begun(p) && inside(p)).map(When::Period).collect()
    }

    /// The periods for which some bare figure is carried or filed.
    fn carried_times(&self, figures: &[FigureId]) -> Vec<When> {
        let mut times: Vec<When> = Vec::new();
        for slot in &self.dues.slots {
            let duty = self.plan.duty(slot.duty);
            let carries = duty.carries.iter().any(|c| match c.what {
                crate::plan::Carried::Figure(f) => figures.contains(&f),
                crate::plan::Carried::Table(_) => false,
            });
            if let (true, Occasion::Period(p)) = (carries, slot.occasion) {
                times.push(When::Period(p));
            }
        }
        for filing in &self.facts.filings {
            times.extend(filing.when.filter(|_| !filing.superseded));
        }
        times.retain(|w| matches!(w, When::Period(_)));
        times.sort_unstable();
        times.dedup();
        times
    }

    fn row_times(&self, rule: &Rule) -> Vec<When> {
        let Subjects::Rows { table, .. } = &rule.subjects else { return Vec::new() };
        let mut times: Vec<When> =
            self.eval.rows.all(*table).map(|r| self.eval.row_at(r).when).collect();
        times.sort_unstable();
        times.dedup();
        times
    }

    fn subjects(&self, rule: &Rule, when: When, out: &mut Vec<Judged>) {
        let (candidates, filter): (Vec<(Option<UnitId>, Option<RowId>)>, _) = match &rule.subjects {
            Subjects::About => (vec![(self.plan.about, None)], &None),
            Subjects::Units { sets, filter } => {
                let day = self.plan.last_day(when);
                let members = self.plan.members(sets, day, self.plan.about);
                (members.into_iter().map(|u| (Some(u), None)).collect(), filter)
            }
            Subjects::Rows { table, filter } => {
                let rows = self.eval.rows_of(*table, None, when, Reach::This);
                (rows.into_iter().map(|r| (self.eval.row_at(r).unit, Some(r))).collect(), filter)
            }
        };
        for (unit, row) in candidates {
            let place = Judged { unit, when, row, doubtful: false };
            let applies = match filter {
                None => Truth::True,
                Some(filter) => self.eval.eval(filter, &place.at(), &mut Trace::default()).truth(),
            };
            match applies {
                Truth::True => out.push(place),
                Truth::Unknown => out.push(Judged { doubtful: true, ..place }),
                Truth::False | Truth::Na => {}
            }
        }
    }
}
