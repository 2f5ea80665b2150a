//! Numbers of expressions as quantities of unknowns: linear, or one linear quantity over another. What is
//! neither becomes an unknown of its own.

use crate::facts::{Time, time_of};
use crate::lints::Ctx;
use crate::lints::reason::key::Keys;
use crate::lints::reason::linear::{Lin, Var};
use crate::lints::reason::pool::{Key, Kind, Moment, Pool, What, Whose};
use crate::plan::{
    Column, ColumnId, Expr, ExprKind, FigureId, Formula, Nature, Plan, TableId, TimeRef, Ty,
    UnitId, When, Within,
};
use crate::source::FileId;
use crate::value::{Num, Period};

/// Formulas lean on formulas no deeper than this.
const DEEPEST: u32 = 24;

/// Where an expression is looked at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Place {
    /// In the list of plans.
    pub(crate) plan: usize,
    pub(crate) unit: Option<UnitId>,
    pub(crate) row: Option<TableId>,
    pub(crate) when: When,
}

/// A quantity: `num / den`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Frac {
    pub(crate) num: Lin,
    pub(crate) den: Lin,
}

impl Frac {
    pub(crate) fn whole(num: Lin) -> Self {
        Self { num, den: Lin::constant(Num::ONE) }
    }

    /// The linear quantity that it is.
    pub(crate) fn lin(&self) -> Option<Lin> {
        let den = self.den.as_constant()?;
        self.num.scale(Num::ONE.div(den)?)
    }

    fn add(&self, o: &Self, minus: bool) -> Option<Self> {
        let k = if minus { Num::ONE.neg() } else { Num::ONE };
        if self.den == o.den {
            return Some(Self { num: self.num.add_times(&o.num, k)?, den: self.den.clone() });
        }
        Some(Self::whole(self.lin()?.add_times(&o.lin()?, k)?))
    }

    fn times(&self, o: &Self, over: bool) -> Option<Self> {
        let (num, den) = if over { (&o.den, &o.num) } else { (&o.num, &o.den) };
        Some(Self { num: product(&self.num, num)?, den: product(&self.den, den)? })
    }
}

fn product(a: &Lin, b: &Lin) -> Option<Lin> {
    match (a.as_constant(), b.as_constant()) {
        (_, Some(k)) => a.scale(k),
        (Some(k), None) => b.scale(k),
        (None, None) => None,
    }
}

/// A figure or column that was met on the way, with the place it was met at: its laws matter.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Met {
    Figure(FigureId, Place),
    Column(TableId, ColumnId, Place),
}

/// Plans as quantities.
#[derive(Debug)]
pub(crate) struct Terms<'c, 'a> {
    pub(crate) plans: &'c [Ctx<'a>],
    pub(crate) pool: Pool,
    pub(crate) met: Vec<Met>,
    depth: u32,
}

impl<'c, 'a> Terms<'c, 'a> {
    pub(crate) fn new(plans: &'c [Ctx<'a>]) -> Self {
        Self { plans, pool: Pool::default(), met: Vec::new(), depth: 0 }
    }

    pub(crate) fn plan(&self, place: Place) -> Option<&'a Plan> {
        self.plans.get(place.plan).map(|ctx| ctx.plan)
    }

    /// The number of an expression; `None` where it has none.
    pub(crate) fn number(&mut self, expr: &Expr, at: Place) -> Option<Frac> {
        let numeric = match expr.ty {
            Ty::Count | Ty::Amount(_) | Ty::Number(_) | Ty::Percent | Ty::Ratio => true,
            Ty::Truth | Ty::Text | Ty::Date | Ty::Year | Ty::Unit | Ty::Duration | Ty::Broken => {
                matches!(expr.kind, ExprKind::Num(_))
            }
        };
        if !numeric || self.depth > DEEPEST {
            return None;
        }
        match self.sum_of(expr, at) {
            Some(frac) => Some(frac),
            None => self.opaque(expr, at).map(|var| Frac::whole(Lin::var(var))),
        }
    }

    fn sum_of(&mut self, expr: &Expr, at: Place) -> Option<Frac> {
        match &expr.kind {
            ExprKind::Num(n) => Some(Frac::whole(Lin::constant(*n))),
            ExprKind::Figure(id) => self.figure(*id, at),
            ExprKind::Column(id) => self.column(at.row?, *id, at),
            ExprKind::Negate(x) => {
                let x = self.number(x, at)?;
                Some(Frac { num: x.num.scale(Num::ONE.neg())?, den: x.den })
            }
            ExprKind::Sum(list) => {
                let start = Frac::whole(Lin::constant(Num::ZERO));
                list.iter().try_fold(start, |sum, (minus, x)| {
                    let x = self.number(x, at)?;
                    if sum.num.as_constant() == Some(Num::ZERO) && !*minus {
                        return Some(x);
                    }
                    sum.add(&x, *minus)
                })
            }
            ExprKind::Product(list) => {
                let start = Frac::whole(Lin::constant(Num::ONE));
                list.iter().try_fold(start, |all, (over, x)| all.times(&self.number(x, at)?, *over))
            }
            ExprKind::In(x, time) => {
                let at = self.moved(at, *time)?;
                self.number(x, at)
            }
            ExprKind::Of(x, unit) => {
                let units = self.plan(at)?.resolve(*unit, at.unit);
                let [unit] = units.as_slice() else { return None };
                self.number(x, Place { unit: Some(*unit), ..at })
            }
            ExprKind::ToDate(x) => match at.when {
                When::Period(p) => self.number(x, Place { when: When::Period(p.to_date()), ..at }),
                When::Phase(_) | When::Day(_) => None,
            },
            _ => None,
        }
    }

    /// The place that a time of an expression moves to.
    pub(crate) fn moved(&self, at: Place, time: TimeRef) -> Option<Place> {
        let when = match (time, at.when) {
            (TimeRef::At(when), _) => when,
            (TimeRef::PreviousYear, When::Period(p)) => When::Period(p.years_before(1)),
            (TimeRef::PreviousPeriod, When::Period(p)) => When::Period(p.previous()),
            (TimeRef::PreviousYear | TimeRef::PreviousPeriod, _) => return None,
        };
        Some(Place { when, ..at })
    }

    /// A figure: by its formula where that is arithmetic, else an unknown.
    pub(crate) fn figure(&mut self, id: FigureId, at: Place) -> Option<Frac> {
        self.met.push(Met::Figure(id, at));
        let figure = self.plan(at)?.figure(id);
        if let Some(formula) = figure.equals.as_ref().filter(|f| is_arithmetic(f)) {
            self.depth += 1;
            let frac = self.number(&formula.expr, at);
            self.depth -= 1;
            if frac.is_some() {
                return frac;
            }
        }
        let var = match figure.equals.as_ref().filter(|f| f.readings.is_empty()) {
            // Two figures with one formula are one unknown.
            Some(formula) => self.opaque(&formula.expr, at)?,
            None => self.figure_var(id, at)?,
        };
        Some(Frac::whole(Lin::var(var)))
    }

    fn figure_var(&mut self, id: FigureId, at: Place) -> Option<Var> {
        let plan = self.plan(at)?;
        let figure = plan.figure(id);
        let moment = moment(plan, id, at.when);
        // An opening is the level before.
        let of = match figure.nature {
            Nature::Opening(of) => plan.figure(of),
            _ => figure,
        };
        let low = figure.not_negative().then_some(Num::ZERO);
        let kind = Kind {
            whole: figure.ty == Ty::Count,
            flow: matches!(figure.nature, Nature::Flow | Nature::ToDate),
            ..range(&figure.ty, figure.within.as_ref(), low)
        };
        let key = Key { what: What::Figure(of.item.name), whose: self.whose(at)?, moment };
        Some(self.pool.var(key, kind))
    }

    /// A column of the row at hand.
    pub(crate) fn column(&mut self, table: TableId, id: ColumnId, at: Place) -> Option<Frac> {
        self.met.push(Met::Column(table, id, at));
        let column: &Column = self.plan(at)?.table(table).columns.get(id.at())?;
        if let Some(formula) = column.equals.as_ref().filter(|f| is_arithmetic(f)) {
            self.depth += 1;
            let frac = self.number(&formula.expr, at);
            self.depth -= 1;
            if frac.is_some() {
                return frac;
            }
        }
        let counted = matches!(column.ty, Ty::Count | Ty::Percent).then_some(Num::ZERO);
        let kind = Kind {
            whole: column.ty == Ty::Count,
            ..range(&column.ty, column.within.as_ref(), counted)
        };
        let what = What::Figure(column.item.name);
        let key = Key { what, whose: self.whose(at)?, moment: Moment::Any };
        Some(Frac::whole(Lin::var(self.pool.var(key, kind))))
    }

    /// A yes or no, as nought or one.
    pub(crate) fn flag(&mut self, expr: &Expr, at: Place) -> Option<Lin> {
        let plan = self.plan(at)?;
        let (what, moment) = match &expr.kind {
            ExprKind::Figure(id) => {
                (What::Figure(plan.figure(*id).item.name), moment(plan, *id, at.when))
            }
            ExprKind::Column(id) => {
                let column = plan.table(at.row?).columns.get(id.at())?;
                (What::Figure(column.item.name), Moment::Any)
            }
            _ => return None,
        };
        let kind = Kind { whole: true, low: Some(Num::ZERO), high: Some(Num::ONE), flow: false };
        let key = Key { what, whose: self.whose(at)?, moment };
        Some(Lin::var(self.pool.var(key, kind)))
    }

    /// An expression that is looked at from outside only.
    pub(crate) fn opaque(&mut self, expr: &Expr, at: Place) -> Option<Var> {
        let mut broken = false;
        expr.each(&mut |e| {
            broken |= matches!(e.kind, ExprKind::Broken);
            true
        });
        let plan = self.plan(at).filter(|_| !broken)?;
        let text = Keys::new(plan, at.row).of(expr);
        let share =
            expr.ty == Ty::Percent && matches!(expr.kind, ExprKind::Over(_) | ExprKind::Met(_));
        let low = (share || expr.ty == Ty::Count).then_some(Num::ZERO);
        let high = share.then_some(Num::ONE);
        let kind = Kind { whole: expr.ty == Ty::Count, low, high, flow: false };
        let key = Key {
            what: What::Opaque(text),
            whose: self.whose(at)?,
            moment: at.row.map_or_else(|| self.span(at), |_| Moment::Any),
        };
        Some(self.pool.var(key, kind))
    }

    /// The rate of two quantities, as one unknown.
    pub(crate) fn ratio(&mut self, frac: &Frac) -> Option<Lin> {
        if let Some(lin) = frac.lin() {
            return Some(lin);
        }
        let (_, lead) = frac.den.terms().first()?;
        let k = Num::ONE.div(*lead)?;
        let (num, den) = (frac.num.scale(k)?, frac.den.scale(k)?);
        let positive = self.pool.not_negative(&num) && self.pool.not_negative(&den);
        let kind = Kind { low: positive.then_some(Num::ZERO), ..Kind::default() };
        // Whose and when stand in the two quantities.
        let whose = Whose::Plan(FileId::NONE);
        let key = Key { what: What::Ratio(num, den), whose, moment: Moment::Any };
        Some(Lin::var(self.pool.var(key, kind)))
    }

    fn whose(&self, at: Place) -> Option<Whose> {
        let plan = self.plan(at)?;
        Some(match (at.row, at.unit) {
            (Some(table), _) => Whose::Row(plan.table(table).item.name),
            (None, Some(unit)) => Whose::Unit(plan.unit(unit).item.name),
            (None, None) => Whose::Plan(plan.file),
        })
    }

    fn span(&self, at: Place) -> Moment {
        match (at.when, self.plan(at)) {
            (When::Period(p), _) => Moment::Months(p),
            (When::Day(day), _) => Moment::Days(Some(day), Some(day)),
            (When::Phase(id), Some(plan)) => {
                let days = plan.phase(id).days;
                Moment::Days(days.from, days.to)
            }
            (When::Phase(_), None) => Moment::Any,
        }
    }
}

/// Arithmetic of figures and numbers, one way to read it.
fn is_arithmetic(formula: &Formula) -> bool {
    let mut plain = formula.readings.is_empty();
    formula.expr.each(&mut |e| {
        plain &= matches!(
            e.kind,
            ExprKind::Num(_)
                | ExprKind::Figure(_)
                | ExprKind::Column(_)
                | ExprKind::Negate(_)
                | ExprKind::Sum(_)
                | ExprKind::Product(_)
                | ExprKind::In(..)
                | ExprKind::ToDate(_)
        );
        true
    });
    plain
}

fn moment(plan: &Plan, id: FigureId, when: When) -> Moment {
    match time_of(plan, id, Some(when)) {
        Time::Span(p) => Moment::Months(p),
        Time::End(month) => Moment::End(month),
        Time::Phase(Some(id)) => {
            let days = plan.phase(id).days;
            Moment::Days(days.from, days.to)
        }
        Time::Phase(None) => Moment::Days(None, None),
    }
}

/// What values a kind allows.
pub(crate) fn range(ty: &Ty, within: Option<&Within>, low: Option<Num>) -> Kind {
    match within {
        Some(w) => Kind { low: w.from.or(low), high: w.to, ..Kind::default() },
        None if *ty == Ty::Percent => {
            Kind { low: Some(Num::ZERO), high: Some(Num::ONE), ..Kind::default() }
        }
        None => Kind { low, ..Kind::default() },
    }
}

/// The whole years from one time to another.
pub(crate) fn years_between(from: When, to: When) -> u32 {
    match (from, to) {
        (When::Period(Period { to: a, .. }), When::Period(Period { to: b, .. })) => {
            u32::try_from(b.year() - a.year()).unwrap_or(0)
        }
        _ => 0,
    }
}
