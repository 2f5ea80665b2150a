//! Floor 9: what the configuration of a place changes in how it is judged: days off, a calendar, and the
//! severities of findings.

use std::path::{Path, PathBuf};

use crate::diag::{Finding, words::did_you_mean};
use crate::error::Error;
use crate::plan::{Lookup, NameSpace, Plan};
use crate::report::{Level, Report};
use crate::rulebook;
use crate::source::{Files, disk};
use crate::value::{Holidays, Lang, calendar::MonthStart};

/// What holds in one place.
#[derive(Debug, Clone)]
pub(crate) struct Local {
    pub(crate) holidays: Holidays,
    /// For plans that name no calendar.
    pub(crate) calendar: Option<MonthStart>,
    pub(crate) levels: Vec<Level>,
    /// The folder that paths of `levels` begin in, and the folder checked.
    pub(crate) home: Option<(PathBuf, PathBuf)>,
    /// The configuration, from the folder checked.
    pub(crate) config: Option<String>,
    pub(crate) lang: Lang,
}

impl Default for Local {
    fn default() -> Self {
        Self {
            holidays: rulebook::holidays(),
            calendar: None,
            levels: Vec::new(),
            home: None,
            config: None,
            lang: Lang::Vi,
        }
    }
}

impl Local {
    /// Gives a plan that names no calendar the one of this place.
    pub(crate) fn dated(&self, mut plan: Plan) -> Plan {
        let named = plan.item.clauses.iter().any(|(head, _)| *head == "calendar");
        if let Some(calendar) = self.calendar.filter(|_| !named) {
            plan.calendar.then = calendar;
        }
        plan
    }

    /// Gives the findings the severities of this place.
    pub(crate) fn judge(
        &self,
        report: &mut Report,
        files: &Files,
        plans: &[&Plan],
    ) -> Result<(), Error> {
        report.config.clone_from(&self.config);
        let of_units = self.levels.iter().any(|level| level.unit.is_some());
        let lookups: Vec<(&Plan, Lookup)> =
            plans.iter().filter(|_| of_units).map(|plan| (*plan, Lookup::new(plan))).collect();
        for level in &self.levels {
            let units = match &level.unit {
                Some(name) => Some(self.units(level, name, &lookups)?),
                None => None,
            };
            for finding in &mut report.findings {
                let unit = |id: &String| units.as_ref().is_none_or(|units| units.contains(id));
                let of_unit = units.is_none() || finding.subject.unit.as_ref().is_some_and(unit);
                if of_unit && level.names(finding) && self.is_in(level, finding, files) {
                    finding.severity = level.to;
                }
            }
        }
        Ok(())
    }

    /// The ids that a name stands for; one that stands for nothing is a mistake.
    fn units(
        &self,
        level: &Level,
        name: &str,
        lookups: &[(&Plan, Lookup)],
    ) -> Result<Vec<String>, Error> {
        let found = lookups.iter().flat_map(|(plan, lookup)| {
            let units = lookup.find_unit(name, None).all();
            units.into_iter().map(|unit| plan.unit(unit).item.id.clone())
        });
        let ids: Vec<String> = found.collect();
        if ids.is_empty() && !lookups.is_empty() {
            let near = lookups.iter().flat_map(|(_, l)| l.near(NameSpace::Units, name));
            let near: Vec<String> = near.collect();
            return Err(Error::Config(self.unknown_unit(level, name, &near)));
        }
        Ok(ids)
    }

    fn unknown_unit(&self, level: &Level, name: &str, near: &[String]) -> String {
        let at = &level.at;
        let hint = did_you_mean(name, near.iter().map(String::as_str), self.lang);
        let hint = hint.map(|hint| format!("; {hint}")).unwrap_or_default();
        match self.lang {
            Lang::Vi => format!("{at}: không có đơn vị nào tên `{name}`{hint}"),
            Lang::En => format!("{at}: no unit is called `{name}`{hint}"),
        }
    }

    fn is_in(&self, level: &Level, finding: &Finding, files: &Files) -> bool {
        let Some(glob) = &level.path else { return true };
        let Some(label) = finding.labels.first() else { return false };
        let name = files.name(label.place.file());
        glob.fits(&self.below_home(finding, name))
    }

    /// The path of a file from the folder of the configuration.
    fn below_home(&self, finding: &Finding, name: &str) -> String {
        let Some((home, folder)) = &self.home else { return name.to_owned() };
        let of_rules = finding.code.name.starts_with("rule/");
        let path = match disk::real(Path::new(name)) {
            // Plan files, and the folder checked itself, go by the path they were named with.
            Some(real) if of_rules || real == *folder => real,
            _ => folder.join(name),
        };
        let below = path.strip_prefix(home).or_else(|_| path.strip_prefix(folder));
        below.unwrap_or(Path::new(name)).to_string_lossy().replace('\\', "/")
    }
}
