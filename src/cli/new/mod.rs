//! `soat new`: starts a plan from what is known of it. What nobody said stays open, marked in the file.

mod ask;
mod draft;
mod read;

use std::path::{Path, PathBuf};

use crate::cli::options::name;
use crate::cli::{SOUND, Session};
use crate::diag::words::{count, shown};
use crate::diag::{Severity, Sink};
use crate::error::Error;
use crate::fmt;
use crate::plan;
use crate::source::{FileId, Files, disk};
use crate::value::Lang;

use ask::Asker;
use draft::Draft;

/// Bắt đầu một kế hoạch mới / start a plan
///
/// Hỏi những điều chưa nêu khi chạy ở màn hình lệnh; điều chưa rõ được để ngỏ và đánh dấu trong tệp.
/// Asks for what is absent on a terminal; what stays open is marked in the file.
#[derive(Debug, clap::Args)]
pub(crate) struct New {
    /// Tệp sẽ viết, đuôi .plan; không bao giờ ghi đè / the file to write; never overwritten
    #[arg(value_name = "FILE")]
    path: PathBuf,

    /// Số hiệu: 59/KH-UBND / the number of the document
    #[arg(long, value_name = "NUMBER", value_parser = name)]
    number: Option<String>,

    /// Tên kế hoạch / its title
    #[arg(long, value_name = "TEXT", value_parser = name)]
    title: Option<String>,

    /// Địa phương / the province
    #[arg(long, value_name = "NAME", value_parser = name)]
    province: Option<String>,

    /// Thời gian thực hiện: `2024 .. 2026`, `15/1/2024 - 31/12/2026` / its run
    #[arg(long, value_name = "SPAN", value_parser = name)]
    run: Option<String>,

    /// Ai báo cáo; nhiều đơn vị cách nhau bằng `;`, nhắc lại được / who reports; several with `;`
    #[arg(long, value_name = "NAMES", value_parser = name)]
    reporters: Vec<String>,

    /// Nơi nhận; nhiều nơi cách nhau bằng `;` / to whom; several with `;`
    #[arg(long, value_name = "NAMES", value_parser = name)]
    recipient: Option<String>,

    /// Gửi qua đơn vị, phần mềm nào / through whom
    #[arg(long, value_name = "NAME", value_parser = name)]
    via: Option<String>,

    /// Kỳ: `quý, năm`; `month, H1, Y` / how often
    #[arg(long, value_name = "PERIODS", value_parser = name)]
    every: Option<String>,

    /// Hạn: `15 ngày`, `trước 25/11`; `within 5 working days`; nhắc lại được / by when; may be repeated
    #[arg(long, value_name = "TERM", value_parser = name)]
    due: Vec<String>,
}

impl New {
    pub(crate) fn run(&self, session: &mut Session<'_>) -> Result<u8, Error> {
        let lang = session.style.lang;
        if self.path.extension().is_none_or(|ending| ending != "plan") {
            return Err(Error::Usage(no_ending(&self.path, lang)));
        }
        if disk::exists(&self.path) {
            return Err(Error::Usage(is_there(&self.path, lang)));
        }
        let mut draft = self.draft(lang)?;
        if session.env.terminals.input {
            Asker { input: session.input, lang, err: session.err }.complete(&mut draft)?;
        }
        let made = draft.text(lang);
        let text = sound(&made.text, lang)?;
        let unwritten = |e: std::io::Error| match e.kind() {
            std::io::ErrorKind::AlreadyExists => Error::Usage(is_there(&self.path, lang)),
            _ => Error::Unreadable { path: self.path.clone(), why: e.to_string() },
        };
        disk::create(&self.path, &text).map_err(unwritten)?;
        self.told(&made.open, session)?;
        Ok(SOUND)
    }

    /// What the arguments say.
    fn draft(&self, lang: Lang) -> Result<Draft, Error> {
        let wrong = |flag: &str, text: &str| Error::Usage(not_understood(flag, text, lang));
        let run = self.run.as_deref();
        let run = run.map(|text| read::span(text).ok_or_else(|| wrong("--run", text)));
        let every = self.every.as_deref();
        let every = every.map(|text| read::every(text).ok_or_else(|| wrong("--every", text)));
        let due = self.due.iter().map(|text| read::due(text).ok_or_else(|| wrong("--due", text)));
        Ok(Draft {
            number: self.number.clone(),
            title: self.title.clone(),
            province: self.province.clone(),
            run: run.transpose()?,
            reporters: self.reporters.iter().flat_map(|names| read::names(names)).collect(),
            recipient: self.recipient.clone(),
            via: self.via.clone(),
            every: every.transpose()?,
            due: due.collect::<Result<_, _>>()?,
        })
    }

    fn told(&self, open: &[String], session: &mut Session<'_>) -> Result<(), Error> {
        let lang = session.style.lang;
        let path = self.path.display();
        let written = match lang {
            Lang::Vi => "đã viết",
            Lang::En => "written:",
        };
        writeln!(session.out, "{written} {path}")?;
        if !open.is_empty() {
            let noun = ["chỗ cần bổ sung", "place to be filled in", "places to be filled in"];
            writeln!(session.out, "{}:", count(open.len(), lang, noun))?;
        }
        for point in open {
            writeln!(session.out, "  - {point}")?;
        }
        let next = match lang {
            Lang::Vi => format!("xem lại: soat show {path}"),
            Lang::En => format!("look at it: soat show {path}"),
        };
        writeln!(session.out, "{next}")?;
        Ok(session.out.flush()?)
    }
}

/// The text in its one form, if it is a plan that is understood.
fn sound(text: &str, lang: Lang) -> Result<String, Error> {
    let (mut files, mut sink) = (Files::default(), Sink::default());
    let read = |_: &str| Ok(text.to_owned());
    plan::load("new.plan", &read, &[], &mut files, &mut sink);
    let wrong = sink.take().into_iter().find(|f| f.severity == Severity::Error);
    match wrong {
        Some(finding) => Err(Error::Usage(no_plan(finding.message.get(lang), lang))),
        None => Ok(fmt::format(FileId::NONE, text).unwrap_or_else(|_| text.to_owned())),
    }
}

fn no_plan(why: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("không dựng được kế hoạch từ những điều đã nêu: {why}"),
        Lang::En => format!("no plan can be made of what was said: {why}"),
    }
}

fn not_understood(flag: &str, text: &str, lang: Lang) -> String {
    let text = shown(text);
    match lang {
        Lang::Vi => format!("không hiểu {flag} `{text}`; soat new --help có ví dụ"),
        Lang::En => format!("{flag} `{text}` is not understood; soat new --help has examples"),
    }
}

fn no_ending(path: &Path, lang: Lang) -> String {
    let path = path.display();
    match lang {
        Lang::Vi => format!("{path}: tên tệp kế hoạch phải có đuôi .plan"),
        Lang::En => format!("{path}: the name of a plan file ends in .plan"),
    }
}

fn is_there(path: &Path, lang: Lang) -> String {
    let path = path.display();
    match lang {
        Lang::Vi => format!("{path} đã có, không ghi đè; hãy chọn tên khác"),
        Lang::En => format!("{path} is there already and is not overwritten; choose another name"),
    }
}
