//! Long tables of figures: unit, period, indicator, value. A country has ten million such rows.

use std::io::Read;

use crate::facts::binder::{Binder, Piece, number};
use crate::facts::contents::{At, Goal, Of};
use crate::facts::forms::FigureColumns;
use crate::facts::heads::fits;
use crate::facts::homes::{Belongs, Desk, Homes, Places};
use crate::facts::values::{Got, Kind, Raw, quick, quick_front, read_cell};
use crate::facts::voice::Voice;
use crate::facts::{FilingId, State};
use crate::plan::{Carried, FigureId, Ty};
use crate::source::bounds::MOST_ROWS;
use crate::table::ahead::{Ahead, behind_front};
use crate::table::csv::{Row, Rows};
use crate::table::{UNREADABLE, too_many_rows};
use crate::value::Written;

/// Names of figures in the order in which they come. Rows repeat it, so that the next name is mostly the
/// one that followed the last time.
#[derive(Debug)]
struct Order<'p> {
    delimiter: u8,
    names: Vec<Name<'p>>,
    at: usize,
}

/// A name and what it stands for.
#[derive(Debug)]
struct Name<'p> {
    /// With the delimiter behind it.
    text: Box<[u8]>,
    figure: Option<(FigureId, &'p Ty)>,
}

/// So many names are kept; a table with more is looked up in the plain way.
const MOST_NAMES: usize = 4096;

impl<'p> Order<'p> {
    fn new(delimiter: u8) -> Self {
        Self { delimiter, names: Vec::new(), at: 0 }
    }

    /// The figure whose name a text begins with, where the next one is looked for, and what stands behind the
    /// name and the delimiter.
    #[inline]
    fn begins<'t>(&self, text: &'t [u8]) -> Option<((FigureId, &'p Ty), usize, &'t [u8])> {
        self.begins_with(self.at, text).or_else(|| self.begins_with(0, text))
    }

    #[inline]
    fn begins_with<'t>(
        &self,
        at: usize,
        text: &'t [u8],
    ) -> Option<((FigureId, &'p Ty), usize, &'t [u8])> {
        let name = self.names.get(at)?;
        Some((name.figure?, at + 1, behind(text, &name.text)?))
    }

    /// What a name stands for, as far as that was seen; `Some(None)`: nothing.
    #[expect(
        clippy::option_option,
        reason = "not seen yet, and seen to be nothing, are two things"
    )]
    fn next(&mut self, name: &[u8]) -> Option<Option<FigureId>> {
        for at in [self.at, 0] {
            if let Some(known) = self.names.get(at)
                && known.is(name)
            {
                self.at = at + 1;
                return Some(known.figure.map(|(id, _)| id));
            }
        }
        None
    }

    fn learn(&mut self, name: &[u8], figure: Option<(FigureId, &'p Ty)>) {
        self.at = match self.names.iter().position(|known| known.is(name)) {
            Some(at) => at + 1,
            // One with a delimiter in it was in quotes: the same bytes elsewhere are two cells.
            None if self.names.len() < MOST_NAMES && !name.contains(&self.delimiter) => {
                let text = [name, &[self.delimiter]].concat().into();
                self.names.push(Name { text, figure });
                self.names.len()
            }
            None => 0,
        };
    }
}

impl Name<'_> {
    fn is(&self, name: &[u8]) -> bool {
        self.text.split_last().is_some_and(|(_, text)| text == name)
    }
}

/// What a plain line says behind its leading cells.
struct PlainFigure<'t> {
    figure: FigureId,
    /// Where the name of the next is looked for.
    next: usize,
    written: Written,
    /// The lines from the digits on, how long these are, and the lines behind.
    value: &'t [u8],
    length: u32,
    behind: &'t [u8],
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
        let mut order = Order::new(rows.delimiter());
        let leading = columns.leading(width);
        loop {
            if let Some(leading) = leading {
                let (mut ahead, tables) = (rows.ahead(), (&mut desk, &mut order));
                let passed = self.plain_figures(&mut ahead, (leading, columns), tables, voice);
                rows.pass(passed);
            }
            let Some(row) = rows.next(voice.sink) else { return };
            if !fits(row, width, voice) || row.is_blank() {
                continue;
            }
            if self.is_full(row, voice) {
                return;
            }
            voice.whose = None;
            if desk.turn(self, belongs(row, columns), || places(row, columns), voice) {
                self.figure_row(row, columns, (&mut desk, &mut order), voice);
            }
        }
    }

    /// The rows that come next, as long as they hold nothing but whose they are, the name of a figure and a plain
    /// number. Nearly all of a country do. How many bytes they take.
    #[inline(never)] // By itself it keeps the few values that go round at hand.
    fn plain_figures(
        &mut self,
        ahead: &mut Ahead<'_>,
        (leading, columns): (usize, FigureColumns),
        (desk, order): (&mut Desk<'_>, &mut Order<'_>),
        voice: &mut Voice<'_>,
    ) -> usize {
        let mut rest = ahead.lines;
        // The leading cells of the row before, and the report that takes all rows that begin with them.
        let mut home: Option<(&[u8], FilingId)> = None;
        for _ in 0..self.room() {
            let same = home.and_then(|(cells, _)| behind(rest, cells));
            let Some(row) = same.or_else(|| behind_front(rest, leading, order.delimiter)) else {
                break;
            };
            let Some(PlainFigure { figure, next, written, value, length, behind }) =
                plain_figure(row, order)
            else {
                break;
            };
            let start = ahead.start(value);
            if same.is_none() {
                let (cells, _) = rest.split_at(rest.len() - row.len());
                let line = (rest, cells, start + length);
                let filing = self.plain_home(ahead, line, columns, desk, voice);
                home = filing.map(|filing| (cells, filing));
            }
            let Some((_, filing)) = home else { break };
            self.facts.cells.put((filing, figure), written, (start, length));
            order.at = next;
            rest = behind;
        }
        ahead.lines.len() - rest.len()
    }

    /// The one report that takes all plain rows that begin with the cells of the row at hand, which ends there.
    #[inline(never)] // Most rows have the home of the one before.
    fn plain_home(
        &mut self,
        ahead: &mut Ahead<'_>,
        (lines, cells, end): (&[u8], &[u8], u32),
        columns: FigureColumns,
        desk: &mut Desk<'_>,
        voice: &mut Voice<'_>,
    ) -> Option<FilingId> {
        let row = ahead.row((lines, cells), end)?;
        voice.whose = None;
        let here = desk.turn(self, belongs(row, columns), || places(row, columns), voice);
        let filing = desk.only(&self.facts).filter(|_| here)?;
        self.facts.cells.file(row.at().file);
        // Of what stands beside a nil report the first is told of.
        (!self.facts.filing(filing).nil).then_some(filing)
    }

    /// How many rows more can be held.
    fn room(&self) -> usize {
        MOST_ROWS.saturating_sub(self.facts.cells.len() + self.facts.rows.len())
    }

    /// Whether no more rows can be held.
    pub(crate) fn is_full(&self, row: Row<'_>, voice: &mut Voice<'_>) -> bool {
        let full = self.room() == 0;
        if full {
            voice.say(&UNREADABLE, || too_many_rows(MOST_ROWS, row.at()));
        }
        full
    }

    fn figure_row<'s>(
        &mut self,
        row: Row<'_>,
        columns: FigureColumns,
        (desk, order): (&mut Desk<'_>, &mut Order<'p>),
        voice: &mut Voice<'s>,
    ) where
        'p: 's,
    {
        let name = row.raw(columns.indicator);
        let figure = order.next(name).unwrap_or_else(|| {
            let (text, at) = (row.trimmed(columns.indicator), row.place(columns.indicator));
            let figure = self.figure(Piece { text, at }, voice);
            order.learn(name, figure.map(|id| (id, &self.plan.figure(id).ty)));
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

/// What stands behind the leading cells of a row, if it is plain.
#[inline]
fn plain_figure<'t>(row: &'t [u8], order: &Order<'_>) -> Option<PlainFigure<'t>> {
    let ((figure, ty), next, value) = order.begins(row)?;
    let (written, end) = quick_front(value, order.delimiter, ty)?;
    let ([b'\n', behind @ ..] | [b'\r', b'\n', behind @ ..]) = end else { return None };
    let length = number(value.len() - end.len());
    Some(PlainFigure { figure, next, written, value, length, behind })
}

/// What stands in a text behind its front.
#[inline]
fn behind<'t>(text: &'t [u8], front: &[u8]) -> Option<&'t [u8]> {
    let (head, rest) = text.split_at_checked(front.len())?;
    is_same(head, front).then_some(rest)
}

/// Whether two texts of one length are the same, eight bytes at a time, the last eight first: there they mostly
/// differ, and for so few a call takes longer than they do.
#[inline]
fn is_same(a: &[u8], b: &[u8]) -> bool {
    let (Some(last_a), Some(last_b)) = (a.last_chunk::<8>(), b.last_chunk::<8>()) else {
        return a == b;
    };
    let ((words_a, _), (words_b, _)) = (a.as_chunks::<8>(), b.as_chunks::<8>());
    last_a == last_b && words_a.iter().zip(words_b).all(|(a, b)| a == b)
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::diag::Sink;
    use crate::facts::{bind, open_with};
    use crate::plan::{self, Lookup};
    use crate::source::Files;

    const PLAN: &str = "plan p \"P\" { runs 2018 }
        unit a \"A\" { kind x }
        unit b \"B\" { kind x }
        indicator vu \"Số vụ\" { count flow }
        indicator vu_2 \"Số vụ 2\" { count flow }
        indicator ty_le \"Tỷ lệ\" { percent }
        report bc \"B\" { from a, b; every quarter; carries vu, vu_2, ty_le }\n";

    /// A unit with two reports of one quarter has no only one.
    const REPORTS: &str = "from,period,number,to,nil\na,2018-Q1,1,,\na,2018-Q2,2,,\nb,2018-Q1,3,,\nb,2018-Q1,4,,\nb,2018-Q2,5,,x\n";

    /// Every figure that is read, with what stands at its place, and every finding.
    fn told(table: &str) -> Vec<String> {
        let (mut files, mut sink) = (Files::default(), Sink::default());
        let read = |_: &str| Ok(PLAN.to_owned());
        let plan = plan::load("p.plan", &read, &[], &mut files, &mut sink).unwrap();
        let papers = [("reports.csv", REPORTS), ("figures.csv", table)];
        let papers = papers.map(|(name, text)| (files.keep(name, text.to_owned()), text.into()));
        let data = open_with(None, papers.to_vec(), &mut files, &mut sink);
        let facts = bind(&[(&plan, &Lookup::new(&plan))], &data, &mut sink);
        let cells = facts[0].cells.iter().map(|cell| {
            let at = facts[0].cells.place(cell.id);
            let stands = table.get(at.start as usize..at.end as usize).unwrap();
            let (filing, figure, state) = (cell.filing, cell.figure, cell.state);
            format!("{filing:?} {figure:?} {state:?} {:?} {stands}", cell.written())
        });
        let findings = sink.findings().iter().map(|f| format!("{} {}", f.code.name, f.message.en));
        let beside = facts[0].more.iter().map(|more| format!("{:?}", more.nil_beside.is_some()));
        cells.chain(findings).chain(beside).map(|line| line.replace('"', "")).collect()
    }

    const UNITS: [&str; 9] = [
        "a,2018-Q1",
        "a,2018-Q1",
        "a,2018-Q2",
        "b,2018-Q1",
        "b,2018-Q2",
        "b,2018-Q3",
        "c,2018-Q1",
        "a, 2018-Q1",
        "vu",
    ];
    const NAMES: [&str; 6] = ["vu", "vu", "vu_2", "ty_le", " vu", "x"];
    const VALUES: [&str; 14] = [
        "0", "12", "7", "3.5", "3,5", "1.234", "0.5", "", "x", "-1", " 4 ", "na: y", "1,2,3",
        "12\n",
    ];

    #[test]
    fn a_cell_too_many_is_no_decimal() {
        let table = "unit,period,indicator,value\na,2018-Q1,ty_le,3\na,2018-Q1,ty_le,4,5\n";
        let told = told(table);
        assert!(told[0].ends_with(" 3") && told[1].contains("5 cells"), "{told:?}");
    }

    proptest! {
        /// A quote sends a line the long way.
        #[test]
        fn plain_rows_say_what_the_long_way_says(
            rows in prop::collection::vec((0..UNITS.len(), 0..NAMES.len(), 0..VALUES.len(), any::<bool>()), 0..16),
            mark in prop::sample::select(vec![",", ";"]),
        ) {
            let table = |quote: &str| {
                let lines = rows.iter().map(|(unit, name, value, feed)| {
                    let end = if *feed { "\r\n" } else { "\n" };
                    let (value, break_) = VALUES[*value].split_at(VALUES[*value].trim_end_matches('\n').len());
                    // A mark between cells is one in quotes as well.
                    let value = if mark == "," { value.replace(',', "") } else { value.to_owned() };
                    let (unit, name) = (UNITS[*unit].replace(',', mark), NAMES[*name]);
                    format!("{unit}{mark}{name}{mark}{quote}{value}{quote}{end}{break_}")
                });
                let header = ["unit", "period", "indicator", "value\n"].join(mark);
                std::iter::once(header).chain(lines).collect::<String>()
            };
            prop_assert_eq!(told(&table("")), told(&table("\"")));
        }
    }
}
