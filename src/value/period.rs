//! Reporting periods: runs of whole months, known by their labels (`2018-Q1`, `2018-H1`, `2018`).

use crate::value::Lang;
use crate::value::date::digits;

/// A month, counted from January of year 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Month(pub(crate) i32);

impl Month {
    /// `month` counts from 1.
    pub(crate) fn new(year: i32, month: i32) -> Self {
        Self(year * 12 + month - 1)
    }

    pub(crate) fn year(self) -> i32 {
        self.0.div_euclid(12)
    }

    /// From 1 to 12.
    pub(crate) fn of_year(self) -> u32 {
        self.0.rem_euclid(12).unsigned_abs() + 1
    }
}

/// A step that a plan counts by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Step {
    /// One month.
    Month,
    /// Three months.
    Quarter,
    /// Six months.
    Half,
    /// The first nine months of a year.
    NineMonths,
    /// Twelve months.
    Year,
}

/// Whole months from `from` to `to`, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Period {
    /// First month.
    pub(crate) from: Month,
    /// Last month.
    pub(crate) to: Month,
}

impl Period {
    /// Months `a..=b` of `year`, counted from 1.
    pub(crate) fn of_year(year: i32, a: i32, b: i32) -> Self {
        Self { from: Month::new(year, a), to: Month::new(year, b) }
    }

    /// The calendar year.
    pub(crate) fn year(year: i32) -> Self {
        Self::of_year(year, 1, 12)
    }

    /// The label year: of the last month.
    pub(crate) fn label_year(self) -> i32 {
        self.to.year()
    }

    pub(crate) fn months(self) -> i32 {
        self.to.0 - self.from.0 + 1
    }

    /// `2018`, `2018-Q1`, `2018-H2`, `2018-9M`, `2018-06`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (year, rest) = text.as_bytes().split_first_chunk::<4>()?;
        let year = i32::try_from(digits(year)?).ok().filter(|y| (1900..2200).contains(y))?;
        let (a, b) = match rest {
            [] => (1, 12),
            [b'-', b'Q', n @ b'1'..=b'4'] => (3 * i32::from(n - b'0') - 2, 3 * i32::from(n - b'0')),
            [b'-', b'H', n @ b'1'..=b'2'] => (6 * i32::from(n - b'0') - 5, 6 * i32::from(n - b'0')),
            b"-9M" => (1, 9),
            [b'-', month @ ..] if month.len() == 2 => {
                let m = i32::try_from(digits(month)?).ok().filter(|m| (1..=12).contains(m))?;
                (m, m)
            }
            _ => return None,
        };
        Some(Self::of_year(year, a, b))
    }

    /// The step it is one of, if it is one.
    pub(crate) fn step(self) -> Option<Step> {
        let first = self.from.of_year();
        match (self.months(), first) {
            (1, _) => Some(Step::Month),
            (3, 1 | 4 | 7 | 10) => Some(Step::Quarter),
            (6, 1 | 7) => Some(Step::Half),
            (9, 1) => Some(Step::NineMonths),
            (12, 1) => Some(Step::Year),
            _ => None,
        }
    }

    /// All periods of `step` in `year`, in order.
    pub(crate) fn all_of(step: Step, year: i32) -> Vec<Self> {
        let many =
            |n: i32| (0..12 / n).map(|k| Self::of_year(year, k * n + 1, (k + 1) * n)).collect();
        match step {
            Step::Month => many(1),
            Step::Quarter => many(3),
            Step::Half => many(6),
            Step::NineMonths => vec![Self::of_year(year, 1, 9)],
            Step::Year => many(12),
        }
    }

    /// From the year's first month to this one's last.
    pub(crate) fn to_date(self) -> Self {
        Self { from: Month::new(self.to.year(), 1), to: self.to }
    }

    /// The same months `years` earlier.
    pub(crate) fn years_before(self, years: i32) -> Self {
        Self { from: Month(self.from.0 - 12 * years), to: Month(self.to.0 - 12 * years) }
    }

    /// The period of the same length just before.
    pub(crate) fn previous(self) -> Self {
        let n = if self.step() == Some(Step::NineMonths) { 12 } else { self.months() };
        Self { from: Month(self.from.0 - n), to: Month(self.to.0 - n) }
    }

    pub(crate) fn contains(self, o: Self) -> bool {
        self.from <= o.from && o.to <= self.to
    }

    /// The ways a filed period is made of shorter ones, by 4.1 of the reference: `H1 = Q1 + Q2` and so on.
    pub(crate) fn splits(self) -> impl Iterator<Item = Split> + Clone + use<> {
        let lines: &'static [&'static [(i32, i32)]] = match (self.step(), self.from.of_year()) {
            (Some(Step::Quarter), 1) => &[&[(1, 1), (2, 2), (3, 3)]],
            (Some(Step::Quarter), 4) => &[&[(4, 4), (5, 5), (6, 6)]],
            (Some(Step::Quarter), 7) => &[&[(7, 7), (8, 8), (9, 9)]],
            (Some(Step::Quarter), _) => &[&[(10, 10), (11, 11), (12, 12)]],
            (Some(Step::Half), 1) => &[&[(1, 3), (4, 6)]],
            (Some(Step::Half), _) => &[&[(7, 9), (10, 12)]],
            (Some(Step::NineMonths), _) => &[&[(1, 6), (7, 9)], &[(1, 3), (4, 6), (7, 9)]],
            (Some(Step::Year), _) => &[
                &[(1, 6), (7, 12)],
                &[(1, 9), (10, 12)],
                &[(1, 3), (4, 6), (7, 9), (10, 12)],
                &[(1, 6), (7, 9), (10, 12)],
            ],
            (Some(Step::Month) | None, _) => &[],
        };
        let year = self.label_year();
        lines.iter().map(move |months| Split { year, months })
    }

    /// Years, halves, quarters and months that make it, one after the other, the longest that fits first.
    pub(crate) fn tiles(self) -> Vec<Self> {
        let (mut tiles, mut at) = (Vec::new(), self.from.0);
        while at <= self.to.0 {
            let fits = |n: &i32| at.rem_euclid(*n) == 0 && at + n - 1 <= self.to.0;
            let months = [12, 6, 3].into_iter().find(fits).unwrap_or(1);
            tiles.push(Self { from: Month(at), to: Month(at + months - 1) });
            at += months;
        }
        tiles
    }

    /// For a reader: `quý I năm 2018`, `6 tháng đầu năm 2018`, `giai đoạn 2018 - 2020`; in English the
    /// label.
    pub(crate) fn show(self, lang: Lang) -> String {
        let (y, first) = (self.label_year(), self.from.of_year());
        match (lang, self.step()) {
            (Lang::En, _) => self.to_string(),
            (Lang::Vi, Some(Step::Month)) => format!("tháng {first}/{y}"),
            (Lang::Vi, Some(Step::Quarter)) => {
                let roman = match first {
                    1 => "I",
                    4 => "II",
                    7 => "III",
                    _ => "IV",
                };
                format!("quý {roman} năm {y}")
            }
            (Lang::Vi, Some(Step::Half)) if first == 1 => format!("6 tháng đầu năm {y}"),
            (Lang::Vi, Some(Step::Half)) => format!("6 tháng cuối năm {y}"),
            (Lang::Vi, Some(Step::NineMonths)) => format!("9 tháng đầu năm {y}"),
            (Lang::Vi, Some(Step::Year)) => format!("năm {y}"),
            (Lang::Vi, None) if first == 1 && self.to.of_year() == 12 => {
                format!("giai đoạn {} - {y}", self.from.year())
            }
            (Lang::Vi, None) => {
                let to = self.to.of_year();
                format!("từ tháng {first}/{} đến tháng {to}/{y}", self.from.year())
            }
        }
    }
}

/// One line of parts that make a period.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Split {
    year: i32,
    months: &'static [(i32, i32)],
}

impl Split {
    /// The parts, in order.
    pub(crate) fn parts(self) -> impl Iterator<Item = Period> + Clone + use<> {
        self.months.iter().map(move |(a, b)| Period::of_year(self.year, *a, *b))
    }
}

impl std::fmt::Display for Period {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (y, first) = (self.label_year(), self.from.of_year());
        match self.step() {
            Some(Step::Month) => write!(f, "{y}-{first:02}"),
            Some(Step::Quarter) => write!(f, "{y}-Q{}", first.div_ceil(3)),
            Some(Step::Half) => write!(f, "{y}-H{}", first.div_ceil(6)),
            Some(Step::NineMonths) => write!(f, "{y}-9M"),
            Some(Step::Year) => write!(f, "{y}"),
            None if first == 1 && self.to.of_year() == 12 => write!(f, "{}..{y}", self.from.year()),
            None => {
                let to = self.to.of_year();
                write!(f, "{}-{first:02}..{y}-{to:02}", self.from.year())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_read_back() {
        for label in ["2018", "2018-Q1", "2018-Q4", "2018-H1", "2018-H2", "2018-9M", "2018-06"] {
            assert_eq!(Period::parse(label).unwrap().to_string(), label);
        }
        for bad in ["2018-Q5", "2018-13", "2018-6", "2018-+6", "18-Q1", "2018Q1", "quý"] {
            assert_eq!(Period::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn what_is_no_step_is_named_by_its_ends() {
        let label = |from, to| Period { from, to }.to_string();
        assert_eq!(label(Month::new(2018, 1), Month::new(2020, 12)), "2018..2020");
        assert_eq!(label(Month::new(2018, 11), Month::new(2019, 2)), "2018-11..2019-02");
        assert_eq!(label(Month::new(-3, 10), Month::new(-3, 10)), "-3-10");
        assert_eq!(label(Month::new(2018, 9), Month::new(2018, 9)), "2018-09");
    }

    #[test]
    fn every_split_tiles_its_period() {
        for label in ["2018", "2018-Q3", "2018-H1", "2018-H2", "2018-9M"] {
            let p = Period::parse(label).unwrap();
            for split in p.splits() {
                assert_eq!(split.parts().map(Period::months).sum::<i32>(), p.months());
                assert_eq!(split.parts().next().unwrap().from, p.from);
                assert_eq!(split.parts().last().unwrap().to, p.to);
            }
        }
    }

    #[test]
    fn what_is_no_step_is_tiled_by_the_longest() {
        let span = |a: (i32, i32), b: (i32, i32)| Period {
            from: Month::new(a.0, a.1),
            to: Month::new(b.0, b.1),
        };
        let tiles = |span: Period| -> Vec<String> {
            span.tiles().iter().map(ToString::to_string).collect()
        };
        assert_eq!(tiles(span((2018, 7), (2020, 6))), ["2018-H2", "2019", "2020-H1"]);
        assert_eq!(tiles(span((2018, 2), (2018, 9))), ["2018-02", "2018-03", "2018-Q2", "2018-Q3"]);
        assert_eq!(tiles(span((2018, 1), (2020, 12))), ["2018", "2019", "2020"]);
        assert!(tiles(span((2018, 2), (2018, 1))).is_empty());
    }

    #[test]
    fn spoken_as_offices_speak() {
        assert_eq!(Period::parse("2018-Q3").unwrap().show(Lang::Vi), "quý III năm 2018");
        assert_eq!(Period::parse("2018-H1").unwrap().show(Lang::Vi), "6 tháng đầu năm 2018");
        let span = Period { from: Month::new(2018, 1), to: Month::new(2020, 12) };
        assert_eq!(span.show(Lang::Vi), "giai đoạn 2018 - 2020");
    }
}
