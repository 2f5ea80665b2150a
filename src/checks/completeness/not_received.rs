//! `completeness/not-received`: nothing came for a due that is open: its period is over and the plan names
//! no day, or its unit is only expected. The units of an open group share one line.

use crate::checks::completeness::papers::{Paper, no_day, some_of};
use crate::checks::{Check, Ctx};
use crate::diag::{Code, Severity, Sink, Subject};
use crate::dues::{Due, State};
use crate::value::{Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "completeness/not-received",
    severity: Severity::Note,
    summary: [
        "chưa nhận được báo cáo, văn bản mà kế hoạch không nêu ngày hạn",
        "a paper for which the plan names no due day was not received",
    ],
};

pub(super) const CHECK: Check = Check { codes: &[&CODE], run };

fn message(paper: &Paper<'_>, unit: &str) -> Words {
    Words::new(|l| {
        let paper = paper.show_alone(l);
        match l {
            Lang::Vi => format!(
                "{unit} chưa gửi {paper}; kế hoạch không nêu ngày hạn nên chưa coi là thiếu"
            ),
            Lang::En => format!(
                "{unit} has not sent {paper}; the plan names no due day, so it does not count as missing"
            ),
        }
    })
}

fn group_message(paper: &Paper<'_>, units: &[String]) -> Words {
    Words::new(|l| {
        let (paper, some, n) = (paper.show_alone(l), some_of(units, l), units.len());
        match (l, n) {
            (Lang::Vi, 1) => format!("{some}, được đề nghị phối hợp, chưa gửi {paper}"),
            (Lang::Vi, _) => format!("{n} đơn vị được đề nghị phối hợp chưa gửi {paper}: {some}"),
            (Lang::En, 1) => format!("{some}, asked to take part, has not sent {paper}"),
            (Lang::En, _) => format!("{n} units asked to take part have not sent {paper}: {some}"),
        }
    })
}

fn label() -> Words {
    words!(
        "không có tệp nào cho nghĩa vụ và kỳ này",
        "no file holds a paper for this duty and period"
    )
}

fn group_label(units: &[String]) -> Words {
    Words::new(|l| match (units, l) {
        ([unit], Lang::Vi) => format!("chưa có tệp nào của {unit} cho kỳ này"),
        ([unit], Lang::En) => format!("no file of {unit} for this period"),
        (_, Lang::Vi) => format!("chưa có tệp nào của {} đơn vị này cho kỳ này", units.len()),
        (_, Lang::En) => format!("no file of these {} units for this period", units.len()),
    })
}

fn help(unit: &str) -> Words {
    words!(
        "hỏi {unit} đã gửi chưa; nếu tỉnh có văn bản quy định ngày hạn, thêm văn bản đó bằng --overlay",
        "ask {unit} whether it was sent; if the province has set a due day, add that decision with --overlay"
    )
}

fn group_help(units: &[String]) -> Words {
    if units.len() == 1 {
        return words!(
            "hỏi đơn vị này có tham gia không; kế hoạch không bắt buộc nên không tính là thiếu",
            "ask whether it takes part; the plan does not bind it, so nothing counts as missing"
        );
    }
    words!(
        "hỏi các đơn vị này có tham gia không; kế hoạch không bắt buộc nên không tính là thiếu",
        "ask these units whether they take part; the plan does not bind them, so nothing counts as missing"
    )
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    let mut expected: Vec<&Due> = Vec::new();
    for (_, due) in ctx.dues_in_scope().filter(|(_, due)| due.state == State::Open) {
        if !due.open {
            one(ctx, due, sink);
            continue;
        }
        if expected.last().is_some_and(|last| last.slot != due.slot) {
            group(ctx, &expected, sink);
            expected.clear();
        }
        expected.push(due);
    }
    group(ctx, &expected, sink);
}

fn one(ctx: &Ctx<'_>, due: &Due, sink: &mut Sink) {
    let (slot, duty) = (ctx.slot(due), ctx.duty(due));
    let unit = ctx.unit(due.unit, slot.last);
    let message = message(&Paper::of_due(ctx, due, due.unit), unit);
    let finding = ctx
        .finding(&CODE, &duty.item, slot.clause, message)
        .at(ctx.absent(), label())
        .at(slot.clause, no_day())
        .help(help(unit))
        .about(ctx.subject_of(due));
    sink.push(finding);
}

fn group(ctx: &Ctx<'_>, dues: &[&Due], sink: &mut Sink) {
    let Some(due) = dues.first() else { return };
    let (slot, duty) = (ctx.slot(due), ctx.duty(due));
    let units: Vec<String> = dues.iter().map(|d| ctx.unit(d.unit, slot.last).to_owned()).collect();
    let message = group_message(&Paper::of_due(ctx, due, due.unit), &units);
    let clause = duty.item.place("from");
    let one = if dues.len() == 1 { ctx.subject_of(due).unit } else { None };
    let finding = ctx
        .finding(&CODE, &duty.item, clause, message)
        .at(ctx.absent(), group_label(&units))
        .at(clause, words!("đề nghị phối hợp ở đây", "asked to take part here"))
        .help(group_help(&units))
        .about(Subject { unit: one, ..ctx.subject_of(due) });
    sink.push(finding);
}
