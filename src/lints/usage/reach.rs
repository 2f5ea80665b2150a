//! Whether a figure can ever be known: which duties carry it, for whom, on which occasions.

use std::cell::RefCell;
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::dues::Occasion;
use crate::lints::Ctx;
use crate::plan::{
    Carried, Carries, Domain, Duty, DutyId, Every, Expr, ExprKind, FigureId, Nature, Occ, SetId,
    TimeRef, UnitId, UnitRef, When,
};
use crate::source::Span;
use crate::value::Period;

/// Figures lean on figures no deeper than this.
const DEEPEST: u32 = 24;

/// A figure or table that an expression needs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Need {
    pub(crate) what: Carried,
    /// Of this unit; `None`: of the unit at hand.
    pub(crate) of: Option<UnitRef>,
    /// Of this set, one by one.
    pub(crate) over: Option<SetId>,
    /// Moved to another time.
    pub(crate) moved: Option<TimeRef>,
    pub(crate) span: Span,
}

/// The figures and tables that an expression needs, in the order written.
pub(crate) fn needs(expr: &Expr) -> Vec<Need> {
    let mut out = Vec::new();
    collect(expr, None, &mut out);
    out
}

fn collect(expr: &Expr, moved: Option<TimeRef>, out: &mut Vec<Need>) {
    let new = |what| Need { what, of: None, over: None, moved, span: expr.span };
    match &expr.kind {
        ExprKind::Figure(id) => out.push(new(Carried::Figure(*id))),
        ExprKind::Table(id) => out.push(new(Carried::Table(*id))),
        ExprKind::In(inner, time) => collect(inner, Some(*time), out),
        ExprKind::Of(inner, unit) => {
            let from = out.len();
            collect(inner, moved, out);
            out.iter_mut().skip(from).for_each(|need| need.of = need.of.or(Some(*unit)));
        }
        ExprKind::Over(over) => {
            let from = out.len();
            expr.inside(&mut |inner| collect(inner, moved, out));
            match over.domain {
                Domain::Table(id) => out.push(new(Carried::Table(id))),
                Domain::Units(set) => {
                    out.iter_mut().skip(from).for_each(|n| n.over = n.over.or(Some(set)));
                }
            }
        }
        _ => expr.inside(&mut |inner| collect(inner, moved, out)),
    }
}

/// The entries that carry one thing, each with its duty.
type Entries<'a> = Vec<(DutyId, &'a Duty, &'a Carries)>;

/// Whose figures some duty gives by some entry.
type Told = FxHashMap<(DutyId, Vec<SetId>), Rc<FxHashSet<UnitId>>>;

/// Who carries what.
#[derive(Debug)]
pub(crate) struct Reach<'a, 'c> {
    ctx: &'c Ctx<'a>,
    carriers: FxHashMap<Carried, Entries<'a>>,
    told: RefCell<Told>,
}

impl<'a, 'c> Reach<'a, 'c> {
    pub(crate) fn new(ctx: &'c Ctx<'a>) -> Self {
        let mut carriers: FxHashMap<Carried, Entries<'a>> = FxHashMap::default();
        for (id, duty) in ctx.duties() {
            for carries in &duty.carries {
                carriers.entry(carries.what).or_default().push((id, duty, carries));
            }
        }
        Self { ctx, carriers, told: RefCell::default() }
    }

    /// The duties that carry something, each with the entry that does.
    pub(crate) fn carriers(&self, what: Carried) -> &[(DutyId, &'a Duty, &'a Carries)] {
        self.carriers.get(&what).map_or(&[], Vec::as_slice)
    }

    /// Whose figures a duty gives by one entry.
    pub(crate) fn told_of(&self, id: DutyId, carries: &Carries) -> Rc<FxHashSet<UnitId>> {
        let key = (id, carries.from.clone());
        if let Some(known) = self.told.borrow().get(&key) {
            return Rc::clone(known);
        }
        let units = Rc::new(self.worked_out(self.ctx.plan.duty(id), carries));
        self.told.borrow_mut().insert(key, Rc::clone(&units));
        units
    }

    fn worked_out(&self, duty: &Duty, carries: &Carries) -> FxHashSet<UnitId> {
        let plan = self.ctx.plan;
        let mut senders: FxHashSet<UnitId> =
            plan.members(&duty.from, None, None).into_iter().collect();
        if !carries.from.is_empty() {
            let only: FxHashSet<UnitId> =
                plan.members(&carries.from, None, None).into_iter().collect();
            senders.retain(|u| only.contains(u));
        }
        match duty.about {
            None | Some(UnitRef::It) => senders,
            Some(UnitRef::Above) => senders.iter().filter_map(|u| plan.above(*u)).collect(),
            Some(about) => plan.resolve(about, None).into_iter().take(1).collect(),
        }
    }

    /// Whether something is carried for a unit (`None`: for anybody).
    fn carried(&self, what: Carried, unit: Option<UnitId>) -> bool {
        self.carriers(what).iter().any(|(id, duty, c)| self.tells(*id, duty, c, unit))
    }

    /// A duty that nobody is named for may give the figures of anybody.
    fn tells(&self, id: DutyId, duty: &Duty, carries: &Carries, unit: Option<UnitId>) -> bool {
        let anybody = duty.from.is_empty() && duty.about.is_none();
        unit.is_none_or(|u| anybody || self.told_of(id, carries).contains(&u))
    }

    /// Whether a figure can be known for a unit: carried, or made of what is.
    pub(crate) fn figure(&self, id: FigureId, unit: Option<UnitId>) -> bool {
        self.deep(id, unit, DEEPEST)
    }

    fn deep(&self, id: FigureId, unit: Option<UnitId>, depth: u32) -> bool {
        let Some(depth) = depth.checked_sub(1) else { return true };
        if self.carried(Carried::Figure(id), unit) {
            return true;
        }
        let figure = self.ctx.plan.figure(id);
        if let Nature::Opening(of) = figure.nature
            && self.deep(of, unit, depth)
        {
            return true;
        }
        if let Some(formula) = &figure.equals
            && needs(&formula.expr).iter().all(|n| self.need_deep(n, unit, depth))
        {
            return true;
        }
        self.summed(id, unit)
            .is_some_and(|members| members.into_iter().any(|m| self.deep(id, Some(m), depth)))
    }

    /// The units whose figures a unit's is the sum of.
    fn summed(&self, id: FigureId, unit: Option<UnitId>) -> Option<Vec<UnitId>> {
        let plan = self.ctx.plan;
        let sums = plan.figure(id).sums.as_ref().filter(|sums| !sums.includes)?;
        let binds = sums.relative || unit.is_none() || unit == plan.about;
        let mut members = plan.members(&[sums.over], None, unit);
        members.retain(|m| Some(*m) != unit);
        binds.then_some(members)
    }

    /// Whether what an expression needs can be known, the expression standing at a unit.
    pub(crate) fn need(&self, need: &Need, unit: Option<UnitId>) -> bool {
        self.need_deep(need, unit, DEEPEST)
    }

    fn need_deep(&self, need: &Need, unit: Option<UnitId>, depth: u32) -> bool {
        let id = match need.what {
            // Rows may tell of others than their sender.
            Carried::Table(_) => return self.carried(need.what, None),
            Carried::Figure(id) => id,
        };
        match (need.over, need.of) {
            (Some(set), _) => {
                let members = self.ctx.plan.members(&[set], None, unit);
                members.iter().any(|m| self.deep(id, Some(*m), depth))
            }
            (None, Some(of)) => {
                let units = self.ctx.plan.resolve(of, unit);
                units.is_empty() || units.iter().any(|u| self.deep(id, Some(*u), depth))
            }
            (None, None) => self.deep(id, unit, depth),
        }
    }

    /// Whether a figure is told for just that period; `None` where the plan leaves open when.
    pub(crate) fn told_at(&self, id: FigureId, unit: Option<UnitId>, p: Period) -> Option<bool> {
        self.told_deep(id, unit, p, DEEPEST)
    }

    fn told_deep(&self, id: FigureId, unit: Option<UnitId>, p: Period, depth: u32) -> Option<bool> {
        let depth = depth.checked_sub(1)?;
        let mut occasions = Vec::new();
        for (duty_id, duty, carries) in self.carriers(Carried::Figure(id)) {
            if self.tells(*duty_id, duty, carries, unit) {
                occasions.extend(self.occasions(*duty_id, duty, carries)?);
            }
        }
        let figure = self.ctx.plan.figure(id);
        if fits(figure.nature, p, &occasions) {
            return Some(true);
        }
        if let Nature::Opening(of) = figure.nature {
            let before = p.previous();
            if self.told_deep(of, unit, before, depth)? {
                return Some(true);
            }
        }
        if let Some(formula) = &figure.equals {
            return self.all_told(&formula.expr, unit, p, depth);
        }
        match self.summed(id, unit).and_then(|members| members.first().copied()) {
            Some(member) => self.told_deep(id, Some(member), p, depth),
            None => Some(false),
        }
    }

    fn all_told(&self, expr: &Expr, unit: Option<UnitId>, p: Period, depth: u32) -> Option<bool> {
        for need in needs(expr) {
            match need.what {
                Carried::Figure(id) if need.of.is_none() && need.over.is_none() => {
                    if need.moved.is_none() && !self.told_deep(id, unit, p, depth)? {
                        return Some(false);
                    }
                }
                // Rows say themselves what period they belong to.
                Carried::Figure(_) | Carried::Table(_) => return None,
            }
        }
        Some(true)
    }

    /// The periods on which a duty gives an entry; `None` where that is left open.
    fn occasions(&self, id: DutyId, duty: &Duty, carries: &Carries) -> Option<Vec<Period>> {
        let open = |e: &Every| matches!(e, Every::OnDemand | Every::Unspecified);
        if duty.every.iter().any(open) {
            return None;
        }
        let slots = self.ctx.dues.slots_of(id).iter().map(|s| self.ctx.dues.slot(*s).occasion);
        let period = |o| match o {
            Occasion::Period(p) => Some(p),
            Occasion::Phase(id) => self.ctx.plan.phase(id).period,
            Occasion::Once | Occasion::Event(_) => None,
        };
        let named = |p: &Period| carries.only.is_empty() || is_one_of(&carries.only, *p);
        Some(slots.filter_map(period).filter(named).collect())
    }
}

fn is_one_of(only: &[Occ], p: Period) -> bool {
    only.iter().any(|o| o.is(p))
}

/// Whether the figure for `p` follows from what is told on these occasions.
fn fits(nature: Nature, p: Period, occasions: &[Period]) -> bool {
    let any = |test: &dyn Fn(&Period) -> bool| occasions.iter().any(test);
    match nature {
        Nature::Level | Nature::ToDate => any(&|q| q.to == p.to),
        Nature::Opening(_) => any(&|q| q.from == p.from),
        Nature::None => any(&|q| *q == p),
        Nature::Flow => {
            // A shorter one is a part of it; of two that begin together the difference is one.
            let longer = |q: &Period| q.to == p.to && q.from < p.from;
            let rest = |q: &Period| any(&|r| r.from == q.from && r.to.0 == p.from.0 - 1);
            any(&|q| p.contains(*q)) || any(&|q| longer(q) && rest(q))
        }
    }
}

/// Whether a time is over before the run begins: nobody owes its figures.
pub(super) fn is_before_run(ctx: &Ctx<'_>, time: Option<TimeRef>) -> bool {
    let Some(TimeRef::At(when)) = time else { return false };
    let last = match when {
        When::Period(p) => Some(ctx.plan.calendar.last(p)),
        When::Phase(_) | When::Day(_) => ctx.plan.last_day(when),
    };
    last.zip(ctx.run.and_then(|r| r.from)).is_some_and(|(last, from)| last < from)
}
