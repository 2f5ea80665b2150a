//! `target/territory-changed`: the unit or its members are not the same on the days compared.

use crate::checks::Ctx;
use crate::checks::rules::Assessed;
use crate::checks::target::Spoken;
use crate::diag::{Code, Finding, Severity};
use crate::value::{Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "target/territory-changed",
    severity: Severity::Note,
    summary: [
        "địa bàn thay đổi giữa hai thời điểm so sánh",
        "the territory changed between the days compared",
    ],
};

/// The finding of a comparison across a change of territory.
pub(crate) fn finding(ctx: &Ctx<'_>, assessed: &Assessed) -> Option<Finding> {
    let s = Spoken::new(ctx, assessed);
    let message = Words::new(|l| {
        let (label, of) = (s.label(), s.of(l));
        match l {
            Lang::Vi => format!(
                "chưa đánh giá được `{label}`{of} vì địa bàn không giống nhau ở hai thời điểm so sánh"
            ),
            Lang::En => format!(
                "`{label}`{of} cannot be assessed: the territory is not the same on the days compared"
            ),
        }
    });
    let help = words!(
        "nộp số liệu tính trên cùng một địa bàn cho cả hai thời điểm",
        "hand in figures of one and the same territory for both days"
    );
    s.finding(&CODE, message, help)
}
