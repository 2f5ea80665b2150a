//! What cannot be true: broken laws, and what contradicts itself.

mod behind;
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

mod change_mismatch;
mod conflicting_values;
mod copied_figures;
mod document_number_form;
mod document_number_reused;
mod duplicate_row;
mod one_paper;
mod outside_phase;
mod paper;
mod past_figure_changed;
mod quoted;
mod received_before_signed;
mod restated_without_notice;
pub(crate) mod row_not_in_list;
mod rows;
mod signed_before_period_end;

use crate::checks::Check;
use crate::diag::Code;

/// The checks of this category that are not laws of figures, in the order of the catalogue.
pub(crate) static CHECKS: &[Check] = &[
    row_not_in_list::CHECK,
    duplicate_row::CHECK,
    conflicting_values::CHECK,
    past_figure_changed::CHECK,
    change_mismatch::CHECK,
    restated_without_notice::CHECK,
    one_paper::CHECK,
    document_number_reused::CHECK,
    copied_figures::CHECK,
];

/// The codes of broken laws.
pub(crate) static LAWS: &[&Code] = &[
    &check_failed::CODE,
    &formula_mismatch::COUNT,
    &cumulative_falls::CODE,
    &formula_mismatch::CODE,
    &opening_differs::CODE,
    &out_of_range::CODE,
    &part_exceeds_whole::CODE,
    &period_sum_mismatch::CODE,
    &row_check_failed::REAPPEARS,
    &row_check_failed::CODE,
    &total_mismatch::CODE,
    &unit_sum_mismatch::CODE,
];
