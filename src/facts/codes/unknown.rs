//! Names of the data that match nothing, each with the nearest known ones.

use crate::diag::{Code, Finding, Severity, words::shown};
use crate::facts::codes::quoted;
use crate::source::Span;
use crate::value::{Lang, Words, lang::words};

pub(crate) static UNKNOWN_PLAN: Code = Code {
    name: "data/unknown-plan",
    severity: Severity::Error,
    summary: [
        "dữ liệu nêu một kế hoạch không có trong các kế hoạch đang kiểm tra",
        "the data name a plan that is not among those checked",
    ],
};

pub(crate) static UNKNOWN_UNIT: Code = Code {
    name: "data/unknown-unit",
    severity: Severity::Error,
    summary: ["tên đơn vị không có trong kế hoạch", "a name that is no unit of the plan"],
};

pub(crate) static UNKNOWN_INDICATOR: Code = Code {
    name: "data/unknown-indicator",
    severity: Severity::Error,
    summary: [
        "tên số liệu, bảng hoặc cột không có trong kế hoạch",
        "a name that is no figure, table or column of the plan",
    ],
};

pub(crate) static UNKNOWN_KIND: Code = Code {
    name: "data/unknown-kind",
    severity: Severity::Error,
    summary: [
        "tên báo cáo, văn bản hoặc nhiệm vụ không có trong kế hoạch",
        "a name that is no report, document or task of the plan",
    ],
};

pub(crate) static UNKNOWN_EVENT: Code = Code {
    name: "data/unknown-event",
    severity: Severity::Error,
    summary: ["tên sự kiện không có trong kế hoạch", "a name that is no event of the plan"],
};

pub(crate) static UNKNOWN_PERIOD: Code = Code {
    name: "data/unknown-period",
    severity: Severity::Error,
    summary: [
        "không phải là một kỳ báo cáo hay giai đoạn",
        "a text that is no period and no phase of the plan",
    ],
};

/// What kind of name is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Space<'a> {
    Plan,
    Unit,
    Figure,
    Table,
    /// Of the table with this label.
    Column(&'a str),
    Duty,
    Task,
    Event,
    Period,
}

impl Space<'_> {
    pub(crate) fn code(self) -> &'static Code {
        match self {
            Self::Plan => &UNKNOWN_PLAN,
            Self::Unit => &UNKNOWN_UNIT,
            Self::Figure | Self::Table | Self::Column(_) => &UNKNOWN_INDICATOR,
            Self::Duty | Self::Task => &UNKNOWN_KIND,
            Self::Event => &UNKNOWN_EVENT,
            Self::Period => &UNKNOWN_PERIOD,
        }
    }

    fn message(self, name: &str) -> Words {
        match self {
            Self::Plan => words!(
                "kế hoạch `{name}` không phải là kế hoạch đang kiểm tra",
                "the plan `{name}` is not among those checked"
            ),
            Self::Unit => words!("không có đơn vị nào tên `{name}`", "no unit is called `{name}`"),
            Self::Figure => {
                words!("không có số liệu nào tên `{name}`", "no figure is called `{name}`")
            }
            Self::Table => words!("không có bảng nào tên `{name}`", "no table is called `{name}`"),
            Self::Column(table) => words!(
                "bảng `{table}` không có cột `{name}`",
                "the table `{table}` has no column `{name}`"
            ),
            Self::Duty => words!(
                "không có báo cáo hay văn bản nào tên `{name}`",
                "no report or document is called `{name}`"
            ),
            Self::Task => {
                words!("không có nhiệm vụ nào tên `{name}`", "no task is called `{name}`")
            }
            Self::Event => {
                words!("không có sự kiện nào tên `{name}`", "no event is called `{name}`")
            }
            Self::Period => words!(
                "`{name}` không phải là kỳ báo cáo hay giai đoạn",
                "`{name}` is no period and no phase"
            ),
        }
    }

    fn label(self) -> Words {
        match self {
            Self::Plan => words!("kế hoạch được nêu", "the plan that is named"),
            Self::Unit => words!("tên đơn vị", "name of a unit"),
            Self::Figure => words!("tên số liệu", "name of a figure"),
            Self::Table => words!("tên bảng", "name of a table"),
            Self::Column(_) => words!("tên cột", "name of a column"),
            Self::Duty => words!("tên báo cáo hoặc văn bản", "name of a report or document"),
            Self::Task => words!("tên nhiệm vụ", "name of a task"),
            Self::Event => words!("tên sự kiện", "name of an event"),
            Self::Period => words!("kỳ được nêu", "the period that is named"),
        }
    }

    fn help(self) -> Words {
        match self {
            Self::Period => words!(
                "ghi như 2018, 2018-Q1, 2018-H1, 2018-9M, 2018-06, hoặc mã giai đoạn của kế hoạch",
                "write 2018, 2018-Q1, 2018-H1, 2018-9M, 2018-06, or the id of a phase"
            ),
            Self::Plan => words!(
                "ghi số hiệu hoặc mã của kế hoạch, hoặc kiểm tra theo kế hoạch đó",
                "write the number or id of the plan, or check against that plan"
            ),
            _ => words!(
                "dùng mã, tên hoặc tên khác có trong kế hoạch",
                "use the id, the label or an alias that the plan gives it"
            ),
        }
    }
}

/// A name that matches nothing.
pub(crate) fn unknown(space: Space<'_>, name: &str, near: &[String], at: Span) -> Finding {
    let help = if near.is_empty() {
        space.help()
    } else {
        Words::new(|lang| {
            let names = quoted(near, lang, false);
            match lang {
                Lang::Vi => format!("có phải là {names} không?"),
                Lang::En => format!("did you mean {names}?"),
            }
        })
    };
    Finding::new(space.code(), space.message(&shown(name))).at(at, space.label()).help(help)
}
