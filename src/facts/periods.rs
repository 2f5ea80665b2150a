//! The time of a filing: a period by its label, a phase by its id, or a day for what is a state.

use crate::facts::binder::{Binder, Piece};
use crate::facts::codes::{self, NOT_NORMALISED, Space, UNKNOWN_PERIOD};
use crate::facts::values::parse_day;
use crate::facts::voice::Voice;
use crate::plan::{Found, PhaseId, When};
use crate::value::{Period, fold};

impl Binder<'_> {
    /// The time that a text names.
    pub(crate) fn when(&self, name: Piece<'_>, voice: &mut Voice<'_>) -> Option<When> {
        // Nearly every one is a period without spaces around.
        if let Some(period) = Period::parse(name.text) {
            return Some(When::Period(period));
        }
        let text = name.text.trim();
        if let Some(period) = Period::parse(text) {
            return Some(When::Period(period));
        }
        let phase = self.lookup.find_phase(text);
        if let Found::Folded(id) = phase {
            let meant = &self.plan.phase(id).item.label;
            voice.once(&NOT_NORMALISED, text, || codes::not_normalised(text, meant, name.at));
        }
        if let Some(id) = phase.one() {
            return Some(self.phase(id));
        }
        if let Some(day) = parse_day(text) {
            return Some(When::Day(day));
        }
        let near: Vec<String> = meant(text).into_iter().collect();
        voice.once(&UNKNOWN_PERIOD, text, || codes::unknown(Space::Period, text, &near, name.at));
        None
    }

    /// A phase of whole months is that period.
    pub(crate) fn phase(&self, id: PhaseId) -> When {
        self.plan.phase(id).period.map_or(When::Phase(id), When::Period)
    }
}

/// The label that was meant by `Quý I/2018`, `q1 2018`, `6/2018`: only to be named, never taken.
fn meant(text: &str) -> Option<String> {
    // Without marks `năm`, `quý`, `tháng` and `6 tháng đầu năm` are `nam`, `quy`, `thang`, `6 thang au nam`.
    let key: String = fold::key(text).chars().filter(char::is_ascii).collect();
    let is_year = |w: &&str| w.len() == 4 && w.bytes().all(|b| b.is_ascii_digit());
    let year = key.split(' ').find(is_year)?;
    let rest: Vec<&str> = key
        .split(' ')
        .filter(|w| !["quy", "nam", "ky", "thang", year].contains(w) && !w.is_empty())
        .collect();
    let part = match rest.as_slice() {
        [] => "",
        [n @ ("1" | "2" | "3" | "4")] if key.contains("quy") => {
            return Some(format!("{year}-Q{n}"));
        }
        ["q1" | "i"] => "-Q1",
        ["q2" | "ii"] => "-Q2",
        ["q3" | "iii"] => "-Q3",
        ["q4" | "iv"] => "-Q4",
        ["h1"] | ["6", "au"] => "-H1",
        ["h2"] | ["6", "cuoi"] => "-H2",
        ["9m"] | ["9", "au"] => "-9M",
        [month] => return month_label(year, month),
        _ => return None,
    };
    Some(format!("{year}{part}"))
}

fn month_label(year: &str, month: &str) -> Option<String> {
    let month: u32 = month.parse().ok().filter(|m| (1..=12).contains(m))?;
    Some(format!("{year}-{month:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_label_that_was_meant_is_named() {
        let check = |text: &str, want: Option<&str>| {
            assert_eq!(meant(text).as_deref(), want, "{text}");
        };
        check("Quý I/2018", Some("2018-Q1"));
        check("q3-2018", Some("2018-Q3"));
        check("năm 2018", Some("2018"));
        check("6 tháng đầu năm 2018", Some("2018-H1"));
        check("9 tháng đầu năm 2018", Some("2018-9M"));
        check("Quý 2 năm 2018", Some("2018-Q2"));
        check("tháng 6/2018", Some("2018-06"));
        check("2018-6", Some("2018-06"));
        check("giai đoạn 1", None);
    }
}
