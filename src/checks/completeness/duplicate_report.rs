//! `completeness/duplicate-report`: the same due filed twice to the same recipients with the same values, and
//! neither revises the other. Where a value differs, the two contradict each other instead.

use rustc_hash::FxHashMap;

use crate::checks::completeness::papers::{Paper, Papers, is_served, with_clause};
use crate::checks::{Check, Ctx};
use crate::diag::words::shown;
use crate::diag::{Code, Finding, Severity, Sink};
use crate::dues::{Due, DueId};
use crate::facts::{Cell, Facts, Filing, FilingId, FilingKind, Named, Row};
use crate::plan::{FigureId, TableId};
use crate::value::{Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "completeness/duplicate-report",
    severity: Severity::Warning,
    summary: [
        "một báo cáo được gửi hai lần với cùng số liệu",
        "one report was filed twice with the same values",
    ],
};

pub(super) const CHECK: Check = Check { codes: &[&CODE], run };

fn message(paper: &Paper<'_>, number: &str) -> Words {
    Words::new(|l| {
        let (paper, number) = (paper.show(l), shown(number));
        match (l, number.is_empty()) {
            (Lang::Vi, true) => format!("{paper} được gửi hai lần với cùng số liệu"),
            (Lang::Vi, false) => {
                format!("{paper} được gửi lần nữa (số `{number}`) với cùng số liệu")
            }
            (Lang::En, true) => format!("{paper} was filed twice with the same values"),
            (Lang::En, false) => {
                format!("{paper} was filed again (number `{number}`) with the same values")
            }
        }
    })
}

fn help(number: &str) -> Words {
    let number = shown(number);
    if number.is_empty() {
        return words!(
            "bỏ một trong hai bản; nếu bản sau thay bản trước, ghi `revises`",
            "take one of the two out; if the later replaces the earlier, say `revises`"
        );
    }
    words!(
        "bỏ một trong hai bản; nếu bản sau thay bản trước, ghi `revises = \"{number}\"`",
        "take one of the two out; if the later replaces the earlier, say `revises = \"{number}\"`"
    )
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    let papers = Papers::new(ctx);
    let crowded: Vec<DueId> = papers.crowded().filter(|id| is_judged(ctx.dues.due(*id))).collect();
    if crowded.is_empty() {
        return;
    }
    let contents = Contents::of(ctx, &papers, &crowded);
    for id in crowded {
        let duty = ctx.slot(ctx.dues.due(id)).duty;
        // What another duty owes for each of its own occasions may serve this one, and says nothing again.
        let named = papers.counting(id).filter(|(_, f)| ctx.facts.duties_of(f).contains(&duty));
        let filed: Vec<FilingId> = named.map(|(filing, _)| filing).collect();
        for (at, filing) in filed.iter().enumerate() {
            let before = filed.iter().take(at);
            if let Some(first) = before.copied().find(|f| contents.are_same(ctx, *f, *filing)) {
                sink.push(finding(ctx, id, first, *filing));
            }
        }
    }
}

fn is_judged(due: &Due) -> bool {
    due.in_scope && is_served(due.state)
}

/// What the filings in question hold.
#[derive(Default)]
struct Contents<'a> {
    cells: FxHashMap<FilingId, Vec<Cell>>,
    rows: FxHashMap<FilingId, Vec<&'a Row>>,
}

impl<'a> Contents<'a> {
    fn of(ctx: &Ctx<'a>, papers: &Papers<'_, '_>, crowded: &[DueId]) -> Self {
        let mut asked = vec![false; ctx.facts.filings.len()];
        for (id, _) in crowded.iter().flat_map(|due| papers.counting(*due)) {
            if let Some(is) = asked.get_mut(id.0 as usize) {
                *is = true;
            }
        }
        let is_asked = |id: FilingId| asked.get(id.0 as usize) == Some(&true);
        let mut contents = Self::default();
        for cell in ctx.facts.cells.iter().filter(|c| is_asked(c.filing)) {
            contents.cells.entry(cell.filing).or_default().push(cell);
        }
        for row in ctx.facts.rows.iter().filter(|r| is_asked(r.filing)) {
            contents.rows.entry(row.filing).or_default().push(row);
        }
        contents
    }

    /// Whether two filings say the same to the same.
    fn are_same(&self, ctx: &Ctx<'_>, a: FilingId, b: FilingId) -> bool {
        let (first, second) = (ctx.facts.filing(a), ctx.facts.filing(b));
        first.from == second.from
            && first.about == second.about
            && first.kind == second.kind
            && first.status == second.status
            && first.nil == second.nil
            && have_same_recipients(ctx.facts, first, second)
            && self.have_same_values(ctx.facts, (a, first), (b, second))
    }

    /// All figures that both hold are equal. Two that share none are two parts of one report, unless they
    /// hold nothing at all.
    fn have_same_values(
        &self,
        facts: &Facts,
        (a, first): (FilingId, &Filing),
        (b, second): (FilingId, &Filing),
    ) -> bool {
        let cells = |id| self.cells.get(&id).map_or(&[][..], Vec::as_slice);
        let rows = |id| self.rows.get(&id).map_or(&[][..], Vec::as_slice);
        let figures: FxHashMap<FigureId, Cell> = cells(a).iter().map(|c| (c.figure, *c)).collect();
        let pairs = cells(b).iter().filter_map(|c| Some((*figures.get(&c.figure)?, *c)));
        let mut shared = 0;
        for (one, other) in pairs {
            if !one.says_same(&other) {
                return false;
            }
            shared += 1;
        }
        let tables = shared_tables(rows(a), rows(b));
        if tables.iter().any(|t| !have_same_rows(*t, rows(a), rows(b))) {
            return false;
        }
        let empty = |id| cells(id).is_empty() && rows(id).is_empty();
        let both_empty = empty(a) && empty(b) && is_one_paper(facts, first, second);
        shared > 0 || !tables.is_empty() || both_empty
    }
}

/// Two papers without figures: a report says the same again, a document only under the same number.
fn is_one_paper(facts: &Facts, a: &Filing, b: &Filing) -> bool {
    a.kind == FilingKind::Report || facts.number(a) == facts.number(b)
}

fn have_same_recipients(facts: &Facts, a: &Filing, b: &Filing) -> bool {
    let (first, second) = (facts.names(a.to), facts.names(b.to));
    let within = |some: &[Named], all: &[Named]| some.iter().all(|n| all.contains(n));
    a.to == b.to || (within(first, second) && within(second, first))
}

fn shared_tables(a: &[&Row], b: &[&Row]) -> Vec<TableId> {
    let mut tables: Vec<TableId> =
        a.iter().map(|r| r.table).filter(|t| b.iter().any(|r| r.table == *t)).collect();
    tables.sort_unstable();
    tables.dedup();
    tables
}

fn have_same_rows(table: TableId, a: &[&Row], b: &[&Row]) -> bool {
    let values = |rows: &[&Row]| {
        let rows = rows.iter().filter(|r| r.table == table);
        rows.map(|r| r.cells.iter().map(|c| c.value.clone()).collect::<Vec<_>>())
            .collect::<Vec<_>>()
    };
    values(a) == values(b)
}

fn finding(ctx: &Ctx<'_>, id: DueId, first: FilingId, again: FilingId) -> Finding {
    let due = ctx.dues.due(id);
    let duty = ctx.duty(due);
    let (first, again) = (ctx.facts.filing(first), ctx.facts.filing(again));
    let paper = Paper::of_due(ctx, due, again.from);
    let finding = ctx
        .finding(&CODE, &duty.item, duty.item.name, message(&paper, ctx.facts.number(again)))
        .at(ctx.facts.header(again), words!("lần gửi thứ hai", "filed again"))
        .at(ctx.facts.header(first), words!("lần gửi thứ nhất", "filed first"))
        .help(help(ctx.facts.number(first)))
        .about(ctx.subject_of(due));
    with_clause(finding)
}
