//! What is wanted at a place, in the reader's words, and the messages that something else is there.

use crate::diag::Finding;
use crate::diag::words::{list, shown};
use crate::source::Span;
use crate::syntax::words::SYNTAX;
use crate::value::{Lang, Words, lang::words};

/// What may stand at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Want {
    /// A word or sign of the language.
    Word(&'static str),
    /// A kind of thing, Vietnamese and English.
    Thing([&'static str; 2]),
}

impl Want {
    pub(crate) const NAME: Self = Self::Thing(["một tên", "a name"]);
    pub(crate) const UNIT: Self =
        Self::Thing(["tên một đơn vị hoặc nhóm", "the name of a unit or group"]);
    pub(crate) const KIND_OF_UNIT: Self = Self::Thing(["một loại đơn vị", "a kind of unit"]);
    pub(crate) const KIND: Self = Self::Thing([
        "loại mục (như `report`, `target`)",
        "a kind of item (such as `report`, `target`)",
    ]);
    pub(crate) const FIGURE: Self =
        Self::Thing(["tên một số liệu hoặc bảng", "the name of an indicator or table"]);
    pub(crate) const TABLE: Self = Self::Thing(["tên một bảng", "the name of a table"]);
    pub(crate) const COLUMN: Self = Self::Thing(["tên một cột", "the name of a column"]);
    pub(crate) const DUTY: Self =
        Self::Thing(["tên một báo cáo hoặc văn bản", "the name of a report or document"]);
    pub(crate) const EVENT: Self = Self::Thing(["tên một sự kiện", "the name of an event"]);
    pub(crate) const TEXT: Self = Self::Thing(["một đoạn chữ trong ngoặc kép", "a text in quotes"]);
    pub(crate) const DATE: Self =
        Self::Thing(["một ngày như `2018-04-16`", "a day such as `2018-04-16`"]);
    pub(crate) const PERIOD: Self =
        Self::Thing(["một kỳ như `2019` hoặc `2019-Q1`", "a period such as `2019` or `2019-Q1`"]);
    pub(crate) const POINT: Self = Self::Thing([
        "một ngày, một kỳ như `2019-Q1` hoặc tên giai đoạn",
        "a day, a period such as `2019-Q1` or the name of a phase",
    ]);
    pub(crate) const SPAN: Self = Self::Thing([
        "thời gian như `2018` hoặc `2018-04-16 .. 2020-12-31`",
        "a time such as `2018` or `2018-04-16 .. 2020-12-31`",
    ]);
    pub(crate) const SCHEDULE: Self = Self::Thing([
        "nhịp báo cáo như `quarter`, `H1`, `Y` hoặc tên giai đoạn",
        "a step or occasion such as `quarter`, `H1`, `Y` or the name of a phase",
    ]);
    pub(crate) const OCCASION: Self = Self::Thing([
        "kỳ trong năm như `quarter`, `Q1`, `H1`, `9M` hoặc `Y`",
        "an occasion such as `quarter`, `Q1`, `H1`, `9M` or `Y`",
    ]);
    pub(crate) const STEP: Self = Self::Thing([
        "`month`, `quarter`, `half`, `year` hoặc `period`",
        "`month`, `quarter`, `half`, `year` or `period`",
    ]);
    pub(crate) const DAY: Self = Self::Thing([
        "một ngày như `25/11`, `day 5` hoặc `2020-12-31`",
        "a day such as `25/11`, `day 5` or `2020-12-31`",
    ]);
    pub(crate) const DAY_OF_YEAR: Self =
        Self::Thing(["một ngày như `14/12` hoặc `day 5`", "a day such as `14/12` or `day 5`"]);
    pub(crate) const WHOLE: Self = Self::Thing(["một số nguyên", "a whole number"]);
    pub(crate) const NUMBER: Self = Self::Thing(["một số", "a number"]);
    pub(crate) const LITERAL: Self = Self::Thing([
        "một số, một tỷ lệ như `75%` hoặc một ngày",
        "a number, a percentage such as `75%` or a day",
    ]);
    pub(crate) const DATUM: Self = Self::Thing([
        "một số, một ngày, một đoạn chữ, `true` hoặc `false`",
        "a number, a day, a text, `true` or `false`",
    ]);
    pub(crate) const OPERAND: Self =
        Self::Thing(["một số liệu, một số hoặc một phép tính", "a figure, a number or a formula"]);
    pub(crate) const VALUE: Self = Self::Thing([
        "loại giá trị (`count`, `amount`, `percent`, `number`, `flag`, `text`, `date`, `year`)",
        "a kind of value (`count`, `amount`, `percent`, `number`, `flag`, `text`, `date`, `year`)",
    ]);
    pub(crate) const COLUMN_VALUE: Self = Self::Thing([
        "loại giá trị (`count`, `amount`, `percent`, `number`, `flag`, `text`, `date`, `year`, \
         `unit of`, `one of`)",
        "a kind of value (`count`, `amount`, `percent`, `number`, `flag`, `text`, `date`, `year`, \
         `unit of`, `one of`)",
    ]);
    pub(crate) const RULE: Self = Self::Thing([
        "tên một chỉ tiêu, giới hạn hoặc phép kiểm tra",
        "the name of a target, limit or check",
    ]);
    pub(crate) const ITEM: Self = Self::Thing([
        "tên một số liệu, báo cáo, nhiệm vụ hoặc chỉ tiêu",
        "the name of a figure, report, task or target",
    ]);
    pub(crate) const CLAUSE: Self = Self::Thing(["một dòng của mục đó", "a clause of that item"]);
    pub(crate) const OUTCOME: Self = Self::Thing([
        "một kết quả (như `met`, `missed`, `no cases`, `holds`, `exceeded`)",
        "an outcome (such as `met`, `missed`, `no cases`, `holds`, `exceeded`)",
    ]);
    pub(crate) const LINE_END: Self = Self::Thing(["hết dòng", "the end of the line"]);

    fn show(self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Word(word), _) => format!("`{word}`"),
            (Self::Thing([vi, _]), Lang::Vi) => vi.to_owned(),
            (Self::Thing([_, en]), Lang::En) => en.to_owned(),
        }
    }
}

/// One of these, as a list.
fn one_of(wants: &[Want], lang: Lang) -> String {
    let shown: Vec<String> = wants.iter().map(|w| w.show(lang)).collect();
    list(&shown, lang, false)
}

/// All of these, as a list.
pub(crate) fn all_of(wants: &[Want], lang: Lang) -> String {
    let shown: Vec<String> = wants.iter().map(|w| w.show(lang)).collect();
    list(&shown, lang, true)
}

/// Something else stands where `line` wants one of these.
pub(crate) fn unexpected(place: Span, line: &str, wants: &[Want], found: &str) -> Finding {
    let found = shown(found);
    let message = Words::new(|lang| {
        let list = one_of(wants, lang);
        match lang {
            Lang::Vi => format!("`{line}` cần {list} ở chỗ này, không phải `{found}`"),
            Lang::En => format!("`{line}` needs {list} here, not `{found}`"),
        }
    });
    Finding::new(&SYNTAX, message).at(place, words!("không đọc được", "this cannot be read"))
}

/// The line ends where `line` still wants one of these.
pub(crate) fn lacking(place: Span, line: &str, wants: &[Want]) -> Finding {
    let message = Words::new(|lang| {
        let list = one_of(wants, lang);
        match lang {
            Lang::Vi => format!("`{line}` còn thiếu {list}"),
            Lang::En => format!("`{line}` lacks {list}"),
        }
    });
    Finding::new(&SYNTAX, message).at(place, words!("thiếu ở đây", "missing here"))
}

/// `line` is complete, and something stands behind it.
pub(crate) fn excess(place: Span, line: &str, found: &str) -> Finding {
    let found = shown(found);
    Finding::new(
        &SYNTAX,
        words!(
            "`{line}` không có chỗ cho `{found}` ở đây",
            "`{line}` has no place for `{found}` here"
        ),
    )
    .at(place, words!("phần thừa", "this is left over"))
}

/// What could stand there instead.
pub(crate) fn could_be(wants: &[Want]) -> Words {
    Words::new(|lang| {
        let list = one_of(wants, lang);
        match lang {
            Lang::Vi => format!("ở đây chỉ có thể là {list}"),
            Lang::En => format!("only {list} can stand here"),
        }
    })
}

/// A word that begins a clause stands behind another one.
pub(crate) fn begins_a_line(found: &str) -> Words {
    words!(
        "`{found}` bắt đầu một dòng riêng: xuống dòng hoặc đặt `;` trước nó",
        "`{found}` begins a line of its own: put it on a new line, or `;` before it"
    )
}

/// The line above ends with a comma, and this is no further element of its list.
pub(crate) fn comma_above(comma: Span, place: Span, line: &str, found: &str) -> Finding {
    let found = shown(found);
    Finding::new(
        &SYNTAX,
        words!(
            "`{line}` kết thúc dòng bằng dấu phẩy nên còn tiếp, nhưng sau đó lại là `{found}`",
            "`{line}` ends its line with a comma and so goes on, but `{found}` follows"
        ),
    )
    .at(comma, words!("dấu phẩy nối dòng này với dòng dưới", "this comma carries the line on"))
    .at(place, words!("phần tiếp theo không hợp", "what follows does not fit"))
    .help(words!(
        "bỏ dấu phẩy cuối dòng, hoặc viết nốt danh sách",
        "take the comma away, or finish the list"
    ))
}

/// One of the ten words that are never names.
pub(crate) fn reserved(place: Span, line: &str, want: Want, found: &str) -> Finding {
    unexpected(place, line, &[want], found).help(words!(
        "`{found}` là từ dành riêng, không đặt làm tên được: chọn tên khác",
        "`{found}` is a reserved word and never a name: choose another one"
    ))
}

/// A text without its quotes.
pub(crate) fn quote_it() -> Words {
    words!("đặt đoạn chữ trong ngoặc kép: `\"…\"`", "put the text in quotes: `\"…\"`")
}

/// A decimal comma.
pub(crate) fn decimal_comma(plain: &str) -> Words {
    words!(
        "số thập phân viết bằng dấu chấm: `{plain}`",
        "decimals are written with a point: `{plain}`"
    )
}

/// A minus where a range is wanted.
pub(crate) fn range_sign() -> Words {
    words!("khoảng giá trị viết bằng `..`: `3% .. 5%`", "a range is written with `..`: `3% .. 5%`")
}
