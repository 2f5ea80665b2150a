//! Where findings are collected.

use crate::diag::Finding;

/// Collects what every stage has to say.
#[derive(Debug, Default)]
pub(crate) struct Sink {
    findings: Vec<Finding>,
}

impl Sink {
    pub(crate) fn push(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    pub(crate) fn len(&self) -> usize {
        self.findings.len()
    }

    pub(crate) fn findings(&self) -> &[Finding] {
        &self.findings
    }

    pub(crate) fn take(self) -> Vec<Finding> {
        self.findings
    }
}
