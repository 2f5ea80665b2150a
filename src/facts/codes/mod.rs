//! Codes and words of what the data hold: names that match nothing, keys that mean nothing, values of the
//! wrong kind. Each function takes plain values and gives one finding.

mod keys;
mod names;
mod unknown;
mod values;

use crate::diag::Code;
use crate::facts::blocks;
use crate::table::block::Block;
use crate::value::Lang;

pub(crate) use keys::{Hint, UNKNOWN_KEY, lacking, no_report, unknown_key};
pub(crate) use names::{AMBIGUOUS_NAME, NOT_NORMALISED, ambiguous, not_normalised, several_kinds};
pub(crate) use unknown::{Space, unknown};
pub(crate) use unknown::{UNKNOWN_EVENT, UNKNOWN_KIND, UNKNOWN_PERIOD, UNKNOWN_UNIT};
pub(crate) use values::{
    AMBIGUOUS_NUMBER, NOT_A_COUNT, PERCENT_AS_FRACTION, REASON_MISSING, WRONG_TYPE, Want,
    ambiguous_number, as_fraction, broken_count, negative_count, not_a_member, reason_missing,
    too_long, wrong_type,
};

/// All codes of this folder, for the catalogue.
pub(crate) static CODES: &[&Code] = &[
    &unknown::UNKNOWN_PLAN,
    &UNKNOWN_UNIT,
    &unknown::UNKNOWN_INDICATOR,
    &UNKNOWN_KIND,
    &UNKNOWN_EVENT,
    &UNKNOWN_PERIOD,
    &AMBIGUOUS_NAME,
    &NOT_NORMALISED,
    &UNKNOWN_KEY,
    &WRONG_TYPE,
    &AMBIGUOUS_NUMBER,
    &PERCENT_AS_FRACTION,
    &NOT_A_COUNT,
    &REASON_MISSING,
];

/// A part of a file, as a reader knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// The file outside all headers.
    File,
    /// The header row of a table.
    Header,
    Submission,
    Report,
    Tasks,
    Document,
    Event,
    Extension,
    Waiver,
    /// A figure written with braces.
    Figure,
    /// A row of a table.
    Row,
}

impl Part {
    /// The keys that may stand there, where they are always the same.
    fn block(self) -> Option<&'static Block> {
        match self {
            Self::Submission => Some(&blocks::SUBMISSION),
            Self::Report => Some(&blocks::REPORT),
            Self::Document => Some(&blocks::DOCUMENT),
            Self::Event => Some(&blocks::EVENT),
            Self::Extension => Some(&blocks::EXTENSION),
            Self::Waiver => Some(&blocks::WAIVER),
            Self::File | Self::Header | Self::Tasks | Self::Figure | Self::Row => None,
        }
    }

    pub(crate) fn word(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::File, Lang::Vi) => "phần đầu tệp",
            (Self::File, Lang::En) => "the first part of the file",
            (Self::Header, Lang::Vi) => "dòng tiêu đề",
            (Self::Header, Lang::En) => "the header row",
            (Self::Figure, Lang::Vi) => "giá trị này",
            (Self::Figure, Lang::En) => "this value",
            (Self::Row, Lang::Vi) => "dòng này",
            (Self::Row, Lang::En) => "this row",
            (Self::Submission, _) => "[submission]",
            (Self::Report, _) => "[report]",
            (Self::Tasks, _) => "[tasks]",
            (Self::Document, _) => "[[document]]",
            (Self::Event, _) => "[[event]]",
            (Self::Extension, _) => "[[extension]]",
            (Self::Waiver, _) => "[[waiver]]",
        }
    }
}

/// Names in backticks, joined.
pub(crate) fn quoted(names: &[String], lang: Lang, and: bool) -> String {
    let names: Vec<String> = names.iter().map(|n| format!("`{n}`")).collect();
    crate::diag::words::list(&names, lang, and)
}
