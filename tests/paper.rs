//! `soat check -`: one report on standard input, judged by itself.

use serde_json::Value;

use crate::support::{Ran, codes, env, read, soat_fed};

const REPORT: &str = "examples/quang_ngai_59/clean/reports/2018-H1/ba_to.toml";

fn checked(text: &[u8], more: &[&str]) -> Ran {
    let args: Vec<&str> = ["check", "-", "--format", "json", "--lang", "en"]
        .into_iter()
        .chain(more.iter().copied())
        .collect();
    soat_fed(&args, text, env())
}

fn report() -> String {
    read(REPORT.as_ref())
}

/// The codes of all findings, and the exit status.
fn found(ran: &Ran) -> (u8, Vec<String>) {
    let json = ran.json();
    let all = codes(&json, &["error", "warning", "missed", "note"]);
    (ran.status, all.into_iter().map(str::to_owned).collect())
}

#[test]
fn a_sound_report_owes_nothing_beside_itself_and_its_plan_is_found() {
    let ran = checked(report().as_bytes(), &[]);
    assert_eq!(found(&ran), (0, vec![]));
    let json = ran.json();
    assert_eq!(json["plans"][0]["id"], "quang_ngai_59");
    let owed = &json["counts"]["owed"];
    assert_eq!((&owed["on_time"], &owed["missing"]), (&Value::from(1), &Value::from(0)));
    assert_eq!(json["counts"]["laws"]["could_not_check"], 0);
    assert_eq!(json["counts"]["figures"]["missing"], 0);
}

#[test]
fn what_is_wrong_in_it_is_found_with_its_line() {
    let text = report().replace("bang_cuoi    = 1", "bang_cuoi    = 7");
    let ran = checked(text.as_bytes(), &[]);
    assert_eq!(found(&ran), (1, vec!["consistency/formula-mismatch".to_owned()]));
    let place = &ran.json()["findings"][0]["places"][0];
    assert_eq!((place["file"].as_str(), place["line"].as_u64()), (Some("stdin"), Some(17)));
}

#[test]
fn a_figure_left_out_is_missing() {
    let text = report().replace("vu_an        = 15\n", "");
    assert_eq!(
        found(&checked(text.as_bytes(), &[])),
        (1, vec!["completeness/missing-figure".to_owned()])
    );
}

#[test]
fn what_cannot_be_read_is_one_finding() {
    let utf_16: Vec<u8> = report().encode_utf16().flat_map(u16::to_le_bytes).collect();
    let long = vec![b'#'; (8 << 20) + 1];
    let cases: [(&[u8], &str); 4] = [
        (b"", "data/unreadable"),
        (b"[report\n", "data/syntax"),
        (&utf_16, "data/encoding"),
        (&long, "data/unreadable"),
    ];
    for (text, code) in cases {
        assert_eq!(found(&checked(text, &[])), (1, vec![code.to_owned()]));
    }
}

#[test]
fn a_report_that_no_plan_knows_wants_a_plan_named() {
    let text = report().replace("dinh_ky", "la");
    let ran = checked(text.as_bytes(), &[]);
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("--plan") && ran.err.contains("quang_ngai_59"), "{}", ran.err);
    let (status, codes) = found(&checked(text.as_bytes(), &["--plan", "quang_ngai_59"]));
    assert_eq!(status, 1);
    assert!(codes.contains(&"data/unknown-kind".to_owned()), "{codes:?}");
}
