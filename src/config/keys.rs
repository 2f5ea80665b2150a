//! The keys of `soat.toml`.

use crate::table::block::{Block, Holds, More, key, needed};

/// The name of the file that is looked for.
pub(crate) const NAME: &str = "soat.toml";

pub(crate) const LANGS: [&str; 2] = ["vi", "en"];
pub(crate) const FAIL_ON: [&str; 5] = ["error", "warning", "missed", "note", "never"];
pub(crate) const LEVELS: [&str; 4] = ["error", "warning", "missed", "note"];
pub(crate) const DENY: [&str; 1] = ["unchecked"];
pub(crate) const CALENDARS: [&str; 2] = ["civil", "decree_09_2019"];

/// `soat.toml`
pub(crate) static CONFIG: Block = Block {
    keys: &[
        key(
            "rules",
            Holds::Texts,
            [
                "Tệp hoặc thư mục quy tắc, tính từ thư mục của tệp này",
                "Plan files or folders of them, from the folder of this file",
            ],
        ),
        key(
            "overlay",
            Holds::Texts,
            [
                "Tệp sửa đổi, bổ sung kế hoạch, tính từ thư mục của tệp này",
                "Files that amend the plan, from the folder of this file",
            ],
        ),
        key(
            "plan",
            Holds::Text,
            ["Số hiệu hoặc mã của kế hoạch", "The plan, by its number or its id"],
        ),
        key("lang", Holds::Word(&LANGS), ["Ngôn ngữ của kết quả", "The language of what is told"]),
        key(
            "fail_on",
            Holds::Word(&FAIL_ON),
            ["Mức làm lệnh kết thúc với mã 1", "The severity from which the exit status is 1"],
        ),
        key(
            "deny",
            Holds::Words(&DENY),
            [
                "Mã 1 cả khi có chỗ chưa kiểm được",
                "Exit status 1 also for what could not be checked",
            ],
        ),
        key(
            "format",
            Holds::Word(&crate::render::Format::WORDS),
            [
                "Dạng kết quả in ra; tệp kết quả chỉ nêu ở dòng lệnh",
                "The form of what is shown; files to write are named on the command line alone",
            ],
        ),
        key(
            "baseline",
            Holds::Text,
            [
                "Tệp mốc: vấn đề đã có trong đó chỉ được đếm",
                "The baseline: what it knows is only counted",
            ],
        ),
        key(
            "holidays",
            Holds::Texts,
            [
                "Tệp ngày nghỉ thêm vào lịch có sẵn: day,works,name",
                "Files of days off beside those built in: day,works,name",
            ],
        ),
        key(
            "calendar",
            Holds::Word(&CALENDARS),
            [
                "Lịch kỳ báo cáo cho kế hoạch không tự nêu lịch",
                "The calendar of periods for plans that name none",
            ],
        ),
        key(
            "severity",
            Holds::Many(&SEVERITY),
            [
                "Đặt mức cho phát hiện theo tên, đường dẫn, đơn vị; mục sau cùng được áp dụng",
                "Severities of findings by name, path and office; of several that fit the last holds",
            ],
        ),
    ],
    some: &[],
    more: More::Nothing,
};

/// `[[severity]]`
pub(crate) static SEVERITY: Block = Block {
    keys: &[
        key(
            "rule",
            Holds::Findings,
            [
                "Tên phát hiện, hoặc cả nhóm như data/*",
                "Names of findings, or a whole family such as data/*",
            ],
        ),
        key(
            "path",
            Holds::Text,
            [
                "Tệp nào, tính từ thư mục của tệp này: 2016/**, **/*.csv",
                "Which files, from the folder of this file: 2016/**, **/*.csv",
            ],
        ),
        key("unit", Holds::Text, ["Đơn vị nào: mã hoặc tên", "Which office: its id or name"]),
        needed("level", Holds::Word(&LEVELS), ["Mức mới", "The new severity"]),
    ],
    some: &["rule", "path", "unit"],
    more: More::Nothing,
};
