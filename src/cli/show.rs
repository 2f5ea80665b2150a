//! `soat show`: a plan as it was understood.

use std::path::PathBuf;

use crate::cli::Session;
use crate::cli::options::{day, name};
use crate::error::Error;
use crate::value::Date;

/// In kế hoạch như đã hiểu / show a plan as it was understood
#[derive(Debug, clap::Args)]
pub(crate) struct Show {
    /// Tệp hoặc thư mục quy tắc / plan files or folders of them
    #[arg(required = true)]
    rules: Vec<PathBuf>,

    /// Số hiệu hoặc mã kế hoạch / the plan's number or id
    #[arg(long, value_name = "PLAN", value_parser = name)]
    plan: Option<String>,

    /// Mỗi điều khoản với chỗ dẫn trong văn bản / each item with the places of the text that it cites
    #[arg(long)]
    citations: bool,

    /// Mọi mục, cả thư viện / every item, those of libraries too
    #[arg(long)]
    all: bool,

    /// Lịch các nghĩa vụ / the calendar of what is owed
    #[arg(long)]
    dues: bool,

    /// Từ ngày / from this day
    #[arg(long, value_name = "DATE", requires = "dues", value_parser = day)]
    from: Option<Date>,

    /// Đến ngày / to this day
    #[arg(long, value_name = "DATE", requires = "dues", value_parser = day)]
    to: Option<Date>,
}

impl Show {
    pub(crate) fn run(&self, _session: &mut Session<'_>) -> Result<u8, Error> {
        show_is_not_built_yet(self)
    }
}

/// Stands in for the part of the pipeline that shows a plan.
fn show_is_not_built_yet(_: &Show) -> Result<u8, Error> {
    Err(Error::Usage("not built yet: show".to_owned()))
}
