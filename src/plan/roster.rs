//! A roster of units: each row of a CSV file is read as the `unit` that it stands for, so that it is
//! checked like one. Findings point at the cell.

use crate::diag::Sink;
use crate::plan::codes::roster as words;
use crate::source::{FileId, Span};
use crate::syntax::tree::{Args, Bound, Clause, Days, Item, Kind, Name, Text};
use crate::value::{Date, fold};

/// The columns a roster may have.
const COLUMNS: [&str; 8] = ["id", "label", "kind", "under", "from", "until", "becomes", "alias"];

/// One cell: its text without quotes, and its place with them.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Cell {
    text: String,
    start: usize,
    end: usize,
}

/// The units of a roster.
pub(crate) fn items(file: FileId, text: &str, sink: &mut Sink) -> Vec<Item> {
    let mut rows = rows(text).into_iter();
    let Some(header) = rows.next() else {
        let at = Span::new(file, 0, 0);
        sink.push(words::lacks_columns(at));
        return Vec::new();
    };
    let mut roster = Roster { file, columns: Vec::new(), sink };
    if !roster.header(&header) {
        return Vec::new();
    }
    rows.filter_map(|row| roster.row(&row)).collect()
}

struct Roster<'a> {
    file: FileId,
    /// The name of each column, by position.
    columns: Vec<&'static str>,
    sink: &'a mut Sink,
}

impl Roster<'_> {
    fn span(&self, cell: &Cell) -> Span {
        Span::new(self.file, cell.start, cell.end)
    }

    /// Reads the header; whether the needed columns are there.
    fn header(&mut self, cells: &[Cell]) -> bool {
        for cell in cells {
            let name = cell.text.trim();
            let known = COLUMNS.into_iter().find(|c| *c == name);
            if known.is_none() {
                let at = self.span(cell);
                self.sink.push(words::unknown_column(name, &COLUMNS, at));
            }
            self.columns.push(known.unwrap_or(""));
        }
        let has = |name: &str| self.columns.contains(&name);
        let complete = has("id") && has("label");
        if let (false, [first, .., last] | [first @ last]) = (complete, cells) {
            let at = self.span(first).to(self.span(last));
            self.sink.push(words::lacks_columns(at));
        }
        complete
    }

    /// The cell of a column, when it says something.
    fn cell<'c>(&self, row: &'c [Cell], name: &str) -> Option<&'c Cell> {
        let at = self.columns.iter().position(|c| *c == name)?;
        row.get(at).filter(|cell| !cell.text.trim().is_empty())
    }

    fn row(&mut self, row: &[Cell]) -> Option<Item> {
        let (first, last) = (row.first()?, row.last()?);
        let span = self.span(first).to(self.span(last));
        let Some(id) = self.cell(row, "id") else {
            self.sink.push(words::lacks_id(span));
            return None;
        };
        let name = self.name(id)?;
        let label = self.cell(row, "label").map(|c| self.text(c));
        let mut clauses = Vec::new();
        for head in ["kind", "under"] {
            if let Some(cell) = self.cell(row, head) {
                let at = self.span(cell);
                clauses.extend(self.name(cell).map(|name| clause(head, Args::Name(name), at)));
            }
        }
        clauses.extend(self.runs(row));
        clauses.extend(self.becomes(row));
        clauses.extend(self.alias(row));
        Some(Item {
            kind: Kind::Unit,
            name,
            label,
            clauses,
            doc: None,
            incomplete: false,
            span,
            tokens: 0..0,
        })
    }

    fn text(&self, cell: &Cell) -> Text {
        Text { text: fold::nfc(cell.text.trim()), span: self.span(cell) }
    }

    fn name(&mut self, cell: &Cell) -> Option<Name> {
        let Text { text, span } = self.text(cell);
        let mut letters = text.chars();
        let starts = letters.next().is_some_and(|c| c.is_alphabetic() || c == '_');
        if starts && letters.all(|c| c.is_alphanumeric() || c == '_') {
            return Some(Name { text, span });
        }
        self.sink.push(words::not_a_name(&text, span));
        None
    }

    fn names(&mut self, cell: &Cell) -> Vec<Name> {
        let parts: Vec<Cell> = parts(cell).collect();
        parts.iter().filter_map(|part| self.name(part)).collect()
    }

    fn day(&mut self, row: &[Cell], column: &str) -> (Option<Bound>, Option<Span>) {
        let Some(cell) = self.cell(row, column) else { return (None, None) };
        let at = self.span(cell);
        let day = Date::parse_iso(cell.text.trim());
        if day.is_none() {
            self.sink.push(words::not_a_day(cell.text.trim(), at));
        }
        (day.map(Bound::Date), Some(at))
    }

    fn runs(&mut self, row: &[Cell]) -> Option<Clause> {
        let (from, first) = self.day(row, "from");
        let (to, last) = self.day(row, "until");
        let span = match (first, last) {
            (Some(a), Some(b)) if a.start <= b.start => a.to(b),
            (Some(a), Some(b)) => b.to(a),
            (a, b) => a.or(b)?,
        };
        Some(clause("runs", Args::Runs(Days { from, to, span }), span))
    }

    fn becomes(&mut self, row: &[Cell]) -> Option<Clause> {
        let cell = self.cell(row, "becomes")?;
        let (names, at) = (self.names(cell), self.span(cell));
        Some(clause("becomes", Args::Becomes { names, function: None }, at))
    }

    fn alias(&self, row: &[Cell]) -> Option<Clause> {
        let cell = self.cell(row, "alias")?;
        let texts = parts(cell).map(|part| self.text(&part)).collect();
        Some(clause("alias", Args::UnitAlias { texts, from: None }, self.span(cell)))
    }
}

fn clause(head: &'static str, args: Args, span: Span) -> Clause {
    Clause { head, args, span, tokens: 0..0 }
}

/// The parts of a cell that holds several with `;` between; each points at the whole cell.
fn parts(cell: &Cell) -> impl Iterator<Item = Cell> {
    let whole = cell.text.split(';').map(str::trim).filter(|p| !p.is_empty());
    whole.map(|text| Cell { text: text.to_owned(), start: cell.start, end: cell.end })
}

/// The rows of a CSV text, empty lines left out.
fn rows(text: &str) -> Vec<Vec<Cell>> {
    let mut at = text.len() - text.trim_start_matches('\u{feff}').len();
    let mut out = Vec::new();
    while at < text.len() {
        let mut row = Vec::new();
        loop {
            let (cell, next, more) = cell(text, at);
            at = next;
            row.push(cell);
            if !more {
                break;
            }
        }
        if row.len() > 1 || row.iter().any(|c| !c.text.trim().is_empty()) {
            out.push(row);
        }
    }
    out
}

/// The cell at a byte, where the next one begins, and whether it is in the same row.
fn cell(text: &str, start: usize) -> (Cell, usize, bool) {
    let rest = text.get(start..).unwrap_or("");
    let (content, length) = if let Some(quoted) = rest.strip_prefix('"') {
        unquoted(quoted)
    } else {
        let length = rest.find([',', '\n', '\r']).unwrap_or(rest.len());
        (rest.get(..length).unwrap_or("").to_owned(), length)
    };
    // What stands between a closing quote and the comma belongs to nobody.
    let after = rest.get(length..).unwrap_or("");
    let skipped = after.find([',', '\n', '\r']).unwrap_or(after.len());
    let end = start + length;
    let cell = Cell { text: content, start, end };
    let tail = after.get(skipped..).unwrap_or("");
    let at = end + skipped;
    match tail.as_bytes() {
        [b',', ..] => (cell, at + 1, true),
        [b'\r', b'\n', ..] => (cell, at + 2, false),
        [_, ..] => (cell, at + 1, false),
        [] => (cell, at, false),
    }
}

/// The text up to the closing quote, and the length of all with both quotes.
fn unquoted(quoted: &str) -> (String, usize) {
    let mut out = String::new();
    let mut at = 0;
    loop {
        let rest = quoted.get(at..).unwrap_or("");
        let Some(mark) = rest.find('"') else {
            out.push_str(rest);
            return (out, quoted.len() + 1);
        };
        out.push_str(rest.get(..mark).unwrap_or(""));
        at += mark + 1;
        if !quoted.get(at..).unwrap_or("").starts_with('"') {
            return (out, at + 1);
        }
        out.push('"');
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<Vec<String>> {
        rows(text).into_iter().map(|r| r.into_iter().map(|c| c.text).collect()).collect()
    }

    #[test]
    fn rows_of_a_spreadsheet() {
        assert_eq!(
            texts("\u{feff}id,label\r\na,\"A, \"\"B\"\"\"\r\n\r\nb,"),
            [["id", "label"], ["a", "A, \"B\""], ["b", ""]]
        );
        assert_eq!(texts("a,\"no end\nb"), [["a", "no end\nb"]]);
        assert_eq!(texts(""), Vec::<Vec<String>>::new());
    }

    #[test]
    fn places_are_those_of_the_cells() {
        let all = rows("id,label\nx,\"Xã\"\n");
        let cell = &all[1][1];
        assert_eq!((cell.text.as_str(), cell.start, cell.end), ("Xã", 11, 16));
    }
}
