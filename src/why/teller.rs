//! Everything the parts of an explanation share: the checked material, the words, the places.

use crate::checks::Ctx;
use crate::checks::cause::subject;
use crate::dues::{Carried, DueId, Dues, Occasion, Slot, SlotId};
use crate::plan::{Duty, DutyId, FigureId, UnitId, When};
use crate::show::say::Say;
use crate::source::Span;
use crate::value::Lang;
use crate::why::ask::{Ask, Asked};
use crate::why::places::Places;

/// Who explains.
#[derive(Debug)]
pub(crate) struct Teller<'a> {
    pub(crate) ctx: &'a Ctx<'a>,
    pub(crate) say: Say<'a>,
    pub(crate) places: Places<'a>,
    pub(crate) carried: Carried<'a>,
}

impl<'a> Teller<'a> {
    pub(crate) fn new(ctx: &'a Ctx<'a>, files: &'a crate::source::Files, lang: Lang) -> Self {
        let say = Say { plan: ctx.plan, lang, day: Some(ctx.as_of) };
        let carried = Carried::new(ctx.plan, ctx.dues);
        Self { ctx, say, places: Places::new(files), carried }
    }

    pub(crate) fn dues(&self) -> &'a Dues {
        self.ctx.dues
    }

    pub(crate) fn slot(&self, due: DueId) -> &'a Slot {
        self.ctx.dues.slot(self.ctx.dues.due(due).slot)
    }

    pub(crate) fn duty(&self, due: DueId) -> &'a Duty {
        self.ctx.plan.duty(self.slot(due).duty)
    }

    pub(crate) fn place(&self, span: Span) -> String {
        self.places.show(span)
    }

    /// The dues of the unit, or that it bears, for a time; of one duty where that is asked.
    pub(crate) fn dues_for(&self, ask: &Ask, when: Asked) -> Vec<DueId> {
        let mut out = Vec::new();
        for duty in self.duties(ask.duty) {
            let slots = self.ctx.dues.slots_of(duty).iter().copied();
            let asked = ask.duty.is_some();
            let fits = |s: &SlotId| self.fits(self.ctx.dues.slot(*s), when, asked);
            out.extend(slots.filter(fits).filter_map(|s| self.ctx.dues.due_of(s, ask.unit)));
        }
        out
    }

    /// The dues by which a figure of a unit must come, for a time.
    pub(crate) fn dues_carrying(&self, unit: UnitId, when: Asked, figure: FigureId) -> Vec<DueId> {
        let dues = self.ctx.dues;
        let of_time = (0..).map(SlotId).zip(&dues.slots);
        let of_time = of_time.filter(|(_, s)| self.fits(s, when, false));
        let mut out = Vec::new();
        for (id, slot) in of_time {
            let duty = self.ctx.plan.duty(slot.duty);
            let theirs = (slot.dues.0..slot.dues.1).map(DueId).filter(|d| {
                let sender = dues.due(*d).unit;
                subject(self.ctx.plan, duty, sender) == unit
                    && self.carried.carries(id, sender, figure)
            });
            out.extend(theirs);
        }
        out
    }

    /// All dues of a unit, by duty and time.
    pub(crate) fn dues_of(&self, ask: &Ask) -> Vec<(DutyId, Vec<DueId>)> {
        let of = |duty: DutyId| {
            let slots = self.ctx.dues.slots_of(duty).iter();
            slots.filter_map(|s| self.ctx.dues.due_of(*s, ask.unit)).collect::<Vec<_>>()
        };
        let all = self.duties(ask.duty).into_iter().map(|d| (d, of(d)));
        all.filter(|(_, dues)| !dues.is_empty()).collect()
    }

    pub(crate) fn duties(&self, only: Option<DutyId>) -> Vec<DutyId> {
        let all = (0..).map(DutyId).zip(&self.ctx.plan.duties).map(|(id, _)| id);
        all.filter(|id| only.is_none_or(|o| o == *id)).collect()
    }

    /// Whether an occasion is the time that was asked for. What is owed once, or at an event, has no period:
    /// it is meant when its duty is asked for, or the phase it is due in.
    fn fits(&self, slot: &Slot, when: Asked, duty_asked: bool) -> bool {
        match (slot.occasion, when.phase) {
            (Occasion::Phase(id), Some(phase)) => id == phase,
            (Occasion::Period(p), _) => when.when == When::Period(p),
            (Occasion::Phase(id), None) => {
                let period = self.ctx.plan.phase(id).period;
                period.is_some_and(|p| when.when == When::Period(p))
            }
            (Occasion::Once, Some(phase)) => {
                duty_asked || self.ctx.plan.duty(slot.duty).during_phase == Some(phase)
            }
            (Occasion::Once | Occasion::Event(_), _) => duty_asked,
        }
    }
}
