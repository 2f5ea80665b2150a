//! Intervals of exact numbers: what is known of a figure that is not known whole.

use std::cmp::Ordering;

use crate::eval::Value;
use crate::syntax::tree::CompareOp;
use crate::value::Num;

/// One end of a range; `None` is without end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct End {
    pub(crate) at: Num,
    /// The number itself belongs to the range.
    pub(crate) closed: bool,
}

/// From `lo` to `hi`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Range {
    pub(crate) lo: Option<End>,
    pub(crate) hi: Option<End>,
}

impl Range {
    /// Anything at all.
    pub(crate) const ALL: Self = Self { lo: None, hi: None };

    /// One number.
    pub(crate) fn exact(n: Num) -> Self {
        let end = Some(End { at: n, closed: true });
        Self { lo: end, hi: end }
    }

    /// `n` and more.
    pub(crate) fn at_least(n: Num) -> Self {
        Self { lo: Some(End { at: n, closed: true }), hi: None }
    }

    /// `a` to `b`, both included.
    pub(crate) fn closed(a: Num, b: Num) -> Self {
        Self { lo: Some(End { at: a, closed: true }), hi: Some(End { at: b, closed: true }) }
    }

    /// The values that a figure written as `v` with a last digit worth `unit` may stand for: those that
    /// round half up to it or are cut off to it.
    pub(crate) fn written(v: Num, unit: Num) -> Option<Self> {
        let half = unit.div(Num::whole(2))?;
        let (near, far) = (v.sub(half)?, v.add(unit)?);
        if v.is_negative() {
            let (far, near) = (v.sub(unit)?, v.add(half)?);
            return Some(Self {
                lo: Some(End { at: far, closed: false }),
                hi: Some(End { at: near, closed: true }),
            });
        }
        Some(Self {
            lo: Some(End { at: near, closed: true }),
            hi: Some(End { at: far, closed: false }),
        })
    }

    /// The one number it is.
    pub(crate) fn single(&self) -> Option<Num> {
        match (self.lo, self.hi) {
            (Some(a), Some(b)) if a.closed && b.closed && a.at == b.at => Some(a.at),
            _ => None,
        }
    }

    pub(crate) fn add(&self, o: &Self) -> Option<Self> {
        let end = |a: Option<End>, b: Option<End>| match (a, b) {
            (Some(a), Some(b)) => {
                Some(Some(End { at: a.at.add(b.at)?, closed: a.closed && b.closed }))
            }
            _ => Some(None),
        };
        Some(Self { lo: end(self.lo, o.lo)?, hi: end(self.hi, o.hi)? })
    }

    pub(crate) fn neg(&self) -> Self {
        let turn = |e: Option<End>| e.map(|e| End { at: e.at.neg(), closed: e.closed });
        Self { lo: turn(self.hi), hi: turn(self.lo) }
    }

    /// Product. An end without number is kept only where the signs leave no doubt.
    pub(crate) fn mul(&self, other: &Self) -> Option<Self> {
        if let Some(factor) = other.single() {
            return self.scale(factor);
        }
        if let Some(factor) = self.single() {
            return other.scale(factor);
        }
        let (Some(a), Some(b)) = (self.lo, other.lo) else { return Some(Self::ALL) };
        if a.at.is_negative() || b.at.is_negative() {
            return match (self.hi, other.hi) {
                (Some(c), Some(d)) => hull(&[a, c], &[b, d]),
                _ => Some(Self::ALL),
            };
        }
        let lo = Some(End { at: a.at.mul(b.at)?, closed: a.closed && b.closed });
        let hi = match (self.hi, other.hi) {
            (Some(c), Some(d)) => Some(End { at: c.at.mul(d.at)?, closed: c.closed && d.closed }),
            _ => None,
        };
        Some(Self { lo, hi })
    }

    fn scale(&self, k: Num) -> Option<Self> {
        if k.is_zero() {
            return Some(Self::exact(Num::ZERO));
        }
        let end = |e: Option<End>| match e {
            Some(e) => Some(Some(End { at: e.at.mul(k)?, closed: e.closed })),
            None => Some(None),
        };
        let (a, b) = (end(self.lo)?, end(self.hi)?);
        Some(if k.is_negative() { Self { lo: b, hi: a } } else { Self { lo: a, hi: b } })
    }

    /// One over it; `None` where nought lies inside.
    pub(crate) fn inverse(&self) -> Option<Self> {
        let turn = |e: Option<End>| match e {
            None => Some(Some(End { at: Num::ZERO, closed: false })),
            Some(e) if e.at.is_zero() => Some(None),
            Some(e) => Some(Some(End { at: Num::ONE.div(e.at)?, closed: e.closed })),
        };
        let positive = self.lo.is_some_and(|e| !(e.at.is_negative() || e.at.is_zero() && e.closed));
        let negative = self.hi.is_some_and(|e| e.at.is_negative() || (e.at.is_zero() && !e.closed));
        if !positive && !negative {
            return None;
        }
        Some(Self { lo: turn(self.hi)?, hi: turn(self.lo)? })
    }

    /// Whether some number lies in both.
    pub(crate) fn meets(&self, o: &Self) -> bool {
        let below = |hi: Option<End>, lo: Option<End>| match (hi, lo) {
            (Some(h), Some(l)) => match h.at.cmp(&l.at) {
                Ordering::Less => true,
                Ordering::Equal => !(h.closed && l.closed),
                Ordering::Greater => false,
            },
            _ => false,
        };
        !below(self.hi, o.lo) && !below(o.hi, self.lo)
    }

    /// The smaller of both, end by end; `max` likewise.
    pub(crate) fn pick(&self, o: &Self, largest: bool) -> Self {
        if largest {
            return self.neg().pick(&o.neg(), false).neg();
        }
        let lo = match (self.lo, o.lo) {
            (Some(a), Some(b)) => Some(if a.at <= b.at { a } else { b }),
            _ => None,
        };
        let hi = match (self.hi, o.hi) {
            (Some(a), Some(b)) => Some(if a.at <= b.at { a } else { b }),
            (a, b) => a.or(b),
        };
        Self { lo, hi }
    }

    /// `self OP o` for every choice (`Some(true)`), for none (`Some(false)`), or it depends.
    pub(crate) fn compare(&self, op: CompareOp, o: &Self) -> Option<bool> {
        match op {
            CompareOp::Lt => less(self, o, true),
            CompareOp::Le => less(self, o, false),
            CompareOp::Gt => less(o, self, true),
            CompareOp::Ge => less(o, self, false),
            CompareOp::Eq => equal(self, o),
            CompareOp::Ne => equal(self, o).map(|t| !t),
        }
    }
}

/// A sum on its way: exact numbers, which nearly all are, by themselves, and what is not known whole.
#[derive(Debug)]
pub(crate) struct Total {
    exact: Num,
    wide: Option<Range>,
    pub(crate) known: usize,
    pub(crate) absent: usize,
}

impl Total {
    pub(crate) fn new() -> Self {
        Self { exact: Num::ZERO, wide: None, known: 0, absent: 0 }
    }

    /// Adds a value, if it is one; `None` where the sum is too large.
    pub(crate) fn add(&mut self, value: Option<&Value>) -> Option<()> {
        if let Some(Value::Num(n)) = value {
            self.exact = self.exact.add(*n)?;
        } else if let Some(r) = value.and_then(Value::range) {
            self.wide = Some(self.wide.map_or(Some(r), |w| w.add(&r))?);
        } else {
            self.absent += 1;
            return Some(());
        }
        self.known += 1;
        Some(())
    }

    pub(crate) fn range(&self) -> Option<Range> {
        let exact = Range::exact(self.exact);
        self.wide.map_or(Some(exact), |wide| wide.add(&exact))
    }
}

fn hull(a: &[End; 2], b: &[End; 2]) -> Option<Range> {
    let mut all = Vec::with_capacity(4);
    for x in a {
        for y in b {
            all.push(End { at: x.at.mul(y.at)?, closed: x.closed && y.closed });
        }
    }
    let lo = all.iter().copied().min_by(|x, y| x.at.cmp(&y.at));
    let hi = all.iter().copied().max_by(|x, y| x.at.cmp(&y.at));
    Some(Range { lo, hi })
}

/// `a < b`, or `a <= b` where not `strict`.
fn less(a: &Range, b: &Range, strict: bool) -> Option<bool> {
    if let (Some(hi), Some(lo)) = (a.hi, b.lo) {
        let touching = hi.at == lo.at && !(strict && hi.closed && lo.closed);
        if hi.at < lo.at || touching {
            return Some(true);
        }
    }
    if let (Some(lo), Some(hi)) = (a.lo, b.hi) {
        let touching = lo.at == hi.at && (strict || !(lo.closed && hi.closed));
        if lo.at > hi.at || touching {
            return Some(false);
        }
    }
    None
}

fn equal(a: &Range, b: &Range) -> Option<bool> {
    match (a.single(), b.single()) {
        (Some(x), Some(y)) => Some(x == y),
        _ if !a.meets(b) => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn n(digits: i128, decimals: u8) -> Num {
        Num::decimal(digits, decimals)
    }

    #[test]
    fn written_digits_stand_for_a_half_open_range() {
        let r = Range::written(n(792, 1), n(1, 1)).unwrap();
        assert!(r.meets(&Range::exact(n(7915, 2))));
        assert!(r.meets(&Range::exact(n(79_299, 3))));
        assert!(!r.meets(&Range::exact(n(7930, 2))));
        assert!(!r.meets(&Range::exact(n(79_149, 3))));
    }

    #[test]
    fn what_an_interval_decides() {
        let some = Range::at_least(n(9, 0));
        assert_eq!(Range::exact(n(8, 0)).compare(CompareOp::Ge, &some), Some(false));
        assert_eq!(Range::exact(n(9, 0)).compare(CompareOp::Ge, &some), None);
        assert_eq!(some.compare(CompareOp::Eq, &Range::exact(n(8, 0))), Some(false));
        assert_eq!(some.compare(CompareOp::Eq, &Range::exact(n(10, 0))), None);
        assert_eq!(some.compare(CompareOp::Gt, &Range::exact(n(8, 0))), Some(true));
    }

    #[test]
    fn arithmetic_keeps_the_ends() {
        let a = Range::closed(n(1, 0), n(2, 0));
        let b = Range::closed(n(3, 0), n(4, 0));
        assert_eq!(a.add(&b).unwrap(), Range::closed(n(4, 0), n(6, 0)));
        assert_eq!(a.add(&b.neg()).unwrap(), Range::closed(n(-3, 0), n(-1, 0)));
        assert_eq!(a.mul(&b).unwrap(), Range::closed(n(3, 0), n(8, 0)));
        assert_eq!(
            b.inverse().unwrap().mul(&Range::exact(n(12, 0))).unwrap(),
            Range::closed(n(3, 0), n(4, 0))
        );
        assert_eq!(Range::closed(n(-1, 0), n(1, 0)).inverse(), None);
    }
}
