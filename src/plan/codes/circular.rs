//! What goes round in a circle: formulas, totals, the order of units and phases. Each circle is cut
//! where it is reported, so that what comes later ends.

use crate::diag::{Code, Finding, Severity, words as grammar};
use crate::source::Span;
use crate::syntax::words::SYNTAX;
use crate::value::{Words, words};

pub(crate) static CIRCULAR_FORMULA: Code = Code {
    name: "rule/circular-formula",
    severity: Severity::Error,
    summary: ["các công thức `equals` vòng tròn", "formulas of `equals` in a circle"],
};

pub(crate) static CIRCULAR_REPORTING: Code = Code {
    name: "rule/circular-reporting",
    severity: Severity::Error,
    summary: ["các báo cáo tổng hợp lẫn nhau", "reports that total each other in a circle"],
};

pub(crate) static CIRCULAR_SUCCESSION: Code = Code {
    name: "rule/circular-succession",
    severity: Severity::Error,
    summary: [
        "`under`, `becomes`, `after` hoặc `members` vòng tròn",
        "`under`, `becomes`, `after` or `members` in a circle",
    ],
};

/// Of a longer circle so many steps are told.
const MOST_SHOWN: usize = 8;

/// `a → b → a`.
fn chain(path: &[String]) -> String {
    let one = |n: &String| format!("`{}`", grammar::shown(n));
    let mut shown: Vec<String> = path.iter().take(MOST_SHOWN).map(one).collect();
    if let Some(last) = path.last().filter(|_| path.len() > MOST_SHOWN) {
        shown.extend(["…".to_owned(), one(last)]);
    }
    shown.join(" → ")
}

/// What leans on too many others, one behind the other, to be followed.
pub(crate) fn too_long(name: &str, most: usize, at: Span) -> Finding {
    let name = grammar::shown(name);
    let message = words!(
        "`{name}` dựa vào hơn {most} mục nối tiếp nhau",
        "`{name}` leans on more than {most} others, one behind the other"
    );
    Finding::new(&SYNTAX, message).at(at, words!("dòng này bị bỏ qua", "this is left out")).help(
        words!(
            "viết trực tiếp điều cần có, không qua từng bước",
            "say directly what is meant, not step by step"
        ),
    )
}

/// Formulas.
pub(crate) fn formula(path: &[String], at: Span) -> Finding {
    let chain = chain(path);
    let message = words!("công thức vòng tròn: {chain}", "the formulas go round: {chain}");
    Finding::new(&CIRCULAR_FORMULA, message)
        .at(at, words!("công thức này quay lại chính nó", "this formula comes back to itself"))
        .help(words!(
            "bỏ `equals` ở một trong các số liệu này, hoặc ghi thành một phép kiểm tra (`check`)",
            "drop the `equals` of one of them, or write it as a `check`"
        ))
}

/// Totals, and `carries all of`.
pub(crate) fn reporting(path: &[String], at: Span) -> Finding {
    let chain = chain(path);
    let message = words!(
        "các báo cáo lấy số liệu của nhau vòng tròn: {chain}",
        "the reports draw on each other in a circle: {chain}"
    );
    Finding::new(&CIRCULAR_REPORTING, message)
        .at(at, words!("quay lại chính báo cáo này", "comes back to this report"))
        .help(words!("bỏ một trong các bước này", "drop one of these steps"))
}

/// What may go round among units and phases, by the head of the clause.
pub(crate) fn succession(head: &str, path: &[String], at: Span) -> Finding {
    let chain = chain(path);
    let message = match head {
        "under" => words!(
            "các đơn vị trực thuộc nhau vòng tròn: {chain}",
            "the units stand under each other in a circle: {chain}"
        ),
        "becomes" => words!(
            "các đơn vị kế thừa nhau vòng tròn: {chain}",
            "the units succeed each other in a circle: {chain}"
        ),
        "members" => words!(
            "các nhóm chứa nhau vòng tròn: {chain}",
            "the groups hold each other in a circle: {chain}"
        ),
        _ => words!(
            "các giai đoạn nối tiếp nhau vòng tròn: {chain}",
            "the phases follow each other in a circle: {chain}"
        ),
    };
    let label: Words = words!("quay lại chính nó", "comes back to itself");
    Finding::new(&CIRCULAR_SUCCESSION, message)
        .at(at, label)
        .help(words!("sửa một trong các dòng `{head}` này", "correct one of these `{head}`"))
}
