//! Rows of a table of reports that need no looking up: whom they name the rows before them named too, and the rest
//! is written as nearly all write it. Of a large table that is nearly every row; any other is left to `heads`.

use crate::diag::Sink;
use crate::facts::binder::Binder;
use crate::facts::codes::Part;
use crate::facts::forms::Slot;
use crate::facts::from_table::Binding;
use crate::facts::header::{Known, Paper};
use crate::facts::heads::head;
use crate::facts::voice::Voice;
use crate::facts::{Field, FieldPlaces, Filing, FilingId, FilingKind, NamesId};
use crate::plan::{DutyId, Found, UnitId, UnitRef, When};
use crate::source::Span;
use crate::table::csv::Row;
use crate::value::{Date, Days, Period};

/// The cells of a row by what they are; empty where there is none.
#[derive(Default)]
struct Cells<'t> {
    plan: &'t str,
    kind: &'t str,
    from: &'t str,
    to: &'t str,
    via: &'t str,
    period: &'t str,
    number: &'t str,
    signed: Option<Date>,
    received: Option<Date>,
    places: FieldPlaces,
}

impl Binding<'_> {
    /// Files the report of such a row.
    pub(crate) fn plain_head(&mut self, row: Row<'_>, slots: &[Slot]) -> Option<()> {
        let cells = cells(row, slots)?;
        let at = self.route_as_before(cells.plan)?;
        let binder = self.binders.get_mut(at)?;
        let paper = binder.plain_paper(&cells, row.at())?;
        let id = binder.keep_paper(&paper);
        debug_assert!(binder.is_filed_alike(id, row, slots));
        Some(())
    }
}

fn cells<'t>(row: Row<'t>, slots: &[Slot]) -> Option<Cells<'t>> {
    let mut cells = Cells::default();
    row.each(|i, text, at| {
        if text.is_empty() {
            return Some(());
        }
        let mut place = |field| cells.places.set(field, row.at(), at);
        match slots.get(i)? {
            Slot::Plan => cells.plan = text,
            Slot::Kind => cells.kind = text,
            Slot::From => {
                place(Field::From);
                cells.from = text;
            }
            Slot::To => {
                place(Field::To);
                cells.to = text;
            }
            Slot::Via => {
                place(Field::Via);
                cells.via = text;
            }
            Slot::Period => {
                place(Field::Period);
                cells.period = text;
            }
            Slot::Number => {
                place(Field::Number);
                cells.number = text;
            }
            Slot::Signed => {
                place(Field::Signed);
                cells.signed = Some(Date::parse_iso(text)?);
            }
            Slot::Received => {
                place(Field::Received);
                cells.received = Some(Date::parse_iso(text)?);
            }
            Slot::Title | Slot::Report | Slot::Column(_) | Slot::Unknown => {}
            Slot::Relayed
            | Slot::Status
            | Slot::About
            | Slot::Revises
            | Slot::Nil
            | Slot::Deliver => return None,
        }
        Some(())
    })?;
    Some(cells)
}

impl Binder<'_> {
    fn plain_paper<'t>(&mut self, cells: &Cells<'t>, at: Span) -> Option<Paper<'t>> {
        let from = self.unit_as_before(cells.from).filter(|_| !self.earlier)?;
        let [to, via] = [self.plain_addressee(cells.to)?, self.plain_addressee(cells.via)?];
        let when = Some(When::Period(Period::parse(cells.period)?));
        let duty = self.plain_duty(cells.kind, from, when)?;
        let duties = self.duties(duty.as_slice());
        Some(Paper {
            known: Known { kind: FilingKind::Report, from, about: from, when, duties },
            at,
            places: cells.places,
            number: cells.number,
            to,
            via,
            signed: cells.signed,
            relayed: None,
            received: cells.received,
            status: None,
            nil: false,
        })
    }

    fn plain_addressee(&self, name: &str) -> Option<NamesId> {
        if name.is_empty() { Some(NamesId(0)) } else { self.addressee_as_before(name) }
    }

    /// The duty, if there is one, of which there is one version and which is about its sender.
    fn plain_duty(
        &mut self,
        kind: &str,
        from: UnitId,
        when: Option<When>,
    ) -> Option<Option<DutyId>> {
        let found = match (kind, self.lookup) {
            ("", _) => self.choices.of(self.plan, from, when),
            (kind, lookup) => match lookup.find_duty(kind) {
                Found::Exact(duty) => &[duty],
                Found::Folded(_) | Found::Ambiguous(_) | Found::Unknown => return None,
            },
        };
        let [duty] = found else { return found.is_empty().then_some(None) };
        let is_own = |about| matches!(about, None | Some(UnitRef::It));
        let known = self.plan.duty(*duty);
        (known.item.force == Days::ALL && is_own(known.about)).then_some(Some(*duty))
    }

    /// Whether the long way files the same, and has nothing to say.
    fn is_filed_alike(&mut self, id: FilingId, row: Row<'_>, slots: &[Slot]) -> bool {
        let mut sink = Sink::default();
        let mut voice = Voice::new(row.at().file, &mut sink);
        let head = head(row, slots, Part::Report, &mut voice);
        let long = self.report(&head, &mut voice);
        drop(voice);
        let facts = &mut self.facts;
        let alike = long.is_some_and(|long| {
            let (short, long) = (facts.filing(id), facts.filing(long));
            let again = Filing { number_start: short.number_start, ..long.clone() };
            *short == again && facts.number(short) == facts.number(long)
        });
        facts.truncate_filings(facts.filings.len() - 1, facts.more.len());
        alike && sink.findings().is_empty()
    }
}
