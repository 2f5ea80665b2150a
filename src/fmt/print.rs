//! Lines and blocks as text: one clause a line with its arguments under each other, or all on one line
//! where the author wrote them so and they fit.

use unicode_width::UnicodeWidthStr as _;

use crate::fmt::STEP;
use crate::fmt::atoms::{Atom, atoms};
use crate::fmt::marks::Marks;
use crate::fmt::shape::{Block, Is, Line, Note};
use crate::fmt::wrap::{Out, lay_out, on_one_line, width};
use crate::syntax::tree::{Args, Clause, Column};

pub(super) fn print(file: &Block<'_>, marks: &Marks) -> String {
    let mut printer = Printer { out: Out::default(), marks };
    printer.lines(file, 0);
    let mut text = printer.out.text;
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

struct Printer<'m> {
    out: Out,
    marks: &'m Marks,
}

impl Printer<'_> {
    fn lines(&mut self, block: &Block<'_>, indent: usize) {
        let columns = Columns::of(block);
        let mut first = true;
        for line in &block.lines {
            self.notes(&line.above, indent, &mut first);
            self.begin(line.blank, indent, &mut first);
            self.line(line, indent, &columns);
            self.out.behind(line.behind);
        }
        self.notes(&block.below, indent, &mut first);
    }

    fn notes(&mut self, notes: &[Note<'_>], indent: usize, first: &mut bool) {
        for note in notes {
            self.begin(note.blank, indent, first);
            self.out.put(note.text, 0);
        }
    }

    /// A new line, below a blank one where there was one; never at the start of a block.
    fn begin(&mut self, blank: bool, indent: usize, first: &mut bool) {
        if !self.out.text.is_empty() {
            if blank && !*first {
                self.out.new_line(0);
            }
            self.out.new_line(indent);
        }
        *first = false;
    }

    fn line(&mut self, line: &Line<'_>, indent: usize, columns: &Columns) {
        let mut words = atoms(&line.pieces, self.marks);
        let deeper =
            columns.align(line, &mut words).map_or(indent + STEP, |column| indent + column);
        let Some(block) = &line.block else { return lay_out(&mut self.out, &words, deeper) };
        if block.is_flat && !words.iter().any(Atom::has_comment) {
            let (gap, flat) = (columns.gap_of_block(line), self.flat(block));
            let is_empty = block.lines.is_empty();
            if is_empty || self.out.has_room(width(&words) + gap + flat.width()) {
                on_one_line(&mut self.out, &words);
                self.out.spaces(gap);
                return self.out.put(&flat, flat.width());
            }
        }
        words.push(Atom { text: "{", width: 1, gap: 1, level: None, behind: None, above: &[] });
        lay_out(&mut self.out, &words, deeper);
        self.out.behind(block.behind);
        self.lines(block, indent + STEP);
        self.out.new_line(indent);
        self.out.put("}", 1);
    }

    /// A block on one line.
    fn flat(&self, block: &Block<'_>) -> String {
        let line = |line: &Line<'_>| {
            let mut out = Out::default();
            on_one_line(&mut out, &atoms(&line.pieces, self.marks));
            let block = line.block.as_ref().map(|block| self.flat(block));
            out.text + &block.map_or(String::new(), |block| format!(" {block}"))
        };
        if block.lines.is_empty() {
            return "{}".to_owned();
        }
        let lines: Vec<String> = block.lines.iter().map(line).collect();
        format!("{{ {} }}", lines.join("; "))
    }
}

/// What stands under each other in a block.
#[derive(Debug, Default)]
struct Columns {
    /// Where arguments begin, counted from the heads.
    arguments: usize,
    /// Of the columns of a table: the widest name, label, and value of one word before a block on its line.
    name: usize,
    label: usize,
    value: usize,
}

impl Columns {
    fn of(block: &Block<'_>) -> Self {
        let mut columns = Self::default();
        for line in &block.lines {
            let Is::Clause(clause) = line.is else { continue };
            // A head without arguments moves nobody's.
            if has_column(clause) && line.pieces.len() > words(clause.head) {
                columns.arguments = columns.arguments.max(clause.head.width() + 1);
            }
            if let Args::Column(column) = &clause.args {
                columns.name = columns.name.max(width_at(line, 1));
                if column.label.is_some() {
                    columns.label = columns.label.max(width_at(line, 2));
                }
                let is_flat = line.block.as_ref().is_some_and(|block| block.is_flat);
                if is_flat && value_is_a_word(line, column) {
                    columns.value = columns.value.max(width_at(line, value_at(column)));
                }
            }
        }
        columns
    }

    /// Moves the arguments of a line to their columns; where they begin, if they have one.
    fn align(&self, line: &Line<'_>, words: &mut [Atom<'_>]) -> Option<usize> {
        let Is::Clause(clause) = line.is else { return None };
        if !has_column(clause) {
            return None;
        }
        if let Some(first) = words.get_mut(self::words(clause.head)) {
            first.gap = self.arguments.saturating_sub(clause.head.width());
        }
        if let Args::Column(column) = &clause.args {
            let mut room = self.name.saturating_sub(width_at(line, 1)) + 1;
            if let (Some(label), true) = (words.get_mut(2), column.label.is_some()) {
                label.gap = room;
                room = self.label.saturating_sub(label.width) + 1;
            } else if self.label > 0 {
                room += self.label + 1;
            }
            if let Some(value) = words.get_mut(value_at(column)) {
                value.gap = room;
            }
        }
        Some(self.arguments)
    }

    /// The space before the block of a line.
    fn gap_of_block(&self, line: &Line<'_>) -> usize {
        let Is::Clause(Clause { args: Args::Column(column), .. }) = line.is else { return 1 };
        if !value_is_a_word(line, column) {
            return 1;
        }
        self.value.saturating_sub(width_at(line, value_at(column))) + 1
    }
}

/// What an indicator counts is one expression with its head: `count flow to date`.
fn has_column(clause: &Clause) -> bool {
    clause.head != "value"
}

fn words(head: &str) -> usize {
    head.split(' ').count()
}

fn width_at(line: &Line<'_>, number: usize) -> usize {
    line.pieces.get(number).map_or(0, |piece| piece.text.width())
}

/// The word with which the value of a column begins.
fn value_at(column: &Column) -> usize {
    2 + usize::from(column.label.is_some())
}

fn value_is_a_word(line: &Line<'_>, column: &Column) -> bool {
    line.pieces.len() == value_at(column) + 1
}
