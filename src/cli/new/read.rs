//! Times as people write them, in the words of the plan language.

use crate::value::{Date, Period, fold};

/// `2024 .. 2026`, `15/1/2024 - 31/12/2026`, `từ 2024 đến 2026`: as `runs` wants it.
pub(super) fn span(text: &str) -> Option<String> {
    let text = text.trim().trim_start_matches("từ ").replace(['–', '—'], "-");
    let marks = ["..", " đến ", " to ", " - "];
    let parted = marks.iter().find_map(|mark| text.split_once(mark));
    let years = || text.split_once('-').filter(|(a, b)| is_year(a) && is_year(b));
    match parted.or_else(years) {
        None => bound(&text),
        Some((from, to)) if to.trim().is_empty() => bound(from).map(|from| format!("{from} ..")),
        Some((from, to)) => Some(format!("{} .. {}", bound(from)?, bound(to)?)),
    }
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && Period::parse(text).is_some()
}

/// A day or a period.
fn bound(text: &str) -> Option<String> {
    let text = text.trim();
    let day = Date::parse_iso(text).or_else(|| Date::parse_vietnamese(text));
    let period = || Period::parse(text).map(|p| p.to_string());
    day.map(|day| day.to_string()).or_else(period)
}

/// Names with `;` between.
pub(super) fn names(text: &str) -> Vec<String> {
    let names = text.split(';').map(str::trim).filter(|name| !name.is_empty());
    names.map(str::to_owned).collect()
}

/// How often in other words than those of the language.
const OFTEN: [(&str, &str); 12] = [
    ("tháng", "month"),
    ("quý", "quarter"),
    ("6 tháng", "half"),
    ("sáu tháng", "half"),
    ("9 tháng", "9M"),
    ("chín tháng", "9M"),
    ("năm", "year"),
    ("một lần", "once"),
    ("đột xuất", "on demand"),
    ("khi có yêu cầu", "on demand"),
    ("nửa năm", "half"),
    ("6 tháng đầu năm", "H1"),
];

/// Those of the language.
const STEPS: [&str; 14] = [
    "month",
    "quarter",
    "half",
    "year",
    "Q1",
    "Q2",
    "Q3",
    "Q4",
    "H1",
    "H2",
    "9M",
    "Y",
    "once",
    "on demand",
];

/// `quý, năm`; `month, H1, Y merged`.
pub(super) fn every(text: &str) -> Option<String> {
    let text = text.trim();
    let (list, merged) = match text.strip_suffix(" merged") {
        Some(list) => (list.trim(), " merged"),
        None => (text, ""),
    };
    let parts: Option<Vec<String>> = list.split(',').map(one_step).collect();
    parts.map(|parts| format!("{}{merged}", parts.join(", ")))
}

fn one_step(part: &str) -> Option<String> {
    let part = part.trim();
    let heads = ["hằng ", "hàng ", "mỗi ", "every "];
    let part = heads.iter().find_map(|head| part.strip_prefix(head)).unwrap_or(part);
    let key = fold::key(part);
    let own = STEPS.iter().find(|step| fold::key(step) == key).copied();
    let said = || OFTEN.iter().find(|(vi, _)| fold::key(vi) == key).map(|(_, step)| *step);
    let period = || Period::parse(part).map(|p| p.to_string());
    own.or_else(said).map(str::to_owned).or_else(period)
}

/// `15 ngày`, `5 ngày làm việc`, `trước 25/11`, `ngày 5 tháng sau`; or a term of the language.
pub(super) fn due(text: &str) -> Option<String> {
    let text = text.trim();
    // One clause and no more: what else a line could hold is refused.
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '/' | '-' | ',' | '_');
    let is_own = ["within ", "by ", "before "].iter().any(|head| text.starts_with(head));
    if is_own {
        return text.chars().all(plain).then(|| text.to_owned());
    }
    let (head, rest) = match text.strip_prefix("trước ") {
        Some(rest) => ("before", rest),
        None => ("by", text),
    };
    let skipped = ["chậm nhất ", "trong ", "vòng ", "ngày "];
    let mut rest = rest.trim();
    while let Some(less) = skipped.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = less.trim();
    }
    let counted = in_days(rest).filter(|_| head == "by");
    counted.or_else(|| on_day(rest).map(|day| format!("{head} {day}")))
}

/// `15 ngày`, `5 ngày làm việc`.
fn in_days(text: &str) -> Option<String> {
    let (n, unit) = text.split_once(' ')?;
    let n: u32 = n.parse().ok()?;
    match unit.trim() {
        "ngày" | "days" | "day" => Some(format!("within {n} days")),
        "ngày làm việc" | "working days" => Some(format!("within {n} working days")),
        _ => None,
    }
}

/// `25/11`, `31/12/2024`, `5 tháng sau`.
fn on_day(text: &str) -> Option<String> {
    let day = Date::parse_iso(text).or_else(|| Date::parse_vietnamese(text));
    if let Some(day) = day {
        return Some(day.to_string());
    }
    let number = |text: &str, most: u32| text.parse::<u32>().is_ok_and(|n| (1..=most).contains(&n));
    let next = text.strip_suffix("tháng sau").map(str::trim).filter(|day| number(day, 31));
    if let Some(day) = next {
        return Some(format!("day {day} of next month"));
    }
    let (text, year) = match text.strip_suffix("năm sau") {
        Some(day) => (day.trim(), " of next year"),
        None => (text, ""),
    };
    let (day, month) = text.split_once('/')?;
    (number(day, 31) && number(month, 12)).then(|| format!("{day}/{month}{year}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_is_read_in_many_ways() {
        for (text, want) in [
            ("2024 .. 2026", "2024 .. 2026"),
            ("2024-2026", "2024 .. 2026"),
            ("từ 2024 đến 2026", "2024 .. 2026"),
            ("15/1/2024 - 31/12/2026", "2024-01-15 .. 2026-12-31"),
            ("2024-01-15 ..", "2024-01-15 .."),
            ("2024", "2024"),
            ("2024-12", "2024-12"),
        ] {
            assert_eq!(span(text).as_deref(), Some(want), "{text}");
        }
        assert_eq!(span("năm nay"), None);
    }

    #[test]
    fn how_often_is_read_in_both_languages() {
        assert_eq!(every("hằng quý, 6 tháng, Năm").as_deref(), Some("quarter, half, year"));
        assert_eq!(every("Q1, h1, Y merged").as_deref(), Some("Q1, H1, Y merged"));
        assert_eq!(every("đột xuất").as_deref(), Some("on demand"));
        assert_eq!(every("thỉnh thoảng"), None);
    }

    #[test]
    fn terms_are_read_in_both_languages() {
        for (text, want) in [
            ("trong vòng 15 ngày", "within 15 days"),
            ("5 ngày làm việc", "within 5 working days"),
            ("chậm nhất ngày 25/11", "by 25/11"),
            ("trước ngày 25/11", "before 25/11"),
            ("10/1 năm sau", "by 10/1 of next year"),
            ("ngày 5 tháng sau", "by day 5 of next month"),
            ("31/12/2024", "by 2024-12-31"),
            ("within 10 days", "within 10 days"),
        ] {
            assert_eq!(due(text).as_deref(), Some(want), "{text}");
        }
        assert_eq!(due("sớm"), None);
        assert_eq!(due("45/13"), None);
        assert_eq!(due("by 31/12 } unit x"), None);
        assert_eq!(due("by 31/12\nunit x"), None);
    }
}
