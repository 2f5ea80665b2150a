//! Whether one condition asks for more than another: the same thing measured, another threshold.

use std::cmp::Ordering;

use crate::compare::key::Keys;
use crate::plan::{Change, Expr, ExprKind, Line, Plan, Rule, Subjects, Tail, Ty};
use crate::syntax::tree::CompareOp;
use crate::value::{Days, Num};

/// How a new condition stands to an old one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Same,
    Stricter,
    Looser,
    /// Neither: something else is asked, or some of it is stricter and some looser.
    Other,
}

use Verdict::{Looser, Other, Same, Stricter};

impl Verdict {
    /// Both must hold.
    fn and(self, o: Self) -> Self {
        match (self, o) {
            (Same, v) | (v, Same) => v,
            (Stricter, Stricter) => Stricter,
            (Looser, Looser) => Looser,
            _ => Other,
        }
    }

    fn turned(self) -> Self {
        match self {
            Stricter => Looser,
            Looser => Stricter,
            same => same,
        }
    }

    /// A higher threshold is stricter.
    fn of(order: Ordering) -> Self {
        match order {
            Ordering::Less => Looser,
            Ordering::Equal => Same,
            Ordering::Greater => Stricter,
        }
    }
}

/// A rule of one plan beside that of another.
pub(super) fn rules(old: (&Plan, &Rule), new: (&Plan, &Rule)) -> Verdict {
    let keys =
        (Keys::of_subjects(old.0, &old.1.subjects), Keys::of_subjects(new.0, &new.1.subjects));
    let pair = Pair { old: keys.0, new: keys.1, plans: (old.0, new.0) };
    let subjects = pair.subjects(&old.1.subjects, &new.1.subjects);
    subjects.and(pair.lines(&old.1.lines, &new.1.lines))
}

/// Two plans, at one place of each.
struct Pair<'p> {
    old: Keys<'p>,
    new: Keys<'p>,
    plans: (&'p Plan, &'p Plan),
}

impl Pair<'_> {
    /// More subjects are stricter.
    fn subjects(&self, old: &Subjects, new: &Subjects) -> Verdict {
        match (old, new) {
            (Subjects::About, Subjects::About) => {
                let id = |p: &Plan| p.about.map(|u| p.unit(u).item.id.clone());
                if id(self.plans.0) == id(self.plans.1) { Same } else { Other }
            }
            (Subjects::Units { sets: a, filter: f }, Subjects::Units { sets: b, filter: g }) => {
                more(&self.old.sets(a), &self.new.sets(b)).and(self.filter(f.as_ref(), g.as_ref()))
            }
            (Subjects::Rows { table: a, filter: f }, Subjects::Rows { table: b, filter: g }) => {
                let same = self.old.table(*a) == self.new.table(*b);
                if same { self.filter(f.as_ref(), g.as_ref()) } else { Other }
            }
            _ => Other,
        }
    }

    /// A filter leaves subjects out.
    fn filter(&self, old: Option<&Expr>, new: Option<&Expr>) -> Verdict {
        match (old, new) {
            (None, None) => Same,
            (None, Some(_)) => Looser,
            (Some(_), None) => Stricter,
            (Some(a), Some(b)) if self.same(a, b) => Same,
            (Some(_), Some(_)) => Other,
        }
    }

    /// Every line must hold: a further one is stricter.
    fn lines(&self, old: &[Line], new: &[Line]) -> Verdict {
        if old.len() == new.len() {
            let pairs = old.iter().zip(new);
            return pairs.fold(Same, |v, (a, b)| v.and(self.line(a, b)));
        }
        let gone = old.iter().any(|a| !new.iter().any(|b| self.line(a, b) == Same));
        let more = new.iter().any(|b| !old.iter().any(|a| self.line(a, b) == Same));
        of_changes(gone, more)
    }

    fn line(&self, old: &Line, new: &Line) -> Verdict {
        let readings = |a: &Line, b: &Line| {
            let pairs = || a.readings.iter().zip(&b.readings);
            let same = a.readings.len() == b.readings.len()
                && pairs()
                    .all(|(r, s)| self.same(&r.expr, &s.expr) && self.tail(r.tail, s.tail) == Same);
            let verdict = |v: Verdict, (r, s): (&crate::plan::Reading, &crate::plan::Reading)| {
                v.and(self.expr(&r.expr, &s.expr)).and(self.tail(r.tail, s.tail))
            };
            match (same, a.readings.len() == b.readings.len()) {
                (true, _) => Same,
                (false, true) => pairs().fold(Same, verdict),
                (false, false) => Other,
            }
        };
        let tail = self.tail(old.tail, new.tail);
        tail.and(self.expr(&old.expr, &new.expr)).and(readings(old, new))
    }

    /// Sooner is stricter, and over more days.
    fn tail(&self, old: Tail, new: Tail) -> Verdict {
        if self.old.tail(old) == self.new.tail(new) {
            return Same;
        }
        match (old, new) {
            (Tail::By(a), Tail::By(b)) => {
                let days = self.plans.0.last_day(a).zip(self.plans.1.last_day(b));
                days.map_or(Other, |(a, b)| Verdict::of(a.cmp(&b)))
            }
            (Tail::Every { step: a, within: f }, Tail::Every { step: b, within: g }) if a == b => {
                spans(f.unwrap_or(Days::ALL), g.unwrap_or(Days::ALL)).turned()
            }
            _ => Other,
        }
    }

    fn same(&self, old: &Expr, new: &Expr) -> bool {
        self.old.expr(old) == self.new.expr(new)
    }

    fn expr(&self, old: &Expr, new: &Expr) -> Verdict {
        if self.same(old, new) {
            return Same;
        }
        match (&old.kind, &new.kind) {
            (ExprKind::Compare(..), ExprKind::Compare(..)) => self.compare(&old.kind, &new.kind),
            (ExprKind::Within(was, ..), ExprKind::Within(is, ..)) if self.same(was, is) => {
                within(&old.kind, &new.kind)
            }
            (ExprKind::Change(was, how), ExprKind::Change(is, now))
                if self.same(was, is) && self.old.change(how) == self.new.change(now) =>
            {
                change(how, now)
            }
            (ExprKind::And(was), ExprKind::And(is)) => self.all(was, is),
            (_, ExprKind::And(is)) => self.all(std::slice::from_ref(old), is),
            (ExprKind::And(was), _) => self.all(was, std::slice::from_ref(new)),
            (ExprKind::Or(was), ExprKind::Or(is)) if was.len() == is.len() => self.each(was, is),
            (ExprKind::Not(was), ExprKind::Not(is)) => self.expr(was, is).turned(),
            (ExprKind::If(was, then, other), ExprKind::If(is, then_is, other_is))
                if self.same(was, is) =>
            {
                self.expr(then, then_is).and(self.expr(other, other_is))
            }
            _ => Other,
        }
    }

    fn each(&self, old: &[Expr], new: &[Expr]) -> Verdict {
        old.iter().zip(new).fold(Same, |v, (a, b)| v.and(self.expr(a, b)))
    }

    /// Conditions that must all hold.
    fn all(&self, old: &[Expr], new: &[Expr]) -> Verdict {
        if old.len() == new.len() {
            return self.each(old, new);
        }
        let gone = old.iter().any(|a| !new.iter().any(|b| self.same(a, b)));
        let more = new.iter().any(|b| !old.iter().any(|a| self.same(a, b)));
        of_changes(gone, more)
    }

    /// The threshold may stand on either side.
    fn compare(&self, old: &ExprKind, new: &ExprKind) -> Verdict {
        let (ExprKind::Compare(left, op, right), ExprKind::Compare(left_is, op_is, right_is)) =
            (old, new)
        else {
            return Other;
        };
        if self.same(left, left_is) {
            return threshold(self.order(right, right_is), *op, *op_is);
        }
        if self.same(right, right_is) {
            return threshold(self.order(left, left_is), op.mirrored(), op_is.mirrored());
        }
        Other
    }

    /// How the value of one expression stands to that of another, whatever the figures.
    fn order(&self, old: &Expr, new: &Expr) -> Option<Ordering> {
        if self.same(old, new) {
            return Some(Ordering::Equal);
        }
        match (&old.kind, &new.kind) {
            (ExprKind::Num(a), ExprKind::Num(b)) => Some(b.cmp(a)),
            (ExprKind::Date(a), ExprKind::Date(b)) => Some(b.cmp(a)),
            (ExprKind::Negate(a), ExprKind::Negate(b)) => self.order(a, b).map(Ordering::reverse),
            (ExprKind::Sum(a), ExprKind::Sum(b)) => {
                self.one_differs(a, b).map(|(minus, order)| turned(order, minus))
            }
            (ExprKind::Product(a), ExprKind::Product(b)) => {
                let positive = |all: &[(bool, Expr)], plan: &Plan| {
                    all.iter().all(|(_, e)| not_negative(plan, e))
                };
                let known = positive(a, self.plans.0) && positive(b, self.plans.1);
                let one = self.one_differs(a, b).filter(|_| known);
                one.map(|(divides, order)| turned(order, divides))
            }
            _ => None,
        }
    }

    /// The one part that is not the same in both: its sign, and how it stands.
    fn one_differs(&self, old: &[(bool, Expr)], new: &[(bool, Expr)]) -> Option<(bool, Ordering)> {
        if old.len() != new.len() || !old.iter().zip(new).all(|(a, b)| a.0 == b.0) {
            return None;
        }
        let mut apart = old.iter().zip(new).filter(|(a, b)| !self.same(&a.1, &b.1));
        let ((sign, a), (_, b)) = apart.next()?;
        let order = self.order(a, b)?;
        apart.next().is_none().then_some((*sign, order))
    }
}

fn turned(order: Ordering, reverse: bool) -> Ordering {
    if reverse { order.reverse() } else { order }
}

/// Of conditions that must all hold some are gone, or there are more.
fn of_changes(gone: bool, more: bool) -> Verdict {
    match (gone, more) {
        (false, false) => Same,
        (true, false) => Looser,
        (false, true) => Stricter,
        (true, true) => Other,
    }
}

/// Counts, and what is never below nought.
fn not_negative(plan: &Plan, e: &Expr) -> bool {
    match &e.kind {
        ExprKind::Num(n) => !n.is_negative(),
        ExprKind::Figure(id) => plan.figure(*id).not_negative(),
        _ => e.ty == Ty::Count,
    }
}

/// `order`: how the new threshold stands to the old one.
fn threshold(order: Option<Ordering>, old: CompareOp, new: CompareOp) -> Verdict {
    let floor = |op| matches!(op, CompareOp::Gt | CompareOp::Ge);
    let cap = |op| matches!(op, CompareOp::Lt | CompareOp::Le);
    let strict = |op| matches!(op, CompareOp::Gt | CompareOp::Lt);
    let Some(order) = order else { return Other };
    match order {
        Ordering::Equal if floor(old) == floor(new) && cap(old) == cap(new) => {
            Verdict::of(strict(new).cmp(&strict(old)))
        }
        _ if floor(old) && floor(new) => Verdict::of(order),
        _ if cap(old) && cap(new) => Verdict::of(order).turned(),
        _ => Other,
    }
}

/// A range inside another is stricter.
fn within(old: &ExprKind, new: &ExprKind) -> Verdict {
    match (old, new) {
        (ExprKind::Within(_, from, to, days), ExprKind::Within(_, from_is, to_is, days_is)) => {
            lower(*from, *from_is).and(upper(*to, *to_is)).and(spans(*days, *days_is))
        }
        _ => Other,
    }
}

/// A range that begins higher is stricter; one without a beginning is not.
fn lower(old: Option<Num>, new: Option<Num>) -> Verdict {
    match (old, new) {
        (None, None) => Same,
        (None, Some(_)) => Stricter,
        (Some(_), None) => Looser,
        (Some(a), Some(b)) => Verdict::of(b.cmp(&a)),
    }
}

/// A range that ends lower is stricter.
fn upper(old: Option<Num>, new: Option<Num>) -> Verdict {
    match (old, new) {
        (Some(a), Some(b)) => Verdict::of(a.cmp(&b)),
        one_end => lower(one_end.0, one_end.1),
    }
}

/// Fewer days are stricter.
fn spans(old: Days, new: Days) -> Verdict {
    let (inside, around) = (old.and(new) == new, old.and(new) == old);
    match (inside, around) {
        (true, true) => Same,
        (true, false) => Stricter,
        (false, true) => Looser,
        (false, false) => Other,
    }
}

/// More subjects are stricter.
fn more(old: &[String], new: &[String]) -> Verdict {
    let within = |a: &[String], b: &[String]| a.iter().all(|x| b.contains(x));
    match (within(old, new), within(new, old)) {
        (true, true) => Same,
        (true, false) => Stricter,
        (false, true) => Looser,
        (false, false) => Other,
    }
}

/// How much must change; the aim counts as well.
fn change(old: &Change, new: &Change) -> Verdict {
    let least = |c: &Change| c.amount.map_or(Num::ZERO, |(n, _, _)| n);
    let aim = |c: &Change| c.amount.and_then(|(_, aim, _)| aim);
    let unit = |c: &Change| c.amount.map(|(_, _, unit)| unit);
    let (a, b) = (unit(old), unit(new));
    if a.is_some() && b.is_some() && a != b {
        return Other;
    }
    // Without an amount it must change at all: as strict as more than nought.
    let strict = |c: &Change| c.strict || c.amount.is_none();
    let by_amount = Verdict::of(least(new).cmp(&least(old)));
    let by_amount = match by_amount {
        Same => Verdict::of(strict(new).cmp(&strict(old))),
        other => other,
    };
    by_amount.and(lower(aim(old), aim(new)))
}
