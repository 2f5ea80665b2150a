//! How a figure came to its value: the cell it was read from, the periods or units it was added up from,
//! the formula with its numbers. Each line stands under the one it explains.

use crate::eval::{At, Step, Trace, Value, What, Why};
use crate::facts::{CellId, Fact};
use crate::plan::{Domain, Expr, ExprKind, FigureId, Nature, Ty, UnitId, When};
use crate::show::expr::Printer;
use crate::value::{Lang, Month, Period};
use crate::why::Teller;

/// No explanation is deeper.
const DEEPEST: usize = 4;

/// Rows of a table are listed up to so many.
const MOST_ROWS: usize = 30;

/// A figure of a unit at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Point {
    pub(crate) figure: FigureId,
    pub(crate) unit: UnitId,
    pub(crate) when: When,
}

/// Lines with how far each stands in.
pub(crate) type Lines = Vec<(usize, String)>;

/// A value for a reader.
pub(crate) fn value(teller: &Teller<'_>, value: &Value, ty: &Ty) -> String {
    let say = &teller.say;
    let number = |n| crate::checks::name::number(n, ty, say.lang);
    match value {
        Value::Num(n) => number(*n),
        Value::Range(r) => match (r.lo.map(|e| number(e.at)), r.hi.map(|e| number(e.at))) {
            (Some(a), Some(b)) => format!("{a} – {b}"),
            (Some(a), None) => format!("≥ {a}"),
            (None, Some(b)) => format!("≤ {b}"),
            (None, None) => say.pick("chưa rõ", "not known").to_owned(),
        },
        Value::Truth(true) => say.pick("có", "yes").to_owned(),
        Value::Truth(false) => say.pick("không", "no").to_owned(),
        Value::Date(day) => say.date(*day),
        Value::Text(text) => format!("“{}”", crate::diag::words::shown(text)),
        Value::Unit(unit) => say.unit(*unit).to_owned(),
        Value::Months(n) => format!("{n} {}", say.pick("tháng", "months")),
        Value::Days(n) => format!("{n} {}", say.pick("ngày", "days")),
        Value::Na => say.pick("không áp dụng", "does not apply").to_owned(),
        Value::Unknown => "?".to_owned(),
    }
}

/// What a figure is worth, and the step that gave it.
pub(crate) fn worth(teller: &Teller<'_>, at: Point) -> (Value, Option<Step>, Trace) {
    let mut trace = Trace::recording();
    let value = teller.ctx.eval.worth(at.figure, at.unit, at.when, &mut trace);
    let own = |s: &&(FigureId, UnitId, When, Step, Value)| {
        Point { figure: s.0, unit: s.1, when: s.2 } == at
    };
    let step = trace.steps.iter().rev().find(own).map(|s| s.3);
    (value, step, trace)
}

/// The explanation of a figure's value.
pub(crate) fn explain(teller: &Teller<'_>, at: Point) -> Lines {
    let mut lines = Lines::new();
    Steps { teller, top: at }.figure(at, 0, &mut lines);
    lines
}

/// Where a cell was filed: `báo cáo 45/BC-UBND, reports/….toml:12`.
fn source(teller: &Teller<'_>, cell: CellId) -> String {
    let facts = teller.ctx.facts;
    let cell = facts.cell(cell);
    let place = teller.place(facts.cell_place(cell));
    match facts.number(facts.filing(cell.filing)) {
        "" => place,
        number => {
            let word = teller.say.pick("văn bản", "paper");
            format!("{word} {}, {place}", crate::diag::words::shown(number))
        }
    }
}

/// A cell as filed, beside a value that comes from elsewhere.
pub(crate) fn filed(teller: &Teller<'_>, cell: CellId) -> String {
    let (say, facts) = (&teller.say, teller.ctx.facts);
    let written = crate::checks::name::cell(say.plan, facts.cell(cell), say.lang);
    format!("{}: {written}; {}", say.pick("báo cáo ghi", "as reported"), source(teller, cell))
}

struct Steps<'t, 'a> {
    teller: &'t Teller<'a>,
    top: Point,
}

impl Steps<'_, '_> {
    fn figure(&self, at: Point, depth: usize, lines: &mut Lines) {
        let (value, step, trace) = worth(self.teller, at);
        let ty = &self.teller.ctx.plan.figure(at.figure).ty;
        let shown = self::value(self.teller, &value, ty);
        let how = self.how(at, step, &value, &trace);
        lines.push((depth, format!("{}: {shown}{how}", self.name(at))));
        if depth >= DEEPEST {
            return;
        }
        match step {
            Some(Step::OverTime) => self.over_time(at, depth + 1, lines),
            Some(Step::OverUnits(_)) => self.over_units(at, depth + 1, lines),
            Some(Step::Formula) => self.formula(at, depth + 1, lines),
            // Known only in part: what is known stands below.
            None if matches!(value, Value::Range(_)) || self.is_absent(at, &value) => {
                self.partly(at, depth + 1, lines);
            }
            Some(Step::Reported(_)) | None => {}
        }
    }

    /// Nothing was filed, and nothing tells the whole.
    fn is_absent(&self, at: Point, value: &Value) -> bool {
        let time = self.teller.ctx.eval.key(at.figure, at.when);
        let fact = self.teller.ctx.facts.index.get(at.figure, at.unit, time);
        *value == Value::Unknown && fact == Fact::None
    }

    /// What the reader does not know yet: the unit and time where they are not those asked for.
    fn name(&self, at: Point) -> String {
        let say = &self.teller.say;
        let mut parts = vec![say.figure(at.figure).to_owned()];
        if at.unit != self.top.unit {
            parts.push(say.unit(at.unit).to_owned());
        }
        if at.when != self.top.when {
            parts.push(say.when(at.when));
        }
        parts.join(", ")
    }

    fn how(&self, at: Point, step: Option<Step>, value: &Value, trace: &Trace) -> String {
        let say = &self.teller.say;
        let text = match step {
            Some(Step::Reported(cell)) => source(self.teller, cell),
            Some(Step::OverTime) => {
                say.pick("tính từ các kỳ khác", "from other periods").to_owned()
            }
            Some(Step::OverUnits(n)) => match say.lang {
                Lang::Vi => format!("cộng {n} đơn vị"),
                Lang::En => format!("the sum of {n} units"),
            },
            Some(Step::Formula) => say.pick("tính theo công thức", "by the formula").to_owned(),
            None if *value == Value::Unknown => return self.why_unknown(at, trace),
            None => say.pick("mới biết một phần", "known in part").to_owned(),
        };
        format!("; {text}")
    }

    /// The first cause; of a figure that was just not filed, the paper that should have brought it.
    fn why_unknown(&self, at: Point, trace: &Trace) -> String {
        let Some(cause) = crate::checks::laws::causes(trace).into_iter().next() else {
            return String::new();
        };
        let (ctx, say) = (self.teller.ctx, &self.teller.say);
        let itself = cause.what == What::Figure(at.figure) && cause.unit == Some(at.unit);
        if cause.why != Why::Absent || !itself {
            return format!("; {}", ctx.cause(&cause).get(say.lang));
        }
        let absent = say.pick("chưa báo cáo", "not reported");
        let Some(due) = ctx.due_of_cause(&cause).filter(|_| at == self.top) else {
            return format!("; {absent}");
        };
        let slot = self.teller.slot(due);
        let duty = self.teller.duty(due);
        let occasion = crate::show::occasion(say, duty, slot.occasion);
        let (unit, label) = (say.unit(ctx.dues.due(due).unit), &duty.item.label);
        let state = crate::why::due::state(self.teller, due);
        match say.lang {
            Lang::Vi => {
                format!("; {absent}, phải có trong “{label}”, {occasion}, của {unit}: {state}")
            }
            Lang::En => format!("; {absent}; owed in “{label}”, {occasion}, of {unit}: {state}"),
        }
    }

    /// The parts of a period, or the two cumulative figures that give it, or the state before.
    fn over_time(&self, at: Point, depth: usize, lines: &mut Lines) {
        let When::Period(period) = at.when else { return };
        if let Nature::Opening(of) = self.teller.ctx.plan.figure(at.figure).nature {
            let before = Month(period.from.0 - 1);
            let when = When::Period(Period { from: before, to: before });
            return self.figure(Point { figure: of, when, ..at }, depth, lines);
        }
        if let Some(parts) = self.tiles(at, period) {
            for part in parts {
                self.figure(Point { when: When::Period(part), ..at }, depth, lines);
            }
        } else if let Some((whole, rest)) = self.difference(at, period) {
            let less = self.teller.say.pick("trừ đi", "less").to_owned();
            self.figure(Point { when: When::Period(whole), ..at }, depth, lines);
            lines.push((depth, less));
            self.figure(Point { when: When::Period(rest), ..at }, depth, lines);
        }
    }

    /// The first line of parts that are all known.
    fn tiles(&self, at: Point, period: Period) -> Option<Vec<Period>> {
        let known = |p: &Period| self.is_known(Point { when: When::Period(*p), ..at });
        if self.teller.ctx.plan.figure(at.figure).nature != Nature::Flow {
            return None;
        }
        splits(period).into_iter().find(|parts| parts.iter().all(known))
    }

    fn is_known(&self, at: Point) -> bool {
        let When::Period(p) = at.when else { return false };
        let eval = self.teller.ctx.eval;
        let quiet = &mut Trace::default();
        let value = eval
            .reported(at.figure, at.unit, at.when, quiet)
            .or_else(|| eval.flow(at.figure, at.unit, p, false, quiet));
        matches!(value, Some(Value::Num(_) | Value::Na))
    }

    /// From the year's or half-year's first month to the end, and to the month before.
    fn difference(&self, at: Point, p: Period) -> Option<(Period, Period)> {
        let year = p.to.year();
        let starts = [Month::new(year, 1), Month::new(year, 7)].into_iter().filter(|s| *s < p.from);
        let pairs = starts.map(|from| {
            let rest = Period { from, to: Month(p.from.0 - 1) };
            (Period { from, to: p.to }, rest)
        });
        let reported = |p: Period| {
            let when = When::Period(p);
            let eval = self.teller.ctx.eval;
            eval.reported(at.figure, at.unit, when, &mut Trace::default()).is_some()
        };
        pairs.into_iter().find(|(whole, rest)| reported(*whole) && reported(*rest))
    }

    fn over_units(&self, at: Point, depth: usize, lines: &mut Lines) {
        let Some(sums) = &self.teller.ctx.plan.figure(at.figure).sums else { return };
        let members = self.teller.ctx.eval.members(sums.over, Some(at.unit), at.when);
        for member in members.iter() {
            self.figure(Point { unit: *member, ..at }, depth, lines);
        }
    }

    /// The formula in words, then in numbers, then each figure in it.
    fn formula(&self, at: Point, depth: usize, lines: &mut Lines) {
        let figure = self.teller.ctx.plan.figure(at.figure);
        let Some(formula) = &figure.equals else { return };
        let place = At::new(Some(at.unit), at.when);
        lines.push((depth, format!("= {}", Printer::new(self.teller.say).show(&formula.expr))));
        lines.push((depth, format!("= {}", in_numbers(self.teller, &formula.expr, &place))));
        self.operands(&formula.expr, &place, depth, lines);
    }

    fn operands(&self, e: &Expr, at: &At, depth: usize, lines: &mut Lines) {
        let mut found = Vec::new();
        operands(self.teller, e, at, &mut found);
        found.dedup();
        for point in found {
            self.figure(point, depth, lines);
        }
        let mut tables = Vec::new();
        rows(e, at, &mut tables);
        for (over, at) in tables {
            self.rows(over, &at, depth, lines);
        }
    }

    /// The rows that an aggregate runs over, each with its place.
    fn rows(&self, over: &crate::plan::Over, at: &At, depth: usize, lines: &mut Lines) {
        let (teller, say) = (self.teller, &self.teller.say);
        let Domain::Table(table) = over.domain else { return };
        let rows = teller.ctx.eval.rows_of(table, at.unit, at.when, over.reach);
        let n = rows.len();
        lines.push((
            depth,
            match say.lang {
                Lang::Vi => format!("bảng {} có {n} dòng", say.table(table)),
                Lang::En => format!("{} has {n} rows", say.table(table)),
            },
        ));
        for row in rows.iter().take(MOST_ROWS) {
            let name = crate::checks::consistency::told::row_name(teller.ctx, *row, say.lang);
            let place = teller.place(teller.ctx.facts.row(*row).at);
            lines.push((depth + 1, format!("{name} ({place})")));
        }
        if let Some(more) = n.checked_sub(MOST_ROWS).filter(|m| *m > 0) {
            lines.push((depth + 1, format!("… {more}")));
        }
    }

    /// What is known of a figure that is not known whole.
    fn partly(&self, at: Point, depth: usize, lines: &mut Lines) {
        let figure = self.teller.ctx.plan.figure(at.figure);
        let binds =
            |s: &crate::plan::Sums| !s.includes && self.teller.ctx.eval.sum_binds(s, at.unit);
        if figure.sums.as_ref().is_some_and(binds) {
            return self.over_units(at, depth, lines);
        }
        if figure.equals.is_some() {
            return self.formula(at, depth, lines);
        }
        if let (When::Period(period), Nature::Flow) = (at.when, figure.nature) {
            let known = |p: &Period| self.is_known(Point { when: When::Period(*p), ..at });
            let best = splits(period)
                .into_iter()
                .max_by_key(|parts| parts.iter().filter(|p| known(p)).count())
                .filter(|parts| parts.iter().any(known));
            for part in best.into_iter().flatten() {
                self.figure(Point { when: When::Period(part), ..at }, depth, lines);
            }
        }
    }
}

/// The lines of parts of a period; of more than a year its years.
fn splits(period: Period) -> Vec<Vec<Period>> {
    if period.months() <= 12 {
        return period.splits().map(|s| s.parts().collect()).collect();
    }
    vec![(period.from.year()..=period.to.year()).map(Period::year).collect()]
}

/// An expression with the values of its figures in their places.
pub(crate) fn in_numbers(teller: &Teller<'_>, e: &Expr, at: &At) -> String {
    let values =
        |e: &Expr| value(teller, &teller.ctx.eval.eval(e, at, &mut Trace::default()), &e.ty);
    Printer { values: Some(&values), ..Printer::new(teller.say) }.show(e)
}

/// The figures of an expression, each at the unit and time it is taken for.
pub(crate) fn operands(teller: &Teller<'_>, e: &Expr, at: &At, out: &mut Vec<Point>) {
    match &e.kind {
        ExprKind::Figure(figure) => {
            out.extend(at.unit.map(|unit| Point { figure: *figure, unit, when: at.when }));
        }
        ExprKind::In(x, time) => {
            if let Some(at) = teller.ctx.eval.moved(at, *time) {
                operands(teller, x, &at, out);
            }
        }
        ExprKind::Of(x, unit) => {
            for unit in teller.ctx.plan.resolve(*unit, at.unit) {
                operands(teller, x, &At { unit: Some(unit), ..*at }, out);
            }
        }
        ExprKind::ToDate(x) => {
            let when = match at.when {
                When::Period(p) => When::Period(p.to_date()),
                other => other,
            };
            operands(teller, x, &At { when, ..*at }, out);
        }
        ExprKind::Over(over) => {
            let Domain::Units(set) = over.domain else { return };
            for unit in teller.ctx.eval.members(set, at.unit, at.when).iter() {
                let at = At { unit: Some(*unit), ..*at };
                for part in over.expr.iter().chain(&over.filter) {
                    operands(teller, part, &at, out);
                }
            }
        }
        ExprKind::Change(x, change) => {
            operands(teller, x, at, out);
            if let Some(at) = teller.ctx.eval.moved(at, change.from) {
                operands(teller, x, &at, out);
            }
        }
        _ => {
            for part in parts(e) {
                operands(teller, part, at, out);
            }
        }
    }
}

/// The aggregates over rows in an expression.
fn rows<'e>(e: &'e Expr, at: &At, out: &mut Vec<(&'e crate::plan::Over, At)>) {
    if let ExprKind::Over(over) = &e.kind {
        out.push((over, *at));
        return;
    }
    for part in parts(e) {
        rows(part, at, out);
    }
}

/// The expressions that an operator joins.
fn parts(e: &Expr) -> Vec<&Expr> {
    match &e.kind {
        ExprKind::Sum(list) | ExprKind::Product(list) => list.iter().map(|(_, x)| x).collect(),
        ExprKind::And(list) | ExprKind::Or(list) | ExprKind::Min(list) | ExprKind::Max(list) => {
            list.iter().collect()
        }
        ExprKind::Compare(a, _, b) => vec![a, b],
        ExprKind::If(c, a, b) => vec![c, a, b],
        ExprKind::Negate(x)
        | ExprKind::Not(x)
        | ExprKind::Within(x, ..)
        | ExprKind::Reported(x) => vec![x],
        _ => Vec::new(),
    }
}
