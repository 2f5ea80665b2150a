//! `completeness/recipient-not-yet-in-force`: a unit in `to` does not exist yet on the due day; nothing sent
//! to it is missed. One finding for each recipient and occasion.

use crate::checks::completeness::papers::{Paper, required_here};
use crate::checks::completeness::recipients::due_day;
use crate::checks::{Check, Ctx};
use crate::diag::{Code, Severity, Sink, Subject};
use crate::dues::{Slot, SlotId, occasion_id};
use crate::plan::{Addressee, Plan, Route, Set, UnitId};
use crate::value::{Date, Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "completeness/recipient-not-yet-in-force",
    severity: Severity::Note,
    summary: [
        "nơi nhận chưa được thành lập vào ngày hạn",
        "a recipient does not exist yet on the due day",
    ],
};

pub(super) const CHECK: Check = Check { codes: &[&CODE], run };

fn message(unit: &str, paper: &Paper<'_>, day: Date, from: Date) -> Words {
    Words::new(|l| {
        let (paper, day, from) = (paper.show_alone(l), day.show(l), from.show(l));
        match l {
            Lang::Vi => format!(
                "{unit} chưa thành lập vào ngày hạn {day} của {paper}: đơn vị này có từ {from}"
            ),
            Lang::En => format!(
                "{unit} does not exist yet on {day}, when {paper} is due: it begins on {from}"
            ),
        }
    })
}

fn help(unit: &str) -> Words {
    words!(
        "kỳ này không phải gửi {unit}; nếu đơn vị đã có từ trước, sửa dòng `runs` của đơn vị",
        "nothing has to be sent to {unit} this time; if it existed before, correct its `runs`"
    )
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    for (at, slot) in ctx.dues.slots.iter().enumerate() {
        let id = SlotId(u32::try_from(at).unwrap_or(u32::MAX));
        if due_day(ctx, slot) > ctx.as_of || !ctx.dues.of_slot(id).iter().any(|d| d.in_scope) {
            continue;
        }
        for route in &ctx.plan.duty(slot.duty).to {
            one_route(ctx, slot, route, sink);
        }
    }
}

fn one_route(ctx: &Ctx<'_>, slot: &Slot, route: &Route, sink: &mut Sink) {
    let day = due_day(ctx, slot);
    for unit in route.to.iter().filter_map(|a| named_unit(ctx.plan, a)) {
        let begins = ctx.plan.unit(unit).runs.from;
        if let Some(from) = begins.filter(|from| *from > day) {
            one(ctx, slot, route, (unit, from), sink);
        }
    }
}

/// A unit that is named itself: members of groups come and go.
fn named_unit(plan: &Plan, addressee: &Addressee) -> Option<UnitId> {
    let Addressee::Set(set) = addressee else { return None };
    match plan.set(*set) {
        Set::Unit(unit) => Some(*unit),
        Set::Group(_) | Set::It | Set::Above | Set::Every { .. } => None,
    }
}

fn one(ctx: &Ctx<'_>, slot: &Slot, route: &Route, (unit, from): (UnitId, Date), sink: &mut Sink) {
    let (duty, recipient) = (ctx.plan.duty(slot.duty), ctx.plan.unit(unit));
    let day = due_day(ctx, slot);
    let name = ctx.unit(unit, Some(from));
    let message = message(name, &Paper::of_slot(ctx, slot), day, from);
    let finding = ctx
        .finding(&CODE, &duty.item, route.clause, message)
        .at(recipient.item.place("runs"), words!("có từ ngày này", "begins here"))
        .at(route.clause, required_here())
        .help(help(name))
        .about(Subject {
            unit: Some(recipient.item.id.clone()),
            period: occasion_id(ctx.plan, slot.occasion),
            duty: Some(duty.item.id.clone()),
            figure: None,
        });
    sink.push(finding);
}
