//! The schemas for editors: every file of the examples is valid, what the reader would refuse is not, and
//! the reader knows exactly the keys that they list.

use std::path::Path;

use serde_json::{Map, Value, json};

use crate::fences::Page;
use crate::support::{check_json, each, files_below, fresh, read, soat, write};

fn schema(file: &str, lang: &str) -> Value {
    soat(&["schema", file, "--lang", lang]).json()
}

/// TOML as an editor hands it to a validator: days are texts.
fn parsed(text: &str) -> Value {
    fn json(value: toml::Value) -> Value {
        match value {
            toml::Value::String(text) => text.into(),
            toml::Value::Integer(n) => n.into(),
            toml::Value::Float(n) => n.into(),
            toml::Value::Boolean(flag) => flag.into(),
            toml::Value::Datetime(at) => at.to_string().into(),
            toml::Value::Array(list) => list.into_iter().map(json).collect(),
            toml::Value::Table(map) => map.into_iter().map(|(k, v)| (k, json(v))).collect(),
        }
    }
    json(toml::Value::Table(toml::from_str(text).unwrap()))
}

/// The days that the schema means by its one pattern.
const DAY: &str = r"^\s*(\d{4}-\d{2}-\d{2}|\d{1,2}\s*[./-]\s*\d{1,2}\s*[./-]\s*\d{4})?\s*$";

fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split(['-', '/', '.']).map(str::trim).collect();
    let digits = |part: &str, n: &[usize]| {
        n.contains(&part.len()) && part.chars().all(|c| c.is_ascii_digit())
    };
    match parts[..] {
        [""] => true,
        [y, m, d] if y.len() == 4 => digits(y, &[4]) && digits(m, &[2]) && digits(d, &[2]),
        [d, m, y] => digits(d, &[1, 2]) && digits(m, &[1, 2]) && digits(y, &[4]),
        _ => false,
    }
}

/// Where a value is not what a schema asks for; every keyword that the schemas use is known here.
fn faults(schema: &Value, value: &Value, at: &str) -> Vec<String> {
    let mut out = Vec::new();
    for (keyword, wanted) in schema.as_object().unwrap() {
        let fits = match keyword.as_str() {
            "$schema" | "title" | "description" => true,
            "type" => match wanted {
                Value::Array(types) => types.iter().any(|ty| is_type(ty, value)),
                one => is_type(one, value),
            },
            "enum" => wanted.as_array().unwrap().contains(value),
            "pattern" => {
                assert_eq!(wanted, DAY);
                value.as_str().is_none_or(is_day)
            }
            "minProperties" => wanted.as_u64().unwrap() <= object(value).len() as u64,
            "required" => {
                let names = wanted.as_array().unwrap();
                names.iter().all(|name| !value[name.as_str().unwrap()].is_null())
            }
            "anyOf" => wanted.as_array().unwrap().iter().any(|s| faults(s, value, at).is_empty()),
            "items" => {
                for (n, item) in value.as_array().into_iter().flatten().enumerate() {
                    out.extend(faults(wanted, item, &format!("{at}[{n}]")));
                }
                true
            }
            "properties" => {
                for (name, property) in object(wanted) {
                    if let Some(value) = value.get(&name) {
                        out.extend(faults(&property, value, &format!("{at}.{name}")));
                    }
                }
                true
            }
            "additionalProperties" => {
                for (name, more) in object(value) {
                    if schema["properties"].get(&name).is_none() {
                        let at = format!("{at}.{name}");
                        match wanted {
                            Value::Bool(false) => out.push(format!("{at} is not known")),
                            wanted => out.extend(faults(wanted, &more, &at)),
                        }
                    }
                }
                true
            }
            other => panic!("{other}"),
        };
        if !fits {
            out.push(format!("{at}: {keyword} {wanted} and not {value}"));
        }
    }
    out
}

fn object(value: &Value) -> Map<String, Value> {
    value.as_object().cloned().unwrap_or_default()
}

fn is_type(name: &Value, value: &Value) -> bool {
    match name.as_str().unwrap() {
        "string" => value.is_string(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "object" => value.is_object(),
        "array" => value.is_array(),
        other => panic!("{other}"),
    }
}

fn of_file(path: &Path) -> &'static str {
    match path.file_name().unwrap().to_str().unwrap() {
        "waivers.toml" => "waivers",
        "submission.toml" => "submission",
        "soat.toml" => "config",
        _ => "report",
    }
}

#[test]
fn each_file_of_the_examples_is_valid() {
    let files = files_below("examples", "toml");
    assert!(files.len() > 1000, "{}", files.len());
    let known = ["submission", "report", "waivers"].map(|file| (file, schema(file, "en")));
    each(
        &files,
        |path| path.display().to_string(),
        |path| {
            // What cannot be read is told by `soat check`; an editor sees no keys in it.
            if toml::from_str::<toml::Table>(&read(path)).is_err() {
                return;
            }
            let value = parsed(&read(path));
            let (_, schema) = known.iter().find(|(file, _)| *file == of_file(path)).unwrap();
            let faults = faults(schema, &value, "");
            // The faulty examples hold what the reader refuses too.
            assert!(
                faults.is_empty() || path.to_str().unwrap().contains("/faulty/"),
                "{faults:#?}"
            );
            assert!(faults.len() < 3, "{faults:#?}");
        },
    );
}

#[test]
fn the_blocks_of_the_pages_are_valid() {
    let mut blocks = 0;
    for page in ["README.md", "README.vi.md"] {
        for block in Page::of(&read(Path::new(page))).blocks {
            if !block.lang.starts_with("toml") {
                continue;
            }
            let value = parsed(&block.text);
            let has = |key: &str| value.get(key).is_some();
            let file = match () {
                () if has("waiver") => "waivers",
                () if has("severity") => "config",
                () => "submission",
            };
            assert_eq!(faults(&schema(file, "vi"), &value, page), Vec::<String>::new());
            blocks += 1;
        }
    }
    assert!(blocks >= 10);
}

#[test]
fn what_the_reader_refuses_is_not_valid() {
    let bad = [
        ("report", "[report]\nfrom = \"a\"\nform = \"b\""),
        ("report", "[report]\nperiod = 2018"),
        ("report", "[report]\nfrom = 3"),
        ("report", "[report]\nfrom = \"a\"\nsigned = \"hôm qua\""),
        ("report", "[report]\nfrom = \"a\"\nnil = \"có\""),
        ("report", "[report]\nfrom = \"a\"\nstatus = \"draft\""),
        ("report", "vu_an = 3"),
        ("report", "[values]\nvu_an = {}"),
        ("report", "[values]\nvu_an = { valeu = 3 }"),
        ("report", "[values]\nvu_an = { na = 3 }"),
        ("report", "[tasks]\na = \"finished\""),
        ("report", "[[document]]\nfrom = \"a\""),
        ("report", "[[event]]\nevent = \"a\"\nunit = \"b\""),
        ("report", "[[extension]]\nduty = \"a\"\nunit = \"b\"\nuntil = 3"),
        ("report", "[submission]\nplan = \"a\""),
        ("submission", "[submission]\nplna = \"a\""),
        ("submission", "[submission]\nunits = [1]"),
        ("waivers", "[[waiver]]\nrule = \"data/syntax\""),
        ("waivers", "[[waivers]]\nrule = \"data/syntax\""),
        ("config", "fail-on = \"error\""),
        ("config", "fail_on = \"warn\""),
        ("config", "[[severity]]\nlevel = \"note\""),
        ("config", "[[severity]]\nrule = \"late-report\"\nlevel = \"note\""),
        ("config", "[[severity]]\nunit = \"a\"\nlevel = \"off\""),
    ];
    for (file, text) in bad {
        let faults = faults(&schema(file, "vi"), &parsed(text), "");
        assert!(!faults.is_empty(), "{file}\n{text}");
    }
    // Without its paper, office or day a waiver is refused, and without scope it is too broad.
    let whole = "[[waiver]]\nrule = \"data/syntax\"\nunit = \"a\"\nreason = \"b\"\ndocument = \"c\"\n\
                 office = \"d\"\nuntil = 2020-01-31\n";
    let waivers = schema("waivers", "vi");
    assert_eq!(faults(&waivers, &parsed(whole), ""), Vec::<String>::new());
    for line in whole.lines().skip(1) {
        let text = whole.replace(line, "");
        assert!(!faults(&waivers, &parsed(&text), "").is_empty(), "{line}");
    }
}

/// The keys of each block, written by hand.
const KEYS: [(&str, &str, &str); 12] = [
    ("submission", "submission", "province plan as_of units periods earlier"),
    (
        "report",
        "report",
        "plan kind from to via period number signed relayed received about status revises nil",
    ),
    (
        "report",
        "document",
        "plan deliver from to via period number signed relayed received about status revises title states values tasks",
    ),
    ("report", "event", "event unit date"),
    ("report", "extension", "duty unit period until document"),
    ("report", "values", ""),
    ("report", "tasks", ""),
    ("waivers", "waiver", "rule duty unit period figure item reason document office until covers"),
    ("config", "severity", "rule path unit level"),
    (
        "config",
        "",
        "rules overlay plan lang fail_on deny format baseline holidays calendar severity",
    ),
    ("report", "", "report values tasks document event extension"),
    ("submission", "", "submission report values tasks document event extension"),
];

/// A block of a schema; of several, one.
fn block(schema: &Value, name: &str) -> Value {
    if name.is_empty() {
        return schema.clone();
    }
    let found = &schema["properties"][name];
    if found["anyOf"].is_array() { found["anyOf"][1].clone() } else { found.clone() }
}

#[test]
fn the_reader_knows_the_keys_of_the_schema_and_no_others() {
    for (file, name, keys) in KEYS {
        let block = block(&schema(file, "en"), name);
        let listed = object(&block["properties"]);
        let listed: Vec<&str> = listed.keys().map(String::as_str).collect();
        let mut wanted: Vec<&str> = keys.split_whitespace().collect();
        wanted.sort_unstable();
        assert_eq!(listed, wanted, "{file} {name}");
    }
    let folder = fresh("schema-keys");
    for (file, name, keys) in
        KEYS.into_iter().filter(|(file, name, _)| *file != "config" && !name.is_empty())
    {
        let path = match file {
            "report" => "r.toml",
            "waivers" => "waivers.toml",
            _ => "submission.toml",
        };
        let header = match name {
            "report" | "submission" | "values" | "tasks" => format!("[{name}]"),
            _ => format!("[[{name}]]"),
        };
        // Every key once, whatever stands there, and one that is none.
        let lines: Vec<String> =
            keys.split_whitespace().map(|key| format!("{key} = \"\"")).collect();
        let text = format!("{header}\n{}\nxyzzy = \"\"\n", lines.join("\n"));
        std::fs::remove_dir_all(&folder).unwrap();
        write(&folder.join(path), text.as_bytes());
        let args = [folder.to_str().unwrap(), "--rules", "tests/cases/check/tasks/rules.plan"];
        let json = check_json(&args, "en").json();
        let unknown: Vec<&str> = json["findings"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|f| f["rule"] == "data/unknown-key")
            .map(|f| f["message"].as_str().unwrap())
            .collect();
        let own = unknown.iter().all(|message| message.starts_with("`xyzzy`"));
        assert!(own, "{name}: {unknown:?}");
        // Of the others the reader needs more before it looks at every key.
        if ["submission", "report", "event", "extension", "waiver"].contains(&name) {
            assert_eq!(unknown.len(), 1, "{name}");
        }
    }
}

#[test]
fn each_key_of_the_configuration_is_taken() {
    let folder = fresh("schema-config");
    write(&folder.join("d.csv"), b"day,works,name\n2030-01-01,no,x\n");
    let samples = [
        ("rules", json!(["a"])),
        ("overlay", json!("a")),
        ("plan", json!("a")),
        ("lang", json!("vi")),
        ("fail_on", json!("missed")),
        ("deny", json!(["unchecked"])),
        ("format", json!("json")),
        ("baseline", json!("b.json")),
        ("holidays", json!(["d.csv"])),
        ("calendar", json!("civil")),
    ];
    let lines: Vec<String> =
        samples.iter().map(|(key, value)| format!("{key} = {value}\n")).collect();
    let lines = lines.concat();
    let text = format!(
        "{lines}[[severity]]\nrule = \"data/*\"\npath = \"a/**\"\nunit = \"b\"\nlevel = \"note\"\n"
    );
    let path = folder.join("soat.toml");
    write(&path, text.as_bytes());
    assert_eq!(faults(&schema("config", "en"), &parsed(&text), ""), Vec::<String>::new());
    let told = soat(&["config", "--config", path.to_str().unwrap(), "--format", "json"]).json();
    let set: Vec<&str> = told["settings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|s| s["source"] == "file")
        .map(|s| s["key"].as_str().unwrap())
        .collect();
    let all = schema("config", "en");
    assert_eq!(set.len(), object(&all["properties"]).len(), "{set:?}");
    // The mistakes of the cases that a schema can see are none of them valid.
    for case in ["keys", "types", "words", "levels"] {
        let text = read(Path::new(&format!("tests/cases/config/{case}.toml")));
        assert!(!faults(&all, &parsed(&text), "").is_empty(), "{case}");
    }
}

#[test]
fn each_key_is_described_in_both_languages() {
    fn descriptions(value: &Value, out: &mut Vec<String>) {
        if let Some(properties) = value["properties"].as_object() {
            for (name, property) in properties {
                let text = property["description"].as_str().unwrap_or_else(|| panic!("{name}"));
                out.push(text.to_owned());
            }
        }
        match value {
            Value::Object(map) => map.values().for_each(|value| descriptions(value, out)),
            Value::Array(list) => list.iter().for_each(|value| descriptions(value, out)),
            _ => {}
        }
    }
    for file in ["submission", "report", "waivers", "config"] {
        let [vi, en] = ["vi", "en"].map(|lang| {
            let schema = schema(file, lang);
            assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
            let mut out = vec![schema["title"].as_str().unwrap().to_owned()];
            descriptions(&schema, &mut out);
            out
        });
        assert!(vi.len() == en.len() && vi.len() > 5);
        assert!(vi.iter().zip(&en).all(|(vi, en)| vi != en), "{file}");
    }
    assert_eq!(soat(&["schema"]).out, soat(&["schema", "submission"]).out);
}
