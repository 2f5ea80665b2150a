//! Floor 7, beside `render`: a plan in words for a person, its citations, and what it makes whom owe when.

pub(crate) mod brought;
mod calendar;
mod citations;
mod common;
mod duties;
pub(crate) mod expr;
mod figures;
mod head;
pub(crate) mod item;
mod items;
mod kinds;
pub(crate) mod law;
pub(crate) mod page;
mod rest;
pub(crate) mod rules;
pub(crate) mod say;
pub(crate) mod terms;

use crate::show::page::Page;
use crate::show::say::Say;
use crate::syntax::tree::Kind;
use crate::value::{Date, Days, Holidays};

pub(crate) use calendar::{named_sender, occasion, routes_of, told_occasion, unscheduled};
pub(crate) use citations::write as citations;

/// A whole plan.
pub(crate) fn plan(page: &mut Page, say: &Say<'_>) {
    head::title(page, say);
    head::times(page, say);
    let pick = |vi, en| say.pick(vi, en);
    duties::part(page, say, Kind::Report, pick("Báo cáo", "Reports"));
    duties::part(page, say, Kind::Deliver, pick("Văn bản phải có", "Documents"));
    duties::part(page, say, Kind::Task, pick("Nhiệm vụ", "Tasks"));
    rules::part(page, say, Kind::Target, pick("Chỉ tiêu", "Targets"));
    rules::part(page, say, Kind::Limit, pick("Giới hạn", "Limits"));
    rules::part(page, say, Kind::Check, pick("Quy tắc kiểm tra số liệu", "Checks"));
    figures::figures(page, say);
    figures::tables(page, say);
    rest::groups(page, say);
    rest::notes(page, say);
    rest::amendments(page, say);
    rest::left_open(page, say);
    rest::assumptions(page, say);
}

/// What a plan makes owed over some days.
pub(crate) fn dues(page: &mut Page, say: &Say<'_>, span: Days, holidays: &Holidays) {
    calendar::part(page, say, span, holidays);
}

/// The day on which groups are counted: the one asked for, moved into the run of the plan.
pub(crate) fn day_within(plan: &crate::plan::Plan, asked: Date) -> Date {
    let run = plan.runs.unwrap_or(Days::ALL);
    let from = run.from.map_or(asked, |f| asked.max(f));
    run.to.map_or(from, |t| from.min(t))
}
