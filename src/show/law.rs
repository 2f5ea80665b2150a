//! The laws of a figure or column in words, and what kind of value it is.

use crate::plan::{Column, Formula, Indicator, Nature, PartOf, Sums, TableId, Ty, Within};
use crate::show::expr::Printer;
use crate::show::say::Say;
use crate::value::Lang;

/// `số đếm, phát sinh trong kỳ`
pub(crate) fn kind(say: &Say<'_>, figure: &Indicator) -> String {
    let ty = ty(say, &figure.ty);
    match nature(say, figure.nature) {
        Some(nature) => format!("{ty}, {nature}"),
        None => ty,
    }
}

/// A kind of value.
pub(crate) fn ty(say: &Say<'_>, ty: &Ty) -> String {
    let text = match ty {
        Ty::Count => say.pick("số đếm", "count"),
        Ty::Amount(unit) => return format!("{} ({unit})", say.pick("số lượng", "amount")),
        Ty::Number(Some(unit)) => return format!("{} ({unit})", say.pick("số", "number")),
        Ty::Number(None) => say.pick("số", "number"),
        Ty::Percent => say.pick("tỷ lệ phần trăm", "percent"),
        Ty::Ratio => say.pick("tỷ số", "ratio"),
        Ty::Truth => say.pick("có hoặc không", "yes or no"),
        Ty::Text => say.pick("chữ", "text"),
        Ty::Date | Ty::Duration => say.pick("ngày", "day"),
        Ty::Year => say.pick("năm", "year"),
        Ty::Unit => say.pick("tên đơn vị", "name of a unit"),
        Ty::Broken => say.pick("chưa đọc được", "not understood"),
    };
    text.to_owned()
}

/// The kind of a column: of units, of some texts, or of values.
pub(crate) fn column_kind(say: &Say<'_>, column: &Column) -> String {
    match (column.unit_of, column.one_of.as_slice()) {
        (Some(set), _) => match say.lang {
            Lang::Vi => format!("tên đơn vị thuộc {}", say.set(set)),
            Lang::En => format!("a unit of {}", say.set(set)),
        },
        (None, []) => ty(say, &column.ty),
        (None, all) => format!("{}: {}", say.pick("một trong", "one of"), all.join(", ")),
    }
}

fn nature(say: &Say<'_>, nature: Nature) -> Option<String> {
    Some(match nature {
        Nature::Flow => say.pick("phát sinh trong kỳ", "of the period").to_owned(),
        Nature::Level => say.pick("hiện có cuối kỳ", "at the end of the period").to_owned(),
        Nature::ToDate => say.pick("lũy kế từ đầu năm", "from the year's first day").to_owned(),
        Nature::Opening(of) => {
            let of = say.figure(of);
            match say.lang {
                Lang::Vi => format!("hiện có đầu kỳ, bằng “{of}” của kỳ trước"),
                Lang::En => {
                    format!("at the start of the period, equal to “{of}” of the one before")
                }
            }
        }
        Nature::None => return None,
    })
}

/// Every law of a figure, a sentence each.
pub(crate) fn of_figure(say: &Say<'_>, figure: &Indicator) -> Vec<String> {
    let printer = Printer::new(*say);
    let mut laws = Vec::new();
    laws.extend(figure.part_of.iter().map(|p| part(say, p, say.figure(p.whole))));
    if let Some(formula) = &figure.equals {
        laws.extend(equals(&printer, formula, &figure.ty));
    }
    laws.extend(figure.sums.as_ref().map(|s| sums(say, s)));
    laws.extend(figure.within.as_ref().map(|w| within(&printer, w, &figure.ty)));
    laws.extend(figure.digits.map(|n| digits(say, n)));
    laws
}

/// Every law of a column, a sentence each.
pub(crate) fn of_column(say: &Say<'_>, table: TableId, column: &Column) -> Vec<String> {
    let printer = Printer::rows(*say, table);
    let label = |c: crate::plan::ColumnId| {
        let columns = &say.plan.table(table).columns;
        columns.get(c.at()).map_or("?", |c| c.item.label.as_str())
    };
    let mut laws = Vec::new();
    laws.extend(column.part_of.iter().map(|p| part(say, p, label(p.whole))));
    if let Some(formula) = &column.equals {
        laws.extend(equals(&printer, formula, &column.ty));
    }
    laws.extend(column.within.as_ref().map(|w| within(&printer, w, &column.ty)));
    laws.extend(column.digits.map(|n| digits(say, n)));
    if let Some((of, _, _)) = column.in_table {
        let of = say.table(of);
        laws.push(match say.lang {
            Lang::Vi => format!("phải có trong bảng {of}"),
            Lang::En => format!("must stand in {of}"),
        });
    }
    laws
}

/// `không lớn hơn “…”`
pub(crate) fn part<T>(say: &Say<'_>, part: &PartOf<T>, whole: &str) -> String {
    match (say.lang, part.mostly) {
        (Lang::Vi, false) => format!("không lớn hơn “{whole}”"),
        (Lang::Vi, true) => format!("thường không lớn hơn “{whole}”; lớn hơn thì cảnh báo"),
        (Lang::En, false) => format!("not above “{whole}”"),
        (Lang::En, true) => format!("mostly not above “{whole}”; a warning where it is"),
    }
}

/// `bằng …`, with each other way to read it.
pub(crate) fn equals(printer: &Printer<'_>, formula: &Formula, ty: &Ty) -> Vec<String> {
    let say = &printer.say;
    let equal = match ty {
        Ty::Truth => say.pick("là “có” khi", "yes when"),
        _ => say.pick("bằng", "equals"),
    };
    let mut out = vec![format!("{equal} {}", printer.show(&formula.expr))];
    for (label, expr) in &formula.readings {
        let label = label.as_ref().map(|l| format!(" “{l}”")).unwrap_or_default();
        let other = say.pick("cách hiểu khác", "another reading");
        out.push(format!("{other}{label}: {}", printer.show(expr)));
    }
    out
}

/// `bằng tổng của …`
pub(crate) fn sums(say: &Say<'_>, sums: &Sums) -> String {
    let over = say.sized(sums.over);
    match (say.lang, sums.includes) {
        (Lang::Vi, false) => format!("bằng tổng của {over}"),
        (Lang::Vi, true) => format!("không nhỏ hơn tổng của {over}"),
        (Lang::En, false) => format!("the sum of {over}"),
        (Lang::En, true) => format!("not less than the sum of {over}"),
    }
}

/// `trong khoảng từ … đến …`
pub(crate) fn within(printer: &Printer<'_>, within: &Within, ty: &Ty) -> String {
    let range = printer.range(within.from, within.to, within.days, ty);
    format!("{} {range}", printer.say.pick("giá trị", "value"))
}

fn digits(say: &Say<'_>, n: u8) -> String {
    match say.lang {
        Lang::Vi => format!("ghi đến {n} chữ số sau dấu phẩy"),
        Lang::En => format!("to {n} decimals"),
    }
}
