//! `soat.toml` read: every mistake in it is told with its place, and then it is not used.

use std::path::{Path, PathBuf};

use crate::catalog;
use crate::config::fault::{self, Fault};
use crate::config::keys::CONFIG;
use crate::config::{Config, Set};
use crate::diag::{Severity, Sink};
use crate::render::Format;
use crate::report::{Glob, Level, MISSED};
use crate::rulebook;
use crate::source::{Files, Lines, Span, disk};
use crate::table::block::{Block, Holds};
use crate::table::toml::{Document, Entry, Map, Node, Value};
use crate::table::{Source, text};
use crate::value::{Calendar, Holidays, Lang, Words, fold};

/// Reads a file for the folder checked.
pub(super) fn read(file: &Path, from_here: String, folder: PathBuf) -> Result<Config, Vec<Fault>> {
    let name = file.to_string_lossy().into_owned();
    let whole = |text| vec![Fault { file: name.clone(), at: None, text }];
    let bytes = match disk::kind(file) {
        Ok(disk::Kind::File(bytes)) => bytes,
        Ok(disk::Kind::Link) => return Err(whole(fault::is_a_link())),
        Ok(disk::Kind::Other) => return Err(whole(fault::is_no_file())),
        Err(why) => return Err(whole(fault::not_read(&why.to_string()))),
    };
    let (mut files, mut sink, mut buffer) = (Files::default(), Sink::default(), Vec::new());
    let id = files.on_disk(&name, file.to_owned(), bytes);
    let text = text(&Source::settings(id, file.to_owned(), bytes), &mut buffer, &mut sink);
    let lines = Lines::new(text.unwrap_or(""));
    let document = text.and_then(|text| Document::parse(id, text, &mut sink));
    let faults = sink.findings().iter().map(|f| Fault::of(f, &name, &lines)).collect();
    let mut reader = Reader { name: &name, lines: &lines, beside: file.parent(), faults };
    let config = document.as_ref().map(|document| reader.config(document.root()));
    if !reader.faults.is_empty() {
        // A table gives its keys in their own order.
        reader.faults.sort_by_key(|fault| fault.at.map(|at| (at.line, at.column)));
        return Err(reader.faults);
    }
    let home = file.parent().and_then(disk::real_folder);
    let home = home.map(|home| (home, folder));
    Ok(Config { home, name: Some(name), from_here: Some(from_here), ..config.unwrap_or_default() })
}

struct Reader<'a> {
    name: &'a str,
    lines: &'a Lines<'a>,
    /// The folder that paths begin in.
    beside: Option<&'a Path>,
    faults: Vec<Fault>,
}

impl Reader<'_> {
    fn config(&mut self, root: Map<'_>) -> Config {
        self.hold(&CONFIG, "soat.toml", root);
        let paths = |me: &Self, list: Vec<&str>| list.into_iter().map(|t| me.path(t)).collect();
        let word = |key: &str| self.texts(root, key).and_then(first);
        Config {
            plan: word("plan").map(|s| s.map(fold::nfc)),
            lang: word("lang").map(|s| s.map(|w| if w == "en" { Lang::En } else { Lang::Vi })),
            fail_on: word("fail_on").map(|s| s.map(severity)),
            format: word("format").and_then(|s| s.maybe(Format::named)),
            baseline: word("baseline").map(|s| s.map(|t| self.path(t))),
            calendar: word("calendar").and_then(|s| s.maybe(Calendar::named)),
            deny_unchecked: self.texts(root, "deny").map(|s| s.map(|list| !list.is_empty())),
            rules: self.texts(root, "rules").map(|s| s.map(|list| paths(self, list))),
            overlay: self.texts(root, "overlay").map(|s| s.map(|list| paths(self, list))),
            holidays: self.holidays(root),
            severity: self.levels(root),
            ..Config::default()
        }
    }

    fn say(&mut self, at: Span, text: Words) {
        let at = Some(self.lines.at(at.start as usize));
        self.faults.push(Fault { file: self.name.to_owned(), at, text });
    }

    /// Holds what stands in a block against what may stand there.
    fn hold(&mut self, block: &Block, header: &str, map: Map<'_>) {
        for entry in map.entries() {
            match block.keys.iter().find(|key| key.name == entry.key) {
                Some(key) => self.fits(entry, key.holds),
                None => self.say(entry.at, fault::unknown_key(entry.key, block, header)),
            }
        }
    }

    fn fits(&mut self, entry: Entry<'_>, holds: Holds) {
        let known = |text: &str| match holds {
            Holds::Word(known) | Holds::Words(known) => known.contains(&text),
            _ => !text.trim().is_empty(),
        };
        match (holds, entry.node.value()) {
            (Holds::Many(block), Value::Map(map)) => self.part(entry, block, map),
            (
                Holds::Many(_) | Holds::Texts | Holds::Words(_) | Holds::Findings,
                Value::List(list),
            ) => {
                for node in list.iter() {
                    let one = if holds == Holds::Texts { Holds::Text } else { holds };
                    match node.value() {
                        // A list in a list is no text.
                        Value::List(_) => self.wrong(entry.key, holds, node),
                        _ => self.fits(Entry { node, ..entry }, one),
                    }
                }
            }
            (Holds::Many(_), _) => self.wrong(entry.key, holds, entry.node),
            (_, Value::Text("off")) if entry.key == "level" => {
                self.say(entry.node.at(), fault::no_off());
            }
            (_, Value::Text(text)) if known(text) => {}
            _ => self.wrong(entry.key, holds, entry.node),
        }
    }

    fn part(&mut self, entry: Entry<'_>, block: &Block, map: Map<'_>) {
        self.hold(block, &format!("[[{}]]", entry.key), map);
        if !block.some.is_empty() && block.some.iter().all(|key| map.get(key).is_none()) {
            self.say(entry.node.at(), fault::no_scope(entry.key, block.some));
        }
        let lacking = block.keys.iter().filter(|key| key.needed && map.get(key.name).is_none());
        for key in lacking {
            self.say(entry.node.at(), fault::lacking(entry.key, key.name));
        }
    }

    fn wrong(&mut self, key: &str, holds: Holds, node: Node<'_>) {
        let is = match node.value() {
            Value::Text(text) | Value::Number(text) => text.to_owned(),
            Value::Flag(flag) => flag.to_string(),
            Value::Date(day) => day.to_string(),
            Value::List(_) => "[…]".to_owned(),
            Value::Map(_) => "{…}".to_owned(),
            Value::Odd => "…".to_owned(),
        };
        self.say(node.at(), fault::wrong(key, holds, &is));
    }

    /// The texts of a key, one or several.
    fn texts<'t>(&self, map: Map<'t>, key: &str) -> Option<Set<Vec<&'t str>>> {
        let node = map.get(key)?;
        let value = match node.value() {
            Value::List(list) => list.iter().filter_map(as_text).collect(),
            _ => as_text(node).into_iter().collect(),
        };
        Some(Set { value, at: self.lines.at(node.at().start as usize) })
    }

    fn path(&self, text: &str) -> PathBuf {
        self.beside.unwrap_or(Path::new("")).join(text)
    }

    fn holidays(&mut self, root: Map<'_>) -> Option<Set<(Vec<PathBuf>, Holidays)>> {
        let node = root.get("holidays")?;
        let files = self.texts(root, "holidays")?;
        let mut all = rulebook::holidays();
        let paths: Vec<PathBuf> = files.value.iter().map(|text| self.path(text)).collect();
        for path in &paths {
            let name = path.to_string_lossy();
            let read = disk::read_text(path).map_err(|e| fault::named(&name, &e.to_string()));
            let added =
                read.and_then(|text| all.add(&text).map_err(|line| fault::no_holiday(&name, line)));
            if let Err(why) = added {
                self.say(node.at(), why);
            }
        }
        Some(files.map(|_| (paths, all)))
    }

    fn levels(&mut self, root: Map<'_>) -> Vec<Set<Level>> {
        let Some(node) = root.get("severity") else { return Vec::new() };
        let parts: Vec<Node<'_>> = match node.value() {
            Value::List(list) => list.iter().collect(),
            _ => vec![node],
        };
        parts.into_iter().filter_map(|part| self.level(part, part.map()?)).collect()
    }

    fn level(&mut self, part: Node<'_>, map: Map<'_>) -> Option<Set<Level>> {
        let text = |key| map.get(key).and_then(as_text);
        let rules = self.texts(map, "rule").map(|set| set.value).unwrap_or_default();
        let to = text("level").and_then(severity);
        for rule in &rules {
            self.rule(map.get("rule").map_or(part.at(), Node::at), rule, to);
        }
        if to == Some(Severity::Missed) && rules.is_empty() {
            self.say(part.at(), fault::missed_is_for_targets());
        }
        let path = text("path").and_then(|text| match Glob::parse(text) {
            Ok(glob) => Some(glob),
            Err(at) => {
                self.say(map.get("path")?.at(), fault::no_glob(text, at));
                None
            }
        });
        let to = to?;
        let at = self.lines.at(part.at().start as usize);
        let rules = rules.into_iter().map(str::to_owned).collect();
        let told = format!("{}:{}:{}", self.name, at.line, at.column);
        let unit = text("unit").map(fold::nfc);
        Some(Set { value: Level { rules, path, unit, to, at: told }, at })
    }

    /// Whether a finding of that name can have that severity.
    fn rule(&mut self, at: Span, rule: &str, to: Option<Severity>) {
        let names: Vec<&str> = catalog::codes().iter().map(|code| code.name).collect();
        let known = match rule.strip_suffix("/*") {
            Some(family) => names.iter().any(|n| n.split('/').next() == Some(family)),
            None => names.contains(&rule),
        };
        match (rule == MISSED, to) {
            _ if !known => self.say(at, fault::unknown_finding(rule, &names)),
            (true, Some(Severity::Error | Severity::Warning)) => {
                self.say(at, fault::missed_is_a_result());
            }
            (false, Some(Severity::Missed)) => self.say(at, fault::missed_is_for_targets()),
            _ => {}
        }
    }
}

fn as_text(node: Node<'_>) -> Option<&str> {
    match node.value() {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

fn first(set: Set<Vec<&str>>) -> Option<Set<&str>> {
    set.maybe(|list| list.first().copied())
}

/// `never` is none.
fn severity(word: &str) -> Option<Severity> {
    let all = [Severity::Error, Severity::Warning, Severity::Missed, Severity::Note];
    all.into_iter().find(|severity| severity.word() == word)
}
