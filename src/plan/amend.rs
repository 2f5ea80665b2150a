//! Amendments: the old item ends the day before the amendment's run, the new one begins with it. Names
//! go on meaning the first item of the name. What is dated by itself (the plan, units, phases) is changed
//! in place.

use crate::diag::Sink;
use crate::plan::codes::{noun, unknown_name, wrong_kind};
use crate::plan::from_syntax::Entry;
use crate::plan::items::one;
use crate::plan::names::Space;
use crate::plan::times::civil;
use crate::source::Span;
use crate::syntax::tree::{self, Args, Bound, Clause, Item, Kind, Name};
use crate::value::calendar::civil_first;
use crate::value::{Date, Days, Month};

/// The items of a plan with their days, and the amendments that act.
#[derive(Debug)]
pub(crate) struct Amended {
    pub(crate) entries: Vec<Entry>,
    pub(crate) applied: Vec<Item>,
}

/// Applies the amendments among the items, in the order of the files.
pub(crate) fn apply(entries: Vec<Entry>, plan: &Item, sink: &mut Sink) -> Amended {
    let acts = |item: &&Item| item.kind == Kind::Amend && !item.incomplete;
    let amends: Vec<Item> = entries.iter().map(|e| &e.item).filter(acts).cloned().collect();
    let mut work = Work { entries, runs: Days::ALL, sink };
    let mut applied = Vec::new();
    for amend in amends {
        if work.is_for(plan, &amend) {
            work.act(&amend);
            applied.push(amend);
        }
    }
    Amended { entries: work.entries, applied }
}

struct Work<'a> {
    entries: Vec<Entry>,
    /// Of the amendment at hand.
    runs: Days,
    sink: &'a mut Sink,
}

/// Whether an item of that kind is replaced from a day on, rather than changed in place.
fn is_dated(kind: Kind) -> bool {
    match kind {
        Kind::Group
        | Kind::Indicator
        | Kind::Table
        | Kind::Report
        | Kind::Deliver
        | Kind::Task
        | Kind::Target
        | Kind::Limit
        | Kind::Check
        | Kind::Note => true,
        Kind::Plan
        | Kind::Unit
        | Kind::Phase
        | Kind::Baseline
        | Kind::Event
        | Kind::Amend
        | Kind::Test => false,
    }
}

impl Work<'_> {
    /// Whether the amendment changes this plan.
    fn is_for(&mut self, plan: &Item, amend: &Item) -> bool {
        let Some(name) = one!(amend.clauses, "changes", Args::Name(name) => name) else {
            return false;
        };
        if name.text == plan.name.text {
            return true;
        }
        let known = [plan.name.text.as_str()];
        self.sink.push(unknown_name::item(&name.text, name.span, noun(Kind::Plan), &known));
        false
    }

    fn act(&mut self, amend: &Item) {
        self.runs =
            one!(amend.clauses, "runs", Args::Runs(days) => civil(days)).unwrap_or(Days::ALL);
        for clause in &amend.clauses {
            if let Args::Remove { kind, name } = &clause.args {
                self.remove(*kind, name);
            } else if let Args::Set { kind, name, clause } = &clause.args {
                self.set(*kind, name, clause);
            } else if let Args::Item(item) = &clause.args {
                if clause.head == "add" {
                    self.add(item);
                } else {
                    self.replace(item);
                }
            }
        }
    }

    fn add(&mut self, item: &Item) {
        let force = if is_dated(item.kind) { self.runs } else { Days::ALL };
        self.entries.push(Entry { item: item.clone(), force, version: false });
    }

    fn remove(&mut self, kind: Kind, name: &Name) {
        for at in self.versions(kind, name) {
            if kind == Kind::Unit {
                self.end_unit(at, name.span);
            } else {
                self.split(at, None);
            }
        }
    }

    /// A unit that is removed ends the day before.
    fn end_unit(&mut self, at: usize, span: Span) {
        let (Some(first), Some(entry)) = (self.runs.from, self.entries.get_mut(at)) else { return };
        let runs = one!(entry.item.clauses, "runs", Args::Runs(days) => days.clone());
        let from = runs.as_ref().and_then(|d| d.from);
        let to = Some(Bound::Date(first.before()));
        let days = tree::Days { from, to, span };
        let tokens = entry.item.tokens.clone();
        exchange(&mut entry.item, Clause { head: "runs", args: Args::Runs(days), span, tokens });
    }

    fn replace(&mut self, item: &Item) {
        if item.incomplete {
            return;
        }
        for at in self.versions(item.kind, &item.name) {
            self.put(at, item.clone());
        }
    }

    fn set(&mut self, kind: Kind, name: &Name, clause: &Clause) {
        for at in self.versions(kind, name) {
            let Some(entry) = self.entries.get(at) else { continue };
            let mut item = entry.item.clone();
            exchange(&mut item, clause.clone());
            self.put(at, item);
        }
    }

    fn put(&mut self, at: usize, item: Item) {
        if is_dated(item.kind) {
            self.split(at, Some(item));
        } else if let Some(entry) = self.entries.get_mut(at) {
            entry.item = item;
        }
    }

    /// Ends an item before the run, begins another in it, and lets the old one go on after it.
    fn split(&mut self, at: usize, new: Option<Item>) {
        let runs = self.runs;
        let Some(entry) = self.entries.get_mut(at) else { return };
        let (old, force) = (entry.item.clone(), entry.force);
        let during = force.and(runs);
        if during.is_empty() {
            return;
        }
        let before = Days { from: None, to: runs.from.map(Date::before) };
        entry.force = if runs.from.is_some() { force.and(before) } else { never() };
        if let Some(item) = new {
            self.entries.push(Entry { item, force: during, version: true });
        }
        let Some(last) = runs.to else { return };
        let after = force.and(Days { from: Some(last.after()), to: None });
        if !after.is_empty() {
            self.entries.push(Entry { item: old, force: after, version: true });
        }
    }

    /// All items of a name, or a finding.
    fn versions(&mut self, kind: Kind, name: &Name) -> Vec<usize> {
        let space = Space::of(kind);
        let same = |e: &Entry| Space::of(e.item.kind) == space && e.item.name.text == name.text;
        let all = self.entries.iter().enumerate().filter(|(_, e)| same(e));
        let (fit, other): (Vec<_>, Vec<_>) = all.partition(|(_, e)| e.item.kind == kind);
        if let (true, Some((_, other))) = (fit.is_empty(), other.first()) {
            let is = (other.item.kind, other.item.name.span);
            self.sink.push(wrong_kind::name(&name.text, name.span, is, noun(kind)));
        } else if fit.is_empty() {
            let known = self.entries.iter().filter(|e| e.item.kind == kind);
            let known: Vec<&str> = known.map(|e| e.item.name.text.as_str()).collect();
            self.sink.push(unknown_name::item(&name.text, name.span, noun(kind), &known));
        }
        fit.into_iter().map(|(at, _)| at).collect()
    }
}

/// Puts one clause in place of those of the same head.
fn exchange(item: &mut Item, clause: Clause) {
    let at = item.clauses.iter().position(|c| c.head == clause.head);
    item.clauses.retain(|c| c.head != clause.head);
    let at = at.unwrap_or(item.clauses.len());
    item.clauses.insert(at, clause);
}

/// No day at all.
fn never() -> Days {
    let day = civil_first(Month::new(2000, 1));
    Days { from: Some(day), to: Some(day.before()) }
}
