//! Which tables the filings hold, empty ones too: by filing, and by unit and time.

use rustc_hash::FxHashSet;

use crate::facts::{Facts, Filing, FilingId};
use crate::plan::{TableId, UnitId, When};

/// Tables that filings hold which no newer one replaced.
#[derive(Debug, Default)]
pub(super) struct Held {
    by_filing: FxHashSet<(FilingId, TableId)>,
    by_time: FxHashSet<(UnitId, TableId, Option<When>)>,
}

impl Held {
    pub(super) fn new(facts: &Facts) -> Self {
        let mut held = Self::default();
        for (filing, table, _) in &facts.held {
            held.add(facts, *filing, *table);
        }
        // A table whose rows came by themselves is held too.
        let mut last = None;
        for row in &facts.rows {
            if last.replace((row.filing, row.table)) != Some((row.filing, row.table)) {
                held.add(facts, row.filing, row.table);
            }
        }
        held
    }

    fn add(&mut self, facts: &Facts, id: FilingId, table: TableId) {
        let filing = facts.filing(id);
        if !filing.superseded {
            self.by_filing.insert((id, table));
            self.by_time.insert((filing.about, table, filing.when));
        }
    }

    /// Whether a filing holds the table, or another of the same unit and time does.
    pub(super) fn holds(&self, id: FilingId, filing: &Filing, table: TableId) -> bool {
        self.by_filing.contains(&(id, table))
            || self.by_time.contains(&(filing.about, table, filing.when))
    }
}
