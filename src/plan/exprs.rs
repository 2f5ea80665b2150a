//! Expressions: every name resolved, every kind checked. What does not fit is said once and becomes
//! `Broken`, which fits everywhere.

use crate::plan::codes::unit_mismatch::{self, Operand};
use crate::plan::codes::{hidden_name, unknown_name, wrong_kind};
use crate::plan::from_syntax::Resolver;
use crate::plan::names::{Space, Wanted};
use crate::plan::types::{self, Side};
use crate::plan::{ColumnId, Expr, ExprKind, FigureId, TableId, Ty, UnitId};
use crate::source::Span;
use crate::syntax::tree::{self, Kind, ListFn, LiteralValue, Name};

/// The rows that an expression stands among.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Scope {
    /// The table of the row at hand.
    pub(crate) row: Option<TableId>,
    /// The table of the row outside the bracket.
    pub(crate) outer: Option<TableId>,
}

impl Scope {
    pub(crate) fn rows(table: TableId) -> Self {
        Self { row: Some(table), outer: None }
    }
}

/// What the names of one expression came to.
#[derive(Debug, Default)]
pub(crate) struct Names {
    figures: Vec<(String, Span)>,
    /// Columns for which there is also a figure of that name.
    columns: Vec<(String, Span)>,
    /// Of a product: the factor with a period of its own, and the one without.
    pub(crate) one_sided: Vec<(Span, Span)>,
}

pub(crate) fn broken(span: Span) -> Expr {
    Expr { kind: ExprKind::Broken, ty: Ty::Broken, span }
}

/// A truth made of other expressions.
pub(crate) fn truth(kind: ExprKind, span: Span) -> Expr {
    Expr { kind, ty: Ty::Truth, span }
}

fn operand(expr: &Expr) -> Operand<'_> {
    Operand { ty: &expr.ty, at: expr.span, bare: types::is_bare(expr) }
}

impl Resolver<'_> {
    /// A whole expression.
    pub(crate) fn expr(&mut self, expr: &tree::Expr, scope: Scope) -> Expr {
        self.expr_names = Names::default();
        let out = self.part(expr, scope);
        let names = &self.expr_names;
        let both = names.columns.iter().find_map(|(name, column)| {
            let figure = names.figures.iter().find(|(figure, _)| figure == name)?;
            Some(hidden_name::column(name, *column, figure.1))
        });
        if let Some(finding) = both {
            self.sink.push(finding);
        }
        out
    }

    /// A whole condition.
    pub(crate) fn condition(&mut self, expr: &tree::Expr, scope: Scope) -> Expr {
        let out = self.expr(expr, scope);
        self.must_be_truth(out)
    }

    fn must_be_truth(&mut self, expr: Expr) -> Expr {
        if types::is_truth(&expr.ty) {
            return expr;
        }
        self.sink.push(unit_mismatch::condition(&expr.ty, expr.span));
        broken(expr.span)
    }

    pub(crate) fn truth_part(&mut self, expr: &tree::Expr, scope: Scope) -> Expr {
        let out = self.part(expr, scope);
        self.must_be_truth(out)
    }

    /// An expression inside another.
    pub(crate) fn part(&mut self, expr: &tree::Expr, scope: Scope) -> Expr {
        use tree::ExprKind as T;
        let span = expr.span;
        match &expr.kind {
            T::If(c, a, b) => self.choice((c, a, b), span, scope),
            T::Or(list) => self.chain(list, span, scope, ExprKind::Or),
            T::And(list) => self.chain(list, span, scope, ExprKind::And),
            T::Not(inner) => {
                let inner = self.truth_part(inner, scope);
                truth(ExprKind::Not(Box::new(inner)), span)
            }
            T::Compare(a, op, b) => self.compare((a, *op, b), span, scope),
            T::Within(inner, bounds) => self.within(inner, bounds, span, scope),
            T::Change(inner, change) => self.change(inner, change, span, scope),
            T::Sum(terms) => self.sum(terms, span, scope),
            T::Product(factors) => self.product(factors, span, scope),
            T::Negate(inner) => self.negate(inner, span, scope),
            T::In(inner, time) => self.moved(inner, time, span, scope),
            T::Of(inner, unit) => {
                let inner = self.part(inner, scope);
                let Some(unit) = self.unit_ref(unit) else { return broken(span) };
                wrap(inner, span, |i| ExprKind::Of(i, unit))
            }
            T::ToDate(inner) => wrap(self.part(inner, scope), span, ExprKind::ToDate),
            T::Name(name) => self.name(name, scope),
            T::Over(over) => self.over(over, span, scope),
            T::List(ListFn::Met, list) => self.met(list, span, scope),
            T::List(ListFn::Min, list) => self.least_or_most(list, span, scope, true),
            T::List(ListFn::Max, list) => self.least_or_most(list, span, scope, false),
            T::Reported(inner) => {
                let inner = self.reportable(inner, scope);
                truth(ExprKind::Reported(Box::new(inner)), span)
            }
            T::Literal(value) => literal(value, span),
            T::Duration(n, unit) => {
                Expr { kind: ExprKind::Duration(*n, *unit), ty: Ty::Duration, span }
            }
            T::Text(text) => Expr { kind: ExprKind::Text(text.clone()), ty: Ty::Text, span },
            T::Bool(value) => truth(ExprKind::Bool(*value), span),
            T::ItColumn(name) => self.outer_column(name, span, scope),
            T::It => Expr { kind: ExprKind::It, ty: Ty::Unit, span },
            T::Above => Expr { kind: ExprKind::Above, ty: Ty::Unit, span },
            T::Paren(inner) => self.part(inner, scope),
        }
    }

    fn chain(
        &mut self,
        list: &[tree::Expr],
        span: Span,
        scope: Scope,
        make: impl FnOnce(Vec<Expr>) -> ExprKind,
    ) -> Expr {
        let parts = list.iter().map(|e| self.truth_part(e, scope)).collect();
        truth(make(parts), span)
    }

    fn choice(
        &mut self,
        (c, a, b): (&tree::Expr, &tree::Expr, &tree::Expr),
        span: Span,
        scope: Scope,
    ) -> Expr {
        let c = self.truth_part(c, scope);
        let (a, b) = (self.part(a, scope), self.part(b, scope));
        match types::shared(&Side::of(&a), &Side::of(&b)) {
            Some(ty) => {
                Expr { kind: ExprKind::If(Box::new(c), Box::new(a), Box::new(b)), ty, span }
            }
            None => self.clash("if", &a, &b, span),
        }
    }

    pub(crate) fn clash(&mut self, sign: &str, a: &Expr, b: &Expr, span: Span) -> Expr {
        self.sink.push(unit_mismatch::operands(sign, operand(a), operand(b)));
        broken(span)
    }

    fn compare(
        &mut self,
        (a, op, b): (&tree::Expr, tree::CompareOp, &tree::Expr),
        span: Span,
        scope: Scope,
    ) -> Expr {
        let (a, b) = (self.part(a, scope), self.part(b, scope));
        self.compared((a, op, b), span, scope)
    }

    /// A comparison of two resolved sides.
    pub(crate) fn compared(
        &mut self,
        (a, op, b): (Expr, tree::CompareOp, Expr),
        span: Span,
        scope: Scope,
    ) -> Expr {
        let equality = matches!(op, tree::CompareOp::Eq | tree::CompareOp::Ne);
        let (a, b) = if equality { self.offices(a, b) } else { (a, b) };
        if equality {
            self.listed_choice(&a, &b, scope);
            self.listed_choice(&b, &a, scope);
        }
        if types::comparable(&Side::of(&a), &Side::of(&b), equality) {
            return truth(ExprKind::Compare(Box::new(a), op, Box::new(b)), span);
        }
        self.clash(op.sign(), &a, &b, span)
    }

    /// A text beside a unit is the name of a unit.
    fn offices(&mut self, a: Expr, b: Expr) -> (Expr, Expr) {
        match (&a.ty, &b.ty) {
            (Ty::Unit, Ty::Text) => {
                let b = self.office(b);
                (a, b)
            }
            (Ty::Text, Ty::Unit) => (self.office(a), b),
            _ => (a, b),
        }
    }

    fn office(&mut self, text: Expr) -> Expr {
        let ExprKind::Text(name) = &text.kind else { return text };
        let key = crate::value::fold::key(name);
        let units = self.plan.units.iter();
        let known = || units.clone().map(|u| u.item.label.as_str());
        let fits = |u: &super::Unit| {
            let aliases = u.aliases.iter().map(|(a, _)| a);
            u.item.id == *name
                || aliases
                    .chain([&u.item.label])
                    .any(|n| n == name || crate::value::fold::key(n) == key)
        };
        let mut found = (0..).zip(units.clone()).filter(|(_, u)| fits(u)).map(|(i, _)| i);
        if let (Some(id), None) = (found.next(), found.next()) {
            self.plan.named.extend(self.plan.units.get(id as usize).map(|u| u.item.name));
            return Expr { kind: ExprKind::Unit(UnitId(id)), ty: Ty::Unit, span: text.span };
        }
        let finding = unknown_name::office(name, text.span, &known().collect::<Vec<_>>());
        self.sink.push(finding);
        broken(text.span)
    }

    /// A text beside a column that lists its values must be one of them.
    fn listed_choice(&mut self, column: &Expr, text: &Expr, scope: Scope) {
        let (table, id) = match column.kind {
            ExprKind::Column(id) => (scope.row, id),
            ExprKind::Outer(id) => (scope.outer, id),
            _ => return,
        };
        let column = table.and_then(|t| self.plan.table(t).columns.get(id.at()));
        let (Some(column), ExprKind::Text(word)) = (column, &text.kind) else { return };
        let list = &column.one_of;
        if list.is_empty() || list.contains(word) {
            return;
        }
        let known: Vec<&str> = list.iter().map(String::as_str).collect();
        self.sink.push(unknown_name::choice(word, text.span, &known));
    }

    fn within(
        &mut self,
        inner: &tree::Expr,
        bounds: &tree::Bounds,
        span: Span,
        scope: Scope,
    ) -> Expr {
        let inner = self.part(inner, scope);
        let Some((from, to, days)) = self.bounds(&inner.ty, bounds) else { return broken(span) };
        truth(ExprKind::Within(Box::new(inner), from, to, days), span)
    }

    fn negate(&mut self, inner: &tree::Expr, span: Span, scope: Scope) -> Expr {
        let inner = self.part(inner, scope);
        if types::is_k(&inner.ty) || types::is_rate(&inner.ty) || inner.ty == Ty::Broken {
            return wrap(inner, span, ExprKind::Negate);
        }
        self.sink.push(unit_mismatch::aggregate("-", &inner.ty, inner.span));
        broken(span)
    }

    fn sum(&mut self, terms: &[(bool, tree::Expr)], span: Span, scope: Scope) -> Expr {
        let parts: Vec<(bool, Expr)> =
            terms.iter().map(|(minus, t)| (*minus, self.part(t, scope))).collect();
        let sign = |minus: bool| if minus { "-" } else { "+" };
        match self.fold(&parts, sign, types::sum) {
            Some(ty) => Expr { kind: ExprKind::Sum(parts), ty, span },
            None => broken(span),
        }
    }

    fn product(&mut self, factors: &[(bool, tree::Expr)], span: Span, scope: Scope) -> Expr {
        let parts: Vec<(bool, Expr)> =
            factors.iter().map(|(over, f)| (*over, self.part(f, scope))).collect();
        self.note_one_sided(factors, &parts);
        let sign = |over: bool| if over { "/" } else { "*" };
        let kind = |a: &Side, b: &Side, over: bool| {
            if over { types::quotient(a, b) } else { types::product(a, b) }
        };
        match self.fold(&parts, sign, kind) {
            Some(ty) => Expr { kind: ExprKind::Product(parts), ty, span },
            None => broken(span),
        }
    }

    /// The kind of a flat chain, from left to right.
    fn fold(
        &mut self,
        parts: &[(bool, Expr)],
        sign: impl Fn(bool) -> &'static str,
        kind: impl Fn(&Side, &Side, bool) -> Option<Ty>,
    ) -> Option<Ty> {
        let ((_, first), rest) = parts.split_first()?;
        let (mut left, mut at) = (Side::of(first), first.span);
        for (flag, part) in rest {
            let right = Side::of(part);
            let Some(ty) = kind(&left, &right, *flag) else {
                let before = Operand { ty: &left.ty, at, bare: left.is_bare() };
                self.sink.push(unit_mismatch::operands(sign(*flag), before, operand(part)));
                return None;
            };
            left = Side::made(ty, left.constant && right.constant);
            at = at.to(part.span);
        }
        Some(left.ty)
    }

    fn name(&mut self, name: &Name, scope: Scope) -> Expr {
        let span = name.span;
        let figure = self.names.find(Space::Figure, &name.text);
        if let Some((column, ty)) = scope.row.and_then(|t| self.column_of(t, &name.text)) {
            if figure.is_some() {
                self.expr_names.columns.push((name.text.clone(), span));
            }
            return Expr { kind: ExprKind::Column(column), ty, span };
        }
        if figure.is_none()
            && let Some(who) = self.names.find(Space::Who, &name.text)
            && who.kind == Kind::Unit
        {
            self.plan.named.insert(who.span);
            let kind = who.id.map_or(ExprKind::Broken, |id| ExprKind::Unit(UnitId(id)));
            return Expr { kind, ty: Ty::Unit, span };
        }
        self.figure_name(name, scope)
    }

    fn figure_name(&mut self, name: &Name, scope: Scope) -> Expr {
        let span = name.span;
        let nowhere = Space::ALL.iter().all(|s| self.names.find(*s, &name.text).is_none());
        if let Some(table) = scope.row
            && nowhere
        {
            // Over rows the columns are what is most likely meant.
            let mut known = self.columns_of(table);
            known.extend(self.names.known(Space::Figure, &[Kind::Indicator]));
            let label = self.plan.table(table).item.id.clone();
            self.sink.push(unknown_name::column(&name.text, span, &label, &known));
            return broken(span);
        }
        let Some(id) = self.figure(name) else { return broken(span) };
        self.expr_names.figures.push((name.text.clone(), span));
        figure(id, self.plan.figure(id).ty.clone(), span)
    }

    fn outer_column(&mut self, name: &Name, span: Span, scope: Scope) -> Expr {
        let Some(table) = scope.outer.or(scope.row) else {
            self.sink.push(wrong_kind::no_row(span));
            return broken(span);
        };
        let Some((column, ty)) = self.column_of(table, &name.text) else {
            let known = self.columns_of(table);
            let label = &self.plan.table(table).item.id;
            let finding = unknown_name::column(&name.text, name.span, label, &known);
            self.sink.push(finding);
            return broken(span);
        };
        let inside = scope.outer.is_some();
        let kind = if inside { ExprKind::Outer(column) } else { ExprKind::Column(column) };
        Expr { kind, ty, span }
    }

    /// Inside `reported`: a figure, moved or not, or a table.
    fn reportable(&mut self, inner: &tree::Expr, scope: Scope) -> Expr {
        if let tree::ExprKind::Name(name) = &inner.kind
            && let Some(declared) = self.names.find(Space::Figure, &name.text)
            && declared.kind == Kind::Table
        {
            let Some((_, id)) = self.look(name, Wanted::Table) else { return broken(name.span) };
            return Expr { kind: ExprKind::Table(TableId(id)), ty: Ty::Broken, span: name.span };
        }
        self.part(inner, scope)
    }

    fn least_or_most(
        &mut self,
        list: &[tree::Expr],
        span: Span,
        scope: Scope,
        least: bool,
    ) -> Expr {
        let parts: Vec<(bool, Expr)> = list.iter().map(|e| (false, self.part(e, scope))).collect();
        let name = if least { "min" } else { "max" };
        let kind = |a: &Side, b: &Side, _: bool| types::shared(a, b).filter(types::is_ordered);
        let Some(ty) = self.fold(&parts, |_| name, kind) else { return broken(span) };
        let parts = parts.into_iter().map(|(_, e)| e).collect();
        let kind = if least { ExprKind::Min(parts) } else { ExprKind::Max(parts) };
        Expr { kind, ty, span }
    }

    /// A column of a table by its name.
    pub(crate) fn column_of(&self, table: TableId, name: &str) -> Option<(ColumnId, Ty)> {
        let columns = (0..).zip(&self.plan.table(table).columns);
        let mut found = columns.filter(|(_, c)| c.item.id == name);
        found.next().map(|(i, c)| (ColumnId(i), c.ty.clone()))
    }

    pub(crate) fn columns_of(&self, table: TableId) -> Vec<&str> {
        self.plan.table(table).columns.iter().map(|c| c.item.id.as_str()).collect()
    }
}

fn figure(id: FigureId, ty: Ty, span: Span) -> Expr {
    Expr { kind: ExprKind::Figure(id), ty, span }
}

fn wrap(inner: Expr, span: Span, make: impl FnOnce(Box<Expr>) -> ExprKind) -> Expr {
    let ty = inner.ty.clone();
    Expr { kind: make(Box::new(inner)), ty, span }
}

fn literal(value: &LiteralValue, span: Span) -> Expr {
    let (kind, ty) = match value {
        LiteralValue::Number(n) => (ExprKind::Num(*n), Ty::Number(None)),
        LiteralValue::Percent(n) => (ExprKind::Num(*n), Ty::Percent),
        LiteralValue::Date(day) => (ExprKind::Date(*day), Ty::Date),
    };
    Expr { kind, ty, span }
}
