//! `rule/unspecified-due`, `rule/unspecified-frequency`, `rule/unspecified-recipient`,
//! `rule/unspecified-actor`: what the text leaves open of a report or document. Tasks, and what is sent on
//! demand, have none of these.

use crate::diag::words::shown;
use crate::diag::{Code, Finding, Severity, Sink};
use crate::lints::ctx::named;
use crate::lints::{Ctx, Lint, Run};
use crate::plan::{Duty, Every, Item};
use crate::syntax::tree::Kind;
use crate::value::{Lang, Words, words};

pub(crate) static DUE: Code = Code {
    name: "rule/unspecified-due",
    severity: Severity::Note,
    summary: ["không nêu hạn nộp", "a report or document without a due day"],
};

pub(crate) static FREQUENCY: Code = Code {
    name: "rule/unspecified-frequency",
    severity: Severity::Note,
    summary: ["không nêu kỳ báo cáo", "a report without a frequency"],
};

pub(crate) static RECIPIENT: Code = Code {
    name: "rule/unspecified-recipient",
    severity: Severity::Note,
    summary: ["không nêu nơi nhận", "a report without a recipient"],
};

pub(crate) static ACTOR: Code = Code {
    name: "rule/unspecified-actor",
    severity: Severity::Note,
    summary: ["không nêu đơn vị phải làm", "a report or document that nobody is named for"],
};

pub(super) const LINT: Lint =
    Lint { codes: &[&DUE, &FREQUENCY, &RECIPIENT, &ACTOR], run: Run::Any(run) };

fn message(code: &'static Code, duty: &Words) -> Words {
    let text = |l| {
        let duty = duty.get(l);
        match (l, code.name) {
            (Lang::Vi, "rule/unspecified-due") => {
                format!("{duty} không có hạn nộp, nên không bao giờ bị tính là muộn")
            }
            (Lang::Vi, "rule/unspecified-frequency") => {
                format!("{duty} không nêu bao lâu một lần, nên không tính được kỳ nào phải nộp")
            }
            (Lang::Vi, "rule/unspecified-recipient") => format!("{duty} không nêu nơi nhận"),
            (Lang::Vi, _) => format!("{duty} không nêu đơn vị nào phải làm"),
            (Lang::En, "rule/unspecified-due") => {
                format!("{duty} has no due day, so it is never late")
            }
            (Lang::En, "rule/unspecified-frequency") => {
                format!("{duty} does not say how often, so nothing is owed by period")
            }
            (Lang::En, "rule/unspecified-recipient") => format!("{duty} names no recipient"),
            (Lang::En, _) => format!("{duty} names nobody who must do it"),
        }
    };
    Words::new(text)
}

fn help() -> Words {
    words!(
        "khi có văn bản hướng dẫn thì bổ sung bằng tệp sửa đổi (`amend`, `--overlay`)",
        "once a paper settles it, fill it in with an amendment (`amend`, `--overlay`)"
    )
}

/// Why it is open, in the author's words.
pub(super) fn reason_for(item: &Item, head: &str) -> Words {
    let said = item.unspecified.iter().find(|(h, _)| *h == head);
    match said.and_then(|(_, reason)| reason.as_ref()) {
        Some(reason) => Words::same(shown(reason).trim_end_matches('.')),
        None => words!("không nêu", "not said"),
    }
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    for (_, duty) in ctx.duties().filter(|(_, d)| d.item.kind != Kind::Task) {
        for (code, head) in open(duty) {
            sink.push(finding(ctx, code, duty, head));
        }
    }
}

fn finding(ctx: &Ctx<'_>, code: &'static Code, duty: &Duty, head: &str) -> Finding {
    // Of several due clauses, the one that leaves the day open.
    let open_due = duty.due.iter().find(|d| d.term.is_none()).filter(|_| head == "due");
    let place = open_due.map_or_else(|| duty.item.place(head), |d| d.clause);
    let at = (place, reason_for(&duty.item, head));
    ctx.finding(code, &duty.item, at, message(code, &named(&duty.item))).help(help())
}

/// What a duty leaves open, each with the head of the clause that says so or is not there.
fn open(duty: &Duty) -> Vec<(&'static Code, &'static str)> {
    let report = duty.item.kind == Kind::Report;
    let left = |head: &str| duty.item.unspecified.iter().any(|(h, _)| *h == head);
    let on_demand = !duty.every.is_empty() && duty.every.iter().all(|e| *e == Every::OnDemand);
    let has_due = duty.due.iter().any(|d| d.term.is_some());
    let windowed = duty.during.is_some() && duty.every.is_empty();
    let mut out = Vec::new();
    if left("from") {
        out.push((&ACTOR, "from"));
    }
    if left("to") || (report && duty.to.is_empty()) {
        out.push((&RECIPIENT, "to"));
    }
    let at_random = report && duty.every.is_empty() && !has_due && duty.during.is_none();
    if left("every") || at_random {
        out.push((&FREQUENCY, "every"));
    }
    if !on_demand && (left("due") || (!has_due && !windowed)) {
        out.push((&DUE, "due"));
    }
    out
}
