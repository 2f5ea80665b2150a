//! Notes, and the names in tests: what a test does is for the floor that runs it.

use crate::plan::Note;
use crate::plan::figures::texts;
use crate::plan::from_syntax::{Entry, Resolver};
use crate::plan::items::{each, one};
use crate::plan::names::{Space, Wanted};
use crate::syntax::tree::{Args, Expect, Expected, Given};

impl Resolver<'_> {
    pub(crate) fn notes<'e>(&mut self, entries: impl Iterator<Item = &'e Entry>) {
        for entry in entries {
            let clauses = &entry.item.clauses;
            let count = one!(clauses, "count", Args::Integer(n, _) => *n);
            let lists = texts(clauses, "lists");
            self.plan.notes.push(Note { item: self.item(entry), lists, count });
        }
    }

    pub(crate) fn tests<'e>(&mut self, entries: impl Iterator<Item = &'e Entry>) {
        for entry in entries {
            for (_, given) in each!(entry.item.clauses, "given", Args::Given(given) => given) {
                self.given(given);
            }
            for (_, expect) in each!(entry.item.clauses, "expect", Args::Expect(e) => e) {
                self.expect(expect);
            }
            self.plan.tests.push(entry.item.clone());
        }
    }

    fn given(&mut self, given: &Given) {
        self.duty(&given.duty);
        for unit in &given.from {
            self.unit_ref(unit);
        }
        if let Some(period) = &given.period {
            self.point(period);
        }
        self.addressees(&given.to);
        self.addressees(&given.via);
        for (name, _) in &given.values {
            // What is said of a task stands among the figures.
            if self.names.find(Space::Task, &name.text).is_none() {
                self.look(name, Wanted::Figure);
            }
        }
    }

    fn expect(&mut self, expect: &Expect) {
        if let Expected::Outcome(name, _) = &expect.what {
            self.look(name, Wanted::Rule);
        }
        for unit in &expect.units {
            self.unit_ref(unit);
        }
        for period in &expect.periods {
            self.point(period);
        }
    }
}
