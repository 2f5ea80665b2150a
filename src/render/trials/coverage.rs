//! The rules that no test of their plan tries both ways.

use std::io::{self, Write};

use crate::render::Style;
use crate::report::Untried;
use crate::value::Lang;

/// Two lists: what no test makes pass, what none makes fail.
pub(crate) fn coverage(all: &[Untried], style: Style, out: &mut dyn Write) -> io::Result<()> {
    let lang = style.lang;
    let [pass, fail] = match lang {
        Lang::Vi => ["Chưa có ví dụ nào làm cho đúng:", "Chưa có ví dụ nào làm cho sai:"],
        Lang::En => ["No test makes these pass:", "No test makes these fail:"],
    };
    let never_passed = list(pass, all.iter().filter(|one| !one.passed), out)?;
    let never_failed = list(fail, all.iter().filter(|one| !one.failed), out)?;
    match lang {
        Lang::Vi => writeln!(
            out,
            "{never_passed} quy tắc chưa đúng lần nào, {never_failed} chưa sai lần nào"
        ),
        Lang::En => writeln!(out, "{never_passed} rules never pass, {never_failed} never fail"),
    }
}

/// How many there are.
fn list<'a>(
    title: &str,
    all: impl Iterator<Item = &'a Untried>,
    out: &mut dyn Write,
) -> io::Result<usize> {
    writeln!(out, "{title}")?;
    let mut number = 0;
    for Untried { plan, kind, id, clause, .. } in all {
        let clause = clause.as_ref().map(|clause| format!(": {clause}")).unwrap_or_default();
        writeln!(out, "  {plan} {kind} {id}{clause}")?;
        number += 1;
    }
    writeln!(out)?;
    Ok(number)
}
