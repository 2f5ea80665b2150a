//! Every law that an item of a plan brings: what it holds together, the finding that tells of it when it is
//! broken, the days it is in force, and its words.

#![expect(dead_code, reason = "the comparison of two plans will read what each law holds together")]

use crate::checks::completeness::missing_row;
use crate::checks::consistency::{
    cumulative_falls, formula_mismatch, opening_differs, out_of_range, part_exceeds_whole,
    period_sum_mismatch, row_check_failed, row_not_in_list, total_mismatch, unit_sum_mismatch,
};
use crate::diag::Code;
use crate::facts::codes;
use crate::plan::{
    Column, ColumnId, DutyId, Expr, FigureId, Formula, Indicator, Item, Line, Nature, RuleId,
    SetId, Sums, TableId, Ty, Within,
};
use crate::show::expr::Printer;
use crate::show::law as words;
use crate::show::say::Say;
use crate::value::{Days, Lang};

/// What a law says, as the plan has it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Law<'p> {
    /// A count is whole and not below nought.
    Whole,
    /// A percent without a range of its own.
    Percent,
    Within(&'p Within),
    PartOf {
        whole: FigureId,
        mostly: bool,
    },
    PartOfColumn {
        whole: ColumnId,
        mostly: bool,
    },
    Equals(&'p Expr),
    /// Another way to read the formula before it.
    Reading(&'p Expr),
    Sums(&'p Sums),
    OverTime,
    ToDate,
    Opening(FigureId),
    Covers(SetId),
    InTable(TableId, ColumnId),
    Require(&'p Expr),
    Total(DutyId),
    Check(RuleId, &'p Line),
}

/// A law with its words.
#[derive(Debug, Clone)]
pub(crate) struct Brought<'p> {
    pub(crate) law: Law<'p>,
    pub(crate) code: &'static Code,
    pub(crate) text: String,
    pub(crate) force: Days,
}

fn brought<'p>(law: Law<'p>, code: &'static Code, text: String, item: &Item) -> Brought<'p> {
    Brought { law, code, text, force: item.force }
}

/// The laws of a figure.
pub(crate) fn of_figure<'p>(say: &Say<'p>, id: FigureId) -> Vec<Brought<'p>> {
    let figure = say.plan.figure(id);
    let (item, printer) = (&figure.item, Printer::new(*say));
    let mut out = range(&printer, item, &figure.ty, figure.within.as_ref());
    for part in &figure.part_of {
        let law = Law::PartOf { whole: part.whole, mostly: part.mostly };
        let text = words::part(say, part, say.figure(part.whole));
        let force = part.force.and(item.force);
        out.push(Brought { force, ..brought(law, &part_exceeds_whole::CODE, text, item) });
    }
    out.extend(figure.equals.iter().flat_map(|f| formula(&printer, f, &figure.ty, item)));
    if let Some(sums) = &figure.sums {
        let (law, text) = (Law::Sums(sums), words::sums(say, sums));
        let force = sums.force.and(item.force);
        out.push(Brought { force, ..brought(law, &unit_sum_mismatch::CODE, text, item) });
    }
    out.extend(over_time(say, figure));
    out
}

/// The range of values.
fn range<'p>(
    printer: &Printer<'p>,
    item: &Item,
    ty: &Ty,
    within: Option<&'p Within>,
) -> Vec<Brought<'p>> {
    let say = &printer.say;
    let mut out = Vec::new();
    if *ty == Ty::Count {
        let text = say.pick("số nguyên, không âm", "a whole number, not below nought").to_owned();
        out.push(brought(Law::Whole, &codes::NOT_A_COUNT, text, item));
    }
    match within {
        Some(range) => {
            let text = words::within(printer, range, ty);
            out.push(brought(Law::Within(range), &out_of_range::CODE, text, item));
        }
        None if *ty == Ty::Percent => {
            let text = say.pick("giá trị từ 0% đến 100%", "value from 0% to 100%").to_owned();
            out.push(brought(Law::Percent, &out_of_range::CODE, text, item));
        }
        None => {}
    }
    out
}

fn formula<'p>(
    printer: &Printer<'p>,
    formula: &'p Formula,
    ty: &Ty,
    item: &Item,
) -> Vec<Brought<'p>> {
    let laws = std::iter::once(Law::Equals(&formula.expr));
    let laws = laws.chain(formula.readings.iter().map(|(_, e)| Law::Reading(e)));
    let force = formula.force.and(item.force);
    let counts = formula_mismatch::counted(&formula.expr).is_some();
    let code = if counts { &formula_mismatch::COUNT } else { &formula_mismatch::CODE };
    let one = |(law, text)| Brought { force, ..brought(law, code, text, item) };
    laws.zip(words::equals(printer, formula, ty)).map(one).collect()
}

/// What the nature of a figure brings.
fn over_time<'p>(say: &Say<'p>, figure: &'p Indicator) -> Option<Brought<'p>> {
    let item = &figure.item;
    Some(match figure.nature {
        Nature::Flow => {
            let text =
                say.pick("kỳ dài bằng tổng các kỳ trong đó", "a period is the sum of its parts");
            brought(Law::OverTime, &period_sum_mismatch::CODE, text.to_owned(), item)
        }
        Nature::ToDate => {
            let text = say.pick("lũy kế không giảm trong năm", "never falls within the year");
            brought(Law::ToDate, &cumulative_falls::CODE, text.to_owned(), item)
        }
        Nature::Opening(of) => {
            let of_label = say.figure(of);
            let text = match say.lang {
                Lang::Vi => format!("bằng “{of_label}” của kỳ trước"),
                Lang::En => format!("equal to “{of_label}” of the period before"),
            };
            brought(Law::Opening(of), &opening_differs::CODE, text, item)
        }
        Nature::Level | Nature::None => return None,
    })
}

/// The laws of a column.
pub(crate) fn of_column<'p>(say: &Say<'p>, table: TableId, column: &'p Column) -> Vec<Brought<'p>> {
    let (item, printer) = (&column.item, Printer::rows(*say, table));
    let columns = &say.plan.table(table).columns;
    let mut out = range(&printer, item, &column.ty, column.within.as_ref());
    for part in &column.part_of {
        let law = Law::PartOfColumn { whole: part.whole, mostly: part.mostly };
        let whole = columns.get(part.whole.at()).map_or("?", |c| &c.item.label);
        let text = words::part(say, part, whole);
        out.push(brought(law, &part_exceeds_whole::CODE, text, item));
    }
    out.extend(column.equals.iter().flat_map(|f| formula(&printer, f, &column.ty, item)));
    if let Some((of, at, _)) = column.in_table {
        let of_table = say.table(of);
        let text = match say.lang {
            Lang::Vi => format!("phải có trong biểu {of_table}"),
            Lang::En => format!("must stand in {of_table}"),
        };
        out.push(brought(Law::InTable(of, at), &row_not_in_list::CODE, text, item));
    }
    out
}

/// What a table asks of its rows as such.
pub(crate) fn of_table<'p>(say: &Say<'p>, id: TableId) -> Vec<Brought<'p>> {
    let table = say.plan.table(id);
    let mut out = Vec::new();
    if let Some((set, _)) = table.covers {
        let who = say.sized(set);
        let text = match say.lang {
            Lang::Vi => format!("mỗi đơn vị một dòng: {who}"),
            Lang::En => format!("a row for each of: {who}"),
        };
        out.push(brought(Law::Covers(set), &missing_row::CODE, text, &table.item));
    }
    let printer = Printer::rows(*say, id);
    for row in &table.requires {
        let code = row_check_failed::code(&row.expr);
        let text = printer.show(&row.expr);
        let force = row.item.force.and(table.item.force);
        out.push(Brought { force, ..brought(Law::Require(&row.expr), code, text, &table.item) });
    }
    out
}

/// The totals of a report.
pub(crate) fn of_duty<'p>(say: &Say<'p>, id: DutyId) -> Vec<Brought<'p>> {
    let duty = say.plan.duty(id);
    let one = |of: &DutyId| {
        let label = &say.plan.duty(*of).item.label;
        let text = match say.lang {
            Lang::Vi => format!("số đếm, số lượng bằng tổng các báo cáo “{label}” cùng kỳ"),
            Lang::En => {
                format!("counts and amounts are the sum of “{label}” for the same period")
            }
        };
        brought(Law::Total(*of), &total_mismatch::CODE, text, &duty.item)
    };
    duty.totals.iter().map(one).collect()
}
