//! What is asked, read from names as people type them: ids, labels, aliases.

use crate::diag::words::list;
use crate::plan::{DutyId, FigureId, Found, Lookup, PhaseId, Plan, UnitId, When};
use crate::show::say::Say;
use crate::value::{Date, Lang, Period};

/// Names as typed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Names<'a> {
    pub(crate) unit: &'a str,
    pub(crate) period: Option<&'a str>,
    pub(crate) figure: Option<&'a str>,
    pub(crate) duty: Option<&'a str>,
}

/// What they stand for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ask {
    pub(crate) unit: UnitId,
    pub(crate) when: Option<Asked>,
    pub(crate) figure: Option<FigureId>,
    pub(crate) duty: Option<DutyId>,
}

/// A time that was asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked {
    pub(crate) when: When,
    /// It was named by a phase, be it whole months or not.
    pub(crate) phase: Option<PhaseId>,
}

impl Asked {
    pub(crate) fn show(self, say: &Say<'_>) -> String {
        match self.phase {
            Some(phase) => say.plan.phase(phase).item.label.clone(),
            None => say.when(self.when),
        }
    }
}

/// The names of one plan; or what to say about the one that it does not know.
pub(crate) fn read(plan: &Plan, names: Names<'_>, lang: Lang) -> Result<Ask, String> {
    let lookup = Lookup::new(plan);
    let when = names.period.map(|p| period(plan, &lookup, p, lang)).transpose()?;
    let day = when.and_then(|w| plan.last_day(w.when));
    let unit = unit(plan, &lookup, names.unit, day, lang)?;
    let figure = names.figure.map(|f| {
        let label = |id: FigureId| plan.figure(id).item.label.clone();
        one(f, lookup.find_figure(f), label, ["số liệu", "figure"], lang)
    });
    let duty = names.duty.map(|d| {
        let label = |id: DutyId| plan.duty(id).item.label.clone();
        let found = match lookup.find_duty(d) {
            Found::Unknown(near) => {
                lookup.find_task(d).one().map_or(Found::Unknown(near), Found::Exact)
            }
            known => known,
        };
        one(d, found, label, ["báo cáo, văn bản", "report or document"], lang)
    });
    Ok(Ask { unit, when, figure: figure.transpose()?, duty: duty.transpose()? })
}

fn unit(
    plan: &Plan,
    lookup: &Lookup,
    name: &str,
    day: Option<Date>,
    lang: Lang,
) -> Result<UnitId, String> {
    let label = |id: UnitId| plan.unit(id).item.id.clone();
    let found = lookup.find_unit(name, day);
    one(name, found, label, ["đơn vị", "unit"], lang)
}

fn period(plan: &Plan, lookup: &Lookup, name: &str, lang: Lang) -> Result<Asked, String> {
    if let Some(period) = Period::parse(name) {
        return Ok(Asked { when: When::Period(period), phase: None });
    }
    let label = |id: PhaseId| plan.phase(id).item.label.clone();
    let noun = ["kỳ, giai đoạn", "period or phase"];
    let id = one(name, lookup.find_phase(name), label, noun, lang)?;
    let phase = plan.phase(id);
    let when = phase.period.map_or(When::Phase(id), When::Period);
    Ok(Asked { when, phase: Some(id) })
}

/// The one thing that a name leads to.
fn one<T: Copy>(
    name: &str,
    found: Found<T>,
    label: impl Fn(T) -> String,
    noun: [&str; 2],
    lang: Lang,
) -> Result<T, String> {
    match found {
        Found::Exact(id) | Found::Folded(id) => Ok(id),
        Found::Ambiguous(all) => {
            let all: Vec<String> = all.into_iter().map(|id| format!("`{}`", label(id))).collect();
            Err(ambiguous(name, &list(&all, lang, false), noun, lang))
        }
        Found::Unknown(near) => Err(unknown(name, &near, noun, lang)),
    }
}

fn unknown(name: &str, near: &[String], [vi, en]: [&str; 2], lang: Lang) -> String {
    let near: Vec<String> = near.iter().map(|n| format!("`{n}`")).collect();
    let near = list(&near, lang, false);
    match (lang, near.is_empty()) {
        (Lang::Vi, true) => format!("kế hoạch không có {vi} `{name}`"),
        (Lang::Vi, false) => format!("kế hoạch không có {vi} `{name}`; có phải là {near}?"),
        (Lang::En, true) => format!("the plan has no {en} `{name}`"),
        (Lang::En, false) => format!("the plan has no {en} `{name}`; did you mean {near}?"),
    }
}

fn ambiguous(name: &str, all: &str, [vi, en]: [&str; 2], lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("`{name}` có thể là nhiều {vi}: {all}; hãy ghi mã"),
        Lang::En => format!("`{name}` may be more than one {en}: {all}; give its id"),
    }
}
