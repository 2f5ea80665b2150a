//! `soat why`: where one due, figure or outcome comes from.

use std::path::{Path, PathBuf};

use crate::cli::options::{Against, Settings, name};
use crate::cli::{SOUND, Session};
use crate::error::Error;
use crate::eval::Eval;
use crate::pipeline::{self, Held, Opened};
use crate::show::page::Page;
use crate::value::Lang;
use crate::why::{self, Ask, Names, Teller};

/// Giải thích một nghĩa vụ, số liệu, kết quả / explain what is owed, a figure, an outcome
#[derive(Debug, clap::Args)]
pub(crate) struct Why {
    /// Thư mục hồ sơ / the folder that was handed in
    path: PathBuf,

    /// Đơn vị: mã hoặc tên / the unit: its id or name
    #[arg(long, value_name = "UNIT", value_parser = name)]
    unit: String,

    /// Kỳ: 2018-Q1, 2018-H1, 2018, hoặc giai đoạn / the period or phase
    #[arg(long, value_name = "PERIOD", value_parser = name)]
    period: Option<String>,

    /// Số liệu: mã hoặc tên / the figure: its id or name
    #[arg(long, value_name = "FIGURE", value_parser = name, conflicts_with = "duty")]
    figure: Option<String>,

    /// Báo cáo, văn bản: mã hoặc tên / the report or document: its id or name
    #[arg(long, value_name = "DUTY", value_parser = name)]
    duty: Option<String>,

    #[command(flatten)]
    against: Against,

    #[command(flatten)]
    settings: Settings,
}

impl Why {
    pub(crate) fn place(&self) -> (&Path, &Settings) {
        (&self.path, &self.settings)
    }

    pub(crate) fn run(&self, session: &mut Session<'_>) -> Result<u8, Error> {
        let inputs = self.against.inputs(&self.path, session);
        let opened = pipeline::open(&inputs, self.against.options(&session.env), &mut |_| {})?;
        let lang = session.style.lang;
        let (held, ask) = self.asked(&opened, lang)?;
        let eval = Eval::new(&held.plan, &held.facts, &held.rows);
        let ctx = opened.ctx(held, &eval);
        let teller = Teller::new(&ctx, &opened.files, lang);
        let mut page = Page::new(session.style.width);
        why::tell(&mut page, &teller, &ask);
        write!(session.out, "{}", page.text())?;
        session.out.flush()?;
        Ok(SOUND)
    }

    /// The plan that knows what was asked for, and what it stands for there.
    fn asked<'o>(&self, opened: &'o Opened, lang: Lang) -> Result<(&'o Held, Ask), Error> {
        let names = Names {
            unit: &self.unit,
            period: self.period.as_deref(),
            figure: self.figure.as_deref(),
            duty: self.duty.as_deref(),
        };
        let mut said = match lang {
            Lang::Vi => "không đọc được kế hoạch nào".to_owned(),
            Lang::En => "no plan could be read".to_owned(),
        };
        for held in &opened.held {
            match why::read(&held.plan, names, lang) {
                Ok(ask) => return Ok((held, ask)),
                Err(unknown) => said = unknown,
            }
        }
        Err(Error::Usage(said))
    }
}
