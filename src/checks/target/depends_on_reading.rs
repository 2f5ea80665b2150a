//! `target/depends-on-reading`: the readings of a target or limit do not agree; each outcome is shown.

use crate::checks::Ctx;
use crate::checks::rules::{Assessed, readings};
use crate::checks::target::Spoken;
use crate::diag::{Code, Finding, Severity};
use crate::eval::{Trace, Truth};
use crate::plan::Line;
use crate::syntax::tree::Kind;
use crate::value::{Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "target/depends-on-reading",
    severity: Severity::Note,
    summary: ["kết luận tùy cách hiểu văn bản", "the verdict depends on how the text is read"],
};

/// The finding of readings that do not agree.
pub(crate) fn finding(ctx: &Ctx<'_>, assessed: &Assessed) -> Option<Finding> {
    let s = Spoken::new(ctx, assessed);
    let line = assessed.line(ctx)?;
    let limit = assessed.rule(ctx).item.kind == Kind::Limit;
    let truths = readings(ctx, line, &assessed.at, &mut Trace::default());
    let message = Words::new(|l| {
        let (label, of) = (s.label(), s.of(l));
        let each = each(line, &truths, limit, l);
        match l {
            Lang::Vi => format!("`{label}`{of} tùy cách hiểu văn bản: {each}"),
            Lang::En => format!("`{label}`{of} depends on how the text is read: {each}"),
        }
    });
    let help = words!(
        "hỏi cơ quan ban hành nên hiểu theo cách nào, rồi bỏ cách kia khỏi tệp kế hoạch",
        "ask the issuing office which reading is meant, and take the other out of the plan file"
    );
    s.finding(&CODE, message, help)
}

/// How each reading ends.
pub(crate) fn each(line: &Line, truths: &[Truth], limit: bool, l: Lang) -> String {
    let names = std::iter::once(None).chain(line.readings.iter().map(|r| r.label.as_deref()));
    let parts = names.zip(truths).enumerate().map(|(n, (name, truth))| {
        let first = if l == Lang::Vi { "cách hiểu chính" } else { "the main reading" };
        let name = name.map_or_else(
            || if n == 0 { first.to_owned() } else { format!("{n}") },
            |t| format!("“{t}”"),
        );
        format!("{name}: {}", word(*truth, limit, l))
    });
    parts.collect::<Vec<_>>().join("; ")
}

/// A decided truth as the outcome of a target or limit.
pub(crate) fn word(truth: Truth, limit: bool, l: Lang) -> &'static str {
    match (truth, limit, l) {
        (Truth::True, false, Lang::Vi) => "đạt",
        (Truth::True, false, Lang::En) => "met",
        (Truth::False, false, Lang::Vi) => "không đạt",
        (Truth::False, false, Lang::En) => "missed",
        (Truth::True, true, Lang::Vi) => "trong giới hạn",
        (Truth::True, true, Lang::En) => "kept",
        (Truth::False, true, Lang::Vi) => "vượt giới hạn",
        (Truth::False, true, Lang::En) => "exceeded",
        (Truth::Na, _, Lang::Vi) => "không có trường hợp nào",
        (Truth::Na, _, Lang::En) => "no cases",
        (Truth::Unknown, _, Lang::Vi) => "chưa đánh giá được",
        (Truth::Unknown, _, Lang::En) => "not assessable",
    }
}
