//! Floor 0: where things come from. Files, places in them, lines, and the one door to the disk.

pub(crate) mod bounds;
mod breaks;
pub(crate) mod disk;
mod files;
mod hash;
mod lines;
mod long;
mod place;

pub(crate) use breaks::{Counted, Kept};
pub(crate) use files::{FileId, Files};
pub(crate) use hash::sha256;
pub(crate) use lines::{LineColumn, Lines};
pub(crate) use long::Long;
pub(crate) use place::{Place, Span};
