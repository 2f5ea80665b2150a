//! What is wrong in `soat.toml`, in words.

use crate::diag::{Finding, words::did_you_mean, words::list, words::shown};
use crate::source::{LineColumn, Lines, Place};
use crate::table::block::{Block, Holds};
use crate::value::{Lang, Words, words};

/// One mistake, with its place where it has one.
#[derive(Debug, Clone)]
pub(crate) struct Fault {
    /// The file, as messages name it.
    pub(crate) file: String,
    pub(crate) at: Option<LineColumn>,
    pub(crate) text: Words,
}

impl Fault {
    /// `soat.toml:3:1: …`
    pub(crate) fn show(&self, lang: Lang) -> String {
        let file = shown(&self.file);
        let text = self.text.get(lang);
        match self.at {
            Some(LineColumn { line, column }) => format!("{file}:{line}:{column}: {text}"),
            None => format!("{file}: {text}"),
        }
    }

    /// What a reader of tables has found.
    pub(super) fn of(finding: &Finding, file: &str, lines: &Lines<'_>) -> Self {
        let at = finding.labels.first().and_then(|label| match label.place {
            Place::Text(span) => Some(lines.at(span.start as usize)),
            Place::File(_) => None,
        });
        let text = finding.message.clone();
        Self { file: file.to_owned(), at, text }
    }
}

/// A key that means nothing.
pub(super) fn unknown_key(key: &str, block: &Block, header: &str) -> Words {
    Words::new(|l| {
        let near = did_you_mean(key, block.names(), l);
        let known = || {
            let names: Vec<String> = block.names().map(|n| format!("`{n}`")).collect();
            let names = list(&names, l, true);
            match l {
                Lang::Vi => format!("có các mục {names}"),
                Lang::En => format!("it has {names}"),
            }
        };
        let hint = near.unwrap_or_else(known);
        let key = shown(key);
        match l {
            Lang::Vi => format!("{header} không có mục `{key}`; {hint}"),
            Lang::En => format!("`{key}` is not a key of {header}; {hint}"),
        }
    })
}

/// A value of the wrong kind.
pub(super) fn wrong(key: &str, holds: Holds, is: &str) -> Words {
    Words::new(|l| {
        let (want, is) = (wanted(holds, l), shown(is));
        let near = match holds {
            Holds::Word(known) | Holds::Words(known) => did_you_mean(&is, known.iter().copied(), l),
            _ => None,
        };
        let hint = near.map(|near| format!("; {near}")).unwrap_or_default();
        match l {
            Lang::Vi => format!("`{key}` phải là {want}, không phải `{is}`{hint}"),
            Lang::En => format!("`{key}` must be {want}, not `{is}`{hint}"),
        }
    })
}

fn wanted(holds: Holds, lang: Lang) -> String {
    let one_of = |known: &[&str]| {
        let known: Vec<String> = known.iter().map(|k| format!("`{k}`")).collect();
        list(&known, lang, false)
    };
    let word = match (holds, lang) {
        (Holds::Word(known), _) => return one_of(known),
        (Holds::Words(known), Lang::Vi) => return format!("danh sách gồm {}", one_of(known)),
        (Holds::Words(known), Lang::En) => return format!("a list of {}", one_of(known)),
        (Holds::Texts | Holds::Findings, Lang::Vi) => "chữ hoặc danh sách chữ, trong ngoặc kép",
        (Holds::Texts | Holds::Findings, Lang::En) => {
            "a text or a list of texts in quotation marks"
        }
        (Holds::Many(_), Lang::Vi) => "các phần dưới tiêu đề [[…]]",
        (Holds::Many(_), Lang::En) => "parts under [[…]] headers",
        (_, Lang::Vi) => "chữ trong ngoặc kép",
        (_, Lang::En) => "a text in quotation marks",
    };
    word.to_owned()
}

/// A severity that hides: there is none.
pub(super) fn no_off() -> Words {
    words!(
        "không có mức nào để ẩn một phát hiện; điều đã chấp nhận thì ghi vào waivers.toml, lỗi cũ thì dùng tệp mốc",
        "no level hides a finding: what is accepted goes into waivers.toml, what is old into a baseline"
    )
}

/// A name that no finding has.
pub(super) fn unknown_finding(name: &str, known: &[&'static str]) -> Words {
    Words::new(|l| {
        // A name without its family is one that was remembered by its end.
        let last = |known: &&str| known.rsplit('/').next().is_some_and(|last| last == name);
        let near = did_you_mean(name, known.iter().copied(), l)
            .or_else(|| did_you_mean(known.iter().copied().find(last)?, known.iter().copied(), l));
        let hint = near.unwrap_or_else(|| match l {
            Lang::Vi => "`soat explain` liệt kê mọi tên".to_owned(),
            Lang::En => "`soat explain` lists them all".to_owned(),
        });
        let name = shown(name);
        match l {
            Lang::Vi => format!("không có phát hiện nào tên `{name}`; {hint}"),
            Lang::En => format!("no finding is called `{name}`; {hint}"),
        }
    })
}

/// A part that would reach everything.
pub(super) fn no_scope(part: &str, some: &[&str]) -> Words {
    Words::new(|l| {
        let some: Vec<String> = some.iter().map(|key| format!("`{key}`")).collect();
        let some = list(&some, l, false);
        match l {
            Lang::Vi => format!("[[{part}]] phải nêu ít nhất một trong các mục {some}"),
            Lang::En => format!("[[{part}]] must name at least one of {some}"),
        }
    })
}

/// A part without what it is for.
pub(super) fn lacking(part: &str, key: &str) -> Words {
    words!("[[{part}]] thiếu mục `{key}`", "[[{part}]] has no `{key}`")
}

/// A missed target is a result, and only that.
pub(super) fn missed_is_a_result() -> Words {
    words!(
        "`target/missed` chỉ có thể là `missed` hoặc `note`: chỉ tiêu không đạt là kết quả, không phải lỗi; \
         muốn lệnh kết thúc với mã 1 thì đặt fail_on = \"missed\"",
        "`target/missed` can only be `missed` or `note`: a missed target is a result, not a fault; for exit \
         status 1 set fail_on = \"missed\""
    )
}

pub(super) fn missed_is_for_targets() -> Words {
    words!("mức `missed` chỉ dành cho `target/missed`", "`missed` belongs to `target/missed` alone")
}

pub(super) fn no_glob(text: &str, at: usize) -> Words {
    let text = shown(text);
    words!(
        "`{text}` không phải mẫu đường dẫn (ký tự thứ {at}); viết như 2016/** hoặc **/*.csv",
        "`{text}` is no pattern of paths (character {at}); write it like 2016/** or **/*.csv"
    )
}

pub(super) fn not_read(why: &str) -> Words {
    words!("không đọc được ({why})", "cannot be read ({why})")
}

/// A file that a setting names.
pub(super) fn named(path: &str, why: &str) -> Words {
    let path = shown(path);
    words!("không đọc được {path} ({why})", "{path} cannot be read ({why})")
}

pub(super) fn no_holiday(path: &str, line: usize) -> Words {
    let path = shown(path);
    words!(
        "{path}, dòng {line}: không phải một ngày; viết `2027-01-01,no,Tết` (no: nghỉ, yes: làm bù)",
        "{path}, line {line}: not a day; write `2027-01-01,no,New Year` (no: off, yes: worked)"
    )
}

pub(super) fn is_a_link() -> Words {
    words!(
        "là liên kết nên không đọc; nêu tệp thật bằng --config",
        "it is a link and is not followed; name the file itself with --config"
    )
}

pub(super) fn is_no_file() -> Words {
    words!("không phải là tệp", "it is no file")
}
