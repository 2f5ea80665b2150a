//! `target/aim-missed`: met at the lower end of a range, not at the upper.

use crate::checks::Ctx;
use crate::checks::rules::Assessed;
use crate::checks::target::Spoken;
use crate::diag::{Code, Finding, Severity};
use crate::value::{Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "target/aim-missed",
    severity: Severity::Note,
    summary: ["đạt mức tối thiểu, chưa đạt mức phấn đấu", "met at the lower end, not at the aim"],
};

/// The finding of a target met without its aim.
pub(crate) fn finding(ctx: &Ctx<'_>, assessed: &Assessed) -> Option<Finding> {
    let s = Spoken::new(ctx, assessed);
    let message = Words::new(|l| {
        let (label, of, measured, sure) = (s.label(), s.of(l), s.measured(l), s.sure(l));
        match l {
            Lang::Vi => format!(
                "chỉ tiêu `{label}`{of} đạt mức tối thiểu, chưa đạt mức phấn đấu{measured}{sure}"
            ),
            Lang::En => format!(
                "the target `{label}`{of} is met at its lower end, short of its aim{measured}{sure}"
            ),
        }
    });
    let help = words!(
        "ghi là đạt; có thể nêu thêm còn thiếu bao nhiêu so với mức phấn đấu",
        "report it as met; you may add how far it is from the aim"
    );
    s.finding(&CODE, message, help)
}
