//! Whom a due must reach and through whom, worked out once for each slot, and how they are held against
//! the names of a filing. Never raises anything itself.

use crate::checks::Ctx;
use crate::dues::{Due, Slot, SlotId};
use crate::facts::{Filing, FilingKind, Named, NamesId};
use crate::plan::{self, Addressee, Plan, Set, SetId, UnitId, UnitRef};
use crate::source::Span;
use crate::value::{Date, Lang, fold};

/// One addressee of a route.
pub(super) enum Want<'a> {
    /// Units that exist on the due day; the group they were named by.
    Units(Vec<UnitId>, SetId),
    /// The unit above the sender.
    Above,
    /// Depends on the sender in another way.
    Relative(SetId),
    /// Only named by the plan: as written.
    Name(&'a str),
}

/// A `to` clause of a duty on the day of a slot.
pub(super) struct Route<'a> {
    pub(super) to: Vec<Want<'a>>,
    pub(super) via: Vec<Want<'a>>,
    pub(super) clause: Span,
}

/// The day on which recipients must exist.
pub(super) fn due_day(ctx: &Ctx<'_>, slot: &Slot) -> Date {
    slot.day.or(slot.last).unwrap_or(ctx.as_of)
}

/// The routes of the slot at hand, and who took them rightly. Nearly all senders of a slot give the same names, and
/// these are held against the routes once.
#[derive(Default)]
pub(super) struct Asked<'a> {
    slot: Option<SlotId>,
    pub(super) routes: Vec<Route<'a>>,
    /// Every unit that the routes name, in order; `None` where one of them hangs on more of a sender than on who
    /// stands above it.
    units: Option<Vec<UnitId>>,
    right: Option<Names>,
}

/// All of a filing that decides whether it took a route of its slot.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Names {
    to: NamesId,
    via: NamesId,
    above: Option<UnitId>,
    is_report: bool,
}

impl<'a> Asked<'a> {
    pub(super) fn turn(&mut self, ctx: &Ctx<'a>, slot: SlotId) {
        if self.slot == Some(slot) {
            return;
        }
        let routes = routes(ctx, ctx.dues.slot(slot));
        *self = Self { slot: Some(slot), units: units_of(&routes), routes, right: None };
    }

    /// What decides on a filing; nothing where its sender is itself among those that are asked for or that it went
    /// through, and so left out.
    pub(super) fn names(&self, ctx: &Ctx<'_>, due: &Due, filing: &Filing) -> Option<Names> {
        let (units, above) = (self.units.as_ref()?, ctx.plan.above(due.unit));
        let via = ctx.facts.names(filing.via);
        let is_among = |unit: UnitId| {
            above == Some(unit)
                || units.binary_search(&unit).is_ok()
                || via.contains(&Named::Unit(unit))
        };
        if is_among(due.unit) || (filing.from != due.unit && is_among(filing.from)) {
            return None;
        }
        let is_report = filing.kind == FilingKind::Report;
        Some(Names { to: filing.to, via: filing.via, above, is_report })
    }

    /// Whether some route of the slot goes through others.
    pub(super) fn has_path(&self) -> bool {
        self.routes.iter().any(|route| !route.via.is_empty())
    }

    /// Whether the same was found right before.
    pub(super) fn is_right(&self, names: Option<Names>) -> bool {
        names.is_some() && names == self.right
    }

    pub(super) fn was_right(&mut self, names: Option<Names>) {
        self.right = names.or(self.right);
    }
}

fn units_of(routes: &[Route<'_>]) -> Option<Vec<UnitId>> {
    let mut all = Vec::new();
    for want in routes.iter().flat_map(|route| route.to.iter().chain(&route.via)) {
        match want {
            Want::Units(units, _) => all.extend_from_slice(units),
            Want::Above | Want::Name(_) => {}
            Want::Relative(_) => return None,
        }
    }
    all.sort_unstable();
    Some(all)
}

/// The routes of a slot.
fn routes<'a>(ctx: &Ctx<'a>, slot: &Slot) -> Vec<Route<'a>> {
    let day = due_day(ctx, slot);
    let wants = |all: &'a [Addressee]| all.iter().map(|a| want(ctx.plan, a, day)).collect();
    let route =
        |r: &'a plan::Route| Route { to: wants(&r.to), via: wants(&r.via), clause: r.clause };
    ctx.plan.duty(slot.duty).to.iter().map(route).collect()
}

fn want<'a>(plan: &'a Plan, addressee: &'a Addressee, day: Date) -> Want<'a> {
    match addressee {
        Addressee::Named(name) => Want::Name(name),
        Addressee::Set(set) if *plan.set(*set) == Set::Above => Want::Above,
        Addressee::Set(set) if depends_on_it(plan, *set) => Want::Relative(*set),
        Addressee::Set(set) => Want::Units(plan.members(&[*set], Some(day), None), *set),
    }
}

/// Whether a set, or a group in it, depends on the unit at hand.
pub(super) fn depends_on_it(plan: &Plan, set: SetId) -> bool {
    depends(plan, set, 0)
}

fn depends(plan: &Plan, set: SetId, depth: u32) -> bool {
    let group_depends = |id| {
        let group = plan.group(id);
        // Groups in a circle are an error of the rules.
        depth < 16
            && group.members.iter().chain(&group.except).any(|s| depends(plan, *s, depth + 1))
    };
    match plan.set(set) {
        Set::It | Set::Above => true,
        Set::Unit(_) => false,
        Set::Group(id) => group_depends(*id),
        Set::Every { under, .. } => match under {
            Some(UnitRef::It | UnitRef::Above) => true,
            Some(UnitRef::Group(id)) => group_depends(*id),
            Some(UnitRef::Unit(_)) | None => false,
        },
    }
}

/// The unit that owes, the one that sent, and the day the recipients must exist.
#[derive(Clone, Copy)]
pub(super) struct Sender {
    pub(super) owes: UnitId,
    pub(super) from: UnitId,
    pub(super) day: Date,
}

impl Sender {
    /// Nobody is asked to send to or through itself.
    fn is(&self, unit: UnitId) -> bool {
        unit == self.owes || unit == self.from
    }
}

impl Want<'_> {
    /// The units asked for, without the sender.
    pub(super) fn units(
        &self,
        plan: &Plan,
        sender: Sender,
    ) -> impl Iterator<Item = UnitId> + use<'_> {
        let (listed, above, others): (&[UnitId], _, Vec<UnitId>) = match self {
            Self::Units(units, _) => (units, None, Vec::new()),
            Self::Above => {
                let above = plan.above(sender.owes).filter(|u| plan.exists(*u, sender.day));
                (&[], above, Vec::new())
            }
            Self::Relative(set) => {
                (&[], None, plan.members(&[*set], Some(sender.day), Some(sender.owes)))
            }
            Self::Name(_) => (&[], None, Vec::new()),
        };
        let all = listed.iter().copied().chain(above).chain(others);
        all.filter(move |unit| !sender.is(*unit))
    }

    /// Whether a filing names the unit, or the group that it was asked for by.
    pub(super) fn is_named(&self, plan: &Plan, unit: UnitId, names: &[Named]) -> bool {
        if names.contains(&Named::Unit(unit)) {
            return true;
        }
        let group = match self {
            Self::Units(_, set) | Self::Relative(set) => match plan.set(*set) {
                Set::Group(id) => Some(&plan.group(*id).item),
                Set::Unit(_) | Set::It | Set::Above | Set::Every { .. } => None,
            },
            Self::Above | Self::Name(_) => None,
        };
        let means = |text: &str| {
            group.is_some_and(|item| [&item.id, &item.label].iter().any(|n| is_same(n, text)))
        };
        names.iter().any(|n| matches!(n, Named::Other(text) if means(text)))
    }

    /// Whether one name of a filing is this addressee: one of its units, or the name as written.
    pub(super) fn is(&self, plan: &Plan, sender: Sender, named: &Named) -> bool {
        match (self, named) {
            (Self::Name(name), named) => is_name(plan, name, named),
            (_, Named::Unit(unit)) => self.units(plan, sender).any(|u| u == *unit),
            (_, Named::Other(_)) => self
                .units(plan, sender)
                .any(|u| self.is_named(plan, u, std::slice::from_ref(named))),
        }
    }
}

/// Whether what a filing names is an office that the plan only names.
pub(super) fn is_name(plan: &Plan, name: &str, named: &Named) -> bool {
    match named {
        Named::Other(text) => is_same(name, text),
        Named::Unit(id) => {
            let unit = plan.unit(*id);
            let aliases = unit.aliases.iter().map(|(alias, _)| alias);
            aliases.chain([&unit.item.label, &unit.item.id]).any(|n| is_same(name, n))
        }
    }
}

fn is_same(a: &str, b: &str) -> bool {
    a == b || fold::key(a) == fold::key(b)
}

/// The names of an addressee for a reader.
pub(super) fn show(ctx: &Ctx<'_>, want: &Want<'_>, sender: Sender) -> Vec<String> {
    match want {
        Want::Name(name) => vec![(*name).to_owned()],
        Want::Units(..) | Want::Above | Want::Relative(_) => {
            want.units(ctx.plan, sender).map(|u| ctx.unit(u, Some(sender.day)).to_owned()).collect()
        }
    }
}

/// What a filing names, for a reader.
pub(super) fn show_named(ctx: &Ctx<'_>, filing: &Filing, names: &[Named], lang: Lang) -> String {
    let day = filing.received.or(filing.signed);
    let shown: Vec<String> = names
        .iter()
        .map(|n| match n {
            Named::Unit(unit) => ctx.unit(*unit, day).to_owned(),
            Named::Other(text) => format!("`{}`", crate::diag::words::shown(text)),
        })
        .collect();
    crate::checks::completeness::papers::some_of(&shown, lang)
}
