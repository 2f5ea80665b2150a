//! `soat completions SHELL`: the words that a shell completes.

use clap::CommandFactory as _;
use clap_complete::{Shell, generate};

use crate::cli::{Args, SOUND, Session};
use crate::error::Error;

/// In tệp gợi ý lệnh cho trình dòng lệnh / print completions for a shell
#[derive(Debug, clap::Args)]
pub(crate) struct Completions {
    /// Trình dòng lệnh / the shell
    shell: Shell,
}

impl Completions {
    pub(crate) fn run(&self, session: &mut Session<'_>) -> Result<u8, Error> {
        // Into memory first: the generator stops the program where it cannot write.
        let mut text = Vec::new();
        generate(self.shell, &mut Args::command(), "soat", &mut text);
        session.out.write_all(&text)?;
        Ok(SOUND)
    }
}
