//! Slips that people make when they type a figure: which one turns the figure filed into the right one.
//! Percents come divided by 100, as everywhere.

use crate::value::{Lang, Num, Words, words};

/// A slip of the hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Slip {
    /// `42` for `24`.
    Swapped,
    /// Ten to this power times too large; below nought, too small.
    Factor(i8),
    /// `0.792` for `79.2%`.
    Fraction,
    /// A difference of two percents, written as a relative change.
    Points,
    /// The figure since the year began, under a shorter period.
    ToDate,
    /// The figure of the year before.
    LastYear,
    /// A fall as a rise, or the other way round.
    Sign,
}

/// What the figure filed may have been taken for.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Others {
    /// It is a percent.
    pub(crate) percent: bool,
    /// The same figure since the year began, where the period filed for is shorter.
    pub(crate) to_date: Option<Num>,
    /// The same figure a year before.
    pub(crate) last_year: Option<Num>,
    /// The difference in points, where a relative change is asked for.
    pub(crate) points: Option<Num>,
}

/// Powers of ten that come from slips: a nought, two, three (thousands, millions, thousand millions).
const POWERS: [i8; 8] = [1, -1, 2, -2, 3, -3, 6, -6];

/// The slip that would make `filed` out of `wanted`, if one does. What was filed is held against the
/// right figure at its own digits, rounded half up or cut off.
pub(crate) fn slip(filed: Num, wanted: Num, others: &Others) -> Option<Slip> {
    let decimals = filed.decimals(18)?;
    if filed == wanted {
        return None;
    }
    let is = |candidate: Option<Num>| candidate == Some(filed);
    if is(others.points) {
        return Some(Slip::Points);
    }
    if filed.is_zero() || wanted.is_zero() {
        return copied(filed, others);
    }
    if agrees(filed.neg(), wanted, decimals) {
        return Some(Slip::Sign);
    }
    factor_of(filed, wanted, decimals)
        .map(
            |power| {
                if others.percent && power == -2 { Slip::Fraction } else { Slip::Factor(power) }
            },
        )
        .or_else(|| is_swapped(filed, wanted, decimals).then_some(Slip::Swapped))
        .or_else(|| copied(filed, others))
}

/// A figure that belongs elsewhere: the last thing to think of, since small figures meet by chance.
fn copied(filed: Num, others: &Others) -> Option<Slip> {
    if others.to_date == Some(filed) {
        return Some(Slip::ToDate);
    }
    (others.last_year == Some(filed)).then_some(Slip::LastYear)
}

/// Whether `v`, exact to `decimals`, is `wanted` rounded half up or cut off.
fn agrees(v: Num, wanted: Num, decimals: u8) -> bool {
    let is = |w: Option<Num>| w == Some(v);
    // A whole number is rounded already.
    let rounds = || wanted.as_whole().is_none();
    let is_rounded = || is(wanted.round_half_up(decimals)) || is(wanted.truncate(decimals));
    v == wanted || rounds() && is_rounded()
}

/// The power of ten that `filed` is `wanted` times.
fn factor_of(filed: Num, wanted: Num, decimals: u8) -> Option<i8> {
    let is = |power: &i8| is_factor(filed, wanted, decimals, *power);
    if is_near(filed, wanted) {
        debug_assert!(!POWERS.iter().any(is), "what is near is no power of ten away");
        return None;
    }
    POWERS.into_iter().find(is)
}

/// Whether the two are less than ten times apart, whatever was rounded off: by at most one where `filed` is too
/// small, by at most a tenth where it is too large. So are nearly all that no slip made.
fn is_near(filed: Num, wanted: Num) -> bool {
    let size = |n: Num| if n.is_negative() { n.neg() } else { n };
    let (filed, wanted) = (size(filed), size(wanted));
    let ten = |n: Num| n.mul(Num::whole(10));
    let (least, most) = (wanted.sub(Num::unit(1)).and_then(ten), wanted.add(Num::ONE));
    least.is_some_and(|least| filed < least)
        && ten(filed).zip(most).is_some_and(|(filed, most)| filed > most)
}

/// Whether `filed` is `wanted` times ten to the power.
fn is_factor(filed: Num, wanted: Num, decimals: u8, power: i8) -> bool {
    let places = i16::from(decimals) + i16::from(power);
    let Ok(places) = u8::try_from(places.max(0)) else { return false };
    let ten = Num::ten(power.unsigned_abs());
    let mended = ten.and_then(|t| if power > 0 { filed.div(t) } else { filed.mul(t) });
    mended.is_some_and(|m| agrees(m, wanted, places))
}

/// Whether two neighbouring digits of `filed`, swapped, give `wanted`.
fn is_swapped(filed: Num, wanted: Num, decimals: u8) -> bool {
    const MOST: u128 = 10_u128.pow(30);
    let scale = Num::ten(decimals);
    let digits = scale.and_then(|s| filed.mul(s)).and_then(Num::as_whole);
    let Some(digits) = digits.filter(|d| d.unsigned_abs() < MOST) else { return false };
    let mut place: i128 = 1;
    while place <= digits.abs() / 10 {
        let (low, high) = (digits / place % 10, digits / (place * 10) % 10);
        let swapped = digits + (low - high) * place * 9;
        if low != high && agrees(Num::decimal(swapped, decimals), wanted, decimals) {
            return true;
        }
        place *= 10;
    }
    false
}

impl Slip {
    /// A few words for it, to stand after the right figure.
    pub(crate) fn words(self) -> Words {
        match self {
            Self::Swapped => words!("hai chữ số bị đảo chỗ", "two digits swapped"),
            Self::Factor(power) => factor(power),
            Self::Fraction => {
                words!("tỷ lệ phần trăm bị ghi thành số thập phân", "a percent typed as a fraction")
            }
            Self::Points => {
                words!("điểm phần trăm bị ghi thành phần trăm", "points written as percent")
            }
            Self::ToDate => words!(
                "số lũy kế từ đầu năm bị ghi vào một kỳ ngắn hơn",
                "a cumulative figure under a shorter period"
            ),
            Self::LastYear => words!("số của năm trước bị ghi vào năm nay", "last year's figure"),
            Self::Sign => words!("nhầm dấu tăng, giảm", "the sign is the wrong way round"),
        }
    }
}

fn factor(power: i8) -> Words {
    let times = Num::ten(power.unsigned_abs()).unwrap_or(Num::ONE);
    Words::new(|l| {
        let n = times.show(0, l);
        match (l, power > 0) {
            (Lang::Vi, true) => format!("ghi lớn gấp {n} lần"),
            (Lang::Vi, false) => format!("ghi nhỏ đi {n} lần"),
            (Lang::En, true) => format!("{n} times too large"),
            (Lang::En, false) => format!("{n} times too small"),
        }
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn n(digits: i128, decimals: u8) -> Num {
        Num::decimal(digits, decimals)
    }

    fn ratio(a: i128, b: i128) -> Num {
        Num::ratio(a, b).unwrap()
    }

    proptest! {
        /// Held by what the short way asserts.
        #[test]
        fn what_is_near_is_no_power_of_ten_away(
            digits in -20_000_i128..20_000, decimals in 0_u8..5, a in -9000_i128..9000, b in 1_i128..300,
        ) {
            let filed = n(digits, decimals);
            factor_of(filed, ratio(a, b), filed.decimals(18).unwrap());
        }
    }

    #[track_caller]
    fn check(filed: Num, wanted: Num, want: Option<Slip>) {
        assert_eq!(slip(filed, wanted, &Others::default()), want);
    }

    #[test]
    fn two_digits_swapped() {
        check(n(42, 0), n(24, 0), Some(Slip::Swapped));
        check(n(1324, 0), n(1234, 0), Some(Slip::Swapped));
        check(n(-213, 1), n(-123, 1), Some(Slip::Swapped));
        // 97,1% for 19 of 24, 79,16…%: cut off.
        check(n(971, 3), ratio(19, 24), Some(Slip::Swapped));
        check(n(4321, 0), n(1234, 0), None);
        check(n(24, 0), n(25, 0), None);
    }

    #[test]
    fn a_factor_of_ten_or_more() {
        check(n(240, 0), n(24, 0), Some(Slip::Factor(1)));
        check(n(24, 1), n(24, 0), Some(Slip::Factor(-1)));
        check(n(12_375_300, 0), n(12_375_300, 3), Some(Slip::Factor(3)));
        check(n(1250, 3), n(1250, 0), Some(Slip::Factor(-3)));
        check(n(245, 0), n(24, 0), None);
    }

    #[test]
    fn a_percent_typed_as_a_fraction() {
        let percent = Others { percent: true, ..Others::default() };
        assert_eq!(slip(n(792, 5), n(792, 3), &percent), Some(Slip::Fraction));
        assert_eq!(slip(n(79, 4), ratio(19, 24), &percent), Some(Slip::Fraction));
    }

    #[test]
    fn a_sign_turned_round() {
        check(n(77, 3), ratio(-2, 26), Some(Slip::Sign));
        check(n(-5, 0), n(5, 0), Some(Slip::Sign));
    }

    #[test]
    fn points_for_a_relative_change() {
        let others = Others { percent: true, points: Some(n(2, 2)), ..Others::default() };
        assert_eq!(slip(n(2, 2), ratio(2, 77), &others), Some(Slip::Points));
    }

    #[test]
    fn a_figure_that_belongs_elsewhere_comes_last() {
        let others =
            Others { to_date: Some(n(43, 0)), last_year: Some(n(42, 0)), ..Others::default() };
        assert_eq!(slip(n(43, 0), n(19, 0), &others), Some(Slip::ToDate));
        assert_eq!(slip(n(42, 0), n(19, 0), &others), Some(Slip::LastYear));
        assert_eq!(slip(n(42, 0), n(24, 0), &others), Some(Slip::Swapped));
        assert_eq!(slip(n(43, 0), Num::ZERO, &others), Some(Slip::ToDate));
        assert_eq!(slip(n(19, 0), n(19, 0), &others), None);
    }

    #[test]
    fn large_figures_do_no_harm() {
        check(n(i128::MAX / 2, 0), n(7, 0), None);
        check(n(i128::MAX / 2, 18), n(i128::MAX / 3, 0), None);
        check(ratio(1, 3), n(7, 0), None);
    }
}
