//! What a block lacks, what it has too often, and what does not go together.

use crate::source::Span;
use crate::syntax::parser::{Block, Head, Parser, Times, heads};
use crate::syntax::tree::{Clause, Kind};
use crate::syntax::words::{self, Want};

/// The clauses of one block.
#[derive(Debug, Clone, Copy)]
pub(super) struct Counted<'a> {
    pub(super) block: Block,
    /// What it is and its name: messages give it both.
    pub(super) named: [&'a str; 2],
    pub(super) place: Span,
    pub(super) clauses: &'a [Clause],
    /// All of it could be read, so that what is absent is missing.
    pub(super) complete: bool,
}

impl<'a> Counted<'a> {
    /// `report dinh_ky`
    fn name(self) -> String {
        self.named.join(" ")
    }

    fn all(self, head: &'static str) -> impl Iterator<Item = &'a Clause> {
        self.clauses.iter().filter(move |c| c.head == head)
    }

    fn first(self, head: &'static str) -> Option<&'a Clause> {
        self.all(head).next()
    }

    fn lacks(self, head: &Head) -> bool {
        match head.times {
            Times::Once | Times::AtLeastOnce => self.first(head.name).is_none(),
            Times::Unless(other) => self.first(head.name).is_none() && self.first(other).is_none(),
            Times::AtMostOnce | Times::AnyNumber => false,
        }
    }
}

impl Parser<'_> {
    pub(super) fn count_clauses(&mut self, counted: Counted<'_>) {
        if counted.complete {
            self.report_missing(counted);
            self.report_alone(counted);
        }
        self.report_repeated(counted);
        self.report_both(counted);
    }

    fn report_missing(&mut self, counted: Counted<'_>) {
        let missing: Vec<&Head> = heads(counted.block).filter(|h| counted.lacks(h)).collect();
        let Some(first) = missing.first() else { return };
        let mut wants: Vec<Want> = missing.iter().map(|head| head.shown()).collect();
        wants.dedup();
        let finding = words::missing_clauses(counted.place, &counted.name(), &wants, first.example);
        self.report(finding);
    }

    fn report_repeated(&mut self, counted: Counted<'_>) {
        for (number, clause) in counted.clauses.iter().enumerate() {
            let limited = |h: &Head| matches!(h.times, Times::Once | Times::AtMostOnce);
            let is_limited = || heads(counted.block).any(|h| h.name == clause.head && limited(h));
            let mut before = counted.clauses.iter().take(number);
            let first = before.find(|c| c.head == clause.head).filter(|_| is_limited());
            if let Some(first) = first {
                self.report(if clause.head == "value" {
                    words::repeated_value(first.span, clause.span, &counted.name())
                } else {
                    words::repeated(first.span, clause.span, clause.head, &counted.name())
                });
            }
        }
    }

    /// A `reading` of a figure without the formula that it reads otherwise.
    fn report_alone(&mut self, counted: Counted<'_>) {
        let figure = matches!(counted.block, Block::Item(Kind::Indicator) | Block::Column);
        if let Some(reading) = counted.first("reading").filter(|_| figure)
            && counted.first("equals").is_none()
        {
            self.report(words::needs_beside(reading.span, "reading", "equals"));
        }
    }

    fn report_both(&mut self, counted: Counted<'_>) {
        let (sums, includes) = (counted.first("sums over"), counted.first("includes"));
        if let (Some(sums), Some(includes)) = (sums, includes) {
            let heads = ["sums over", "includes"];
            self.report(words::one_of_two(sums.span, includes.span, heads, &counted.name()));
        }
        let rule = matches!(counted.block, Block::Item(Kind::Target | Kind::Limit | Kind::Check));
        let (reading, second) = (counted.first("reading"), counted.all("require").nth(1));
        if let (Some(reading), Some(second), true) = (reading, second, rule) {
            self.report(words::reading_of_several(reading.span, second.span, &counted.name()));
        }
    }
}

impl Head {
    fn shown(&self) -> Want {
        if self.name == "value" { Want::VALUE } else { Want::Word(self.name) }
    }
}
