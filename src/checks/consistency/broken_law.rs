//! A broken law to its finding: each law has the words of its own file.

use crate::checks::Ctx;
use crate::checks::consistency::told::Told;
use crate::checks::consistency::{
    check_failed, cumulative_falls, formula_mismatch, opening_differs, out_of_range,
    part_exceeds_whole, period_sum_mismatch, row_check_failed, total_mismatch, unit_sum_mismatch,
};
use crate::checks::laws::test::Tester;
use crate::checks::laws::{Head, Law, LawAt, Right};
use crate::diag::Finding;
use crate::eval::Trace;
use crate::value::slips::Slip;
use crate::value::{Lang, Num, Words};

/// The finding of a broken law, with the slip that would mend it.
pub(crate) fn finding(
    ctx: &Ctx<'_>,
    tester: &Tester<'_>,
    at: &LawAt,
    (right, trace): (&Right, &Trace),
) -> Finding {
    let finding = match (at.law, at.head) {
        (Law::Within, _) => out_of_range::finding(ctx, at, trace),
        (Law::Part(n), _) => part_exceeds_whole::finding(ctx, at, usize::from(n), trace),
        (Law::Equals, _) => formula_mismatch::finding(ctx, at, trace),
        (Law::Sums, _) => unit_sum_mismatch::finding(ctx, tester, at, (right.wanted, trace)),
        (Law::OverTime, _) => period_sum_mismatch::finding(ctx, at, trace),
        (Law::ToDate, _) => cumulative_falls::finding(ctx, at, trace),
        (Law::Opening, _) => opening_differs::finding(ctx, tester, at, trace),
        (Law::Total(duty), _) => total_mismatch::finding(ctx, tester, at, duty, trace),
        (Law::Check(rule, line), Head::Subject { unit, when, row }) => {
            check_failed::finding(ctx, (rule, usize::from(line)), (unit, when, row), trace)
        }
        (Law::Require(n), Head::Row(row)) => {
            row_check_failed::finding(ctx, row, usize::from(n), trace)
        }
        (Law::Check(..) | Law::Require(_), _) => None,
    };
    let finding = finding.unwrap_or_else(|| Finding::new(&check_failed::CODE, Words::default()));
    match right.slip {
        Some(slip) => with_slip(ctx, finding, at, slip),
        None => finding,
    }
}

/// The help, with the slip that would explain the figure in front.
fn with_slip(
    ctx: &Ctx<'_>,
    mut finding: Finding,
    at: &LawAt,
    (right, slip): (Num, Slip),
) -> Finding {
    let Some(told) = Told::new(ctx, at) else { return finding };
    let (help, slip) = (finding.help.take().unwrap_or_default(), slip.words());
    finding.help = Some(Words::new(|l| {
        let (help, slip, right) = (help.get(l), slip.get(l), told.number(right, l));
        match l {
            Lang::Vi => format!("có thể do {slip}, khi đó số đúng là {right}; {help}"),
            Lang::En => format!("perhaps {slip}, and {right} is meant; {help}"),
        }
    }));
    finding
}
