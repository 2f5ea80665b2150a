//! Filed values. A country's year holds ten million, so one takes sixteen bytes; the few that need more have the
//! rest beside.

use rustc_hash::FxHashMap;

use crate::facts::binder::number;
use crate::facts::{FilingId, State};
use crate::plan::FigureId;
use crate::source::{FileId, Span};
use crate::value::Written;

/// In `Cells`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct CellId(pub(crate) u32);

/// One filed value of an indicator.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cell {
    pub(crate) id: CellId,
    pub(crate) filing: FilingId,
    pub(crate) figure: FigureId,
    pub(crate) state: State,
    /// Digits without the mark; of a percent as written (`792` for `79,2%`); of a flag 0 or 1; of a
    /// date `yyyymmdd`; of a text its number in `Facts::texts`.
    pub(crate) digits: i64,
    pub(crate) decimals: u8,
}

impl Cell {
    pub(crate) fn written(&self) -> Written {
        Written { digits: self.digits, decimals: self.decimals }
    }

    /// Whether two values say the same, however many decimals they are written with.
    pub(crate) fn says_same(&self, other: &Self) -> bool {
        let same_number = || self.written().num() == other.written().num();
        self.state == other.state && (self.state != State::Present || same_number())
    }
}

/// What a value is of, without the value itself.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Head {
    pub(crate) id: CellId,
    pub(crate) figure: FigureId,
    pub(crate) state: State,
}

/// A value that is filed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct New {
    pub(crate) filing: FilingId,
    pub(crate) figure: FigureId,
    pub(crate) state: State,
    pub(crate) written: Written,
    pub(crate) at: Span,
}

/// What a value takes. A plan has a few thousand figures at the most.
#[derive(Debug, Clone, Copy)]
struct Packed {
    digits: i32,
    start: u32,
    filing: FilingId,
    figure: u16,
    /// `LONG`: it stands in `Cells::long`.
    length: u8,
    /// The state; four bits on, the decimals. `WIDE`: digits and decimals stand in `Cells::wide`.
    form: u8,
}

/// The length that says: longer than that.
const LONG: u8 = u8::MAX;
/// The decimals that say: more than that, or digits that do not fit.
const WIDE: u8 = 15;

/// All filed values, in the order in which they were read.
#[derive(Debug, Default)]
pub(crate) struct Cells {
    packed: Vec<Packed>,
    wide: Vec<Written>,
    long: FxHashMap<CellId, u32>,
    /// The file of the values from this one on.
    files: Vec<(CellId, FileId)>,
}

impl Cells {
    pub(crate) fn len(&self) -> usize {
        self.packed.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.packed.is_empty()
    }

    /// Keeps a value.
    pub(crate) fn push(&mut self, new: New) {
        let New { filing, figure, state, written, at } = new;
        let length = at.end.saturating_sub(at.start);
        self.file(at.file);
        self.put((filing, figure), state, written, (at.start, length));
    }

    /// What is put from now on stands in this file.
    pub(crate) fn file(&mut self, file: FileId) {
        if self.files.last().is_none_or(|(_, last)| *last != file) {
            self.files.push((CellId(number(self.len())), file));
        }
    }

    /// Keeps a value that stands at that place of the file at hand, with that length. One of a figure beyond all
    /// that a plan can hold is none.
    #[inline]
    pub(crate) fn put(
        &mut self,
        (filing, figure): (FilingId, FigureId),
        state: State,
        written: Written,
        (start, length): (u32, u32),
    ) {
        let Ok(figure) = u16::try_from(figure.0) else { return };
        let (digits, decimals) = match i32::try_from(written.digits) {
            Ok(digits) if written.decimals < WIDE => (digits, written.decimals),
            _ => (self.widely(written), WIDE),
        };
        let length = match u8::try_from(length) {
            Ok(length) if length < LONG => length,
            _ => self.at_length(length),
        };
        let form = state as u8 | (decimals << 4);
        self.packed.push(Packed { digits, start, filing, figure, length, form });
    }

    /// Puts digits beside the next value, which then has their number in their place.
    #[cold]
    fn widely(&mut self, written: Written) -> i32 {
        self.wide.push(written);
        i32::try_from(self.wide.len() - 1).unwrap_or(i32::MAX)
    }

    /// Puts the length of the next value beside it.
    #[cold]
    fn at_length(&mut self, length: u32) -> u8 {
        self.long.insert(CellId(number(self.len())), length);
        LONG
    }

    /// The value of that number.
    #[expect(clippy::indexing_slicing, reason = "ids are made with the list, in one place")]
    pub(crate) fn get(&self, id: CellId) -> Cell {
        self.cell(id, &self.packed[id.0 as usize])
    }

    #[inline]
    fn cell(&self, id: CellId, packed: &Packed) -> Cell {
        let written = match packed.form >> 4 {
            WIDE => self.wide_of(packed.digits),
            decimals => Written { digits: i64::from(packed.digits), decimals },
        };
        Cell {
            id,
            filing: packed.filing,
            figure: FigureId(u32::from(packed.figure)),
            state: State::of(packed.form & 15),
            digits: written.digits,
            decimals: written.decimals,
        }
    }

    #[cold]
    fn wide_of(&self, at: i32) -> Written {
        let written = usize::try_from(at).ok().and_then(|at| self.wide.get(at));
        written.copied().unwrap_or(Written { digits: 0, decimals: 0 })
    }

    /// Where a value stands.
    #[expect(clippy::indexing_slicing, reason = "ids are made with the list, in one place")]
    pub(crate) fn place(&self, id: CellId) -> Span {
        let packed = self.packed[id.0 as usize];
        let length = match packed.length {
            LONG => self.long.get(&id).copied().unwrap_or(u32::from(LONG)),
            short => u32::from(short),
        };
        let after = self.files.partition_point(|(first, _)| *first <= id);
        let file = after.checked_sub(1).and_then(|n| self.files.get(n)).map_or(FileId(0), |f| f.1);
        Span { file, start: packed.start, end: packed.start.saturating_add(length) }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = Cell> {
        self.ids().map(|id| self.get(id))
    }

    /// The same, those of one filing that stand together as one.
    pub(crate) fn filed(
        &self,
    ) -> impl Iterator<Item = (FilingId, impl Iterator<Item = Cell> + Clone)> {
        self.together(|id, packed| self.cell(id, packed))
    }

    /// The same without the values themselves.
    pub(crate) fn runs(&self) -> impl Iterator<Item = (FilingId, impl Iterator<Item = Head>)> {
        self.together(|id, packed| Head {
            id,
            figure: FigureId(u32::from(packed.figure)),
            state: State::of(packed.form & 15),
        })
    }

    fn together<T>(
        &self,
        make: impl Fn(CellId, &Packed) -> T + Copy,
    ) -> impl Iterator<Item = (FilingId, impl Iterator<Item = T> + Clone)> {
        let mut next = 0;
        let runs = self.packed.chunk_by(|a, b| a.filing == b.filing);
        runs.filter_map(move |run| {
            let first = u32::try_from(next).ok()?;
            next += run.len();
            let made = (first..).zip(run).map(move |(id, packed)| make(CellId(id), packed));
            Some((run.first()?.filing, made))
        })
    }

    /// The numbers of all values.
    pub(crate) fn ids(&self) -> impl Iterator<Item = CellId> + use<> {
        (0..u32::try_from(self.len()).unwrap_or(u32::MAX)).map(CellId)
    }

    /// Forgets all from this one on.
    pub(crate) fn truncate(&mut self, len: usize) {
        self.packed.truncate(len);
        let kept = |id: &CellId| (id.0 as usize) < len;
        self.files.retain(|(first, _)| kept(first));
        self.long.retain(|id, _| kept(id));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cells: &Cells, at: u32, new: New) {
        let cell = cells.get(CellId(at));
        assert_eq!((cell.filing, cell.figure), (new.filing, new.figure));
        assert_eq!((cell.state, cell.written()), (new.state, new.written));
        assert_eq!(cells.place(cell.id), new.at);
    }

    #[test]
    fn what_is_kept_comes_back_whole() {
        let digits = [0, 1, -1, i64::from(i32::MAX), i64::from(i32::MIN) - 1, i64::MAX, i64::MIN];
        let (mut cells, mut all) = (Cells::default(), Vec::new());
        for (n, state) in State::ALL.into_iter().cycle().take(70).enumerate() {
            let start = u32::try_from(n).unwrap();
            let (file, length) = (FileId(start / 20), [0, 1, 254, 255, 70_000][n % 5]);
            all.push(New {
                filing: FilingId(start / 3),
                figure: FigureId(start * 900),
                state,
                written: Written {
                    digits: digits[n % 7],
                    decimals: [0, 2, 14, 15, 255][(n / 7) % 5],
                },
                at: Span { file, start, end: start + length },
            });
            cells.push(all[n]);
        }
        for (n, new) in (0..).zip(&all) {
            check(&cells, n, *new);
        }
        let heads = cells.runs().flat_map(|(filing, run)| run.map(move |head| (filing, head)));
        for ((filing, head), cell) in heads.zip(cells.iter()) {
            assert_eq!((filing, head.id, head.figure), (cell.filing, cell.id, cell.figure));
            assert_eq!(head.state, cell.state);
        }
        let filed = cells.filed().flat_map(|(_, run)| run);
        for (filed, cell) in filed.zip(cells.iter()) {
            assert_eq!((filed.id, filed.written()), (cell.id, cell.written()));
        }
        assert_eq!(cells.runs().map(|(_, run)| run.count()).sum::<usize>(), cells.len());
        cells.truncate(25);
        cells.push(all[69]);
        check(&cells, 24, all[24]);
        check(&cells, 25, all[69]);
        assert_eq!(cells.len(), 26);
    }
}
