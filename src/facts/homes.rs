//! To which report a figure or row of a table belongs: by sender and period, or by the report's number.

use rustc_hash::FxHashMap;

use crate::facts::binder::{Binder, Piece, number};
use crate::facts::codes::{self, Part, UNKNOWN_PERIOD, UNKNOWN_UNIT};
use crate::facts::header::{Head, Known};
use crate::facts::reports::same_number;
use crate::facts::voice::Voice;
use crate::facts::{DutiesId, Facts, FilingId, FilingKind, Status};
use crate::plan::{Carried, Plan, UnitId, When};
use crate::source::Span;
use crate::value::Period;

/// Filings by sender, and by whose figures they hold, and time.
#[derive(Debug, Default)]
pub(crate) struct Homes {
    whens: FxHashMap<Option<When>, u32>,
    /// The times by their numbers.
    times: Vec<Option<When>>,
    /// Sorted by sender and time, then in the order in which they came.
    sent: Vec<(UnitId, u32, FilingId)>,
    /// Those that speak for another unit, under that unit.
    about: FxHashMap<(UnitId, u32), Vec<FilingId>>,
}

impl Homes {
    pub(crate) fn new(facts: &Facts) -> Self {
        let (mut homes, mut when) = (Self::default(), 0);
        for id in facts.filing_ids() {
            let filing = facts.filing(id);
            if filing.kind == FilingKind::Figures {
                continue;
            }
            when = homes.number(filing.when, when);
            homes.sent.push((filing.from, when, id));
            if filing.about != filing.from {
                homes.about.entry((filing.about, when)).or_default().push(id);
            }
        }
        // They mostly come in order.
        homes.sent.sort();
        homes
    }

    /// The number of a time, which mostly follows that of the filing before.
    fn number(&mut self, when: Option<When>, before: u32) -> u32 {
        if self.times.get(before as usize + 1) == Some(&when) {
            return before + 1;
        }
        let next = number(self.times.len());
        let number = *self.whens.entry(when).or_insert(next);
        if number == next {
            self.times.push(when);
        }
        number
    }

    /// The filings of a unit for a time, in the order in which they came. `near`: where the last ones ended,
    /// which is where the next ones mostly begin.
    fn of(&self, unit: UnitId, when: Option<When>, near: &mut usize, out: &mut Vec<FilingId>) {
        out.clear();
        let Some(when) = self.time(when, *near) else { return };
        let is = |sent: &&(UnitId, u32, FilingId)| (sent.0, sent.1) == (unit, when);
        let before = near.checked_sub(1).and_then(|at| self.sent.get(at)).filter(is);
        let first = match self.sent.get(*near).filter(is) {
            Some(_) if before.is_none() => *near,
            _ => self.sent.partition_point(|(u, w, _)| (*u, *w) < (unit, when)),
        };
        let rest = self.sent.get(first..).unwrap_or(&[]);
        out.extend(rest.iter().take_while(is).map(|(.., id)| *id));
        *near = first + out.len();
        if out.is_empty() {
            out.extend(self.about.get(&(unit, when)).into_iter().flatten());
        }
    }

    /// The number of a time: mostly that of the filing which comes next.
    fn time(&self, when: Option<When>, near: usize) -> Option<u32> {
        let next = self.sent.get(near).map(|(_, next, _)| *next);
        let is = |next: &u32| self.times.get(*next as usize) == Some(&when);
        next.filter(is).or_else(|| self.whens.get(&when).copied())
    }
}

/// The cells of a row that say where it belongs.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Belongs<'t> {
    pub(crate) unit: &'t str,
    pub(crate) period: &'t str,
    pub(crate) report: &'t str,
    pub(crate) about: &'t str,
    pub(crate) status: &'t str,
}

/// The places of those cells.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Places {
    pub(crate) row: Span,
    pub(crate) unit: Span,
    pub(crate) period: Span,
    pub(crate) about: Span,
    pub(crate) status: Span,
    /// Name of the column with the sender.
    pub(crate) key: &'static str,
}

/// Where the rows of one table belong. Rows come in runs, so that the last answer mostly holds again.
#[derive(Debug)]
pub(crate) struct Desk<'h> {
    homes: &'h Homes,
    seen: [String; 5],
    any: bool,
    here: Option<Here>,
    /// The unit of the row before, if the day does not matter for its name.
    unit: Option<UnitId>,
    candidates: Vec<FilingId>,
    /// Where the filings of the row before ended in `Homes::sent`.
    near: usize,
    loose: FxHashMap<(UnitId, UnitId, Option<When>, Option<Status>), FilingId>,
}

/// Whom and when a run of rows is of.
#[derive(Debug, Clone, Copy)]
struct Here {
    unit: UnitId,
    about: Option<UnitId>,
    when: Option<When>,
    status: Option<Status>,
    /// The number of its report is given.
    by_number: bool,
    /// Figures of no report, made when the first is met.
    loose: Option<FilingId>,
}

impl<'h> Desk<'h> {
    pub(crate) fn new(homes: &'h Homes) -> Self {
        Self {
            homes,
            seen: Default::default(),
            any: false,
            here: None,
            unit: None,
            candidates: Vec::new(),
            near: 0,
            loose: FxHashMap::default(),
        }
    }

    /// Turns to the filings of a row; `false` when its unit or period is not known, which was told.
    pub(crate) fn turn(
        &mut self,
        binder: &mut Binder<'_>,
        row: Belongs<'_>,
        places: impl Fn() -> Places,
        voice: &mut Voice<'_>,
    ) -> bool {
        let now = [row.unit, row.period, row.report, row.about, row.status];
        let mut moved = !self.any;
        for (n, (seen, now)) in self.seen.iter_mut().zip(now).enumerate() {
            if !is_same(seen, now) {
                now.clone_into(seen);
                moved = true;
                self.unit = self.unit.filter(|_| n > 0);
            }
        }
        if moved {
            self.any = true;
            self.here = self.look(binder, row, places, voice);
        }
        self.here.is_some()
    }

    fn look(
        &mut self,
        binder: &mut Binder<'_>,
        row: Belongs<'_>,
        places: impl Fn() -> Places,
        voice: &mut Voice<'_>,
    ) -> Option<Here> {
        if row.unit.is_empty() {
            voice.say(&UNKNOWN_UNIT, || {
                codes::lacking(&UNKNOWN_UNIT, Part::Row, places().key, places().row)
            });
            return None;
        }
        let when = match (row.period, Period::parse(row.period)) {
            (_, Some(period)) => Some(When::Period(period)),
            ("", None) => None,
            (text, None) => Some(binder.when(Piece { text, at: places().period }, voice)?),
        };
        let day = || when.and_then(|w| binder.plan.last_day(w));
        self.unit = self.unit.or_else(|| binder.lookup.unit_of_any_day(row.unit));
        let unit = match self.unit {
            Some(unit) => unit,
            None => binder.unit(Piece { text: row.unit, at: places().unit }, day(), voice)?,
        };
        let about = match row.about {
            "" => None,
            text => Some(binder.unit(Piece { text, at: places().about }, day(), voice)?),
        };
        let status = match row.status {
            "" => None,
            text => crate::facts::header::status(Piece { text, at: places().status }, voice),
        };
        self.homes.of(unit, when, &mut self.near, &mut self.candidates);
        self.narrow(&binder.facts, row.report, about, status);
        if when.is_none() && self.candidates.is_empty() {
            voice.say(&UNKNOWN_PERIOD, || {
                codes::lacking(&UNKNOWN_PERIOD, Part::Row, "period", places().row)
            });
            return None;
        }
        let by_number = !row.report.is_empty();
        Some(Here { unit, about, when, status, by_number, loose: None })
    }

    /// Only the filings that the row may mean.
    fn narrow(
        &mut self,
        facts: &Facts,
        report: &str,
        about: Option<UnitId>,
        status: Option<Status>,
    ) {
        if report.is_empty() && about.is_none() && status.is_none() {
            return;
        }
        self.candidates.retain(|id| {
            let filing = facts.filing(*id);
            let by_number = report.is_empty() || same_number(facts.number(filing), report);
            by_number && about.is_none_or(|a| a == filing.about)
        });
        let same = |id: &FilingId| status.is_none_or(|s| facts.filing(*id).status == s);
        if self.candidates.iter().any(same) {
            self.candidates.retain(same);
        }
    }

    /// The one report that takes whatever rows like the one at hand hold.
    pub(crate) fn only(&self, facts: &Facts) -> Option<FilingId> {
        match self.candidates.as_slice() {
            [one] if facts.filing(*one).kind == FilingKind::Report => Some(*one),
            _ => None,
        }
    }

    /// The filing that a figure or table of the row at hand belongs to.
    pub(crate) fn filing(
        &mut self,
        binder: &mut Binder<'_>,
        carried: Carried,
        row: impl Fn() -> Span,
    ) -> Option<FilingId> {
        if let Some(one) = self.only(&binder.facts) {
            return Some(one);
        }
        let report = |id: &&FilingId| binder.facts.filing(**id).kind == FilingKind::Report;
        let carries = |id: &&FilingId| carries(binder.plan, &binder.facts, **id, carried);
        let newest = self.candidates.iter().rev();
        // A document takes what it carries, or what names its number, and nothing else of its time.
        let named = self.here.is_some_and(|here| here.by_number);
        let found = newest.clone().find(carries).or_else(|| newest.clone().find(report));
        let found = found.or_else(|| newest.clone().next().filter(|_| named)).copied();
        found.or_else(|| self.loose(binder, row))
    }

    fn loose(&mut self, binder: &mut Binder<'_>, row: impl Fn() -> Span) -> Option<FilingId> {
        let here = self.here.as_mut()?;
        if here.loose.is_some() {
            return here.loose;
        }
        let about = here.about.unwrap_or(here.unit);
        let made =
            self.loose.entry((here.unit, about, here.when, here.status)).or_insert_with(|| {
                let mut head = Head::new(Part::Row, row());
                head.status = here.status;
                let kind = FilingKind::Figures;
                let (from, when, duties) = (here.unit, here.when, DutiesId(0));
                binder.push(&head, Known { kind, from, about, when, duties })
            });
        here.loose = Some(*made);
        here.loose
    }
}

/// Whether two cells are alike. Most of a row's are empty, and to compare nothing with nothing costs a call each.
fn is_same(a: &str, b: &str) -> bool {
    a.len() == b.len() && (b.is_empty() || a == b)
}

fn carries(plan: &Plan, facts: &Facts, filing: FilingId, what: Carried) -> bool {
    let duties = facts.duties_of(facts.filing(filing));
    duties.iter().any(|d| plan.duty(*d).carries.iter().any(|c| c.what == what))
}
