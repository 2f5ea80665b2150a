//! Reports that say *nothing occurred*: they file nought for every flow that they carry.

use rustc_hash::FxHashSet;

use crate::dues::{Carried, Dues};
use crate::facts::{Facts, FilingId, New, State, Time, time_of};
use crate::plan::{FigureId, Nature, Plan};
use crate::value::Written;

impl Dues {
    /// Adds the noughts of nil reports, once it is known which dues they serve.
    pub(crate) fn file_nil(&self, plan: &Plan, facts: &mut Facts) {
        if !facts.filings.iter().any(|f| f.nil) {
            return;
        }
        let nil = |id: &FilingId| facts.filing(*id).nil;
        let mut filed: FxHashSet<(FilingId, FigureId)> =
            facts.cells.iter().filter(|c| nil(&c.filing)).map(|c| (c.filing, c.figure)).collect();
        let carried = Carried::new(plan, self);
        let mut noughts = Vec::new();
        let first = self.ids().filter_map(|due| Some((due, self.due(due).filing?)));
        let given = first.chain(self.more.iter().copied());
        for (due, id) in given.filter(|(_, id)| nil(id)) {
            let (slot, unit) = (self.due(due).slot, self.due(due).unit);
            let flows = carried.figures(slot, unit).filter(|f| is_flow(plan, facts, id, *f));
            let new = flows.filter(|figure| filed.insert((id, *figure)));
            // They stand at the header.
            let (filing, at, state) = (id, facts.header(facts.filing(id)), State::Present);
            let written = Written { digits: 0, decimals: 0 };
            noughts.extend(new.map(|figure| New { filing, figure, state, written, at }));
        }
        for nought in noughts {
            facts.cells.push(nought);
        }
    }
}

/// Whether nothing at all makes the figure nought: of what is filed to date, only from January on.
fn is_flow(plan: &Plan, facts: &Facts, filing: FilingId, figure: FigureId) -> bool {
    let when = facts.filing(filing).when;
    match plan.figure(figure).nature {
        Nature::Flow => true,
        Nature::ToDate => match (when, time_of(plan, figure, when)) {
            (Some(crate::plan::When::Period(told)), Time::Span(whole)) => told == whole,
            _ => false,
        },
        Nature::Level | Nature::Opening(_) | Nature::None => false,
    }
}
