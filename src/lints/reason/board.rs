//! All lines of all plans on one board, and the questions that are asked of it.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Finding, Subject};
use crate::lints::Ctx;
use crate::lints::reason::linear::{Constraint, Var};
use crate::lints::reason::lines::{Alike, Instance, Stated, instances, stated};
use crate::lints::reason::pool::Pool;
use crate::lints::reason::solve;
use crate::lints::reason::sources::Sources;
use crate::lints::reason::terms::{Place, Terms};
use crate::plan::When;
use crate::syntax::tree::Kind;
use crate::value::{Words, words};

/// More pairs than this are not looked at.
const MOST_PAIRS: usize = 40_000;

pub(crate) struct Board<'c, 'a> {
    pub(crate) plans: &'c [Ctx<'a>],
    pub(crate) lines: Vec<Stated<'a>>,
    pub(crate) instances: Vec<Instance>,
    pub(crate) pool: Pool,
    pub(crate) sources: Sources,
    alike: Alike,
    /// Lines that are not decided.
    pub(crate) undecided: usize,
}

impl<'c, 'a> Board<'c, 'a> {
    pub(crate) fn new(plans: &'c [Ctx<'a>]) -> Self {
        let mut sources = Sources::new();
        let lines = stated(plans, &mut sources);
        let alike = Alike::new(plans, &lines);
        let mut terms = Terms::new(plans);
        let (instances, undecided) = instances(&mut terms, &lines, &alike, &mut sources);
        Self { plans, lines, instances, pool: terms.pool, sources, alike, undecided }
    }

    pub(crate) fn line(&self, instance: &Instance) -> Option<&Stated<'a>> {
        self.lines.get(instance.line)
    }

    pub(crate) fn ctx(&self, line: &Stated<'_>) -> Option<&Ctx<'a>> {
        self.plans.get(line.plan)
    }

    pub(crate) fn kind(&self, instance: &Instance) -> Option<Kind> {
        self.line(instance).map(Stated::kind)
    }

    /// Pairs of instances of two lines that hang together, in the order of the lines.
    pub(crate) fn pairs(&self) -> Vec<(&Instance, &Instance)> {
        let mut by_var: BTreeMap<Var, Vec<usize>> = BTreeMap::new();
        for (n, instance) in self.instances.iter().enumerate() {
            for var in &instance.vars {
                by_var.entry(*var).or_default().push(n);
            }
        }
        let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
        for list in by_var.values() {
            for (n, a) in list.iter().enumerate() {
                for b in list.iter().skip(n + 1) {
                    if pairs.len() >= MOST_PAIRS {
                        break;
                    }
                    pairs.insert((*a, *b));
                }
            }
        }
        let get = |(a, b): (usize, usize)| Some((self.instances.get(a)?, self.instances.get(b)?));
        let apart = |(a, b): &(&Instance, &Instance)| a.line != b.line && self.meet(a, b);
        pairs.into_iter().filter_map(get).filter(apart).collect()
    }

    /// Rows are looked at whenever they are judged: two rules must share a time.
    fn meet(&self, a: &Instance, b: &Instance) -> bool {
        let (Some(x), Some(y)) = (self.line(a), self.line(b)) else { return false };
        x.table.is_none() || y.table.is_none() || x.times.iter().any(|t| y.times.contains(t))
    }

    /// The laws around some instances. Where a line is about some of its units only, nothing can be said of
    /// their mean.
    pub(crate) fn around(&self, instances: &[&Instance]) -> Vec<Constraint> {
        let whole = |i: &&Instance| self.line(i).is_some_and(|line| line.filter.is_none());
        self.laws_around(instances, instances.iter().all(whole))
    }

    /// The laws that hold of one unit, whatever others like it do.
    pub(crate) fn around_one(&self, what: &Instance, by: Option<&Instance>) -> Vec<Constraint> {
        let all: Vec<&Instance> = std::iter::once(what).chain(by).collect();
        let place = what.place;
        let many = place.unit.is_some_and(|u| self.alike.stands_for_others(place.plan, u));
        if many { self.laws_around(&all, false) } else { self.around(&all) }
    }

    fn laws_around(&self, instances: &[&Instance], means: bool) -> Vec<Constraint> {
        let one = |i: &&Instance| {
            let from = self.line(i).map_or(0, |line| line.from);
            i.around(&self.pool, from, means)
        };
        let mut all: Vec<Constraint> = instances.iter().flat_map(one).collect();
        let mut seen = BTreeSet::new();
        all.retain(|c| seen.insert((c.lin.clone(), c.rel)));
        all
    }

    /// What an instance asks for, by its nth reading.
    pub(crate) fn asked(&self, instance: &Instance, reading: usize) -> Vec<Constraint> {
        let from = self.line(instance).map_or(0, |line| line.from);
        let posed = instance.readings.get(reading);
        posed.map(|p| p.constraints(&self.pool, from)).unwrap_or_default()
    }

    /// Whether some figures satisfy one reading of each with the laws around them.
    pub(crate) fn possible(&self, instances: &[&Instance]) -> Option<bool> {
        let laws = self.around(instances);
        self.some_reading(instances, &laws)
    }

    fn some_reading(&self, instances: &[&Instance], so_far: &[Constraint]) -> Option<bool> {
        let Some((first, rest)) = instances.split_first() else { return solve::feasible(so_far) };
        let mut decided = true;
        for reading in 0..first.readings.len() {
            let mut all = so_far.to_vec();
            all.extend(self.asked(first, reading));
            match self.some_reading(rest, &all) {
                Some(true) => return Some(true),
                Some(false) => {}
                None => decided = false,
            }
        }
        decided.then_some(false)
    }

    /// The laws by themselves: where they cannot hold, nothing else can.
    pub(crate) fn laws_hold(&self, instances: &[&Instance]) -> bool {
        solve::feasible(&self.around(instances)) == Some(true)
    }

    /// The statements of a proof that some instances cannot hold together, by their first readings.
    pub(crate) fn core(&self, instances: &[&Instance]) -> (Vec<usize>, Vec<Constraint>) {
        let mut all: Vec<Constraint> = instances.iter().flat_map(|i| self.asked(i, 0)).collect();
        all.extend(self.around(instances));
        let core = solve::core(&all);
        all.retain(|c| core.contains(&c.from));
        (core, all)
    }

    /// Further places of a finding: the laws that a proof leans on.
    pub(crate) fn with_laws(&self, mut finding: Finding, core: &[usize]) -> Finding {
        for from in core {
            if let Some(source) = self.sources.get(*from).filter(|s| s.law) {
                finding = finding.at(source.at, words!("theo ràng buộc này", "by this law"));
            }
        }
        finding
    }

    /// Whom and when an instance is about.
    pub(crate) fn subject(&self, at: Place) -> Subject {
        let Some(ctx) = self.plans.get(at.plan) else { return Subject::default() };
        let period = at.row.is_none().then(|| match at.when {
            When::Period(p) => p.to_string(),
            other => ctx.plan.when_id(other),
        });
        let unit = at.unit.map(|u| ctx.plan.unit(u).item.id.clone());
        Subject { unit, period, ..Subject::default() }
    }

    pub(crate) fn place(&self, at: Place) -> Words {
        let ctx = self.plans.get(at.plan);
        ctx.map(|ctx| super::say::place(ctx, at)).unwrap_or_default()
    }
}
