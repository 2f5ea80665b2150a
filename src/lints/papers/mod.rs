//! The text behind the rules: what is cited, what is assumed, numbers and dates of papers, labels.

mod ambiguous_label;
mod assumed_without_saying;
mod cited_two_ways;
mod declared_count_mismatch;
mod documents;
mod numbers;
mod uncited;

use crate::lints::Lint;

pub(super) const LINTS: &[Lint] = &[
    numbers::LINT,
    cited_two_ways::LINT,
    uncited::LINT,
    assumed_without_saying::LINT,
    declared_count_mismatch::LINT,
    ambiguous_label::LINT,
];
