//! Codes: the stable names of what is found.

use crate::value::Lang;

/// How much a finding matters. `Missed` belongs to targets alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Severity {
    Error,
    Warning,
    Missed,
    Note,
}

impl Severity {
    /// The word of machine output and of `--fail-on`.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Missed => "missed",
            Self::Note => "note",
        }
    }

    /// For a reader.
    pub(crate) fn show(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (_, Lang::En) => self.word(),
            (Self::Error, Lang::Vi) => "lỗi",
            (Self::Warning, Lang::Vi) => "cảnh báo",
            (Self::Missed, Lang::Vi) => "không đạt",
            (Self::Note, Lang::Vi) => "ghi chú",
        }
    }
}

/// One kind of finding, declared as a static beside the words and the logic that raise it.
#[derive(Debug)]
pub(crate) struct Code {
    /// `category/kebab-name`.
    pub(crate) name: &'static str,
    /// The severity unless a plan says otherwise.
    pub(crate) severity: Severity,
    /// One line: what it finds, Vietnamese then English.
    pub(crate) summary: [&'static str; 2],
}

impl PartialEq for Code {
    fn eq(&self, o: &Self) -> bool {
        self.name == o.name
    }
}

impl Eq for Code {}
