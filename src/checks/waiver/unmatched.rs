//! `waiver/unmatched`: it matches nothing.

use crate::diag::{Code, Finding, Severity};
use crate::facts::Waiver;
use crate::value::words;

pub(crate) static CODE: Code = Code {
    name: "waiver/unmatched",
    severity: Severity::Warning,
    summary: ["miễn trừ không khớp phát hiện nào", "a waiver matches nothing"],
};

/// A waiver without a finding.
pub(super) fn finding(waiver: &Waiver) -> Finding {
    let rule = &waiver.rule;
    let message = words!(
        "miễn trừ cho `{rule}` không khớp với phát hiện nào",
        "the waiver of `{rule}` matches no finding"
    );
    Finding::new(&CODE, message)
        .at(waiver.rule_at, words!("miễn trừ này", "this waiver"))
        .help(words!(
            "nếu đã khắc phục thì bỏ mục này; nếu chưa, kiểm tra tên phát hiện, đơn vị, kỳ ghi ở đây",
            "take it out if the matter is settled; else check the finding, unit and period written here"
        ))
}
