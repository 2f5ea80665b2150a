//! Targets, limits, checks: their subjects, lines, readings and paths.

use crate::diag::Severity;
use crate::plan::change::Judged;
use crate::plan::codes::{one_sided_period, period_mismatch, wrong_kind};
use crate::plan::exprs::Scope;
use crate::plan::from_syntax::{Entry, Resolver};
use crate::plan::items::{self, each, one};
use crate::plan::{Expr, ExprKind, Item, Line, Reading, Rule, Subjects, Tail, When};
use crate::source::Span;
use crate::syntax::tree::{self, Args, Clause, Kind, Require};

/// One condition with the time it is judged at.
#[derive(Debug)]
struct Judgement {
    expr: Expr,
    tail: Tail,
}

/// Where the lines of a rule stand.
#[derive(Debug, Clone, Copy)]
struct Place {
    scope: Scope,
    /// Of a figure that alone has a period: an error in a target, else a warning.
    severity: Severity,
}

fn subjects(entry: &Entry) -> Option<&tree::Subjects> {
    one!(entry.item.clauses, "for", Args::For(subjects) => subjects)
}

impl Resolver<'_> {
    /// Which rules are about rows of which table: `met` has to know before rules are resolved.
    pub(crate) fn rules_declared<'e>(&mut self, entries: impl Iterator<Item = &'e Entry>) {
        let table = |entry: &Entry| match subjects(entry) {
            Some(tree::Subjects::Rows { table, .. }) => Some(table.text.clone()),
            Some(tree::Subjects::Units { .. }) | None => None,
        };
        self.rows_of = entries.map(table).collect();
    }

    pub(crate) fn rules<'e>(&mut self, entries: impl Iterator<Item = &'e Entry>) {
        for entry in entries {
            let item = self.item(entry);
            let rule = match self.subjects(entry) {
                Some((subjects, scope)) => {
                    let lines = self.lines(entry, &item, scope);
                    Rule { item, subjects, lines }
                }
                // Nobody knows whom it is about: nothing is judged.
                None => Rule { item, subjects: Subjects::About, lines: Vec::new() },
            };
            self.plan.rules.push(rule);
        }
    }

    fn subjects(&mut self, entry: &Entry) -> Option<(Subjects, Scope)> {
        match subjects(entry) {
            None => Some((Subjects::About, Scope::default())),
            Some(tree::Subjects::Units { who, filter }) => {
                let filter = filter.as_ref().map(|f| self.condition(f, Scope::default()));
                let sets = self.whos(who);
                let known = !sets.is_empty();
                known.then_some((Subjects::Units { sets, filter }, Scope::default()))
            }
            Some(tree::Subjects::Rows { table, filter }) => {
                let table = self.table(table)?;
                let scope = Scope::rows(table);
                let filter = filter.as_ref().map(|f| self.condition(f, scope));
                Some((Subjects::Rows { table, filter }, scope))
            }
        }
    }

    fn lines(&mut self, entry: &Entry, item: &Item, scope: Scope) -> Vec<Line> {
        let target = entry.item.kind == Kind::Target;
        let severity = if target { Severity::Error } else { Severity::Warning };
        let place = Place { scope, severity };
        let clauses = &entry.item.clauses;
        let mut lines = Vec::new();
        for (clause, require) in each!(clauses, "require", Args::Require(r) => r) {
            let own = items::with_block(item, &require.sub, &self.numbers);
            let judged = self.judgements(require, clause, place);
            lines.extend(judged.into_iter().map(|j| line(j, own.clone(), clause.span)));
        }
        for (clause, reading) in each!(clauses, "reading", Args::Require(r) => r) {
            let label = reading.label.as_ref().map(|l| l.text.clone());
            let judged = self.judgements(reading, clause, place);
            // The points of a reading's path belong to those of the line's path, one by one.
            for (line, Judgement { expr, tail }) in lines.iter_mut().zip(judged) {
                line.readings.push(Reading { label: label.clone(), expr, tail });
            }
        }
        lines
    }

    /// A condition with its tail, and one more for each point of its path.
    fn judgements(&mut self, require: &Require, clause: &Clause, place: Place) -> Vec<Judgement> {
        let expr = self.condition(&require.expr, place.scope);
        self.one_sided(place.severity);
        let tail = require.tail.as_ref().map(|t| self.tail(t));
        let Some(tail) = tail.unwrap_or(Some(Tail::None)) else { return Vec::new() };
        let mut out = vec![Judgement { expr, tail }];
        out.extend(self.path(require, &out, place));
        for judged in &out {
            self.judged_at(judged, clause.span);
        }
        out
    }

    fn one_sided(&mut self, severity: Severity) {
        let found = std::mem::take(&mut self.expr_names.one_sided);
        if let Some((moved, bare)) = found.first() {
            self.sink.push(one_sided_period::term(*moved, *bare, severity));
        }
    }

    /// `, 50%  by 2030`: the same comparison with another right side.
    fn path(&mut self, require: &Require, first: &[Judgement], place: Place) -> Vec<Judgement> {
        let Some((next, _)) = require.path.first() else { return Vec::new() };
        let left = match first.first().map(|j| &j.expr.kind) {
            Some(ExprKind::Compare(left, op, _)) => Some((left.clone(), *op)),
            Some(ExprKind::Broken) => return Vec::new(),
            _ => None,
        };
        let Some((left, op)) = left else {
            self.sink.push(wrong_kind::path_without_comparison(next.span));
            return Vec::new();
        };
        let mut out = Vec::new();
        for (right, point) in &require.path {
            let span = right.span;
            let right = self.expr(right, place.scope);
            let expr = self.compared(((*left).clone(), op, right), span, place.scope);
            if let Some(when) = self.point(point) {
                out.push(Judgement { expr, tail: Tail::By(when) });
            }
        }
        out
    }

    /// What can only be said once it is known when a condition is judged.
    fn judged_at(&mut self, judged: &Judgement, clause: Span) {
        self.comparable_spans(&judged.expr, Judged::tail(judged.tail));
        if let Tail::By(When::Day(_)) = judged.tail
            && let Some(flow) = self.not_a_level(&judged.expr)
        {
            self.sink.push(period_mismatch::at_a_day(clause, flow));
        }
    }

    fn tail(&mut self, tail: &tree::Tail) -> Option<Tail> {
        match tail {
            tree::Tail::By(point) => self.point(point).map(Tail::By),
            tree::Tail::Every { step, within: None } => {
                Some(Tail::Every { step: *step, within: None })
            }
            tree::Tail::Every { step, within: Some(window) } => {
                let (days, _) = self.window_days(window)?;
                Some(Tail::Every { step: *step, within: Some(days) })
            }
        }
    }
}

fn line(Judgement { expr, tail }: Judgement, item: Item, clause: Span) -> Line {
    let mut figures = Vec::new();
    expr.figures(false, &mut figures);
    Line { expr, tail, item, clause, readings: Vec::new(), figures }
}
