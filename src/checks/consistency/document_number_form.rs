//! `consistency/document-number-form`: the filing's own number has none of the forms of official symbols.

use crate::checks::Ctx;
use crate::checks::consistency::paper;
use crate::diag::words::shown;
use crate::diag::{Code, Finding, Severity};
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

/// What stands behind the number of the paper before, and whether it makes a symbol. It is the same on the papers of
/// an office, but for the year.
#[derive(Debug, Default)]
pub(super) struct Forms<'a> {
    rest: &'a str,
    /// Whether there is a year, and what follows.
    form: (bool, &'a str),
    is_symbol: bool,
}

impl<'a> Forms<'a> {
    pub(super) fn of(&mut self, ctx: &Ctx<'a>, filing: &Filing) -> Option<Finding> {
        let number = ctx.facts.number(filing);
        let is_paper = filing.kind != FilingKind::Figures && !number.is_empty();
        (is_paper && !self.is_symbol(number)).then(|| one(ctx, filing, number))
    }

    fn is_symbol(&mut self, text: &'a str) -> bool {
        debug_assert_eq!(text, text.trim(), "a number is kept without spaces around");
        let Some((number, rest)) = number_of(text) else { return false };
        if self.rest != rest {
            self.rest = rest;
            let (year, tail) = undated(rest);
            let form = (year.is_some(), tail);
            if self.form != form {
                self.form = form;
                self.is_symbol = Symbol::behind(number, rest).is_some();
            }
        }
        debug_assert_eq!(self.is_symbol, Symbol::behind(number, rest).is_some());
        self.is_symbol
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
