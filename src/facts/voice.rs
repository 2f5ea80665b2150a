//! What is said of one file: each spelling once, and of one code no more than a reader can mend at a time.

use rustc_hash::FxHashSet;

use crate::diag::{Code, Finding, Sink, Subject};
use crate::plan::{DutyId, Plan, UnitId, When};
use crate::source::FileId;
use crate::source::bounds::MOST_ALIKE;
use crate::table;

/// Whose paper is being read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Whose<'s> {
    pub(crate) plan: &'s Plan,
    pub(crate) unit: UnitId,
    pub(crate) when: Option<When>,
    pub(crate) duty: Option<DutyId>,
}

impl Whose<'_> {
    fn subject(self) -> Subject {
        let id = |when| match when {
            When::Period(period) => period.to_string(),
            When::Phase(phase) => self.plan.phase(phase).item.id.clone(),
            When::Day(day) => day.to_string(),
        };
        Subject {
            unit: Some(self.plan.unit(self.unit).item.id.clone()),
            period: self.when.map(id),
            duty: self.duty.map(|duty| self.plan.duty(duty).item.id.clone()),
            figure: None,
        }
    }
}

/// The findings of one file on their way to the sink.
#[derive(Debug)]
pub(crate) struct Voice<'s> {
    pub(crate) file: FileId,
    pub(crate) sink: &'s mut Sink,
    /// Whose paper is being read, once that is known: what is said is then about it.
    pub(crate) whose: Option<Whose<'s>>,
    said: FxHashSet<(&'static str, Box<str>)>,
    counts: Vec<(&'static Code, usize)>,
}

impl<'s> Voice<'s> {
    pub(crate) fn new(file: FileId, sink: &'s mut Sink) -> Self {
        Self { file, sink, whose: None, said: FxHashSet::default(), counts: Vec::new() }
    }

    /// Says something, unless much was said of this code before: then it is counted.
    pub(crate) fn say(&mut self, code: &'static Code, finding: impl FnOnce() -> Finding) {
        let at = self.counts.iter().position(|(c, _)| *c == code).unwrap_or_else(|| {
            self.counts.push((code, 0));
            self.counts.len() - 1
        });
        if let Some((_, count)) = self.counts.get_mut(at) {
            *count += 1;
            if *count <= MOST_ALIKE {
                let mut finding = finding();
                if let Some(whose) = self.whose {
                    let figure = finding.subject.figure.take();
                    finding.subject = Subject { figure, ..whose.subject() };
                }
                self.sink.push(finding);
            }
        }
    }

    /// As `say`, once for each text.
    pub(crate) fn once(
        &mut self,
        code: &'static Code,
        text: &str,
        finding: impl FnOnce() -> Finding,
    ) {
        let full = self.counts.iter().any(|(c, n)| *c == code && *n >= MOST_ALIKE);
        if full || self.said.insert((code.name, text.into())) {
            self.say(code, finding);
        }
    }
}

impl Drop for Voice<'_> {
    fn drop(&mut self) {
        for (code, count) in &self.counts {
            if let Some(rest) = count.checked_sub(MOST_ALIKE).filter(|n| *n > 0) {
                self.sink.push(table::more(code, rest, self.file));
            }
        }
    }
}
