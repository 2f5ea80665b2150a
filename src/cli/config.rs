//! `soat config`: which settings hold in a place, and where each was set.

use std::path::{Path, PathBuf};

use crate::cli::options::Settings;
use crate::cli::{SOUND, Session};
use crate::config::{Asked, From, Setting, Value, list};
use crate::diag::words::shown;
use crate::diag::wrap::width;
use crate::error::Error;
use crate::render;
use crate::value::Lang;

/// In cấu hình đang áp dụng và nguồn của từng mục / show which settings hold, and where each was set
#[derive(Debug, clap::Args)]
pub(crate) struct Config {
    /// Thư mục / the folder
    #[arg(default_value = ".")]
    path: PathBuf,

    /// Dạng / the form
    #[arg(long, value_name = "FORM", default_value = "text")]
    format: Form,

    #[command(flatten)]
    settings: Settings,
}

/// `--format`
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    Text,
    Json,
}

impl Config {
    pub(crate) fn place(&self) -> (&Path, &Settings) {
        (&self.path, &self.settings)
    }

    pub(crate) fn run(&self, session: &mut Session<'_>) -> Result<u8, Error> {
        let lang = session.style.lang;
        let settings = list(&session.config, Asked { lang, by_option: session.by_option });
        let file = session.config.name.as_deref();
        match self.format {
            Form::Json => {
                let rows = settings.iter().map(|setting| Row::new(setting, file)).collect();
                render::json(&Listed { version: 1, file, settings: rows }, session.out)?;
            }
            Form::Text => self.tell(&settings, session)?,
        }
        session.out.flush()?;
        Ok(SOUND)
    }

    fn tell(&self, settings: &[Setting], session: &mut Session<'_>) -> Result<(), Error> {
        let lang = session.style.lang;
        let file = session.config.name.as_deref();
        let folder = shown(&self.path.to_string_lossy());
        let head = match (file, lang) {
            (Some(file), Lang::Vi) => format!("{folder}: theo {}", shown(file)),
            (Some(file), Lang::En) => format!("{folder}: set by {}", shown(file)),
            (None, Lang::Vi) => format!("{folder}: không có soat.toml ở đây hay ở trên"),
            (None, Lang::En) => format!("{folder}: no soat.toml here or above"),
        };
        writeln!(session.out, "{head}\n")?;
        let rows: Vec<[String; 3]> = settings
            .iter()
            .map(|s| [s.key.to_owned(), value(&s.value, lang), source(s.from, file, lang)])
            .collect();
        let wide = |n: usize| rows.iter().filter_map(|r| r.get(n)).map(|t| width(t)).max();
        let (keys, values) = (wide(0).unwrap_or(0), wide(1).unwrap_or(0));
        for [key, value, source] in &rows {
            let pad = |text: &str, to: usize| " ".repeat(to.saturating_sub(width(text)));
            let (first, second) = (pad(key, keys), pad(value, values));
            writeln!(session.out, "{key}{first}  {value}{second}  {source}")?;
        }
        Ok(())
    }
}

/// A setting in one line.
fn value(value: &Value, lang: Lang) -> String {
    match value {
        Value::Text(text) => shown(text),
        Value::Texts(texts) => texts.iter().map(|t| shown(t)).collect::<Vec<_>>().join(", "),
        Value::Usual(words) => words.get(lang).to_owned(),
        Value::Level { rules, path, unit, level } => {
            let what = rules.iter().chain(path).chain(unit).map(|t| shown(t));
            format!("{}: {}", what.collect::<Vec<_>>().join(", "), level.word())
        }
    }
}

fn source(from: From, file: Option<&str>, lang: Lang) -> String {
    let text = match (from, lang) {
        (From::File(at), _) => {
            return format!("{}:{}", shown(file.unwrap_or("")), at.line);
        }
        (From::CommandLine, Lang::Vi) => "dòng lệnh",
        (From::CommandLine, Lang::En) => "command line",
        (From::Environment, Lang::Vi) => "theo máy",
        (From::Environment, Lang::En) => "as the machine is set",
        (From::Default, Lang::Vi) => "mặc định",
        (From::Default, Lang::En) => "default",
    };
    text.to_owned()
}

/// The settings for programs.
#[derive(serde::Serialize)]
struct Listed<'a> {
    version: u32,
    file: Option<&'a str>,
    settings: Vec<Row<'a>>,
}

#[derive(serde::Serialize)]
struct Row<'a> {
    key: &'static str,
    value: JsonValue<'a>,
    /// `command line`, `file`, `environment`, `default`
    source: &'static str,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
}

#[derive(serde::Serialize)]
#[serde(untagged)]
enum JsonValue<'a> {
    /// Nothing is set; what then holds is told in the text.
    None,
    Text(&'a str),
    Texts(&'a [String]),
    Level {
        rule: &'a [String],
        path: Option<&'a str>,
        unit: Option<&'a str>,
        level: &'static str,
    },
}

impl<'a> Row<'a> {
    fn new(setting: &'a Setting, file: Option<&'a str>) -> Self {
        let value = match &setting.value {
            Value::Text(text) => JsonValue::Text(text),
            Value::Texts(texts) => JsonValue::Texts(texts),
            Value::Usual(_) => JsonValue::None,
            Value::Level { rules, path, unit, level } => JsonValue::Level {
                rule: rules,
                path: path.as_deref(),
                unit: unit.as_deref(),
                level: level.word(),
            },
        };
        let (source, at) = match setting.from {
            From::CommandLine => ("command line", None),
            From::File(at) => ("file", Some(at)),
            From::Environment => ("environment", None),
            From::Default => ("default", None),
        };
        let file = file.filter(|_| at.is_some());
        let (line, column) = (at.map(|at| at.line), at.map(|at| at.column));
        Self { key: setting.key, value, source, file, line, column }
    }
}
