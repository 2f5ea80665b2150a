//! When and for whom a rule is judged, as far as the plan alone tells.

use crate::dues::Occasion;
use crate::lints::Ctx;
use crate::plan::{Carried, FigureId, Line, Rule, SetId, Subjects, Tail, UnitId, When};
use crate::value::{Days, Period, Step};

/// So many periods of a rule are looked at: the rest are like them.
const MOST_TIMES: usize = 24;

impl Ctx<'_> {
    /// The times at which a line is judged; without a tail, those for which its figures are owed.
    pub(crate) fn times(&self, rule: &Rule, line: &Line, tail: Tail) -> Vec<When> {
        let mut times = match tail {
            Tail::By(when) => vec![when],
            Tail::Every { step: Some(step), within } => self.every(rule, step, within),
            Tail::Every { step: None, within } => {
                let mut times = self.owed_times(&line.figures);
                times.retain(|w| within.is_none_or(|d| self.ends_in(*w, d)));
                times
            }
            Tail::None => self.owed_times(&line.figures),
        };
        times.truncate(MOST_TIMES);
        times
    }

    fn ends_in(&self, when: When, days: Days) -> bool {
        self.plan.last_day(when).is_some_and(|last| days.contains(last))
    }

    /// The periods of a step whose last day lies in the run, or in the span.
    fn every(&self, rule: &Rule, step: Step, within: Option<Days>) -> Vec<When> {
        let run = self.run.unwrap_or_default();
        let days = within.unwrap_or(run).and(rule.item.force);
        let span = Days { from: days.from.or(run.from), to: days.to.or(run.to) };
        let (Some(from), Some(to)) = (span.from, span.to) else { return Vec::new() };
        let begun = |p: &Period| within.is_some() || self.plan.first.is_none_or(|f| p.to >= f.from);
        let years = from.year()..=(to.year() + 1).min(from.year() + 100);
        let periods = years.flat_map(|year| Period::all_of(step, year));
        let inside = |p: &Period| span.contains(self.plan.calendar.last(*p)) && begun(p);
        periods.filter(inside).map(When::Period).collect()
    }

    /// The periods for which some of the figures are owed.
    fn owed_times(&self, figures: &[FigureId]) -> Vec<When> {
        let mut times = Vec::new();
        for slot in &self.dues.slots {
            let carries = &self.plan.duty(slot.duty).carries;
            let wanted = |w: &Carried| matches!(w, Carried::Figure(f) if figures.contains(f));
            if let Occasion::Period(p) = slot.occasion
                && carries.iter().any(|c| wanted(&c.what))
            {
                times.push(When::Period(p));
            }
        }
        times.sort_unstable();
        times.dedup();
        times
    }

    /// The units that a rule is about at some time of the run, each once; empty also for rows.
    pub(crate) fn subjects(&self, rule: &Rule) -> Vec<UnitId> {
        match &rule.subjects {
            Subjects::About => self.plan.about.into_iter().collect(),
            Subjects::Units { sets, .. } => self.in_run(sets),
            Subjects::Rows { .. } => Vec::new(),
        }
    }

    /// Members that exist at some time of the run.
    pub(crate) fn in_run(&self, sets: &[SetId]) -> Vec<UnitId> {
        let run = self.run.unwrap_or(Days::ALL);
        let mut units = self.plan.members(sets, None, self.plan.about);
        units.retain(|u| self.plan.unit(*u).runs.meets(run));
        units
    }
}
