//! `soat diff`: what one version of a plan, or an amendment, changes.

use std::path::{Path, PathBuf};

use crate::builtin;
use crate::cli::options::{day, name};
use crate::cli::plans::Shelf;
use crate::cli::{FOUND, SOUND, Session};
use crate::compare::{self, Diff as Difference, Found, Sides};
use crate::error::Error;
use crate::export;
use crate::pipeline::{self, Options};
use crate::rulebook;
use crate::show;
use crate::show::page::Page;
use crate::show::say::Say;
use crate::value::{Date, Holidays};

const STATUSES: &str = "\
Mã thoát / exit status:
  0  không có gì khác nhau / nothing differs
  1  có / something does
  2  không chạy được / the run could not be done";

/// So sánh hai bản của một kế hoạch, hoặc kế hoạch với văn bản sửa đổi
///
/// Compares two versions of a plan, or a plan with what an amendment makes of it.
#[derive(Debug, clap::Args)]
#[command(after_help = STATUSES)]
pub(crate) struct Diff {
    /// Bản cũ: mã, số hiệu, hoặc tệp / the old version: id, number or file
    #[arg(value_name = "OLD", value_parser = name)]
    old: String,

    /// Bản mới, hoặc tệp sửa đổi bản cũ / the new version, or a file that amends the old one
    #[arg(value_name = "NEW", value_parser = name)]
    new: String,

    #[command(flatten)]
    shelf: Shelf,

    /// Dạng / the form
    #[arg(long, value_name = "FORM", default_value = "text")]
    format: Form,

    /// Kiểm tra cả hồ sơ này theo hai bản; nhắc lại được / check this folder by both; may be repeated
    #[arg(long, value_name = "FOLDER")]
    over: Vec<PathBuf>,

    /// Ngày xét hồ sơ, đếm đơn vị / the day as of which folders are judged and units counted
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<Date>,
}

/// `--format`
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    Text,
    Markdown,
    Json,
}

impl Diff {
    pub(crate) fn run(&self, session: &mut Session<'_>) -> Result<u8, Error> {
        let shelf = &self.shelf;
        let amends = rulebook::amends(Path::new(&self.new));
        let old = shelf.one(&self.old, session)?;
        let changed = if amends { shelf.with(Path::new(&self.new)) } else { shelf.clone() };
        let new = changed.one(if amends { &self.old } else { &self.new }, session)?;
        let holidays = Holidays::parse(builtin::HOLIDAYS);
        let day = show::day_within(&new.plan, self.as_of.unwrap_or(session.env.today));
        let side = |plan| Say { plan, lang: session.style.lang, day: Some(day) };
        let sides = Sides { old: side(&old.plan), new: side(&new.plan), holidays: &holidays };
        let mut diff = compare::compare(&sides);
        let wanted = if amends { &self.old } else { &self.new };
        for folder in &self.over {
            diff.over.push(self.over(folder, (&changed, wanted), session)?);
        }
        write(self.format, &sides, &diff, session)?;
        let mistaken = old.mistaken || new.mistaken;
        Ok(if diff.is_empty() && !mistaken { SOUND } else { FOUND })
    }

    /// One folder, checked by both versions.
    fn over(
        &self,
        folder: &Path,
        (changed, wanted): (&Shelf, &str),
        session: &Session<'_>,
    ) -> Result<Found, Error> {
        let options = Options { as_of: self.as_of, today: session.env.today };
        let old = pipeline::check(&self.shelf.inputs(&self.old, folder), options, &mut |_| {})?;
        let new = pipeline::check(&changed.inputs(wanted, folder), options, &mut |_| {})?;
        let name = folder.to_string_lossy();
        Ok(compare::between(&name, &old, &new, session.style.lang))
    }
}

fn write(
    form: Form,
    sides: &Sides<'_>,
    diff: &Difference,
    session: &mut Session<'_>,
) -> Result<(), Error> {
    if form == Form::Json {
        compare::json(sides, diff, session.out)?;
    } else {
        let mut page = Page::new(session.style.width);
        compare::tell(&mut page, sides, diff);
        let text = if form == Form::Markdown { export::markdown(&page) } else { page.text() };
        write!(session.out, "{text}")?;
    }
    Ok(session.out.flush()?)
}
