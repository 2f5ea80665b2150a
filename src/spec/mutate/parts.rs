//! The parts of a clause that stand beside each other, any of which may be left out, and the names in it
//! that another of their sort may stand for.

use crate::plan::Plan;
use crate::source::Span;
use crate::syntax::tree::{
    Args, Carried, Every, Name, Occ, Open, Place, Subjects, Text, UnitRef, Who, Window,
};

/// The lists of a clause, each with the places of its parts; and whether it goes, with the word before it,
/// when its only part does.
pub(super) fn lists(args: &Args) -> Vec<(Vec<Span>, bool)> {
    let spans = |all: &[Who]| all.iter().map(Who::span).collect::<Vec<_>>();
    let occs = |all: &[Occ]| all.iter().map(|occ| occ.span).collect::<Vec<_>>();
    match args {
        Args::Who(all) | Args::Whom(Open::Is(all)) => {
            let kinds = all.iter().filter_map(|who| match who {
                Who::Every { kinds, .. } => Some((named(kinds), false)),
                Who::One(_) => None,
            });
            std::iter::once((spans(all), false)).chain(kinds).collect()
        }
        Args::To(Open::Is(to)) => vec![(places(&to.places), false), (places(&to.via), true)],
        Args::Every(Open::Is(schedule)) => {
            vec![(schedule.parts.iter().map(every).collect(), false)]
        }
        Args::Carries { what, from, only } => {
            vec![
                (what.iter().map(carried).collect(), false),
                (spans(from), true),
                (occs(only), true),
            ]
        }
        Args::Due { only, .. } | Args::Closes { only, .. } => vec![(occs(only), true)],
        Args::Names(all) => vec![(named(all), false)],
        Args::Texts(all) => vec![(all.iter().map(|text: &Text| text.span).collect(), false)],
        Args::For(Subjects::Units { who, .. }) => vec![(spans(who), false)],
        _ => Vec::new(),
    }
}

fn named(all: &[Name]) -> Vec<Span> {
    all.iter().map(|name| name.span).collect()
}

fn places(all: &[Place]) -> Vec<Span> {
    let span = |place: &Place| match place {
        Place::Declared(who) => who.span(),
        Place::Named(text) => text.span,
    };
    all.iter().map(span).collect()
}

fn every(part: &Every) -> Span {
    match part {
        Every::Once(span) | Every::OnDemand(span) => *span,
        Every::Occ(occ) => occ.span,
        Every::Point(point) => point.span(),
    }
}

fn carried(what: &Carried) -> Span {
    match what {
        Carried::Figure(name) | Carried::AllOf(name) => name.span,
        Carried::Targets(span) => *span,
    }
}

/// The names of a clause that may be exchanged. Members of a group are only left out.
pub(super) fn names(args: &Args) -> Vec<&Name> {
    match args {
        Args::Whom(Open::Is(all)) | Args::For(Subjects::Units { who: all, .. }) => {
            all.iter().filter_map(one).collect()
        }
        Args::To(Open::Is(to)) => {
            let all = to.places.iter().chain(&to.via);
            let declared = all.filter_map(|place| match place {
                Place::Declared(who) => one(who),
                Place::Named(_) => None,
            });
            declared.collect()
        }
        Args::Carries { from, .. } => from.iter().filter_map(one).collect(),
        Args::Who1(who) => one(who).into_iter().collect(),
        Args::Unit(UnitRef::Named(name))
        | Args::Window(Window::Named(name))
        | Args::Name(name)
        | Args::PartOf { whole: name, .. } => vec![name],
        Args::Names(all) => all.iter().collect(),
        _ => Vec::new(),
    }
}

fn one(who: &Who) -> Option<&Name> {
    match who {
        Who::One(UnitRef::Named(name)) => Some(name),
        Who::One(_) | Who::Every { .. } => None,
    }
}

/// Another of the same sort, not among those that are known: the next unit of its kind, group, time, event,
/// table, duty of its kind, or figure that is counted alike.
pub(super) fn other(plan: &Plan, name: &str, known: &[&str]) -> Option<String> {
    let units = plan.units.iter().map(|u| (u.item.id.as_str(), Some(&u.kind)));
    let any_unit = plan.units.iter().map(|unit| (unit.item.id.as_str(), ()));
    let groups = plan.groups.iter().map(|group| (group.item.id.as_str(), ()));
    let phases = plan.phases.iter().map(|phase| (phase.item.id.as_str(), ()));
    let events = plan.events.iter().map(|event| (event.item.id.as_str(), ()));
    let tables = plan.tables.iter().map(|table| (table.item.id.as_str(), ()));
    let duties = plan.duties.iter().map(|duty| (duty.item.id.as_str(), duty.item.kind));
    let figures = plan.indicators.iter().map(|f| (f.item.id.as_str(), (&f.ty, f.nature)));
    let any_figure = plan.indicators.iter().map(|f| (f.item.id.as_str(), &f.ty));
    behind(units, name, known)
        .or_else(|| behind(any_unit, name, known))
        .or_else(|| behind(groups, name, known))
        .or_else(|| behind(phases, name, known))
        .or_else(|| behind(events, name, known))
        .or_else(|| behind(tables, name, known))
        .or_else(|| behind(duties, name, known))
        .or_else(|| behind(figures, name, known))
        .or_else(|| behind(any_figure, name, known))
        .map(str::to_owned)
}

/// The one behind a name among those of its sort; behind the last comes the first.
fn behind<'p, S: PartialEq>(
    all: impl Iterator<Item = (&'p str, S)> + Clone,
    name: &str,
    known: &[&str],
) -> Option<&'p str> {
    let (_, sort) = all.clone().find(|(id, _)| *id == name)?;
    let alike = all.filter(|(_, s)| *s == sort).map(|(id, _)| id);
    let new = |id: &&str| !known.contains(id);
    let later = alike.clone().skip_while(|id| *id != name).find(new);
    later.or_else(|| alike.clone().find(new))
}
