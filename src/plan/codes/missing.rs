//! What is missing and only shows once names have a meaning: a plan among the files, the nature of a figure.

use crate::diag::{Finding, words as grammar};
use crate::plan::{Ty, codes::kind_of_value};
use crate::source::{FileId, Place, Span};
use crate::syntax::words::MISSING_CLAUSE;
use crate::value::words;

/// A set of files without a plan.
pub(crate) fn plan(path: &str, at: FileId) -> Finding {
    let shown = grammar::shown(path);
    let message = words!(
        "`{shown}` và các tệp nó dùng không có mục `plan` nào",
        "neither `{shown}` nor what it uses has a `plan`"
    );
    Finding::new(&MISSING_CLAUSE, message)
        .at(Place::File(at), words!("đây là thư viện, chưa phải kế hoạch", "a library, not a plan"))
        .help(words!(
            "chọn tệp có mục `plan`, hoặc thêm một mục `plan`",
            "give the file that has the `plan`, or add one"
        ))
}

/// A count or amount without its nature.
pub(crate) fn nature(ty: &Ty, at: Span) -> Finding {
    let is = kind_of_value(ty);
    let (vi, en) = (&is.vi, &is.en);
    let message = words!(
        "{vi} phải nói rõ là số phát sinh trong kỳ hay số cuối kỳ",
        "{en} must say whether it adds up over time or is a state"
    );
    Finding::new(&MISSING_CLAUSE, message).at(at, words!("chưa nói rõ", "not said")).help(words!(
        "thêm `flow` (phát sinh trong kỳ), `level` (cuối kỳ) hoặc `opening of` (đầu kỳ)",
        "add `flow` (in the period), `level` (at its end) or `opening of` (at its start)"
    ))
}
