//! Odd bytes where a folder says what it holds, what is waived, and what the place sets: the first two cost their own
//! contents, and with settings that cannot be read nothing is judged.

use crate::hostile::{RULES, check, folder, found, shows_nothing_that_steers, steers_nothing};
use crate::support::{each, write};

/// A name that steers a terminal, as TOML writes it.
const STEERS: &str = r"\u001b[31mđỏ\u0007\u202e";

/// What stands in a file, and what is found about it.
type Kind = (&'static str, Vec<u8>, &'static str);

fn utf_16(text: &str) -> Vec<u8> {
    "\u{feff}".chars().chain(text.chars()).flat_map(|c| (c as u16).to_le_bytes()).collect()
}

fn deep() -> Vec<u8> {
    format!("x = {}{}\n", "[".repeat(5000), "]".repeat(5000)).into_bytes()
}

fn manifests() -> Vec<Kind> {
    let says =
        |name, text: &str, finds| (name, format!("[submission]\n{text}\n").into_bytes(), finds);
    let units: Vec<String> = (0..100_000).map(|n| format!("\"u{n}\"")).collect();
    vec![
        ("empty", Vec::new(), "data/unreadable"),
        ("utf-16", utf_16("[submission]\n"), "data/encoding"),
        ("nought-bytes", b"[submission]\n\0\0\n".to_vec(), "data/encoding"),
        ("latin-1", b"[submission]\nplan = \"caf\xe9\"\n".to_vec(), "data/encoding"),
        ("deep", deep(), "data/unreadable"),
        says("cut-off", "plan = \"p", "data/syntax"),
        says("key-twice", "plan = \"p\"\nplan = \"p\"", "data/syntax"),
        says("day-of-no-calendar", "as_of = 2018-02-31", "data/syntax"),
        says("day-in-words", "as_of = \"hôm qua\"", "data/wrong-type"),
        says("number-for-a-plan", "plan = 5", "data/wrong-type"),
        says("list-for-a-plan", "plan = [\"p\", \"q\"]", "data/wrong-type"),
        says("plan-of-another", "plan = \"zz\"", "data/unknown-plan"),
        says("unit-that-steers", &format!("units = [\"{STEERS}\"]"), "data/unknown-unit"),
        says("key-that-steers", &format!("\"{STEERS}\" = 1"), "data/unknown-key"),
        says("many-units", &format!("units = [{}]", units.join(", ")), "data/unknown-unit"),
        says("no-such-period", "periods = [\"2018-Q9\"]", "data/unknown-period"),
        says("earlier-outside", "earlier = \"/etc\"", "data/unsafe-path"),
        says("earlier-is-itself", "earlier = \".\"", "data/unsafe-path"),
        says("earlier-is-a-number", "earlier = 3", "data/wrong-type"),
    ]
}

fn waivers() -> Vec<Kind> {
    let one = |text: &str| format!("[[waiver]]\n{text}\n").into_bytes();
    let waiver = |rule: &str, text: &str| {
        format!(
            "[[waiver]]\nrule = \"{rule}\"\nreason = \"{text}\"\ndocument = \"{text}\"\noffice = \"{text}\"\nuntil = 2019-01-01\n"
        )
    };
    let kinds = "rule = 1\nreason = true\ndocument = []\noffice = {}\nuntil = \"mai\"";
    vec![
        ("empty", Vec::new(), "data/unreadable"),
        ("utf-16", utf_16("[[waiver]]\n"), "data/encoding"),
        ("nought-bytes", b"[[waiver]]\n\0\n".to_vec(), "data/encoding"),
        ("deep", deep(), "data/unreadable"),
        ("cut-off", one("reason = \""), "data/syntax"),
        ("no-list", b"[waiver]\nreason = \"x\"\n".to_vec(), "data/wrong-type"),
        ("number", b"waiver = 5\n".to_vec(), "data/wrong-type"),
        ("numbers", b"waiver = [1, 2]\n".to_vec(), "data/wrong-type"),
        ("wrong-kinds", one(kinds), "data/wrong-type"),
        ("steers", waiver(STEERS, STEERS).into_bytes(), "waiver/too-broad"),
        ("many", waiver("data/syntax", "x").repeat(10_000).into_bytes(), "waiver/too-broad"),
    ]
}

/// Settings, and what is said of them.
fn settings() -> Vec<Kind> {
    let text = |name, text: String, says| (name, text.into_bytes(), says);
    vec![
        text("empty", String::new(), "the file is empty"),
        ("utf-16", utf_16("lang = \"vi\"\n"), "written in UTF-16"),
        ("nought-bytes", b"lang = \"vi\"\n\0\n".to_vec(), "not written in UTF-8"),
        ("latin-1", b"lang = \"\xe9\"\n".to_vec(), "not written in UTF-8"),
        ("deep", deep(), "nested too deep"),
        text("cut-off", "lang = \"".to_owned(), "is not closed"),
        text("unknown-key", "ngon_ngu = \"vi\"\n".to_owned(), "`ngon_ngu` is not a key"),
        text("wrong-kind", "lang = 5\n".to_owned(), "must be `vi` or `en`, not `5`"),
        text("key-that-steers", format!("\"{STEERS}\" = 1\n"), "is not a key"),
        text("value-that-steers", format!("lang = \"{STEERS}\"\n"), "must be `vi` or `en`"),
    ]
}

/// Each kind in a file beside the reports.
fn cost_themselves(file: &str, kinds: &[Kind]) {
    each(
        kinds,
        |(name, ..)| format!("{file}: {name}"),
        |(name, bytes, finds)| {
            let folder = folder(&format!("{}-{name}", file.trim_end_matches(".toml")));
            write(&folder.join(file), bytes);
            assert_eq!(found(&folder, RULES), [*finds]);
            if name.ends_with("steers") {
                shows_nothing_that_steers(&folder, RULES);
            }
        },
    );
}

#[test]
fn an_odd_manifest_costs_itself() {
    cost_themselves("submission.toml", &manifests());
}

#[test]
fn odd_waivers_waive_nothing() {
    cost_themselves("waivers.toml", &waivers());
}

#[test]
fn with_odd_settings_nothing_is_judged() {
    each(
        &settings(),
        |(name, ..)| (*name).to_owned(),
        |(name, bytes, says)| {
            let folder = folder(&format!("settings-{name}"));
            write(&folder.join("soat.toml"), bytes);
            let ran = check(&folder, RULES, "json", "en");
            assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{name}");
            assert!(ran.err.contains("soat.toml") && ran.err.contains(says), "{name}: {}", ran.err);
            steers_nothing(&ran, name);
        },
    );
}
