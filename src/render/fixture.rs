//! The report that every format is tried on: decomposed letters and an escape character in the data, two
//! files in one finding, something that is absent, and a finding on the first line.

use crate::diag::{Clause, Code, Finding, Folded, Severity, Subject};
use crate::report::{Cause, Counts, Job, Laws, Owed, PlanRef, Report, RuleLine, Targets};
use crate::source::{FileId, Files, Place, Span};
use crate::value::{Date, Words, lang::words};

pub(crate) static UNKNOWN_KIND: Code = Code {
    name: "data/unknown-kind",
    severity: Severity::Error,
    summary: ["loại báo cáo không có trong kế hoạch", "a kind that matches nothing"],
};
pub(crate) static PART: Code = Code {
    name: "consistency/part-exceeds-whole",
    severity: Severity::Error,
    summary: ["phần lớn hơn tổng", "a part is larger than its whole"],
};
pub(crate) static MISSING: Code = Code {
    name: "completeness/missing-report",
    severity: Severity::Error,
    summary: ["báo cáo chưa nộp", "a report did not come"],
};
pub(crate) static FIGURE: Code = Code {
    name: "completeness/missing-figure",
    severity: Severity::Error,
    summary: ["thiếu số liệu", "a figure did not come"],
};
pub(crate) static MISSED: Code = Code {
    name: "target/missed",
    severity: Severity::Missed,
    summary: ["chỉ tiêu không đạt", "a target is not met"],
};

/// The name of the sender is decomposed, and a note in the same line tries to paint the terminal.
const DATA: &str = "kind = \"dinh_kỳ\"\r\n\
    from = \"Bi\u{300}nh So\u{31b}n\"; note = \"\u{1b}[31m\u{111}o\u{309}\"\r\n\
    vu_an       = 24\r\n\
    vu_kham_pha = 31\r\n";

const PLAN: &str = "indicator vu_kham_pha \"Số vụ đã khám phá\" {\n    part of vu_an\n}\n\
    report dinh_ky \"Báo cáo định kỳ\" {\n    from huyen\n}\n";

pub(crate) const NAME: &str = "reports/2018-Q1/binh_son.toml";

/// The files, and the report over them.
pub(crate) fn fixture() -> (Report, Files) {
    let mut files = Files::default();
    let data = files.keep(NAME, DATA.to_owned());
    let plan = files.keep("rules/59.plan", PLAN.to_owned());
    let folder = files.folder("reports/2018-Q2");
    let findings = vec![
        unknown_kind(data),
        odd_note(data),
        part_exceeds_whole(data, plan),
        missing_report(folder, plan),
        missed(plan),
    ];
    let report = Report {
        job: Job::Check,
        as_of: Date::new(2019, 1, 31).unwrap(),
        plans: vec![PlanRef {
            id: "kh_59".into(),
            number: Some("59/KH-UBND".into()),
            label: "Kế hoạch".into(),
            file: plan,
        }],
        inputs: Vec::new(),
        findings,
        counts: counts(),
        exit: 1,
        rules: vec![RuleLine {
            kind: "target",
            id: "kham_pha".into(),
            label: "Khám phá trên 75%".into(),
            period: words!("năm 2018", "2018"),
            outcome: words!("9/17 đạt", "9 of 17 met"),
        }],
        causes: vec![Cause {
            text: words!("chưa có báo cáo `2018-Q2`", "no report for `2018-Q2`"),
            held_up: 10,
        }],
        baseline: None,
        config: None,
    };
    (report, files)
}

fn counts() -> Counts {
    Counts {
        owed: Owed { on_time: 1340, late: 12, missing: 1, outside_scope: 96, ..Owed::default() },
        laws: Laws { holds: 20, broken: 1, could_not_check: 10, ..Laws::default() },
        targets: Targets { met: 9, missed: 8, ..Targets::default() },
        ..Counts::default()
    }
}

/// The place of `part` in `text`.
pub(crate) fn find(file: FileId, text: &str, part: &str) -> Span {
    let start = text.find(part).unwrap();
    Span::new(file, start, start + part.len())
}

fn unknown_kind(data: FileId) -> Finding {
    Finding::new(
        &UNKNOWN_KIND,
        words!("kế hoạch không có loại báo cáo `dinh_kỳ`", "the plan has no report `dinh_kỳ`"),
    )
    .at(find(data, DATA, "\"dinh_kỳ\""), words!("không có trong kế hoạch", "not in the plan"))
    .help(words!("có phải là `dinh_ky`?", "did you mean `dinh_ky`?"))
}

fn odd_note(data: FileId) -> Finding {
    Finding::new(&UNKNOWN_KIND, words!("ghi chú \u{1b}[31m lạ", "an odd \u{1b}[31m note"))
        .at(find(data, DATA, "note"), words!("khóa này", "this key"))
        .at(find(data, DATA, "So\u{31b}n"), words!("tên", "name"))
}

fn part_exceeds_whole(data: FileId, plan: FileId) -> Finding {
    Finding::new(
        &PART,
        words!(
            "Số vụ đã khám phá (31) lớn hơn số vụ xảy ra (24)",
            "cases solved (31) are more than cases that occurred (24)"
        ),
    )
    .at(find(data, DATA, "31\r"), words!("nhiều hơn 7 vụ", "7 more"))
    .at(find(data, DATA, "24"), words!("số vụ xảy ra", "cases that occurred"))
    .help(words!(
        "UBND huyện Bình Sơn kiểm tra lại biểu 2018-Q1",
        "Bình Sơn looks over its form of 2018-Q1"
    ))
    .about(Subject {
        unit: Some("binh_son".into()),
        period: Some("2018-Q1".into()),
        duty: Some("dinh_ky".into()),
        figure: Some("vu_kham_pha".into()),
    })
    .value("vu_kham_pha", "31".into())
    .value("vu_an", "24".into())
    .under(Clause {
        plan: "kh_59".into(),
        number: Some("59/KH-UBND".into()),
        kind: "indicator",
        item: "vu_kham_pha".into(),
        cite: vec!["I.2".into()],
        rows: vec!["D0-008".into()],
        place: find(plan, PLAN, "part of vu_an"),
    })
}

fn missing_report(folder: FileId, plan: FileId) -> Finding {
    let subject = Subject { unit: Some("binh_son".into()), ..Subject::default() };
    let folded = Folded { code: &FIGURE, subject: subject.clone() };
    let mut finding = Finding::new(
        &MISSING,
        words!("UBND huyện Bình Sơn chưa nộp báo cáo `2018-Q2`", "Bình Sơn has not sent `2018-Q2`"),
    )
    .at(Place::File(folder), words!("không có báo cáo nào", "no report here"))
    .about(subject)
    .under(Clause {
        plan: "kh_59".into(),
        number: None,
        kind: "report",
        item: "dinh_ky".into(),
        cite: Vec::new(),
        rows: Vec::new(),
        place: find(plan, PLAN, "from huyen"),
    });
    finding.because = vec![folded; 12];
    finding
}

fn missed(plan: FileId) -> Finding {
    let mut finding = Finding::new(&MISSED, words!("đạt 9 trên 17", "9 of 17 met"))
        .at(find(plan, PLAN, "dinh_ky"), Words::default());
    finding.waived = Some("88/CV-CAT".into());
    finding
}
