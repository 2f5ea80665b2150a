//! Figures: one with all its steps, laws and targets; or all of a report, shortly.

use rustc_hash::FxHashMap;

use crate::dues::{DueId, Occasion};
use crate::eval::{Step, Value};
use crate::facts::{CellId, Fact, time_of};
use crate::plan::{FigureId, TableId, UnitId, When};
use crate::show::law;
use crate::show::page::Page;
use crate::syntax::tree::Reach;
use crate::value::Lang;
use crate::why::steps::{self, Point};
use crate::why::{Teller, due, laws, rules};

/// One figure: what it is, what it is worth and why, what it must agree with, what it decides.
pub(crate) fn whole(
    page: &mut Page,
    teller: &Teller<'_>,
    unit: UnitId,
    when: When,
    figure: FigureId,
) {
    let say = &teller.say;
    let indicator = say.plan.figure(figure);
    page.heading(&format!("{} ({})", indicator.item.label, indicator.item.id));
    page.field(say.pick("Loại", "Kind"), &law::kind(say, indicator));
    page.maybe(say.pick("Căn cứ", "Basis"), say.cites(&indicator.item.cites));
    let at = Point { figure, unit, when };
    page.heading(say.pick("Giá trị từ đâu", "Where the value comes from"));
    for (depth, line) in steps::explain(teller, at) {
        page.line(2 + 2 * depth, &line);
    }
    for filed in beside(teller, at) {
        page.line(2, &filed);
    }
    laws::part(page, teller, at);
    rules::part(page, teller, at);
}

/// That no due asks for the figure at this time; the paper it came with all the same.
pub(crate) fn beyond(
    page: &mut Page,
    teller: &Teller<'_>,
    unit: UnitId,
    when: When,
    figure: FigureId,
) {
    let (say, facts) = (&teller.say, teller.ctx.facts);
    page.heading(say.pick(
        "Không báo cáo nào bắt buộc phải có số này cho kỳ này.",
        "No report that is owed must carry this figure for this time.",
    ));
    let time = time_of(say.plan, figure, Some(when));
    let (Fact::One(cell) | Fact::Conflict(cell)) = facts.index.get(figure, unit, time) else {
        return;
    };
    let id = facts.cell(cell).filing;
    for duty in facts.duties_of(facts.filing(id)) {
        let duty = say.plan.duty(*duty);
        let why = crate::show::unscheduled(say, duty).map(|w| format!("; {w}")).unwrap_or_default();
        page.field(say.pick("Nằm trong", "Part of"), &format!("{}{why}", duty.item.label));
    }
    page.field(say.pick("Đã nhận", "Received"), &due::filing(teller, id));
}

/// What was filed where the value comes from elsewhere: a printed rate is rounded, two filings disagree.
fn beside(teller: &Teller<'_>, at: Point) -> Vec<String> {
    let (_, step, _) = steps::worth(teller, at);
    if matches!(step, Some(Step::Reported(_))) {
        return Vec::new();
    }
    let index = &teller.ctx.facts.index;
    let cells = match index.get(at.figure, at.unit, teller.ctx.eval.key(at.figure, at.when)) {
        Fact::None => Vec::new(),
        Fact::One(cell) => vec![cell],
        Fact::Conflict(first) => {
            let others = index.conflicts.iter().filter(|(a, _)| *a == first).map(|(_, b)| *b);
            std::iter::once(first).chain(others).collect()
        }
    };
    cells.into_iter().map(|cell| steps::filed(teller, cell)).collect()
}

/// Every figure and table that a due carries, a line each.
pub(crate) fn of_due(page: &mut Page, teller: &Teller<'_>, id: DueId) {
    let say = &teller.say;
    let (slot, sender) = (teller.dues().due(id).slot, teller.dues().due(id).unit);
    let subject = teller.carried.subject(slot, sender);
    let figures: Vec<FigureId> = teller.carried.figures(slot, sender).collect();
    let tables: Vec<TableId> = teller.carried.tables(slot, sender).collect();
    if figures.is_empty() && tables.is_empty() {
        return;
    }
    page.field(say.pick("Số liệu", "Figures"), &of_whom(teller, subject, figures.len()));
    let own = cells_of(teller, id);
    for figure in figures {
        let of_time = (due::when(teller, id), figure);
        page.line(6, &short(teller, subject, of_time, own.get(&figure).copied()));
    }
    for table in tables {
        page.line(6, &rows(teller, subject, due::when(teller, id), table));
    }
}

fn of_whom(teller: &Teller<'_>, subject: UnitId, n: usize) -> String {
    let unit = teller.say.unit(subject);
    match teller.say.lang {
        Lang::Vi => format!("{n} số liệu của {unit}; thêm --figure để xem từng số"),
        Lang::En => {
            let n = crate::diag::words::count(n, Lang::En, ["", "figure", "figures"]);
            format!("{n} of {unit}; add --figure to see one of them")
        }
    }
}

/// The cells of the paper that serves a due: what was filed twice has one fact, and the reader looks here.
fn cells_of(teller: &Teller<'_>, id: DueId) -> FxHashMap<FigureId, CellId> {
    let (facts, filing) = (teller.ctx.facts, teller.dues().due(id).filing);
    let own = facts.cells.ids().filter(|c| Some(facts.cell(*c).filing) == filing);
    own.map(|c| (facts.cell(c).figure, c)).collect()
}

/// A figure in one line: label, value, where it stands, and how many laws it breaks.
fn short(
    teller: &Teller<'_>,
    unit: UnitId,
    (when, figure): (Option<When>, FigureId),
    own: Option<CellId>,
) -> String {
    let (say, facts) = (&teller.say, teller.ctx.facts);
    let indicator = say.plan.figure(figure);
    let name = format!("{} ({})", indicator.item.label, indicator.item.id);
    let told = |cell: CellId| {
        let cell = facts.cell(cell);
        let value = crate::checks::name::cell(say.plan, cell, say.lang);
        format!("{name}: {value} ({})", teller.place(facts.cell_place(cell)))
    };
    match facts.index.get(figure, unit, time_of(say.plan, figure, when)) {
        Fact::One(cell) => {
            let broken = laws::broken(teller, unit, when, figure);
            format!("{}{broken}", told(own.unwrap_or(cell)))
        }
        Fact::Conflict(cell) => {
            let text = say.pick("hai nơi ghi khác nhau", "two filings disagree");
            format!("{}; {text}", told(own.unwrap_or(cell)))
        }
        Fact::None => format!("{name}: {}", absent(teller, unit, when, figure)),
    }
}

/// Not filed; what it can be worked out to be all the same.
fn absent(teller: &Teller<'_>, unit: UnitId, when: Option<When>, figure: FigureId) -> String {
    let none = teller.say.pick("không có trong báo cáo", "not reported");
    let Some(when) = when else { return none.to_owned() };
    let (value, step, _) = steps::worth(teller, Point { figure, unit, when });
    let shown = steps::value(teller, &value, &teller.say.plan.figure(figure).ty);
    match (value, step, teller.say.lang) {
        (Value::Unknown, ..) => none.to_owned(),
        (_, Some(Step::OverTime), Lang::Vi) => format!("{none}; tính từ các kỳ khác: {shown}"),
        (_, Some(Step::OverUnits(n)), Lang::Vi) => format!("{none}; cộng {n} đơn vị: {shown}"),
        (_, _, Lang::Vi) => format!("{none}; tính ra: {shown}"),
        (_, _, Lang::En) => format!("{none}; worked out: {shown}"),
    }
}

fn rows(teller: &Teller<'_>, unit: UnitId, when: Option<When>, table: TableId) -> String {
    let (say, eval) = (&teller.say, teller.ctx.eval);
    let name = format!("{} ({})", say.table(table), say.plan.table(table).item.id);
    let rows = when.map(|w| eval.rows_of(table, Some(unit), w, Reach::This)).unwrap_or_default();
    let held = when.is_some_and(|w| eval.holds_table(table, Some(unit), w));
    match (rows.first(), held) {
        (Some(first), _) => {
            let n = crate::diag::words::count(rows.len(), say.lang, ["dòng", "row", "rows"]);
            let place = teller.place(teller.ctx.facts.row(*first).at);
            format!("{} {name}: {n} ({place})", say.pick("bảng", "table"))
        }
        (None, true) => {
            format!(
                "{} {name}: {}",
                say.pick("bảng", "table"),
                say.pick("không có dòng nào", "empty")
            )
        }
        (None, false) => {
            let none = say.pick("không có trong báo cáo", "not reported");
            format!("{} {name}: {none}", say.pick("bảng", "table"))
        }
    }
}

/// A figure of a unit at every time that it is owed or was filed for.
pub(crate) fn over_time(page: &mut Page, teller: &Teller<'_>, unit: UnitId, figure: FigureId) {
    let say = &teller.say;
    let indicator = say.plan.figure(figure);
    page.heading(&format!("{} ({})", indicator.item.label, indicator.item.id));
    page.field(say.pick("Loại", "Kind"), &law::kind(say, indicator));
    page.maybe(say.pick("Căn cứ", "Basis"), say.cites(&indicator.item.cites));
    page.blank();
    for when in times(teller, unit, figure) {
        let (value, step, _) = steps::worth(teller, Point { figure, unit, when });
        let shown = steps::value(teller, &value, &indicator.ty);
        let how = match step {
            Some(Step::Reported(cell)) => {
                format!(
                    " ({})",
                    teller.place(teller.ctx.facts.cell_place(teller.ctx.facts.cell(cell)))
                )
            }
            Some(Step::OverTime | Step::OverUnits(_) | Step::Formula) => {
                format!("; {}", say.pick("tính ra", "worked out"))
            }
            None => String::new(),
        };
        page.line(2, &format!("{}: {shown}{how}", say.when(when)));
    }
    page.heading(say.pick(
        "Thêm --period để xem từng bước của một kỳ.",
        "Add --period to see one period step by step.",
    ));
}

fn times(teller: &Teller<'_>, unit: UnitId, figure: FigureId) -> Vec<When> {
    let (ctx, facts) = (teller.ctx, teller.ctx.facts);
    let mut out: Vec<When> = Vec::new();
    for slot in &ctx.dues.slots {
        let duty = ctx.plan.duty(slot.duty);
        let when = match slot.occasion {
            Occasion::Period(p) => When::Period(p),
            Occasion::Phase(id) => When::Phase(id),
            Occasion::Once | Occasion::Event(_) => continue,
        };
        let theirs = ctx.dues.all.get(slot.dues.0 as usize..slot.dues.1 as usize).unwrap_or(&[]);
        let carried = theirs.iter().any(|d| {
            crate::checks::cause::subject(ctx.plan, duty, d.unit) == unit
                && teller.carried.carries(d.slot, d.unit, figure)
        });
        out.extend(carried.then_some(when));
    }
    for cell in facts.cells.iter().filter(|c| c.figure == figure) {
        let filing = facts.filing(cell.filing);
        out.extend(filing.when.filter(|_| filing.about == unit && !filing.superseded));
    }
    let day = |w: &When| ctx.plan.last_day(*w);
    out.sort_by_key(|w| (day(w), *w));
    out.dedup();
    out
}
