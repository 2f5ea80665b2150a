//! How conditions and formulas are written, and what is said twice.

mod mixed_windows;
mod ratio_by_product;
pub(super) mod requirement_stated_twice_differs;
mod threshold_twice;

use crate::lints::Lint;

pub(super) const LINTS: &[Lint] = &[
    mixed_windows::LINT,
    ratio_by_product::LINT,
    threshold_twice::LINT,
    requirement_stated_twice_differs::LINT,
];
