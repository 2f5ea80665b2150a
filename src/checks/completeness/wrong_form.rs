//! `completeness/wrong-form`: the document number is of another form than `form`: a decision where a plan is
//! asked for. Whether the number is well formed at all is another matter.

use crate::checks::completeness::papers::{Paper, Papers, served_dues, with_clause};
use crate::checks::{Check, Ctx};
use crate::diag::words::{list, shown};
use crate::diag::{Code, Severity, Sink};
use crate::dues::DueId;
use crate::facts::{Field, Filing};
use crate::value::{Lang, Words, fold, words};

pub(crate) static CODE: Code = Code {
    name: "completeness/wrong-form",
    severity: Severity::Warning,
    summary: [
        "số văn bản thuộc loại khác với loại kế hoạch yêu cầu",
        "the document number is of another form than the plan asks for",
    ],
};

pub(super) const CHECK: Check = Check { codes: &[&CODE], run };

fn message(paper: &Paper<'_>, number: &str, forms: &[String]) -> Words {
    Words::new(|l| {
        let (paper, number, forms) = (paper.show(l), shown(number), list(forms, l, false));
        match l {
            Lang::Vi => {
                format!("{paper} mang số `{number}`, không phải loại {forms} mà kế hoạch yêu cầu")
            }
            Lang::En => format!(
                "{paper} has the number `{number}`, which is not of the form {forms} that the plan asks for"
            ),
        }
    })
}

fn help() -> Words {
    words!(
        "kiểm tra lại số văn bản; nếu số đúng, xem đây có phải văn bản mà kế hoạch yêu cầu không",
        "check the number; if it is right, see whether this is the document that the plan asks for"
    )
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    if ctx.plan.duties.iter().all(|d| d.form.is_empty()) {
        return;
    }
    let papers = Papers::new(ctx);
    for (id, due) in served_dues(ctx) {
        let forms = &ctx.duty(due).form;
        if forms.is_empty() {
            continue;
        }
        for (_, filing) in papers.counting(id) {
            if is_other(ctx.facts.number(filing), forms) {
                one(ctx, id, filing, sink);
            }
        }
    }
}

fn one(ctx: &Ctx<'_>, id: DueId, filing: &Filing, sink: &mut Sink) {
    let due = ctx.dues.due(id);
    let duty = ctx.duty(due);
    let (paper, number) = (Paper::of_due(ctx, due, filing.from), ctx.facts.number(filing));
    let finding = ctx
        .finding(&CODE, &duty.item, duty.item.place("form"), message(&paper, number, &duty.form))
        .at(ctx.facts.place(filing, Field::Number), words!("số văn bản", "the document number"))
        .help(help())
        .about(ctx.subject_of(due));
    sink.push(with_clause(finding));
}

/// Whether a number shows another form than all that are asked for; one that shows none is not judged.
fn is_other(number: &str, forms: &[String]) -> bool {
    let Some(form) = form_of(number) else { return false };
    let fits = |wanted: &String| {
        let letter = wanted == "CV" && !is_known(form);
        wanted == form || letter || fold::key(wanted) == fold::key(form)
    };
    !forms.iter().any(fits)
}

/// The first part of a number that has letters, after the number itself and the year: `KH` of
/// `59/KH-UBND`, `NĐ` of `163/2024/NĐ-CP`, `NQ` of `01-NQ/TU`.
fn form_of(number: &str) -> Option<&str> {
    let from = number.find(|c: char| c.is_ascii_digit())?;
    let mut parts = number.get(from..)?.split(['/', '-', '–']).map(str::trim);
    parts.next();
    parts.find(|p| p.chars().any(char::is_alphabetic))
}

/// Forms of named documents. A letter (`CV`) shows none: `88/CAT-PV01` begins with its office.
fn is_known(form: &str) -> bool {
    const KNOWN: [&str; 17] = [
        "KH", "QĐ", "TTr", "CT", "KL", "CTr", "NQ", "NĐ", "TT", "TTLT", "BC", "TB", "ĐA", "HD",
        "CĐ", "PA", "QC",
    ];
    KNOWN.iter().any(|k| fold::key(k) == fold::key(form))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_stands_after_number_and_year() {
        assert_eq!(form_of("59/KH-UBND"), Some("KH"));
        assert_eq!(form_of("Số: 0134/KH-UBND"), Some("KH"));
        assert_eq!(form_of("163/2024/NĐ-CP"), Some("NĐ"));
        assert_eq!(form_of("01-NQ/TU"), Some("NQ"));
        assert_eq!(form_of("45"), None);
    }

    #[test]
    fn a_number_of_another_form_is_told() {
        let forms = |all: &[&str]| all.iter().map(|f| (*f).to_owned()).collect::<Vec<_>>();
        assert!(is_other("12/QĐ-UBND", &forms(&["KH"])));
        assert!(!is_other("12/QĐ-UBND", &forms(&["KH", "QĐ"])));
        assert!(!is_other("12/QÐ-UBND", &forms(&["QĐ"])));
        assert!(!is_other("88/CAT-PV01", &forms(&["CV"])));
        assert!(is_other("88/BC-CAT", &forms(&["CV"])));
        assert!(!is_other("12", &forms(&["KH"])));
    }
}
