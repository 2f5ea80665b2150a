//! `limit/exceeded`: a cap or floor is passed. A true figure that breaks a rule: nothing is in doubt.

use crate::checks::Ctx;
use crate::checks::rules::Assessed;
use crate::checks::target::Spoken;
use crate::diag::{Code, Finding, Severity};
use crate::value::{Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "limit/exceeded",
    severity: Severity::Warning,
    summary: ["vượt giới hạn", "a limit is exceeded"],
};

/// The finding of an exceeded limit.
pub(crate) fn finding(ctx: &Ctx<'_>, assessed: &Assessed) -> Option<Finding> {
    let s = Spoken::new(ctx, assessed);
    let message = Words::new(|l| {
        let (label, of, measured, sure) = (s.label(), s.of(l), s.measured(l), s.sure(l));
        match l {
            Lang::Vi => format!("`{label}`{of} vượt giới hạn{measured}{sure}"),
            Lang::En => format!("the limit `{label}`{of} is exceeded{measured}{sure}"),
        }
    });
    let help = words!(
        "đưa về trong giới hạn, hoặc nêu văn bản cho phép vượt",
        "bring it within the limit, or name the document that allows more"
    );
    s.finding(&CODE, message, help)
}
