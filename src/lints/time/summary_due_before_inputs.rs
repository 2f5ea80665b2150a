//! `rule/summary-due-before-inputs`: a summary is due before the reports that it is made of.

use crate::diag::{Code, Finding, Severity, Sink};
use crate::dues::show_occasion;
use crate::lints::ctx::named;
use crate::lints::time::inputs::{Feed, feeds};
use crate::lints::{Ctx, Lint, Run};
use crate::value::{Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "rule/summary-due-before-inputs",
    severity: Severity::Warning,
    summary: [
        "báo cáo tổng hợp phải nộp trước các báo cáo mà nó tổng hợp",
        "a summary is due before the reports that it sums",
    ],
};

pub(super) const LINT: Lint = Lint { codes: &[&CODE], run: Run::Sound(run) };

fn message(ctx: &Ctx<'_>, feed: &Feed<'_>) -> Words {
    let item = |id| named(&ctx.plan.duty(id).item);
    let (summary, input) = (item(feed.summary.0), item(feed.input.0));
    Words::new(|l| {
        let period = show_occasion(ctx.plan, feed.summary.1.occasion, l);
        let (due, fed) = (feed.summary.2.show(l), feed.input.2.show(l));
        match l {
            Lang::Vi => format!(
                "{} của {period} có hạn {due}, trước hạn {fed} của {} mà nó tổng hợp",
                summary.vi, input.vi
            ),
            Lang::En => format!(
                "{} for {period} is due {due}, before {} that it sums, due {fed}",
                summary.en, input.en
            ),
        }
    })
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    for pairs in feeds(ctx) {
        if let Some(feed) = pairs.iter().find(|feed| feed.summary.2 < feed.input.2) {
            sink.push(finding(ctx, feed));
        }
    }
}

fn finding(ctx: &Ctx<'_>, feed: &Feed<'_>) -> Finding {
    let duty = ctx.plan.duty(feed.summary.0);
    let at = (feed.summary.1.clause, words!("hạn của báo cáo tổng hợp", "the summary's due day"));
    ctx.finding(&CODE, &duty.item, at, message(ctx, feed))
        .at(feed.input.1.clause, words!("hạn của báo cáo được tổng hợp", "the input's due day"))
        .help(words!(
            "lùi hạn của báo cáo tổng hợp, hoặc đưa hạn của báo cáo cấp dưới lên sớm hơn",
            "let the summary be due later, or its inputs earlier"
        ))
}
