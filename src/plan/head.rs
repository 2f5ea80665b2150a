//! The `plan` item: its document, run, calendar, and whose figures it speaks of.

use crate::plan::codes::unknown_name;
use crate::plan::from_syntax::Resolver;
use crate::plan::items::{each, one};
use crate::plan::{Rolls, UnitId, UnitRef};
use crate::syntax::tree::{self, Args, Name, Open, Place, Who};
use crate::value::{Calendar, Date, calendar::MonthStart};

/// The calendars that a plan may name.
const CALENDARS: [&str; 2] = ["civil", "decree_09_2019"];

fn written<T>(open: &Open<T>) -> Option<&T> {
    match open {
        Open::Is(value) => Some(value),
        Open::Unspecified(_) => None,
    }
}

/// `rolls`, `rolls all`.
pub(crate) fn rolls(all: bool) -> Rolls {
    if all { Rolls::All } else { Rolls::Terms }
}

impl Resolver<'_> {
    /// What the times of all other items lean on.
    pub(crate) fn plan_times(&mut self, head: &tree::Item) {
        let clauses = &head.clauses;
        let runs = one!(clauses, "runs", Args::RunsOrOpen(open) => written(open));
        self.plan.runs = runs.flatten().map(|days| self.days(days));
        self.plan.first = one!(clauses, "first", Args::Period(p, _) => *p);
        if let Some(list) = one!(clauses, "calendar", Args::Calendar(list) => list) {
            self.plan.calendar = self.calendar(list);
        }
        self.plan.judged_by_signed =
            one!(clauses, "judged by", Args::JudgedBySigned(signed) => *signed).unwrap_or(false);
        self.plan.rolls =
            one!(clauses, "rolls", Args::Rolls { all } => rolls(*all)).unwrap_or_default();
    }

    fn calendar(&mut self, list: &[(Name, Option<Date>)]) -> Calendar {
        let mut calendar = Calendar::CIVIL;
        for (name, until) in list {
            let rule = self.month_start(name);
            match until {
                Some(day) => calendar.until.push((*day, rule)),
                None => calendar.then = rule,
            }
        }
        calendar
    }

    fn month_start(&mut self, name: &Name) -> MonthStart {
        Calendar::named(&name.text).unwrap_or_else(|| {
            self.sink.push(unknown_name::calendar(&name.text, name.span, &CALENDARS));
            MonthStart::Civil
        })
    }

    /// What the document says of itself, and the unit it is about.
    pub(crate) fn plan_units(&mut self, head: &tree::Item) {
        let clauses = &head.clauses;
        let text = |open: &Open<tree::Text>| written(open).map(|t| t.text.clone());
        self.plan.number = one!(clauses, "number", Args::TextOrOpen(open) => text(open)).flatten();
        self.plan.province =
            one!(clauses, "province", Args::TextOrOpen(open) => text(open)).flatten();
        let documents = |head: &str| {
            let of = |c: &&tree::Clause| c.head == head;
            let all = clauses.iter().filter(of).filter_map(|c| document(&c.args));
            all.collect::<Vec<_>>()
        };
        self.plan.implements = documents("implements");
        self.plan.replaces = documents("replaces");
        let issued = one!(clauses, "issued", Args::Issued(open) => written(open)).flatten();
        self.plan.issued = issued.map(|(day, _)| *day);
        let about = each!(clauses, "about", Args::Unit(unit) => unit).into_iter().next();
        self.plan.about = match about {
            Some((_, unit)) => self.one_unit(unit),
            None => issued.and_then(|(_, by)| self.issuer(by.as_ref()?)),
        };
    }

    /// The unit by its name, where no other form makes sense.
    pub(crate) fn one_unit(&mut self, unit: &tree::UnitRef) -> Option<UnitId> {
        match unit {
            tree::UnitRef::Named(name) => self.unit(name),
            tree::UnitRef::It(span) | tree::UnitRef::Above(span) => {
                self.sink.push(crate::plan::codes::wrong_kind::not_one_unit(*span));
                None
            }
        }
    }

    /// The office that issued the plan: whose figures it speaks of unless it says otherwise.
    fn issuer(&mut self, place: &Place) -> Option<UnitId> {
        let Place::Declared(Who::One(tree::UnitRef::Named(name))) = place else { return None };
        match self.unit_or_group(name)? {
            UnitRef::Unit(id) => Some(id),
            UnitRef::Group(_) | UnitRef::It | UnitRef::Above => None,
        }
    }
}

fn document(args: &Args) -> Option<(String, Option<Date>)> {
    let Args::Document { number, dated } = args else { return None };
    Some((number.text.clone(), *dated))
}
