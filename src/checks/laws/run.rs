//! Every law at every place it binds: verdicts counted, broken ones told, unchecked ones with a cause.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::checks::Ctx;
use crate::checks::consistency::broken_law;
use crate::checks::laws::listing::{Listed, Listing, Needs, checks, lawful_columns};
use crate::checks::laws::mend::candidates;
use crate::checks::laws::test::Tester;
use crate::checks::laws::{Head, Law, LawAt, Right, Verdict, causes};
use crate::checks::when::Judged as JudgedAt;
use crate::diag::{Finding, Severity};
use crate::eval::{Cause, Keep, Mend, Season, Trace};
use crate::facts::{Cell, CellId, Fact, Filing, RowId, State, time_of};
use crate::plan::{ColumnId, Nature, UnitId, When};
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
    let (out, trace, is_plain) = (Judged::default(), Trace::recording(), ctx.eval.is_plain());
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
    /// Whether there is a short way for laws of plain counts.
    is_plain: bool,
    out: Judged,
    /// Each verdict, where somebody asks for them.
    seen: Option<Vec<(LawAt, Verdict)>>,
    /// What was met in the law at hand, where that is not plain.
    trace: Trace,
}

/// Whose figures a filing holds, and for when.
struct Here {
    unit: UnitId,
    has_units_below: bool,
    season: Rc<Season>,
}

impl Work<'_> {
    /// The laws of filed figures. Those of one filing stand together.
    fn cells(&mut self) {
        let facts = self.ctx.facts;
        let listing = Listing::new(self.ctx.plan);
        let (mut last, mut here) = (None, None);
        for cell in facts.cells.iter() {
            let laws = listing.of(cell.figure);
            if laws.is_empty() || cell.state != State::Present {
                continue;
            }
            if last.replace(cell.filing) != Some(cell.filing) {
                here = self.here(facts.filing(cell.filing));
            }
            let Some(here) = &here else { continue };
            if self.speaks(&cell, here) {
                self.cell(&cell, laws, here);
            }
        }
    }

    fn cell(&mut self, cell: &Cell, laws: &[Listed], here: &Here) {
        let (figure, unit, when) = (cell.figure, here.unit, here.season.when);
        let head = Head::Figure { figure, unit, when, cell: cell.id };
        for listed in laws {
            let law = listed.law;
            if !self.binds(listed, here) {
                continue;
            }
            if self.is_plain && self.tester.holds_plainly(law, cell, (unit, &here.season)) {
                self.ends(LawAt { law, head }, Verdict::Holds);
            } else {
                self.judge(LawAt { law, head });
            }
        }
    }

    /// Nothing where the filing is replaced, or for no time.
    fn here(&self, filing: &Filing) -> Option<Here> {
        let when = filing.when.filter(|_| !filing.superseded)?;
        let has_units_below = !self.ctx.plan.tree.below(filing.about).is_empty();
        Some(Here { unit: filing.about, has_units_below, season: self.ctx.eval.season(when) })
    }

    /// Of several equal filings of one fact the first speaks; facts in conflict hold nothing up twice.
    fn speaks(&self, cell: &Cell, here: &Here) -> bool {
        let (plan, index) = (self.ctx.plan, &self.ctx.facts.index);
        if !index.has_silent() {
            return true;
        }
        let fact = match plan.figure(cell.figure).nature {
            // It is filed for a part of the year, and is of all that went before.
            Nature::ToDate => {
                let time = time_of(plan, cell.figure, Some(here.season.when));
                index.get(cell.figure, here.unit, time)
            }
            _ => index.of(here.season.seat(cell.figure), here.unit),
        };
        fact == Fact::One(cell.id)
    }

    /// Whether there is anything that the law could hold a figure against, and no amendment has taken the law
    /// away for that time.
    fn binds(&self, law: &Listed, here: &Here) -> bool {
        let has_other = match law.needs {
            Needs::Nothing => true,
            Needs::Parts => here.season.has_parts,
            Needs::UnitsBelow => here.has_units_below,
            Needs::OwnUnit => self.ctx.plan.about == Some(here.unit),
        };
        let lasts = |days: Days| {
            self.ctx.plan.last_day(here.season.when).is_none_or(|last| days.contains(last))
        };
        has_other && law.force.is_none_or(lasts)
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
