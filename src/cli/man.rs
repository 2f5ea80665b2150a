//! `soat man [COMMAND]`: the manual page of the program, or of one command.

use clap::CommandFactory as _;
use clap_mangen::Man;

use crate::cli::{Args, SOUND, Session};
use crate::error::Error;

/// In trang hướng dẫn cho lệnh `man` / print a page for `man`
#[derive(Debug, clap::Args)]
pub(crate) struct Page {
    /// Một lệnh, ví dụ `check`; bỏ trống: cả chương trình / one command; none: the whole program
    command: Option<String>,
}

impl Page {
    pub(crate) fn run(&self, session: &mut Session<'_>) -> Result<u8, Error> {
        let mut program = Args::command();
        program.build();
        let page = match &self.command {
            None => program,
            Some(name) => {
                let named = program.find_subcommand(name).cloned();
                named.ok_or_else(|| Error::Usage(unknown(name)))?
            }
        };
        Man::new(page).render(&mut *session.out)?;
        Ok(SOUND)
    }
}

fn unknown(name: &str) -> String {
    format!("không có lệnh `{name}` / there is no command `{name}`")
}
