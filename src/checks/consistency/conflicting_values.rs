//! `consistency/conflicting-values`: two filings give one fact two values, and neither revises the other.

use rustc_hash::FxHashMap;

use crate::checks::consistency::{paper, quoted, rows};
use crate::checks::{Check, Ctx, name};
use crate::diag::words::shown;
use crate::diag::{Code, Finding, Severity, Sink, Subject};
use crate::facts::{Cell, CellId, Filing, FilingId, FilingKind, RowId, RowValue, State};
use crate::plan::{ColumnId, Table, TableId, UnitId, When};
use crate::value::{Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "consistency/conflicting-values",
    severity: Severity::Error,
    summary: [
        "hai văn bản ghi hai giá trị khác nhau cho cùng một số liệu",
        "two papers give one figure two values, and neither revises the other",
    ],
};

pub(super) const CHECK: Check = Check { codes: &[&CODE], run };

fn message(figure: &str, unit: &str, when: Option<&Words>, values: &[Words; 2]) -> Words {
    let [a, b] = values;
    Words::new(|l| {
        let (a, b) = (a.get(l), b.get(l));
        match (l, when) {
            (Lang::Vi, Some(when)) => {
                format!("`{figure}` {} của {unit} có hai giá trị khác nhau: {a} và {b}", when.vi)
            }
            (Lang::Vi, None) => {
                format!("`{figure}` của {unit} có hai giá trị khác nhau: {a} và {b}")
            }
            (Lang::En, Some(when)) => {
                format!("`{figure}` of {unit} for {} has two values: {a} and {b}", when.en)
            }
            (Lang::En, None) => format!("`{figure}` of {unit} has two values: {a} and {b}"),
        }
    })
}

fn row_message(table: &str, key: &Words, differences: &Words) -> Words {
    let (vi, en) = (&key.vi, &key.en);
    Words {
        vi: format!("hai văn bản ghi dòng {vi} của bảng `{table}` khác nhau: {}", differences.vi)
            .into(),
        en: format!("two papers give row {en} of `{table}` differently: {}", differences.en).into(),
    }
}

fn both(label: &str, a: &str, b: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("`{label}` là {a} và {b}"),
        Lang::En => format!("`{label}` is {a} and {b}"),
    }
}

/// `number`: of the earlier paper, if it has one; `None`: a table of figures cannot replace another.
fn help(number: Option<&str>) -> Words {
    let Some(number) = number else {
        return words!(
            "giữ giá trị đúng và xóa giá trị kia",
            "keep the value that is right and delete the other"
        );
    };
    if number.is_empty() {
        return words!(
            "nếu văn bản sau thay văn bản trước, ghi số của văn bản trước rồi ghi `revises` ở văn bản sau; nếu không, sửa giá trị sai",
            "if the later paper replaces the earlier, give the earlier its number and write `revises` in the later; if not, correct the value that is wrong"
        );
    }
    let number = shown(number);
    words!(
        "nếu văn bản sau thay văn bản trước, ghi `revises = \"{number}\"` ở văn bản sau; nếu không, sửa giá trị sai",
        "if the later paper replaces the earlier, write `revises = \"{number}\"` in the later; if not, correct the value that is wrong"
    )
}

/// The number by which the later paper may say that it replaces the earlier.
fn replaceable<'a>(ctx: &Ctx<'a>, earlier: &Filing, later: &Filing) -> Option<&'a str> {
    let loose = |f: &Filing| f.kind == FilingKind::Figures;
    let two = !std::ptr::eq(earlier, later) && !loose(earlier) && !loose(later);
    two.then(|| ctx.facts.number(earlier))
}

fn label(ctx: &Ctx<'_>, filing: &Filing, value: &Words) -> Words {
    Words::new(|l| format!("{}: {}", paper::numbered(ctx, filing, l), value.get(l)))
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    for (a, b) in &ctx.facts.index.conflicts {
        sink.push(figure(ctx, *a, *b));
    }
    for at in 0..ctx.plan.tables.len() {
        let table = TableId(u32::try_from(at).unwrap_or(u32::MAX));
        same_rows(ctx, table, sink);
    }
}

/// The earlier of two papers first; as met where the days do not tell.
fn in_order<T>(ctx: &Ctx<'_>, a: T, b: T, filing: impl Fn(&T) -> FilingId) -> (T, T) {
    let day = |x: &T| paper::day(ctx.facts.filing(filing(x)));
    if day(&a) > day(&b) { (b, a) } else { (a, b) }
}

fn figure(ctx: &Ctx<'_>, a: CellId, b: CellId) -> Finding {
    let (earlier, later) = in_order(ctx, ctx.facts.cell(a), ctx.facts.cell(b), |c: &Cell| c.filing);
    let (first, second) = (ctx.facts.filing(earlier.filing), ctx.facts.filing(later.filing));
    let id = later.figure;
    let indicator = ctx.plan.figure(id);
    let values = [earlier, later].map(|c| Words::new(|l| paper::value(ctx, c, l)));
    let when = second.when.map(|w| Words::new(|l| name::when(ctx.plan, w, l)));
    let unit = ctx.unit(second.about, paper::day(second));
    let message = message(name::figure(ctx.plan, id), unit, when.as_ref(), &values);
    let [was, is] = &values;
    let finding = paper::finding(ctx, &CODE, (&indicator.item, indicator.item.name), message)
        .at(ctx.facts.cell_place(later), label(ctx, second, is))
        .at(ctx.facts.cell_place(earlier), label(ctx, first, was))
        .at(indicator.item.name, paper::declared())
        .help(help(replaceable(ctx, first, second)))
        .about(paper::subject(ctx, second, id));
    let plain = |c: Cell| name::plain(ctx.facts.value(ctx.plan, c), &indicator.ty);
    let numeric = quoted::is_numeric(&indicator.ty);
    if !numeric || [earlier, later].iter().any(|c| c.state != State::Present) {
        return finding;
    }
    finding
        .value(format!("{}.earlier", indicator.item.id), plain(earlier))
        .value(format!("{}.later", indicator.item.id), plain(later))
}

/// Rows of one key and time in two papers. Only a key that names a unit, or one sender, makes them one.
fn same_rows(ctx: &Ctx<'_>, id: TableId, sink: &mut Sink) {
    let table = ctx.plan.table(id);
    let names_unit = |c: &ColumnId| table.columns.get(c.at()).is_some_and(|c| c.unit_of.is_some());
    let of_unit = table.key.iter().any(names_unit);
    let mut seen: FxHashMap<(u64, Option<When>, Option<UnitId>), RowId> = FxHashMap::default();
    for row in ctx.eval.rows.all(id) {
        let Some(hash) = rows::key_hash(ctx, table, row) else { continue };
        let from = ctx.facts.filing(ctx.facts.row(row).filing).from;
        let key = (hash, ctx.eval.rows.when(row), (!of_unit).then_some(from));
        let first = *seen.entry(key).or_insert(row);
        if let Some(finding) = row_pair(ctx, table, first, row) {
            sink.push(finding);
        }
    }
}

fn row_pair(ctx: &Ctx<'_>, table: &Table, a: RowId, b: RowId) -> Option<Finding> {
    let filing = |row: RowId| ctx.facts.row(row).filing;
    let same_standing = ctx.facts.filing(filing(a)).status == ctx.facts.filing(filing(b)).status;
    if filing(a) == filing(b) || !same_standing || !rows::same_key(ctx, table, a, b) {
        return None;
    }
    let (earlier, later) = in_order(ctx, a, b, |r| filing(*r));
    let columns = rows::differing(ctx, table, earlier, later);
    if columns.is_empty() {
        return None;
    }
    let key = Words::new(|l| rows::key_name(ctx, table, later, l));
    let differences = rows::differences(ctx, table, (earlier, later), &columns, both);
    let message = row_message(&table.item.label, &key, &differences);
    let (first, second) = (ctx.facts.filing(filing(earlier)), ctx.facts.filing(filing(later)));
    let mut finding = paper::finding(ctx, &CODE, (&table.item, table.item.name), message);
    for column in columns.iter().take(2) {
        for (row, filing) in [(later, second), (earlier, first)] {
            finding = cell_label(ctx, table, (row, filing), *column, finding);
        }
    }
    Some(
        finding
            .at(table.item.name, paper::declared())
            .help(help(replaceable(ctx, first, second)))
            .about(Subject { figure: Some(table.item.id.clone()), ..ctx.subject_of_filing(second) })
            .of_row(rows::key_name(ctx, table, later, Lang::En)),
    )
}

fn cell_label(
    ctx: &Ctx<'_>,
    table: &Table,
    (row, filing): (RowId, &Filing),
    column: ColumnId,
    finding: Finding,
) -> Finding {
    let (Some(column), Some(cell)) =
        (table.columns.get(column.at()), ctx.facts.row_cell(row, column))
    else {
        return finding;
    };
    debug_assert!(cell.value != RowValue::Missing, "absent cells say nothing");
    let value = Words::new(|l| rows::cell_value(ctx, column, cell, l));
    finding.at(cell.span, label(ctx, filing, &value))
}
