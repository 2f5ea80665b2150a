//! What nothing uses, nobody reports, nobody can sum up, or never applies.

mod never_applied;
mod reach;
mod total_without_inputs;
mod unreported_figure;
mod unused_item;

use crate::lints::Lint;

pub(crate) use reach::{Need, Reach, needs};

pub(super) const LINTS: &[Lint] =
    &[unused_item::LINT, unreported_figure::LINT, total_without_inputs::LINT, never_applied::LINT];
