//! The rules that no test of their plan tries both ways.

use std::io::{self, Write};

use crate::render::Style;
use crate::report::Untried;
use crate::value::Lang;

/// Lists: what no test makes pass, what none makes fail, what nothing can make fail.
pub(crate) fn coverage(all: &[Untried], style: Style, out: &mut dyn Write) -> io::Result<()> {
    let lang = style.lang;
    let [pass, fail] = match lang {
        Lang::Vi => ["Chưa có ví dụ nào làm cho đúng:", "Chưa có ví dụ nào làm cho sai:"],
        Lang::En => ["No test makes these pass:", "No test makes these fail:"],
    };
    let never_passed = list(pass, all.iter().filter(|one| !one.passed), out)?;
    let can_fail = |one: &&Untried| !one.failed && one.unfailing.is_none();
    let never_failed = list(fail, all.iter().filter(can_fail), out)?;
    unfailing(all, lang, out)?;
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
    for one in all {
        writeln!(out, "  {}", name(one))?;
        number += 1;
    }
    writeln!(out)?;
    Ok(number)
}

fn name(Untried { plan, kind, id, clause, .. }: &Untried) -> String {
    let clause = clause.as_ref().map(|clause| format!(": {clause}")).unwrap_or_default();
    format!("{plan} {kind} {id}{clause}")
}

/// Each with the reason; nothing where there is none.
fn unfailing(all: &[Untried], lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let mut told = all.iter().filter_map(|one| Some((one, one.unfailing.as_ref()?))).peekable();
    if told.peek().is_none() {
        return Ok(());
    }
    match lang {
        Lang::Vi => writeln!(out, "Không gì làm cho sai được:")?,
        Lang::En => writeln!(out, "Nothing can make these fail:")?,
    }
    for (one, why) in told {
        writeln!(out, "  {}: {}", name(one), why.get(lang))?;
    }
    writeln!(out)
}
