//! What goes round in a circle is reported once and cut, so that whatever follows references ends.

use crate::diag::Finding;
use crate::plan::codes::circular;
use crate::plan::from_syntax::Resolver;
use crate::plan::{
    ColumnId, Condition, Domain, Expr, ExprKind, Formula, GroupId, Plan, Set, SetId, Subjects,
    TableId, UnitId, UnitRef,
};
use crate::source::{Span, bounds::MOST_CHAINED};

use crate::syntax::tree::Reach;

/// A way back to where it began: the edge `from → to` closes it.
#[derive(Debug)]
pub(crate) struct Circle {
    pub(crate) from: usize,
    pub(crate) to: usize,
    /// From `to` to `from`.
    path: Vec<usize>,
    /// No circle, but a chain longer than anything can follow: `from → to` is its first link.
    pub(crate) too_long: bool,
}

impl Circle {
    /// What to say of it: `round` is for circles.
    pub(crate) fn told(
        &self,
        name: impl Fn(usize) -> Option<String>,
        at: Span,
        round: impl FnOnce(&[String], Span) -> Finding,
    ) -> Finding {
        if self.too_long {
            return circular::too_long(&name(self.from).unwrap_or_default(), MOST_CHAINED, at);
        }
        round(&self.names(name), at)
    }

    /// The names along it, the first again at the end.
    pub(crate) fn names(&self, name: impl Fn(usize) -> Option<String>) -> Vec<String> {
        let around = self.path.iter().copied().chain([self.to]);
        around.filter_map(name).collect()
    }
}

/// Enough edges to cut that no circle is left, each with the circle that it closes.
///
/// `edges`: for each node, those that it leans on.
pub(crate) fn circles(edges: &[Vec<usize>]) -> Vec<Circle> {
    circles_in(edges.len(), |node, edge| edges.get(node)?.get(edge).copied())
}

/// The same of so many nodes; `edge`: where an edge of a node leads, counted from nought.
fn circles_in(nodes: usize, edge: impl Fn(usize, usize) -> Option<usize>) -> Vec<Circle> {
    const NEW: u8 = 0;
    const OPEN: u8 = 1;
    const DONE: u8 = 2;
    let mut state = vec![NEW; nodes];
    // How many stand one behind the other from here on.
    let mut length = vec![1_usize; nodes];
    let mut out = Vec::new();
    // Depth first without recursion: the path so far, each with the next edge to take.
    let mut path: Vec<(usize, usize)> = Vec::new();
    for start in 0..nodes {
        if state.get(start) == Some(&NEW) {
            path.push((start, 0));
        }
        while let Some((node, next)) = path.last_mut() {
            let (node, to) = (*node, edge(*node, *next));
            *next += 1;
            let Some(to) = to else {
                state.get_mut(node).into_iter().for_each(|s| *s = DONE);
                path.pop();
                let behind = length.get(node).copied().unwrap_or(0);
                if let Some((from, _)) = path.last().copied() {
                    link(from, node, behind, &mut length, &mut out);
                }
                continue;
            };
            state.get_mut(node).into_iter().for_each(|s| *s = OPEN);
            match state.get(to) {
                Some(&NEW) => path.push((to, 0)),
                Some(&OPEN) => {
                    let round = path.iter().map(|(n, _)| *n).skip_while(|n| *n != to);
                    out.push(Circle { from: node, to, path: round.collect(), too_long: false });
                }
                _ => {
                    let behind = length.get(to).copied().unwrap_or(0);
                    link(node, to, behind, &mut length, &mut out);
                }
            }
        }
    }
    out
}

/// Notes that `from` leans on `to`, behind which `behind` stand already; a chain that gets too long is cut there.
fn link(from: usize, to: usize, behind: usize, length: &mut [usize], out: &mut Vec<Circle>) {
    if behind >= MOST_CHAINED {
        out.push(Circle { from, to, path: vec![to, from], too_long: true });
    } else if let Some(own) = length.get_mut(from) {
        *own = (*own).max(behind + 1);
    }
}

impl Resolver<'_> {
    /// `under` and `becomes`.
    pub(crate) fn cut_succession(&mut self) {
        let units = &self.plan.units;
        let under = |unit: usize, edge| {
            let under = units.get(unit)?.under.filter(|_| edge == 0);
            under.map(UnitId::at)
        };
        let becomes = |unit: usize, edge: usize| {
            let (id, _) = units.get(unit)?.becomes.get(edge)?;
            Some(id.at())
        };
        let under = circles_in(units.len(), under);
        let becomes = circles_in(units.len(), becomes);
        for circle in under {
            self.unit_circle("under", &circle);
            if let Some(unit) = self.plan.units.get_mut(circle.from) {
                unit.under = None;
            }
        }
        for circle in becomes {
            self.unit_circle("becomes", &circle);
            if let Some(unit) = self.plan.units.get_mut(circle.from) {
                unit.becomes.retain(|(id, _)| id.at() != circle.to);
            }
        }
        self.plan.tree = super::units::Tree::new(&self.plan.units);
    }

    fn unit_circle(&mut self, head: &str, circle: &Circle) {
        let name = |i: usize| self.plan.units.get(i).map(|u| u.item.id.clone());
        if let Some(unit) = self.plan.units.get(circle.from) {
            let at = unit.item.place(head);
            self.sink.push(circle.told(name, at, |n, at| circular::succession(head, n, at)));
        }
    }

    /// `after`
    pub(crate) fn cut_phases(&mut self) {
        let phases = &self.plan.phases;
        let after: Vec<Vec<usize>> =
            phases.iter().map(|p| p.after.iter().map(|id| id.at()).collect()).collect();
        for circle in circles(&after) {
            let name = |i: usize| self.plan.phases.get(i).map(|p| p.item.id.clone());
            let Some(at) = self.plan.phases.get(circle.from).map(|p| p.item.place("after")) else {
                continue;
            };
            self.sink.push(circle.told(name, at, |n, at| circular::succession("after", n, at)));
            if let Some(phase) = self.plan.phases.get_mut(circle.from) {
                phase.after = None;
            }
        }
    }

    /// Groups that hold each other.
    pub(crate) fn cut_groups(&mut self) {
        let inner = |plan: &Plan, sets: &[SetId]| {
            let groups = sets.iter().flat_map(|s| groups_of(plan.set(*s)));
            groups.map(GroupId::at).collect::<Vec<_>>()
        };
        let edges: Vec<Vec<usize>> = self
            .plan
            .groups
            .iter()
            .map(|g| {
                let sets: Vec<SetId> = g.members.iter().chain(&g.except).copied().collect();
                inner(&self.plan, &sets)
            })
            .collect();
        for circle in circles(&edges) {
            let name = |i: usize| self.plan.groups.get(i).map(|g| g.item.id.clone());
            let Some(at) = self.plan.groups.get(circle.from).map(|g| g.item.place("members"))
            else {
                continue;
            };
            self.sink.push(circle.told(name, at, |n, at| circular::succession("members", n, at)));
            let back: Vec<SetId> = (0..)
                .map(SetId)
                .zip(&self.plan.sets)
                .filter(|(_, set)| groups_of(set).any(|g| g.at() == circle.to))
                .map(|(id, _)| id)
                .collect();
            let Some(group) = self.plan.groups.get_mut(circle.from) else { continue };
            group.members.retain(|s| !back.contains(s));
            group.except.retain(|s| !back.contains(s));
            if let Some(selectors) = self.selectors.get_mut(circle.from) {
                selectors.broken = true;
            }
        }
    }

    /// `totals`, and `equals`.
    pub(crate) fn cut_circles(&mut self) {
        let duties = &self.plan.duties;
        let totals: Vec<Vec<usize>> =
            duties.iter().map(|d| d.totals.iter().map(|id| id.at()).collect()).collect();
        for circle in circles(&totals) {
            let name = |i: usize| self.plan.duties.get(i).map(|d| d.item.id.clone());
            let Some(at) = self.plan.duties.get(circle.from).map(|d| d.item.place("totals")) else {
                continue;
            };
            self.sink.push(circle.told(name, at, circular::reporting));
            if let Some(duty) = self.plan.duties.get_mut(circle.from) {
                duty.totals.retain(|id| id.at() != circle.to);
            }
        }
        self.cut_formulas();
    }

    fn cut_formulas(&mut self) {
        let nodes = Nodes::of(&self.plan);
        let edges: Vec<Vec<usize>> = (0..nodes.count).map(|n| nodes.needs(&self.plan, n)).collect();
        for circle in circles(&edges) {
            // Rules on the way have no formula of their own: the first figure that has one is cut.
            let with = circle.path.iter().find(|n| nodes.formula(&self.plan, **n).is_some());
            let Some(at) = with.copied() else { continue };
            let Some(place) = nodes.formula(&self.plan, at).map(|f| f.clause) else { continue };
            let told = circle.told(|n| nodes.name(&self.plan, n), place, circular::formula);
            self.sink.push(told);
            nodes.cut(&mut self.plan, at);
        }
    }
}

fn groups_of(set: &Set) -> impl Iterator<Item = GroupId> + use<> {
    let group = match set {
        Set::Group(id) | Set::Every { under: Some(UnitRef::Group(id)), .. } => Some(*id),
        Set::Unit(_) | Set::It | Set::Above | Set::Every { .. } => None,
    };
    group.into_iter()
}

/// What formulas lean on, numbered in one row: figures, then the columns of each table, then rules.
#[derive(Debug)]
struct Nodes {
    /// Where the columns of each table begin.
    tables: Vec<usize>,
    rules: usize,
    count: usize,
}

/// What a number stands for.
enum Node {
    Figure(usize),
    Column(TableId, usize),
    Rule(usize),
}

impl Nodes {
    fn of(plan: &Plan) -> Self {
        let mut next = plan.indicators.len();
        let mut tables = Vec::with_capacity(plan.tables.len());
        for table in &plan.tables {
            tables.push(next);
            next += table.columns.len();
        }
        Self { tables, rules: next, count: next + plan.rules.len() }
    }

    fn node(&self, plan: &Plan, n: usize) -> Node {
        if n < plan.indicators.len() {
            return Node::Figure(n);
        }
        if n >= self.rules {
            return Node::Rule(n - self.rules);
        }
        let table = self.tables.partition_point(|start| *start <= n).saturating_sub(1);
        let start = self.tables.get(table).copied().unwrap_or(n);
        Node::Column(TableId(u32::try_from(table).unwrap_or(u32::MAX)), n - start)
    }

    fn column(&self, table: TableId, column: ColumnId) -> Option<usize> {
        Some(self.tables.get(table.at())? + column.at())
    }

    fn formula<'p>(&self, plan: &'p Plan, n: usize) -> Option<&'p Formula> {
        match self.node(plan, n) {
            Node::Figure(i) => plan.indicators.get(i)?.equals.as_ref(),
            Node::Column(t, c) => plan.tables.get(t.at())?.columns.get(c)?.equals.as_ref(),
            Node::Rule(_) => None,
        }
    }

    fn cut(&self, plan: &mut Plan, n: usize) {
        match self.node(plan, n) {
            Node::Figure(i) => {
                if let Some(figure) = plan.indicators.get_mut(i) {
                    figure.equals = None;
                }
            }
            Node::Column(t, c) => {
                let table = plan.tables.get_mut(t.at());
                if let Some(column) = table.and_then(|t| t.columns.get_mut(c)) {
                    column.equals = None;
                }
            }
            Node::Rule(_) => {}
        }
    }

    fn name(&self, plan: &Plan, n: usize) -> Option<String> {
        match self.node(plan, n) {
            Node::Figure(i) => Some(plan.indicators.get(i)?.item.id.clone()),
            Node::Column(t, c) => {
                let table = plan.tables.get(t.at())?;
                Some(format!("{}.{}", table.item.id, table.columns.get(c)?.item.id))
            }
            Node::Rule(i) => Some(plan.rules.get(i)?.item.id.clone()),
        }
    }

    /// What the formula of a figure or column, or the conditions of a rule about rows, lean on.
    fn needs(&self, plan: &Plan, n: usize) -> Vec<usize> {
        let mut out = Vec::new();
        let rows = match self.node(plan, n) {
            Node::Column(table, _) => Some(table),
            Node::Figure(_) => None,
            Node::Rule(i) => {
                self.rule_needs(plan, i, &mut out);
                return out;
            }
        };
        if let Some(formula) = self.formula(plan, n) {
            let readings = formula.readings.iter().map(|(_, e)| e);
            for expr in [&formula.expr].into_iter().chain(readings) {
                self.expr_needs(expr, (rows, None), &mut out);
            }
        }
        out
    }

    fn rule_needs(&self, plan: &Plan, rule: usize, out: &mut Vec<usize>) {
        let Some(rule) = plan.rules.get(rule) else { return };
        let Subjects::Rows { table, .. } = rule.subjects else { return };
        for line in &rule.lines {
            let readings = line.readings.iter().map(|r| &r.expr);
            for expr in [&line.expr].into_iter().chain(readings) {
                self.expr_needs(expr, (Some(table), None), out);
            }
        }
    }

    fn expr_needs(
        &self,
        expr: &Expr,
        (row, outer): (Option<TableId>, Option<TableId>),
        out: &mut Vec<usize>,
    ) {
        match &expr.kind {
            ExprKind::Figure(id) => out.push(id.at()),
            ExprKind::Column(c) => out.extend(row.and_then(|t| self.column(t, *c))),
            ExprKind::Outer(c) => out.extend(outer.and_then(|t| self.column(t, *c))),
            ExprKind::Over(over) => {
                // Rows before this one are fixed when this one is judged.
                if over.reach == Reach::Earlier {
                    return;
                }
                let inner = match over.domain {
                    Domain::Table(table) => Some(table),
                    Domain::Units(_) => None,
                };
                let scope = (inner, row.or(outer));
                expr.inside(&mut |e| self.expr_needs(e, scope, out));
            }
            ExprKind::Met(list) => {
                for condition in list {
                    match condition {
                        Condition::Rule(id) => out.push(self.rules + id.at()),
                        Condition::Expr(e) => self.expr_needs(e, (row, outer), out),
                    }
                }
            }
            _ => expr.inside(&mut |e| self.expr_needs(e, (row, outer), out)),
        }
    }
}
