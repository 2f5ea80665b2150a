//! All dues of a unit with their states, duty by duty.

use crate::dues::{DueId, day_that_counts};
use crate::show::page::Page;
use crate::show::{self};
use crate::value::Lang;
use crate::why::ask::Ask;
use crate::why::{Teller, due};

/// Every due of the unit.
pub(crate) fn dues(page: &mut Page, teller: &Teller<'_>, ask: &Ask) {
    let say = &teller.say;
    let all = teller.dues_of(ask);
    for (duty, dues) in &all {
        let duty = say.plan.duty(*duty);
        page.heading(&format!("{} ({})", duty.item.label, duty.item.id));
        page.maybe(say.pick("Căn cứ", "Basis"), say.cites(&duty.item.cites));
        for id in dues {
            page.marked("- ", &one(teller, *id));
        }
    }
    if all.is_empty() {
        page.heading(say.pick("Không có gì phải nộp.", "Nothing is owed."));
    }
    without_dues(page, teller, ask);
    page.heading(say.pick(
        "Thêm --period để xem từng bước của một kỳ.",
        "Add --period to see one occasion step by step.",
    ));
}

/// `quý III năm 2018: hạn 15/10/2018, nhận 12/10/2018: đúng hạn`
fn one(teller: &Teller<'_>, id: DueId) -> String {
    let (say, slot, duty) = (&teller.say, teller.slot(id), teller.duty(id));
    let occasion = show::occasion(say, duty, slot.occasion);
    let mut parts = Vec::new();
    if let Some(day) = teller.dues().day(id) {
        parts.push(format!("{} {}", say.pick("hạn", "due"), say.date(day)));
    }
    if let Some(filing) = teller.ctx.filing_of(teller.dues().due(id)) {
        let by_signed = duty.judged_by_signed;
        let day = day_that_counts(filing, by_signed).map(|(d, _)| say.date(d));
        let word = match (by_signed, say.lang) {
            (true, Lang::Vi) => "ký",
            (true, Lang::En) => "signed",
            (false, Lang::Vi) => "nhận",
            (false, Lang::En) => "received",
        };
        parts.extend(day.map(|d| format!("{word} {d}")));
    }
    parts.push(due::state(teller, id));
    format!("{occasion}: {}", parts.join("; "))
}

/// Duties that name the unit and have no due, with the reason.
fn without_dues(page: &mut Page, teller: &Teller<'_>, ask: &Ask) {
    let say = &teller.say;
    let mut lines = Vec::new();
    for id in teller.duties(ask.duty) {
        let duty = say.plan.duty(id);
        let named = say.plan.members(&duty.from, None, None).contains(&ask.unit);
        let none = teller.dues().slots_of(id).is_empty();
        if let Some(why) = show::unscheduled(say, duty).filter(|_| named && none) {
            lines.push(format!("{}: {why}", duty.item.label));
        }
    }
    if !lines.is_empty() {
        page.section(say.pick("Không xếp được vào lịch", "In no calendar"));
    }
    for line in lines {
        page.marked("- ", &line);
    }
}
