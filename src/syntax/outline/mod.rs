//! The tree as text, for tests and for those who write rules: one line a clause, every expression with
//! all its brackets. Not the language itself.

mod args;
mod expr;

use std::fmt::Write as _;

use crate::syntax::tree::{Args, Clause, File, Item, Name, Open, Text};

/// Items, their clauses and arguments.
pub(crate) fn outline(file: &File) -> String {
    let mut out = Out { text: String::new(), depth: 0 };
    for path in &file.uses {
        out.line(&format!("use {}", text(path)));
    }
    for one in &file.items {
        out.item("", one);
    }
    out.text
}

/// The text so far, and how far its lines are moved in.
struct Out {
    text: String,
    depth: usize,
}

impl Out {
    fn line(&mut self, line: &str) {
        for part in line.lines() {
            // Writing to a string does not fail.
            let _ = writeln!(self.text, "{:width$}{part}", "", width = 2 * self.depth);
        }
    }

    fn item(&mut self, before: &str, item: &Item) {
        if let Some(doc) = &item.doc {
            for line in doc.lines() {
                self.line(&format!("## {line}"));
            }
        }
        let label = item.label.as_ref().map(|l| format!(" {}", text(l))).unwrap_or_default();
        let incomplete = if item.incomplete { " (incomplete)" } else { "" };
        let (kind, name) = (item.kind.word(), &item.name.text);
        self.line(&format!("{before}{kind} {name}{label}{incomplete}"));
        self.clauses(&item.clauses);
    }

    fn clauses(&mut self, clauses: &[Clause]) {
        self.depth += 1;
        for clause in clauses {
            self.clause("", clause);
        }
        self.depth -= 1;
    }

    fn clause(&mut self, before: &str, clause: &Clause) {
        let head = format!("{before}{}", clause.head);
        if let Args::Item(item) = &clause.args {
            self.item(&format!("{head} "), item);
        } else if let Args::Set { kind, name, clause } = &clause.args {
            self.clause(&format!("{head} {} {} ", kind.word(), name.text), clause);
        } else {
            let args = args::args(&clause.args);
            let space = if args.is_empty() { "" } else { " " };
            self.line(&format!("{head}{space}{args}"));
            self.clauses(below(&clause.args));
        }
    }
}

/// The clauses in the block of a clause.
fn below(args: &Args) -> &[Clause] {
    if let Args::Column(column) = args {
        &column.clauses
    } else if let Args::Require(require) = args {
        &require.sub
    } else if let Args::Expr { sub, .. } = args {
        sub
    } else {
        &[]
    }
}

fn text(text: &Text) -> String {
    format!("{:?}", text.text)
}

fn texts(all: &[Text]) -> String {
    list(all, text)
}

fn list<T>(all: &[T], show: impl Fn(&T) -> String) -> String {
    all.iter().map(show).collect::<Vec<_>>().join(", ")
}

fn names(all: &[Name]) -> String {
    list(all, |name| name.text.clone())
}

/// ` WORD A, B` where there is something to show.
fn after<T>(word: &str, all: &[T], show: impl Fn(&T) -> String) -> String {
    if all.is_empty() { String::new() } else { format!("{word}{}", list(all, show)) }
}

/// ` WORD …` where there is something to show.
fn maybe<T>(word: &str, what: Option<&T>, show: impl Fn(&T) -> String) -> String {
    what.map(|w| format!("{word}{}", show(w))).unwrap_or_default()
}

fn open<T>(what: &Open<T>, show: impl Fn(&T) -> String) -> String {
    match what {
        Open::Is(what) => show(what),
        Open::Unspecified(reason) => format!("unspecified{}", maybe(" ", reason.as_ref(), text)),
    }
}
