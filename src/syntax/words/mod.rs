//! The words of what is found while a plan file is read. They take plain values and know no tokens.

mod bad;
mod expr;
mod part;
mod want;

use crate::diag::words::{did_you_mean, shown};
use crate::diag::{Code, Severity};
use crate::value::{Lang, Words, fold, lang::words};

pub(crate) use bad::{bad, day_written_otherwise};
pub(crate) use expr::*;
pub(crate) use part::*;
pub(crate) use want::*;

/// A word or clause that the grammar does not have.
pub(crate) static SYNTAX: Code = Code {
    name: "rule/syntax",
    severity: Severity::Error,
    summary: [
        "một từ hoặc một dòng mà ngôn ngữ kế hoạch không có",
        "a word or clause that the plan language does not have",
    ],
};

/// A clause that every item of this kind needs.
pub(crate) static MISSING_CLAUSE: Code = Code {
    name: "rule/missing-clause",
    severity: Severity::Error,
    summary: ["mục thiếu một dòng bắt buộc", "an item lacks a clause that it needs"],
};

/// A clause that may stand once.
pub(crate) static REPEATED_CLAUSE: Code = Code {
    name: "rule/repeated-clause",
    severity: Severity::Error,
    summary: [
        "dòng chỉ được viết một lần lại viết hai lần",
        "a clause that may stand once stands twice",
    ],
};

/// `1.000`
pub(crate) static AMBIGUOUS_NUMBER: Code = Code {
    name: "rule/ambiguous-number",
    severity: Severity::Warning,
    summary: ["một số đọc được hai cách", "a number that can be read in two ways"],
};

/// `3% - 5%`
pub(crate) static RANGE_AS_DIFFERENCE: Code = Code {
    name: "rule/range-written-as-difference",
    severity: Severity::Warning,
    summary: ["khoảng giá trị viết thành phép trừ", "a range written as a subtraction"],
};

/// `##` above nothing.
pub(crate) static MISPLACED_DOC: Code = Code {
    name: "rule/misplaced-doc",
    severity: Severity::Note,
    summary: ["chú thích `##` không thuộc mục nào", "a `##` comment that documents nothing"],
};

/// The codes of this floor.
pub(crate) static CODES: &[&Code] = &[
    &SYNTAX,
    &MISSING_CLAUSE,
    &REPEATED_CLAUSE,
    &AMBIGUOUS_NUMBER,
    &RANGE_AS_DIFFERENCE,
    &MISPLACED_DOC,
];

/// The nearest of the words that may stand here.
pub(crate) fn nearest(found: &str, known: &[&'static str]) -> Option<Words> {
    let help = |lang: Lang| did_you_mean(found, known.iter().copied(), lang);
    Some(Words { vi: help(Lang::Vi)?.into(), en: help(Lang::En)?.into() })
}

/// The nearest of the words, if one is near.
pub(crate) fn nearest_of(found: &str, known: &[&'static str]) -> Option<&'static str> {
    fold::nearest(found, known.iter().copied()).first().copied()
}

/// What to write instead.
pub(crate) fn write(plain: &str) -> Words {
    let plain = shown(plain);
    words!("viết `{plain}`", "write `{plain}`")
}

/// How such a line looks.
pub(crate) fn example(line: &str) -> Words {
    words!("ví dụ: `{line}`", "for example: `{line}`")
}

/// Words in backticks, as a list.
fn ticked(words: &[&str]) -> Vec<String> {
    words.iter().map(|w| format!("`{w}`")).collect()
}
