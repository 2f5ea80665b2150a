//! What cannot be true: broken laws, and what contradicts itself.

pub(crate) mod broken_law;
pub(crate) mod told;

pub(crate) mod check_failed;
pub(crate) mod cumulative_falls;
pub(crate) mod formula_mismatch;
pub(crate) mod opening_differs;
pub(crate) mod out_of_range;
pub(crate) mod part_exceeds_whole;
pub(crate) mod period_sum_mismatch;
pub(crate) mod row_check_failed;
pub(crate) mod total_mismatch;
pub(crate) mod unit_sum_mismatch;

use crate::checks::Check;

/// The checks of this category that are not laws of figures.
pub(crate) static CHECKS: &[Check] = &[];
