//! `consistency/received-before-signed`: the days are in this order.

use crate::checks::Ctx;
use crate::checks::consistency::paper;
use crate::diag::{Code, Finding, Severity};
use crate::facts::{Field, Filing};
use crate::value::{Date, Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "consistency/received-before-signed",
    severity: Severity::Error,
    summary: ["ngày nhận đứng trước ngày ký", "a paper was received before it was signed"],
};

fn message(paper: &Words, signed: Date, received: Date) -> Words {
    Words::new(|l| {
        let (paper, signed, received) = (paper.get(l), signed.show(l), received.show(l));
        match l {
            Lang::Vi => format!("{paper} nhận ngày {received} nhưng đến {signed} mới ký"),
            Lang::En => format!("{paper} was received on {received} but signed only on {signed}"),
        }
    })
}

/// Days that would stand in order, if one of them was mistyped.
struct Meant {
    signed: Option<Date>,
    received: Option<Date>,
}

impl Meant {
    /// Day and month changed about, or the year of the months around New Year.
    fn new(signed: Date, received: Date) -> Self {
        /// A paper is not on its way for longer.
        const MOST_DAYS: i64 = 45;
        let fits = |from: Date, to: Date| (0..=MOST_DAYS).contains(&to.days_since(from));
        let turned = |day: Date| Date::new(day.year(), day.day(), day.month());
        let of_year = |day: Date, year: i32| Date::new(year, day.month(), day.day());
        let signed_as = [of_year(signed, signed.year() - 1), turned(signed)];
        let received_as = [of_year(received, received.year() + 1), turned(received)];
        Self {
            signed: signed_as.into_iter().flatten().find(|day| fits(*day, received)),
            received: received_as.into_iter().flatten().find(|day| fits(signed, *day)),
        }
    }

    fn help(&self) -> Words {
        Words::new(|l| {
            let [signed, received] = [self.signed, self.received].map(|d| d.map(|d| d.show(l)));
            match (l, signed, received) {
                (Lang::Vi, Some(s), None) => format!("đối chiếu với văn bản: có phải ký ngày {s}?"),
                (Lang::Vi, None, Some(r)) => {
                    format!("đối chiếu với sổ văn bản đến: có phải nhận ngày {r}?")
                }
                (Lang::Vi, Some(s), Some(r)) => {
                    format!("đối chiếu lại: có phải ký ngày {s}, hoặc nhận ngày {r}?")
                }
                (Lang::Vi, None, None) => {
                    "đối chiếu hai ngày với văn bản và sổ văn bản đến".to_owned()
                }
                (Lang::En, Some(s), None) => {
                    format!("compare with the paper: was it signed on {s}?")
                }
                (Lang::En, None, Some(r)) => {
                    format!("compare with the register: was it received on {r}?")
                }
                (Lang::En, Some(s), Some(r)) => {
                    format!("compare again: was it signed on {s}, or received on {r}?")
                }
                (Lang::En, None, None) => {
                    "compare both days with the paper and the register".to_owned()
                }
            }
        })
    }
}

pub(super) fn of(ctx: &Ctx<'_>, filing: &Filing) -> Option<Finding> {
    let (signed, received) = filing.signed.zip(filing.received)?;
    (received < signed).then(|| one(ctx, filing, signed, received))
}

fn one(ctx: &Ctx<'_>, filing: &Filing, signed: Date, received: Date) -> Finding {
    let item = paper::item(ctx, filing);
    let paper = Words::new(|l| paper::paper(ctx, filing, l));
    paper::finding(ctx, &CODE, (item, item.name), message(&paper, signed, received))
        .at(ctx.facts.place(filing, Field::Received), words!("ngày nhận", "received"))
        .at(ctx.facts.place(filing, Field::Signed), words!("ngày ký", "signed"))
        .at(item.name, paper::declared())
        .help(Meant::new(signed, received).help())
        .about(ctx.subject_of_filing(filing))
}
