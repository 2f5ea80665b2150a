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
    // Only papers of one office are held against each other, and these mostly come together.
    let mut papers: Vec<(UnitId, FilingId)> = Vec::with_capacity(ctx.facts.filings.len());
    let is_numbered = |filing: &Filing| numbered(ctx, filing).is_some();
    papers.extend(ctx.filings().filter(|(_, f)| is_numbered(f)).map(|(id, f)| (f.from, id)));
    papers.sort_unstable();
    let (mut numbers, mut room) = (Vec::new(), String::new());
    for of_one in papers.chunk_by(|(a, _), (b, _)| a == b) {
        // Nearly every office numbers its papers as it sends them.
        if goes_on(ctx, of_one) {
            debug_assert!(are_distinct(ctx, of_one));
            continue;
        }
        numbers.clear();
        numbers.extend(of_one.iter().filter_map(|(_, id)| {
            let (number, signed) = numbered(ctx, ctx.facts.filing(*id))?;
            Some((hash(number, signed, &mut room), *id))
        }));
        of_office(ctx, &mut numbers, sink);
    }
}

/// Whether each paper has a number behind that of the one before: then none has the same.
fn goes_on(ctx: &Ctx<'_>, of_one: &[(UnitId, FilingId)]) -> bool {
    let mut last = None;
    of_one.iter().all(|(_, id)| {
        let paper = numbered(ctx, ctx.facts.filing(*id));
        let next = paper.and_then(|(number, day)| Some((day.year(), digits_of(number)?)));
        next.is_some() && std::mem::replace(&mut last, next) < next
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

/// The same, by all of the numbers.
fn are_distinct(ctx: &Ctx<'_>, of_one: &[(UnitId, FilingId)]) -> bool {
    let all = of_one.iter().filter_map(|(_, id)| numbered(ctx, ctx.facts.filing(*id)));
    let numbers = all.map(|(number, day)| (day.year(), symbol::plain(number).collect::<String>()));
    numbers.collect::<FxHashSet<_>>().len() == of_one.len()
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
