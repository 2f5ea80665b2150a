//! Every law at every place it binds: verdicts counted, broken ones told, unchecked ones with a cause.

use std::collections::BTreeMap;
use std::ptr;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::checks::Ctx;
use crate::checks::consistency::broken_law;
use crate::checks::laws::listing::{Listed, Listing, Needs, checks, lawful_columns};
use crate::checks::laws::mend::candidates;
use crate::checks::laws::plain::{Place, Plain};
use crate::checks::laws::test::Tester;
use crate::checks::laws::{Head, Law, LawAt, Right, Verdict, causes};
use crate::checks::when::Judged as JudgedAt;
use crate::diag::{Finding, Severity};
use crate::eval::{Cause, Count, Keep, Mend, NOWHERE, Season, Trace};
use crate::facts::{CellId, Fact, Filed, ListId, RowId, Said, State, time_of};
use crate::plan::{ColumnId, FigureId, Nature, UnitId, When};
use crate::report::Laws;
use crate::value::Days;

/// A broken law with all that folding and targets need to know.
#[derive(Debug)]
pub(crate) struct Broken {
    pub(crate) at: LawAt,
    pub(crate) finding: Finding,
    /// The figures it names, each once.
    pub(crate) cells: Vec<CellId>,
    pub(crate) right: Right,
    /// What the figures it names may be instead; empty where the law only warns.
    pub(crate) mends: Vec<Mend>,
}

/// All laws of a plan, judged.
#[derive(Debug, Default)]
pub(crate) struct Judged {
    pub(crate) counts: Laws,
    pub(crate) broken: Vec<Broken>,
    /// How many laws each cause holds up.
    pub(crate) held_up: BTreeMap<Cause, usize>,
}

/// Judges all laws.
pub(crate) fn run(ctx: &Ctx<'_>) -> Judged {
    all(ctx, None).out
}

/// Every law at every place, with its verdict: for tests of plans.
pub(crate) fn verdicts(ctx: &Ctx<'_>) -> Vec<(LawAt, Verdict)> {
    all(ctx, Some(Vec::new())).seen.unwrap_or_default()
}

fn all<'a>(ctx: &'a Ctx<'a>, seen: Option<Vec<(LawAt, Verdict)>>) -> Work<'a> {
    let tester = Tester { eval: ctx.eval, dues: ctx.dues };
    let (out, trace) = (Judged::default(), Trace::recording());
    let is_plain = seen.is_none() && ctx.eval.is_plain();
    let mut work = Work { ctx, tester, is_plain, out, seen, trace };
    work.cells();
    work.totals();
    work.rows();
    work.checks();
    work
}

struct Work<'a> {
    ctx: &'a Ctx<'a>,
    tester: Tester<'a>,
    /// Whether there is a short way for laws of plain counts: nobody asks for each.
    is_plain: bool,
    out: Judged,
    /// Each verdict, where somebody asks for them.
    seen: Option<Vec<(LawAt, Verdict)>>,
    /// What was met in the law at hand, where that is not plain.
    trace: Trace,
}

/// What of a filing decides which laws bind its figures.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Standing {
    when: When,
    has_units_below: bool,
    /// It is of the plan's own unit.
    is_own: bool,
}

/// The laws that bind the figures of a filing, looked up once for all filings alike.
struct Bound<'l> {
    season: Rc<Season>,
    figures: Vec<Vec<&'l Listed>>,
    /// Those of the figures of a list, in order. Mostly the next filing has the same.
    list: Option<ListId>,
    tasks: Vec<Task<'l>>,
}

/// A law of a figure in a filing.
struct Task<'l> {
    law: &'l Listed,
    figure: FigureId,
    /// Where the figure stands.
    at: usize,
    /// The law, where there is a short way to it.
    plain: Option<Plain>,
}

/// Says where each figure of a list stands.
fn stand(places: &mut [usize], list: &[FigureId], place: impl Fn(usize) -> usize) {
    for (at, figure) in list.iter().enumerate() {
        if let Some(known) = places.get_mut(figure.at()) {
            *known = place(at);
        }
    }
}

impl Work<'_> {
    /// The laws of filed figures. Those of one filing stand together.
    fn cells(&mut self) {
        let (facts, plan) = (self.ctx.facts, self.ctx.plan);
        let listing = Listing::new(plan);
        let mut places = vec![NOWHERE; plan.indicators.len()];
        let mut bounds = FxHashMap::default();
        for run in facts.cells.runs() {
            let filing = facts.filing(run.filing());
            let Some(when) = filing.when.filter(|_| !filing.superseded) else { continue };
            let standing = self.standing(filing.about, when);
            let bound = bounds.entry(standing).or_insert_with(|| self.bound(&listing, standing));
            if bound.list.replace(run.list()) != Some(run.list()) {
                self.turn(bound, run.figures(), &mut places);
            }
            self.filing(run, (filing.about, bound));
        }
    }

    /// Turns to the laws of a list of figures. `places` has room for where each figure stands.
    fn turn(&self, bound: &mut Bound<'_>, list: &[FigureId], places: &mut [usize]) {
        let Bound { season, figures, tasks, .. } = bound;
        stand(places, list, |at| at);
        let year = self.ctx.eval.to_date(season);
        let is_year = year.is_some_and(|year| ptr::eq(year, Rc::as_ptr(season)));
        let find = |count: &Count| {
            let nature = self.ctx.plan.figure(count.figure).nature;
            // What is filed to date, or asked for, is of a longer time.
            let is_there = nature != Nature::ToDate && (is_year || !count.to_date);
            let place = places.get(count.figure.at()).copied();
            place.filter(|_| is_there).unwrap_or(NOWHERE)
        };
        tasks.clear();
        for (at, figure) in list.iter().copied().enumerate() {
            let laws = figures.get(figure.at()).into_iter().flatten().copied();
            tasks.extend(laws.map(|law| {
                let plain = law.plain.as_ref().filter(|_| self.is_plain);
                Task { law, figure, at, plain: plain.map(|plain| plain.found(find)) }
            }));
        }
        stand(places, list, |_| NOWHERE);
    }

    /// The laws of the figures of one filing.
    fn filing(&mut self, run: Filed<'_>, (unit, bound): (UnitId, &Bound<'_>)) {
        let (index, season) = (&self.ctx.facts.index, &bound.season);
        let mut cells = run.figures().iter().zip(run.ids());
        let all_speak = !index.has_silent()
            || cells.all(|(figure, cell)| self.speaks((*figure, cell), unit, season));
        let place = Place { filed: all_speak.then_some(run), unit, season };
        for task in &bound.tasks {
            let Some(Said { state: State::Present, written }) = run.said(task.at) else { continue };
            let (figure, cell) = (task.figure, run.id(task.at));
            if !all_speak && !self.speaks((figure, cell), unit, season) {
                continue;
            }
            let head = Head::Figure { figure, unit, when: season.when, cell };
            let at = LawAt { law: task.law.law, head };
            let plain = task.plain.as_ref();
            match plain
                .and_then(|law| self.tester.judge_plainly(law, (&at, figure, written), &place))
            {
                Some(Verdict::Holds) => self.out.counts.holds += 1,
                Some(verdict) => self.ends(at, verdict),
                None => self.judge(at),
            }
        }
    }

    fn standing(&self, unit: UnitId, when: When) -> Standing {
        let plan = self.ctx.plan;
        let has_units_below = !plan.tree.below(unit).is_empty();
        Standing { when, has_units_below, is_own: plan.about == Some(unit) }
    }

    fn bound<'l>(&self, listing: &'l Listing, standing: Standing) -> Bound<'l> {
        let season = self.ctx.eval.season(standing.when);
        let binds = |law: &&Listed| self.binds(law, standing, &season);
        let of_figure = |figure| listing.of(figure).iter().filter(binds).collect();
        let figures = (0..).map(FigureId).take(self.ctx.plan.indicators.len());
        let figures = figures.map(of_figure).collect();
        Bound { season, figures, list: None, tasks: Vec::new() }
    }

    /// Whether there is anything that the law could hold a figure against, and no amendment has taken the law
    /// away for that time.
    fn binds(&self, law: &Listed, standing: Standing, season: &Season) -> bool {
        let has_other = match law.needs {
            Needs::Nothing => true,
            Needs::Parts => season.has_parts,
            Needs::UnitsBelow => standing.has_units_below,
            Needs::OwnUnit => standing.is_own,
        };
        let lasts =
            |days: Days| self.ctx.plan.last_day(season.when).is_none_or(|l| days.contains(l));
        has_other && law.force.is_none_or(lasts)
    }

    /// Of several equal filings of one fact the first speaks; facts in conflict hold nothing up twice.
    fn speaks(&self, (figure, cell): (FigureId, CellId), unit: UnitId, season: &Season) -> bool {
        let (plan, index) = (self.ctx.plan, &self.ctx.facts.index);
        let fact = match plan.figure(figure).nature {
            // It is filed for a part of the year, and is of all that went before.
            Nature::ToDate => {
                let time = time_of(plan, figure, Some(season.when));
                index.get(figure, unit, time)
            }
            _ => index.of(season.seat(figure), unit),
        };
        fact == Fact::One(cell)
    }

    /// The figures of a report that adds others up.
    fn totals(&mut self) {
        let plan = self.ctx.plan;
        if plan.duties.iter().all(|duty| duty.totals.is_empty()) {
            return;
        }
        for id in self.ctx.facts.cells.ids() {
            let cell = self.ctx.facts.cell(id);
            let filing = self.ctx.facts.filing(cell.filing);
            let Some(when) = filing.when.filter(|_| !filing.superseded) else { continue };
            for duty in self.ctx.facts.duties_of(filing) {
                let figure = plan.figure(cell.figure);
                let adds = matches!(
                    figure.ty,
                    crate::plan::Ty::Count
                        | crate::plan::Ty::Amount(_)
                        | crate::plan::Ty::Number(_)
                );
                let summed = figure
                    .sums
                    .as_ref()
                    .is_some_and(|s| self.tester.eval.sum_binds(s, filing.about));
                if plan.duty(*duty).totals.is_empty()
                    || !adds
                    || summed
                    || cell.state != State::Present
                {
                    continue;
                }
                let head = Head::Figure { figure: cell.figure, unit: filing.about, when, cell: id };
                self.judge(LawAt { law: Law::Total(*duty), head });
            }
        }
    }

    fn rows(&mut self) {
        for (at, table) in self.ctx.plan.tables.iter().enumerate() {
            let columns = lawful_columns(table);
            let id = crate::plan::TableId(u32::try_from(at).unwrap_or(u32::MAX));
            let rows: Vec<RowId> = self.ctx.eval.rows.all(id).collect();
            for row in rows {
                self.row(row, &columns, table.requires.len());
            }
        }
    }

    fn row(&mut self, row: RowId, columns: &[(ColumnId, Vec<Law>)], requires: usize) {
        for (column, laws) in columns {
            let filed = self.ctx.facts.row_cell(row, *column).map(|c| &c.value);
            if matches!(filed, None | Some(crate::facts::RowValue::Missing)) {
                continue;
            }
            for law in laws {
                self.judge(LawAt { law: *law, head: Head::Column { row, column: *column } });
            }
        }
        for n in 0..requires {
            let law = Law::Require(u16::try_from(n).unwrap_or(u16::MAX));
            self.judge(LawAt { law, head: Head::Row(row) });
        }
    }

    fn checks(&mut self) {
        for (id, rule) in checks(self.ctx.plan) {
            for (n, line) in rule.lines.iter().enumerate() {
                let law = Law::Check(id, u16::try_from(n).unwrap_or(u16::MAX));
                for JudgedAt { unit, when, row, .. } in self.ctx.judged(rule, line, &line.tail) {
                    if self.is_over(when) {
                        self.judge(LawAt { law, head: Head::Subject { unit, when, row } });
                    }
                }
            }
        }
    }

    fn is_over(&self, when: When) -> bool {
        self.ctx.plan.last_day(when).is_none_or(|last| last <= self.ctx.as_of)
    }

    fn judge(&mut self, at: LawAt) {
        self.trace.restart(Keep::Causes);
        let verdict = self.tester.test(&at, &mut self.trace);
        self.ends(at, verdict);
    }

    fn ends(&mut self, at: LawAt, verdict: Verdict) {
        if let Some(seen) = &mut self.seen {
            seen.push((at, verdict));
        }
        match verdict {
            Verdict::Holds => self.out.counts.holds += 1,
            Verdict::DoesNotApply => self.out.counts.does_not_apply += 1,
            Verdict::CannotTell => self.out.counts.cannot_tell += 1,
            // One paper by itself lacks what the others hold.
            Verdict::CouldNotCheck if self.ctx.facts.scope.alone => {
                self.out.counts.does_not_apply += 1;
            }
            Verdict::CouldNotCheck => {
                self.out.counts.could_not_check += 1;
                if let Some(cause) = causes(&self.trace).first() {
                    *self.out.held_up.entry(*cause).or_default() += 1;
                }
            }
            Verdict::Broken => self.broken(at),
        }
    }

    fn broken(&mut self, at: LawAt) {
        self.trace.restart(Keep::All);
        self.tester.test(&at, &mut self.trace);
        let trace = &self.trace;
        self.out.counts.broken += 1;
        let right = Right::of(&self.tester, &at);
        let finding = broken_law::finding(self.ctx, &self.tester, &at, (&right, trace));
        let mends = if finding.severity == Severity::Error {
            candidates(&self.tester, &at, right.wanted, trace)
        } else {
            Vec::new()
        };
        let mut cells = trace.cells.clone();
        cells.sort_unstable();
        cells.dedup();
        self.out.broken.push(Broken { at, finding, cells, right, mends });
    }
}
