//! What a plan comes to, where no finding tells: amendments, what is carried, paths, open ends. Mistakes
//! are told by the files of `tests/cases/plan`.

use crate::diag::Sink;
use crate::plan::{
    Carried, DutyId, ExprKind, FigureId, Found, Lookup, Plan, Tail, Term, When, load,
};
use crate::source::Files;
use crate::value::{Date, Month, Num, Period};

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
