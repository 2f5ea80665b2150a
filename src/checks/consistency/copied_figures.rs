//! `consistency/copied-figures`: five or more figures that are not nought, all equal to those of the period
//! before or the year before. States alone may well stay as they are.

use crate::checks::consistency::{paper, quoted};
use crate::checks::{Check, Ctx};
use crate::diag::{Code, Finding, Severity, Sink};
use crate::facts::{
    Cell, CellId, Fact, Field, Filing, FilingId, FilingKind, QuotedAs, State, time_of,
};
use crate::plan::{Nature, When};
use crate::value::{Period, Words, words};

pub(crate) static CODE: Code = Code {
    name: "consistency/copied-figures",
    severity: Severity::Note,
    summary: [
        "mọi số liệu đều trùng với kỳ trước hoặc năm trước",
        "all figures equal those of the period or the year before",
    ],
};

pub(super) const CHECK: Check = Check { codes: &[&CODE], run };

/// Fewer may be equal by chance.
const FEWEST: u16 = 5;

fn message(paper: &Words, same: u16, before: &Words) -> Words {
    let (vi, en) = (&paper.vi, &paper.en);
    Words {
        vi: format!("{vi} có {same} số liệu khác 0, tất cả đều trùng với {}", before.vi),
        en: format!("{en} has {same} figures that are not 0, and all equal those of {}", before.en),
    }
}

fn help() -> Words {
    words!(
        "hỏi lại đơn vị xem có chép nhầm bảng cũ không; nếu số liệu đúng là như vậy thì không phải sửa gì",
        "ask the unit whether an old table was copied; if the figures are right, there is nothing to do"
    )
}

/// The figures of one filing held against those of one earlier time.
#[derive(Clone, Copy, Default)]
struct Tally {
    /// Equal and not nought.
    same: u16,
    /// Some figure differs: nothing was copied.
    differs: bool,
    /// Among the equal ones is one that is no state.
    moves: bool,
    /// The first filing that a figure was found equal in.
    from: Option<FilingId>,
}

#[derive(Clone, Copy, Default)]
struct Both {
    period: Tally,
    year: Tally,
    /// Figures that are not nought.
    filled: u16,
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    let mut tallies = vec![Both::default(); ctx.facts.filings.len()];
    // Most filings differ from both earlier times at their first figure, and cost no look-up after it.
    let mut differs = None;
    for cell in ctx.facts.cells.iter() {
        if differs == Some(cell.filing) {
            continue;
        }
        if let Some(both) = tallies.get_mut(cell.filing.0 as usize) {
            count(ctx, cell, both);
            differs = (both.period.differs && both.year.differs).then_some(cell.filing);
        }
    }
    for (id, both) in ctx.facts.filing_ids().zip(tallies) {
        let tried = [(QuotedAs::LastPeriod, both.period), (QuotedAs::LastYear, both.year)];
        let copied = tried.into_iter().find(|(_, t)| is_copied(*t, both.filled));
        let finding = copied.and_then(|(what, t)| finding(ctx, ctx.facts.filing(id), what, t));
        if let Some(finding) = finding {
            sink.push(finding);
        }
    }
}

fn is_copied(tally: Tally, filled: u16) -> bool {
    !tally.differs
        && tally.moves
        && tally.same >= FEWEST
        && u32::from(tally.same) * 2 >= u32::from(filled)
}

fn count(ctx: &Ctx<'_>, cell: Cell, both: &mut Both) {
    if (both.period.differs && both.year.differs) || cell.state != State::Present {
        return;
    }
    let filing = ctx.facts.filing(cell.filing);
    let Some(When::Period(p)) = filing.when else { return };
    let indicator = ctx.plan.figure(cell.figure);
    if filing.superseded
        || filing.kind == FilingKind::Document
        || !quoted::is_numeric(&indicator.ty)
    {
        return;
    }
    both.filled = both.filled.saturating_add(u16::from(cell.digits != 0));
    let of = (filing, p, indicator.nature);
    compare(ctx, cell, of, QuotedAs::LastPeriod, &mut both.period);
    compare(ctx, cell, of, QuotedAs::LastYear, &mut both.year);
}

fn compare(
    ctx: &Ctx<'_>,
    cell: Cell,
    (filing, p, nature): (&Filing, Period, Nature),
    what: QuotedAs,
    tally: &mut Tally,
) {
    if tally.differs {
        return;
    }
    let Some(old) = earlier(ctx, cell, (filing, p, nature), what) else { return };
    let old = ctx.facts.cell(old);
    if old.filing == cell.filing || old.state != State::Present {
        return;
    }
    if old.written() != cell.written() && old.written().num() != cell.written().num() {
        tally.differs = true;
        return;
    }
    if cell.digits != 0 {
        tally.same = tally.same.saturating_add(1);
        tally.moves |= !matches!(nature, Nature::Level | Nature::Opening(_));
        tally.from = tally.from.or(Some(old.filing));
    }
}

fn earlier(
    ctx: &Ctx<'_>,
    cell: Cell,
    (filing, p, nature): (&Filing, Period, Nature),
    what: QuotedAs,
) -> Option<CellId> {
    let before = When::Period(quoted::earlier_period(nature, p, what));
    let time = time_of(ctx.plan, cell.figure, Some(before));
    match ctx.facts.index.get(cell.figure, filing.about, time) {
        Fact::One(old) => Some(old),
        Fact::None | Fact::Conflict(_) => None,
    }
}

fn finding(ctx: &Ctx<'_>, filing: &Filing, what: QuotedAs, tally: Tally) -> Option<Finding> {
    let Some(When::Period(p)) = filing.when else { return None };
    let before = quoted::earlier_period(Nature::Flow, p, what);
    let before = Words::new(|l| before.show(l));
    let item = paper::item(ctx, filing);
    let paper = Words::new(|l| paper::paper(ctx, filing, l));
    let old = ctx.facts.filing(tally.from?);
    Some(
        paper::finding(ctx, &CODE, (item, item.name), message(&paper, tally.same, &before))
            .at(ctx.facts.place(filing, Field::Period), words!("báo cáo này", "this report"))
            .at(
                ctx.facts.place(old, Field::Period),
                words!("các số liệu này đã có ở đây", "the same figures stand here"),
            )
            .at(item.name, paper::declared())
            .help(help())
            .about(ctx.subject_of_filing(filing)),
    )
}
