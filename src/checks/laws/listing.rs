//! Which laws bind each figure, column and row.

use crate::checks::laws::Law;
use crate::checks::laws::plain::Plain;
use crate::plan::{
    Column, ColumnId, FigureId, Indicator, Nature, Plan, Rule, RuleId, Subjects, Table, Ty,
};
use crate::syntax::tree::Kind;
use crate::value::Days;

/// A law of a figure, with what has to be there that it binds at all.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) law: Law,
    pub(super) needs: Needs,
    /// When it is in force; `None`: always.
    pub(super) force: Option<Days>,
    /// What it asks, where there is a short way to it.
    pub(super) plain: Option<Plain>,
}

/// What a law needs that it could hold a figure against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Needs {
    Nothing,
    /// Shorter periods that something was filed for.
    Parts,
    /// Units below.
    UnitsBelow,
    /// It is of the plan's own unit.
    OwnUnit,
}

/// The laws of every figure, made once.
#[derive(Debug)]
pub(crate) struct Listing {
    figures: Vec<Vec<Listed>>,
}

impl Listing {
    pub(crate) fn new(plan: &Plan) -> Self {
        Self { figures: plan.indicators.iter().map(|figure| of_figure(plan, figure)).collect() }
    }

    /// The laws whose head is a filed value of this figure.
    pub(crate) fn of(&self, figure: FigureId) -> &[Listed] {
        self.figures.get(figure.at()).map_or(&[], Vec::as_slice)
    }
}

fn of_figure(plan: &Plan, figure: &Indicator) -> Vec<Listed> {
    let mut laws = Vec::new();
    let mut list = |law: Law, needs: Needs, force: Days| {
        let (force, plain) = ((force != Days::ALL).then_some(force), Plain::new(plan, figure, law));
        laws.push(Listed { law, needs, force, plain });
    };
    if figure.ty == Ty::Percent || figure.within.is_some() {
        list(Law::Within, Needs::Nothing, Days::ALL);
    }
    for (n, part) in (0..=u8::MAX).zip(&figure.part_of) {
        list(Law::Part(n), Needs::Nothing, part.force);
    }
    if let Some(formula) = &figure.equals {
        list(Law::Equals, Needs::Nothing, formula.force);
    }
    if let Some(sums) = &figure.sums {
        let needs = if sums.relative { Needs::UnitsBelow } else { Needs::OwnUnit };
        list(Law::Sums, needs, sums.force);
    }
    match figure.nature {
        Nature::Flow => list(Law::OverTime, Needs::Parts, Days::ALL),
        Nature::ToDate => list(Law::ToDate, Needs::Nothing, Days::ALL),
        Nature::Opening(_) => list(Law::Opening, Needs::Nothing, Days::ALL),
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
