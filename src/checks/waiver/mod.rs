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
    if waiver.until < ctx.as_of {
        return Some(expired::finding(waiver, ctx.as_of));
    }
    let mut beyond = Vec::new();
    for finding in matching {
        if covers(ctx, waiver, finding) {
            finding.waived = Some(waiver.document.clone());
        } else {
            beyond.extend(finding.subject.unit.clone());
        }
    }
    beyond.sort();
    beyond.dedup();
    (!beyond.is_empty()).then(|| too_broad::beyond(ctx, waiver, &beyond))
}

fn has_scope(waiver: &Waiver) -> bool {
    let w = &waiver.scope;
    w.duty.is_some()
        || w.unit.is_some()
        || w.period.is_some()
        || w.figure.is_some()
        || w.item.is_some()
}

fn fits(ctx: &Ctx<'_>, waiver: &Waiver, finding: &Finding) -> bool {
    let (plan, w) = (ctx.plan, &waiver.scope);
    let s = &finding.subject;
    let is = |wanted: Option<&str>, have: Option<&str>| wanted.is_none_or(|w| have == Some(w));
    let period = w.period.map(|w| name::when_id(plan, w));
    let ours = finding.clause.as_ref().is_none_or(|c| c.plan == plan.item.id);
    ours && finding.code.name == waiver.rule
        && is(w.duty.map(|d| plan.duty(d).item.id.as_str()), s.duty.as_deref())
        && is(w.unit.map(|u| plan.unit(u).item.id.as_str()), s.unit.as_deref())
        && is(period.as_deref(), s.period.as_deref())
        && is(w.figure.as_deref(), s.figure.as_deref())
        && is(w.item.as_deref(), finding.clause.as_ref().map(|c| c.item.as_str()))
}

/// Whether the document itself names the unit; all where it names nobody.
fn covers(ctx: &Ctx<'_>, waiver: &Waiver, finding: &Finding) -> bool {
    let named = |unit: &str| waiver.scope.covers.iter().any(|u| ctx.plan.unit(*u).item.id == unit);
    waiver.scope.covers.is_empty() || finding.subject.unit.as_deref().is_some_and(named)
}
