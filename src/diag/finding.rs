//! One finding: what is wrong, where, against which clause, by how much, what to do.

use std::rc::Rc;

use crate::diag::{Code, Severity};
use crate::source::{Place, Span};
use crate::value::Words;

/// A place with what is there.
#[derive(Debug, Clone)]
pub(crate) struct Label {
    pub(crate) place: Place,
    pub(crate) text: Words,
}

/// Whom and what a finding is about: ids, or nothing where they do not apply.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Subject {
    pub(crate) unit: Option<String>,
    pub(crate) period: Option<String>,
    pub(crate) duty: Option<String>,
    pub(crate) figure: Option<String>,
}

/// The clause of the plan that a finding rests on.
#[derive(Debug, Clone)]
pub(crate) struct Clause {
    /// The plan's id.
    pub(crate) plan: String,
    /// The plan's number, for a reader.
    pub(crate) number: Option<String>,
    /// `indicator`, `report`, …
    pub(crate) kind: &'static str,
    /// The item's id.
    pub(crate) item: String,
    /// Places in the text: `IV.3`.
    pub(crate) cite: Vec<String>,
    /// Rows of a list of requirements: `D0-066`.
    pub(crate) rows: Vec<String>,
    /// In the plan file.
    pub(crate) place: Span,
}

/// A finding that follows from another and is shown under it.
#[derive(Debug, Clone)]
pub(crate) struct Folded {
    pub(crate) code: &'static Code,
    pub(crate) subject: Subject,
}

/// What a check has to say.
#[derive(Debug, Clone)]
pub(crate) struct Finding {
    pub(crate) code: &'static Code,
    pub(crate) severity: Severity,
    /// Reads alone in one line; a lower-case sentence without a full stop.
    pub(crate) message: Words,
    /// What to do next.
    pub(crate) help: Option<Words>,
    /// The first is the main one.
    pub(crate) labels: Vec<Label>,
    /// Shared by all that rest on it.
    pub(crate) clause: Option<Rc<Clause>>,
    pub(crate) subject: Subject,
    /// The key of the row it is about, where the subject alone does not tell it from others of its kind.
    pub(crate) row: Option<String>,
    /// Figures by id, exact, as text; tasks by id, of which nothing is said.
    pub(crate) values: Vec<(String, String)>,
    /// What was folded under it.
    pub(crate) because: Vec<Folded>,
    /// The document of the waiver that accepts it.
    pub(crate) waived: Option<String>,
    /// It stands in the baseline that the run was given.
    pub(crate) known: bool,
}

impl Finding {
    pub(crate) fn new(code: &'static Code, message: Words) -> Self {
        Self {
            code,
            severity: code.severity,
            message,
            help: None,
            labels: Vec::new(),
            clause: None,
            subject: Subject::default(),
            row: None,
            values: Vec::new(),
            because: Vec::new(),
            waived: None,
            known: false,
        }
    }

    /// A further place.
    #[must_use]
    pub(crate) fn at(mut self, place: impl Into<Place>, text: Words) -> Self {
        self.labels.push(Label { place: place.into(), text });
        self
    }

    #[must_use]
    pub(crate) fn help(mut self, help: Words) -> Self {
        self.help = Some(help);
        self
    }

    #[must_use]
    pub(crate) fn about(mut self, subject: Subject) -> Self {
        self.subject = subject;
        self
    }

    /// The row it is about, by its key.
    #[must_use]
    pub(crate) fn of_row(mut self, key: String) -> Self {
        self.row = Some(key);
        self
    }

    /// Whether it counts: nobody has accepted it, and no baseline knows it.
    pub(crate) fn counts(&self) -> bool {
        self.waived.is_none() && !self.known
    }

    /// The clause it breaks, with the plan's own severity for it.
    #[must_use]
    pub(crate) fn under(mut self, clause: impl Into<Rc<Clause>>) -> Self {
        self.clause = Some(clause.into());
        self
    }

    #[must_use]
    pub(crate) fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    #[must_use]
    pub(crate) fn value(mut self, figure: impl Into<String>, value: String) -> Self {
        self.values.push((figure.into(), value));
        self
    }
}
