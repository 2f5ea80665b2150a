//! What the tests of plans came to, one file for each form.

mod coverage;
mod json;
mod junit;
mod mutants;
mod mutants_json;
mod text;

use std::io::{self, Write};

use crate::render::Style;
use crate::report::{Mutants, Trial};

pub(crate) use coverage::coverage;

/// What the outcome of tests is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TrialFormat {
    /// One line for each test, and one for each thing that came otherwise.
    Text,
    /// For programs.
    Json,
    /// For build servers.
    Junit,
}

/// Writes the outcome of tests.
pub(crate) fn trials(
    format: TrialFormat,
    all: &[Trial],
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        TrialFormat::Text => text::render(all, style.lang, out),
        TrialFormat::Json => json::render(all, style.lang, out),
        TrialFormat::Junit => junit::render(all, style.lang, out),
    }
}

/// Writes what the tests notice of changes; as text where it is not for a program.
pub(crate) fn mutants(
    format: TrialFormat,
    all: &[Mutants],
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        TrialFormat::Text | TrialFormat::Junit => mutants::render(all, style.lang, out),
        TrialFormat::Json => mutants_json::render(all, style.lang, out),
    }
}
