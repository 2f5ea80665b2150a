//! The house style of words, held against every finding that any case brings.

use serde_json::Value;

/// Words that a reader has no use for, or that blame.
const SHUNNED: [&str; 6] = ["invalid", "None", "Some(", "unwrap", "không hợp lệ", "!"];

/// Message, help and labels of each finding of a run.
pub(crate) fn holds(json: &Value) {
    for finding in json["findings"].as_array().unwrap() {
        let rule = finding["rule"].as_str().unwrap();
        sentence(rule, finding["message"].as_str().unwrap());
        if let Some(help) = finding["help"].as_str() {
            sentence(rule, help);
        }
        let places = finding["places"].as_array().unwrap();
        assert!(!places.is_empty() || finding["clause"].is_object(), "{rule} has no place");
        for place in places {
            sentence(rule, place["label"].as_str().unwrap());
        }
        if !["data/", "rule/", "waiver/"].iter().any(|family| rule.starts_with(family)) {
            grounded(rule, finding);
        }
    }
}

/// What is held against a plan names the plan's clause.
fn grounded(rule: &str, finding: &Value) {
    assert!(finding["clause"].is_object(), "{rule} names no clause");
}

fn sentence(rule: &str, text: &str) {
    assert!(!text.trim().is_empty(), "{rule} says nothing");
    assert_eq!(text.trim(), text, "{rule}: blanks around: {text}");
    assert!(!text.ends_with('.'), "{rule}: a full stop: {text}");
    assert!(!text.chars().any(char::is_control), "{rule}: a control character: {text:?}");
    assert!(text.matches('`').count().is_multiple_of(2), "{rule}: backticks: {text}");
    // What stands between backticks is the reader's own, or a line to be typed.
    let own: Vec<&str> = text.split('`').step_by(2).collect();
    let own = own.join("`");
    assert!(!own.contains("  "), "{rule}: two blanks: {text}");
    assert!(!own.contains(" ,") && !own.contains(" ;"), "{rule}: a blank before a stop: {text}");
    for word in SHUNNED {
        assert!(!own.contains(word), "{rule} says {word}: {text}");
    }
}
