//! What the words of a broken law speak of: of whom, for when, which figure, what was filed.

use rustc_hash::FxHashSet;

use crate::checks::consistency::{paper, rows};
use crate::checks::laws::{Head, LawAt, operands};
use crate::checks::{Ctx, name};
use crate::diag::{Finding, Subject};
use crate::eval::{Trace, Value};
use crate::facts::{Cell, CellId, RowId, RowValue};
use crate::plan::{ColumnId, FigureId, Item, Nature, Ty, UnitId, When};
use crate::source::Place;
use crate::value::{Lang, Num, Words, words};

/// So many figures are given by value in machine output: of a longer sum the total is enough.
const MOST_VALUES: usize = 64;

/// So many figures beside the head can be shown with their places.
const MOST_OPERANDS: usize = 4;

/// A law's head, told.
#[derive(Debug)]
pub(crate) struct Told<'a> {
    pub(crate) ctx: &'a Ctx<'a>,
    pub(crate) head: Head,
    pub(crate) unit: Option<UnitId>,
    pub(crate) when: Option<When>,
    pub(crate) row: Option<RowId>,
    /// The figure or column.
    pub(crate) item: &'a Item,
    pub(crate) ty: &'a Ty,
    /// As filed.
    pub(crate) value: Option<Num>,
    pub(crate) place: Place,
}

impl<'a> Told<'a> {
    /// `None` for heads that are no single figure.
    pub(crate) fn new(ctx: &'a Ctx<'a>, at: &LawAt) -> Option<Self> {
        let facts = ctx.facts;
        match at.head {
            Head::Figure { figure, unit, when, cell } => {
                let indicator = ctx.plan.figure(figure);
                let cell = facts.cell(cell);
                Some(Self {
                    ctx,
                    head: at.head,
                    unit: Some(unit),
                    when: Some(when),
                    row: None,
                    item: &indicator.item,
                    ty: &indicator.ty,
                    value: Some(facts.value(ctx.plan, cell)),
                    place: facts.cell_place(cell).into(),
                })
            }
            Head::Column { row, column } => {
                let table = ctx.plan.table(facts.row(row).table);
                let definition = table.columns.get(column.at())?;
                let cell = facts.row_cell(row, column)?;
                Some(Self {
                    ctx,
                    head: at.head,
                    unit: Some(facts.filing(facts.row(row).filing).about),
                    when: ctx.eval.rows.when(row),
                    row: Some(row),
                    item: &definition.item,
                    ty: &definition.ty,
                    value: ctx.eval.column(Some(row), column, &mut Trace::default()).num(),
                    place: cell.span.into(),
                })
            }
            Head::Row(_) | Head::Subject { .. } => None,
        }
    }

    pub(crate) fn number(&self, n: Num, l: Lang) -> String {
        name::number(n, self.ty, l)
    }

    /// As filed, in words.
    pub(crate) fn filed(&self, l: Lang) -> String {
        match self.head {
            Head::Figure { cell, .. } => paper::value(self.ctx, self.ctx.facts.cell(cell), l),
            Head::Column { row, column } => column_value(self.ctx, row, column, l),
            Head::Row(_) | Head::Subject { .. } => String::new(),
        }
    }

    /// The figure with whom and when: `` `Số vụ` quý I năm 2018 của UBND huyện Bình Sơn``.
    pub(crate) fn named(&self, l: Lang) -> String {
        let of = of(self.ctx, self.unit, self.when, self.row, l);
        format!("`{}`{of}", self.item.label)
    }

    /// A finding at the head, with the clause, the figures it was held against, and whom to ask.
    pub(crate) fn finding(
        &self,
        finding: Finding,
        here: Words,
        clause: crate::source::Span,
        trace: &Trace,
    ) -> Finding {
        let mut out = finding.at(self.place, here);
        // A sum over fourteen districts is told by its total: four of them would only puzzle.
        for id in self.operands(trace) {
            out = out.at(self.ctx.facts.cell_place(self.ctx.facts.cell(id)), self.operand(id));
        }
        for (row, column) in self.cells_beside(trace) {
            out = cell_label(self.ctx, out, row, column);
        }
        out = out
            .at(clause, words!("quy định tại đây", "required here"))
            .help(self.help())
            .about(self.subject());
        if let Some(row) = self.row {
            out = out.of_row(row_name(self.ctx, row, Lang::En));
        }
        self.values(out, trace)
    }

    /// The cells besides the head, each once, in the order they were met; none where they are too many.
    fn operands(&self, trace: &Trace) -> Vec<CellId> {
        let is_head = |id: CellId| matches!(self.head, Head::Figure { cell, .. } if cell == id);
        let mut out: Vec<CellId> = Vec::new();
        for id in &trace.cells {
            if is_head(*id) || out.contains(id) {
                continue;
            }
            if out.len() == MOST_OPERANDS {
                return Vec::new();
            }
            out.push(*id);
        }
        out
    }

    /// The other cells of its row that the law names, where they are few enough to be looked at.
    fn cells_beside(&self, trace: &Trace) -> Vec<(RowId, ColumnId)> {
        const FEW: usize = 4;
        let Head::Column { row, column } = self.head else { return Vec::new() };
        let cells = cells_of_row(self.ctx, row, trace);
        let beside: Vec<_> = cells.into_iter().filter(|(_, c)| *c != column).collect();
        if beside.len() > FEW { Vec::new() } else { beside }
    }

    fn operand(&self, id: CellId) -> Words {
        let head = match self.head {
            Head::Figure { figure, .. } => Some(figure),
            _ => None,
        };
        operand(self.ctx, self.ctx.facts.cell(id), (head, self.unit, self.when))
    }

    fn values(&self, finding: Finding, trace: &Trace) -> Finding {
        let mut out = finding;
        if let Some(value) = self.value {
            out = out.value(&self.item.id, name::plain(value, self.ty));
        }
        let mut told = FxHashSet::from_iter([self.item.id.clone()]);
        for (figure, unit, when, value) in operands(trace).take(MOST_VALUES) {
            let Value::Num(n) = value else { continue };
            let unit = Some(unit).filter(|_| Some(unit) != self.unit);
            let when = Some(when).filter(|_| Some(when) != self.when);
            let key = key(self.ctx, figure, unit, when);
            if told.insert(key.clone()) {
                out = out.value(key, name::plain(*n, &self.ctx.plan.figure(figure).ty));
            }
        }
        out
    }

    fn help(&self) -> Words {
        let unit = self.sender().map_or("", |u| self.ctx.unit(u, None));
        Words::new(|l| {
            let when = self.when.map(|w| name::when(self.ctx.plan, w, l)).unwrap_or_default();
            match l {
                Lang::Vi => format!("đề nghị {unit} kiểm tra lại số liệu {when} và gửi bản sửa"),
                Lang::En => {
                    format!(
                        "ask {unit} to check its figures for {when} and send a corrected report"
                    )
                }
            }
        })
    }

    /// Who filed it: another than the unit it is about, where one reports for another.
    fn sender(&self) -> Option<UnitId> {
        let facts = self.ctx.facts;
        let filing = match self.head {
            Head::Figure { cell, .. } => facts.cell(cell).filing,
            Head::Column { row, .. } => facts.row(row).filing,
            Head::Row(_) | Head::Subject { .. } => return self.unit,
        };
        Some(facts.filing(filing).from)
    }

    pub(crate) fn subject(&self) -> Subject {
        Subject {
            unit: self.unit.map(|u| self.ctx.plan.unit(u).item.id.clone()),
            period: self.when.map(|w| name::when_id(self.ctx.plan, w)),
            duty: None,
            figure: Some(self.item.id.clone()),
        }
    }
}

/// A figure that something was held against: its name unless it is that of the head, its unit and its time
/// where they are others, and its value.
pub(crate) fn operand(
    ctx: &Ctx<'_>,
    cell: Cell,
    (figure, unit, when): (Option<FigureId>, Option<UnitId>, Option<When>),
) -> Words {
    let filing = ctx.facts.filing(cell.filing);
    let day = filing.when.and_then(|w| ctx.plan.last_day(w));
    let other_unit = (Some(filing.about) != unit).then(|| ctx.unit(filing.about, day));
    // A state and an opening are those of a day, whatever the period they were filed for.
    let of_period = matches!(ctx.plan.figure(cell.figure).nature, Nature::Flow | Nature::None);
    let other_time = filing.when.filter(|w| of_period && Some(*w) != when);
    let is_told = figure == Some(cell.figure) && (other_unit.is_some() || other_time.is_some());
    Words::new(|l| {
        let label = (!is_told).then(|| name::figure(ctx.plan, cell.figure));
        let time = other_time.map(|w| name::when(ctx.plan, w, l));
        let parts: Vec<&str> = [label, other_unit, time.as_deref()].into_iter().flatten().collect();
        format!("{}: {}", parts.join(", "), name::cell(ctx.plan, cell, l))
    })
}

/// A figure for a program, with its unit and its time where they are others.
pub(crate) fn key(
    ctx: &Ctx<'_>,
    figure: FigureId,
    unit: Option<UnitId>,
    when: Option<When>,
) -> String {
    let mut key = ctx.plan.figure(figure).item.id.clone();
    if let Some(unit) = unit {
        key += " of ";
        key += &ctx.plan.unit(unit).item.id;
    }
    if let Some(when) = when {
        key += " in ";
        key += &name::when_id(ctx.plan, when);
    }
    key
}

/// The cells of a row that an evaluation met, each once, its key and what was not filled left out.
pub(crate) fn cells_of_row(ctx: &Ctx<'_>, row: RowId, trace: &Trace) -> Vec<(RowId, ColumnId)> {
    let table = ctx.plan.table(ctx.facts.row(row).table);
    let mut cells: Vec<(RowId, ColumnId)> = Vec::new();
    for cell in trace.row_cells.iter().filter(|(r, c)| *r == row && !table.key.contains(c)) {
        let filed = ctx.facts.row_cell(row, cell.1).filter(|c| c.value != RowValue::Missing);
        if filed.is_some() && !cells.contains(cell) {
            cells.push(*cell);
        }
    }
    cells
}

/// A finding that also points at a cell: its column and what stands there.
pub(crate) fn cell_label(ctx: &Ctx<'_>, finding: Finding, row: RowId, column: ColumnId) -> Finding {
    let table = ctx.plan.table(ctx.facts.row(row).table);
    match (ctx.facts.row_cell(row, column), table.columns.get(column.at())) {
        (Some(cell), Some(definition)) => {
            let label = &definition.item.label;
            let text =
                Words::new(|l| format!("{label}: {}", rows::cell_value(ctx, definition, cell, l)));
            finding.at(cell.span, text)
        }
        _ => finding,
    }
}

fn column_value(ctx: &Ctx<'_>, row: RowId, column: ColumnId, l: Lang) -> String {
    let table = ctx.plan.table(ctx.facts.row(row).table);
    let found = ctx.facts.row_cell(row, column).zip(table.columns.get(column.at()));
    found.map_or_else(String::new, |(cell, of)| rows::cell_value(ctx, of, cell, l))
}

/// Whom and when, to stand after a name, and the key of a row before them.
pub(crate) fn of(
    ctx: &Ctx<'_>,
    unit: Option<UnitId>,
    when: Option<When>,
    row: Option<RowId>,
    l: Lang,
) -> String {
    let day = when.and_then(|w| ctx.plan.last_day(w));
    let unit = unit.map(|u| ctx.unit(u, day));
    let of = name::of(ctx.plan, unit, when, l);
    match (row.map(|r| row_name(ctx, r, l)).filter(|key| !key.is_empty()), l) {
        (None, _) => of,
        (Some(key), Lang::Vi) => format!(" ở dòng `{key}`{of}"),
        (Some(key), Lang::En) => format!(" in row `{key}`{of}"),
    }
}

/// A row by its key: the names of its units, the texts and numbers of the rest.
pub(crate) fn row_name(ctx: &Ctx<'_>, row: RowId, l: Lang) -> String {
    let table = ctx.plan.table(ctx.facts.row(row).table);
    let parts = table.key.iter().filter_map(|c| {
        let cell = ctx.facts.row_cell(row, *c)?;
        Some(match &cell.value {
            RowValue::Unit(unit) => ctx.unit(*unit, None).to_owned(),
            RowValue::Text(text) => crate::diag::words::shown(text),
            RowValue::Number(w) => w.num().show(w.decimals, l),
            RowValue::Date(day) => day.show(l),
            RowValue::Flag(_)
            | RowValue::Missing
            | RowValue::NotApplicable
            | RowValue::NotCollected
            | RowValue::Withheld
            | RowValue::Wrong => return None,
        })
    });
    parts.collect::<Vec<_>>().join(", ")
}
