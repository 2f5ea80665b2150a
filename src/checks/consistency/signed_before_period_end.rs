//! `consistency/signed-before-period-end`: signed before the figures can be known. Not where the due day
//! itself lies in the period, nor where the figures are given as estimates.

use crate::checks::Ctx;
use crate::checks::consistency::paper;
use crate::diag::{Code, Finding, Severity, words::count};
use crate::dues::SlotId;
use crate::facts::{Field, Filing, FilingKind, Status};
use crate::plan::{Every, When};
use crate::value::{Date, Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "consistency/signed-before-period-end",
    severity: Severity::Warning,
    summary: [
        "báo cáo được ký khi kỳ báo cáo chưa kết thúc",
        "a report was signed before its period was over",
    ],
};

fn message(paper: &Words, signed: Date, last: Date) -> Words {
    Words::new(|l| {
        let (paper, days) = (paper.get(l), last.days_since(signed));
        let (signed, last) = (signed.show(l), last.show(l));
        let days = count(usize::try_from(days).unwrap_or(0), l, ["ngày", "day", "days"]);
        match l {
            Lang::Vi => {
                format!("{paper} được ký ngày {signed}, trước khi kỳ kết thúc {days} ({last})")
            }
            Lang::En => {
                format!("{paper} was signed on {signed}, {days} before the period ends ({last})")
            }
        }
    })
}

fn help() -> Words {
    words!(
        "kiểm tra ngày ký và kỳ báo cáo; nếu số liệu là ước tính, ghi `status = \"estimate\"`",
        "check the day of signing and the period; if the figures are estimates, write `status = \"estimate\"`"
    )
}

pub(super) fn of(ctx: &Ctx<'_>, filing: &Filing) -> Option<Finding> {
    if filing.kind != FilingKind::Report || filing.status == Status::Estimate {
        return None;
    }
    let (signed, when) = (filing.signed?, filing.when?);
    let last = ctx.plan.last_day(when).filter(|last| signed < *last)?;
    let slot = slot(ctx, filing, when).map(|id| ctx.dues.slot(id));
    // The plan itself asks for it within the period, or whenever there is need.
    if slot.is_none() && is_on_demand(ctx, filing) {
        return None;
    }
    if slot.is_some_and(|s| s.day.is_some_and(|due| due < last)) {
        return None;
    }
    let item = paper::item(ctx, filing);
    let clause = slot.map_or(item.name, |s| s.clause);
    let message = message(&Words::new(|l| paper::paper(ctx, filing, l)), signed, last);
    Some(
        paper::finding(ctx, &CODE, (item, clause), message)
            .at(ctx.facts.place(filing, Field::Signed), words!("ngày ký", "signed"))
            .at(
                ctx.facts.place(filing, Field::Period),
                Words::new(|l| match l {
                    Lang::Vi => format!("kỳ này kết thúc ngày {}", last.show(l)),
                    Lang::En => format!("this period ends on {}", last.show(l)),
                }),
            )
            .at(clause, paper::declared())
            .help(help())
            .about(ctx.subject_of_filing(filing)),
    )
}

/// Owed for no time, and without figures that could not be known yet.
fn is_on_demand(ctx: &Ctx<'_>, filing: &Filing) -> bool {
    let mut duties = ctx.facts.duties_of(filing).iter().map(|id| ctx.plan.duty(*id));
    duties.any(|duty| duty.every.contains(&Every::OnDemand) && duty.carries.is_empty())
}

/// The occasion that a report is for.
fn slot(ctx: &Ctx<'_>, filing: &Filing, when: When) -> Option<SlotId> {
    ctx.facts.duties_of(filing).iter().find_map(|duty| ctx.dues.slot_for(*duty, when))
}
