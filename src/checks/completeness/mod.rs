//! What is owed and how it came.

mod late_report;
mod missing_report;

use crate::checks::Check;

/// The checks of this category, in the order of the catalogue.
pub(crate) static CHECKS: &[Check] = &[missing_report::CHECK, late_report::CHECK];
