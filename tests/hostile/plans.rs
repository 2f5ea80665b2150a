//! Hostile plan files: each mistake is told, and the run ends.

use std::fmt::Write as _;

use crate::hostile::{RULES, steers_nothing};
use crate::support::{each, fresh, read, soat, write};

/// A plan file; a part of the findings, or nothing where it is sound.
struct Kind {
    name: &'static str,
    text: String,
    finds: &'static str,
}

fn kind(name: &'static str, text: impl Into<String>, finds: &'static str) -> Kind {
    Kind { name, text: text.into(), finds }
}

/// The sound plan with one formula more.
fn formula(text: &str) -> String {
    format!(
        "{}check c \"x\" {{ cite \"I\"; for xa; require {text}  every quarter }}\n",
        read(RULES.as_ref())
    )
}

/// The sound plan with many items more.
fn items(count: usize, item: impl Fn(usize) -> String) -> String {
    (0..count).fold(read(RULES.as_ref()), |mut text, i| {
        writeln!(text, "{}", item(i)).unwrap();
        text
    })
}

#[expect(clippy::too_many_lines, reason = "a table of kinds")]
fn kinds() -> Vec<Kind> {
    let deep = |open: &str, close: &str| {
        formula(&format!("{}vu{} >= 0", open.repeat(2_000), close.repeat(2_000)))
    };
    let chain = |count: usize| formula(&(vec!["vu"; count].join(" + ") + " >= 0"));
    let sum = |i: usize| {
        format!(
            "indicator f{i} \"F {i}\" {{ cite \"I\"; count flow; equals f{} + f{} }}",
            i + 1,
            i + 1
        )
    };
    let last = |i: usize| format!("indicator f{i} \"F {i}\" {{ cite \"I\"; count flow }}");
    let group = |i: usize, members: String| format!("group g{i} \"G {i}\" {{ members {members} }}");
    vec![
        kind("empty", "", "rule/missing-clause"),
        kind("garbage", "?\n".repeat(5_000), "more than 100 mistakes"),
        kind("quotes", "\"".repeat(20_000), "rule/syntax"),
        kind("braces", format!("unit a \"x\" {}", "{".repeat(5_000)), "rule/syntax"),
        kind("open-items", "unit a { kind\n".repeat(2_000), "more than 100 mistakes"),
        kind("words", "plan ".repeat(5_000), "has no place for `plan`"),
        kind("deep-brackets", deep("(", ")"), "more than 64 levels"),
        kind("deep-not", deep("not ", ""), "more than 64 levels"),
        kind("deep-minus", deep("- ", ""), "more than 64 levels"),
        kind(
            "deepest-brackets",
            formula(&format!("{}vu{} >= 0", "(".repeat(60), ")".repeat(60))),
            "",
        ),
        kind("long-sum", chain(5_000), "more than 1000 operands"),
        kind("longest-sum", chain(999), ""),
        kind("long-number", formula(&format!("vu >= {}", "9".repeat(5_000))), "is too long"),
        kind(
            "long-name",
            items(1, |_| {
                format!("unit {} \"x\" {{ kind commune; under tinh }}", "k".repeat(20_000))
            }),
            "",
        ),
        kind(
            "large-product",
            formula("vu * 999999999999999 * 999999999999999 * 999999999999999 >= 1"),
            "",
        ),
        kind(
            "quotients",
            formula(&format!("vu / vu_kp{} >= 1%", " / 999999999999999".repeat(30))),
            "",
        ),
        kind(
            "formulas-in-a-circle",
            items(400, |i| sum(i).replace(&format!("f{}", i + 1), &format!("f{}", (i + 1) % 400))),
            "go round",
        ),
        kind("formulas-that-double", items(80, |i| if i < 79 { sum(i) } else { last(i) }), ""),
        kind(
            "formulas-in-a-long-row",
            items(300, |i| if i < 299 { sum(i) } else { last(i) }),
            "leans on more than 100",
        ),
        kind(
            "groups-that-double",
            items(80, |i| {
                group(
                    i,
                    if i == 0 {
                        "a, b".to_owned()
                    } else {
                        vec![format!("g{}", i - 1); 10].join(", ")
                    },
                )
            }),
            "",
        ),
        kind(
            "groups-in-a-long-row",
            items(300, |i| {
                group(i, if i == 0 { "a, b".to_owned() } else { format!("g{}", i - 1) })
            }),
            "leans on more than 100",
        ),
        kind(
            "groups-in-a-circle",
            items(500, |i| group(i, format!("g{}", (i + 1) % 500))),
            "hold each other in a circle",
        ),
        kind(
            "units-in-a-circle",
            items(500, |i| {
                format!("unit u{i} \"U {i}\" {{ kind commune; under u{} }}", (i + 1) % 500)
            }),
            "under each other in a circle",
        ),
        kind(
            "units-in-a-long-row",
            items(500, |i| {
                format!(
                    "unit u{i} \"U {i}\" {{ kind commune; under {} }}",
                    if i == 0 { "tinh".to_owned() } else { format!("u{}", i - 1) }
                )
            }),
            "leans on more than 100",
        ),
        kind(
            "runs-for-ever",
            read(RULES.as_ref()).replace("runs     2018..2019", "runs     0001-01-01..9999-12-31"),
            "",
        ),
        kind(
            "a-long-time",
            read(RULES.as_ref()).replace("within 15 days", "within 999999999999999 days"),
            "",
        ),
        kind(
            "a-long-time-at-work",
            read(RULES.as_ref()).replace("within 15 days", "within 999999999999999 working days"),
            "",
        ),
        kind(
            "control-signs",
            format!(
                "\u{1b}[2J \u{202e} unit \u{7} \"\u{1b}[31m\" {{ kind \u{200b}x }}\n{}",
                read(RULES.as_ref())
            ),
            "rule/syntax",
        ),
        kind("lone-returns", read(RULES.as_ref()).replace('\n', "\r"), ""),
        kind("full-width", read(RULES.as_ref()).replace("75%", "７５%"), "rule/syntax"),
    ]
}

#[test]
fn a_plan_of_any_kind_is_told_and_the_run_ends() {
    let kinds = kinds();
    each(
        &kinds,
        |kind| kind.name.to_owned(),
        |kind| {
            let path = fresh(&format!("hostile-plan-{}", kind.name)).join("a.plan");
            write(&path, kind.text.as_bytes());
            let path = path.to_str().unwrap();
            let ran = soat(&["lint", path, "--lang", "en", "--format", "short"]);
            assert!(ran.out.contains(kind.finds), "{:?}: {}{}", kind.finds, ran.out, ran.err);
            assert_eq!(ran.status, u8::from(!kind.finds.is_empty()), "{}", ran.out);
            steers_nothing(&ran, kind.name);
            for args in [["lint", path], ["show", path], ["fmt", path], ["test", path]] {
                let ran = soat(&args);
                assert!(ran.status <= 2);
                steers_nothing(&ran, kind.name);
            }
        },
    );
}

#[test]
fn bytes_that_are_no_text_are_no_plan() {
    let texts: [(&str, &[u8]); 4] = [
        ("utf-16", b"\xff\xfep\0l\0a\0n\0"),
        ("latin-1", b"plan caf\xe9"),
        ("packed", b"PK\x03\x04\xff\xff"),
        ("empty-folder", b""),
    ];
    for (name, bytes) in texts {
        let folder = fresh(&format!("hostile-plan-{name}"));
        if !bytes.is_empty() {
            write(&folder.join("a.plan"), bytes);
        }
        let ran = soat(&["lint", folder.to_str().unwrap()]);
        assert_eq!(ran.status, 2, "{name}: {}", ran.out);
    }
}
