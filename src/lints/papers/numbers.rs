//! `rule/document-number-form`, `rule/number-year-differs`, `rule/basis-later-than-plan`: what the number and
//! the date of a cited paper say.

use crate::diag::{Code, Finding, Severity, Sink};
use crate::lints::ctx::quoted;
use crate::lints::papers::documents::{Mention, Role, mentions};
use crate::lints::{Ctx, Lint, Run};
use crate::value::symbol::Symbol;
use crate::value::{Date, Lang, Words, words};

pub(crate) static FORM: Code = Code {
    name: "rule/document-number-form",
    severity: Severity::Note,
    summary: [
        "số, ký hiệu được dẫn không theo dạng nào đã biết",
        "a cited number of no known form",
    ],
};

pub(crate) static YEAR: Code = Code {
    name: "rule/number-year-differs",
    severity: Severity::Warning,
    summary: [
        "năm trong số, ký hiệu khác năm của ngày văn bản",
        "the year in a number is not that of its date",
    ],
};

pub(crate) static LATER: Code = Code {
    name: "rule/basis-later-than-plan",
    severity: Severity::Warning,
    summary: [
        "văn bản căn cứ có sau ngày ban hành, hoặc sau ngày bắt đầu của kế hoạch",
        "the plan implements a document dated after it was issued, or after its run began",
    ],
};

pub(super) const LINT: Lint = Lint { codes: &[&FORM, &YEAR, &LATER], run: Run::Any(run) };

fn form(symbol: &str) -> Words {
    let symbol = quoted(symbol);
    words!(
        "số, ký hiệu {symbol} không đúng dạng số, ký hiệu văn bản",
        "{symbol} does not have the form of an official number"
    )
}

/// `meant`: as the writer may have meant it.
fn form_help(meant: Option<String>) -> Words {
    match meant {
        Some(meant) => words!("ghi là `{meant}`", "write `{meant}`"),
        None => words!(
            "đối chiếu văn bản gốc: số, ký hiệu thường như `59/KH-UBND`, `3833/SYT-VP`, `03/2014/QĐ-UBND`, `40-CT/TU`",
            "look at the paper itself: numbers are like `59/KH-UBND`, `3833/SYT-VP`, `03/2014/QĐ-UBND`, `40-CT/TU`"
        ),
    }
}

fn year(symbol: &str, dated: Date) -> Words {
    let symbol = quoted(symbol);
    Words::new(|l| {
        let day = dated.show(l);
        match l {
            Lang::Vi => format!("{symbol} ghi ngày {day}, khác năm trong số, ký hiệu"),
            Lang::En => format!("{symbol} is dated {day}, another year than its number says"),
        }
    })
}

fn later(symbol: &str, dated: Date, issued: Date) -> Words {
    let symbol = quoted(symbol);
    Words::new(|l| {
        let (day, issued) = (dated.show(l), issued.show(l));
        match l {
            Lang::Vi => {
                format!("văn bản căn cứ {symbol} ngày {day} có sau ngày ban hành kế hoạch {issued}")
            }
            Lang::En => format!(
                "{symbol}, dated {day}, is later than the plan of {issued} that implements it"
            ),
        }
    })
}

/// Begun before there was anything to carry out.
fn begun(symbol: &str, dated: Date, from: Date) -> Words {
    let symbol = quoted(symbol);
    Words::new(|l| {
        let (day, from) = (dated.show(l), from.show(l));
        match l {
            Lang::Vi => {
                format!(
                    "kế hoạch thực hiện từ {from}, khi văn bản căn cứ {symbol} ngày {day} chưa có"
                )
            }
            Lang::En => {
                format!(
                    "the plan runs from {from}, before {symbol} that it implements, dated {day}"
                )
            }
        }
    })
}

fn dates_help() -> Words {
    words!(
        "đối chiếu văn bản gốc rồi sửa số, ký hiệu hoặc ngày",
        "look at the papers themselves, and mend the number or the day"
    )
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    for mention in mentions(ctx) {
        if mention.role == Role::Mentioned {
            continue;
        }
        let symbol = Symbol::parse(&mention.symbol);
        match symbol {
            None => sink.push(no_form(ctx, &mention)),
            Some(symbol) => sink.push_some(other_year(ctx, &mention, symbol)),
        }
        sink.push_some(too_late(ctx, &mention));
    }
}

fn no_form(ctx: &Ctx<'_>, mention: &Mention<'_>) -> Finding {
    let at = (mention.at, words!("số, ký hiệu đã ghi", "as cited"));
    ctx.finding(&FORM, mention.item, at, form(&mention.symbol))
        .help(form_help(Symbol::tidy(&mention.symbol)))
}

fn other_year(ctx: &Ctx<'_>, mention: &Mention<'_>, symbol: Symbol<'_>) -> Option<Finding> {
    let (year_of, dated) = (symbol.year?, mention.dated?);
    if year_of == dated.year() {
        return None;
    }
    let at = (mention.at, words!("số và ngày", "number and day"));
    let message = year(&mention.symbol, dated);
    Some(ctx.finding(&YEAR, mention.item, at, message).help(dates_help()))
}

fn too_late(ctx: &Ctx<'_>, mention: &Mention<'_>) -> Option<Finding> {
    let dated = mention.dated.filter(|_| mention.role == Role::Implements)?;
    let plan = ctx.plan;
    let from = plan.runs.and_then(|run| run.from);
    let (message, at, label) = match (plan.issued, from) {
        (Some(issued), _) if dated > issued => {
            let label = words!("ngày ban hành", "issued");
            (later(&mention.symbol, dated, issued), plan.item.place("issued"), label)
        }
        (_, Some(from)) if dated > from => {
            let label = words!("thực hiện từ đây", "runs from here");
            (begun(&mention.symbol, dated, from), plan.item.place("runs"), label)
        }
        _ => return None,
    };
    let here = (mention.at, words!("văn bản căn cứ", "what the plan implements"));
    let finding = ctx.finding(&LATER, mention.item, here, message);
    Some(finding.at(at, label).help(dates_help()))
}
