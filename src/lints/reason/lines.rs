//! The lines of targets, limits and checks, each at every time and for one of the units that no rule tells
//! apart.

use std::collections::{BTreeMap, BTreeSet};

use crate::lints::Ctx;
use crate::lints::ctx::named;
use crate::lints::reason::conditions::{Part, Posed};
use crate::lints::reason::key::Keys;
use crate::lints::reason::laws::{Law, Work};
use crate::lints::reason::linear::{Constraint, Lin, Rel, Var};
use crate::lints::reason::pool::Pool;
use crate::lints::reason::sources::Sources;
use crate::lints::reason::terms::{Place, Terms};
use crate::plan::{Expr, Line, Rule, RuleId, Subjects, TableId, UnitId, When};
use crate::source::Span;
use crate::syntax::tree::Kind;
use crate::value::Num;

/// A line of a rule.
#[derive(Debug)]
pub(crate) struct Stated<'a> {
    /// In the list of plans.
    pub(crate) plan: usize,
    pub(crate) id: RuleId,
    pub(crate) rule: &'a Rule,
    pub(crate) line: &'a Line,
    pub(crate) units: Vec<UnitId>,
    pub(crate) table: Option<TableId>,
    pub(crate) times: Vec<When>,
    /// `where`: the same text is the same condition.
    pub(crate) filter: Option<(&'a Expr, String)>,
    /// In `Sources`.
    pub(crate) from: usize,
}

impl<'a> Stated<'a> {
    pub(crate) fn kind(&self) -> Kind {
        self.rule.item.kind
    }

    /// The line as written and its other readings.
    fn expressions(&self) -> impl Iterator<Item = &'a Expr> + use<'a> {
        std::iter::once(&self.line.expr).chain(self.line.readings.iter().map(|r| &r.expr))
    }

    pub(crate) fn filter_key(&self) -> Option<&str> {
        self.filter.as_ref().map(|(_, key)| key.as_str())
    }
}

/// A line at a place.
#[derive(Debug)]
pub(crate) struct Instance {
    /// In the list of lines.
    pub(crate) line: usize,
    pub(crate) place: Place,
    /// By each reading.
    pub(crate) readings: Vec<Posed>,
    /// What `where` says, where that is decided.
    pub(crate) given: Option<Posed>,
    pub(crate) laws: Vec<Law>,
    /// All unknowns that it hangs together with.
    pub(crate) vars: BTreeSet<Var>,
}

/// All lines of all plans.
pub(crate) fn stated<'a>(plans: &[Ctx<'a>], sources: &mut Sources) -> Vec<Stated<'a>> {
    let mut out = Vec::new();
    for (n, ctx) in plans.iter().enumerate() {
        for (id, rule) in ctx.rules() {
            for line in &rule.lines {
                out.push(one(ctx, n, (id, rule, line), sources));
            }
        }
    }
    out
}

fn one<'a>(
    ctx: &Ctx<'a>,
    plan: usize,
    (id, rule, line): (RuleId, &'a Rule, &'a Line),
    sources: &mut Sources,
) -> Stated<'a> {
    let (table, filter) = match &rule.subjects {
        Subjects::About => (None, &None),
        Subjects::Units { filter, .. } => (None, filter),
        Subjects::Rows { table, filter } => (Some(*table), filter),
    };
    let keys = Keys::new(ctx.plan, table);
    let from = sources.rule(&named(&rule.item), line.clause);
    Stated {
        plan,
        id,
        rule,
        line,
        units: ctx.subjects(rule),
        table,
        times: ctx.times(rule, line, line.tail),
        filter: filter.as_ref().map(|f| (f, keys.of(f))),
        from,
    }
}

/// Units that no rule tells apart: one stands for all of its like.
#[derive(Debug, Default)]
pub(crate) struct Alike {
    /// For each plan and unit: the unit that stands for it.
    first: BTreeMap<(usize, UnitId), UnitId>,
    /// Units that stand for others too.
    leading: BTreeSet<(usize, UnitId)>,
}

impl Alike {
    pub(crate) fn new(plans: &[Ctx<'_>], lines: &[Stated<'_>]) -> Self {
        let mut rules: BTreeMap<Span, BTreeSet<usize>> = BTreeMap::new();
        for (n, line) in lines.iter().enumerate() {
            for unit in &line.units {
                let Some(ctx) = plans.get(line.plan) else { continue };
                rules.entry(ctx.plan.unit(*unit).item.name).or_default().insert(n);
            }
        }
        let none = BTreeSet::new();
        let mut first = BTreeMap::new();
        for (n, ctx) in plans.iter().enumerate() {
            let mut leaders: BTreeMap<&BTreeSet<usize>, UnitId> = BTreeMap::new();
            for (id, unit) in (0..).map(UnitId).zip(&ctx.plan.units) {
                // The plan's own unit is like no other: sums end in it.
                let own = Some(id) == ctx.plan.about;
                let bound = rules.get(&unit.item.name).unwrap_or(&none);
                let leader = if own { id } else { *leaders.entry(bound).or_insert(id) };
                first.insert((n, id), leader);
            }
        }
        let led = first.iter().filter(|((_, unit), leader)| unit != *leader);
        let leading = led.map(|((plan, _), leader)| (*plan, *leader)).collect();
        Self { first, leading }
    }

    fn of(&self, plan: usize, unit: UnitId) -> UnitId {
        self.first.get(&(plan, unit)).copied().unwrap_or(unit)
    }

    /// Whether a unit stands for others too.
    pub(crate) fn stands_for_others(&self, plan: usize, unit: UnitId) -> bool {
        self.leading.contains(&(plan, unit))
    }

    /// The units that stand for some, each with how many it stands for.
    pub(crate) fn grouped(&self, plan: usize, units: &[UnitId]) -> Vec<(UnitId, usize)> {
        let mut out: BTreeMap<UnitId, usize> = BTreeMap::new();
        for unit in units {
            *out.entry(self.of(plan, *unit)).or_default() += 1;
        }
        out.into_iter().collect()
    }
}

/// No more than this are looked at: a plan has a few hundred.
const MOST: usize = 4000;

/// The lines at their places; how many lines are not decided.
pub(crate) fn instances(
    terms: &mut Terms<'_, '_>,
    lines: &[Stated<'_>],
    alike: &Alike,
    sources: &mut Sources,
) -> (Vec<Instance>, usize) {
    let (mut out, mut undecided) = (Vec::new(), 0);
    for (n, line) in lines.iter().enumerate() {
        let before = out.len();
        let places = places(line, alike);
        for place in places.iter().take(MOST.saturating_sub(before)) {
            if let Some(new) = instance(terms, (n, line), *place) {
                out.push(new);
            }
        }
        let judged = !places.is_empty() && line.kind() != Kind::Check;
        undecided += usize::from(out.len() == before && judged);
    }
    for instance in &mut out {
        let posed = instance.readings.iter().chain(&instance.given);
        let met: Vec<_> = posed.clone().flat_map(|p| p.met.iter().copied()).collect();
        instance.laws = Work::new(terms, sources, alike).all(&met);
        instance.vars = posed_vars(instance);
    }
    (out, undecided)
}

fn posed_vars(instance: &Instance) -> BTreeSet<Var> {
    let own = instance.readings.iter().chain(&instance.given).flat_map(Posed::vars);
    own.chain(instance.laws.iter().flat_map(|law| law.lin.vars())).collect()
}

fn places(line: &Stated<'_>, alike: &Alike) -> Vec<Place> {
    let Stated { plan, table, .. } = *line;
    let new = |unit, row, when| Place { plan, unit, row, when };
    if let Some(table) = table {
        // Whenever a row is judged, its own columns are meant.
        return line.times.first().map(|when| new(None, Some(table), *when)).into_iter().collect();
    }
    let units: Vec<Option<UnitId>> = if line.units.is_empty() {
        vec![None]
    } else {
        alike.grouped(plan, &line.units).into_iter().map(|(u, _)| Some(u)).collect()
    };
    let at = |unit: Option<UnitId>| line.times.iter().map(move |when| new(unit, None, *when));
    units.into_iter().flat_map(at).collect()
}

fn instance(
    terms: &mut Terms<'_, '_>,
    (n, line): (usize, &Stated<'_>),
    place: Place,
) -> Option<Instance> {
    let readings: Option<Vec<Posed>> = line.expressions().map(|e| terms.pose(e, place)).collect();
    let given = line.filter.as_ref().and_then(|(filter, _)| terms.pose(filter, place));
    let (laws, vars) = (Vec::new(), BTreeSet::new());
    Some(Instance { line: n, place, readings: readings?, given, laws, vars })
}

impl Posed {
    /// Its constraints as those of a statement.
    pub(crate) fn constraints(&self, pool: &Pool, from: usize) -> Vec<Constraint> {
        let one = |(lin, rel, _): &(Lin, Rel, Part)| tight(pool, lin.clone(), *rel, from);
        self.constraints.iter().map(one).collect()
    }
}

impl Instance {
    /// The laws around it, and what `where` says; `means`: those too that are true of units together only.
    pub(crate) fn around(&self, pool: &Pool, from: usize, means: bool) -> Vec<Constraint> {
        let laws = self.laws.iter().filter(|law| means || !law.mean);
        let laws = laws.map(|law| tight(pool, law.lin.clone(), law.rel, law.from));
        let given = self.given.iter().flat_map(|posed| posed.constraints(pool, from));
        given.chain(laws).collect()
    }
}

/// A constraint; of a single whole number as tight as whole numbers allow.
fn tight(pool: &Pool, lin: Lin, rel: Rel, from: usize) -> Constraint {
    let rounded = match lin.terms() {
        [(var, k)] if pool.kind(*var).whole && rel != Rel::Eq => {
            lin.rest().neg().div(*k).and_then(|end| rounded(*var, end, k.is_negative(), rel))
        }
        _ => None,
    };
    match rounded {
        Some(lin) => Constraint { lin, rel: Rel::Ge, from },
        None => Constraint { lin, rel, from },
    }
}

fn rounded(var: Var, end: Num, upper: bool, rel: Rel) -> Option<Lin> {
    let exact = end.as_whole().is_some() && rel == Rel::Gt;
    let (sign, end) = match (upper, exact) {
        (false, true) => (Num::ONE, end.ceil().checked_add(1)?),
        (false, false) => (Num::ONE, end.ceil()),
        (true, true) => (Num::ONE.neg(), end.floor().checked_sub(1)?),
        (true, false) => (Num::ONE.neg(), end.floor()),
    };
    Lin::var(var).sub(&Lin::constant(Num::whole(end)))?.scale(sign)
}
