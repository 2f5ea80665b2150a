//! What must hold whatever is written: of random plans and random submissions, with a fixed seed.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;
use serde_json::Value;

use crate::support::{fresh, read, soat, write};

fn config(cases: u32) -> ProptestConfig {
    let rng_seed = RngSeed::Fixed(59);
    ProptestConfig { cases, rng_seed, failure_persistence: None, ..ProptestConfig::default() }
}

// --- Plans ---------------------------------------------------------------------------------------

fn figure() -> impl Strategy<Value = String> {
    select(vec!["vu", "vu_kp", "ty_le", "cuoi", "công_an", "x"]).prop_map(str::to_owned)
}

fn leaf() -> impl Strategy<Value = String> {
    let time = select(vec!["2018", "2018-Q1", "2019-9M", "2018-06", "gd_1"]);
    prop_oneof![
        figure(),
        (0..2_000_u32).prop_map(|n| n.to_string()),
        (0..100_u32, 0..10_u32).prop_map(|(n, d)| format!("{n}.{d}%")),
        (figure(), time).prop_map(|(f, t)| format!("{f} in {t}")),
        figure().prop_map(|f| format!("sum( {f} over xa )")),
    ]
}

/// A formula, its words apart by single blanks.
fn formula() -> impl Strategy<Value = String> {
    leaf().prop_recursive(4, 24, 3, |inner| {
        let sign = select(vec!["+", "-", "*", "/"]);
        let two = (inner.clone(), sign, inner.clone());
        let choice = (condition(inner.clone()), inner.clone(), inner.clone());
        prop_oneof![
            4 => two.prop_map(|(a, sign, b)| format!("{a} {sign} {b}")),
            2 => inner.clone().prop_map(|a| format!("( {a} )")),
            1 => inner.prop_map(|a| format!("min( {a}, 3 )")),
            1 => choice.prop_map(|(c, a, b)| format!("( if {c} then {a} else {b} )")),
        ]
    })
}

fn condition(of: impl Strategy<Value = String> + Clone + 'static) -> impl Strategy<Value = String> {
    let sign = select(vec![">=", "<=", "<", ">", "=", "!="]);
    let one = (of.clone(), sign, of).prop_map(|(a, sign, b)| format!("{a} {sign} {b}"));
    one.prop_recursive(2, 6, 2, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("{a} and {b}")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("( {a} or {b} )")),
            inner.prop_map(|a| format!("not ( {a} )")),
        ]
    })
}

fn item() -> impl Strategy<Value = String> {
    let id = (1..10_000_u32).prop_map(|n| format!("i{n}"));
    let body = prop_oneof![
        Just("unit @ \"A\" { kind commune ; under tinh ; alias \"B\", \"C\" }".to_owned()),
        Just("group @ \"A\" { members every commune under tinh, a, b ; except b }".to_owned()),
        Just("phase @ \"A\" { runs 2018 .. 2018-06-30 }".to_owned()),
        formula().prop_map(|f| format!("indicator @ \"A\" {{ cite \"I\" ; count flow ; equals {f} }}")),
        condition(formula().boxed()).prop_map(|c| format!("check @ \"A\" {{ for xa ; require {c} every quarter }}")),
        condition(formula().boxed()).prop_map(|c| format!("target @ \"A\" {{ cite \"I\" ; for xa ; require {c} every year }}")),
        vec_of(figure()).prop_map(|f| format!("report @ \"A\" {{ from xa, a ; to tinh via b ; every quarter, H1 ; due within 15 days ; due by 20/12 for Y ; carries {} }}", f.join(", "))),
        vec_of(figure()).prop_map(|f| format!("table @ \"A\" {{ key x ; column x \"X\" text ; column n count ; require n >= 1 ; covers xa }} # {}", f.join(" "))),
    ];
    (id, body).prop_map(|(id, body)| body.replace('@', &id))
}

fn vec_of(of: impl Strategy<Value = String>) -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec(of, 1..5)
}

/// The same words with other blanks between them, and clauses that end with `;` or with their line.
fn spaced(text: &str, blanks: &[usize]) -> String {
    let mut next = blanks.iter().copied().cycle();
    let mut out = String::new();
    for word in text.split(' ') {
        let n = next.next().unwrap_or(0);
        out.push_str(if word == ";" && n.is_multiple_of(2) { "\n" } else { word });
        let may_break = word.ends_with(',') || ["+", "and", "or", "{"].contains(&word);
        out.push_str(match n % 5 {
            0 if may_break => "\n\n  ",
            1 => "\t ",
            2 => "   ",
            _ => " ",
        });
    }
    out
}

/// Formats a text; the outline of its tree before and after, and the new text.
fn formatted(path: &Path, text: &str) -> (String, String, String) {
    write(path, text.as_bytes());
    let name = path.to_str().unwrap();
    let outline = || soat(&["debug", "tree", name]).out.replace(['(', ')'], "");
    let before = outline();
    let ran = soat(&["fmt", name]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{text}");
    (before, outline(), read(path))
}

proptest! {
    #![proptest_config(config(120))]

    /// What is printed says what was read, and is printed the same again.
    #[test]
    fn a_plan_printed_and_read_is_the_same_plan(
        items in proptest::collection::vec(item(), 1..6),
        blanks in proptest::collection::vec(0..30_usize, 1..40),
    ) {
        let path = fresh("properties-fmt").join("a.plan");
        let text: String = items.iter().fold(String::new(), |mut text, item| {
            writeln!(text, "{}", spaced(item, &blanks)).unwrap();
            text
        });
        let (before, after, made) = formatted(&path, &text);
        prop_assert_eq!(before, after, "{}", &text);
        let (_, _, again) = formatted(&path, &made);
        prop_assert_eq!(made, again);
    }
}

// --- Submissions ---------------------------------------------------------------------------------

const PLAN: &str = r#"plan kh "Kế hoạch" {
    number   "12/KH-UBND"
    province "Bình Minh"
    issued   2018-01-10 by tinh
    runs     2018
    calendar civil
}
unit tinh "UBND tỉnh Bình Minh" { kind province }
unit xa_mot "UBND xã Bcdghkl" { kind commune; under tinh }
unit xa_hai "UBND xã Mnpqrst" { kind commune; under tinh }
group xa "UBND các xã" { members every commune under tinh }
indicator vu "Số vụ xảy ra" { cite "I.2"; count flow }
indicator vu_kp "Số vụ đã khám phá" { cite "I.2"; count flow; part of vu }
indicator ty_le "Tỷ lệ khám phá" { cite "I.2"; percent; equals vu_kp / vu }
report bc "Báo cáo quý" {
    cite    "IV.3"
    from    xa
    to      tinh
    every   quarter
    due     within 15 days
    carries vu, vu_kp, ty_le
}
target kham_pha "Khám phá từ 75%" { cite "I.2"; for xa; require vu_kp / vu >= 75%  every quarter }
"#;

const FIGURES: [&str; 3] = ["vu", "vu_kp", "ty_le"];

/// A report of a commune for a quarter, received so many days after its end; the figures as texts.
#[derive(Debug, Clone)]
struct Filed {
    unit: &'static str,
    quarter: u32,
    after: u32,
    values: Vec<Option<String>>,
}

impl Filed {
    fn number(&self) -> String {
        format!("{}/BC-UBND", self.quarter * 10 + u32::from(self.unit == "xa_hai"))
    }

    fn received(&self) -> String {
        format!("2018-{:02}-{:02}", self.quarter * 3 + 1, self.after + 1)
    }

    fn toml(&self) -> String {
        let (unit, quarter, number, day) =
            (self.unit, self.quarter, self.number(), self.received());
        let mut text = format!(
            "[report]\nkind = \"bc\"\nfrom = \"{unit}\"\nto = \"tinh\"\nperiod = \"2018-Q{quarter}\"\n\
             number = \"{number}\"\nsigned = {day}\nreceived = {day}\n\n[values]\n"
        );
        for (figure, value) in FIGURES.iter().zip(&self.values) {
            match value.as_deref().map(|v| (v, v.split_once(": "))) {
                Some((_, Some((state, reason)))) => {
                    writeln!(text, "{figure} = {{ {state} = \"{reason}\" }}").unwrap();
                }
                Some((value, None)) => writeln!(text, "{figure} = \"{value}\"").unwrap(),
                None => {}
            }
        }
        text
    }
}

fn value() -> impl Strategy<Value = Option<String>> {
    prop_oneof![
        6 => (0..40_u32).prop_map(|n| Some(n.to_string())),
        2 => (0..1_000_u32).prop_map(|n| Some(format!("{},{}%", n / 10, n % 10))),
        1 => select(vec!["1.234", "-3", "x", "na: không có", "withheld: mật", "12,5", "0"])
            .prop_map(|text| Some(text.to_owned())),
        1 => Just(None),
    ]
}

fn filed(unit: &'static str, quarter: u32) -> impl Strategy<Value = Filed> {
    let values = proptest::collection::vec(value(), 3);
    (0..25_u32, values).prop_map(move |(after, values)| Filed { unit, quarter, after, values })
}

/// Some of the reports of both communes.
fn submission() -> impl Strategy<Value = Vec<Filed>> {
    let all =
        ["xa_mot", "xa_hai"].into_iter().flat_map(|unit| (1..=3).map(move |q| filed(unit, q)));
    let all: Vec<_> = all.map(|one| proptest::option::weighted(0.8, one)).collect();
    all.prop_map(|all| all.into_iter().flatten().collect())
}

fn as_reports(folder: &Path, all: &[Filed]) {
    for one in all {
        let name = format!("files/q{}/{}.toml", one.quarter, one.unit);
        write(&folder.join(name), one.toml().as_bytes());
    }
}

fn as_tables(folder: &Path, all: &[Filed]) {
    let mut heads = "kind,from,to,period,number,signed,received\n".to_owned();
    let mut figures = "unit,period,indicator,value,report\n".to_owned();
    for one in all {
        let (unit, quarter, number, day) = (one.unit, one.quarter, one.number(), one.received());
        writeln!(heads, "bc,{unit},tinh,2018-Q{quarter},{number},{day},{day}").unwrap();
        for (figure, value) in FIGURES.iter().zip(&one.values) {
            if let Some(value) = value {
                writeln!(figures, "{unit},2018-Q{quarter},{figure},\"{value}\",{number}").unwrap();
            }
        }
    }
    write(&folder.join("files/heads.csv"), heads.as_bytes());
    write(&folder.join("files/figures.csv"), figures.as_bytes());
}

/// What is found of a folder as of a day.
fn found(folder: &Path, plan: &str, as_of: &str) -> Value {
    let rules = folder.join("rules.plan");
    write(&rules, plan.as_bytes());
    let files = folder.join("files");
    std::fs::create_dir_all(&files).unwrap();
    let (files, rules) = (files.to_str().unwrap(), rules.to_str().unwrap());
    soat(&["check", files, "--rules", rules, "--as-of", as_of, "--format", "json", "--lang", "en"])
        .json()
}

/// Each finding without its places, and what is folded under it; of all units, or all but one.
fn told(json: &Value, but: &str) -> BTreeSet<String> {
    let one = |f: &Value| {
        ["rule", "severity", "unit", "period", "duty", "figure", "message", "help"]
            .map(|key| f[key].to_string())
            .join(" ")
    };
    let all = json["findings"].as_array().unwrap().iter().filter(|f| f["unit"] != but);
    let folded = |f: &Value| {
        let because = f["because"].as_array().unwrap().iter().map(one);
        because.map(|b| format!("{} brings {b}", one(f))).collect::<Vec<_>>()
    };
    all.flat_map(|f| std::iter::once(one(f)).chain(folded(f))).collect()
}

fn missing(json: &Value) -> BTreeSet<String> {
    let all = json["findings"].as_array().unwrap().iter();
    let missing = all.filter(|f| f["rule"] == "completeness/missing-report");
    missing.map(|f| format!("{} {} {}", f["duty"], f["unit"], f["period"])).collect()
}

proptest! {
    #![proptest_config(config(40))]

    #[test]
    fn the_same_data_in_toml_and_csv_are_the_same_findings(all in submission()) {
        let (reports, tables) = (fresh("properties-toml"), fresh("properties-csv"));
        as_reports(&reports, &all);
        as_tables(&tables, &all);
        let of = |folder: &Path| {
            let json = found(folder, PLAN, "2018-11-30");
            (told(&json, ""), json["counts"].to_string())
        };
        prop_assert_eq!(of(&reports), of(&tables));
    }

    #[test]
    fn a_report_of_another_office_changes_no_other_finding(
        all in submission(),
        more in filed("xa_hai", 2),
    ) {
        let mut all = all;
        all.retain(|one| one.number() != more.number());
        let of = |all: &[Filed]| {
            let folder = fresh("properties-more");
            as_reports(&folder, all);
            told(&found(&folder, PLAN, "2018-11-30"), "xa_hai")
        };
        let before = of(&all);
        all.push(more);
        prop_assert_eq!(before, of(&all));
    }

    #[test]
    fn what_is_missing_is_missing_on_every_later_day(
        all in submission(),
        (month, days) in (1..=11_u32, proptest::collection::vec(1..29_u32, 2)),
    ) {
        let folder = fresh("properties-later");
        as_reports(&folder, &all);
        let mut before = BTreeSet::new();
        for (month, day) in [month, month + 1].into_iter().zip(days) {
            let now = missing(&found(&folder, PLAN, &format!("2018-{month:02}-{day:02}")));
            prop_assert!(before.is_subset(&now), "{before:?} {now:?}");
            before = now;
        }
    }

    /// The id and the label of a unit are replaced by others as long, in the plan and in the data.
    #[test]
    fn another_name_changes_names_only(
        all in submission(),
        (id, label) in ("[b-df-hj-np-tv-z]{3}", "[B-DF-HJ-NP-TV-Z][b-df-hj-np-tv-z]{6}"),
    ) {
        let (id, label) = (format!("xa_{id}"), format!("xã {label}"));
        let renamed = |text: &str| text.replace("xa_mot", &id).replace("xã Bcdghkl", &label);
        let back = |text: &str| text.replace(&id, "xa_mot").replace(&label, "xã Bcdghkl");
        let folder = fresh("properties-names");
        as_reports(&folder, &all);
        let before = found(&folder, PLAN, "2018-11-30");
        for one in &all {
            let name = format!("files/q{}/{}.toml", one.quarter, one.unit);
            write(&folder.join(name), renamed(&one.toml()).as_bytes());
        }
        let after = found(&folder, &renamed(PLAN), "2018-11-30");
        let after: Value = serde_json::from_str(&back(&after.to_string())).unwrap();
        let sorted = |json: &Value| {
            let all = json["findings"].as_array().unwrap().iter();
            all.map(Value::to_string).collect::<BTreeSet<_>>()
        };
        prop_assert_eq!(sorted(&before), sorted(&after));
        prop_assert_eq!(&before["counts"], &after["counts"]);
    }
}
