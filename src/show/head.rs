//! The top of a plan: what document it is, whose, for which days; then its phases and events.

use crate::plan::{Event, Phase, Plan, Rolls};
use crate::show::common;
use crate::show::page::Page;
use crate::show::say::Say;
use crate::show::terms;
use crate::syntax::tree::Kind;
use crate::value::{Date, Lang};

/// Number, title and the facts of the plan.
pub(crate) fn title(page: &mut Page, say: &Say<'_>) {
    let plan = say.plan;
    if let Some(number) = &plan.number {
        page.title(number);
    }
    page.title(&plan.item.label);
    page.blank();
    facts(page, say, plan);
    if plan.judged_by_signed {
        let by = say.pick("theo ngày ký", "by the day of signing");
        page.field(say.pick("Tính muộn", "Lateness"), by);
    }
    page.maybe(say.pick("Ngày nghỉ", "Days off"), rolls(say, plan.rolls));
    common::fields(page, say, &plan.item);
}

fn facts(page: &mut Page, say: &Say<'_>, plan: &Plan) {
    page.field(say.pick("Mã", "Id"), &plan.item.id);
    let open = |head: &str| {
        let unsaid = say.pick("văn bản không nêu", "not said by the text");
        say.left_open(&plan.item, head).unwrap_or_else(|| unsaid.to_owned())
    };
    let number = plan.number.clone().unwrap_or_else(|| open("number"));
    page.field(say.pick("Số hiệu", "Number"), &number);
    let province = plan.province.clone().unwrap_or_else(|| open("province"));
    page.field(say.pick("Địa phương", "Province"), &province);
    let issued = plan.issued.map_or_else(|| open("issued"), |d| say.date(d));
    page.field(say.pick("Ban hành", "Issued"), &issued);
    let runs = plan.runs.map_or_else(|| open("runs"), |d| say.days(d));
    page.field(say.pick("Thực hiện", "Runs"), &runs);
    let first = plan.first.map(|p| p.show(say.lang));
    page.maybe(say.pick("Kỳ đầu tiên", "First period"), first);
    page.maybe(say.pick("Số liệu của", "Figures of"), plan.about.map(|u| say.unit(u).to_owned()));
    let day = say.day.map(|d| say.date(d));
    page.maybe(say.pick("Đếm đơn vị", "Units as of"), day);
    page.field(say.pick("Khóa số liệu", "Calendar"), &terms::calendar(plan, say));
    page.fields(say.pick("Theo", "Implements"), &documents(say, &plan.implements));
    page.fields(say.pick("Thay thế", "Replaces"), &documents(say, &plan.replaces));
}

fn documents(say: &Say<'_>, all: &[(String, Option<Date>)]) -> Vec<String> {
    let one = |(number, dated): &(String, Option<Date>)| match (dated, say.lang) {
        (None, _) => number.clone(),
        (Some(day), Lang::Vi) => format!("{number} ngày {}", say.date(*day)),
        (Some(day), Lang::En) => format!("{number} of {}", say.date(*day)),
    };
    all.iter().map(one).collect()
}

fn rolls(say: &Say<'_>, rolls: Rolls) -> Option<String> {
    let text = match rolls {
        Rolls::No => return None,
        Rolls::Terms => say.pick(
            "hạn tính theo số ngày rơi vào ngày nghỉ thì lùi sang ngày làm việc kế tiếp",
            "a term in days that ends on a day off moves to the next working day",
        ),
        Rolls::All => say.pick(
            "mọi hạn rơi vào ngày nghỉ thì lùi sang ngày làm việc kế tiếp",
            "every due day on a day off moves to the next working day",
        ),
    };
    Some(text.to_owned())
}

/// Phases, baselines and events.
pub(crate) fn times(page: &mut Page, say: &Say<'_>) {
    let plan = say.plan;
    if plan.phases.is_empty() && plan.events.is_empty() {
        return;
    }
    page.section(say.pick("Mốc thời gian", "Phases and days"));
    for phase in &plan.phases {
        page.item(&phase.item.label, &phase.item.id);
        one_phase(page, say, phase);
    }
    for event in &plan.events {
        page.item(&event.item.label, &event.item.id);
        one_event(page, say, event);
    }
}

/// What one event says.
pub(crate) fn one_event(page: &mut Page, say: &Say<'_>, event: &Event) {
    let dated =
        say.pick("ngày xảy ra lấy theo hồ sơ của từng đơn vị", "dated in the data, for each unit");
    page.field(say.pick("Sự kiện", "Event"), dated);
    page.maybe(say.pick("Tên khác", "Also called"), Some(event.aliases.join("; ")));
    common::fields(page, say, &event.item);
}

/// What one phase says.
pub(crate) fn one_phase(page: &mut Page, say: &Say<'_>, phase: &Phase) {
    let name = match phase.item.kind {
        Kind::Baseline => say.pick("Gốc so sánh", "Baseline"),
        _ => say.pick("Giai đoạn", "Phase"),
    };
    page.field(name, &say.days(phase.days));
    let after = phase.after.map(|id| say.plan.phase(id).item.label.clone());
    page.maybe(say.pick("Tiếp sau", "After"), after);
    common::fields(page, say, &phase.item);
}
