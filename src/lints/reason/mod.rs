//! Exact reasoning over the numbers of a plan: which targets contradict each other, which follow from
//! others. Comparisons become linear constraints over unknown figures; what is not linear is not decided,
//! and counted.

mod board;
mod conditions;
mod contradicting_targets;
mod implied_target;
pub(crate) mod key;
mod laws;
mod linear;
mod lines;
mod plan_contradicts_itself;
mod pool;
mod say;
mod solve;
mod sources;
mod terms;
mod two_values_for_one_target;

use crate::diag::{Code, Sink};
use crate::lints::Ctx;
use crate::report::Cause;
use crate::value::words;

pub(super) static CODES: &[&Code] = &[
    &contradicting_targets::CODE,
    &two_values_for_one_target::CODE,
    &implied_target::CODE,
    &plan_contradicts_itself::CODE,
];

/// Says what contradicts what; what could not be decided.
pub(super) fn run(plans: &[Ctx<'_>], sink: &mut Sink) -> Vec<Cause> {
    let board = board::Board::new(plans);
    let told = contradicting_targets::run(&board, sink);
    let mut known = two_values_for_one_target::run(&board, &told, sink);
    known.extend(&told.pairs);
    implied_target::run(&board, &known, &told.lines, sink);
    plan_contradicts_itself::run(&board, &told, sink);
    undecided(&board)
}

fn undecided(board: &board::Board<'_, '_>) -> Vec<Cause> {
    let text = words!(
        "điều kiện không chỉ gồm các phép so sánh bậc nhất nối bằng `and`",
        "the condition is more than linear comparisons joined by `and`"
    );
    let held_up = board.undecided;
    if held_up == 0 { Vec::new() } else { vec![Cause { text, held_up }] }
}
