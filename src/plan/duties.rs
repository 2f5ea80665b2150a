//! Reports, deliverables, tasks.

use crate::plan::carried::{Listed, What};
use crate::plan::codes::wrong_kind;
use crate::plan::figures::{aliases, texts};
use crate::plan::from_syntax::{Entry, Resolver};
use crate::plan::head::rolls;
use crate::plan::items::{each, one};
use crate::plan::names::Wanted;
use crate::plan::{Carried, Duty, DutyId, Every, FigureId, Occ, Route, SetId, TableId};
use crate::syntax::tree::{self, Args, Clause, Kind, Open, Point};

/// Occasions of each year.
pub(crate) fn occ(occ: tree::Occ) -> Occ {
    match occ.kind {
        tree::OccKind::Step(step) => Occ::Step(step),
        tree::OccKind::Months(a, b) => Occ::Months(a, b),
    }
}

pub(crate) fn occs(list: &[tree::Occ]) -> Vec<Occ> {
    list.iter().map(|o| occ(*o)).collect()
}

impl Resolver<'_> {
    pub(crate) fn duties<'e>(&mut self, entries: impl Iterator<Item = &'e Entry>) {
        for entry in entries {
            let duty = self.one_duty(entry);
            self.fixed_days(&duty);
            self.plan.duties.push(duty);
            let listed = self.listed_in(&entry.item.clauses);
            self.listed.push(listed);
        }
    }

    fn one_duty(&mut self, entry: &Entry) -> Duty {
        let clauses = &entry.item.clauses;
        let (every, merged) = self.schedule(clauses);
        let during = one!(clauses, "during", Args::Window(window) => window);
        let during = during.and_then(|window| self.window_days(window));
        let own_rolls = one!(clauses, "rolls", Args::Rolls { all } => rolls(*all));
        let signed = one!(clauses, "judged by", Args::JudgedBySigned(signed) => *signed);
        let about = one!(clauses, "about", Args::Unit(unit) => unit);
        let when = one!(clauses, "when", Args::Name(name) => name);
        let same_as = one!(clauses, "same as", Args::Name(name) => name);
        let text = |head: &str| first_text(clauses, head);
        Duty {
            item: self.item(entry),
            from: self.whom(clauses),
            with: self.people(clauses, "with"),
            drafted_by: self.people(clauses, "drafted by"),
            to: self.routes(clauses),
            copy: self.copies(clauses),
            every,
            merged,
            during: during.map(|(days, _)| days),
            during_phase: during.and_then(|(_, phase)| phase),
            due: self.due_terms(clauses),
            closes: self.closing(clauses),
            when: when.and_then(|name| self.event(name)),
            form: texts(clauses, "form"),
            function: text("function"),
            allows_nil: clauses.iter().any(|c| c.head == "allows nil"),
            first: one!(clauses, "first", Args::Period(p, _) => *p),
            same_as: same_as.and_then(|name| self.duty(name)),
            judged_by_signed: signed.unwrap_or(self.plan.judged_by_signed),
            rolls: own_rolls.unwrap_or(self.plan.rolls),
            about: about.and_then(|unit| self.unit_ref(unit)),
            carries: Vec::new(),
            totals: self.totals(clauses),
            tells_tasks: one!(clauses, "tells tasks", Args::TellsTasks { lead, with } => (*lead, *with)),
            states: texts(clauses, "states"),
            product: text("product"),
            aliases: aliases(clauses),
        }
    }

    /// `from` of a report or document, `lead` of a task.
    fn whom(&mut self, clauses: &[Clause]) -> Vec<SetId> {
        let written = clauses.iter().filter(|c| c.head == "from" || c.head == "lead");
        let mut out = Vec::new();
        for clause in written {
            if let Args::Whom(Open::Is(list)) = &clause.args {
                out.extend(self.whos(list));
            }
        }
        out
    }

    fn people(&mut self, clauses: &[Clause], head: &str) -> Vec<SetId> {
        let mut out = Vec::new();
        for clause in clauses.iter().filter(|c| c.head == head) {
            if let Args::Who(list) = &clause.args {
                out.extend(self.whos(list));
            }
        }
        out
    }

    fn routes(&mut self, clauses: &[Clause]) -> Vec<Route> {
        let mut out = Vec::new();
        for (clause, to) in each!(clauses, "to", Args::To(Open::Is(to)) => to) {
            let (places, via) = (self.addressees(&to.places), self.addressees(&to.via));
            out.push(Route { to: places, via, clause: clause.span });
        }
        out
    }

    fn copies(&mut self, clauses: &[Clause]) -> Vec<crate::plan::Addressee> {
        let places = one!(clauses, "copy", Args::Places(places) => places);
        places.map(|p| self.addressees(p)).unwrap_or_default()
    }

    fn totals(&mut self, clauses: &[Clause]) -> Vec<DutyId> {
        let names = one!(clauses, "totals", Args::Names(names) => names);
        names.into_iter().flatten().filter_map(|n| self.duty(n)).collect()
    }

    fn schedule(&mut self, clauses: &[Clause]) -> (Vec<Every>, bool) {
        let Some(every) = one!(clauses, "every", Args::Every(every) => every) else {
            return (Vec::new(), false);
        };
        match every {
            Open::Unspecified(_) => (vec![Every::Unspecified], false),
            Open::Is(schedule) => {
                let parts = schedule.parts.iter().filter_map(|p| self.every(p)).collect();
                (parts, schedule.merged)
            }
        }
    }

    fn every(&mut self, part: &tree::Every) -> Option<Every> {
        match part {
            tree::Every::Once(_) => Some(Every::Once),
            tree::Every::OnDemand(_) => Some(Every::OnDemand),
            tree::Every::Occ(o) => Some(Every::Occ(occ(*o))),
            tree::Every::Point(Point::Period(period, _)) => Some(Every::Period(*period)),
            tree::Every::Point(Point::Named(name)) => self.phase(name).map(Every::Phase),
            tree::Every::Point(Point::Date(_, span)) => {
                self.sink.push(wrong_kind::day_as_occasion(*span));
                None
            }
        }
    }

    /// `carries`, as written.
    fn listed_in(&mut self, clauses: &[Clause]) -> Vec<Listed> {
        let mut out = Vec::new();
        for clause in clauses.iter().filter(|c| c.head == "carries") {
            let Args::Carries { what, from, only } = &clause.args else { continue };
            let from = self.whos(from);
            for carried in what {
                let Some(what) = self.carried(carried) else { continue };
                let (from, only) = (from.clone(), occs(only));
                out.push(Listed { what, from, only, clause: clause.span });
            }
        }
        out
    }

    fn carried(&mut self, carried: &tree::Carried) -> Option<What> {
        match carried {
            tree::Carried::Targets(_) => Some(What::Targets),
            tree::Carried::AllOf(name) => self.duty(name).map(What::AllOf),
            tree::Carried::Figure(name) => match self.look(name, Wanted::FigureOrTable)? {
                (Kind::Table, id) => Some(What::One(Carried::Table(TableId(id)))),
                (_, id) => Some(What::One(Carried::Figure(FigureId(id)))),
            },
        }
    }
}

fn first_text(clauses: &[Clause], head: &str) -> Option<String> {
    let clause = clauses.iter().find(|c| c.head == head)?;
    let Args::Text(text) = &clause.args else { return None };
    Some(text.text.clone())
}
