//! Checks of the category `limit`.
