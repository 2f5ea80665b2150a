//! Filed values. A country's year holds ten million, so one takes eight bytes; the few that need more have the
//! rest beside. Whose they are, of which figures, and where they begin is said once for all that stand together.

use indexmap::IndexSet;
use rustc_hash::{FxBuildHasher, FxHashMap};

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
        self.state == other.state
            && (self.state != State::Present || self.written().is_same(other.written()))
    }
}

/// What a value says, whatever it is of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Said {
    pub(crate) state: State,
    pub(crate) written: Written,
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

/// What a value takes.
#[derive(Debug, Clone, Copy)]
struct Packed {
    digits: i32,
    /// How far behind the first of its run it stands, or before it: a report may give its figures in any order.
    behind: i16,
    /// `LONG`: it stands in `Cells::long`.
    length: u8,
    /// The state; four bits on, the decimals. `WIDE`: digits and decimals stand in `Cells::wide`.
    form: u8,
}

/// The length that says: longer than that.
const LONG: u8 = u8::MAX;
/// The decimals that say: more than that, or digits that do not fit.
const WIDE: u8 = 15;

fn form(state: State, decimals: u8) -> u8 {
    state as u8 | (decimals << 4)
}

/// Values of one filing that came one after the other.
#[derive(Debug, Clone, Copy)]
struct Run {
    filing: FilingId,
    first: CellId,
    list: ListId,
    /// Where the first stands.
    start: u32,
}

/// The figures of a run, in order: mostly all senders of a report give the same ones. In `Cells::lists`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ListId(u32);

impl ListId {
    /// The last run may grow yet: its figures are those of `Cells::growing`.
    const GROWING: Self = Self(u32::MAX);
}

/// All filed values, in the order in which they were read.
#[derive(Debug, Default)]
pub(crate) struct Cells {
    packed: Vec<Packed>,
    runs: Vec<Run>,
    lists: IndexSet<Box<[FigureId]>, FxBuildHasher>,
    growing: Vec<FigureId>,
    wide: Vec<Written>,
    long: FxHashMap<CellId, u32>,
    /// The file of the values from this one on.
    files: Vec<(CellId, FileId)>,
    /// Whether some value says that its figure does not apply.
    has_na: bool,
}

impl Cells {
    pub(crate) fn len(&self) -> usize {
        self.packed.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.packed.is_empty()
    }

    /// Whether some value may say that its figure does not apply.
    pub(crate) fn has_na(&self) -> bool {
        self.has_na
    }

    /// Keeps a value.
    pub(crate) fn push(&mut self, new: New) {
        let New { filing, figure, state, written, at } = new;
        let length = at.end.saturating_sub(at.start);
        self.file(at.file);
        self.put_any((filing, figure), state, written, (at.start, length));
    }

    /// What is put from now on stands in this file.
    pub(crate) fn file(&mut self, file: FileId) {
        if self.files.last().is_none_or(|(_, last)| *last != file) {
            self.files.push((CellId(number(self.len())), file));
        }
    }

    /// Keeps a present value that stands at that place of the file at hand, with that length. Nearly all are short,
    /// and stand not far from another of their filing.
    #[inline]
    pub(crate) fn put(
        &mut self,
        (filing, figure): (FilingId, FigureId),
        written: Written,
        (start, length): (u32, u32),
    ) {
        let behind = self.runs.last().and_then(|run| run.reach(filing, start));
        match (behind, i32::try_from(written.digits), u8::try_from(length)) {
            (Some(behind), Ok(digits), Ok(length)) if written.decimals < WIDE && length < LONG => {
                let form = form(State::Present, written.decimals);
                self.growing.push(figure);
                self.packed.push(Packed { digits, behind, length, form });
            }
            _ => self.put_any((filing, figure), State::Present, written, (start, length)),
        }
    }

    /// Keeps any value.
    #[inline(never)] // Most are plain.
    fn put_any(
        &mut self,
        (filing, figure): (FilingId, FigureId),
        state: State,
        written: Written,
        (start, length): (u32, u32),
    ) {
        let behind = self.runs.last().and_then(|run| run.reach(filing, start));
        let behind = behind.unwrap_or_else(|| self.begin(filing, start));
        let (digits, decimals) = match i32::try_from(written.digits) {
            Ok(digits) if written.decimals < WIDE => (digits, written.decimals),
            _ => (self.widely(written), WIDE),
        };
        let length = match u8::try_from(length) {
            Ok(length) if length < LONG => length,
            _ => self.at_length(length),
        };
        self.has_na |= state == State::NotApplicable;
        self.growing.push(figure);
        self.packed.push(Packed { digits, behind, length, form: form(state, decimals) });
    }

    /// Begins a run at the next value.
    fn begin(&mut self, filing: FilingId, start: u32) -> i16 {
        self.name_list();
        let first = CellId(number(self.len()));
        self.runs.push(Run { filing, first, list: ListId::GROWING, start });
        0
    }

    /// Names the figures of the run that ends. Mostly they are those of the run before.
    fn name_list(&mut self) {
        let [before @ .., ended] = self.runs.as_mut_slice() else { return };
        let same = before.last().map(|run| run.list.0 as usize).filter(|list| {
            self.lists.get_index(*list).is_some_and(|figures| **figures == *self.growing)
        });
        let list = same.unwrap_or_else(|| named(&mut self.lists, &self.growing));
        ended.list = ListId(number(list));
        self.growing.clear();
    }

    /// Puts digits beside the next value, which then has their number in their place.
    fn widely(&mut self, written: Written) -> i32 {
        self.wide.push(written);
        i32::try_from(self.wide.len() - 1).unwrap_or(i32::MAX)
    }

    /// Puts the length of the next value beside it.
    fn at_length(&mut self, length: u32) -> u8 {
        self.long.insert(CellId(number(self.len())), length);
        LONG
    }

    /// The value of that number.
    #[expect(clippy::indexing_slicing, reason = "ids are made with the list, in one place")]
    pub(crate) fn get(&self, id: CellId) -> Cell {
        let run = self.run(id);
        let figure = self.figures(run)[(id.0 - run.first.0) as usize];
        self.cell(id, (run.filing, figure), self.packed[id.0 as usize])
    }

    /// What the value of that number says.
    #[inline]
    #[expect(clippy::indexing_slicing, reason = "ids are made with the list, in one place")]
    pub(crate) fn said(&self, id: CellId) -> Said {
        self.unpacked(self.packed[id.0 as usize])
    }

    #[inline]
    fn unpacked(&self, packed: Packed) -> Said {
        let written = match packed.form >> 4 {
            WIDE => self.wide_of(packed.digits),
            decimals => Written { digits: i64::from(packed.digits), decimals },
        };
        Said { state: State::of(packed.form & 15), written }
    }

    #[inline]
    fn cell(&self, id: CellId, of: (FilingId, FigureId), packed: Packed) -> Cell {
        let ((filing, figure), Said { state, written }) = (of, self.unpacked(packed));
        let Written { digits, decimals } = written;
        Cell { id, filing, figure, state, digits, decimals }
    }

    #[cold]
    fn wide_of(&self, at: i32) -> Written {
        let written = usize::try_from(at).ok().and_then(|at| self.wide.get(at));
        written.copied().unwrap_or(Written { digits: 0, decimals: 0 })
    }

    /// The run that a value stands in.
    #[expect(clippy::indexing_slicing, reason = "the first run begins with the first value")]
    fn run(&self, id: CellId) -> &Run {
        &self.runs[self.runs.partition_point(|run| run.first <= id) - 1]
    }

    fn figures(&self, run: &Run) -> &[FigureId] {
        self.lists.get_index(run.list.0 as usize).map_or(&self.growing, |figures| figures)
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
        let start = self.run(id).start.saturating_add_signed(packed.behind.into());
        Span { file, start, end: start.saturating_add(length) }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = Cell> {
        self.runs().flat_map(Filed::cells)
    }

    /// The same, those of one filing that stand together as one.
    pub(crate) fn runs(&self) -> impl Iterator<Item = Filed<'_>> {
        let end = CellId(number(self.len()));
        let ends = self.runs.iter().skip(1).map(|next| next.first).chain([end]);
        self.runs.iter().zip(ends).filter_map(|(run, end)| {
            let packed = self.packed.get(run.first.0 as usize..end.0 as usize)?;
            Some(Filed { cells: self, run, figures: self.figures(run), packed })
        })
    }

    /// The numbers of all values.
    pub(crate) fn ids(&self) -> impl Iterator<Item = CellId> + use<> {
        (0..number(self.len())).map(CellId)
    }

    /// Forgets all from this one on.
    pub(crate) fn truncate(&mut self, len: usize) {
        self.packed.truncate(len);
        let kept = |id: &CellId| (id.0 as usize) < len;
        self.files.retain(|(first, _)| kept(first));
        self.long.retain(|id, _| kept(id));
        self.runs.truncate(self.runs.partition_point(|run| kept(&run.first)));
        self.grow_again(len);
    }

    /// The last run, which goes as far as the values go, may grow again.
    fn grow_again(&mut self, len: usize) {
        let figures = self.runs.last().map(|run| {
            let figures = self.figures(run).iter().take(len - run.first.0 as usize);
            figures.copied().collect()
        });
        self.growing = figures.unwrap_or_default();
        if let Some(run) = self.runs.last_mut() {
            run.list = ListId::GROWING;
        }
    }
}

impl Run {
    /// How far a value stands behind the first, if it is of the same filing and near.
    #[inline]
    fn reach(&self, filing: FilingId, start: u32) -> Option<i16> {
        let behind = i64::from(start) - i64::from(self.start);
        i16::try_from(behind).ok().filter(|_| self.filing == filing)
    }
}

/// The number of a list of figures.
fn named(lists: &mut IndexSet<Box<[FigureId]>, FxBuildHasher>, figures: &[FigureId]) -> usize {
    lists.get_index_of(figures).unwrap_or_else(|| lists.insert_full(figures.into()).0)
}

/// Values of one filing that stand together.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Filed<'c> {
    cells: &'c Cells,
    run: &'c Run,
    figures: &'c [FigureId],
    packed: &'c [Packed],
}

impl<'c> Filed<'c> {
    pub(crate) fn filing(&self) -> FilingId {
        self.run.filing
    }

    /// Of two that have the same, the figures are the same.
    pub(crate) fn list(&self) -> ListId {
        self.run.list
    }

    /// What the values are of.
    pub(crate) fn figures(&self) -> &'c [FigureId] {
        self.figures
    }

    pub(crate) fn ids(&self) -> impl ExactSizeIterator<Item = CellId> + Clone + use<'c> {
        let first = self.run.first.0;
        (first..first.saturating_add(number(self.packed.len()))).map(CellId)
    }

    /// What the value at a place among them says.
    #[inline]
    pub(crate) fn said(&self, at: usize) -> Option<Said> {
        Some(self.cells.unpacked(*self.packed.get(at)?))
    }

    /// The number of the value at a place among them.
    pub(crate) fn id(&self, at: usize) -> CellId {
        CellId(self.run.first.0.saturating_add(number(at)))
    }

    pub(crate) fn cells(self) -> impl Iterator<Item = Cell> + Clone + use<'c> {
        let of = self.figures.iter().zip(self.packed);
        self.ids().zip(of).map(move |(id, (figure, packed))| {
            self.cells.cell(id, (self.run.filing, *figure), *packed)
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const DIGITS: [i64; 6] = [0, -1, i32::MAX as i64, i32::MIN as i64 - 1, i64::MAX, i64::MIN];
    const DECIMALS: [u8; 4] = [0, 14, 15, 255];
    const LENGTHS: [u32; 4] = [0, 254, 255, 70_000];
    /// Where values stand; some are too far from each other for one run.
    const STARTS: [u32; 6] = [0, 7, 32_767, 32_768, 65_535, 65_536];

    fn choice() -> impl Strategy<Value = New> {
        let of = (0..3_u32, 0..3_u32, 0..3_u32);
        let what = (0..5_usize, 0..6_usize, 0..4_usize, 0..4_usize, 0..6_usize);
        (of, what).prop_map(|((file, filing, figure), (state, digits, decimals, length, start))| {
            let start = STARTS[start];
            New {
                filing: FilingId(filing),
                figure: FigureId(figure * 100_000),
                state: State::ALL[state],
                written: Written { digits: DIGITS[digits], decimals: DECIMALS[decimals] },
                at: Span { file: FileId(file), start, end: start + LENGTHS[length] },
            }
        })
    }

    fn keep(cells: &mut Cells, new: New) {
        let New { filing, figure, state, written, at } = new;
        if state == State::Present {
            cells.file(at.file);
            cells.put((filing, figure), written, (at.start, at.end - at.start));
        } else {
            cells.push(new);
        }
    }

    fn holds(cells: &Cells, all: &[New]) {
        assert_eq!((cells.len(), cells.ids().count()), (all.len(), all.len()));
        for ((id, filed), new) in cells.ids().zip(cells.iter()).zip(all) {
            let (cell, said) = (cells.get(id), cells.said(id));
            assert_eq!((cell.id, cell.filing, cell.figure), (id, new.filing, new.figure));
            assert_eq!((cell.state, cell.written()), (new.state, new.written));
            assert_eq!((said.state, said.written), (new.state, new.written));
            assert_eq!((filed.id, filed.filing, filed.figure), (id, new.filing, new.figure));
            assert_eq!(cells.place(id), new.at);
        }
        let runs: Vec<Filed<'_>> = cells.runs().collect();
        for (n, a) in runs.iter().enumerate() {
            assert!(a.figures().len() == a.packed.len() && !a.packed.is_empty());
            for b in &runs[n..] {
                assert!(a.list() != b.list() || a.figures() == b.figures());
            }
        }
    }

    proptest! {
        #[test]
        fn what_is_kept_comes_back_whole(
            first in prop::collection::vec(choice(), 0..24),
            then in prop::collection::vec(choice(), 0..12),
            kept in 0..24_usize,
        ) {
            let mut cells = Cells::default();
            let mut all = first;
            for new in &all {
                keep(&mut cells, *new);
            }
            holds(&cells, &all);
            cells.truncate(kept);
            all.truncate(kept);
            holds(&cells, &all);
            for new in then {
                keep(&mut cells, new);
                all.push(new);
            }
            holds(&cells, &all);
        }
    }
}
