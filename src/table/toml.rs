//! TOML: the only file that knows the library. A document is a tree that borrows from its text; a value
//! keeps its place, and a number its digits as written.

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use crate::diag::Sink;
use crate::source::bounds::{MOST_ALIKE, MOST_TOLD_BYTES};
use crate::source::{FileId, Span};
use crate::table::{codes, faults};
use crate::value::Date;

/// One file, well formed.
#[derive(Debug)]
pub(crate) struct Document<'t> {
    pub(crate) file: FileId,
    pub(crate) text: &'t str,
    root: Spanned<DeTable<'t>>,
}

impl<'t> Document<'t> {
    /// Parses a text; every mistake in it is a finding, and then there is no document.
    pub(crate) fn parse(file: FileId, text: &'t str, sink: &mut Sink) -> Option<Self> {
        if let Ok(root) = DeTable::parse(text) {
            return Some(Self { file, text, root });
        }
        let faults =
            faults::all(text, if text.len() > MOST_TOLD_BYTES { first_said } else { said });
        for fault in faults.iter().take(MOST_ALIKE) {
            sink.push(faults::finding(fault, text, file));
        }
        if let Some(rest) = faults.len().checked_sub(MOST_ALIKE).filter(|n| *n > 0) {
            sink.push(codes::more(&codes::SYNTAX, rest, file));
        }
        None
    }

    /// All of it.
    pub(crate) fn root(&self) -> Map<'_> {
        Map { file: self.file, table: self.root.get_ref() }
    }

    /// What stands at a place, as written.
    pub(crate) fn raw(&self, span: Span) -> &str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or("")
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
    table: &'a DeTable<'a>,
}

/// A key with its value.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry<'a> {
    pub(crate) key: &'a str,
    pub(crate) at: Span,
    pub(crate) node: Node<'a>,
}

impl<'a> Map<'a> {
    /// The entries, in the order of the file.
    pub(crate) fn entries(self) -> impl Iterator<Item = Entry<'a>> {
        self.table.iter().map(move |(key, value)| Entry {
            key: key.get_ref(),
            at: span(self.file, &key.span()),
            node: Node { file: self.file, value },
        })
    }

    /// The value of a key.
    pub(crate) fn get(self, key: &str) -> Option<Node<'a>> {
        self.table.get(key).map(|value| Node { file: self.file, value })
    }

    pub(crate) fn is_empty(self) -> bool {
        self.table.is_empty()
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
        self.items.iter().map(move |value| Node { file: self.file, value })
    }

    pub(crate) fn is_empty(self) -> bool {
        self.items.is_empty()
    }
}

/// A value with its place. Of a table under a header, the place is the header.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Node<'a> {
    file: FileId,
    value: &'a Spanned<DeValue<'a>>,
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
        span(self.file, &self.value.span())
    }

    pub(crate) fn value(self) -> Value<'a> {
        match self.value.get_ref() {
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
            DeValue::Table(table) => Value::Map(Map { file: self.file, table }),
        }
    }

    /// A table, or nothing.
    pub(crate) fn map(self) -> Option<Map<'a>> {
        match self.value.get_ref() {
            DeValue::Table(table) => Some(Map { file: self.file, table }),
            DeValue::String(_)
            | DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_)
            | DeValue::Array(_) => None,
        }
    }
}

fn span(file: FileId, range: &std::ops::Range<usize>) -> Span {
    Span::new(file, range.start, range.end)
}
