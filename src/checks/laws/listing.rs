//! Which laws bind each figure, column and row.

use crate::checks::laws::Law;
use crate::plan::{
    Column, ColumnId, FigureId, Indicator, Nature, Plan, Rule, RuleId, Subjects, Table, Ty,
};
use crate::syntax::tree::Kind;

/// The laws of every figure, made once.
#[derive(Debug)]
pub(crate) struct Listing {
    figures: Vec<Vec<Law>>,
}

impl Listing {
    pub(crate) fn new(plan: &Plan) -> Self {
        Self { figures: plan.indicators.iter().map(of_figure).collect() }
    }

    /// The laws whose head is a filed value of this figure.
    pub(crate) fn of(&self, figure: FigureId) -> &[Law] {
        self.figures.get(figure.at()).map_or(&[], Vec::as_slice)
    }
}

fn of_figure(figure: &Indicator) -> Vec<Law> {
    let mut laws = Vec::new();
    if figure.ty == Ty::Percent || figure.within.is_some() {
        laws.push(Law::Within);
    }
    laws.extend((0..figure.part_of.len()).filter_map(|n| u8::try_from(n).ok()).map(Law::Part));
    if figure.equals.is_some() {
        laws.push(Law::Equals);
    }
    if figure.sums.is_some() {
        laws.push(Law::Sums);
    }
    match figure.nature {
        Nature::Flow => laws.push(Law::OverTime),
        Nature::ToDate => laws.push(Law::ToDate),
        Nature::Opening(_) => laws.push(Law::Opening),
        Nature::Level | Nature::None => {}
    }
    laws
}

/// The laws of a column of a filed row.
pub(super) fn of_column(column: &Column) -> Vec<Law> {
    let mut laws = Vec::new();
    if column.ty == Ty::Percent || column.within.is_some() {
        laws.push(Law::Within);
    }
    laws.extend((0..column.part_of.len()).filter_map(|n| u8::try_from(n).ok()).map(Law::Part));
    if column.equals.is_some() {
        laws.push(Law::Equals);
    }
    laws
}

/// The columns of a table that have laws.
pub(super) fn lawful_columns(table: &Table) -> Vec<(ColumnId, Vec<Law>)> {
    let ids = (0..).map(ColumnId);
    ids.zip(&table.columns)
        .map(|(id, c)| (id, of_column(c)))
        .filter(|(_, l)| !l.is_empty())
        .collect()
}

/// The checks of a plan.
pub(super) fn checks(plan: &Plan) -> impl Iterator<Item = (RuleId, &Rule)> {
    (0..).map(RuleId).zip(&plan.rules).filter(|(_, r)| r.item.kind == Kind::Check)
}

/// Whether a law of the plan, or a check, names this figure: for `why`.
pub(crate) fn listed_for(plan: &Plan, figure: FigureId) -> Vec<RuleId> {
    let names = |rule: &Rule| rule.lines.iter().any(|l| l.figures.contains(&figure));
    let over_rows = |rule: &Rule| matches!(rule.subjects, Subjects::Rows { .. });
    (0..)
        .map(RuleId)
        .zip(&plan.rules)
        .filter(|(_, r)| names(r) && !over_rows(r))
        .map(|(id, _)| id)
        .collect()
}
