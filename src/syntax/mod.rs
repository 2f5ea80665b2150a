//! Floor 2: text to tree, one file at a time. Knows nothing of what names mean.

mod lexer;
pub(crate) mod lines;
pub(crate) mod outline;
pub(crate) mod parser;
pub(crate) mod token;
pub(crate) mod tree;
pub(crate) mod words;

use crate::diag::Sink;
use crate::source::FileId;

pub(crate) use lexer::lex;

/// Reads one plan file. What cannot be read is reported and left out; the rest is there.
pub(crate) fn parse(file: FileId, text: &str, sink: &mut Sink) -> tree::File {
    let tokens = lex(text);
    let words = lines::words(text, &tokens);
    parser::Parser::new(file, text, (&tokens, words), sink).file()
}

#[cfg(test)]
mod tests;
