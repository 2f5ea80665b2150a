//! Changes for programs: one object, stable keys in a stable order.

use std::io::{self, Write};

use crate::report::{Mutants, Survivor};
use crate::value::Lang;

/// The version of this form. A new key does not change it; a changed one does.
const VERSION: u32 = 1;

#[derive(serde::Serialize)]
struct JsonMutants<'a> {
    version: u32,
    tool: &'static str,
    plans: Vec<JsonPlan<'a>>,
    made: usize,
    noticed: usize,
    unnoticed: usize,
    thrown_away: usize,
}

#[derive(serde::Serialize)]
struct JsonPlan<'a> {
    plan: &'a str,
    file: &'a str,
    made: usize,
    noticed: usize,
    thrown_away: usize,
    unnoticed: Vec<JsonChange<'a>>,
    stale: Vec<JsonChange<'a>>,
    faults: Vec<&'a str>,
}

#[derive(serde::Serialize)]
struct JsonChange<'a> {
    file: &'a str,
    line: usize,
    item: &'a str,
    was: &'a str,
    /// `null`: left out.
    now: Option<&'a str>,
    /// `null`: not accepted.
    why: Option<&'a str>,
}

pub(crate) fn render(all: &[Mutants], lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let sum = |of: fn(&Mutants) -> usize| all.iter().map(of).sum();
    let mutants = JsonMutants {
        version: VERSION,
        tool: concat!("soat ", env!("CARGO_PKG_VERSION")),
        plans: all.iter().map(|plan| of_plan(plan, lang)).collect(),
        made: sum(Mutants::made),
        noticed: sum(|plan| plan.noticed),
        unnoticed: sum(|plan| plan.unnoticed.len()),
        thrown_away: sum(|plan| plan.thrown_away),
    };
    serde_json::to_writer_pretty(&mut *out, &mutants)?;
    writeln!(out)
}

fn of_plan(plan: &Mutants, lang: Lang) -> JsonPlan<'_> {
    JsonPlan {
        plan: &plan.plan,
        file: &plan.file,
        made: plan.made(),
        noticed: plan.noticed,
        thrown_away: plan.thrown_away,
        unnoticed: plan.unnoticed.iter().map(change).collect(),
        stale: plan.stale.iter().map(change).collect(),
        faults: plan.faults.iter().map(|words| words.get(lang)).collect(),
    }
}

fn change(one: &Survivor) -> JsonChange<'_> {
    JsonChange {
        file: &one.file,
        line: one.line,
        item: &one.change.item,
        was: &one.change.was,
        now: one.change.now.as_deref(),
        why: one.why.as_deref(),
    }
}
