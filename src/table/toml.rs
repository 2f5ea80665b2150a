//! TOML: the only file that knows the library. A document is a tree that borrows from its text; a value
//! keeps its place, and a number its digits as written.

use std::fmt::Write as _;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use crate::diag::Sink;
use crate::source::bounds::{MOST_ALIKE, MOST_TOLD_BYTES};
use crate::source::{FileId, Span};
use crate::table::plain::{self, Pair, Plain};
use crate::table::{codes, faults};
use crate::value::Date;

/// One file, well formed.
#[derive(Debug)]
pub(crate) struct Document<'t> {
    pub(crate) file: FileId,
    pub(crate) text: &'t str,
    root: Root<'t>,
}

#[derive(Debug)]
enum Root<'t> {
    Plain(Vec<Pair<'t>>),
    Any(Spanned<DeTable<'t>>),
}

impl<'t> Document<'t> {
    /// Parses a text; every mistake in it is a finding, and then there is no document.
    pub(crate) fn parse(file: FileId, text: &'t str, sink: &mut Sink) -> Option<Self> {
        if let Some(pairs) = plain::read(text) {
            let document = Self { file, text, root: Root::Plain(pairs) };
            debug_assert_eq!(Some(document.told()), Self::any(file, text).map(|any| any.told()));
            return Some(document);
        }
        let document = Self::any(file, text);
        if document.is_none() {
            tell(file, text, sink);
        }
        document
    }

    /// What the library makes of a text, if it is well formed.
    fn any(file: FileId, text: &'t str) -> Option<Self> {
        let root = DeTable::parse(text).ok()?;
        Some(Self { file, text, root: Root::Any(root) })
    }

    /// All of it with all places, to show that both ways of reading agree.
    fn told(&self) -> String {
        fn tell(map: Map<'_>, out: &mut String) {
            for Entry { key, at, node } in map.entries() {
                let (value, inner) = match node.value() {
                    Value::Map(map) => (None, Some(map)),
                    value => (Some(value), None),
                };
                let _infallible = write!(out, "{key:?} {at:?} {value:?} {:?};", node.at());
                if let Some(map) = inner {
                    tell(map, out);
                }
            }
        }
        let mut out = String::new();
        tell(self.root(), &mut out);
        out
    }

    /// All of it.
    pub(crate) fn root(&self) -> Map<'_> {
        let pairs = match &self.root {
            Root::Plain(pairs) => Pairs::Plain(pairs),
            Root::Any(table) => Pairs::Any(table.get_ref()),
        };
        Map { file: self.file, pairs }
    }

    /// What stands at a place, as written.
    pub(crate) fn raw(&self, span: Span) -> &str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or("")
    }
}

/// Says what is wrong with a text.
fn tell(file: FileId, text: &str, sink: &mut Sink) {
    let faults = faults::all(text, if text.len() > MOST_TOLD_BYTES { first_said } else { said });
    for fault in faults.iter().take(MOST_ALIKE) {
        sink.push(faults::finding(fault, text, file));
    }
    if let Some(rest) = faults.len().checked_sub(MOST_ALIKE).filter(|n| *n > 0) {
        sink.push(codes::more(&codes::SYNTAX, rest, file));
    }
}

fn said(text: &str) -> faults::Said {
    let (_, errors) = DeTable::parse_recoverable(text);
    errors.iter().map(|e| (e.span().unwrap_or(0..0), e.message().to_owned())).collect()
}

/// The first mistake alone.
fn first_said(text: &str) -> faults::Said {
    let error = DeTable::parse(text).err();
    error.iter().map(|e| (e.span().unwrap_or(0..0), e.message().to_owned())).collect()
}

/// Keys and values.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Map<'a> {
    file: FileId,
    pairs: Pairs<'a>,
}

#[derive(Debug, Clone, Copy)]
enum Pairs<'a> {
    Plain(&'a [Pair<'a>]),
    Any(&'a DeTable<'a>),
}

/// A key with its value.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry<'a> {
    pub(crate) key: &'a str,
    pub(crate) at: Span,
    pub(crate) node: Node<'a>,
}

impl<'a> Map<'a> {
    /// The entries, by their names.
    pub(crate) fn entries(self) -> impl Iterator<Item = Entry<'a>> {
        let file = self.file;
        let (plain, any) = match self.pairs {
            Pairs::Plain(pairs) => (pairs, None),
            Pairs::Any(table) => (&[][..], Some(table)),
        };
        let plain = plain.iter().map(move |pair| Entry {
            key: pair.key,
            at: span(file, &pair.key_at),
            node: Node { file, value: Held::Plain(pair) },
        });
        let any = any.into_iter().flatten().map(move |(key, value)| Entry {
            key: key.get_ref(),
            at: span(file, &key.span()),
            node: Node { file, value: Held::Any(value) },
        });
        plain.chain(any)
    }

    /// The value of a key.
    pub(crate) fn get(self, key: &str) -> Option<Node<'a>> {
        let value = match self.pairs {
            Pairs::Plain(pairs) => pairs.iter().find(|pair| pair.key == key).map(Held::Plain),
            Pairs::Any(table) => table.get(key).map(Held::Any),
        };
        value.map(|value| Node { file: self.file, value })
    }

    pub(crate) fn is_empty(self) -> bool {
        match self.pairs {
            Pairs::Plain(pairs) => pairs.is_empty(),
            Pairs::Any(table) => table.is_empty(),
        }
    }
}

/// A list of values, or of `[[…]]` tables.
#[derive(Debug, Clone, Copy)]
pub(crate) struct List<'a> {
    file: FileId,
    items: &'a DeArray<'a>,
}

impl<'a> List<'a> {
    pub(crate) fn iter(self) -> impl Iterator<Item = Node<'a>> {
        self.items.iter().map(move |value| Node { file: self.file, value: Held::Any(value) })
    }

    pub(crate) fn is_empty(self) -> bool {
        self.items.is_empty()
    }
}

/// A value with its place. Of a table under a header, the place is the header.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Node<'a> {
    file: FileId,
    value: Held<'a>,
}

#[derive(Debug, Clone, Copy)]
enum Held<'a> {
    Plain(&'a Pair<'a>),
    Any(&'a Spanned<DeValue<'a>>),
}

/// What a value is.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Value<'a> {
    Text(&'a str),
    /// Digits as written, without a prefix: a number of another base is `Odd`.
    Number(&'a str),
    Flag(bool),
    Date(Date),
    List(List<'a>),
    Map(Map<'a>),
    /// A time of day, a day that does not exist, a number in base 2, 8 or 16.
    Odd,
}

impl<'a> Node<'a> {
    pub(crate) fn at(self) -> Span {
        match self.value {
            Held::Plain(pair) => span(self.file, &pair.at),
            Held::Any(value) => span(self.file, &value.span()),
        }
    }

    pub(crate) fn value(self) -> Value<'a> {
        let value = match self.value {
            Held::Plain(pair) => return self.plain(pair),
            Held::Any(value) => value.get_ref(),
        };
        match value {
            DeValue::String(text) => Value::Text(text),
            DeValue::Integer(n) if n.radix() == 10 => Value::Number(n.as_str()),
            DeValue::Integer(_) => Value::Odd,
            DeValue::Float(n) => Value::Number(n.as_str()),
            DeValue::Boolean(flag) => Value::Flag(*flag),
            DeValue::Datetime(at) => {
                let day = at.date.and_then(|d| {
                    Date::new(i32::from(d.year), u32::from(d.month), u32::from(d.day))
                });
                day.map_or(Value::Odd, Value::Date)
            }
            DeValue::Array(items) => Value::List(List { file: self.file, items }),
            DeValue::Table(table) => Value::Map(Map { file: self.file, pairs: Pairs::Any(table) }),
        }
    }

    fn plain(self, pair: &'a Pair<'a>) -> Value<'a> {
        match &pair.value {
            Plain::Text(text) => Value::Text(text),
            Plain::Number(digits) => Value::Number(digits),
            Plain::Flag(flag) => Value::Flag(*flag),
            Plain::Date(day) => Value::Date(*day),
            Plain::Table(pairs) => Value::Map(Map { file: self.file, pairs: Pairs::Plain(pairs) }),
        }
    }

    /// A table, or nothing.
    pub(crate) fn map(self) -> Option<Map<'a>> {
        match self.value() {
            Value::Map(map) => Some(map),
            Value::Text(_)
            | Value::Number(_)
            | Value::Flag(_)
            | Value::Date(_)
            | Value::List(_)
            | Value::Odd => None,
        }
    }
}

fn span(file: FileId, range: &std::ops::Range<usize>) -> Span {
    Span::new(file, range.start, range.end)
}
