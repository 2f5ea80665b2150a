//! How findings name a paper and a figure in it, and under which item of the plan they stand.

use crate::checks::{Ctx, name};
use crate::diag::{Code, Finding, Subject, words::shown};
use crate::facts::{Cell, Filing, FilingKind, State};
use crate::plan::{FigureId, Item, Ty};
use crate::source::Span;
use crate::value::{Date, Lang, Words, words};

/// The day that tells which of two papers is the later one.
pub(super) fn day(filing: &Filing) -> Option<Date> {
    filing.received.or(filing.signed)
}

/// A paper for a reader: what it is, for when, whose.
pub(super) fn paper(ctx: &Ctx<'_>, filing: &Filing, lang: Lang) -> String {
    let unit = ctx.unit(filing.from, day(filing));
    let what = what(ctx, filing, lang);
    match (lang, when(ctx, filing, lang)) {
        (Lang::Vi, Some(when)) => format!("{what} {when} của {unit}"),
        (Lang::Vi, None) => format!("{what} của {unit}"),
        (Lang::En, Some(when)) => format!("{what} of {unit} for {when}"),
        (Lang::En, None) => format!("{what} of {unit}"),
    }
}

fn what(ctx: &Ctx<'_>, filing: &Filing, lang: Lang) -> String {
    if let Some(duty) = ctx.facts.duties_of(filing).first() {
        return format!("`{}`", ctx.plan.duty(*duty).item.label);
    }
    let word = match (filing.kind, lang) {
        (FilingKind::Report, Lang::Vi) => "báo cáo",
        (FilingKind::Report, Lang::En) => "the report",
        (FilingKind::Document, Lang::Vi) => "văn bản",
        (FilingKind::Document, Lang::En) => "the document",
        (FilingKind::Figures, Lang::Vi) => "bảng số liệu",
        (FilingKind::Figures, Lang::En) => "the table of figures",
    };
    word.to_owned()
}

/// The time a paper is for.
pub(super) fn when(ctx: &Ctx<'_>, filing: &Filing, lang: Lang) -> Option<String> {
    filing.when.map(|w| name::when(ctx.plan, w, lang))
}

/// A paper by its number and day, for a label.
pub(super) fn numbered(ctx: &Ctx<'_>, filing: &Filing, lang: Lang) -> String {
    let number = ctx.facts.number(filing);
    if filing.kind == FilingKind::Figures && number.is_empty() {
        return what(ctx, filing, lang);
    }
    let day = filing.signed.or(filing.received).map(|d| d.show(lang));
    match (lang, number.is_empty(), day) {
        (Lang::Vi, false, Some(day)) => format!("văn bản `{}` ngày {day}", shown(number)),
        (Lang::Vi, false, None) => format!("văn bản `{}`", shown(number)),
        (Lang::Vi, true, Some(day)) => format!("văn bản không số ngày {day}"),
        (Lang::Vi, true, None) => "văn bản không số, không ngày".to_owned(),
        (Lang::En, false, Some(day)) => format!("paper `{}` of {day}", shown(number)),
        (Lang::En, false, None) => format!("paper `{}`", shown(number)),
        (Lang::En, true, Some(day)) => format!("a paper without a number, of {day}"),
        (Lang::En, true, None) => "a paper without a number or a day".to_owned(),
    }
}

/// The item of the plan that a finding about a paper stands under: its duty, else the plan itself.
pub(super) fn item<'a>(ctx: &Ctx<'a>, filing: &Filing) -> &'a Item {
    match ctx.facts.duties_of(filing).first() {
        Some(duty) => &ctx.plan.duty(*duty).item,
        None => &ctx.plan.item,
    }
}

/// A finding that no law of the item brings: the author's words for the item are not about it.
pub(super) fn finding<'a>(
    ctx: &Ctx<'a>,
    code: &'static Code,
    (item, clause): (&'a Item, Span),
    message: Words,
) -> Finding {
    Finding::new(code, message).severity(item.severity_of(code)).under(ctx.clause(item, clause))
}

/// What the place of such an item is.
pub(super) fn declared() -> Words {
    words!("quy định tại đây", "declared here")
}

/// A finding about a figure in a filing is about the unit whose figure it is.
pub(super) fn subject(ctx: &Ctx<'_>, filing: &Filing, figure: FigureId) -> Subject {
    Subject {
        unit: Some(ctx.plan.unit(filing.about).item.id.clone()),
        figure: Some(ctx.plan.figure(figure).item.id.clone()),
        ..ctx.subject_of_filing(filing)
    }
}

/// A filed value for a reader, of any kind.
pub(super) fn value(ctx: &Ctx<'_>, cell: Cell, lang: Lang) -> String {
    let ty = &ctx.plan.figure(cell.figure).ty;
    match (cell.state, ty) {
        (State::Present, Ty::Truth) => flag(cell.digits != 0, lang),
        (State::Present, Ty::Date) => kept_day(cell.digits, lang),
        (State::Present, Ty::Text | Ty::Unit) => {
            let text = usize::try_from(cell.digits).ok().and_then(|at| ctx.facts.texts.get(at));
            format!("`{}`", shown(text.map_or("", String::as_str)))
        }
        _ => name::cell(ctx.plan, cell, lang),
    }
}

/// Yes or no.
pub(super) fn flag(yes: bool, lang: Lang) -> String {
    let word = match (yes, lang) {
        (true, Lang::Vi) => "có",
        (false, Lang::Vi) => "không",
        (true, Lang::En) => "yes",
        (false, Lang::En) => "no",
    };
    word.to_owned()
}

/// A day kept as `yyyymmdd`.
fn kept_day(digits: i64, lang: Lang) -> String {
    let part = |n: i64| u32::try_from(n).unwrap_or(0);
    let year = i32::try_from(digits / 10_000).unwrap_or(0);
    let day = Date::new(year, part(digits / 100 % 100), part(digits % 100));
    day.map_or_else(|| digits.to_string(), |d| d.show(lang))
}
