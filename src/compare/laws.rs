//! Laws of the data that are new, and such as are gone.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::compare::Sides;
use crate::compare::key::{Keys, range};
use crate::compare::versions::{both, stretches};
use crate::plan::{DutyId, FigureId, RuleId, TableId};
use crate::show::brought::{self, Brought, Law};
use crate::show::say::Say;
use crate::value::Days;

/// A law that only one of the plans has.
#[derive(Debug)]
pub(crate) struct LawChange {
    /// In the new plan, not in the old.
    pub(crate) is_new: bool,
    /// The item that brings it: `vu_an`, `dia_ban.vu`.
    pub(crate) item: String,
    pub(crate) label: String,
    pub(crate) code: &'static str,
    pub(crate) text: String,
    pub(crate) days: Days,
}

/// A law of one plan, comparable with those of another.
struct Known {
    /// Owner and meaning.
    key: String,
    item: String,
    label: String,
    code: &'static str,
    text: String,
    force: Days,
}

/// Every change: what is gone in the order of the old plan, then what is new.
pub(super) fn changes(sides: &Sides<'_>) -> Vec<LawChange> {
    let (old, new) = (all(&sides.old), all(&sides.new));
    let whole = both(sides.old.plan.runs, sides.new.plan.runs);
    let (old_days, new_days) = (days_of(&old), days_of(&new));
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    let mut out = Vec::new();
    for law in old.iter().chain(&new).filter(|law| seen.insert(&law.key)) {
        let of = |days: &FxHashMap<&str, Vec<(Days, ())>>| {
            days.get(law.key.as_str()).cloned().unwrap_or_default()
        };
        for (days, a, b) in stretches(&of(&old_days), &of(&new_days), whole) {
            if a.is_some() != b.is_some() {
                out.push(law.change(b.is_some(), days));
            }
        }
    }
    out.sort_by_key(|change| change.is_new);
    out
}

/// On which days each law is in force.
fn days_of(laws: &[Known]) -> FxHashMap<&str, Vec<(Days, ())>> {
    let mut out: FxHashMap<&str, Vec<(Days, ())>> = FxHashMap::default();
    for law in laws {
        out.entry(&law.key).or_default().push((law.force, ()));
    }
    out
}

impl Known {
    fn change(&self, is_new: bool, days: Days) -> LawChange {
        LawChange {
            is_new,
            item: self.item.clone(),
            label: self.label.clone(),
            code: self.code,
            text: self.text.clone(),
            days,
        }
    }
}

fn all(say: &Say<'_>) -> Vec<Known> {
    let plan = say.plan;
    let mut out = Vec::new();
    for (id, figure) in (0..).map(FigureId).zip(&plan.indicators) {
        let owner = ("figure", figure.item.id.clone(), figure.item.label.as_str());
        add(&mut out, &Keys::new(plan), owner, brought::of_figure(say, id));
    }
    for (id, table) in (0..).map(TableId).zip(&plan.tables) {
        let keys = Keys::rows(plan, id);
        let owner = ("table", table.item.id.clone(), table.item.label.as_str());
        add(&mut out, &keys, owner, brought::of_table(say, id));
        for column in &table.columns {
            let name = format!("{}.{}", table.item.id, column.item.id);
            let owner = ("column", name, column.item.label.as_str());
            add(&mut out, &keys, owner, brought::of_column(say, id, column));
        }
    }
    for (id, duty) in (0..).map(DutyId).zip(&plan.duties) {
        let owner = ("duty", duty.item.id.clone(), duty.item.label.as_str());
        add(&mut out, &Keys::new(plan), owner, brought::of_duty(say, id));
    }
    for (id, rule) in (0..).map(RuleId).zip(&plan.rules) {
        let keys = Keys::of_subjects(plan, &rule.subjects);
        let owner = ("check", rule.item.id.clone(), rule.item.label.as_str());
        add(&mut out, &keys, owner, brought::of_check(say, id));
    }
    out
}

fn add(
    out: &mut Vec<Known>,
    keys: &Keys<'_>,
    (kind, item, label): (&str, String, &str),
    laws: Vec<Brought<'_>>,
) {
    for law in laws {
        out.push(Known {
            key: format!("{kind} {item}: {}", meaning(keys, &law.law)),
            item: item.clone(),
            label: label.to_owned(),
            code: law.code.name,
            text: law.text,
            force: law.force,
        });
    }
}

/// What a law says, with ids.
fn meaning(keys: &Keys<'_>, law: &Law<'_>) -> String {
    match law {
        Law::Whole => "whole".to_owned(),
        Law::Percent => "percent".to_owned(),
        Law::Within(w) => format!("within {}", range(w.from, w.to, w.days)),
        Law::PartOf { whole, mostly } => format!("part of {} {mostly}", keys.figure(*whole)),
        Law::PartOfColumn { whole, mostly } => {
            format!("part of {} {mostly}", keys.own_column(*whole))
        }
        Law::Equals(e) => format!("equals {}", keys.expr(e)),
        Law::Reading(e) => format!("reading {}", keys.expr(e)),
        Law::Sums(s) => format!("sums {} {}", keys.set(s.over), s.includes),
        Law::OverTime => "over time".to_owned(),
        Law::ToDate => "to date".to_owned(),
        Law::Opening(of) => format!("opening of {}", keys.figure(*of)),
        Law::Covers(set) => format!("covers {}", keys.set(*set)),
        Law::InTable(table, column) => {
            format!("in {} {}", keys.table(*table), keys.column(Some(*table), *column))
        }
        Law::Require(e) => format!("require {}", keys.expr(e)),
        Law::Total(duty) => format!("total of {}", keys.duty(*duty)),
        Law::Check(line) => format!("check {} {}", keys.expr(&line.expr), keys.tail(line.tail)),
    }
}
