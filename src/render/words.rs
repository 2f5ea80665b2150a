//! The words around a finding: its citation, what it brings with it, and by what it was accepted.

use crate::diag::words::{count, is_numbered};
use crate::diag::{Clause, Finding, Folded};
use crate::source::{FileId, Place};
use crate::value::Lang;

/// One of two texts.
pub(crate) fn pick(text: [&'static str; 2], lang: Lang) -> &'static str {
    let [vi, en] = text;
    match lang {
        Lang::Vi => vi,
        Lang::En => en,
    }
}

/// At the clause itself: `quy định tại đây (59/KH-UBND, mục I.2)`.
pub(crate) fn required_here(clause: &Clause, lang: Lang) -> String {
    let cited = cited(clause, lang);
    let here = pick(["quy định tại đây", "required here"], lang);
    if cited.is_empty() { here.to_owned() } else { format!("{here} ({cited})") }
}

/// The clause as a place of its own, unless a label stands there already.
pub(crate) fn clause_label(finding: &Finding, lang: Lang) -> Option<(Place, String)> {
    let clause = finding.clause.as_ref()?;
    let place = Place::Text(clause.place);
    let told = finding.labels.iter().any(|label| label.place == place);
    let known = clause.place.file != FileId::NONE && !told;
    known.then(|| (place, required_here(clause, lang)))
}

/// `59/KH-UBND, mục I.2; yêu cầu D0-008`; nothing where the plan cites nothing.
pub(crate) fn basis(clause: &Clause, lang: Lang) -> Option<String> {
    let cited = cited(clause, lang);
    let rows = distinct(&clause.rows);
    let row = match (lang, rows.len()) {
        (Lang::Vi, _) => "yêu cầu",
        (Lang::En, 1) => "requirement",
        (Lang::En, _) => "requirements",
    };
    let rows = in_ranges(&rows, lang);
    match (cited.is_empty(), rows.is_empty()) {
        (true, true) => None,
        (false, true) => Some(cited),
        (true, false) => Some(format!("{row} {rows}")),
        (false, false) => Some(format!("{cited}; {row} {rows}")),
    }
}

/// Number and places: `59/KH-UBND, Lời dẫn, mục I.2, II.3`.
fn cited(clause: &Clause, lang: Lang) -> String {
    let all = distinct(&clause.cite);
    let (numbered, named): (Vec<&str>, Vec<&str>) = all.iter().partition(|c| is_numbered(c));
    let mut parts: Vec<String> = clause.number.iter().cloned().collect();
    parts.extend(named.iter().map(|name| (*name).to_owned()));
    if !numbered.is_empty() {
        let section = match (lang, numbered.len()) {
            (Lang::Vi, _) => "mục",
            (Lang::En, 1) => "section",
            (Lang::En, _) => "sections",
        };
        parts.push(format!("{section} {}", numbered.join(", ")));
    }
    parts.join(", ")
}

fn distinct(all: &[String]) -> Vec<&str> {
    let mut seen: Vec<&str> = Vec::with_capacity(all.len());
    for one in all {
        if !seen.contains(&one.as_str()) {
            seen.push(one);
        }
    }
    seen
}

/// `D0-066 đến D0-070, D0-081`: three or more that follow each other are told by their ends.
fn in_ranges(rows: &[&str], lang: Lang) -> String {
    let to = pick(["đến", "to"], lang);
    let follows = |a: &&str, b: &&str| is_next(a, b);
    let runs = rows.chunk_by(follows).flat_map(|run| match run {
        [first, _, .., last] => vec![format!("{first} {to} {last}")],
        few => few.iter().map(|row| (*row).to_owned()).collect(),
    });
    runs.collect::<Vec<_>>().join(", ")
}

/// Whether the number at the end of `b` is one more than that of `a`, after the same beginning.
fn is_next(a: &str, b: &str) -> bool {
    let split = |row: &str| {
        let digits = row.chars().rev().take_while(char::is_ascii_digit).count();
        let (start, number) = row.split_at_checked(row.len() - digits)?;
        Some((start.to_owned(), number.len(), number.parse::<u64>().ok()?))
    };
    match (split(a), split(b)) {
        (Some((a, wide, n)), Some((b, width, m))) => a == b && wide == width && m == n + 1,
        _ => false,
    }
}

/// `kéo theo 12 vấn đề khác: completeness/missing-figure (11), …`
pub(crate) fn brings(folded: &[Folded], lang: Lang) -> Option<String> {
    if folded.is_empty() {
        return None;
    }
    let mut codes: Vec<(&str, usize)> = Vec::new();
    for one in folded {
        match codes.iter_mut().find(|(name, _)| *name == one.code.name) {
            Some((_, times)) => *times += 1,
            None => codes.push((one.code.name, 1)),
        }
    }
    let one = |(name, times): &(&str, usize)| match times {
        1 => (*name).to_owned(),
        _ => format!("{name} ({times})"),
    };
    let codes: Vec<_> = codes.iter().map(one).collect();
    let many = count(folded.len(), lang, ["vấn đề khác", "further finding", "further findings"]);
    Some(format!("{} {many}: {}", pick(["kéo theo", "brings"], lang), codes.join(", ")))
}

/// The message, and by what it was accepted.
pub(crate) fn told(finding: &Finding, lang: Lang) -> String {
    let message = finding.message.get(lang);
    match accepted(finding, lang) {
        Some(accepted) => format!("{message} ({accepted})"),
        None => message.to_owned(),
    }
}

/// What stands under a message, a line each: basis, help, what it brings.
pub(crate) fn under(finding: &Finding, lang: Lang) -> Vec<String> {
    let basis = finding.clause.as_ref().and_then(|clause| basis(clause, lang));
    let help = finding.help.as_ref().map(|help| help.get(lang).to_owned());
    let named = [(["căn cứ", "basis"], basis), (["gợi ý", "help"], help)];
    let line = |(name, text): (_, Option<String>)| Some(format!("{}: {}", pick(name, lang), text?));
    named.into_iter().filter_map(line).chain(brings(&finding.because, lang)).collect()
}

/// The first place of the data, else the clause, if it is in a file.
pub(crate) fn main_place(finding: &Finding) -> Option<Place> {
    let label = finding.labels.first().map(|label| label.place);
    let place = label.or_else(|| finding.clause.as_ref().map(|clause| clause.place.into()));
    place.filter(|place| place.file() != FileId::NONE)
}

/// `được chấp nhận theo 88/CV-CAT`
pub(crate) fn accepted(finding: &Finding, lang: Lang) -> Option<String> {
    let document = finding.waived.as_ref()?;
    Some(format!("{} {document}", pick(["được chấp nhận theo", "accepted under"], lang)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn clause(cite: &[&str], rows: &[&str]) -> Clause {
        Clause {
            plan: "kh_59".into(),
            number: Some("59/KH-UBND".into()),
            kind: "report",
            item: "dinh_ky".into(),
            cite: cite.iter().map(|c| (*c).into()).collect(),
            rows: rows.iter().map(|r| (*r).into()).collect(),
            place: Span::none(),
        }
    }

    #[test]
    fn numbered_places_are_called_sections_and_named_ones_by_their_name() {
        let clause = clause(&["I.2", "Lời dẫn", "III.2.đ", "I.2"], &["D0-002", "D0-008"]);
        let vi = "59/KH-UBND, Lời dẫn, mục I.2, III.2.đ; yêu cầu D0-002, D0-008";
        assert_eq!(basis(&clause, Lang::Vi).unwrap(), vi);
        let en = "59/KH-UBND, Lời dẫn, sections I.2, III.2.đ; requirements D0-002, D0-008";
        assert_eq!(basis(&clause, Lang::En).unwrap(), en);
    }

    #[test]
    fn requirements_that_follow_each_other_are_told_by_their_ends() {
        let rows = ["D0-066", "D0-067", "D0-068", "D0-081", "D0-082", "D0-9", "x"];
        let bare = Clause { number: None, ..clause(&[], &rows) };
        let en = "requirements D0-066 to D0-068, D0-081, D0-082, D0-9, x";
        assert_eq!(basis(&bare, Lang::En).unwrap(), en);
    }

    #[test]
    fn a_clause_without_citation_has_no_basis() {
        let bare = Clause { number: None, ..clause(&[], &[]) };
        assert_eq!(basis(&bare, Lang::Vi), None);
        assert_eq!(required_here(&bare, Lang::Vi), "quy định tại đây");
    }
}
