//! `completeness/missing-figure` within tables: cells that rows lack. One finding for each column of a
//! table in a report, however many rows lack it.

use rustc_hash::FxHashMap;

use crate::checks::Ctx;
use crate::checks::completeness::missing_figure::CODE;
use crate::checks::completeness::papers::{Paper, Serves, is_served, required_here};
use crate::diag::words::count;
use crate::diag::{Finding, Sink, Subject};
use crate::dues::{Carried, Due};
use crate::facts::{FilingId, FilingKind, RowCell, RowValue};
use crate::plan::{Column, ColumnId, Table, TableId};
use crate::source::Span;
use crate::value::{Lang, Words, words};

fn message(paper: &Paper<'_>, table: &str, column: &str, rows: usize) -> Words {
    Words::new(|l| {
        let (paper, rows) = (paper.show(l), count(rows, l, ["dòng", "row", "rows"]));
        match l {
            Lang::Vi => format!("{paper}: bảng `{table}` có {rows} để trống cột `{column}`"),
            Lang::En => format!("{paper}: `{column}` is empty in {rows} of the table `{table}`"),
        }
    })
}

fn label(rows: usize) -> Words {
    if rows == 1 {
        words!("dòng này để trống", "empty in this row")
    } else {
        words!("dòng đầu tiên để trống", "the first row without it")
    }
}

fn help(column: &str) -> Words {
    words!(
        "điền cột `{column}`: không phát sinh thì ghi 0, không áp dụng thì ghi lý do",
        "fill in `{column}`: write 0 where nothing occurred, and the reason where it does not apply"
    )
}

/// Rows of one filing that lack a column.
struct Lack {
    filing: FilingId,
    table: TableId,
    column: ColumnId,
    rows: usize,
    first: Span,
}

pub(super) fn run(ctx: &Ctx<'_>, carried: &Carried<'_>, serves: &Serves, sink: &mut Sink) {
    for lack in lacks(ctx) {
        let filing = ctx.facts.filing(lack.filing);
        let counts = filing.kind != FilingKind::Figures && !filing.superseded;
        if counts
            && ctx.dues.has_come(lack.filing)
            && let Some(due) = carrying(ctx, carried, serves, &lack)
        {
            sink.push(finding(ctx, due, &lack));
        }
    }
}

/// What rows lack, in the order first met.
fn lacks(ctx: &Ctx<'_>) -> Vec<Lack> {
    let mut known: FxHashMap<(FilingId, TableId, ColumnId), usize> = FxHashMap::default();
    let mut lacks: Vec<Lack> = Vec::new();
    for row in &ctx.facts.rows {
        for (column, cell) in empty_cells(ctx.plan.table(row.table), &row.cells) {
            let at = *known.entry((row.filing, row.table, column)).or_insert(lacks.len());
            match lacks.get_mut(at) {
                Some(lack) => lack.rows += 1,
                None => lacks.push(Lack {
                    filing: row.filing,
                    table: row.table,
                    column,
                    rows: 1,
                    first: cell.span,
                }),
            }
        }
    }
    lacks
}

/// Empty cells of columns that must be filled in.
fn empty_cells<'r>(
    table: &'r Table,
    cells: &'r [RowCell],
) -> impl Iterator<Item = (ColumnId, &'r RowCell)> {
    let needed = |column: &Column| !column.optional && column.equals.is_none();
    let numbered = (0..).map(ColumnId).zip(cells).zip(&table.columns);
    numbered
        .filter(move |((_, cell), column)| cell.value == RowValue::Missing && needed(column))
        .map(|(cell, _)| cell)
}

/// The due in scope for which the filing must give the table.
fn carrying<'a>(
    ctx: &Ctx<'a>,
    carried: &Carried<'_>,
    serves: &Serves,
    lack: &Lack,
) -> Option<&'a Due> {
    serves.of(lack.filing).map(|id| ctx.dues.due(id)).find(|due| {
        due.in_scope
            && is_served(due.state)
            && carried.carries_table(due.slot, due.unit, lack.table)
    })
}

fn finding(ctx: &Ctx<'_>, due: &Due, lack: &Lack) -> Finding {
    let table = ctx.plan.table(lack.table);
    let filing = ctx.facts.filing(lack.filing);
    let item = table.columns.get(lack.column.at()).map_or(&table.item, |c| &c.item);
    let paper = Paper::of_due(ctx, due, filing.from);
    let subject =
        Subject { figure: Some(format!("{}.{}", table.item.id, item.id)), ..ctx.subject_of(due) };
    ctx.finding(&CODE, item, item.name, message(&paper, &table.item.label, &item.label, lack.rows))
        .at(lack.first, label(lack.rows))
        .at(item.name, required_here())
        .help(help(&item.label))
        .about(subject)
}
