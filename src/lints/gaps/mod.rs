//! What the text of a plan leaves open: days, frequencies, recipients, actors, its own number and dates.

mod duty;
mod plan;

use crate::lints::Lint;

pub(super) const LINTS: &[Lint] = &[plan::LINT, duty::LINT];
