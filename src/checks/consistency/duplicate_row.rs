//! `consistency/duplicate-row`: one key twice in the table of one sender and period.

use rustc_hash::FxHashMap;

use crate::checks::consistency::{paper, rows};
use crate::checks::{Check, Ctx};
use crate::diag::{Code, Finding, Severity, Sink, Subject};
use crate::facts::{FilingId, FilingKind, RowId};
use crate::plan::{Table, TableId, UnitId, When};
use crate::value::{Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "consistency/duplicate-row",
    severity: Severity::Error,
    summary: [
        "một dòng xuất hiện hai lần trong bảng của một đơn vị trong một kỳ",
        "one row stands twice in the table of one unit and period",
    ],
};

pub(super) const CHECK: Check = Check { codes: &[&CODE], run };

fn message(paper: &Words, table: &str, keys: &[Words]) -> Words {
    Words::new(|l| {
        let paper = paper.get(l);
        let names = rows::some_of(keys.iter().map(|k| k.get(l).to_owned()).collect(), l);
        match (l, keys.len()) {
            (Lang::Vi, 1) => format!("bảng `{table}` trong {paper} có hai dòng {names}"),
            (Lang::Vi, n) => {
                format!("bảng `{table}` trong {paper} có {n} dòng bị ghi hai lần: {names}")
            }
            (Lang::En, 1) => format!("table `{table}` in {paper} holds row {names} twice"),
            (Lang::En, n) => format!("table `{table}` in {paper} holds {n} rows twice: {names}"),
        }
    })
}

fn help() -> Words {
    words!(
        "giữ một dòng và xóa dòng thừa; nếu là hai đối tượng khác nhau, sửa lại tên ghi ở cột khóa",
        "keep one row and delete the other; if they are two different things, correct the name in the key column"
    )
}

/// A row and the one before it with its key.
type Pair = (RowId, RowId);

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    for at in 0..ctx.plan.tables.len() {
        let id = TableId(u32::try_from(at).unwrap_or(u32::MAX));
        let mut pairs = pairs(ctx, id);
        pairs.sort_by_key(|(_, again)| (ctx.facts.row(*again).filing, *again));
        for group in pairs.chunk_by(|a, b| filing(ctx, a.1) == filing(ctx, b.1)) {
            if let Some(finding) = finding(ctx, id, group) {
                sink.push(finding);
            }
        }
    }
}

fn filing(ctx: &Ctx<'_>, row: RowId) -> FilingId {
    ctx.facts.row(row).filing
}

fn pairs(ctx: &Ctx<'_>, id: TableId) -> Vec<Pair> {
    let table = ctx.plan.table(id);
    let mut seen: FxHashMap<(u64, UnitId, Option<When>), RowId> = FxHashMap::default();
    let mut out = Vec::new();
    for row in ctx.eval.rows.all(id) {
        let Some(hash) = rows::key_hash(ctx, table, row) else { continue };
        let from = ctx.facts.filing(filing(ctx, row)).from;
        let first = *seen.entry((hash, from, ctx.eval.rows.when(row))).or_insert(row);
        if first != row && is_duplicate(ctx, table, first, row) {
            out.push((first, row));
        }
    }
    out
}

/// In two papers it is a report sent twice, or two that contradict each other, and other findings say so;
/// in loose tables nothing else does.
fn is_duplicate(ctx: &Ctx<'_>, table: &Table, a: RowId, b: RowId) -> bool {
    if !rows::same_key(ctx, table, a, b) {
        return false;
    }
    let loose = |row| ctx.facts.filing(filing(ctx, row)).kind == FilingKind::Figures;
    filing(ctx, a) == filing(ctx, b)
        || ((loose(a) || loose(b)) && rows::differing(ctx, table, a, b).is_empty())
}

fn finding(ctx: &Ctx<'_>, id: TableId, pairs: &[Pair]) -> Option<Finding> {
    let table = ctx.plan.table(id);
    let filing = ctx.facts.filing(filing(ctx, pairs.first()?.1));
    let name = |(_, again): &Pair| Words::new(|l| rows::key_name(ctx, table, *again, l));
    let keys: Vec<Words> = pairs.iter().map(name).collect();
    let paper = Words::new(|l| paper::paper(ctx, filing, l));
    let key = table.item.place("key");
    let mut finding =
        paper::finding(ctx, &CODE, (&table.item, key), message(&paper, &table.item.label, &keys));
    for (first, again) in pairs.iter().take(rows::MOST) {
        finding = finding
            .at(ctx.facts.row(*again).at, words!("ghi lần nữa", "here again"))
            .at(ctx.facts.row(*first).at, words!("đã có ở đây", "already here"));
    }
    let subject = Subject { figure: Some(table.item.id.clone()), ..ctx.subject_of_filing(filing) };
    Some(finding.at(key, paper::declared()).help(help()).about(subject))
}
