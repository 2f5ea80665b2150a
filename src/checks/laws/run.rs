//! Every law at every place it binds: verdicts counted, broken ones told, unchecked ones with a cause.

use std::collections::BTreeMap;

use crate::checks::Ctx;
use crate::checks::consistency::broken_law;
use crate::checks::laws::listing::{Listing, checks, lawful_columns};
use crate::checks::laws::mend::candidates;
use crate::checks::laws::test::Tester;
use crate::checks::laws::{Head, Law, LawAt, Right, Verdict, causes};
use crate::checks::when::Judged as JudgedAt;
use crate::diag::{Finding, Severity};
use crate::eval::{Cause, Keep, Mend, Trace};
use crate::facts::{Cell, CellId, RowId, State, time_of};
use crate::plan::{ColumnId, FigureId, UnitId, When};
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
    let mut work = Work { ctx, tester, out: Judged::default(), seen, trace: Trace::recording() };
    work.cells();
    work.totals();
    work.rows();
    work.checks();
    work
}

struct Work<'a> {
    ctx: &'a Ctx<'a>,
    tester: Tester<'a>,
    out: Judged,
    /// Each verdict, where somebody asks for them.
    seen: Option<Vec<(LawAt, Verdict)>>,
    /// What was met in the law at hand, where that is not plain.
    trace: Trace,
}

impl Work<'_> {
    /// The laws of filed figures. Those of one filing stand together.
    fn cells(&mut self) {
        let (plan, facts) = (self.ctx.plan, self.ctx.facts);
        let listing = Listing::new(plan);
        let (mut last, mut here) = (None, None);
        for cell in facts.cells.iter() {
            let laws = listing.of(cell.figure);
            if laws.is_empty() || cell.state != State::Present {
                continue;
            }
            if last.replace(cell.filing) != Some(cell.filing) {
                let filing = facts.filing(cell.filing);
                here = filing.when.filter(|_| !filing.superseded).map(|when| (filing.about, when));
            }
            let Some((unit, when)) = here else { continue };
            // Of several equal filings of one fact the first speaks; facts in conflict hold nothing up twice.
            if facts.index.speaks(&cell, unit, || time_of(plan, cell.figure, Some(when))) {
                self.cell(&cell, laws, (unit, when));
            }
        }
    }

    fn cell(&mut self, cell: &Cell, laws: &[Law], (unit, when): (UnitId, When)) {
        let head = Head::Figure { figure: cell.figure, unit, when, cell: cell.id };
        for law in laws {
            if self.binds(*law, cell.figure, unit, when) {
                self.judge(LawAt { law: *law, head });
            }
        }
    }

    /// Whether there is anything that the law could hold a figure against: shorter periods that something
    /// was filed for, units below.
    fn binds(&self, law: Law, figure: FigureId, unit: UnitId, when: When) -> bool {
        let plan = self.ctx.plan;
        if !self.is_in_force(law, figure, when) {
            return false;
        }
        match (law, when) {
            (Law::OverTime, When::Period(p)) => self.ctx.facts.index.has_parts(p),
            (Law::OverTime, _) => false,
            (Law::Sums, _) => plan.figure(figure).sums.as_ref().is_some_and(|s| {
                self.tester.eval.sum_binds(s, unit)
                    && !(s.relative && plan.tree.below(unit).is_empty())
            }),
            _ => true,
        }
    }

    /// Whether an amendment has not taken the law away for that time.
    fn is_in_force(&self, law: Law, figure: FigureId, when: When) -> bool {
        let figure = self.ctx.plan.figure(figure);
        let force = match law {
            Law::Part(n) => figure.part_of.get(usize::from(n)).map(|p| p.force),
            Law::Equals => figure.equals.as_ref().map(|f| f.force),
            Law::Sums => figure.sums.as_ref().map(|s| s.force),
            _ => None,
        };
        match force {
            None => true,
            Some(days) if days == Days::ALL => true,
            Some(days) => self.ctx.plan.last_day(when).is_none_or(|last| days.contains(last)),
        }
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
        let verdict = if self.tester.holds_plainly(&at) {
            Verdict::Holds
        } else {
            self.trace.restart(Keep::Causes);
            self.tester.test(&at, &mut self.trace)
        };
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
