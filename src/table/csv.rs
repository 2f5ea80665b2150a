//! CSV, read piece by piece: the only file that knows the library. A row keeps the place of every cell in
//! the file, whatever the line ends, quotes or marks at its beginning.
//!
//! Lines without quotes need no parser: of a file that has none, the library sees one line in each piece.

use std::io::Read;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use crate::diag::Sink;
use crate::source::bounds::{MOST_CELLS, MOST_CSV_BYTES, MOST_LINE};
use crate::source::{FileId, Place, Span};
use crate::table::ahead::Ahead;
use crate::table::encoding;
use crate::table::lines::{Plain, cut, split_line};
use crate::table::quotes::{delimiter, is_open, places_of};
pub(crate) use crate::table::row::Row;
use crate::table::{Source, codes, text};

/// After so many broken lines the file is no table.
const MOST_BROKEN: usize = 100;

/// So much is read at a time: what the processor keeps at hand.
const PIECE: usize = 1 << 17;

/// Opens a table and reads as far as its header.
pub(crate) fn open(source: &Source, sink: &mut Sink) -> Option<Rows<impl Read + use<>>> {
    let input = text::open(source, MOST_CSV_BYTES, sink)?;
    Some(Rows::new(source.file, input))
}

/// The rows of one table, the header first.
#[derive(Debug)]
pub(crate) struct Rows<R> {
    file: FileId,
    input: R,
    parser: Reader,
    delimiter: u8,
    /// Bytes `from..to` are read and not yet used; the byte at 0 is byte `base` of the file.
    buffer: Vec<u8>,
    from: usize,
    to: usize,
    base: usize,
    plain: Plain,
    ended: bool,
    failed: Option<std::io::Error>,
    /// The cells that the parser found, one after the other, and where each ends.
    out: Vec<u8>,
    parsed: Vec<usize>,
    /// Where each cell of the row at hand ends.
    ends: Vec<usize>,
    places: Vec<(u32, u32)>,
    broken: usize,
}

/// How reading went on.
enum Step {
    /// Bytes `start..end` of the buffer are a row; some cells are in quotes.
    Row {
        start: usize,
        end: usize,
        cells: usize,
        out: usize,
    },
    Broken(Span, Broken),
    /// From this byte of the buffer on.
    NotUtf8(usize),
    End,
}

enum Broken {
    TooLong,
    TooWide,
    OpenQuote,
}

impl<R: Read> Rows<R> {
    pub(crate) fn new(file: FileId, input: R) -> Self {
        Self {
            file,
            input,
            parser: Reader::new(),
            delimiter: b',',
            buffer: vec![0; MOST_LINE],
            from: 0,
            to: 0,
            base: 0,
            plain: Plain::default(),
            ended: false,
            failed: None,
            out: vec![0; MOST_LINE],
            parsed: vec![0; 64],
            ends: Vec::new(),
            places: Vec::new(),
            broken: 0,
        }
    }

    /// The header row; it decides between `,` and `;`.
    pub(crate) fn header(&mut self, sink: &mut Sink) -> Option<Row<'_>> {
        self.fill();
        if self.buffer.starts_with(b"\xef\xbb\xbf") {
            self.from = 3;
        }
        let unread = self.buffer.get(self.from..self.to).unwrap_or(&[]);
        let sample = encoding::sample(unread);
        if sample.contains(&0) {
            sink.push(codes::encoding(encoding::guess(sample), Place::File(self.file)));
            return None;
        }
        if unread.iter().all(u8::is_ascii_whitespace) {
            sink.push(codes::empty(self.file));
            return None;
        }
        self.delimiter = delimiter(unread);
        self.parser = ReaderBuilder::new().delimiter(self.delimiter).build();
        self.next(sink)
    }

    /// Whether all was read.
    pub(crate) fn is_at_end(&self) -> bool {
        self.ended && self.from == self.to
    }

    /// How many bytes were read, once the end is reached.
    pub(crate) fn bytes(&self) -> u64 {
        (self.base + self.to) as u64
    }

    /// The next row; a broken one is a finding and left out. `None` at the end, or where the file cannot be
    /// read further: then `failed` tells the two apart.
    pub(crate) fn next(&mut self, sink: &mut Sink) -> Option<Row<'_>> {
        let Self { buffer, from, delimiter, ends, .. } = self;
        if let Some(line) = self.plain.next(buffer, from, *delimiter, ends) {
            return self.plain_row(line);
        }
        loop {
            match self.step() {
                Step::Row { start, end, cells, out } => {
                    return self.row(start..end, cells, out, sink);
                }
                Step::Broken(at, why) => {
                    self.broken += 1;
                    sink.push(match why {
                        Broken::TooLong => codes::long_line(MOST_LINE, at),
                        Broken::TooWide => codes::wide_line(MOST_CELLS, at),
                        Broken::OpenQuote => codes::open_quote(at),
                    });
                    if self.broken == MOST_BROKEN {
                        self.failed = Some(std::io::ErrorKind::InvalidData.into());
                        return None;
                    }
                }
                Step::NotUtf8(from) => {
                    let rest = self.buffer.get(from..self.to).unwrap_or(&[]);
                    self.failed = Some(not_utf8(self.file, rest, self.base + from, sink));
                    return None;
                }
                Step::End => return None,
            }
        }
    }

    /// The byte between cells.
    pub(crate) fn delimiter(&self) -> u8 {
        self.delimiter
    }

    /// Goes through the plain rows that come next: their bytes are found to be text all at once.
    pub(crate) fn plain_rows(&mut self, mut each: impl FnMut(Row<'_>)) {
        let lines = self.plain.lines(&self.buffer, self.from);
        let mut rest = str::from_utf8(lines).unwrap_or("");
        while let Some((line, behind)) = split_line(rest) {
            let text = line.trim_end_matches(['\r', '\n']);
            if !text.is_empty() {
                let Some(()) = cut(text.as_bytes(), self.delimiter, &mut self.ends) else { break };
                let start = self.base + self.from;
                let at = Span::new(self.file, start, start + text.len());
                each(Row { text, ends: &self.ends, places: &[], at });
            }
            self.from += line.len();
            rest = behind;
        }
    }

    /// The plain lines that come next.
    pub(crate) fn ahead(&mut self) -> Ahead<'_> {
        let lines = self.plain.lines(&self.buffer, self.from);
        Ahead {
            lines,
            file: self.file,
            end: self.base + self.from + lines.len(),
            delimiter: self.delimiter,
            ends: &mut self.ends,
        }
    }

    /// Steps over so many bytes: lines that were looked at ahead.
    pub(crate) fn pass(&mut self, bytes: usize) {
        self.from += bytes;
    }

    /// Whether reading ended before the file did.
    pub(crate) fn failed(&self) -> Option<&std::io::Error> {
        self.failed.as_ref()
    }

    fn plain_row(&self, at: std::ops::Range<usize>) -> Option<Row<'_>> {
        let place = Span::new(self.file, self.base + at.start, self.base + at.end);
        let text = str::from_utf8(self.buffer.get(at)?).ok()?;
        Some(Row { text, ends: &self.ends, places: &[], at: place })
    }

    fn row(
        &mut self,
        raw: std::ops::Range<usize>,
        cells: usize,
        out: usize,
        sink: &mut Sink,
    ) -> Option<Row<'_>> {
        let (start, length) = (self.base + raw.start, raw.len());
        let at = Span::new(self.file, start, start + length);
        self.places.clear();
        self.ends.clear();
        let parsed = self.parsed.iter().take(cells);
        let mut text = str::from_utf8(self.buffer.get(raw.clone()).unwrap_or(&[]));
        // Without quotes the bytes themselves are the cells: what the parser copied is only read where they are
        // not, since fresh copies are slow to read.
        if length == out + cells - 1 {
            self.ends.extend(parsed.zip(0..).map(|(end, before)| end + before));
        } else {
            self.ends.extend(parsed);
            places_of(text.unwrap_or("").as_bytes(), self.delimiter, &mut self.places);
            text = text.and_then(|_| str::from_utf8(self.out.get(..out).unwrap_or(&[])));
        }
        if let Ok(text) = text {
            return Some(Row { text, ends: &self.ends, places: &self.places, at });
        }
        let rest = self.buffer.get(raw.start..self.to).unwrap_or(&[]);
        self.failed = Some(not_utf8(self.file, rest, start, sink));
        None
    }

    /// Reads on, moving what is unused to the front of the buffer.
    fn fill(&mut self) {
        if self.from > 0 {
            self.buffer.copy_within(self.from..self.to, 0);
            self.base += self.from;
            self.to -= self.from;
            self.from = 0;
        }
        self.plain.forget();
        while self.to < self.buffer.len() && !self.ended {
            let most = self.buffer.len().min(self.to + PIECE);
            match self.input.read(self.buffer.get_mut(self.to..most).unwrap_or(&mut [])) {
                Ok(0) => self.ended = true,
                Ok(n) => {
                    self.to += n;
                    self.plain.look(self.buffer.get(..self.to).unwrap_or(&[]));
                    return;
                }
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => {
                    self.failed = Some(error);
                    self.ended = true;
                }
            }
        }
    }

    /// Steps over line breaks before a row.
    fn skip_breaks(&mut self) {
        loop {
            let unread = self.buffer.get(self.from..self.to).unwrap_or(&[]);
            let breaks = unread.iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
            self.from += breaks;
            if self.from < self.to || self.ended {
                return;
            }
            self.fill();
        }
    }

    fn step(&mut self) -> Step {
        self.skip_breaks();
        if self.from == self.to {
            return Step::End;
        }
        // Bytes of the row, of its cells, and its cells, so far.
        let (mut used, mut out, mut cells) = (0, 0, 0);
        loop {
            let unread = self.buffer.get(self.from + used..self.to).unwrap_or(&[]);
            let last = unread.is_empty();
            let (result, nin, nout, nend) = self.parser.read_record(
                unread,
                self.out.get_mut(out..).unwrap_or(&mut []),
                self.parsed.get_mut(cells..).unwrap_or(&mut []),
            );
            (used, out, cells) = (used + nin, out + nout, cells + nend);
            match result {
                ReadRecordResult::Record => return self.whole(used, last, cells, out),
                ReadRecordResult::End => return Step::End,
                ReadRecordResult::OutputFull => self.out.resize(self.out.len() * 2, 0),
                ReadRecordResult::OutputEndsFull if cells > MOST_CELLS => {
                    return self.without_line(Broken::TooWide);
                }
                ReadRecordResult::OutputEndsFull => {
                    self.parsed.resize((self.parsed.len() * 2).min(MOST_CELLS + 1), 0);
                }
                ReadRecordResult::InputEmpty if self.from > 0 || self.to < self.buffer.len() => {
                    self.fill();
                }
                ReadRecordResult::InputEmpty => return self.too_long(),
            }
        }
    }

    /// A row that the parser found; at the end of the file one that still has a quote open is none.
    fn whole(&mut self, used: usize, last: bool, cells: usize, out: usize) -> Step {
        let start = self.from;
        let end = start + used - usize::from(!last);
        let raw = self.buffer.get(start..end).unwrap_or(&[]);
        if last && is_open(raw, self.delimiter) {
            return self.open_quote();
        }
        if cells > MOST_CELLS {
            return self.without_line(Broken::TooWide);
        }
        self.from = start + used;
        Step::Row { start, end, cells, out }
    }

    /// Begins again with the line after this one.
    fn open_quote(&mut self) -> Step {
        let start = self.base + self.from;
        let length = self.break_after().unwrap_or(self.to - self.from);
        if str::from_utf8(self.buffer.get(self.from..self.from + length).unwrap_or(&[])).is_err() {
            return Step::NotUtf8(self.from);
        }
        self.from += length;
        self.parser.reset();
        Step::Broken(Span::new(self.file, start, start + length), Broken::OpenQuote)
    }

    /// Where the first line of what is unread ends.
    fn break_after(&self) -> Option<usize> {
        self.buffer.get(self.from..self.to)?.iter().position(|b| *b == b'\n')
    }

    /// The buffer is full and the row not at its end: a quote left open, or a line without end.
    fn too_long(&mut self) -> Step {
        if self.break_after().is_some() {
            return self.open_quote();
        }
        self.without_line(Broken::TooLong)
    }

    /// Begins again behind the next line break, however far that is.
    fn without_line(&mut self, why: Broken) -> Step {
        let start = self.base + self.from;
        let shown = 80.min(self.to - self.from);
        while self.break_after().is_none() && !(self.ended && self.from == self.to) {
            self.from = self.to;
            self.fill();
        }
        self.from += self.break_after().unwrap_or(0);
        self.parser.reset();
        Step::Broken(Span::new(self.file, start, start + shown), why)
    }
}

/// Says that some byte of `rest`, which begins at byte `start` of the file, is not UTF-8.
fn not_utf8(file: FileId, rest: &[u8], start: usize, sink: &mut Sink) -> std::io::Error {
    let valid = str::from_utf8(rest).err().map_or(0, |e| e.valid_up_to());
    sink.push(codes::wrong_byte(file, rest, start + valid));
    std::io::ErrorKind::InvalidData.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A reader that gives a few bytes at a time.
    struct Drip<'a>(&'a [u8]);

    impl Read for Drip<'_> {
        fn read(&mut self, to: &mut [u8]) -> std::io::Result<usize> {
            let n = to.len().min(self.0.len()).min(7);
            to[..n].copy_from_slice(&self.0[..n]);
            self.0 = &self.0[n..];
            Ok(n)
        }
    }

    /// Every cell, and what the file holds at its place.
    #[track_caller]
    fn check(text: &str, want: &[&[(&str, &str)]]) {
        let mut sink = Sink::default();
        let mut rows = Rows::new(FileId(0), Drip(text.as_bytes()));
        let mut got: Vec<Vec<(String, String)>> = Vec::new();
        let mut row = rows.header(&mut sink);
        while let Some(r) = row {
            let raw = |s: Span| text.get(s.start as usize..s.end as usize).unwrap().to_owned();
            got.push((0..r.len()).map(|i| (r.cell(i).to_owned(), raw(r.place(i)))).collect());
            row = rows.next(&mut sink);
        }
        let own = |row: &&[(&str, &str)]| {
            row.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect::<Vec<_>>()
        };
        assert_eq!(got, want.iter().map(own).collect::<Vec<_>>());
        assert!(sink.findings().is_empty(), "{:?}", sink.findings());
        assert_eq!(rows.bytes(), text.len() as u64);
    }

    #[test]
    fn places_are_exact_whatever_the_line_ends() {
        for end in ["\n", "\r\n", "\r"] {
            let text = format!("đơn vị,kỳ{end}Sơn Hà,2018{end}{end}Trà Bồng,2019{end}");
            check(
                &text,
                &[
                    &[("đơn vị", "đơn vị"), ("kỳ", "kỳ")],
                    &[("Sơn Hà", "Sơn Hà"), ("2018", "2018")],
                    &[("Trà Bồng", "Trà Bồng"), ("2019", "2019")],
                ],
            );
        }
    }

    #[test]
    fn a_mark_at_the_beginning_and_no_end_of_line() {
        check("\u{feff}a,b\n1,2", &[&[("a", "a"), ("b", "b")], &[("1", "1"), ("2", "2")]]);
    }

    #[test]
    fn quotes_are_part_of_the_place() {
        check(
            "\"a\";b;c\r\n\"x;\"\"y\r\nz\";1;\"\"\r\nm\"n\"\";\"q\"r\"\";2\r\n",
            &[
                &[("a", "\"a\""), ("b", "b"), ("c", "c")],
                &[("x;\"y\r\nz", "\"x;\"\"y\r\nz\""), ("1", "1"), ("", "\"\"")],
                &[("m\"n\"\"", "m\"n\"\""), ("qr\"\"", "\"q\"r\"\""), ("2", "2")],
            ],
        );
    }

    #[track_caller]
    fn broken(text: &str, names: &[&str], rows_left: usize) {
        let mut sink = Sink::default();
        let mut rows = Rows::new(FileId(0), text.as_bytes());
        assert!(rows.header(&mut sink).is_some());
        let mut count = 0;
        while rows.next(&mut sink).is_some() {
            count += 1;
        }
        let found: Vec<_> = sink.findings().iter().map(|f| &*f.message.en).collect();
        assert_eq!(found.len(), names.len(), "{found:?}");
        assert!(found.iter().zip(names).all(|(f, n)| f.contains(n)), "{found:?}");
        assert_eq!(count, rows_left);
    }

    #[test]
    fn a_broken_row_costs_itself() {
        let quote = "a,b\n\"x,1\ny,2\nz,3\n";
        broken(quote, &["never closed"], 2);
        let long = format!("a,b\n1,2\n{}\n3,4\n", "x".repeat(3 * MOST_LINE));
        broken(&long, &["longer than"], 2);
        let far = format!("a,b\n\"1,2\n{}", "3,4\n".repeat(MOST_LINE / 2));
        broken(&far, &["never closed"], MOST_LINE / 2);
        broken("a,b\n5\" x,1", &[], 1);
        let wide = |cells: usize| format!("a,b\n{}\n3,4\n", ",".repeat(cells - 1));
        broken(&wide(MOST_CELLS), &[], 2);
        broken(&wide(MOST_CELLS + 1), &["more than 16384 cells"], 1);
        broken(&wide(MOST_CELLS * 4), &["more than 16384 cells"], 1);
    }
}
