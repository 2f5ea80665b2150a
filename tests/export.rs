//! `soat show --format`: calendars, graphs and Markdown, read back by small readers of each form.

use std::collections::BTreeSet;

use crate::support::{fresh, soat, write};

const PLANS: [&str; 5] =
    ["binh_thuan_2024", "dak_lak_4170", "dong_nai_7488", "quang_ngai_2224", "quang_ngai_59"];

fn shown(args: &[&str]) -> String {
    let all: Vec<&str> = ["show"].iter().chain(args).copied().collect();
    let ran = soat(&all);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{args:?}");
    ran.out
}

/// A plan whose names hold every sign that some form takes for its own.
const ODD: &str = r#"plan p "Kế hoạch \"thử\"; a, b: c #1 <b> `x` \\n {y} 5%" {
    number "1/KH-UBND"; province "P"; issued 2019-12-15 by tinh; runs 2020; calendar civil; cite "1"
}
unit tinh "UBND \"tỉnh\" | [A] (B) {C} <D>; E, F: G" { kind province }
unit a "UBND huyện An Bình, một nơi có tên rất dài để dòng phải gấp lại giữa các chữ có dấu" { kind district; under tinh }
report bc "Báo cáo \"quý\"; # 1. một, _hai_ *ba* \\ bốn" {
    cite "2"; from a; to tinh via "hệ thống \"X\""; copy "HĐND #2"; every quarter; due before 5/4 for Q1; due within 15 days
}
deliver kh "Kế hoạch" { cite "3"; from a; due by 2020-03-31 }
"#;

/// The plan in a folder of the test that asks for it.
fn odd(test: &str) -> String {
    let path = fresh(&format!("export-odd-{test}")).join("p.plan");
    write(&path, ODD.as_bytes());
    path.to_str().unwrap().to_owned()
}

/// Lines of a calendar, unfolded; each checked as the form wants it.
fn unfolded(text: &str) -> Vec<String> {
    assert!(text.ends_with("\r\n") && !text.replace("\r\n", "").contains(['\r', '\n']));
    let mut lines: Vec<String> = Vec::new();
    for line in text.trim_end_matches("\r\n").split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
        assert!(!line.is_empty());
        match line.strip_prefix(' ') {
            Some(rest) => lines.last_mut().unwrap().push_str(rest),
            None => lines.push(line.to_owned()),
        }
    }
    lines
}

/// The events, each as names (with their parameters) and values.
fn events(text: &str) -> Vec<Vec<(String, String)>> {
    let lines = unfolded(text);
    assert_eq!(lines.first().unwrap(), "BEGIN:VCALENDAR");
    assert_eq!(lines.last().unwrap(), "END:VCALENDAR");
    assert!(lines.contains(&"VERSION:2.0".to_owned()));
    assert!(lines.iter().any(|line| line.starts_with("PRODID:")));
    let mut events = Vec::new();
    let mut open = None;
    for line in &lines {
        let (name, value) = line.split_once(':').unwrap();
        match line.as_str() {
            "BEGIN:VEVENT" => assert!(open.replace(Vec::new()).is_none()),
            "END:VEVENT" => events.push(open.take().unwrap()),
            _ => open.iter_mut().for_each(|e| e.push((name.to_owned(), value.to_owned()))),
        }
    }
    assert!(open.is_none() && !events.is_empty());
    events
}

fn value<'e>(event: &'e [(String, String)], name: &str) -> &'e str {
    let mut all = event.iter().filter(|(n, _)| n == name);
    let (one, more) = (all.next(), all.next());
    assert!(more.is_none(), "{name} twice in {event:?}");
    &one.unwrap_or_else(|| panic!("no {name} in {event:?}")).1
}

/// Every comma, semicolon and backslash of a text is marked.
fn escaped(text: &str) {
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => assert!(matches!(chars.next(), Some('\\' | ',' | ';' | 'n')), "{text}"),
            ',' | ';' => panic!("{c} stands bare in {text}"),
            c => assert!(!c.is_control(), "{text:?}"),
        }
    }
}

fn is_day(text: &str) -> bool {
    text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit())
}

#[test]
fn a_calendar_has_an_event_for_each_due_day() {
    let odd = odd("days");
    for plan in ["dong_nai_7488", "quang_ngai_2224", "quang_ngai_59", &odd] {
        for lang in ["vi", "en"] {
            let text = shown(&[plan, "--format", "ics", "--lang", lang]);
            let mut uids = BTreeSet::new();
            for event in events(&text) {
                assert!(uids.insert(value(&event, "UID").to_owned()), "{event:?}");
                assert!(value(&event, "DTSTAMP").ends_with("T000000Z"));
                let from = value(&event, "DTSTART;VALUE=DATE");
                let to = value(&event, "DTEND;VALUE=DATE");
                assert!(is_day(from) && is_day(to) && from < to, "{event:?}");
                escaped(value(&event, "SUMMARY"));
                escaped(value(&event, "DESCRIPTION"));
            }
        }
    }
}

#[test]
fn an_event_tells_what_is_due_and_by_whom() {
    let text = shown(&[&odd("events"), "--format", "ics"]);
    let events = events(&text);
    let uids: Vec<&str> = events.iter().map(|e| value(e, "UID")).collect();
    let want = ["kh.once", "bc.2020-Q1", "bc.2020-Q2", "bc.2020-Q3", "bc.2020-Q4"];
    assert_eq!(uids, want.map(|uid| format!("{uid}@p.soat")));
    let first = &events[1];
    assert_eq!(value(first, "DTSTAMP"), "20191215T000000Z");
    // Before 5 April: the day before it is the last.
    assert_eq!(value(first, "DTSTART;VALUE=DATE"), "20200404");
    assert_eq!(value(first, "DTEND;VALUE=DATE"), "20200405");
    assert!(value(first, "SUMMARY").contains("quý I năm 2020: UBND huyện An Bình\\, một nơi"));
    assert!(value(first, "DESCRIPTION").contains("qua hệ thống \"X\""), "{first:?}");
    assert_eq!(value(&events[4], "DTEND;VALUE=DATE"), "20210116");
}

#[test]
fn made_again_a_calendar_is_the_same() {
    let args = ["quang_ngai_2224", "--format", "ics"];
    assert_eq!(shown(&args), shown(&args));
    let some = shown(&[
        "quang_ngai_2224",
        "--format",
        "ics",
        "--from",
        "2025-12-31",
        "--to",
        "2025-12-31",
    ]);
    let days: BTreeSet<String> =
        events(&some).iter().map(|e| value(e, "DTSTART;VALUE=DATE").to_owned()).collect();
    assert_eq!(days.into_iter().collect::<Vec<_>>(), ["20251231"]);
}

#[test]
fn a_calendar_without_a_day_is_not_made() {
    let args = ["show", "quang_ngai_59", "--format", "ics", "--from", "2020-01-01"];
    let ran = soat(&args);
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
}

/// The names of the nodes and the two ends of each line, with quotes that open and close in their line.
fn flow(text: &str) -> (BTreeSet<String>, Vec<(String, String)>) {
    let (mut nodes, mut edges) = (BTreeSet::new(), Vec::new());
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("---"));
    assert!(lines.next().unwrap().starts_with("title: \""));
    assert_eq!((lines.next(), lines.next()), (Some("---"), Some("flowchart LR")));
    for line in lines {
        let line = line.trim();
        if line.starts_with("class") {
            continue;
        }
        assert_eq!(line.matches('"').count(), 2, "{line}");
        let (before, rest) = line.split_once('"').unwrap();
        let (label, after) = rest.split_once('"').unwrap();
        assert!(
            !label.contains(['`', '\\']) && !label.replace("<br/>", "").contains('<'),
            "{label}"
        );
        if let Some(from) = before.strip_suffix(" -->|").or(before.strip_suffix(" -.->|")) {
            edges.push((from.to_owned(), after.strip_prefix("| ").unwrap().to_owned()));
        } else {
            let closes = |c: char| match c {
                '[' => ']',
                '(' => ')',
                c => panic!("{c}"),
            };
            let name = before.trim_end_matches(['[', '(']);
            let shape = before.strip_prefix(name).unwrap();
            let want: String = shape.chars().rev().map(closes).collect();
            assert_eq!(after, want, "{line}");
            assert!(nodes.insert(name.to_owned()));
        }
    }
    (nodes, edges)
}

#[test]
fn a_flowchart_joins_nodes_that_are_there() {
    let odd = odd("flowchart");
    for plan in PLANS.iter().copied().chain([odd.as_str()]) {
        for lang in ["vi", "en"] {
            let (nodes, edges) = flow(&shown(&[plan, "--format", "mermaid", "--lang", lang]));
            assert!(!edges.is_empty(), "{plan}");
            for (from, to) in edges {
                assert!(from != to && nodes.contains(&from) && nodes.contains(&to), "{plan}");
            }
        }
    }
}

#[test]
fn a_report_goes_through_its_channel() {
    let text = shown(&["quang_ngai_59", "--format", "mermaid"]);
    let node = |label: &str| {
        let line = text.lines().find(|line| line.contains(&format!("\"{label}")));
        line.unwrap().trim().split(['[', '(']).next().unwrap().to_owned()
    };
    let (_, edges) = flow(&text);
    let (police, province) = (node("Công an tỉnh"), node("UBND tỉnh Quảng Ngãi"));
    assert!(edges.contains(&(node("UBND các huyện"), police.clone())));
    assert!(edges.contains(&(police, province)));
}

/// A graph of Graphviz: strings with their escapes taken out, then brackets that balance.
#[test]
fn a_digraph_has_its_quotes_and_brackets_closed() {
    let odd = odd("digraph");
    for plan in PLANS.iter().copied().chain([odd.as_str()]) {
        let text = shown(&[plan, "--format", "dot"]);
        let (mut bare, mut inside, mut chars) = (String::new(), false, text.chars());
        while let Some(c) = chars.next() {
            match (inside, c) {
                (true, '\\') => assert!(matches!(chars.next(), Some('"' | '\\' | 'n')), "{plan}"),
                (_, '"') => inside = !inside,
                (true, c) => assert_ne!(c, '\n', "{plan}: a text goes on in the next line"),
                (false, c) => bare.push(c),
            }
        }
        assert!(!inside, "{plan}");
        assert!(bare.starts_with("digraph  {\n") && bare.ends_with("}\n"), "{bare}");
        let count = |c: char| bare.matches(c).count();
        assert_eq!((count('['), count('{')), (count(']'), count('}')));
        assert!(bare.contains(" -> "), "{plan}");
    }
}

#[test]
fn a_time_line_has_bars_and_points_with_days() {
    let odd = odd("bars");
    for plan in ["dong_nai_7488", "quang_ngai_2224", "quang_ngai_59", &odd] {
        let text = shown(&[plan, "--dues", "--format", "mermaid"]);
        assert!(text.starts_with("gantt\n    title "), "{text}");
        let mut ids = BTreeSet::new();
        for line in text.lines().skip(5).filter(|line| !line.starts_with("    section ")) {
            let (label, data) = line.trim().split_once(" :").unwrap();
            assert!(!label.contains(':'), "{line}");
            let parts: Vec<&str> = data.trim_start_matches("milestone, ").split(", ").collect();
            let [id, from, to] = parts[..] else { panic!("{line}") };
            assert!(ids.insert(id.to_owned()), "{line}");
            assert!(soat::Date::parse_iso(from).is_some(), "{line}");
            assert!(to == "0d" || soat::Date::parse_iso(to).is_some(), "{line}");
        }
        assert!(!ids.is_empty(), "{plan}");
    }
    assert!(shown(&["quang_ngai_59", "--dues", "--format", "mermaid"]).contains("Giai đoạn 1"));
}

#[test]
fn markdown_holds_what_the_text_form_holds() {
    let plain = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
    };
    let odd = odd("markdown");
    for plan in PLANS.iter().copied().chain([odd.as_str()]) {
        for more in [&[][..], &["--dues"]] {
            let args: Vec<&str> = [plan].iter().chain(more).copied().collect();
            let with = |form| shown(&[args.as_slice(), &["--format", form]].concat());
            let (text, markdown) = (with("text"), with("markdown"));
            assert_eq!(plain(&markdown), plain(&text), "{plan}");
            assert!(markdown.starts_with("# "), "{plan}");
            for line in markdown.lines().filter(|line| !line.is_empty()) {
                let list = line.trim_start().starts_with("- ");
                assert!(list || line.starts_with('#') || !line.starts_with(' '), "{line}");
            }
        }
    }
}

/// Work without a paper of its own stands in the text as in the calendar, so often and with those who lead it.
#[test]
fn work_that_falls_due_is_told_in_words_too() {
    for plan in ["dong_nai_7488", "quang_ngai_2224", "quang_ngai_59"] {
        let text = shown(&[plan, "--dues", "--lang", "vi"]);
        let days = events(&shown(&[plan, "--dues", "--format", "ics", "--lang", "vi"]));
        let dated = text.split("KHÔNG NÊU HẠN").next().unwrap();
        let items = dated.lines().filter(|line| line.starts_with("- ")).count();
        assert_eq!(items, days.len(), "{plan}");
    }
    let text = shown(&["quang_ngai_2224", "--dues", "--from", "2022-08-19", "--to", "2022-08-19"]);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        text.contains(
            "(ngay_hoi) Ai làm để ngỏ: văn bản không giao đơn vị Loại công việc phải xong"
        ),
        "{text}"
    );
}

#[test]
fn forms_that_do_not_go_together_are_refused() {
    for args in [
        &["show", "--all", "--format", "mermaid"][..],
        &["show", "quang_ngai_59", "--dues", "--format", "dot"],
        &["show", "quang_ngai_59", "--from", "2019-01-01", "--format", "dot"],
        &["show", "quang_ngai_59", "--citations", "--format", "markdown"],
    ] {
        let ran = soat(args);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{args:?}");
    }
}
