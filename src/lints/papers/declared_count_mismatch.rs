//! `rule/declared-count-mismatch`: a note says how many there are, and lists another number of them.

use crate::diag::words::count;
use crate::diag::{Code, Severity, Sink};
use crate::lints::ctx::named;
use crate::lints::{Ctx, Lint, Run};
use crate::value::{Lang, Words, words};

pub(crate) static CODE: Code = Code {
    name: "rule/declared-count-mismatch",
    severity: Severity::Warning,
    summary: [
        "số lượng đã nêu khác số lượng được liệt kê",
        "the `count` of a note is not the number in `lists`",
    ],
};

pub(super) const LINT: Lint = Lint { codes: &[&CODE], run: Run::Any(run) };

fn message(note: &Words, said: i64, listed: usize) -> Words {
    Words::new(|l| {
        let listed = count(listed, l, ["mục", "entry", "entries"]);
        match l {
            Lang::Vi => format!("{} nêu {said}, nhưng liệt kê {listed}", note.vi),
            Lang::En => format!("{} says {said} and lists {listed}", note.en),
        }
    })
}

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    for note in &ctx.plan.notes {
        let Some(said) = note.count.filter(|n| usize::try_from(*n) != Ok(note.lists.len())) else {
            continue;
        };
        let at = (note.item.place("count"), words!("số đã nêu", "as stated"));
        let message = message(&named(&note.item), said, note.lists.len());
        sink.push(
            ctx.finding(&CODE, &note.item, at, message)
                .at(note.item.place("lists"), words!("được liệt kê", "as listed"))
                .help(words!(
                    "đối chiếu văn bản: thêm phần thiếu, hoặc giữ nguyên nếu văn bản ghi như vậy",
                    "look at the text: add what is left out, or leave it if the text itself says so"
                )),
        );
    }
}
