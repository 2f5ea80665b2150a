//! Changes that no test notices and the author accepts: a list beside the plan, `kh_12.mutants.toml` beside
//! `kh_12.plan`, with a reason for each.

use crate::diag::Sink;
use crate::report::{Change, Survivor};
use crate::rulebook::Root;
use crate::source::{Files, Lines};
use crate::table::toml::{Document, Map, Value};
use crate::value::{Words, words};

/// The list of a plan; what is wrong with it. Without a file nothing is accepted.
pub(super) fn read(root: &Root) -> (Vec<Survivor>, Vec<Words>) {
    let name = format!("{}.mutants.toml", root.name.trim_end_matches(".plan"));
    let Ok(text) = root.read(&name) else { return (Vec::new(), Vec::new()) };
    let (mut files, mut sink) = (Files::default(), Sink::default());
    let file = files.keep(&name, text.clone());
    let path = root.path_of(&name);
    let Some(document) = Document::parse(file, &text, &mut sink) else {
        return (Vec::new(), sink.take().into_iter().map(|finding| finding.message).collect());
    };
    let lines = Lines::new(text.as_str());
    let (mut all, mut faults) = (Vec::new(), Vec::new());
    for entry in document.root().entries() {
        let Value::List(list) = entry.node.value() else {
            faults.push(wrong(&path, lines.at(entry.at.start as usize).line));
            continue;
        };
        for node in list.iter() {
            let line = lines.at(node.at().start as usize).line;
            match node.map().filter(|_| entry.key == "accepted").and_then(one) {
                Some((why, changes)) => all.extend(changes.into_iter().map(|change| Survivor {
                    file: path.clone(),
                    line,
                    change,
                    why: Some(why.clone()),
                })),
                None => faults.push(wrong(&path, line)),
            }
        }
    }
    (all, faults)
}

/// A reason, and the changes that it is for.
fn one(map: Map<'_>) -> Option<(String, Vec<Change>)> {
    let (mut why, mut changes) = (None, None);
    for entry in map.entries() {
        match (entry.key, entry.node.value()) {
            ("why", Value::Text(text)) if !text.trim().is_empty() => why = Some(text.to_owned()),
            ("changes", Value::Text(text)) => changes = self::changes(text),
            _ => return None,
        }
    }
    why.zip(changes.filter(|changes| !changes.is_empty()))
}

/// Changes as they are printed: the item, a line with `-`, one with `+` unless it was left out.
fn changes(text: &str) -> Option<Vec<Change>> {
    let mut all: Vec<Change> = Vec::new();
    let mut item: Option<String> = None;
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(was) = line.strip_prefix("- ") {
            let (item, was) = (item.clone()?, was.trim().to_owned());
            all.push(Change { item, was, now: None });
        } else if let Some(now) = line.strip_prefix("+ ") {
            let change = all.last_mut().filter(|change| change.now.is_none())?;
            change.now = Some(now.trim().to_owned());
        } else {
            item = Some(line.to_owned());
        }
    }
    Some(all)
}

fn wrong(path: &str, line: usize) -> Words {
    words!(
        "{path}:{line}: mỗi [[accepted]] có `why` là lý do và `changes` là các thay đổi, chép như khi in ra",
        "{path}:{line}: each [[accepted]] has `why`, the reason, and `changes`, copied as they are printed"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_read_as_they_are_printed() {
        let all =
            changes("\n report a\n  - every quarter\n  + every month\n  - closes 14/12\n").unwrap();
        let said = all.iter().map(|c| (c.item.as_str(), c.was.as_str(), c.now.as_deref()));
        let said = said.collect::<Vec<_>>();
        let wanted = [
            ("report a", "every quarter", Some("every month")),
            ("report a", "closes 14/12", None),
        ];
        assert_eq!(said, wanted);
        assert_eq!(changes("- every quarter"), None);
        assert_eq!(changes("report a\n+ every month"), None);
    }
}
