//! Severities that the place of a check gives its findings: by name, by path, by unit.

use glob::{MatchOptions, Pattern};

use crate::diag::{Finding, Severity};
use crate::value::fold;

/// The one finding that keeps its severity unless it is named: a missed target is a result, not a fault.
pub(crate) const MISSED: &str = "target/missed";

/// One `[[severity]]`. Of several that fit a finding the last one holds.
#[derive(Debug, Clone)]
pub(crate) struct Level {
    /// Names of findings, or `family/*`; empty: all.
    pub(crate) rules: Vec<String>,
    pub(crate) path: Option<Glob>,
    /// A unit, as it was named.
    pub(crate) unit: Option<String>,
    pub(crate) to: Severity,
    /// Where it stands, for a reader.
    pub(crate) at: String,
}

/// A pattern of paths: `*` and `?` within a name, `**` for any folders.
#[derive(Debug, Clone)]
pub(crate) struct Glob(Pattern);

impl Glob {
    /// `Err` is the character, from one, at which it is no pattern.
    pub(crate) fn parse(text: &str) -> Result<Self, usize> {
        Pattern::new(&fold::nfc(text)).map(Self).map_err(|e| e.pos + 1)
    }

    /// Whether a path, or a folder of that path, is meant.
    pub(crate) fn fits(&self, path: &str) -> bool {
        let by_name = MatchOptions { require_literal_separator: true, ..MatchOptions::new() };
        let path = fold::nfc(path);
        let is = |path: &str| self.0.matches_with(path, by_name);
        is(&path) || is(&format!("{path}/"))
    }

    pub(crate) fn text(&self) -> &str {
        self.0.as_str()
    }
}

impl Level {
    /// Whether it speaks of a finding, as far as its name tells.
    pub(crate) fn names(&self, finding: &Finding) -> bool {
        let name = finding.code.name;
        let fits = |rule: &String| match rule.strip_suffix('*') {
            Some(family) => name.starts_with(family),
            None => name == rule,
        };
        if finding.severity == Severity::Missed {
            return self.rules.iter().any(|rule| rule == name);
        }
        self.rules.is_empty() || self.rules.iter().any(fits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pattern: &str, fits: &[&str], not: &[&str]) {
        let glob = Glob::parse(pattern).unwrap();
        for path in fits {
            assert!(glob.fits(path), "{pattern} {path}");
        }
        for path in not {
            assert!(!glob.fits(path), "{pattern} {path}");
        }
    }

    #[test]
    fn stars_stay_within_a_name_and_two_reach_below() {
        check("2016/**", &["2016", "2016/a.toml", "2016/x/b.csv"], &["2017/a.toml", "x/2016"]);
        check("**/*.csv", &["a.csv", "x/y/a.csv"], &["a.toml"]);
        check("reports/*/a?.toml", &["reports/2018/a1.toml"], &["reports/2018/x/a1.toml"]);
        check("Bình/*", &["Bi\u{300}nh/a"], &["Binh/a"]);
        assert_eq!(Glob::parse("a/**b").err(), Some(5));
    }
}
