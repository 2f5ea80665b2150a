//! What a run comes to, in a few lines: the ledgers, the rules with their outcomes, why something could
//! not be checked, and what to do next.

use std::io::{self, Write};

use crate::diag::wrap::{Block, clean, fill, width, wrap};
use crate::diag::{Severity, words::count};
use crate::render::Style;
use crate::render::words::pick;
use crate::report::{Cause, Counts, Job, PlanRef, Report, RuleLine};
use crate::value::{Lang, Num};

pub(crate) fn render(report: &Report, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let page = Page { style, job: report.job };
    for line in wrap(&heading(report, style.lang), Block { first: 0, hang: 0, width: style.width })
    {
        writeln!(out, "{line}")?;
    }
    if report.job == Job::Check {
        writeln!(out)?;
        page.ledgers(&report.counts, out)?;
    }
    for (kind, title) in
        [("target", ["từng chỉ tiêu", "each target"]), ("limit", ["từng giới hạn", "each limit"])]
    {
        let lines: Vec<_> = report.rules.iter().filter(|rule| rule.kind == kind).collect();
        page.rules(title, &lines, out)?;
    }
    page.causes(&report.causes, out)?;
    writeln!(out)?;
    let text = outcome(report, style.lang);
    page.paragraph("", &text, out)
}

/// One line of the ledgers.
struct Row {
    name: [&'static str; 2],
    total: usize,
    /// What the total is, where its name does not say.
    total_is: Option<[&'static str; 2]>,
    /// Shown even where there is nothing to count.
    always: bool,
    entries: Vec<(usize, [&'static str; 2])>,
}

struct Page {
    style: Style,
    job: Job,
}

impl Page {
    fn ledgers(&self, counts: &Counts, out: &mut dyn Write) -> io::Result<()> {
        let ledgers = ledgers(counts, self.style.lang);
        let names = ledgers.iter().map(|ledger| width(ledger.name)).max().unwrap_or(0);
        let totals = ledgers.iter().map(|ledger| ledger.total.len()).max().unwrap_or(0);
        for Ledger { name, total, entries } in ledgers {
            let pad = " ".repeat(names - width(name));
            write!(out, "{name}{pad}  {total:>totals$}")?;
            self.hanging(entries.iter().map(String::as_str), " · ", names + totals + 4, out)?;
        }
        Ok(())
    }

    /// Items beside what was written already, two columns to the left of `hang`.
    fn hanging<'a>(
        &self,
        items: impl Iterator<Item = &'a str>,
        glue: &str,
        hang: usize,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let block = Block { first: hang, hang, width: self.style.width };
        for (i, line) in fill(items, glue, block).iter().enumerate() {
            match (i, line.is_empty()) {
                (0, true) => writeln!(out)?,
                (0, false) => writeln!(out, "  {line}")?,
                _ => writeln!(out, "{}{line}", " ".repeat(hang))?,
            }
        }
        Ok(())
    }

    fn paragraph(&self, before: &str, text: &str, out: &mut dyn Write) -> io::Result<()> {
        self.set_in((before, width(before)), text, out)
    }

    /// A paragraph after a beginning; its other lines are set in by `hang`.
    fn set_in(
        &self,
        (before, hang): (&str, usize),
        text: &str,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let block = Block { first: width(before), hang, width: self.style.width };
        let lines = wrap(text, block);
        for (i, line) in lines.iter().enumerate() {
            let pad = " ".repeat(hang);
            writeln!(out, "{}{line}", if i == 0 { before } else { &pad })?;
        }
        Ok(())
    }

    /// Each rule, and under it the periods it was judged at with what it came to.
    fn rules(
        &self,
        title: [&'static str; 2],
        lines: &[&RuleLine],
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let lang = self.style.lang;
        if lines.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n{}", pick(title, lang))?;
        for group in lines.chunk_by(|a, b| a.id == b.id && a.label == b.label) {
            if let Some(rule) = group.first() {
                self.paragraph("  ", &label(rule), out)?;
            }
            // Aligned by the longest single period; several in one line may reach beyond.
            let periods = group.iter().map(|rule| width(rule.period.get(lang))).max().unwrap_or(0);
            for (period, outcome) in &told(group, lang) {
                let pad = " ".repeat(periods.saturating_sub(width(period)));
                self.set_in((&format!("    {period}{pad}  "), periods + 6), outcome, out)?;
            }
        }
        Ok(())
    }

    /// Why something could not be checked, with how much each cause holds up.
    fn causes(&self, causes: &[Cause], out: &mut dyn Write) -> io::Result<()> {
        let lang = self.style.lang;
        if causes.is_empty() {
            return Ok(());
        }
        let title = match self.job {
            Job::Check => ["chưa kiểm được vì", "could not be checked because"],
            Job::Lint => ["chưa so sánh được vì", "could not be compared because"],
        };
        writeln!(out, "\n{}", pick(title, lang))?;
        let numbers: Vec<String> = causes.iter().map(|cause| number(cause.held_up, lang)).collect();
        let wide = numbers.iter().map(String::len).max().unwrap_or(0);
        for (cause, number) in causes.iter().zip(&numbers) {
            self.paragraph(&format!("  {number:>wide$}  "), &clean(cause.text.get(lang)), out)?;
        }
        Ok(())
    }
}

/// The plans and the day.
pub(super) fn heading(report: &Report, lang: Lang) -> String {
    // A plan without a number goes by its title and the id that commands know it by.
    let name = |p: &PlanRef| match &p.number {
        Some(number) => clean(number).into_owned(),
        None => format!("{} ({})", clean(&p.label), clean(&p.id)),
    };
    let names: Vec<String> = report.plans.iter().map(name).collect();
    let (all, day) = (names.join(", "), report.as_of.show(lang));
    let text = match (report.job, lang) {
        (Job::Lint, _) if names.is_empty() => String::new(),
        (Job::Lint, _) => format!("{} {all}", pick(["đã soát", "looked into"], lang)),
        (Job::Check, Lang::Vi) if names.is_empty() => format!("tính đến ngày {day}"),
        (Job::Check, Lang::En) if names.is_empty() => format!("as of {day}"),
        (Job::Check, Lang::Vi) => format!("đối chiếu với {all}, tính đến ngày {day}"),
        (Job::Check, Lang::En) => format!("checked against {all}, as of {day}"),
    };
    match &report.config {
        // It may change what counts.
        Some(config) if !text.is_empty() => {
            format!("{text}, {} {}", pick(["theo", "by"], lang), clean(config))
        }
        _ => text,
    }
}

/// A rule by its label and the id that other commands know it by.
fn label(rule: &RuleLine) -> String {
    if rule.label == rule.id {
        return clean(&rule.id).into_owned();
    }
    format!("{} ({})", clean(&rule.label), clean(&rule.id))
}

/// Periods with their outcomes; neighbours that come to the same share a line.
fn told(group: &[&RuleLine], lang: Lang) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = Vec::new();
    for same in group.chunk_by(|a, b| a.outcome.get(lang) == b.outcome.get(lang)) {
        let mut periods: Vec<&str> = Vec::new();
        for rule in same {
            let period = rule.period.get(lang);
            if !periods.contains(&period) {
                periods.push(period);
            }
        }
        let outcome = same.first().map_or("", |rule| rule.outcome.get(lang));
        out.push((clean(&periods.join(", ")).into_owned(), clean(outcome).into_owned()));
    }
    out
}

impl Row {
    fn is_shown(&self) -> bool {
        self.always || self.total > 0 || self.entries.iter().any(|(n, _)| *n > 0)
    }

    /// A ledger whose total is the sum of its entries, the first `summed` of them.
    fn of(
        name: [&'static str; 2],
        summed: usize,
        entries: Vec<(usize, [&'static str; 2])>,
    ) -> Self {
        let total = entries.iter().take(summed).map(|(n, _)| n).sum();
        Self { name, total, total_is: None, always: false, entries }
    }
}

/// One ledger in words.
pub(super) struct Ledger {
    pub(super) name: &'static str,
    pub(super) total: String,
    pub(super) entries: Vec<String>,
}

/// The ledgers that have something to say.
pub(super) fn ledgers(counts: &Counts, lang: Lang) -> Vec<Ledger> {
    let entry = |(n, name): &(usize, [&'static str; 2])| {
        (*n > 0).then(|| format!("{} {}", pick(*name, lang), number(*n, lang)))
    };
    let one = |row: Row| {
        let what = row.total_is.filter(|_| row.total > 0).map(|what| pick(what, lang).to_owned());
        let entries = what.into_iter().chain(row.entries.iter().filter_map(entry)).collect();
        Ledger { name: pick(row.name, lang), total: number(row.total, lang), entries }
    };
    rows(counts).into_iter().filter(Row::is_shown).map(one).collect()
}

fn number(n: usize, lang: Lang) -> String {
    Num::whole(i128::try_from(n).unwrap_or(i128::MAX)).show(0, lang)
}

fn rows(counts: &Counts) -> [Row; 6] {
    let figures = counts.figures;
    [
        owed(counts),
        beyond(counts),
        Row::of(
            ["số liệu", "figures"],
            3,
            vec![
                (figures.present, ["có", "present"]),
                (figures.missing, ["thiếu", "missing"]),
                (figures.not_applicable, ["không áp dụng", "not applicable"]),
            ],
        ),
        laws(counts),
        limits(counts),
        targets(counts),
    ]
}

fn owed(counts: &Counts) -> Row {
    let owed = counts.owed;
    let entries = vec![
        (owed.on_time, ["đúng hạn", "on time"]),
        (owed.late, ["muộn", "late"]),
        (owed.extended, ["được gia hạn", "extended"]),
        (owed.nil, ["báo không phát sinh", "nothing to report"]),
        (owed.missing, ["thiếu", "missing"]),
        (owed.open, ["chưa gửi, chưa tính là thiếu", "open, not counted as missing"]),
        (owed.not_yet_due, ["chưa đến hạn", "not yet due"]),
    ];
    Row { always: true, ..Row::of(["phải gửi", "owed"], entries.len(), entries) }
}

fn beyond(counts: &Counts) -> Row {
    let owed = counts.owed;
    let entries = vec![
        (owed.no_bearer, ["không còn đơn vị kế tục", "no bearer"]),
        (owed.outside_scope, ["ngoài phạm vi kiểm tra", "outside the scope"]),
    ];
    let total_is = Some(["nhận được mà không phải gửi", "received but not owed"]);
    let name = ["ngoài yêu cầu", "beyond"];
    Row { name, total: owed.beyond, total_is, always: false, entries }
}

fn laws(counts: &Counts) -> Row {
    let laws = counts.laws;
    Row::of(
        ["ràng buộc", "laws"],
        4,
        vec![
            (laws.holds, ["thỏa mãn", "hold"]),
            (laws.broken, ["vi phạm", "broken"]),
            (laws.cannot_tell, ["chưa kết luận vì số làm tròn", "cannot tell at this rounding"]),
            (laws.could_not_check, ["chưa kiểm được", "could not check"]),
            (laws.does_not_apply, ["ngoài ra không áp dụng", "besides, not applicable"]),
        ],
    )
}

fn limits(counts: &Counts) -> Row {
    let limits = counts.limits;
    let entries = vec![
        (limits.kept, ["trong giới hạn", "kept"]),
        (limits.exceeded, ["vượt", "exceeded"]),
        (limits.no_cases, ["không có trường hợp nào", "no cases"]),
        (limits.depends_on_reading, ["tùy cách hiểu", "depends on reading"]),
        (limits.not_yet_due, ["chưa đến kỳ", "not yet due"]),
        (limits.could_not_check, ["chưa kiểm được", "could not check"]),
    ];
    Row::of(["giới hạn", "limits"], entries.len(), entries)
}

fn targets(counts: &Counts) -> Row {
    let targets = counts.targets;
    let entries = vec![
        (targets.met, ["đạt", "met"]),
        (targets.missed, ["không đạt", "missed"]),
        (targets.no_cases, ["không có trường hợp nào", "no cases"]),
        (targets.depends_on_reading, ["tùy cách hiểu", "depends on reading"]),
        (targets.not_yet_due, ["chưa đến kỳ", "not yet due"]),
        (targets.not_assessable, ["chưa đánh giá được", "not assessable"]),
    ];
    Row::of(["chỉ tiêu", "targets"], entries.len(), entries)
}

/// How many findings there are, and what to do next.
pub(super) fn outcome(report: &Report, lang: Lang) -> String {
    let counted: Vec<String> = [
        (Severity::Error, ["lỗi", "error", "errors"]),
        (Severity::Warning, ["cảnh báo", "warning", "warnings"]),
        (Severity::Missed, ["chỉ tiêu không đạt", "target missed", "targets missed"]),
        (Severity::Note, ["ghi chú", "note", "notes"]),
    ]
    .into_iter()
    .map(|(severity, noun)| (report.count(severity), noun))
    .filter(|(n, _)| *n > 0)
    .map(|(n, noun)| count(n, lang, noun))
    .collect();
    let mut text = if counted.is_empty() {
        let none = match report.baseline {
            Some(_) => ["không phát hiện vấn đề nào mới", "nothing new was found"],
            None => ["không phát hiện vấn đề nào", "nothing was found"],
        };
        pick(none, lang).to_owned()
    } else {
        counted.join(", ")
    };
    let apart = apart(report, lang);
    if !apart.is_empty() {
        text = format!("{text} ({})", apart.join(", "));
    }
    match next(report, lang) {
        Some(next) => format!("{text}: {next}"),
        None => text,
    }
}

/// What is counted apart: findings that somebody has accepted, and such as a baseline knows.
fn apart(report: &Report, lang: Lang) -> Vec<String> {
    let waived = report.findings.iter().filter(|f| f.waived.is_some()).count();
    let known = report.baseline.map_or(0, |baseline| baseline.known);
    let counted = [
        (waived, ["vấn đề đã được chấp nhận", "finding accepted", "findings accepted"]),
        (
            known,
            ["vấn đề đã biết từ tệp mốc", "known from the baseline", "known from the baseline"],
        ),
    ];
    let some = counted.into_iter().filter(|(n, _)| *n > 0);
    some.map(|(n, noun)| count(n, lang, noun)).collect()
}

fn next(report: &Report, lang: Lang) -> Option<String> {
    let has = |severity| report.count(severity) > 0;
    let unchecked = report.counts.unchecked();
    let text = if has(Severity::Error) && report.job == Job::Lint {
        [
            "sửa các lỗi trên rồi chạy lại `soat lint`",
            "mend the errors above, then run `soat lint` again",
        ]
    } else if has(Severity::Error) {
        [
            "sửa các lỗi trên rồi chạy lại `soat check`",
            "correct the errors above, then run `soat check` again",
        ]
    } else if has(Severity::Warning) {
        ["xem lại các cảnh báo trên", "look into the warnings above"]
    } else if has(Severity::Missed) {
        ["số liệu không có lỗi", "the figures have no errors"]
    } else if unchecked > 0 {
        let left =
            ["chỗ chưa kiểm được", "place could not be checked", "places could not be checked"];
        return Some(match lang {
            Lang::Vi => format!("còn {}", count(unchecked, lang, left)),
            Lang::En => count(unchecked, lang, left),
        });
    } else if has(Severity::Note) {
        ["không có lỗi nào", "there are no errors"]
    } else {
        return None;
    };
    Some(pick(text, lang).to_owned())
}
