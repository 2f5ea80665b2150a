//! Whether linear conditions can hold together, decided exactly: equations are substituted, then one unknown
//! after the other is eliminated. `None` means that the question grew too large.

use rustc_hash::FxHashMap;

use crate::lints::reason::linear::{Constraint, Lin, Rel, Var};
use crate::value::Num;

/// More conditions than this are not decided.
const MOST: usize = 600;

/// One end of what a quantity can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct End {
    pub(crate) number: Num,
    /// The number itself is shut out.
    pub(crate) strict: bool,
}

/// The unknown that stands for a quantity asked for.
const ASKED: Var = Var(u32::MAX);

type Row = (Lin, Rel);

/// Why there is nothing left when the unknowns are gone.
enum Stop {
    /// They cannot hold together.
    Impossible,
    TooLarge,
}

/// A number that is too large to hold stops the search.
fn held<T>(number: Option<T>) -> Result<T, Stop> {
    number.ok_or(Stop::TooLarge)
}

/// Whether some figures satisfy all of them.
pub(crate) fn feasible(constraints: &[Constraint]) -> Option<bool> {
    let rows = constraints.iter().map(|c| (c.lin.clone(), c.rel)).collect();
    match eliminate(rows) {
        Ok(_) => Some(true),
        Err(Stop::Impossible) => Some(false),
        Err(Stop::TooLarge) => None,
    }
}

/// Between which ends a quantity lies, if they hold together at all.
pub(crate) fn ends(constraints: &[Constraint], quantity: &Lin) -> Option<[Option<End>; 2]> {
    let mut rows: Vec<Row> = constraints.iter().map(|c| (c.lin.clone(), c.rel)).collect();
    rows.push((Lin::var(ASKED).sub(quantity)?, Rel::Eq));
    let (mut low, mut high): (Option<End>, Option<End>) = (None, None);
    for (lin, rel) in eliminate(rows).ok()? {
        let k = lin.coefficient(ASKED);
        let end = End { number: lin.rest().neg().div(k)?, strict: rel == Rel::Gt };
        if rel == Rel::Eq || !k.is_negative() {
            low = Some(low.map_or(end, |old| tighter(old, end, true)));
        }
        if rel == Rel::Eq || k.is_negative() {
            high = Some(high.map_or(end, |old| tighter(old, end, false)));
        }
    }
    Some([low, high])
}

fn tighter(a: End, b: End, low: bool) -> End {
    match a.number.cmp(&b.number) {
        std::cmp::Ordering::Equal => End { strict: a.strict || b.strict, ..a },
        order if (order == std::cmp::Ordering::Greater) == low => a,
        _ => b,
    }
}

/// The statements that cannot hold together, none of which can be left out.
pub(crate) fn core(constraints: &[Constraint]) -> Vec<usize> {
    let mut all: Vec<usize> = constraints.iter().map(|c| c.from).collect();
    all.sort_unstable();
    all.dedup();
    let mut kept = all.clone();
    // The last ones are laws: what does without them names the targets alone.
    for from in all.into_iter().rev() {
        let without: Vec<Constraint> = constraints
            .iter()
            .filter(|c| c.from != from && kept.contains(&c.from))
            .cloned()
            .collect();
        if feasible(&without) == Some(false) {
            kept.retain(|k| *k != from);
        }
    }
    kept
}

/// Eliminates all unknowns but the one asked for.
fn eliminate(rows: Vec<Row>) -> Result<Vec<Row>, Stop> {
    let mut rows = tidy(rows)?;
    loop {
        drop_one_sided(&mut rows);
        if rows.len() > MOST {
            return Err(Stop::TooLarge);
        }
        let next = if let Some((at, var)) = equation(&rows) {
            substitute(&rows, at, var)
        } else if let Some(var) = cheapest(&rows) {
            combine(rows, var)
        } else {
            return Ok(rows);
        };
        rows = tidy(held(next)?)?;
    }
}

/// An unknown that is only ever bounded from one side can be chosen so that all those conditions hold.
fn drop_one_sided(rows: &mut Vec<Row>) {
    loop {
        let sides = sides(rows);
        let one_sided = |(up, down): &(usize, usize)| *up == 0 || *down == 0;
        let free = |var: Var| var != ASKED && sides.get(&var).is_some_and(one_sided);
        let before = rows.len();
        rows.retain(|(lin, _)| !lin.vars().any(free));
        if rows.len() == before {
            return;
        }
    }
}

/// How many conditions bound each unknown from below and from above.
fn sides(rows: &[Row]) -> FxHashMap<Var, (usize, usize)> {
    let mut out: FxHashMap<Var, (usize, usize)> = FxHashMap::default();
    for (lin, rel) in rows {
        for (var, k) in lin.terms() {
            let (up, down) = out.entry(*var).or_default();
            *up += usize::from(*rel == Rel::Eq || !k.is_negative());
            *down += usize::from(*rel == Rel::Eq || k.is_negative());
        }
    }
    out
}

/// An equation, and an unknown that it tells.
fn equation(rows: &[Row]) -> Option<(usize, Var)> {
    let told = |(lin, rel): &Row| lin.vars().find(|v| *v != ASKED).filter(|_| *rel == Rel::Eq);
    rows.iter().enumerate().find_map(|(at, row)| Some((at, told(row)?)))
}

/// Replaces an unknown by what an equation says it is.
fn substitute(rows: &[Row], at: usize, var: Var) -> Option<Vec<Row>> {
    let (equation, _) = rows.get(at)?;
    let lead = equation.coefficient(var);
    let replaced = |(lin, rel): &Row| {
        let k = lin.coefficient(var);
        if k.is_zero() {
            return Some((lin.clone(), *rel));
        }
        Some((lin.add_times(equation, k.div(lead)?.neg())?, *rel))
    };
    let others = rows.iter().enumerate().filter(|(n, _)| *n != at);
    others.map(|(_, row)| replaced(row)).collect()
}

/// Without what goes without saying, each so scaled that its first coefficient is one or minus one.
fn tidy(rows: Vec<Row>) -> Result<Vec<Row>, Stop> {
    let mut out: Vec<Row> = Vec::with_capacity(rows.len());
    for (lin, rel) in rows {
        let Some(constant) = lin.as_constant() else {
            out.push((held(lin.unit())?, rel));
            continue;
        };
        let holds = match rel {
            Rel::Ge => !constant.is_negative(),
            Rel::Gt => !constant.is_negative() && !constant.is_zero(),
            Rel::Eq => constant.is_zero(),
        };
        if !holds {
            return Err(Stop::Impossible);
        }
    }
    // Of parallel conditions in one direction the tightest says it all.
    let tight = |(lin, rel): &Row| (*rel == Rel::Eq, lin.rest(), *rel != Rel::Gt);
    out.sort_unstable_by(|a, b| a.0.terms().cmp(b.0.terms()).then_with(|| tight(a).cmp(&tight(b))));
    out.dedup_by(|b, a| a.1 != Rel::Eq && b.1 != Rel::Eq && a.0.terms() == b.0.terms());
    Ok(out)
}

/// The unknown whose elimination makes the fewest new conditions.
fn cheapest(rows: &[Row]) -> Option<Var> {
    let mut all: Vec<(Var, (usize, usize))> =
        sides(rows).into_iter().filter(|(var, _)| *var != ASKED).collect();
    // The order of a hash map is no order.
    all.sort_unstable();
    all.into_iter().min_by_key(|(_, (up, down))| up * down).map(|(var, _)| var)
}

/// Every lower end of an unknown against every upper one.
fn combine(rows: Vec<Row>, var: Var) -> Option<Vec<Row>> {
    let (with, mut out): (Vec<Row>, Vec<Row>) =
        rows.into_iter().partition(|(lin, _)| !lin.coefficient(var).is_zero());
    let (down, up): (Vec<Row>, Vec<Row>) =
        with.into_iter().partition(|(lin, _)| lin.coefficient(var).is_negative());
    if down.len() * up.len() + out.len() > 4 * MOST {
        return None;
    }
    for (a, a_rel) in &up {
        for (b, b_rel) in &down {
            let k = b.coefficient(var).neg().div(a.coefficient(var))?;
            let rel = if *a_rel == Rel::Gt || *b_rel == Rel::Gt { Rel::Gt } else { Rel::Ge };
            out.push((b.add_times(a, k)?, rel));
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(n: i128) -> Num {
        Num::whole(n)
    }

    /// `Σ k·x REL c`, each from its own statement.
    fn row(terms: &[(u32, i128)], rel: Rel, c: i128, from: usize) -> Constraint {
        let lin = terms.iter().fold(Lin::constant(whole(-c)), |sum, (v, k)| {
            sum.add_times(&Lin::var(Var(*v)), whole(*k)).unwrap()
        });
        Constraint { lin, rel, from }
    }

    #[test]
    fn a_part_above_its_whole_is_found_and_only_what_matters_is_named() {
        // x ≥ 90, y ≤ 80, x ≤ y, z ≥ 0
        let rows = [
            row(&[(0, 1)], Rel::Ge, 90, 0),
            row(&[(1, -1)], Rel::Ge, -80, 1),
            row(&[(1, 1), (0, -1)], Rel::Ge, 0, 2),
            row(&[(2, 1)], Rel::Ge, 0, 3),
        ];
        assert_eq!(feasible(&rows), Some(false));
        assert_eq!(core(&rows), [0, 1, 2]);
        let [low, high] = ends(&rows[1..], &Lin::var(Var(0))).unwrap();
        assert_eq!((low, high), (None, Some(End { number: whole(80), strict: false })));
    }

    #[test]
    fn what_only_touches_depends_on_strictness() {
        let touch = |rel| [row(&[(0, 1)], rel, 5, 0), row(&[(0, -1)], Rel::Ge, -5, 1)];
        assert_eq!(feasible(&touch(Rel::Ge)), Some(true));
        assert_eq!(feasible(&touch(Rel::Gt)), Some(false));
    }

    #[test]
    fn equations_are_substituted() {
        // x + y = 10, x - y = 4, y > 3
        let rows = [
            row(&[(0, 1), (1, 1)], Rel::Eq, 10, 0),
            row(&[(0, 1), (1, -1)], Rel::Eq, 4, 1),
            row(&[(1, 1)], Rel::Gt, 3, 2),
        ];
        assert_eq!(feasible(&rows), Some(false));
        let [low, high] = ends(&rows[..2], &Lin::var(Var(0))).unwrap();
        assert_eq!(low.map(|e| e.number), Some(whole(7)));
        assert_eq!(low, high);
    }

    #[test]
    fn a_rate_needs_cases_only_through_its_guard() {
        // a > 0.9 b, a <= 0.8 b: both nought would do, but b > 0 shuts that out.
        let mut rows = vec![
            row(&[(0, 10), (1, -9)], Rel::Ge, 0, 0),
            row(&[(0, -10), (1, 8)], Rel::Ge, 0, 1),
            row(&[(1, 1)], Rel::Ge, 0, 2),
        ];
        assert_eq!(feasible(&rows), Some(true));
        rows.push(row(&[(1, 1)], Rel::Gt, 0, 3));
        assert_eq!(feasible(&rows), Some(false));
    }
}
