//! The door of the fuzz targets of `fuzz/`: each takes any bytes and stops at what should not be. Not part of the
//! program; the tests run the kept inputs of `tests/cases/fuzz` through the same doors.

#![expect(clippy::panic, reason = "a fuzzer is told by a panic")]

use crate::checks::{self, Ctx};
use crate::diag::Sink;
use crate::eval::Eval;
use crate::facts;
use crate::fmt::{self, Refused};
use crate::lints;
use crate::pipeline;
use crate::plan::{self, Lookup, Plan};
use crate::render::{Format, Style, render};
use crate::report::Report;
use crate::source::{FileId, Files};
use crate::syntax;
use crate::table::csv::Rows;
use crate::value::{Date, Holidays, Lang, Num, Period, Written, written::Wants};

/// The plan that data are held against.
const PLAN: &str = include_str!("../tests/cases/fuzz/rules.plan");

/// A plan file, from its text to its lints: nothing in it is ever fatal.
pub fn plan(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    let tokens: String = syntax::lex(text).iter().map(|token| token.text(text)).collect();
    assert!(tokens == text, "the tokens are not the text");
    let (mut files, mut sink) = (Files::default(), Sink::default());
    let plan = loaded(text, &mut files, &mut sink);
    let holidays = Holidays::default();
    let all: Vec<_> = plan.iter().map(|p| lints::Ctx::new(p, &files, true, &holidays)).collect();
    let mut findings = lints::run(&all).findings;
    findings.extend(sink.take());
    shown(findings, &files);
}

/// What the formatter makes of a plan file says the same, and is its own form.
pub fn format(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    match fmt::format(FileId::NONE, text) {
        Ok(made) => match fmt::format(FileId::NONE, &made) {
            Ok(again) => assert!(made == again, "formatted twice:\n{made}\n{again}"),
            Err(why) => panic!("the formatter made what it cannot read: {why:?}\n{made}"),
        },
        Err(Refused::Mistakes(_)) => {}
        Err(Refused::Unsound) => panic!("not the same after formatting:\n{text}"),
    }
}

/// A TOML file of a submission, held against a plan.
pub fn toml(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    let (mut files, mut sink) = (Files::default(), Sink::default());
    let Some(plan) = loaded(PLAN, &mut files, &mut sink) else { panic!("the plan is not read") };
    let paper = (files.keep("paper.toml", text.to_owned()), bytes.to_vec());
    let data = facts::open_with(None, vec![paper], &mut files, &mut sink);
    let lookup = Lookup::new(&plan);
    let as_of = Date::clamped(2019, 2, 1).unwrap_or_else(|| panic!("a day"));
    let held = pipeline::held((plan, &lookup), &data, as_of, &Holidays::default(), &mut sink);
    let eval = Eval::new(&held.plan, &held.facts, &held.rows);
    let (plan, facts, dues) = (&held.plan, &held.facts, &held.dues);
    let folder = files.folder("folder");
    let mut findings = sink.take();
    checks::run(
        &Ctx { plan, facts, dues, eval: &eval, as_of, folder, clauses: checks::Clauses::default() },
        &mut findings,
    );
    shown(findings, &files);
}

/// A CSV file: each row lies behind the one before it, each cell within its row.
pub fn csv(bytes: &[u8]) {
    let (mut sink, mut last) = (Sink::default(), 0);
    let mut rows = Rows::new(FileId::NONE, bytes);
    let mut row = rows.header(&mut sink);
    while let Some(r) = row {
        assert!(last <= r.at().start && r.at().end as usize <= bytes.len(), "{:?}", r.at());
        last = r.at().end;
        for i in 0..=r.len() {
            let (cell, place) = (r.trimmed(i), r.place(i));
            let raw = bytes.get(place.start as usize..place.end as usize).unwrap_or(&[]);
            assert!(i == r.len() || r.at().start <= place.start && place.end <= r.at().end);
            assert!(raw.len() >= cell.len(), "{cell:?} at {place:?}");
        }
        r.is_blank();
        row = rows.next(&mut sink);
    }
}

/// Numbers, days and periods: what is read shows what it is, and reckoning never breaks off.
pub fn numbers(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    let parts: Vec<&str> = text.split('\n').collect();
    let mut all = Vec::new();
    for part in &parts {
        all.extend(Written::parse_machine(part).ok());
        for wants in [Wants::Count, Wants::Percent, Wants::Decimal] {
            all.extend(Written::parse_text(part, wants).ok());
        }
        for day in [Date::parse_iso(part), Date::parse_vietnamese(part)].into_iter().flatten() {
            assert!(Date::parse_iso(&day.to_string()) == Some(day), "{day}");
            assert!(day.plus_days(i64::MAX) >= day || day.plus_months(i64::MIN) <= day, "{day}");
        }
        if let Some(period) = Period::parse(part) {
            assert!(Period::parse(&period.to_string()) == Some(period), "{period}");
        }
    }
    let nums: Vec<Num> = all.iter().map(|w| w.num()).collect();
    for a in &nums {
        for b in nums.iter().take(8) {
            reckon(*a, *b);
        }
    }
}

fn reckon(a: Num, b: Num) {
    let all = [a.add(b), a.sub(b), a.mul(b), a.div(b), a.pow(5), a.neg().mul(b.neg())];
    for n in all.into_iter().flatten() {
        assert!(Num::whole(n.floor()) <= n && n <= Num::whole(n.ceil()), "{n:?}");
        n.round_half_up(3);
        n.truncate(3);
        n.show(6, Lang::Vi);
        n.decimals(18);
        assert!(n.cmp(&a) == a.cmp(&n).reverse(), "{n:?} {a:?}");
    }
}

fn loaded(text: &str, files: &mut Files, sink: &mut Sink) -> Option<Plan> {
    let read = |name: &str| match name {
        "a.plan" => Ok(text.to_owned()),
        _ => Err("not there".to_owned()),
    };
    plan::load("a.plan", &read, &[], files, sink)
}

/// Findings as a reader sees them: no sign that could steer a terminal.
fn shown(findings: Vec<crate::diag::Finding>, files: &Files) {
    let day = Date::clamped(2019, 2, 1).unwrap_or_else(|| panic!("a day"));
    let mut report = Report::of(day, findings);
    report.sort(files);
    for (format, lang) in
        [(Format::Terminal, Lang::Vi), (Format::Short, Lang::En), (Format::Json, Lang::Vi)]
    {
        let mut out = Vec::new();
        let style = Style { lang, colour: false, width: 80 };
        assert!(render(format, &report, files, style, &mut out).is_ok(), "not written");
        let text = String::from_utf8_lossy(&out);
        let steers = |c: char| c.is_control() && c != '\n';
        assert!(!text.chars().any(steers), "a control character in {format:?}: {text:?}");
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "tests read their cases")]

    type Target = fn(&[u8]);

    /// Every input that once broke something, and a few of each kind.
    #[test]
    fn kept_inputs() {
        let targets: [(&str, Target); 5] = [
            ("plan", super::plan),
            ("format", super::format),
            ("toml", super::toml),
            ("csv", super::csv),
            ("numbers", super::numbers),
        ];
        for (name, target) in targets {
            let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
            let folder = folder.join("tests/cases/fuzz").join(name);
            let mut count = 0;
            for entry in std::fs::read_dir(&folder).unwrap() {
                target(&std::fs::read(entry.unwrap().path()).unwrap());
                count += 1;
            }
            assert!(count > 0, "no inputs in {}", folder.display());
        }
    }
}
