//! What comes of changing a plan one step at a time: what the tests noticed, and what they did not.

/// The changes made to one plan.
#[derive(Debug)]
pub(crate) struct Mutants {
    /// The id of the plan.
    pub(crate) plan: String,
    /// The file that holds it.
    pub(crate) file: String,
    /// Changes after which some test failed.
    pub(crate) noticed: usize,
    /// Changes after which what stood there was no plan any more.
    pub(crate) thrown_away: usize,
    /// Changes after which every test still passed, in the order of the plan.
    pub(crate) unnoticed: Vec<Survivor>,
    /// What was accepted, and is noticed or not made any more.
    pub(crate) stale: Vec<Survivor>,
    /// What is wrong with the list of what is accepted.
    pub(crate) faults: Vec<crate::value::Words>,
}

/// One change that no test noticed, or that was accepted as such.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Survivor {
    /// Where it was made; a line from one.
    pub(crate) file: String,
    pub(crate) line: usize,
    pub(crate) change: Change,
    /// Why it is accepted.
    pub(crate) why: Option<String>,
}

/// What was changed, in the words of the plan.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Change {
    /// `report dinh_ky`
    pub(crate) item: String,
    /// `every quarter`
    pub(crate) was: String,
    /// `every month`; `None`: left out.
    pub(crate) now: Option<String>,
}

impl Mutants {
    /// Changes that were tried.
    pub(crate) fn made(&self) -> usize {
        self.noticed + self.unnoticed.len()
    }

    /// Whether nothing is left to be said about it but how many there are.
    pub(crate) fn is_settled(&self) -> bool {
        let settled = self.stale.is_empty() && self.faults.is_empty();
        settled && self.unnoticed.iter().all(|survivor| survivor.why.is_some())
    }
}

/// Whether so many unnoticed among so many made are few: under one in twenty.
pub(crate) fn are_few(unnoticed: usize, made: usize) -> bool {
    unnoticed == 0 || unnoticed * 20 < made
}
