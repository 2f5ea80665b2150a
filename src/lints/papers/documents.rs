//! The official papers that a plan names: itself, what it implements and replaces, its amendments, and
//! symbols in the author's texts.

use crate::lints::Ctx;
use crate::plan::Item;
use crate::source::Span;
use crate::value::Date;
use crate::value::symbol::Symbol;

/// What the plan has to do with a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// The plan's own number.
    Itself,
    Implements,
    Replaces,
    Amends,
    /// Named in a text.
    Mentioned,
}

/// A paper as one place names it.
#[derive(Debug, Clone)]
pub(super) struct Mention<'a> {
    pub(super) role: Role,
    pub(super) symbol: String,
    pub(super) dated: Option<Date>,
    pub(super) item: &'a Item,
    pub(super) at: Span,
}

/// All of them, in the order of the plan.
pub(super) fn mentions<'a>(ctx: &Ctx<'a>) -> Vec<Mention<'a>> {
    let plan = ctx.plan;
    let item = &plan.item;
    let new = |role, symbol: &str, dated, at| Mention {
        role,
        symbol: symbol.to_owned(),
        dated,
        item,
        at,
    };
    let mut out = Vec::new();
    if let Some(number) = &plan.number {
        out.push(new(Role::Itself, number, plan.issued, item.place("number")));
    }
    let lists = [
        ("implements", Role::Implements, &plan.implements),
        ("replaces", Role::Replaces, &plan.replaces),
    ];
    for (head, role, list) in lists {
        let places = item.clauses.iter().filter(|(h, _)| *h == head).map(|(_, at)| *at);
        out.extend(list.iter().zip(places).map(|((n, dated), at)| new(role, n, *dated, at)));
    }
    for amendment in &plan.amendments {
        let at = amendment.place("number");
        if let Some(symbol) = text_in(ctx, at) {
            out.push(Mention { role: Role::Amends, symbol, dated: None, item: amendment, at });
        }
    }
    in_texts(ctx, &mut out);
    out
}

/// The text between quotes in a clause.
fn text_in(ctx: &Ctx<'_>, at: Span) -> Option<String> {
    let text = ctx.text(at);
    text.split('"').nth(1).filter(|_| at.end > at.start).map(str::to_owned)
}

fn in_texts<'a>(ctx: &Ctx<'a>, out: &mut Vec<Mention<'a>>) {
    let plan = ctx.plan;
    for note in &plan.notes {
        let at = note.item.place("lists");
        note.lists.iter().for_each(|text| read(text, &note.item, at, out));
        read(&note.item.label, &note.item, note.item.name, out);
    }
    let duties = plan.duties.iter().map(|d| &d.item);
    let rules = plan.rules.iter().map(|r| &r.item);
    let figures = plan.indicators.iter().map(|f| &f.item);
    for item in std::iter::once(&plan.item).chain(duties).chain(rules).chain(figures) {
        read(&item.label, item, item.name, out);
        item.assumes.iter().for_each(|a| read(&a.text, item, a.span, out));
    }
}

/// Symbols in a text, each with the day that follows it: `48-CT/TW ngày 22/10/2010`.
fn read<'a>(text: &str, item: &'a Item, at: Span, out: &mut Vec<Mention<'a>>) {
    let words: Vec<&str> = text.split_whitespace().collect();
    for (n, word) in words.iter().enumerate() {
        let Some(symbol) = symbol(word) else { continue };
        let after = words.get(n + 1..).unwrap_or_default();
        let dated = match after {
            ["ngày", day, ..] => Date::parse_vietnamese(trimmed(day)),
            _ => None,
        };
        let symbol = symbol.to_owned();
        out.push(Mention { role: Role::Mentioned, symbol, dated, item, at });
    }
}

fn symbol(word: &str) -> Option<&str> {
    let word = word.trim_start_matches(['(', '"', '“']);
    [word, trimmed(word)].into_iter().find(|w| w.contains('/') && Symbol::parse(w).is_some())
}

fn trimmed(word: &str) -> &str {
    word.trim_end_matches(['.', ',', ';', ':', ')', '"', '”'])
}
