//! How messages name things: units, figures, periods, values. Shared, so that one thing has one name.

use crate::facts::{Cell, State};
use crate::plan::{FigureId, Plan, Ty, When};
use crate::value::{Lang, Num, Written};

/// A time for a program.
pub(crate) fn when_id(plan: &Plan, when: When) -> String {
    plan.when_id(when)
}

/// A time for a reader.
pub(crate) fn when(plan: &Plan, when: When, lang: Lang) -> String {
    match when {
        When::Period(p) => p.show(lang),
        When::Phase(id) => plan.phase(id).item.label.clone(),
        When::Day(day) => day.show(lang),
    }
}

/// Whose and for when, to stand after a name: ` quý I năm 2018 của UBND huyện Bình Sơn`.
pub(crate) fn of(plan: &Plan, unit: Option<&str>, at: Option<When>, lang: Lang) -> String {
    let at = at.map(|w| match (w, lang) {
        (When::Day(day), Lang::Vi) => format!("ngày {}", day.show(lang)),
        _ => when(plan, w, lang),
    });
    match (lang, unit, at) {
        (_, None, None) => String::new(),
        (Lang::Vi, Some(unit), Some(at)) => format!(" {at} của {unit}"),
        (Lang::Vi, Some(unit), None) => format!(" của {unit}"),
        (Lang::Vi, None, Some(at)) => format!(" {at}"),
        (Lang::En, Some(unit), Some(at)) => format!(" of {unit} for {at}"),
        (Lang::En, Some(unit), None) => format!(" of {unit}"),
        (Lang::En, None, Some(at)) => format!(" for {at}"),
    }
}

/// A figure's label.
pub(crate) fn figure(plan: &Plan, id: FigureId) -> &str {
    &plan.figure(id).item.label
}

/// A number in the unit of its kind: `79,2%`, `1.250 triệu đồng`, `31`.
pub(crate) fn number(n: Num, ty: &Ty, lang: Lang) -> String {
    match ty {
        Ty::Percent | Ty::Ratio => match n.mul(Num::whole(100)) {
            Some(p) => p.show(2, lang) + "%",
            None => n.show(4, lang),
        },
        Ty::Amount(unit) | Ty::Number(Some(unit)) => format!("{} {unit}", n.show(6, lang)),
        Ty::Count
        | Ty::Number(None)
        | Ty::Truth
        | Ty::Text
        | Ty::Date
        | Ty::Unit
        | Ty::Duration
        | Ty::Broken => n.show(6, lang),
        Ty::Year => n.plain(0),
    }
}

/// As `number`, with as many digits as tell it from another one: 74.996% is not shown as the 75% it misses.
pub(crate) fn number_beside(n: Num, other: Num, ty: &Ty, lang: Lang) -> String {
    let told = number(n, ty, lang);
    if n == other || !matches!(ty, Ty::Percent | Ty::Ratio) || told != number(other, ty, lang) {
        return told;
    }
    percent_beside(n, other, lang)
}

/// The same of what is always shown as a percentage.
pub(crate) fn percent_beside(n: Num, other: Num, lang: Lang) -> String {
    let hundred = Num::whole(100);
    let (Some(n), Some(other)) = (n.mul(hundred), other.mul(hundred)) else {
        return n.show(4, lang);
    };
    let enough = |d: &u8| n == other || n.show(*d, lang) != other.show(*d, lang);
    let decimals = (2..=9).find(enough).unwrap_or(9);
    n.show(decimals, lang) + "%"
}

/// Digits as written, in the unit of their kind.
pub(crate) fn written(w: Written, ty: &Ty, lang: Lang) -> String {
    let digits = digits(w, lang);
    match ty {
        Ty::Percent | Ty::Ratio => digits + "%",
        Ty::Amount(unit) | Ty::Number(Some(unit)) => format!("{digits} {unit}"),
        Ty::Year => w.num().plain(0),
        _ => digits,
    }
}

/// With its closing zeros, which say how exact it is.
fn digits(w: Written, lang: Lang) -> String {
    let mut out = w.num().show(w.decimals, lang);
    if w.decimals == 0 {
        return out;
    }
    let mark = match lang {
        Lang::Vi => ',',
        Lang::En => '.',
    };
    let shown = out.rsplit_once(mark).map_or(0, |(_, part)| part.len());
    if shown == 0 {
        out.push(mark);
    }
    out.extend(std::iter::repeat_n('0', usize::from(w.decimals).saturating_sub(shown)));
    out
}

/// A filed value for a reader.
pub(crate) fn cell(plan: &Plan, cell: Cell, lang: Lang) -> String {
    match cell.state {
        State::Present => written(cell.written(), &plan.figure(cell.figure).ty, lang),
        State::NotApplicable => pick(lang, "không áp dụng", "not applicable"),
        State::NotCollected => pick(lang, "chưa thống kê", "not collected"),
        State::Withheld => pick(lang, "không cung cấp", "withheld"),
        State::Wrong => pick(lang, "không đọc được", "unreadable"),
    }
}

fn pick(lang: Lang, vi: &str, en: &str) -> String {
    match lang {
        Lang::Vi => vi.to_owned(),
        Lang::En => en.to_owned(),
    }
}

/// A number for a program: exact where it has few decimals, percents in percent.
pub(crate) fn plain(n: Num, ty: &Ty) -> String {
    match ty {
        Ty::Percent | Ty::Ratio => {
            n.mul(Num::whole(100)).map_or_else(|| n.plain(6), |p| p.plain(4) + "%")
        }
        _ => n.plain(6),
    }
}
