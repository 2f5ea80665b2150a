//! Which mark parts the cells, where those of a row stand that has quotes, and whether one is left open.

/// Where a scan stands in a cell.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Start,
    Plain,
    Quotes,
    /// Behind a quote that closes, unless another follows.
    Closed,
}

impl Within {
    fn after(self, byte: u8, delimiter: u8) -> Self {
        match (self, byte) {
            (Self::Quotes, b'"') => Self::Closed,
            (Self::Start | Self::Closed, b'"') | (Self::Quotes, _) => Self::Quotes,
            (_, byte) if byte == delimiter => Self::Start,
            _ => Self::Plain,
        }
    }
}

/// Whether a row ends inside quotes.
pub(crate) fn is_open(raw: &[u8], delimiter: u8) -> bool {
    let end = raw.iter().fold(Within::Start, |at, byte| at.after(*byte, delimiter));
    end == Within::Quotes
}

/// Start and length of each cell of a row in which some stand in quotes, by the rules of the parser: a
/// quote opens only at the beginning of a cell, and a doubled one does not close.
pub(crate) fn places_of(raw: &[u8], delimiter: u8, places: &mut Vec<(u32, u32)>) {
    let place = |start: usize, end: usize| {
        let n = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        (n(start), n(end - start))
    };
    let (mut start, mut at) = (0, Within::Start);
    for (i, byte) in raw.iter().enumerate() {
        if *byte == delimiter && at != Within::Quotes {
            places.push(place(start, i));
            start = i + 1;
        }
        at = at.after(*byte, delimiter);
    }
    places.push(place(start, raw.len()));
}

/// `;` where the header has more of it than of `,`: so writes a spreadsheet set to Vietnamese.
pub(crate) fn delimiter(text: &[u8]) -> u8 {
    let header = text.split(|b| matches!(b, b'\n' | b'\r')).find(|l| !l.is_empty()).unwrap_or(&[]);
    let count = |mark: u8| {
        let mut quoted = false;
        let outside = |b: &&u8| {
            quoted ^= **b == b'"';
            **b == mark && !quoted
        };
        header.iter().filter(outside).count()
    };
    if count(b';') > count(b',') { b';' } else { b',' }
}
