//! `data/holidays-unknown`: a due day counts working days of a year that the calendar data lack. Once for each
//! year.

use crate::checks::completeness::papers::Paper;
use crate::checks::{Check, Ctx};
use crate::diag::{Code, Finding, Severity, Sink, Subject};
use crate::dues::{Slot, SlotId, occasion_id};
use crate::value::{Date, Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "data/holidays-unknown",
    severity: Severity::Note,
    summary: [
        "ngày hạn đếm theo ngày làm việc của một năm chưa có lịch nghỉ",
        "a due day counts working days of a year whose holidays are not known",
    ],
};

pub(super) const CHECK: Check = Check { codes: &[&CODE], run };

fn message(paper: &Paper<'_>, day: Date) -> Words {
    Words::new(|l| {
        let (paper, year, day) = (paper.show_alone(l), day.year(), day.show(l));
        match l {
            Lang::Vi => format!(
                "chưa có lịch nghỉ năm {year}: hạn {day} của {paper} chỉ trừ thứ Bảy và Chủ nhật"
            ),
            Lang::En => format!(
                "the holidays of {year} are not known: the due day {day} of {paper} leaves out weekends only"
            ),
        }
    })
}

fn help(year: i32) -> Words {
    words!(
        "bổ sung ngày nghỉ lễ và ngày làm bù của năm {year} vào tệp `holidays.csv`",
        "add the holidays and moved working days of {year} to `holidays.csv`"
    )
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    let mut told = Vec::new();
    for (at, slot) in ctx.dues.slots.iter().enumerate().filter(|(_, s)| s.holidays_unknown) {
        let id = SlotId(u32::try_from(at).unwrap_or(u32::MAX));
        let Some(day) = slot.day.filter(|_| slot.last.is_none_or(|last| last <= ctx.as_of)) else {
            continue;
        };
        if !told.contains(&day.year()) && ctx.dues.of_slot(id).iter().any(|d| d.in_scope) {
            told.push(day.year());
            sink.push(finding(ctx, slot, day));
        }
    }
}

fn finding(ctx: &Ctx<'_>, slot: &Slot, day: Date) -> Finding {
    let item = &ctx.plan.duty(slot.duty).item;
    ctx.finding(&CODE, item, slot.clause, message(&Paper::of_slot(ctx, slot), day))
        .at(slot.clause, words!("hạn này đếm ngày làm việc", "this counts working days"))
        .help(help(day.year()))
        .about(Subject {
            period: occasion_id(ctx.plan, slot.occasion),
            duty: Some(item.id.clone()),
            ..Subject::default()
        })
}
