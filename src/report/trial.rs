//! What tests of plans come to: one entry for each test, one for each rule that no test tries both ways.

use crate::value::Words;

/// One test.
#[derive(Debug)]
pub(crate) struct Trial {
    /// The id of the plan.
    pub(crate) plan: String,
    /// The id of the test, or the folder that holds it.
    pub(crate) name: String,
    /// In the author's words.
    pub(crate) label: String,
    /// Where it is written; a line from one.
    pub(crate) file: String,
    pub(crate) line: usize,
    /// What was expected, and what came instead. None: the test passes.
    pub(crate) failures: Vec<Words>,
}

impl Trial {
    pub(crate) fn passes(&self) -> bool {
        self.failures.is_empty()
    }
}

/// A rule that no test makes pass, or none makes fail.
#[derive(Debug)]
pub(crate) struct Untried {
    pub(crate) plan: String,
    /// `target`, `report`, `indicator`
    pub(crate) kind: &'static str,
    pub(crate) id: String,
    /// The clause that is a law: `part of vu_an`.
    pub(crate) clause: Option<String>,
    /// Some test makes it pass.
    pub(crate) passed: bool,
    /// Some test makes it fail.
    pub(crate) failed: bool,
    /// Why nothing can make it fail.
    pub(crate) unfailing: Option<Words>,
}
