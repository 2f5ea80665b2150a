//! How JSON is laid out: what belongs together in one line, and nothing that steers a terminal.

use std::io::{self, Write};

use serde_json::ser::Formatter;

use crate::diag::words::visible;

/// Sets each entry of the outer levels on a line of its own and the rest in that line, and escapes what
/// could steer a terminal.
#[derive(Debug)]
pub(super) struct Rows {
    depth: usize,
    has_entries: bool,
    /// The levels that are set in lines.
    outer: usize,
}

impl Rows {
    pub(super) fn new(outer: usize) -> Self {
        Self { depth: 0, has_entries: false, outer }
    }

    fn begin<W: ?Sized + Write>(&mut self, bracket: &[u8], out: &mut W) -> io::Result<()> {
        self.depth += 1;
        self.has_entries = false;
        out.write_all(bracket)
    }

    fn end<W: ?Sized + Write>(&mut self, bracket: &[u8], out: &mut W) -> io::Result<()> {
        self.depth = self.depth.saturating_sub(1);
        if self.has_entries && self.depth < self.outer {
            self.line(out)?;
        }
        self.has_entries = true;
        out.write_all(bracket)
    }

    fn entry<W: ?Sized + Write>(&mut self, first: bool, out: &mut W) -> io::Result<()> {
        self.has_entries = true;
        match (first, self.depth <= self.outer) {
            (true, true) => self.line(out),
            (true, false) => Ok(()),
            (false, true) => out.write_all(b",").and_then(|()| self.line(out)),
            (false, false) => out.write_all(b", "),
        }
    }

    fn line<W: ?Sized + Write>(&self, out: &mut W) -> io::Result<()> {
        out.write_all(b"\n")?;
        (0..self.depth).try_for_each(|_| out.write_all(b"  "))
    }
}

impl Formatter for Rows {
    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.begin(b"[", out)
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.end(b"]", out)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.entry(first, out)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.begin(b"{", out)
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.end(b"}", out)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.entry(first, out)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }

    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        // What stands below the space never comes here; of the rest of ASCII only the last steers.
        let is_plain = fragment.bytes().max().is_none_or(|byte| byte < 0x7f);
        if is_plain {
            return out.write_all(fragment.as_bytes());
        }
        let mut rest = fragment;
        while let Some(at) = rest.find(|c| visible(c) != c) {
            let (plain, odd) = rest.split_at(at);
            let mut chars = odd.chars();
            out.write_all(plain.as_bytes())?;
            if let Some(c) = chars.next() {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    write!(out, "\\u{unit:04x}")?;
                }
            }
            rest = chars.as_str();
        }
        out.write_all(rest.as_bytes())
    }
}
