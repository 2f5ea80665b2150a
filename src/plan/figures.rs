//! Indicators: their kinds first, since formulas need those of all others, then their laws.

use crate::plan::codes::{missing, unit_mismatch, wrong_kind};
use crate::plan::exprs::Scope;
use crate::plan::from_syntax::{Entry, Resolver};
use crate::plan::items::{each, one};
use crate::plan::types::{self, Side};
use crate::plan::{Expr, FigureId, Formula, Indicator, Nature, PartOf, Sums, Ty, Within};
use crate::source::Span;
use crate::syntax::tree::{self, Args, Bounds, Clause, Literal, LiteralValue, Value};
use crate::value::{Date, Days, Num};

/// Most decimals that a plan may ask for.
const MOST_DIGITS: i64 = 12;

/// The figure or column that a formula is for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Target<'a> {
    pub(crate) ty: &'a Ty,
    pub(crate) name: Span,
    pub(crate) force: Days,
}

/// The kind of a written kind.
pub(crate) fn kind(value: &Value) -> Ty {
    match value {
        Value::Count => Ty::Count,
        Value::Amount(unit) => Ty::Amount(unit.text.clone()),
        Value::Percent => Ty::Percent,
        Value::Number(unit) => Ty::Number(unit.as_ref().map(|u| u.text.clone())),
        Value::Flag => Ty::Truth,
        Value::Text | Value::OneOf(_) => Ty::Text,
        Value::Date => Ty::Date,
        Value::Year => Ty::Year,
        Value::UnitOf(_) => Ty::Unit,
    }
}

/// `alias` of events, figures, duties.
pub(crate) fn aliases(clauses: &[Clause]) -> Vec<String> {
    texts(clauses, "alias")
}

/// All texts of the clauses of a head.
pub(crate) fn texts(clauses: &[Clause], head: &str) -> Vec<String> {
    let mut out = Vec::new();
    for clause in clauses.iter().filter(|c| c.head == head) {
        if let Args::Texts(list) = &clause.args {
            out.extend(list.iter().map(|t| t.text.clone()));
        }
    }
    out
}

fn value(entry: &Entry) -> Option<(&Value, Option<&tree::Nature>, Span)> {
    entry.item.clauses.iter().find_map(|c| {
        let Args::Value { value, nature } = &c.args else { return None };
        Some((value.as_ref(), nature.as_ref(), c.span))
    })
}

impl Resolver<'_> {
    /// Kinds and natures of all figures, kinds of all columns.
    pub(crate) fn signatures<'e>(
        &mut self,
        figures: impl Iterator<Item = &'e Entry>,
        tables: impl Iterator<Item = &'e Entry>,
    ) {
        let figures: Vec<&Entry> = figures.collect();
        for (id, entry) in (0..).map(FigureId).zip(&figures) {
            if entry.item.clauses.iter().any(|c| c.head == "equals") {
                self.with_formula.insert(id);
            }
            let indicator = self.bare_indicator(entry);
            self.plan.indicators.push(indicator);
        }
        for (at, entry) in figures.iter().enumerate() {
            let nature = self.nature(entry);
            if let Some(indicator) = self.plan.indicators.get_mut(at) {
                indicator.nature = nature;
            }
        }
        self.openings(&figures);
        for entry in tables {
            self.table_signature(entry);
        }
    }

    fn bare_indicator(&self, entry: &Entry) -> Indicator {
        Indicator {
            item: self.item(entry),
            ty: value(entry).map_or(Ty::Broken, |(value, ..)| kind(value)),
            nature: Nature::None,
            part_of: Vec::new(),
            equals: None,
            sums: None,
            within: None,
            digits: None,
            owner: None,
            aliases: aliases(&entry.item.clauses),
        }
    }

    fn nature(&mut self, entry: &Entry) -> Nature {
        let Some((value, nature, at)) = value(entry) else { return Nature::None };
        let ty = kind(value);
        let adds = types::is_k(&ty);
        match nature {
            Some(tree::Nature::Level) => Nature::Level,
            Some(_) if !adds => {
                self.sink.push(unit_mismatch::nature(&ty, at));
                Nature::None
            }
            Some(tree::Nature::Flow) => Nature::Flow,
            Some(tree::Nature::ToDate) => Nature::ToDate,
            Some(tree::Nature::Opening(name)) => {
                self.figure(name).map_or(Nature::None, Nature::Opening)
            }
            None if matches!(ty, Ty::Count | Ty::Amount(_)) => {
                self.sink.push(missing::nature(&ty, at));
                Nature::Flow
            }
            None => Nature::None,
        }
    }

    /// An opening is taken from a level of its own kind.
    fn openings(&mut self, entries: &[&Entry]) {
        for (at, entry) in entries.iter().enumerate() {
            let Some(figure) = self.plan.indicators.get(at) else { continue };
            let Nature::Opening(of) = figure.nature else { continue };
            let source = self.plan.figure(of);
            if source.nature == Nature::Level && source.ty == figure.ty {
                continue;
            }
            let place = value(entry).map_or(entry.item.name.span, |(.., at)| at);
            let finding = unit_mismatch::opening(place, source.item.name);
            self.sink.push(finding);
        }
    }

    /// The laws of the figures.
    pub(crate) fn figures<'e>(&mut self, entries: impl Iterator<Item = &'e Entry>) {
        for (id, entry) in (0..).map(FigureId).zip(entries) {
            let ty = self.plan.figure(id).ty.clone();
            let clauses = &entry.item.clauses;
            let part_of = self.parts(entry, &ty);
            let name = entry.item.name.span;
            let target = Target { ty: &ty, name, force: entry.force };
            let formula = self.formula(clauses, target, Scope::default());
            let sums = self.sums(entry, &ty);
            let within = self.range(clauses, &ty);
            let digits = self.digits(clauses);
            let owner = one!(clauses, "owner", Args::Unit(unit) => unit);
            let owner = owner.and_then(|unit| self.unit_ref(unit));
            let Some(figure) = self.plan.indicators.get_mut(id.at()) else { continue };
            figure.part_of = part_of;
            figure.equals = formula;
            figure.sums = sums;
            figure.within = within;
            figure.digits = digits;
            figure.owner = owner;
        }
    }

    fn parts(&mut self, entry: &Entry, ty: &Ty) -> Vec<PartOf> {
        let mut out = Vec::new();
        for (name, mostly, clause) in wholes(&entry.item.clauses) {
            let Some(whole) = self.figure(name) else { continue };
            let of = self.plan.figure(whole).ty.clone();
            if self.goes_into(ty, &of, name.span, entry.item.name.span) {
                out.push(PartOf { whole, mostly, clause, force: entry.force });
            }
        }
        out
    }

    /// Whether a part can be held against its whole.
    pub(crate) fn goes_into(&mut self, part: &Ty, whole: &Ty, at: Span, name: Span) -> bool {
        let (a, b) = (Side::made(part.clone(), false), Side::made(whole.clone(), false));
        let fits = types::shared(&a, &b).is_some_and(|ty| types::is_ordered(&ty));
        if !fits {
            self.sink.push(unit_mismatch::part(part, whole, at, name));
        }
        fits
    }

    /// `equals` with its readings, of a figure or a column.
    pub(crate) fn formula(
        &mut self,
        clauses: &[Clause],
        target: Target<'_>,
        scope: Scope,
    ) -> Option<Formula> {
        let written = each!(clauses, "equals", Args::Expr { expr, .. } => expr);
        let (clause, expr) = written.into_iter().next()?;
        let (clause, expr) = (clause.span, self.expr(expr, scope));
        self.must_enter(&expr, target);
        let mut readings = Vec::new();
        for (_, (label, expr)) in
            each!(clauses, "reading", Args::Reading { label, expr } => (label, expr))
        {
            let expr = self.expr(expr, scope);
            self.must_enter(&expr, target);
            readings.push((label.as_ref().map(|l| l.text.clone()), expr));
        }
        Some(Formula { expr, readings, clause, force: target.force })
    }

    fn must_enter(&mut self, expr: &Expr, target: Target<'_>) {
        if !types::enters(&Side::of(expr), target.ty) {
            self.sink.push(unit_mismatch::formula(target.ty, &expr.ty, expr.span, target.name));
        }
    }

    fn sums(&mut self, entry: &Entry, ty: &Ty) -> Option<Sums> {
        let clauses = &entry.item.clauses;
        let heads = [("sums over", false), ("includes", true)];
        let (clause, includes) = heads.into_iter().find_map(|(head, includes)| {
            Some((clauses.iter().find(|c| c.head == head)?, includes))
        })?;
        let Args::Who1(who) = &clause.args else { return None };
        let over = self.who(who)?;
        if !types::is_k(ty) && *ty != Ty::Broken {
            self.sink.push(unit_mismatch::sums(ty, clause.span));
            return None;
        }
        let relative = self.plan.is_relative(over);
        Some(Sums { over, includes, relative, clause: clause.span, force: entry.force })
    }

    pub(crate) fn range(&mut self, clauses: &[Clause], ty: &Ty) -> Option<Within> {
        let written = each!(clauses, "within", Args::Within(bounds) => bounds);
        let (clause, bounds) = written.into_iter().next()?;
        let clause = clause.span;
        let (from, to, days) = self.bounds(ty, bounds)?;
        Some(Within { from, to, days, clause })
    }

    /// Bounds in the kind of what they bound.
    pub(crate) fn bounds(
        &mut self,
        ty: &Ty,
        bounds: &Bounds,
    ) -> Option<(Option<Num>, Option<Num>, Days)> {
        let ends = [&bounds.from, &bounds.to];
        if ends.into_iter().flatten().any(|end| !bounds_fit(ty, end)) {
            self.sink.push(unit_mismatch::bounds(ty, bounds.span));
            return None;
        }
        let num = |end: &Option<Literal>| end.as_ref().and_then(number_of);
        let day = |end: &Option<Literal>| end.as_ref().and_then(day_of);
        let days = Days { from: day(&bounds.from), to: day(&bounds.to) };
        Some((num(&bounds.from), num(&bounds.to), days))
    }

    pub(crate) fn digits(&mut self, clauses: &[Clause]) -> Option<u8> {
        let (n, at) = one!(clauses, "digits", Args::Integer(n, at) => (*n, *at))?;
        if !(0..=MOST_DIGITS).contains(&n) {
            self.sink.push(wrong_kind::digits(at));
            return None;
        }
        u8::try_from(n).ok()
    }
}

/// The names after `part of`, whether `mostly`, and the place of the clause.
pub(crate) fn wholes(clauses: &[Clause]) -> Vec<(&tree::Name, bool, Span)> {
    let mut out = Vec::new();
    for clause in clauses.iter().filter(|c| c.head == "part of") {
        if let Args::PartOf { whole, mostly } = &clause.args {
            out.push((whole, *mostly, clause.span));
        } else if let Args::Name(whole) = &clause.args {
            out.push((whole, false, clause.span));
        }
    }
    out
}

fn bounds_fit(ty: &Ty, end: &Literal) -> bool {
    match &end.value {
        LiteralValue::Number(n) => {
            let zero_percent = *ty == Ty::Percent && n.is_zero();
            types::is_k(ty) || zero_percent || matches!(ty, Ty::Year | Ty::Ratio | Ty::Broken)
        }
        LiteralValue::Percent(_) => types::is_rate(ty) || *ty == Ty::Broken,
        LiteralValue::Date(_) => matches!(ty, Ty::Date | Ty::Broken),
    }
}

fn number_of(literal: &Literal) -> Option<Num> {
    match &literal.value {
        LiteralValue::Number(n) | LiteralValue::Percent(n) => Some(*n),
        LiteralValue::Date(_) => None,
    }
}

fn day_of(literal: &Literal) -> Option<Date> {
    match &literal.value {
        LiteralValue::Date(day) => Some(*day),
        LiteralValue::Number(_) | LiteralValue::Percent(_) => None,
    }
}
