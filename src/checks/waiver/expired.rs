//! `waiver/expired`: its last day has passed: the finding counts again.

use crate::diag::{Code, Finding, Severity};
use crate::facts::Waiver;
use crate::value::{Date, Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "waiver/expired",
    severity: Severity::Warning,
    summary: ["miễn trừ đã hết hạn", "a waiver has expired"],
};

/// A waiver whose last day has passed.
pub(super) fn finding(waiver: &Waiver, as_of: Date) -> Finding {
    let rule = &waiver.rule;
    let message = Words::new(|l| {
        let (until, as_of) = (waiver.until.show(l), as_of.show(l));
        match l {
            Lang::Vi => format!(
                "miễn trừ cho `{rule}` hết hạn ngày {until}, xét đến {as_of}: phát hiện được tính lại"
            ),
            Lang::En => format!(
                "the waiver of `{rule}` ended on {until}, and this is judged as of {as_of}: the finding counts again"
            ),
        }
    });
    Finding::new(&CODE, message).at(waiver.until_at, words!("ngày cuối", "last day")).help(words!(
        "xin gia hạn rồi sửa `until`, hoặc bỏ mục này và khắc phục phát hiện",
        "have it prolonged and change `until`, or take it out and correct what was found"
    ))
}
