//! What a paper says of itself that cannot be, in one walk over all papers: its days and its number.

use crate::checks::consistency::document_number_form::{self, Forms};
use crate::checks::consistency::{outside_phase, received_before_signed, signed_before_period_end};
use crate::checks::{Check, Ctx};
use crate::diag::Sink;

pub(super) const CHECK: Check = Check {
    codes: &[
        &signed_before_period_end::CODE,
        &received_before_signed::CODE,
        &outside_phase::CODE,
        &document_number_form::CODE,
    ],
    run,
};

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    let mut forms = Forms::default();
    for (_, filing) in ctx.filings() {
        sink.push_some(signed_before_period_end::of(ctx, filing));
        sink.push_some(received_before_signed::of(ctx, filing));
        sink.push_some(outside_phase::of(ctx, filing));
        sink.push_some(forms.of(ctx, filing));
    }
}
