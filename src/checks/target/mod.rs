//! Checks of the category `target`.
