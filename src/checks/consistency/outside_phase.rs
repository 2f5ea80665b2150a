//! `consistency/outside-phase`: a document signed before the first day of its phase or event. What comes
//! after a phase is late, and `late-document` says so.

use crate::checks::Ctx;
use crate::checks::consistency::paper;
use crate::diag::{Code, Finding, Severity};
use crate::dues::Occasion;
use crate::facts::{Field, Filing, FilingKind};
use crate::plan::{Duty, DutyId, PhaseId, Term, When};
use crate::source::Span;
use crate::value::{Date, Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "consistency/outside-phase",
    severity: Severity::Warning,
    summary: [
        "văn bản được ký trước khi giai đoạn hoặc sự kiện của nó bắt đầu",
        "a document was signed before the first day of its phase or event",
    ],
};

/// What a document may not come before.
struct Begin<'a> {
    duty: &'a Duty,
    day: Date,
    /// The label of the phase or event; `None`: a span without a name.
    named: Option<&'a str>,
    event: bool,
    clause: Span,
}

fn message(paper: &Words, signed: Date, begin: &Begin<'_>) -> Words {
    Words::new(|l| {
        let (paper, signed, day) = (paper.get(l), signed.show(l), begin.day.show(l));
        match (l, begin.named, begin.event) {
            (Lang::Vi, Some(name), false) => {
                format!("{paper} ký ngày {signed}, trước khi `{name}` bắt đầu ngày {day}")
            }
            (Lang::Vi, Some(name), true) => {
                format!("{paper} ký ngày {signed}, trước ngày {day} của sự kiện `{name}`")
            }
            (Lang::Vi, None, _) => {
                format!("{paper} ký ngày {signed}, trước thời gian thực hiện bắt đầu ngày {day}")
            }
            (Lang::En, Some(name), false) => {
                format!("{paper} was signed on {signed}, before `{name}` begins on {day}")
            }
            (Lang::En, Some(name), true) => {
                format!("{paper} was signed on {signed}, before the event `{name}` of {day}")
            }
            (Lang::En, None, _) => {
                format!("{paper} was signed on {signed}, before its time begins on {day}")
            }
        }
    })
}

fn help() -> Words {
    words!(
        "kiểm tra ngày ký; nếu đây là văn bản của giai đoạn trước, bỏ nó khỏi nghĩa vụ này",
        "check the day of signing; if the document belongs to an earlier time, do not file it for this duty"
    )
}

pub(super) fn of(ctx: &Ctx<'_>, filing: &Filing) -> Option<Finding> {
    let signed = filing.signed.filter(|_| filing.kind == FilingKind::Document)?;
    // One paper that serves several duties is told of once.
    let begins = ctx.facts.duties_of(filing).iter().filter_map(|d| begin(ctx, filing, *d));
    let begin = begins.filter(|b| signed < b.day).max_by_key(|b| b.day)?;
    Some(one(ctx, filing, signed, &begin))
}

/// The first day on which a document of the duty makes sense.
fn begin<'a>(ctx: &Ctx<'a>, filing: &Filing, id: DutyId) -> Option<Begin<'a>> {
    let duty = ctx.plan.duty(id);
    if let Some(phase) = phase(ctx, filing, id) {
        return of_phase(ctx, phase, duty);
    }
    if let Some(day) = duty.during.and_then(|d| d.from) {
        let named = duty.during_phase.map(|p| ctx.plan.phase(p).item.label.as_str());
        return Some(Begin { duty, day, named, event: false, clause: duty.item.place("during") });
    }
    event(ctx, filing, id, duty)
}

/// The phase a document is for: as filed, or the only one.
fn phase(ctx: &Ctx<'_>, filing: &Filing, id: DutyId) -> Option<PhaseId> {
    if let Some(when) = filing.when {
        return if let When::Phase(phase) = when { Some(phase) } else { None };
    }
    match ctx.dues.slots_of(id) {
        [only] => match ctx.dues.slot(*only).occasion {
            Occasion::Phase(phase) => Some(phase),
            Occasion::Period(_) | Occasion::Once | Occasion::Event(_) => None,
        },
        _ => None,
    }
}

fn of_phase<'a>(ctx: &Ctx<'a>, id: PhaseId, duty: &'a Duty) -> Option<Begin<'a>> {
    let phase = ctx.plan.phase(id);
    let clause = duty.item.place("every");
    Some(Begin {
        duty,
        day: phase.days.from?,
        named: Some(&phase.item.label),
        event: false,
        clause,
    })
}

/// The earliest day on which the event of the duty happened to the sender.
fn event<'a>(ctx: &Ctx<'a>, filing: &Filing, id: DutyId, duty: &'a Duty) -> Option<Begin<'a>> {
    let event = duty.due.iter().find_map(|d| match d.term {
        Some(Term::Within { event, .. }) => event,
        Some(Term::ByPeriod(_) | Term::By { .. }) | None => None,
    })?;
    let slots = ctx.dues.slots_of(id).iter().filter_map(|slot| {
        let Occasion::Event(day) = ctx.dues.slot(*slot).occasion else { return None };
        ctx.dues.due_of(*slot, filing.from).map(|_| (day, ctx.dues.slot(*slot).clause))
    });
    let (day, clause) = slots.min_by_key(|(day, _)| *day)?;
    let named = Some(ctx.plan.event(event).item.label.as_str());
    Some(Begin { duty, day, named, event: true, clause })
}

fn one(ctx: &Ctx<'_>, filing: &Filing, signed: Date, begin: &Begin<'_>) -> Finding {
    let paper = Words::new(|l| paper::paper(ctx, filing, l));
    ctx.finding(&CODE, &begin.duty.item, begin.clause, message(&paper, signed, begin))
        .at(ctx.facts.place(filing, Field::Signed), words!("ngày ký", "signed"))
        .at(begin.clause, paper::declared())
        .help(help())
        .about(ctx.subject_of_filing(filing))
}
