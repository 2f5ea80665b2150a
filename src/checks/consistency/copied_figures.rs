//! `consistency/copied-figures`: five or more figures that are not nought, all equal to those of the period
//! before or the year before. States alone may well stay as they are.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::checks::consistency::{paper, quoted};
use crate::checks::{Check, Ctx};
use crate::diag::{Code, Finding, Severity, Sink};
use crate::facts::{
    CellId, Fact, Field, Filed, Filing, FilingId, FilingKind, QuotedAs, Said, Seat, State, time_of,
};
use crate::plan::{FigureId, Nature, UnitId, When};
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
        vi: format!("{vi} có {same} số liệu khác 0, tất cả đều trùng với {}", before.vi).into(),
        en: format!("{en} has {same} figures that are not 0, and all equal those of {}", before.en)
            .into(),
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
    /// Some figure differs, or there is none: nothing was copied.
    differs: bool,
    /// Among the equal ones is one that is no state.
    moves: bool,
    /// The first figure of before that was found equal.
    from: Option<CellId>,
}

impl Tally {
    fn add(&mut self, said: Said, (before, old): (CellId, Said), nature: Nature) {
        if !said.written.is_same(old.written) {
            self.differs = true;
        } else if said.written.digits != 0 {
            self.same = self.same.saturating_add(1);
            self.moves |= !matches!(nature, Nature::Level | Nature::Opening(_));
            self.from = self.from.or(Some(before));
        }
    }
}

#[derive(Clone, Copy, Default)]
struct Both {
    period: Tally,
    year: Tally,
    /// Figures that are not nought.
    filled: u16,
}

/// What is held against earlier times, for reports of one period.
struct Earlier {
    /// For each figure that is a number: where those of the period and of the year before stand.
    seats: Vec<Option<[Seat; 2]>>,
    /// Whether anybody filed anything then.
    filed: [bool; 2],
}

fn earlier(ctx: &Ctx<'_>, period: Period) -> Earlier {
    let figures = (0..).map(FigureId).zip(&ctx.plan.indicators);
    let seats = figures.map(|(figure, indicator)| {
        let seats = [QuotedAs::LastPeriod, QuotedAs::LastYear].map(|what| {
            let before = quoted::earlier_period(indicator.nature, period, what);
            let [then, now] =
                [before, period].map(|p| time_of(ctx.plan, figure, Some(When::Period(p))));
            // What is the same time is not earlier.
            if then == now { Seat::EMPTY } else { ctx.facts.index.seat(figure, then) }
        });
        (seats, quoted::is_numeric(&indicator.ty))
    });
    let all: Vec<([Seat; 2], bool)> = seats.collect();
    let is_filed = |n| all.iter().filter_map(|(both, _)| both.get(n)).any(|s: &Seat| s.is_filed());
    let filed = [0, 1].map(is_filed);
    let seats = all.into_iter().map(|(seats, is_number)| is_number.then_some(seats)).collect();
    Earlier { seats, filed }
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    // Looked up once for each period that reports are for.
    let mut earlier_times: FxHashMap<Period, Earlier> = FxHashMap::default();
    // Whether each filing differs from what was filed before, as far as it is read; nearly all do.
    let mut differs: Vec<Option<bool>> = vec![None; ctx.facts.filings.len()];
    let mut alike: BTreeMap<FilingId, Both> = BTreeMap::new();
    for run in ctx.facts.cells.runs() {
        let id = run.filing();
        let filing = ctx.facts.filing(id);
        let Some(period) = period_of(filing) else { continue };
        let Some(differs) = differs.get_mut(id.0 as usize) else { continue };
        let mut both = match *differs {
            None => Both::default(),
            Some(false) => alike.remove(&id).unwrap_or_default(),
            Some(true) => continue,
        };
        let earlier = earlier_times.entry(period).or_insert_with(|| earlier(ctx, period));
        let now = count(ctx, (filing.about, run), earlier, &mut both);
        if !now {
            alike.insert(id, both);
        }
        *differs = Some(now);
    }
    for (id, both) in alike {
        let tried = [(QuotedAs::LastPeriod, both.period), (QuotedAs::LastYear, both.year)];
        let copied = tried.into_iter().find(|(_, t)| is_copied(*t, both.filled));
        let finding = copied.and_then(|(what, t)| finding(ctx, ctx.facts.filing(id), what, t));
        if let Some(finding) = finding {
            sink.push(finding);
        }
    }
}

/// The period that a filing is for, if its figures are judged.
fn period_of(filing: &Filing) -> Option<Period> {
    match filing.when {
        Some(When::Period(p)) if !filing.superseded && filing.kind != FilingKind::Document => {
            Some(p)
        }
        _ => None,
    }
}

fn is_copied(tally: Tally, filled: u16) -> bool {
    !tally.differs
        && tally.moves
        && tally.same >= FEWEST
        && u32::from(tally.same) * 2 >= u32::from(filled)
}

/// Holds cells of a filing against both earlier times, until they differ from both, as most do at the first of
/// them: then it is true.
fn count(
    ctx: &Ctx<'_>,
    (unit, run): (UnitId, Filed<'_>),
    earlier: &Earlier,
    both: &mut Both,
) -> bool {
    let [period, year] = earlier.filed;
    both.period.differs |= !period;
    both.year.differs |= !year;
    for (cell, figure) in run.ids().zip(run.figures()) {
        if both.period.differs && both.year.differs {
            return true;
        }
        let said = ctx.facts.cells.said(cell);
        let seats = earlier.seats.get(figure.at()).copied().flatten();
        let Some([period, year]) = seats.filter(|_| said.state == State::Present) else { continue };
        both.filled = both.filled.saturating_add(u16::from(said.written.digits != 0));
        for (seat, tally) in [(period, &mut both.period), (year, &mut both.year)] {
            if !tally.differs
                && let Fact::One(before) = ctx.facts.index.of(seat, unit)
            {
                let old = ctx.facts.cells.said(before);
                if old.state == State::Present {
                    tally.add(said, (before, old), ctx.plan.figure(*figure).nature);
                }
            }
        }
    }
    both.period.differs && both.year.differs
}

fn finding(ctx: &Ctx<'_>, filing: &Filing, what: QuotedAs, tally: Tally) -> Option<Finding> {
    let Some(When::Period(p)) = filing.when else { return None };
    let before = quoted::earlier_period(Nature::Flow, p, what);
    let before = Words::new(|l| before.show(l));
    let item = paper::item(ctx, filing);
    let paper = Words::new(|l| paper::paper(ctx, filing, l));
    let old = ctx.facts.filing(ctx.facts.cell(tally.from?).filing);
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
