//! `consistency/change-mismatch`: a stated `change` does not agree with its two figures.

use crate::checks::consistency::{paper, quoted};
use crate::checks::{Check, Ctx, name};
use crate::diag::{Code, Finding, Severity, Sink};
use crate::eval::Range;
use crate::facts::{Cell, Fact, Filing, FilingId, More, Quoted, QuotedAs, State, exact, time_of};
use crate::plan::{Indicator, Ty};
use crate::source::Span;
use crate::value::slips::{Others, slip};
use crate::value::{Lang, Num, Words, Written, words};

pub(crate) static CODE: Code = Code {
    name: "consistency/change-mismatch",
    severity: Severity::Warning,
    summary: [
        "mức tăng, giảm ghi trong báo cáo không khớp với hai số được so sánh",
        "a stated change does not agree with the two figures it compares",
    ],
};

pub(super) const CHECK: Check = Check { codes: &[&CODE], run };

struct Mismatch {
    /// With whose and for when, by language.
    figure: Words,
    stated: Words,
    before: Words,
    now: Words,
    found: Words,
}

impl Mismatch {
    fn message(&self) -> Words {
        Words::new(|l| {
            let (figure, stated, found) =
                (self.figure.get(l), self.stated.get(l), self.found.get(l));
            let (before, now) = (self.before.get(l), self.now.get(l));
            match l {
                Lang::Vi => format!(
                    "mức tăng, giảm của {figure} ghi là {stated}, nhưng từ {before} đến {now} là {found}"
                ),
                Lang::En => format!(
                    "the change of {figure} is given as {stated}, but from {before} to {now} it is {found}"
                ),
            }
        })
    }
}

/// What may be wrong with a change.
enum Cause {
    Slip(Words),
    /// It is right as a percent, and has no percent sign.
    NoSign,
    /// It is right in points, and has a percent sign.
    Points,
    Unknown,
}

impl Cause {
    fn help(&self, found: &Words) -> Words {
        let (vi, en) = (&found.vi, &found.en);
        match self {
            Self::Slip(slip) => Words {
                vi: format!("sửa mức tăng, giảm thành {vi}: {}", slip.vi).into(),
                en: format!("write {en} as the change: {}", slip.en).into(),
            },
            Self::NoSign => words!(
                "nếu là phần trăm, ghi thêm dấu % sau mức tăng, giảm",
                "if a percent is meant, write the change with its percent sign"
            ),
            Self::Points => words!(
                "đây là chênh lệch tính bằng điểm phần trăm: bỏ dấu %, hoặc ghi mức tăng, giảm tương đối",
                "this is a difference in points: drop the percent sign, or give the relative change"
            ),
            Self::Unknown => words!(
                "kiểm tra số kỳ này, số được so sánh và mức tăng, giảm; một trong ba số sai",
                "check this figure, the one it is compared with and the change: one of the three is wrong"
            ),
        }
    }
}

/// What a figure is compared with.
struct Base {
    range: Range,
    value: Num,
    shown: Words,
    place: Option<Span>,
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    for (id, filing, more) in quoted::all(ctx) {
        for change in more.quoted.iter().filter(|q| q.what == QuotedAs::Change) {
            if let Some(finding) = one(ctx, (id, filing), more, change) {
                sink.push(finding);
            }
        }
    }
}

fn one(
    ctx: &Ctx<'_>,
    (id, filing): (FilingId, &Filing),
    more: &More,
    change: &Quoted,
) -> Option<Finding> {
    let indicator = ctx.plan.figure(change.figure);
    let cell = filed(ctx, id, filing, change)?;
    let bases = bases(ctx, filing, more, change);
    if bases.iter().any(|base| agrees(indicator, cell, base, change) != Some(false)) {
        return None;
    }
    Some(finding(ctx, filing, (cell, bases.first()?), change))
}

/// The figure whose change is stated, if it counts.
fn filed(ctx: &Ctx<'_>, id: FilingId, filing: &Filing, change: &Quoted) -> Option<Cell> {
    let time = time_of(ctx.plan, change.figure, filing.when);
    let Fact::One(cell) = ctx.facts.index.get(change.figure, filing.about, time) else {
        return None;
    };
    let cell = ctx.facts.cell(cell);
    let numeric = quoted::is_numeric(&ctx.plan.figure(change.figure).ty);
    // A fact that two filings give alike is kept once; one of another standing may differ.
    let ours = cell.filing == id || ctx.facts.filing(cell.filing).status == filing.status;
    (numeric && ours && cell.state == State::Present).then_some(cell)
}

/// The figures quoted beside it; where there is none, those reported for the year and the period before.
fn bases(ctx: &Ctx<'_>, filing: &Filing, more: &More, change: &Quoted) -> Vec<Base> {
    let ty = &ctx.plan.figure(change.figure).ty;
    let beside = more.quoted.iter().filter(|q| q.figure == change.figure);
    let beside: Vec<Base> = beside
        .filter(|q| q.what != QuotedAs::Change)
        .filter_map(|q| {
            Some(Base {
                range: quoted::range(q.value, *ty == Ty::Percent, *ty == Ty::Count)?,
                value: exact(q.value, *ty == Ty::Percent),
                shown: Words::new(|l| name::written(q.value, ty, l)),
                place: Some(q.span),
            })
        })
        .collect();
    if !beside.is_empty() {
        return beside;
    }
    let times = [QuotedAs::LastYear, QuotedAs::LastPeriod].into_iter();
    times.flat_map(|what| reported(ctx, filing, change, what)).collect()
}

fn reported(ctx: &Ctx<'_>, filing: &Filing, change: &Quoted, what: QuotedAs) -> Vec<Base> {
    let ty = &ctx.plan.figure(change.figure).ty;
    let Some(when) = quoted::earlier(ctx.plan, change.figure, filing.when, what) else {
        return Vec::new();
    };
    let then = quoted::then(ctx, change.figure, filing.about, when).into_iter().flatten();
    then.map(|t| {
        let cell = t.cell.map(|c| ctx.facts.cell(c));
        Base {
            range: t.range,
            value: t.value,
            shown: Words::new(|l| match cell {
                Some(cell) => paper::value(ctx, cell, l),
                None => name::number(t.value, ty, l),
            }),
            place: cell.map(|c| ctx.facts.cell_place(c)),
        }
    })
    .collect()
}

/// Whether the change stated may be that from the base; `None` where nothing can be said.
fn agrees(indicator: &Indicator, cell: Cell, base: &Base, change: &Quoted) -> Option<bool> {
    let percent = indicator.ty == Ty::Percent;
    let counts = indicator.ty == Ty::Count;
    let now = quoted::range(cell.written(), percent, counts)?;
    let (found, stated) = if change.percent {
        (relative(&now, &base.range)?, quoted::range(change.value, true, false)?)
    } else {
        (now.add(&base.range.neg())?, quoted::range(change.value, percent, counts)?)
    };
    Some(found.meets(&stated))
}

/// N / B − 1; nothing for a base that is nought or below.
fn relative(now: &Range, base: &Range) -> Option<Range> {
    if base.lo.is_none_or(|lo| lo.at.is_negative()) {
        return None;
    }
    now.mul(&base.inverse()?)?.add(&Range::exact(Num::whole(-1)))
}

fn relative_of(now: Num, base: Num) -> Option<Num> {
    now.div(base)?.sub(Num::ONE)
}

fn finding(
    ctx: &Ctx<'_>,
    filing: &Filing,
    (cell, base): (Cell, &Base),
    change: &Quoted,
) -> Finding {
    let indicator = ctx.plan.figure(change.figure);
    let now = ctx.facts.value(ctx.plan, cell);
    let found = if change.percent { relative_of(now, base.value) } else { now.sub(base.value) };
    let found = found.unwrap_or(Num::ZERO);
    let ty = if change.percent { &Ty::Percent } else { &indicator.ty };
    let mismatch = Mismatch {
        figure: Words::new(|l| {
            let unit = ctx.unit(filing.about, paper::day(filing));
            let of = name::of(ctx.plan, Some(unit), filing.when, l);
            format!("`{}`{of}", indicator.item.label)
        }),
        stated: Words::new(|l| stated(change, &indicator.ty, l)),
        before: base.shown.clone(),
        now: Words::new(|l| paper::value(ctx, cell, l)),
        found: Words::new(|l| shown(found, change, &indicator.ty, l)),
    };
    let cause = cause(indicator, change, now, base.value, found);
    let id = &indicator.item.id;
    let finding =
        paper::finding(ctx, &CODE, (&indicator.item, indicator.item.name), mismatch.message())
            .at(change.span, words!("mức tăng, giảm đã ghi", "the change as stated"))
            .at(ctx.facts.cell_place(cell), words!("số kỳ này", "this figure"));
    let finding = match base.place {
        Some(place) => finding.at(place, words!("số được so sánh", "what it is compared with")),
        None => finding,
    };
    finding
        .at(indicator.item.name, paper::declared())
        .help(cause.help(&mismatch.found))
        .about(paper::subject(ctx, filing, change.figure))
        .value(id, name::plain(now, &indicator.ty))
        .value(format!("{id}.before"), name::plain(base.value, &indicator.ty))
        .value(format!("{id}.change"), name::plain(stated_value(change, &indicator.ty), ty))
}

fn stated_value(change: &Quoted, ty: &Ty) -> Num {
    exact(change.value, change.percent || *ty == Ty::Percent)
}

/// A change of a percent without a sign is in points. A rise has its sign, as reports write it.
fn stated(change: &Quoted, ty: &Ty, lang: Lang) -> String {
    let shown = match (change.percent, ty) {
        (true, _) => name::written(change.value, &Ty::Percent, lang),
        (false, Ty::Percent) => points(&change.value.num().show(change.value.decimals, lang), lang),
        (false, _) => name::written(change.value, ty, lang),
    };
    signed(change.value.num(), shown)
}

/// What it comes to, to as many digits as the change stated.
fn shown(found: Num, change: &Quoted, ty: &Ty, lang: Lang) -> String {
    let percent = change.percent || *ty == Ty::Percent;
    let found = if percent { found.mul(Num::whole(100)).unwrap_or(found) } else { found };
    let decimals = if percent { change.value.decimals.min(6) } else { 6 };
    let rounded = found.round_half_up(decimals).and_then(|n| as_written(n, decimals));
    let shown = match (rounded, change.percent) {
        (Some(w), true) => name::written(w, &Ty::Percent, lang),
        (None, true) => format!("{}%", found.show(decimals, lang)),
        (_, false) if percent => points(&found.show(decimals, lang), lang),
        (_, false) => name::number(found, ty, lang),
    };
    signed(found, shown)
}

fn as_written(n: Num, decimals: u8) -> Option<Written> {
    let digits = n.mul(Num::whole(10).pow(u32::from(decimals))?)?.as_whole()?;
    Some(Written { digits: i64::try_from(digits).ok()?, decimals })
}

fn signed(n: Num, shown: String) -> String {
    if n.is_negative() || n.is_zero() { shown } else { format!("+{shown}") }
}

fn points(number: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{number} điểm phần trăm"),
        Lang::En => format!("{number} points"),
    }
}

fn cause(indicator: &Indicator, change: &Quoted, now: Num, base: Num, found: Num) -> Cause {
    let stated = stated_value(change, &indicator.ty);
    let percent = indicator.ty == Ty::Percent;
    let rounded = |n: Option<Num>, v: Written| {
        let n = n.and_then(|n| n.mul(Num::whole(100)));
        let is = |r: Option<Num>| r.is_some_and(|r| r == v.num());
        n.is_some_and(|n| is(n.round_half_up(v.decimals)) || is(n.truncate(v.decimals)))
    };
    if !change.percent && rounded(relative_of(now, base), change.value) {
        return Cause::NoSign;
    }
    if change.percent && percent && rounded(now.sub(base), change.value) {
        return Cause::Points;
    }
    let others = Others { percent: change.percent || percent, ..Others::default() };
    slip(stated, found, &others).map_or(Cause::Unknown, |s| Cause::Slip(s.words()))
}
