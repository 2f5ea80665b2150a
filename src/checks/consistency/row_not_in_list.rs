//! `consistency/row-not-in-list`: a cell with `in T` names what T does not list.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::checks::consistency::{paper, rows};
use crate::checks::{Check, Ctx};
use crate::diag::{Code, Finding, Severity, Sink, Subject};
use crate::facts::{FilingId, RowId};
use crate::plan::{Carried, Column, ColumnId, Duty, DutyId, Table, TableId, UnitId, When};
use crate::source::Span;
use crate::value::{Date, Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "consistency/row-not-in-list",
    severity: Severity::Error,
    summary: [
        "một dòng nêu tên không có trong danh sách mà nó phải thuộc về",
        "a row names what the list it must stand in does not have",
    ],
};

pub(super) const CHECK: Check = Check { codes: &[&CODE], run };

fn message(paper: &Words, table: &str, list: &str, names: &[Words]) -> Words {
    Words::new(|l| {
        let paper = paper.get(l);
        let shown = rows::some_of(names.iter().map(|n| n.get(l).to_owned()).collect(), l);
        match (l, names.len()) {
            (Lang::Vi, 1) => format!(
                "bảng `{table}` trong {paper} ghi {shown}, nhưng bảng `{list}` không có tên này"
            ),
            (Lang::Vi, n) => format!(
                "bảng `{table}` trong {paper} ghi {n} tên không có trong bảng `{list}`: {shown}"
            ),
            (Lang::En, 1) => {
                format!("table `{table}` in {paper} names {shown}, which `{list}` does not list")
            }
            (Lang::En, n) => {
                format!("table `{table}` in {paper} names {n} that `{list}` does not list: {shown}")
            }
        }
    })
}

fn help(list: &str) -> Words {
    words!(
        "bổ sung tên này vào bảng `{list}` nếu đã được chọn; nếu không, sửa tên hoặc bỏ dòng này",
        "add the name to `{list}` if it was chosen; if not, correct the name or leave the row out"
    )
}

/// A column that must stand in a list.
struct Law<'a> {
    id: TableId,
    table: &'a Table,
    at: ColumnId,
    column: &'a Column,
    list: TableId,
    clause: Span,
}

/// What a list holds.
#[derive(Default)]
struct List {
    /// The earliest day by which each value was listed; nothing for one that holds at all times.
    since: FxHashMap<u64, Option<Date>>,
    /// Units that handed in the list, with the earliest last day of it.
    holders: FxHashMap<UnitId, Option<Date>>,
    /// The filings that hold it.
    filings: FxHashSet<FilingId>,
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    for (at, table) in ctx.plan.tables.iter().enumerate() {
        let id = TableId(u32::try_from(at).unwrap_or(u32::MAX));
        for (at, column) in table.columns.iter().enumerate() {
            let Some((list, theirs, clause)) = column.in_table else { continue };
            let at = ColumnId(u32::try_from(at).unwrap_or(u32::MAX));
            let law = Law { id, table, at, column, list, clause };
            judge(ctx, &law, &listed(ctx, list, theirs), sink);
        }
    }
}

fn listed(ctx: &Ctx<'_>, id: TableId, column: ColumnId) -> List {
    let mut list = List::default();
    for row in ctx.eval.rows.all(id) {
        let value = ctx.facts.row_cell(row, column).and_then(|c| rows::value_hash(&c.value));
        if let Some(hash) = value {
            earliest(&mut list.since, hash, last(ctx, ctx.eval.rows.when(row)));
        }
    }
    for (held_by, table, _) in &ctx.facts.held {
        let filing = ctx.facts.filing(*held_by);
        if *table == id && !filing.superseded {
            list.filings.insert(*held_by);
            earliest(&mut list.holders, filing.about, last(ctx, filing.when));
        }
    }
    list
}

fn earliest<K: std::hash::Hash + Eq>(
    map: &mut FxHashMap<K, Option<Date>>,
    key: K,
    day: Option<Date>,
) {
    // `None` comes before every day.
    map.entry(key).and_modify(|d| *d = (*d).min(day)).or_insert(day);
}

fn last(ctx: &Ctx<'_>, when: Option<When>) -> Option<Date> {
    when.and_then(|w| ctx.plan.last_day(w))
}

fn judge(ctx: &Ctx<'_>, law: &Law<'_>, list: &List, sink: &mut Sink) {
    let mut outside: Vec<(FilingId, RowId)> = Vec::new();
    let mut incomplete = Incomplete::default();
    for row in ctx.eval.rows.all(law.id) {
        let value = ctx.facts.row_cell(row, law.at).and_then(|c| rows::value_hash(&c.value));
        let Some(hash) = value else { continue };
        let by = last(ctx, ctx.eval.rows.when(row));
        if list.since.get(&hash).is_some_and(|since| is_by(*since, by)) {
            continue;
        }
        let filing = ctx.facts.row(row).filing;
        let about = ctx.facts.filing(filing).about;
        if is_held(ctx, list, about, by) && !incomplete.is(ctx, (law.list, list), about, by) {
            outside.push((filing, row));
        }
    }
    outside.sort_unstable();
    for group in outside.chunk_by(|a, b| a.0 == b.0) {
        if let Some(finding) = finding(ctx, law, group) {
            sink.push(finding);
        }
    }
}

/// Listed by the end of the row's own period. A row without a period may stand in any list.
fn is_by(since: Option<Date>, by: Option<Date>) -> bool {
    by.is_none() || since <= by
}

/// Whether the unit, or one above it, has handed in the list by then: else nothing can be said.
fn is_held(ctx: &Ctx<'_>, list: &List, unit: UnitId, by: Option<Date>) -> bool {
    let mut at = Some(unit);
    // As deep as any tree of offices; a circle is an error of the rules.
    for _ in 0..32 {
        let Some(unit) = at else { return false };
        if list.holders.get(&unit).is_some_and(|since| is_by(*since, by)) {
            return true;
        }
        at = ctx.plan.above(unit);
    }
    false
}

/// Units whose list is not all there, as asked before.
#[derive(Default)]
struct Incomplete {
    known: FxHashMap<(UnitId, Option<Date>), bool>,
    carriers: Option<Vec<DutyId>>,
}

impl Incomplete {
    /// A due that carries the list, owed by the unit by then, has not come, or came without it.
    fn is(
        &mut self,
        ctx: &Ctx<'_>,
        (id, list): (TableId, &List),
        unit: UnitId,
        by: Option<Date>,
    ) -> bool {
        if let Some(known) = self.known.get(&(unit, by)) {
            return *known;
        }
        let carriers = self.carriers.get_or_insert_with(|| carriers(ctx, id));
        let absent = carriers.iter().any(|duty| {
            ctx.dues.slots_of(*duty).iter().any(|slot| {
                let ended = by.is_none_or(|by| ctx.dues.slot(*slot).last.is_some_and(|l| l <= by));
                let due = ctx.dues.due_of(*slot, unit).filter(|_| ended);
                let filing = due.map(|due| ctx.dues.due(due).filing);
                filing.is_some_and(|f| f.is_none_or(|f| !list.filings.contains(&f)))
            })
        });
        self.known.insert((unit, by), absent);
        absent
    }
}

fn carriers(ctx: &Ctx<'_>, list: TableId) -> Vec<DutyId> {
    let carries = |duty: &Duty| duty.carries.iter().any(|c| c.what == Carried::Table(list));
    let duties = ctx.plan.duties.iter().enumerate().filter(|(_, duty)| carries(duty));
    duties.filter_map(|(at, _)| u32::try_from(at).ok().map(DutyId)).collect()
}

fn finding(ctx: &Ctx<'_>, law: &Law<'_>, group: &[(FilingId, RowId)]) -> Option<Finding> {
    let filing = ctx.facts.filing(group.first()?.0);
    let list = ctx.plan.table(law.list);
    let mut met = FxHashSet::default();
    let mut names = Vec::new();
    let mut places = Vec::new();
    for (_, row) in group {
        let Some(cell) = ctx.facts.row_cell(*row, law.at) else { continue };
        places.push(cell.span);
        if rows::value_hash(&cell.value).is_some_and(|hash| met.insert(hash)) {
            names.push(Words::new(|l| rows::cell_value(ctx, law.column, cell, l)));
        }
    }
    let paper = Words::new(|l| paper::paper(ctx, filing, l));
    let message = message(&paper, &law.table.item.label, &list.item.label, &names);
    let mut finding = ctx.finding(&CODE, &law.column.item, law.clause, message);
    for place in places.into_iter().take(rows::MOST) {
        finding = finding.at(place, words!("không có trong danh sách", "not in the list"));
    }
    let subject =
        Subject { figure: Some(law.table.item.id.clone()), ..ctx.subject_of_filing(filing) };
    Some(finding.at(law.clause, paper::declared()).help(help(&list.item.label)).about(subject))
}
