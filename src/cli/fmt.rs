//! `soat fmt`: plan files in their canonical form, or which of them are not.

use std::path::{Path, PathBuf};

use crate::cli::{FAILED, FOUND, SOUND, Session};
use crate::diag::Severity;
use crate::error::Error;
use crate::fmt::{self, Refused};
use crate::render::{Format, render};
use crate::report::Report;
use crate::source::{Files, disk};
use crate::value::Lang;

/// Định dạng lại tệp kế hoạch / put plan files into their one form
#[derive(Debug, clap::Args)]
pub(crate) struct Fmt {
    /// Tệp `.plan` hoặc thư mục có tệp ấy / plan files, or folders of them
    #[arg(default_value = "rules")]
    paths: Vec<PathBuf>,

    /// Chỉ nêu tệp cần định dạng, mã 1 nếu có / only name the files that would change; status 1 if any
    #[arg(long)]
    check: bool,
}

impl Fmt {
    pub(crate) fn run(&self, session: &mut Session<'_>) -> Result<u8, Error> {
        let mut files = Files::default();
        let mut status = SOUND;
        for path in plans(&self.paths)? {
            status = status.max(self.one(&path, &mut files, session)?);
        }
        session.out.flush()?;
        Ok(status)
    }

    fn one(&self, path: &Path, files: &mut Files, session: &mut Session<'_>) -> Result<u8, Error> {
        let unreadable =
            |e: std::io::Error| Error::Unreadable { path: path.to_owned(), why: e.to_string() };
        let name = path.to_string_lossy();
        let text = disk::read_text(path).map_err(unreadable)?;
        let id = files.keep(&name, text.clone());
        match fmt::format(id, &text) {
            Ok(same) if same == text => Ok(SOUND),
            Ok(new) => {
                writeln!(session.out, "{name}")?;
                if !self.check {
                    disk::write(path, &new).map_err(unreadable)?;
                }
                Ok(if self.check { FOUND } else { SOUND })
            }
            Err(Refused::Mistakes(findings)) => {
                let mut report = Report::of(session.env.today, findings);
                report.sort(files);
                render(Format::Short, &report, files, session.style, session.err)?;
                Ok(FOUND)
            }
            Err(Refused::Unsound) => {
                let lang = session.style.lang;
                writeln!(session.err, "{}: {}", Severity::Error.show(lang), unsound(&name, lang))?;
                Ok(FAILED)
            }
        }
    }
}

/// What to say when a new text would not say what the old one says: that is our mistake.
fn unsound(name: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!(
            "lỗi của chính Soát khi định dạng {name}: tệp được giữ nguyên; xin gửi tệp này cho người viết"
        ),
        Lang::En => format!(
            "a mistake of Soát itself in formatting {name}: the file is left as it is; please send it to the authors"
        ),
    }
}

/// The plan files that some paths name, each once.
fn plans(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    let mut all: Vec<PathBuf> = Vec::new();
    for path in paths {
        if !disk::exists(path) {
            let why = "không có ở đó / it is not there".to_owned();
            return Err(Error::Unreadable { path: path.clone(), why });
        }
        if !disk::is_folder(path) {
            all.push(path.clone());
            continue;
        }
        let met = disk::walk(path).into_iter().filter_map(|met| match met {
            disk::Met::File { path, .. } if path.extension().is_some_and(|e| e == "plan") => {
                Some(path)
            }
            _ => None,
        });
        all.extend(met);
    }
    let mut seen = std::collections::BTreeSet::new();
    all.retain(|path| seen.insert(path.clone()));
    Ok(all)
}
