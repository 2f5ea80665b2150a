//! `rule/recipient-not-yet-in-force`: a paper is due to an office that does not exist on that day yet.

use crate::diag::{Code, Finding, Severity, Sink};
use crate::lints::ctx::{named, quoted};
use crate::lints::{Ctx, Lint, Run};
use crate::plan::{Addressee, Duty, DutyId, Route, SetId, UnitId};
use crate::value::{Date, Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "rule/recipient-not-yet-in-force",
    severity: Severity::Warning,
    summary: [
        "nơi nhận chưa thành lập vào ngày phải nộp",
        "a paper is due to a unit that does not exist yet",
    ],
};

pub(super) const LINT: Lint = Lint { codes: &[&CODE], run: Run::Any(run) };

fn message(duty: &Words, unit: &str, due: Date, from: Date) -> Words {
    let unit = quoted(unit);
    Words::new(|l| {
        let (due, from, duty) = (due.show(l), from.show(l), duty.get(l));
        match l {
            Lang::Vi => format!(
                "{duty} phải gửi {unit} ngày {due}, khi nơi nhận chưa có (từ {from} mới có)"
            ),
            Lang::En => {
                format!("{duty} is owed to {unit} on {due}, which does not exist before {from}")
            }
        }
    })
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    for (id, duty) in ctx.duties() {
        let mut routes = duty.to.iter();
        sink.push_some(routes.find_map(|route| finding(ctx, id, duty, route)));
    }
}

fn finding(ctx: &Ctx<'_>, id: DutyId, duty: &Duty, route: &Route) -> Option<Finding> {
    let days = ctx.slots(id).filter_map(|slot| slot.day.or(slot.last));
    let due = days.min()?;
    let places = route.to.iter().chain(&route.via);
    let (unit, from) = places.filter_map(set).find_map(|set| not_yet(ctx, set, due))?;
    let item = &ctx.plan.unit(unit).item;
    let at = (route.clause, words!("gửi tới đây", "sent here"));
    let message = message(&named(&duty.item), &item.label, due, from);
    Some(
        ctx.finding(&CODE, &duty.item, at, message)
            .at(item.place("runs"), words!("có từ ngày này", "exists from here on"))
            .help(words!(
                "ghi `first` với kỳ đầu tiên có nơi nhận, hoặc nêu nơi nhận tạm thời",
                "write `first` with the first occasion that has a recipient, or name one for the time before"
            )),
    )
}

fn set(place: &Addressee) -> Option<SetId> {
    match place {
        Addressee::Set(set) => Some(*set),
        Addressee::Named(_) => None,
    }
}

/// A set of which nobody exists yet on a day: the first to come.
fn not_yet(ctx: &Ctx<'_>, set: SetId, day: Date) -> Option<(UnitId, Date)> {
    if ctx.plan.is_relative(set) {
        return None;
    }
    let members = ctx.plan.members(&[set], None, None);
    if members.iter().any(|u| ctx.plan.unit(*u).runs.from.is_none_or(|from| from <= day)) {
        return None;
    }
    let begin = |u: UnitId| Some((u, ctx.plan.unit(u).runs.from?));
    members.into_iter().filter_map(begin).min_by_key(|(_, from)| *from)
}
