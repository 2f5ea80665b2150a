//! Floor 2: text to tree, one file at a time. Knows nothing of what names mean.

pub(crate) mod tree;
