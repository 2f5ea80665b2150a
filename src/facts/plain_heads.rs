//! Rows of a table of reports that need no looking up: whom they name the rows before them named too, and the rest
//! is written as nearly all write it. Of a large table that is nearly every row; any other is left to `heads`.

use std::ops::Range;

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
    signed: &'t str,
    received: &'t str,
    places: FieldPlaces,
}

/// Whose a paper is and whom it went to.
#[derive(Clone, Copy)]
struct Who {
    /// The place of its plan among the binders.
    plan: usize,
    /// Where its kind is named.
    duty: Option<DutyId>,
    from: UnitId,
    to: NamesId,
    via: NamesId,
}

/// The leading cells that say who, as the last row had them: rows that begin alike say the same.
pub(super) struct Front {
    /// How many cells there are up to the last that says who, and whether all of them do.
    cells: usize,
    is_pure: bool,
    text: String,
    told: Option<(Who, FieldPlaces)>,
}

impl Front {
    pub(super) fn new(slots: &[Slot]) -> Self {
        let is_who = |slot: &Slot| {
            matches!(slot, Slot::Plan | Slot::Kind | Slot::From | Slot::To | Slot::Via)
        };
        let cells = slots.iter().rposition(is_who).map_or(0, |last| last + 1);
        let is_pure = slots.iter().take(cells).all(is_who);
        Self { cells, is_pure, text: String::new(), told: None }
    }

    fn of(&self, row: Row<'_>) -> Option<(Who, FieldPlaces)> {
        self.told.filter(|_| row.begins_with(&self.text))
    }

    fn keep(&mut self, row: Row<'_>, told: (Who, FieldPlaces)) {
        self.text.clear();
        self.text.push_str(row.front(self.cells));
        self.told = Some(told).filter(|_| self.is_pure && !self.text.is_empty());
    }
}

impl Binding<'_> {
    /// Files the report of such a row.
    pub(super) fn plain_head(
        &mut self,
        row: Row<'_>,
        slots: &[Slot],
        front: &mut Front,
    ) -> Option<()> {
        let mut cells = Cells::default();
        let who = if let Some((who, places)) = front.of(row) {
            cells.places = places;
            who
        } else {
            cells.read(row, slots, 0..front.cells)?;
            let who = self.plain_who(&cells)?;
            front.keep(row, (who, cells.places));
            who
        };
        cells.read(row, slots, front.cells..row.len())?;
        let binder = self.binders.get_mut(who.plan)?;
        let paper = binder.plain_paper(who, &cells, row.at())?;
        let id = binder.keep_paper(&paper);
        debug_assert!(binder.is_filed_alike(id, row, slots));
        Some(())
    }

    fn plain_who(&self, cells: &Cells<'_>) -> Option<Who> {
        let plan = self.route_as_before(cells.plan)?;
        let binder = self.binders.get(plan)?;
        Some(Who {
            plan,
            duty: if cells.kind.is_empty() { None } else { Some(binder.exact_duty(cells.kind)?) },
            from: binder.unit_as_before(cells.from).filter(|_| !binder.earlier)?,
            to: binder.plain_addressee(cells.to)?,
            via: binder.plain_addressee(cells.via)?,
        })
    }
}

impl<'t> Cells<'t> {
    /// Reads some cells of a row; none where one of them is not plain.
    fn read(&mut self, row: Row<'t>, slots: &[Slot], cells: Range<usize>) -> Option<()> {
        row.each(cells, |i, text, at| {
            if text.is_empty() {
                return Some(());
            }
            let (field, cell) = match slots.get(i)? {
                Slot::Plan => (None, &mut self.plan),
                Slot::Kind => (None, &mut self.kind),
                Slot::From => (Some(Field::From), &mut self.from),
                Slot::To => (Some(Field::To), &mut self.to),
                Slot::Via => (Some(Field::Via), &mut self.via),
                Slot::Period => (Some(Field::Period), &mut self.period),
                Slot::Number => (Some(Field::Number), &mut self.number),
                Slot::Signed => (Some(Field::Signed), &mut self.signed),
                Slot::Received => (Some(Field::Received), &mut self.received),
                Slot::Title | Slot::Report | Slot::Column(_) | Slot::Unknown => return Some(()),
                Slot::Relayed
                | Slot::Status
                | Slot::About
                | Slot::Revises
                | Slot::Nil
                | Slot::Deliver => return None,
            };
            *cell = text;
            if let Some(field) = field {
                self.places.set(field, row.at(), at);
            }
            Some(())
        })
    }
}

impl Binder<'_> {
    fn plain_paper<'t>(&mut self, who: Who, cells: &Cells<'t>, at: Span) -> Option<Paper<'t>> {
        let Who { from, to, via, .. } = who;
        let when = Some(When::Period(Period::parse(cells.period)?));
        let duty = match who.duty {
            Some(duty) => duty,
            None => self.only_choice(from, when)?,
        };
        let days = [cells.signed, cells.received].map(|day| (day, Date::parse_iso(day)));
        if days.iter().any(|(written, day)| day.is_none() && !written.is_empty()) {
            return None;
        }
        let [signed, received] = days.map(|(_, day)| day);
        let duties = self.is_plain(duty).then(|| self.duties(&[duty]))?;
        Some(Paper {
            known: Known { kind: FilingKind::Report, from, about: from, when, duties },
            at,
            places: cells.places,
            number: cells.number,
            to,
            via,
            signed,
            relayed: None,
            received,
            status: None,
            nil: false,
        })
    }

    fn plain_addressee(&self, name: &str) -> Option<NamesId> {
        if name.is_empty() { Some(NamesId(0)) } else { self.addressee_as_before(name) }
    }

    fn exact_duty(&self, name: &str) -> Option<DutyId> {
        match self.lookup.find_duty(name) {
            Found::Exact(duty) => Some(duty),
            Found::Folded(_) | Found::Ambiguous(_) | Found::Unknown => None,
        }
    }

    /// The one duty that the sender and the time leave.
    fn only_choice(&mut self, from: UnitId, when: Option<When>) -> Option<DutyId> {
        match self.choices.of(self.plan, from, when) {
            [duty] => Some(*duty),
            _ => None,
        }
    }

    /// There is one version of the duty, and it is about its sender.
    fn is_plain(&self, duty: DutyId) -> bool {
        let duty = self.plan.duty(duty);
        duty.item.force == Days::ALL && matches!(duty.about, None | Some(UnitRef::It))
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::diag::Sink;
    use crate::facts::{bind, open_with};
    use crate::plan::{self, Lookup};
    use crate::source::Files;

    const PLAN: &str = "plan p \"P\" { runs 2018 }
        unit a \"A\"
        unit b \"B\" { under a }
        unit c \"C\" { under a }
        report bc \"BC\" { from b, c; to a; every quarter }
        report nam \"BC năm\" { from b; to a; about a; every year }
        report thang \"BC tháng\" { from c; to a; every month, quarter }\n";

    /// The columns of a table of reports, and what stands in their cells.
    const COLUMNS: [(&str, &[&str]); 9] = [
        ("plan", &["p", "p", "p", "", "q"]),
        ("from", &["b", "b", "B", "c", " c", "d", ""]),
        ("to", &["a", "a", "", "a;b", "x"]),
        ("via", &["", "c", "A"]),
        ("period", &["2018-Q1", "2018-Q1", "2018-Q2", "2018", "2018-02", "quý I", ""]),
        ("kind", &["", "", "bc", "nam", "y"]),
        ("signed", &["2018-04-05", "2018-04-06", "5/4/2018", "2018-02-30", ""]),
        ("number", &["1/BC", " 2/BC", "", "3/BC"]),
        ("status", &["", "", "", "final"]),
    ];

    /// Every filing that is read, and every finding.
    fn told(table: &str) -> Vec<String> {
        let (mut files, mut sink) = (Files::default(), Sink::default());
        let read = |_: &str| Ok(PLAN.to_owned());
        let plan = plan::load("p.plan", &read, &[], &mut files, &mut sink).unwrap();
        let papers = vec![(files.keep("reports.csv", table.to_owned()), table.into())];
        let data = open_with(None, papers, &mut files, &mut sink);
        let facts = bind(&[(&plan, &Lookup::new(&plan))], &data, &mut sink).remove(0);
        let filings = facts.filings.iter().map(|f| {
            let names = [f.to, f.via].map(|names| facts.names(names));
            let (duties, number) = (facts.duties_of(f), facts.number(f));
            format!("{:?} {names:?} {duties:?} {:?} {:?} {number}", f.from, f.when, f.signed)
        });
        let findings = sink.findings().iter().map(|f| format!("{} {}", f.code.name, f.message.en));
        filings.chain(findings).collect()
    }

    proptest! {
        /// That the long way files the same is asserted with every row; a quote sends a line through the parser.
        #[test]
        fn plain_rows_say_what_the_long_way_says(
            columns in Just((0..COLUMNS.len()).collect::<Vec<_>>()).prop_shuffle(),
            width in 2..=COLUMNS.len(),
            rows in prop::collection::vec(prop::collection::vec(0..35_usize, COLUMNS.len()), 0..12),
        ) {
            let columns = &columns[..width];
            let table = |quote: &str| {
                let header = columns.iter().map(|c| COLUMNS[*c].0).collect::<Vec<_>>().join(",");
                let rows = rows.iter().map(|row| {
                    let cells = columns.iter().map(|c| {
                        let all = COLUMNS[*c].1;
                        format!("{quote}{}{quote}", all[row[*c] % all.len()])
                    });
                    cells.collect::<Vec<_>>().join(",")
                });
                std::iter::once(header).chain(rows).collect::<Vec<_>>().join("\n")
            };
            prop_assert_eq!(told(&table("")), told(&table("\"")));
        }
    }
}
