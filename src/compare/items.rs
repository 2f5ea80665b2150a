//! Items that are new, gone or say something else. Of targets and limits also whether they ask for more.

use rustc_hash::FxHashMap;

use crate::compare::Sides;
use crate::compare::fields::{self, FieldChange, Renames};
use crate::compare::strict::{self, Verdict};
use crate::compare::versions::{both, stretches};
use crate::plan::{Item, Plan};
use crate::show::item::{What, all};
use crate::syntax::tree::Kind;
use crate::value::Days;

/// How an item differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum How {
    New,
    Gone,
    Stricter,
    Looser,
    Changed,
}

/// An item that is not the same in both.
#[derive(Debug)]
pub(crate) struct ItemChange {
    pub(crate) what: What,
    pub(crate) kind: Kind,
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) how: How,
    /// The days for which it differs; all of them where it does throughout.
    pub(crate) days: Days,
    pub(crate) fields: Vec<FieldChange>,
}

impl ItemChange {
    /// The word of its kind, as in plan files.
    pub(crate) fn word(&self) -> &'static str {
        match self.what {
            What::Column(..) => "column",
            _ => self.kind.word(),
        }
    }

    /// A target or limit.
    pub(crate) fn is_aim(&self) -> bool {
        matches!(self.kind, Kind::Target | Kind::Limit)
    }
}

/// The items of one name in one plan, each with its days.
type Versions = Vec<(Days, What)>;

/// Space and id: what makes an item the same item.
type Key = (u8, String);

/// The items of a plan by key, in its order.
#[derive(Default)]
struct Index {
    all: Vec<(Key, Versions)>,
    at: FxHashMap<Key, usize>,
}

impl Index {
    fn new(plan: &Plan) -> Self {
        let mut index = Self::default();
        for what in all(plan) {
            let item = what.item(plan);
            let key = (space(what, item.kind), id_of(plan, what));
            let next = index.all.len();
            let at = *index.at.entry(key.clone()).or_insert(next);
            if at == next {
                index.all.push((key, Vec::new()));
            }
            if let Some((_, versions)) = index.all.get_mut(at) {
                versions.push((item.force, what));
            }
        }
        index
    }

    fn of(&self, key: &Key) -> &[(Days, What)] {
        let versions = self.at.get(key).and_then(|at| self.all.get(*at));
        versions.map_or(&[], |(_, versions)| versions)
    }
}

/// Every change, in the order of the old plan, then what is new.
pub(super) fn changes(sides: &Sides<'_>) -> Vec<ItemChange> {
    let (old, new) = (Index::new(sides.old.plan), Index::new(sides.new.plan));
    let whole = both(sides.old.plan.runs, sides.new.plan.runs);
    let more = new.all.iter().filter(|(key, _)| !old.at.contains_key(key));
    let renames = renames(sides, &old, &new);
    let mut out = Vec::new();
    for (key, _) in old.all.iter().chain(more) {
        let (was, is) = (old.of(key), new.of(key));
        for (days, a, b) in stretches(was, is, whole) {
            let what =
                |all: &[(Days, What)], at: Option<usize>| at.and_then(|n| all.get(n)).map(|v| v.1);
            out.extend(change(sides, (what(was, a), what(is, b)), days, &renames));
        }
    }
    out
}

/// The plan is the plan, whatever its id.
fn id_of(plan: &Plan, what: What) -> String {
    match what {
        What::Plan => String::new(),
        what => what.id(plan),
    }
}

/// Kinds that may not share a name have one number.
fn space(what: What, kind: Kind) -> u8 {
    match (what, kind) {
        (What::Column(..), _) => 0,
        (_, Kind::Unit | Kind::Group) => 1,
        (_, Kind::Phase | Kind::Baseline | Kind::Event) => 2,
        (_, Kind::Indicator | Kind::Table) => 3,
        (_, Kind::Report | Kind::Deliver) => 4,
        (_, Kind::Target | Kind::Limit | Kind::Check) => 5,
        (_, Kind::Plan) => 6,
        (_, Kind::Task) => 7,
        (_, Kind::Note) => 8,
        (_, Kind::Amend) => 9,
        (_, Kind::Test) => 10,
    }
}

/// The labels of the old plan, with the new ones.
fn renames(sides: &Sides<'_>, old: &Index, new: &Index) -> Renames {
    let label = |plan: &Plan, versions: &[(Days, What)]| {
        versions.last().map(|(_, what)| what.item(plan).label.clone())
    };
    let mut labels = Vec::new();
    for (key, versions) in &old.all {
        let now = label(sides.new.plan, new.of(key));
        for (_, what) in versions {
            let was = what.item(sides.old.plan).label.clone();
            let now = now.clone().filter(|now| *now != was);
            labels.push((was, now));
        }
    }
    Renames::new(labels)
}

fn change(
    sides: &Sides<'_>,
    pair: (Option<What>, Option<What>),
    days: Days,
    renames: &Renames,
) -> Option<ItemChange> {
    let (old, new) = (sides.old, sides.new);
    match pair {
        (None, None) => None,
        (None, Some(what)) => Some(made(new.plan, what, How::New, days, Vec::new())),
        (Some(what), None) => Some(made(old.plan, what, How::Gone, days, Vec::new())),
        (Some(a), Some(b)) => {
            let fields = fields::changes(&fields::of(&old, a), &fields::of(&new, b), renames);
            let verdict = verdict((old.plan, a), (new.plan, b));
            let how = match verdict {
                Verdict::Stricter => How::Stricter,
                Verdict::Looser => How::Looser,
                Verdict::Same if fields.is_empty() => return None,
                Verdict::Same | Verdict::Other => How::Changed,
            };
            Some(made(new.plan, b, how, days, fields))
        }
    }
}

fn verdict((old, a): (&Plan, What), (new, b): (&Plan, What)) -> Verdict {
    let (What::Rule(a), What::Rule(b)) = (a, b) else { return Verdict::Same };
    let (a, b) = (old.rule(a), new.rule(b));
    // Of a law of the data neither is more than the other.
    match strict::rules((old, a), (new, b)) {
        Verdict::Stricter | Verdict::Looser if b.item.kind == Kind::Check => Verdict::Other,
        verdict => verdict,
    }
}

fn made(plan: &Plan, what: What, how: How, days: Days, fields: Vec<FieldChange>) -> ItemChange {
    let item: &Item = what.item(plan);
    ItemChange {
        what,
        kind: item.kind,
        id: what.id(plan),
        label: item.label.clone(),
        how,
        days,
        fields,
    }
}
