//! Which kinds of values go together, by the tables of the language. `None`: they do not.

use crate::plan::{Expr, ExprKind, Ty};

/// One side of an operator.
#[derive(Debug, Clone)]
pub(crate) struct Side {
    pub(crate) ty: Ty,
    /// Written with literals alone.
    pub(crate) constant: bool,
    pub(crate) zero: bool,
}

impl Side {
    pub(crate) fn of(expr: &Expr) -> Self {
        let zero = match &expr.kind {
            ExprKind::Num(n) => n.is_zero(),
            _ => false,
        };
        Self { ty: expr.ty.clone(), constant: is_constant(expr), zero }
    }

    /// What an operator made of two sides, or a figure of some kind.
    pub(crate) fn made(ty: Ty, constant: bool) -> Self {
        Self { ty, constant, zero: false }
    }

    /// A bare number: takes the kind of the other side.
    pub(crate) fn is_bare(&self) -> bool {
        self.constant && self.ty == Ty::Number(None)
    }

    fn is_k(&self) -> bool {
        is_k(&self.ty)
    }

    fn is_rate(&self) -> bool {
        is_rate(&self.ty)
    }
}

/// Only literals, whatever is done with them.
fn is_constant(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Num(_) => true,
        ExprKind::Negate(inner) => is_constant(inner),
        ExprKind::Sum(parts) | ExprKind::Product(parts) => {
            parts.iter().all(|(_, p)| is_constant(p))
        }
        _ => false,
    }
}

/// A bare number.
pub(crate) fn is_bare(expr: &Expr) -> bool {
    expr.ty == Ty::Number(None) && is_constant(expr)
}

/// Count, amount, number: what adds up.
pub(crate) fn is_k(ty: &Ty) -> bool {
    matches!(ty, Ty::Count | Ty::Amount(_) | Ty::Number(_))
}

/// Percent, ratio.
pub(crate) fn is_rate(ty: &Ty) -> bool {
    matches!(ty, Ty::Percent | Ty::Ratio)
}

fn broken(a: &Side, b: &Side) -> bool {
    a.ty == Ty::Broken || b.ty == Ty::Broken
}

/// A bare number beside something that it can be taken for.
fn beside(bare: &Side, other: &Side) -> bool {
    bare.is_bare()
        && (other.is_k() || other.ty == Ty::Ratio || (bare.zero && other.ty == Ty::Percent))
}

/// Two rates: a percent, unless both are ratios.
fn rates(a: &Side, b: &Side) -> Option<Ty> {
    let both = a.is_rate() && b.is_rate();
    both.then(|| if a.ty == Ty::Ratio && b.ty == Ty::Ratio { Ty::Ratio } else { Ty::Percent })
}

/// The kind that two values share.
pub(crate) fn shared(a: &Side, b: &Side) -> Option<Ty> {
    if broken(a, b) {
        return Some(Ty::Broken);
    }
    if a.ty == b.ty {
        return Some(a.ty.clone());
    }
    if beside(a, b) {
        return Some(b.ty.clone());
    }
    if beside(b, a) {
        return Some(a.ty.clone());
    }
    rates(a, b)
}

/// `a + b`, `a - b`.
pub(crate) fn sum(a: &Side, b: &Side, minus: bool) -> Option<Ty> {
    match (&a.ty, &b.ty) {
        (Ty::Date, Ty::Duration) => Some(Ty::Date),
        (Ty::Date, Ty::Date) => minus.then(|| Ty::Number(Some("days".to_owned()))),
        _ => shared(a, b).filter(|ty| is_k(ty) || is_rate(ty) || *ty == Ty::Broken),
    }
}

/// `a * b`.
pub(crate) fn product(a: &Side, b: &Side) -> Option<Ty> {
    if broken(a, b) {
        return Some(Ty::Broken);
    }
    match (a.is_rate(), b.is_rate()) {
        (true, true) => return Some(Ty::Ratio),
        // `95% * 200` is a number; beside what is measured a bare number is a ratio.
        (true, false) if b.is_bare() && !a.constant => return Some(Ty::Ratio),
        (false, true) if a.is_bare() && !b.constant => return Some(Ty::Ratio),
        (true, false) => return b.is_k().then(|| b.ty.clone()),
        (false, true) => return a.is_k().then(|| a.ty.clone()),
        (false, false) => {}
    }
    match (&a.ty, &b.ty) {
        (_, Ty::Number(None)) if a.is_k() => Some(a.ty.clone()),
        (Ty::Number(None), _) if b.is_k() => Some(b.ty.clone()),
        (_, Ty::Number(_)) if a.is_k() => Some(a.ty.clone()),
        (Ty::Number(_), _) if b.is_k() => Some(b.ty.clone()),
        _ => None,
    }
}

/// `a / b`.
pub(crate) fn quotient(a: &Side, b: &Side) -> Option<Ty> {
    if broken(a, b) {
        return Some(Ty::Broken);
    }
    match (a.is_bare(), b.is_bare()) {
        (true, true) => return Some(Ty::Number(None)),
        (true, false) => return (b.is_k() || b.is_rate()).then_some(Ty::Ratio),
        (false, true) if a.is_rate() => return Some(Ty::Ratio),
        (false, true) => return a.is_k().then(|| a.ty.clone()),
        (false, false) => {}
    }
    if !a.is_k() {
        return None;
    }
    let per_count = b.ty == Ty::Count && matches!(a.ty, Ty::Amount(_) | Ty::Number(_));
    if a.ty == b.ty {
        Some(Ty::Ratio)
    } else if b.is_rate() || matches!(b.ty, Ty::Number(_)) || per_count {
        Some(a.ty.clone())
    } else {
        None
    }
}

/// `a < b`, and with `equality` also `a = b`.
pub(crate) fn comparable(a: &Side, b: &Side, equality: bool) -> bool {
    let year = |x: &Side, y: &Side| x.is_bare() && y.ty == Ty::Year;
    if year(a, b) || year(b, a) {
        return true;
    }
    shared(a, b).is_some_and(|ty| equality || is_ordered(&ty))
}

/// What has an order.
pub(crate) fn is_ordered(ty: &Ty) -> bool {
    is_k(ty) || is_rate(ty) || matches!(ty, Ty::Date | Ty::Year | Ty::Broken)
}

/// Whether a formula may stand for a figure of that kind.
pub(crate) fn enters(formula: &Side, figure: &Ty) -> bool {
    let target = Side::made(figure.clone(), false);
    let without_unit = formula.ty == Ty::Number(None);
    match figure {
        _ if formula.ty == Ty::Broken || *figure == Ty::Broken => true,
        Ty::Number(_) => without_unit || formula.ty == Ty::Ratio || formula.ty == *figure,
        Ty::Amount(_) => without_unit || formula.ty == *figure,
        Ty::Percent => (without_unit && !formula.is_bare()) || formula.zero || formula.is_rate(),
        Ty::Year => formula.is_bare() || formula.ty == Ty::Year,
        _ => formula.ty == *figure || (formula.is_bare() && target.is_k()),
    }
}

/// Whether a value is the truth of something.
pub(crate) fn is_truth(ty: &Ty) -> bool {
    matches!(ty, Ty::Truth | Ty::Broken)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn side(ty: Ty) -> Side {
        Side::made(ty, false)
    }

    fn bare() -> Side {
        Side::made(Ty::Number(None), true)
    }

    fn money() -> Ty {
        Ty::Amount("triệu đồng".to_owned())
    }

    #[test]
    fn a_bare_number_takes_the_kind_beside_it() {
        assert_eq!(sum(&side(Ty::Count), &bare(), false), Some(Ty::Count));
        assert_eq!(sum(&bare(), &side(Ty::Ratio), true), Some(Ty::Ratio));
        assert_eq!(sum(&bare(), &side(Ty::Percent), true), None);
        assert!(comparable(&side(Ty::Year), &bare(), false));
        assert!(!comparable(&side(Ty::Percent), &bare(), false));
    }

    #[test]
    fn quotients_of_one_kind_are_ratios() {
        assert_eq!(quotient(&side(Ty::Count), &side(Ty::Count)), Some(Ty::Ratio));
        assert_eq!(quotient(&side(money()), &side(Ty::Count)), Some(money()));
        assert_eq!(quotient(&side(Ty::Count), &side(money())), None);
        assert_eq!(quotient(&side(Ty::Percent), &side(Ty::Percent)), None);
        assert_eq!(quotient(&side(Ty::Count), &bare()), Some(Ty::Count));
    }

    #[test]
    fn products_scale() {
        assert_eq!(product(&side(Ty::Percent), &side(Ty::Count)), Some(Ty::Count));
        assert_eq!(product(&bare(), &side(Ty::Count)), Some(Ty::Count));
        assert_eq!(product(&side(Ty::Count), &side(Ty::Count)), None);
        assert_eq!(product(&side(Ty::Percent), &side(Ty::Ratio)), Some(Ty::Ratio));
    }

    #[test]
    fn units_of_measure_must_be_the_same() {
        let other = side(Ty::Amount("đồng".to_owned()));
        assert_eq!(sum(&side(money()), &other, false), None);
        assert_eq!(sum(&side(Ty::Count), &side(Ty::Number(None)), false), None);
    }
}
