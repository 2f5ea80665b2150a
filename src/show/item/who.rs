//! Units, groups and times: what each says of itself, and where a plan names it.

use crate::plan::{Addressee, Duty, DutyId, Every, GroupId, PhaseId, Set, SetId, TimeRef, UnitId};
use crate::plan::{ExprKind, Tail, When};
use crate::show::common;
use crate::show::item::duty::{count_of, owed};
use crate::show::item::{Teller, What, duties_where, listed, named};
use crate::show::kinds;
use crate::show::page::Page;
use crate::show::say::Say;
use crate::value::{Days, Lang};

/// What a unit says of itself.
pub(super) fn unit(page: &mut Page, say: &Say<'_>, id: UnitId) {
    let unit = say.plan.unit(id);
    let kind = unit.kind.as_ref().map(|k| kinds::word(k, say.lang));
    page.maybe(say.pick("Loại", "Kind"), kind);
    let above = unit.under.map(|u| named(&say.plan.unit(u).item));
    page.maybe(say.pick("Trực thuộc", "Under"), above);
    let exists = (unit.runs != Days::ALL).then(|| say.days(unit.runs));
    page.maybe(say.pick("Tồn tại", "Exists"), exists);
    let becomes = |(next, function): &(UnitId, Option<String>)| match function {
        Some(function) => format!("{} ({function})", say.unit(*next)),
        None => say.unit(*next).to_owned(),
    };
    let next: Vec<String> = unit.becomes.iter().map(becomes).collect();
    page.maybe(say.pick("Kế tục", "Carried on by"), Some(next.join("; ")));
    let alias = |(name, from): &(String, Option<crate::value::Date>)| match (from, say.lang) {
        (None, _) => name.clone(),
        (Some(day), Lang::Vi) => format!("{name} (từ {})", say.date(*day)),
        (Some(day), Lang::En) => format!("{name} (from {})", say.date(*day)),
    };
    let aliases: Vec<String> = unit.aliases.iter().map(alias).collect();
    page.maybe(say.pick("Tên khác", "Also called"), Some(aliases.join("; ")));
    let seat = |(role, post): &(String, Option<String>)| match post {
        Some(post) => format!("{role}: {post}"),
        None => role.clone(),
    };
    let seats: Vec<String> = unit.seats.iter().map(seat).collect();
    page.fields(say.pick("Chức danh", "Seats"), &seats);
    common::fields(page, say, &unit.item);
}

/// The groups of a unit, what it owes, and what comes to it.
pub(super) fn of_unit(page: &mut Page, teller: &Teller<'_>, id: UnitId) {
    let say = &teller.say;
    let plan = say.plan;
    let is_in = |sets: &[SetId]| plan.members(sets, None, None).contains(&id);
    let groups = plan.groups.iter().filter(|g| is_in(&g.members) && !is_in(&g.except));
    let groups: Vec<String> = groups.map(|g| named(&g.item)).collect();
    listed(page, say.pick("Thuộc nhóm", "In groups"), &groups);
    let mut lines = Vec::new();
    if let Some(dues) = owed(teller) {
        for (duty, n) in
            (0..).map(DutyId).zip(&plan.duties).map(|(d, _)| (d, count_of(&dues, d, id)))
        {
            if n > 0 {
                let times = crate::diag::words::count(n, say.lang, ["kỳ", "occasion", "occasions"]);
                lines.push(format!("{}: {times}", named(&plan.duty(duty).item)));
            }
        }
    }
    listed(page, say.pick("Phải nộp", "Owes"), &lines);
    roles(page, say, &is_in);
}

/// What names a group.
pub(super) fn of_group(page: &mut Page, say: &Say<'_>, id: GroupId) {
    let is = |sets: &[SetId]| sets.iter().any(|s| *say.plan.set(*s) == Set::Group(id));
    let from = duties_where(say.plan, |d| is(&d.from));
    listed(page, say.pick("Phải nộp, phải làm", "Owes"), &from);
    roles(page, say, &is);
}

/// Duties in which units have another part than to owe them.
fn roles(page: &mut Page, say: &Say<'_>, is: &dyn Fn(&[SetId]) -> bool) {
    let addressed = |all: &[Addressee]| {
        all.iter().any(|a| matches!(a, Addressee::Set(set) if is(std::slice::from_ref(set))))
    };
    let plan = say.plan;
    let task = |d: &Duty| d.item.kind == crate::syntax::tree::Kind::Task && d.form.is_empty();
    let lead = duties_where(plan, |d| task(d) && is(&d.from));
    listed(page, say.pick("Chủ trì nhiệm vụ", "Leads tasks"), &lead);
    let with = duties_where(plan, |d| is(&d.with));
    listed(page, say.pick("Phối hợp", "Helps with"), &with);
    let drafts = duties_where(plan, |d| is(&d.drafted_by));
    listed(page, say.pick("Tham mưu", "Drafts"), &drafts);
    let gets = duties_where(plan, |d| d.to.iter().any(|r| addressed(&r.to)) || addressed(&d.copy));
    listed(page, say.pick("Nhận", "Receives"), &gets);
    let passes = duties_where(plan, |d| d.to.iter().any(|r| addressed(&r.via)));
    listed(page, say.pick("Chuyển tiếp", "Passes on"), &passes);
}

/// What names a phase, baseline or event.
pub(super) fn of_time(page: &mut Page, say: &Say<'_>, what: What) {
    let duties = match what {
        What::Phase(id) => duties_where(say.plan, |d| {
            d.during_phase == Some(id) || d.every.contains(&Every::Phase(id))
        }),
        What::Event(id) => {
            duties_where(say.plan, |d| d.when == Some(id) || crate::dues::event_of(d) == Some(id))
        }
        _ => Vec::new(),
    };
    listed(page, say.pick("Báo cáo, văn bản, nhiệm vụ theo mốc này", "Duties by it"), &duties);
    if let What::Phase(id) = what {
        let named_in = |r: &&crate::plan::Rule| r.lines.iter().any(|l| line_names(say, l, id));
        let rules: Vec<String> =
            say.plan.rules.iter().filter(named_in).map(|r| named(&r.item)).collect();
        listed(page, say.pick("Chỉ tiêu, giới hạn, quy tắc theo mốc này", "Rules by it"), &rules);
    }
}

fn line_names(say: &Say<'_>, line: &crate::plan::Line, id: PhaseId) -> bool {
    let period = say.plan.phase(id).period;
    let is = |w: When| match w {
        When::Phase(phase) => phase == id,
        When::Period(p) => period == Some(p),
        When::Day(_) => false,
    };
    let mut found = matches!(line.tail, Tail::By(when) if is(when));
    line.expr.each(&mut |e| {
        found |= match &e.kind {
            ExprKind::In(_, TimeRef::At(when)) => is(*when),
            ExprKind::Change(_, change) => change.named == Some(id),
            _ => false,
        };
        true
    });
    found
}
