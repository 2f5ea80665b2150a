//! `consistency/document-number-reused`: one number of one office and year on two different papers.

use std::hash::Hasher as _;

use rustc_hash::{FxHashSet, FxHasher};

use crate::checks::consistency::paper;
use crate::checks::{Check, Ctx};
use crate::diag::words::shown;
use crate::diag::{Code, Finding, Severity, Sink};
use crate::facts::{Field, Filing, FilingId, FilingKind};
use crate::plan::UnitId;
use crate::value::{Date, Lang, Words, symbol, words};

pub(crate) static CODE: Code = Code {
    name: "consistency/document-number-reused",
    severity: Severity::Warning,
    summary: [
        "một số văn bản được dùng cho hai văn bản khác nhau trong cùng năm",
        "one number of one office stands on two different papers of one year",
    ],
};

pub(super) const CHECK: Check = Check { codes: &[&CODE], run };

fn message(number: &str, unit: &str, days: [Date; 2]) -> Words {
    let number = shown(number);
    Words::new(|l| {
        let [first, second] = [days[0].min(days[1]), days[0].max(days[1])].map(|d| d.show(l));
        match l {
            Lang::Vi => format!(
                "{unit} dùng số `{number}` cho hai văn bản khác nhau, ký ngày {first} và {second}"
            ),
            Lang::En => format!(
                "{unit} uses the number `{number}` for two papers, signed on {first} and {second}"
            ),
        }
    })
}

fn help() -> Words {
    words!(
        "đối chiếu với sổ văn bản đi và sửa số của một trong hai văn bản; nếu là cùng một văn bản, sửa ngày ký cho khớp",
        "compare with the register and correct one of the two numbers; if it is one paper, make the days of signing agree"
    )
}

fn label(ctx: &Ctx<'_>, filing: &Filing) -> Words {
    Words::new(|l| paper::paper(ctx, filing, l))
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    // Only papers of one office are held against each other, and of few offices at all.
    let offices = offices(ctx);
    debug_assert!(are_distinct(ctx, &offices));
    let mut papers: Vec<(UnitId, FilingId)> = Vec::new();
    let mixed = ctx.filings().filter(|(_, filing)| !is_in_order(&offices, filing));
    let mixed = mixed.filter(|(_, filing)| numbered(ctx, filing).is_some());
    papers.extend(mixed.map(|(id, filing)| (filing.from, id)));
    papers.sort_unstable();
    let (mut numbers, mut room) = (Vec::new(), String::new());
    for of_one in papers.chunk_by(|(a, _), (b, _)| a == b) {
        numbers.clear();
        numbers.extend(of_one.iter().filter_map(|(_, id)| {
            let (number, signed) = numbered(ctx, ctx.facts.filing(*id))?;
            Some((hash(number, signed, &mut room), *id))
        }));
        of_office(ctx, &mut numbers, sink);
    }
}

/// How an office numbers its papers.
#[derive(Debug, Clone, Copy, Default)]
struct Office {
    /// Of the last paper: its year, and the digits of its number.
    last: Option<(i32, u64)>,
    /// Some number is not behind that of the paper before, so that it may be one that was used.
    is_mixed: bool,
}

/// The offices by unit. Nearly every one numbers its papers as it sends them.
fn offices(ctx: &Ctx<'_>) -> Vec<Office> {
    let mut offices = vec![Office::default(); ctx.plan.units.len()];
    for (_, filing) in ctx.filings() {
        let Some((number, day)) = numbered(ctx, filing) else { continue };
        let next = digits_of(number).map(|digits| (day.year(), digits));
        if let Some(office) = offices.get_mut(filing.from.at()) {
            office.is_mixed |= next.is_none() || office.last >= next;
            office.last = next;
        }
    }
    offices
}

fn is_in_order(offices: &[Office], filing: &Filing) -> bool {
    offices.get(filing.from.at()).is_some_and(|office| !office.is_mixed)
}

/// Whether no number of an office in order is used twice.
fn are_distinct(ctx: &Ctx<'_>, offices: &[Office]) -> bool {
    let mut seen = FxHashSet::default();
    ctx.filings().filter(|(_, filing)| is_in_order(offices, filing)).all(|(_, filing)| {
        numbered(ctx, filing).is_none_or(|(number, day)| {
            seen.insert((filing.from, day.year(), symbol::plain(number).collect::<String>()))
        })
    })
}

/// What the digits come to that a number begins with; none where a space may stand among them. Those of the same
/// number are the same.
fn digits_of(number: &str) -> Option<u64> {
    let mut digits = 0_u64;
    for byte in number.bytes() {
        match byte {
            b'0'..=b'9' => digits = digits.saturating_mul(10).saturating_add((byte - b'0').into()),
            b'!'..=b'~' => return Some(digits),
            _ => return None,
        }
    }
    Some(digits)
}

fn of_office(ctx: &Ctx<'_>, numbers: &mut [(u64, FilingId)], sink: &mut Sink) {
    // Equal numbers stand together once they are sorted, the first paper in front.
    numbers.sort_unstable();
    for group in numbers.chunk_by(|(a, _), (b, _)| a == b) {
        let [(_, first), others @ ..] = group else { continue };
        let first = ctx.facts.filing(*first);
        let found = others.iter().filter_map(|(_, id)| pair(ctx, first, ctx.facts.filing(*id)));
        found.for_each(|finding| sink.push(finding));
    }
}

/// The number and day of a paper that has both.
fn numbered<'a>(ctx: &Ctx<'a>, filing: &Filing) -> Option<(&'a str, Date)> {
    let number = ctx.facts.number(filing);
    let is_paper = filing.kind != FilingKind::Figures && !number.is_empty();
    filing.signed.filter(|_| is_paper).map(|day| (number, day))
}

/// Year and number in one.
fn hash(number: &str, signed: Date, room: &mut String) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write_i32(signed.year());
    if symbol::is_plain(number) {
        hasher.write(number.as_bytes());
    } else {
        room.clear();
        room.extend(symbol::plain(number));
        hasher.write(room.as_bytes());
    }
    hasher.finish()
}

/// A number that stands on two papers of different days. Two entries of one day are one paper.
fn pair(ctx: &Ctx<'_>, first: &Filing, second: &Filing) -> Option<Finding> {
    let ((a, first_day), (b, second_day)) = (numbered(ctx, first)?, numbered(ctx, second)?);
    let same = first.from == second.from && symbol::same(a, b);
    if !same || first_day == second_day || first_day.year() != second_day.year() {
        return None;
    }
    let item = paper::item(ctx, second);
    let clause = item.place("form");
    let unit = ctx.unit(second.from, Some(second_day));
    Some(
        paper::finding(ctx, &CODE, (item, clause), message(b, unit, [first_day, second_day]))
            .at(ctx.facts.place(second, Field::Number), label(ctx, second))
            .at(ctx.facts.place(first, Field::Number), label(ctx, first))
            .at(clause, paper::declared())
            .help(help())
            .about(ctx.subject_of_filing(second)),
    )
}
