//! Floor 8, beside `show`: a plan for other programs. Markdown, graphs of who reports to whom, a time
//! line, a calendar of due days. One file for each form; each quotes names by the rules of its form.

mod dot;
mod due_days;
mod graph;
mod ics;
mod markdown;
mod mermaid;
mod timeline;

use crate::show::say::Say;
use crate::value::{Date, Days, Holidays};

pub(crate) use dot::digraph;
pub(crate) use ics::calendar;
pub(crate) use markdown::markdown;
pub(crate) use mermaid::{flowchart, gantt};

/// Which days of a plan are asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ask<'a> {
    pub(crate) say: Say<'a>,
    /// Due days within these.
    pub(crate) span: Days,
    pub(crate) holidays: &'a Holidays,
}

impl Ask<'_> {
    /// The last day that is looked at: of a run without an end, a year from the day at hand.
    fn horizon(&self) -> Option<Date> {
        let end = self.span.to.or(self.say.plan.runs.and_then(|r| r.to));
        end.or(self.say.day.map(|day| day.plus_months(12)))
    }
}
