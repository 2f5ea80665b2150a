//! Floor 2: file to values with places, no meaning yet. `list` finds the files of a folder; `text`, `toml`
//! and `csv` read one of them. What cannot be read is a finding and costs its own contents only.

pub(crate) mod ahead;
pub(crate) mod block;
pub(crate) mod codes;
pub(crate) mod csv;
mod encoding;
mod faults;
mod lines;
mod list;
mod plain;
mod quotes;
pub(crate) mod row;
mod text;
pub(crate) mod toml;

use std::path::PathBuf;

use crate::source::{FileId, Kept};

pub(crate) use codes::{
    CODES, SYNTAX, UNREADABLE, changed, column_twice, header_unknown, more, no_folder, not_beside,
    not_opened, row_width, too_many_rows, workbook,
};
pub(crate) use list::{Listed, list};
pub(crate) use text::text;

/// What a file is by its ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    Toml,
    Csv,
    Workbook,
}

/// What a file is by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// `submission.toml` of the folder.
    Manifest,
    /// `waivers.toml` of the folder.
    Waivers,
    /// `expect.toml` of the folder: what its test must find. No data.
    Expected,
    /// `soat.toml`, in any folder: how a check is set up. No data.
    Settings,
    Data,
}

/// One file that looks like data.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    pub(crate) file: FileId,
    pub(crate) path: PathBuf,
    pub(crate) bytes: u64,
    pub(crate) ending: Ending,
    pub(crate) role: Role,
    /// What it holds, where that stands in no file of the disk.
    pub(crate) kept: Option<Vec<u8>>,
    /// Where the line breaks of a large one are kept.
    pub(crate) breaks: Option<Kept>,
}

impl Source {
    /// `soat.toml`
    pub(crate) fn settings(file: FileId, path: PathBuf, bytes: u64) -> Self {
        Self {
            file,
            path,
            bytes,
            ending: Ending::Toml,
            role: Role::Settings,
            kept: None,
            breaks: None,
        }
    }

    /// Data that stand in no file of the disk; what has no ending is written like a report.
    pub(crate) fn kept(file: FileId, name: &str, held: Vec<u8>) -> Self {
        Self {
            file,
            path: PathBuf::new(),
            bytes: held.len() as u64,
            ending: list::ending(name).unwrap_or(Ending::Toml),
            role: Role::Data,
            kept: Some(held),
            breaks: None,
        }
    }
}
