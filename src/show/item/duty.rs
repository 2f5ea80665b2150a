//! What a report, document or task brings: each occasion with its due day and who owes, then the laws of
//! the figures it carries.

use crate::dues::{DueId, Dues, Occasion, Slot, SlotId, expand};
use crate::facts::Facts;
use crate::plan::{Carried, DutyId, UnitId};
use crate::show::brought;
use crate::show::calendar::{named_sender, occasion, unscheduled};
use crate::show::item::{Teller, figure, listed};
use crate::show::page::Page;
use crate::show::say::Say;
use crate::value::{Date, Lang};

pub(super) fn brings(page: &mut Page, teller: &Teller<'_>, id: DutyId) {
    dues(page, teller, id);
    laws(page, &teller.say, id);
}

/// What is owed over the whole run; without an end of it, up to the day asked for.
pub(super) fn owed(teller: &Teller<'_>) -> Option<Dues> {
    let say = &teller.say;
    let horizon = say.plan.runs.and_then(|r| r.to).or(say.day)?;
    Some(expand(say.plan, &Facts::default(), horizon, teller.holidays))
}

/// Occasions that the same units owe are told together.
fn dues(page: &mut Page, teller: &Teller<'_>, id: DutyId) {
    let say = &teller.say;
    let Some(dues) = owed(teller) else { return };
    let slots: Vec<&Slot> = dues.slots_of(id).iter().map(|s| dues.slot(*s)).collect();
    let slots: Vec<&Slot> = slots.into_iter().filter(|s| s.dues.0 < s.dues.1).collect();
    if slots.is_empty() {
        without(page, say, &dues, id);
    } else {
        let filings: u32 = slots.iter().map(|s| s.dues.1 - s.dues.0).sum();
        page.section(&owed_words(say.lang, slots.len(), filings));
    }
    let mut groups: Vec<(Vec<Owing>, Vec<&Slot>)> = Vec::new();
    for slot in slots {
        let owing = owing(&dues, slot);
        match groups.iter_mut().find(|(o, _)| *o == owing) {
            Some((_, slots)) => slots.push(slot),
            None => groups.push((owing, vec![slot])),
        }
    }
    let mut before: Option<&[Owing]> = None;
    for (owing, slots) in &groups {
        let names = senders(say, slots, owing, before);
        let lines: Vec<String> = slots.iter().map(|slot| when(say, slot)).collect();
        page.field(say.pick("Ai nộp", "Who"), &names);
        page.fields(say.pick("Kỳ, hạn", "When"), &lines);
        before = Some(owing);
    }
    no_bearer(page, say, &dues, id);
}

fn owed_words(lang: Lang, occasions: usize, filings: u32) -> String {
    let filings = usize::try_from(filings).unwrap_or(usize::MAX);
    let occasions = crate::diag::words::count(occasions, lang, ["kỳ", "occasion", "occasions"]);
    let filings = crate::diag::words::count(filings, lang, ["lượt nộp", "filing", "filings"]);
    match lang {
        Lang::Vi => format!("Phải nộp: {occasions}, {filings}"),
        Lang::En => format!("What is owed: {occasions}, {filings}"),
    }
}

/// Who owes, and who bears it instead.
type Owing = (UnitId, Vec<UnitId>);

fn owing(dues: &Dues, slot: &Slot) -> Vec<Owing> {
    let ids = (slot.dues.0..slot.dues.1).map(DueId);
    let bearers = |id: &DueId| dues.bearers.get(id).cloned().unwrap_or_default();
    ids.map(|id| (dues.due(id).unit, bearers(&id))).collect()
}

/// The units by the names they bear then; of a long list only what changed since the one before it.
fn senders(say: &Say<'_>, slots: &[&Slot], owing: &[Owing], before: Option<&[Owing]>) -> String {
    let day = slots.first().and_then(|s| s.day.or(s.last));
    let say = Say { day: day.or(say.day), ..*say };
    let count = say.units(owing.len());
    let name = |(unit, others): &Owing| named_sender(&say, *unit, others);
    let list = |all: &[&Owing]| all.iter().map(|o| name(o)).collect::<Vec<_>>().join("; ");
    let all: Vec<&Owing> = owing.iter().collect();
    let Some(before) = before else { return format!("{} ({count})", list(&all)) };
    let more: Vec<&Owing> = owing.iter().filter(|o| !before.contains(o)).collect();
    let less: Vec<&Owing> = before.iter().filter(|o| !owing.contains(o)).collect();
    if more.len() + less.len() + 2 > owing.len() {
        return format!("{} ({count})", list(&all));
    }
    let mut parts = vec![say.pick("như trên", "as above").to_owned()];
    if !less.is_empty() {
        parts.push(format!("{} {}", say.pick("trừ", "without"), list(&less)));
    }
    if !more.is_empty() {
        parts.push(format!("{} {}", say.pick("thêm", "and"), list(&more)));
    }
    format!("{} ({count})", parts.join(", "))
}

/// `6 tháng đầu năm 2018: hạn 15/7/2018`
fn when(say: &Say<'_>, slot: &Slot) -> String {
    let duty = say.plan.duty(slot.duty);
    let occasion = occasion(say, duty, slot.occasion);
    let end = |day: Date| match (slot.occasion, say.lang) {
        (Occasion::Once, Lang::Vi) => format!("; thời gian thực hiện hết ngày {}", say.date(day)),
        (Occasion::Once, Lang::En) => format!("; the run ends {}", say.date(day)),
        (_, Lang::Vi) => format!("; kỳ hết ngày {}", say.date(day)),
        (_, Lang::En) => format!("; the occasion ends {}", say.date(day)),
    };
    match (slot.day, say.lang) {
        (Some(day), Lang::Vi) => format!("{occasion}: hạn {}", say.date(day)),
        (Some(day), Lang::En) => format!("{occasion}: due {}", say.date(day)),
        (None, _) => {
            let none = say.pick("không nêu hạn", "no due day");
            format!("{occasion}: {none}{}", slot.last.map(end).unwrap_or_default())
        }
    }
}

/// Why nothing is owed on any day; of work without a paper, by which days it must be done.
fn without(page: &mut Page, say: &Say<'_>, dues: &Dues, id: DutyId) {
    let days: Vec<String> =
        dues.task_days.iter().filter(|t| t.duty == id).map(|t| say.date(t.day)).collect();
    if !days.is_empty() {
        page.section(say.pick("Phải xong", "To be done by"));
        for day in &days {
            page.marked("- ", day);
        }
        return;
    }
    let duty = say.plan.duty(id);
    page.section(say.pick("Phải nộp", "What is owed"));
    let task = say.pick(
        "không có: nhiệm vụ không phải nộp thành văn bản riêng",
        "nothing: the task needs no paper of its own",
    );
    let none = say.pick("không có trong thời gian thực hiện", "nothing within the run");
    let paper = duty.item.kind != crate::syntax::tree::Kind::Task || !duty.form.is_empty();
    let why = unscheduled(say, duty);
    let why = why.unwrap_or_else(|| if paper { none } else { task }.to_owned());
    page.marked("- ", &why);
}

fn no_bearer(page: &mut Page, say: &Say<'_>, dues: &Dues, id: DutyId) {
    let gone = dues.no_bearer.iter().filter(|n| n.duty == id);
    let line = |n: &crate::dues::NoBearer| {
        let (unit, since) = (say.unit(n.unit), say.date(n.since));
        match say.lang {
            Lang::Vi => format!("{unit}, từ kỳ hết ngày {since}"),
            Lang::En => format!("{unit}, from the occasion that ends {since}"),
        }
    };
    let lines: Vec<String> = gone.map(line).collect();
    listed(page, say.pick("Không còn đơn vị kế tục", "Borne by nobody"), &lines);
}

/// The laws of its totals, and of every figure and table it carries.
fn laws(page: &mut Page, say: &Say<'_>, id: DutyId) {
    let totals: Vec<String> = brought::of_duty(say, id).iter().map(figure::law).collect();
    let mut all: Vec<Carried> = Vec::new();
    let carried = say.plan.duty(id).carries.iter().map(|c| c.what);
    carried.for_each(|what| all.extend((!all.contains(&what)).then_some(what)));
    let told: Vec<(Carried, Vec<String>)> =
        all.into_iter().map(|what| (what, figure::laws_of(say, what))).collect();
    let n = totals.len() + told.iter().map(|(_, laws)| laws.len()).sum::<usize>();
    if n == 0 {
        return;
    }
    let heading = say.pick("Ràng buộc số liệu kèm theo", "Laws of what it carries");
    page.section(&format!("{heading} ({n})"));
    for law in &totals {
        page.marked("- ", law);
    }
    for (what, laws) in told.iter().filter(|(_, laws)| !laws.is_empty()) {
        let item = match what {
            Carried::Figure(id) => &say.plan.figure(*id).item,
            Carried::Table(id) => &say.plan.table(*id).item,
        };
        page.item(&item.label, &item.id);
        for law in laws {
            page.line(4, law);
        }
    }
}

/// How many occasions of a duty a unit owes.
pub(super) fn count_of(dues: &Dues, id: DutyId, unit: UnitId) -> usize {
    let owes = |slot: &&SlotId| dues.due_of(**slot, unit).is_some();
    dues.slots_of(id).iter().filter(owes).count()
}
