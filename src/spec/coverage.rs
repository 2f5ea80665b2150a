//! Which rules the tests of a plan made pass, and which they made fail.

use std::collections::BTreeMap;

use crate::checks::Ctx;
use crate::checks::laws::{Head, Law, LawAt, Verdict};
use crate::dues::State;
use crate::plan::{Column, Duty, Every, Indicator, Nature, Plan};
use crate::report::Untried;
use crate::spec::outcomes::Outcomes;
use crate::syntax::tree::Kind;
use crate::value::{Words, words};

/// A rule: its kind, its id, and the clause that is a law.
type Key = (&'static str, String, Option<String>);

/// What was tried, so far: passed, failed.
#[derive(Debug, Default)]
pub(super) struct Coverage {
    seen: BTreeMap<Key, (bool, bool)>,
}

impl Coverage {
    /// Notes what came of one test.
    pub(super) fn note(&mut self, ctx: &Ctx<'_>, outcomes: &Outcomes, laws: &[(LawAt, Verdict)]) {
        for (rule, passed) in outcomes.ends() {
            let item = &ctx.plan.rule(rule).item;
            self.tick((item.kind.word(), item.id.clone(), None), passed);
        }
        for (at, verdict) in laws {
            if let (Verdict::Holds | Verdict::Broken, Some(key)) = (verdict, law(ctx, at)) {
                self.tick(key, *verdict == Verdict::Holds);
            }
        }
        for due in &ctx.dues.all {
            let passed = match due.state {
                State::OnTime | State::Nil | State::Extended => true,
                State::Late | State::OnExcludedDay | State::Missing => false,
                State::NotYetDue | State::Open => continue,
            };
            let item = &ctx.duty(due).item;
            self.tick((item.kind.word(), item.id.clone(), None), passed);
        }
    }

    fn tick(&mut self, key: Key, passed: bool) {
        let seen = self.seen.entry(key).or_default();
        if passed {
            seen.0 = true;
        } else {
            seen.1 = true;
        }
    }

    /// Rules that were not tried both ways, in the order of the plan.
    pub(super) fn untried(&self, whole: &Plan) -> Vec<Untried> {
        let mut all = Vec::new();
        for (kind, id, clause) in keys(whole) {
            let key = (kind, id, clause);
            let (passed, failed) = self.seen.get(&key).copied().unwrap_or_default();
            if !(passed && failed) {
                let ((kind, id, clause), plan) = (key, whole.item.id.clone());
                let unfailing = unfailing(whole, kind, &id);
                all.push(Untried { plan, kind, id, clause, passed, failed, unfailing });
            }
        }
        all
    }
}

/// All rules of a plan that can pass and fail.
fn keys(plan: &Plan) -> Vec<Key> {
    let mut keys = Vec::new();
    for figure in &plan.indicators {
        let laws = laws_of_figure(plan, figure);
        keys.extend(laws.into_iter().map(|law| ("indicator", figure.item.id.clone(), Some(law))));
    }
    for table in &plan.tables {
        for column in &table.columns {
            let laws = laws_of_column(table.columns.as_slice(), column);
            let id = format!("{}.{}", table.item.id, column.item.id);
            keys.extend(laws.into_iter().map(|law| ("column", id.clone(), Some(law))));
        }
        let requires = (0..table.requires.len()).map(require);
        keys.extend(requires.map(|law| ("table", table.item.id.clone(), Some(law))));
    }
    for duty in plan.duties.iter().filter(|d| is_owed(plan, d)) {
        keys.push((duty.item.kind.word(), duty.item.id.clone(), None));
        if !duty.totals.is_empty() {
            keys.push((duty.item.kind.word(), duty.item.id.clone(), Some("totals".to_owned())));
        }
    }
    let rules = plan.rules.iter().map(|r| (r.item.kind.word(), r.item.id.clone(), None));
    keys.extend(rules);
    // An amended item stands in the plan more than once.
    let mut seen = std::collections::BTreeSet::new();
    keys.retain(|key| seen.insert(key.clone()));
    keys
}

/// Somebody owes it at some time.
pub(super) fn is_owed(plan: &Plan, duty: &Duty) -> bool {
    let paper = duty.item.kind != Kind::Task || !duty.form.is_empty();
    let timed = |e: &Every| !matches!(e, Every::OnDemand | Every::Unspecified);
    let known = duty.from.iter().any(|set| !plan.is_unknown(*set));
    paper && known && (duty.every.is_empty() || duty.every.iter().any(timed))
}

/// Why a duty can be neither late nor missing. A law or a rule can always be broken.
fn unfailing(plan: &Plan, kind: &str, id: &str) -> Option<Words> {
    let same = |d: &&Duty| d.item.kind.word() == kind && d.item.id == id;
    let mut reasons = plan.duties.iter().filter(same).map(|duty| {
        let once_during = duty.every.is_empty() && duty.during.is_some();
        let has_day = once_during || duty.due.iter().any(|due| due.term.is_some());
        let ends = plan.runs.is_some_and(|runs| runs.to.is_some());
        let mut senders = plan.members(&duty.from, None, None).into_iter();
        match (has_day, ends) {
            (true, _) => None,
            (false, false) => Some(no_end()),
            (false, true) => senders.all(|unit| plan.is_open(&duty.from, unit)).then(only_expected),
        }
    });
    reasons.try_fold(None, |_, reason| reason.map(Some)).flatten()
}

fn no_end() -> Words {
    words!(
        "không có ngày hạn, và kế hoạch không có ngày kết thúc",
        "no day is named, and the plan has no end"
    )
}

fn only_expected() -> Words {
    words!(
        "không có ngày hạn, và chỉ gồm đơn vị được mong đợi, không bao giờ bị coi là thiếu",
        "no day is named, and whoever sends it is expected, never missing"
    )
}

fn laws_of_figure(plan: &Plan, figure: &Indicator) -> Vec<String> {
    let mut laws = Vec::new();
    let parts = figure.part_of.iter().map(|part| part_of(&plan.figure(part.whole).item.id));
    laws.extend(figure.within.iter().map(|_| "within".to_owned()));
    laws.extend(parts);
    laws.extend(figure.equals.iter().map(|_| "equals".to_owned()));
    laws.extend(figure.sums.iter().map(|sums| sums_over(sums.includes)));
    match figure.nature {
        Nature::ToDate => laws.push("to date".to_owned()),
        Nature::Opening(of) => laws.push(format!("opening of {}", plan.figure(of).item.id)),
        Nature::Flow | Nature::Level | Nature::None => {}
    }
    laws
}

fn laws_of_column(columns: &[Column], column: &Column) -> Vec<String> {
    let mut laws: Vec<String> = column.within.iter().map(|_| "within".to_owned()).collect();
    let wholes = column.part_of.iter().filter_map(|part| columns.get(part.whole.at()));
    laws.extend(wholes.map(|whole| part_of(&whole.item.id)));
    laws.extend(column.equals.iter().map(|_| "equals".to_owned()));
    laws
}

fn part_of(whole: &str) -> String {
    format!("part of {whole}")
}

fn sums_over(includes: bool) -> String {
    if includes { "includes" } else { "sums over" }.to_owned()
}

fn require(number: usize) -> String {
    format!("require {}", number + 1)
}

/// The key of a law that was judged; nothing for what no clause of its own says.
fn law(ctx: &Ctx<'_>, at: &LawAt) -> Option<Key> {
    match at.head {
        Head::Figure { figure, .. } => {
            let figure = ctx.plan.figure(figure);
            if let Law::Total(duty) = at.law {
                let item = &ctx.plan.duty(duty).item;
                return Some((item.kind.word(), item.id.clone(), Some("totals".to_owned())));
            }
            let name = match at.law {
                Law::Within => figure.within.as_ref().map(|_| "within".to_owned()),
                Law::Part(n) => {
                    let part = figure.part_of.get(usize::from(n));
                    part.map(|part| part_of(&ctx.plan.figure(part.whole).item.id))
                }
                Law::Equals => Some("equals".to_owned()),
                Law::Sums => figure.sums.as_ref().map(|sums| sums_over(sums.includes)),
                Law::ToDate => Some("to date".to_owned()),
                Law::Opening => match figure.nature {
                    Nature::Opening(of) => {
                        Some(format!("opening of {}", ctx.plan.figure(of).item.id))
                    }
                    _ => None,
                },
                Law::OverTime | Law::Total(_) | Law::Check(..) | Law::Require(_) => None,
            };
            name.map(|name| ("indicator", figure.item.id.clone(), Some(name)))
        }
        Head::Column { row, column } => {
            let table = ctx.plan.table(ctx.facts.row(row).table);
            let column = table.columns.get(column.at())?;
            let name = match at.law {
                Law::Within => column.within.as_ref().map(|_| "within".to_owned()),
                Law::Part(n) => {
                    let part = column.part_of.get(usize::from(n));
                    let whole = part.and_then(|part| table.columns.get(part.whole.at()));
                    whole.map(|whole| part_of(&whole.item.id))
                }
                Law::Equals => Some("equals".to_owned()),
                _ => None,
            };
            let id = format!("{}.{}", table.item.id, column.item.id);
            name.map(|name| ("column", id, Some(name)))
        }
        Head::Row(row) => match at.law {
            Law::Require(n) => {
                let table = ctx.plan.table(ctx.facts.row(row).table);
                Some(("table", table.item.id.clone(), Some(require(usize::from(n)))))
            }
            _ => None,
        },
        Head::Subject { .. } => None,
    }
}
