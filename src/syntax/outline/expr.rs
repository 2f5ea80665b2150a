//! Expressions, times, units and literals as text.

use crate::syntax::outline::{list, maybe, names, text};
use crate::syntax::tree::{
    Aggregate, Amount, AmountUnit, Bound, Bounds, Change, Datum, Days, Expr, ExprKind, ListFn,
    Literal, LiteralValue, Over, Point, Reach, Time, UnitRef, Who, Window,
};
use crate::value::Num;

/// Decimals that are shown: more than any plan writes.
const MOST: u8 = 12;

pub(super) fn unit(unit: &UnitRef) -> String {
    match unit {
        UnitRef::It(_) => "it".to_owned(),
        UnitRef::Above(_) => "above".to_owned(),
        UnitRef::Named(name) => name.text.clone(),
    }
}

pub(super) fn who1(who: &Who) -> String {
    match who {
        Who::One(one) => unit(one),
        Who::Every { kinds, under, .. } => {
            let under = maybe(" ", under.as_ref(), |(directly, above)| {
                format!("{}under {}", if *directly { "directly " } else { "" }, unit(above))
            });
            format!("[every {}{under}]", names(kinds))
        }
    }
}

pub(super) fn who(all: &[Who]) -> String {
    list(all, who1)
}

fn bound(bound: &Bound) -> String {
    match bound {
        Bound::Date(date) => date.to_string(),
        Bound::Period(period) => period.to_string(),
    }
}

pub(super) fn days(days: &Days) -> String {
    if let Some(one) = days.from.as_ref().filter(|_| days.from == days.to) {
        return bound(one);
    }
    let from = maybe("", days.from.as_ref(), |b| bound(b) + " ");
    format!("{from}..{}", maybe(" ", days.to.as_ref(), bound))
}

pub(super) fn window(window: &Window) -> String {
    match window {
        Window::Days(span) => days(span),
        Window::Named(name) => name.text.clone(),
    }
}

pub(super) fn point(point: &Point) -> String {
    match point {
        Point::Date(date, _) => date.to_string(),
        Point::Period(period, _) => period.to_string(),
        Point::Named(name) => name.text.clone(),
    }
}

fn time(time: &Time) -> String {
    match time {
        Time::PreviousYear(_) => "previous year".to_owned(),
        Time::PreviousPeriod(_) => "previous period".to_owned(),
        Time::Window(span) => window(span),
    }
}

fn percent(number: Num) -> String {
    number.mul(Num::whole(100)).map_or_else(String::new, |n| n.plain(MOST) + "%")
}

fn literal_value(value: &LiteralValue) -> String {
    match value {
        LiteralValue::Number(number) => number.plain(MOST),
        LiteralValue::Percent(number) => percent(*number),
        LiteralValue::Date(date) => date.to_string(),
    }
}

fn literal(literal: &Literal) -> String {
    literal_value(&literal.value)
}

pub(super) fn datum(datum: &Datum) -> String {
    match datum {
        Datum::Literal(one) => literal(one),
        Datum::Text(one) => text(one),
        Datum::Bool(truth) => truth.to_string(),
    }
}

pub(super) fn range(bounds: &Bounds) -> String {
    let from = maybe("", bounds.from.as_ref(), |l| literal(l) + " ");
    format!("{from}..{}", maybe(" ", bounds.to.as_ref(), literal))
}

fn amount(amount: &Amount) -> String {
    let show = |number: Num| match amount.unit {
        AmountUnit::Percent => percent(number),
        AmountUnit::Points => percent(number).replace('%', ""),
        AmountUnit::Own => number.plain(MOST),
    };
    let points = if amount.unit == AmountUnit::Points { " points" } else { "" };
    format!("{}{}{points}", show(amount.least), maybe(" .. ", amount.aim.as_ref(), |n| show(*n)))
}

fn change(change: &Change) -> String {
    let word = if change.falls { "falls" } else { "rises" };
    let strict = if change.strict { " >" } else { "" };
    let amount = maybe(" ", change.amount.as_ref(), amount);
    let a_year = if change.a_year { " a year" } else { "" };
    format!("{word}{strict}{amount}{a_year} from {}", time(&change.from))
}

/// Every operation in square brackets; round ones are the author's.
pub(super) fn expr(one: &Expr) -> String {
    match &one.kind {
        ExprKind::If(c, a, b) => format!("[if {} then {} else {}]", expr(c), expr(a), expr(b)),
        ExprKind::Or(all) => format!("[{}]", joined(all, " or ")),
        ExprKind::And(all) => format!("[{}]", joined(all, " and ")),
        ExprKind::Not(inner) => format!("[not {}]", expr(inner)),
        ExprKind::Compare(a, op, b) => format!("[{} {} {}]", expr(a), op.sign(), expr(b)),
        ExprKind::Within(inner, bounds) => format!("[{} within {}]", expr(inner), range(bounds)),
        ExprKind::Change(inner, by) => format!("[{} {}]", expr(inner), change(by)),
        ExprKind::Sum(all) => signed(all, [" + ", " - "]),
        ExprKind::Product(all) => signed(all, [" * ", " / "]),
        ExprKind::Negate(inner) => format!("[-{}]", expr(inner)),
        ExprKind::In(inner, at) => format!("[{} in {}]", expr(inner), time(at)),
        ExprKind::Of(inner, of) => format!("[{} of {}]", expr(inner), unit(of)),
        ExprKind::ToDate(inner) => format!("[{} to date]", expr(inner)),
        ExprKind::Name(name) => name.text.clone(),
        ExprKind::Over(inner) => over(inner),
        ExprKind::List(function, all) => format!("{}({})", list_fn(*function), joined(all, ", ")),
        ExprKind::Reported(inner) => format!("reported({})", expr(inner)),
        ExprKind::Literal(value) => literal_value(value),
        ExprKind::Duration(n, unit) => format!("{n} {unit:?}").to_lowercase(),
        ExprKind::Text(inner) => format!("{inner:?}"),
        ExprKind::Bool(truth) => truth.to_string(),
        ExprKind::ItColumn(column) => format!("it.{}", column.text),
        ExprKind::It => "it".to_owned(),
        ExprKind::Above => "above".to_owned(),
        ExprKind::Paren(inner) => format!("({})", expr(inner)),
    }
}

fn joined(all: &[Expr], between: &str) -> String {
    all.iter().map(expr).collect::<Vec<_>>().join(between)
}

fn signed(all: &[(bool, Expr)], [plain, inverse]: [&str; 2]) -> String {
    let parts = all.iter().enumerate().map(|(number, (inverted, inner))| {
        let sign = match (number, inverted) {
            (0, _) => "",
            (_, false) => plain,
            (_, true) => inverse,
        };
        format!("{sign}{}", expr(inner))
    });
    format!("[{}]", parts.collect::<String>())
}

fn list_fn(function: ListFn) -> &'static str {
    match function {
        ListFn::Min => "min",
        ListFn::Max => "max",
        ListFn::Met => "met",
    }
}

fn over(over: &Over) -> String {
    let word = match over.what {
        Aggregate::Count => "count",
        Aggregate::Sum => "sum",
        Aggregate::Share => "share",
        Aggregate::Min => "min",
        Aggregate::Max => "max",
    };
    let reach = match over.reach {
        Reach::This => "",
        Reach::SoFar => " so far",
        Reach::Earlier => " earlier",
    };
    let inner = maybe("", over.expr.as_ref(), |e| expr(e) + " ");
    let filter = maybe(" where ", over.filter.as_ref(), expr);
    format!("{word}({inner}over {}{reach}{filter})", who1(&over.set))
}
