//! Places: what a finding points at.

use crate::source::FileId;

/// Bytes `start..end` of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Span {
    pub(crate) file: FileId,
    pub(crate) start: u32,
    pub(crate) end: u32,
}

impl Span {
    /// Nothing, at the start of no file.
    pub(crate) const fn none() -> Self {
        Self { file: FileId::NONE, start: 0, end: 0 }
    }

    pub(crate) fn new(file: FileId, start: usize, end: usize) -> Self {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { file, start: clamp(start), end: clamp(end) }
    }

    /// From the start of `self` to the end of `o`.
    #[must_use]
    pub(crate) fn to(self, o: Self) -> Self {
        Self { file: self.file, start: self.start, end: o.end.max(self.start) }
    }
}

/// A place in the data or the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Place {
    /// Bytes of a text file: TOML, CSV or a plan.
    Text(Span),
    /// A file or folder as a whole: what is absent was looked for there.
    File(FileId),
}

impl Place {
    pub(crate) fn file(self) -> FileId {
        match self {
            Self::Text(span) => span.file,
            Self::File(file) => file,
        }
    }

    /// Where it begins, for sorting.
    pub(crate) fn start(self) -> u32 {
        match self {
            Self::Text(span) => span.start,
            Self::File(_) => 0,
        }
    }
}

impl From<Span> for Place {
    fn from(span: Span) -> Self {
        Self::Text(span)
    }
}
