//! `completeness/nil-with-figures`: a report says that nothing occurred, and has figures beside it.

use crate::checks::completeness::papers::{Paper, about_filing, filings, with_clause};
use crate::checks::{Check, Ctx};
use crate::diag::{Code, Severity, Sink};
use crate::value::{Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "completeness/nil-with-figures",
    severity: Severity::Error,
    summary: [
        "báo cáo ghi không phát sinh mà vẫn có số liệu",
        "a report says that nothing occurred and still has figures",
    ],
};

pub(super) const CHECK: Check = Check { codes: &[&CODE], run };

fn message(paper: &Paper<'_>) -> Words {
    Words::new(|l| {
        let paper = paper.show(l);
        match l {
            Lang::Vi => format!("{paper} ghi là không phát sinh nhưng vẫn có số liệu đi kèm"),
            Lang::En => format!("{paper} says that nothing occurred, and still has figures"),
        }
    })
}

fn help() -> Words {
    words!(
        "nếu có phát sinh, bỏ dòng `nil = true`; nếu không, bỏ các số liệu đi kèm",
        "if something occurred, take out `nil = true`; if not, take out the figures"
    )
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    if ctx.facts.more.iter().all(|m| m.nil_beside.is_none()) {
        return;
    }
    for (id, filing) in filings(ctx).filter(|(_, f)| f.nil) {
        let Some(beside) = ctx.facts.more(id).and_then(|m| m.nil_beside) else { continue };
        let message = message(&Paper::of_filing(ctx, filing));
        let finding = about_filing(ctx, &CODE, filing, "allows nil", message)
            .at(beside, words!("số liệu ở đây", "figures here"))
            .at(
                ctx.facts.header(filing),
                words!("báo cáo ghi không phát sinh", "said here to have nothing to report"),
            )
            .help(help());
        sink.push(with_clause(finding));
    }
}
