//! One file as text: its size, its encoding, and whether it is still what it was.

use std::io;

use crate::diag::Sink;
use crate::source::bounds::MOST_TOML_BYTES;
use crate::source::{Counted, Kept, Place, disk};
use crate::table::encoding;
use crate::table::{Source, codes};

/// The text of a file in `buffer`; `None` when it cannot be had, which is then a finding.
pub(crate) fn text<'b>(
    source: &Source,
    buffer: &'b mut Vec<u8>,
    sink: &mut Sink,
) -> Option<&'b str> {
    if source.bytes > MOST_TOML_BYTES {
        sink.push(codes::too_large(source.bytes, MOST_TOML_BYTES, source.file));
        return None;
    }
    let expected = usize::try_from(source.bytes).unwrap_or(usize::MAX);
    if let Some(held) = &source.kept {
        buffer.clone_from(held);
    } else if let Err(error) = disk::read_into(&source.path, expected, buffer) {
        sink.push(codes::not_opened(&error, source.file));
        return None;
    }
    if buffer.len() != expected {
        sink.push(codes::changed(source.file));
        return None;
    }
    if buffer.is_empty() {
        sink.push(codes::empty(source.file));
        return None;
    }
    match str::from_utf8(buffer) {
        Ok(text) if !encoding::sample(buffer).contains(&0) => Some(text),
        Ok(_) => {
            sink.push(codes::encoding(encoding::guess(buffer), Place::File(source.file)));
            None
        }
        Err(error) => {
            sink.push(codes::wrong_byte(source.file, buffer, error.valid_up_to()));
            None
        }
    }
}

/// Opens a file that is read piece by piece.
pub(crate) fn open(source: &Source, most: u64, sink: &mut Sink) -> Option<Box<dyn io::Read>> {
    if source.bytes > most {
        sink.push(codes::too_large(source.bytes, most, source.file));
        return None;
    }
    if let Some(held) = &source.kept {
        return Some(Box::new(io::Cursor::new(held.clone())));
    }
    match disk::open(&source.path) {
        Ok(file) => Some(match &source.breaks {
            Some(breaks) => Box::new(Counted::new(file, Kept::clone(breaks))),
            None => Box::new(file),
        }),
        Err(error) => {
            sink.push(codes::not_opened(&error, source.file));
            None
        }
    }
}
