//! Linear expressions over unknown figures, with exact coefficients. `None` means too large to hold.

use crate::value::Num;

/// An unknown figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Var(pub(crate) u32);

/// A sum of multiples of unknowns, and a constant.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Lin {
    /// Sorted by unknown; no coefficient is nought.
    terms: Vec<(Var, Num)>,
    constant: Num,
}

impl Lin {
    pub(crate) fn constant(n: Num) -> Self {
        Self { terms: Vec::new(), constant: n }
    }

    pub(crate) fn var(var: Var) -> Self {
        Self { terms: vec![(var, Num::ONE)], constant: Num::ZERO }
    }

    pub(crate) fn terms(&self) -> &[(Var, Num)] {
        &self.terms
    }

    pub(crate) fn rest(&self) -> Num {
        self.constant
    }

    /// The number it is, where it holds no unknown.
    pub(crate) fn as_constant(&self) -> Option<Num> {
        self.terms.is_empty().then_some(self.constant)
    }

    pub(crate) fn coefficient(&self, var: Var) -> Num {
        let at = self.terms.binary_search_by_key(&var, |(v, _)| *v);
        at.ok().and_then(|at| self.terms.get(at)).map_or(Num::ZERO, |(_, n)| *n)
    }

    pub(crate) fn vars(&self) -> impl Iterator<Item = Var> {
        self.terms.iter().map(|(v, _)| *v)
    }

    pub(crate) fn scale(&self, k: Num) -> Option<Self> {
        if k.is_zero() {
            return Some(Self::constant(Num::ZERO));
        }
        let terms = self.terms.iter().map(|(v, n)| Some((*v, n.mul(k)?)));
        Some(Self { terms: terms.collect::<Option<_>>()?, constant: self.constant.mul(k)? })
    }

    pub(crate) fn add(&self, o: &Self) -> Option<Self> {
        self.add_times(o, Num::ONE)
    }

    pub(crate) fn sub(&self, o: &Self) -> Option<Self> {
        self.add_times(o, Num::ONE.neg())
    }

    /// `self + k · o`
    pub(crate) fn add_times(&self, o: &Self, k: Num) -> Option<Self> {
        let mut terms = Vec::with_capacity(self.terms.len() + o.terms.len());
        let (mut mine, mut other) = (self.terms.iter().peekable(), o.terms.iter().peekable());
        loop {
            let heads = [mine.peek(), other.peek()].map(|head| head.map(|(var, _)| *var));
            let Some(var) = heads.into_iter().flatten().min() else { break };
            let left = mine.next_if(|(v, _)| *v == var).map_or(Num::ZERO, |(_, n)| *n);
            let right = other.next_if(|(v, _)| *v == var).map_or(Num::ZERO, |(_, n)| *n);
            let sum = left.add(right.mul(k)?)?;
            if !sum.is_zero() {
                terms.push((var, sum));
            }
        }
        Some(Self { terms, constant: self.constant.add(o.constant.mul(k)?)? })
    }

    /// The same, so scaled that its first coefficient is one or minus one.
    pub(crate) fn unit(self) -> Option<Self> {
        let (_, lead) = self.terms.first()?;
        let size = if lead.is_negative() { lead.neg() } else { *lead };
        if size == Num::ONE { Some(self) } else { self.scale(Num::ONE.div(size)?) }
    }

    /// The same without its constant, so scaled that its first coefficient is one; with the constant scaled
    /// likewise, and whether that turned the sign. `None` without unknowns.
    pub(crate) fn normal(&self) -> Option<(Self, Num, bool)> {
        let (_, lead) = self.terms.first()?;
        let scaled = self.scale(Num::ONE.div(*lead)?)?;
        let constant = scaled.constant;
        Some((Self { constant: Num::ZERO, ..scaled }, constant, lead.is_negative()))
    }
}

/// How a linear expression stands to nought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rel {
    /// `≥ 0`
    Ge,
    /// `> 0`
    Gt,
    /// `= 0`
    Eq,
}

/// A linear condition, and which statement of the plan it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Constraint {
    pub(crate) lin: Lin,
    pub(crate) rel: Rel,
    pub(crate) from: usize,
}
