//! What may stand in a TOML file: the keys of each block with what they hold and what they mean. Readers
//! know keys by these lists, and the schemas for editors are made from them, so neither can lag behind.

use crate::value::Lang;

/// A block of a file: all under one header, or the file outside of headers.
#[derive(Debug)]
pub(crate) struct Block {
    pub(crate) keys: &'static [Key],
    /// At least one of these is there; empty: none need be.
    pub(crate) some: &'static [&'static str],
    pub(crate) more: More,
}

/// What else a block may hold, under names that the plan gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum More {
    Nothing,
    /// Rows of tables.
    Tables,
    /// Figures; the block is that of one written with braces.
    Figures(&'static Block),
    /// Tasks; the same.
    Tasks(&'static Block),
}

/// A key of a block.
#[derive(Debug)]
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) holds: Holds,
    /// Nothing can be made of the block without it.
    pub(crate) needed: bool,
    /// What it means, Vietnamese then English.
    pub(crate) means: [&'static str; 2],
}

/// What a key holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holds {
    Text,
    /// A text, or a number or day as it is written: `2018`.
    Plain,
    /// One text or a list of them.
    Texts,
    /// One plain text or a list of them.
    Plains,
    /// A day, or a text such as `31/1/2019`.
    Day,
    Flag,
    Word(&'static [&'static str]),
    /// One word or a list of them.
    Words(&'static [&'static str]),
    /// The name of a finding.
    Finding,
    /// One name of a finding or a list of them; `data/*` is a whole family.
    Findings,
    /// The value of a figure.
    Value,
    /// `[name]`
    One(&'static Block),
    /// `[[name]]`, or `[name]` for a single one.
    Many(&'static Block),
}

/// A key that may be left out.
pub(crate) const fn key(name: &'static str, holds: Holds, means: [&'static str; 2]) -> Key {
    Key { name, holds, needed: false, means }
}

/// A key that must be there.
pub(crate) const fn needed(name: &'static str, holds: Holds, means: [&'static str; 2]) -> Key {
    Key { name, holds, needed: true, means }
}

impl PartialEq for Block {
    fn eq(&self, o: &Self) -> bool {
        std::ptr::eq(self, o)
    }
}

impl Eq for Block {}

impl Block {
    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.keys.iter().map(|key| key.name)
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.names().any(|known| known == name)
    }
}

impl Key {
    pub(crate) fn meaning(&self, lang: Lang) -> &'static str {
        let [vi, en] = self.means;
        match lang {
            Lang::Vi => vi,
            Lang::En => en,
        }
    }
}
