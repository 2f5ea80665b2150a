//! What duties carry: `all of D` and `targets` taken apart.

use rustc_hash::FxHashSet;

use crate::plan::circles::circles;
use crate::plan::codes::circular;
use crate::plan::from_syntax::Resolver;
use crate::plan::{Carried, Carries, DutyId, FigureId, Occ, SetId, Subjects};
use crate::source::Span;

/// One thing after `carries`.
#[derive(Debug, Clone)]
pub(crate) struct Listed {
    pub(crate) what: What,
    pub(crate) from: Vec<SetId>,
    pub(crate) only: Vec<Occ>,
    pub(crate) clause: Span,
}

/// A figure, all of another duty, or what nobody else carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    One(Carried),
    AllOf(DutyId),
    Targets,
}

impl Resolver<'_> {
    /// Takes apart what every duty carries, once all rules are known.
    pub(crate) fn carry(&mut self) {
        self.cut_all_of();
        let own: Vec<Vec<Carried>> = (0..self.listed.len()).map(|d| self.all_of(d, &[])).collect();
        let carried: FxHashSet<Carried> = own.iter().flatten().copied().collect();
        let mut targets = self.needed();
        targets.retain(|figure| !carried.contains(&Carried::Figure(*figure)));
        for at in 0..self.listed.len() {
            let carries = self.taken_apart(at, &targets);
            if let Some(duty) = self.plan.duties.get_mut(at) {
                duty.carries = carries;
            }
        }
    }

    /// Every figure that a target, limit or check needs, in the order of the rules.
    fn needed(&self) -> Vec<FigureId> {
        let mut out = Vec::new();
        for rule in &self.plan.rules {
            if let Subjects::Units { filter: Some(filter), .. }
            | Subjects::Rows { filter: Some(filter), .. } = &rule.subjects
            {
                filter.figures(true, &mut out);
            }
            for line in &rule.lines {
                line.expr.figures(true, &mut out);
                line.readings.iter().for_each(|r| r.expr.figures(true, &mut out));
            }
        }
        out
    }

    fn taken_apart(&self, at: usize, targets: &[FigureId]) -> Vec<Carries> {
        let mut out: Vec<Carries> = Vec::new();
        let mut seen = FxHashSet::default();
        for listed in self.listed.get(at).into_iter().flatten() {
            let parts = match listed.what {
                What::One(one) => vec![one],
                What::Targets => targets.iter().copied().map(Carried::Figure).collect(),
                What::AllOf(duty) => self.all_of(duty.at(), targets),
            };
            let general = listed.from.is_empty() && listed.only.is_empty();
            for what in parts {
                // The same figure may come again for other senders or occasions.
                if !general || seen.insert(what) {
                    let (from, only) = (listed.from.clone(), listed.only.clone());
                    out.push(Carries { what, from, only, clause: listed.clause });
                }
            }
        }
        out
    }

    /// Everything a duty carries, each once.
    fn all_of(&self, at: usize, targets: &[FigureId]) -> Vec<Carried> {
        let mut out = Vec::new();
        let mut seen = FxHashSet::default();
        let mut duties = FxHashSet::default();
        let mut stack: Vec<What> = self.whats(at);
        while let Some(what) = stack.pop() {
            match what {
                What::One(one) => {
                    if seen.insert(one) {
                        out.push(one);
                    }
                }
                What::Targets => stack
                    .extend(targets.iter().rev().map(|figure| What::One(Carried::Figure(*figure)))),
                What::AllOf(duty) => {
                    if duties.insert(duty) {
                        stack.extend(self.whats(duty.at()));
                    }
                }
            }
        }
        out
    }

    /// What a duty lists, the first on top of the stack.
    fn whats(&self, at: usize) -> Vec<What> {
        self.listed.get(at).into_iter().flatten().rev().map(|l| l.what).collect()
    }

    /// Reports duties that carry all of each other, and cuts the circle.
    fn cut_all_of(&mut self) {
        let of = |l: &Listed| match l.what {
            What::AllOf(duty) => Some(duty.at()),
            What::One(_) | What::Targets => None,
        };
        let edges: Vec<Vec<usize>> =
            self.listed.iter().map(|list| list.iter().filter_map(of).collect()).collect();
        for circle in circles(&edges) {
            let name = |i: usize| self.plan.duties.get(i).map(|d| d.item.id.clone());
            let Some(list) = self.listed.get_mut(circle.from) else { continue };
            let at = list.iter().find(|l| of(l) == Some(circle.to)).map(|l| l.clause);
            list.retain(|l| of(l) != Some(circle.to));
            if let Some(at) = at {
                self.sink.push(circle.told(name, at, circular::reporting));
            }
        }
    }
}
