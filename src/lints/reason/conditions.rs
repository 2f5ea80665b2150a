//! Conditions as linear constraints that must all hold. What is no chain of comparisons joined by `and` is
//! not decided.

use std::collections::BTreeSet;

use crate::lints::reason::linear::{Lin, Rel, Var};
use crate::lints::reason::terms::{Frac, Met, Place, Terms, years_between};
use crate::plan::{Change, Expr, ExprKind, Nature, Ty, When};
use crate::source::Span;
use crate::syntax::tree::{AmountUnit, CompareOp};
use crate::value::Num;

/// What a constraint is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// It is what is asked for.
    Asked,
    /// There are cases at all: without them nothing is judged.
    Guard,
    /// The same as another one, of the rate as one unknown.
    Shadow,
}

/// Which side a bound shuts out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Side {
    Low,
    High,
    Exact,
}

/// A quantity held against a number.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Bound {
    pub(crate) quantity: Lin,
    pub(crate) side: Side,
    pub(crate) number: Num,
    pub(crate) strict: bool,
    /// Of the quantity as written.
    pub(crate) text: Span,
    /// Of the whole comparison.
    pub(crate) whole: Span,
    /// The number is a percentage.
    pub(crate) rate: bool,
    /// The number is no number of the text: a factor of a change, a difference.
    pub(crate) made: bool,
}

/// A condition at a place.
#[derive(Debug, Clone, Default)]
pub(crate) struct Posed {
    pub(crate) constraints: Vec<(Lin, Rel, Part)>,
    pub(crate) bounds: Vec<Bound>,
    pub(crate) met: Vec<Met>,
}

impl Posed {
    pub(crate) fn vars(&self) -> BTreeSet<Var> {
        self.constraints.iter().flat_map(|(lin, _, _)| lin.vars()).collect()
    }
}

/// What a bound takes its words from.
#[derive(Debug, Clone, Copy)]
struct Texts {
    quantity: Span,
    whole: Span,
    rate: bool,
}

impl Terms<'_, '_> {
    /// A condition as constraints; `None` where it is not decided.
    pub(crate) fn pose(&mut self, expr: &Expr, at: Place) -> Option<Posed> {
        let before = std::mem::take(&mut self.met);
        let mut posed = Posed::default();
        let whole = self.condition(expr, at, true, &mut posed);
        posed.met = std::mem::replace(&mut self.met, before);
        whole.map(|()| posed)
    }

    fn condition(&mut self, expr: &Expr, at: Place, holds: bool, out: &mut Posed) -> Option<()> {
        match &expr.kind {
            ExprKind::And(list) if holds => {
                list.iter().try_for_each(|x| self.condition(x, at, true, out))
            }
            ExprKind::Or(list) if !holds => {
                list.iter().try_for_each(|x| self.condition(x, at, false, out))
            }
            ExprKind::Not(x) => self.condition(x, at, !holds, out),
            ExprKind::Compare(a, op, b) => {
                let op = if holds { *op } else { op.opposite() };
                self.compare(expr, (a, op, b), at, out)
            }
            ExprKind::Within(x, from, to, _) if holds && (from.is_some() || to.is_some()) => {
                let ends = [(*from, CompareOp::Ge), (*to, CompareOp::Le)];
                let number = self.number(x, at)?;
                let texts = Texts { quantity: x.span, whole: expr.span, rate: is_rate(x) };
                ends.into_iter().try_for_each(|(end, op)| {
                    let Some(end) = end else { return Some(()) };
                    let end = Frac::whole(Lin::constant(end));
                    self.compared(&number, op, &end, texts, out)
                })
            }
            ExprKind::Change(x, change) if holds => self.change(expr, (x, change), at, out),
            ExprKind::Figure(_) | ExprKind::Column(_) if expr.ty == Ty::Truth => {
                let flag = self.flag(expr, at)?;
                let wanted = if holds { Num::ONE } else { Num::ZERO };
                out.constraints.push((flag.sub(&Lin::constant(wanted))?, Rel::Eq, Part::Asked));
                Some(())
            }
            _ => None,
        }
    }

    fn compare(
        &mut self,
        expr: &Expr,
        (a, op, b): (&Expr, CompareOp, &Expr),
        at: Place,
        out: &mut Posed,
    ) -> Option<()> {
        let (x, y) = (self.number(a, at)?, self.number(b, at)?);
        let turned = matches!(a.kind, ExprKind::Num(_));
        let side = if turned { b } else { a };
        let texts = Texts { quantity: side.span, whole: expr.span, rate: is_rate(side) };
        if turned {
            return self.compared(&y, op.mirrored(), &x, texts, out);
        }
        self.compared(&x, op, &y, texts, out)
    }

    fn compared(
        &mut self,
        a: &Frac,
        op: CompareOp,
        b: &Frac,
        texts: Texts,
        out: &mut Posed,
    ) -> Option<()> {
        // Two rates: each is an unknown of its own.
        let constant = b.lin().filter(|k| a.lin().is_none() && k.as_constant().is_some());
        let part = match constant {
            Some(k) => self.rate_against(a, op, &k, out)?,
            None => Part::Asked,
        };
        let lin = self.ratio(a)?.sub(&self.ratio(b)?)?;
        out.constraints.push((oriented(&lin, op)?, relation(op)?, part));
        self.bound(&lin, op, texts, out)
    }

    /// `a / b >= k` with b known to be not negative: there are cases, and a - k·b is as asked.
    fn rate_against(&self, a: &Frac, op: CompareOp, k: &Lin, out: &mut Posed) -> Option<Part> {
        if !self.pool.not_negative(&a.den) {
            return Some(Part::Asked);
        }
        let lin = a.num.add_times(&a.den, k.as_constant()?.neg())?;
        out.constraints.push((a.den.clone(), Rel::Gt, Part::Guard));
        out.constraints.push((oriented(&lin, op)?, relation(op)?, Part::Asked));
        Some(Part::Shadow)
    }

    fn bound(&mut self, lin: &Lin, op: CompareOp, texts: Texts, out: &mut Posed) -> Option<()> {
        let Some((quantity, constant, turned)) = lin.normal() else { return Some(()) };
        let op = if turned { op.mirrored() } else { op };
        let new = |quantity, number| Bound {
            quantity,
            side: side(op),
            number,
            strict: matches!(op, CompareOp::Lt | CompareOp::Gt),
            text: texts.quantity,
            whole: texts.whole,
            rate: texts.rate,
            made: false,
        };
        // `a <= p * b` speaks of the same rate as `a / b <= p`.
        if let ([(a, one), (b, k)], true) = (quantity.terms(), constant.is_zero())
            && k.is_negative()
            && *one == Num::ONE
        {
            let frac = Frac { num: Lin::var(*a), den: Lin::var(*b) };
            let number = k.neg();
            let rate = self.ratio(&frac)?;
            out.bounds.push(Bound { rate: true, ..new(rate, number) });
        }
        out.bounds.push(new(quantity, constant.neg()));
        Some(())
    }

    fn change(
        &mut self,
        expr: &Expr,
        (x, change): (&Expr, &Change),
        at: Place,
        out: &mut Posed,
    ) -> Option<()> {
        let here = match &x.kind {
            ExprKind::In(_, time) => self.moved(at, *time)?,
            _ => at,
        };
        let now = self.number(x, at)?;
        let now = self.ratio(&now)?;
        let base_at = self.moved(here, change.from)?;
        let base = self.base(x, base_at, here.when)?;
        let (shifted, factor) = shifted(&base, change, years_between(base_at.when, here.when))?;
        let op = match (change.falls, change.strict || change.amount.is_none()) {
            (true, true) => CompareOp::Lt,
            (true, false) => CompareOp::Le,
            (false, true) => CompareOp::Gt,
            (false, false) => CompareOp::Ge,
        };
        let relative = matches!(change.amount, Some((_, _, AmountUnit::Percent)));
        if relative || (change.falls && change.amount.is_none()) {
            // From nought nothing falls, and nothing is a part of it.
            out.constraints.push((base.clone(), Rel::Gt, Part::Guard));
        }
        let lin = now.sub(&shifted)?;
        out.constraints.push((oriented(&lin, op)?, relation(op)?, Part::Asked));
        let (quantity, number, op) = if let Some(k) = factor {
            (self.ratio(&Frac { num: now, den: base })?, k, op)
        } else {
            let (quantity, constant, turned) = lin.normal()?;
            (quantity, constant.neg(), if turned { op.mirrored() } else { op })
        };
        out.bounds.push(Bound {
            quantity,
            side: side(op),
            number,
            strict: matches!(op, CompareOp::Lt | CompareOp::Gt),
            text: expr.span,
            whole: expr.span,
            rate: false,
            made: true,
        });
        Some(())
    }

    /// What a figure is worth at the reference, brought to the length of the period judged.
    fn base(&mut self, x: &Expr, at: Place, here: When) -> Option<Lin> {
        let bare = match &x.kind {
            ExprKind::In(inner, _) => inner,
            _ => x,
        };
        let lengths = match (at.when, here) {
            (When::Period(r), When::Period(p)) if r.months() != p.months() => {
                Some((p.months(), r.months()))
            }
            _ => None,
        };
        if let (Some(_), Worth::State) = (lengths, self.worth(bare, at)?) {
            // The mean of the year ends.
            return self.opaque(bare, at).map(Lin::var);
        }
        let base = self.number(bare, at)?;
        match (lengths, self.worth(bare, at)?) {
            (Some((p, r)), Worth::Sum) => {
                base.lin()?.scale(Num::ratio(i128::from(p), i128::from(r))?)
            }
            _ => self.ratio(&base),
        }
    }

    fn worth(&self, x: &Expr, at: Place) -> Option<Worth> {
        if is_rate(x) {
            return Some(Worth::Rate);
        }
        let plan = self.plan(at)?;
        let mut figures = Vec::new();
        x.figures(true, &mut figures);
        let first = figures.first().map(|id| plan.figure(*id));
        Some(match first {
            Some(f) if f.equals.is_some() && f.nature == Nature::None => Worth::Rate,
            Some(f) if matches!(f.nature, Nature::Level | Nature::Opening(_)) => Worth::State,
            _ => Worth::Sum,
        })
    }
}

/// What a figure is over a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Worth {
    Sum,
    State,
    Rate,
}

/// What the value now is held against, and the factor that makes it, if one does.
fn shifted(base: &Lin, change: &Change, years: u32) -> Option<(Lin, Option<Num>)> {
    let Some((least, _, unit)) = change.amount else { return Some((base.clone(), None)) };
    let k = if change.falls { least.neg() } else { least };
    let times = if change.a_year { years } else { 1 };
    match unit {
        AmountUnit::Percent => {
            let factor = Num::ONE.add(k)?.pow(times)?;
            Some((base.scale(factor)?, Some(factor)))
        }
        AmountUnit::Points | AmountUnit::Own => {
            let step = k.mul(Num::whole(i128::from(times)))?;
            Some((base.add(&Lin::constant(step))?, None))
        }
    }
}

pub(crate) fn is_rate(expr: &Expr) -> bool {
    matches!(expr.ty, Ty::Percent | Ty::Ratio)
}

/// Turned so that it stands above nought.
fn oriented(lin: &Lin, op: CompareOp) -> Option<Lin> {
    match op {
        CompareOp::Lt | CompareOp::Le => lin.scale(Num::ONE.neg()),
        CompareOp::Gt | CompareOp::Ge | CompareOp::Eq | CompareOp::Ne => Some(lin.clone()),
    }
}

fn relation(op: CompareOp) -> Option<Rel> {
    match op {
        CompareOp::Lt | CompareOp::Gt => Some(Rel::Gt),
        CompareOp::Le | CompareOp::Ge => Some(Rel::Ge),
        CompareOp::Eq => Some(Rel::Eq),
        CompareOp::Ne => None,
    }
}

fn side(op: CompareOp) -> Side {
    match op {
        CompareOp::Lt | CompareOp::Le => Side::High,
        CompareOp::Gt | CompareOp::Ge => Side::Low,
        CompareOp::Eq | CompareOp::Ne => Side::Exact,
    }
}
