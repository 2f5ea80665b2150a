//! Figures that a filing quotes from an earlier time, and what was reported then.

use crate::checks::Ctx;
use crate::eval::{Digits, Range, Trace};
use crate::facts::{CellId, Fact, Filing, FilingId, More, QuotedAs, State, Status, exact};
use crate::plan::{FigureId, Indicator, Nature, Plan, Ty, UnitId, When};
use crate::value::{Month, Num, Period, Written};

/// The filings that count and quote something. Free where nobody quotes.
pub(super) fn all<'a>(
    ctx: &Ctx<'a>,
) -> impl Iterator<Item = (FilingId, &'a Filing, &'a More)> + use<'a> {
    let facts = ctx.facts;
    let used = facts.more.iter().any(|m| !m.quoted.is_empty());
    let filings = used.then(|| ctx.filings()).into_iter().flatten();
    filings
        .filter_map(move |(id, filing)| Some((id, filing, facts.more(id)?)))
        .filter(|(_, _, more)| !more.quoted.is_empty())
}

/// The time a quoted figure is of.
pub(super) fn earlier(
    plan: &Plan,
    figure: FigureId,
    when: Option<When>,
    what: QuotedAs,
) -> Option<When> {
    match (when?, what) {
        (_, QuotedAs::Change) | (When::Phase(_), _) | (When::Day(_), QuotedAs::LastPeriod) => None,
        (When::Day(day), QuotedAs::LastYear) => Some(When::Day(day.plus_months(-12))),
        (When::Period(p), what) => {
            Some(When::Period(earlier_period(plan.figure(figure).nature, p, what)))
        }
    }
}

/// What is filed to date is quoted to date; a state is that of the day before.
pub(super) fn earlier_period(nature: Nature, p: Period, what: QuotedAs) -> Period {
    let last_year = what == QuotedAs::LastYear;
    match nature {
        Nature::ToDate if last_year => p.to_date().years_before(1),
        Nature::ToDate => p.previous().to_date(),
        Nature::Level if !last_year => {
            let before = Month(p.from.0 - 1);
            Period { from: before, to: before }
        }
        Nature::Flow | Nature::Level | Nature::Opening(_) | Nature::None if last_year => {
            p.years_before(1)
        }
        Nature::Flow | Nature::Level | Nature::Opening(_) | Nature::None => p.previous(),
    }
}

/// Whether a figure is a number that can be compared.
pub(super) fn is_numeric(ty: &Ty) -> bool {
    matches!(ty, Ty::Count | Ty::Amount(_) | Ty::Number(_) | Ty::Percent)
}

/// What digits as written stand for: a whole number of things stands for itself.
pub(super) fn range(written: Written, percent: bool, counts: bool) -> Option<Range> {
    let value = exact(written, percent);
    if counts {
        return Some(Range::exact(value));
    }
    let unit = Num::unit(written.decimals + if percent { 2 } else { 0 });
    let range = Range::written(value, unit)?;
    if !value.is_zero() {
        return Some(range);
    }
    // Nought may have been cut off from either side.
    Some(Range { lo: range.neg().lo, hi: range.hi })
}

/// What a figure was worth at an earlier time.
pub(super) struct Then {
    pub(super) range: Range,
    pub(super) value: Num,
    /// Where it was reported; `None` where it is worked out from other figures.
    pub(super) cell: Option<CellId>,
}

/// As reported then, and as worked out from what was reported then, where they may differ. Nothing
/// where the figures of that time were only estimates, in conflict, or not known whole.
pub(super) fn then(ctx: &Ctx<'_>, figure: FigureId, unit: UnitId, when: When) -> [Option<Then>; 2] {
    let indicator = ctx.plan.figure(figure);
    match ctx.facts.index.get(figure, unit, ctx.eval.key(figure, when)) {
        Fact::Conflict(_) => [None, None],
        Fact::None => [None, derived(ctx, figure, unit, when)],
        Fact::One(id) => {
            let cell = ctx.facts.cell(id);
            let is_final = ctx.facts.filing(cell.filing).status == Status::Final;
            if cell.state != State::Present || !is_final {
                return [None, None];
            }
            let reported =
                range(cell.written(), indicator.ty == Ty::Percent, is_count(indicator)).map(
                    |range| Then { range, value: ctx.facts.value(ctx.plan, cell), cell: Some(id) },
                );
            let by_formula = indicator.ty == Ty::Percent && indicator.equals.is_some();
            let other = by_formula.then(|| derived(ctx, figure, unit, when));
            [reported, other.flatten()]
        }
    }
}

fn is_count(indicator: &Indicator) -> bool {
    indicator.ty == Ty::Count
}

fn derived(ctx: &Ctx<'_>, figure: FigureId, unit: UnitId, when: When) -> Option<Then> {
    let worth = |digits| {
        let mut trace = Trace::default();
        let value = ctx.eval.reading(digits, || ctx.eval.worth(figure, unit, when, &mut trace));
        (!trace.has_estimate()).then_some(value)
    };
    let range = worth(Digits::Ranges)?.range().filter(|r| r.lo.is_some() && r.hi.is_some())?;
    let value = worth(Digits::Written)?.num()?;
    Some(Then { range, value, cell: None })
}
