//! Long tables of figures: unit, period, indicator, value. A country has ten million such rows.

use std::io::Read;

use crate::facts::State;
use crate::facts::binder::{Binder, Piece};
use crate::facts::contents::{At, Goal, Of};
use crate::facts::forms::FigureColumns;
use crate::facts::heads::fits;
use crate::facts::homes::{Belongs, Desk, Homes, Places};
use crate::facts::values::{Got, Kind, Raw, quick, read_cell};
use crate::facts::voice::Voice;
use crate::plan::{Carried, FigureId};
use crate::source::bounds::MOST_ROWS;
use crate::table::csv::{Row, Rows};
use crate::table::{UNREADABLE, too_many_rows};

/// Names of figures in the order in which they come. Rows repeat it, so that the next name is mostly the
/// one that followed the last time.
#[derive(Debug, Default)]
struct Order {
    names: Vec<(Box<[u8]>, Option<FigureId>)>,
    at: usize,
}

/// So many names are kept; a table with more is looked up in the plain way.
const MOST_NAMES: usize = 4096;

impl Order {
    /// What a name stands for, as far as that was seen; `Some(None)`: nothing.
    #[expect(
        clippy::option_option,
        reason = "not seen yet, and seen to be nothing, are two things"
    )]
    fn next(&mut self, name: &[u8]) -> Option<Option<FigureId>> {
        for at in [self.at, 0] {
            if let Some((known, id)) = self.names.get(at)
                && **known == *name
            {
                self.at = at + 1;
                return Some(*id);
            }
        }
        None
    }

    fn learn(&mut self, name: &[u8], id: Option<FigureId>) {
        let known = self.names.iter().position(|(known, _)| **known == *name);
        self.at = match known {
            Some(at) => at + 1,
            None if self.names.len() < MOST_NAMES => {
                self.names.push((name.into(), id));
                self.names.len()
            }
            None => 0,
        };
    }
}

impl<'p> Binder<'p> {
    /// All figures of a table.
    pub(crate) fn figures<'s, R: Read>(
        &mut self,
        rows: &mut Rows<R>,
        (width, columns): (usize, FigureColumns),
        homes: &Homes,
        voice: &mut Voice<'s>,
    ) where
        'p: 's,
    {
        let mut desk = Desk::new(homes);
        let mut order = Order::default();
        rows.expect_runs(columns.leading());
        // Whether the row before was one of the table, so that what is known of it holds for its like.
        let mut turned = false;
        while let Some(row) = rows.next(voice.sink) {
            let same = turned && row.is_same();
            turned = fits(row, width, voice) && !row.is_blank();
            if !turned {
                continue;
            }
            if self.is_full(row, voice) {
                return;
            }
            voice.whose = None;
            let here = if same {
                desk.is_somewhere()
            } else {
                desk.turn(self, belongs(row, columns), || places(row, columns), voice)
            };
            if here {
                self.figure_row(row, columns, (&mut desk, &mut order), voice);
            }
        }
    }

    /// Whether no more rows can be held.
    pub(crate) fn is_full(&self, row: Row<'_>, voice: &mut Voice<'_>) -> bool {
        let full = self.facts.cells.len() + self.facts.rows.len() >= MOST_ROWS;
        if full {
            voice.say(&UNREADABLE, || too_many_rows(MOST_ROWS, row.at()));
        }
        full
    }

    fn figure_row<'s>(
        &mut self,
        row: Row<'_>,
        columns: FigureColumns,
        (desk, order): (&mut Desk<'_>, &mut Order),
        voice: &mut Voice<'s>,
    ) where
        'p: 's,
    {
        let name = row.raw(columns.indicator);
        let figure = order.next(name).unwrap_or_else(|| {
            let (text, at) = (row.trimmed(columns.indicator), row.place(columns.indicator));
            let figure = self.figure(Piece { text, at }, voice);
            order.learn(name, figure);
            figure
        });
        let Some(figure) = figure else { return };
        let indicator = self.plan.figure(figure);
        if let Some(number) = quick(row.raw(columns.value), &indicator.ty)
            && let Some(filing) = desk.filing(self, Carried::Figure(figure), || row.at())
        {
            let goal = Goal { filing, figure };
            return self.keep(goal, row.place(columns.value), State::Present, number);
        }
        // The decimals that spreadsheets drop are not added: a text is as it was written.
        let got = read_cell(row.cell(columns.value), Kind { ty: &indicator.ty, digits: None });
        if matches!(got, Ok(Got::Missing)) {
            return;
        }
        let Some(filing) = desk.filing(self, Carried::Figure(figure), || row.at()) else { return };
        voice.whose = self.whose(filing);
        let (raw, span) = (Raw::Text(row.cell(columns.value)), row.place(columns.value));
        let (name, of) = (row.trimmed(columns.indicator), Of::Figure(&indicator.item));
        self.got(Goal { filing, figure }, At { name, raw, span, of }, got, voice);
    }
}

fn belongs(row: Row<'_>, columns: FigureColumns) -> Belongs<'_> {
    let cell = |i: Option<usize>| i.map_or("", |i| row.trimmed(i));
    Belongs {
        unit: cell(Some(columns.unit)),
        period: cell(Some(columns.period)),
        report: cell(columns.report),
        about: cell(columns.about),
        status: cell(columns.status),
    }
}

fn places(row: Row<'_>, columns: FigureColumns) -> Places {
    let place = |i: Option<usize>| i.map_or(row.at(), |i| row.place(i));
    Places {
        row: row.at(),
        unit: row.place(columns.unit),
        period: row.place(columns.period),
        about: place(columns.about),
        status: place(columns.status),
        key: "unit",
    }
}
