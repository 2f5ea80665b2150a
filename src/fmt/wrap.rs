//! Words laid out within the width of a line: parted at the loosest places first, and only as far as it
//! takes.

use crate::fmt::atoms::{Atom, Level};
use crate::fmt::{STEP, WIDTH};

/// The text so far, and the column where it goes on.
#[derive(Debug, Default)]
pub(super) struct Out {
    pub(super) text: String,
    column: usize,
}

impl Out {
    /// Text without a line end.
    pub(super) fn put(&mut self, text: &str, width: usize) {
        self.text.push_str(text);
        self.column += width;
    }

    pub(super) fn spaces(&mut self, count: usize) {
        self.text.extend(std::iter::repeat_n(' ', count));
        self.column += count;
    }

    pub(super) fn new_line(&mut self, indent: usize) {
        self.text.push('\n');
        self.column = 0;
        self.spaces(indent);
    }

    /// A comment at the end of a line.
    pub(super) fn behind(&mut self, comment: Option<&str>) {
        if let Some(comment) = comment {
            self.spaces(2);
            self.put(comment, 0);
        }
    }

    /// Whether so much more stays within the width.
    pub(super) fn has_room(&self, width: usize) -> bool {
        self.column + width <= WIDTH
    }
}

/// The width of words on one line, the space before the first left out.
pub(super) fn width(atoms: &[Atom<'_>]) -> usize {
    let all: usize = atoms.iter().map(|atom| atom.gap + atom.width).sum();
    all - atoms.first().map_or(0, |atom| atom.gap)
}

pub(super) fn on_one_line(out: &mut Out, atoms: &[Atom<'_>]) {
    for (number, atom) in atoms.iter().enumerate() {
        out.spaces(if number == 0 { 0 } else { atom.gap });
        out.put(atom.text, atom.width);
    }
}

/// Words from where the text stands; further lines begin at `indent`. Comments between them part lines.
pub(super) fn lay_out(out: &mut Out, atoms: &[Atom<'_>], indent: usize) {
    let mut rest = atoms;
    while let Some(first) = rest.first() {
        if first.has_comment() {
            out.behind(first.behind);
            for note in first.above {
                out.new_line(indent);
                out.put(note.text, 0);
            }
            out.new_line(indent);
        }
        let behind = rest.iter().skip(1).position(Atom::has_comment);
        let (part, after) = rest.split_at(behind.map_or(rest.len(), |at| at + 1));
        let is_inside = loosest(part).is_some_and(Level::is_inside);
        fill(out, part, if is_inside { indent + STEP } else { indent });
        rest = after;
    }
}

fn fill(out: &mut Out, atoms: &[Atom<'_>], indent: usize) {
    let Some(level) = loosest(atoms).filter(|_| !out.has_room(width(atoms))) else {
        return on_one_line(out, atoms);
    };
    for (number, part) in parts(atoms, level).into_iter().enumerate() {
        if number == 0 {
            fill(out, part, indent + STEP);
            continue;
        }
        let gap = part.first().map_or(0, |atom| atom.gap);
        if level.parts_all() || !out.has_room(gap + width(part)) {
            out.new_line(indent);
        } else {
            out.spaces(gap);
        }
        fill(out, part, indent + STEP);
    }
}

/// Where a line is parted first.
fn loosest(atoms: &[Atom<'_>]) -> Option<Level> {
    atoms.iter().skip(1).filter_map(|atom| atom.level).min()
}

/// Cuts before each word of that level.
fn parts<'s, 'a>(atoms: &'s [Atom<'a>], level: Level) -> Vec<&'s [Atom<'a>]> {
    let mut parts = Vec::new();
    let (mut rest, mut from) = (atoms, 1);
    while let Some(at) = rest.iter().skip(from).position(|atom| atom.level == Some(level)) {
        let (part, after) = rest.split_at(at + from);
        parts.push(part);
        (rest, from) = (after, 1);
    }
    parts.push(rest);
    parts
}
