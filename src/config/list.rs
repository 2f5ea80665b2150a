//! What is in force in a place, and where each of it was set.

use crate::config::{CONFIG, Config, Set};
use crate::diag::Severity;
use crate::source::LineColumn;
use crate::value::{Lang, Words, calendar::MonthStart, words};

/// One setting as it is in force.
#[derive(Debug)]
pub(crate) struct Setting {
    pub(crate) key: &'static str,
    pub(crate) value: Value,
    pub(crate) from: From,
}

/// Its value.
#[derive(Debug)]
pub(crate) enum Value {
    /// As it is written in the file.
    Text(String),
    Texts(Vec<String>),
    /// What holds where nothing is set, in words.
    Usual(Words),
    Level {
        rules: Vec<String>,
        path: Option<String>,
        unit: Option<String>,
        level: Severity,
    },
}

/// Who set it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum From {
    CommandLine,
    File(LineColumn),
    Environment,
    Default,
}

/// The language of a run, and whether it was asked for on the command line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked {
    pub(crate) lang: Lang,
    pub(crate) by_option: bool,
}

/// All settings, in the order of their keys.
pub(crate) fn list(config: &Config, asked: Asked) -> Vec<Setting> {
    CONFIG.names().flat_map(|key| of_key(key, config, asked)).collect()
}

fn of_key(key: &'static str, config: &Config, asked: Asked) -> Vec<Setting> {
    let paths = |set: &Set<Vec<std::path::PathBuf>>| texts(set, &set.value);
    let one = |set: Option<(Value, From)>, usual: Words| {
        let (value, from) = set.unwrap_or((Value::Usual(usual), From::Default));
        vec![Setting { key, value, from }]
    };
    let usual = |set: Option<(Value, From)>, word: &str| {
        let usual = (Value::Text(word.to_owned()), From::Default);
        let (value, from) = set.unwrap_or(usual);
        vec![Setting { key, value, from }]
    };
    match key {
        "rules" => one(config.rules.as_ref().map(paths), built_in()),
        "overlay" => one(config.overlay.as_ref().map(paths), none()),
        "plan" => one(config.plan.as_ref().map(|s| text(s, &s.value)), by_manifest()),
        "lang" => vec![lang(config, asked)],
        "fail_on" => {
            let word = |s: &Option<Severity>| s.map_or("never", Severity::word);
            let set = config.fail_on.as_ref().map(|s| text(s, word(&s.value)));
            usual(set, "error")
        }
        "deny" => {
            let words = |yes: bool| if yes { vec!["unchecked".into()] } else { Vec::new() };
            one(config.deny_unchecked.as_ref().map(|s| texts(s, &words(s.value))), none())
        }
        "format" => {
            let set = config.format.as_ref().map(|s| text(s, s.value.name()));
            usual(set, "terminal")
        }
        "baseline" => {
            let set = config.baseline.as_ref().map(|s| text(s, &s.value.to_string_lossy()));
            one(set, none())
        }
        "holidays" => one(config.holidays.as_ref().map(|s| texts(s, &s.value.0)), built_in()),
        "calendar" => {
            let name = |start| match start {
                MonthStart::Civil => "civil",
                MonthStart::DayBefore(_) => "decree_09_2019",
            };
            one(config.calendar.as_ref().map(|s| text(s, name(s.value))), by_plan())
        }
        _ => config.severity.iter().map(level).collect(),
    }
}

fn text<T>(set: &Set<T>, value: &str) -> (Value, From) {
    (Value::Text(value.to_owned()), From::File(set.at))
}

fn texts<T>(set: &Set<T>, all: &[std::path::PathBuf]) -> (Value, From) {
    let all = all.iter().map(|path| path.to_string_lossy().into_owned());
    (Value::Texts(all.collect()), From::File(set.at))
}

fn lang(config: &Config, asked: Asked) -> Setting {
    let word = |lang: Lang| if lang == Lang::Vi { "vi" } else { "en" };
    let from = match &config.lang {
        _ if asked.by_option => From::CommandLine,
        Some(set) => From::File(set.at),
        None => From::Environment,
    };
    Setting { key: "lang", value: Value::Text(word(asked.lang).to_owned()), from }
}

fn level(set: &Set<crate::report::Level>) -> Setting {
    let level = &set.value;
    let value = Value::Level {
        rules: level.rules.clone(),
        path: level.path.as_ref().map(|glob| glob.text().to_owned()),
        unit: level.unit.clone(),
        level: level.to,
    };
    Setting { key: "severity", value, from: From::File(set.at) }
}

fn built_in() -> Words {
    words!("có sẵn trong chương trình", "those built in")
}

fn none() -> Words {
    words!("không có", "none")
}

fn by_manifest() -> Words {
    words!("theo submission.toml hoặc --plan", "as submission.toml or --plan says")
}

fn by_plan() -> Words {
    words!("theo kế hoạch", "as the plan says")
}
