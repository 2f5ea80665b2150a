//! Grammar of messages: counts, lists, suggestions, quoted names. Nothing else puts plurals together.

use crate::value::{Lang, fold};

/// `3 reports`, `1 report`, `3 báo cáo`: Vietnamese has one form.
pub(crate) fn count(n: usize, lang: Lang, noun: [&str; 3]) -> String {
    let [vi, one, many] = noun;
    match lang {
        Lang::Vi => format!("{n} {vi}"),
        Lang::En if n == 1 => format!("1 {one}"),
        Lang::En => format!("{n} {many}"),
    }
}

/// `a, b và c`, `a, b and c`.
pub(crate) fn list(items: &[String], lang: Lang, and: bool) -> String {
    let word = match (lang, and) {
        (Lang::Vi, true) => "và",
        (Lang::Vi, false) => "hoặc",
        (Lang::En, true) => "and",
        (Lang::En, false) => "or",
    };
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [start @ .., last] => format!("{} {word} {last}", start.join(", ")),
    }
}

/// The nearest known names as help: `ý bạn là …?`; empty when none is near.
pub(crate) fn did_you_mean<'a>(
    name: &str,
    known: impl Iterator<Item = &'a str>,
    lang: Lang,
) -> Option<String> {
    let near: Vec<String> = fold::nearest(name, known).iter().map(|n| format!("`{n}`")).collect();
    if near.is_empty() {
        return None;
    }
    let names = list(&near, lang, false);
    Some(match lang {
        Lang::Vi => format!("có phải là {names} không?"),
        Lang::En => format!("did you mean {names}?"),
    })
}

/// `I.2`, `III.2.đ`, `V`, `12`: a place that has no word of its own.
pub(crate) fn is_numbered(place: &str) -> bool {
    let number = |part: &str| {
        let short = part.chars().count() == 1;
        short || (!part.is_empty() && part.chars().all(|c| "IVXLC0123456789".contains(c)))
    };
    place.split('.').all(number)
}

/// A text from the data, fit to be shown: control and direction characters as visible signs, and long
/// ones cut.
pub(crate) fn shown(text: &str) -> String {
    const MOST: usize = 80;
    let mut out: String = text.chars().take(MOST).map(visible).collect();
    if text.chars().nth(MOST).is_some() {
        out.push('…');
    }
    out
}

/// A character that cannot steer a terminal: control signs become pictures, direction marks `�`.
pub(crate) fn visible(c: char) -> char {
    match c {
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}'
        | '\u{61c}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}' => '\u{fffd}',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_counts() {
        let names = |n: usize| (0..n).map(|i| i.to_string()).collect::<Vec<_>>();
        assert_eq!(list(&names(3), Lang::Vi, true), "0, 1 và 2");
        assert_eq!(list(&names(1), Lang::En, false), "0");
        assert_eq!(count(1, Lang::En, ["báo cáo", "report", "reports"]), "1 report");
        assert_eq!(count(2, Lang::Vi, ["báo cáo", "report", "reports"]), "2 báo cáo");
    }

    #[test]
    fn no_escape_reaches_a_terminal() {
        assert_eq!(shown("a\u{1b}[31m\u{202e}"), "a␛[31m�");
        assert_eq!(shown("b\u{61c}c\u{2060}d"), "b�c�d");
        assert_eq!(shown(&"x".repeat(100)).chars().count(), 81);
    }
}
