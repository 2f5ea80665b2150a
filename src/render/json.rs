//! The report for programs: one object, stable keys in a stable order, one finding a line.

use std::cell::RefCell;
use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap as _, Serializer};
use serde_json::ser::Formatter;

use crate::diag::words::visible;
use crate::diag::{Clause, Finding, Folded, Label};
use crate::render::sources::Sources;
use crate::report::{Counts, Figures, Laws, Limits, Owed, PlanRef, Report, Targets};
use crate::source::{Files, Place};
use crate::value::Lang;

/// The version of this form. A new key does not change it; a changed one does.
const VERSION: u32 = 1;

pub(crate) fn render(
    report: &Report,
    files: &Files,
    lang: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    let told = Told { sources: RefCell::new(Sources::new(files)), report, lang };
    write(&told, out)
}

/// Writes another object in the same form.
pub(crate) fn write(object: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let mut json = serde_json::Serializer::with_formatter(&mut *out, Rows::default());
    object.serialize(&mut json)?;
    writeln!(out)
}

/// The whole report.
struct Told<'a> {
    report: &'a Report,
    sources: RefCell<Sources<'a>>,
    lang: Lang,
}

#[derive(serde::Serialize)]
struct JsonReport<P, F> {
    version: u32,
    tool: &'static str,
    as_of: String,
    lang: &'static str,
    plans: P,
    inputs: [(); 0],
    findings: F,
    counts: JsonCounts,
}

#[derive(serde::Serialize)]
struct JsonPlan<'a> {
    id: &'a str,
    number: Option<&'a str>,
    file: &'a str,
    sha256: Option<&'a str>,
}

#[derive(serde::Serialize)]
struct JsonFinding<'a> {
    rule: &'static str,
    severity: &'static str,
    unit: Option<&'a str>,
    period: Option<&'a str>,
    duty: Option<&'a str>,
    figure: Option<&'a str>,
    message: &'a str,
    help: Option<&'a str>,
    places: Vec<JsonPlace<'a>>,
    clause: Option<JsonClause<'a>>,
    values: Values<'a>,
    because: Vec<JsonFolded<'a>>,
    waived: Option<&'a str>,
}

#[derive(serde::Serialize)]
struct JsonPlace<'a> {
    file: &'a str,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    label: &'a str,
}

#[derive(serde::Serialize)]
struct JsonClause<'a> {
    plan: &'a str,
    kind: &'static str,
    item: &'a str,
    cite: &'a [String],
    #[serde(rename = "as")]
    rows: &'a [String],
    file: &'a str,
    line: Option<usize>,
}

#[derive(serde::Serialize)]
struct JsonFolded<'a> {
    rule: &'static str,
    unit: Option<&'a str>,
    period: Option<&'a str>,
    duty: Option<&'a str>,
    figure: Option<&'a str>,
}

/// Figures by id.
struct Values<'a>(&'a [(String, String)]);

impl Serialize for Values<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(self.0.len()))?;
        for (figure, value) in self.0 {
            map.serialize_entry(figure, value)?;
        }
        map.end()
    }
}

/// A list that is made while it is written.
struct List<F>(F);

impl<T: Serialize, I: Iterator<Item = T>, F: Fn() -> I> Serialize for List<F> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq((self.0)())
    }
}

impl Serialize for Told<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        JsonReport {
            version: VERSION,
            tool: concat!("soat ", env!("CARGO_PKG_VERSION")),
            as_of: self.report.as_of.to_string(),
            lang: match self.lang {
                Lang::Vi => "vi",
                Lang::En => "en",
            },
            plans: List(|| self.report.plans.iter().map(|plan| self.plan(plan))),
            inputs: [],
            findings: List(|| self.report.findings.iter().map(|finding| self.finding(finding))),
            counts: self.report.counts.into(),
        }
        .serialize(to)
    }
}

impl<'a> Told<'a> {
    fn plan(&self, plan: &'a PlanRef) -> JsonPlan<'a> {
        let file = self.sources.borrow().name(plan.file);
        JsonPlan { id: &plan.id, number: plan.number.as_deref(), file, sha256: None }
    }

    fn finding(&self, finding: &'a Finding) -> JsonFinding<'a> {
        let subject = &finding.subject;
        JsonFinding {
            rule: finding.code.name,
            severity: finding.severity.word(),
            unit: subject.unit.as_deref(),
            period: subject.period.as_deref(),
            duty: subject.duty.as_deref(),
            figure: subject.figure.as_deref(),
            message: finding.message.get(self.lang),
            help: finding.help.as_ref().map(|help| help.get(self.lang)),
            places: finding.labels.iter().map(|label| self.place(label)).collect(),
            clause: finding.clause.as_ref().map(|clause| self.clause(clause)),
            values: Values(&finding.values),
            because: finding.because.iter().map(JsonFolded::new).collect(),
            waived: finding.waived.as_deref(),
        }
    }

    fn place(&self, label: &'a Label) -> JsonPlace<'a> {
        let mut sources = self.sources.borrow_mut();
        let spot = sources.spot(label.place);
        JsonPlace {
            file: sources.name(label.place.file()),
            line: spot.map(|spot| spot.from.line),
            column: spot.map(|spot| spot.from.column),
            end_line: spot.map(|spot| spot.to.line),
            end_column: spot.map(|spot| spot.to.column),
            label: label.text.get(self.lang),
        }
    }

    fn clause(&self, clause: &'a Clause) -> JsonClause<'a> {
        let mut sources = self.sources.borrow_mut();
        JsonClause {
            plan: &clause.plan,
            kind: clause.kind,
            item: &clause.item,
            cite: &clause.cite,
            rows: &clause.rows,
            file: sources.name(clause.place.file),
            line: sources.spot(Place::Text(clause.place)).map(|spot| spot.from.line),
        }
    }
}

impl<'a> JsonFolded<'a> {
    fn new(folded: &'a Folded) -> Self {
        let subject = &folded.subject;
        Self {
            rule: folded.code.name,
            unit: subject.unit.as_deref(),
            period: subject.period.as_deref(),
            duty: subject.duty.as_deref(),
            figure: subject.figure.as_deref(),
        }
    }
}

macro_rules! ledgers {
    ($($json:ident of $core:ident { $($key:ident),* })*) => {$(
        #[derive(serde::Serialize)]
        struct $json {
            $($key: usize),*
        }

        impl From<$core> for $json {
            fn from(core: $core) -> Self {
                Self { $($key: core.$key),* }
            }
        }
    )*};
}

ledgers! {
    JsonOwed of Owed {
        on_time, late, extended, nil, missing, open, not_yet_due, beyond, no_bearer, outside_scope
    }
    JsonFigures of Figures { present, missing, not_applicable }
    JsonLaws of Laws { holds, broken, cannot_tell, could_not_check, does_not_apply }
    JsonLimits of Limits {
        kept, exceeded, no_cases, depends_on_reading, not_yet_due, could_not_check
    }
    JsonTargets of Targets {
        met, missed, no_cases, depends_on_reading, not_yet_due, not_assessable
    }
}

#[derive(serde::Serialize)]
struct JsonCounts {
    owed: JsonOwed,
    figures: JsonFigures,
    laws: JsonLaws,
    limits: JsonLimits,
    targets: JsonTargets,
}

impl From<Counts> for JsonCounts {
    fn from(counts: Counts) -> Self {
        Self {
            owed: counts.owed.into(),
            figures: counts.figures.into(),
            laws: counts.laws.into(),
            limits: counts.limits.into(),
            targets: counts.targets.into(),
        }
    }
}

/// Sets each entry of the outer two levels on a line of its own and the rest in that line, and escapes
/// what could steer a terminal.
#[derive(Debug, Default)]
struct Rows {
    depth: usize,
    has_entries: bool,
}

/// The levels that are set in lines.
const OUTER: usize = 2;

impl Rows {
    fn begin<W: ?Sized + Write>(&mut self, bracket: &[u8], out: &mut W) -> io::Result<()> {
        self.depth += 1;
        self.has_entries = false;
        out.write_all(bracket)
    }

    fn end<W: ?Sized + Write>(&mut self, bracket: &[u8], out: &mut W) -> io::Result<()> {
        self.depth = self.depth.saturating_sub(1);
        if self.has_entries && self.depth < OUTER {
            self.line(out)?;
        }
        self.has_entries = true;
        out.write_all(bracket)
    }

    fn entry<W: ?Sized + Write>(&mut self, first: bool, out: &mut W) -> io::Result<()> {
        self.has_entries = true;
        match (first, self.depth <= OUTER) {
            (true, true) => self.line(out),
            (true, false) => Ok(()),
            (false, true) => out.write_all(b",").and_then(|()| self.line(out)),
            (false, false) => out.write_all(b", "),
        }
    }

    fn line<W: ?Sized + Write>(&self, out: &mut W) -> io::Result<()> {
        out.write_all(b"\n")?;
        (0..self.depth).try_for_each(|_| out.write_all(b"  "))
    }
}

impl Formatter for Rows {
    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.begin(b"[", out)
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.end(b"]", out)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.entry(first, out)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.begin(b"{", out)
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.end(b"}", out)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.entry(first, out)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }

    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = rest.find(|c| visible(c) != c) {
            let (plain, odd) = rest.split_at(at);
            let mut chars = odd.chars();
            out.write_all(plain.as_bytes())?;
            if let Some(c) = chars.next() {
                write!(out, "\\u{:04x}", u32::from(c))?;
            }
            rest = chars.as_str();
        }
        out.write_all(rest.as_bytes())
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
