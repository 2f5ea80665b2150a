//! Where constraints come from, for the words of a proof.

use crate::source::Span;
use crate::value::Words;

/// What goes without saying: a count is not below nought, a whole year is its quarters.
pub(crate) const NATURE: usize = 0;

/// A statement of the plan.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    pub(crate) named: Words,
    pub(crate) at: Span,
    /// A law of the data, no target.
    pub(crate) law: bool,
}

/// All statements, each once.
#[derive(Debug)]
pub(crate) struct Sources {
    all: Vec<Source>,
}

impl Sources {
    pub(crate) fn new() -> Self {
        let nature = Source { named: Words::default(), at: Span::none(), law: true };
        Self { all: vec![nature] }
    }

    pub(crate) fn law(&mut self, named: Words, at: Span) -> usize {
        self.put(Source { named, at, law: true })
    }

    pub(crate) fn rule(&mut self, named: Words, at: Span) -> usize {
        self.put(Source { named, at, law: false })
    }

    fn put(&mut self, source: Source) -> usize {
        let same = |s: &Source| s.at == source.at && s.law == source.law;
        let known = self.all.iter().position(same);
        known.unwrap_or_else(|| {
            self.all.push(source);
            self.all.len() - 1
        })
    }

    pub(crate) fn get(&self, from: usize) -> Option<&Source> {
        self.all.get(from).filter(|_| from != NATURE)
    }
}
