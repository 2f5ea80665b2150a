//! The header of a report or document: the same fields from TOML and from a row of a table.

use crate::facts::binder::{Binder, Piece, number};
use crate::facts::blocks::STATUSES;
use crate::facts::codes::{self, Part, WRONG_TYPE, Want};
use crate::facts::contents::raw as raw_value;
use crate::facts::values::{Got, Kind, read};
use crate::facts::voice::{Voice, Whose};
use crate::facts::{DutiesId, Field, FieldPlaces, Filing, FilingId, FilingKind, NamesId, Status};
use crate::plan::{Ty, UnitId, When};
use crate::source::Span;
use crate::table::row::trim;
use crate::table::toml::{Document, Entry, List, Node, Value};
use crate::value::Date;

/// One name or several, as they stand.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Many<'t> {
    None,
    One(Piece<'t>),
    /// With the key it stands under.
    List(&'t str, List<'t>),
    /// A cell of a table, with `;` between the names.
    Cell(Piece<'t>),
}

/// What a header says, before any name is looked up.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Head<'t> {
    pub(crate) at: Span,
    pub(crate) part: Part,
    pub(crate) plan: Option<Piece<'t>>,
    pub(crate) kind: Option<Piece<'t>>,
    pub(crate) deliver: Many<'t>,
    pub(crate) from: Option<Piece<'t>>,
    pub(crate) about: Option<Piece<'t>>,
    pub(crate) to: Many<'t>,
    pub(crate) via: Many<'t>,
    pub(crate) period: Option<Piece<'t>>,
    pub(crate) number: Option<Piece<'t>>,
    pub(crate) revises: Option<Piece<'t>>,
    pub(crate) signed: Option<(Date, Span)>,
    pub(crate) relayed: Option<(Date, Span)>,
    pub(crate) received: Option<(Date, Span)>,
    pub(crate) status: Option<Status>,
    pub(crate) nil: bool,
    /// Some field could not be read, and that was told.
    pub(crate) broken: bool,
}

impl<'t> Head<'t> {
    pub(crate) fn new(part: Part, at: Span) -> Self {
        Self {
            at,
            part,
            plan: None,
            kind: None,
            deliver: Many::None,
            from: None,
            about: None,
            to: Many::None,
            via: Many::None,
            period: None,
            number: None,
            revises: None,
            signed: None,
            relayed: None,
            received: None,
            status: None,
            nil: false,
            broken: false,
        }
    }

    /// Takes a key of TOML; `false` when it is none of a header.
    pub(crate) fn take(
        &mut self,
        entry: Entry<'t>,
        document: &'t Document<'_>,
        voice: &mut Voice<'_>,
    ) -> bool {
        let told = voice.sink.len();
        match entry.key {
            "kind" if self.part == Part::Report => self.kind = text(entry, voice),
            "nil" if self.part == Part::Report => self.nil = flag(entry, voice),
            "deliver" if self.part == Part::Document => self.deliver = many(entry, voice),
            "plan" => self.plan = text(entry, voice),
            "from" => self.from = text(entry, voice),
            "about" => self.about = text(entry, voice),
            "to" => self.to = many(entry, voice),
            "via" => self.via = many(entry, voice),
            "period" => self.period = raw(entry, document, voice),
            "number" => self.number = raw(entry, document, voice),
            "revises" => self.revises = raw(entry, document, voice),
            "signed" => self.signed = day(entry, voice),
            "relayed" => self.relayed = day(entry, voice),
            "received" => self.received = day(entry, voice),
            "status" => self.status = text(entry, voice).and_then(|t| status(t, voice)),
            _ => return false,
        }
        self.broken |= voice.sink.len() > told;
        true
    }

    /// The day it was sent, as far as that is known.
    pub(crate) fn day(&self) -> Option<Date> {
        self.signed.or(self.received).map(|(day, _)| day)
    }
}

/// A status by its word.
pub(crate) fn status(word: Piece<'_>, voice: &mut Voice<'_>) -> Option<Status> {
    match word.text {
        "estimate" => Some(Status::Estimate),
        "preliminary" => Some(Status::Preliminary),
        "final" => Some(Status::Final),
        other => {
            let want = Want::Words(&STATUSES);
            voice.say(&WRONG_TYPE, || codes::wrong_type("status", want, other, word.at));
            None
        }
    }
}

/// A text; an empty one is as none.
pub(crate) fn text<'t>(entry: Entry<'t>, voice: &mut Voice<'_>) -> Option<Piece<'t>> {
    let Value::Text(text) = entry.node.value() else {
        wrong(entry, Want::Text, voice);
        return None;
    };
    (!text.trim().is_empty()).then_some(Piece { text, at: entry.node.at() })
}

/// A text, or a number or day as it is written: `period = 2018`.
pub(crate) fn raw<'t>(
    entry: Entry<'t>,
    document: &'t Document<'_>,
    voice: &mut Voice<'_>,
) -> Option<Piece<'t>> {
    if matches!(entry.node.value(), Value::Number(_) | Value::Date(_)) {
        let at = entry.node.at();
        return Some(Piece { text: document.raw(at), at });
    }
    text(entry, voice)
}

/// One text or a list of them.
pub(crate) fn many<'t>(entry: Entry<'t>, voice: &mut Voice<'_>) -> Many<'t> {
    if let Value::List(list) = entry.node.value() {
        return Many::List(entry.key, list);
    }
    if let Value::Text(_) = entry.node.value() {
        return text(entry, voice).map_or(Many::None, Many::One);
    }
    wrong(entry, Want::Texts, voice);
    Many::None
}

/// A day of TOML, or a text as offices write it.
pub(crate) fn day(entry: Entry<'_>, voice: &mut Voice<'_>) -> Option<(Date, Span)> {
    let day = match read(raw_value(entry.node.value()), Kind { ty: &Ty::Date, digits: None }) {
        Ok(Got::Day(day)) => Some(day),
        Ok(Got::Missing) => return None,
        Ok(_) | Err(_) => None,
    };
    if day.is_none() {
        wrong(entry, Want::Date, voice);
    }
    day.map(|day| (day, entry.node.at()))
}

fn flag(entry: Entry<'_>, voice: &mut Voice<'_>) -> bool {
    if let Value::Flag(flag) = entry.node.value() {
        return flag;
    }
    wrong(entry, Want::Flag, voice);
    false
}

/// A value of the wrong kind, shown as it stands.
pub(crate) fn wrong(entry: Entry<'_>, want: Want<'_>, voice: &mut Voice<'_>) {
    let at = entry.node.at();
    voice.say(&WRONG_TYPE, || codes::wrong_type(entry.key, want, &shown(entry.node.value()), at));
}

/// A value as a reader sees it.
pub(crate) fn shown(value: Value<'_>) -> String {
    match value {
        Value::Text(text) | Value::Number(text) => text.to_owned(),
        Value::Flag(flag) => flag.to_string(),
        Value::Date(day) => day.to_string(),
        Value::List(list) if list.is_empty() => "[]".to_owned(),
        Value::List(_) => "[…]".to_owned(),
        Value::Map(_) => "{…}".to_owned(),
        Value::Odd => "…".to_owned(),
    }
}

/// Who and when of a filing, once its names are found.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Known {
    pub(crate) kind: FilingKind,
    pub(crate) from: UnitId,
    pub(crate) about: UnitId,
    pub(crate) when: Option<When>,
    pub(crate) duties: DutiesId,
}

/// All that a header says, its names found.
pub(super) struct Paper<'t> {
    pub(super) known: Known,
    pub(super) at: Span,
    pub(super) places: FieldPlaces,
    pub(super) number: &'t str,
    pub(super) to: NamesId,
    pub(super) via: NamesId,
    pub(super) signed: Option<Date>,
    pub(super) relayed: Option<Date>,
    pub(super) received: Option<Date>,
    pub(super) status: Option<Status>,
    pub(super) nil: bool,
}

impl<'p> Binder<'p> {
    /// Files a header. What comes from an earlier folder is figures and nothing else.
    pub(crate) fn file(
        &mut self,
        head: &Head<'_>,
        known: Known,
        voice: &mut Voice<'_>,
    ) -> FilingId {
        let day = head.day();
        let to = self.addressees(&head.to, day, voice);
        let via = self.addressees(&head.via, day, voice);
        let id = self.keep_head(head, known, (to, via));
        if let Some(revises) = head.revises
            && let Some(more) = self.more(id)
        {
            more.revises = Some((revises.text.to_owned(), revises.at));
        }
        id
    }

    /// Whose a filing is, for what is said of it.
    pub(crate) fn whose(&self, id: FilingId) -> Option<Whose<'p>> {
        let filing = self.facts.filings.get(id.0 as usize)?;
        let duty = self.facts.duties_of(filing).first().copied();
        Some(Whose { plan: self.plan, unit: filing.about, when: filing.when, duty })
    }

    /// A filing without addressees.
    pub(crate) fn push(&mut self, head: &Head<'_>, known: Known) -> FilingId {
        self.keep_head(head, known, (NamesId(0), NamesId(0)))
    }

    fn keep_head(
        &mut self,
        head: &Head<'_>,
        known: Known,
        (to, via): (NamesId, NamesId),
    ) -> FilingId {
        let day = |told: Option<(Date, Span)>| told.map(|(day, _)| day);
        self.keep_paper(&Paper {
            known,
            at: head.at,
            places: places(head),
            number: head.number.map_or("", |piece| piece.text),
            to,
            via,
            signed: day(head.signed),
            relayed: day(head.relayed),
            received: day(head.received),
            status: head.status,
            nil: head.nil,
        })
    }

    /// Files a paper.
    pub(super) fn keep_paper(&mut self, paper: &Paper<'_>) -> FilingId {
        let id = FilingId(number(self.facts.filings.len()));
        let Known { kind, from, about, when, duties } = paper.known;
        let (number_start, number_length) = self.number(paper.number);
        let places = self.places(paper);
        self.facts.relayed.extend(paper.relayed.map(|day| (id, day)));
        self.facts.filings.push(Filing {
            kind: if self.earlier { FilingKind::Figures } else { kind },
            status: paper.status.unwrap_or(Status::Final),
            status_given: paper.status.is_some(),
            nil: paper.nil,
            superseded: false,
            from,
            about,
            duties: if self.earlier { DutiesId(0) } else { duties },
            to: paper.to,
            via: paper.via,
            when,
            signed: paper.signed,
            received: paper.received,
            start: paper.at.start,
            end: paper.at.end,
            places,
            number_start,
            number_length,
        });
        id
    }

    /// The number of the places of header fields: mostly they are those of the filing before.
    fn places(&mut self, paper: &Paper<'_>) -> u32 {
        let places = (paper.at.file, paper.places);
        if self.facts.places.last() != Some(&places) {
            self.facts.places.push(places);
        }
        number(self.facts.places.len() - 1)
    }

    fn number(&mut self, text: &str) -> (u32, u16) {
        let (start, text) = (number(self.facts.numbers.len()), trim(text));
        // A number of a document has a few dozen letters; one that does not fit is cut.
        let end = text.floor_char_boundary(text.len().min(usize::from(u16::MAX)));
        let text = trim(text.get(..end).unwrap_or(""));
        self.facts.numbers.push_str(text);
        (start, u16::try_from(text.len()).unwrap_or(u16::MAX))
    }

    fn addressees(&mut self, many: &Many<'_>, day: Option<Date>, voice: &mut Voice<'_>) -> NamesId {
        match many {
            Many::None => NamesId(0),
            Many::One(piece) => {
                let name = self.addressee(*piece, day, voice);
                self.names(&[name])
            }
            Many::Cell(piece) => match self.addressee_as_before(piece.text) {
                Some(id) => id,
                None if piece.text.contains(';') => self.all_addressees(*many, day, voice),
                None => self.cell_addressee(*piece, day, voice),
            },
            Many::List(..) => self.all_addressees(*many, day, voice),
        }
    }

    fn all_addressees(
        &mut self,
        many: Many<'_>,
        day: Option<Date>,
        voice: &mut Voice<'_>,
    ) -> NamesId {
        let mut names = Vec::new();
        each(many, voice, |piece, voice| names.push(self.addressee(piece, day, voice)));
        self.names(&names)
    }
}

/// Each text of one or several.
pub(crate) fn each<'t>(
    many: Many<'t>,
    voice: &mut Voice<'_>,
    mut each: impl FnMut(Piece<'t>, &mut Voice<'_>),
) {
    match many {
        Many::None => {}
        Many::One(piece) => each(piece, voice),
        Many::Cell(piece) => {
            for text in piece.text.split(';').map(str::trim).filter(|t| !t.is_empty()) {
                each(Piece { text, at: piece.at }, voice);
            }
        }
        Many::List(key, list) => {
            for node in list.iter() {
                if let Some(piece) = text(Entry { key, at: node.at(), node }, voice) {
                    each(piece, voice);
                }
            }
        }
    }
}

fn places(head: &Head<'_>) -> FieldPlaces {
    let mut places = FieldPlaces::default();
    let piece = |p: Option<Piece<'_>>| p.map(|p| p.at);
    let many = |m: Many<'_>| match m {
        Many::None => None,
        Many::One(piece) | Many::Cell(piece) => Some(piece.at),
        Many::List(_, list) => {
            let mut nodes = list.iter();
            let first = nodes.next().map(Node::at)?;
            Some(nodes.last().map_or(first, |last| first.to(last.at())))
        }
    };
    let mut set = |field: Field, at: Option<Span>| {
        if let Some(at) = at {
            places.set(field, head.at, at);
        }
    };
    set(Field::From, piece(head.from));
    set(Field::To, many(head.to));
    set(Field::Via, many(head.via));
    set(Field::Period, piece(head.period));
    set(Field::Signed, head.signed.map(|(_, at)| at));
    set(Field::Relayed, head.relayed.map(|(_, at)| at));
    set(Field::Received, head.received.map(|(_, at)| at));
    set(Field::Number, piece(head.number));
    places
}
