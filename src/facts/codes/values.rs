//! Values that are not of their kind.

use crate::diag::{Code, Finding, Severity, words::shown};
use crate::facts::State;
use crate::facts::codes::quoted;
use crate::source::Span;
use crate::value::{Lang, Words, Written, lang::words};

pub(crate) static WRONG_TYPE: Code = Code {
    name: "data/wrong-type",
    severity: Severity::Error,
    summary: [
        "giá trị không đúng loại, như chữ ở chỗ cần số",
        "a value of the wrong kind, like a text where a number is wanted",
    ],
};

pub(crate) static AMBIGUOUS_NUMBER: Code = Code {
    name: "data/ambiguous-number",
    severity: Severity::Error,
    summary: ["một số có thể đọc theo hai cách", "a number that can be read in two ways"],
};

pub(crate) static PERCENT_AS_FRACTION: Code = Code {
    name: "data/percent-as-fraction",
    severity: Severity::Warning,
    summary: [
        "tỷ lệ phần trăm viết như phân số thập phân, ví dụ 0,792",
        "a percentage written as a fraction, like 0.792",
    ],
};

pub(crate) static NOT_A_COUNT: Code = Code {
    name: "consistency/not-a-count",
    severity: Severity::Error,
    summary: ["số đếm có phần lẻ hoặc âm", "a count with a fraction, or a negative one"],
};

pub(crate) static REASON_MISSING: Code = Code {
    name: "completeness/reason-missing",
    severity: Severity::Error,
    summary: [
        "ghi là không có số liệu nhưng không nêu lý do",
        "`na`, `not_collected` or `withheld` without a reason",
    ],
};

/// What is wanted at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Want<'a> {
    Whole,
    Number,
    Percent,
    Flag,
    Date,
    Text,
    Year,
    Unit,
    /// A list of texts.
    Texts,
    /// `name = value` pairs under a header, or in braces.
    Pairs,
    /// Rows under `[[…]]`.
    Rows,
    OneOf(&'a [String]),
    Words(&'a [&'static str]),
}

impl Want<'_> {
    fn word(self, lang: Lang) -> String {
        let word = match (self, lang) {
            (Self::Whole, Lang::Vi) => "một số nguyên",
            (Self::Whole, Lang::En) => "a whole number",
            (Self::Number, Lang::Vi) => "một số",
            (Self::Number, Lang::En) => "a number",
            (Self::Percent, Lang::Vi) => "một tỷ lệ phần trăm",
            (Self::Percent, Lang::En) => "a percentage",
            (Self::Flag, Lang::Vi) => "`có` hoặc `không`",
            (Self::Flag, Lang::En) => "`true` or `false`",
            (Self::Date, Lang::Vi) => "một ngày",
            (Self::Date, Lang::En) => "a day",
            (Self::Text, Lang::Vi) => "chữ",
            (Self::Text, Lang::En) => "a text",
            (Self::Year, Lang::Vi) => "một năm",
            (Self::Year, Lang::En) => "a year",
            (Self::Unit, Lang::Vi) => "tên một đơn vị",
            (Self::Unit, Lang::En) => "the name of a unit",
            (Self::Texts, Lang::Vi) => "chữ, hoặc danh sách chữ",
            (Self::Texts, Lang::En) => "a text or a list of texts",
            (Self::Pairs, Lang::Vi) => "một phần gồm các mục",
            (Self::Pairs, Lang::En) => "a part with keys of its own",
            (Self::Rows, Lang::Vi) => "các dòng của một bảng",
            (Self::Rows, Lang::En) => "rows of a table",
            (Self::OneOf(names), lang) => return choice(&quoted(names, lang, false), lang),
            (Self::Words(names), lang) => {
                let names: Vec<String> = names.iter().map(|n| (*n).to_owned()).collect();
                return choice(&quoted(&names, lang, false), lang);
            }
        };
        word.to_owned()
    }

    fn help(self) -> Words {
        match self {
            Self::Date => words!("viết 2018-03-20 hoặc \"20/3/2018\"", "write 2018-03-20"),
            Self::Percent => {
                words!("viết như \"79,2%\" hoặc 79.2", "write it like 79.2 or \"79,2%\"")
            }
            Self::Whole | Self::Number | Self::Year => words!(
                "chỉ ghi con số; nếu không có số liệu thì ghi `na` và lý do",
                "write the number alone; where there is none, write `na` and why"
            ),
            Self::Rows => {
                words!("viết [[tên bảng]] cho mỗi dòng", "write [[name of the table]] for each row")
            }
            Self::Flag
            | Self::Text
            | Self::Unit
            | Self::Texts
            | Self::Pairs
            | Self::OneOf(_)
            | Self::Words(_) => words!("sửa giá trị này", "correct this value"),
        }
    }
}

fn choice(names: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("một trong các giá trị {names}"),
        Lang::En => format!("one of {names}"),
    }
}

/// A value of the wrong kind; `what` is what stands there.
pub(crate) fn wrong_type(name: &str, want: Want<'_>, what: &str, at: Span) -> Finding {
    let (name, what) = (shown(name), shown(what));
    let message = Words::new(|lang| {
        let want = want.word(lang);
        match lang {
            Lang::Vi => format!("`{name}` cần {want}, nhưng ở đây ghi `{what}`"),
            Lang::En => format!("`{name}` needs {want}, but says `{what}`"),
        }
    });
    let label = Words::new(|lang| match lang {
        Lang::Vi => format!("không phải {}", want.word(lang)),
        Lang::En => format!("not {}", want.word(lang)),
    });
    Finding::new(&WRONG_TYPE, message).at(at, label).help(want.help())
}

/// More digits than any figure of a state.
pub(crate) fn too_long(name: &str, what: &str, at: Span) -> Finding {
    let (name, what) = (shown(name), shown(what));
    let message = words!(
        "`{name}` ghi một số quá dài: `{what}`",
        "the number of `{name}` is too long to be read: `{what}`"
    );
    let label = words!("nhiều hơn 18 chữ số", "more than 18 digits");
    let help = words!("kiểm tra con số này", "check this number");
    Finding::new(&WRONG_TYPE, message).at(at, label).help(help)
}

/// A unit that the column does not take.
pub(crate) fn not_a_member(column: &str, unit: &str, at: Span) -> Finding {
    let message = words!(
        "`{unit}` không thuộc nhóm đơn vị của cột `{column}`",
        "`{unit}` is not among the units of the column `{column}`"
    );
    let label = words!("ngoài nhóm trong kỳ này", "not a member in this period");
    let help = words!("kiểm tra tên đơn vị và kỳ", "check the name of the unit and the period");
    Finding::new(&WRONG_TYPE, message).at(at, label).help(help)
}

/// Without marks of thousands, which are what the reader is in doubt about.
fn show(written: Written, lang: Lang) -> String {
    let plain = written.num().plain(written.decimals);
    match lang {
        Lang::Vi => plain.replace('.', ","),
        Lang::En => plain,
    }
}

/// A number with two readings.
pub(crate) fn ambiguous_number(
    name: &str,
    what: &str,
    readings: (Written, Written),
    at: Span,
) -> Finding {
    let (name, what) = (shown(name), shown(what));
    let message = Words::new(|lang| {
        let (a, b) = (show(readings.0, lang), show(readings.1, lang));
        match lang {
            Lang::Vi => format!("`{name}` ghi `{what}`, có thể đọc là {a} hoặc {b}"),
            Lang::En => format!("`{name}` is written `{what}`, which may be {a} or {b}"),
        }
    });
    let label = words!("hai cách đọc", "two readings");
    // In a text the decimal mark is the comma, whatever the language of the reader.
    let (a, b) = (show(readings.0, Lang::Vi), show(readings.1, Lang::Vi));
    let help = words!(
        "ghi \"{a}\" hoặc \"{b}\", tùy số nào đúng; trong dấu nháy, dấu phẩy là dấu thập phân",
        "write \"{a}\" or \"{b}\", whichever is meant; in quotation marks the comma is the decimal mark"
    );
    Finding::new(&AMBIGUOUS_NUMBER, message).at(at, label).help(help)
}

/// A percentage that looks like a fraction of one.
pub(crate) fn as_fraction(name: &str, written: Written, at: Span) -> Finding {
    let name = shown(name);
    let percent = Written { digits: written.digits, decimals: written.decimals.saturating_sub(2) };
    let message = Words::new(|lang| {
        let (is, meant) = (show(written, lang), show(percent, lang));
        match lang {
            Lang::Vi => format!("`{name}` ghi {is}, tức là {is}% chứ không phải {meant}%"),
            Lang::En => format!("`{name}` is written {is}, which is {is}% and not {meant}%"),
        }
    });
    let label = words!("được lấy đúng như đã ghi", "taken as written");
    let help = Words::new(|lang| {
        let meant = show(percent, lang);
        match lang {
            Lang::Vi => format!("nếu ý là {meant}% thì ghi \"{meant}%\""),
            Lang::En => format!("write {meant} if {meant}% is meant"),
        }
    });
    Finding::new(&PERCENT_AS_FRACTION, message).at(at, label).help(help)
}

/// A count below nought.
pub(crate) fn negative_count(name: &str, written: Written, at: Span) -> Finding {
    let name = shown(name);
    let message = Words::new(|lang| {
        let is = show(written, lang);
        match lang {
            Lang::Vi => format!("`{name}` là số đếm nên không thể âm ({is})"),
            Lang::En => format!("`{name}` is a count and cannot be negative ({is})"),
        }
    });
    counted(message, at)
}

/// A count with a part of one.
pub(crate) fn broken_count(name: &str, written: Written, at: Span) -> Finding {
    let name = shown(name);
    let message = Words::new(|lang| {
        let is = show(written, lang);
        match lang {
            Lang::Vi => format!("`{name}` là số đếm nên không thể có phần lẻ ({is})"),
            Lang::En => format!("`{name}` is a count and cannot have a fraction ({is})"),
        }
    });
    counted(message, at)
}

fn counted(message: Words, at: Span) -> Finding {
    let label = words!("không phải số đếm", "not a count");
    let help = words!("sửa thành số nguyên từ 0 trở lên", "write a whole number from 0 up");
    Finding::new(&NOT_A_COUNT, message).at(at, label).help(help)
}

/// A value that is not given, without saying why.
pub(crate) fn reason_missing(name: &str, state: State, at: Span) -> Finding {
    let name = shown(name);
    let (vi, en, key) = match state {
        State::NotCollected => ("chưa thống kê", "not collected", "not_collected"),
        State::Withheld => ("không cung cấp", "withheld", "withheld"),
        State::NotApplicable | State::Present | State::Wrong => {
            ("không áp dụng", "not applicable", "na")
        }
    };
    let message = words!(
        "`{name}` ghi là {vi} nhưng không nêu lý do",
        "`{name}` is {en}, and no reason is given"
    );
    let label = words!("thiếu lý do", "no reason is given");
    let help = words!("ghi lý do: {{ {key} = \"…\" }}", "give the reason: {{ {key} = \"…\" }}");
    Finding::new(&REASON_MISSING, message).at(at, label).help(help)
}
