//! Checks of the category `consistency`.
