//! `rule/plan-contradicts-itself`: the plan's own laws do not hold over the numbers that its targets state,
//! or its targets cannot all be met together.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::words::list;
use crate::diag::{Code, Finding, Severity, Sink};
use crate::lints::ctx::{named, quoted};
use crate::lints::reason::board::Board;
use crate::lints::reason::conditions::{Bound, Side};
use crate::lints::reason::contradicting_targets::Told;
use crate::lints::reason::laws::Law;
use crate::lints::reason::linear::{Lin, Rel, Var};
use crate::lints::reason::lines::{Instance, Stated};
use crate::lints::reason::pool::What;
use crate::lints::reason::{say, solve};
use crate::syntax::tree::Kind;
use crate::value::{Lang, Num, Words, words};

pub(crate) static CODE: Code = Code {
    name: "rule/plan-contradicts-itself",
    severity: Severity::Warning,
    summary: [
        "các con số trong kế hoạch không khớp với ràng buộc của chính kế hoạch",
        "the plan's own laws do not hold over the numbers its targets state",
    ],
};

/// So many lines may hang together; with more, they are not decided.
const MOST_TOGETHER: usize = 60;

fn together(names: &[Words], place: &Words) -> Words {
    Words::new(|l| {
        let all: Vec<String> = names.iter().map(|n| n.get(l).to_owned()).collect();
        let (all, place) = (list(&all, l, true), place.get(l));
        match l {
            Lang::Vi => format!("không thể cùng đạt {all} ({place})"),
            Lang::En => format!("{all} cannot all be met ({place})"),
        }
    })
}

fn laws_alone(names: &[Words]) -> Words {
    Words::new(|l| {
        let all: Vec<String> = names.iter().map(|n| n.get(l).to_owned()).collect();
        let all = list(&all, l, true);
        match l {
            Lang::Vi => format!("không số liệu nào thỏa mãn hết các ràng buộc của {all}"),
            Lang::En => format!("no figures satisfy all that {all} lay down"),
        }
    })
}

/// `value`: what the numbers of the other targets come to.
fn numbers(rule: &Words, place: &Words, quantity: &str, asked: &Words, value: &Words) -> Words {
    Words::new(|l| {
        let (rule, place) = (rule.get(l), place.get(l));
        let (asked, value) = (asked.get(l), value.get(l));
        match l {
            Lang::Vi => format!(
                "theo các mức mà kế hoạch nêu ({place}), {quantity} là {value}, trong khi {rule} đòi {asked}"
            ),
            Lang::En => format!(
                "by the numbers that the plan states ({place}), {quantity} comes to {value}, while {rule} asks for {asked}"
            ),
        }
    })
}

/// `sides`: what the numbers come to on both sides of the law.
fn law_broken(law: &Words, place: &Words, sides: &[Words; 2]) -> Words {
    let [left, right] = sides;
    Words::new(|l| {
        let (law, place) = (law.get(l), place.get(l));
        let (left, right) = (left.get(l), right.get(l));
        match l {
            Lang::Vi => format!(
                "các mức mà kế hoạch nêu ({place}) trái với ràng buộc của {law}: một bên là {left}, bên kia là {right}"
            ),
            Lang::En => format!(
                "the numbers that the plan states ({place}) break the law of {law}: {left} on one side, {right} on the other"
            ),
        }
    })
}

fn help() -> Words {
    words!(
        "cộng, so lại các con số trong văn bản rồi sửa con số sai, hoặc hỏi nơi ban hành",
        "go over the numbers of the text again and mend the wrong one, or ask the issuer"
    )
}

pub(crate) fn run(board: &Board<'_, '_>, told: &Told, sink: &mut Sink) {
    for plan in 0..board.plans.len() {
        let of_plan = |line: &Stated<'_>| line.plan == plan;
        let contradicts = |n: &usize| board.lines.get(*n).is_some_and(of_plan);
        let broken = laws_broken(board, plan);
        sink.push_some(broken.as_ref().and_then(|list| broken_laws(board, list)));
        if broken.is_some() || told.lines.iter().any(contradicts) {
            continue;
        }
        let targets: Vec<&Instance> = board
            .instances
            .iter()
            .filter(|i| i.place.plan == plan && board.kind(i) == Some(Kind::Target))
            .filter(|i| i.readings.len() == 1 && i.given.is_none())
            .filter(|i| board.line(i).is_some_and(|line| line.filter.is_none()))
            .collect();
        let mut lines = BTreeSet::new();
        for part in components(&targets) {
            if let Some((core, finding)) = all_together(board, &part) {
                lines.extend(core);
                sink.push_some(finding);
            }
        }
        stated_numbers(board, &targets, &lines, sink);
    }
}

/// Laws that cannot hold by themselves.
fn laws_broken(board: &Board<'_, '_>, plan: usize) -> Option<Vec<usize>> {
    let mut own = board.instances.iter().filter(|i| i.place.plan == plan);
    let bad = own.find(|i| {
        let laws = board.around(&[i]);
        solve::feasible(&laws) == Some(false)
    })?;
    Some(solve::core(&board.around(&[bad])))
}

fn broken_laws(board: &Board<'_, '_>, core: &[usize]) -> Option<Finding> {
    let sources: Vec<_> = core.iter().filter_map(|from| board.sources.get(*from)).collect();
    let names: Vec<Words> = sources.iter().map(|s| s.named.clone()).collect();
    let first = sources.first()?;
    let ctx = board.plans.iter().find(|ctx| ctx.plan.file == first.at.file)?;
    let label = words!("không thể cùng đúng", "cannot all hold");
    let finding = ctx.finding(&CODE, &ctx.plan.item, (first.at, label), laws_alone(&names));
    let rest = sources.iter().skip(1);
    let finding =
        rest.fold(finding, |f, s| f.at(s.at, words!("với ràng buộc này", "with this law")));
    Some(finding.help(help()))
}

/// Instances that hang together.
fn components<'i>(instances: &[&'i Instance]) -> Vec<Vec<&'i Instance>> {
    let mut parts: Vec<(BTreeSet<Var>, Vec<&Instance>)> = Vec::new();
    for instance in instances {
        let mut new = (instance.vars.clone(), vec![*instance]);
        let mut apart = Vec::new();
        for part in parts {
            if part.0.is_disjoint(&new.0) {
                apart.push(part);
            } else {
                new.0.extend(part.0);
                new.1.extend(part.1);
            }
        }
        apart.push(new);
        parts = apart;
    }
    parts.into_iter().map(|(_, list)| list).collect()
}

/// Whether all targets that hang together can be met together; those of a proof that they cannot.
fn all_together(
    board: &Board<'_, '_>,
    part: &[&Instance],
) -> Option<(BTreeSet<usize>, Option<Finding>)> {
    if part.len() < 3 || part.len() > MOST_TOGETHER || board.possible(part) != Some(false) {
        return None;
    }
    let (core, _) = board.core(part);
    let mut named_lines: Vec<&Instance> = part.to_vec();
    named_lines.sort_by_key(|i| i.line);
    named_lines.dedup_by_key(|i| i.line);
    named_lines.retain(|i| board.line(i).is_some_and(|line| core.contains(&line.from)));
    let lines = named_lines.iter().map(|i| i.line).collect();
    Some((lines, proof(board, &named_lines, &core)))
}

fn proof(board: &Board<'_, '_>, lines: &[&Instance], core: &[usize]) -> Option<Finding> {
    let (last, rest) = lines.split_last()?;
    let line = board.line(last)?;
    let mut names: Vec<Words> =
        lines.iter().filter_map(|i| board.line(i)).map(|l| named(&l.rule.item)).collect();
    names.dedup();
    let at = (line.line.clause, words!("không cùng đạt được", "cannot all be met"));
    let message = together(&names, &board.place(last.place));
    let mut finding = board.ctx(line)?.finding(&CODE, &line.line.item, at, message);
    for other in rest.iter().filter_map(|i| board.line(i)) {
        finding = finding.at(other.line.clause, words!("với mục này", "with this one"));
    }
    Some(board.with_laws(finding, core).about(board.subject(last.place)).help(help()))
}

/// A number that a target states for one unknown.
#[derive(Clone, Copy)]
struct Number<'b> {
    bound: &'b Bound,
    instance: &'b Instance,
}

/// Puts the numbers that targets state into the other targets and the laws.
fn stated_numbers(
    board: &Board<'_, '_>,
    targets: &[&Instance],
    known: &BTreeSet<usize>,
    sink: &mut Sink,
) {
    let numbers = numbers_of(targets);
    let mut told: BTreeSet<usize> = known.clone();
    for instance in targets {
        let bounds = instance.readings.iter().flat_map(|r| &r.bounds);
        for bound in bounds.filter(|_| !known.contains(&instance.line)) {
            let Some(value) = value_of(board, &bound.quantity, &numbers) else { continue };
            if !fits(bound, value) && told.insert(instance.line) {
                sink.push_some(mismatch(board, instance, bound, value, &numbers));
            }
        }
    }
    let mut laws: BTreeSet<usize> = BTreeSet::new();
    for instance in targets {
        for law in &instance.laws {
            let mut lines = law.lin.vars().filter_map(|v| numbers.get(&v)).map(|n| n.instance.line);
            let old = lines.any(|line| told.contains(&line));
            if !old && breaks(law, &numbers) && laws.insert(law.from) {
                sink.push_some(law_finding(board, law, &numbers));
            }
        }
    }
}

/// An unknown with two numbers has a finding of its own.
fn numbers_of<'b>(targets: &[&'b Instance]) -> BTreeMap<Var, Number<'b>> {
    let mut out: BTreeMap<Var, Option<Number<'_>>> = BTreeMap::new();
    for instance in targets {
        for bound in instance.readings.iter().flat_map(|r| &r.bounds) {
            let [(var, k)] = bound.quantity.terms() else { continue };
            if bound.made || *k != Num::ONE {
                continue;
            }
            let new = Some(Number { bound, instance });
            let entry = out.entry(*var).or_insert(new);
            if entry.is_some_and(|old| old.bound.number != bound.number) {
                *entry = None;
            }
        }
    }
    out.into_iter().filter_map(|(var, number)| Some((var, number?))).collect()
}

/// What a quantity comes to; only where it is made of several numbers.
fn value_of(
    board: &Board<'_, '_>,
    quantity: &Lin,
    numbers: &BTreeMap<Var, Number<'_>>,
) -> Option<Num> {
    match quantity.terms() {
        [(var, _)] => match &board.pool.key(*var)?.what {
            What::Ratio(num, den) => at(num, numbers)?.div(at(den, numbers)?),
            What::Figure(_) | What::Opaque(_) => None,
        },
        _ => at(quantity, numbers),
    }
}

fn at(lin: &Lin, numbers: &BTreeMap<Var, Number<'_>>) -> Option<Num> {
    lin.terms()
        .iter()
        .try_fold(lin.rest(), |sum, (var, k)| sum.add(numbers.get(var)?.bound.number.mul(*k)?))
}

fn fits(bound: &Bound, value: Num) -> bool {
    match (bound.side, bound.strict) {
        (Side::Low, false) => value >= bound.number,
        (Side::Low, true) => value > bound.number,
        (Side::High, false) => value <= bound.number,
        (Side::High, true) => value < bound.number,
        (Side::Exact, _) => value == bound.number,
    }
}

/// Whether the numbers break a law. A sum whose whole must only be reached may be passed by its parts.
fn breaks(law: &Law, numbers: &BTreeMap<Var, Number<'_>>) -> bool {
    let several = law.lin.terms().len() > 1;
    let Some(value) = at(&law.lin, numbers).filter(|_| several) else { return false };
    match law.rel {
        Rel::Ge => value.is_negative(),
        Rel::Gt => value.is_negative() || value.is_zero(),
        Rel::Eq => {
            let whole = law.lin.terms().iter().find(|(_, k)| *k == Num::ONE);
            let side = whole.and_then(|(var, _)| numbers.get(var)).map(|n| n.bound.side);
            match side {
                Some(Side::Low) => !value.is_negative() && !value.is_zero(),
                Some(Side::High) => value.is_negative(),
                Some(Side::Exact) | None => !value.is_zero(),
            }
        }
    }
}

fn mismatch(
    board: &Board<'_, '_>,
    instance: &Instance,
    bound: &Bound,
    value: Num,
    numbers: &BTreeMap<Var, Number<'_>>,
) -> Option<Finding> {
    let line = board.line(instance)?;
    let ctx = board.ctx(line)?;
    let rate = bound.rate || bound.made;
    let shown = Words::new(|l| say::amount(value, rate, l));
    let quantity = quoted(&ctx.text(bound.text));
    let asked = say::bound(ctx, bound);
    let place = board.place(instance.place);
    let message = self::numbers(&named(&line.rule.item), &place, &quantity, &asked, &shown);
    let finding = ctx.finding(&CODE, &line.line.item, (line.line.clause, asked), message);
    let finding = with_numbers(board, finding, &vars_of(board, &bound.quantity), line, numbers);
    Some(finding.about(board.subject(instance.place)).help(help()))
}

fn vars_of(board: &Board<'_, '_>, quantity: &Lin) -> Vec<Var> {
    let inner = |var: Var| match board.pool.key(var).map(|key| &key.what) {
        Some(What::Ratio(num, den)) => num.vars().chain(den.vars()).collect(),
        _ => vec![var],
    };
    quantity.vars().flat_map(inner).collect()
}

/// What the two sides of a law come to.
fn sides(lin: &Lin, numbers: &BTreeMap<Var, Number<'_>>) -> Option<[Num; 2]> {
    let term = |(var, k): &(Var, Num)| numbers.get(var)?.bound.number.mul(*k);
    let terms = lin.terms().iter().map(term).chain([Some(lin.rest())]);
    let mut sides = [Num::ZERO, Num::ZERO];
    for term in terms {
        let (term, [above, below]) = (term?, sides);
        sides = if term.is_negative() {
            [above, below.add(term.neg())?]
        } else {
            [above.add(term)?, below]
        };
    }
    Some(sides)
}

/// Where the numbers stand.
fn with_numbers(
    board: &Board<'_, '_>,
    mut finding: Finding,
    vars: &[Var],
    but: &Stated<'_>,
    numbers: &BTreeMap<Var, Number<'_>>,
) -> Finding {
    for number in vars.iter().filter_map(|var| numbers.get(var)) {
        let Some(line) = board.line(number.instance) else { continue };
        let Some(ctx) = board.ctx(line).filter(|_| line.from != but.from) else { continue };
        finding = finding.at(line.line.clause, say::bound(ctx, number.bound));
    }
    finding
}

fn law_finding(
    board: &Board<'_, '_>,
    law: &Law,
    numbers: &BTreeMap<Var, Number<'_>>,
) -> Option<Finding> {
    let source = board.sources.get(law.from)?;
    let vars: Vec<Var> = law.lin.vars().collect();
    let last = vars.iter().filter_map(|var| numbers.get(var)).max_by_key(|n| n.instance.line)?;
    let line = board.line(last.instance)?;
    let ctx = board.ctx(line)?;
    let sides = sides(&law.lin, numbers)?;
    let sides = sides.map(|n| Words::new(|l| say::amount(n, last.bound.rate, l)));
    let place = board.place(last.instance.place);
    let message = law_broken(&source.named, &place, &sides);
    let at = (line.line.clause, say::bound(ctx, last.bound));
    let finding = ctx.finding(&CODE, &line.line.item, at, message);
    let finding = with_numbers(board, finding, &vars, line, numbers);
    let finding = board.with_laws(finding, &[law.from]);
    Some(finding.about(board.subject(last.instance.place)).help(help()))
}
