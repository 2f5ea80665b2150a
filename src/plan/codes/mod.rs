//! What is found in plan files: one file for each code, the code beside its words. The logic that
//! raises them is in the floor above this folder.

pub(crate) mod circular;
pub(crate) mod duplicate_name;
pub(crate) mod empty;
pub(crate) mod hidden_name;
pub(crate) mod missing;
pub(crate) mod one_sided_period;
pub(crate) mod period_mismatch;
pub(crate) mod roster;
pub(crate) mod two_due_days;
pub(crate) mod unit_mismatch;
pub(crate) mod unknown_name;
pub(crate) mod wrong_kind;

use crate::diag::Code;
use crate::plan::Ty;
use crate::syntax::tree::Kind;
use crate::value::{Words, words};

/// A noun in Vietnamese, and in English with its article.
pub(crate) type Noun = [&'static str; 2];

/// What an item is called.
pub(crate) const fn noun(kind: Kind) -> Noun {
    match kind {
        Kind::Plan => ["kế hoạch", "a plan"],
        Kind::Unit => ["đơn vị", "a unit"],
        Kind::Group => ["nhóm đơn vị", "a group of units"],
        Kind::Phase => ["giai đoạn", "a phase"],
        Kind::Baseline => ["gốc so sánh", "a baseline"],
        Kind::Event => ["sự kiện", "an event"],
        Kind::Indicator => ["số liệu", "an indicator"],
        Kind::Table => ["bảng", "a table"],
        Kind::Report => ["báo cáo", "a report"],
        Kind::Deliver => ["văn bản", "a document"],
        Kind::Task => ["nhiệm vụ", "a task"],
        Kind::Target => ["chỉ tiêu", "a target"],
        Kind::Limit => ["giới hạn", "a limit"],
        Kind::Check => ["phép kiểm tra", "a check"],
        Kind::Note => ["ghi chú", "a note"],
        Kind::Amend => ["văn bản sửa đổi", "an amendment"],
        Kind::Test => ["ví dụ kiểm thử", "a test"],
    }
}

/// What a kind of value is called.
pub(crate) fn kind_of_value(ty: &Ty) -> Words {
    let same = |vi: &'static str, en: &'static str| Words { vi: vi.into(), en: en.into() };
    match ty {
        Ty::Count => same("số đếm", "a count"),
        Ty::Amount(unit) => words!("lượng tính bằng `{unit}`", "an amount in `{unit}`"),
        Ty::Number(Some(unit)) => words!("số tính bằng `{unit}`", "a number of `{unit}`"),
        Ty::Number(None) => same("số không có đơn vị đo", "a number without a unit of measure"),
        Ty::Percent => same("tỷ lệ phần trăm", "a percentage"),
        Ty::Ratio => same("tỷ số", "a ratio"),
        Ty::Truth => same("điều đúng hay sai", "a truth"),
        Ty::Text => same("chữ", "a text"),
        Ty::Date => same("ngày", "a date"),
        Ty::Year => same("năm", "a year"),
        Ty::Unit => same("đơn vị hành chính, cơ quan", "an office"),
        Ty::Duration => same("khoảng thời gian", "a length of time"),
        Ty::Broken => same("phần có lỗi", "a part with an error"),
    }
}

/// The codes of plans that cannot be resolved.
pub(crate) static CODES: &[&Code] = &[
    &circular::CIRCULAR_FORMULA,
    &circular::CIRCULAR_REPORTING,
    &circular::CIRCULAR_SUCCESSION,
    &duplicate_name::DUPLICATE_NAME,
    &empty::EMPTY_GROUP,
    &empty::EMPTY_SELECTOR,
    &hidden_name::HIDDEN_NAME,
    &one_sided_period::ONE_SIDED_PERIOD,
    &period_mismatch::PERIOD_MISMATCH,
    &two_due_days::TWO_DUE_DAYS,
    &unit_mismatch::UNIT_MISMATCH,
    &unknown_name::UNKNOWN_NAME,
    &wrong_kind::WRONG_KIND,
];
