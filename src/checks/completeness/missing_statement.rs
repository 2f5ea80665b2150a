//! `completeness/missing-statement`: a document does not confirm a content that `states` asks for. One
//! finding for each document, with the contents it leaves out.

use crate::checks::completeness::papers::{
    Paper, Papers, quoted, required_here, served_dues, some_of,
};
use crate::checks::{Check, Ctx};
use crate::diag::{Code, Severity, Sink};
use crate::dues::DueId;
use crate::value::{Lang, Words, fold, words};

pub(crate) static CODE: Code = Code {
    name: "completeness/missing-statement",
    severity: Severity::Warning,
    summary: [
        "văn bản chưa xác nhận có nội dung mà kế hoạch yêu cầu",
        "a document does not confirm a content that the plan asks for",
    ],
};

pub(super) const CHECK: Check = Check { codes: &[&CODE], run };

fn message(paper: &Paper<'_>, contents: &[String]) -> Words {
    Words::new(|l| {
        let (paper, contents) = (paper.show(l), some_of(contents, l));
        match l {
            Lang::Vi => format!("{paper} chưa xác nhận có nội dung {contents}"),
            Lang::En => format!("{paper} does not confirm that it contains {contents}"),
        }
    })
}

fn label(any: bool) -> Words {
    if any {
        words!("mục `states` không kể nội dung này", "`states` does not name it")
    } else {
        words!("văn bản này không ghi mục `states`", "this document has no `states`")
    }
}

fn help(contents: &[String]) -> Words {
    Words::new(|l| {
        let contents = some_of(contents, l);
        match l {
            Lang::Vi => {
                format!(
                    "đọc lại văn bản: nếu có {contents} thì ghi thêm vào `states`; nếu không, đề nghị bổ sung"
                )
            }
            Lang::En => {
                format!(
                    "read the document: if it has {contents}, enter that under `states`; if not, ask for it"
                )
            }
        }
    })
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    if ctx.plan.duties.iter().all(|d| d.states.is_empty()) {
        return;
    }
    let papers = Papers::new(ctx);
    for (id, due) in served_dues(ctx) {
        if !ctx.duty(due).states.is_empty() {
            one(ctx, id, &papers, sink);
        }
    }
}

fn one(ctx: &Ctx<'_>, id: DueId, papers: &Papers<'_, '_>, sink: &mut Sink) {
    let due = ctx.dues.due(id);
    let duty = ctx.duty(due);
    let Some((_, filing)) = papers.counting(id).next() else { return };
    let all = papers.counting(id).filter_map(|(id, _)| ctx.facts.more(id));
    let confirmed: Vec<String> = all.flat_map(|m| &m.states).map(|s| fold::key(s)).collect();
    let absent = duty.states.iter().filter(|s| !confirmed.contains(&fold::key(s)));
    let absent = quoted(absent.map(String::as_str));
    if absent.is_empty() {
        return;
    }
    let clause = duty.item.place("states");
    let finding = ctx
        .finding(&CODE, &duty.item, clause, message(&Paper::of_due(ctx, due, filing.from), &absent))
        .at(ctx.facts.header(filing), label(!confirmed.is_empty()))
        .at(clause, required_here())
        .help(help(&absent))
        .about(ctx.subject_of(due));
    sink.push(finding);
}
