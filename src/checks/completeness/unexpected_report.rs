//! `completeness/unexpected-report`: a filing for a due that is not owed. Not for shorter occasions of a merged
//! cycle, duties on demand, senders nobody lists, and figures from before the run: all these are welcome.

use crate::checks::completeness::papers::{Paper, about_filing, filings, with_clause};
use crate::checks::completeness::unit_not_in_force::Sent;
use crate::checks::{Check, Ctx};
use crate::diag::{Code, Finding, Severity, Sink};
use crate::facts::{Field, Filing, FilingId};
use crate::plan::{Duty, DutyId, Every, UnitId};
use crate::syntax::tree::Kind;
use crate::value::{Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "completeness/unexpected-report",
    severity: Severity::Note,
    summary: [
        "báo cáo, văn bản không thuộc diện phải gửi",
        "a report or document that is not owed",
    ],
};

pub(super) const CHECK: Check = Check { codes: &[&CODE], run };

/// `is_sender`: the unit owes this duty, only not for this time.
fn message(paper: &Paper<'_>, is_sender: bool) -> Words {
    Words::new(|l| {
        let paper = paper.show(l);
        match (l, is_sender) {
            (Lang::Vi, true) => {
                format!("{paper} không thuộc diện phải gửi: kế hoạch không yêu cầu kỳ này")
            }
            (Lang::Vi, false) => {
                format!("{paper} không thuộc diện phải gửi: kế hoạch không giao đơn vị này")
            }
            (Lang::En, true) => format!("{paper} is not owed: the plan does not ask for this time"),
            (Lang::En, false) => format!("{paper} is not owed: the plan does not ask this unit"),
        }
    })
}

fn label(is_sender: bool) -> Words {
    if is_sender {
        words!("kỳ này không phải gửi", "nothing is owed for this time")
    } else {
        words!("đơn vị này không phải gửi", "this unit owes nothing here")
    }
}

fn help() -> Words {
    words!(
        "kiểm tra đơn vị, kỳ và loại báo cáo; nếu là gửi thêm thì không phải sửa gì",
        "check the unit, the period and the kind of report; if it was sent in addition, there is nothing to do"
    )
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    if ctx.dues.beyond.is_empty() {
        return;
    }
    let mut senders = Senders::new(ctx);
    let sent = Sent::new(ctx);
    for (filing_id, filing) in filings_beyond(ctx) {
        // That the unit does not exist is a finding of its own.
        if let Some((duty_id, duty)) = not_owed(ctx, filing)
            && sent.day_out_of_force(filing_id, filing).is_none()
        {
            let is_sender = senders.has(ctx, duty_id, filing.from);
            sink.push(finding(ctx, filing, duty, is_sender));
        }
    }
}

/// Filings in scope that serve no due, in order.
fn filings_beyond<'c, 'a>(
    ctx: &'c Ctx<'a>,
) -> impl Iterator<Item = (FilingId, &'a Filing)> + use<'c, 'a> {
    let mut beyond = vec![false; ctx.facts.filings.len()];
    for (id, _) in &ctx.dues.beyond {
        if let Some(is) = beyond.get_mut(id.0 as usize) {
            *is = true;
        }
    }
    filings(ctx).filter(move |(id, _)| beyond.get(id.0 as usize) == Some(&true))
}

/// The duty that a filing names and for which it is not owed.
fn not_owed<'a>(ctx: &Ctx<'a>, filing: &Filing) -> Option<(DutyId, &'a Duty)> {
    let id = *ctx.facts.duties_of(filing).first()?;
    let duty = ctx.plan.duty(id);
    let welcome = duty.item.kind == Kind::Task
        || is_open_ended(ctx, duty)
        || ctx.dues.is_merged_away(ctx.plan, id, filing.when)
        || is_before_run(ctx, filing);
    (!welcome).then_some((id, duty))
}

/// Who owes each duty, worked out when first asked.
struct Senders {
    by_duty: Vec<Option<Vec<bool>>>,
}

impl Senders {
    fn new(ctx: &Ctx<'_>) -> Self {
        Self { by_duty: vec![None; ctx.plan.duties.len()] }
    }

    fn has(&mut self, ctx: &Ctx<'_>, duty: DutyId, unit: UnitId) -> bool {
        let Some(entry) = self.by_duty.get_mut(duty.at()) else { return false };
        let senders = entry.get_or_insert_with(|| senders(ctx, duty));
        senders.get(unit.at()) == Some(&true)
    }
}

fn senders(ctx: &Ctx<'_>, duty: DutyId) -> Vec<bool> {
    let mut senders = vec![false; ctx.plan.units.len()];
    for unit in ctx.plan.members(&ctx.plan.duty(duty).from, None, None) {
        if let Some(is) = senders.get_mut(unit.at()) {
            *is = true;
        }
    }
    senders
}

/// A duty whose dues nobody can list: on demand, how often or by whom is left open.
fn is_open_ended(ctx: &Ctx<'_>, duty: &Duty) -> bool {
    let loose = |e: &Every| matches!(e, Every::OnDemand | Every::Unspecified);
    duty.from.is_empty()
        || duty.every.iter().any(loose)
        || duty.from.iter().any(|s| ctx.plan.is_unknown(*s))
}

/// For a period that ended before the plan began: a figure to compare with.
fn is_before_run(ctx: &Ctx<'_>, filing: &Filing) -> bool {
    let last = filing.when.and_then(|w| ctx.plan.last_day(w));
    let begins = ctx.plan.runs.and_then(|r| r.from);
    last.zip(begins).is_some_and(|(last, begins)| last < begins)
}

fn finding(ctx: &Ctx<'_>, filing: &Filing, duty: &Duty, is_sender: bool) -> Finding {
    let (head, field) = match (is_sender, duty.every.is_empty()) {
        (false, _) => ("from", Field::From),
        (true, false) => ("every", Field::Period),
        (true, true) => ("due", Field::Period),
    };
    let message = message(&Paper::of_filing(ctx, filing), is_sender);
    let finding = about_filing(ctx, &CODE, filing, head, message)
        .at(ctx.facts.place(filing, field), label(is_sender))
        .help(help());
    with_clause(finding)
}
