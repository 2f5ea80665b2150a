//! SARIF 2.1.0, the form that code hosts and editors read: what is wrong, where in the data, and where in the
//! plan it is required. What is absent has a logical place: its unit, period, duty, figure.

mod shapes;

use std::io::{self, Write};

use indexmap::IndexMap;

use crate::catalog;
use crate::diag::wrap::clean;
use crate::diag::{Code, Finding, Severity, Subject, words::count};
use crate::render::json;
use crate::render::paths::uri;
use crate::render::print::fingerprints;
use crate::render::sources::Sources;
use crate::render::words::{accepted, clause_label, pick, under};
use crate::report::{Cause, Job, PlanRef, Report};
use crate::source::{FileId, Files, Place};
use crate::value::Lang;
use shapes::{
    Artifact, ArtifactLocation, Automation, BaseId, BaseIds, Configuration, Driver, Fingerprints,
    Hashes, Help, Invocation, Location, Log, Logical, Message, Notification, Physical, Region,
    Result, ResultProperties, Rule, RuleProperties, Run, RunProperties, Suppression, Tool,
};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Down to one line for each result.
const LEVELS: usize = 4;

pub(crate) fn render(
    report: &Report,
    files: &Files,
    lang: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut writer = Writer {
        report,
        files,
        lang,
        sources: Sources::new(files),
        artifacts: IndexMap::new(),
        rules: rules(report),
    };
    json::rows(&writer.log(), LEVELS, out)
}

/// The codes that were found, in the order of the catalogue.
fn rules(report: &Report) -> Vec<&'static Code> {
    let mut rules = catalog::codes();
    rules.retain(|code| report.findings.iter().any(|finding| finding.code == *code));
    rules
}

struct Writer<'a> {
    report: &'a Report,
    files: &'a Files,
    lang: Lang,
    sources: Sources<'a>,
    /// Files that were named, with their sums.
    artifacts: IndexMap<FileId, Option<String>>,
    rules: Vec<&'static Code>,
}

impl<'a> Writer<'a> {
    fn log(&mut self) -> Log<'a> {
        let report = self.report;
        let inputs = report.inputs.iter().map(|input| (input.file, input.sha256.clone()));
        self.artifacts.extend(inputs);
        let prints = fingerprints(report, self.files);
        let findings = report.findings.iter().zip(prints);
        let results = findings.map(|(finding, print)| self.result(finding, print)).collect();
        let run = Run {
            tool: Tool { driver: self.driver() },
            language: self.language(),
            column_kind: "unicodeCodePoints",
            automation_details: Automation {
                id: match report.job {
                    Job::Check => "soat/check/",
                    Job::Lint => "soat/lint/",
                },
            },
            original_uri_base_ids: BaseIds { built_in: BaseId { description: self.nowhere() } },
            invocations: [self.invocation()],
            artifacts: self.artifacts(),
            results,
            properties: RunProperties {
                as_of: report.as_of.to_string(),
                plans: report.plans.iter().map(|plan: &PlanRef| plan.id.as_str()).collect(),
                counts: report.counts.into(),
            },
        };
        Log { schema: SCHEMA, version: "2.1.0", runs: [run] }
    }

    fn language(&self) -> &'static str {
        pick(["vi", "en"], self.lang)
    }

    fn nowhere(&self) -> Message {
        let text = [
            "thứ không nằm trên đĩa: kế hoạch có sẵn trong soat, đầu vào chuẩn",
            "what lies on no disk: plans built into soat, standard input",
        ];
        message(pick(text, self.lang))
    }

    fn driver(&self) -> Driver {
        Driver {
            name: "soat",
            semantic_version: env!("CARGO_PKG_VERSION"),
            language: self.language(),
            rules: self.rules.iter().map(|code| rule(code, self.lang)).collect(),
        }
    }

    fn invocation(&self) -> Invocation {
        let notes = self.report.causes.iter().map(|cause| notification(cause, self.lang));
        Invocation {
            execution_successful: true,
            exit_code: self.report.exit,
            tool_execution_notifications: notes.collect(),
        }
    }

    fn artifacts(&mut self) -> Vec<Artifact> {
        let all: Vec<_> = self.artifacts.iter().map(|(file, sum)| (*file, sum.clone())).collect();
        all.into_iter()
            .map(|(file, sum)| Artifact {
                location: self.artifact(file),
                hashes: sum.map(|sha256| Hashes { sha256 }),
            })
            .collect()
    }

    fn artifact(&mut self, file: FileId) -> ArtifactLocation {
        let entry = self.artifacts.entry(file);
        let index = entry.index();
        entry.or_default();
        let built_in = self.files.path(file).is_none();
        ArtifactLocation {
            uri: uri(self.files, file),
            uri_base_id: built_in.then_some("SOAT"),
            index,
        }
    }

    fn result(&mut self, finding: &Finding, fingerprint: String) -> Result {
        let mut places = self.places(finding).into_iter();
        let nowhere = Location { id: None, physical: None, logical: Vec::new(), message: None };
        let main =
            Location { logical: logical(&finding.subject), ..places.next().unwrap_or(nowhere) };
        let report = self.report;
        let numbered = places.zip(1..);
        Result {
            rule_id: finding.code.name,
            rule_index: self.rules.iter().position(|code| *code == finding.code).unwrap_or(0),
            level: level(finding.severity),
            message: words(finding, self.lang),
            locations: [main],
            related_locations: numbered
                .map(|(place, id)| Location { id: Some(id), ..place })
                .collect(),
            partial_fingerprints: Fingerprints { v1: fingerprint },
            baseline_state: report
                .baseline
                .map(|_| if finding.known { "unchanged" } else { "new" }),
            suppressions: suppression(finding, self.lang).into_iter().collect(),
            properties: ResultProperties { severity: finding.severity.word() },
        }
    }

    /// The places of the data, then the clause.
    fn places(&mut self, finding: &Finding) -> Vec<Location> {
        let lang = self.lang;
        let labels = finding.labels.iter().map(|l| (l.place, l.text.get(lang).to_owned()));
        let all = labels.chain(clause_label(finding, lang));
        let known = all.filter(|(place, _)| place.file() != FileId::NONE);
        known.map(|(place, text)| self.location(place, &text)).collect()
    }

    fn location(&mut self, place: Place, text: &str) -> Location {
        let region = self.sources.spot(place).map(|spot| Region {
            start_line: spot.from.line,
            start_column: spot.from.column,
            end_line: spot.to.line,
            end_column: spot.to.column,
        });
        let physical = Physical { artifact_location: self.artifact(place.file()), region };
        Location {
            id: None,
            physical: Some(physical),
            logical: Vec::new(),
            message: (!text.is_empty()).then(|| message(text)),
        }
    }
}

/// SARIF knows no missed target: it is to be looked at.
fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning | Severity::Missed => "warning",
        Severity::Note => "note",
    }
}

/// A text from the data is no link to anywhere.
fn message(text: &str) -> Message {
    Message { text: clean(text).replace("](", "] (") }
}

/// The message, and each line that stands under it.
fn words(finding: &Finding, lang: Lang) -> Message {
    let lines = std::iter::once(finding.message.get(lang).to_owned()).chain(under(finding, lang));
    let lines: Vec<String> = lines.map(|line| message(&line).text).collect();
    Message { text: lines.join("\n") }
}

fn suppression(finding: &Finding, lang: Lang) -> Option<Suppression> {
    let justification = message(&accepted(finding, lang)?).text;
    Some(Suppression { kind: "external", status: "accepted", justification })
}

/// Whom and what it is about, for what stands in no file.
fn logical(subject: &Subject) -> Vec<Logical> {
    let parts = [
        ("unit", &subject.unit),
        ("period", &subject.period),
        ("duty", &subject.duty),
        ("figure", &subject.figure),
    ];
    let one = |(kind, name): (&'static str, &Option<String>)| {
        let name = clean(name.as_ref()?).into_owned();
        Some(Logical { fully_qualified_name: format!("{kind}/{name}"), name, kind })
    };
    parts.into_iter().filter_map(one).collect()
}

fn notification(cause: &Cause, lang: Lang) -> Notification {
    let text = cause.text.get(lang);
    let many = count(cause.held_up, lang, ["chỗ", "place", "places"]);
    let why = match lang {
        Lang::Vi => format!("chưa kiểm được {many}: {text}"),
        Lang::En => format!("could not check {many}: {text}"),
    };
    Notification { level: "warning", message: message(&why) }
}

fn rule(code: &'static Code, lang: Lang) -> Rule {
    let page = catalog::page(code.name, lang);
    let (category, _) = code.name.split_once('/').unwrap_or((code.name, ""));
    Rule {
        id: code.name,
        short_description: message(pick(code.summary, lang)),
        full_description: page.map(|page| message(&first_part(page))),
        default_configuration: Configuration { level: level(code.severity) },
        help: page.map(|page| Help { text: page, markdown: page }),
        properties: RuleProperties { tags: [category] },
    }
}

/// What a page says under its first heading, in one line.
fn first_part(page: &str) -> String {
    let lines = page.lines().skip_while(|line| !line.starts_with("## ")).skip(1);
    let words = lines.take_while(|line| !line.starts_with('#')).flat_map(str::split_whitespace);
    words.collect::<Vec<_>>().join(" ")
}
