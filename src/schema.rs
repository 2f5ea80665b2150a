//! Floor 10: what may stand in the TOML files, as JSON Schema, so that editors complete and check them. All
//! of it comes from the blocks that the readers know keys by.

use serde::ser::{Serialize, SerializeMap as _, Serializer};

use crate::catalog;
use crate::config::CONFIG;
use crate::facts::blocks::{FILE, MANIFEST, TASK_WORDS, WAIVERS};
use crate::table::block::{Block, Holds, Key, More};
use crate::value::{Lang, Words, words};

/// The files there is a schema for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum File {
    /// Any of a submission, but for waivers.
    Submission,
    /// Reports, documents, events, extensions.
    Report,
    Waivers,
    Config,
}

/// The schema of a file.
pub(crate) fn of(file: File, lang: Lang) -> Json {
    let blocks: &[&Block] = match file {
        File::Submission => &[&MANIFEST, &FILE],
        File::Report => &[&FILE],
        File::Waivers => &[&WAIVERS],
        File::Config => &[&CONFIG],
    };
    let title = title(file);
    let mut all = vec![
        ("$schema", text("https://json-schema.org/draft/2020-12/schema")),
        ("title", text(title.get(lang))),
        ("description", text(about().get(lang))),
    ];
    all.extend(object(blocks, lang));
    map(all)
}

fn title(file: File) -> Words {
    match file {
        File::Submission => words!("Tệp của một bộ hồ sơ", "A file of a submission"),
        File::Report => {
            words!("Báo cáo, văn bản, sự kiện, gia hạn", "Reports, documents, events, extensions")
        }
        File::Waivers => words!("Tệp miễn trừ (waivers.toml)", "Waivers (waivers.toml)"),
        File::Config => words!("Tệp cấu hình (soat.toml)", "Configuration (soat.toml)"),
    }
}

fn about() -> Words {
    let version = env!("CARGO_PKG_VERSION");
    words!("Theo Soát {version}.", "As Soát {version} reads it.")
}

/// JSON in the order it was made.
#[derive(Debug, Clone)]
pub(crate) enum Json {
    Text(String),
    Flag(bool),
    Number(u32),
    List(Vec<Json>),
    Map(Vec<(String, Json)>),
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => to.serialize_str(text),
            Self::Flag(flag) => to.serialize_bool(*flag),
            Self::Number(n) => to.serialize_u32(*n),
            Self::List(list) => to.collect_seq(list),
            Self::Map(pairs) => {
                let mut map = to.serialize_map(Some(pairs.len()))?;
                for (key, value) in pairs {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}

type Pairs = Vec<(&'static str, Json)>;

fn text(text: &str) -> Json {
    Json::Text(text.to_owned())
}

fn map(pairs: Pairs) -> Json {
    Json::Map(pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

fn texts<'a>(texts: impl IntoIterator<Item = &'a str>) -> Json {
    Json::List(texts.into_iter().map(text).collect())
}

fn any_of(all: impl IntoIterator<Item = Json>) -> Json {
    map(vec![("anyOf", Json::List(all.into_iter().collect()))])
}

/// The keys of one or several blocks that stand in the same file.
fn object(blocks: &[&Block], lang: Lang) -> Pairs {
    let keys: Vec<&Key> = blocks.iter().flat_map(|block| block.keys).collect();
    let property = |key: &&Key| (key.name.to_owned(), described(key, lang));
    let needed: Vec<&str> = keys.iter().filter(|key| key.needed).map(|key| key.name).collect();
    let mut all = vec![
        ("type", text("object")),
        ("properties", Json::Map(keys.iter().map(property).collect())),
    ];
    if !needed.is_empty() {
        all.push(("required", texts(needed)));
    }
    if let Some(some) = blocks.iter().map(|block| block.some).find(|some| !some.is_empty()) {
        let with = |key: &&str| map(vec![("required", texts([*key]))]);
        all.push(("anyOf", Json::List(some.iter().map(with).collect())));
    }
    let more = blocks.iter().map(|block| block.more).find(|more| *more != More::Nothing);
    all.push(("additionalProperties", further(more.unwrap_or(More::Nothing), lang)));
    all
}

/// What may stand under other names.
fn further(more: More, lang: Lang) -> Json {
    match more {
        More::Nothing => Json::Flag(false),
        More::Tables => rows(),
        More::Figures(block) => any_of([value(), some_of(block, lang), rows()]),
        More::Tasks(block) => any_of([word(&TASK_WORDS), some_of(block, lang)]),
    }
}

/// A block in braces, which must not be empty.
fn some_of(block: &Block, lang: Lang) -> Json {
    let mut all = object(&[block], lang);
    all.push(("minProperties", Json::Number(1)));
    map(all)
}

fn described(key: &Key, lang: Lang) -> Json {
    let mut all = vec![("description", text(key.meaning(lang)))];
    match holds(key.holds, lang) {
        Json::Map(pairs) => {
            let mut told = Json::Map(Vec::new());
            if let Json::Map(out) = &mut told {
                out.extend(all.drain(..).map(|(key, value)| (key.to_owned(), value)));
                out.extend(pairs);
            }
            told
        }
        other => other,
    }
}

fn holds(holds: Holds, lang: Lang) -> Json {
    match holds {
        Holds::Text => of_type("string"),
        Holds::Plain => plain(),
        Holds::Texts => one_or_more(of_type("string")),
        Holds::Plains => one_or_more(plain()),
        Holds::Day => day(),
        Holds::Flag => of_type("boolean"),
        Holds::Word(known) => word(known),
        Holds::Words(known) => one_or_more(word(known)),
        Holds::Finding => word(&findings()),
        Holds::Findings => {
            let (names, families) = (findings(), families());
            let all = names.into_iter().chain(families.iter().map(String::as_str));
            one_or_more(map(vec![("enum", texts(all))]))
        }
        Holds::Value => value(),
        Holds::One(block) => map(object(&[block], lang)),
        Holds::Many(block) => {
            let one = map(object(&[block], lang));
            any_of([list(one.clone()), one])
        }
    }
}

fn of_type(name: &str) -> Json {
    map(vec![("type", text(name))])
}

fn list(items: Json) -> Json {
    map(vec![("type", text("array")), ("items", items)])
}

fn one_or_more(one: Json) -> Json {
    any_of([one.clone(), list(one)])
}

fn word(known: &[&str]) -> Json {
    map(vec![("enum", texts(known.iter().copied()))])
}

/// A text, or what stands for its digits; editors hand on a day of TOML as a text.
fn plain() -> Json {
    map(vec![("type", texts(["string", "number"]))])
}

fn day() -> Json {
    let patterns = r"^\s*(\d{4}-\d{2}-\d{2}|\d{1,2}\s*[./-]\s*\d{1,2}\s*[./-]\s*\d{4})?\s*$";
    map(vec![("type", text("string")), ("pattern", text(patterns))])
}

fn value() -> Json {
    map(vec![("type", texts(["string", "number", "boolean"]))])
}

/// The rows of a table: their columns are named by the plan.
fn rows() -> Json {
    let cell = map(vec![("type", texts(["string", "number", "boolean", "object"]))]);
    list(map(vec![("type", text("object")), ("additionalProperties", cell)]))
}

fn findings() -> Vec<&'static str> {
    catalog::codes().into_iter().map(|code| code.name).collect()
}

/// `data/*`
fn families() -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for name in findings() {
        let family = format!("{}/*", name.split('/').next().unwrap_or(name));
        if !all.contains(&family) {
            all.push(family);
        }
    }
    all
}
