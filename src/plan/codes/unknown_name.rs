//! A name that nothing has: an item, a column, a kind of unit, a calendar, a file.

use crate::diag::{Code, Finding, Severity, words as grammar};
use crate::plan::codes::Noun;
use crate::source::Span;
use crate::value::{Words, words};

pub(crate) static UNKNOWN_NAME: Code = Code {
    name: "rule/unknown-name",
    severity: Severity::Error,
    summary: [
        "một tên mà kế hoạch và các tệp nó dùng không khai báo",
        "a name that nothing in the plan or its libraries has",
    ],
};

/// The nearest names, else what to do.
fn near(name: &str, known: &[&str], otherwise: &Words) -> Words {
    Words::new(|lang| {
        let near = grammar::did_you_mean(name, known.iter().copied(), lang);
        near.unwrap_or_else(|| otherwise.get(lang).to_owned())
    })
}

/// An item of some kind.
pub(crate) fn item(name: &str, at: Span, wanted: Noun, known: &[&str]) -> Finding {
    let [vi, en] = wanted;
    let shown = grammar::shown(name);
    let message = words!("không có {vi} nào tên `{shown}`", "`{shown}` is not the name of {en}");
    let help = words!(
        "khai báo `{shown}`, hoặc thêm `use` tệp đã khai báo tên này",
        "declare `{shown}`, or `use` the file that declares it"
    );
    Finding::new(&UNKNOWN_NAME, message)
        .at(at, words!("tên này chưa được khai báo", "nothing of this name is declared"))
        .help(near(name, known, &help))
}

/// A column of a table.
pub(crate) fn column(name: &str, at: Span, table: &str, known: &[&str]) -> Finding {
    let shown = grammar::shown(name);
    let message = words!(
        "bảng `{table}` không có cột nào tên `{shown}`",
        "table `{table}` has no column `{shown}`"
    );
    let help = words!(
        "thêm cột `{shown}` vào bảng `{table}`, hoặc dùng một cột đã có",
        "add column `{shown}` to table `{table}`, or use one that it has"
    );
    Finding::new(&UNKNOWN_NAME, message)
        .at(at, words!("không có cột này", "no such column"))
        .help(near(name, known, &help))
}

/// A kind that no unit has.
pub(crate) fn kind(name: &str, at: Span, known: &[&str]) -> Finding {
    let shown = grammar::shown(name);
    let message =
        words!("không có đơn vị nào thuộc loại `{shown}`", "no unit is of the kind `{shown}`");
    let help = words!(
        "ghi `kind {shown}` ở các đơn vị thuộc loại này",
        "write `kind {shown}` in the units that are meant"
    );
    Finding::new(&UNKNOWN_NAME, message)
        .at(at, words!("loại này chưa đơn vị nào có", "no unit has this kind"))
        .help(near(name, known, &help))
}

/// A calendar.
pub(crate) fn calendar(name: &str, at: Span, known: &[&str]) -> Finding {
    let shown = grammar::shown(name);
    let message = words!("không có lịch nào tên `{shown}`", "there is no calendar `{shown}`");
    let list = grammar::list(
        &known.iter().map(|k| format!("`{k}`")).collect::<Vec<_>>(),
        crate::value::Lang::Vi,
        false,
    );
    let other = grammar::list(
        &known.iter().map(|k| format!("`{k}`")).collect::<Vec<_>>(),
        crate::value::Lang::En,
        false,
    );
    Finding::new(&UNKNOWN_NAME, message)
        .at(at, words!("lịch này chưa có", "not a calendar that is known"))
        .help(near(name, known, &words!("dùng {list}", "use {other}")))
}

/// An office that an expression names by a text.
pub(crate) fn office(text: &str, at: Span, known: &[&str]) -> Finding {
    let shown = grammar::shown(text);
    let message =
        words!("không có đơn vị nào có tên \u{201c}{shown}\u{201d}", "no unit is named `{shown}`");
    let help = words!(
        "ghi đúng tên đầy đủ hoặc tên gọi khác đã khai báo của đơn vị",
        "write the unit's label or one of its aliases"
    );
    Finding::new(&UNKNOWN_NAME, message)
        .at(at, words!("không khớp đơn vị nào", "matches no unit"))
        .help(near(text, known, &help))
}

/// A word that a column does not list.
pub(crate) fn choice(text: &str, at: Span, known: &[&str]) -> Finding {
    let shown = grammar::shown(text);
    let message = words!(
        "cột này không có giá trị \u{201c}{shown}\u{201d}",
        "`{shown}` is not one of the values of this column"
    );
    let quoted: Vec<String> = known.iter().map(|k| format!("`{k}`")).collect();
    let help = Words::new(|lang| {
        let list = grammar::list(&quoted, lang, false);
        match lang {
            crate::value::Lang::Vi => format!("các giá trị của cột: {list}"),
            crate::value::Lang::En => format!("the column takes {list}"),
        }
    });
    Finding::new(&UNKNOWN_NAME, message)
        .at(at, words!("không có trong danh sách của cột", "not in the column's list"))
        .help(near(text, known, &help))
}

/// A file that cannot be opened.
pub(crate) fn file(path: &str, at: Option<Span>, why: &str) -> Finding {
    let (shown, why) = (grammar::shown(path), grammar::shown(why));
    let message = words!(
        "không mở được tệp `{shown}` ({why})",
        "the file `{shown}` cannot be opened ({why})"
    );
    let finding = Finding::new(&UNKNOWN_NAME, message).help(words!(
        "kiểm tra đường dẫn; đường dẫn tính từ thư mục của tệp dùng nó",
        "check the path; it is taken from the folder of the file that uses it"
    ));
    match at {
        Some(at) => finding.at(at, words!("được dùng ở đây", "used here")),
        None => finding,
    }
}

/// A path that leads out of the folder of rules.
pub(crate) fn outside(path: &str, at: Span) -> Finding {
    let shown = grammar::shown(path);
    let message = words!(
        "đường dẫn `{shown}` ra ngoài thư mục chứa các kế hoạch",
        "the path `{shown}` leads out of the folder of rules"
    );
    Finding::new(&UNKNOWN_NAME, message).at(at, words!("không được đọc", "not read")).help(words!(
        "để tệp vào trong thư mục chứa các kế hoạch",
        "put the file inside the folder of rules"
    ))
}

/// A file that is neither a plan nor a roster.
pub(crate) fn extension(path: &str, at: Span) -> Finding {
    let shown = grammar::shown(path);
    let message = words!(
        "`{shown}` không phải là tệp `.plan` hay danh sách `.csv`",
        "`{shown}` is neither a `.plan` file nor a `.csv` roster"
    );
    Finding::new(&UNKNOWN_NAME, message)
        .at(at, words!("không đọc được loại tệp này", "a file of another kind"))
        .help(words!(
            "chỉ `use` tệp `.plan` hoặc danh sách đơn vị `.csv`",
            "`use` only `.plan` files and `.csv` rosters of units"
        ))
}
