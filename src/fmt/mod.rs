//! Floor 3: plan files in their one canonical form. The tree says what each word is, the tokens say how it
//! was written, and the comments stay where they were. Nothing is ever reordered.

mod atoms;
mod marks;
mod print;
mod proof;
mod shape;
mod wrap;

use crate::diag::{Finding, Sink};
use crate::source::FileId;
use crate::syntax::words::SYNTAX;
use crate::syntax::{self, lex, tree};

/// Lines are no longer than this, unless one word is.
const WIDTH: usize = 100;

/// How far a block is moved in; a line that goes on inside a line, too.
const STEP: usize = 4;

/// Why a text was left as it is.
#[derive(Debug)]
pub(crate) enum Refused {
    /// It is no well-formed plan file: what the parser had to say.
    Mistakes(Vec<Finding>),
    /// The new text would not say the same: a mistake of ours.
    Unsound,
}

/// The canonical text of a plan file.
pub(crate) fn format(file: FileId, text: &str) -> Result<String, Refused> {
    let mut sink = Sink::default();
    let tree = syntax::parse(file, text, &mut sink);
    let findings = sink.take();
    if findings.iter().any(|finding| finding.code == &SYNTAX) {
        return Err(Refused::Mistakes(findings));
    }
    let made = made(text, &tree).ok_or(Refused::Unsound)?;
    if proof::holds(text, &tree, &made) { Ok(made.text) } else { Err(Refused::Unsound) }
}

/// A new text, and the brackets of the old one that it does without, by the byte each begins at.
#[derive(Debug)]
struct Made {
    text: String,
    dropped: std::collections::BTreeSet<u32>,
}

/// Nothing where tree and tokens do not go together.
fn made(text: &str, tree: &tree::File) -> Option<Made> {
    let tokens = lex(text);
    let marks = marks::of(tree, &tokens);
    let shape = shape::of(text, &tokens, tree)?;
    Some(Made { text: print::print(&shape, &marks), dropped: marks.dropped })
}

#[cfg(test)]
mod tests;
