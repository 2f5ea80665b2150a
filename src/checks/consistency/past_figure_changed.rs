//! `consistency/past-figure-changed`: `last_year`, `last_period` is not what was reported then.

use crate::checks::consistency::{paper, quoted};
use crate::checks::{Check, Ctx, name};
use crate::diag::{Code, Finding, Severity, Sink};
use crate::facts::{Filing, Quoted, exact};
use crate::plan::{Indicator, Ty, When};
use crate::value::slips::{Others, Slip, slip};
use crate::value::{Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "consistency/past-figure-changed",
    severity: Severity::Warning,
    summary: [
        "số kỳ trước hoặc năm trước dẫn lại khác số đã báo cáo",
        "a figure quoted from an earlier period is not what was reported then",
    ],
};

pub(super) const CHECK: Check = Check { codes: &[&CODE], run };

struct Changed<'a> {
    unit: &'a str,
    figure: &'a str,
    when: Words,
    quoted: Words,
    reported: Words,
    /// The old figure stands in a report; else it is worked out from others.
    direct: bool,
}

impl Changed<'_> {
    fn message(&self) -> Words {
        let (unit, figure) = (self.unit, self.figure);
        Words::new(|l| {
            let (when, quoted) = (self.when.get(l), self.quoted.get(l));
            let reported = self.reported.get(l);
            match (l, self.direct) {
                (Lang::Vi, true) => format!(
                    "{unit} dẫn lại `{figure}` {when} là {quoted}, nhưng khi đó đã báo cáo {reported}"
                ),
                (Lang::Vi, false) => format!(
                    "{unit} dẫn lại `{figure}` {when} là {quoted}, nhưng tính từ các báo cáo khi đó là {reported}"
                ),
                (Lang::En, true) => format!(
                    "{unit} quotes `{figure}` for {when} as {quoted}, but {reported} was reported then"
                ),
                (Lang::En, false) => format!(
                    "{unit} quotes `{figure}` for {when} as {quoted}, but the reports of that time come to {reported}"
                ),
            }
        })
    }

    fn help(&self, slip: Option<&Words>) -> Words {
        Words::new(|l| {
            let (when, reported) = (self.when.get(l), self.reported.get(l));
            match (l, slip) {
                (Lang::Vi, Some(slip)) => format!("sửa số dẫn lại thành {reported}: {}", slip.vi),
                (Lang::En, Some(slip)) => format!("write {reported} here: {}", slip.en),
                (Lang::Vi, None) => format!(
                    "dẫn lại đúng số đã báo cáo; nếu số cũ sai, gửi lại báo cáo {when} có ghi `revises`"
                ),
                (Lang::En, None) => format!(
                    "quote what was reported; if that was wrong, send the report for {when} again with `revises`"
                ),
            }
        })
    }
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    for (_, filing, more) in quoted::all(ctx) {
        for quoted in &more.quoted {
            if let Some(finding) = one(ctx, filing, quoted) {
                sink.push(finding);
            }
        }
    }
}

fn one(ctx: &Ctx<'_>, filing: &Filing, quoted: &Quoted) -> Option<Finding> {
    let indicator = ctx.plan.figure(quoted.figure);
    let when = quoted::earlier(ctx.plan, quoted.figure, filing.when, quoted.what)?;
    if !quoted::is_numeric(&indicator.ty) {
        return None;
    }
    let percent = indicator.ty == Ty::Percent;
    let range = quoted::range(quoted.value, percent, indicator.ty == Ty::Count)?;
    let then = quoted::then(ctx, quoted.figure, filing.about, when);
    let agrees = then.iter().flatten().any(|t| t.range.meets(&range));
    let then = then.into_iter().flatten().next().filter(|_| !agrees)?;
    Some(finding(ctx, filing, quoted, when, &then))
}

fn finding(
    ctx: &Ctx<'_>,
    filing: &Filing,
    quoted: &Quoted,
    when: When,
    then: &quoted::Then,
) -> Finding {
    let indicator = ctx.plan.figure(quoted.figure);
    let percent = indicator.ty == Ty::Percent;
    let value = exact(quoted.value, percent);
    let changed = Changed {
        unit: ctx.unit(filing.about, paper::day(filing)),
        figure: &indicator.item.label,
        when: Words::new(|l| name::when(ctx.plan, when, l)),
        quoted: Words::new(|l| name::written(quoted.value, &indicator.ty, l)),
        reported: Words::new(|l| reported(ctx, indicator, then, l)),
        direct: then.cell.is_some(),
    };
    let others = Others { percent, ..Others::default() };
    let slip = slip(value, then.value, &others).map(Slip::words);
    let id = &indicator.item.id;
    let finding =
        paper::finding(ctx, &CODE, (&indicator.item, indicator.item.name), changed.message())
            .at(quoted.span, words!("số dẫn lại", "the figure quoted"));
    let finding = match then.cell.map(|id| ctx.facts.cell(id)) {
        Some(cell) => finding.at(
            ctx.facts.cell_place(cell),
            Words::new(|l| {
                let paper = paper::numbered(ctx, ctx.facts.filing(cell.filing), l);
                match l {
                    Lang::Vi => format!("số đã báo cáo trong {paper}"),
                    Lang::En => format!("what {paper} reported"),
                }
            }),
        ),
        None => finding,
    };
    finding
        .at(indicator.item.name, paper::declared())
        .help(changed.help(slip.as_ref()))
        .about(paper::subject(ctx, filing, quoted.figure))
        .value(format!("{id}.quoted"), name::plain(value, &indicator.ty))
        .value(format!("{id}.reported"), name::plain(then.value, &indicator.ty))
}

fn reported(ctx: &Ctx<'_>, indicator: &Indicator, then: &quoted::Then, lang: Lang) -> String {
    match then.cell {
        Some(cell) => paper::value(ctx, ctx.facts.cell(cell), lang),
        None => name::number(then.value, &indicator.ty, lang),
    }
}
