//! `rule/two-values-for-one-target`: one expression, one direction, one time, two numbers. Of limits and of
//! checks it is `rule/requirement-stated-twice-differs`.

use std::collections::BTreeSet;

use crate::diag::{Code, Finding, Severity, Sink};
use crate::lints::figures::requirement_stated_twice_differs as twice;
use crate::lints::reason::board::Board;
use crate::lints::reason::conditions::Bound;
use crate::lints::reason::contradicting_targets::Told;
use crate::lints::reason::lines::{Instance, Stated};
use crate::lints::reason::say;
use crate::syntax::tree::Kind;
use crate::value::{Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "rule/two-values-for-one-target",
    severity: Severity::Warning,
    summary: [
        "một chỉ tiêu nêu hai mức khác nhau",
        "the same expression, direction and period, and another number",
    ],
};

fn message(rule: &Words, other: &Words, [here, there]: [&Words; 2]) -> Words {
    Words::new(|l| {
        let (rule, other, here, there) = (rule.get(l), other.get(l), here.get(l), there.get(l));
        match l {
            Lang::Vi => format!("{rule} và {other} đặt hai mức cho cùng một số: {here} và {there}"),
            Lang::En => {
                format!("{rule} and {other} set two numbers for one thing: {here} and {there}")
            }
        }
    })
}

/// The pairs of lines that were told.
pub(crate) fn run(board: &Board<'_, '_>, told: &Told, sink: &mut Sink) -> BTreeSet<(usize, usize)> {
    let mut pairs = BTreeSet::new();
    for (a, b) in board.pairs() {
        let pair = (a.line, b.line);
        let alone = told.alone.contains(&a.line) || told.alone.contains(&b.line);
        if alone || pairs.contains(&pair) || told.pairs.contains(&pair) {
            continue;
        }
        let Some((x, y)) = board.line(a).zip(board.line(b)) else { continue };
        if !alike(x, y) || a.readings.len() > 1 || b.readings.len() > 1 {
            continue;
        }
        if let Some((p, q)) = two_numbers(a, b) {
            pairs.insert(pair);
            sink.push_some(finding(board, (x, p), (y, q), b));
        }
    }
    pairs
}

/// Two rules of one kind for the same subjects and times.
fn alike(x: &Stated<'_>, y: &Stated<'_>) -> bool {
    let same_rule = x.plan == y.plan && x.id == y.id;
    let (mine, other) = (x.line.tail, y.line.tail);
    !same_rule && x.kind() == y.kind() && mine == other && x.filter_key() == y.filter_key()
}

fn two_numbers<'i>(a: &'i Instance, b: &'i Instance) -> Option<(&'i Bound, &'i Bound)> {
    let bounds = |i: &'i Instance| i.readings.iter().flat_map(|r| &r.bounds);
    let differ = |p: &Bound, q: &Bound| {
        p.quantity == q.quantity
            && p.side == q.side
            && (p.number != q.number || p.strict != q.strict)
    };
    bounds(a).find_map(|p| bounds(b).find(|q| differ(p, q)).map(|q| (p, q)))
}

fn finding(
    board: &Board<'_, '_>,
    (x, p): (&Stated<'_>, &Bound),
    (y, q): (&Stated<'_>, &Bound),
    at: &Instance,
) -> Option<Finding> {
    let here = say::bound(board.ctx(y)?, q);
    let there = say::bound(board.ctx(x)?, p);
    let [first, second] = [say::rule(board.plans, x, y), say::rule(board.plans, y, x)];
    let (code, message) = if y.kind() == Kind::Target {
        (&CODE, message(&second, &first, [&here, &there]))
    } else {
        (&twice::CODE, twice::bounds(&second, &first, [&here, &there]))
    };
    let finding = board.ctx(y)?.finding(code, &y.line.item, (y.line.clause, here), message);
    Some(finding.at(x.line.clause, there).about(board.subject(at.place)).help(words!(
        "giữ mức đúng theo văn bản; nếu văn bản nêu cả hai thì ghi một mức và một `reading`",
        "keep the number of the text; if the text has both, write one and a `reading`"
    )))
}
