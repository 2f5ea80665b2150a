//! From a place where reading stopped to the finding that says why: what was wanted there, what stands
//! there instead, and the likeliest slip.

use crate::diag::Finding;
use crate::source::Span;
use crate::syntax::lines::Joined;
use crate::syntax::parser::{Parse, Parser};
use crate::syntax::token::{Sign, TokenKind};
use crate::syntax::words::{self, Want};
use crate::value::{Date, Words};

impl<'a> Parser<'a> {
    /// One of these should stand here, or what else was looked for at this place.
    pub(super) fn miss<T>(&mut self, wants: &[Want]) -> Parse<T> {
        let wants = self.all_wanted(wants);
        let finding = self.plain_mistake().unwrap_or_else(|| {
            let (subject, example) = (self.line.subject, words::example(self.line.example));
            if self.ended() {
                words::lacking(self.gap(), subject, &wants).help(example)
            } else {
                let help = self.slip(&wants).unwrap_or(example);
                words::unexpected(self.here(), subject, &wants, self.text()).help(help)
            }
        });
        Err(Box::new(finding))
    }

    /// The line ends here.
    pub(super) fn end_of_line(&mut self) -> Parse<()> {
        if self.ended() {
            return Ok(());
        }
        let wants = self.all_wanted(&[Want::LINE_END]);
        let finding = self.plain_mistake().unwrap_or_else(|| {
            let help = if self.head_begins() {
                words::begins_a_line(self.text())
            } else {
                self.slip(&wants).unwrap_or_else(|| words::could_be(&wants))
            };
            words::excess(self.here(), self.line.subject, self.text()).help(help)
        });
        Err(Box::new(finding))
    }

    fn all_wanted(&self, wants: &[Want]) -> Vec<Want> {
        let noted = if self.wanted.at == self.at { self.wanted.wants.as_slice() } else { &[] };
        let mut all = noted.to_vec();
        all.extend(wants.iter().filter(|w| !noted.contains(w)));
        all
    }

    /// Mistakes that need no list of what was wanted.
    fn plain_mistake(&self) -> Option<Finding> {
        if let TokenKind::Bad(why) = self.kind() {
            return Some(words::bad(self.here(), why, self.text()));
        }
        if let Some((place, found, day)) = self.day_written_otherwise() {
            return Some(words::day_written_otherwise(place, found, day));
        }
        let comma = self.comma_above()?;
        Some(words::comma_above(comma, self.here(), self.line.subject, self.text()))
    }

    /// The comma that carried the line above on to what looks like a line of its own.
    fn comma_above(&self) -> Option<Span> {
        let first = (0..=self.at).rev().find(|at| {
            let word = self.word_at(*at);
            word.joined != Joined::No || word.kind == TokenKind::Break
        })?;
        let is_line = first == self.at || self.is_head(first) || self.kind_of_item(first).is_some();
        let joined = self.word_at(first).joined == Joined::Comma;
        (joined && is_line).then(|| self.span_at(first.saturating_sub(1)))
    }

    /// `25/11/2019`, of which any part may be where reading stopped.
    fn day_written_otherwise(&self) -> Option<(Span, &'a str, Date)> {
        let first = (0..=4).filter_map(|back| self.at.checked_sub(back));
        let mut days = first.filter_map(|first| {
            let number = |n| self.kind_at(first + n) == TokenKind::Number;
            let slash = |n| self.is_sign(first + n, Sign::Slash);
            if !(number(0) && slash(1) && number(2) && slash(3) && number(4)) {
                return None;
            }
            let place = self.span_at(first).to(self.span_at(first + 4));
            let text = self.text_of(place);
            Some((place, text, Date::parse_vietnamese(text)?))
        });
        days.next()
    }

    /// The likeliest slip: another way of writing, a word misspelt, quotes left out.
    fn slip(&self, wants: &[Want]) -> Option<Words> {
        if let Some(plain) = self.decimal_comma() {
            return Some(words::decimal_comma(&plain));
        }
        if let Some(plain) = self.operator_misspelt() {
            return Some(words::write(plain));
        }
        if self.at_sign(Sign::Minus) && wants.contains(&Want::Word("..")) {
            return Some(words::range_sign());
        }
        if self.at_text() {
            let before = self.at.checked_sub(1).map_or("", |at| self.text_at(at));
            return words::nearest(before, &["unspecified"]).filter(|_| before != "unspecified");
        }
        let name = self.kind() == TokenKind::Name;
        let near = self.nearest_word(wants).filter(|_| name);
        let quotes = name && matches!(wants, [Want::TEXT]);
        near.or_else(|| quotes.then(words::quote_it))
    }

    fn nearest_word(&self, wants: &[Want]) -> Option<Words> {
        let listed = wants.iter().filter_map(|want| match want {
            Want::Word(word) if word.starts_with(char::is_alphabetic) => Some(*word),
            Want::Word(_) | Want::Thing(_) => None,
        });
        let near = if self.wanted.at == self.at { self.wanted.near } else { &[] };
        let found = self.text();
        let known: Vec<&str> =
            listed.chain(near.iter().copied()).filter(|word| *word != found).collect();
        words::nearest(found, &known)
    }

    /// `79,2`: number, comma, number, without a space between.
    fn decimal_comma(&self) -> Option<String> {
        let comma = (0..=1).filter_map(|back| self.at.checked_sub(back));
        let comma = comma.into_iter().find(|at| self.is_sign(*at, Sign::Comma))?;
        let (whole, part) = (comma.checked_sub(1)?, comma + 1);
        let numbers = [whole, part].iter().all(|at| self.kind_at(*at) == TokenKind::Number);
        let touching = self.span_at(whole).end == self.span_at(comma).start
            && self.span_at(comma).end == self.span_at(part).start;
        let (a, b) = (self.text_at(whole), self.text_at(part));
        (numbers && touching).then(|| format!("{a}.{b}"))
    }

    /// `==`, `=>`, `=<`, `<>`
    fn operator_misspelt(&self) -> Option<&'static str> {
        let before = self.kind_at(self.at.checked_sub(1)?);
        let (TokenKind::Sign(a), TokenKind::Sign(b)) = (before, self.kind()) else { return None };
        match (a, b) {
            (Sign::Eq, Sign::Eq) => Some("="),
            (Sign::Eq, Sign::Gt) => Some(">="),
            (Sign::Eq, Sign::Lt) => Some("<="),
            (Sign::Lt, Sign::Gt) => Some("!="),
            _ => None,
        }
    }
}
