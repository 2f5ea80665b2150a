//! Caps and floors that true data may break.

pub(crate) mod exceeded;
