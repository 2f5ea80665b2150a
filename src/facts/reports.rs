//! A report or document from its header: whose, of which time, for which duty.

use crate::diag::Code;
use crate::facts::binder::Binder;
use crate::facts::codes::{self, AMBIGUOUS_NAME, UNKNOWN_KIND, UNKNOWN_PERIOD, UNKNOWN_UNIT};
use crate::facts::header::{Head, Known, Many, each};
use crate::facts::voice::Voice;
use crate::facts::{DutiesId, FilingId, FilingKind};
use crate::plan::{Duty, DutyId, Every, Occ, UnitId, UnitRef, When};
use crate::value::{Days, Period, Step};

impl Binder<'_> {
    /// A report. One whose sender or period is not known can be used for nothing.
    pub(crate) fn report(&mut self, head: &Head<'_>, voice: &mut Voice<'_>) -> Option<FilingId> {
        let given = match head.period {
            Some(piece) => Some(self.when(piece, voice)?),
            None => None,
        };
        let from = self.sender(head, voice)?;
        let duty = match head.kind {
            Some(kind) => self.duty(kind, voice),
            None => self.chosen(head, from, given, voice),
        };
        let when = match (given, duty) {
            (None, Some(duty)) if self.needs_period(duty) => {
                lacking(&UNKNOWN_PERIOD, head, "period", voice);
                return None;
            }
            (None, Some(duty)) => self.only_time(duty),
            (given, _) => given,
        };
        let duty = duty.map(|duty| self.version(duty, when, head));
        let about = self.about(head, duty, (from, when), voice)?;
        let duties = duty.map_or(DutiesId(0), |duty| self.duties(&[duty]));
        let kind = FilingKind::Report;
        Some(self.file(head, Known { kind, from, about, when, duties }, voice))
    }

    /// A document, which may serve several duties.
    pub(crate) fn document(&mut self, head: &Head<'_>, voice: &mut Voice<'_>) -> Option<FilingId> {
        let given = match head.period {
            Some(piece) => Some(self.when(piece, voice)?),
            None => None,
        };
        let from = self.sender(head, voice)?;
        if matches!(head.deliver, Many::None) {
            lacking(&UNKNOWN_KIND, head, "deliver", voice);
        }
        let mut found: Vec<DutyId> = Vec::new();
        each(head.deliver, voice, |piece, voice| found.extend(self.duty(piece, voice)));
        let when = given.or_else(|| self.told_by_day(head, &found));
        for duty in &mut found {
            *duty = self.version(*duty, when, head);
        }
        let about = self.about(head, found.first().copied(), (from, when), voice)?;
        let duties = self.duties(&found);
        let kind = FilingKind::Document;
        Some(self.file(head, Known { kind, from, about, when, duties }, voice))
    }

    fn sender(&mut self, head: &Head<'_>, voice: &mut Voice<'_>) -> Option<UnitId> {
        let Some(name) = head.from else {
            lacking(&UNKNOWN_UNIT, head, "from", voice);
            return None;
        };
        let plan = self.plan;
        // A report that does not say when it was sent is told apart by the time it is of.
        let day = || {
            head.day().or_else(|| {
                let period = Period::parse(head.period?.text)?;
                plan.last_day(When::Period(period))
            })
        };
        self.unit_on(name, day, voice)
    }

    /// The report that the sender owes for this time.
    fn chosen(
        &mut self,
        head: &Head<'_>,
        from: UnitId,
        when: Option<When>,
        voice: &mut Voice<'_>,
    ) -> Option<DutyId> {
        if self.earlier {
            return None;
        }
        let plan = self.plan;
        match self.choices.of(plan, from, when) {
            [] => None,
            [duty] => Some(*duty),
            duties => {
                let id = |d: &DutyId| plan.duty(*d).item.id.clone();
                voice.say(&AMBIGUOUS_NAME, || {
                    codes::several_kinds(&duties.iter().map(id).collect::<Vec<_>>(), head.at)
                });
                None
            }
        }
    }

    /// Whether a report without a period may be of several times.
    fn needs_period(&self, duty: DutyId) -> bool {
        !matches!(
            self.plan.duty(duty).every.as_slice(),
            [] | [Every::Once
                | Every::OnDemand
                | Every::Unspecified
                | Every::Period(_)
                | Every::Phase(_)]
        )
    }

    /// The only time of a duty; `None`: the run of the plan.
    fn only_time(&self, duty: DutyId) -> Option<When> {
        match self.plan.duty(duty).every.as_slice() {
            [Every::Period(period)] => Some(When::Period(*period)),
            [Every::Phase(id)] => Some(self.phase(*id)),
            _ => None,
        }
    }

    /// The version of a duty that is in force: a name means the first, amendments put others beside it.
    pub(super) fn version(&self, duty: DutyId, when: Option<When>, head: &Head<'_>) -> DutyId {
        let first = self.plan.duty(duty);
        if first.item.force == Days::ALL {
            return duty;
        }
        let day = when.and_then(|w| self.plan.last_day(w)).or_else(|| head.day());
        let Some(day) = day.filter(|d| !first.item.force.contains(*d)) else { return duty };
        let is = |d: &Duty| {
            (d.item.kind, &d.item.id) == (first.item.kind, &first.item.id)
                && d.item.force.contains(day)
        };
        let mut all = (0..).map(DutyId).zip(&self.plan.duties);
        all.find(|(_, d)| is(d)).map_or(duty, |(id, _)| id)
    }

    /// A yearly document without a period serves the year it was signed in.
    fn told_by_day(&self, head: &Head<'_>, duties: &[DutyId]) -> Option<When> {
        let yearly = |d: &Duty| matches!(d.every.as_slice(), [Every::Occ(Occ::Step(Step::Year))]);
        let all = !duties.is_empty() && duties.iter().all(|d| yearly(self.plan.duty(*d)));
        all.then(|| head.day().map(|day| When::Period(Period::year(day.year()))))?
    }

    /// Whose figures: as the header says, else as the duty says, else the sender's own.
    fn about(
        &self,
        head: &Head<'_>,
        duty: Option<DutyId>,
        (from, when): (UnitId, Option<When>),
        voice: &mut Voice<'_>,
    ) -> Option<UnitId> {
        if let Some(name) = head.about {
            let day = when.and_then(|w| self.plan.last_day(w)).or_else(|| head.day());
            return self.unit(name, day, voice);
        }
        let told = duty.and_then(|d| self.plan.duty(d).about);
        Some(match told {
            None | Some(UnitRef::It) => from,
            Some(unit @ (UnitRef::Above | UnitRef::Unit(_) | UnitRef::Group(_))) => {
                self.plan.resolve(unit, Some(from)).first().copied().unwrap_or(from)
            }
        })
    }
}

fn lacking(code: &'static Code, head: &Head<'_>, key: &str, voice: &mut Voice<'_>) {
    if head.broken {
        return;
    }
    voice.say(code, || codes::lacking(code, head.part, key, head.at));
}

/// Whether two document numbers are the same paper's: spaces and case do not count.
pub(crate) fn same_number(a: &str, b: &str) -> bool {
    a == b || {
        let plain = |s: &str| {
            s.chars()
                .filter(|c| !c.is_whitespace())
                .flat_map(char::to_uppercase)
                .collect::<String>()
        };
        plain(a) == plain(b)
    }
}
