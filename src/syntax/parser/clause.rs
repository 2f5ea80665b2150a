//! Arguments of the clauses that every kind has, of plans, units, groups, and of those forms that
//! several kinds share.

use crate::syntax::parser::{Parse, Parser};
use crate::syntax::token::Sign;
use crate::syntax::tree::{Args, Level};
use crate::syntax::words::Want;

type P<'a, 'b> = &'a mut Parser<'b>;

pub(super) fn cite(p: P<'_, '_>) -> Parse<Args> {
    let list = p.list(|p| {
        let place = p.text_in_quotes()?;
        let row = if p.eat_word("as") { Some(p.text_in_quotes()?) } else { None };
        Ok((place, row))
    });
    list.map(Args::Cite)
}

pub(super) fn assume(p: P<'_, '_>) -> Parse<Args> {
    let text = p.text_in_quotes()?;
    let by = if p.eat_word("by") { Some(p.text_in_quotes()?) } else { None };
    let on = if p.eat_word("on") { Some(p.date()?) } else { None };
    Ok(Args::Assume { text, by, on })
}

pub(super) const LEVELS: [(&str, Level); 3] =
    [("error", Level::Error), ("warning", Level::Warning), ("note", Level::Note)];

pub(super) fn severity(p: P<'_, '_>) -> Parse<Args> {
    let code = p.label()?;
    let level = p.expect_one(&LEVELS)?;
    Ok(Args::Severity { code, level })
}

pub(super) fn text(p: P<'_, '_>) -> Parse<Args> {
    p.text_in_quotes().map(Args::Text)
}

pub(super) fn texts(p: P<'_, '_>) -> Parse<Args> {
    p.list(Parser::text_in_quotes).map(Args::Texts)
}

pub(super) fn maybe_text(p: P<'_, '_>) -> Parse<Args> {
    p.label().map(Args::MaybeText)
}

pub(super) fn text_or_open(p: P<'_, '_>) -> Parse<Args> {
    p.open(Parser::text_in_quotes).map(Args::TextOrOpen)
}

pub(super) fn name(p: P<'_, '_>, want: Want) -> Parse<Args> {
    p.name(want).map(Args::Name)
}

pub(super) fn names(p: P<'_, '_>, want: Want) -> Parse<Args> {
    p.list(|p| p.name(want)).map(Args::Names)
}

pub(super) fn unit(p: P<'_, '_>) -> Parse<Args> {
    p.unit().map(Args::Unit)
}

pub(super) fn who(p: P<'_, '_>) -> Parse<Args> {
    p.who().map(Args::Who)
}

pub(super) fn whom(p: P<'_, '_>) -> Parse<Args> {
    p.open(Parser::who).map(Args::Whom)
}

#[expect(clippy::unnecessary_wraps, reason = "one form for all arguments")]
pub(super) fn flag(_: P<'_, '_>) -> Parse<Args> {
    Ok(Args::Flag)
}

pub(super) fn runs(p: P<'_, '_>) -> Parse<Args> {
    p.days().map(Args::Runs)
}

pub(super) fn runs_or_open(p: P<'_, '_>) -> Parse<Args> {
    p.open(Parser::days).map(Args::RunsOrOpen)
}

pub(super) fn period(p: P<'_, '_>) -> Parse<Args> {
    let span = p.here();
    p.period().map(|period| Args::Period(period, span))
}

pub(super) fn issued(p: P<'_, '_>) -> Parse<Args> {
    let issued = p.open(|p| {
        let date = p.date()?;
        let by = if p.eat_word("by") { Some(p.place()?) } else { None };
        Ok((date, by))
    });
    issued.map(Args::Issued)
}

pub(super) fn document(p: P<'_, '_>) -> Parse<Args> {
    let number = p.text_in_quotes()?;
    let dated = if p.eat_word("dated") { Some(p.date()?) } else { None };
    Ok(Args::Document { number, dated })
}

/// The last calendar has no day.
pub(super) fn calendar(p: P<'_, '_>) -> Parse<Args> {
    let mut all = Vec::new();
    loop {
        let name = p.name(Want::NAME)?;
        if !p.eat_word("until") {
            all.push((name, None));
            return Ok(Args::Calendar(all));
        }
        all.push((name, Some(p.date()?)));
        p.expect_sign(Sign::Comma)?;
    }
}

pub(super) fn judged_by(p: P<'_, '_>) -> Parse<Args> {
    p.expect_one(&[("received", false), ("signed", true)]).map(Args::JudgedBySigned)
}

#[expect(clippy::unnecessary_wraps, reason = "one form for all arguments")]
pub(super) fn rolls(p: P<'_, '_>) -> Parse<Args> {
    Ok(Args::Rolls { all: p.eat_word("all") })
}

pub(super) fn unit_alias(p: P<'_, '_>) -> Parse<Args> {
    let texts = p.list(Parser::text_in_quotes)?;
    let from = if p.eat_word("from") { Some(p.date()?) } else { None };
    Ok(Args::UnitAlias { texts, from })
}

pub(super) fn becomes(p: P<'_, '_>) -> Parse<Args> {
    let names = p.list(|p| p.name(Want::UNIT))?;
    let function = if p.eat_word("for") { Some(p.text_in_quotes()?) } else { None };
    Ok(Args::Becomes { names, function })
}

pub(super) fn seat(p: P<'_, '_>) -> Parse<Args> {
    let role = p.text_in_quotes()?;
    let post = p.label()?;
    Ok(Args::Seat { role, post })
}
