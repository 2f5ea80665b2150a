//! Exact rationals over `i128`. Every operation is checked: `None` means the figure is too large to hold.

use std::cmp::Ordering;

use crate::value::Lang;

/// An exact number `n / d`, with `d > 0`; reduced except where it comes straight from digits.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Num {
    n: i128,
    d: i128,
}

/// The lowest number of all has no opposite: it is too large to hold.
fn held(n: i128, d: i128) -> Option<Num> {
    (n != i128::MIN).then_some(Num { n, d })
}

/// Not of the lowest number of all.
fn gcd(mut a: i128, mut b: i128) -> i128 {
    // Nearly all are short, and short ones are divided far quicker.
    let short = |n: i128| u64::try_from(n.unsigned_abs());
    if let (Ok(mut a), Ok(mut b)) = (short(a), short(b)) {
        while b != 0 {
            (a, b) = (b, a % b);
        }
        return i128::from(a.max(1));
    }
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.abs().max(1)
}

impl Num {
    /// Nought.
    pub(crate) const ZERO: Self = Self { n: 0, d: 1 };
    /// One.
    pub(crate) const ONE: Self = Self { n: 1, d: 1 };

    /// A whole number.
    pub(crate) const fn whole(n: i128) -> Self {
        Self { n, d: 1 }
    }

    /// `n / d`; `None` for `d = 0`.
    pub(crate) fn ratio(n: i128, d: i128) -> Option<Self> {
        if d == 0 || n == i128::MIN || d == i128::MIN {
            return None;
        }
        let g = gcd(n, d);
        let sign = if d < 0 { -1 } else { 1 };
        Some(Self { n: (n / g).checked_mul(sign)?, d: (d / g).checked_mul(sign)? })
    }

    /// `digits / 10^decimals`.
    pub(crate) fn decimal(digits: i128, decimals: u8) -> Self {
        match 10_i128.checked_pow(u32::from(decimals)) {
            Some(d) => Self { n: digits, d },
            None => Self::ZERO,
        }
    }

    /// `10^-decimals`, one unit of the last digit.
    pub(crate) fn unit(decimals: u8) -> Self {
        Self::decimal(1, decimals)
    }

    pub(crate) fn add(self, o: Self) -> Option<Self> {
        if self.d == o.d {
            return held(self.n.checked_add(o.n)?, self.d);
        }
        let n = self.n.checked_mul(o.d)?.checked_add(o.n.checked_mul(self.d)?)?;
        Self::ratio(n, self.d.checked_mul(o.d)?)
    }

    pub(crate) fn neg(self) -> Self {
        Self { n: self.n.saturating_neg(), d: self.d }
    }

    pub(crate) fn sub(self, o: Self) -> Option<Self> {
        self.add(o.neg())
    }

    pub(crate) fn mul(self, o: Self) -> Option<Self> {
        if self.d == 1 && o.d == 1 {
            return held(self.n.checked_mul(o.n)?, 1);
        }
        Self::ratio(self.n.checked_mul(o.n)?, self.d.checked_mul(o.d)?)
    }

    /// `None` also for a divisor of nought.
    pub(crate) fn div(self, o: Self) -> Option<Self> {
        Self::ratio(self.n.checked_mul(o.d)?, self.d.checked_mul(o.n)?)
    }

    /// `10^power`.
    pub(crate) fn ten(power: u8) -> Option<Self> {
        10_i128.checked_pow(u32::from(power)).map(Self::whole)
    }

    /// `self` multiplied by itself `times` times.
    pub(crate) fn pow(self, times: u32) -> Option<Self> {
        (0..times).try_fold(Self::ONE, |acc, _| acc.mul(self))
    }

    pub(crate) fn is_zero(self) -> bool {
        self.n == 0
    }

    pub(crate) fn is_negative(self) -> bool {
        self.n < 0
    }

    /// The whole number it is, if it is one.
    pub(crate) fn as_whole(self) -> Option<i128> {
        if self.d == 1 {
            return Some(self.n);
        }
        (self.n % self.d == 0).then(|| self.n / self.d)
    }

    /// The largest whole number not above it.
    pub(crate) fn floor(self) -> i128 {
        self.n.div_euclid(self.d)
    }

    /// The smallest whole number not below it.
    pub(crate) fn ceil(self) -> i128 {
        -((-self.n).div_euclid(self.d))
    }

    /// Rounded half up (away from zero) to `decimals` digits.
    pub(crate) fn round_half_up(self, decimals: u8) -> Option<Self> {
        let scale = 10_i128.checked_pow(u32::from(decimals))?;
        let twice =
            self.n.checked_abs()?.checked_mul(scale)?.checked_mul(2)?.checked_add(self.d)?;
        let digits = twice / self.d.checked_mul(2)?;
        Some(Self { n: if self.n < 0 { -digits } else { digits }, d: scale })
    }

    /// Cut off to `decimals` digits.
    pub(crate) fn truncate(self, decimals: u8) -> Option<Self> {
        let scale = 10_i128.checked_pow(u32::from(decimals))?;
        Some(Self { n: self.n.checked_mul(scale)? / self.d, d: scale })
    }

    /// How many decimals write it exactly, if at most `most`.
    pub(crate) fn decimals(self, most: u8) -> Option<u8> {
        let r = Self::ratio(self.n, self.d)?;
        (0..=most).find(|&k| 10_i128.checked_pow(u32::from(k)).is_some_and(|p| p % r.d == 0))
    }

    /// For a reader: decimal mark by language, thousands grouped in Vietnamese and English; at most
    /// `most` decimals, rounded half up and without closing zeros.
    pub(crate) fn show(self, most: u8, lang: Lang) -> String {
        match lang {
            Lang::Vi => self.digits(most, b',', Some(b'.')),
            Lang::En => self.digits(most, b'.', Some(b',')),
        }
    }

    /// For machines: plain digits with a point, at most `most` decimals, without closing zeros.
    pub(crate) fn plain(self, most: u8) -> String {
        self.digits(most, b'.', None)
    }

    /// Rounded half up to at most `most` decimals, in groups of three where there is a mark for them. Written from
    /// the last digit on, and then turned round.
    fn digits(self, most: u8, mark: u8, group: Option<u8>) -> String {
        // Nearly all are counts.
        let (rounded, decimals) =
            if self.d == 1 { (Some(self), 0) } else { (self.round_half_up(most), most) };
        let Some(Self { n, .. }) = rounded else { return format!("{}/{}", self.n, self.d) };
        let (mut left, mut place) = (n.unsigned_abs(), -i32::from(decimals));
        let mut out = Vec::with_capacity(24);
        while left > 0 || place <= 0 {
            let digit = last_digit(&mut left);
            match place {
                0 if !out.is_empty() => out.push(mark),
                3.. if place % 3 == 0 => out.extend(group),
                _ => {}
            }
            // Closing zeros are left out.
            if digit > 0 || place >= 0 || !out.is_empty() {
                out.push(b'0' + digit);
            }
            place += 1;
        }
        if n < 0 {
            out.push(b'-');
        }
        out.reverse();
        String::from_utf8(out).unwrap_or_default()
    }
}

/// Takes the last digit off. Nearly all numbers are short, and short ones are divided far quicker.
fn last_digit(left: &mut u128) -> u8 {
    let digit = if let Ok(short) = u64::try_from(*left) {
        *left = u128::from(short / 10);
        u128::from(short % 10)
    } else {
        let digit = *left % 10;
        *left /= 10;
        digit
    };
    u8::try_from(digit).unwrap_or(0)
}

impl PartialEq for Num {
    fn eq(&self, o: &Self) -> bool {
        self.cmp(o) == Ordering::Equal
    }
}

impl Eq for Num {}

impl PartialOrd for Num {
    fn partial_cmp(&self, o: &Self) -> Option<Ordering> {
        Some(self.cmp(o))
    }
}

impl Ord for Num {
    fn cmp(&self, o: &Self) -> Ordering {
        if self.d == o.d {
            return self.n.cmp(&o.n);
        }
        match (self.n.checked_mul(o.d), o.n.checked_mul(self.d)) {
            (Some(a), Some(b)) => a.cmp(&b),
            // Too large to cross-multiply: compare whole parts, then the broken parts turned over.
            _ => compare_long(*self, *o),
        }
    }
}

fn compare_long(mut a: Num, mut b: Num) -> Ordering {
    loop {
        let (wa, wb) = (a.n.div_euclid(a.d), b.n.div_euclid(b.d));
        let (ra, rb) = (a.n.rem_euclid(a.d), b.n.rem_euclid(b.d));
        if wa != wb || ra == 0 || rb == 0 {
            return wa.cmp(&wb).then(ra.min(1).cmp(&rb.min(1)));
        }
        (a, b) = (Num { n: b.d, d: rb }, Num { n: a.d, d: ra });
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(n: i128, d: i128, most: u8, want: &str) {
        assert_eq!(Num::ratio(n, d).unwrap().plain(most), want);
    }

    #[test]
    fn plain_rounds_half_up_and_drops_closing_zeros() {
        check(19, 24, 3, "0.792");
        check(1, 2, 0, "1");
        check(-1, 2, 0, "-1");
        check(5, 1, 2, "5");
        check(1, 100, 1, "0");
        check(205, 10, 3, "20.5");
    }

    #[test]
    fn shown_with_the_marks_of_the_language() {
        assert_eq!(Num::decimal(12_345_678, 2).show(2, Lang::Vi), "123.456,78");
        assert_eq!(Num::whole(-1_000).show(2, Lang::En), "-1,000");
        // What is too large to be rounded is told as it is.
        let large = Num::ratio(10_i128.pow(38), 3).unwrap();
        assert_eq!(large.show(2, Lang::Vi), format!("1{}/3", "0".repeat(38)));
    }

    proptest! {
        #[test]
        fn digits_are_those_of_a_division(n in -10_i128.pow(24)..10_i128.pow(24), d in 1_i128..2000, short: bool, most in 0_u8..7) {
            let num = Num::ratio(if short { n % 100_000 } else { n }, d).unwrap();
            let rounded = num.round_half_up(most).unwrap();
            let (whole, part) = (rounded.n.abs() / rounded.d, rounded.n.abs() % rounded.d);
            let part = format!("{part:0width$}", width = usize::from(most));
            let part = if most == 0 { "" } else { part.trim_end_matches('0') };
            let sign = if rounded.n < 0 { "-" } else { "" };
            let told = |whole: &str, mark: &str| match part {
                "" => format!("{sign}{whole}"),
                part => format!("{sign}{whole}{mark}{part}"),
            };
            let whole = whole.to_string();
            let groups: Vec<&str> = whole.as_bytes().rchunks(3).rev().map(|g| str::from_utf8(g).unwrap()).collect();
            prop_assert_eq!(num.plain(most), told(&whole, "."));
            prop_assert_eq!(num.show(most, Lang::En), told(&groups.join(","), "."));
            prop_assert_eq!(num.show(most, Lang::Vi), told(&groups.join("."), ","));
        }
    }

    #[test]
    fn comparison_is_exact_where_multiplying_overflows() {
        let big = i128::MAX / 2;
        let a = Num { n: big, d: big - 1 };
        let b = Num { n: big - 1, d: big - 2 };
        assert!(a < b);
        assert!(b > a);
        assert_eq!(a, a);
    }

    #[test]
    fn the_lowest_number_of_all_is_too_large() {
        let most = Num::whole(i128::MAX);
        let lowest = most.neg().sub(Num::ONE);
        assert!(lowest.is_none());
        assert!(Num::ratio(i128::MIN, -1).is_none());
        assert!(Num::whole(-(1 << 126)).mul(Num::whole(2)).is_none());
    }

    #[test]
    fn rounding_and_cutting() {
        let r = Num::ratio(19 * 100, 24).unwrap();
        assert_eq!(r.round_half_up(1).unwrap(), Num::decimal(792, 1));
        assert_eq!(r.truncate(1).unwrap(), Num::decimal(791, 1));
        assert_eq!(Num::ratio(-7, 2).unwrap().floor(), -4);
        assert_eq!(Num::ratio(-7, 2).unwrap().ceil(), -3);
        assert_eq!(Num::ratio(11_05, 100).unwrap().ceil(), 12);
    }
}
