//! `target/not-assessable`: a figure is absent or doubtful, or rounding hides the verdict.

use crate::checks::Ctx;
use crate::checks::rules::Assessed;
use crate::checks::target::Spoken;
use crate::diag::{Code, Finding, Severity};
use crate::eval::Why;
use crate::value::{Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "target/not-assessable",
    severity: Severity::Note,
    summary: ["chưa đánh giá được chỉ tiêu", "a target cannot be assessed"],
};

/// The finding of a target or limit that could not be judged.
pub(crate) fn finding(ctx: &Ctx<'_>, assessed: &Assessed) -> Option<Finding> {
    let s = Spoken::new(ctx, assessed);
    let cause = assessed.cause.map(|c| ctx.cause_at(&c, &assessed.at));
    let message = Words::new(|l| {
        let (label, of) = (s.label(), s.of(l));
        let cause = cause.as_ref().map(|c| format!(": {}", c.get(l))).unwrap_or_default();
        match l {
            Lang::Vi => format!("chưa đánh giá được `{label}`{of}{cause}"),
            Lang::En => format!("`{label}`{of} cannot be assessed{cause}"),
        }
    });
    let help = if assessed.cause.is_some_and(|c| c.why == Why::Rounding) {
        words!(
            "đề nghị báo cáo tử số và mẫu số, hoặc tỷ lệ với nhiều chữ số thập phân hơn",
            "ask for the two counts behind the rate, or for the rate with more decimals"
        )
    } else {
        words!(
            "bổ sung hoặc sửa số liệu nêu trên rồi kiểm tra lại",
            "supply or correct the figure named above and run again"
        )
    };
    s.finding(&CODE, message, help)
}
