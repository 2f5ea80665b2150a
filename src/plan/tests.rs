//! Every file of `tests/cases/plan`: what it expects on a line must be found there, and nothing else.

#![expect(clippy::disallowed_methods, reason = "tests read their cases")]

use std::fs;
use std::path::Path;

use crate::diag::Sink;
use crate::plan::{
    Carried, DutyId, ExprKind, FigureId, Found, Lookup, Plan, Tail, Term, When, load,
};
use crate::source::{Files, Lines, Place};
use crate::value::{Date, Month, Num, Period};

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/plan");

/// Line and code of every `# expect: code, code`; of `# expect elsewhere: code` the line is 0.
fn expected(text: &str) -> Vec<(usize, String)> {
    let mut out = Vec::new();
    for (line, text) in (1..).zip(text.lines()) {
        let here = text.split_once("# expect:").map(|(_, codes)| (line, codes));
        let other = text.split_once("# expect elsewhere:").map(|(_, codes)| (0, codes));
        let Some((line, codes)) = here.or(other) else { continue };
        out.extend(codes.split(',').map(|code| (line, code.trim().to_owned())));
    }
    out.sort();
    out
}

/// Line and code of every finding; a finding in another file has line 0.
fn found(path: &str) -> (Vec<(usize, String)>, Vec<String>) {
    let (mut files, mut sink) = (Files::default(), Sink::default());
    let read = |path: &str| fs::read_to_string(path).map_err(|e| e.to_string());
    load(path, &read, &[], &mut files, &mut sink);
    let mut out = Vec::new();
    let mut shown = Vec::new();
    for finding in sink.take() {
        let place = finding.labels.first().unwrap().place;
        let line = match place {
            Place::Text(span) if files.name(span.file) == path => {
                Lines::new(files.kept(span.file)).at(span.start as usize).line
            }
            Place::Text(_) | Place::File(_) => 0,
        };
        shown.push(format!("{line}: {} {}", finding.code.name, finding.message.en));
        out.push((line, finding.code.name.to_owned()));
    }
    out.sort();
    (out, shown)
}

#[track_caller]
fn check(folder: &str) -> usize {
    let mut names: Vec<_> = fs::read_dir(format!("{CASES}/{folder}")).unwrap().collect();
    names.sort_by_key(|e| e.as_ref().unwrap().path());
    let mut wrong = Vec::new();
    let paths = names.iter().map(|e| e.as_ref().unwrap().path().display().to_string());
    for path in paths.filter(|p| Path::new(p).extension().is_some_and(|e| e == "plan")) {
        let want = expected(&fs::read_to_string(&path).unwrap());
        let (got, shown) = found(&path);
        assert!(folder == "ok" || !want.is_empty(), "{path} expects nothing");
        if got != want {
            let shown = shown.join("\n       ");
            wrong.push(format!("{path}\n  want {want:?}\n  got  {shown}\n"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.concat());
    names.len()
}

#[test]
fn mistakes_are_found_on_their_lines() {
    assert!(check("err") > 0);
}

#[test]
fn near_misses_are_clean() {
    assert!(check("ok") > 0);
}

/// The plan of a text, which must have no mistakes.
#[track_caller]
fn plan_of(text: &str) -> Plan {
    let head = "unit tinh \"Tỉnh\" { kind province }
        plan kh { number \"1/KH\"; issued 2018-01-01 by tinh; runs 2018 .. 2020; calendar civil }";
    let (mut files, mut sink) = (Files::default(), Sink::default());
    let read = |_: &str| Ok(format!("{head}\n{text}"));
    let plan = load("kh.plan", &read, &[], &mut files, &mut sink);
    let said: Vec<_> = sink.take().into_iter().map(|f| f.message.en).collect();
    assert!(said.is_empty(), "{said:?}");
    plan.unwrap()
}

fn day(text: &str) -> Option<Date> {
    Date::parse_iso(text)
}

#[test]
fn an_amendment_ends_the_old_item_and_begins_the_new() {
    let plan = plan_of(
        "report bc { from tinh; every quarter; due within 5 days }
         target t { require vu < 5  every year }
         indicator vu { count flow }
         amend sua { changes kh; number \"2/KH\"; runs 2019-06-01 .. 2019-12-31
            remove target t; set report bc due within 10 days; add check c { require vu >= 0 } }",
    );
    let forces: Vec<_> = plan.duties.iter().map(|d| (d.item.force.from, d.item.force.to)).collect();
    let (last, next) = (day("2019-05-31"), day("2020-01-01"));
    let run = (day("2019-06-01"), day("2019-12-31"));
    assert_eq!(forces, [(None, last), run, (next, None)]);
    let days: Vec<_> = plan.duties.iter().map(|d| d.due[0].term).collect();
    let within = |days| Some(Term::Within { days, working: false, event: None });
    assert_eq!(days, [within(5), within(10), within(5)]);
    let rules: Vec<_> = plan.rules.iter().map(|r| (r.item.force.from, r.item.force.to)).collect();
    assert_eq!(rules, [(None, last), (next, None), run]);
    assert_eq!(Lookup::new(&plan).find_duty("bc"), Found::Exact(DutyId(0)));
}

#[test]
fn all_of_and_targets_are_taken_apart() {
    let plan = plan_of(
        "indicator a { count flow }
         indicator b { count flow }
         indicator c { count flow }
         indicator d { count flow }
         report x { from tinh; carries a from tinh for Y }
         report y { from tinh; carries all of x, targets, b }
         target t { require (b + c) in 2017 <= d  every year }
         check u { require a >= 0 }",
    );
    let carried = |at: usize| plan.duties[at].carries.iter().map(|c| c.what).collect::<Vec<_>>();
    let figures = |ids: &[u32]| ids.iter().map(|i| Carried::Figure(FigureId(*i))).collect();
    let (x, y): (Vec<_>, Vec<_>) = (figures(&[0]), figures(&[0, 2, 3, 1]));
    assert_eq!((carried(0), carried(1)), (x, y));
    assert_eq!(plan.rules[0].lines[0].figures, [FigureId(3)]);
}

#[test]
fn a_path_is_one_line_for_each_point() {
    let plan = plan_of(
        "indicator a { percent level }
         target t {
            require a >= 20%  by 2019, 50%  by 2020 { cite \"II\" as \"D-1\" }
            reading \"khác\" a > 20%  by 2019, 50%  by 2020
            cite \"I\"
            assume \"một\"
         }",
    );
    let rule = &plan.rules[0];
    let tails: Vec<_> = rule.lines.iter().map(|l| (l.tail, l.readings[0].tail)).collect();
    let by = |year| Tail::By(When::Period(Period::year(year)));
    assert_eq!(tails, [(by(2019), by(2019)), (by(2020), by(2020))]);
    let second = &rule.lines[1];
    let ExprKind::Compare(_, _, right) = &second.expr.kind else { panic!("{second:?}") };
    assert!(matches!(right.kind, ExprKind::Num(n) if n == Num::decimal(50, 2)));
    assert_eq!(
        (second.item.cites[0].place.as_str(), rule.item.cites[0].place.as_str()),
        ("II", "I")
    );
    assert_eq!(second.item.assumes[0].number, "kh#1");
}

#[test]
fn open_ends_are_the_plans() {
    let plan = plan_of("phase a { runs 2019 .. }\nphase b { runs .. 2018-06-15 }");
    let spans: Vec<_> = plan.phases.iter().map(|p| (p.days.from, p.days.to, p.period)).collect();
    let years = Period { from: Month::new(2019, 1), to: Month::new(2020, 12) };
    let a = (day("2019-01-01"), day("2020-12-31"), Some(years));
    assert_eq!(spans, [a, (day("2018-01-01"), day("2018-06-15"), None)]);
}
