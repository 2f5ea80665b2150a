//! Caps and floors that true data may break.

pub(crate) mod exceeded;

use crate::diag::Code;

/// The codes of this category.
pub(crate) static CODES: &[&Code] = &[&exceeded::CODE];
