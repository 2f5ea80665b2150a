//! `consistency/restated-without-notice`: a later filing changes the figure of a closed period and does
//! not say `revises`. Where neither of two values holds, `conflicting-values` says so instead.

use rustc_hash::FxHashMap;

use crate::checks::consistency::{paper, quoted, rows};
use crate::checks::{Check, Ctx, name};
use crate::diag::words::shown;
use crate::diag::{Code, Finding, Severity, Sink, Subject};
use crate::facts::{Cell, CellId, Fact, Filing, RowId, State, Status, time_of};
use crate::plan::{Table, TableId, When};
use crate::value::{Date, Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "consistency/restated-without-notice",
    severity: Severity::Warning,
    summary: [
        "văn bản sau đổi số liệu của kỳ đã khóa mà không nói rõ",
        "a later paper changes the figure of a closed period and does not say so",
    ],
};

pub(super) const CHECK: Check = Check { codes: &[&CODE], run };

fn message(figure: &str, whose: &Words, was: &Words, is: &Words) -> Words {
    Words {
        vi: format!(
            "văn bản sau ghi `{figure}` {} là {}, trong khi số của kỳ đã khóa là {}",
            whose.vi, is.vi, was.vi
        )
        .into(),
        en: format!(
            "a later paper gives `{figure}` {} as {}, but the closed period has {}",
            whose.en, is.en, was.en
        )
        .into(),
    }
}

fn row_message(table: &str, key: &Words, differences: &Words) -> Words {
    let (vi, en) = (&key.vi, &key.en);
    Words {
        vi: format!(
            "văn bản sau đổi dòng {vi} của bảng `{table}` sau khi kỳ đã khóa: {}",
            differences.vi
        )
        .into(),
        en: format!(
            "a later paper changes row {en} of `{table}` after its period was closed: {}",
            differences.en
        )
        .into(),
    }
}

fn was_and_is(label: &str, was: &str, is: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("`{label}` từ {was} thành {is}"),
        Lang::En => format!("`{label}` was {was} and is {is}"),
    }
}

/// `number`: of the earlier paper, if it has one.
fn help(number: &str) -> Words {
    let number = shown(number);
    Words::new(|l| {
        match (l, number.is_empty()) {
        (Lang::Vi, false) => format!(
            "nếu sửa số cũ, ghi `revises = \"{number}\"` ở văn bản sau; nếu không, ghi lại đúng số cũ"
        ),
        (Lang::Vi, true) => {
            "nếu sửa số cũ, gửi báo cáo thay thế có ghi `revises`; nếu không, ghi lại đúng số cũ"
                .to_owned()
        }
        (Lang::En, false) => format!(
            "if the old figure is being corrected, write `revises = \"{number}\"` in the later paper; if not, repeat the old figure"
        ),
        (Lang::En, true) => {
            "if the old figure is being corrected, send a report that says `revises`; if not, repeat the old figure"
                .to_owned()
        }
    }
    })
}

fn label(ctx: &Ctx<'_>, filing: &Filing) -> Words {
    Words::new(|l| paper::numbered(ctx, filing, l))
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    // A figure of lower standing gives way in silence: only then can one be restated unseen.
    if ctx.facts.filings.iter().any(|f| f.status != Status::Final) {
        for id in ctx.facts.cells.ids() {
            if let Some(kept) = restates(ctx, id) {
                sink.push(figure(ctx, kept, ctx.facts.cell(id)));
            }
        }
    }
    for (at, table) in ctx.plan.tables.iter().enumerate() {
        if table.per.is_some() {
            let id = TableId(u32::try_from(at).unwrap_or(u32::MAX));
            restated_rows(ctx, id, table, sink);
        }
    }
}

/// The cell of higher standing and earlier day that this one contradicts.
fn restates(ctx: &Ctx<'_>, id: CellId) -> Option<Cell> {
    let cell = ctx.facts.cell(id);
    let filing = ctx.facts.filing(cell.filing);
    if filing.status == Status::Final || filing.superseded || cell.state != State::Present {
        return None;
    }
    let time = time_of(ctx.plan, cell.figure, filing.when);
    let Fact::One(kept) = ctx.facts.index.get(cell.figure, filing.about, time) else {
        return None;
    };
    let kept = ctx.facts.cell(kept);
    let first = ctx.facts.filing(kept.filing);
    let changed = kept.state == State::Present && kept.written().num() != cell.written().num();
    (changed && first.status > filing.status && is_late(ctx, first, filing, filing.when))
        .then_some(kept)
}

/// Whether `later` came after `earlier`, and after the period was over.
fn is_late(ctx: &Ctx<'_>, earlier: &Filing, later: &Filing, when: Option<When>) -> bool {
    let closed = when.and_then(|w| ctx.plan.last_day(w));
    let Some((first, second)) = paper::day(earlier).zip(paper::day(later)) else { return false };
    first < second && closed.is_some_and(|c| c < second)
}

fn figure(ctx: &Ctx<'_>, kept: Cell, cell: Cell) -> Finding {
    let (first, second) = (ctx.facts.filing(kept.filing), ctx.facts.filing(cell.filing));
    let id = cell.figure;
    let indicator = ctx.plan.figure(id);
    let unit = ctx.unit(second.about, paper::day(second));
    let whose = Words::new(|l| match (l, paper::when(ctx, second, l)) {
        (Lang::Vi, Some(when)) => format!("{when} của {unit}"),
        (Lang::Vi, None) => format!("của {unit}"),
        (Lang::En, Some(when)) => format!("of {unit} for {when}"),
        (Lang::En, None) => format!("of {unit}"),
    });
    let [was, is] = [kept, cell].map(|c| Words::new(|l| paper::value(ctx, c, l)));
    let message = message(&indicator.item.label, &whose, &was, &is);
    let finding = paper::finding(ctx, &CODE, (&indicator.item, indicator.item.name), message)
        .at(ctx.facts.cell_place(cell), label(ctx, second))
        .at(ctx.facts.cell_place(kept), label(ctx, first))
        .at(indicator.item.name, paper::declared())
        .help(help(ctx.facts.number(first)))
        .about(paper::subject(ctx, second, id));
    if !quoted::is_numeric(&indicator.ty) {
        return finding;
    }
    let plain = |c: Cell| name::plain(ctx.facts.value(ctx.plan, c), &indicator.ty);
    finding
        .value(format!("{}.earlier", indicator.item.id), plain(kept))
        .value(format!("{}.later", indicator.item.id), plain(cell))
}

/// Where a column says which period a row belongs to, the newest filing wins: a row of a period that was
/// closed before may so be changed in silence.
fn restated_rows(ctx: &Ctx<'_>, id: TableId, table: &Table, sink: &mut Sink) {
    let mut seen: FxHashMap<(u64, Option<When>), RowId> = FxHashMap::default();
    for (at, row) in ctx.facts.rows.iter().enumerate() {
        let this = RowId(u32::try_from(at).unwrap_or(u32::MAX));
        if row.table != id || ctx.facts.filing(row.filing).superseded {
            continue;
        }
        let Some(hash) = rows::key_hash(ctx, table, this) else { continue };
        let when = ctx.eval.rows.when(this);
        let Some(other) = seen.insert((hash, when), this) else { continue };
        if let Some(finding) = row_pair(ctx, table, (other, this), when) {
            sink.push(finding);
        }
    }
}

fn row_pair(
    ctx: &Ctx<'_>,
    table: &Table,
    (a, b): (RowId, RowId),
    when: Option<When>,
) -> Option<Finding> {
    let filing = |row: RowId| ctx.facts.filing(ctx.facts.row(row).filing);
    let (a, b) = if paper::day(filing(a)) > paper::day(filing(b)) { (b, a) } else { (a, b) };
    let (first, second) = (filing(a), filing(b));
    if !rows::same_key(ctx, table, a, b)
        || !is_late(ctx, first, second, when)
        || !was_closed(ctx, first, when)
    {
        return None;
    }
    let columns = rows::differing(ctx, table, a, b);
    let column = *columns.first()?;
    let key = Words::new(|l| rows::key_name(ctx, table, b, l));
    let differences = rows::differences(ctx, table, (a, b), &columns, was_and_is);
    let message = row_message(&table.item.label, &key, &differences);
    let per = table.item.place("per");
    let place = |row| ctx.facts.row_cell(row, column).map_or(ctx.facts.row(row).at, |c| c.span);
    let subject = Subject { figure: Some(table.item.id.clone()), ..ctx.subject_of_filing(second) };
    Some(
        paper::finding(ctx, &CODE, (&table.item, per), message)
            .at(place(b), label(ctx, second))
            .at(place(a), label(ctx, first))
            .at(
                per,
                words!(
                    "cột này cho biết dòng thuộc kỳ nào",
                    "this column says which period a row belongs to"
                ),
            )
            .help(help(ctx.facts.number(first)))
            .about(subject)
            .of_row(key.en.into_owned()),
    )
}

/// Whether the earlier paper already spoke of the period as a whole: before, the row was unfinished.
fn was_closed(ctx: &Ctx<'_>, first: &Filing, when: Option<When>) -> bool {
    let last = |when: Option<When>| -> Option<Date> { ctx.plan.last_day(when?) };
    last(first.when).zip(last(when)).is_some_and(|(told, row)| row <= told)
}
