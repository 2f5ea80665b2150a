//! `rule/implied-target`: a target that is met whenever another one is, or whatever the figures are.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Code, Finding, Severity, Sink};
use crate::lints::ctx::named;
use crate::lints::reason::board::Board;
use crate::lints::reason::conditions::Part;
use crate::lints::reason::linear::{Constraint, Rel};
use crate::lints::reason::lines::{Instance, Stated};
use crate::lints::reason::{say, solve};
use crate::syntax::tree::Kind;
use crate::value::{Lang, Num, Words, words};

pub(crate) static CODE: Code = Code {
    name: "rule/implied-target",
    severity: Severity::Note,
    summary: [
        "mục tiêu luôn đạt khi một mục tiêu khác đạt",
        "a target that is met whenever another one is",
    ],
};

fn message(target: &Words, other: Option<&Words>) -> Words {
    Words::new(|l| {
        let target = target.get(l);
        match (l, other.map(|o| o.get(l))) {
            (Lang::Vi, Some(other)) => {
                format!("{target} luôn đạt khi {other} đạt, nên không đòi hỏi gì thêm")
            }
            (Lang::Vi, None) => {
                format!("{target} không thể không đạt: ràng buộc của số liệu đã bảo đảm")
            }
            (Lang::En, Some(other)) => {
                format!("{target} is met whenever {other} is, and asks for nothing more")
            }
            (Lang::En, None) => {
                format!("{target} cannot be missed: the laws of its figures see to it")
            }
        }
    })
}

/// `known`: pairs of lines of which worse was said.
pub(crate) fn run(
    board: &Board<'_, '_>,
    known: &BTreeSet<(usize, usize)>,
    silent: &BTreeSet<usize>,
    sink: &mut Sink,
) {
    let plain = |i: &&Instance| {
        board.kind(i) == Some(Kind::Target) && i.readings.len() == 1 && !silent.contains(&i.line)
    };
    let mut by_line: BTreeMap<usize, Vec<&Instance>> = BTreeMap::new();
    for instance in board.instances.iter().filter(plain) {
        by_line.entry(instance.line).or_default().push(instance);
    }
    let mut always = BTreeSet::new();
    for (line, list) in &by_line {
        if list.iter().all(|i| implied(board, i, None)) {
            always.insert(*line);
            sink.push_some(finding(board, list, None));
        }
    }
    let mut partners: BTreeMap<(usize, usize), BTreeMap<usize, &Instance>> = BTreeMap::new();
    let pairs = board.pairs().into_iter().filter(|(a, b)| plain(a) && plain(b));
    for (a, b) in pairs.filter(|(a, b)| !known.contains(&(a.line, b.line))) {
        for (what, by) in [(b, a), (a, b)] {
            let free = !always.contains(&what.line) && !always.contains(&by.line);
            if free && covers(board, what, by) && implied(board, what, Some(by)) {
                let at = board.instances.iter().position(|i| std::ptr::eq(i, what)).unwrap_or(0);
                partners.entry((what.line, by.line)).or_default().insert(at, by);
            }
        }
    }
    tell(board, &by_line, &partners, sink);
}

/// Each line once, of two that imply each other the later.
fn tell(
    board: &Board<'_, '_>,
    by_line: &BTreeMap<usize, Vec<&Instance>>,
    partners: &BTreeMap<(usize, usize), BTreeMap<usize, &Instance>>,
    sink: &mut Sink,
) {
    let mut told: BTreeSet<usize> = BTreeSet::new();
    let whole = |what: usize, by: usize| {
        let proved = partners.get(&(what, by)).map_or(0, BTreeMap::len);
        proved > 0 && Some(proved) == by_line.get(&what).map(Vec::len)
    };
    for (what, by) in partners.keys() {
        let turned = whole(*by, *what) && by > what;
        if !whole(*what, *by) || turned || told.contains(what) {
            continue;
        }
        let by = partners.get(&(*what, *by)).and_then(|list| list.values().next());
        told.insert(*what);
        let Some(list) = by_line.get(what) else { continue };
        sink.push_some(finding(board, list, by.copied()));
    }
}

/// Whether one line binds wherever the other does.
fn covers(board: &Board<'_, '_>, what: &Instance, by: &Instance) -> bool {
    let (Some(x), Some(y)) = (board.line(what), board.line(by)) else { return false };
    let same_times = x.table.is_none() || x.times.iter().all(|t| y.times.contains(t));
    let in_reach = what.readings.iter().all(|posed| posed.vars().is_subset(&by.vars));
    in_reach && same_times && (y.filter.is_none() || y.filter_key() == x.filter_key())
}

/// Whether an instance is met whenever another is, with the laws around both; without another, whenever
/// there are cases.
fn implied(board: &Board<'_, '_>, what: &Instance, by: Option<&Instance>) -> bool {
    let mut base = board.around_one(what, by);
    base.extend(by.into_iter().flat_map(|by| board.asked(by, 0)));
    let Some(posed) = what.readings.first() else { return false };
    let mut denied = Vec::new();
    for (lin, rel, part) in &posed.constraints {
        match (part, by) {
            (Part::Guard, None) => {
                base.push(Constraint { lin: lin.clone(), rel: *rel, from: 0 });
            }
            (Part::Guard | Part::Asked, _) => denied.extend(denials(lin, *rel)),
            (Part::Shadow, _) => {}
        }
    }
    let excluded = |denial: Option<Constraint>| {
        let Some(denial) = denial else { return false };
        let mut all = base.clone();
        all.push(denial);
        solve::feasible(&all) == Some(false)
    };
    // From what cannot be anything follows.
    let possible = || solve::feasible(&base) == Some(true);
    !denied.is_empty() && denied.into_iter().all(excluded) && possible()
}

/// The ways in which a constraint fails.
fn denials(lin: &crate::lints::reason::linear::Lin, rel: Rel) -> Vec<Option<Constraint>> {
    let new = |sign: Num, rel| lin.scale(sign).map(|lin| Constraint { lin, rel, from: 0 });
    let minus = Num::ONE.neg();
    match rel {
        Rel::Ge => vec![new(minus, Rel::Gt)],
        Rel::Gt => vec![new(minus, Rel::Ge)],
        Rel::Eq => vec![new(minus, Rel::Gt), new(Num::ONE, Rel::Gt)],
    }
}

fn finding(board: &Board<'_, '_>, list: &[&Instance], by: Option<&Instance>) -> Option<Finding> {
    let first = list.first()?;
    let line: &Stated<'_> = board.line(first)?;
    let other = by.and_then(|by| board.line(by));
    let name = other.map_or_else(|| named(&line.rule.item), |o| say::rule(board.plans, line, o));
    let other_name = other.map(|o| say::rule(board.plans, o, line));
    let label = words!("không đòi hỏi gì thêm", "asks for nothing more");
    let at = (line.line.clause, label);
    let message = message(&name, other_name.as_ref());
    let mut finding = board.ctx(line)?.finding(&CODE, &line.line.item, at, message);
    if let Some(other) = other {
        finding =
            finding.at(other.line.clause, words!("đã gồm trong mục này", "follows from this"));
    }
    Some(finding.help(words!(
        "bỏ mục này nếu văn bản không nêu riêng, hoặc xem lại mức",
        "drop it if the text does not state it by itself, or look at the number again"
    )))
}
