//! Floor 4: what was handed in, bound to the plan: filings, their figures and rows, each with its place.
//!
//! `from_table` binds; `index` answers which fact holds for a figure, unit and time. A province's year
//! can hold ten million figures, so a cell is 16 bytes and texts that repeat are kept once.

mod binder;
pub(crate) mod blocks;
mod cells;
mod choice;
pub(crate) mod codes;
mod contents;
mod documents;
mod figures;
mod forms;
mod from_table;
mod header;
mod heads;
mod homes;
mod index;
mod keys;
mod manifest;
mod periods;
mod plain_heads;
mod reports;
mod revisions;
mod rows;
mod table_rows;
mod toml_file;
mod values;
mod voice;
mod waivers;

use rustc_hash::FxHashMap;

use crate::plan::{ColumnId, DutyId, EventId, FigureId, Plan, TableId, UnitId, When};
use crate::source::{FileId, Span};
use crate::value::{Date, Month, Num, Period, Written};

pub(crate) use cells::{Cell, CellId, Cells, Filed, ListId, New, Said};
pub(crate) use from_table::{Data, alone, bind, open, open_with};
pub(crate) use index::{Fact, Index, Seat, Seats, time_of};
pub(crate) use waivers::Waiver;

/// In `Facts::filings`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct FilingId(pub(crate) u32);

/// In `Facts::rows`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct RowId(pub(crate) u32);

/// What kind of paper a filing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FilingKind {
    Report,
    Document,
    /// Figures with no report around them: they complete nothing that is owed, and are used.
    Figures,
}

/// How final the figures of a filing are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Status {
    Estimate,
    Preliminary,
    Final,
}

/// The header fields that a finding may point at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field {
    From,
    To,
    Via,
    Period,
    Signed,
    Relayed,
    Received,
    Number,
}

/// Start, counted from the header, and length of each field; length nought where it is absent, or stands where
/// no header of a form has it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct FieldPlaces {
    starts: [u16; 8],
    lengths: [u8; 8],
}

impl FieldPlaces {
    pub(crate) fn set(&mut self, field: Field, header: Span, at: Span) {
        let start = at.start.checked_sub(header.start).and_then(|n| u16::try_from(n).ok());
        let slots = (self.starts.get_mut(field as usize), self.lengths.get_mut(field as usize));
        if let (Some(start), (Some(s), Some(l))) = (start, slots) {
            *s = start;
            // The end of a longer one is not shown.
            *l = u8::try_from(at.end - at.start).unwrap_or(u8::MAX);
        }
    }
}

/// A number of a list of addressees that was read before: `Facts::names`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct NamesId(pub(crate) u32);

/// A number of a list of duties: `Facts::duties_of`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct DutiesId(pub(crate) u32);

/// An addressee as filed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Named {
    /// A unit, or the one unit of a group of that name.
    Unit(UnitId),
    /// An office that the plan only names, or does not know: as written.
    Other(String),
}

/// One report, document, or block of loose figures. There are as many as a country hands in: what few of them say
/// stands in lists of `Facts`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Filing {
    pub(crate) kind: FilingKind,
    pub(crate) status: Status,
    /// The status is written, not taken by default.
    pub(crate) status_given: bool,
    pub(crate) nil: bool,
    /// Replaced by a newer revision: its figures do not count, it still serves its due.
    pub(crate) superseded: bool,
    /// The sender, as filed.
    pub(crate) from: UnitId,
    /// Whose figures.
    pub(crate) about: UnitId,
    /// The duties it serves; empty for loose figures and for filings of no known duty.
    pub(crate) duties: DutiesId,
    pub(crate) to: NamesId,
    pub(crate) via: NamesId,
    /// `None` where the duty has one occasion, or the day tells.
    pub(crate) when: Option<When>,
    pub(crate) signed: Option<Date>,
    pub(crate) received: Option<Date>,
    /// Where the header, or the row of a table of headers, begins and ends in its file.
    start: u32,
    end: u32,
    /// In `Facts::places`.
    places: u32,
    /// Where its number stands in `Facts::numbers`.
    number_start: u32,
    number_length: u16,
}

/// A country has as many of them as it has offices and quarters.
const _: () = assert!(size_of::<Filing>() <= 64);

/// What few filings say.
#[derive(Debug, Clone, Default)]
pub(crate) struct More {
    /// The number of the filing that this one replaces.
    pub(crate) revises: Option<(String, Span)>,
    /// Contents that a document confirms.
    pub(crate) states: Vec<String>,
    /// Task and its status.
    pub(crate) tasks: Vec<(DutyId, TaskStatus, Span)>,
    /// Figures quoted from an earlier time: the figure, which time, the value, its place.
    pub(crate) quoted: Vec<Quoted>,
    /// A nil filing has figures beside it: the first of them.
    pub(crate) nil_beside: Option<Span>,
}

/// The state of a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TaskStatus {
    Todo,
    Doing,
    Done,
}

/// `last_year`, `last_period` or `change` beside a figure.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Quoted {
    pub(crate) figure: FigureId,
    pub(crate) what: QuotedAs,
    pub(crate) value: Written,
    /// A change stated with a percent sign.
    pub(crate) percent: bool,
    pub(crate) span: Span,
}

/// Which earlier figure is quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum QuotedAs {
    LastYear,
    LastPeriod,
    Change,
}

/// The state of a filed value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    Present,
    NotApplicable,
    NotCollected,
    Withheld,
    /// It could not be read, or is of the wrong kind; a finding of the data says why.
    Wrong,
}

impl State {
    /// All, each at the place of its number.
    const ALL: [Self; 5] =
        [Self::Present, Self::NotApplicable, Self::NotCollected, Self::Withheld, Self::Wrong];

    /// The state of that number.
    fn of(number: u8) -> Self {
        Self::ALL.get(usize::from(number)).copied().unwrap_or(Self::Wrong)
    }
}

/// A row of a table.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) table: TableId,
    pub(crate) filing: FilingId,
    /// The whole row, or its header.
    pub(crate) at: Span,
    /// One for each column of the table.
    pub(crate) cells: Vec<RowCell>,
}

/// One cell of a row.
#[derive(Debug, Clone)]
pub(crate) struct RowCell {
    pub(crate) value: RowValue,
    /// The row's own place where the cell is missing.
    pub(crate) span: Span,
}

/// The value of a cell of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RowValue {
    Missing,
    NotApplicable,
    NotCollected,
    Withheld,
    Wrong,
    /// A figure; a percent as written.
    Number(Written),
    Flag(bool),
    Date(Date),
    Text(String),
    Unit(UnitId),
}

/// A day on which something happened to a unit.
#[derive(Debug, Clone)]
pub(crate) struct Happened {
    pub(crate) event: EventId,
    pub(crate) unit: UnitId,
    pub(crate) day: Date,
    pub(crate) at: Span,
}

/// A due day put off.
#[derive(Debug, Clone)]
pub(crate) struct Extension {
    pub(crate) duty: DutyId,
    pub(crate) unit: UnitId,
    pub(crate) when: Option<When>,
    pub(crate) until: Date,
    pub(crate) document: Option<String>,
    pub(crate) at: Span,
}

/// What is judged and what only read.
#[derive(Debug, Clone, Default)]
pub(crate) struct Scope {
    /// Only these units hand in here; empty: all.
    pub(crate) units: Vec<UnitId>,
    /// Only dues of these periods; empty: all.
    pub(crate) periods: Vec<When>,
    /// Only what is served: one paper is judged by itself.
    pub(crate) alone: bool,
}

/// A canonical time of a fact, so that what is one fact has one key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Time {
    /// A flow over these months; what is filed to date runs from January.
    Span(Period),
    /// A state at the end of the month.
    End(Month),
    /// A phase that is not whole months, or the run of a plan (`None`).
    Phase(Option<crate::plan::PhaseId>),
}

/// All that was handed in.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    pub(crate) filings: Vec<Filing>,
    /// By filing: the day it was passed on.
    pub(crate) relayed: Vec<(FilingId, Date)>,
    pub(crate) more: Vec<More>,
    /// By filing: the place in `more` of those that say more.
    more_of: FxHashMap<FilingId, usize>,
    /// The file of headers and where their fields stand: rows of a table that are written alike have one entry.
    places: Vec<(FileId, FieldPlaces)>,
    pub(crate) cells: Cells,
    pub(crate) rows: Vec<Row>,
    /// Tables that a filing holds, empty ones too.
    pub(crate) held: Vec<(FilingId, TableId, Span)>,
    pub(crate) events: Vec<Happened>,
    pub(crate) extensions: Vec<Extension>,
    pub(crate) scope: Scope,
    pub(crate) texts: Vec<String>,
    /// All document numbers, one after the other.
    pub(crate) numbers: String,
    /// Lists of addressees: the names, each with its text as written.
    pub(crate) names: Vec<Vec<Named>>,
    pub(crate) duties: Vec<Vec<DutyId>>,
    pub(crate) waivers: Vec<Waiver>,
    /// Files that could not be read: what depended on them is unknown for that cause.
    pub(crate) unreadable: Vec<FileId>,
    pub(crate) index: Index,
}

#[expect(clippy::indexing_slicing, reason = "ids are made with their lists, in one place")]
impl Facts {
    pub(crate) fn filing(&self, id: FilingId) -> &Filing {
        &self.filings[id.0 as usize]
    }

    pub(crate) fn cell(&self, id: CellId) -> Cell {
        self.cells.get(id)
    }

    pub(crate) fn row(&self, id: RowId) -> &Row {
        &self.rows[id.0 as usize]
    }

    pub(crate) fn names(&self, id: NamesId) -> &[Named] {
        &self.names[id.0 as usize]
    }

    /// The duties that a filing serves.
    pub(crate) fn duties_of(&self, filing: &Filing) -> &[DutyId] {
        &self.duties[filing.duties.0 as usize]
    }
}

impl Facts {
    /// What few filings say.
    pub(crate) fn more(&self, id: FilingId) -> Option<&More> {
        self.more.get(*self.more_of.get(&id)?)
    }

    /// The day a filing was passed on.
    pub(crate) fn relayed(&self, id: FilingId) -> Option<Date> {
        let at = self.relayed.binary_search_by_key(&id, |(of, _)| *of).ok()?;
        self.relayed.get(at).map(|(_, day)| *day)
    }

    /// Forgets the filings from this one on, and what was said more from there on, of whichever filing.
    fn truncate_filings(&mut self, filings: usize, more: usize) {
        self.filings.truncate(filings);
        self.relayed.retain(|(id, _)| (id.0 as usize) < filings);
        self.more.truncate(more);
        self.more_of.retain(|_, at| *at < more);
    }

    /// Its own number, as written.
    pub(crate) fn number(&self, filing: &Filing) -> &str {
        let (start, length) = (filing.number_start as usize, usize::from(filing.number_length));
        self.numbers.get(start..start + length).unwrap_or("")
    }

    /// The place of a header, or of its row in a table.
    pub(crate) fn header(&self, filing: &Filing) -> Span {
        self.header_of(filing).0
    }

    /// The place of a header field, or of the whole header where it is absent.
    pub(crate) fn place(&self, filing: &Filing, field: Field) -> Span {
        let (header, fields) = self.header_of(filing);
        let at = field as usize;
        let start = header.start + u32::from(fields.starts.get(at).copied().unwrap_or(0));
        match fields.lengths.get(at).copied().unwrap_or(0) {
            0 => header,
            length => Span { start, end: start + u32::from(length), ..header },
        }
    }

    fn header_of(&self, filing: &Filing) -> (Span, FieldPlaces) {
        let none = (FileId::NONE, FieldPlaces::default());
        let (file, fields) = self.places.get(filing.places as usize).copied().unwrap_or(none);
        (Span { file, start: filing.start, end: filing.end }, fields)
    }

    /// The place of a filed value.
    pub(crate) fn cell_place(&self, cell: Cell) -> Span {
        self.cells.place(cell.id)
    }

    /// Ids of all filings.
    pub(crate) fn filing_ids(&self) -> impl Iterator<Item = FilingId> + use<> {
        (0..u32::try_from(self.filings.len()).unwrap_or(u32::MAX)).map(FilingId)
    }

    /// The value of a column in a row.
    pub(crate) fn row_cell(&self, row: RowId, column: ColumnId) -> Option<&RowCell> {
        self.row(row).cells.get(column.at())
    }

    /// The exact value of a present cell, percents divided by 100.
    pub(crate) fn value(&self, plan: &Plan, cell: Cell) -> Num {
        exact(cell.written(), plan.figure(cell.figure).ty == crate::plan::Ty::Percent)
    }
}

/// The exact value of digits as written; a percent is divided by 100.
pub(crate) fn exact(written: Written, percent: bool) -> Num {
    let decimals = if percent { written.decimals + 2 } else { written.decimals };
    Num::decimal(i128::from(written.digits), decimals)
}
