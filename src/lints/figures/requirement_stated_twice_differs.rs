//! `rule/requirement-stated-twice-differs`: two limits, checks or duties that say the same thing, and not the
//! same of it.

use rustc_hash::FxHashSet;

use crate::diag::words::list;
use crate::diag::{Code, Finding, Severity, Sink};
use crate::dues::is_once;
use crate::lints::ctx::named;
use crate::lints::{Ctx, Lint, Run};
use crate::plan::{Addressee, Duty, DutyId, Every, SetId, UnitId};
use crate::value::{Date, Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "rule/requirement-stated-twice-differs",
    severity: Severity::Warning,
    summary: [
        "một yêu cầu nêu hai lần mà khác nhau",
        "two limits, checks or duties that say the same thing differently",
    ],
};

pub(super) const LINT: Lint = Lint { codes: &[&CODE], run: Run::Sound(run) };

/// What two statements of one duty differ in.
#[derive(Debug, Clone, Copy)]
enum Differs {
    From,
    To,
    Frequency,
    Due,
    Form,
}

impl Differs {
    fn show(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::From, Lang::Vi) => "đơn vị phải làm",
            (Self::To, Lang::Vi) => "nơi nhận",
            (Self::Frequency, Lang::Vi) => "số lần",
            (Self::Due, Lang::Vi) => "hạn",
            (Self::Form, Lang::Vi) => "hình thức văn bản",
            (Self::From, Lang::En) => "who owes it",
            (Self::To, Lang::En) => "who receives it",
            (Self::Frequency, Lang::En) => "how often",
            (Self::Due, Lang::En) => "the due day",
            (Self::Form, Lang::En) => "the form of the paper",
        }
    }
}

fn message(duty: &Words, other: &Words, differs: &[Differs]) -> Words {
    Words::new(|l| {
        let in_what: Vec<String> = differs.iter().map(|d| d.show(l).to_owned()).collect();
        let in_what = list(&in_what, l, true);
        match l {
            Lang::Vi => {
                format!(
                    "{} và {} là một yêu cầu nêu hai lần, khác nhau về {in_what}",
                    duty.vi, other.vi
                )
            }
            Lang::En => format!(
                "{} and {} are one requirement stated twice; they differ in {in_what}",
                duty.en, other.en
            ),
        }
    })
}

/// Two limits or checks over one expression, each with another number.
pub(crate) fn bounds(rule: &Words, other: &Words, [here, there]: [&Words; 2]) -> Words {
    Words::new(|l| {
        let (rule, other, here, there) = (rule.get(l), other.get(l), here.get(l), there.get(l));
        match l {
            Lang::Vi => format!("{rule} và {other} xét cùng một số mà khác mức: {here} và {there}"),
            Lang::En => {
                format!("{rule} and {other} judge one figure by two numbers: {here} and {there}")
            }
        }
    })
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    for (id, duty) in ctx.duties() {
        let Some(first) = duty.same_as else { continue };
        let other = ctx.plan.duty(first);
        let differs = compared(ctx, (id, duty), (first, other));
        if !differs.is_empty() {
            sink.push(finding(ctx, duty, other, &differs));
        }
    }
}

fn finding(ctx: &Ctx<'_>, duty: &Duty, other: &Duty, differs: &[Differs]) -> Finding {
    let message = message(&named(&duty.item), &named(&other.item), differs);
    let at = (duty.item.place("same as"), words!("cùng một yêu cầu", "the same requirement"));
    ctx.finding(&CODE, &duty.item, at, message)
        .at(other.item.name, words!("nêu lần đầu ở đây", "stated here first"))
        .help(words!(
            "hỏi nơi ban hành cách nào là đúng, rồi ghi `assume` cho cách đã chọn",
            "ask the issuer which of them holds, and record the choice in an `assume`"
        ))
}

fn compared(
    ctx: &Ctx<'_>,
    (a, duty): (DutyId, &Duty),
    (b, other): (DutyId, &Duty),
) -> Vec<Differs> {
    let mut out = Vec::new();
    let who = |sets: &[SetId]| -> FxHashSet<UnitId> {
        ctx.plan.members(sets, None, None).into_iter().collect()
    };
    if who(&duty.from) != who(&other.from) {
        out.push(Differs::From);
    }
    let (to, other_to) = (recipients(ctx, duty), recipients(ctx, other));
    if to != other_to && !duty.to.is_empty() && !other.to.is_empty() {
        out.push(Differs::To);
    }
    let every = |d: &Duty| if is_once(d) { vec![Every::Once] } else { d.every.clone() };
    if every(duty) != every(other) {
        out.push(Differs::Frequency);
    }
    if first_day(ctx, a) != first_day(ctx, b) {
        out.push(Differs::Due);
    }
    if duty.form != other.form && !duty.form.is_empty() && !other.form.is_empty() {
        out.push(Differs::Form);
    }
    out
}

/// Recipients, declared or only named, in a fixed order.
fn recipients(ctx: &Ctx<'_>, duty: &Duty) -> Vec<String> {
    let mut out = Vec::new();
    for place in duty.to.iter().flat_map(|route| &route.to) {
        match place {
            Addressee::Named(text) => out.push(text.clone()),
            Addressee::Set(set) => {
                let units = ctx.plan.members(&[*set], None, None);
                out.extend(units.into_iter().map(|u| ctx.plan.unit(u).item.id.clone()));
            }
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

fn first_day(ctx: &Ctx<'_>, id: DutyId) -> Option<Date> {
    ctx.slots(id).filter_map(|slot| slot.day).min()
}
