//! Kinds and units of measure that do not go together.

use crate::diag::{Code, Finding, Severity};
use crate::plan::{Ty, codes::kind_of_value};
use crate::source::Span;
use crate::value::{Words, words};

pub(crate) static UNIT_MISMATCH: Code = Code {
    name: "rule/unit-mismatch",
    severity: Severity::Error,
    summary: [
        "các loại số hoặc đơn vị đo không đi với nhau",
        "kinds or units of measure that do not go together",
    ],
};

/// One side of an operator.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Operand<'a> {
    pub(crate) ty: &'a Ty,
    pub(crate) at: Span,
    /// A bare number.
    pub(crate) bare: bool,
}

/// Two sides that an operator cannot join.
pub(crate) fn operands(sign: &str, left: Operand<'_>, right: Operand<'_>) -> Finding {
    let (a, b) = (kind_of_value(left.ty), kind_of_value(right.ty));
    let (av, ae, bv, be) = (&a.vi, &a.en, &b.vi, &b.en);
    let finding = Finding::new(
        &UNIT_MISMATCH,
        words!(
            "`{sign}` không dùng được giữa {av} và {bv}",
            "`{sign}` does not go between {ae} and {be}"
        ),
    )
    .at(right.at, b.clone())
    .at(left.at, a.clone());
    let percent = |x: Operand<'_>, y: Operand<'_>| *x.ty == Ty::Percent && y.bare;
    if percent(left, right) || percent(right, left) {
        return finding.help(words!(
            "ghi số bên cạnh tỷ lệ phần trăm với dấu `%`",
            "write the number beside a percentage with a `%`"
        ));
    }
    finding
}

/// A condition that is no truth.
pub(crate) fn condition(ty: &Ty, at: Span) -> Finding {
    let is = kind_of_value(ty);
    let (vi, en) = (&is.vi, &is.en);
    Finding::new(
        &UNIT_MISMATCH,
        words!("ở đây cần một điều kiện, không phải {vi}", "a condition is wanted here, not {en}"),
    )
    .at(at, is.clone())
    .help(words!("so sánh nó với một mức, như `>= 1`", "compare it with something, as in `>= 1`"))
}

/// A rate that is summed.
pub(crate) fn sum_of_rates(at: Span) -> Finding {
    Finding::new(&UNIT_MISMATCH, words!("không cộng các tỷ lệ với nhau", "rates are not added up"))
        .at(at, words!("là tỷ lệ", "a rate"))
        .help(words!(
            "cộng riêng tử số, cộng riêng mẫu số, rồi chia",
            "sum the two figures each for itself, then divide"
        ))
}

/// What an aggregate cannot take.
pub(crate) fn aggregate(name: &str, ty: &Ty, at: Span) -> Finding {
    let is = kind_of_value(ty);
    let (vi, en) = (&is.vi, &is.en);
    Finding::new(
        &UNIT_MISMATCH,
        words!("`{name}` không tính được trên {vi}", "`{name}` cannot be taken over {en}"),
    )
    .at(at, is.clone())
}

/// A formula of another kind than its figure.
pub(crate) fn formula(wants: &Ty, is: &Ty, at: Span, name: Span) -> Finding {
    let (w, i) = (kind_of_value(wants), kind_of_value(is));
    let (wv, we, iv, ie) = (&w.vi, &w.en, &i.vi, &i.en);
    Finding::new(
        &UNIT_MISMATCH,
        words!(
            "công thức cho {iv}, còn số liệu là {wv}",
            "the formula gives {ie}, the figure is {we}"
        ),
    )
    .at(at, i.clone())
    .at(name, w.clone())
}

/// A part of another kind than its whole.
pub(crate) fn part(part: &Ty, whole: &Ty, at: Span, name: Span) -> Finding {
    let (p, w) = (kind_of_value(part), kind_of_value(whole));
    let (pv, pe, wv, we) = (&p.vi, &p.en, &w.vi, &w.en);
    Finding::new(
        &UNIT_MISMATCH,
        words!("{pv} không thể là một phần của {wv}", "{pe} cannot be a part of {we}"),
    )
    .at(at, w.clone())
    .at(name, p.clone())
}

/// Bounds of another kind than what they bound.
pub(crate) fn bounds(ty: &Ty, at: Span) -> Finding {
    let is = kind_of_value(ty);
    let (vi, en) = (&is.vi, &is.en);
    let finding = Finding::new(
        &UNIT_MISMATCH,
        words!("khoảng giá trị này không dùng được cho {vi}", "these bounds do not fit {en}"),
    )
    .at(at, words!("khác loại", "of another kind"));
    match ty {
        Ty::Percent => finding.help(words!("ghi hai đầu với dấu `%`", "write the ends with a `%`")),
        _ => finding,
    }
}

/// A change written in a way that the figure has not.
pub(crate) fn change(ty: &Ty, at: Span) -> Finding {
    let is = kind_of_value(ty);
    let (vi, en) = (&is.vi, &is.en);
    Finding::new(
        &UNIT_MISMATCH,
        words!("mức tăng giảm này không dùng được cho {vi}", "{en} cannot change by that"),
    )
    .at(at, is.clone())
    .help(words!(
        "tỷ lệ thì ghi `5%` hoặc `5 points`; số khác thì ghi `5%` hoặc `5`",
        "write `5%` or `5 points` for a rate, `5%` or `5` for other figures"
    ))
}

/// A nature that the kind cannot have.
pub(crate) fn nature(ty: &Ty, at: Span) -> Finding {
    let is = kind_of_value(ty);
    let (vi, en) = (&is.vi, &is.en);
    Finding::new(
        &UNIT_MISMATCH,
        words!("{vi} không cộng dồn theo thời gian", "{en} does not add up over time"),
    )
    .at(at, words!("chỉ có thể là `level`", "can only be `level`"))
    .help(words!("bỏ chữ này, hoặc ghi `level`", "leave it out, or write `level`"))
}

/// An opening of something that is no state of the same kind.
pub(crate) fn opening(at: Span, of: Span) -> Finding {
    Finding::new(
        &UNIT_MISMATCH,
        words!(
            "số đầu kỳ phải lấy từ một số liệu `level` cùng loại",
            "an opening is taken from a `level` of the same kind"
        ),
    )
    .at(at, words!("không phải số cuối kỳ cùng loại", "not a level of this kind"))
    .at(of, Words { vi: "khai báo ở đây".into(), en: "declared here".into() })
}

/// Sums of what does not add up over units.
pub(crate) fn sums(ty: &Ty, at: Span) -> Finding {
    let is = kind_of_value(ty);
    let (vi, en) = (&is.vi, &is.en);
    Finding::new(
        &UNIT_MISMATCH,
        words!("{vi} không cộng được qua các đơn vị", "{en} does not add up over units"),
    )
    .at(at, words!("không cộng được", "does not add up"))
    .help(words!("ghi `equals` với các số cộng được", "write `equals` with figures that add up"))
}
