//! `soat why`: where one due, figure or outcome comes from.

use std::path::PathBuf;

use crate::cli::Session;
use crate::cli::options::{Against, name};
use crate::error::Error;

/// Giải thích một nghĩa vụ, số liệu hoặc chỉ tiêu / explain one due, figure or outcome
#[derive(Debug, clap::Args)]
pub(crate) struct Why {
    /// Thư mục hồ sơ / the folder that was handed in
    path: PathBuf,

    /// Mã báo cáo, số liệu, chỉ tiêu, giới hạn / the id of a duty, figure, target, limit or check
    #[arg(value_parser = name)]
    what: String,

    /// Đơn vị / the unit
    #[arg(long, value_name = "UNIT", value_parser = name)]
    unit: Option<String>,

    /// Kỳ: 2018-Q1, 2018-H1, 2018 / the period
    #[arg(long, value_name = "PERIOD", value_parser = name)]
    period: Option<String>,

    #[command(flatten)]
    against: Against,
}

impl Why {
    pub(crate) fn run(&self, _session: &mut Session<'_>) -> Result<u8, Error> {
        why_is_not_built_yet(self)
    }
}

/// Stands in for the part of the pipeline that explains.
fn why_is_not_built_yet(_: &Why) -> Result<u8, Error> {
    Err(Error::Usage("not built yet: why".to_owned()))
}
