//! Every change that is tried on a plan: one step at a time, and only where something is required.

use std::collections::BTreeSet;

use crate::plan::Plan;
use crate::report::Change;
use crate::source::{FileId, Span};
use crate::spec::mutate::binding::{self, Binding};
use crate::spec::mutate::parts::{lists, names, other};
use crate::spec::mutate::turns::{Edit, Words, turns};
use crate::syntax::token::{Sign, Token, TokenKind};
use crate::syntax::tree::{Args, Clause, Every, Item, Kind, Open};

/// The most characters of a clause that are shown whole.
const MOST: usize = 100;

/// One change, with what it is called.
#[derive(Debug)]
pub(super) struct Mutant {
    pub(super) file: FileId,
    pub(super) edit: Edit,
    pub(super) change: Change,
}

/// One file of a plan, read.
#[derive(Debug)]
pub(super) struct Page<'a> {
    pub(super) file: FileId,
    pub(super) text: &'a str,
    pub(super) tokens: Vec<Token>,
    pub(super) items: &'a [Item],
}

/// All changes of the files of a plan, in their order.
pub(super) fn all(plan: &Plan, pages: &[Page<'_>]) -> Vec<Mutant> {
    let binding = Binding::new(plan, pages);
    let mut out = Vec::new();
    for page in pages {
        let mut walk =
            Walk { plan, page, binding: &binding, seen: BTreeSet::new(), out: Vec::new() };
        for item in page.items {
            walk.item(item);
        }
        out.append(&mut walk.out);
    }
    out
}

struct Walk<'a> {
    plan: &'a Plan,
    page: &'a Page<'a>,
    binding: &'a Binding,
    /// No change is made twice.
    seen: BTreeSet<(usize, usize, String)>,
    out: Vec<Mutant>,
}

/// A clause at hand.
struct At<'a> {
    item: &'a str,
    clause: &'a Clause,
    /// Its own words, without the block behind it.
    words: Words<'a>,
}

impl<'a> Walk<'a> {
    fn item(&mut self, item: &Item) {
        if !self.binding.item(item) {
            return;
        }
        let label = format!("{} {}", item.kind.word(), item.name.text);
        if item.kind != Kind::Plan {
            let edit = Edit::without(item.span.start as usize, item.span.end as usize);
            self.push(&label, edit, label.clone(), None);
        }
        for clause in &item.clauses {
            if self.binding.clause(item, clause) {
                self.clause(&label, clause, &item.clauses);
            }
        }
    }

    fn clause(&mut self, item: &str, clause: &Clause, beside: &[Clause]) {
        match &clause.args {
            Args::Item(inner) => return self.item(inner),
            Args::Set { clause: inner, .. } if binding::binds(inner.head) => {
                return self.clause(item, inner, &[]);
            }
            Args::Set { .. } => return,
            _ => {}
        }
        let at = At { item, clause, words: self.words(clause) };
        self.left_out(&at, beside);
        match &clause.args {
            Args::Column(column) => {
                let label = format!("{item}.{}", column.name.text);
                let binding = column.clauses.iter().filter(|inner| binding::binds(inner.head));
                for inner in binding {
                    self.clause(&label, inner, &column.clauses);
                }
                return;
            }
            Args::Remove { .. } | Args::AsOf(_) | Args::Given(_) | Args::Expect(_) => return,
            _ => {}
        }
        self.thinned(&at);
        self.exchanged(&at);
        for edit in turns(&at.words) {
            self.edited(&at, edit);
        }
    }

    fn words(&self, clause: &Clause) -> Words<'a> {
        let own = self.page.tokens_of(clause).iter();
        let own = own.take_while(|token| token.kind != TokenKind::Sign(Sign::OpenBrace));
        let said = own.filter(|token| !token.kind.is_trivia() && token.kind != TokenKind::Break);
        Words { head: clause.head, all: said.copied().collect(), text: self.page.text }
    }

    /// The clause is dropped. What says only what holds without it is no loss.
    fn left_out(&mut self, at: &At<'_>, beside: &[Clause]) {
        let held = || beside.iter().any(|c| c.head == "during");
        let open = match &at.clause.args {
            Args::Due { term: Open::Unspecified(_), .. } => !held(),
            Args::Whom(Open::Unspecified(_)) => at.clause.head == "lead",
            Args::To(Open::Unspecified(_)) | Args::RunsOrOpen(Open::Unspecified(_)) => true,
            Args::Every(Open::Is(schedule)) => {
                matches!(schedule.parts.as_slice(), [Every::Once(_)])
            }
            _ => false,
        };
        if !open {
            let span = at.clause.span;
            let edit = Edit::without(span.start as usize, span.end as usize);
            self.push(at.item, edit, at.shown(), None);
        }
    }

    /// Each part of a list is left out.
    fn thinned(&mut self, at: &At<'_>) {
        for (number, (parts, with_word)) in lists(&at.clause.args).into_iter().enumerate() {
            if parts.len() < 2 {
                if let (true, Some(one)) = (with_word, parts.first()) {
                    let edit = Edit::without(at.word_before(*one), one.end as usize);
                    self.edited(at, edit);
                }
                continue;
            }
            for place in 0..parts.len() {
                let Some(edit) = without(&parts, place) else { continue };
                let part = parts.get(place).map(|span| at.written(*span)).unwrap_or_default();
                if number == 0 {
                    self.push(at.item, edit, format!("{} {part}", at.clause.head), None);
                } else {
                    self.edited(at, edit);
                }
            }
        }
    }

    /// Another of the same sort stands in place of each name; and some clauses for their neighbour.
    fn exchanged(&mut self, at: &At<'_>) {
        let all = names(&at.clause.args);
        // What stands there already, or is the item itself, would say nothing.
        let own = at.item.rsplit([' ', '.']).next();
        let known: Vec<&str> = all.iter().map(|name| name.text.as_str()).chain(own).collect();
        for name in &all {
            if let Some(with) = other(self.plan, &name.text, &known) {
                let (start, end) = (name.span.start as usize, name.span.end as usize);
                self.edited(at, Edit { start, end, with });
            }
        }
        let start = at.clause.span.start as usize;
        let end = start + at.clause.head.len();
        let head = match at.clause.head {
            "sums over" => "includes",
            "includes" => "sums over",
            _ => "",
        };
        if !head.is_empty() {
            self.edited(at, Edit { start, end, with: head.to_owned() });
        }
    }

    fn edited(&mut self, at: &At<'_>, edit: Edit) {
        let (was, now) = at.both(&edit);
        self.push(at.item, edit, was, Some(now));
    }

    fn push(&mut self, item: &str, edit: Edit, was: String, now: Option<String>) {
        if self.seen.insert((edit.start, edit.end, edit.with.clone())) {
            let change = Change { item: item.to_owned(), was, now };
            self.out.push(Mutant { file: self.page.file, edit, change });
        }
    }
}

impl Page<'_> {
    pub(super) fn tokens_of(&self, clause: &Clause) -> &[Token] {
        let range = clause.tokens.start as usize..clause.tokens.end as usize;
        self.tokens.get(range).unwrap_or_default()
    }
}

/// What goes with one of several parts: the comma behind it, of the last the one before.
fn without(parts: &[Span], at: usize) -> Option<Edit> {
    let part = parts.get(at)?;
    if let Some(next) = parts.get(at + 1) {
        return Some(Edit::without(part.start as usize, next.start as usize));
    }
    let previous = parts.get(at.checked_sub(1)?)?;
    Some(Edit::without(previous.end as usize, part.end as usize))
}

impl At<'_> {
    fn text(&self, start: usize, end: usize) -> &str {
        self.words.text.get(start..end).unwrap_or("")
    }

    fn written(&self, span: Span) -> String {
        on_one_line(self.text(span.start as usize, span.end as usize))
    }

    fn start(&self) -> usize {
        self.words.all.first().map_or(0, |token| token.start as usize)
    }

    fn end(&self) -> usize {
        self.words.all.last().map_or(0, |token| token.end as usize)
    }

    /// Where the word before a part begins.
    fn word_before(&self, part: Span) -> usize {
        let before = self.words.all.iter().take_while(|token| token.start < part.start);
        before.last().map_or(part.start, |token| token.start) as usize
    }

    /// The clause by itself.
    fn shown(&self) -> String {
        let text = on_one_line(self.text(self.start(), self.end()));
        if text.chars().count() <= MOST {
            return text;
        }
        let few: Vec<&str> = text.split(' ').take(8).collect();
        format!("{} …", few.join(" "))
    }

    /// The clause before and after an edit; of a long one what stands around it.
    fn both(&self, edit: &Edit) -> (String, String) {
        let (before, after) =
            (self.text(self.start(), edit.start), self.text(edit.end, self.end()));
        let old = self.text(edit.start, edit.end);
        let long = before.chars().count() + after.chars().count() > MOST;
        let (before, after) =
            if long { (last(before), first(after)) } else { (before.to_owned(), after.to_owned()) };
        let said = |middle: &str| on_one_line(&format!("{before}{middle}{after}"));
        (said(old), said(&edit.with))
    }
}

/// How many words around an edit are shown.
const AROUND: usize = 4;

/// The head of a clause, and its last words before an edit.
fn last(text: &str) -> String {
    let words: Vec<&str> = text.split_inclusive(char::is_whitespace).collect();
    let cut = words.len().saturating_sub(AROUND);
    let head = words.first().copied().unwrap_or_default();
    let kept = words.get(cut..).unwrap_or_default().concat();
    if cut < 2 { text.to_owned() } else { format!("{head}… {kept}") }
}

/// The first words behind an edit.
fn first(text: &str) -> String {
    let words: Vec<&str> = text.split_inclusive(char::is_whitespace).collect();
    let kept = words.get(..AROUND + 1).map(<[&str]>::concat);
    kept.map_or_else(|| text.to_owned(), |kept| format!("{kept}…"))
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
