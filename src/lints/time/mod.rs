//! Days and periods that do not fit together: phases, due days, terms, calendars, units that come and go.

mod calendar_unstated;
mod due_before_issue;
mod due_before_period_end;
mod duty_outside_plan;
mod ends_without_successor;
mod frequency_overlap;
mod inputs;
mod little_time;
mod phases;
mod recipient_not_yet_in_force;
mod report_before_work_ends;
mod summary_due_before_inputs;

use crate::lints::Lint;
use crate::source::Span;
use crate::value::Date;

pub(super) const LINTS: &[Lint] = &[
    phases::LINT,
    duty_outside_plan::LINT,
    due_before_issue::LINT,
    little_time::LINT,
    due_before_period_end::LINT,
    report_before_work_ends::LINT,
    summary_due_before_inputs::LINT,
    frequency_overlap::LINT,
    recipient_not_yet_in_force::LINT,
    ends_without_successor::LINT,
    calendar_unstated::LINT,
];

/// A due day with the clause that sets it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct DueOn {
    day: Date,
    clause: Span,
}
