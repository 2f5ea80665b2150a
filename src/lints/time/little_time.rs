//! `rule/little-time`: fewer than ten days between the plan's issue, or the last input, and a due day.

use crate::diag::words::count;
use crate::diag::{Code, Finding, Severity, Sink};
use crate::dues::show_occasion;
use crate::lints::ctx::named;
use crate::lints::time::DueOn;
use crate::lints::time::inputs::{Feed, feeds};
use crate::lints::{Ctx, Lint, Run};
use crate::plan::Duty;
use crate::value::{Date, Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "rule/little-time",
    severity: Severity::Note,
    summary: [
        "chưa đến mười ngày để làm",
        "fewer than ten days between issue, or the input or relay before it, and a due day",
    ],
};

pub(super) const LINT: Lint = Lint { codes: &[&CODE], run: Run::Sound(run) };

const ENOUGH: i64 = 10;

fn days(from: Date, to: Date, lang: Lang) -> String {
    let days = usize::try_from(to.days_since(from)).unwrap_or(0);
    count(days, lang, ["ngày", "day", "days"])
}

fn since_issue(duty: &Words, due: Date, issued: Date) -> Words {
    Words::new(|l| {
        let (left, due, issued) = (days(issued, due, l), due.show(l), issued.show(l));
        match l {
            Lang::Vi => {
                format!("từ ngày ban hành {issued} đến hạn {due} của {} chỉ có {left}", duty.vi)
            }
            Lang::En => {
                format!("{} is due {due}, {left} after the plan was issued {issued}", duty.en)
            }
        }
    })
}

fn since_input(ctx: &Ctx<'_>, feed: &Feed<'_>) -> Words {
    let item = |id| named(&ctx.plan.duty(id).item);
    let (summary, input) = (item(feed.summary.0), item(feed.input.0));
    Words::new(|l| {
        let period = show_occasion(ctx.plan, feed.summary.1.occasion, l);
        let left = days(feed.input.2, feed.summary.2, l);
        match l {
            Lang::Vi => format!(
                "{period}: từ hạn của {} đến hạn của {} chỉ có {left}",
                input.vi, summary.vi
            ),
            Lang::En => {
                format!("for {period}, {} is due {left} after {}", summary.en, input.en)
            }
        }
    })
}

fn help() -> Words {
    words!(
        "lùi hạn, hoặc ghi `assume` vì sao chừng ấy ngày là đủ",
        "let it be due later, or say in an `assume` why so few days are enough"
    )
}

fn is_little(from: Date, to: Date) -> bool {
    (0..ENOUGH).contains(&to.days_since(from))
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    for (id, duty) in ctx.duties() {
        let (Some(issued), days) = (ctx.plan.issued, ctx.due_days(id)) else { break };
        let early = days.iter().any(|due| due.day < issued);
        let soon = days.into_iter().find(|due| is_little(issued, due.day));
        if let Some(due) = soon.filter(|_| !early) {
            sink.push(after_issue(ctx, duty, due, issued));
        }
    }
    for pairs in feeds(ctx) {
        if let Some(feed) = pairs.iter().find(|f| is_little(f.input.2, f.summary.2)) {
            sink.push(after_input(ctx, feed));
        }
    }
}

fn after_issue(ctx: &Ctx<'_>, duty: &Duty, due: DueOn, issued: Date) -> Finding {
    let at = (due.clause, words!("hạn đặt ở đây", "the due day is set here"));
    ctx.finding(&CODE, &duty.item, at, since_issue(&named(&duty.item), due.day, issued))
        .at(ctx.plan.item.place("issued"), words!("ngày ban hành", "issued"))
        .help(help())
}

fn after_input(ctx: &Ctx<'_>, feed: &Feed<'_>) -> Finding {
    let duty = ctx.plan.duty(feed.summary.0);
    let at = (feed.summary.1.clause, words!("hạn của báo cáo tổng hợp", "the summary's due day"));
    ctx.finding(&CODE, &duty.item, at, since_input(ctx, feed))
        .at(feed.input.1.clause, words!("hạn của báo cáo được tổng hợp", "the input's due day"))
        .help(help())
}
