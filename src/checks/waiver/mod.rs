//! Findings that a reviewer has accepted: they stay visible, counted apart.

mod expired;
mod too_broad;
mod unmatched;

use crate::checks::{Ctx, name};
use crate::diag::{Code, Finding};
use crate::facts::Waiver;

/// The codes of this category.
pub(crate) static CODES: &[&Code] = &[&expired::CODE, &unmatched::CODE, &too_broad::CODE];

/// Marks what is waived, and says which waivers have expired, match nothing, or reach too far.
pub(crate) fn apply(ctx: &Ctx<'_>, findings: &mut Vec<Finding>) {
    let mut told = Vec::new();
    for waiver in &ctx.facts.waivers {
        told.extend(one(ctx, waiver, findings));
    }
    findings.extend(told);
}

fn one(ctx: &Ctx<'_>, waiver: &Waiver, findings: &mut [Finding]) -> Option<Finding> {
    if !has_scope(waiver) {
        return Some(too_broad::without_scope(waiver));
    }
    let matching: Vec<&mut Finding> =
        findings.iter_mut().filter(|f| fits(ctx, waiver, f)).collect();
    if matching.is_empty() {
        return Some(unmatched::finding(waiver));
    }
    if let Some(until) = waiver.until.filter(|until| *until < ctx.as_of) {
        return Some(expired::finding(waiver, until, ctx.as_of));
    }
    let mut beyond = Vec::new();
    for finding in matching {
        if covers(ctx, waiver, finding) {
            finding.waived = Some(document(waiver));
        } else {
            beyond.extend(finding.subject.unit.clone());
        }
    }
    beyond.sort();
    beyond.dedup();
    (!beyond.is_empty()).then(|| too_broad::beyond(ctx, waiver, &beyond))
}

/// What allows it, for machine output and for readers.
fn document(waiver: &Waiver) -> String {
    let named = waiver.document.as_ref().or(waiver.office.as_ref()).or(waiver.reason.as_ref());
    named.cloned().unwrap_or_else(|| "waivers.toml".to_owned())
}

fn has_scope(w: &Waiver) -> bool {
    w.duty.is_some()
        || w.unit.is_some()
        || w.period.is_some()
        || w.figure.is_some()
        || w.item.is_some()
}

fn fits(ctx: &Ctx<'_>, waiver: &Waiver, finding: &Finding) -> bool {
    let plan = ctx.plan;
    let s = &finding.subject;
    let is = |wanted: Option<&str>, have: Option<&str>| wanted.is_none_or(|w| have == Some(w));
    let period = waiver.period.map(|w| name::when_id(plan, w));
    let ours = finding.clause.as_ref().is_none_or(|c| c.plan == plan.item.id);
    ours && finding.code.name == waiver.rule
        && is(waiver.duty.map(|d| plan.duty(d).item.id.as_str()), s.duty.as_deref())
        && is(waiver.unit.map(|u| plan.unit(u).item.id.as_str()), s.unit.as_deref())
        && is(period.as_deref(), s.period.as_deref())
        && is(waiver.figure.as_deref(), s.figure.as_deref())
        && is(waiver.item.as_deref(), finding.clause.as_ref().map(|c| c.item.as_str()))
}

/// Whether the document itself names the unit; all where it names nobody.
fn covers(ctx: &Ctx<'_>, waiver: &Waiver, finding: &Finding) -> bool {
    let named = |unit: &str| waiver.covers.iter().any(|u| ctx.plan.unit(*u).item.id == unit);
    waiver.covers.is_empty() || finding.subject.unit.as_deref().is_some_and(named)
}
