//! `completeness/wrong-recipient` and `completeness/wrong-channel`, in one walk: both look at every paper that came,
//! and nearly all of those went to the right place on the right path.

use crate::checks::completeness::papers::{Papers, served_dues};
use crate::checks::completeness::recipients::Asked;
use crate::checks::completeness::{wrong_channel, wrong_recipient};
use crate::checks::{Check, Ctx};
use crate::diag::{Finding, Sink};
use crate::dues::DueId;

pub(super) const CHECK: Check =
    Check { codes: &[&wrong_recipient::CODE, &wrong_channel::CODE], run };

fn run(ctx: &Ctx<'_>, sink: &mut Sink) {
    let papers = Papers::new(ctx);
    let mut walk = Walk { ctx, papers: &papers, asked: Asked::default(), channels: Vec::new() };
    for (id, due) in served_dues(ctx) {
        walk.asked.turn(ctx, due.slot);
        if !walk.asked.routes.is_empty() {
            walk.due(id, sink);
        }
    }
    // All of the one code come before those of the other.
    walk.channels.into_iter().for_each(|finding| sink.push(finding));
}

struct Walk<'c, 'a> {
    ctx: &'c Ctx<'a>,
    papers: &'c Papers<'c, 'a>,
    asked: Asked<'a>,
    channels: Vec<Finding>,
}

impl Walk<'_, '_> {
    fn due(&mut self, id: DueId, sink: &mut Sink) {
        let (ctx, due) = (self.ctx, self.ctx.dues.due(id));
        let mut all = self.papers.of(id);
        let Some((_, first)) = all.next() else { return };
        // What was replaced is asked for its recipients alone: it says nothing of the next.
        let is_alone = all.next().is_none() && !first.superseded;
        let names = if is_alone { self.asked.names(ctx, due, first) } else { None };
        if self.asked.is_right(names) {
            debug_assert!(wrong_recipient::of(ctx, id, &self.asked, self.papers).is_none());
            debug_assert!(wrong_channel::of(ctx, due, first, &self.asked).is_none());
            return;
        }
        let recipient = wrong_recipient::of(ctx, id, &self.asked, self.papers);
        let told = self.channels.len();
        let counting = self.papers.counting(id).filter(|_| self.asked.has_path());
        self.channels
            .extend(counting.filter_map(|(_, f)| wrong_channel::of(ctx, due, f, &self.asked)));
        if recipient.is_none() && self.channels.len() == told {
            self.asked.was_right(names);
        }
        sink.push_some(recipient);
    }
}
