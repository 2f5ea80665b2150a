//! What the words of a broken law speak of: of whom, for when, which figure, what was filed.

use crate::checks::laws::{Head, LawAt};
use crate::checks::{Ctx, name};
use crate::diag::{Finding, Subject};
use crate::eval::{Trace, Value};
use crate::facts::{CellId, RowId, RowValue};
use crate::plan::{Item, Ty, UnitId, When};
use crate::source::Place;
use crate::value::{Lang, Num, Words, words};

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
            Head::Figure { cell, .. } => name::cell(self.ctx.plan, self.ctx.facts.cell(cell), l),
            _ => self.value.map_or_else(|| "?".to_owned(), |n| self.number(n, l)),
        }
    }

    /// Whom and when: `UBND huyện Bình Sơn, quý I năm 2018`; of a row also its key.
    pub(crate) fn of(&self, l: Lang) -> String {
        of(self.ctx, self.unit, self.when, self.row, l)
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
        let operands = self.operands(trace);
        for id in operands.iter().filter(|_| operands.len() <= MOST_OPERANDS) {
            out = out.at(self.ctx.facts.cell_place(self.ctx.facts.cell(*id)), self.operand(*id));
        }
        out = out
            .at(clause, words!("quy định tại đây", "required here"))
            .help(self.help())
            .about(self.subject());
        self.values(out, trace)
    }

    /// The cells besides the head, each once, in the order they were met.
    fn operands(&self, trace: &Trace) -> Vec<CellId> {
        let is_head = |id: CellId| matches!(self.head, Head::Figure { cell, .. } if cell == id);
        let mut out: Vec<CellId> = Vec::new();
        for id in &trace.cells {
            if !is_head(*id) && !out.contains(id) {
                out.push(*id);
            }
        }
        out
    }

    fn operand(&self, id: CellId) -> Words {
        let cell = self.ctx.facts.cell(id);
        let label = name::figure(self.ctx.plan, cell.figure());
        let filing = self.ctx.facts.filing(cell.filing);
        let unit = (Some(filing.about) != self.unit).then(|| self.ctx.unit(filing.about, None));
        Words::new(|l| match unit {
            Some(unit) => format!("{label}, {unit}: {}", name::cell(self.ctx.plan, cell, l)),
            None => format!("{label}: {}", name::cell(self.ctx.plan, cell, l)),
        })
    }

    fn values(&self, finding: Finding, trace: &Trace) -> Finding {
        let mut out = finding;
        if let Some(value) = self.value {
            out = out.value(&self.item.id, name::plain(value, self.ty));
        }
        let mut told = vec![self.item.id.clone()];
        for (figure, unit, when, value) in crate::checks::laws::operands(trace) {
            let indicator = self.ctx.plan.figure(figure);
            let Value::Num(n) = value else { continue };
            let mut key = indicator.item.id.clone();
            if Some(unit) != self.unit {
                key = format!("{key} of {}", self.ctx.plan.unit(unit).item.id);
            }
            if Some(when) != self.when {
                key = format!("{key} in {}", name::when_id(self.ctx.plan, when));
            }
            if !told.contains(&key) {
                out = out.value(&key, name::plain(n, &indicator.ty));
                told.push(key);
            }
        }
        out
    }

    fn help(&self) -> Words {
        let unit = self.unit.map_or("", |u| self.ctx.unit(u, None));
        Words::new(|l| {
            let when = self.when.map(|w| name::when(self.ctx.plan, w, l)).unwrap_or_default();
            match l {
                Lang::Vi => format!("đề nghị {unit} kiểm tra lại biểu {when} và gửi bản sửa"),
                Lang::En => {
                    format!("ask {unit} to check its table for {when} and send a corrected one")
                }
            }
        })
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

/// Whom and when, and the key of a row.
pub(crate) fn of(
    ctx: &Ctx<'_>,
    unit: Option<UnitId>,
    when: Option<When>,
    row: Option<RowId>,
    l: Lang,
) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(row.map(|r| row_name(ctx, r, l)));
    let day = when.and_then(|w| ctx.plan.last_day(w));
    parts.extend(unit.map(|u| ctx.unit(u, day).to_owned()));
    parts.extend(when.map(|w| name::when(ctx.plan, w, l)));
    parts.join(", ")
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
