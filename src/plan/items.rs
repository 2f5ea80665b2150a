//! What every item has: citations, assumptions and their numbers, severities, words, what is left open.

use rustc_hash::FxHashMap;

use crate::diag::Severity;
use crate::plan::{Assume, Cite, Item};
use crate::source::Span;
use crate::syntax::tree::{self, Args, Clause, Kind, Level, Name, Open, Text};
use crate::value::Days;

/// The argument of the first clause of a head.
macro_rules! one {
    ($clauses:expr, $head:literal, $pattern:pat => $value:expr) => {
        $clauses
            .iter()
            .filter(|c| c.head == $head)
            .find_map(|c| if let $pattern = &c.args { Some($value) } else { None })
    };
}

/// The clause and the argument of each clause of a head.
macro_rules! each {
    ($clauses:expr, $head:literal, $pattern:pat => $value:expr) => {
        $clauses
            .iter()
            .filter(|c| c.head == $head)
            .filter_map(|c| if let $pattern = &c.args { Some((c, $value)) } else { None })
            .collect::<Vec<_>>()
    };
}
pub(crate) use {each, one};

/// The number of each assumption, by the place of its clause.
pub(crate) type Numbers = FxHashMap<Span, String>;

/// The head of an item, a column, or a line of a rule.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Head<'a> {
    pub(crate) kind: Kind,
    pub(crate) name: &'a Name,
    pub(crate) label: Option<&'a Text>,
    pub(crate) doc: Option<&'a String>,
    pub(crate) force: Days,
}

/// The item of a head and its clauses.
pub(crate) fn item(head: Head<'_>, clauses: &[Clause], numbers: &Numbers) -> Item {
    let label = head.label.map_or(&head.name.text, |t| &t.text);
    Item {
        kind: head.kind,
        id: head.name.text.clone(),
        label: label.clone(),
        name: head.name.span,
        clauses: clauses.iter().map(|c| (c.head, c.span)).collect(),
        cites: cites(clauses),
        assumes: assumes(clauses, numbers),
        severities: severities(clauses),
        says: one!(clauses, "says", Args::Text(t) => t.text.clone()),
        doc: head.doc.cloned(),
        force: head.force,
        unspecified: clauses.iter().filter_map(left_open).collect(),
    }
}

/// The same item, with what a block of one of its lines says of itself.
pub(crate) fn with_block(item: &Item, block: &[Clause], numbers: &Numbers) -> Item {
    let mut own = item.clone();
    let (cites, assumes) = (cites(block), assumes(block, numbers));
    let severities = severities(block);
    if !cites.is_empty() {
        own.cites = cites;
    }
    if !assumes.is_empty() {
        own.assumes = assumes;
    }
    if !severities.is_empty() {
        own.severities = severities;
    }
    if let Some(says) = one!(block, "says", Args::Text(t) => t.text.clone()) {
        own.says = Some(says);
    }
    own
}

/// The citations of its clauses.
pub(crate) fn cites(clauses: &[Clause]) -> Vec<Cite> {
    let all = each!(clauses, "cite", Args::Cite(list) => list);
    let one = |(place, row): &(Text, Option<Text>)| Cite {
        place: place.text.clone(),
        row: row.as_ref().map(|r| r.text.clone()),
        span: place.span,
    };
    all.into_iter().flat_map(|(_, list)| list.iter().map(one)).collect()
}

fn assumes(clauses: &[Clause], numbers: &Numbers) -> Vec<Assume> {
    let all = each!(clauses, "assume", Args::Assume { text, by, on } => (text, by, on));
    let one = |(clause, (text, by, on)): (&Clause, (&Text, &Option<Text>, &Option<_>))| Assume {
        number: numbers.get(&clause.span).cloned().unwrap_or_default(),
        text: text.text.clone(),
        by: by.as_ref().map(|b| b.text.clone()),
        on: *on,
        span: clause.span,
    };
    all.into_iter().map(one).collect()
}

fn severities(clauses: &[Clause]) -> Vec<(Option<String>, Severity)> {
    let all = each!(clauses, "severity", Args::Severity { code, level } => (code, level));
    let one = |(code, level): (&Option<Text>, &Level)| {
        (code.as_ref().map(|c| c.text.clone()), severity(*level))
    };
    all.into_iter().map(|(_, s)| one(s)).collect()
}

pub(crate) fn severity(level: Level) -> Severity {
    match level {
        Level::Error => Severity::Error,
        Level::Warning => Severity::Warning,
        Level::Note => Severity::Note,
    }
}

/// The head and the reason of a clause that says `unspecified`.
fn left_open(clause: &Clause) -> Option<(&'static str, Option<String>)> {
    let (Args::TextOrOpen(Open::Unspecified(reason))
    | Args::Issued(Open::Unspecified(reason))
    | Args::RunsOrOpen(Open::Unspecified(reason))
    | Args::Whom(Open::Unspecified(reason))
    | Args::To(Open::Unspecified(reason))
    | Args::Every(Open::Unspecified(reason))
    | Args::Due { term: Open::Unspecified(reason), .. }) = &clause.args
    else {
        return None;
    };
    Some((clause.head, reason.as_ref().map(|r| r.text.clone())))
}

/// Numbers the assumptions of one file's items in order, from `next` on.
pub(crate) fn number(items: &[tree::Item], owner: &str, numbers: &mut Numbers) {
    let mut next = 1;
    for item in items {
        if item.kind == Kind::Amend {
            let mut own = 1;
            number_clauses(&item.clauses, &item.name.text, &mut own, numbers);
        } else {
            number_clauses(&item.clauses, owner, &mut next, numbers);
        }
    }
}

fn number_clauses(clauses: &[Clause], owner: &str, next: &mut usize, numbers: &mut Numbers) {
    for clause in clauses {
        if let Args::Assume { .. } = &clause.args {
            numbers.insert(clause.span, format!("{owner}#{next}"));
            *next += 1;
        }
        if let Some(inner) = blocks(&clause.args) {
            number_clauses(inner, owner, next, numbers);
        }
    }
}

/// The clauses inside a clause.
fn blocks(args: &Args) -> Option<&[Clause]> {
    if let Args::Expr { sub, .. } = args {
        return Some(sub);
    }
    if let Args::Require(require) = args {
        return Some(&require.sub);
    }
    if let Args::Column(column) = args {
        return Some(&column.clauses);
    }
    if let Args::Item(item) = args {
        return Some(&item.clauses);
    }
    if let Args::Set { clause, .. } = args {
        return Some(std::slice::from_ref(clause));
    }
    None
}
