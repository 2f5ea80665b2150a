//! `consistency/document-number-form`: the filing's own number has none of the forms of official symbols.

use crate::checks::consistency::paper;
use crate::checks::{Check, Ctx};
use crate::diag::words::shown;
use crate::diag::{Code, Finding, Severity, Sink};
use crate::facts::{Field, Filing, FilingKind};
use crate::value::symbol::{Symbol, number_of, undated};
use crate::value::{Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "consistency/document-number-form",
    severity: Severity::Warning,
    summary: [
        "số, ký hiệu văn bản không theo dạng nào đã biết",
        "the number of a paper has none of the forms of official symbols",
    ],
};

pub(super) const CHECK: Check = Check { codes: &[&CODE], run };

fn message(paper: &Words, number: &str) -> Words {
    let number = shown(number);
    Words::new(|l| {
        let paper = paper.get(l);
        match l {
            Lang::Vi => {
                format!("số, ký hiệu `{number}` của {paper} không đúng dạng số, ký hiệu văn bản")
            }
            Lang::En => format!(
                "the number `{number}` of {paper} does not have the form of an official number"
            ),
        }
    })
}

/// `meant`: as the writer may have meant it.
fn help(meant: Option<String>) -> Words {
    match meant {
        Some(meant) => words!("ghi là `{meant}`", "write `{meant}`"),
        None => words!(
            "ghi đủ số và ký hiệu như trên văn bản, ví dụ `59/KH-UBND`, `3833/SYT-VP`, `03/2014/QĐ-UBND` hoặc `40-CT/TU`",
            "write number and symbol as on the paper, such as `59/KH-UBND`, `3833/SYT-VP`, `03/2014/QĐ-UBND` or `40-CT/TU`"
        ),
    }
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    // What stands behind number and year is the same on the papers of an office.
    let mut last = ((false, ""), false);
    for (_, filing) in ctx.filings() {
        let number = ctx.facts.number(filing);
        if filing.kind == FilingKind::Figures || number.is_empty() {
            continue;
        }
        let is_symbol = number_of(number.trim()).is_some_and(|(number, rest)| {
            let (year, tail) = undated(rest);
            let form = (year.is_some(), tail);
            if last.0 != form {
                last = (form, Symbol::behind(number, rest).is_some());
            }
            debug_assert_eq!(last.1, Symbol::behind(number, rest).is_some());
            last.1
        });
        if !is_symbol {
            sink.push(one(ctx, filing, number));
        }
    }
}

fn one(ctx: &Ctx<'_>, filing: &Filing, number: &str) -> Finding {
    let item = paper::item(ctx, filing);
    let clause = item.place("form");
    let paper = Words::new(|l| paper::paper(ctx, filing, l));
    paper::finding(ctx, &CODE, (item, clause), message(&paper, number))
        .at(ctx.facts.place(filing, Field::Number), words!("số, ký hiệu đã ghi", "as filed"))
        .at(clause, paper::declared())
        .help(help(Symbol::tidy(number)))
        .about(ctx.subject_of_filing(filing))
}
