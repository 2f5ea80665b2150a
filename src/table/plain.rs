//! TOML in the form that nearly every report has: `[headers]`, and lines of a bare key with a plain text,
//! number, day or flag. These are read in one go, several times faster than by the library; `None` for any text
//! that holds more than that, right or wrong, which is then the library's to judge.

use std::ops::Range;

use crate::value::Date;

/// A key with its value, and the places of both.
#[derive(Debug)]
pub(crate) struct Pair<'t> {
    pub(crate) key: &'t str,
    pub(crate) key_at: Range<usize>,
    pub(crate) value: Plain<'t>,
    pub(crate) at: Range<usize>,
}

/// A value.
#[derive(Debug)]
pub(crate) enum Plain<'t> {
    Text(&'t str),
    /// Digits as written.
    Number(&'t str),
    Flag(bool),
    Date(Date),
    /// What stands under a header, which is its place.
    Table(Vec<Pair<'t>>),
}

/// All keys of a text, by name, as the library has them.
pub(crate) fn read(text: &str) -> Option<Vec<Pair<'_>>> {
    let mut cursor = Cursor { text, at: 0 };
    let (mut root, mut tables) = (Vec::new(), Vec::new());
    while let Some(byte) = cursor.skip(|b| matches!(b, b' ' | b'\t' | b'\n')).peek() {
        match byte {
            b'#' | b'\r' => cursor.end_line()?,
            b'[' => tables.push(cursor.header()?),
            _ => {
                let pair = cursor.pair()?;
                match tables.last_mut() {
                    Some(Pair { value: Plain::Table(pairs), .. }) => pairs.push(pair),
                    Some(_) => return None,
                    None => root.push(pair),
                }
            }
        }
    }
    for table in &mut tables {
        if let Plain::Table(pairs) = &mut table.value {
            sort(pairs)?;
        }
    }
    root.append(&mut tables);
    sort(&mut root)?;
    Some(root)
}

/// Puts keys in order; a key that stands there twice is a mistake.
fn sort(pairs: &mut [Pair<'_>]) -> Option<()> {
    pairs.sort_unstable_by_key(|pair| pair.key);
    pairs.is_sorted_by(|a, b| a.key < b.key).then_some(())
}

struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Cursor<'t> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip(&mut self, is: impl Fn(u8) -> bool) -> &mut Self {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or(&[]);
        self.at += rest.iter().position(|b| !is(*b)).unwrap_or(rest.len());
        self
    }

    fn take(&mut self, is: impl Fn(u8) -> bool) -> Option<(&'t str, Range<usize>)> {
        let start = self.at;
        let at = start..self.skip(is).at;
        self.text.get(at.clone()).filter(|t| !t.is_empty()).map(|text| (text, at))
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        (self.peek() == Some(byte)).then(|| self.at += 1)
    }

    /// The rest of a line in which nothing more is said.
    fn end_line(&mut self) -> Option<()> {
        self.skip(is_blank);
        if self.peek() == Some(b'#') {
            self.skip(is_shown);
        }
        if self.peek() == Some(b'\r') {
            self.at += 1;
        } else if self.peek().is_none() {
            return Some(());
        }
        self.expect(b'\n')
    }

    /// `[values]`
    fn header(&mut self) -> Option<Pair<'t>> {
        let start = self.at;
        self.expect(b'[')?;
        let (key, key_at) = self.take(is_bare)?;
        self.expect(b']')?;
        let at = start..self.at;
        self.end_line()?;
        Some(Pair { key, key_at, value: Plain::Table(Vec::new()), at })
    }

    /// `key = value`
    fn pair(&mut self) -> Option<Pair<'t>> {
        let (key, key_at) = self.take(is_bare)?;
        self.skip(is_blank).expect(b'=')?;
        self.skip(is_blank);
        let start = self.at;
        let value = match self.peek()? {
            b'"' => {
                self.at += 1;
                let text = self.take(|b| is_shown(b) && b != b'"' && b != b'\\');
                self.expect(b'"')?;
                Plain::Text(text.map_or("", |(text, _)| text))
            }
            _ => scalar(self.take(|b| is_bare(b) || b == b'.')?.0)?,
        };
        let at = start..self.at;
        self.end_line()?;
        Some(Pair { key, key_at, value, at })
    }
}

fn is_bare(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

/// What may stand in a text or a comment.
fn is_shown(byte: u8) -> bool {
    !byte.is_ascii_control() || byte == b'\t'
}

fn scalar(token: &str) -> Option<Plain<'_>> {
    match token {
        "true" => return Some(Plain::Flag(true)),
        "false" => return Some(Plain::Flag(false)),
        _ => {}
    }
    if let Some(day) = Date::parse_iso(token) {
        return Some(Plain::Date(day));
    }
    let number = token.strip_prefix('-').unwrap_or(token);
    let (whole, part) = number.split_once('.').unwrap_or((number, "0"));
    let is_digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let starts = whole == "0" || !whole.starts_with('0');
    let fits = number.len() <= 18 && starts && is_digits(whole) && is_digits(part);
    fits.then_some(Plain::Number(token))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diag::Sink;
    use crate::source::FileId;
    use crate::table::toml::Document;

    /// Whether a text is read here, and if so, as the library reads it: the document asserts it.
    fn is_plain(text: &str) -> bool {
        let plain = read(text).is_some();
        let document = plain.then(|| Document::parse(FileId(0), text, &mut Sink::default()));
        plain && document.flatten().is_some()
    }

    #[test]
    fn the_form_of_reports_is_plain() {
        for text in [
            "",
            "# báo cáo\n[report]\nfrom = \"Sơn Hà\" # huyện\n\n[values]\nb = 12.50\na = -3\n",
            "top = true\r\n[report]\r\nsigned = 2018-04-05\r\nto = \"\"\r\n",
            "\t[a] \n  x-1 = 0\n_y = false",
        ] {
            assert!(is_plain(text), "{text}");
        }
    }

    #[test]
    fn all_else_is_left_to_the_library() {
        for text in [
            "\u{feff}a = 1",
            "a = 05",
            "a = 1_000",
            "a = 1e3",
            "a = +1",
            "a = 2018-02-30",
            "a = 'x'",
            "a = \"\"\"x\"\"\"",
            "a = \"\\u0041\"",
            "a = [1]",
            "a = { na = \"x\" }",
            "a.b = 1",
            "\"a\" = 1",
            "[[a]]\nb = 1",
            "[a.b]\nc = 1",
            "[a]\nb = 1\n[a]\nc = 1",
            "a = 1\na = 2",
            "a = 1 b = 2",
            "a",
            "a = 1\rb = 2",
        ] {
            assert!(!is_plain(text), "{text}");
        }
    }

    const PARTS: [&str; 20] = [
        "a",
        "b",
        "[",
        "]",
        "=",
        "\"",
        "1",
        "-",
        "0",
        ".",
        "\n",
        "\r\n",
        " ",
        "#",
        "true",
        "2018-04-05",
        "\\",
        "_",
        "đ",
        "a = 1\n",
    ];

    proptest! {
        #[test]
        fn what_is_read_here_the_library_reads_alike(parts in prop::collection::vec(0..PARTS.len(), 0..12)) {
            let text: String = parts.into_iter().map(|n| PARTS[n]).collect();
            prop_assert_eq!(read(&text).is_some(), is_plain(&text));
        }
    }
}
