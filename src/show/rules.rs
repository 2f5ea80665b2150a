//! Targets, limits and checks: what must hold, of whom, when it is judged, how else it may be read.

use crate::plan::{Expr, Line, Reading, Rule, Subjects, Tail, When};
use crate::show::common;
use crate::show::expr::Printer;
use crate::show::page::Page;
use crate::show::say::Say;
use crate::syntax::tree::Kind;
use crate::value::{Lang, Step};

/// The rules of one kind, under a heading.
pub(crate) fn part(page: &mut Page, say: &Say<'_>, kind: Kind, heading: &str) {
    let rules: Vec<&Rule> = say.plan.rules.iter().filter(|r| r.item.kind == kind).collect();
    if rules.is_empty() {
        return;
    }
    page.section(&format!("{heading} ({})", rules.len()));
    for rule in rules {
        page.item(&rule.item.label, &rule.item.id);
        one(page, say, rule);
    }
}

/// What one rule says.
pub(crate) fn one(page: &mut Page, say: &Say<'_>, rule: &Rule) {
    let printer = printer(say, rule);
    page.field(say.pick("Xét", "For"), &subjects(say, &printer, &rule.subjects));
    for line in &rule.lines {
        one_line(page, &printer, rule, line);
    }
    common::fields(page, say, &rule.item);
}

/// Columns stand bare in rules about rows.
pub(crate) fn printer<'a>(say: &Say<'a>, rule: &Rule) -> Printer<'a> {
    match &rule.subjects {
        Subjects::Rows { table, .. } => Printer::rows(*say, *table),
        Subjects::About | Subjects::Units { .. } => Printer::new(*say),
    }
}

fn one_line(page: &mut Page, printer: &Printer<'_>, rule: &Rule, line: &Line) {
    let say = &printer.say;
    let name = match rule.item.kind {
        Kind::Target => say.pick("Phải đạt", "Requires"),
        Kind::Limit => say.pick("Giới hạn", "Limit"),
        _ => say.pick("Phải đúng", "Requires"),
    };
    page.field(name, &judged(printer, &line.expr, &line.tail));
    for reading in &line.readings {
        page.field(say.pick("Cách hiểu", "Reading"), &other(printer, reading));
    }
    // What a line says of itself alone: the rule's own comes at the end.
    if line.item.says != rule.item.says {
        page.maybe(say.pick("Lưu ý", "Remark"), line.item.says.clone());
    }
    if !same_cites(line, rule) {
        page.maybe(say.pick("Căn cứ", "Basis"), say.cites(&line.item.cites));
    }
}

fn same_cites(line: &Line, rule: &Rule) -> bool {
    let spans = |item: &crate::plan::Item| item.cites.iter().map(|c| c.span).collect::<Vec<_>>();
    spans(&line.item) == spans(&rule.item)
}

/// A condition with the time it is judged at: `…; xét từng năm`.
pub(crate) fn judged(printer: &Printer<'_>, expr: &Expr, at: &Tail) -> String {
    format!("{}; {}", printer.show(expr), tail(&printer.say, at))
}

fn other(printer: &Printer<'_>, reading: &Reading) -> String {
    let text = judged(printer, &reading.expr, &reading.tail);
    match &reading.label {
        Some(label) => format!("“{label}”: {text}"),
        None => text,
    }
}

/// When a line is judged.
pub(crate) fn tail(say: &Say<'_>, tail: &Tail) -> String {
    match tail {
        Tail::None => say.pick("xét ở mọi kỳ có số liệu", "at every period reported").to_owned(),
        Tail::By(when) => by(say, *when),
        Tail::Every { step, within } => {
            let step = every(say, *step);
            let within = within.map(|d| format!(", {}", say.days(d))).unwrap_or_default();
            format!("{step}{within}")
        }
    }
}

fn by(say: &Say<'_>, when: When) -> String {
    let when = match when {
        When::Phase(id) => say.phase(id),
        When::Period(_) | When::Day(_) => say.when(when),
    };
    match say.lang {
        Lang::Vi => format!("xét tại {when}"),
        Lang::En => format!("at {when}"),
    }
}

fn every(say: &Say<'_>, step: Option<Step>) -> &'static str {
    match step {
        Some(Step::Month) => say.pick("xét từng tháng", "every month"),
        Some(Step::Quarter) => say.pick("xét từng quý", "every quarter"),
        Some(Step::Half) => say.pick("xét từng 6 tháng", "every half-year"),
        Some(Step::NineMonths) => say.pick("xét từng 9 tháng", "every nine months"),
        Some(Step::Year) => say.pick("xét từng năm", "every year"),
        None => say.pick("xét từng kỳ báo cáo", "every period reported"),
    }
}

/// Whom a rule is about.
pub(crate) fn subjects(say: &Say<'_>, printer: &Printer<'_>, subjects: &Subjects) -> String {
    let only = |filter: &Option<Expr>| {
        let filter = filter.as_ref().map(|f| printer.show(f));
        filter.map(|f| format!(" {} {f}", say.pick("có", "where"))).unwrap_or_default()
    };
    match subjects {
        Subjects::About => match say.plan.about {
            Some(unit) => say.unit(unit).to_owned(),
            None => say.pick("đơn vị của kế hoạch", "the plan's own unit").to_owned(),
        },
        Subjects::Units { sets, filter } => {
            let each = say.pick("từng đơn vị", "each of");
            format!("{each}: {}{}", say.who(sets), only(filter))
        }
        Subjects::Rows { table, filter } => {
            let rows = say.pick("từng dòng của bảng", "each row of");
            format!("{rows} {}{}", say.table(*table), only(filter))
        }
    }
}
