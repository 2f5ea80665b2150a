//! Codes and words of files that cannot be read: not there, too large, in another encoding, not well
//! formed, or reached through a link.

use std::io;

use crate::diag::{Code, Finding, Severity, words::shown};
use crate::source::{FileId, Place, Span};
use crate::table::encoding::{self, Encoding};
use crate::value::{Words, lang::words};

/// A file is not well formed.
pub(crate) static SYNTAX: Code = Code {
    name: "data/syntax",
    severity: Severity::Error,
    summary: ["tệp viết sai quy cách TOML hoặc CSV", "a file is not well formed"],
};

/// A file is not UTF-8.
pub(crate) static ENCODING: Code = Code {
    name: "data/encoding",
    severity: Severity::Error,
    summary: ["tệp không dùng mã Unicode UTF-8", "a file is not written in UTF-8"],
};

/// A file cannot be read.
pub(crate) static UNREADABLE: Code = Code {
    name: "data/unreadable",
    severity: Severity::Error,
    summary: [
        "tệp không mở được, quá lớn, lồng quá sâu hoặc thay đổi trong lúc đọc",
        "a file cannot be opened, is too large or too deep, or changed while being read",
    ],
};

/// A link, which is not followed.
pub(crate) static UNSAFE_PATH: Code = Code {
    name: "data/unsafe-path",
    severity: Severity::Error,
    summary: [
        "liên kết dẫn ra ngoài thư mục hoặc đi vòng tròn",
        "a link that leads out of the folder or in a circle",
    ],
};

/// All codes of this folder, for the catalogue.
pub(crate) static CODES: &[&Code] = &[&SYNTAX, &ENCODING, &UNREADABLE, &UNSAFE_PATH];

fn here() -> Words {
    words!("tệp này", "this file")
}

/// An encoding that is not UTF-8, named where it is recognised.
pub(crate) fn encoding(encoding: Encoding, place: Place) -> Finding {
    let (message, help) = match encoding {
        Encoding::Utf16 => (
            words!(
                "tệp dùng mã UTF-16, không phải UTF-8",
                "the file is written in UTF-16, not UTF-8"
            ),
            words!(
                "mở tệp rồi lưu lại, chọn bảng mã UTF-8",
                "open the file and save it again as UTF-8"
            ),
        ),
        Encoding::Tcvn3 => (
            words!(
                "tệp dùng bảng mã TCVN3 (phông .VnTime), không phải Unicode UTF-8",
                "the file is written in TCVN3 (fonts such as .VnTime), not UTF-8"
            ),
            convert(),
        ),
        Encoding::Vni => (
            words!(
                "tệp dùng bảng mã VNI (phông VNI-Times), không phải Unicode UTF-8",
                "the file is written in VNI (fonts such as VNI-Times), not UTF-8"
            ),
            convert(),
        ),
        Encoding::Packed => (
            words!(
                "tệp là sổ tính hoặc tệp nén, không phải văn bản, dù tên tệp ghi khác",
                "the file is a workbook or packed, and no text as its name says"
            ),
            words!(
                "mở tệp bằng chương trình của nó, rồi lưu thành CSV UTF-8",
                "open it in its own program and save it as CSV UTF-8"
            ),
        ),
        Encoding::Unknown => (
            words!("tệp không dùng mã Unicode UTF-8", "the file is not written in UTF-8"),
            words!(
                "mở tệp rồi lưu lại, chọn bảng mã UTF-8",
                "open the file and save it again as UTF-8"
            ),
        ),
    };
    let label = match place {
        Place::Text(_) => {
            words!("chỗ đầu tiên không đọc được", "the first place that cannot be read")
        }
        Place::File(_) => here(),
    };
    Finding::new(&ENCODING, message).at(place, label).help(help)
}

/// Bytes of which the one at `at` is the first that is not UTF-8. Of a file in UTF-16 no byte can be shown.
pub(crate) fn wrong_byte(file: FileId, bytes: &[u8], at: usize) -> Finding {
    let guess = encoding::guess(bytes);
    let place = match guess {
        Encoding::Utf16 | Encoding::Packed => Place::File(file),
        Encoding::Tcvn3 | Encoding::Vni | Encoding::Unknown => Span::new(file, at, at + 1).into(),
    };
    encoding(guess, place)
}

fn convert() -> Words {
    words!(
        "chuyển văn bản sang Unicode bằng bộ gõ (ví dụ UniKey Toolkit), rồi lưu lại với mã UTF-8",
        "convert the text to Unicode (UniKey Toolkit does it), then save it as UTF-8"
    )
}

/// A file that cannot be opened.
pub(crate) fn not_opened(error: &io::Error, file: FileId) -> Finding {
    let message = match error.kind() {
        io::ErrorKind::NotFound => words!("tệp không còn ở đó", "the file is no longer there"),
        io::ErrorKind::PermissionDenied => {
            words!("không được phép mở tệp", "the file may not be opened")
        }
        // All other causes have the system's own words.
        kind => words!("không đọc được tệp ({kind})", "the file cannot be read ({kind})"),
    };
    let help = words!("kiểm tra tệp rồi chạy lại", "check the file, then run again");
    Finding::new(&UNREADABLE, message).at(Place::File(file), here()).help(help)
}

/// A file or folder that cannot be listed.
pub(crate) fn not_listed(name: &str, why: &str, file: FileId) -> Finding {
    let (name, why) = (shown(name), shown(why));
    let message = words!("không đọc được `{name}` ({why})", "`{name}` cannot be read ({why})");
    let help = words!("kiểm tra tệp hoặc thư mục này", "check this file or folder");
    Finding::new(&UNREADABLE, message).at(Place::File(file), here()).help(help)
}

/// A folder too deep to be looked into.
pub(crate) fn folder_too_deep(name: &str, file: FileId) -> Finding {
    let name = shown(name);
    let message = words!(
        "thư mục `{name}` nằm quá sâu, không đọc tiếp",
        "the folder `{name}` lies too deep and is not looked into"
    );
    let help = words!("đưa các tệp ra thư mục ngoài", "move its files further up");
    Finding::new(&UNREADABLE, message).at(Place::File(file), here()).help(help)
}

/// A file larger than any report.
pub(crate) fn too_large(bytes: u64, most: u64, file: FileId) -> Finding {
    let (bytes, most) = (bytes.div_ceil(1 << 20), most >> 20);
    let message = words!(
        "tệp quá lớn: {bytes} MB, nhiều nhất được {most} MB",
        "the file is too large: {bytes} MB, where {most} MB is the most"
    );
    let help = words!("chia tệp thành nhiều tệp nhỏ", "split it into several files");
    Finding::new(&UNREADABLE, message).at(Place::File(file), here()).help(help)
}

/// A file in which nothing stands.
pub(crate) fn empty(file: FileId) -> Finding {
    let message = words!("tệp rỗng, không có gì để đọc", "the file is empty");
    let help = words!("lưu lại tệp, hoặc bỏ khỏi thư mục", "save it again, or take it out");
    Finding::new(&UNREADABLE, message).at(Place::File(file), here()).help(help)
}

/// A file that is not what it was when the folder was listed.
pub(crate) fn changed(file: FileId) -> Finding {
    let message = words!("tệp thay đổi trong lúc đọc", "the file changed while it was being read");
    let help = words!("chạy lại khi tệp đã yên", "run again when nobody writes to it");
    Finding::new(&UNREADABLE, message).at(Place::File(file), here()).help(help)
}

/// Keys or brackets in one another, deeper than any form.
pub(crate) fn too_deep(span: Span) -> Finding {
    let message = words!(
        "các phần lồng nhau quá sâu, không đọc được tệp",
        "its parts are nested too deep to be read"
    );
    let label = words!("từ đây trở vào", "from here inwards");
    let help = words!("viết theo mẫu báo cáo, không lồng", "write it as the form does, not nested");
    Finding::new(&UNREADABLE, message).at(span, label).help(help)
}

/// More rows than can be held.
pub(crate) fn too_many_rows(most: usize, at: Span) -> Finding {
    let message = words!(
        "quá nhiều dòng: chỉ đọc được {most} dòng trong một lần kiểm tra",
        "too many rows: one run reads {most} at most"
    );
    let label = words!("từ dòng này không đọc nữa", "nothing is read from this row on");
    let help =
        words!("chia dữ liệu rồi kiểm tra từng phần", "split the data and check it in parts");
    Finding::new(&UNREADABLE, message).at(at, label).help(help)
}

/// A workbook.
pub(crate) fn workbook(file: FileId) -> Finding {
    let message =
        words!("chưa đọc được tệp Excel (.xlsx)", "reading of workbooks (.xlsx) is not built in");
    let help = words!("lưu từng trang tính thành tệp CSV UTF-8", "save each sheet as CSV UTF-8");
    Finding::new(&UNREADABLE, message).at(Place::File(file), here()).help(help)
}

/// A table that nobody can tell what it is of.
pub(crate) fn header_unknown(header: Span) -> Finding {
    let message = words!(
        "không rõ bảng này là gì: dòng tiêu đề không theo mẫu nào",
        "the header row fits no form, so it is not known what this table is"
    );
    let label = words!("dòng tiêu đề", "the header row");
    let help = words!(
        "số liệu: unit,period,indicator,value; báo cáo: from,to,via,period,signed,received; văn bản: \
         from,deliver,number,signed; bảng: from,period và các cột của bảng",
        "figures: unit,period,indicator,value; reports: from,to,via,period,signed,received; documents: \
         from,deliver,number,signed; a table: from,period and the columns of the table"
    );
    Finding::new(&UNREADABLE, message).at(header, label).help(help)
}

/// A link, which is not followed.
pub(crate) fn link(name: &str, out: bool, circle: bool, file: FileId) -> Finding {
    let name = shown(name);
    let message = match (out, circle) {
        (true, _) => words!(
            "liên kết `{name}` dẫn ra ngoài thư mục, không được đọc",
            "the link `{name}` leads out of the folder and is not read"
        ),
        (_, true) => words!(
            "liên kết `{name}` dẫn vòng về chính thư mục chứa nó, không được đọc",
            "the link `{name}` leads back to its own folder and is not read"
        ),
        (false, false) => {
            words!("`{name}` là liên kết, không được đọc", "`{name}` is a link and is not read")
        }
    };
    let help = words!("chép chính tệp vào thư mục", "put the file itself into the folder");
    Finding::new(&UNSAFE_PATH, message)
        .at(Place::File(file), words!("liên kết này", "this link"))
        .help(help)
}

/// A folder that the manifest may not name: only what lies beside this one is read.
pub(crate) fn not_beside(name: &str, at: Span) -> Finding {
    let name = shown(name);
    let message = words!(
        "`{name}` không dẫn đến một thư mục nằm cạnh thư mục này, không được đọc",
        "`{name}` does not lead to a folder beside this one and is not read"
    );
    let label = words!("đường dẫn này", "this path");
    let help = words!("ghi như `../2017`", "write it like `../2017`");
    Finding::new(&UNSAFE_PATH, message).at(at, label).help(help)
}

/// A folder that the manifest names and that is not there.
pub(crate) fn no_folder(name: &str, at: Span) -> Finding {
    let name = shown(name);
    let message = words!("không có thư mục `{name}`", "there is no folder `{name}`");
    let label = words!("đường dẫn này", "this path");
    let help = words!(
        "sửa đường dẫn, tính từ thư mục chứa submission.toml",
        "correct the path; it starts from the folder of submission.toml"
    );
    Finding::new(&UNREADABLE, message).at(at, label).help(help)
}

/// A row that has more or fewer cells than the header.
pub(crate) fn row_width(has: usize, header: usize, row: Span) -> Finding {
    let message = words!(
        "dòng này có {has} ô, dòng tiêu đề có {header} ô",
        "the row has {has} cells, the header row {header}"
    );
    let label = words!("dòng không khớp với tiêu đề", "it does not fit the header");
    let help = words!(
        "kiểm tra ô thừa, ô thiếu, hoặc dấu phẩy trong một ô chưa đặt trong dấu nháy",
        "look for a cell too many or too few, or a comma in a cell without quotation marks"
    );
    Finding::new(&SYNTAX, message).at(row, label).help(help)
}

/// A quote that nothing closes.
pub(crate) fn open_quote(row: Span) -> Finding {
    let message = words!(
        "dấu nháy mở ở dòng này không được đóng",
        "a quotation mark opened in this row is never closed"
    );
    let label = words!("dòng này không được đọc", "this row is not read");
    let help = words!("đóng hoặc bỏ dấu nháy", "close the quotation mark, or take it out");
    Finding::new(&SYNTAX, message).at(row, label).help(help)
}

/// A line that cannot be a row of a form.
pub(crate) fn long_line(most: usize, row: Span) -> Finding {
    let message = words!(
        "dòng này dài hơn {most} byte, không đọc được",
        "the row is longer than {most} bytes and is not read"
    );
    let label = words!("dòng này bắt đầu ở đây", "it begins here");
    let help = words!("kiểm tra dấu xuống dòng của tệp", "look at the line breaks of the file");
    Finding::new(&SYNTAX, message).at(row, label).help(help)
}

/// A row with more cells than any form has.
pub(crate) fn wide_line(most: usize, row: Span) -> Finding {
    let message = words!(
        "dòng này có hơn {most} ô, không đọc được",
        "the row has more than {most} cells and is not read"
    );
    let label = words!("dòng này bắt đầu ở đây", "it begins here");
    let help = words!("bỏ các ô trống ở cuối dòng", "take out the empty cells at its end");
    Finding::new(&SYNTAX, message).at(row, label).help(help)
}

/// A column that stands twice: nobody knows which of the two is meant.
pub(crate) fn column_twice(name: &str, again: Span) -> Finding {
    let name = shown(name);
    let message = words!(
        "cột `{name}` có hai lần trong dòng tiêu đề",
        "the column `{name}` stands twice in the header row"
    );
    let label = words!("lần thứ hai", "for the second time");
    let help = words!("bỏ hoặc đổi tên một cột", "take one out, or give it its own name");
    Finding::new(&SYNTAX, message).at(again, label).help(help)
}

/// More files than are looked into.
pub(crate) fn too_many_files(most: usize, file: FileId) -> Finding {
    let message = words!(
        "thư mục có hơn {most} tệp và thư mục con, phần còn lại không đọc",
        "the folder holds more than {most} files and folders; the rest is not looked into"
    );
    let help =
        words!("chia hồ sơ thành nhiều thư mục", "split the submission into several folders");
    let label = words!("thư mục này", "this folder");
    Finding::new(&UNREADABLE, message).at(Place::File(file), label).help(help)
}

/// More than is held in memory.
pub(crate) fn too_much(files: usize, most: u64, folder: FileId) -> Finding {
    let most = most >> 30;
    let message = words!(
        "các tệp TOML cộng lại quá {most} GB: {files} tệp cuối không được đọc",
        "the TOML files come to more than {most} GB: the last {files} are not read"
    );
    let help =
        words!("chia hồ sơ thành nhiều thư mục", "split the submission into several folders");
    let label = words!("thư mục này", "this folder");
    Finding::new(&UNREADABLE, message).at(Place::File(folder), label).help(help)
}

/// What is left when a folder has too many links.
pub(crate) fn more_links(rest: usize, folder: FileId) -> Finding {
    let message = words!(
        "còn {rest} liên kết như vậy trong thư mục",
        "{rest} more links like these in the folder"
    );
    let help = words!("chép chính các tệp vào thư mục", "put the files themselves into the folder");
    let label = words!("thư mục này", "this folder");
    Finding::new(&UNSAFE_PATH, message).at(Place::File(folder), label).help(help)
}

/// What is left when a file has too many findings of one code.
pub(crate) fn more(code: &'static Code, rest: usize, file: FileId) -> Finding {
    let message =
        words!("còn {rest} chỗ sai như vậy trong tệp này", "{rest} more like these in this file");
    let help =
        words!("sửa những chỗ đã nêu rồi chạy lại", "correct those that are shown, then run again");
    Finding::new(code, message).at(Place::File(file), here()).help(help)
}
