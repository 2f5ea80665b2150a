//! What a test expects, with its names resolved, and whether it came so.

use crate::catalog;
use crate::checks::Ctx;
use crate::checks::TASK_IS_MISSING;
use crate::diag::words::{did_you_mean, list};
use crate::diag::{Finding, Severity, Subject};
use crate::plan::{Lookup, Plan, UnitId, UnitRef};
use crate::spec::outcomes::{Came, Outcomes, Together};
use crate::syntax::tree::OutcomeWord;
use crate::value::{Date, Lang, Period, Words, fold, words};

/// One expectation as written.
#[derive(Debug)]
pub(super) struct Said<'a> {
    pub(super) no: bool,
    /// How much a finding must matter.
    pub(super) level: Option<Severity>,
    pub(super) what: What<'a>,
    /// The item that a finding is of.
    pub(super) of: Option<&'a str>,
    pub(super) unit: Option<&'a str>,
    pub(super) period: Option<&'a str>,
}

/// A finding, or the outcome of a rule.
#[derive(Debug, Clone, Copy)]
pub(super) enum What<'a> {
    Code(&'a str),
    Outcome(&'a str, OutcomeWord),
}

/// One expectation, understood.
#[derive(Debug)]
pub(super) struct Expectation {
    text: String,
    no: bool,
    /// How much a finding must matter; one that is folded has no say of its own.
    level: Option<Severity>,
    what: Wanted,
    /// The item of the plan that a finding is of; `None`: whichever.
    of: Option<String>,
    /// Any of these; `None`: whoever.
    units: Option<Vec<UnitId>>,
    /// Any of these, by id; `None`: whenever.
    periods: Option<Vec<String>>,
    /// The last day of the time that is asked for.
    last: Option<Date>,
}

#[derive(Debug)]
enum Wanted {
    Code(String),
    /// The id of a rule, and how it ends.
    Outcome(String, Came),
}

impl Said<'_> {
    /// As a plan file writes it.
    fn text(&self) -> String {
        let no = if self.no { "no " } else { "" };
        let level = self.level.map(|l| format!("{} ", l.word())).unwrap_or_default();
        let what = match self.what {
            What::Code(code) => format!("\"{code}\""),
            What::Outcome(rule, word) => {
                let words = OutcomeWord::ALL.iter().find(|(_, outcome)| *outcome == word);
                format!("{rule} {}", words.map_or("", |(words, _)| words))
            }
        };
        let part = |word: &str, name: Option<&str>| {
            name.map(|name| format!(" {word} {name}")).unwrap_or_default()
        };
        let (of, unit) = (part("of", self.of), part("for", self.unit));
        format!("expect {no}{level}{what}{of}{unit}{}", part("in", self.period))
    }
}

impl Expectation {
    /// The names of one plan; or what to say about the one that it does not know.
    pub(super) fn new(plan: &Plan, lookup: &Lookup, said: &Said<'_>) -> Result<Self, Words> {
        let what = match said.what {
            What::Code(code) => Wanted::Code(known_code(code)?),
            What::Outcome(rule, word) => {
                if !plan.rules.iter().any(|r| r.item.id == rule) {
                    return Err(unknown_rule(rule, plan));
                }
                Wanted::Outcome(rule.to_owned(), Came::of(word))
            }
        };
        let of = said.of.map(|name| known_item(plan, name)).transpose()?;
        let units = said.unit.map(|name| units(plan, lookup, name)).transpose()?;
        let times = said.period.map(|name| periods(plan, lookup, name)).transpose()?;
        let (periods, last) = times.map_or((None, None), |(ids, last)| (Some(ids), last));
        let (text, no, level) = (said.text(), said.no, said.level);
        Ok(Self { text, no, level, what, of, units, periods, last })
    }

    /// What came in place of it, where it did not come so.
    pub(super) fn judge(
        &self,
        ctx: &Ctx<'_>,
        findings: &[Finding],
        outcomes: &Outcomes,
    ) -> Option<Words> {
        match &self.what {
            Wanted::Code(code) => self.judge_code(ctx.plan, code, findings),
            Wanted::Outcome(rule, wanted) => {
                let came = self.came(ctx.plan, rule, outcomes);
                // In a run without end, a time that is not over is not judged at all.
                let is_later = self.last.is_some_and(|last| last >= ctx.as_of);
                let is_so = match came.together {
                    Some(together) => together == *wanted,
                    None => *wanted == Came::NotYetDue && is_later,
                };
                match (self.no, is_so) {
                    (false, true) | (true, false) => None,
                    _ if came.together.is_none() => Some(not_judged(&self.text)),
                    _ => Some(came_otherwise(&self.text, &came.each)),
                }
            }
        }
    }

    fn judge_code(&self, plan: &Plan, code: &str, findings: &[Finding]) -> Option<Words> {
        let found = findings.iter().find(|f| self.is_in(plan, code, f));
        match (self.no, found) {
            (false, Some(_)) | (true, None) => None,
            (true, Some(finding)) => Some(unwanted(&self.text, finding)),
            (false, None) => {
                let all = findings.iter().flat_map(subjects);
                let elsewhere = all.filter(|(name, _)| *name == code).map(|(_, s)| of_subject(s));
                Some(not_found(&self.text, &elsewhere.collect::<Vec<_>>()))
            }
        }
    }

    /// Whether a finding, or one folded under it, is the one that is meant.
    fn is_in(&self, plan: &Plan, code: &str, finding: &Finding) -> bool {
        let item = finding.clause.as_ref().map(|clause| clause.item.as_str());
        let weighs = self.level.is_none_or(|level| level == finding.severity);
        let own = finding.code.name == code && self.fits(plan, &finding.subject);
        let folded = finding.because.iter().filter(|folded| folded.code.name == code);
        let mut folded = folded.filter(|_| self.level.is_none());
        let tasks = finding.values.iter().filter(|(_, value)| value == TASK_IS_MISSING);
        let mut names = tasks.map(|(task, _)| task.as_str()).chain(item);
        own && weighs && self.is_of(&mut names, &finding.subject)
            || folded.any(|f| {
                self.fits(plan, &f.subject) && self.is_of(&mut std::iter::empty(), &f.subject)
            })
    }

    /// Whether it is of the item that is meant: by the duty or figure it is about, or by other names it has.
    fn is_of<'a>(&self, names: &mut dyn Iterator<Item = &'a str>, subject: &'a Subject) -> bool {
        let Some(of) = self.of.as_deref() else { return true };
        let figure = subject.figure.iter().flat_map(|figure| figure.split('.'));
        figure.chain(subject.duty.as_deref()).chain(names).any(|name| name == of)
    }

    fn fits(&self, plan: &Plan, subject: &Subject) -> bool {
        let is = |u: &UnitId| subject.unit.as_ref() == Some(&plan.unit(*u).item.id);
        self.units.as_ref().is_none_or(|all| all.iter().any(is)) && self.fits_time(subject)
    }

    fn fits_time(&self, subject: &Subject) -> bool {
        let wanted = self.periods.as_ref();
        wanted.is_none_or(|all| subject.period.as_ref().is_some_and(|p| all.contains(p)))
    }

    fn came(&self, plan: &Plan, rule: &str, outcomes: &Outcomes) -> Together {
        let fits = |unit: Option<UnitId>, period: &String| {
            let is = |all: &Vec<UnitId>| unit.is_some_and(|u| all.contains(&u));
            self.units.as_ref().is_none_or(is)
                && self.periods.as_ref().is_none_or(|all| all.contains(period))
        };
        outcomes.of(plan, rule, fits)
    }

    /// Whether a finding at error was expected: by its code, or as the broken check that it tells of.
    pub(super) fn names(&self, plan: &Plan, finding: &Finding) -> bool {
        if self.no {
            return false;
        }
        match &self.what {
            Wanted::Code(code) => self.is_in(plan, code, finding),
            Wanted::Outcome(rule, came) => {
                let of_rule = finding.clause.as_ref().is_some_and(|clause| {
                    clause.item == *rule && matches!(clause.kind, "check" | "limit" | "target")
                });
                *came == Came::False && of_rule && self.fits(plan, &finding.subject)
            }
        }
    }
}

/// A finding with what is folded under it.
fn subjects(finding: &Finding) -> impl Iterator<Item = (&'static str, &Subject)> {
    let folded = finding.because.iter().map(|f| (f.code.name, &f.subject));
    std::iter::once((finding.code.name, &finding.subject)).chain(folded)
}

fn known_code(code: &str) -> Result<String, Words> {
    let codes = catalog::codes();
    if codes.iter().any(|c| c.name == code) {
        return Ok(code.to_owned());
    }
    Err(Words::new(|l| {
        let near = did_you_mean(code, codes.iter().map(|c| c.name), l);
        let near = near.map(|near| format!("; {near}")).unwrap_or_default();
        match l {
            Lang::Vi => format!("không có phát hiện nào tên là `{code}`{near}"),
            Lang::En => format!("no finding is called `{code}`{near}"),
        }
    }))
}

/// The name of a duty, figure, table, column or rule.
fn known_item(plan: &Plan, name: &str) -> Result<String, Words> {
    let columns = plan.tables.iter().flat_map(|table| &table.columns).map(|c| &c.item);
    let figures = plan.indicators.iter().map(|i| &i.item);
    let tables = plan.tables.iter().map(|t| &t.item);
    let duties = plan.duties.iter().map(|d| &d.item);
    let rules = plan.rules.iter().map(|r| &r.item);
    let items = duties.chain(figures).chain(tables).chain(columns).chain(rules);
    let known: Vec<&str> = items.map(|item| item.id.as_str()).collect();
    if known.contains(&name) {
        return Ok(name.to_owned());
    }
    Err(Words::new(|l| {
        let near = did_you_mean(name, known.iter().copied(), l);
        let near = near.map(|near| format!("; {near}")).unwrap_or_default();
        match l {
            Lang::Vi => format!("kế hoạch không có mục `{name}`{near}"),
            Lang::En => format!("the plan has no item `{name}`{near}"),
        }
    }))
}

fn unknown_rule(rule: &str, plan: &Plan) -> Words {
    Words::new(|l| {
        let near = did_you_mean(rule, plan.rules.iter().map(|r| r.item.id.as_str()), l);
        let near = near.map(|near| format!("; {near}")).unwrap_or_default();
        match l {
            Lang::Vi => {
                format!("kế hoạch không có mục tiêu, giới hạn, phép kiểm nào là `{rule}`{near}")
            }
            Lang::En => format!("the plan has no target, limit or check `{rule}`{near}"),
        }
    })
}

/// A unit, or the units that a group has at any time.
fn units(plan: &Plan, lookup: &Lookup, name: &str) -> Result<Vec<UnitId>, Words> {
    if let Some(id) = lookup.find_unit(name, None).one() {
        return Ok(vec![id]);
    }
    if let Some(id) = lookup.find_group(name).one() {
        return Ok(plan.resolve(UnitRef::Group(id), plan.about));
    }
    Err(words!("kế hoạch không có đơn vị `{name}`", "the plan has no unit `{name}`"))
}

/// The ids that a time may have in findings: of a phase of whole months its own and the period's. And its
/// last day.
fn periods(plan: &Plan, lookup: &Lookup, name: &str) -> Result<(Vec<String>, Option<Date>), Words> {
    if let Some(period) = Period::parse(name) {
        let same = plan.phases.iter().filter(|p| p.period == Some(period));
        let phases = same.map(|p| p.item.id.clone());
        let ids = std::iter::once(period.to_string()).chain(phases).collect();
        return Ok((ids, Some(plan.calendar.last(period))));
    }
    if let Some(id) = lookup.find_phase(name).one() {
        let phase = plan.phase(id);
        let period = phase.period.map(|p| p.to_string());
        let ids = std::iter::once(phase.item.id.clone()).chain(period).collect();
        return Ok((ids, phase.days.to));
    }
    if let Some(day) = Date::parse_iso(name) {
        return Ok((vec![day.to_string()], Some(day)));
    }
    let name = fold::nfc(name);
    Err(words!(
        "kế hoạch không có kỳ, giai đoạn `{name}`",
        "the plan has no period or phase `{name}`"
    ))
}

/// ` for binh_son in 2018-H1`, as it would be written.
fn of_subject(subject: &Subject) -> String {
    let part = |word: &str, id: &Option<String>| {
        id.as_ref().map(|id| format!(" {word} {id}")).unwrap_or_default()
    };
    format!("{}{}", part("for", &subject.unit), part("in", &subject.period)).trim_start().to_owned()
}

/// The first few, each once.
fn few(all: &[String], lang: Lang) -> String {
    const MOST: usize = 4;
    let mut shown: Vec<String> = Vec::new();
    for one in all.iter().filter(|one| !one.is_empty()) {
        let one = format!("`{one}`");
        if !shown.contains(&one) {
            shown.push(one);
        }
    }
    let rest = shown.len().saturating_sub(MOST);
    shown.truncate(MOST);
    let list = list(&shown, lang, rest == 0);
    match (lang, rest) {
        (_, 0) => list,
        (Lang::Vi, _) => format!("{list} và {rest} chỗ khác"),
        (Lang::En, _) => format!("{list} and {rest} more"),
    }
}

fn unwanted(text: &str, finding: &Finding) -> Words {
    let message = &finding.message;
    Words::new(|l| {
        let message = message.get(l);
        match l {
            Lang::Vi => format!("`{text}`, nhưng có: {message}"),
            Lang::En => format!("`{text}`, but there is: {message}"),
        }
    })
}

fn not_found(text: &str, elsewhere: &[String]) -> Words {
    Words::new(|l| {
        let elsewhere = few(elsewhere, l);
        match (l, elsewhere.is_empty()) {
            (Lang::Vi, true) => format!("`{text}`, nhưng không thấy"),
            (Lang::Vi, false) => format!("`{text}`, nhưng chỉ thấy {elsewhere}"),
            (Lang::En, true) => format!("`{text}`, but it is not found"),
            (Lang::En, false) => format!("`{text}`, but it is found only {elsewhere}"),
        }
    })
}

fn not_judged(text: &str) -> Words {
    words!("`{text}`, nhưng ở đó không được xét", "`{text}`, but it is not judged there")
}

fn came_otherwise(text: &str, each: &[String]) -> Words {
    Words::new(|l| {
        let each = few(each, l);
        match l {
            Lang::Vi => format!("`{text}`, nhưng kết quả là {each}"),
            Lang::En => format!("`{text}`, but it came out as {each}"),
        }
    })
}
