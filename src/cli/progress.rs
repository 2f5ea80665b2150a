//! What a long run is busy with: one line on the other stream, and only where that is a terminal.

use std::io::{self, Write};

use crate::cli::Session;
use crate::diag::words::count;
use crate::pipeline::Step;
use crate::value::Lang;

/// Back to the start of the line, and nothing in it.
const AGAIN: &str = "\r\u{1b}[K";

/// Says what a run is busy with.
pub(super) struct Progress<'a> {
    /// Where somebody looks.
    shown: Option<&'a mut dyn Write>,
    lang: Lang,
}

impl<'a> Progress<'a> {
    pub(super) fn of<'s: 'a>(session: &'a mut Session<'s>) -> Self {
        let (lang, seen) = (session.style.lang, session.env.terminals.err);
        Self { shown: seen.then_some(&mut *session.err), lang }
    }

    pub(super) fn tell(&mut self, step: Step<'_>) {
        let text = words(step, self.lang);
        self.show(&text);
    }

    /// Leaves no trace.
    pub(super) fn end(mut self) {
        self.show("");
    }

    fn show(&mut self, text: &str) {
        let Some(shown) = &mut self.shown else { return };
        let written: io::Result<()> = write!(shown, "{AGAIN}{text}").and_then(|()| shown.flush());
        // Nobody sees it: no reason to stop.
        written.ok();
    }
}

fn words(step: Step<'_>, lang: Lang) -> String {
    match (step, lang) {
        (Step::Listing, Lang::Vi) => "đang tìm tệp…".to_owned(),
        (Step::Listing, Lang::En) => "looking for files…".to_owned(),
        (Step::Reading(files), Lang::Vi) => {
            format!("đang đọc {}…", count(files, lang, ["tệp", "file", "files"]))
        }
        (Step::Reading(files), Lang::En) => {
            format!("reading {}…", count(files, lang, ["tệp", "file", "files"]))
        }
        (Step::Checking(plan), Lang::Vi) => format!("đang đối chiếu với {plan}…"),
        (Step::Checking(plan), Lang::En) => format!("checking against {plan}…"),
    }
}
