//! `rule/contradicting-targets`: no figures can meet both, or none meet one and the plan's own laws.

use std::collections::BTreeSet;

use crate::diag::{Code, Finding, Severity, Sink};
use crate::lints::ctx::{named, quoted};
use crate::lints::reason::board::Board;
use crate::lints::reason::conditions::{Bound, Side};
use crate::lints::reason::linear::Constraint;
use crate::lints::reason::lines::{Instance, Stated};
use crate::lints::reason::{say, solve};
use crate::syntax::tree::Kind;
use crate::value::{Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "rule/contradicting-targets",
    severity: Severity::Warning,
    summary: [
        "hai mục tiêu không thể cùng đạt",
        "no figures can meet both targets, or none meet one and the plan's own laws",
    ],
};

/// What a proof comes to: a quantity, what one side asks of it, what the rest leaves.
struct Witness {
    quantity: String,
    asked: Words,
    left: Option<Words>,
}

fn pair(a: &Words, b: &Words, place: &Words, witness: Option<&Witness>) -> Words {
    Words::new(|l| {
        let (a, b, place) = (a.get(l), b.get(l), place.get(l));
        let both = match l {
            Lang::Vi => format!("không số liệu nào đạt được cả {a} và {b} ({place})"),
            Lang::En => format!("no figures can meet both {a} and {b} ({place})"),
        };
        let Some(Witness { quantity, asked, left: Some(left) }) = witness else { return both };
        let (asked, left) = (asked.get(l), left.get(l));
        match l {
            Lang::Vi => {
                format!("{both}: {quantity} phải {asked} theo bên này, {left} theo bên kia")
            }
            Lang::En => {
                format!("{both}: {quantity} must be {asked} by the one, {left} by the other")
            }
        }
    })
}

fn alone(rule: &Words, place: &Words, witness: Option<&Witness>) -> Words {
    Words::new(|l| {
        let (rule, place) = (rule.get(l), place.get(l));
        let never = match l {
            Lang::Vi => format!("không số liệu nào đạt được {rule} ({place})"),
            Lang::En => format!("no figures can meet {rule} ({place})"),
        };
        let Some(Witness { quantity, asked, left: Some(left) }) = witness else { return never };
        let (asked, left) = (asked.get(l), left.get(l));
        match l {
            Lang::Vi => format!(
                "{never}: {quantity} phải {asked}, mà ràng buộc của kế hoạch chỉ cho {left}"
            ),
            Lang::En => {
                format!("{never}: {quantity} must be {asked}, and the plan's own laws leave {left}")
            }
        }
    })
}

/// Lines that contradict something: nothing more is said of them.
#[derive(Debug, Default)]
pub(crate) struct Told {
    pub(crate) alone: BTreeSet<usize>,
    pub(crate) pairs: BTreeSet<(usize, usize)>,
    /// Lines that some pair or law contradicts.
    pub(crate) lines: BTreeSet<usize>,
}

impl Told {
    fn add(&mut self, a: usize, b: usize) {
        self.pairs.insert((a, b));
        self.lines.extend([a, b]);
    }
}

pub(crate) fn run(board: &Board<'_, '_>, sink: &mut Sink) -> Told {
    let mut told = Told::default();
    for instance in &board.instances {
        let counts = matches!(board.kind(instance), Some(Kind::Target | Kind::Limit));
        if !counts || told.alone.contains(&instance.line) {
            continue;
        }
        if board.possible(&[instance]) == Some(false) && board.laws_hold(&[instance]) {
            told.alone.insert(instance.line);
            told.lines.insert(instance.line);
            sink.push_some(single(board, instance));
        }
    }
    for (a, b) in board.pairs() {
        let known = told.pairs.contains(&(a.line, b.line));
        let alone = told.alone.contains(&a.line) || told.alone.contains(&b.line);
        if !known && !alone && comparable(board, a, b) && contradict(board, a, b) {
            told.add(a.line, b.line);
            sink.push_some(both(board, a, b));
        }
    }
    told
}

/// Whether two lines bind the same subjects at all.
fn comparable(board: &Board<'_, '_>, a: &Instance, b: &Instance) -> bool {
    let promises = |i: &Instance| matches!(board.kind(i), Some(Kind::Target | Kind::Limit));
    let (Some(x), Some(y)) = (board.line(a), board.line(b)) else { return false };
    let filters = [(a, x), (b, y)].map(|(i, line)| line.filter.is_some() && i.given.is_none());
    // Two conditions that nobody can look into may never hold together.
    let blind = filters == [true, true] && x.filter_key() != y.filter_key();
    promises(a) && promises(b) && !blind
}

fn contradict(board: &Board<'_, '_>, a: &Instance, b: &Instance) -> bool {
    board.possible(&[a, b]) == Some(false) && board.laws_hold(&[a, b])
}

fn single(board: &Board<'_, '_>, instance: &Instance) -> Option<Finding> {
    let line = board.line(instance)?;
    let (core, rows) = board.core(&[instance]);
    let witness = witness(board, (instance, line), &rows);
    let message = alone(&named(&line.rule.item), &board.place(instance.place), witness.as_ref());
    let label = words!("không thể đạt", "cannot be met");
    let finding =
        board.ctx(line)?.finding(&CODE, &line.line.item, (line.line.clause, label), message);
    let finding = board.with_laws(finding, &core).about(board.subject(instance.place));
    Some(finding.help(words!(
        "đối chiếu mức của mục tiêu với ràng buộc của số liệu, rồi sửa bên sai theo văn bản",
        "hold the target's number against the laws of its figures, and mend the wrong one by the text"
    )))
}

fn both(board: &Board<'_, '_>, a: &Instance, b: &Instance) -> Option<Finding> {
    let (x, y) = (board.line(a)?, board.line(b)?);
    let (core, rows) = board.core(&[a, b]);
    let witness = witness(board, (b, y), &rows);
    let [first, second] = [say::rule(board.plans, x, y), say::rule(board.plans, y, x)];
    let message = pair(&second, &first, &board.place(b.place), witness.as_ref());
    let label = witness.map(|w| w.asked);
    let label = label.unwrap_or_else(|| words!("không cùng đạt được", "cannot both be met"));
    let finding = board.ctx(y)?.finding(&CODE, &y.line.item, (y.line.clause, label), message);
    let finding = finding.at(x.line.clause, words!("với mục này", "with this one"));
    let finding = board.with_laws(finding, &core).about(board.subject(b.place));
    Some(finding.help(words!(
        "hỏi nơi ban hành mục nào đúng; cách đã chọn thì ghi bằng `assume` hoặc `reading`",
        "ask the issuer which of them holds, and record the choice by an `assume` or a `reading`"
    )))
}

/// What one line asks of its quantity, and what the rest of the proof leaves of it.
fn witness(
    board: &Board<'_, '_>,
    (instance, line): (&Instance, &Stated<'_>),
    rows: &[Constraint],
) -> Option<Witness> {
    let ctx = board.ctx(line)?;
    let rest: Vec<Constraint> = rows.iter().filter(|c| c.from != line.from).cloned().collect();
    let mut bounds = instance.readings.first()?.bounds.iter();
    let asked = bounds.find_map(|bound| Some((bound, left(&rest, bound)?)));
    let (bound, left) = asked?;
    let quantity = quoted(&ctx.text(bound.text));
    let left = (!bound.made).then_some(left);
    Some(Witness { quantity, asked: say::bound(ctx, bound), left })
}

/// The end of a quantity that shuts a bound out.
fn left(rest: &[Constraint], bound: &Bound) -> Option<Words> {
    let [low, high] = solve::ends(rest, &bound.quantity)?;
    let (side, end) = match (bound.side, low, high) {
        (Side::Low | Side::Exact, _, Some(high)) if high.number <= bound.number => {
            (Side::High, high)
        }
        (Side::High | Side::Exact, Some(low), _) if low.number >= bound.number => (Side::Low, low),
        _ => return None,
    };
    Some(say::end(side, end.number, end.strict, bound.rate))
}
