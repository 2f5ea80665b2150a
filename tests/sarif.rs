//! A reader of SARIF 2.1.0 that knows the shapes, refuses every key that it does not know, and holds what the
//! schema cannot: indexes, regions, URIs, languages.

use std::collections::BTreeSet;
use std::path::Path;

use serde::Deserialize;

/// What a log says of one finding.
#[derive(Debug)]
pub(crate) struct Told {
    pub(crate) rule: String,
    pub(crate) severity: String,
    pub(crate) level: Level,
    pub(crate) text: String,
    pub(crate) waived: bool,
    pub(crate) baseline: Option<BaselineState>,
    pub(crate) fingerprint: String,
    /// The region of the main place.
    pub(crate) region: Option<[usize; 4]>,
    pub(crate) logical: Vec<(String, String)>,
    /// Files by their URI, the main place first.
    pub(crate) uris: Vec<String>,
}

#[derive(Debug)]
pub(crate) struct Sarif {
    pub(crate) results: Vec<Told>,
    pub(crate) exit: u8,
    pub(crate) language: String,
    /// What could not be checked.
    pub(crate) notifications: usize,
    /// URIs of files on the disk, with their sums.
    pub(crate) artifacts: Vec<(String, Option<String>)>,
    pub(crate) counts: serde_json::Value,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Log {
    #[serde(rename = "$schema")]
    schema: String,
    version: String,
    runs: [Run; 1],
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Run {
    tool: Tool,
    language: String,
    column_kind: String,
    automation_details: Automation,
    original_uri_base_ids: std::collections::BTreeMap<String, Base>,
    invocations: [Invocation; 1],
    artifacts: Vec<Artifact>,
    results: Vec<Result>,
    properties: RunProperties,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Automation {
    id: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Base {
    description: Message,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct RunProperties {
    as_of: String,
    plans: Vec<String>,
    counts: serde_json::Value,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Tool {
    driver: Driver,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Driver {
    name: String,
    semantic_version: String,
    language: String,
    rules: Vec<Rule>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Rule {
    id: String,
    short_description: Message,
    full_description: Option<Message>,
    default_configuration: Configuration,
    help: Option<Help>,
    properties: Tags,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Tags {
    tags: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Configuration {
    level: Level,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Level {
    Error,
    Warning,
    Note,
    None,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum BaselineState {
    New,
    Unchanged,
    Updated,
    Absent,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Message {
    text: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    exit_code: u8,
    tool_execution_notifications: Vec<Notification>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Notification {
    level: Level,
    message: Message,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Artifact {
    location: ArtifactLocation,
    hashes: Option<std::collections::BTreeMap<String, String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct ArtifactLocation {
    uri: String,
    uri_base_id: Option<String>,
    index: usize,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Result {
    rule_id: String,
    rule_index: usize,
    level: Level,
    message: Message,
    locations: Vec<Location>,
    related_locations: Vec<Location>,
    partial_fingerprints: std::collections::BTreeMap<String, String>,
    baseline_state: Option<BaselineState>,
    suppressions: Vec<Suppression>,
    properties: SeverityOf,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SeverityOf {
    severity: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Suppression {
    kind: String,
    status: String,
    justification: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Location {
    id: Option<usize>,
    #[serde(rename = "physicalLocation")]
    physical: Option<Physical>,
    #[serde(default, rename = "logicalLocations")]
    logical: Vec<Logical>,
    message: Option<Message>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Physical {
    artifact_location: ArtifactLocation,
    region: Option<Region>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Logical {
    name: String,
    fully_qualified_name: String,
    kind: String,
}

/// Reads a log; stops at whatever is not as the standard has it.
pub(crate) fn read(text: &str) -> Sarif {
    let log: Log = serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(log.version, "2.1.0");
    assert!(log.schema.starts_with("https://") && log.schema.ends_with("sarif-schema-2.1.0.json"));
    let [run] = log.runs;
    head(&run);
    for (index, artifact) in run.artifacts.iter().enumerate() {
        assert_eq!(artifact.location.index, index);
    }
    let results = run.results.iter().map(|result| self::result(result, &run)).collect();
    let [invocation] = run.invocations;
    assert!(invocation.execution_successful);
    let notes = invocation.tool_execution_notifications;
    let says = |note: &Notification| note.level == Level::Warning && !note.message.text.is_empty();
    assert!(notes.iter().all(says));
    let on_disk = run.artifacts.into_iter().filter(|a| a.location.uri_base_id.is_none());
    let sum = |a: Artifact| (a.location.uri, a.hashes.and_then(|mut h| h.remove("sha-256")));
    Sarif {
        results,
        exit: invocation.exit_code,
        language: run.language,
        notifications: notes.len(),
        artifacts: on_disk.map(sum).collect(),
        counts: run.properties.counts,
    }
}

fn head(run: &Run) {
    let driver = &run.tool.driver;
    assert_eq!((driver.name.as_str(), run.column_kind.as_str()), ("soat", "unicodeCodePoints"));
    assert_eq!(driver.semantic_version, env!("CARGO_PKG_VERSION"));
    assert_eq!(driver.language, run.language);
    assert!(["soat/check/", "soat/lint/"].contains(&run.automation_details.id.as_str()));
    assert!(run.original_uri_base_ids.values().all(|base| !base.description.text.is_empty()));
    assert!(run.properties.as_of.len() == "2019-01-31".len());
    assert!(run.properties.plans.iter().all(|plan| !plan.is_empty()));
    let ids: BTreeSet<&str> = driver.rules.iter().map(|rule| rule.id.as_str()).collect();
    assert_eq!(ids.len(), driver.rules.len(), "a rule stands twice");
    for rule in &driver.rules {
        assert!(!rule.short_description.text.is_empty(), "{}", rule.id);
        assert_ne!(rule.default_configuration.level, Level::None);
        assert_eq!(rule.properties.tags, [rule.id.split('/').next().unwrap()]);
        if let Some(help) = &rule.help {
            let full = rule.full_description.as_ref().unwrap();
            assert!(full.text.len() > 20 && full.text.len() < 1024, "{}: {}", rule.id, full.text);
            assert!(!help.text.is_empty() && help.markdown.starts_with('#'), "{}", rule.id);
        }
    }
}

fn result(result: &Result, run: &Run) -> Told {
    let rule = &run.tool.driver.rules[result.rule_index];
    assert_eq!(rule.id, result.rule_id);
    assert!(!result.message.text.is_empty());
    let [main] = &result.locations[..] else { panic!("{} has no main place", result.rule_id) };
    assert_eq!(main.id, None);
    let mut uris = vec![place(main, run)];
    for (n, related) in result.related_locations.iter().enumerate() {
        assert_eq!(related.id, Some(n + 1));
        assert!(related.message.as_ref().is_some_and(|m| !m.text.is_empty()));
        uris.push(place(related, run));
    }
    for logical in &main.logical {
        assert_eq!(logical.fully_qualified_name, format!("{}/{}", logical.kind, logical.name));
    }
    for suppression in &result.suppressions {
        let said = (suppression.kind.as_str(), suppression.status.as_str());
        assert_eq!(said, ("external", "accepted"));
        assert!(!suppression.justification.is_empty());
    }
    let region = main.physical.as_ref().and_then(|p| p.region.as_ref());
    Told {
        rule: result.rule_id.clone(),
        severity: result.properties.severity.clone(),
        level: result.level,
        text: result.message.text.clone(),
        waived: !result.suppressions.is_empty(),
        baseline: result.baseline_state,
        fingerprint: result.partial_fingerprints["soat/v1"].clone(),
        region: region.map(|r| [r.start_line, r.start_column, r.end_line, r.end_column]),
        logical: main.logical.iter().map(|l| (l.kind.clone(), l.name.clone())).collect(),
        uris,
    }
}

fn place(location: &Location, run: &Run) -> String {
    let physical = location.physical.as_ref().unwrap();
    if let Some(region) = &physical.region {
        let from = (region.start_line, region.start_column);
        assert!(from >= (1, 1) && from.1 >= 1 && from <= (region.end_line, region.end_column));
    }
    let at = &physical.artifact_location;
    let artifact = &run.artifacts[at.index].location;
    assert_eq!((&artifact.uri, &artifact.uri_base_id), (&at.uri, &at.uri_base_id));
    if let Some(base) = &at.uri_base_id {
        assert!(run.original_uri_base_ids.contains_key(base));
    } else {
        assert!(Path::new(&decoded(&at.uri)).exists(), "{} is not there", at.uri);
    }
    at.uri.clone()
}

/// The path that a URI stands for.
pub(crate) fn decoded(uri: &str) -> std::ffi::OsString {
    use std::os::unix::ffi::OsStringExt as _;
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~/%:".contains(c);
    assert!(uri.chars().all(plain), "{uri}");
    let uri = uri.strip_prefix("file://").unwrap_or(uri);
    assert!(!uri.contains(':'), "{uri}");
    let mut parts = uri.split('%');
    let mut bytes = parts.next().unwrap().as_bytes().to_vec();
    for part in parts {
        let (digits, rest) = part.split_at(2);
        bytes.push(u8::from_str_radix(digits, 16).unwrap());
        bytes.extend(rest.as_bytes());
    }
    std::ffi::OsString::from_vec(bytes)
}
