//! What each paper that is owed must carry: the figures and tables of its duty, by sender and occasion.
//! Worked out once for each occasion, so that millions of cells can ask.

use crate::dues::{Dues, Occasion, SlotId};
use crate::plan::{
    Carried as What, Carries, Duty, DutyId, FigureId, Plan, SetId, TableId, UnitId, UnitRef,
};
use crate::source::Span;

/// The carried figures of all dues.
#[derive(Debug)]
pub(crate) struct Carried<'a> {
    plan: &'a Plan,
    dues: &'a Dues,
    patterns: Vec<Pattern>,
    /// For each slot: its pattern.
    of_slot: Vec<u32>,
    /// The senders of each `from`, by unit.
    senders: Vec<Vec<bool>>,
}

/// What slots share that carry the same.
#[derive(Debug, Default)]
struct Pattern {
    parts: Vec<Part>,
}

/// What the same senders carry.
#[derive(Debug)]
pub(crate) struct Part {
    /// In `Carried::senders`; `None`: every sender.
    from: Option<usize>,
    /// In the order of the plan, each once.
    figures: Vec<FigureId>,
    has: Vec<bool>,
    tables: Vec<TableId>,
}

impl Pattern {
    /// The part for the same senders, begun where there is none.
    fn part(&mut self, from: Option<usize>, width: usize) -> Option<&mut Part> {
        let known = self.parts.iter().position(|p| p.from == from);
        let at = known.unwrap_or(self.parts.len());
        if known.is_none() {
            let has = vec![false; width];
            self.parts.push(Part { from, figures: Vec::new(), has, tables: Vec::new() });
        }
        self.parts.get_mut(at)
    }
}

impl Part {
    fn add(&mut self, what: What) {
        match what {
            What::Figure(id) => {
                if let Some(has) = self.has.get_mut(id.at()).filter(|has| !**has) {
                    *has = true;
                    self.figures.push(id);
                }
            }
            What::Table(id) if !self.tables.contains(&id) => self.tables.push(id),
            What::Table(_) => {}
        }
    }

    pub(crate) fn has(&self, figure: FigureId) -> bool {
        self.has.get(figure.at()).copied().unwrap_or(false)
    }
}

/// The senders of each distinct `from`, while patterns are made.
#[derive(Debug, Default)]
struct SenderLists {
    sets: Vec<Vec<SetId>>,
    units: Vec<Vec<bool>>,
}

impl SenderLists {
    fn number(&mut self, plan: &Plan, from: &[SetId]) -> Option<usize> {
        if from.is_empty() {
            return None;
        }
        if let Some(known) = self.sets.iter().position(|s| s == from) {
            return Some(known);
        }
        let mut units = vec![false; plan.units.len()];
        for unit in plan.members(from, None, None) {
            if let Some(is) = units.get_mut(unit.at()) {
                *is = true;
            }
        }
        self.sets.push(from.to_vec());
        self.units.push(units);
        Some(self.units.len() - 1)
    }
}

impl<'a> Carried<'a> {
    pub(crate) fn new(plan: &'a Plan, dues: &'a Dues) -> Self {
        let mut lists = SenderLists::default();
        let mut patterns = Vec::new();
        let mut of_slot = vec![0; dues.slots.len()];
        for (at, duty) in plan.duties.iter().enumerate() {
            let id = DutyId(u32::try_from(at).unwrap_or(u32::MAX));
            // Occasions of one duty that have the same exceptions share a pattern.
            let mut known: Vec<(Vec<bool>, u32)> = Vec::new();
            for slot in dues.slots_of(id) {
                let applies = applying(duty, dues.slot(*slot).occasion);
                let number = known.iter().find(|(mask, _)| *mask == applies).map(|(_, n)| *n);
                let number = number.unwrap_or_else(|| {
                    let number = u32::try_from(patterns.len()).unwrap_or(u32::MAX);
                    patterns.push(pattern(plan, duty, &applies, &mut lists));
                    known.push((applies, number));
                    number
                });
                if let Some(entry) = of_slot.get_mut(slot.0 as usize) {
                    *entry = number;
                }
            }
        }
        Self { plan, dues, patterns, of_slot, senders: lists.units }
    }

    /// Whether the sender must give this figure on the occasion.
    pub(crate) fn carries(&self, slot: SlotId, unit: UnitId, figure: FigureId) -> bool {
        self.theirs(slot, unit).any(|(_, p)| p.has(figure))
    }

    /// The same of a table.
    pub(crate) fn carries_table(&self, slot: SlotId, unit: UnitId, table: TableId) -> bool {
        self.theirs(slot, unit).any(|(_, p)| p.tables.contains(&table))
    }

    /// The figures that the sender must give on the occasion, each once.
    pub(crate) fn figures(
        &self,
        slot: SlotId,
        unit: UnitId,
    ) -> impl Iterator<Item = FigureId> + use<'_, 'a> {
        let parts = self.parts(slot);
        let once = move |(at, figure): (usize, FigureId)| {
            let before = parts.iter().take(at);
            let first = !before.clone().any(|p| p.has(figure) && self.is_sender(p, unit));
            first.then_some(figure)
        };
        self.theirs(slot, unit)
            .flat_map(|(at, p)| p.figures.iter().map(move |f| (at, *f)))
            .filter_map(once)
    }

    /// The tables that the sender must give on the occasion, each once.
    pub(crate) fn tables(
        &self,
        slot: SlotId,
        unit: UnitId,
    ) -> impl Iterator<Item = TableId> + use<'_, 'a> {
        let parts = self.parts(slot);
        let once = move |(at, table): (usize, TableId)| {
            let before = parts.iter().take(at);
            let first =
                !before.clone().any(|p| p.tables.contains(&table) && self.is_sender(p, unit));
            first.then_some(table)
        };
        self.theirs(slot, unit)
            .flat_map(|(at, p)| p.tables.iter().map(move |t| (at, *t)))
            .filter_map(once)
    }

    /// Whose figures they are: the duty's `about`, else the sender.
    pub(crate) fn subject(&self, slot: SlotId, unit: UnitId) -> UnitId {
        match self.plan.duty(self.dues.slot(slot).duty).about {
            None | Some(UnitRef::It) => unit,
            Some(UnitRef::Unit(about)) => about,
            Some(UnitRef::Above) => self.plan.above(unit).unwrap_or(unit),
            Some(about @ UnitRef::Group(_)) => {
                self.plan.resolve(about, Some(unit)).first().copied().unwrap_or(unit)
            }
        }
    }

    /// The clause that asks for a figure or table, as far as one does.
    pub(crate) fn clause(&self, slot: SlotId, unit: UnitId, what: What) -> Span {
        let slot = self.dues.slot(slot);
        let duty = self.plan.duty(slot.duty);
        let theirs = |c: &&Carries| {
            applies(c, slot.occasion)
                && (c.from.is_empty() || self.plan.members(&c.from, None, None).contains(&unit))
        };
        let asking = duty.carries.iter().filter(|c| c.what == what);
        let clause = asking.clone().find(theirs).or_else(|| asking.clone().next());
        clause.map_or(duty.item.name, |c| c.clause)
    }

    fn parts(&self, slot: SlotId) -> &[Part] {
        let number = self.of_slot.get(slot.0 as usize);
        let pattern = number.and_then(|n| self.patterns.get(*n as usize));
        pattern.map_or(&[], |p| p.parts.as_slice())
    }

    /// What a sender carries on an occasion, part by part with its number: who has the same parts of it carries the
    /// same.
    pub(crate) fn theirs(
        &self,
        slot: SlotId,
        unit: UnitId,
    ) -> impl Iterator<Item = (usize, &Part)> + use<'_, 'a> {
        self.parts(slot).iter().enumerate().filter(move |(_, p)| self.is_sender(p, unit))
    }

    fn is_sender(&self, part: &Part, unit: UnitId) -> bool {
        let Some(from) = part.from else { return true };
        self.senders.get(from).and_then(|s| s.get(unit.at())).copied().unwrap_or(false)
    }
}

/// Which entries of `carries` hold for an occasion.
fn applying(duty: &Duty, occasion: Occasion) -> Vec<bool> {
    duty.carries.iter().map(|c| applies(c, occasion)).collect()
}

fn applies(carries: &Carries, occasion: Occasion) -> bool {
    let named = |p| carries.only.iter().any(|o| o.is(p));
    carries.only.is_empty() || matches!(occasion, Occasion::Period(p) if named(p))
}

fn pattern(plan: &Plan, duty: &Duty, applies: &[bool], lists: &mut SenderLists) -> Pattern {
    let mut pattern = Pattern::default();
    let holding = duty.carries.iter().zip(applies).filter(|(_, holds)| **holds);
    for (carries, _) in holding {
        let from = lists.number(plan, &carries.from);
        if let Some(part) = pattern.part(from, plan.indicators.len()) {
            part.add(carries.what);
        }
    }
    pattern
}
