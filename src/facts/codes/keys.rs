//! Keys that mean nothing where they stand, and keys that are lacking.

use crate::diag::{Code, Finding, Severity, words::shown};
use crate::facts::codes::{Part, quoted};
use crate::source::Span;
use crate::table::SYNTAX;
use crate::value::{Lang, Words, lang::words};

pub(crate) static UNKNOWN_KEY: Code = Code {
    name: "data/unknown-key",
    severity: Severity::Warning,
    summary: [
        "tên mục không có trong mẫu nên bị bỏ qua",
        "a key that has no meaning where it stands",
    ],
};

/// What else is known of a key that means nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hint {
    None,
    /// It is the name of a figure: figures stand under `[values]`.
    Figure,
}

/// A key that means nothing, with the nearest that do.
pub(crate) fn unknown_key(key: &str, part: Part, near: &[&str], hint: Hint, at: Span) -> Finding {
    let key = shown(key);
    let message = Words::new(|lang| {
        let part = part.word(lang);
        match lang {
            Lang::Vi => format!("{part} không có mục `{key}` nên mục này bị bỏ qua"),
            Lang::En => format!("`{key}` is not a key of {part} and is left out"),
        }
    });
    let label = words!("mục này", "this key");
    let near: Vec<String> = near.iter().map(|n| (*n).to_owned()).collect();
    let help = match (hint, near.is_empty()) {
        (Hint::Figure, _) => {
            words!("số liệu đặt dưới [values]", "figures stand under [values]")
        }
        (Hint::None, false) => Words::new(|lang| {
            let names = quoted(&near, lang, false);
            match lang {
                Lang::Vi => format!("có phải là {names} không?"),
                Lang::En => format!("did you mean {names}?"),
            }
        }),
        (Hint::None, true) => words!("bỏ mục này hoặc sửa tên", "take it out or correct its name"),
    };
    Finding::new(&UNKNOWN_KEY, message).at(at, label).help(help)
}

/// A key without which nothing can be made of its part; the code says what is not known for it.
pub(crate) fn lacking(code: &'static Code, part: Part, key: &str, at: Span) -> Finding {
    let message = Words::new(|lang| {
        let part = part.word(lang);
        match lang {
            Lang::Vi => format!("{part} thiếu mục `{key}` nên không dùng được"),
            Lang::En => format!("{part} has no `{key}` and cannot be used"),
        }
    });
    let label = words!("phần này", "this part");
    let means = part.block().and_then(|block| block.keys.iter().find(|k| k.name == key));
    let help = Words::new(|lang| {
        let means = means.map(|key| format!(": {}", uncapitalised(key.meaning(lang))));
        let means = means.unwrap_or_default();
        match lang {
            Lang::Vi => format!("thêm mục `{key}`{means}"),
            Lang::En => format!("add `{key}`{means}"),
        }
    });
    Finding::new(code, message).at(at, label).help(help)
}

/// As it stands within a sentence.
fn uncapitalised(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().into_iter().flat_map(char::to_lowercase).chain(rest).collect()
}

/// Figures in a file that does not say whose they are.
pub(crate) fn no_report(at: Span) -> Finding {
    let message = words!(
        "số liệu không thuộc báo cáo nào: tệp thiếu phần [report]",
        "the figures belong to no report: the file has no [report]"
    );
    let label =
        words!("không rõ của đơn vị nào, kỳ nào", "it is not known whose they are, or for when");
    let help = words!(
        "thêm [report] với `from` và `period` ở đầu tệp",
        "add a [report] with `from` and `period` at the top"
    );
    Finding::new(&SYNTAX, message).at(at, label).help(help)
}
