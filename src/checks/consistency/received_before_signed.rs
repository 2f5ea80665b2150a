//! `consistency/received-before-signed`: the days are in this order.

use crate::checks::consistency::paper;
use crate::checks::{Check, Ctx};
use crate::diag::{Code, Finding, Severity, Sink};
use crate::facts::{Field, Filing};
use crate::value::{Date, Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "consistency/received-before-signed",
    severity: Severity::Error,
    summary: ["ngày nhận đứng trước ngày ký", "a paper was received before it was signed"],
};

pub(super) const CHECK: Check = Check { codes: &[&CODE], run };

fn message(paper: &Words, signed: Date, received: Date) -> Words {
    Words::new(|l| {
        let (paper, signed, received) = (paper.get(l), signed.show(l), received.show(l));
        match l {
            Lang::Vi => format!("{paper} nhận ngày {received} nhưng đến {signed} mới ký"),
            Lang::En => format!("{paper} was received on {received} but signed only on {signed}"),
        }
    })
}

/// The slip that would explain the order of the days.
#[derive(Clone, Copy)]
enum Mended {
    Signed(Date),
    Received(Date),
}

impl Mended {
    fn help(self) -> Words {
        Words::new(|l| match (l, self) {
            (Lang::Vi, Self::Signed(day)) => {
                format!("đối chiếu với văn bản: ngày ký có phải là {}?", day.show(l))
            }
            (Lang::Vi, Self::Received(day)) => {
                format!("đối chiếu với sổ văn bản đến: ngày nhận có phải là {}?", day.show(l))
            }
            (Lang::En, Self::Signed(day)) => {
                format!("compare with the paper: was it signed on {}?", day.show(l))
            }
            (Lang::En, Self::Received(day)) => {
                format!("compare with the register: was it received on {}?", day.show(l))
            }
        })
    }
}

fn help(signed: Date, received: Date) -> Words {
    mended(signed, received).map_or_else(
        || {
            words!(
                "đối chiếu hai ngày với văn bản và sổ văn bản đến",
                "compare both days with the paper and the register"
            )
        },
        Mended::help,
    )
}

/// Day and month changed about, or the year of the month before or after New Year.
fn mended(signed: Date, received: Date) -> Option<Mended> {
    /// A paper is not on its way for longer.
    const MOST_DAYS: i64 = 45;
    let fits = |from: Date, to: Date| (0..=MOST_DAYS).contains(&to.days_since(from));
    let turned = |day: Date| Date::new(day.year(), day.day(), day.month());
    let of_year = |day: Date, year: i32| Date::new(year, day.month(), day.day());
    let signed_as = [of_year(signed, signed.year() - 1), turned(signed)];
    let received_as = [of_year(received, received.year() + 1), turned(received)];
    let signed_as = signed_as.into_iter().flatten().find(|day| fits(*day, received));
    let received_as = received_as.into_iter().flatten().find(|day| fits(signed, *day));
    match (signed_as, received_as) {
        // Two explanations are none.
        (Some(_), Some(_)) | (None, None) => None,
        (Some(day), None) => Some(Mended::Signed(day)),
        (None, Some(day)) => Some(Mended::Received(day)),
    }
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    for (_, filing) in ctx.filings() {
        if let (Some(signed), Some(received)) = (filing.signed, filing.received)
            && received < signed
        {
            sink.push(one(ctx, filing, signed, received));
        }
    }
}

fn one(ctx: &Ctx<'_>, filing: &Filing, signed: Date, received: Date) -> Finding {
    let item = paper::item(ctx, filing);
    let paper = Words::new(|l| paper::paper(ctx, filing, l));
    ctx.finding(&CODE, item, item.name, message(&paper, signed, received))
        .at(ctx.facts.place(filing, Field::Received), words!("ngày nhận", "received"))
        .at(ctx.facts.place(filing, Field::Signed), words!("ngày ký", "signed"))
        .at(item.name, paper::declared())
        .help(help(signed, received))
        .about(ctx.subject_of_filing(filing))
}
