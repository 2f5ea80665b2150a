//! Figures and tables: what kind of value each is, which laws bind it, who sends it.

use crate::plan::{Carried, Column, FigureId, Indicator, Table, TableId};
use crate::show::common;
use crate::show::expr::Printer;
use crate::show::law;
use crate::show::page::Page;
use crate::show::say::Say;
use crate::value::Lang;

/// All figures.
pub(crate) fn figures(page: &mut Page, say: &Say<'_>) {
    let all = &say.plan.indicators;
    if all.is_empty() {
        return;
    }
    page.section(&format!("{} ({})", say.pick("Số liệu", "Figures"), all.len()));
    for (id, figure) in (0..).map(FigureId).zip(all) {
        page.item(&figure.item.label, &figure.item.id);
        one(page, say, id, figure);
    }
}

/// What one figure says.
pub(crate) fn one(page: &mut Page, say: &Say<'_>, id: FigureId, figure: &Indicator) {
    page.field(say.pick("Loại", "Kind"), &law::kind(say, figure));
    page.fields(say.pick("Ràng buộc", "Laws"), &law::of_figure(say, figure));
    page.maybe(say.pick("Nơi giữ số", "Owner"), figure.owner.map(|u| say.unit_ref(u)));
    page.maybe(say.pick("Có trong", "Carried by"), carriers(say, Carried::Figure(id)));
    page.maybe(say.pick("Tên khác", "Also called"), Some(figure.aliases.join("; ")));
    common::fields(page, say, &figure.item);
}

/// The duties that carry a figure or table.
fn carriers(say: &Say<'_>, what: Carried) -> Option<String> {
    let carries = |d: &&crate::plan::Duty| d.carries.iter().any(|c| c.what == what);
    let all: Vec<&str> =
        say.plan.duties.iter().filter(carries).map(|d| d.item.label.as_str()).collect();
    (!all.is_empty()).then(|| all.join("; "))
}

/// All tables, with their columns.
pub(crate) fn tables(page: &mut Page, say: &Say<'_>) {
    let all = &say.plan.tables;
    if all.is_empty() {
        return;
    }
    page.section(&format!("{} ({})", say.pick("Biểu số liệu", "Tables"), all.len()));
    for (id, table) in (0..).map(TableId).zip(all) {
        page.blank();
        page.item(&table.item.label, &table.item.id);
        one_table(page, say, id, table);
    }
}

/// What one table says.
pub(crate) fn one_table(page: &mut Page, say: &Say<'_>, id: TableId, table: &Table) {
    let label = |c: &crate::plan::ColumnId| table.columns.get(c.at()).map(|c| c.item.label.clone());
    let key: Vec<String> = table.key.iter().filter_map(label).collect();
    page.field(say.pick("Mỗi dòng là", "A row is"), &key.join(", "));
    let per = table.per.as_ref().and_then(|(c, by_year)| {
        let column = label(c)?;
        Some(match (by_year, say.lang) {
            (true, Lang::Vi) => format!("dòng thuộc năm của “{column}”"),
            (true, Lang::En) => format!("a row belongs to the year of “{column}”"),
            (false, Lang::Vi) => format!("dòng thuộc kỳ ghi ở “{column}”"),
            (false, Lang::En) => format!("a row belongs to the period in “{column}”"),
        })
    });
    page.maybe(say.pick("Kỳ", "Period"), per);
    let covers = table.covers.map(|(set, _)| match say.lang {
        Lang::Vi => format!("mỗi đơn vị một dòng: {}", say.sized(set)),
        Lang::En => format!("a row for each of: {}", say.sized(set)),
    });
    page.maybe(say.pick("Phải đủ", "Covers"), covers);
    let columns: Vec<String> = table.columns.iter().map(|c| column(say, id, c)).collect();
    page.fields(say.pick("Cột", "Columns"), &columns);
    let printer = Printer::rows(*say, id);
    let requires: Vec<String> = table.requires.iter().map(|r| printer.show(&r.expr)).collect();
    page.fields(say.pick("Mỗi dòng phải", "Each row"), &requires);
    page.maybe(say.pick("Có trong", "Carried by"), carriers(say, Carried::Table(id)));
    page.maybe(say.pick("Tên khác", "Also called"), Some(table.aliases.join("; ")));
    common::fields(page, say, &table.item);
}

/// One column: its label, kind and laws in one line.
fn column(say: &Say<'_>, table: TableId, column: &Column) -> String {
    let kind = law::column_kind(say, column);
    let optional = say.pick("được để trống", "may be empty").to_owned();
    let laws = law::of_column(say, table, column);
    let more = column.optional.then_some(optional).into_iter().chain(laws);
    let parts: Vec<String> = std::iter::once(kind).chain(more).collect();
    format!("{}: {}", column.item.label, parts.join("; "))
}
