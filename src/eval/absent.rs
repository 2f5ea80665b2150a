//! Tables of which a due filing is absent: beside the rows that are known there may be any number more,
//! by 2.4 of the reference.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::dues::{Carried, Due, Dues, SlotId};
use crate::eval::{Cause, Eval, What, Why, time_of_rows};
use crate::facts::Facts;
use crate::plan::{Carried as Asked, Plan, TableId, UnitId, When};
use crate::syntax::tree::Reach;

/// By table and unit: the times of dues that nothing came for, or nothing with this table.
#[derive(Debug, Default)]
pub(crate) struct Absent {
    tables: FxHashMap<TableId, FxHashMap<UnitId, Vec<When>>>,
}

/// Tables that filings hold, empty ones too.
type Held = FxHashSet<(UnitId, TableId, Option<When>)>;

impl Absent {
    pub(crate) fn new(plan: &Plan, facts: &Facts, dues: &Dues) -> Self {
        let carry = |asked: &Asked| matches!(asked, Asked::Table(_));
        let mut absent = Self::default();
        let any = plan.duties.iter().any(|d| d.carries.iter().any(|c| carry(&c.what)));
        if !any {
            return absent;
        }
        let (held, carried) = (held(facts), Carried::new(plan, dues));
        for due in &dues.all {
            if plan.duty(dues.slot(due.slot).duty).carries.iter().any(|c| carry(&c.what)) {
                absent.of_due(facts, dues, due, &carried, &held);
            }
        }
        absent
    }

    fn of_due(
        &mut self,
        facts: &Facts,
        dues: &Dues,
        due: &Due,
        carried: &Carried<'_>,
        held: &Held,
    ) {
        let slot: SlotId = due.slot;
        let Some(when) = dues.slot(slot).occasion.when() else { return };
        if due.filing.is_some_and(|id| facts.filing(id).nil) {
            return;
        }
        let about = carried.subject(slot, due.unit);
        for table in carried.tables(slot, due.unit) {
            // What came without naming its time is of the time it serves.
            let unnamed = due.filing.is_some() && held.contains(&(about, table, None));
            if !unnamed && !held.contains(&(about, table, Some(when))) {
                self.tables.entry(table).or_default().entry(about).or_default().push(when);
            }
        }
    }
}

fn held(facts: &Facts) -> Held {
    let headers = facts.held.iter().map(|(filing, table, _)| (*filing, *table));
    let rows = facts.rows.iter().map(|row| (row.filing, row.table));
    let mut held = Held::default();
    let mut last = None;
    for (filing, table) in headers.chain(rows) {
        if last.replace((filing, table)) == Some((filing, table)) {
            continue;
        }
        let of = facts.filing(filing);
        if !of.superseded {
            held.insert((of.about, table, of.when));
        }
    }
    held
}

impl Eval<'_> {
    /// The first due that would have brought more rows of a table for a unit and time.
    pub(super) fn absent_rows(
        &self,
        table: TableId,
        unit: Option<UnitId>,
        when: When,
        reach: Reach,
    ) -> Option<Cause> {
        let of_table = self.rows.absent.tables.get(&table)?;
        let absent = |u: UnitId| {
            let times = of_table.get(&u)?.iter();
            times.copied().find(|w| self.in_time(Some(*w), when, reach)).map(|w| (u, w))
        };
        let (unit, when) = match unit {
            Some(unit) => absent(unit).or_else(|| self.absent_around(unit, of_table, &absent)),
            None => self.plan.tree.all().iter().copied().find_map(absent),
        }?;
        let what = What::Table(table);
        Some(Cause { why: Why::Absent, unit: Some(unit), time: Some(time_of_rows(when)), what })
    }

    /// Of the units below, whose rows are the unit's too.
    fn absent_around(
        &self,
        unit: UnitId,
        of_table: &FxHashMap<UnitId, Vec<When>>,
        absent: &dyn Fn(UnitId) -> Option<(UnitId, When)>,
    ) -> Option<(UnitId, When)> {
        let below = self.plan.tree.below(unit);
        if below.is_empty() || of_table.is_empty() {
            return None;
        }
        below.iter().copied().find_map(absent)
    }
}
