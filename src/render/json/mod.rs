//! The report for programs: one object, stable keys in a stable order, one finding a line.

mod parts;
mod rows;

use std::io::{self, Write};

use serde::ser::{Serialize, Serializer};

use crate::render::json::rows::Rows;
use crate::report::Report;
use crate::source::Files;
use crate::value::Lang;

pub(super) use parts::{JsonCounts, Told};

pub(crate) fn render(
    report: &Report,
    files: &Files,
    lang: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    let told = Told::new(report, files, lang);
    write(&told.run(List(|| told.findings())), out)
}

/// Writes an object, each entry of its lists in a line of its own.
pub(crate) fn write(object: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    rows(object, 2, out)
}

/// Writes an object in one line.
pub(super) fn line(object: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    rows(object, 0, out)
}

/// Writes an object, the entries of its outer levels each in a line of its own.
pub(super) fn rows(object: &impl Serialize, outer: usize, out: &mut dyn Write) -> io::Result<()> {
    // Words and marks come one by one, and there are millions of them.
    let mut out = io::BufWriter::with_capacity(1 << 16, out);
    let mut json = serde_json::Serializer::with_formatter(&mut out, Rows::new(outer));
    object.serialize(&mut json)?;
    writeln!(out)?;
    out.flush()
}

/// Reads an object; `Err` says where it is something else, in no language.
pub(crate) fn parse<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, String> {
    serde_json::from_str(text).map_err(|e| format!("{}:{}", e.line(), e.column()))
}

/// A list that is made while it is written.
struct List<F>(F);

impl<T: Serialize, I: Iterator<Item = T>, F: Fn() -> I> Serialize for List<F> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq((self.0)())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::fixture::{NAME, fixture};

    #[test]
    fn programs_get_places_clauses_and_counts() {
        let (report, files) = fixture();
        let mut out = Vec::new();
        render(&report, &files, Lang::En, &mut out).unwrap();
        let json: serde_json::Value = serde_json::from_slice(&out).unwrap();
        let part = &json["findings"][2];
        let place = serde_json::json!({
            "file": NAME, "line": 4, "column": 15, "end_line": 4, "end_column": 18, "label": "7 more"
        });
        assert_eq!(part["places"][0], place);
        let clause = serde_json::json!({
            "plan": "kh_59", "kind": "indicator", "item": "vu_kham_pha", "cite": ["I.2"],
            "as": ["D0-008"], "file": "rules/59.plan", "line": 2
        });
        assert_eq!(part["clause"], clause);
        assert_eq!(part["values"], serde_json::json!({ "vu_kham_pha": "31", "vu_an": "24" }));
        assert_eq!(json["findings"][3]["places"][0]["line"], serde_json::Value::Null);
        assert_eq!(json["findings"][3]["because"].as_array().unwrap().len(), 12);
        assert_eq!(json["findings"][4]["waived"], "88/CV-CAT");
        assert_eq!(json["counts"]["owed"]["on_time"], 1340);
        assert_eq!((&json["as_of"], &json["lang"]), (&"2019-01-31".into(), &"en".into()));
    }
}
