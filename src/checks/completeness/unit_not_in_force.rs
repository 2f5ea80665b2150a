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

/// `dated`: the day is written on the paper, and not only the last of its period.
fn message(paper: &Paper<'_>, day: Date, dated: bool, unit: &Unit) -> Words {
    Words::new(|l| {
        let (paper, day_shown) = (paper.show(l), day.show(l));
        let begins = unit.runs.from.filter(|from| day < *from);
        let paper = match (l, dated) {
            (Lang::Vi, true) => format!("{paper} đề ngày {day_shown}"),
            (Lang::Vi, false) => format!("{paper} tính đến ngày {day_shown}"),
            (Lang::En, true) => format!("{paper} is dated {day_shown}"),
            (Lang::En, false) => format!("{paper} speaks of {day_shown}"),
        };
        match (l, begins, unit.runs.to) {
            (Lang::Vi, Some(from), _) => {
                format!("{paper}, khi đơn vị chưa thành lập: đơn vị có từ {}", from.show(l))
            }
            (Lang::Vi, None, Some(to)) => {
                format!("{paper}, khi đơn vị không còn: đã kết thúc ngày {}", to.show(l))
            }
            (Lang::Vi, None, None) => format!("{paper}, khi đơn vị không hoạt động"),
            (Lang::En, Some(from), _) => {
                format!("{paper}, and the unit begins only on {}", from.show(l))
            }
            (Lang::En, None, Some(to)) => format!("{paper}, and the unit ended on {}", to.show(l)),
            (Lang::En, None, None) => format!("{paper}, when the unit does not exist"),
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
    let sent = Sent::new(ctx);
    for (id, filing) in filings(ctx) {
        if let Some(day) = sent.day_out_of_force(id, filing) {
            sink.push(finding(ctx, filing, day));
        }
    }
}

/// Who sent what, to tell whether a successor did.
pub(super) struct Sent<'c, 'a> {
    ctx: &'c Ctx<'a>,
    serves: Serves,
    papers: Papers<'c, 'a>,
}

impl<'c, 'a> Sent<'c, 'a> {
    pub(super) fn new(ctx: &'c Ctx<'a>) -> Self {
        Self { ctx, serves: Serves::new(ctx), papers: Papers::new(ctx) }
    }

    /// The day of a filing on which its sender does not exist, unless a successor has sent the same.
    pub(super) fn day_out_of_force(&self, id: FilingId, filing: &Filing) -> Option<Date> {
        let ctx = self.ctx;
        let day = day_of(ctx, filing).filter(|d| !ctx.plan.exists(filing.from, *d))?;
        let successors = successors(ctx, filing, day);
        let mut dues = self.serves.of(id).peekable();
        let sent = match dues.peek() {
            Some(_) => dues
                .any(|due| self.papers.of(due).any(|(_, other)| successors.contains(&other.from))),
            None => successors.iter().any(|unit| self.owes_and_sent(filing, *unit)),
        };
        (!sent).then_some(day)
    }

    /// Whether a unit had to send the same itself, and did.
    fn owes_and_sent(&self, filing: &Filing, unit: UnitId) -> bool {
        let dues = self.ctx.dues;
        let slots = self.ctx.facts.duties_of(filing).iter().flat_map(|d| dues.slots_of(*d));
        let same = slots.filter(|s| dues.slot(**s).occasion.when() == filing.when);
        same.filter_map(|s| dues.due_of(*s, unit)).any(|due| self.papers.of(due).next().is_some())
    }
}

fn successors(ctx: &Ctx<'_>, filing: &Filing, day: Date) -> Vec<UnitId> {
    let function = first_duty(ctx, filing).and_then(|d| d.function.as_deref());
    ctx.plan.bearers(filing.from, day, function)
}

fn finding(ctx: &Ctx<'_>, filing: &Filing, day: Date) -> Finding {
    let unit = ctx.plan.unit(filing.from);
    let successors = successors(ctx, filing, day).into_iter();
    let names: Vec<String> = successors.map(|u| ctx.unit(u, Some(day)).to_owned()).collect();
    let clause = unit.item.place("runs");
    let dated = filing.signed.or(filing.received).is_some();
    let message = message(&Paper::of_filing(ctx, filing), day, dated, unit);
    ctx.finding(&CODE, &unit.item, clause, message)
        .at(ctx.facts.place(filing, Field::From), words!("đơn vị gửi", "the sender"))
        .at(clause, words!("thời gian hoạt động của đơn vị", "the unit exists in this time"))
        .help(help(&names))
        .about(ctx.subject_of_filing(filing))
}
