//! Where constraints come from, for the words of a proof.

use rustc_hash::FxHashMap;

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
    known: FxHashMap<(Span, bool), usize>,
}

impl Sources {
    pub(crate) fn new() -> Self {
        let nature = Source { named: Words::default(), at: Span::none(), law: true };
        Self { all: vec![nature], known: FxHashMap::default() }
    }

    pub(crate) fn law(&mut self, named: &Words, at: Span) -> usize {
        self.put(named, at, true)
    }

    pub(crate) fn rule(&mut self, named: &Words, at: Span) -> usize {
        self.put(named, at, false)
    }

    fn put(&mut self, named: &Words, at: Span, law: bool) -> usize {
        let next = self.all.len();
        let from = *self.known.entry((at, law)).or_insert(next);
        if from == next {
            self.all.push(Source { named: named.clone(), at, law });
        }
        from
    }

    pub(crate) fn get(&self, from: usize) -> Option<&Source> {
        self.all.get(from).filter(|_| from != NATURE)
    }
}
