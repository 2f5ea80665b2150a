//! The parts that both forms of JSON share: one object for the run, one for each finding.

use std::cell::RefCell;

use serde::ser::{Serialize, SerializeMap as _, Serializer};

use crate::diag::{Clause, Finding, Folded, Label};
use crate::render::sources::Sources;
use crate::report::{Counts, Figures, Input, Laws, Limits, Owed, PlanRef, Report, Targets};
use crate::source::{Files, Place};
use crate::value::Lang;

/// The version of this form. A new key at the end of an object does not change it; all else does.
const VERSION: u32 = 1;

/// What is told, and in which language.
pub(in crate::render) struct Told<'a> {
    report: &'a Report,
    sources: RefCell<Sources<'a>>,
    lang: Lang,
}

/// The run: its findings are a list, or how many there are.
#[derive(serde::Serialize)]
pub(in crate::render) struct JsonReport<'a, F> {
    version: u32,
    tool: &'static str,
    as_of: String,
    lang: &'static str,
    plans: Vec<JsonPlan<'a>>,
    inputs: Vec<JsonInput<'a>>,
    findings: F,
    counts: JsonCounts,
    baseline: Option<JsonBaseline>,
    config: Option<&'a str>,
}

#[derive(serde::Serialize)]
pub(in crate::render) struct JsonBaseline {
    known: usize,
    gone: usize,
}

#[derive(serde::Serialize)]
struct JsonPlan<'a> {
    id: &'a str,
    number: Option<&'a str>,
    file: &'a str,
    sha256: Option<&'a str>,
}

#[derive(serde::Serialize)]
struct JsonInput<'a> {
    file: &'a str,
    sha256: Option<&'a str>,
}

#[derive(serde::Serialize)]
pub(in crate::render) struct JsonFinding<'a> {
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
    known: bool,
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

impl<'a> Told<'a> {
    pub(in crate::render) fn new(report: &'a Report, files: &'a Files, lang: Lang) -> Self {
        Self { report, sources: RefCell::new(Sources::new(files)), lang }
    }

    pub(in crate::render) fn findings(&self) -> impl Iterator<Item = JsonFinding<'a>> {
        self.report.findings.iter().map(|finding| self.finding(finding))
    }

    pub(in crate::render) fn run<F>(&self, findings: F) -> JsonReport<'a, F> {
        JsonReport {
            version: VERSION,
            tool: concat!("soat ", env!("CARGO_PKG_VERSION")),
            as_of: self.report.as_of.to_string(),
            lang: match self.lang {
                Lang::Vi => "vi",
                Lang::En => "en",
            },
            plans: self.report.plans.iter().map(|plan| self.plan(plan)).collect(),
            inputs: self.report.inputs.iter().map(|input| self.input(input)).collect(),
            findings,
            counts: self.report.counts.into(),
            baseline: self.report.baseline.map(|b| JsonBaseline { known: b.known, gone: b.gone }),
            config: self.report.config.as_deref(),
        }
    }

    fn plan(&self, plan: &'a PlanRef) -> JsonPlan<'a> {
        let input = self.report.inputs.iter().find(|input| input.file == plan.file);
        JsonPlan {
            id: &plan.id,
            number: plan.number.as_deref(),
            file: self.sources.borrow().name(plan.file),
            sha256: input.and_then(|input| input.sha256.as_deref()),
        }
    }

    fn input(&self, input: &'a Input) -> JsonInput<'a> {
        let file = self.sources.borrow().name(input.file);
        JsonInput { file, sha256: input.sha256.as_deref() }
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
            known: finding.known,
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
pub(in crate::render) struct JsonCounts {
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
