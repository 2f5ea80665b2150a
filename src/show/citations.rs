//! Citations for a program: plan, kind, item, place in the text, row of a list of requirements, with tabs
//! between, one a line.

use std::io::{self, Write};

use crate::diag::wrap::clean;
use crate::plan::Plan;
use crate::show::items;
use crate::source::Span;

/// Every citation of a plan, in the order of its files.
pub(crate) fn write(plan: &Plan, out: &mut dyn Write) -> io::Result<()> {
    let mut all: Vec<(Span, [String; 4])> = Vec::new();
    let mut seen = rustc_hash::FxHashSet::default();
    for any in items::all(plan) {
        for cite in &any.item.cites {
            // A line of a rule that cites nothing itself repeats what its rule cites.
            if seen.insert(cite.span) {
                let row = cite.row.clone().unwrap_or_default();
                let fields = [any.kind.to_owned(), any.id.clone(), cite.place.clone(), row];
                all.push((cite.span, fields));
            }
        }
    }
    all.sort_by_key(|(span, _)| *span);
    for (_, fields) in &all {
        let fields: Vec<_> = fields.iter().map(|f| clean(f)).collect();
        writeln!(out, "{}\t{}", plan.item.id, fields.join("\t"))?;
    }
    Ok(())
}
