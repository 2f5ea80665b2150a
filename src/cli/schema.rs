//! `soat schema`: what may stand in a file, for an editor.

use crate::cli::{SOUND, Session};
use crate::error::Error;
use crate::render;
use crate::schema::{self, File};

/// In JSON Schema của tệp TOML cho trình soạn thảo / print the JSON Schema of a file for an editor
#[derive(Debug, clap::Args)]
pub(crate) struct Schema {
    /// Tệp nào / of which file
    #[arg(value_name = "FILE", default_value = "submission")]
    file: FileArg,
}

/// The files by their names.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum FileArg {
    /// Mọi tệp của hồ sơ, trừ waivers.toml / any file of a submission but waivers.toml
    Submission,
    /// Báo cáo, văn bản, sự kiện, gia hạn / reports, documents, events, extensions
    Report,
    /// waivers.toml
    Waivers,
    /// soat.toml
    Config,
}

impl Schema {
    pub(crate) fn run(&self, session: &mut Session<'_>) -> Result<u8, Error> {
        let file = match self.file {
            FileArg::Submission => File::Submission,
            FileArg::Report => File::Report,
            FileArg::Waivers => File::Waivers,
            FileArg::Config => File::Config,
        };
        render::json(&schema::of(file, session.style.lang), session.out)?;
        session.out.flush()?;
        Ok(SOUND)
    }
}
