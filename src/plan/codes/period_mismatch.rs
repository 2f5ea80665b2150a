//! Spans of time that cannot be compared, and times that a figure has no value for.

use crate::diag::{Code, Finding, Severity};
use crate::source::Span;
use crate::value::{Words, words};

pub(crate) static PERIOD_MISMATCH: Code = Code {
    name: "rule/period-mismatch",
    severity: Severity::Error,
    summary: [
        "hai khoảng thời gian không so sánh được với nhau",
        "a change between spans that cannot be compared",
    ],
};

fn raise(message: Words, at: Span, label: Words) -> Finding {
    Finding::new(&PERIOD_MISMATCH, message).at(at, label)
}

/// A flow, or a formula, compared with a span of another length.
pub(crate) fn length(judged: &Words, reference: &Words, at: Span, of: Span) -> Finding {
    let (jv, je, rv, re) = (&judged.vi, &judged.en, &reference.vi, &reference.en);
    raise(
        words!(
            "số của {jv} không so được với số của {rv}",
            "a figure of {je} cannot be compared with one of {re}"
        ),
        at,
        words!("so với khoảng này", "compared with this"),
    )
    .at(of, words!("số cộng dồn theo thời gian", "adds up over time"))
    .help(words!(
        "so với một khoảng dài bằng thế, với `previous year`, hoặc với các năm tròn",
        "compare with a span of the same length, with `previous year`, or with whole years"
    ))
}

/// A flow or a formula at a day.
pub(crate) fn at_a_day(at: Span, of: Span) -> Finding {
    raise(
        words!(
            "chỉ số liệu cuối kỳ (`level`) mới có giá trị ở một ngày",
            "only a state (`level`) has a value on a day"
        ),
        at,
        words!("là một ngày", "a day"),
    )
    .at(of, words!("không phải trạng thái", "not a state"))
    .help(words!("ghi một kỳ thay cho ngày", "write a period in place of the day"))
}

/// A rate without a formula over a span.
pub(crate) fn rate_over_span(at: Span, of: Span) -> Finding {
    raise(
        words!(
            "tỷ lệ không có công thức thì không có giá trị cho một khoảng nhiều kỳ",
            "a rate without a formula has no value over a span of periods"
        ),
        at,
        words!("khoảng nhiều kỳ", "a span of periods"),
    )
    .at(of, words!("không có `equals`", "has no `equals`"))
    .help(words!(
        "thêm `equals` với tử số và mẫu số, hoặc so với đúng một năm",
        "give it an `equals` with its two figures, or compare with one year"
    ))
}

/// A span of days that is not whole months.
pub(crate) fn broken_months(at: Span) -> Finding {
    raise(
        words!(
            "số liệu tính theo tháng tròn, khoảng này không tròn tháng",
            "figures are counted in whole months, and this span is not"
        ),
        at,
        words!("không tròn tháng", "not whole months"),
    )
    .help(words!(
        "ghi từ ngày đầu đến ngày cuối tháng, hoặc khai báo một giai đoạn",
        "write whole months, or declare a phase"
    ))
}

/// A span without an end where one is needed.
pub(crate) fn open_span(at: Span) -> Finding {
    raise(
        words!("khoảng thời gian này chưa có đủ hai đầu", "this span has an open end"),
        at,
        words!("thiếu ngày đầu hoặc ngày cuối", "one end is missing"),
    )
    .help(words!("ghi cả hai đầu", "write both ends"))
}

/// A span that ends before it begins.
pub(crate) fn backwards(at: Span) -> Finding {
    raise(
        words!("khoảng thời gian kết thúc trước khi bắt đầu", "the span ends before it begins"),
        at,
        words!("ngày cuối sớm hơn ngày đầu", "its last day comes before its first"),
    )
    .help(words!("đổi chỗ hai đầu", "turn the two ends round"))
}
