//! `completeness/relay-order`: the relay passed a paper on before it was signed, after it was received, or
//! after the due day though the sender was in time. One finding for each paper.

use crate::checks::completeness::papers::{Paper, Serves, about_filing, filings, with_clause};
use crate::checks::{Check, Ctx};
use crate::diag::{Code, Severity, Sink};
use crate::facts::{Field, Filing, FilingId};
use crate::value::{Date, Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "completeness/relay-order",
    severity: Severity::Warning,
    summary: [
        "ngày chuyển tiếp không khớp với ngày ký, ngày nhận hoặc hạn",
        "the day a paper was passed on does not fit its signing, receipt or due day",
    ],
};

pub(super) const CHECK: Check = Check { codes: &[&CODE], run };

/// What is wrong with the day it was passed on.
#[derive(Clone, Copy)]
enum Order {
    BeforeSigned(Date),
    AfterReceived(Date),
    AfterDue(Date),
}

fn message(paper: &Paper<'_>, relayed: Date, order: Order) -> Words {
    Words::new(|l| {
        let (paper, relayed) = (paper.show(l), relayed.show(l));
        match (l, order) {
            (Lang::Vi, Order::BeforeSigned(day)) => {
                format!("{paper} được chuyển tiếp ngày {relayed}, trước ngày ký {}", day.show(l))
            }
            (Lang::Vi, Order::AfterReceived(day)) => format!(
                "{paper} được chuyển tiếp ngày {relayed}, sau ngày nơi nhận đã nhận {}",
                day.show(l)
            ),
            (Lang::Vi, Order::AfterDue(day)) => format!(
                "{paper} được nơi trung gian chuyển tiếp ngày {relayed}, sau hạn {}",
                day.show(l)
            ),
            (Lang::En, Order::BeforeSigned(day)) => format!(
                "{paper} left the relay on {relayed}, before it was signed on {}",
                day.show(l)
            ),
            (Lang::En, Order::AfterReceived(day)) => format!(
                "{paper} left the relay on {relayed}, after it was received on {}",
                day.show(l)
            ),
            (Lang::En, Order::AfterDue(day)) => {
                format!("{paper} left the relay on {relayed}, after the due day {}", day.show(l))
            }
        }
    })
}

fn help(order: Order) -> Words {
    match order {
        Order::BeforeSigned(_) | Order::AfterReceived(_) => words!(
            "xem lại sổ công văn và sửa ngày nào ghi sai",
            "look it up in the register and correct the day that is wrong"
        ),
        Order::AfterDue(_) => words!(
            "nhắc nơi trung gian chuyển sớm hơn; lần này người gửi không có lỗi",
            "ask the relay to pass it on earlier; the sender is not at fault this time"
        ),
    }
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    if ctx.facts.relayed.is_empty() {
        return;
    }
    let serves = Serves::new(ctx);
    for (id, filing) in filings(ctx) {
        if let Some(relayed) = ctx.facts.relayed(id)
            && let Some(order) = order(ctx, &serves, (id, filing), relayed)
        {
            one(ctx, filing, relayed, order, sink);
        }
    }
}

fn order(
    ctx: &Ctx<'_>,
    serves: &Serves,
    (id, filing): (FilingId, &Filing),
    relayed: Date,
) -> Option<Order> {
    let signed = filing.signed.filter(|day| relayed < *day).map(Order::BeforeSigned);
    let received = filing.received.filter(|day| relayed > *day).map(Order::AfterReceived);
    let due = serves.of(id).filter(|due| ctx.dues.due(*due).in_scope);
    let days = due.filter_map(|due| ctx.dues.day(due));
    // Who signs after the due day leaves the relay no chance.
    let in_time = |day: &Date| filing.signed.is_none_or(|signed| signed <= *day);
    let late = days.filter(|day| relayed > *day).find(in_time).map(Order::AfterDue);
    signed.or(received).or(late)
}

fn one(ctx: &Ctx<'_>, filing: &Filing, relayed: Date, order: Order, sink: &mut Sink) {
    let (head, other) = match order {
        Order::BeforeSigned(_) => ("to", Some((Field::Signed, words!("ngày ký", "signed")))),
        Order::AfterReceived(_) => ("to", Some((Field::Received, words!("ngày nhận", "received")))),
        Order::AfterDue(_) => ("due", None),
    };
    let message = message(&Paper::of_filing(ctx, filing), relayed, order);
    let mut finding = about_filing(ctx, &CODE, filing, head, message)
        .at(ctx.facts.place(filing, Field::Relayed), words!("ngày chuyển tiếp", "passed on"))
        .help(help(order));
    if let Some((field, label)) = other {
        finding = finding.at(ctx.facts.place(filing, field), label);
    }
    sink.push(with_clause(finding));
}
