//! Aggregates over rows and members, `met`, and figures moved in time.

use crate::plan::codes::{hidden_name, period_mismatch, unit_mismatch, wrong_kind};
use crate::plan::exprs::{Scope, broken};
use crate::plan::from_syntax::Resolver;
use crate::plan::names::{Space, Wanted};
use crate::plan::types::{is_k, is_ordered, is_rate};
use crate::plan::{
    Condition, Domain, Expr, ExprKind, Nature, Over, RuleId, TableId, TimeRef, Ty, When, times,
};
use crate::source::Span;
use crate::syntax::tree::{self, Aggregate, Kind, Name, Who};

impl Resolver<'_> {
    pub(crate) fn over(&mut self, over: &tree::Over, span: Span, scope: Scope) -> Expr {
        let Some(domain) = self.domain(&over.set) else { return broken(span) };
        let row = match domain {
            Domain::Table(table) => Some(table),
            Domain::Units(_) => None,
        };
        let inner = Scope { row, outer: scope.row.or(scope.outer) };
        let expr = over.expr.as_ref().map(|e| match over.what {
            Aggregate::Count | Aggregate::Share => self.truth_part(e, inner),
            Aggregate::Sum | Aggregate::Min | Aggregate::Max => self.part(e, inner),
        });
        let filter = over.filter.as_ref().map(|f| self.truth_part(f, inner));
        let Some(ty) = self.aggregate_kind(over.what, expr.as_ref()) else {
            return broken(span);
        };
        let over = Over { what: over.what, expr, domain, reach: over.reach, filter };
        Expr { kind: ExprKind::Over(Box::new(over)), ty, span }
    }

    /// The table, or the units, after `over`.
    fn domain(&mut self, set: &Who) -> Option<Domain> {
        let Who::One(tree::UnitRef::Named(name)) = set else {
            return self.who(set).map(Domain::Units);
        };
        let who = self.names.find(Space::Who, &name.text);
        let figure = self.names.find(Space::Figure, &name.text);
        match (who, figure) {
            (Some(w), Some(f)) => {
                self.sink.push(hidden_name::set(&name.text, name.span, w.span, f.span));
                None
            }
            (Some(_), None) => self.who(set).map(Domain::Units),
            (None, Some(_)) => self.table(name).map(Domain::Table),
            (None, None) => {
                self.no_set(name);
                None
            }
        }
    }

    fn no_set(&mut self, name: &Name) {
        let mut known = self.names.known(Space::Who, &[Kind::Group, Kind::Unit]);
        known.extend(self.names.known(Space::Figure, &[Kind::Table]));
        let wanted = ["nhóm đơn vị hoặc bảng", "a group or a table"];
        let finding = crate::plan::codes::unknown_name::item(&name.text, name.span, wanted, &known);
        self.sink.push(finding);
    }

    fn aggregate_kind(&mut self, what: Aggregate, expr: Option<&Expr>) -> Option<Ty> {
        let (name, fits): (_, fn(&Ty) -> bool) = match what {
            Aggregate::Count => return Some(Ty::Count),
            Aggregate::Share => ("share", |_| true),
            Aggregate::Sum => ("sum", is_k),
            Aggregate::Min => ("min", |ty| is_ordered(ty) && *ty != Ty::Year),
            Aggregate::Max => ("max", |ty| is_ordered(ty) && *ty != Ty::Year),
        };
        // Without an expression the parser has said so.
        let expr = expr?;
        if expr.ty == Ty::Broken {
            return Some(Ty::Broken);
        }
        if what == Aggregate::Share {
            return Some(Ty::Percent);
        }
        if !fits(&expr.ty) {
            let rate = what == Aggregate::Sum && is_rate(&expr.ty);
            self.sink.push(if rate {
                unit_mismatch::sum_of_rates(expr.span)
            } else {
                unit_mismatch::aggregate(name, &expr.ty, expr.span)
            });
            return None;
        }
        Some(expr.ty.clone())
    }

    /// `met(C1, C2)`: conditions, or rules about the rows of the table at hand.
    pub(crate) fn met(&mut self, list: &[tree::Expr], span: Span, scope: Scope) -> Expr {
        let conditions = list.iter().map(|e| self.met_part(e, scope)).collect();
        Expr { kind: ExprKind::Met(conditions), ty: Ty::Percent, span }
    }

    fn met_part(&mut self, expr: &tree::Expr, scope: Scope) -> Condition {
        if let tree::ExprKind::Name(name) = &expr.kind
            && scope.row.is_none_or(|t| self.column_of(t, &name.text).is_none())
            && self.names.find(Space::Rule, &name.text).is_some()
        {
            let rule = self.row_rule(name, scope.row);
            return rule.map_or_else(|| Condition::Expr(broken(name.span)), Condition::Rule);
        }
        Condition::Expr(self.truth_part(expr, scope))
    }

    fn row_rule(&mut self, name: &Name, row: Option<TableId>) -> Option<RuleId> {
        let declared = self.declared(name, Wanted::Rule)?;
        let id = RuleId(declared.id?);
        let here = row.map(|t| self.plan.table(t).item.id.as_str());
        let about = self.rows_of.get(id.at()).and_then(Option::as_deref);
        if here.is_some() && here == about {
            return Some(id);
        }
        let finding = wrong_kind::rule_of_other_rows(&name.text, name.span, declared.span);
        self.sink.push(finding);
        None
    }

    /// `X in t`
    pub(crate) fn moved(
        &mut self,
        inner: &tree::Expr,
        time: &tree::Time,
        span: Span,
        scope: Scope,
    ) -> Expr {
        let inner = self.part(inner, scope);
        let Some((to, _)) = self.time(time) else { return broken(span) };
        if self.refuses_day(&inner, to, time) {
            return broken(span);
        }
        if let TimeRef::At(When::Period(period)) = to
            && period.step().is_none()
            && let Some(rate) = self.rate_without_formula(&inner)
        {
            self.sink.push(period_mismatch::rate_over_span(times::place(time), rate));
            return broken(span);
        }
        let ty = inner.ty.clone();
        Expr { kind: ExprKind::In(Box::new(inner), to), ty, span }
    }

    /// Only a state has a value on a day; says so where the time is one and the figure is none.
    pub(crate) fn refuses_day(&mut self, expr: &Expr, at: TimeRef, written: &tree::Time) -> bool {
        let TimeRef::At(When::Day(_)) = at else { return false };
        let Some(flow) = self.not_a_level(expr) else { return false };
        self.sink.push(period_mismatch::at_a_day(times::place(written), flow));
        true
    }

    /// The first figure of an expression that is not a state.
    pub(crate) fn not_a_level(&self, expr: &Expr) -> Option<Span> {
        let mut found = None;
        expr.each(&mut |e| {
            if let ExprKind::Figure(id) = e.kind {
                let nature = self.plan.figure(id).nature;
                let state = matches!(nature, Nature::Level | Nature::Opening(_));
                found = found.or((!state).then_some(e.span));
            }
            !matches!(e.kind, ExprKind::In(..))
        });
        found
    }

    /// A rate that was never given a formula: it has no value over several periods.
    pub(crate) fn rate_without_formula(&self, expr: &Expr) -> Option<Span> {
        let mut found = None;
        expr.each(&mut |e| {
            if let ExprKind::Figure(id) = e.kind {
                let figure = self.plan.figure(id);
                let rate = figure.ty == Ty::Percent && figure.nature == Nature::None;
                let bare = rate && !self.with_formula.contains(&id);
                found = found.or(bare.then_some(e.span));
            }
            !matches!(e.kind, ExprKind::In(..))
        });
        found
    }

    /// `a / b in 2020`: a factor with a period of its own beside one without. Brackets around the moved
    /// factor say that it is meant so.
    pub(crate) fn note_one_sided(
        &mut self,
        factors: &[(bool, tree::Expr)],
        parts: &[(bool, Expr)],
    ) {
        let mut moved = None;
        let mut bare = None;
        for ((_, written), (_, part)) in factors.iter().zip(parts) {
            match part.timed() {
                (true, false) => bare = bare.or(Some(part.span)),
                (false, true) if !matches!(written.kind, tree::ExprKind::Paren(_)) => {
                    moved = moved.or(Some(part.span));
                }
                _ => {}
            }
        }
        if let (Some(moved), Some(bare)) = (moved, bare) {
            self.expr_names.one_sided.push((moved, bare));
        }
    }
}
