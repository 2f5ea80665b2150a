//! What values would satisfy a broken law: for the figures it names, for targets over doubtful figures,
//! and for the help that names a slip.

use crate::checks::laws::test::Tester;
use crate::checks::laws::{Head, Law, LawAt, Verdict};
use crate::eval::{At, Eval, Mend, Step, Trace, Value};
use crate::facts::{Fact, RowValue, Time};
use crate::plan::{FigureId, Nature, Ty, UnitId, When};
use crate::value::Num;
use crate::value::slips::{Others, Slip, slip};

/// The value of the formula of an `equals`, of whatever kind.
pub(crate) fn formula_value(eval: &Eval<'_>, head: &Head) -> Option<Value> {
    let mut trace = Trace::default();
    match *head {
        Head::Figure { figure, unit, when, .. } => {
            let formula = eval.plan.figure(figure).equals.as_ref()?;
            Some(eval.eval(&formula.expr, &At::new(Some(unit), when), &mut trace))
        }
        Head::Column { row, column } => {
            let table = eval.plan.table(eval.facts.row(row).table);
            let formula = table.columns.get(column.at())?.equals.as_ref()?;
            Some(eval.eval(&formula.expr, &eval.row_at(row), &mut trace))
        }
        Head::Row(_) | Head::Subject { .. } => None,
    }
}

/// What the law itself would have at its head: the formula's value, the sum, the closing state.
pub(crate) fn wanted(tester: &Tester<'_>, at: &LawAt) -> Option<Num> {
    let eval = tester.eval;
    let mut trace = Trace::default();
    match (at.law, at.head) {
        (Law::Equals, head) => formula_value(eval, &head)?.num(),
        (Law::Sums, Head::Figure { figure, unit, when, .. }) => {
            let sums = eval.plan.figure(figure).sums.as_ref().filter(|s| !s.includes)?;
            let members = eval.members(sums.over, Some(unit), when);
            eval.sum_of_members(figure, &members, when, &mut trace)?.num()
        }
        (Law::OverTime, Head::Figure { figure, unit, when: When::Period(p), .. }) => {
            eval.flow(figure, unit, p, false, &mut trace)?.num()
        }
        (Law::Opening, Head::Figure { figure, unit, when: When::Period(p), .. }) => {
            let Nature::Opening(of) = eval.plan.figure(figure).nature else {
                return None;
            };
            let month = crate::value::Month(p.from.0 - 1);
            let state = When::Period(crate::value::Period { from: month, to: month });
            eval.reported(of, unit, state, &mut trace)?.num()
        }
        (Law::Total(duty), Head::Figure { figure, unit, when, .. }) => {
            let members =
                crate::checks::cause::total_inputs(eval.plan, tester.dues, duty, figure, when);
            let members: Vec<UnitId> = members.into_iter().filter(|u| *u != unit).collect();
            eval.sum_of_members(figure, &members, when, &mut trace)?.num()
        }
        _ => None,
    }
}

/// The cell that a law has at its head, given another value.
pub(crate) fn head_mend(eval: &Eval<'_>, head: &Head, value: Option<Num>) -> Option<Mend> {
    match head {
        Head::Figure { figure, unit, when, .. } => {
            Some(Mend::Figure(*figure, *unit, head_time(eval, *figure, *when), value))
        }
        Head::Column { row, column } => Some(Mend::Row(*row, *column, value)),
        Head::Row(_) | Head::Subject { .. } => None,
    }
}

fn head_time(eval: &Eval<'_>, figure: FigureId, when: When) -> Time {
    crate::facts::time_of(eval.plan, figure, Some(when))
}

/// In a sum over more terms than these only the head is held in doubt: a ministry's six hundred offices
/// would make a square of six hundred out of one mistake.
const MOST_TERMS: usize = 64;

/// The values that the cells named by a broken law may have, besides as filed: what the law would have
/// at its head; for another term the value that alone mends it, if there is exactly one; for a law that
/// is no equality, whatever they may be. A flag or day at the head may be anything; a flag below it only
/// where its other value would mend the law.
pub(crate) fn candidates(
    tester: &Tester<'_>,
    at: &LawAt,
    wanted: Option<Num>,
    trace: &Trace,
) -> Vec<Mend> {
    let eval = tester.eval;
    let mut out: Vec<Mend> = Vec::new();
    let plain = is_plain(eval, at);
    let inequality = wanted.is_none() && !plain;
    out.extend(head_mend(eval, &at.head, wanted));
    let terms = if trace.cells.len() > MOST_TERMS { &[][..] } else { &trace.cells };
    for id in terms {
        let cell = eval.facts.cell(*id);
        let filing = eval.facts.filing(cell.filing);
        let time = crate::facts::time_of(eval.plan, cell.figure, filing.when);
        let is_head = matches!(at.head, Head::Figure { cell: head, .. } if head == *id);
        if is_head || eval.facts.index.get(cell.figure, filing.about, time) == Fact::None {
            continue;
        }
        if inequality {
            out.push(Mend::Figure(cell.figure, filing.about, time, None));
            continue;
        }
        if let (Some(filed), Some(wanted)) = (head_value(eval, &at.head), wanted)
            && is_additive(at.law, eval, &at.head)
            && let Some(value) =
                filed.sub(wanted).and_then(|d| eval.facts.value(eval.plan, cell).add(d))
        {
            let mend = Mend::Figure(cell.figure, filing.about, time, Some(value));
            // The term may stand with a minus: only a value that mends the law counts.
            if eval.mended(mend, || tester.test(at, &mut Trace::default())) == Verdict::Holds {
                out.push(mend);
            }
        }
    }
    for (row, column) in &trace.row_cells {
        let is_head =
            matches!(at.head, Head::Column { row: r, column: c } if (r, c) == (*row, *column));
        let mend = Mend::Row(*row, *column, None);
        if !is_head && (inequality || (plain && mends(tester, at, mend))) && !out.contains(&mend) {
            out.push(mend);
        }
    }
    out
}

/// Whether the law gives its head a flag or a day, which no difference of numbers can mend.
fn is_plain(eval: &Eval<'_>, at: &LawAt) -> bool {
    let ty = match at.head {
        Head::Figure { figure, .. } => Some(&eval.plan.figure(figure).ty),
        Head::Column { row, column } => {
            let table = eval.plan.table(eval.facts.row(row).table);
            table.columns.get(column.at()).map(|c| &c.ty)
        }
        Head::Row(_) | Head::Subject { .. } => None,
    };
    at.law == Law::Equals && ty.is_some_and(|t| matches!(t, Ty::Truth | Ty::Date))
}

/// Whether a flag, given its other value, lets the law hold.
fn mends(tester: &Tester<'_>, at: &LawAt, mend: Mend) -> bool {
    let Mend::Row(row, column, _) = mend else { return false };
    let cell = tester.eval.facts.row_cell(row, column);
    cell.is_some_and(|c| matches!(c.value, RowValue::Flag(_)))
        && tester.eval.mended(mend, || tester.test(at, &mut Trace::default())) != Verdict::Broken
}

fn is_additive(law: Law, eval: &Eval<'_>, head: &Head) -> bool {
    match (law, head) {
        (Law::Equals, Head::Figure { figure, .. }) => {
            !matches!(eval.plan.figure(*figure).ty, Ty::Percent | Ty::Ratio)
        }
        (Law::Sums | Law::OverTime | Law::Opening | Law::Total(_), _) => true,
        _ => false,
    }
}

/// The exact value at the head, as filed.
pub(crate) fn head_value(eval: &Eval<'_>, head: &Head) -> Option<Num> {
    match head {
        Head::Figure { cell, .. } => Some(eval.facts.value(eval.plan, eval.facts.cell(*cell))),
        Head::Column { row, column } => {
            eval.column(Some(*row), *column, &mut Trace::default()).num()
        }
        Head::Row(_) | Head::Subject { .. } => None,
    }
}

/// The figures that a law was held against, for labels and values: each with its value.
pub(crate) fn operands(trace: &Trace) -> impl Iterator<Item = (FigureId, UnitId, When, &Value)> {
    let reported = trace.steps.iter().filter(|(.., step, _)| matches!(step, Step::Reported(_)));
    reported.map(|(f, u, w, _, v)| (*f, *u, *w, v))
}

/// What would be right at the head of a broken law.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Right {
    /// What the law itself would have there.
    pub(crate) wanted: Option<Num>,
    /// The slip that made the filed figure of the right one, if one did, with the right one.
    pub(crate) slip: Option<(Num, Slip)>,
}

impl Right {
    pub(crate) fn of(tester: &Tester<'_>, at: &LawAt) -> Self {
        let wanted = wanted(tester, at);
        Self { wanted, slip: slip_of(tester, at, wanted) }
    }
}

fn slip_of(tester: &Tester<'_>, at: &LawAt, wanted: Option<Num>) -> Option<(Num, Slip)> {
    let eval = tester.eval;
    let filed = head_value(eval, &at.head)?;
    if at.law == Law::Within {
        return sign_of(tester, at, filed);
    }
    let wanted = wanted?;
    slip(filed, wanted, &others(eval, &at.head)).map(|slip| (wanted, slip))
}

/// A range names no right value, but a figure below nought may only have its sign turned round.
fn sign_of(tester: &Tester<'_>, at: &LawAt, filed: Num) -> Option<(Num, Slip)> {
    let right = filed.neg();
    let mend = head_mend(tester.eval, &at.head, Some(right)).filter(|_| filed < Num::ZERO)?;
    let verdict = tester.eval.mended(mend, || tester.test(at, &mut Trace::default()));
    (verdict == Verdict::Holds).then_some((right, Slip::Sign))
}

/// What the head may have been taken for.
fn others(eval: &Eval<'_>, head: &Head) -> Others {
    let Head::Figure { figure, unit, when: When::Period(p), .. } = head else {
        return Others::default();
    };
    let at = |p: crate::value::Period| {
        eval.reported(*figure, *unit, When::Period(p), &mut Trace::default())?.num()
    };
    let indicator = eval.plan.figure(*figure);
    // Only what adds up over time has a cumulative figure.
    let adds_up = indicator.nature == Nature::Flow && p.to_date() != *p;
    Others {
        percent: indicator.ty == Ty::Percent,
        to_date: adds_up.then(|| at(p.to_date())).flatten(),
        last_year: at(p.years_before(1)),
        points: None,
    }
}
