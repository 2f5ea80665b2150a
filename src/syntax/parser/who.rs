//! Units and sets of units, and the places that things are sent to.

use crate::syntax::parser::{Parse, Parser};
use crate::syntax::token::{Sign, TokenKind};
use crate::syntax::tree::{Name, Open, Place, UnitRef, Who};
use crate::syntax::words::Want;

impl Parser<'_> {
    /// `it`, `above`, or the name of a unit or group.
    pub(super) fn unit(&mut self) -> Parse<UnitRef> {
        let span = self.here();
        let unit = if self.at_word("it") {
            UnitRef::It(span)
        } else if self.at_word("above") {
            UnitRef::Above(span)
        } else {
            return self.name(Want::UNIT).map(UnitRef::Named);
        };
        self.bump();
        Ok(unit)
    }

    /// `every xa, phuong under it`, or a unit.
    pub(super) fn who1(&mut self) -> Parse<Who> {
        let start = self.at;
        if !(self.at_word("every") && self.kind_at(self.at + 1) == TokenKind::Name) {
            self.near(&["every", "unspecified"]);
            return self.unit().map(Who::One);
        }
        self.bump();
        let kinds = self.kinds_of_units()?;
        let under = self.under()?;
        Ok(Who::Every { kinds, under, span: self.since(start) })
    }

    /// Names up to `under` or the end of the list; another `every` begins a new one.
    fn kinds_of_units(&mut self) -> Parse<Vec<Name>> {
        let mut kinds = vec![self.name(Want::KIND_OF_UNIT)?];
        while self.at_sign(Sign::Comma) && self.kind_at(self.at + 1) == TokenKind::Name {
            let every = self.is_word(self.at + 1, "every");
            if every && self.kind_at(self.at + 2) == TokenKind::Name {
                break;
            }
            self.bump();
            kinds.push(self.name(Want::KIND_OF_UNIT)?);
        }
        Ok(kinds)
    }

    fn under(&mut self) -> Parse<Option<(bool, UnitRef)>> {
        let directly = self.eat_word("directly");
        if directly {
            self.expect_word("under")?;
        } else if !self.eat_word("under") {
            return Ok(None);
        }
        Ok(Some((directly, self.unit()?)))
    }

    pub(super) fn who(&mut self) -> Parse<Vec<Who>> {
        self.list(Self::who1)
    }

    /// A unit or set of units, or a text: a system or office that is not declared.
    pub(super) fn place(&mut self) -> Parse<Place> {
        if self.at_text() {
            return self.text_in_quotes().map(Place::Named);
        }
        self.want(Want::TEXT);
        self.who1().map(Place::Declared)
    }

    pub(super) fn places(&mut self) -> Parse<Vec<Place>> {
        self.list(Self::place)
    }

    /// `unspecified "…"`, or what `inner` reads.
    pub(super) fn open<T>(&mut self, inner: impl FnOnce(&mut Self) -> Parse<T>) -> Parse<Open<T>> {
        if self.at_word("unspecified") {
            self.bump();
            return self.label().map(Open::Unspecified);
        }
        self.near(&["unspecified"]);
        inner(self).map(Open::Is)
    }
}
