//! Names that match more than one thing, or match only after folding.

use crate::diag::{Code, Finding, Severity, words::shown};
use crate::facts::codes::quoted;
use crate::source::Span;
use crate::value::{Lang, Words, lang::words};

pub(crate) static AMBIGUOUS_NAME: Code = Code {
    name: "data/ambiguous-name",
    severity: Severity::Error,
    summary: ["một tên chỉ hai đối tượng khác nhau", "a name that matches two things"],
};

pub(crate) static NOT_NORMALISED: Code = Code {
    name: "data/not-normalised",
    severity: Severity::Note,
    summary: [
        "tên chỉ khớp sau khi bỏ qua khác biệt về dấu, chữ hoa hoặc cách viết tắt",
        "a name that matches only after folding marks, case or abbreviations",
    ],
};

/// A name that matches several things, which are given by their ids.
pub(crate) fn ambiguous(name: &str, ids: &[String], at: Span) -> Finding {
    let name = shown(name);
    let message = Words::new(|lang| {
        let ids = quoted(ids, lang, false);
        match lang {
            Lang::Vi => format!("tên `{name}` có thể chỉ {ids}"),
            Lang::En => format!("the name `{name}` may mean {ids}"),
        }
    });
    let label = words!("không rõ chỉ đối tượng nào", "it is not known which is meant");
    let help = Words::new(|lang| {
        let ids = quoted(ids, lang, false);
        match lang {
            Lang::Vi => format!("ghi mã: {ids}"),
            Lang::En => format!("write the id: {ids}"),
        }
    });
    Finding::new(&AMBIGUOUS_NAME, message).at(at, label).help(help)
}

/// A report without a kind, whose sender and period leave more than one choice.
pub(crate) fn several_kinds(ids: &[String], at: Span) -> Finding {
    let message = Words::new(|lang| {
        let ids = quoted(ids, lang, true);
        match lang {
            Lang::Vi => format!("báo cáo không ghi loại, mà đơn vị và kỳ này có {ids}"),
            Lang::En => {
                format!("the report does not say its kind, and its sender and period leave {ids}")
            }
        }
    });
    let label = words!("báo cáo này", "this report");
    let help = Words::new(|lang| {
        let ids = quoted(ids, lang, false);
        match lang {
            Lang::Vi => format!("thêm `kind` là {ids}"),
            Lang::En => format!("add `kind`: {ids}"),
        }
    });
    Finding::new(&AMBIGUOUS_NAME, message).at(at, label).help(help)
}

/// A name that was understood although it is written otherwise.
pub(crate) fn not_normalised(name: &str, meant: &str, at: Span) -> Finding {
    let name = shown(name);
    let message = words!("`{name}` được hiểu là `{meant}`", "`{name}` was taken to be `{meant}`");
    let label = words!("viết khác với kế hoạch", "not as the plan writes it");
    let help = words!("ghi `{meant}`", "write `{meant}`");
    Finding::new(&NOT_NORMALISED, message).at(at, label).help(help)
}
