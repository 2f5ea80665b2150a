//! Arguments of the clauses of duties: recipients, frequencies, due days, what is carried.

use crate::syntax::parser::{Parse, Parser};
use crate::syntax::tree::{Args, Carried, To};
use crate::syntax::words::Want;

type P<'a, 'b> = &'a mut Parser<'b>;

pub(super) fn to(p: P<'_, '_>) -> Parse<Args> {
    let to = p.open(|p| {
        let places = p.places()?;
        let via = if p.eat_word("via") { p.places()? } else { Vec::new() };
        Ok(To { places, via })
    });
    to.map(Args::To)
}

pub(super) fn copy(p: P<'_, '_>) -> Parse<Args> {
    p.places().map(Args::Places)
}

pub(super) fn every(p: P<'_, '_>) -> Parse<Args> {
    p.open(Parser::schedule).map(Args::Every)
}

pub(super) fn during(p: P<'_, '_>) -> Parse<Args> {
    p.window().map(Args::Window)
}

pub(super) fn due(p: P<'_, '_>) -> Parse<Args> {
    if p.at_word("unspecified") {
        let term = p.open(Parser::term)?;
        return Ok(Args::Due { term, only: Vec::new() });
    }
    let term = p.open(Parser::term)?;
    let only = p.only()?;
    Ok(Args::Due { term, only })
}

pub(super) fn closes(p: P<'_, '_>) -> Parse<Args> {
    let day = p.day(Want::DAY_OF_YEAR)?;
    let only = p.only()?;
    Ok(Args::Closes { day, only })
}

pub(super) fn carries(p: P<'_, '_>) -> Parse<Args> {
    let what = p.list(Parser::carried)?;
    let from = if p.eat_word("from") { p.who()? } else { Vec::new() };
    let only = p.only()?;
    Ok(Args::Carries { what, from, only })
}

impl Parser<'_> {
    fn carried(&mut self) -> Parse<Carried> {
        let span = self.here();
        if self.at_word("targets") {
            self.bump();
            return Ok(Carried::Targets(span));
        }
        if self.at_word("all") && self.is_word(self.at + 1, "of") {
            self.bump();
            self.bump();
            return self.name(Want::DUTY).map(Carried::AllOf);
        }
        self.name(Want::FIGURE).map(Carried::Figure)
    }
}

/// Without `of`: the tasks that the sender leads.
pub(super) fn tells_tasks(p: P<'_, '_>) -> Parse<Args> {
    if !p.eat_word("of") {
        return Ok(Args::TellsTasks { lead: true, with: false });
    }
    let roles = p.list(|p| p.expect_one(&[("lead", true), ("with", false)]))?;
    Ok(Args::TellsTasks { lead: roles.contains(&true), with: roles.contains(&false) })
}
