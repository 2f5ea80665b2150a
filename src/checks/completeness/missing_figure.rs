//! `completeness/missing-figure`: a report came without a figure, a table, or cells of a column that it
//! carries. What was filed elsewhere for the same unit and time is not missing.

use rustc_hash::FxHashSet;

use crate::checks::completeness::held::Held;
use crate::checks::completeness::missing_cells;
use crate::checks::completeness::papers::{Paper, Papers, Serves, required_here, served_dues};
use crate::checks::{Check, Ctx};
use crate::diag::{Code, Finding, Severity, Sink, Subject};
use crate::dues::{Carried, Due, DueId, SlotId};
use crate::facts::{Fact, Filing, FilingId, Index, Seat, Seats, Time, time_of};
use crate::plan::{Carried as What, FigureId, Item, Nature, TableId, UnitId};
use crate::source::Span;
use crate::value::{Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "completeness/missing-figure",
    severity: Severity::Error,
    summary: [
        "báo cáo thiếu số liệu hoặc bảng mà nó phải có",
        "a report lacks a figure or table that it must carry",
    ],
};

pub(super) const CHECK: Check = Check { codes: &[&CODE], run };

fn message(paper: &Paper<'_>, figure: &str) -> Words {
    Words::new(|l| {
        let paper = paper.show(l);
        match l {
            Lang::Vi => format!("{paper} thiếu số liệu `{figure}`"),
            Lang::En => format!("{paper} lacks the figure `{figure}`"),
        }
    })
}

fn table_message(paper: &Paper<'_>, table: &str) -> Words {
    Words::new(|l| {
        let paper = paper.show(l);
        match l {
            Lang::Vi => format!("{paper} thiếu bảng `{table}`"),
            Lang::En => format!("{paper} lacks the table `{table}`"),
        }
    })
}

fn label(id: &str) -> Words {
    words!("tệp này chưa ghi `{id}`", "`{id}` is not filled in here")
}

fn help(id: &str) -> Words {
    words!(
        "bổ sung `{id}`: không phát sinh thì ghi 0, chưa thống kê được thì ghi {{ not_collected = \"lý do\" }}",
        "add `{id}`: write 0 where nothing occurred, {{ not_collected = \"reason\" }} where it was not counted"
    )
}

fn nil_help(id: &str) -> Words {
    words!(
        "báo cáo không phát sinh không thay được `{id}`: bỏ `nil = true` và ghi đủ số liệu, mục không phát sinh ghi 0",
        "a nil report does not cover `{id}`: take out `nil = true` and give all figures, 0 where nothing occurred"
    )
}

fn table_help(id: &str) -> Words {
    words!(
        "bổ sung các dòng của bảng `{id}`; nếu không có dòng nào thì ghi `{id} = []`",
        "add the rows of `{id}`; if there are none, write `{id} = []`"
    )
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    if ctx.plan.duties.iter().all(|d| d.carries.is_empty()) {
        return;
    }
    let carried = Carried::new(ctx.plan, ctx.dues);
    let mut look = Look {
        ctx,
        carried: &carried,
        papers: Papers::new(ctx),
        held: Held::new(ctx.facts),
        asked: Asked::default(),
        told: FxHashSet::default(),
    };
    for (id, due) in served_dues(ctx) {
        if !ctx.duty(due).carries.is_empty() {
            look.due(id, due, sink);
        }
    }
    if !ctx.facts.rows.is_empty() {
        missing_cells::run(ctx, &carried, &Serves::new(ctx), sink);
    }
}

struct Look<'c, 'a> {
    ctx: &'c Ctx<'a>,
    carried: &'c Carried<'a>,
    papers: Papers<'c, 'a>,
    held: Held,
    asked: Asked,
    /// Facts already named: two dues may carry one.
    told: FxHashSet<(FigureId, UnitId, Time)>,
}

/// What a due asks for. It is the same for all senders of a slot that have the same parts to carry, and mostly that
/// is every one.
#[derive(Default)]
struct Asked {
    slot: Option<SlotId>,
    parts: Vec<usize>,
    /// With the time of each fact, and where that stands.
    figures: Vec<(FigureId, Time, Seat)>,
    together: Seats,
    tables: Vec<TableId>,
}

impl Asked {
    fn turn(&mut self, ctx: &Ctx<'_>, carried: &Carried<'_>, due: &Due) {
        let (slot, unit) = (due.slot, due.unit);
        let parts = || carried.theirs(slot, unit).map(|(at, _)| at);
        if self.slot != Some(slot) || !parts().eq(self.parts.iter().copied()) {
            let (index, when) = (&ctx.facts.index, ctx.dues.slot(slot).occasion.when());
            let seated = |figure| {
                let time = time_of(ctx.plan, figure, when);
                (figure, time, index.seat(figure, time))
            };
            let figures: Vec<_> = carried.figures(slot, unit).map(seated).collect();
            *self = Self {
                slot: Some(slot),
                parts: parts().collect(),
                together: index.seats(figures.iter().map(|(.., seat)| *seat)),
                figures,
                tables: carried.tables(slot, unit).collect(),
            };
        }
        debug_assert!(carried.figures(slot, unit).eq(self.figures.iter().map(|(f, ..)| *f)));
        debug_assert!(carried.tables(slot, unit).eq(self.tables.iter().copied()));
    }

    /// The figures that were not filed for a unit. Most papers lack none, and that is one look.
    fn lacking<'s>(
        &'s self,
        index: &'s Index,
        unit: UnitId,
    ) -> impl Iterator<Item = (FigureId, Time)> + 's {
        let is_absent = move |seat| index.of(seat, unit) == Fact::None;
        let has_all = index.has_all(&self.together, unit);
        debug_assert_eq!(has_all, !self.figures.iter().any(|(.., seat)| is_absent(*seat)));
        let figures = if has_all { &[] } else { self.figures.as_slice() };
        let absent = figures.iter().filter(move |(.., seat)| is_absent(*seat));
        absent.map(|(figure, time, _)| (*figure, *time))
    }
}

impl Look<'_, '_> {
    fn due(&mut self, id: DueId, due: &Due, sink: &mut Sink) {
        let Some((first, filing)) = self.papers.counting(id).next() else { return };
        self.asked.turn(self.ctx, self.carried, due);
        for (figure, time) in self.asked.lacking(&self.ctx.facts.index, filing.about) {
            if !self.is_excused(id, due, figure) && self.told.insert((figure, filing.about, time)) {
                sink.push(self.figure(due, filing, figure));
            }
        }
        for table in &self.asked.tables {
            if !self.has_table(id, first, filing, *table) {
                sink.push(self.table(due, filing, *table));
            }
        }
    }

    /// Nil stands for it, or it was filed for the time that a paper names itself.
    fn is_excused(&self, id: DueId, due: &Due, figure: FigureId) -> bool {
        let (plan, index) = (self.ctx.plan, &self.ctx.facts.index);
        let subject = self.carried.subject(due.slot, due.unit);
        self.papers.counting(id).any(|(_, paper)| {
            let time = time_of(plan, figure, paper.when);
            let filed = |unit| index.get(figure, unit, time) != Fact::None;
            (paper.nil && nil_tells(self.ctx, figure)) || filed(paper.about) || filed(subject)
        })
    }

    fn has_table(&self, id: DueId, first: FilingId, filing: &Filing, table: TableId) -> bool {
        self.held.holds(first, filing, table)
            || self.papers.counting(id).any(|(id, f)| f.nil || self.held.holds(id, f, table))
    }

    fn figure(&self, due: &Due, filing: &Filing, figure: FigureId) -> Finding {
        let item = &self.ctx.plan.figure(figure).item;
        let paper = Paper::of_due(self.ctx, due, filing.from);
        let help = if filing.nil { nil_help(&item.id) } else { help(&item.id) };
        let clause = self.carried.clause(due.slot, due.unit, What::Figure(figure));
        finding(self.ctx, due, (item, clause), message(&paper, &item.label))
            .at(self.ctx.facts.header(filing), label(&item.id))
            .at(clause, required_here())
            .help(help)
    }

    fn table(&self, due: &Due, filing: &Filing, table: TableId) -> Finding {
        let item = &self.ctx.plan.table(table).item;
        let paper = Paper::of_due(self.ctx, due, filing.from);
        let clause = self.carried.clause(due.slot, due.unit, What::Table(table));
        finding(self.ctx, due, (item, clause), table_message(&paper, &item.label))
            .at(self.ctx.facts.header(filing), label(&item.id))
            .at(clause, required_here())
            .help(table_help(&item.id))
    }
}

/// A finding of a due for what it lacks, under the clause that asks for it.
fn finding(ctx: &Ctx<'_>, due: &Due, (what, clause): (&Item, Span), message: Words) -> Finding {
    ctx.finding(&CODE, &ctx.duty(due).item, clause, message)
        .about(Subject { figure: Some(what.id.clone()), ..ctx.subject_of(due) })
}

/// Whether *nothing occurred* gives this figure: a flow is nought, and what has a formula follows.
fn nil_tells(ctx: &Ctx<'_>, figure: FigureId) -> bool {
    let figure = ctx.plan.figure(figure);
    match figure.nature {
        Nature::Flow | Nature::ToDate => true,
        Nature::Level | Nature::Opening(_) | Nature::None => figure.equals.is_some(),
    }
}
