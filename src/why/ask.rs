//! What is asked, read from names as people type them: ids, labels, aliases.

use crate::diag::words::list;
use crate::plan::{DutyId, FigureId, Found, Item, Lookup, NameSpace, PhaseId, Plan, UnitId, When};
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
    let known = Known { plan, lookup: Lookup::new(plan), lang };
    let when = names.period.map(|p| known.period(p)).transpose()?;
    let day = when.and_then(|w| plan.last_day(w.when));
    let unit = known.unit(names.unit, day)?;
    let figure = names.figure.map(|f| known.figure(f)).transpose()?;
    let duty = names.duty.map(|d| known.duty(d)).transpose()?;
    Ok(Ask { unit, when, figure, duty })
}

/// The names that a plan knows.
struct Known<'a> {
    plan: &'a Plan,
    lookup: Lookup,
    lang: Lang,
}

impl Known<'_> {
    fn unit(&self, name: &str, day: Option<Date>) -> Result<UnitId, String> {
        let id = |id: UnitId| &self.plan.unit(id).item;
        let found = self.lookup.find_unit(name, day);
        self.one(name, found, id, (["đơn vị", "unit"], Some(NameSpace::Units)))
    }

    fn figure(&self, name: &str) -> Result<FigureId, String> {
        let id = |id: FigureId| &self.plan.figure(id).item;
        let found = self.lookup.find_figure(name);
        self.one(name, found, id, (["số liệu", "figure"], Some(NameSpace::Figures)))
    }

    fn duty(&self, name: &str) -> Result<DutyId, String> {
        let id = |id: DutyId| &self.plan.duty(id).item;
        let found = match self.lookup.find_duty(name) {
            Found::Unknown => self.lookup.find_task(name),
            known => known,
        };
        let noun = ["báo cáo, văn bản", "report or document"];
        self.one(name, found, id, (noun, Some(NameSpace::Duties)))
    }

    fn period(&self, name: &str) -> Result<Asked, String> {
        if let Some(period) = Period::parse(name) {
            return Ok(Asked { when: When::Period(period), phase: None });
        }
        let item = |id: PhaseId| &self.plan.phase(id).item;
        let noun = ["kỳ, giai đoạn", "period or phase"];
        let form = match self.lang {
            Lang::Vi => "; viết kỳ như 2018-Q1, 2018-H1, 2018-9M, 2018-06, 2018",
            Lang::En => "; write a period as 2018-Q1, 2018-H1, 2018-9M, 2018-06, 2018",
        };
        let found = self.lookup.find_phase(name);
        let id = self.one(name, found, item, (noun, None)).map_err(|said| said + form)?;
        let when = self.plan.phase(id).period.map_or(When::Phase(id), When::Period);
        Ok(Asked { when, phase: Some(id) })
    }

    /// The one thing that a name leads to.
    fn one<'p, T: Copy>(
        &self,
        name: &str,
        found: Found<T>,
        item: impl Fn(T) -> &'p Item,
        (noun, space): ([&str; 2], Option<NameSpace>),
    ) -> Result<T, String> {
        match found {
            Found::Exact(id) | Found::Folded(id) => Ok(id),
            Found::Ambiguous(all) => {
                let all: Vec<String> =
                    all.into_iter().map(|id| format!("`{}`", item(id).id)).collect();
                Err(ambiguous(name, &list(&all, self.lang, false), noun, self.lang))
            }
            Found::Unknown => {
                let near = space.map(|s| self.lookup.near(s, name)).unwrap_or_default();
                Err(unknown(name, &near, noun, self.lang))
            }
        }
    }
}

fn unknown(name: &str, near: &[String], [vi, en]: [&str; 2], lang: Lang) -> String {
    let near: Vec<String> = near.iter().map(|n| format!("`{n}`")).collect();
    let near = list(&near, lang, false);
    match (lang, near.is_empty()) {
        (Lang::Vi, true) => format!("kế hoạch không có {vi} `{name}`"),
        (Lang::Vi, false) => format!("kế hoạch không có {vi} `{name}`; có phải là {near} không?"),
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
