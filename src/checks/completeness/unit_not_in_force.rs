//! `completeness/unit-not-in-force`: a paper of a unit that does not exist on its day, and that no unit it
//! became has sent.

use crate::checks::completeness::papers::{Paper, Papers, Serves, day_of, filings, first_duty};
use crate::checks::{Check, Ctx};
use crate::diag::words::list;
use crate::diag::{Code, Finding, Severity, Sink};
use crate::facts::{Field, Filing, FilingId};
use crate::plan::{Unit, UnitId};
use crate::value::{Date, Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "completeness/unit-not-in-force",
    severity: Severity::Error,
    summary: ["đơn vị gửi không tồn tại vào ngày gửi", "the sender does not exist on the day"],
};

pub(super) const CHECK: Check = Check { codes: &[&CODE], run };

fn message(paper: &Paper<'_>, day: Date, unit: &Unit) -> Words {
    Words::new(|l| {
        let (paper, shown) = (paper.show(l), day.show(l));
        let begins = unit.runs.from.filter(|from| day < *from);
        match (l, begins, unit.runs.to) {
            (Lang::Vi, Some(from), _) => {
                format!("{paper} ngày {shown}, khi đơn vị chưa thành lập: có từ {}", from.show(l))
            }
            (Lang::Vi, None, Some(to)) => format!(
                "{paper} ngày {shown}, khi đơn vị không còn hoạt động: đã kết thúc ngày {}",
                to.show(l)
            ),
            (Lang::Vi, None, None) => {
                format!("{paper} ngày {shown}, khi đơn vị không hoạt động")
            }
            (Lang::En, Some(from), _) => {
                format!("{paper} is of {shown}, and the unit begins only on {}", from.show(l))
            }
            (Lang::En, None, Some(to)) => {
                format!("{paper} is of {shown}, and the unit ended on {}", to.show(l))
            }
            (Lang::En, None, None) => {
                format!("{paper} is of {shown}, when the unit does not exist")
            }
        }
    })
}

fn help(successors: &[String]) -> Words {
    Words::new(|l| match (l, successors.is_empty()) {
        (Lang::Vi, true) => "kiểm tra tên đơn vị gửi và ngày ký".to_owned(),
        (Lang::En, true) => "check the name of the sender and the day of signing".to_owned(),
        (Lang::Vi, false) => format!(
            "đề nghị {} gửi, hoặc kiểm tra tên đơn vị gửi và ngày ký",
            list(successors, l, false)
        ),
        (Lang::En, false) => format!(
            "ask {} for it, or check the name of the sender and the day of signing",
            list(successors, l, false)
        ),
    })
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    let ever = |unit: &Unit| unit.runs.from.is_none() && unit.runs.to.is_none();
    if ctx.plan.units.iter().all(ever) {
        return;
    }
    let sent = Sent { ctx, serves: Serves::new(ctx), papers: Papers::new(ctx) };
    for (id, filing) in filings(ctx) {
        let Some(day) = day_of(ctx, filing).filter(|d| !ctx.plan.exists(filing.from, *d)) else {
            continue;
        };
        let function = first_duty(ctx, filing).and_then(|d| d.function.as_deref());
        let successors = ctx.plan.bearers(filing.from, day, function);
        if !sent.by_others(id, filing, &successors) {
            sink.push(finding(ctx, filing, day, &successors));
        }
    }
}

struct Sent<'c, 'a> {
    ctx: &'c Ctx<'a>,
    serves: Serves,
    papers: Papers<'c, 'a>,
}

impl Sent<'_, '_> {
    /// Whether a successor has sent what this filing is for.
    fn by_others(&self, id: FilingId, filing: &Filing, successors: &[UnitId]) -> bool {
        let same_due = self
            .serves
            .of(id)
            .any(|due| self.papers.of(due).any(|(_, other)| successors.contains(&other.from)));
        same_due || successors.iter().any(|unit| self.owes_and_sent(filing, *unit))
    }

    /// Whether a unit had to send the same itself, and did.
    fn owes_and_sent(&self, filing: &Filing, unit: UnitId) -> bool {
        let dues = self.ctx.dues;
        let slots = self.ctx.facts.duties_of(filing).iter().flat_map(|d| dues.slots_of(*d));
        let same = slots.filter(|s| dues.slot(**s).occasion.when() == filing.when);
        same.filter_map(|s| dues.due_of(*s, unit)).any(|due| self.papers.of(due).next().is_some())
    }
}

fn finding(ctx: &Ctx<'_>, filing: &Filing, day: Date, successors: &[UnitId]) -> Finding {
    let unit = ctx.plan.unit(filing.from);
    let names: Vec<String> =
        successors.iter().map(|u| ctx.unit(*u, Some(day)).to_owned()).collect();
    let clause = unit.item.place("runs");
    ctx.finding(&CODE, &unit.item, clause, message(&Paper::of_filing(ctx, filing), day, unit))
        .at(ctx.facts.place(filing, Field::From), words!("đơn vị gửi", "the sender"))
        .at(clause, words!("thời gian hoạt động của đơn vị", "the unit exists in this time"))
        .help(help(&names))
        .about(ctx.subject_of_filing(filing))
}
