//! What is said of one file: each spelling once, and of one code no more than a reader can mend at a time.

use rustc_hash::FxHashSet;

use crate::diag::{Code, Finding, Sink};
use crate::source::FileId;
use crate::table::{self, MOST_ALIKE};

/// The findings of one file on their way to the sink.
#[derive(Debug)]
pub(crate) struct Voice<'s> {
    pub(crate) file: FileId,
    pub(crate) sink: &'s mut Sink,
    said: FxHashSet<(&'static str, Box<str>)>,
    counts: Vec<(&'static Code, usize)>,
}

impl<'s> Voice<'s> {
    pub(crate) fn new(file: FileId, sink: &'s mut Sink) -> Self {
        Self { file, sink, said: FxHashSet::default(), counts: Vec::new() }
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
                self.sink.push(finding());
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
