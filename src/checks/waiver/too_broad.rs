//! `waiver/too-broad`: it reaches further than its document, or names no scope: it does not count for
//! what lies beyond.

use crate::checks::Ctx;
use crate::diag::{Code, Finding, Severity, words};
use crate::facts::Waiver;
use crate::value::{Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "waiver/too-broad",
    severity: Severity::Warning,
    summary: ["miễn trừ rộng hơn văn bản cho phép", "a waiver reaches further than its document"],
};

/// A waiver that names nothing but the finding.
pub(super) fn without_scope(waiver: &Waiver) -> Finding {
    let rule = &waiver.rule;
    let message = words!(
        "miễn trừ cho `{rule}` không nêu phạm vi nên không được tính",
        "the waiver of `{rule}` names no scope and does not count"
    );
    Finding::new(&CODE, message)
        .at(waiver.rule_at, words!("chỉ có tên phát hiện", "only the finding is named"))
        .help(words!(
            "ghi thêm ít nhất một trong các mục duty, unit, period, figure, item",
            "add at least one of duty, unit, period, figure, item"
        ))
}

/// A waiver for units that its document does not name.
pub(super) fn beyond(ctx: &Ctx<'_>, waiver: &Waiver, units: &[String]) -> Finding {
    let rule = &waiver.rule;
    let names: Vec<String> = units
        .iter()
        .map(|id| {
            let known = ctx.plan.units.iter().find(|u| u.item.id == *id);
            known.map_or_else(|| id.clone(), |u| u.item.label.clone())
        })
        .collect();
    let message = Words::new(|l| {
        let names = words::list(&names, l, true);
        match l {
            Lang::Vi => format!(
                "miễn trừ cho `{rule}` không áp dụng cho {names}: văn bản không nêu đơn vị này"
            ),
            Lang::En => format!(
                "the waiver of `{rule}` does not reach {names}: its document does not name them"
            ),
        }
    });
    Finding::new(&CODE, message)
        .at(waiver.at, words!("mục `covers` không có đơn vị này", "`covers` does not hold them"))
        .help(words!(
            "xin văn bản cho các đơn vị này, hoặc thu hẹp miễn trừ",
            "obtain a document for these units, or narrow the waiver"
        ))
}
