//! One root cause, one finding: what follows from another finding goes under it, by part 8 of the
//! reference.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::checks::laws::test::Tester;
use crate::checks::laws::{Broken, Law, LawAt, Verdict, head_mend};
use crate::checks::{Ctx, completeness};
use crate::diag::{Finding, Folded, Subject};
use crate::eval::{Cause, Eval, Mend, Trace, What, Why};
use crate::facts::{CellId, Fact, RowId, Time};
use crate::plan::ColumnId;
use crate::source::FileId;
use crate::value::{Month, Period};

/// Folds broken laws under the first that explains them, by rule 3; then a first one that explains nothing
/// under a later one that explains it. Adds the findings of the roots.
pub(crate) fn laws(ctx: &Ctx<'_>, mut broken: Vec<Broken>, findings: &mut Vec<Finding>) {
    broken.sort_by_cached_key(|b| rank(ctx, b));
    let tester = Tester { eval: ctx.eval, dues: ctx.dues };
    let mends: Vec<Vec<Mend>> = broken.iter().map(|b| mends_of(ctx.eval, b)).collect();
    let by_cell = ByCell::new(ctx, &broken, &mends);
    let mut under: Vec<Option<usize>> = vec![None; broken.len()];
    let explains = |a: usize, b: usize, mend: Mend| {
        let other = broken.get(b).filter(|_| a != b);
        other.is_some_and(|other| {
            ctx.eval.mended(mend, || tester.test(&other.at, &mut Trace::default()))
                == Verdict::Holds
        })
    };
    for backwards in [false, true] {
        for (a, mends) in mends.iter().enumerate() {
            if is_folded(&under, a) {
                continue;
            }
            for mend in mends {
                for b in by_cell.related(ctx, mend) {
                    let turn = if backwards { b < a && !under.contains(&Some(b)) } else { b > a };
                    if turn
                        && !is_folded(&under, b)
                        && explains(a, b, *mend)
                        && let Some(slot) = under.get_mut(b)
                    {
                        *slot = Some(a);
                    }
                }
            }
        }
    }
    gather(broken, &under, findings);
}

fn is_folded(under: &[Option<usize>], n: usize) -> bool {
    under.get(n).copied().flatten().is_some()
}

/// The order of 6.2, then unit (upper first), period, figure.
fn rank(ctx: &Ctx<'_>, b: &Broken) -> (u8, Law, usize, LawAt) {
    let depth = b.at.head.unit().map_or(0, |unit| {
        std::iter::successors(Some(unit), |u| ctx.plan.above(*u)).take(32).count()
    });
    let warns = u8::from(b.mends.is_empty());
    (warns, b.at.law, depth, b.at)
}

/// The broken laws that name each cell that may be mended, sorted. The cell and the number of the law stand in one,
/// which is sorted in half the time.
struct ByCell(Vec<u64>);

impl ByCell {
    fn new(ctx: &Ctx<'_>, broken: &[Broken], mends: &[Vec<Mend>]) -> Self {
        let mended: FxHashSet<CellId> =
            mends.iter().flatten().filter_map(|mend| cell_of(ctx, mend)).collect();
        let mut all = Vec::new();
        for (n, b) in broken.iter().enumerate() {
            let n = u64::from(u32::try_from(n).unwrap_or(u32::MAX));
            let cells = b.cells.iter().filter(|cell| mended.contains(cell));
            all.extend(cells.map(|cell| u64::from(cell.0) << 32 | n));
        }
        all.sort_unstable();
        Self(all)
    }

    /// Those that name the mended cell.
    fn related(&self, ctx: &Ctx<'_>, mend: &Mend) -> impl Iterator<Item = usize> {
        let cell = cell_of(ctx, mend).map(|cell| u64::from(cell.0));
        let first = self.0.partition_point(|both| Some(both >> 32) < cell);
        let rest = self.0.get(first..).unwrap_or(&[]).iter();
        let theirs = rest.take_while(move |both| Some(*both >> 32) == cell);
        theirs.filter_map(|both| usize::try_from(both & u64::from(u32::MAX)).ok())
    }
}

fn cell_of(ctx: &Ctx<'_>, mend: &Mend) -> Option<CellId> {
    match *mend {
        Mend::Figure(figure, unit, time, _) => match ctx.facts.index.get(figure, unit, time) {
            Fact::One(cell) => Some(cell),
            Fact::None | Fact::Conflict(_) => None,
        },
        Mend::Row(..) => None,
    }
}

/// The head as the law's formula gives it, and as the slip that the help names would mend it; then each
/// other term with the one value that alone mends the law.
fn mends_of(eval: &Eval<'_>, root: &Broken) -> Vec<Mend> {
    let slip = root.right.slip.map(|(right, _)| right);
    let values = [root.right.wanted, slip].into_iter().flatten();
    let heads = values.filter_map(|n| head_mend(eval, &root.at.head, Some(n)));
    let known = |m: &&Mend| matches!(m, Mend::Figure(.., Some(_)));
    heads.chain(root.mends.iter().filter(known).copied()).collect()
}

fn gather(mut broken: Vec<Broken>, under: &[Option<usize>], findings: &mut Vec<Finding>) {
    for (n, root) in under.iter().enumerate() {
        let (Some(root), Some(Broken { finding, .. })) = (root, broken.get(n)) else { continue };
        let folded = Folded { code: finding.code, subject: finding.subject.clone() };
        if let Some(Broken { finding, .. }) = broken.get_mut(*root) {
            finding.because.push(folded);
        }
    }
    let roots = broken.into_iter().zip(under).filter(|(_, root)| root.is_none());
    findings.extend(roots.map(|(b, _)| b.finding));
}

/// The findings that other findings can fold under, by code and subject.
#[derive(Debug)]
pub(crate) struct Roots<'f> {
    at: FxHashMap<(&'static str, SubjectKey<'f>), usize>,
    /// Findings of the data by the place they point at.
    data: FxHashMap<(FileId, u32), usize>,
    /// Broken laws by every place they point at.
    laws: FxHashMap<(FileId, u32), usize>,
}

/// Unit, period, duty, figure.
type SubjectKey<'f> = [Option<&'f str>; 4];

fn key(s: &Subject) -> SubjectKey<'_> {
    [&s.unit, &s.period, &s.duty, &s.figure].map(Option::as_deref)
}

impl<'f> Roots<'f> {
    pub(crate) fn new(findings: &'f [Finding]) -> Self {
        let (mut at, mut data) = (FxHashMap::default(), FxHashMap::default());
        let mut laws = FxHashMap::default();
        for (n, f) in findings.iter().enumerate() {
            if let Some(label) = f.labels.first().filter(|_| f.code.name.starts_with("data/")) {
                data.entry((label.place.file(), label.place.start())).or_insert(n);
            }
            if LAW_CODES.contains(&f.code.name) {
                let places = f.labels.iter().map(|l| (l.place.file(), l.place.start()));
                places.for_each(|place| {
                    laws.entry(place).or_insert(n);
                });
            }
            let is_paper = completeness::ABSENT_PAPERS.contains(&f.code.name);
            if is_paper || of_figures(f.code.name) {
                let [unit, period, duty, figure] = key(&f.subject);
                // A figure is looked for without the duty that carries it.
                let subject = [unit, period, duty.filter(|_| is_paper), figure];
                at.entry((f.code.name, subject)).or_insert(n);
            }
        }
        Self { at, data, laws }
    }

    fn find(&self, code: &'static str, subject: &Subject) -> Option<usize> {
        self.at.get(&(code, key(subject))).copied()
    }

    /// The finding of the data that says why a cell could not be read: it points at the cell.
    fn unreadable(&self, ctx: &Ctx<'_>, cause: &Cause) -> Option<usize> {
        let (Why::Wrong, What::Figure(figure), Some(unit), Some(time)) =
            (cause.why, cause.what, cause.unit, cause.time)
        else {
            return None;
        };
        match ctx.facts.index.get(figure, unit, time) {
            Fact::None => None,
            Fact::One(cell) | Fact::Conflict(cell) => {
                let place = ctx.facts.cell_place(ctx.facts.cell(cell));
                self.data.get(&(place.file, place.start)).copied()
            }
        }
    }

    /// The finding of a cell of a row: why it could not be read, that it is empty, which law doubts it.
    fn of_cell(&self, ctx: &Ctx<'_>, why: Why, row: RowId, column: ColumnId) -> Option<usize> {
        let place = ctx.facts.row_cell(row, column)?.span;
        let place = (place.file, place.start);
        match why {
            Why::Wrong => self.data.get(&place).copied(),
            Why::Doubtful => self.laws.get(&place).copied(),
            Why::Absent => {
                let row = ctx.facts.row(row);
                let (table, filing) = (ctx.plan.table(row.table), ctx.facts.filing(row.filing));
                let column = table.columns.get(column.at())?;
                let figure = Some(format!("{}.{}", table.item.id, column.item.id));
                let subject = Subject { figure, duty: None, ..ctx.subject_of_filing(filing) };
                self.find(MISSING_FIGURE, &subject)
            }
            _ => None,
        }
    }

    /// The finding that a cause stands for: a missing report first, else the figure itself.
    pub(crate) fn of_cause(&self, ctx: &Ctx<'_>, cause: &Cause) -> Option<usize> {
        if let Some(n) = self.unreadable(ctx, cause) {
            return Some(n);
        }
        let figure = match cause.what {
            What::Figure(figure) => Some(ctx.plan.figure(figure).item.id.clone()),
            What::Table(table) => Some(ctx.plan.table(table).item.id.clone()),
            What::Cell(row, column) => return self.of_cell(ctx, cause.why, row, column),
            What::Unnamed => None,
        };
        let unit = cause.unit.map(|u| ctx.plan.unit(u).item.id.clone());
        let due = ctx.due_of_cause(cause);
        if cause.why == Why::Absent
            && let Some(due) = due
        {
            let subject = ctx.subject_of(ctx.dues.due(due));
            for code in completeness::ABSENT_PAPERS {
                if let Some(n) = self.find(code, &subject) {
                    return Some(n);
                }
            }
            let missing = Subject {
                unit: subject.unit,
                period: subject.period,
                duty: None,
                figure: figure.clone(),
            };
            if let Some(n) = self.find(MISSING_FIGURE, &missing) {
                return Some(n);
            }
        }
        let owed = due.and_then(|d| ctx.subject_of(ctx.dues.due(d)).period);
        let periods = owed.into_iter().chain(cause.time.into_iter().flat_map(periods_of));
        periods.into_iter().find_map(|period| {
            let (unit, figure) = (unit.clone(), figure.clone());
            let subject = Subject { unit, period: Some(period), duty: None, figure };
            DOUBTFUL.into_iter().chain(LAW_CODES).find_map(|code| self.find(code, &subject))
        })
    }
}

/// The periods that a figure may have been filed for: of a state those that end with its month, of an
/// opening those that begin after it.
fn periods_of(time: Time) -> Vec<String> {
    let month = match time {
        Time::Span(period) => return vec![period.to_string()],
        Time::End(month) => month.0,
        Time::Phase(_) => return Vec::new(),
    };
    let span = |from, to| Period { from: Month(from), to: Month(to) }.to_string();
    let of = |n| [span(month - n + 1, month), span(month + 1, month + n)];
    [3, 6, 12, 1].into_iter().flat_map(of).collect()
}

/// Whether a figure may be looked for by a code.
fn of_figures(code: &str) -> bool {
    code == MISSING_FIGURE || DOUBTFUL.contains(&code) || LAW_CODES.contains(&code)
}

const MISSING_FIGURE: &str = "completeness/missing-figure";

/// The codes of figures that do not tell what they are.
const DOUBTFUL: [&str; 3] =
    ["consistency/conflicting-values", "data/ambiguous-number", "data/wrong-type"];

/// The codes of broken laws, for figures in doubt.
const LAW_CODES: [&str; 9] = [
    "consistency/out-of-range",
    "consistency/part-exceeds-whole",
    "consistency/formula-mismatch",
    "consistency/count-differs-from-list",
    "consistency/unit-sum-mismatch",
    "consistency/period-sum-mismatch",
    "consistency/cumulative-falls",
    "consistency/opening-differs",
    "consistency/total-mismatch",
];
