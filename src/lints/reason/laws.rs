//! What must hold of figures whatever they are: kinds and ranges, parts of wholes, sums over units, checks,
//! sums over time. Everything that hangs together with some figures, as linear constraints.

use crate::lints::ctx::{column, named};
use crate::lints::reason::conditions::Part;
use crate::lints::reason::linear::{Lin, Rel, Var};
use crate::lints::reason::lines::Alike;
use crate::lints::reason::pool::{Key, Moment};
use crate::lints::reason::sources::{NATURE, Sources};
use crate::lints::reason::terms::{Frac, Met, Place, Terms, range};
use crate::plan::{
    ColumnId, Expr, FigureId, Line, PartOf, Plan, Rule, Subjects, Sums, TableId, Tail, Ty, UnitId,
    When, Within,
};
use crate::syntax::tree::Kind;
use crate::value::{Days, Month, Num, Period, Words};

/// No more figures than this are followed from one condition.
const MOST: usize = 80;

/// A law, and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Law {
    pub(crate) lin: Lin,
    pub(crate) rel: Rel,
    pub(crate) from: usize,
    /// It speaks of the mean of several units: true of all of them together, not of each.
    pub(crate) mean: bool,
}

/// The laws that bind some figures and all that hang together with them.
pub(crate) struct Work<'w, 'c, 'a> {
    pub(crate) terms: &'w mut Terms<'c, 'a>,
    pub(crate) sources: &'w mut Sources,
    pub(crate) alike: &'w Alike,
    out: Vec<Law>,
}

impl<'w, 'c, 'a> Work<'w, 'c, 'a> {
    pub(crate) fn new(
        terms: &'w mut Terms<'c, 'a>,
        sources: &'w mut Sources,
        alike: &'w Alike,
    ) -> Self {
        Self { terms, sources, alike, out: Vec::new() }
    }

    pub(crate) fn all(mut self, met: &[Met]) -> Vec<Law> {
        let mut list: Vec<Met> = Vec::new();
        let mut left: Vec<Met> = met.iter().rev().copied().collect();
        while let Some(next) = left.pop() {
            if list.contains(&next) || list.len() >= MOST {
                continue;
            }
            list.push(next);
            let before = std::mem::take(&mut self.terms.met);
            match next {
                Met::Figure(id, at) => self.figure(id, at),
                Met::Column(table, id, at) => self.column(table, id, at),
            }
            left.extend(std::mem::replace(&mut self.terms.met, before));
        }
        self.natures();
        self.over_time();
        self.out
    }

    fn push(&mut self, lin: Option<Lin>, rel: Rel, from: usize) {
        let Some(lin) = lin.filter(|lin| lin.as_constant().is_none()) else { return };
        let law = Law { lin, rel, from, mean: false };
        let known = |l: &Law| l.lin == law.lin && l.rel == law.rel && l.from == law.from;
        if !self.out.iter().any(known) {
            self.out.push(law);
        }
    }

    fn figure(&mut self, id: FigureId, at: Place) {
        let (Some(plan), Some(frac)) = (self.terms.plan(at), self.terms.figure(id, at)) else {
            return;
        };
        let figure = plan.figure(id);
        let low = figure.not_negative().then_some(Num::ZERO);
        let name = named(&figure.item);
        self.range(&frac, (&figure.ty, figure.within.as_ref(), low), &name);
        for part in figure.part_of.iter().filter(|p| !p.mostly) {
            let whole = self.terms.figure(part.whole, at);
            self.part(&frac, whole.as_ref(), part, &name);
        }
        if let Some(sums) = &figure.sums {
            self.sum(id, sums, &frac, at);
        }
        self.checks(plan, id, at);
    }

    fn column(&mut self, table: TableId, id: ColumnId, at: Place) {
        let (Some(plan), Some(frac)) = (self.terms.plan(at), self.terms.column(table, id, at))
        else {
            return;
        };
        let table = plan.table(table);
        let Some(own) = table.columns.get(id.at()) else { return };
        let low = (own.ty == Ty::Count).then_some(Num::ZERO);
        let name = column(&own.item);
        self.range(&frac, (&own.ty, own.within.as_ref(), low), &name);
        for part in own.part_of.iter().filter(|p| !p.mostly) {
            let whole = at.row.and_then(|row| self.terms.column(row, part.whole, at));
            self.part(&frac, whole.as_ref(), part, &name);
        }
        for law in &table.requires {
            let from = self.sources.law(&named(&table.item), law.clause);
            self.condition(&law.expr, at, from);
        }
    }

    /// Kind and `within`.
    fn range(
        &mut self,
        frac: &Frac,
        (ty, within, low): (&Ty, Option<&Within>, Option<Num>),
        name: &Words,
    ) {
        let kind = range(ty, within, low);
        let from = match within {
            Some(within) => self.sources.law(name, within.clause),
            None => NATURE,
        };
        let rate = self.terms.ratio(frac);
        for (end, upper) in [(kind.low, false), (kind.high, true)] {
            let Some(end) = end else { continue };
            let sign = if upper { Num::ONE.neg() } else { Num::ONE };
            let above = |lin: &Lin| lin.sub(&Lin::constant(end))?.scale(sign);
            self.push(rate.as_ref().and_then(above), Rel::Ge, from);
            if frac.lin().is_none() && self.terms.pool.not_negative(&frac.den) {
                let linear = frac.num.add_times(&frac.den, end.neg());
                self.push(linear.and_then(|lin| lin.scale(sign)), Rel::Ge, from);
            }
        }
    }

    fn part<T>(&mut self, part: &Frac, whole: Option<&Frac>, law: &PartOf<T>, name: &Words) {
        let Some((part, whole)) = part.lin().zip(whole.and_then(Frac::lin)) else { return };
        let from = self.sources.law(name, law.clause);
        self.push(whole.sub(&part), Rel::Ge, from);
        // One as a rate of the other.
        if let Some(rate) = self.terms.ratio(&Frac { num: part, den: whole }) {
            self.push(Lin::constant(Num::ONE).sub(&rate), Rel::Ge, from);
        }
    }

    /// Units that no rule tells apart may be taken to have one value each: the mean of all.
    fn sum(&mut self, id: FigureId, sums: &Sums, whole: &Frac, at: Place) {
        let Some((plan, whole)) = self.terms.plan(at).zip(whole.lin()) else { return };
        let binds = at.unit.is_some() && (sums.relative || at.unit == plan.about);
        if !binds || at.row.is_some() || plan.is_unknown(sums.over) {
            return;
        }
        let day = plan.last_day(at.when);
        let mut members = plan.members(&[sums.over], day, at.unit);
        members.retain(|u| Some(*u) != at.unit);
        let groups = self.alike.grouped(at.plan, &members);
        let mean = groups.iter().any(|(_, many)| *many > 1);
        let Some(sum) = self.over_units(id, &groups, at) else { return };
        let from = self.sources.law(&named(&plan.figure(id).item), sums.clause);
        let rel = if sums.includes { Rel::Ge } else { Rel::Eq };
        let before = self.out.len();
        self.push(whole.sub(&sum), rel, from);
        self.out.iter_mut().skip(before).for_each(|law| law.mean = mean);
    }

    fn over_units(&mut self, id: FigureId, groups: &[(UnitId, usize)], at: Place) -> Option<Lin> {
        if groups.is_empty() {
            return None;
        }
        let mut sum = Lin::constant(Num::ZERO);
        for (unit, many) in groups {
            let one = self.terms.figure(id, Place { unit: Some(*unit), ..at })?.lin()?;
            sum = sum.add_times(&one, Num::whole(i128::try_from(*many).ok()?))?;
        }
        Some(sum)
    }

    /// The checks that name a figure.
    fn checks(&mut self, plan: &Plan, id: FigureId, at: Place) {
        let checks = plan.rules.iter().filter(|r| r.item.kind == Kind::Check);
        for rule in checks.filter(|rule| binds(plan, rule, at)) {
            let lines = rule.lines.iter().filter(|l| l.readings.is_empty());
            for line in lines.filter(|l| l.figures.contains(&id) && applies(plan, l, at.when)) {
                let from = self.sources.law(&named(&rule.item), line.clause);
                self.condition(&line.expr, at, from);
            }
        }
    }

    /// A law of the data: where it does not apply, it holds, so nothing strict is made of a rate.
    fn condition(&mut self, expr: &Expr, at: Place, from: usize) {
        let Some(posed) = self.terms.pose(expr, at) else { return };
        let guarded = posed.constraints.iter().any(|(_, _, part)| *part == Part::Guard);
        for (lin, rel, part) in posed.constraints {
            let rel = if guarded && rel == Rel::Gt { Rel::Ge } else { rel };
            if part == Part::Asked {
                self.push(Some(lin), rel, from);
            }
        }
        self.terms.met.extend(posed.met);
    }

    /// What the kind of an unknown allows.
    fn natures(&mut self) {
        for var in self.vars() {
            let kind = self.terms.pool.kind(var);
            let low = kind.low.map(|low| Lin::var(var).sub(&Lin::constant(low)));
            let high = kind.high.map(|high| Lin::constant(high).sub(&Lin::var(var)));
            for lin in low.into_iter().chain(high) {
                self.push(lin, Rel::Ge, NATURE);
            }
        }
    }

    fn vars(&self) -> Vec<Var> {
        let mut vars: Vec<Var> = self.out.iter().flat_map(|law| law.lin.vars()).collect();
        vars.sort_unstable();
        vars.dedup();
        vars
    }

    /// A flow over a span is the sum of its parts, or not less than those known.
    fn over_time(&mut self) {
        let flows: Vec<(Var, Key, Period)> = self
            .vars()
            .into_iter()
            .filter_map(|var| {
                let (key, kind) = (self.terms.pool.key(var)?.clone(), self.terms.pool.kind(var));
                match key.moment {
                    Moment::Months(p) if kind.flow => Some((var, key, p)),
                    _ => None,
                }
            })
            .collect();
        for (whole, key, span) in &flows {
            let same = |o: &&(Var, Key, Period)| o.1.what == key.what && o.1.whose == key.whose;
            let inside = |o: &&(Var, Key, Period)| o.2 != *span && span.contains(o.2);
            let mut parts: Vec<(Period, Var)> =
                flows.iter().filter(same).filter(inside).map(|(v, _, p)| (*p, *v)).collect();
            parts.sort_unstable();
            let (chosen, tiles) = disjoint(&parts, *span);
            let not_negative = self.terms.pool.kind(*whole).low.is_some_and(|l| !l.is_negative());
            if chosen.is_empty() || !(tiles || not_negative) {
                continue;
            }
            let sum = chosen.iter().try_fold(Lin::var(*whole), |lin, v| lin.sub(&Lin::var(*v)));
            self.push(sum, if tiles { Rel::Eq } else { Rel::Ge }, NATURE);
        }
    }
}

/// Parts that do not overlap, and whether they fill the span.
fn disjoint(parts: &[(Period, Var)], span: Period) -> (Vec<Var>, bool) {
    let (mut chosen, mut next, mut filled) = (Vec::new(), span.from, true);
    for (period, var) in parts {
        if period.from >= next {
            filled &= period.from == next;
            chosen.push(*var);
            next = Month(period.to.0 + 1);
        }
    }
    (chosen, filled && next.0 == span.to.0 + 1)
}

/// Whether a check is about a place.
fn binds(plan: &Plan, rule: &Rule, at: Place) -> bool {
    match &rule.subjects {
        Subjects::About => at.row.is_none() && at.unit == plan.about,
        Subjects::Units { sets, filter: None } => {
            at.row.is_none()
                && at.unit.is_some_and(|u| plan.members(sets, None, plan.about).contains(&u))
        }
        Subjects::Rows { table, filter: None } => at.row == Some(*table),
        Subjects::Units { .. } | Subjects::Rows { .. } => false,
    }
}

/// Whether it is judged at a time.
fn applies(plan: &Plan, line: &Line, when: When) -> bool {
    match line.tail {
        Tail::None | Tail::Every { step: None, .. } => true,
        Tail::By(by) => by == when,
        Tail::Every { step: Some(step), within } => match when {
            When::Period(p) => {
                let inside = |days: Days| days.contains(plan.calendar.last(p));
                p.step() == Some(step) && within.is_none_or(inside)
            }
            When::Phase(_) | When::Day(_) => false,
        },
    }
}
