//! What is owed and how it came.

mod late_report;
mod missing_report;

use crate::checks::Check;

/// The checks of this category, in the order of the catalogue.
pub(crate) static CHECKS: &[Check] = &[missing_report::CHECK, late_report::CHECK];

/// The codes of papers that did not come.
pub(crate) const ABSENT_PAPERS: [&str; 3] =
    ["completeness/missing-report", "completeness/missing-document", "completeness/not-received"];
