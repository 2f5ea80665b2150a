//! Where findings are collected.

use crate::diag::{Finding, Subject};

/// Collects what every stage has to say.
#[derive(Debug, Default)]
pub(crate) struct Sink {
    findings: Vec<Finding>,
}

impl Sink {
    /// With what was said before.
    pub(crate) fn after(findings: Vec<Finding>) -> Self {
        Self { findings }
    }

    pub(crate) fn push(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    pub(crate) fn push_some(&mut self, finding: Option<Finding>) {
        if let Some(finding) = finding {
            self.push(finding);
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.findings.len()
    }

    /// Says whom and what the findings after the first `told` are about.
    pub(crate) fn about(&mut self, told: usize, subject: &Subject) {
        for finding in self.findings.iter_mut().skip(told) {
            finding.subject = subject.clone();
        }
    }

    pub(crate) fn take(self) -> Vec<Finding> {
        self.findings
    }

    /// What was said so far.
    pub(crate) fn findings(&self) -> &[Finding] {
        &self.findings
    }
}
