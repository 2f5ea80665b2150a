//! Floor 9: every code of a finding in one ordered list, with its page: for `explain`, the list in the
//! README and the tests. Codes are declared where they are raised; here they are only collected.

use crate::checks::{completeness, consistency, limit, target, waiver};
use crate::diag::Code;
use crate::value::Lang;
use crate::{facts, lints, plan, syntax, table};

/// All codes, by category in the order of the catalogue.
pub(crate) fn codes() -> Vec<&'static Code> {
    let checks = completeness::CHECKS.iter().chain(consistency::CHECKS);
    let mut all: Vec<&'static Code> = checks.flat_map(|c| c.codes).copied().collect();
    all.extend(consistency::LAWS);
    all.extend(limit::CODES.iter().chain(target::CODES).chain(waiver::CODES));
    all.extend(table::CODES.iter().chain(facts::codes::CODES));
    all.extend(syntax::words::CODES.iter().chain(plan::codes::CODES));
    all.extend(lints::codes());
    let family = |c: &&Code| FAMILIES.iter().position(|f| c.name.starts_with(f));
    all.sort_by_key(family);
    all
}

/// Categories in the order of the catalogue.
pub(crate) const FAMILIES: [&str; 7] =
    ["completeness/", "consistency/", "limit/", "target/", "data/", "waiver/", "rule/"];

/// The code of that name, with its page where it has one.
pub(crate) fn page(name: &str, lang: Lang) -> Option<&'static str> {
    let at = PAGES.binary_search_by_key(&name, |(n, _)| n).ok()?;
    let (_, [vi, en]) = PAGES.get(at)?;
    Some(match lang {
        Lang::Vi => vi,
        Lang::En => en,
    })
}

macro_rules! pages {
    ($($name:literal $file:literal),* $(,)?) => {
        &[$(($name, [include_str!(concat!($file, ".vi.md")), include_str!(concat!($file, ".en.md"))])),*]
    };
}

/// Pages by the name of their code, sorted.
static PAGES: &[(&str, [&str; 2])] = pages![
    "completeness/duplicate-report" "checks/completeness/duplicate-report",
    "completeness/filed-on-excluded-day" "checks/completeness/filed-on-excluded-day",
    "completeness/late-document" "checks/completeness/late-document",
    "completeness/late-report" "checks/completeness/late-report",
    "completeness/missing-document" "checks/completeness/missing-document",
    "completeness/missing-figure" "checks/completeness/missing-figure",
    "completeness/missing-report" "checks/completeness/missing-report",
    "completeness/missing-row" "checks/completeness/missing-row",
    "completeness/missing-statement" "checks/completeness/missing-statement",
    "completeness/missing-task-status" "checks/completeness/missing-task-status",
    "completeness/nil-with-figures" "checks/completeness/nil-with-figures",
    "completeness/no-bearer" "checks/completeness/no-bearer",
    "completeness/not-received" "checks/completeness/not-received",
    "completeness/reason-missing" "checks/completeness/reason-missing",
    "completeness/recipient-not-yet-in-force" "checks/completeness/recipient-not-yet-in-force",
    "completeness/relay-order" "checks/completeness/relay-order",
    "completeness/task-overdue" "checks/completeness/task-overdue",
    "completeness/unexpected-figure" "checks/completeness/unexpected-figure",
    "completeness/unexpected-report" "checks/completeness/unexpected-report",
    "completeness/unit-not-in-force" "checks/completeness/unit-not-in-force",
    "completeness/wrong-channel" "checks/completeness/wrong-channel",
    "completeness/wrong-form" "checks/completeness/wrong-form",
    "completeness/wrong-recipient" "checks/completeness/wrong-recipient",
    "consistency/change-mismatch" "checks/consistency/change-mismatch",
    "consistency/check-failed" "checks/consistency/check-failed",
    "consistency/conflicting-values" "checks/consistency/conflicting-values",
    "consistency/copied-figures" "checks/consistency/copied-figures",
    "consistency/count-differs-from-list" "checks/consistency/count-differs-from-list",
    "consistency/cumulative-falls" "checks/consistency/cumulative-falls",
    "consistency/document-number-form" "checks/consistency/document-number-form",
    "consistency/document-number-reused" "checks/consistency/document-number-reused",
    "consistency/duplicate-row" "checks/consistency/duplicate-row",
    "consistency/formula-mismatch" "checks/consistency/formula-mismatch",
    "consistency/not-a-count" "checks/consistency/not-a-count",
    "consistency/opening-differs" "checks/consistency/opening-differs",
    "consistency/out-of-range" "checks/consistency/out-of-range",
    "consistency/outside-phase" "checks/consistency/outside-phase",
    "consistency/part-exceeds-whole" "checks/consistency/part-exceeds-whole",
    "consistency/past-figure-changed" "checks/consistency/past-figure-changed",
    "consistency/period-sum-mismatch" "checks/consistency/period-sum-mismatch",
    "consistency/reappears" "checks/consistency/reappears",
    "consistency/received-before-signed" "checks/consistency/received-before-signed",
    "consistency/restated-without-notice" "checks/consistency/restated-without-notice",
    "consistency/row-check-failed" "checks/consistency/row-check-failed",
    "consistency/row-not-in-list" "checks/consistency/row-not-in-list",
    "consistency/signed-before-period-end" "checks/consistency/signed-before-period-end",
    "consistency/total-mismatch" "checks/consistency/total-mismatch",
    "consistency/unit-sum-mismatch" "checks/consistency/unit-sum-mismatch",
    "data/ambiguous-name" "facts/pages/ambiguous-name",
    "data/ambiguous-number" "facts/pages/ambiguous-number",
    "data/encoding" "facts/pages/encoding",
    "data/extension-unmatched" "facts/pages/extension-unmatched",
    "data/holidays-unknown" "facts/pages/holidays-unknown",
    "data/not-normalised" "facts/pages/not-normalised",
    "data/percent-as-fraction" "facts/pages/percent-as-fraction",
    "data/syntax" "facts/pages/syntax",
    "data/unknown-event" "facts/pages/unknown-event",
    "data/unknown-indicator" "facts/pages/unknown-indicator",
    "data/unknown-key" "facts/pages/unknown-key",
    "data/unknown-kind" "facts/pages/unknown-kind",
    "data/unknown-period" "facts/pages/unknown-period",
    "data/unknown-plan" "facts/pages/unknown-plan",
    "data/unknown-unit" "facts/pages/unknown-unit",
    "data/unreadable" "facts/pages/unreadable",
    "data/unsafe-path" "facts/pages/unsafe-path",
    "data/wrong-type" "facts/pages/wrong-type",
    "limit/exceeded" "checks/limit/exceeded",
    "rule/ambiguous-label" "lints/papers/ambiguous-label",
    "rule/ambiguous-number" "facts/pages/ambiguous-number",
    "rule/assumed-without-saying" "lints/papers/assumed-without-saying",
    "rule/basis-later-than-plan" "lints/papers/basis-later-than-plan",
    "rule/calendar-unstated" "lints/time/calendar-unstated",
    "rule/contradicting-targets" "lints/reason/contradicting-targets",
    "rule/declared-count-mismatch" "lints/papers/declared-count-mismatch",
    "rule/document-number-form" "lints/papers/document-number-form",
    "rule/due-before-issue" "lints/time/due-before-issue",
    "rule/due-before-period-end" "lints/time/due-before-period-end",
    "rule/duty-outside-plan" "lints/time/duty-outside-plan",
    "rule/ends-without-successor" "lints/time/ends-without-successor",
    "rule/frequency-overlap" "lints/time/frequency-overlap",
    "rule/implied-target" "lints/reason/implied-target",
    "rule/little-time" "lints/time/little-time",
    "rule/mixed-windows" "lints/figures/mixed-windows",
    "rule/never-applied" "lints/usage/never-applied",
    "rule/never-reported-at-this-grain" "lints/usage/never-reported-at-this-grain",
    "rule/number-year-differs" "lints/papers/number-year-differs",
    "rule/phase-gap" "lints/time/phase-gap",
    "rule/phase-outside-plan" "lints/time/phase-outside-plan",
    "rule/phase-overlap" "lints/time/phase-overlap",
    "rule/plan-contradicts-itself" "lints/reason/plan-contradicts-itself",
    "rule/ratio-by-product" "lints/figures/ratio-by-product",
    "rule/recipient-not-yet-in-force" "lints/time/recipient-not-yet-in-force",
    "rule/report-before-work-ends" "lints/time/report-before-work-ends",
    "rule/requirement-stated-twice-differs" "lints/figures/requirement-stated-twice-differs",
    "rule/same-document-cited-two-ways" "lints/papers/same-document-cited-two-ways",
    "rule/summary-due-before-inputs" "lints/time/summary-due-before-inputs",
    "rule/syntax" "facts/pages/syntax",
    "rule/threshold-twice" "lints/figures/threshold-twice",
    "rule/total-without-inputs" "lints/usage/total-without-inputs",
    "rule/two-values-for-one-target" "lints/reason/two-values-for-one-target",
    "rule/uncited" "lints/papers/uncited",
    "rule/uncovered-phase" "lints/time/uncovered-phase",
    "rule/unreported-figure" "lints/usage/unreported-figure",
    "rule/unspecified-actor" "lints/gaps/unspecified-actor",
    "rule/unspecified-due" "lints/gaps/unspecified-due",
    "rule/unspecified-frequency" "lints/gaps/unspecified-frequency",
    "rule/unspecified-issue" "lints/gaps/unspecified-issue",
    "rule/unspecified-number" "lints/gaps/unspecified-number",
    "rule/unspecified-recipient" "lints/gaps/unspecified-recipient",
    "rule/unspecified-run" "lints/gaps/unspecified-run",
    "rule/unused-item" "lints/usage/unused-item",
    "target/aim-missed" "checks/target/aim-missed",
    "target/depends-on-reading" "checks/target/depends-on-reading",
    "target/missed" "checks/target/missed",
    "target/not-assessable" "checks/target/not-assessable",
    "target/territory-changed" "checks/target/territory-changed",
    "waiver/expired" "checks/waiver/expired",
    "waiver/too-broad" "checks/waiver/too-broad",
    "waiver/unmatched" "checks/waiver/unmatched",
];
