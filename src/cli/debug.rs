//! `soat debug`, hidden: what one stage makes of a plan file. Tests of stages read it.

use std::path::PathBuf;

use crate::cli::{SOUND, Session};
use crate::diag::Sink;
use crate::error::Error;
use crate::render::{Format, render};
use crate::report::Report;
use crate::rulebook;
use crate::source::{Files, disk};
use crate::syntax::{self, outline};

/// What one stage makes of a plan file
#[derive(Debug, clap::Args)]
#[command(hide = true)]
pub(crate) struct Debug {
    stage: Stage,
    path: PathBuf,

    /// The findings of the stage as JSON, in place of what it made
    #[arg(long)]
    findings: bool,
}

/// A stage that can be looked at.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Stage {
    Tree,
    Plan,
}

impl Debug {
    pub(crate) fn run(&self, session: &mut Session<'_>) -> Result<u8, Error> {
        let (mut files, mut sink) = (Files::default(), Sink::default());
        let made = match self.stage {
            Stage::Tree => self.tree(&mut files, &mut sink)?,
            Stage::Plan => self.plan(&mut files, &mut sink)?,
        };
        if self.findings {
            let report = Report::of(session.env.today, sink.take());
            render(Format::Json, &report, &files, session.style, session.out)?;
        } else {
            write!(session.out, "{made}")?;
        }
        session.out.flush()?;
        Ok(SOUND)
    }

    fn tree(&self, files: &mut Files, sink: &mut Sink) -> Result<String, Error> {
        let unreadable =
            |e: std::io::Error| Error::Unreadable { path: self.path.clone(), why: e.to_string() };
        let text = disk::read_text(&self.path).map_err(unreadable)?;
        let id = files.keep(&self.path.to_string_lossy(), text.clone());
        Ok(outline::outline(&syntax::parse(id, &text, sink)))
    }

    /// The ids of the plans that could be read.
    fn plan(&self, files: &mut Files, sink: &mut Sink) -> Result<String, Error> {
        let roots = rulebook::roots(std::slice::from_ref(&self.path), true)?;
        let plans = roots.iter().filter_map(|root| root.load(&[], files, sink));
        Ok(plans.map(|plan| plan.item.id + "\n").collect())
    }
}
