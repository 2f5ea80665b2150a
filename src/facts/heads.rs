//! Tables whose rows are headers of reports, or documents.

use std::io::Read;

use crate::facts::binder::Piece;
use crate::facts::codes::{self, Part, WRONG_TYPE, Want};
use crate::facts::forms::Slot;
use crate::facts::from_table::Binding;
use crate::facts::header::{Head, Many, status};
use crate::facts::plain_heads::Front;
use crate::facts::values::parse_day;
use crate::facts::voice::Voice;
use crate::plan::Lookup;
use crate::source::Span;
use crate::table::csv::{Row, Rows};
use crate::table::{self, SYNTAX};
use crate::value::{Date, fold};

impl Binding<'_> {
    /// One filing for each row.
    pub(crate) fn heads<R: Read>(
        &mut self,
        rows: &mut Rows<R>,
        slots: &[Slot],
        part: Part,
        voice: &mut Voice<'_>,
    ) {
        let mut front = Front::new(slots);
        let mut one = |row: Row<'_>, voice: &mut Voice<'_>| {
            if !fits(row, slots.len(), voice) {
                return;
            }
            let is_plain =
                part == Part::Report && self.plain_head(row, slots, &mut front).is_some();
            if !is_plain {
                self.head_row(row, slots, part, voice);
            }
        };
        loop {
            rows.plain_rows(|row| one(row, voice));
            let Some(row) = rows.next(voice.sink) else { return };
            one(row, voice);
        }
    }

    fn head_row(&mut self, row: Row<'_>, slots: &[Slot], part: Part, voice: &mut Voice<'_>) {
        let head = head(row, slots, part, voice);
        let told = match head.deliver {
            Many::Cell(piece) => Some(piece),
            Many::None | Many::One(_) | Many::List(..) => head.kind,
        };
        let hint = |l: &Lookup| told.is_some_and(|p| l.find_duty(p.text).one().is_some());
        let Some(at) = self.route(head.plan, hint, voice) else { return };
        let Some(binder) = self.binders.get_mut(at) else { return };
        let _made = if part == Part::Document {
            binder.document(&head, voice)
        } else {
            binder.report(&head, voice)
        };
    }
}

/// Whether a row has as many cells as the header. An empty row is passed over; a spreadsheet may write empty
/// cells behind the last.
pub(crate) fn fits(row: Row<'_>, width: usize, voice: &mut Voice<'_>) -> bool {
    if row.len() == width {
        return true;
    }
    if row.is_blank() {
        return false;
    }
    let spare = row.len() > width && (width..row.len()).all(|i| row.trimmed(i).is_empty());
    if !spare {
        voice.say(&SYNTAX, || table::row_width(row.len(), width, row.at()));
    }
    spare
}

pub(super) fn head<'t>(
    row: Row<'t>,
    slots: &[Slot],
    part: Part,
    voice: &mut Voice<'_>,
) -> Head<'t> {
    let mut head = Head::new(part, row.at());
    let told = voice.sink.len();
    row.each(0..row.len(), |i, text, at| {
        let piece = Piece { text, at };
        match slots.get(i)? {
            _ if text.is_empty() => {}
            Slot::From => head.from = Some(piece),
            Slot::To => head.to = Many::Cell(piece),
            Slot::Via => head.via = Many::Cell(piece),
            Slot::Period => head.period = Some(piece),
            Slot::Signed => head.signed = day(piece, "signed", voice),
            Slot::Received => head.received = day(piece, "received", voice),
            Slot::Relayed => head.relayed = day(piece, "relayed", voice),
            Slot::Kind => head.kind = Some(piece),
            Slot::Number => head.number = Some(piece),
            Slot::Plan => head.plan = Some(piece),
            Slot::Status => head.status = status(piece, voice),
            Slot::About => head.about = Some(piece),
            Slot::Revises => head.revises = Some(piece),
            Slot::Nil => head.nil = flag(piece, voice),
            Slot::Deliver => head.deliver = Many::Cell(piece),
            Slot::Title | Slot::Report | Slot::Column(_) | Slot::Unknown => {}
        }
        Some(())
    });
    head.broken = voice.sink.len() > told;
    head
}

fn day(piece: Piece<'_>, key: &str, voice: &mut Voice<'_>) -> Option<(Date, Span)> {
    let day = parse_day(piece.text);
    if day.is_none() {
        voice.say(&WRONG_TYPE, || codes::wrong_type(key, Want::Date, piece.text, piece.at));
    }
    day.map(|day| (day, piece.at))
}

fn flag(piece: Piece<'_>, voice: &mut Voice<'_>) -> bool {
    match fold::nfc(piece.text).to_lowercase().as_str() {
        "true" | "có" | "x" => true,
        "false" | "không" => false,
        _ => {
            voice.say(&WRONG_TYPE, || codes::wrong_type("nil", Want::Flag, piece.text, piece.at));
            false
        }
    }
}
