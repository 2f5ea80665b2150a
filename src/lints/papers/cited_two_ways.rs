//! `rule/same-document-cited-two-ways`: two spellings or two dates of what must be one paper, in one plan or
//! across plans.

use crate::diag::{Code, Finding, Severity, Sink};
use crate::lints::ctx::quoted;
use crate::lints::papers::documents::{Mention, mentions};
use crate::lints::{Ctx, Lint, Run};
use crate::value::symbol::{Symbol, plain, same};
use crate::value::{Date, Lang, Words, fold, words};

pub(crate) static CODE: Code = Code {
    name: "rule/same-document-cited-two-ways",
    severity: Severity::Warning,
    summary: [
        "một văn bản được dẫn với hai số, ký hiệu hoặc hai ngày",
        "two spellings or dates of one document",
    ],
};

pub(super) const LINT: Lint = Lint { codes: &[&CODE], run: Run::Together(run) };

fn two_spellings(a: &str, b: &str) -> Words {
    let (a, b) = (quoted(a), quoted(b));
    words!(
        "{b} và {a} có lẽ là một văn bản, ghi hai cách",
        "{b} and {a} seem to be one document, written in two ways"
    )
}

fn two_days(symbol: &str, a: Date, b: Date) -> Words {
    let symbol = quoted(symbol);
    Words::new(|l| {
        let (a, b) = (a.show(l), b.show(l));
        match l {
            Lang::Vi => format!("văn bản {symbol} chỗ này ghi ngày {b}, chỗ khác ghi ngày {a}"),
            Lang::En => format!("{symbol} is dated {b} here and {a} elsewhere"),
        }
    })
}

fn run(plans: &[Ctx<'_>], sink: &mut Sink) {
    let all: Vec<(&Ctx<'_>, Mention<'_>)> =
        plans.iter().flat_map(|ctx| mentions(ctx).into_iter().map(move |m| (ctx, m))).collect();
    let mut told: Vec<(&str, Option<Date>, &str, Option<Date>)> = Vec::new();
    for (n, (ctx, b)) in all.iter().enumerate() {
        for (_, a) in all.iter().take(n) {
            let Some(message) = differs(a, b) else { continue };
            let pair = (a.symbol.as_str(), a.dated, b.symbol.as_str(), b.dated);
            let turned = (pair.2, pair.3, pair.0, pair.1);
            if !told.contains(&pair) && !told.contains(&turned) {
                told.push(pair);
                sink.push(finding(ctx, a, b, message));
            }
        }
    }
}

fn finding(ctx: &Ctx<'_>, a: &Mention<'_>, b: &Mention<'_>, message: Words) -> Finding {
    let at = (b.at, words!("ghi thế này", "written so here"));
    ctx.finding(&CODE, b.item, at, message)
        .at(a.at, words!("chỗ kia ghi khác", "written otherwise here"))
        .help(words!(
            "đối chiếu văn bản gốc rồi sửa chỗ sai; nếu là hai văn bản thì ghi đủ ngày của cả hai",
            "look at the paper itself and mend the wrong place; if they are two papers, give both their dates"
        ))
}

/// How two mentions of one paper differ; nothing where they agree, or are two papers.
fn differs(a: &Mention<'_>, b: &Mention<'_>) -> Option<Words> {
    let (x, y) = (Symbol::parse(&a.symbol)?, Symbol::parse(&b.symbol)?);
    let alike = x.number == y.number && x.kind == y.kind && x.form == y.form && x.year == y.year;
    if !alike {
        return None;
    }
    if same(&a.symbol, &b.symbol) {
        let (day_a, day_b) = (a.dated.or(b.dated), b.dated.or(a.dated));
        if let (Some(day_a), Some(day_b)) = (day_a, day_b)
            && day_a != day_b
        {
            // Numbers begin anew each year: another year is another paper, unless the number names it.
            let one = x.year.is_some() || day_a.year() == day_b.year();
            return one.then(|| two_days(&b.symbol, day_a, day_b));
        }
        return (a.symbol != b.symbol).then(|| two_spellings(&a.symbol, &b.symbol));
    }
    let is_slip = match (a.dated, b.dated) {
        (Some(a), Some(b)) => a == b && is_near(x.body, y.body),
        // Without a date only letters that changed places are a slip: another letter is another office.
        _ => is_anagram(x.body, y.body),
    };
    is_slip.then(|| two_spellings(&a.symbol, &b.symbol))
}

fn is_near(a: &str, b: &str) -> bool {
    !fold::nearest(a, std::iter::once(b)).is_empty()
}

fn is_anagram(a: &str, b: &str) -> bool {
    let sorted = |text: &str| {
        let mut letters: Vec<char> = plain(text).collect();
        letters.sort_unstable();
        letters
    };
    sorted(a) == sorted(b)
}
