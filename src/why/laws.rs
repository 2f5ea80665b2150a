//! The laws that touch a figure: its own, and those of other figures that it stands in; how each ended.

use rustc_hash::FxHashSet;

use crate::checks::consistency::broken_law;
use crate::checks::laws::test::Tester;
use crate::checks::laws::{Head, Law, LawAt, Listing, Right, Verdict, causes, head_value, wanted};
use crate::checks::when::Judged;
use crate::eval::{At, Trace};
use crate::facts::{CellId, Fact, State, time_of};
use crate::plan::{Expr, FigureId, Nature, RuleId, UnitId, When};
use crate::show::expr::Printer;
use crate::show::law as words;
use crate::show::page::Page;
use crate::syntax::tree::Kind;
use crate::value::{Lang, Period};
use crate::why::Teller;
use crate::why::steps::{self, Point};

/// Every law that touches the figure, with its end.
pub(crate) fn part(page: &mut Page, teller: &Teller<'_>, at: Point) {
    let say = &teller.say;
    let laws = touching(teller, at);
    let told: Vec<String> = laws.iter().filter_map(|law| told(teller, at, law)).collect();
    page.heading(say.pick("Ràng buộc liên quan", "Laws that touch it"));
    for law in &told {
        page.marked("  - ", law);
    }
    if told.is_empty() {
        page.line(2, say.pick("không có", "none"));
    }
}

/// How many laws a filed figure breaks, with a semicolon before it; nothing where none.
pub(crate) fn broken(
    teller: &Teller<'_>,
    unit: UnitId,
    when: Option<When>,
    figure: FigureId,
) -> String {
    let Some(when) = when else { return String::new() };
    let tester = tester(teller);
    let at = Point { figure, unit, when };
    let laws: Vec<LawAt> = own(teller, at).into_iter().chain(checks(teller, at)).collect();
    let is_broken = |l: &&LawAt| tester.test(l, &mut Trace::recording()) == Verdict::Broken;
    let n = laws.iter().filter(is_broken).count();
    match (n, teller.say.lang) {
        (0, _) => String::new(),
        (n, Lang::Vi) => format!("; {n} ràng buộc SAI"),
        (n, Lang::En) => format!("; {n} BROKEN"),
    }
}

fn tester<'a>(teller: &Teller<'a>) -> Tester<'a> {
    Tester { eval: teller.ctx.eval, dues: teller.ctx.dues }
}

/// The cell that counts for a figure.
fn cell_of(teller: &Teller<'_>, at: Point) -> Option<CellId> {
    let time = time_of(teller.ctx.plan, at.figure, Some(at.when));
    match teller.ctx.facts.index.get(at.figure, at.unit, time) {
        Fact::One(cell) if teller.ctx.facts.cell(cell).state == State::Present => Some(cell),
        Fact::One(_) | Fact::Conflict(_) | Fact::None => None,
    }
}

/// The laws of a filed figure itself.
fn own(teller: &Teller<'_>, at: Point) -> Vec<LawAt> {
    let Some(cell) = cell_of(teller, at) else { return Vec::new() };
    let ctx = teller.ctx;
    let Point { figure, unit, when } = at;
    let head = Head::Figure { figure, unit, when, cell };
    let listing = Listing::new(ctx.plan);
    let mut laws: Vec<LawAt> =
        listing.of(figure).iter().map(|l| LawAt { law: l.law, head }).collect();
    let filing = ctx.facts.filing(ctx.facts.cell(cell).filing);
    let totals = ctx.facts.duties_of(filing).iter().copied();
    let totals = totals.filter(|d| !ctx.plan.duty(*d).totals.is_empty() && adds(teller, at));
    laws.extend(totals.map(|d| LawAt { law: Law::Total(d), head }));
    laws
}

/// Whether a total of this figure is held against its inputs: a sum over units says it already.
fn adds(teller: &Teller<'_>, at: Point) -> bool {
    use crate::plan::Ty;
    let figure = teller.ctx.plan.figure(at.figure);
    let ty = matches!(figure.ty, Ty::Count | Ty::Amount(_) | Ty::Number(_));
    let summed = |s: &crate::plan::Sums| teller.ctx.eval.sum_binds(s, at.unit);
    ty && !figure.sums.as_ref().is_some_and(summed)
}

/// Its own laws, and those of other filed figures that name it.
fn touching(teller: &Teller<'_>, at: Point) -> Vec<LawAt> {
    let mut out = own(teller, at);
    let facts = teller.ctx.facts;
    let (mut heads, mut seen) = (Vec::new(), FxHashSet::default());
    for cell in facts.cells.iter() {
        let filing = facts.filing(cell.filing);
        let Some(when) = filing.when.filter(|_| !filing.superseded) else { continue };
        let point = Point { figure: cell.figure, unit: filing.about, when };
        if point != at && is_near(teller, at, point) && seen.insert(point) {
            heads.push(point);
        }
    }
    for head in heads {
        out.extend(own(teller, head).into_iter().filter(|l| names(teller, at, head, l.law)));
    }
    out.extend(checks(teller, at));
    out
}

/// Whether a law of one point could name another: two of unit, time and figure are the same, or it opens
/// with what the figure closed with.
fn is_near(teller: &Teller<'_>, at: Point, head: Point) -> bool {
    let (unit, when) = (head.unit == at.unit, head.when == at.when);
    let opens = || {
        let nature = teller.ctx.plan.figure(head.figure).nature;
        matches!(nature, Nature::Opening(of) if of == at.figure)
    };
    (unit && when) || (head.figure == at.figure && (unit || when)) || (unit && opens())
}

fn names(teller: &Teller<'_>, at: Point, head: Point, law: Law) -> bool {
    let ctx = teller.ctx;
    let figure = ctx.plan.figure(head.figure);
    let here = head.unit == at.unit && head.when == at.when;
    match law {
        Law::Part(n) => {
            let whole = figure.part_of.get(usize::from(n)).map(|p| p.whole);
            here && whole == Some(at.figure)
        }
        Law::Equals => {
            here && figure.equals.as_ref().is_some_and(|f| mentions(teller, &f.expr, head, at))
        }
        Law::Sums => {
            let above = figure.sums.as_ref().filter(|s| ctx.eval.sum_binds(s, head.unit));
            let member = |s: &crate::plan::Sums| {
                ctx.eval.members(s.over, Some(head.unit), head.when).contains(&at.unit)
            };
            head.figure == at.figure && head.when == at.when && above.is_some_and(member)
        }
        Law::OverTime => head.unit == at.unit && holds(head.when, at.when),
        Law::ToDate => head.unit == at.unit && follows(head.when, at.when),
        Law::Opening => {
            let next = matches!(
                (head.when, at.when),
                (When::Period(h), When::Period(a)) if a.to.0 + 1 == h.from.0
            );
            next && head.unit == at.unit && figure.nature == Nature::Opening(at.figure)
        }
        Law::Total(duty) => {
            let inputs = crate::checks::cause::total_inputs(
                ctx.plan,
                ctx.dues,
                duty,
                head.figure,
                head.when,
            );
            head.figure == at.figure && head.when == at.when && inputs.contains(&at.unit)
        }
        Law::Within | Law::Check(..) | Law::Require(_) => false,
    }
}

fn mentions(teller: &Teller<'_>, e: &Expr, head: Point, at: Point) -> bool {
    let mut found = Vec::new();
    steps::operands(teller, e, &At::new(Some(head.unit), head.when), &mut found);
    found.contains(&at)
}

/// A longer period with the shorter one in it.
fn holds(longer: When, shorter: When) -> bool {
    let in_it = |a: Period, b: Period| a != b && a.contains(b);
    matches!((longer, shorter), (When::Period(a), When::Period(b)) if in_it(a, b))
}

/// Later in the same year.
fn follows(later: When, earlier: When) -> bool {
    let after = |a: Period, b: Period| a.to > b.to && a.label_year() == b.label_year();
    matches!((later, earlier), (When::Period(a), When::Period(b)) if after(a, b))
}

/// The checks of the plan that name the figure, where they are judged for this unit and time.
fn checks(teller: &Teller<'_>, at: Point) -> Vec<LawAt> {
    let ctx = teller.ctx;
    let mut out = Vec::new();
    for id in crate::checks::laws::listed_for(ctx.plan, at.figure) {
        let rule = ctx.plan.rule(id);
        if rule.item.kind != Kind::Check {
            continue;
        }
        for (n, line) in (0u16..).zip(&rule.lines) {
            for Judged { unit, when, row, .. } in ctx.judged(rule, line, &line.tail) {
                let mut named = Vec::new();
                steps::operands(teller, &line.expr, &At::new(unit, when), &mut named);
                if named.contains(&at) {
                    let head = Head::Subject { unit, when, row };
                    out.push(LawAt { law: Law::Check(id, n), head });
                }
            }
        }
    }
    out
}

/// A law with its end: `không lớn hơn “Số vụ”: đúng`; nothing for one that does not apply.
fn told(teller: &Teller<'_>, at: Point, law: &LawAt) -> Option<String> {
    let (say, tester) = (&teller.say, tester(teller));
    let mut trace = Trace::recording();
    let verdict = tester.test(law, &mut trace);
    let what = format!("{}{}", head(teller, at, law), in_words(teller, law));
    let end = ended(teller, verdict);
    let more = match verdict {
        Verdict::Broken => {
            let finding =
                broken_law::finding(teller.ctx, &tester, law, (&Right::of(&tester, law), &trace));
            format!(": {}", finding.message.get(say.lang))
        }
        Verdict::CouldNotCheck => cause(teller, law, &trace),
        Verdict::Holds | Verdict::CannotTell => numbers(teller, law, &tester),
        Verdict::DoesNotApply => return None,
    };
    Some(format!("{what}: {end}{more}"))
}

fn cause(teller: &Teller<'_>, law: &LawAt, trace: &Trace) -> String {
    if law.law == Law::Opening {
        let text = teller.say.pick(
            ", chưa có số cuối kỳ trước",
            ", what the period before closed with was not reported",
        );
        return text.to_owned();
    }
    let first = causes(trace).into_iter().next();
    let text = first.map(|c| teller.ctx.cause(&c).get(teller.say.lang).to_owned());
    text.map(|t| format!(", {t}")).unwrap_or_default()
}

/// What was filed against what the law itself would have there.
fn numbers(teller: &Teller<'_>, law: &LawAt, tester: &Tester<'_>) -> String {
    let Head::Figure { figure, unit, when, .. } = law.head else { return String::new() };
    let indicator = teller.ctx.plan.figure(figure);
    let number = |n| crate::checks::name::number(n, &indicator.ty, teller.say.lang);
    let Some(filed) = head_value(teller.ctx.eval, &law.head).map(number) else {
        return String::new();
    };
    if let Law::Part(n) = law.law
        && let Some(part) = indicator.part_of.get(usize::from(n))
    {
        let (whole, ..) = steps::worth(teller, Point { figure: part.whole, unit, when });
        return format!(" ({filed} ≤ {})", steps::value(teller, &whole, &indicator.ty));
    }
    match wanted(tester, law).map(number) {
        Some(wanted) => {
            format!(" ({filed}; {} {wanted})", teller.say.pick("tính ra", "worked out"))
        }
        None => String::new(),
    }
}

/// Whose law it is, with a colon, where it is not the figure's own.
fn head(teller: &Teller<'_>, at: Point, law: &LawAt) -> String {
    let say = &teller.say;
    match law.head {
        Head::Figure { figure, unit, when, .. } => {
            let mut parts = Vec::new();
            if figure != at.figure {
                parts.push(format!("“{}”", say.figure(figure)));
            }
            if unit != at.unit {
                parts.push(say.unit(unit).to_owned());
            }
            if when != at.when {
                parts.push(say.when(when));
            }
            if parts.is_empty() { String::new() } else { format!("{}: ", parts.join(", ")) }
        }
        Head::Subject { .. } | Head::Column { .. } | Head::Row(_) => String::new(),
    }
}

fn in_words(teller: &Teller<'_>, law: &LawAt) -> String {
    let say = &teller.say;
    let plan = teller.ctx.plan;
    let figure = match law.head {
        Head::Figure { figure, .. } => Some(plan.figure(figure)),
        Head::Column { .. } | Head::Row(_) | Head::Subject { .. } => None,
    };
    let printer = Printer::new(*say);
    match (law.law, figure) {
        (Law::Within, Some(f)) => match &f.within {
            Some(within) => words::within(&printer, within, &f.ty),
            None => say.pick("từ 0% đến 100%", "from 0% to 100%").to_owned(),
        },
        (Law::Part(n), Some(f)) => f
            .part_of
            .get(usize::from(n))
            .map(|p| words::part(say, p, say.figure(p.whole)))
            .unwrap_or_default(),
        (Law::Equals, Some(f)) => f
            .equals
            .as_ref()
            .and_then(|e| words::equals(&printer, e, &f.ty).into_iter().next())
            .unwrap_or_default(),
        (Law::Sums, Some(f)) => f.sums.as_ref().map(|s| words::sums(say, s)).unwrap_or_default(),
        (Law::OverTime, _) => {
            say.pick("bằng tổng các kỳ trong đó", "the sum of its periods").to_owned()
        }
        (Law::ToDate, _) => {
            say.pick("lũy kế không giảm trong năm", "never falls within the year").to_owned()
        }
        (Law::Opening, _) => {
            say.pick("bằng số cuối kỳ trước", "what the period before closed with").to_owned()
        }
        (Law::Total(duty), _) => total(teller, duty),
        (Law::Check(rule, line), _) => check(teller, rule, line),
        (Law::Require(_) | Law::Within | Law::Part(_) | Law::Equals | Law::Sums, _) => {
            String::new()
        }
    }
}

fn total(teller: &Teller<'_>, duty: crate::plan::DutyId) -> String {
    let plan = teller.ctx.plan;
    let inputs: Vec<String> =
        plan.duty(duty).totals.iter().map(|d| format!("“{}”", plan.duty(*d).item.label)).collect();
    let inputs = inputs.join(", ");
    match teller.say.lang {
        Lang::Vi => format!("khớp tổng các báo cáo {inputs}"),
        Lang::En => format!("agrees with the sum of {inputs}"),
    }
}

fn check(teller: &Teller<'_>, rule: RuleId, line: u16) -> String {
    let rule = teller.ctx.plan.rule(rule);
    let printer = crate::show::rules::printer(&teller.say, rule);
    let text = rule.lines.get(usize::from(line)).map(|l| printer.show(&l.expr));
    format!("“{}”: {}", rule.item.label, text.unwrap_or_default())
}

/// A verdict in words.
fn ended(teller: &Teller<'_>, verdict: Verdict) -> &'static str {
    let say = &teller.say;
    match verdict {
        Verdict::Holds => say.pick("đúng", "holds"),
        Verdict::Broken => say.pick("SAI", "BROKEN"),
        Verdict::CannotTell => {
            say.pick("chưa kết luận được vì số đã làm tròn", "cannot tell at this rounding")
        }
        Verdict::CouldNotCheck => say.pick("không kiểm được", "could not check"),
        Verdict::DoesNotApply => say.pick("không áp dụng", "does not apply"),
    }
}
