//! Arguments of clauses as text.

use crate::syntax::outline::expr::{datum, days, expr, point, range, unit, who, who1, window};
use crate::syntax::outline::{after, list, maybe, names, open, text, texts};
use crate::syntax::tree::{
    Args, Carried, Column, Datum, Day, Every, Expect, Expected, Given, Level, Name, Nature, Next,
    Occ, OccKind, Place, Require, Schedule, Subjects, Tail, Term, Text, To, Value,
};
use crate::value::{Date, Step};

#[expect(clippy::too_many_lines, reason = "one arm for each form")]
pub(super) fn args(args: &Args) -> String {
    match args {
        Args::Cite(all) => {
            list(all, |(at, row)| format!("{}{}", text(at), maybe(" as ", row.as_ref(), text)))
        }
        Args::Assume { text: what, by, on } => {
            let by = maybe(" by ", by.as_ref(), text);
            format!("{}{by}{}", text(what), maybe(" on ", on.as_ref(), Date::to_string))
        }
        Args::Severity { code, level } => {
            format!("{}{}", maybe("", code.as_ref(), |c| text(c) + " "), self::level(*level))
        }
        Args::Text(one) => text(one),
        Args::Texts(all) => texts(all),
        Args::TextOrOpen(what) => open(what, text),
        Args::Issued(what) => {
            open(what, |(date, by)| format!("{date}{}", maybe(" by ", by.as_ref(), place)))
        }
        Args::RunsOrOpen(what) => open(what, days),
        Args::Runs(what) => days(what),
        Args::Period(period, _) => period.to_string(),
        Args::Document { number, dated } => {
            format!("{}{}", text(number), maybe(" dated ", dated.as_ref(), Date::to_string))
        }
        Args::Unit(one) => unit(one),
        Args::Calendar(all) => list(all, |(name, until)| {
            format!("{}{}", name.text, maybe(" until ", until.as_ref(), Date::to_string))
        }),
        Args::JudgedBySigned(signed) => if *signed { "signed" } else { "received" }.to_owned(),
        Args::Rolls { all } => if *all { "all" } else { "" }.to_owned(),
        Args::Name(name) => name.text.clone(),
        Args::Names(all) => names(all),
        Args::UnitAlias { texts: all, from } => {
            format!("{}{}", texts(all), maybe(" from ", from.as_ref(), Date::to_string))
        }
        Args::Becomes { names: all, function } => {
            format!("{}{}", names(all), maybe(" for ", function.as_ref(), text))
        }
        Args::Seat { role, post } => format!("{}{}", text(role), maybe(" ", post.as_ref(), text)),
        Args::Who(all) => who(all),
        Args::Whom(what) => open(what, |all| who(all)),
        Args::MaybeText(what) => maybe("", what.as_ref(), text),
        Args::Flag | Args::Item(_) | Args::Set { .. } => String::new(),
        Args::Value { value, nature } => {
            format!("{}{}", self::value(value), maybe(" ", nature.as_ref(), self::nature))
        }
        Args::PartOf { whole, mostly } => {
            format!("{}{}", whole.text, if *mostly { " mostly" } else { "" })
        }
        Args::Expr { expr: inner, .. } => expr(inner),
        Args::Reading { label, expr: inner } => {
            format!("{}{}", maybe("", label.as_ref(), |l| text(l) + " "), expr(inner))
        }
        Args::Who1(one) => who1(one),
        Args::Within(bounds) => range(bounds),
        Args::Integer(n, _) => n.to_string(),
        Args::Per { year, column } => {
            format!("{}{}", if *year { "year of " } else { "" }, column.text)
        }
        Args::Column(column) => self::column(column),
        Args::To(what) => open(what, to),
        Args::Places(all) => list(all, place),
        Args::Every(what) => open(what, schedule),
        Args::Window(what) => window(what),
        Args::Due { term, only } => format!("{}{}", open(term, self::term), self::only(only)),
        Args::Closes { day, only } => format!("{}{}", self::day(*day), self::only(only)),
        Args::Carries { what, from, only } => {
            let from = if from.is_empty() { String::new() } else { format!(" from {}", who(from)) };
            format!("{}{from}{}", list(what, carried), self::only(only))
        }
        Args::TellsTasks { lead, with } => format!("lead {lead}, with {with}"),
        Args::For(what) => subjects(what),
        Args::Require(what) => require(what),
        Args::Remove { kind, name } => format!("{} {}", kind.word(), name.text),
        Args::AsOf(date) => date.to_string(),
        Args::Given(what) => given(what),
        Args::Expect(what) => expect(what),
    }
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "note",
    }
}

fn place(place: &Place) -> String {
    match place {
        Place::Declared(one) => who1(one),
        Place::Named(name) => text(name),
    }
}

fn to(to: &To) -> String {
    format!("{}{}", list(&to.places, place), after(" via ", &to.via, place))
}

fn value(value: &Value) -> String {
    let word = match value {
        Value::Count => "count",
        Value::Amount(unit) => return format!("amount {}", text(unit)),
        Value::Percent => "percent",
        Value::Number(unit) => return format!("number{}", maybe(" ", unit.as_ref(), text)),
        Value::Flag => "flag",
        Value::Text => "text",
        Value::Date => "date",
        Value::Year => "year",
        Value::UnitOf(set) => return format!("unit of {}", who1(set)),
        Value::OneOf(all) => return format!("one of {}", texts(all)),
    };
    word.to_owned()
}

fn nature(nature: &Nature) -> String {
    match nature {
        Nature::Level => "level".to_owned(),
        Nature::Flow => "flow".to_owned(),
        Nature::ToDate => "to date".to_owned(),
        Nature::Opening(name) => format!("opening of {}", name.text),
    }
}

fn column(column: &Column) -> String {
    let doc = maybe(" ## ", column.doc.as_ref(), |doc| doc.replace('\n', " / "));
    let label = maybe(" ", column.label.as_ref(), text);
    format!("{}{label} {}{doc}", column.name.text, value(&column.value))
}

fn schedule(schedule: &Schedule) -> String {
    let parts = list(&schedule.parts, |part| match part {
        Every::Once(_) => "once".to_owned(),
        Every::OnDemand(_) => "on demand".to_owned(),
        Every::Occ(occ) => self::occ(*occ),
        Every::Point(at) => point(at),
    });
    format!("{parts}{}", if schedule.merged { " merged" } else { "" })
}

fn step(step: Step) -> &'static str {
    match step {
        Step::Month => "month",
        Step::Quarter => "quarter",
        Step::Half => "half",
        Step::NineMonths => "9M",
        Step::Year => "year",
    }
}

fn occ(occ: Occ) -> String {
    match occ.kind {
        OccKind::Step(one) => step(one).to_owned(),
        OccKind::Months(a, b) => format!("months {a}-{b}"),
    }
}

fn only(only: &[Occ]) -> String {
    if only.is_empty() { String::new() } else { format!(" for {}", list(only, |o| occ(*o))) }
}

fn day(day: Day) -> String {
    match day {
        Day::Date(date) => date.to_string(),
        Day::OfYear(d, m) => format!("{d}/{m}"),
        Day::OfMonth(d) => format!("day {d}"),
    }
}

fn term(term: &Term) -> String {
    match term {
        Term::Within { days, working, event, .. } => {
            let working = if *working { " working" } else { "" };
            let event = maybe(" of ", event.as_ref(), |e: &Name| e.text.clone());
            format!("within {days}{working} days{event}")
        }
        Term::ByPeriod(period, _) => format!("by {period}"),
        Term::By { before, day, next, .. } => {
            let next = match next {
                Next::Same => "",
                Next::Month => " of next month",
                Next::Year => " of next year",
            };
            format!("{} {}{next}", if *before { "before" } else { "by" }, self::day(*day))
        }
    }
}

fn carried(carried: &Carried) -> String {
    match carried {
        Carried::Figure(name) => name.text.clone(),
        Carried::Targets(_) => "targets".to_owned(),
        Carried::AllOf(name) => format!("all of {}", name.text),
    }
}

fn subjects(subjects: &Subjects) -> String {
    let (who, filter) = match subjects {
        Subjects::Rows { table, filter } => (format!("rows of {}", table.text), filter),
        Subjects::Units { who: all, filter } => (who(all), filter),
    };
    format!("{who}{}", maybe(" where ", filter.as_deref(), expr))
}

fn require(require: &Require) -> String {
    let label = maybe("", require.label.as_ref(), |l: &Text| text(l) + " ");
    let tail = match &require.tail {
        None => String::new(),
        Some(Tail::By(at)) => format!("  by {}", point(at)),
        Some(Tail::Every { step: one, within }) => {
            let step = one.map_or("period", step);
            format!("  every {step}{}", maybe(" in ", within.as_ref(), window))
        }
    };
    let path = list(&require.path, |(e, at)| format!("{}  by {}", expr(e), point(at)));
    let comma = if path.is_empty() { "" } else { ", " };
    format!("{label}{}{tail}{comma}{path}", expr(&require.expr))
}

fn given(given: &Given) -> String {
    let period = maybe(" for ", given.period.as_ref(), point);
    let to = after(" to ", &given.to, place);
    let via = after(" via ", &given.via, place);
    let on = maybe(" on ", given.on.as_ref(), Date::to_string);
    let number = maybe(" number ", given.number.as_ref(), text);
    let states = after(" states ", &given.states, text);
    let value = |(name, value): &(Name, Datum)| format!("{} = {}", name.text, datum(value));
    let values = after(" with ", &given.values, value);
    let from = list(&given.from, unit);
    format!("{} from {from}{period}{to}{via}{on}{number}{states}{values}", given.duty.text)
}

fn expect(expect: &Expect) -> String {
    let what = match &expect.what {
        Expected::Code(code) => text(code),
        Expected::Outcome(name, word) => format!("{} {word:?}", name.text),
    };
    let level = maybe("", expect.level.as_ref(), |l| format!("{} ", level(*l)));
    let of = after(" of ", &expect.of, |name: &Name| name.text.clone());
    let units = after(" for ", &expect.units, unit);
    let periods = after(" in ", &expect.periods, point);
    format!("{}{level}{what}{of}{units}{periods}", if expect.no { "no " } else { "" })
}
