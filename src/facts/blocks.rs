//! The blocks of the files of a submission: every key that a reader here takes, and what it means.

use crate::table::block::{Block, Holds, Key, More, key, needed};

pub(crate) const STATUSES: [&str; 3] = ["estimate", "preliminary", "final"];
pub(crate) const TASK_WORDS: [&str; 3] = ["todo", "doing", "done"];

/// `submission.toml`
pub(crate) static MANIFEST: Block = Block {
    keys: &[key("submission", Holds::One(&SUBMISSION), ["Bộ hồ sơ này", "This submission"])],
    some: &[],
    more: More::Nothing,
};

/// `[submission]`
pub(crate) static SUBMISSION: Block = Block {
    keys: &[
        key("province", Holds::Text, ["Tên tỉnh", "The province"]),
        key(
            "plan",
            Holds::Text,
            ["Số hiệu hoặc mã của kế hoạch", "The plan, by its number or its id"],
        ),
        key(
            "as_of",
            Holds::Day,
            ["Xét đến ngày này", "The day as of which the submission is judged"],
        ),
        key(
            "units",
            Holds::Texts,
            [
                "Chỉ những đơn vị hoặc nhóm đơn vị này nộp ở đây",
                "Only these units or groups hand in here",
            ],
        ),
        key(
            "periods",
            Holds::Plains,
            ["Chỉ xét những kỳ này, ví dụ 2018-H1", "Only these periods, such as 2018-H1"],
        ),
        key(
            "earlier",
            Holds::Text,
            [
                "Thư mục hồ sơ cũ: số liệu trong đó được dùng, không phải nộp lại",
                "A folder of an earlier time: its figures are used, and nothing in it is owed",
            ],
        ),
    ],
    some: &[],
    more: More::Nothing,
};

/// Any other TOML file of a submission.
pub(crate) static FILE: Block = Block {
    keys: &[
        key(
            "report",
            Holds::One(&REPORT),
            ["Một báo cáo của một đơn vị trong một kỳ", "One report of one office for one period"],
        ),
        key("values", Holds::One(&VALUES), ["Số liệu của báo cáo", "The figures of the report"]),
        key("tasks", Holds::One(&TASKS), ["Tình hình từng nhiệm vụ", "How each task stands"]),
        key("document", Holds::Many(&DOCUMENT), ["Văn bản đã ban hành", "Documents issued"]),
        key(
            "event",
            Holds::Many(&EVENT),
            ["Ngày xảy ra một sự kiện", "Days on which something happened"],
        ),
        key("extension", Holds::Many(&EXTENSION), ["Gia hạn nộp", "More time granted"]),
    ],
    some: &[],
    more: More::Tables,
};

const PLAN: Key = key(
    "plan",
    Holds::Text,
    [
        "Số hiệu hoặc mã kế hoạch, khi có nhiều kế hoạch",
        "The plan, by number or id, where there are several",
    ],
);
const FROM: Key = needed(
    "from",
    Holds::Text,
    [
        "Đơn vị gửi: mã, tên hoặc tên khác",
        "Who sent it: the id, the name or an alias of the office",
    ],
);
const TO: Key = key("to", Holds::Texts, ["Nơi nhận", "Whom it was sent to"]);
const VIA: Key = key(
    "via",
    Holds::Texts,
    ["Gửi qua cơ quan nào, theo thứ tự", "Through whom it went, in order"],
);
const PERIOD: Key = key(
    "period",
    Holds::Plain,
    [
        "Kỳ: 2018, 2018-Q1, 2018-H1, 2018-9M, 2018-06, hoặc mã giai đoạn của kế hoạch",
        "The period: 2018, 2018-Q1, 2018-H1, 2018-9M, 2018-06, or the id of a phase of the plan",
    ],
);
const NUMBER: Key = key(
    "number",
    Holds::Plain,
    ["Số, ký hiệu văn bản, ví dụ 45/BC-UBND", "The number of the paper, such as 45/BC-UBND"],
);
const SIGNED: Key = key("signed", Holds::Day, ["Ngày ký", "The day it was signed"]);
const RELAYED: Key = key(
    "relayed",
    Holds::Day,
    ["Ngày cơ quan trung gian cuối cùng chuyển đi", "The day the last relay passed it on"],
);
const RECEIVED: Key = key(
    "received",
    Holds::Day,
    [
        "Ngày nơi nhận nhận được; xét đúng hạn theo ngày này",
        "The day the addressee had it; lateness goes by this day",
    ],
);
const ABOUT: Key = key(
    "about",
    Holds::Text,
    [
        "Số liệu của đơn vị nào, nếu không phải đơn vị gửi",
        "Whose figures they are, where not the sender's own",
    ],
);
const STATUS: Key = key(
    "status",
    Holds::Word(&STATUSES),
    [
        "Số ước tính, sơ bộ hay chính thức; mặc định: chính thức",
        "Whether the figures are an estimate, preliminary or final (default)",
    ],
);
const REVISES: Key = key(
    "revises",
    Holds::Plain,
    ["Số của văn bản mà bản này thay thế", "The number of the paper that this one replaces"],
);

/// `[report]`
pub(crate) static REPORT: Block = Block {
    keys: &[
        PLAN,
        key(
            "kind",
            Holds::Text,
            [
                "Báo cáo nào của kế hoạch; bỏ được khi đơn vị và kỳ chỉ có một báo cáo",
                "Which report of the plan; not needed where sender and period leave one choice",
            ],
        ),
        FROM,
        TO,
        VIA,
        PERIOD,
        NUMBER,
        SIGNED,
        RELAYED,
        RECEIVED,
        ABOUT,
        STATUS,
        REVISES,
        key(
            "nil",
            Holds::Flag,
            [
                "Không phát sinh gì trong kỳ; khi đó không ghi số liệu",
                "Nothing occurred in the period; then no figures stand beside it",
            ],
        ),
    ],
    some: &[],
    more: More::Nothing,
};

/// `[[document]]`
pub(crate) static DOCUMENT: Block = Block {
    keys: &[
        PLAN,
        needed(
            "deliver",
            Holds::Texts,
            [
                "Văn bản này đáp ứng nghĩa vụ nào của kế hoạch",
                "Which duties of the plan this paper serves",
            ],
        ),
        FROM,
        TO,
        VIA,
        PERIOD,
        NUMBER,
        SIGNED,
        RELAYED,
        RECEIVED,
        ABOUT,
        STATUS,
        REVISES,
        key("title", Holds::Text, ["Trích yếu", "Its title"]),
        key(
            "states",
            Holds::Texts,
            [
                "Những nội dung kế hoạch yêu cầu mà văn bản có nêu",
                "The contents that the plan asks for and the document has",
            ],
        ),
        key("values", Holds::One(&VALUES), ["Số liệu trong văn bản", "The figures it carries"]),
        key("tasks", Holds::One(&TASKS), ["Tình hình từng nhiệm vụ", "How each task stands"]),
    ],
    some: &[],
    more: More::Tables,
};

/// `[values]`
pub(crate) static VALUES: Block = Block { keys: &[], some: &[], more: More::Figures(&FIGURE) };

/// A figure with braces.
pub(crate) static FIGURE: Block = Block {
    keys: &[
        key("value", Holds::Value, ["Giá trị", "The value"]),
        key(
            "last_year",
            Holds::Value,
            ["Số cùng kỳ năm trước, như đã báo cáo", "The value of the year before, as reported"],
        ),
        key(
            "last_period",
            Holds::Value,
            ["Số kỳ trước, như đã báo cáo", "The value of the period before, as reported"],
        ),
        key(
            "change",
            Holds::Value,
            [
                "Tăng, giảm như báo cáo nêu, ví dụ \"-7,7%\"",
                "The change as stated, such as \"-7,7%\"",
            ],
        ),
        key("na", Holds::Text, ["Không áp dụng, vì", "Does not apply, because"]),
        key("not_collected", Holds::Text, ["Chưa thống kê, vì", "Nobody counted it, because"]),
        key("withheld", Holds::Text, ["Không cung cấp, vì", "Counted and not given, because"]),
    ],
    some: &[],
    more: More::Nothing,
};

/// `[tasks]`
pub(crate) static TASKS: Block = Block { keys: &[], some: &[], more: More::Tasks(&TASK) };

/// A task with braces.
pub(crate) static TASK: Block = Block {
    keys: &[
        key(
            "status",
            Holds::Word(&TASK_WORDS),
            [
                "Chưa làm (todo), đang làm (doing) hay đã xong (done)",
                "Whether it is still to do, being done, or done",
            ],
        ),
        key("note", Holds::Text, ["Ghi chú", "A note"]),
    ],
    some: &[],
    more: More::Nothing,
};

/// `[[event]]`
pub(crate) static EVENT: Block = Block {
    keys: &[
        needed("event", Holds::Text, ["Sự kiện nào của kế hoạch", "Which event of the plan"]),
        needed("unit", Holds::Text, ["Của đơn vị nào", "Of which office"]),
        needed("date", Holds::Day, ["Ngày xảy ra", "The day it happened"]),
    ],
    some: &[],
    more: More::Nothing,
};

/// `[[extension]]`
pub(crate) static EXTENSION: Block = Block {
    keys: &[
        needed("duty", Holds::Text, ["Báo cáo, văn bản được gia hạn", "The report or document"]),
        needed("unit", Holds::Text, ["Đơn vị được gia hạn", "The office that has more time"]),
        PERIOD,
        needed("until", Holds::Day, ["Hạn mới", "The new due day"]),
        key(
            "document",
            Holds::Text,
            ["Số của văn bản cho gia hạn", "The number of the paper that grants it"],
        ),
    ],
    some: &[],
    more: More::Nothing,
};

/// `waivers.toml`
pub(crate) static WAIVERS: Block = Block {
    keys: &[key(
        "waiver",
        Holds::Many(&WAIVER),
        ["Vấn đề đã được chấp nhận", "Findings that a reviewer has accepted"],
    )],
    some: &[],
    more: More::Nothing,
};

/// `[[waiver]]`
pub(crate) static WAIVER: Block = Block {
    keys: &[
        needed(
            "rule",
            Holds::Finding,
            [
                "Tên phát hiện, ví dụ completeness/missing-document",
                "The name of the finding, such as completeness/missing-document",
            ],
        ),
        key("duty", Holds::Text, ["Cho báo cáo, văn bản này", "For this report or document"]),
        key("unit", Holds::Text, ["Cho đơn vị này", "For this office"]),
        key("period", Holds::Plain, ["Cho kỳ này", "For this period"]),
        key(
            "figure",
            Holds::Text,
            [
                "Cho số liệu, bảng hoặc cột này: `bảng.cột`",
                "For this figure, table or column: `table.column`",
            ],
        ),
        key("item", Holds::Text, ["Cho mục này của kế hoạch", "For this item of the plan"]),
        needed("reason", Holds::Text, ["Lý do chấp nhận", "Why it is accepted"]),
        needed("document", Holds::Text, ["Văn bản cho phép", "The paper that allows it"]),
        needed("office", Holds::Text, ["Cơ quan cho phép", "The office that allows it"]),
        needed("until", Holds::Day, ["Ngày cuối còn hiệu lực", "The last day it holds"]),
        key(
            "covers",
            Holds::Texts,
            ["Những đơn vị mà chính văn bản ấy nêu tên", "The offices that the paper itself names"],
        ),
    ],
    some: &["duty", "unit", "period", "figure", "item"],
    more: More::Nothing,
};
