//! What goes round in a circle: formulas, totals, the order of units and phases. Each circle is cut
//! where it is reported, so that what comes later ends.

use crate::diag::{Code, Finding, Severity, words as grammar};
use crate::source::Span;
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

/// `a → b → a`.
fn chain(path: &[String]) -> String {
    let shown: Vec<String> = path.iter().map(|n| format!("`{}`", grammar::shown(n))).collect();
    shown.join(" → ")
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
