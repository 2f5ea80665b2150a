//! `completeness/missing-row`: a table that `covers` a group lacks the row of a member. One finding for each
//! table, with the members left out.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::checks::completeness::papers::{Paper, Papers, required_here, served_dues, some_of};
use crate::checks::completeness::recipients::depends_on_it;
use crate::checks::{Check, Ctx};
use crate::diag::words::{count, list};
use crate::diag::{Code, Finding, Severity, Sink, Subject};
use crate::dues::{Carried, Due, DueId, SlotId};
use crate::facts::{Filing, FilingId, RowId, RowValue};
use crate::plan::{ColumnId, SetId, TableId, UnitId, When};
use crate::source::Span;
use crate::value::{Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "completeness/missing-row",
    severity: Severity::Error,
    summary: [
        "bảng thiếu dòng của đơn vị phải có",
        "a table lacks the row of a unit that it must cover",
    ],
};

pub(super) const CHECK: Check = Check { codes: &[&CODE], run };

fn message(paper: &Paper<'_>, table: &str, names: &[String]) -> Words {
    Words::new(|l| {
        let (paper, some) = (paper.show(l), some_of(names, l));
        let rows = count(names.len(), l, ["dòng", "row", "rows"]);
        match l {
            Lang::Vi => format!("{paper}: bảng `{table}` thiếu {rows}: {some}"),
            Lang::En => format!("{paper}: the table `{table}` lacks {rows}: {some}"),
        }
    })
}

fn label(names: &[String]) -> Words {
    Words::new(|l| {
        let all = list(names, l, true);
        match l {
            Lang::Vi => format!("không có dòng của {all}"),
            Lang::En => format!("no row of {all}"),
        }
    })
}

fn help() -> Words {
    words!(
        "bổ sung mỗi đơn vị một dòng; đơn vị không phát sinh vẫn ghi một dòng với số 0",
        "add one row for each of them; a unit where nothing occurred has a row of zeros"
    )
}

/// A table with `covers`.
struct Covering {
    table: TableId,
    set: SetId,
    clause: Span,
    /// The column of the key that names the unit.
    column: ColumnId,
    /// Where the filings that hold it have it.
    held: FxHashMap<FilingId, Span>,
    /// Its rows, by whose figures they are.
    rows: FxHashMap<UnitId, Vec<RowId>>,
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    let tables = covering(ctx);
    if tables.is_empty() {
        return;
    }
    let carried = Carried::new(ctx.plan, ctx.dues);
    let look = Look { ctx, papers: Papers::new(ctx) };
    let mut members = Members::default();
    for (id, due) in served_dues(ctx) {
        for table in &tables {
            if carried.carries_table(due.slot, due.unit, table.table) {
                let subject = carried.subject(due.slot, due.unit);
                let members = members.of(ctx, table, due, subject);
                if let Some(finding) = look.due(id, table, &members) {
                    sink.push(finding);
                }
            }
        }
    }
}

fn covering(ctx: &Ctx<'_>) -> Vec<Covering> {
    let mut tables = Vec::new();
    for (at, table) in ctx.plan.tables.iter().enumerate() {
        let id = TableId(u32::try_from(at).unwrap_or(u32::MAX));
        let names_unit =
            |c: &&ColumnId| table.columns.get(c.at()).is_some_and(|c| c.unit_of.is_some());
        if let (Some((set, clause)), Some(column)) =
            (table.covers, table.key.iter().find(names_unit))
        {
            let (held, rows) = (places(ctx, id), rows_by_unit(ctx, id));
            tables.push(Covering { table: id, set, clause, column: *column, held, rows });
        }
    }
    tables
}

fn places(ctx: &Ctx<'_>, table: TableId) -> FxHashMap<FilingId, Span> {
    let mut places = FxHashMap::default();
    for (filing, _, span) in ctx.facts.held.iter().filter(|(_, t, _)| *t == table) {
        places.entry(*filing).or_insert(*span);
    }
    for row in ctx.eval.rows.all(table) {
        let row = ctx.facts.row(row);
        places.entry(row.filing).or_insert(row.at);
    }
    places
}

fn rows_by_unit(ctx: &Ctx<'_>, table: TableId) -> FxHashMap<UnitId, Vec<RowId>> {
    let mut rows: FxHashMap<UnitId, Vec<RowId>> = FxHashMap::default();
    for row in ctx.eval.rows.all(table) {
        let about = ctx.facts.filing(ctx.facts.row(row).filing).about;
        rows.entry(about).or_default().push(row);
    }
    rows
}

/// The members a table must cover, kept while they are the same.
#[derive(Default)]
struct Members {
    known: FxHashMap<(SlotId, SetId, Option<UnitId>), Rc<[UnitId]>>,
}

impl Members {
    fn of(&mut self, ctx: &Ctx<'_>, table: &Covering, due: &Due, it: UnitId) -> Rc<[UnitId]> {
        let it = depends_on_it(ctx.plan, table.set).then_some(it);
        let day = ctx.slot(due).last;
        let find = || ctx.plan.members(&[table.set], day, it).into();
        Rc::clone(self.known.entry((due.slot, table.set, it)).or_insert_with(find))
    }
}

struct Look<'c, 'a> {
    ctx: &'c Ctx<'a>,
    papers: Papers<'c, 'a>,
}

impl Look<'_, '_> {
    fn due(&self, id: DueId, table: &Covering, members: &[UnitId]) -> Option<Finding> {
        let filing = self.papers.counting(id).next().map(|(_, f)| f)?;
        // A filing without the table lacks it as a whole; a nil one says that there is nothing.
        let mut places = self.papers.counting(id).filter(|(_, f)| !f.nil);
        let at = places.find_map(|(f, _)| table.held.get(&f).copied())?;
        let (mut named, unreadable) = self.named_units(id, table, filing);
        named.sort_unstable();
        let absent = members.iter().filter(|u| named.binary_search(u).is_err());
        let absent: Vec<UnitId> = absent.copied().collect();
        // A row whose unit could not be read may be the one that is looked for.
        (absent.len() > unreadable).then(|| self.finding(id, table, at, &absent))
    }

    /// The units that rows of the sender and the time name, and how many rows do not tell.
    fn named_units(&self, id: DueId, table: &Covering, filing: &Filing) -> (Vec<UnitId>, usize) {
        let ctx = self.ctx;
        let when = ctx.slot(ctx.dues.due(id)).occasion.when().or(filing.when);
        let (mut units, mut unreadable) = (Vec::new(), 0);
        for row in table.rows.get(&filing.about).into_iter().flatten() {
            let theirs = match (ctx.eval.rows.when(*row), when) {
                (Some(row), Some(when)) => lies_in(ctx, row, when),
                _ => self.papers.counting(id).any(|(f, _)| f == ctx.facts.row(*row).filing),
            };
            match ctx.facts.row_cell(*row, table.column).map(|c| &c.value) {
                _ if !theirs => {}
                Some(RowValue::Unit(unit)) => units.push(*unit),
                _ => unreadable += 1,
            }
        }
        (units, unreadable)
    }

    fn finding(&self, id: DueId, table: &Covering, at: Span, absent: &[UnitId]) -> Finding {
        let ctx = self.ctx;
        let (due, item) = (ctx.dues.due(id), &ctx.plan.table(table.table).item);
        let last = ctx.slot(due).last;
        let names: Vec<String> = absent.iter().map(|u| ctx.unit(*u, last).to_owned()).collect();
        let sender = self.papers.counting(id).next().map_or(due.unit, |(_, f)| f.from);
        let message = message(&Paper::of_due(ctx, due, sender), &item.label, &names);
        ctx.finding(&CODE, item, table.clause, message)
            .at(at, label(&names))
            .at(table.clause, required_here())
            .help(help())
            .about(Subject { figure: Some(item.id.clone()), ..ctx.subject_of(due) })
    }
}

/// Whether a row of this time belongs to that one.
fn lies_in(ctx: &Ctx<'_>, row: When, when: When) -> bool {
    match (row, when) {
        (When::Period(row), When::Period(p)) => p.contains(row),
        (When::Day(day), When::Period(p)) => {
            ctx.plan.calendar.first(p) <= day && day <= ctx.plan.calendar.last(p)
        }
        (row, when) => row == when,
    }
}
