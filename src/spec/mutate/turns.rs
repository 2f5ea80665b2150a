//! Signs, words and numbers of a clause, each turned into its neighbour: `<=` into `<`, `quarter` into
//! `month`, `75%` into `74%` and `76%`.

use crate::syntax::token::{Sign, Token, TokenKind};
use crate::value::{Date, Num, Period};

/// Some bytes of a file, and what is put in their place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) with: String,
}

impl Edit {
    pub(super) fn without(start: usize, end: usize) -> Self {
        Self { start, end, with: String::new() }
    }
}

/// The words of one clause, its head first; blanks, remarks and the block behind it left out.
#[derive(Debug)]
pub(super) struct Words<'a> {
    pub(super) head: &'static str,
    pub(super) all: Vec<Token>,
    pub(super) text: &'a str,
}

/// Every way to turn one word of a clause.
pub(super) fn turns(words: &Words<'_>) -> Vec<Edit> {
    let first = words.head.split(' ').count();
    (first..words.all.len()).flat_map(|at| words.turned(at)).collect()
}

/// Whether the clause is a formula, where signs reckon and compare.
fn is_formula(head: &str) -> bool {
    matches!(head, "equals" | "require" | "reading" | "for" | "within")
}

/// Whether the clause names days of the year.
fn names_days(head: &str) -> bool {
    matches!(head, "due" | "closes")
}

impl Words<'_> {
    fn word(&self, at: usize) -> &str {
        self.all.get(at).map_or("", |token| token.text(self.text))
    }

    fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |at| self.word(at))
    }

    /// Puts something in place of so many words.
    fn put(&self, at: usize, many: usize, with: &str) -> Option<Edit> {
        let first = self.all.get(at)?;
        let last = self.all.get(at + many.max(1) - 1).or(self.all.last())?;
        Some(Edit { start: first.start as usize, end: last.end as usize, with: with.to_owned() })
    }

    fn turned(&self, at: usize) -> Vec<Edit> {
        let Some(token) = self.all.get(at) else { return Vec::new() };
        match token.kind {
            TokenKind::Sign(sign) => self.sign(at, sign).into_iter().collect(),
            TokenKind::Number => self.number(at),
            TokenKind::Date => {
                let day = Date::parse_iso(self.word(at));
                let days = day.into_iter().flat_map(|day| [day.before(), day.after()]);
                days.filter_map(|day| self.put(at, 1, &day.to_string())).collect()
            }
            TokenKind::Period => {
                let period = Period::parse(self.word(at));
                let near = period.into_iter().flat_map(|p| [Some(p.previous()), next(p)]);
                near.flatten().filter_map(|p| self.put(at, 1, &p.to_string())).collect()
            }
            TokenKind::Name => self.name(at),
            _ => Vec::new(),
        }
    }

    fn sign(&self, at: usize, sign: Sign) -> Option<Edit> {
        // `falls > 3%`
        if sign == Sign::Gt && matches!(self.before(at), "falls" | "rises") {
            return self.put(at, 1, "");
        }
        let turned = match sign {
            Sign::Lt => "<=",
            Sign::Le => "<",
            Sign::Gt => ">=",
            Sign::Ge => ">",
            Sign::Eq => "!=",
            Sign::Ne => "=",
            Sign::Plus => "-",
            Sign::Minus => "+",
            Sign::Star => "/",
            Sign::Slash => "*",
            _ => return None,
        };
        self.put(at, 1, turned).filter(|_| is_formula(self.head))
    }

    /// One step down and one up, in the last digit that is written.
    fn number(&self, at: usize) -> Vec<Edit> {
        let is_month = names_days(self.head) && self.before(at) == "/";
        if is_month || self.is_aim(at) {
            return Vec::new();
        }
        let text = self.word(at).replace('_', "");
        let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
        let digits = format!("{whole}{rest}").parse::<i128>().ok();
        let decimals = u8::try_from(rest.len()).ok();
        let Some((digits, decimals)) = digits.zip(decimals) else { return Vec::new() };
        let near = [digits.checked_sub(1), digits.checked_add(1)].into_iter().flatten();
        let plain = near.map(|digits| Num::decimal(digits, decimals).plain(decimals));
        plain.filter_map(|text| self.put(at, 1, &text)).collect()
    }

    /// The far end of `falls 3% .. 5%`: it is shown, and decides nothing.
    fn is_aim(&self, at: usize) -> bool {
        let before = (0..at).rev().map(|at| self.word(at));
        let nearest = before.into_iter().find(|word| matches!(*word, "falls" | "rises" | "from"));
        self.before(at) == ".." && nearest.is_some_and(|word| word != "from")
    }

    fn name(&self, at: usize) -> Vec<Edit> {
        let exchanged = self.exchanged(at).and_then(|(many, with)| self.put(at, many, with));
        let left_out = self.left_out(at).and_then(|many| self.put(at, many, ""));
        let number = self.all.get(at + 1).is_some_and(|next| next.kind == TokenKind::Number);
        let stricter =
            matches!(self.word(at), "falls" | "rises") && is_formula(self.head) && number;
        let stricter = stricter.then(|| self.put(at, 1, &format!("{} >", self.word(at))));
        [exchanged, left_out, stricter.flatten()].into_iter().flatten().collect()
    }

    /// Words that may be left out: how many they are.
    fn left_out(&self, at: usize) -> Option<usize> {
        let after = self.word(at + 1);
        match (self.head, self.word(at)) {
            ("every", "merged") | ("due", "working") | ("part of", "mostly") | ("rolls", "all") => {
                Some(1)
            }
            (_, "directly") => Some(1),
            ("due", "of") => Some(if after == "next" { 3 } else { 2 }),
            ("value", "to") => Some(2),
            ("per", "year") if after == "of" => Some(2),
            (head, _) if !is_formula(head) => None,
            (_, "not" | "points") => Some(1),
            (_, "so") if after == "far" => Some(2),
            (_, "to") if after == "date" => Some(2),
            (_, "a") if after == "year" => Some(2),
            (_, "in") => Some(1 + self.time(at + 1)),
            (_, "where") => Some(self.condition(at)),
            _ => None,
        }
    }

    /// Words that have a neighbour: how many they are, and what stands in their place.
    fn exchanged(&self, at: usize) -> Option<(usize, &'static str)> {
        let (word, after) = (self.word(at), self.word(at + 1));
        match (self.head, word) {
            ("every" | "due" | "closes" | "carries", "Q1" | "Q3") => Some((1, "Q2")),
            ("every" | "due" | "closes" | "carries", "Q2" | "Q4" | "9M") => Some((1, "Q3")),
            ("every" | "due" | "closes" | "carries", "H1" | "Y") => Some((1, "H2")),
            ("every" | "due" | "closes" | "carries", "H2") => Some((1, "H1")),
            ("every", _) => step(word).map(|near| (1, near)),
            // Of a reading only its last day counts: it is judged when the line is.
            ("require", _) if self.before(at) == "every" => step(word).map(|near| (1, near)),
            ("value", "flow") => Some((1, "level")).filter(|_| after != "to"),
            ("value", "level") => Some((1, "flow")),
            ("value", "opening") => Some((3, "level")),
            ("judged by", "signed") => Some((1, "received")),
            ("judged by", "received") => Some((1, "signed")),
            (head, _) if is_formula(head) => in_formula(word, after),
            _ => None,
        }
    }

    /// How many words a time takes: `2019`, `2018 .. 2020`, `2019 ..`, `previous year`, `gd1`.
    fn time(&self, at: usize) -> usize {
        let is_bound = |at: usize| {
            let kind = self.all.get(at).map(|token| token.kind);
            matches!(kind, Some(TokenKind::Number | TokenKind::Period | TokenKind::Date))
        };
        match (self.word(at), self.word(at + 1)) {
            ("previous" | "..", _) => 2,
            (_, "..") if is_bound(at + 2) => 3,
            (_, "..") => 2,
            _ => 1,
        }
    }

    /// How many words `where …` takes: to the bracket that closes it.
    fn condition(&self, at: usize) -> usize {
        let mut open = 0_usize;
        for end in at..self.all.len() {
            match self.word(end) {
                "(" => open += 1,
                ")" if open == 0 => return end - at,
                ")" => open -= 1,
                _ => {}
            }
        }
        self.all.len() - at
    }
}

/// Words of a formula that have a neighbour.
fn in_formula(word: &str, after: &str) -> Option<(usize, &'static str)> {
    match (word, after) {
        ("and", _) => Some((1, "or")),
        ("or", _) => Some((1, "and")),
        ("true", _) => Some((1, "false")),
        ("false", _) => Some((1, "true")),
        ("falls", _) => Some((1, "rises")),
        ("rises", _) => Some((1, "falls")),
        ("min" | "sum", "(") => Some((1, "max")),
        ("max", "(") => Some((1, "min")),
        ("earlier", _) => Some((1, "so far")),
        ("previous", "year") => Some((2, "previous period")),
        ("previous", "period") => Some((2, "previous year")),
        _ => None,
    }
}

/// A step, shorter or longer by one.
fn step(word: &str) -> Option<&'static str> {
    match word {
        "month" | "half" => Some("quarter"),
        "quarter" => Some("month"),
        "year" => Some("half"),
        _ => None,
    }
}

/// The period behind another.
fn next(period: Period) -> Option<Period> {
    let (step, year) = (period.step()?, period.label_year());
    let all = [year, year.checked_add(1)?].into_iter();
    all.flat_map(|year| Period::all_of(step, year)).find(|p| p.previous() == period)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::lex;

    /// Every way that a clause is turned, whole.
    #[track_caller]
    fn check(head: &'static str, text: &str, wanted: &[&str]) {
        let said = |token: &Token| !token.kind.is_trivia();
        let all = lex(text).into_iter().filter(said).collect();
        let edits = turns(&Words { head, all, text });
        let turned = edits.iter().map(|edit| {
            let (before, after) = (text.get(..edit.start).unwrap(), text.get(edit.end..).unwrap());
            let text = format!("{before}{}{after}", edit.with);
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        });
        assert_eq!(turned.collect::<Vec<_>>(), wanted);
    }

    #[test]
    fn signs_and_numbers_of_a_formula() {
        check(
            "require",
            "require a / b >= 80.5% every quarter in 2019 ..",
            &[
                "require a * b >= 80.5% every quarter in 2019 ..",
                "require a / b > 80.5% every quarter in 2019 ..",
                "require a / b >= 80.4% every quarter in 2019 ..",
                "require a / b >= 80.6% every quarter in 2019 ..",
                "require a / b >= 80.5% every month in 2019 ..",
                "require a / b >= 80.5% every quarter",
                "require a / b >= 80.5% every quarter in 2018 ..",
                "require a / b >= 80.5% every quarter in 2020 ..",
            ],
        );
    }

    #[test]
    fn the_near_end_of_a_change_decides() {
        check(
            "require",
            "require a falls 3% .. 5% from previous year",
            &[
                "require a rises 3% .. 5% from previous year",
                "require a falls > 3% .. 5% from previous year",
                "require a falls 2% .. 5% from previous year",
                "require a falls 4% .. 5% from previous year",
                "require a falls 3% .. 5% from previous period",
            ],
        );
        check(
            "reading",
            "reading a rises > 3 points from gd every year",
            &[
                "reading a falls > 3 points from gd every year",
                "reading a rises 3 points from gd every year",
                "reading a rises > 2 points from gd every year",
                "reading a rises > 4 points from gd every year",
                "reading a rises > 3 from gd every year",
            ],
        );
    }

    #[test]
    fn conditions_and_calls() {
        check(
            "equals",
            "equals max(sum(a over t earlier where not b), c in gd)",
            &[
                "equals min(sum(a over t earlier where not b), c in gd)",
                "equals max(max(a over t earlier where not b), c in gd)",
                "equals max(sum(a over t so far where not b), c in gd)",
                "equals max(sum(a over t earlier ), c in gd)",
                "equals max(sum(a over t earlier where b), c in gd)",
                "equals max(sum(a over t earlier where not b), c )",
            ],
        );
    }

    #[test]
    fn days_and_occasions() {
        check(
            "due",
            "due within 15 working days of nhan for H1",
            &[
                "due within 14 working days of nhan for H1",
                "due within 16 working days of nhan for H1",
                "due within 15 days of nhan for H1",
                "due within 15 working days for H1",
                "due within 15 working days of nhan for H2",
            ],
        );
        check(
            "due",
            "due by 25/11 of next year",
            &["due by 24/11 of next year", "due by 26/11 of next year", "due by 25/11"],
        );
        check(
            "every",
            "every quarter, Y merged",
            &["every month, Y merged", "every quarter, H2 merged", "every quarter, Y"],
        );
        check("first", "first 2018-Q4", &["first 2018-Q3", "first 2019-Q1"]);
        check("runs", "runs 2018-03-01 ..", &["runs 2018-02-28 ..", "runs 2018-03-02 .."]);
    }

    #[test]
    fn the_nature_of_a_figure() {
        check("value", "count flow", &["count level"]);
        check("value", "count flow to date", &["count flow"]);
        check("value", "count opening of a", &["count level"]);
        check("part of", "part of a mostly", &["part of a"]);
        check("form", "form \"KH\"", &[]);
    }
}
