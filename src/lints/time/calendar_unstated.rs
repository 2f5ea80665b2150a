//! `rule/calendar-unstated`: the plan does not say when its figures are closed, or changes that in its run,
//! so that two periods share days.

use crate::diag::{Code, Finding, Severity, Sink};
use crate::lints::{Ctx, Lint, Run};
use crate::value::{Date, Lang, Period, Step, Words, words};

pub(crate) static CODE: Code = Code {
    name: "rule/calendar-unstated",
    severity: Severity::Note,
    summary: [
        "không nêu lịch chốt số liệu, hoặc lịch ấy thay đổi giữa chừng",
        "no `calendar`, or a period in which it changes",
    ],
};

pub(super) const LINT: Lint = Lint { codes: &[&CODE], run: Run::Any(run) };

fn shared(period: Period, before: Period, [from, to]: [Date; 2]) -> Words {
    Words::new(|l| {
        let (period, before) = (period.show(l), before.show(l));
        let (from, to) = (from.show(l), to.show(l));
        match l {
            Lang::Vi => format!(
                "lịch chốt số liệu thay đổi: ngày {from} đến {to} thuộc cả {before} và {period}"
            ),
            Lang::En => {
                format!("the calendar changes: {from} to {to} belong to both {before} and {period}")
            }
        }
    })
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    let plan = ctx.plan;
    if !plan.item.clauses.iter().any(|(head, _)| *head == "calendar") {
        let message = words!(
            "kế hoạch không nêu lịch chốt số liệu, nên lấy theo tháng dương lịch",
            "the plan does not say when its figures are closed: calendar months are taken"
        );
        let at = (plan.item.name, words!("không có dòng `calendar`", "no `calendar`"));
        sink.push(ctx.finding(&CODE, &plan.item, at, message).help(words!(
            "ghi `calendar civil`, hoặc `calendar decree_09_2019` nếu số liệu chốt ngày 14",
            "write `calendar civil`, or `calendar decree_09_2019` if figures are closed on the 14th"
        )));
    }
    sink.push_some(change(ctx));
}

/// The first month of the run that begins before the one before it ends, as the longest period it begins.
fn change(ctx: &Ctx<'_>) -> Option<Finding> {
    let calendar = &ctx.plan.calendar;
    let run = ctx.run.filter(|_| !calendar.until.is_empty())?;
    let (from, to) = (run.from?, run.to?);
    let years = from.year()..=(to.year() + 1).min(from.year() + 100);
    let quarters = years.flat_map(|y| Period::all_of(Step::Quarter, y));
    let overlap = |p: &Period| {
        let before = p.previous();
        let days = [calendar.first(*p), calendar.last(before)];
        let [first, last] = days;
        let concerns = run.contains(calendar.last(*p)) || run.contains(last);
        (concerns && first <= last).then_some((*p, before, days))
    };
    let (p, before, days) = quarters.into_iter().find_map(|p| overlap(&p))?;
    let before = if before.to.of_year() == 12 { Period::year(before.label_year()) } else { before };
    let plan = ctx.plan;
    let at = (plan.item.place("calendar"), words!("thay đổi ở đây", "changes here"));
    Some(ctx.finding(&CODE, &plan.item, at, shared(p, before, days)).help(words!(
        "thống nhất với đơn vị báo cáo: những ngày chung chỉ tính vào một kỳ",
        "agree with those who report that the shared days are counted in one period only"
    )))
}
