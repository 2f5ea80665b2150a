//! What a figure, table or column brings: its laws with the findings that tell of them, who carries it, and
//! the formulas and rules that need it.

use crate::plan::{
    Carried, ColumnId, Condition, Domain, Duty, Expr, ExprKind, FigureId, Rule, Subjects, TableId,
};
use crate::show::brought::{self, Brought, Law};
use crate::show::common;
use crate::show::item::{What, kind, listed, named};
use crate::show::law as words;
use crate::show::page::Page;
use crate::show::say::Say;
use crate::show::terms;

/// `không lớn hơn “…” [consistency/part-exceeds-whole]`
pub(super) fn law(law: &Brought<'_>) -> String {
    format!("{} [{}]", law.text, law.code.name)
}

/// The laws of a carried thing.
pub(super) fn laws_of(say: &Say<'_>, what: Carried) -> Vec<String> {
    match what {
        Carried::Figure(id) => {
            let laws = brought::of_figure(say, id);
            // What binds every figure of its kind is told where the figure itself is asked for.
            let laws = laws.iter().filter(|l| !matches!(l.law, Law::Whole | Law::Percent));
            laws.map(law).collect()
        }
        Carried::Table(id) => table_laws(say, id),
    }
}

fn table_laws(say: &Say<'_>, id: TableId) -> Vec<String> {
    let mut out: Vec<String> = brought::of_table(say, id).iter().map(law).collect();
    for column in &say.plan.table(id).columns {
        let laws = brought::of_column(say, id, column);
        out.extend(laws.iter().map(|l| format!("{}: {}", column.item.label, law(l))));
    }
    out
}

pub(super) fn brings(page: &mut Page, say: &Say<'_>, id: FigureId) {
    let laws: Vec<String> = brought::of_figure(say, id).iter().map(law).collect();
    listed(page, say.pick("Ràng buộc", "Laws"), &laws);
    carried(page, say, Carried::Figure(id));
    let names = |e: &Expr| mentions(e, &|e| matches!(&e.kind, ExprKind::Figure(f) if *f == id));
    let bound = |l: &Law<'_>| match l {
        Law::PartOf { whole, .. } => *whole == id,
        Law::Opening(of) => *of == id,
        other => expr_of(other).is_some_and(names),
    };
    used(page, say, What::Figure(id), &bound, &names);
}

pub(super) fn table_brings(page: &mut Page, say: &Say<'_>, id: TableId) {
    listed(page, say.pick("Ràng buộc", "Laws"), &table_laws(say, id));
    carried(page, say, Carried::Table(id));
    let names = |e: &Expr| mentions(e, &|e| over_table(e, id));
    let bound = |l: &Law<'_>| match l {
        Law::InTable(of, _) => *of == id,
        other => expr_of(other).is_some_and(names),
    };
    used(page, say, What::Table(id), &bound, &names);
}

fn over_table(e: &Expr, id: TableId) -> bool {
    match &e.kind {
        ExprKind::Table(table) => *table == id,
        ExprKind::Over(over) => over.domain == Domain::Table(id),
        _ => false,
    }
}

/// What a column says of itself.
pub(super) fn column(page: &mut Page, say: &Say<'_>, table: TableId, id: ColumnId) {
    let Some(column) = say.plan.table(table).columns.get(id.at()) else { return };
    page.field(say.pick("Biểu", "Table"), &named(&say.plan.table(table).item));
    page.field(say.pick("Loại", "Kind"), &words::column_kind(say, column));
    let optional = say.pick("được để trống", "may be empty");
    page.maybe(say.pick("Ô trống", "Empty"), column.optional.then(|| optional.to_owned()));
    page.maybe(say.pick("Tên khác", "Also called"), Some(column.aliases.join("; ")));
    common::fields(page, say, &column.item);
}

pub(super) fn column_brings(page: &mut Page, say: &Say<'_>, table: TableId, id: ColumnId) {
    let Some(column) = say.plan.table(table).columns.get(id.at()) else { return };
    let laws: Vec<String> = brought::of_column(say, table, column).iter().map(law).collect();
    listed(page, say.pick("Ràng buộc", "Laws"), &laws);
}

/// The duties that carry it, for whom and for which occasions.
fn carried(page: &mut Page, say: &Say<'_>, what: Carried) {
    let mut lines = Vec::new();
    for duty in &say.plan.duties {
        lines.extend(duty.carries.iter().filter(|c| c.what == what).map(|c| {
            let from = (!c.from.is_empty())
                .then(|| format!(", {} {}", say.pick("từ", "from"), say.names(&c.from)));
            let only = (!c.only.is_empty())
                .then(|| format!(", {} {}", say.pick("kỳ", "for"), terms::occs(say, &c.only)));
            format!("{}{}{}", named(&duty.item), from.unwrap_or_default(), only.unwrap_or_default())
        }));
    }
    lines.dedup();
    if lines.is_empty() {
        let nobody = say.pick("không báo cáo nào phải có số này", "no report has to carry it");
        lines.push(nobody.to_owned());
    }
    listed(page, say.pick("Ai phải báo cáo", "Who carries it"), &lines);
}

/// Where else it stands: laws of other figures, columns and tables; targets, limits and checks.
fn used(
    page: &mut Page,
    say: &Say<'_>,
    own: What,
    bound: &dyn Fn(&Law<'_>) -> bool,
    names: &dyn Fn(&Expr) -> bool,
) {
    let plan = say.plan;
    let mut lines = Vec::new();
    let mut add = |what: What, laws: Vec<Brought<'_>>| {
        if what != own && laws.iter().any(|l| bound(&l.law)) {
            let item = what.item(plan);
            lines.push(format!(
                "{} “{}” ({})",
                kind(say.lang, what, item.kind),
                item.label,
                what.id(plan)
            ));
        }
    };
    for id in (0..).map(FigureId).take(plan.indicators.len()) {
        add(What::Figure(id), brought::of_figure(say, id));
    }
    for (id, table) in (0..).map(TableId).zip(&plan.tables) {
        add(What::Table(id), brought::of_table(say, id));
        for (at, column) in (0..).map(ColumnId).zip(&table.columns) {
            add(What::Column(id, at), brought::of_column(say, id, column));
        }
    }
    for (id, rule) in (0..).map(crate::plan::RuleId).zip(&plan.rules) {
        if rule_names(rule, own, names) {
            let what = What::Rule(id);
            let kind = kind(say.lang, what, rule.item.kind);
            lines.push(format!("{kind} “{}” ({})", rule.item.label, rule.item.id));
        }
    }
    listed(page, say.pick("Dùng ở", "Used by"), &lines);
}

fn rule_names(rule: &Rule, own: What, names: &dyn Fn(&Expr) -> bool) -> bool {
    let of_lines =
        rule.lines.iter().any(|l| names(&l.expr) || l.readings.iter().any(|r| names(&r.expr)));
    let of_subjects = match &rule.subjects {
        Subjects::About => false,
        Subjects::Units { filter, .. } => filter.as_ref().is_some_and(names),
        Subjects::Rows { table, filter } => {
            What::Table(*table) == own || filter.as_ref().is_some_and(names)
        }
    };
    of_lines || of_subjects
}

fn expr_of<'p>(law: &Law<'p>) -> Option<&'p Expr> {
    match law {
        Law::Equals(e) | Law::Reading(e) | Law::Require(e) => Some(e),
        _ => None,
    }
}

/// Whether an expression, or one inside it, is such.
fn mentions(e: &Expr, is: &dyn Fn(&Expr) -> bool) -> bool {
    let mut found = false;
    e.each(&mut |e| {
        found |= is(e);
        !found
    });
    found
}

/// The rules that a condition of `met` names.
pub(super) fn met_rules(e: &Expr) -> Vec<crate::plan::RuleId> {
    let mut out = Vec::new();
    e.each(&mut |e| {
        if let ExprKind::Met(conditions) = &e.kind {
            out.extend(conditions.iter().filter_map(|c| match c {
                Condition::Rule(id) => Some(*id),
                Condition::Expr(_) => None,
            }));
        }
        true
    });
    out
}

/// The duties that carry a figure.
pub(super) fn carriers<'p>(say: &Say<'p>, what: Carried) -> Vec<&'p Duty> {
    let carries = |d: &&Duty| d.carries.iter().any(|c| c.what == what);
    say.plan.duties.iter().filter(carries).collect()
}
