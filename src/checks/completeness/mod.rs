//! What is owed and how it came.

mod addressed;
mod duplicate_report;
mod extension_unmatched;
mod filed_on_excluded_day;
mod held;
mod holidays_unknown;
mod late_report;
mod missing_cells;
mod missing_document;
mod missing_figure;
mod missing_report;
pub(crate) mod missing_row;
mod missing_statement;
mod missing_task_status;
mod nil_with_figures;
mod no_bearer;
mod not_received;
mod papers;
mod recipient_not_yet_in_force;
mod recipients;
mod relay_order;
mod task_overdue;
mod unexpected_figure;
mod unexpected_report;
mod unit_not_in_force;
mod wrong_channel;
mod wrong_form;
mod wrong_recipient;

use crate::checks::Check;

/// The checks of this category, in the order of the catalogue; then two of the data that need the dues.
pub(crate) static CHECKS: &[Check] = &[
    missing_report::CHECK,
    not_received::CHECK,
    missing_document::CHECK,
    missing_figure::CHECK,
    missing_row::CHECK,
    missing_statement::CHECK,
    missing_task_status::CHECK,
    task_overdue::CHECK,
    late_report::CHECK,
    filed_on_excluded_day::CHECK,
    addressed::CHECK,
    relay_order::CHECK,
    wrong_form::CHECK,
    recipient_not_yet_in_force::CHECK,
    unit_not_in_force::CHECK,
    no_bearer::CHECK,
    nil_with_figures::CHECK,
    unexpected_report::CHECK,
    unexpected_figure::CHECK,
    duplicate_report::CHECK,
    extension_unmatched::CHECK,
    holidays_unknown::CHECK,
];

/// The codes of papers that did not come.
pub(crate) const ABSENT_PAPERS: [&str; 3] =
    ["completeness/missing-report", "completeness/missing-document", "completeness/not-received"];
