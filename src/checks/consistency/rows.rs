//! Rows of tables side by side: which have one key, in which cells they differ, how they are named.

use std::hash::{Hash, Hasher as _};

use rustc_hash::FxHasher;

use crate::checks::consistency::paper;
use crate::checks::{Ctx, name};
use crate::diag::words::{list, shown};
use crate::facts::{RowCell, RowId, RowValue};
use crate::plan::{Column, ColumnId, Table};
use crate::value::{Lang, Words, Written, fold};

/// No more names than this in one message.
pub(super) const MOST: usize = 5;

/// A number that equal keys share; `None` where a part of the key is absent.
pub(super) fn key_hash(ctx: &Ctx<'_>, table: &Table, row: RowId) -> Option<u64> {
    let mut hasher = FxHasher::default();
    for column in &table.key {
        hash(&ctx.facts.row_cell(row, *column)?.value, &mut hasher)?;
    }
    (!table.key.is_empty()).then(|| hasher.finish())
}

/// A number that equal values share; `None` for what is absent.
pub(super) fn value_hash(value: &RowValue) -> Option<u64> {
    let mut hasher = FxHasher::default();
    hash(value, &mut hasher)?;
    Some(hasher.finish())
}

fn hash(value: &RowValue, hasher: &mut FxHasher) -> Option<()> {
    match value {
        RowValue::Number(n) => least(*n).hash(hasher),
        RowValue::Flag(yes) => yes.hash(hasher),
        RowValue::Date(day) => day.hash(hasher),
        RowValue::Text(text) => fold::key(text).hash(hasher),
        RowValue::Unit(unit) => unit.hash(hasher),
        RowValue::Missing
        | RowValue::NotApplicable
        | RowValue::NotCollected
        | RowValue::Withheld
        | RowValue::Wrong => return None,
    }
    Some(())
}

/// Digits without closing noughts after the mark, so that 1 and 1,0 are one key.
fn least(mut n: Written) -> (i64, u8) {
    while n.decimals > 0 && n.digits % 10 == 0 {
        n = Written { digits: n.digits / 10, decimals: n.decimals - 1 };
    }
    (n.digits, n.decimals)
}

/// Whether two rows have one key.
pub(super) fn same_key(ctx: &Ctx<'_>, table: &Table, a: RowId, b: RowId) -> bool {
    table.key.iter().all(|c| match (ctx.facts.row_cell(a, *c), ctx.facts.row_cell(b, *c)) {
        (Some(a), Some(b)) => same(&a.value, &b.value),
        _ => false,
    })
}

/// Whether two values are one.
pub(super) fn same(a: &RowValue, b: &RowValue) -> bool {
    match (a, b) {
        (RowValue::Number(a), RowValue::Number(b)) => a.num() == b.num(),
        (RowValue::Text(a), RowValue::Text(b)) => a == b || fold::key(a) == fold::key(b),
        _ => a == b,
    }
}

/// The columns in which two rows with one key say different things. What is absent says nothing.
pub(super) fn differing(ctx: &Ctx<'_>, table: &Table, a: RowId, b: RowId) -> Vec<ColumnId> {
    let says = |cell: &RowCell| !matches!(cell.value, RowValue::Missing | RowValue::Wrong);
    let pairs = ctx.facts.row(a).cells.iter().zip(&ctx.facts.row(b).cells);
    let differ = pairs
        .enumerate()
        .filter(|(_, (a, b))| says(a) && says(b) && !same(&a.value, &b.value))
        .filter_map(|(at, _)| u32::try_from(at).ok().map(ColumnId));
    differ.filter(|c| !table.key.contains(c)).collect()
}

/// The cells in which two rows differ, each as `pair` puts it: its label, the one value, the other.
pub(super) fn differences(
    ctx: &Ctx<'_>,
    table: &Table,
    (a, b): (RowId, RowId),
    columns: &[ColumnId],
    pair: impl Fn(&str, &str, &str, Lang) -> String,
) -> Words {
    Words::new(|l| {
        let one = |c: &ColumnId| {
            let column = table.columns.get(c.at())?;
            let value = |row| ctx.facts.row_cell(row, *c).map(|v| cell_value(ctx, column, v, l));
            Some(pair(&column.item.label, &value(a)?, &value(b)?, l))
        };
        let told: Vec<String> = columns.iter().filter_map(one).collect();
        told.join("; ")
    })
}

/// The first of some names, and how many more there are.
pub(super) fn some_of(mut names: Vec<String>, lang: Lang) -> String {
    let more = names.len().saturating_sub(MOST);
    names.truncate(MOST);
    if more > 0 {
        names.push(match lang {
            Lang::Vi => format!("{more} mục khác"),
            Lang::En => format!("{more} more"),
        });
    }
    list(&names, lang, true)
}

/// A row by its key: `Xã Bình Đông`, or several parts with commas between.
pub(super) fn key_name(ctx: &Ctx<'_>, table: &Table, row: RowId, lang: Lang) -> String {
    let part = |c: &ColumnId| {
        let column = table.columns.get(c.at())?;
        ctx.facts.row_cell(row, *c).map(|cell| bare(ctx, column, &cell.value, lang))
    };
    format!("`{}`", table.key.iter().filter_map(part).collect::<Vec<_>>().join(", "))
}

/// A cell of a row for a reader; names in backticks.
pub(super) fn cell_value(ctx: &Ctx<'_>, column: &Column, cell: &RowCell, lang: Lang) -> String {
    let text = bare(ctx, column, &cell.value, lang);
    let is_name = matches!(cell.value, RowValue::Text(_) | RowValue::Unit(_));
    if is_name { format!("`{text}`") } else { text }
}

fn bare(ctx: &Ctx<'_>, column: &Column, value: &RowValue, lang: Lang) -> String {
    let pick = |vi: &str, en: &str| match lang {
        Lang::Vi => vi.to_owned(),
        Lang::En => en.to_owned(),
    };
    match value {
        RowValue::Number(n) => name::written(*n, &column.ty, lang),
        RowValue::Flag(yes) => paper::flag(*yes, lang),
        RowValue::Date(day) => day.show(lang),
        RowValue::Text(text) => shown(text),
        RowValue::Unit(unit) => ctx.unit(*unit, None).to_owned(),
        RowValue::Missing => pick("để trống", "empty"),
        RowValue::NotApplicable => pick("không áp dụng", "not applicable"),
        RowValue::NotCollected => pick("chưa thống kê", "not collected"),
        RowValue::Withheld => pick("không cung cấp", "withheld"),
        RowValue::Wrong => pick("không đọc được", "unreadable"),
    }
}
