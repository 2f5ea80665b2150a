//! Groups without members, selections that find nobody.

use crate::diag::{Code, Finding, Severity, words as grammar};
use crate::source::Span;
use crate::value::{Date, Lang, Words, words};

pub(crate) static EMPTY_GROUP: Code = Code {
    name: "rule/empty-group",
    severity: Severity::Error,
    summary: [
        "một nhóm không có đơn vị nào trong thời hạn kế hoạch",
        "a group that never has a member in the plan's run",
    ],
};

pub(crate) static EMPTY_SELECTOR: Code = Code {
    name: "rule/empty-selector",
    severity: Severity::Warning,
    summary: [
        "một phần `every` của nhóm không chọn được đơn vị nào",
        "one `every` of a group that selects nobody in the run",
    ],
};

/// Nobody at any time.
pub(crate) fn group(name: &str, label: &str, at: Span) -> Finding {
    let label = grammar::shown(label);
    let message = words!(
        "nhóm `{name}` ({label}) không có đơn vị nào trong thời hạn kế hoạch",
        "group `{name}` ({label}) never has a member in the plan's run"
    );
    Finding::new(&EMPTY_GROUP, message)
        .at(at, words!("không chọn được đơn vị nào", "selects nobody"))
        .help(words!(
            "xem lại loại, cấp trên và thời gian tồn tại của các đơn vị; nhóm chưa rõ thì ghi `unknown`",
            "check the kinds, the `under` and the `runs` of the units; write `unknown` if it is not known"
        ))
}

/// Nobody from a day on.
pub(crate) fn group_for_a_time(name: &str, label: &str, at: Span, day: Date) -> Finding {
    let label = grammar::shown(label);
    let message = Words::new(|lang| {
        let day = day.show(lang);
        match lang {
            Lang::Vi => format!(
                "nhóm `{name}` ({label}) có lúc không còn đơn vị nào trong thời hạn kế hoạch, như ngày {day}"
            ),
            Lang::En => format!(
                "group `{name}` ({label}) has no member for part of the plan's run, as on {day}"
            ),
        }
    });
    Finding::new(&EMPTY_GROUP, message)
        .severity(Severity::Warning)
        .at(at, words!("có lúc không chọn được đơn vị nào", "at times selects nobody"))
        .help(words!(
            "xem lại thời gian tồn tại (`runs`) của các đơn vị trong nhóm",
            "check the `runs` of the units in the group"
        ))
}

/// One selection that finds nobody, in a group that has others.
pub(crate) fn selector(group: &str, at: Span) -> Finding {
    let message = words!(
        "phần `every` này của nhóm `{group}` không chọn được đơn vị nào",
        "this `every` of group `{group}` selects nobody in the plan's run"
    );
    Finding::new(&EMPTY_SELECTOR, message)
        .at(at, words!("không chọn được đơn vị nào", "selects nobody"))
        .help(words!("sửa điều kiện chọn, hoặc bỏ phần này", "correct the selection, or drop it"))
}
